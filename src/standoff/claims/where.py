"""Which of a report's places is a happening's, and how it came by it."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from standoff.claims.own import best_for_each, other_triggers
from standoff.claims.references import load_reference_words
from standoff.claims.same import Told
from standoff.claims.scenes import Scene, is_within
from standoff.records import Document, Happening, Place, PlaceMention, Span

__all__ = ["carry_place", "stated_places"]

LEAST = 0.4
"""Fewer points than this, and a place of the sentence is not the happening's."""
VAGUE_KM = 60.0
"""A place vaguer than this is made finer by its scene."""
CLOSEST_LETTERS = 600
"""For a happening whose scene has no place: how far after it the report's first place may stand."""

_RANK = {"exact": 3.0, "near": 2.8, "town": 2.8, "district": 2.0, "region": 1.0, "country": 0.0}


def stated_places(
    document: Document, happenings: Sequence[Happening], places: Sequence[PlaceMention], sources: Sequence[Span]
) -> list[PlaceMention | None]:
    """For each happening the place that its own sentence gives for it, or ``None``.

    A place belongs to the word of doing that it hangs on: of two happenings in a sentence each has its own. A place
    inside the name of a source ("a source in Homs said") is the source's, and a state that acts is no place at all.
    """
    sound = [
        place
        for place in places
        if not place.is_demonym and not any(source.covers(place.name_span) for source in sources)
    ]
    others = other_triggers(document, happenings)
    points = [
        {at: _points(document, happening, sound[at], taken) for at in _inside(happening, [p.name_span for p in sound])}
        for happening, taken in zip(happenings, others, strict=True)
    ]
    return [sound[at] if at is not None else None for at in best_for_each(points, LEAST)]


def _points(document: Document, happening: Happening, place: PlaceMention, others: set[int]) -> float:
    points = _RANK.get(place.precision or "", 0.5) * 0.4
    points += 1.0 if happening.evidence.covers(place.name_span) else 0.0
    trigger, tokens = document.tokens(happening.event.trigger), document.tokens(place.name_span)
    if tokens is not None and trigger is not None:
        points += _attachment(tokens.root, trigger.root, others, is_country=place.precision == "country")
        points -= 0.03 * abs(tokens.root.i - trigger.root.i)
    return points


def _inside(happening: Happening, spans: Sequence[Span]) -> list[int]:
    return [at for at, span in enumerate(spans) if happening.sentence.covers(span)]


def _attachment(name: Token, trigger: Token, others: set[int], *, is_country: bool) -> float:
    """What the way from a place's name up to the trigger speaks for: the preposition, and what lies between."""
    words = load_reference_words()
    points, steps, between = 0.0, 0, 0.0
    preposition = ""
    token = name
    while token != trigger and token.head != token and steps < 14:
        if token.dep_ == "prep" and not preposition:
            preposition = token.lower_
        token, steps = token.head, steps + 1
        if token.i in others and token != trigger:
            between += 2.5 if token.dep_ in ("relcl", "acl") else 0.5
    if token == trigger:
        points += 2.0 - 0.1 * steps - between
    elif between:
        points -= 0.5
    if preposition in words.at:
        points += 0.7
    elif is_country:
        points -= 2.0
    elif preposition in words.away:
        points -= 0.3
    return points


def carry_place(this: Told, scene: Scene, places: Sequence[PlaceMention], document: Document) -> Place | None:
    """The happening's place: stated in its sentence, finer where its scene has a finer one inside it, else its
    scene's, else the nearest that the report names before it or, for a headline, after it."""
    own, told = this.place, scene.place
    if own is not None and not (told is not None and _is_vague(own) and is_within(told, own)):
        return Place(own, "stated")
    if told is not None:
        return Place(told, "headline" if _is_head(document, told) else "carried over")
    start, end = this.happening.sentence.start, this.happening.sentence.end
    sound = [p for p in places if not p.is_demonym and p.lat is not None and p.precision != "country"]
    before = [p for p in sound if p.name_span.end <= start]
    if before and not _is_dateline(document, before[-1]):
        return Place(before[-1], "headline" if _is_head(document, before[-1]) else "carried over")
    after = [p for p in sound if end <= p.name_span.start < end + CLOSEST_LETTERS]
    return Place(after[0], "carried over") if after else None


def _is_vague(place: PlaceMention) -> bool:
    return place.precision == "country" or (place.uncertainty_km or 0.0) > VAGUE_KM


def _is_head(document: Document, place: PlaceMention) -> bool:
    return any(b.kind == "headline" and b.start <= place.name_span.start < b.end for b in document.blocks)


def _is_dateline(document: Document, place: PlaceMention) -> bool:
    return any(b.kind == "dateline" and b.start <= place.name_span.start < b.end for b in document.blocks)
