"""Words that may be days and may be something else: "in May" and "may", "in 2016" and "2016 men"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from standoff.dates.lexer import Item
from standoff.languages.language import load_rules

__all__ = ["is_doubtful", "is_name"]

_CERTAIN_YEAR = 1900
"""An earlier number of four digits after "before" or "around" is rather a time of day."""
_LEAD = 2
"""So many words before four figures tell that they are an hour ..."""
_MINUTES = 5
"""... whose minutes are round, so that 2014 stays a year."""

TokenAt = Callable[[int], Token | None]
"""The parser's token at an offset of the clean text."""


@dataclass(frozen=True, slots=True)
class _Doubtful:
    alone: frozenset[str]
    months_after: frozenset[str]
    years_after: frozenset[str]
    hours_after: frozenset[str]
    names_after: frozenset[str]
    names_after_small: frozenset[str]
    names_before: frozenset[str]


@cache
def _rules() -> _Doubtful:
    rules, names = load_rules("dates")["doubtful"], load_rules("dates")["names"]
    return _Doubtful(
        frozenset(rules["alone"]),
        frozenset(rules["months_after"]),
        frozenset(rules["years_after"]),
        frozenset(rules["hours_after"]),
        frozenset(names["after"]),
        frozenset(names["after_small"]),
        frozenset(names["before"]),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """An expression between its neighbours, with the parser's token of its last word."""

    found: Sequence[Item]
    before: Item | None
    after: Item | None
    token: Token | None


def is_doubtful(check: str, items: Sequence[Item], start: int, end: int, token_at: TokenAt) -> bool:
    """Whether the items from ``start`` to ``end`` are rather no date, by one of the checks that patterns name."""
    before = items[start - 1] if start else None
    after = items[end] if end < len(items) else None
    return not _CHECKS[check](_Place(items[start:end], before, after, token_at(items[end - 1].start)))


def _month(place: _Place) -> bool:
    """A month alone is one after "in" and the like; elsewhere only where it is no other word and no name."""
    found, before, after = place.found[-1], place.before, place.after
    word = found.text.lower().rstrip(".")
    if before is not None and before.text.lower() in _rules().months_after:
        return True
    if word in _rules().alone or len(word) <= 4:
        return False
    is_before_name = after is not None and after.text[:1].isupper() and after.start - found.end <= 1
    is_after_name = (
        before is not None and before.text[:1].isupper() and before.start > 0 and found.start - before.end <= 1
    )
    return not is_before_name and not is_after_name


def _year(place: _Place) -> bool:
    if place.token is not None and _counts(place.token):
        return False
    at = next(at for at, item in enumerate(place.found) if item.text.isdecimal())
    previous = place.found[at - 1] if at else place.before
    if _is_hour(place.found[at].text, place.token):
        return False
    if previous is None:
        return place.token is None or place.token.dep_ in ("nsubj", "nsubjpass", "npadvmod")
    if previous.text.lower() in _rules().years_after:
        return int(place.found[at].text) >= _CERTAIN_YEAR or previous.text.lower() in (
            "in",
            "since",
            "of",
            "year",
            "the",
        )
    return previous.text == "(" and place.after is not None and place.after.text == ")"


def _is_hour(text: str, token: Token | None) -> bool:
    """Whether four figures tell the time: "shortly after 2000"."""
    if token is None or token.i < _LEAD or token.text != text or int(text[-2:]) % _MINUTES:
        return False
    return " ".join(each.lower_ for each in token.doc[token.i - _LEAD : token.i]) in _rules().hours_after


def _number_is_a_day(place: _Place) -> bool:
    """ "In May 18 people": the number counts what follows it; "on May 18 people" tells the day."""
    last = place.found[-1].text
    if last.isdecimal() and place.before is not None and place.before.text.lower() in ("in", "on"):
        return place.before.text.lower() == "on"
    return not last.isdecimal() or len(last) > 2 or place.token is None or not _counts(place.token)


def _counts(token: Token) -> bool:
    """Whether a number counts things named after it: "1980 refugees", "18 armed men"."""
    noun = token.head
    if token.dep_ not in ("nummod", "quantmod", "compound") or not token.i < noun.i or noun.tag_ not in ("NNS", "NNPS"):
        return False
    return not any(between.like_num or between.is_punct for between in token.doc[token.i + 1 : noun.i])


def _that(place: _Place) -> bool:
    """ "broke that August", not "said that August was cold"."""
    return place.token is not None and place.token.dep_ in ("npadvmod", "pobj")


def _stands_alone(place: _Place) -> bool:
    """ "on the 5th", not "on the 5th floor"."""
    token = place.token
    return token is not None and (token.dep_ in ("pobj", "npadvmod", "conj", "nsubj") or token.head.i < token.i)


def _lost_apostrophe(place: _Place) -> bool:
    """ "Tuesdays raid", not "on Tuesdays they rest"."""
    if place.token is None or (place.before is not None and place.before.text.lower() in ("on", "every", "most")):
        return False
    at = place.token.i + 1
    return at < len(place.token.doc) and place.token.doc[at].pos_ in ("NOUN", "PROPN", "ADJ")


_CHECKS = {
    "lost_apostrophe": _lost_apostrophe,
    "month": _month,
    "year": _year,
    "number_is_a_day": _number_is_a_day,
    "stands_alone": _stands_alone,
    "that": _that,
}


def is_name(start: int, end: int, text: str) -> bool:
    """Whether the date is part of a name: "the 15 May Brigade", "the Sunday Times"."""
    rules = _rules()
    words = text[end : end + 60].split()
    if not text[end : end + 1].isspace():
        return False
    if words and words[0].rstrip(".,;:)]") in rules.names_after_small:
        return True
    for word in words[:3]:
        if not word[:1].isupper():
            break
        if word.lower().rstrip(".,;:)") in rules.names_after:
            return True
        if not word[-1:].isalnum():
            break
    previous = text[max(0, start - 20) : start].split()
    return bool(previous) and previous[-1].lower() in rules.names_before
