"""Numbers of a sentence, in figures and in words, with a low and a high and the words that say how they are meant."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from standoff.languages.language import load_rules

__all__ = ["Quantity", "find_quantities"]

_FIGURES = re.compile(r"\d{1,9}|\d{1,3}(?:,\d{3}){1,3}|\d{1,3}(?:\.\d{3}){1,3}")
_DECIMAL = re.compile(r"\d{1,4}(?:\.\d{1,3}|,\d{1,2})")
_FIRST_THOUSANDS = re.compile(r"[1-9]\d{0,2}")
_THREE_FIGURES = re.compile(r"\d{3}")
_RANGE = re.compile(r"(\d{1,7})[-–—](\d{1,7})")
_PLUS = re.compile(r"(\d{1,9})\+")
_MOST_THOUSANDS = 3
_DEFINITE = frozenset({"the", "these", "those", "its", "their", "his", "her", "our"})
_DASHES = frozenset("-–—")
_GREATEST = 10**9
_LONGEST = 5  # words of the longest entry


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number: ``low`` and ``high`` as a toll has them. ``number`` is the index of its first word proper, ``start``
    that of the first word that says how it is meant, ``end`` the index after its last word."""

    low: int | None
    high: int | None
    start: int
    number: int
    end: int
    is_plain: bool
    """Whether it is a bare figure that could be a year or an age."""


@dataclass(frozen=True, slots=True)
class _Rules:
    words: Mapping[str, int]
    scales: Mapping[str, int]
    vague: Mapping[tuple[str, ...], tuple[int, int]]
    starts: frozenset[str]
    before: Mapping[tuple[str, ...], str]
    before_ends: frozenset[str]
    after: Mapping[tuple[str, ...], str]
    months: frozenset[str]
    measures: frozenset[str]
    """What may stand behind a number and a hyphen that counts nobody: "a four-day siege"."""


@cache
def _load(language: str = "en") -> _Rules:
    months = frozenset(load_rules("tolls", language)["nouns"]["months"])
    rules = load_rules("tolls", language)["numbers"]
    vague = {tuple(words.split()): (low, high) for words, (low, high) in rules["vague"].items()}
    before = {tuple(words.split()): how for how, entries in rules["before"].items() for words in entries}
    return _Rules(
        words=rules["words"],
        scales=rules["scales"],
        vague=vague,
        starts=frozenset(words[0] for words in vague) | rules["words"].keys() | rules["scales"].keys() | {"a"},
        before=before,
        before_ends=frozenset(words[-1] for words in before),
        after={tuple(words.split()): how for how, entries in rules["after"].items() for words in entries},
        months=months,
        measures=frozenset(rules["measures"]["nouns"]),
    )


def find_quantities(words: Sequence[str], first: int = 0) -> list[Quantity]:
    """The numbers among lower-case words, in order; ``first`` is the index of the first word.

    Left out are ages ("34-year-old"), shares ("12 percent"), sums of money, numbers in names ("no. 12").

    >>> find_quantities("at least twenty - one people".split())[0]
    Quantity(low=21, high=None, start=0, number=2, end=5, is_plain=False)
    """
    rules = _load()
    found: list[Quantity] = []
    at = 0
    while at < len(words):
        read = _read(words, at, rules)
        if read is None:
            at += 1
            continue
        low, high, end = read
        if not _is_other(words, at, end, rules.measures):
            found.append(_meant(words, at, end, low, high, found[-1].end - first if found else 0, first, rules))
        at = end
    return found


def _read(words: Sequence[str], at: int, rules: _Rules) -> tuple[int, int | None, int] | None:
    """The number, or range of numbers, that begins at a word: low, high, and where it ends."""
    one = _read_one(words, at, rules)
    if one is None:
        return None
    low, high, end = one
    joint = words[end] if end < len(words) else ""
    if joint not in ("to", "or", *_DASHES) and not (joint == "and" and at and words[at - 1] == "between"):
        return one
    start = end + 1
    how = "exact"
    for length in range(min(_LONGEST, len(words) - start), 0, -1):  # "from 500 to well over 1,000"
        if joint == "to" and tuple(words[start : start + length]) in rules.before:
            how, start = rules.before[tuple(words[start : start + length])], start + length
            break
    other = _read_one(words, start, rules)
    if other is None or other[0] < low or other[1] < high:
        return one
    return low, None if how in ("from", "above") else other[1], other[2]


def _read_one(words: Sequence[str], at: int, rules: _Rules) -> tuple[int, int, int] | None:
    if at >= len(words):
        return None
    word = words[at]
    if word[:1].isdigit():
        return _read_figures(words, at, rules)
    if word == "another":  # "another was wounded", but "another 12"
        return None if _read_one(words, at + 1, rules) else (1, 1, at + 1)
    if word not in rules.starts:
        return None
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        vague = rules.vague.get(tuple(words[at : at + length]))
        if vague is not None:
            return *vague, at + length
    return _read_words(words, at, rules)


def _read_figures(words: Sequence[str], at: int, rules: _Rules) -> tuple[int, int, int] | None:
    word = words[at]
    scale = rules.scales.get(words[at + 1], 0) if at + 1 < len(words) else 0
    is_decimal = scale and _DECIMAL.fullmatch(word)  # "1.4 million", and "1,4 million" as much of Europe writes it
    if is_decimal or _FIGURES.fullmatch(word):
        value = float(word.replace(",", ".") if is_decimal else word.replace(",", "").replace(".", ""))
        end = at + 1
        while _goes_on_in_figures(words, at, end, rules):
            value, end = value * 1000 + int(words[end]), end + 1
        while end < len(words) and words[end] in rules.scales and value < _GREATEST:
            value *= rules.scales[words[end]]
            end += 1
        return round(value), round(value), end
    if span := _RANGE.fullmatch(word):
        low, high = int(span[1]), int(span[2])
        return (low, high, at + 1) if low <= high else None
    if plus := _PLUS.fullmatch(word):
        return int(plus[1]), int(plus[1]), at + 1
    return None


def _goes_on_in_figures(words: Sequence[str], at: int, end: int, rules: _Rules) -> bool:
    """Whether a blank stands between thousands: "12 500 people"; but not in "June 12 500 people"."""
    if end >= len(words) or not _THREE_FIGURES.fullmatch(words[end]) or not _FIRST_THOUSANDS.fullmatch(words[at]):
        return False
    return end - at < _MOST_THOUSANDS and not (at and words[at - 1].rstrip(".") in rules.months)


def _read_words(words: Sequence[str], at: int, rules: _Rules) -> tuple[int, int, int] | None:
    """A number in words: "twenty-one", "two hundred and six", "a dozen", "three million"."""
    total = part = 0
    end, seen = at, False
    if words[at] == "a":
        if at + 1 >= len(words) or words[at + 1] not in rules.scales:
            return None
        part, end = 1, at + 1
    while end < len(words):
        word = words[end]
        if word in rules.words:
            value = rules.words[word]
            if (part % 10 and seen) or (part and value >= 10 and part % 100):
                break
            part += value
        elif word in rules.scales and (part or not seen):
            scale = rules.scales[word]
            if not part and not seen:
                return None if end + 1 >= len(words) else _plain_scale(scale, end)
            if scale < 1000:
                part *= scale
            else:
                total, part = total + part * scale, 0
            if total > _GREATEST:
                break
        elif seen and word in ("-", "and") and end + 1 < len(words) and _goes_on(words, end, part, rules):
            end += 1
            continue
        else:
            break
        end, seen = end + 1, True
    return (total + part, total + part, end) if seen else None


def _plain_scale(scale: int, end: int) -> tuple[int, int, int] | None:
    return (scale, scale, end + 1) if scale >= 100 else None


def _goes_on(words: Sequence[str], at: int, part: int, rules: _Rules) -> bool:
    following = rules.words.get(words[at + 1], 0)
    if words[at] == "-":
        return (part % 100 >= 20 and part % 10 == 0 and 0 < following < 10) or words[at + 1] in rules.scales
    return bool(following) and (part == 0 or part % 100 == 0) and words[at - 1] in rules.scales


def _is_other(words: Sequence[str], at: int, end: int, measures: frozenset[str]) -> bool:
    """Whether the number is an age, a share, an amount of money, a part of a name or of a day."""
    after = words[end] if end < len(words) else ""
    then = words[end + 1] if end + 1 < len(words) else ""
    before = words[at - 1] if at else ""
    is_measure = after in _DASHES and (then[:4] == "year" or then in measures)
    if is_measure or after in ("%", "percent", "years", "year", "yo", "y", "pm", "am"):
        return True
    if (after == "per" and then == "cent") or (before == "not" and words[at] == "one"):
        return True
    return before in ("$", "£", "€", "#", "no", "aged", "age", "ages", "number", "nr") or before == "no."


def _meant(
    words: Sequence[str], at: int, end: int, low: int, high: int | None, least: int, first: int, rules: _Rules
) -> Quantity:
    """The number with the words before and after it that say how it is meant."""
    start, how = at, "from" if words[end - 1].endswith("+") else "exact"
    while start > least and words[start - 1] in rules.before_ends:
        for length in range(min(_LONGEST, start - least), 0, -1):
            said = rules.before.get(tuple(words[start - length : start]))
            if said is not None and (said == "exact" or start == at or words[start] not in _DEFINITE):
                break  # "grieved over the 45 dead" is not "over 45"
        else:
            break
        how = said if said != "exact" else how
        start -= length
    for length in (2, 1):
        after = tuple(words[end : end + length])
        said = rules.after.get(after)
        if said is not None:
            how, end = (said if said != "exact" else how), end + len(after)
            break
    bounds: tuple[int | None, int | None] = (low, high)
    if how == "from":
        bounds = low, None
    elif how == "above":
        bounds = low + 1, None
    elif how == "to":
        bounds = None, high
    elif how == "below":
        bounds = None, None if high is None else max(high - 1, 0)
    is_plain = start == at and end == at + 1 and words[at].isdigit()
    return Quantity(*bounds, first + start, first + at, first + end, is_plain)
