"""Which of a report's places is a happening's, and how it came by it."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from standoff.claims.references import load_reference_words
from standoff.claims.same import Told, kilometres
from standoff.records import Block, Document, Happening, Place, PlaceMention, Span

__all__ = ["carry_place", "stated_place"]

CARRY_SENTENCES = 6
"""How many sentences back a place of another happening may be carried over."""

_RANK = {"exact": 3.0, "near": 2.8, "town": 2.8, "district": 2.0, "region": 1.0, "country": 0.0}
_VERBAL = frozenset(
    {"CONSULT", "REQUEST", "REJECT", "AGREE", "SUPPORT", "SANCTION", "ACCUSE", "THREATEN", "COOPERATE"}
)


def stated_place(
    document: Document, happening: Happening, places: Sequence[PlaceMention], sources: Sequence[Span]
) -> PlaceMention | None:
    """The place that the happening's own sentence gives for it, or ``None``.

    A place inside the name of a source ("a source in Homs said") is the source's, not the happening's.
    """
    trigger = document.tokens(happening.event.trigger)
    best: tuple[float, PlaceMention] | None = None
    for place in places:
        if place.is_demonym or not happening.sentence.covers(place.name_span):
            continue
        if any(source.covers(place.name_span) for source in sources):
            continue
        points = _RANK.get(place.precision or "", 0.5) * 0.5
        points += 2.0 if happening.evidence.covers(place.name_span) else 0.0
        tokens = document.tokens(place.name_span)
        if tokens is not None and trigger is not None:
            head = tokens.root
            verb = trigger.root
            points += _attachment(head, verb)
            points -= 0.04 * abs(head.i - verb.i)
        if best is None or points > best[0]:
            best = (points, place)
    return best[1] if best and best[0] > 0.4 else None


def _attachment(head: Token, trigger: Token) -> float:
    points = 0.0
    token, steps = head, 0
    preposition = ""
    while token.head != token and steps < 12:
        if token.dep_ == "prep" and not preposition:
            preposition = token.lower_
        if token == trigger:
            points += 1.5 - 0.1 * steps
            break
        token, steps = token.head, steps + 1
    else:
        points += 0.5 if token == trigger else 0.0
    words = load_reference_words()
    if preposition in words.at:
        points += 0.7
    elif preposition in words.away:
        points -= 0.3
    return points


def carry_place(
    document: Document,
    this: Told,
    group: Sequence[Told],
    told: Sequence[Told],
    places: Sequence[PlaceMention],
) -> Place | None:
    """The happening's place: stated in its sentence, finer where another sentence about the same happening
    gives a finer one inside it, else carried over from before, else the headline's."""
    own = this.place
    finest = _finest([other.place for other in group if other.place is not None])
    if own is not None:
        if finest is not None and _is_finer(finest, own):
            return Place(finest, "carried over")
        return Place(own, "stated")
    if finest is not None:
        return Place(finest, "carried over")
    if this.happening.event.type in _VERBAL:
        return None
    at = told.index(this)
    back = [other for other in told[max(0, at - CARRY_SENTENCES) : at] if other.place is not None]
    for other in reversed(back):
        if other.place is not None and other.place.precision != "country":
            return Place(other.place, "carried over")
    start = this.happening.sentence.start
    before = [p for p in places if not p.is_demonym and p.lat is not None and p.name_span.end <= start]
    for place in reversed(before[-4:]):
        block = _block_of(document, place.name_span)
        if block is not None and block.kind in ("headline", "dateline"):
            return Place(place, "headline")
        return Place(place, "carried over")
    after = _first_sentence_place(this, places)
    return Place(after, "carried over") if after is not None else None


def _first_sentence_place(this: Told, places: Sequence[PlaceMention]) -> PlaceMention | None:
    """For a headline that names no place: the first one that the text below it gives, within 600 characters."""
    if this.sentence > 40:
        return None
    end = this.happening.sentence.end
    following = [
        p for p in places if not p.is_demonym and p.lat is not None and end <= p.name_span.start < end + 600
    ]
    return following[0] if following else None


def _finest(places: Sequence[PlaceMention]) -> PlaceMention | None:
    placed = [p for p in places if p.lat is not None]
    return max(placed, key=lambda p: _RANK.get(p.precision or "", 0.5), default=None)


def _is_finer(fine: PlaceMention, coarse: PlaceMention) -> bool:
    if _RANK.get(fine.precision or "", 0.5) <= _RANK.get(coarse.precision or "", 0.5) + 0.5:
        return False
    if fine.country and coarse.country and fine.country != coarse.country:
        return False
    distance = kilometres(fine, coarse)
    return distance is not None and distance <= 2.0 * (coarse.uncertainty_km or 100.0)


def _block_of(document: Document, span: Span) -> Block | None:
    return next((b for b in document.blocks if b.start <= span.start < b.end), None)
