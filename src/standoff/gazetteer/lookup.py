"""What a name can mean."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from standoff.errors import PlacesError
from standoff.gazetteer.designators import designated
from standoff.gazetteer.names import fold, loose
from standoff.gazetteer.raw import KINDS
from standoff.gazetteer.store import FORMAT, connect_to_read, fingerprint, imports_path, names_code, places_path
from standoff.gazetteer.tables import read_table

__all__ = ["KINDS", "Candidate", "Gazetteer"]

_MOST = 50
"""So many candidates of one name are told apart; there are 1,500 places called San Antonio."""
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
        self._connections: list[sqlite3.Connection] = []
        self._find = lru_cache(maxsize=8192)(self._find_anew)

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
        bare = {key: designated(key)[0] for key in keys if key}
        wanted = list({*bare, *bare.values()} - {""})
        found: set[str] = set()
        for table in self._tables("names"):
            for start in range(0, len(wanted), 900):
                part = wanted[start : start + 900]
                marks = ",".join("?" * len(part))
                query = f"SELECT DISTINCT key FROM {table} WHERE key IN ({marks})"  # noqa: S608 - table names are ours
                found.update(key for (key,) in self._connection().execute(query, part))
        return {key for key, rest in bare.items() if key in found or rest in found}

    def by_id(self, id: str) -> Candidate | None:  # noqa: A002 - the record's own word
        """The place with an id, or ``None``."""
        for table in self._tables("places"):
            query = f"SELECT {_COLUMNS}, 1 FROM {table} p WHERE p.id = ?"  # noqa: S608
            for row in self._connection().execute(query, (id,)):
                return _candidate(row)
        return None

    def country(self, alpha3: str) -> Candidate | None:
        """The country with an ISO 3166-1 alpha-3 code, or ``None``."""
        query = f"SELECT {_COLUMNS}, 1 FROM main.places p WHERE p.kind = 'country' AND p.countries = ?"  # noqa: S608
        for row in self._connection().execute(query, (alpha3,)):
            return _candidate(row)
        return None

    def close(self) -> None:
        """Close the file. A gazetteer that is asked again opens it again."""
        for connection in self._connections:
            connection.close()
        self._connections.clear()
        self._local = threading.local()

    def _find_anew(self, key: str) -> tuple[Candidate, ...]:
        if not key:
            return ()
        rows = self._rows(key)
        kinds: frozenset[str] = frozenset()
        if not rows:
            rest, kinds = designated(key)
            rows = self._rows(rest) if rest else []
            key = rest or key
        is_loose = not rows
        if is_loose:
            rows = [row for alike in self._alike(key) for row in self._rows(alike)]
        best: dict[str, _Found] = {}
        for row in rows:
            best.setdefault(row[0], row)
        ranked = sorted(best.values(), key=lambda row: (row[2] not in kinds if kinds else False, _rank(row)))
        return tuple(_candidate(row, is_loose=is_loose) for row in ranked)

    def _rows(self, key: str) -> list[_Found]:
        rows: list[_Found] = []
        for names, places in zip(self._tables("names"), self._tables("places"), strict=True):
            query = (
                f"SELECT {_COLUMNS}, n.is_main FROM {names} n JOIN {places} p ON p.place = n.place"  # noqa: S608
                f" WHERE n.key = ? ORDER BY p.tier, n.is_main DESC, p.weight DESC, p.id LIMIT {_MOST}"
            )
            rows += self._connection().execute(query, (key,)).fetchall()
        return rows

    def _alike(self, key: str) -> list[str]:
        """Keys of the gazetteer that sound like this one and differ in few letters, nearest first."""
        sound = loose(key)
        if not sound or key in _ordinary_words():
            return []
        found: set[str] = set()
        for table in self._tables("sounds"):
            query = f"SELECT key FROM {table} WHERE sound = ? LIMIT {_MOST}"  # noqa: S608
            found.update(alike for (alike,) in self._connection().execute(query, (sound,)))
        apart = {alike: _apart(key, alike) for alike in found}
        return sorted((alike for alike in found if apart[alike] <= len(key) / 3), key=lambda a: (apart[a], a))

    def _tables(self, table: str) -> tuple[str, ...]:
        self._connection()
        has_imports: bool = self._local.has_imports
        return (f"main.{table}", f"imported.{table}") if has_imports else (f"main.{table}",)

    def _connection(self) -> sqlite3.Connection:
        """One connection a thread, and none carried over a fork: SQLite forbids it."""
        local = self._local
        connection: sqlite3.Connection | None = getattr(local, "connection", None)
        if connection is None or local.process != os.getpid():
            connection = connect_to_read(self.path)
            imports = imports_path(self.path)
            local.has_imports = imports.is_file()
            if local.has_imports:
                connection.execute("ATTACH ? AS imported", (f"{imports.resolve().as_uri()}?mode=ro",))
            local.connection, local.process = connection, os.getpid()
            self._connections.append(connection)
        return connection


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


def _rank(row: _Found) -> tuple[bool, int, bool, int, str]:
    tier, weight, is_main = row[9], row[10], bool(row[11])
    return (not (tier == 0 and is_main), 0, not is_main, -weight, row[0])


def _candidate(row: _Found, *, is_loose: bool = False) -> Candidate:
    place_id, name, kind, lat, lon, joined, admin1, population, radius_km, _, _, is_main = row
    countries = tuple(joined.split("|")) if joined else ()
    country = countries[0] if len(countries) == 1 else None
    return Candidate(
        place_id, name, kind, lat, lon, country, countries, admin1, population, radius_km, bool(is_main), is_loose
    )
