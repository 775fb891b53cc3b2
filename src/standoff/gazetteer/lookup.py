"""What a name can mean."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from pathlib import Path

from standoff.errors import PlacesError
from standoff.gazetteer.designators import designated
from standoff.gazetteer.names import fold, loose
from standoff.gazetteer.raw import KINDS
from standoff.gazetteer.store import (
    FORMAT,
    connect_to_read,
    fingerprint,
    imports_path,
    names_code,
    places_path,
    read_only,
)
from standoff.gazetteer.tables import read_table

__all__ = ["KINDS", "Candidate", "Gazetteer"]

_MOST = 50
"""So many candidates of one name are told apart; there are 1,500 places called San Antonio."""
_MAIN, _FEWEST = 50, 500
_BUILD = "Run: standoff places build"
_IMPORT_AGAIN = "Remove that file and import again."
_COLUMNS = "p.id, p.name, p.kind, p.lat, p.lon, p.countries, p.admin1, p.population, p.radius_km, p.tier, p.weight"
_Found = tuple[str, str, str, float, float, str, str | None, int, float, int, int, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place that a name can mean. ``lat`` and ``lon`` are degrees, WGS 84.

    ``id`` says where it comes from: "geonames:172408", "iso3166:SY-HA", "standoff:al-tanf". ``name`` is what it is best
    known under in English, ``admin1`` the English name of its first-order region. ``country`` is ISO 3166-1 alpha-3,
    ``None`` for what lies in several or in none; ``countries`` holds all it lies in. ``radius_km`` is about how far it
    reaches from its point. ``population`` 0 is unknown. ``is_main_name``: the name asked for is the place's main name,
    or a spelling of it. ``is_loose``: it was found by sound only.
    """

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    country: str | None
    countries: tuple[str, ...]
    admin1: str | None
    population: int
    radius_km: float
    is_main_name: bool
    is_loose: bool = False


class Gazetteer:
    """The built gazetteer and what the user imported beside it, to read. Threads and forked processes may share one."""

    def __init__(self, path: Path) -> None:
        """Use ``open``, which checks the file first."""
        self.path = path
        self._local = threading.local()
        self._readers: list[_Reader] = []
        self._find = lru_cache(maxsize=16384)(self._find_anew)

    @classmethod
    def open(cls, path: Path | None = None) -> Gazetteer:
        """The gazetteer at a path, or where ``standoff places build`` puts it.

        Raises ``PlacesError`` when there is none, or it is damaged, or was built from other data than is installed.
        """
        path = path or places_path()
        if not path.is_file():
            raise PlacesError(f"There is no gazetteer at {path}.", advice=_BUILD)
        about = _about(path, advice=_BUILD)
        if about.get("format") != str(FORMAT) or about.get("fingerprint") != fingerprint():
            raise PlacesError(f"The gazetteer {path} was built by another Standoff or from other data.", advice=_BUILD)
        imports = imports_path(path)
        if imports.is_file():
            about = _about(imports, advice=_IMPORT_AGAIN)
            if about.get("format") != str(FORMAT):
                raise PlacesError(f"The imported places in {imports} are of another Standoff.", advice=_IMPORT_AGAIN)
            if about.get("names") != names_code():
                raise PlacesError(f"The imported places in {imports} are of another Standoff.", advice=_BUILD)
        return cls(path)

    def find(self, name: str) -> tuple[Candidate, ...]:
        """What a name can mean, likeliest first: countries and capitals, main names before others, then by population.

        A word for the kind of place ("Idlib Governorate", "Donetsk oblast") is taken off where the whole is no name,
        and places of that kind come first. Where nothing is found so, names that sound alike are (``is_loose``).
        """
        return self._find(fold(name))

    def known_keys(self, keys: Iterable[str]) -> set[str]:
        """Which of these keys (see ``fold``) are names to the letter, with or without a word for the kind of place.

        One query for a whole document. Names that only sound like a known one are not among them.
        """
        bare = {key: designated(key) for key in keys if key}
        whole = {key: (key, key.removeprefix("the ")) for key in bare}
        known = self._reader().known({*chain(*whole.values()), *(named.name for named in bare.values() if named)})
        return {
            key
            for key, named in bare.items()
            if not known.isdisjoint(whole[key])
            or (named and named.name in known and any(not place.is_loose for place in self._find(key)))
        }

    def by_id(self, id: str) -> Candidate | None:  # noqa: A002 - the record's own word
        """The place with an id, or ``None``."""
        return next(map(_candidate, self._reader().by_id(id)), None)

    def country(self, alpha3: str) -> Candidate | None:
        """The country with an ISO 3166-1 alpha-3 code, or ``None``."""
        return next(map(_candidate, self._reader().country(alpha3)), None)

    def close(self) -> None:
        """Close the file. A gazetteer that is asked again opens it again."""
        for reader in self._readers:
            reader.connection.close()
        self._readers.clear()
        self._local = threading.local()

    def _find_anew(self, key: str) -> tuple[Candidate, ...]:
        reader, named = self._reader(), None
        rows = reader.named(key)
        if not rows and key.startswith("the "):
            key = key.removeprefix("the ")
            rows = reader.named(key)
        if not rows and (named := designated(key)):
            key = named.name
            rows = [row for row in reader.named(key) if row[2] in named.kinds or not named.is_strict]
        is_loose = not rows and not (named and named.is_strict)
        if is_loose:
            rows = [row for alike in _nearest(key, reader) for row in reader.named(alike)]
        if len(rows) > 1:
            best = {row[0]: row for row in reversed(rows)}  # the built one of two rows of one place
            rows = sorted(best.values(), key=_rank)
            if named:
                rows.sort(key=lambda row: row[2] not in named.kinds)
        return tuple(_candidate(row, is_loose=is_loose) for row in rows[:_MOST])

    def _reader(self) -> _Reader:
        """One connection a thread, and none carried over a fork: SQLite forbids it."""
        reader: _Reader | None = getattr(self._local, "reader", None)
        if reader is None or reader.process != os.getpid():
            reader = self._local.reader = _Reader(self.path)
            self._readers.append(reader)
        return reader


class _Reader:
    """The queries, over the built file alone or with the imported one beside it."""

    def __init__(self, path: Path) -> None:
        self.process = os.getpid()
        self.connection = connect_to_read(path)
        files_open = ["main"]
        imports = imports_path(path)
        if imports.is_file():
            self.connection.execute("ATTACH ? AS imported", (read_only(imports),))
            files_open.append("imported")

        def each(query: str) -> str:
            return " UNION ALL ".join(query.replace("@", f"{name}.") for name in files_open)

        self._named = each(
            f"SELECT {_COLUMNS}, n.is_main FROM @names n JOIN @places p ON p.place = n.place WHERE n.key = ?1"  # noqa: S608
        )
        self._known = each("SELECT key FROM @names WHERE key IN (SELECT value FROM json_each(?1))")
        self._alike = each("SELECT key FROM @sounds WHERE sound = ?1")
        self._by_id = each(f"SELECT {_COLUMNS}, 1 FROM @places p WHERE p.id = ?1")  # noqa: S608
        self._country = f"SELECT {_COLUMNS}, 1 FROM main.places p WHERE p.kind = 'country' AND p.countries = ?1"  # noqa: S608

    def named(self, key: str) -> list[_Found]:
        return self.connection.execute(self._named, (key,)).fetchall()

    def known(self, keys: Iterable[str]) -> set[str]:
        return {key for (key,) in self.connection.execute(self._known, (json.dumps(list(keys)),))}

    def alike(self, sound: str) -> set[str]:
        return {key for (key,) in self.connection.execute(self._alike, (sound,))}

    def by_id(self, place_id: str) -> list[_Found]:
        return self.connection.execute(self._by_id, (place_id,)).fetchall()

    def country(self, alpha3: str) -> list[_Found]:
        return self.connection.execute(self._country, (alpha3,)).fetchall()


def _nearest(key: str, reader: _Reader) -> list[str]:
    """Keys of the gazetteer that sound like this one and differ in few letters, nearest first."""
    sound = loose(key)
    if not sound or key in _ordinary_words():
        return []
    few = len(key) // 3
    apart = {alike: _apart(key, alike) for alike in reader.alike(sound) if abs(len(alike) - len(key)) <= few}
    return sorted((alike for alike in apart if apart[alike] <= few), key=lambda alike: (apart[alike], alike))


@cache
def _ordinary_words() -> frozenset[str]:
    text = (files(__package__) / "ordinary.tsv").read_text("utf-8")
    return frozenset(row["word"] for row in read_table(text, ("word",), file="ordinary.tsv"))


def _about(path: Path, *, advice: str) -> dict[str, str]:
    """What a file says of itself. Raises ``PlacesError``."""
    try:
        with closing(connect_to_read(path)) as connection:
            return dict(connection.execute("SELECT name, value FROM about"))
    except sqlite3.Error as error:
        raise PlacesError(f"{path} cannot be read: {error}.", advice=advice) from error


def _apart(one: str, other: str) -> int:
    """How many letters must be put in, taken out or changed to make one of the other."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        corner, row[0] = row[0], i
        for j, b in enumerate(other, start=1):
            corner, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, corner + (a != b))
    return row[-1]


def _rank(row: _Found) -> tuple[bool, int, str]:
    """Countries and capitals under their main names first, then by weight. A main name counts for many people: it comes
    before another's lesser one, but Mecca, which GeoNames calls Makkah, before the villages of that name."""
    return (row[9] != 0 or not row[11], -max(row[10], _FEWEST) * (_MAIN if row[11] else 1), row[0])


def _candidate(row: _Found, *, is_loose: bool = False) -> Candidate:
    place_id, name, kind, lat, lon, joined, admin1, population, radius_km, _, _, is_main = row
    countries = tuple(joined.split("|")) if joined else ()
    country = countries[0] if len(countries) == 1 else None
    return Candidate(
        place_id, name, kind, lat, lon, country, countries, admin1, population, radius_km, bool(is_main), is_loose
    )
