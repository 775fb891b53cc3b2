"""A gazetteer of a few places, and what the stage finds with it."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from standoff.gazetteer import Candidate, fold
from standoff.places import find_places
from standoff.records import PlaceMention

FOREIGN = frozenset({"Sirija"})
"""Names of countries in other languages, of which the real gazetteer has thousands."""


class FewPlaces:
    """A gazetteer with the interface of the real one and a few dozen places; counts how often it is asked for keys."""

    def __init__(self) -> None:
        self.queries = 0
        self._named: dict[str, list[Candidate]] = defaultdict(list)
        with Path(__file__).with_name("few_places.tsv").open(encoding="utf-8", newline="") as table:
            for number, row in enumerate(csv.DictReader(table, delimiter="\t")):
                for name in (row["name"], *filter(None, row["aliases"].split("|"))):
                    self._named[fold(name)].append(self._candidate(f"few:{number}", row, name))

    @staticmethod
    def _candidate(place_id: str, row: dict[str, str], name: str) -> Candidate:
        return Candidate(
            id=place_id,
            name=row["name"],
            kind=row["kind"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            country=row["country"],
            countries=(row["country"],),
            admin1=row["admin1"] or None,
            population=int(row["population"]),
            radius_km=float(row["radius_km"]),
            is_main_name=name == row["name"] or (row["kind"] == "country" and name not in FOREIGN),
        )

    def find(self, name: str) -> tuple[Candidate, ...]:
        return tuple(sorted(self._named.get(fold(name), ()), key=lambda place: -place.population))

    def known_keys(self, keys: Iterable[str]) -> set[str]:
        self.queries += 1
        return {key for key in keys if key in self._named}


class Found:
    """What was found in a text, asked in words."""

    def __init__(self, mentions: list[PlaceMention]) -> None:
        self.all = mentions
        self.places = [mention for mention in mentions if not mention.is_demonym]

    def __getitem__(self, name: str) -> PlaceMention:
        return next(mention for mention in self.all if mention.name_span.text == name)

    @property
    def names(self) -> list[str]:
        """The bare names of the places, in the order of the text."""
        return [mention.name_span.text for mention in self.places]

    @property
    def who(self) -> list[str]:
        """The names and adjectives that say who, not where."""
        return [mention.name_span.text for mention in self.all if mention.is_demonym]

    @property
    def spans(self) -> list[str]:
        """The words that say where."""
        return [mention.span.text for mention in self.places]


@pytest.fixture(scope="session")
def few_places() -> FewPlaces:
    return FewPlaces()


@pytest.fixture(scope="session")
def find(make_document: Callable[..., object], few_places: FewPlaces) -> Callable[..., Found]:
    """What the stage finds in a text with the few places."""

    def find(text: str, **fields: object) -> Found:
        return Found(find_places(make_document(text, **fields), few_places))  # type: ignore[arg-type]

    return find
