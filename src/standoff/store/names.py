"""Names that a casebook keeps once, and the numbers that stand for them in its rows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from standoff.records import Actor
from standoff.store.database import Database, Value

__all__ = ["actor_key", "claimant_key", "origin_key", "publisher_key", "release_key", "words_of"]

_WORD = re.compile(r"\w+")


def release_key(database: Database, version: str) -> int:
    """The number of a version of Standoff."""
    return _key(database, "releases", {"version": version})


def publisher_key(database: Database, name: str | None) -> int | None:
    """The number of a publisher."""
    return _key(database, "publishers", {"name": name}) if name else None


def claimant_key(database: Database, name: str, kind: str, party: str | None) -> int:
    """The number of a claimant; two of one name and different kinds or parties are two."""
    known = ("claimants", name, kind, party or "")
    found = database.keys.get(known)
    if found is None:
        found = _key(database, "claimants", {"name": name, "kind": kind, "party": party or ""})
        for word in words_of(name):
            database.add_new("claimant_words", word=word, claimant=found)
    return found


def actor_key(database: Database, actor: Actor) -> int:
    """The number of an actor of the registry. Its name stays as it was first kept."""
    more = {"name": actor.name, "country": actor.country, "sector": actor.sector}
    return _key(database, "actors", {"uid": actor.id}, more)


def origin_key(database: Database, name: str) -> int:
    """The number of an independent beginning of information."""
    return _key(database, "origins", {"name": name})


def words_of(name: str) -> set[str]:
    """The words of a name, by which it is found, without case and accents.

    >>> sorted(words_of("Ministère de la Défense"))
    ['de', 'defense', 'la', 'ministere']
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    return set(_WORD.findall("".join(letter for letter in plain if not unicodedata.combining(letter))))


def _key(database: Database, table: str, known_by: Mapping[str, Value], more: Mapping[str, Value] | None = None) -> int:
    asked = (table, *known_by.values())
    found = database.keys.get(asked)
    if found is None:
        where = " AND ".join(f"{column} = ?" for column in known_by)
        found = database.value(f"SELECT id FROM {table} WHERE {where}", tuple(known_by.values()))
        if found is None:
            found = database.add(table, **known_by, **(more or {}))
        database.remember(asked, found)
    return found
