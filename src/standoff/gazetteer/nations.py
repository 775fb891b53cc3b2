"""Countries by their people and their governments: "Syrian" and "Damascus said" both point to SYR."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from standoff.gazetteer.tables import read_table

__all__ = ["Nation", "capitals", "demonyms", "nations"]

_FILE = "demonyms.tsv"
_COLUMNS = ("country", "name", "adjectives", "people", "aliases", "government", "point")


@dataclass(frozen=True, slots=True)
class Nation:
    """A country in English: its name, adjectives and people ("Syrian", "Syrians"), and the capitals that stand for its
    government. ``point`` is its middle (degrees), where GeoNames has another."""

    country: str
    name: str
    demonyms: tuple[str, ...]
    aliases: tuple[str, ...]
    government: tuple[str, ...]
    point: tuple[float, float] | None


@cache
def nations() -> Mapping[str, Nation]:
    """The countries of ``demonyms.tsv`` by their ISO 3166-1 alpha-3 code."""
    text = (files(__package__) / _FILE).read_text("utf-8")
    found = {}
    for row in read_table(text, _COLUMNS, file=_FILE):
        code, words = row["country"], row.many("adjectives") + row.many("people")
        lat, _, lon = row["point"].partition(" ")
        point = (float(lat), float(lon)) if lon else None
        found[code] = Nation(code, row["name"], words, row.many("aliases"), row.many("government"), point)
    return MappingProxyType(found)


@cache
def demonyms() -> Mapping[str, str]:
    """Adjectives and names of peoples, as print writes them, to ISO 3166-1 alpha-3 codes.

    >>> demonyms()["Syrian"], demonyms()["Iraqis"], demonyms()["Congolese"]
    ('SYR', 'IRQ', 'COD')
    """
    return MappingProxyType(_first((word, nation.country) for nation in nations().values() for word in nation.demonyms))


@cache
def capitals() -> Mapping[str, str]:
    """Names of capitals that are used for the government, to ISO 3166-1 alpha-3 codes.

    >>> capitals()["Moscow"], capitals()["Kyiv"]
    ('RUS', 'UKR')
    """
    return MappingProxyType(
        _first((name, nation.country) for nation in nations().values() for name in nation.government)
    )


def _first(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for word, country in pairs:
        found.setdefault(word, country)
    return found
