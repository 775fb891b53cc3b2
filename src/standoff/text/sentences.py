"""Where sentences begin, in the style of news."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from standoff.languages.language import load_rules

__all__ = ["MAX_SENTENCE_CHARS", "MAX_SENTENCE_WORDS", "sentence_starts"]

MAX_SENTENCE_WORDS = 300
"""A sentence of more words is cut after so many: lists and tables without full stops, or hostile input."""
MAX_SENTENCE_CHARS = 2_400
"""A sentence of more characters is cut at the last blank before so many."""

# Full stop(s) and closing marks, then a blank, or directly a capital ("on Friday.The army"). The closing marks are
# bounded and the run of stops is possessive, so that no run of either is looked at twice.
_STOP = re.compile(r"(?<![.!?…])([.!?…]++)([\"'”’»)\]]{0,4}+)(?:(\s+)(?=\S)|(?=[A-Z“‘][a-z’ ]))")
_OPENING = re.compile(
    r"[\"'“‘«(\[]{0,3}(?:[-–—*]\s)?((?:al|el|ad|an|ar|as|ash|at|az)-(?=[A-Z])|[^\W_][\w'’-]{0,30}|[$£€#@%])"
)
_NOT_IN_WORD = re.compile(r"[\s\"'“”‘’«»()\[\]{}—–/]")
_WORD = re.compile(r"\S+")
_WORDS = ("abbreviations", "before_number", "may_end", "time_of_day", "after_time", "openers")
_LOOK_BACK = 24
_CLOSING = frozenset(")]\"'”’»")


@dataclass(frozen=True, slots=True)
class _Breaks:
    abbreviations: frozenset[str]
    before_number: frozenset[str]
    may_end: frozenset[str]
    time_of_day: frozenset[str]
    after_time: frozenset[str]
    openers: frozenset[str]
    speech: re.Pattern[str]
    bracket: re.Pattern[str]


@cache
def _breaks(language: str) -> _Breaks:
    rules = load_rules("sentences", language)
    words = {key: frozenset(rules[key]) for key in _WORDS}
    verbs = "|".join(map(re.escape, rules["speech_verbs"]))
    bounds = "|".join(map(re.escape, rules["bounds"]))
    return _Breaks(
        **words,
        speech=re.compile(rf"(?:[A-Z][\w.'’-]{{0,30}} ){{1,4}}(?:{verbs})\b"),
        bracket=re.compile(rf"\[(?:{bounds})\b[^\]\[\n]{{0,60}}\](?:\s+(?=\S)|\Z)", re.IGNORECASE),
    )


def sentence_starts(text: str, language: str = "en") -> list[int]:
    """The offsets at which sentences of one paragraph begin; always holds 0 for a text with words.

    Takes time in proportion to the text, whatever is in it. A sentence longer than ``MAX_SENTENCE_WORDS`` or
    ``MAX_SENTENCE_CHARS`` is cut.

    >>> sentence_starts("Gen. Milley called. He spoke.")
    [0, 20]
    """
    breaks = _breaks(language)
    is_capitals = text.isupper()
    starts = [0]
    for match in _STOP.finditer(text):
        if _ends(text, match, starts[-1], breaks, is_capitals):
            starts.append(match.end())
    if "[" in text:
        starts = sorted(
            {*starts, *(at for match in breaks.bracket.finditer(text) for at in match.span() if at < len(text))}
        )
    if len(text) > min(MAX_SENTENCE_CHARS, 2 * MAX_SENTENCE_WORDS - 1):
        return _cut(text, starts)
    return starts


def _ends(text: str, stop: re.Match[str], begin: int, breaks: _Breaks, is_capitals: bool) -> bool:
    """Whether the sentence that began at ``begin`` ends with this stop."""
    at = stop.end()
    opening = _OPENING.match(text, at)
    if opening is None:
        return False
    word = opening.group(1)
    first = word[0]
    is_joined = stop.group(3) is None
    if not (first.isupper() or first.isdigit() or word.endswith("-") or not first.isalnum()):
        return False
    opener = word.capitalize() if is_capitals else word.split("'")[0].split("’")[0]
    marks, closers = stop.group(1), stop.group(2)
    before = _word_before(text, stop.start(), begin)
    if is_joined:
        # An address or a name ("example.Org", "Amazon.Com") is no border; "on Friday.The army" is.
        if len(before) <= 2 or not before.isalpha():
            return False
        return opener in breaks.openers or (len(word) > 3 and text[at + len(word) : at + len(word) + 1] == " ")
    if marks != "." and not first.isalnum():
        return True
    if marks != ".":
        return not (closers and marks[-1] in "?!" and breaks.speech.match(text, at))
    if closers:
        return True
    if not before:
        return text[stop.start() - 1 : stop.start()] in _CLOSING
    if is_capitals:
        before = before.capitalize() if "." not in before else before
    if before.isdigit() and stop.start() - begin == len(before) and len(before) <= 3:
        return False  # the number of a list
    if before in breaks.abbreviations:
        return False
    if first.isdigit() and before in breaks.before_number:
        return False
    if before in breaks.time_of_day:
        return word not in breaks.after_time and not first.isdigit()
    if before in breaks.may_end or (len(before) == 1 and before.isupper()) or _is_acronym(before):
        return opener in breaks.openers
    return True


def _word_before(text: str, end: int, begin: int) -> str:
    """The word that ends at ``end``, or its last letters when it is very long."""
    stretch = text[max(begin, end - _LOOK_BACK) : end]
    return _NOT_IN_WORD.split(stretch)[-1]


def _is_acronym(word: str) -> bool:
    return len(word) > 2 and word[1] == "." and all(len(part) == 1 for part in word.split("."))


def _cut(text: str, starts: list[int]) -> list[int]:
    """The same starts and more, so that no sentence is over the bounds."""
    cut: list[int] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        cut.append(start)
        if end - start < 2 * MAX_SENTENCE_WORDS and end - start <= MAX_SENTENCE_CHARS:
            continue
        words = 0
        for match in _WORD.finditer(text, start, end):
            if words and (words >= MAX_SENTENCE_WORDS or match.end() - cut[-1] > MAX_SENTENCE_CHARS):
                cut.append(match.start())
                words = 0
            words += 1
    return cut
