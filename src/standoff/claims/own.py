"""What a sentence says once belongs to one of its happenings, unless several have an equal right to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from standoff.records import Attribution, Document, Happening, Span

__all__ = ["attributions_beside", "best_for_each", "other_triggers", "words_of"]

SHARED = 1.5
"""A happening shares a place or day with the one that has most points for it if it has no more than this fewer."""
_STRETCH = 1_000
"""Attributions are looked up by the stretches of so many characters into which they reach."""


def other_triggers(document: Document, happenings: Sequence[Happening]) -> list[set[int]]:
    """For each happening the tokens that tell of the other happenings of its sentence."""
    tokens: list[set[int]] = []
    in_sentence: dict[int, set[int]] = {}
    for happening in happenings:
        told = {token.i for token in document.tokens(happening.event.trigger) or ()}
        tokens.append(told)
        in_sentence.setdefault(happening.sentence.start, set()).update(told)
    return [in_sentence[h.sentence.start] - told for h, told in zip(happenings, tokens, strict=True)]


def best_for_each(points: Sequence[Mapping[int, float]], least: float) -> list[int | None]:
    """For each happening the mention with most points that it has a right to, or ``None``.

    ``points`` are the happenings' points for each mention, by its number.
    """
    most: dict[int, float] = {}
    for each in points:
        for mention, value in each.items():
            most[mention] = max(most.get(mention, value), value)
    chosen: list[int | None] = []
    for each in points:
        own = [(value, -m) for m, value in each.items() if value > least and value >= most[m] - SHARED]
        chosen.append(-max(own)[1] if own else None)
    return chosen


def words_of(happening: Happening) -> list[Span]:
    """Where a happening's words stand, and those of its sentence."""
    return [happening.sentence, happening.evidence, happening.event.trigger]


def attributions_beside(told: Iterable[Sequence[Span]], attributions: Sequence[Attribution]) -> list[list[int]]:
    """For the words of each thing told the numbers of those attributions, in their order, of which some words lie near
    them: what they pass on, who says it or how, or those of another that has a cue of theirs. The others have nothing
    to do with it, and a book has thousands."""
    reaches: list[set[int]] = []
    of_cue: dict[Span, set[int]] = defaultdict(set)
    for each in attributions:
        spans = [*_cues(each), *each.content, *([each.source.span] if each.source is not None else [])]
        reaches.append({at for span in spans for at in _stretches(span)})
        for cue in _cues(each):
            of_cue[cue] |= reaches[-1]
    numbers: dict[int, list[int]] = defaultdict(list)
    for number, (each, reach) in enumerate(zip(attributions, reaches, strict=True)):
        for at in reach.union(*(of_cue[cue] for cue in _cues(each))):
            numbers[at].append(number)
    beside = []
    for words in told:
        near = {at for span in words for at in _stretches(span)}
        beside.append(sorted({number for at in near for number in numbers.get(at, ())}))
    return beside


def _cues(attribution: Attribution) -> list[Span]:
    return [cue for cue in (attribution.cue, *(link.cue for link in attribution.via)) if cue is not None]


def _stretches(span: Span) -> range:
    return range(span.start // _STRETCH, span.end // _STRETCH + 1)
