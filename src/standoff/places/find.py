"""The stage: a document in, the places it names out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest

from standoff.actors import ActorRegistry
from standoff.gazetteer import Gazetteer, demonyms
from standoff.places.again import find_again
from standoff.places.capitals import find_capitals
from standoff.places.governments import is_government
from standoff.places.names import Name, find_names, read_runs
from standoff.places.others import find_others
from standoff.places.page import Page, read_page
from standoff.places.resolve import resolve
from standoff.places.traits import describe
from standoff.places.unknown import find_unknown, place_about, place_unknown
from standoff.places.whereabouts import Spot, locate
from standoff.places.words import PlaceWords, load_place_words
from standoff.records import OF_STATES, Document, PlaceMention, Report

__all__ = ["find_places"]

_TITLE_VOTES = 2.0
_PUBLISHER_VOTES = 0.5
_TITLE = 40
"""So many words of a title are looked at."""
_SIGNS = ".,:;!?\"'“”‘’()[]"


def find_places(document: Document, gazetteer: Gazetteer) -> list[PlaceMention]:
    """The places that a document names, in the order of the text, no name in two of them.

    Adjectives of countries and states that stand for their governments are among them, marked ``is_demonym``; the
    adjectives have a country but no point. A name that only the words beside it make a place ("the village of X") has
    the point of what it lies in or near, or none.
    """
    page = read_page(document)
    words = load_place_words()
    runs = read_runs(page, words)
    others = find_others(page, words, _bodies(page))
    names = find_names(page, runs, gazetteer, words, others)
    describe(page, names, words, others)
    found, story = resolve(names, _hints(document.report, gazetteer))
    found = sorted([*found, *find_capitals(page, names, story.shares(), gazetteer)], key=lambda name: name.first)
    for name in found:
        name.is_government = "in body" in name.traits or is_government(name, page, words)
    found = sorted([*found, *find_again(page, found, words)], key=lambda name: name.first)
    unknown = [
        *(name for name in found if name.demonym_of is None and name.choice is None),
        *find_unknown(page, runs, found, words, others),
    ]
    spots = [
        (name, _of_part(name, spot, gazetteer))
        for name, spot in _located([name for name in found if name.choice is not None], page, words)
    ]
    _place_all(unknown, spots, page, words, gazetteer, story.shares())
    placed = [*spots, *_located([name for name in unknown if name.choice is not None], page, words)]
    mentions = [_placed_mention(page, name, spot) for name, spot in placed]
    bare = [name for name in (*found, *unknown) if name.choice is None and (name.demonym_of or name.heads)]
    mentions += [_bare_mention(page, name) for name in bare]
    return sorted(set(mentions), key=lambda mention: mention.name_span)


def _located(names: Sequence[Name], page: Page, words: PlaceWords) -> list[tuple[Name, Spot]]:
    return [(name, locate(name, page, words, after)) for name, after in zip_longest(names, names[1:])]


def _of_part(name: Name, spot: Spot, gazetteer: Gazetteer) -> Spot:
    """Where a part of a country lies by the gazetteer, if it has that part: a country is no circle."""
    if spot.part is None or name.choice is None:
        return spot
    parts = gazetteer.find(f"{spot.part} {name.choice.name}")
    part = next((each for each in parts if each.kind == "region" and each.country == name.choice.country), None)
    if part is None or part.is_loose:
        return spot
    return replace(spot, point=(part.lat, part.lon), uncertainty_km=part.radius_km)


def _place_all(
    unknown: Sequence[Name],
    spots: Sequence[tuple[Name, Spot]],
    page: Page,
    words: PlaceWords,
    gazetteer: Gazetteer,
    countries: dict[str, float],
) -> None:
    """Place the unknown names sentence by sentence; one that is placed once is placed so everywhere."""
    by_sentence: dict[int, list[tuple[Name, Spot]]] = defaultdict(list)
    for name, spot in spots:
        if not name.is_government:
            by_sentence[page.sentence_of[name.first]].append((name, spot))
    for name in unknown:
        place_unknown(name, page, words, by_sentence[page.sentence_of[name.first]], gazetteer, countries)
    for name, after in reversed(list(pairwise(unknown))):
        gap = page.lowers[name.last : after.first]
        if name.choice is None and after.choice is not None and all(word in (",", "and") for word in gap):
            name.choice = replace(after.choice, name=page.span(name.first, name.last).text)
    place_about(
        [name for name in unknown if name.choice is None],
        page,
        [(name, spot) for name, spot in spots if not name.is_government],
        countries,
    )
    known = {name.key: name.choice for name in reversed(unknown) if name.choice is not None}
    for name in unknown:
        name.choice = known.get(name.key)


def _bodies(page: Page) -> list[tuple[int, int]]:
    """The runs of tokens that are the proper name of somebody the registry knows. A state's own bodies are left to the
    nouns that name them: in "Nigeria's Ministry of Health" the state is named as such."""
    near = [
        is_capital or any(page.is_capital[max(0, at - 1) : at + 2]) for at, is_capital in enumerate(page.is_capital)
    ]
    kept = [at for at, is_near in enumerate(near) if is_near or near[at - 1]]  # the rest is no part of any name
    registry = ActorRegistry.load()
    bodies = []
    for first, last, actor in registry.mentions([page.texts[at] if near[at] else "." for at in kept]):
        while last > first and not page.is_capital[kept[last - 1]]:  # "Islamic State group"
            last -= 1
        is_of_state = actor.sector in OF_STATES and actor.country is not None
        is_territory = registry.kind_of(actor) == "state"  # Darfur, Crimea
        if last > first and not is_territory and not (is_of_state and _begins_with_state(page, kept[first:last])):
            bodies.append((kept[first], kept[last - 1] + 1))
    return bodies


def _begins_with_state(page: Page, tokens: Sequence[int]) -> bool:
    """Whether the first words of a run are a state's name or adjective, or all of them are."""
    for length in range(1, 4):
        actor = ActorRegistry.load().resolve(" ".join(page.texts[at] for at in tokens[:length]))
        if actor is not None and actor.id == actor.country:
            return True
    return False


def _hints(report: Report, gazetteer: Gazetteer) -> dict[str, float]:
    """The countries to which the title, where it is not in the text, and the publisher's home point."""
    hints: dict[str, float] = {}
    title_words = [] if report.title is None or report.title in report.text else report.title.split()[:_TITLE]
    title = [word.strip(_SIGNS).removesuffix("'s").removesuffix("’s") for word in title_words]
    for name in (*title, *map(" ".join, pairwise(title))):
        country = demonyms().get(name)
        if country is None and name[:1].isupper():
            country = next((place.country for place in gazetteer.find(name)[:1] if place.kind == "country"), None)
        if country is not None:
            hints[country] = _TITLE_VOTES
    home = ActorRegistry.load().country_of(report.publisher) if report.publisher else None
    if home is not None:
        hints[home] = hints.get(home, 0.0) + _PUBLISHER_VOTES
    return hints


def _placed_mention(page: Page, name: Name, spot: Spot) -> PlaceMention:
    place = name.choice
    assert place is not None
    return PlaceMention(
        span=page.span(spot.first, spot.last),
        name_span=page.span(name.first, name.last),
        name=place.name,
        lat=round(spot.point[0], 5),
        lon=round(spot.point[1], 5),
        country=place.country,
        admin1=place.admin1,
        gazetteer_id=place.id or None,
        precision=spot.precision,
        uncertainty_km=round(spot.uncertainty_km, 1),
        is_demonym=name.is_government,
    )


def _bare_mention(page: Page, name: Name) -> PlaceMention:
    """An adjective, or a place of which nothing but its name is known."""
    span = page.span(name.first, name.last)
    return PlaceMention(span, span, span.text, country=name.demonym_of, is_demonym=name.demonym_of is not None)
