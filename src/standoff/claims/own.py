"""What a sentence says once belongs to one of its happenings, unless several have an equal right to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from standoff.records import Document, Happening

__all__ = ["best_for_each", "other_triggers"]

SHARED = 1.5
"""A happening shares a place or day with the one that has most points for it if it has no more than this fewer."""


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
