"""The stage: a document in, the places it names out."""

from __future__ import annotations

from standoff.actors import ActorRegistry
from standoff.gazetteer import Gazetteer
from standoff.places.governments import is_government
from standoff.places.names import Name, find_names
from standoff.places.others import find_others
from standoff.places.page import Page, read_page
from standoff.places.resolve import resolve
from standoff.places.traits import describe
from standoff.places.words import load_place_words
from standoff.records import Document, PlaceMention

__all__ = ["find_places"]

_OF_STATES = frozenset({"GOV", "MIL", "COP", "JUD", "LEG"})


def find_places(document: Document, gazetteer: Gazetteer) -> list[PlaceMention]:
    """The places that a document names, in the order of the text."""
    page = read_page(document)
    words = load_place_words()
    others = find_others(page, words, _bodies(page))
    names = find_names(page, gazetteer, words, others)
    describe(page, names, words, others)
    found = resolve(names)
    for name in found:
        name.is_government = name.demonym_of is None and is_government(name, page, words)
    return [_mention(page, name) for name in found]


def _bodies(page: Page) -> list[tuple[int, int]]:
    """The runs of tokens that are the proper name of somebody the registry knows. A state's own bodies are left to the
    nouns that name them: in "Nigeria's Ministry of Health" the state is named as such."""
    found = ActorRegistry.load().mentions(page.texts)
    return [
        (first, last)
        for first, last, actor in found
        if page.is_capital[last - 1] and not (actor.sector in _OF_STATES and actor.country is not None)
    ]


def _mention(page: Page, name: Name) -> PlaceMention:
    span = page.span(name.first, name.last)
    if name.demonym_of:
        return PlaceMention(span, span, span.text, country=name.demonym_of, is_demonym=True)
    place = name.choice
    return PlaceMention(
        span, span, place.name, place.lat, place.lon, place.country, place.admin1, place.id, "town", place.radius_km
    )
