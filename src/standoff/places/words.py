"""The words that tell of places, from ``languages/en/places.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from standoff.errors import KnowledgeError
from standoff.languages.language import load_rules
from standoff.records import PlacePrecision

__all__ = ["Head", "PlaceWords", "Relation", "load_place_words"]


@dataclass(frozen=True, slots=True)
class Head:
    """A noun for a kind of place: what kinds of the gazetteer it fits, how precise a place it makes."""

    name: str
    kinds: frozenset[str]
    precision: PlacePrecision
    radius_km: float


@dataclass(frozen=True, slots=True)
class Relation:
    """How something lies to a named place: by how much of its radius the point is shifted, how unsure it is."""

    name: str
    shift: float
    least_km: float
    uncertain: float
    more_km: float
    precision: PlacePrecision | None


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The tables of ``places.toml``; ``relation_words`` maps a word or phrase to its relation's name."""

    heads: dict[str, tuple[Head, ...]]
    between: frozenset[str]
    directions: dict[str, float]
    parts: dict[float, str]
    relations: dict[str, Relation]
    near: frozenset[tuple[str, ...]]
    part: frozenset[str]
    countryside: frozenset[str]
    distances: dict[str, float]
    numbers: dict[str, float]
    particles: frozenset[str]
    generics: frozenset[str]
    joiners: frozenset[str]
    of_unknown: frozenset[str]
    of_unknown_capitals: frozenset[str]
    again: dict[str, tuple[int, int]]
    plural: frozenset[str]
    dwellers: frozenset[str]
    speakers: frozenset[str]
    called: frozenset[str]
    loose_nouns: frozenset[str]
    first_nouns: frozenset[str]
    common_first: frozenset[str]
    joining: frozenset[str]
    putting: frozenset[str]
    leading: frozenset[str]
    opening: frozenset[str]
    at: frozenset[str]
    perhaps: frozenset[str]
    titles: frozenset[str]
    given: frozenset[str]
    bodies: frozenset[str]
    bodies_of: frozenset[str]
    bodies_of_states: frozenset[str]
    abbreviations: frozenset[str]
    soil: frozenset[str]
    government_verbs: frozenset[str]
    place_verbs: frozenset[str]
    possessions: frozenset[str]
    dealings: frozenset[str]
    addressing: frozenset[str]
    moods: frozenset[str]
    rulers: frozenset[str]
    called_after: frozenset[str]
    tied: frozenset[str]
    never: frozenset[str]
    alone: frozenset[str]
    things: frozenset[str]
    short_forms: dict[str, str]


@cache
def load_place_words(language: str = "en") -> PlaceWords:
    """The words of a language that tell of places.

    Raises KnowledgeError when the file lacks a table or a table a key.
    """
    rules = load_rules("places", language)
    try:
        return _read(rules)
    except (KeyError, TypeError, AttributeError) as error:
        raise KnowledgeError(
            f"languages/{language}/places.toml does not say what it must: {error}",
            advice="Restore the table or key named; the file's own comments say what each holds.",
        ) from error


def _read(rules: dict[str, Any]) -> PlaceWords:
    heads: dict[str, tuple[Head, ...]] = {}
    for name, table in rules["heads"].items():
        head = Head(name, frozenset(table["kinds"]), table["precision"], float(table["radius_km"]))
        for noun in table["nouns"]:
            heads[noun] = (*heads.get(noun, ()), head)
    relations, names = rules["relations"], rules["names"]
    cues, persons, bodies, governments = rules["cues"], rules["persons"], rules["bodies"], rules["governments"]
    return PlaceWords(
        heads=heads,
        between=frozenset(rules["between"]["words"]),
        directions={word: float(bearing) for word, bearing in rules["directions"].items()},
        parts={float(rules["directions"][word]): word for word in names["parts"].split()},
        relations={name: _relation(name, table) for name, table in relations.items()},
        near=frozenset(tuple(phrase.split()) for phrase in relations["near"]["words"]),
        part=frozenset(relations["part"]["words"]),
        countryside=frozenset(relations["countryside"]["words"]),
        distances={unit: float(km) for unit, km in rules["distances"].items()},
        numbers={word: float(number) for word, number in rules["distance_words"].items()},
        particles=_words(names["particles"]),
        generics=_words(names["generics"]),
        joiners=_words(names["particles"]) | _words(names["joiners"]),
        of_unknown=_words(names["of_unknown"]),
        of_unknown_capitals=_words(names["of_unknown_capitals"]),
        again={noun: (int(fewest), int(most)) for noun, (fewest, most) in rules["again"].items()},
        plural=_words(names["plural"]),
        dwellers=_words(names["dwellers"]),
        speakers=_words(names["speakers"]),
        called=_words(names["called"]),
        loose_nouns=_words(names["loose"]),
        first_nouns=_words(names["first"]),
        common_first=_words(names["common_first"]),
        joining=_words(names["joining"]),
        putting=_words(names["putting"]),
        leading=_words(names["leading"]),
        opening=_words(names["opening"]),
        at=frozenset(cues["at"]),
        perhaps=frozenset(cues["perhaps"]),
        titles=frozenset(persons["titles"]),
        given=_words(persons["given"]),
        bodies=_words(bodies["nouns"]),
        bodies_of=_words(bodies["with_of"]),
        bodies_of_states=_words(bodies["of_states"]),
        abbreviations=frozenset(bodies["abbreviations"]),
        soil=frozenset(bodies["soil"]),
        government_verbs=_words(governments["verbs"]),
        place_verbs=_words(governments["of_places"]),
        possessions=_words(governments["possessions"]),
        dealings=_words(governments["dealings"]),
        addressing=_words(governments["addressing"]),
        moods=_words(governments["moods"]),
        rulers=_words(governments["rulers"]),
        called_after=_words(governments["called_after"]),
        tied=_words(governments["tied"]),
        never=_words(rules["ordinary"]["never"]),
        alone=_words(rules["ordinary"]["alone"]),
        things=_words(rules["ordinary"]["things"]),
        short_forms=dict(rules["short_forms"]),
    )


def _relation(name: str, table: dict[str, Any]) -> Relation:
    return Relation(
        name,
        float(table["shift"]),
        float(table.get("least_km", 0)),
        float(table["uncertain"]),
        float(table["more_km"]),
        cast("PlacePrecision | None", table.get("precision")),
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())
