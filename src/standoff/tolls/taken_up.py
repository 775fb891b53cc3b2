"""Counts that take up a toll told before: "Twelve were killed, the army said. The town hall speaks of forty."."""

from __future__ import annotations

from collections.abc import Sequence

from standoff.records import Attribution, Document, Toll, TollKind
from standoff.tolls.people import People
from standoff.tolls.sentence import open_sentence
from standoff.tolls.words import Words, load_words

__all__ = ["find_counts"]

_FARTHEST = 700
"""A toll is taken up at most so many characters after it was told."""

_LONGEST = 12
"""So many tokens at most are a number and how it is meant."""


def find_counts(document: Document, tolls: Sequence[Toll], attributions: Sequence[Attribution]) -> list[Toll]:
    """The tolls that somebody puts beside one told before, by a number alone; of the kind of the last one told.

    Their ``trigger`` is the number. A number with a noun of its own ("forty shells") counts something else.
    """
    counts = []
    lower = [token.lower_ for token in document.parse] if tolls else []
    for attribution in attributions if tolls else ():
        people = _counted(document, attribution, lower)
        if people is None:
            continue
        number = document.span(document.parse[people.first : people.last + 1])
        before = [each for each in tolls if number.start - _FARTHEST <= each.span.start < number.start]
        if before and before[-1].span.end <= number.start:
            counts.append(Toll(_kind_of_last(document, before), people.low, people.high, None, number, number))
    return counts


def _kind_of_last(document: Document, tolls: Sequence[Toll]) -> TollKind:
    """What the last toll told of; the dead come first in a sentence that tells of several harms."""
    tokens = document.tokens(tolls[-1].trigger)
    start = tolls[-1].trigger.start if tokens is None else document.span(tokens[0].sent).start
    kinds = {each.what for each in tolls if each.trigger.start >= start}
    return "killed" if "killed" in kinds else tolls[-1].what


def _tells_harm(word: str, words: Words) -> bool:
    return word in words.marks and word not in words.takers_up


def _is_charge(document: Document, attribution: Attribution, words: Words) -> bool:
    """Whether a cue is one of those whose object is people and no count: "will | charge | two of them"."""
    cue = None if attribution.cue is None else document.tokens(attribution.cue)
    return cue is not None and not words.charging.isdisjoint(token.lemma_.lower() for token in cue)


def _counted(document: Document, attribution: Attribution, lower: Sequence[str]) -> People | None:
    """What an attribution counts whose content is a number and nothing else but how it is meant. ``lower`` holds the
    document's words in small letters."""
    words, parse = load_words(), document.parse
    runs = [tokens for piece in attribution.content if (tokens := document.tokens(piece)) is not None]
    if (
        not runs
        or sum(map(len, runs)) > _LONGEST
        or any(_tells_harm(token.lower_, words) for tokens in runs for token in tokens)
        or _is_charge(document, attribution, words)
    ):
        return None
    start, end = min(tokens.start for tokens in runs), max(tokens.end for tokens in runs)
    this = open_sentence(parse, start, end, lower, [], words)
    told = [people for people in this.phrases.all if people.is_bare and people.last < end]
    if len(this.phrases.all) != 1 or not told:
        return None
    rest = {
        token.lower_
        for tokens in runs
        for token in tokens
        if not told[0].first <= token.i <= told[0].last and not token.is_punct
    }
    is_thing = rest & {"that", "this", "the"} and parse[told[0].last].lower_ == "one"  # "rejected that one"
    return told[0] if words.beside_count.issuperset(rest) and not is_thing else None
