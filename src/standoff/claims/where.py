"""Which of a report's places is a happening's, and how it came by it."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from standoff.claims.references import load_reference_words
from standoff.claims.same import Told, kilometres
from standoff.claims.scenes import Scene
from standoff.records import Document, Happening, Place, PlaceMention, Span

__all__ = ["carry_place", "stated_place"]

LEAST = 0.4
"""Fewer points than this, and a place of the sentence is not the happening's."""
CLOSEST_LETTERS = 600
"""For a happening whose scene has no place: how far after it the report's first place may stand."""

_RANK = {"exact": 3.0, "near": 2.8, "town": 2.8, "district": 2.0, "region": 1.0, "country": 0.0}


def stated_place(
    document: Document,
    happening: Happening,
    places: Sequence[PlaceMention],
    sources: Sequence[Span],
    triggers: Sequence[Span],
) -> PlaceMention | None:
    """The place that the happening's own sentence gives for it, or ``None``.

    A place belongs to the word of doing that it hangs on: of two happenings in a sentence each has its own. A place
    inside the name of a source ("a source in Homs said") is the source's, and a state that acts is no place at all.
    ``triggers`` are those of all happenings of the report.
    """
    trigger = document.tokens(happening.event.trigger)
    others = {
        token.i
        for span in triggers
        if happening.sentence.covers(span) and not span.overlaps(happening.event.trigger)
        for token in document.tokens(span) or ()
    }
    best: tuple[float, PlaceMention] | None = None
    for place in places:
        if place.is_demonym or not happening.sentence.covers(place.name_span):
            continue
        if any(source.covers(place.name_span) for source in sources):
            continue
        points = _RANK.get(place.precision or "", 0.5) * 0.4
        points += 1.0 if happening.evidence.covers(place.name_span) else 0.0
        tokens = document.tokens(place.name_span)
        if tokens is not None and trigger is not None:
            points += _attachment(tokens.root, trigger.root, others, is_country=place.precision == "country")
            points -= 0.03 * abs(tokens.root.i - trigger.root.i)
        if best is None or points > best[0]:
            best = (points, place)
    return best[1] if best and best[0] > LEAST else None


def _attachment(name: Token, trigger: Token, others: set[int], *, is_country: bool) -> float:
    """What the way from a place's name up to the trigger speaks for: the preposition, and what lies between."""
    words = load_reference_words()
    points, steps, between = 0.0, 0, 0
    preposition = ""
    token = name
    while token != trigger and token.head != token and steps < 14:
        if token.dep_ == "prep" and not preposition:
            preposition = token.lower_
        token, steps = token.head, steps + 1
        between += token.i in others
    if token == trigger:
        points += 2.0 - 0.1 * steps - 1.2 * between
    elif between:
        points -= 0.5
    if preposition in words.at:
        points += 0.7
    elif preposition in words.away:
        points -= 0.3
    elif is_country:
        points -= 2.0
    return points


def carry_place(this: Told, scene: Scene, places: Sequence[PlaceMention], document: Document) -> Place | None:
    """The happening's place: stated in its sentence, finer where its scene has a finer one inside it, else its
    scene's, else the nearest that the report names before it or, for a headline, after it."""
    own, told = this.place, scene.place
    if own is not None and not (told is not None and _is_within(told, own)):
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


def _is_within(fine: PlaceMention, coarse: PlaceMention) -> bool:
    """Whether one place is finer than another and lies inside it."""
    if _RANK.get(fine.precision or "", 0.5) <= _RANK.get(coarse.precision or "", 0.5) + 0.5:
        return False
    if fine.country and coarse.country and fine.country != coarse.country:
        return False
    distance = kilometres(fine, coarse)
    return distance is not None and distance <= 1.2 * (coarse.uncertainty_km or 100.0)


def _is_head(document: Document, place: PlaceMention) -> bool:
    return any(b.kind == "headline" and b.start <= place.name_span.start < b.end for b in document.blocks)


def _is_dateline(document: Document, place: PlaceMention) -> bool:
    return any(b.kind == "dateline" and b.start <= place.name_span.start < b.end for b in document.blocks)
