"""Two texts side by side: their sentences brought in line, and in those that differ the words that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from standoff.server.pages.marked import as_shown

__all__ = ["Compared", "Row", "Run", "beside"]

_MOST_LETTERS = 200_000
_MOST_SENTENCES = 2_000
_MOST_WORDS = 600
"""Of a stretch that differs: of longer ones no words are told apart, for that takes their product in time."""
_LIKE = 0.6
_FEWEST_SHARED = 7
"""Words and blanks that must stand in both in one go where stretches are not alike: "the" alone is nothing shared."""
_PARAGRAPH = re.compile(r"\n\s*\n|\r\n\s*\r\n")
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one side, and whether the other has them."""

    text: str
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Row:
    """Sentences that stand against each other; nothing where one side has none."""

    left: tuple[Run, ...]
    right: tuple[Run, ...]
    is_same: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """The rows, what share of the sentences of the longer text both have, and whether the texts were cut for it."""

    rows: tuple[Row, ...]
    share: float
    is_cut: bool


def beside(left: str, right: str) -> Compared:
    """Both texts in rows. Blanks do not count as differences.

    >>> [(row.is_same, row.right[0].text) for row in beside("He came. He saw.", "He came. They saw.").rows]
    [(True, 'He came.'), (False, 'They')]
    """
    ours, theirs = (list(_sentences(text[:_MOST_LETTERS])) for text in (left, right))
    is_cut = max(len(left), len(right)) > _MOST_LETTERS or max(len(ours), len(theirs)) > _MOST_SENTENCES
    ours, theirs = ours[:_MOST_SENTENCES], theirs[:_MOST_SENTENCES]
    keys, other_keys = ([" ".join(each.split()) for each in side] for side in (ours, theirs))
    rows, same = [], 0
    for tag, a, b, c, d in SequenceMatcher(None, keys, other_keys).get_opcodes():
        if tag == "equal":
            same += b - a
            stretches = _paragraphs(ours[a:b]), _paragraphs(theirs[c:d])
            if len(stretches[0]) != len(stretches[1]) or _breaks(ours[a:b]) != _breaks(theirs[c:d]):
                stretches = [_text(ours[a:b])], [_text(theirs[c:d])]
            for one, other in zip(*stretches, strict=True):
                rows.append(Row((Run(as_shown(one), True),), (Run(as_shown(other), True),), True))
        else:
            rows.append(Row(*_differing(_text(ours[a:b]), _text(theirs[c:d]))))
    return Compared(tuple(rows), same / max(1, len(ours), len(theirs)), is_cut)


def _sentences(text: str) -> Iterator[str]:
    """The sentences of a text, each with the blanks after it."""
    from standoff.text.sentences import sentence_starts  # brings the parser

    at = 0
    for stop in [*(match.end() for match in _PARAGRAPH.finditer(text)), len(text)]:
        paragraph = text[at:stop]
        for begin, end in pairwise([*sentence_starts(paragraph), len(paragraph)]):
            if begin < end:
                yield paragraph[begin:end]
        at = stop


def _breaks(sentences: Sequence[str]) -> list[int]:
    """After which sentences a paragraph ends."""
    return [at for at, each in enumerate(sentences[:-1]) if each.rstrip(" \t").endswith("\n")]


def _paragraphs(sentences: Sequence[str]) -> list[str]:
    stops = [0, *(at + 1 for at in _breaks(sentences)), len(sentences)]
    return [_text(sentences[begin:end]) for begin, end in pairwise(stops)]


def _text(sentences: Sequence[str]) -> str:
    return "".join(sentences).strip()


def _differing(left: str, right: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    ours, theirs = _WORDS.findall(left), _WORDS.findall(right)
    if not ours or not theirs or max(len(ours), len(theirs)) > 2 * _MOST_WORDS:
        return tuple(_whole(left)), tuple(_whole(right))
    keys, other_keys = ([" " if each.isspace() else each for each in side] for side in (ours, theirs))
    matcher = SequenceMatcher(None, keys, other_keys, autojunk=False)
    opcodes, fewest = matcher.get_opcodes(), 1 if matcher.ratio() >= _LIKE else _FEWEST_SHARED
    return (
        _runs((tag == "equal" and b - a >= fewest, "".join(ours[a:b])) for tag, a, b, _, _ in opcodes),
        _runs((tag == "equal" and d - c >= fewest, "".join(theirs[c:d])) for tag, _, _, c, d in opcodes),
    )


def _whole(text: str) -> Iterator[Run]:
    if text:
        yield Run(as_shown(text), False)


def _runs(parts: Iterator[tuple[bool, str]]) -> tuple[Run, ...]:
    """Runs of shared and of own words; a blank between two runs of own words belongs to them."""
    joined: list[tuple[bool, str]] = []
    waiting = [(is_shared, text) for is_shared, text in parts if text]
    for at, (is_shared, text) in enumerate(waiting):
        own = is_shared and text.isspace() and 0 < at < len(waiting) - 1
        shared = is_shared and not own
        if joined and joined[-1][0] == shared:
            joined[-1] = shared, joined[-1][1] + text
        else:
            joined.append((shared, text))
    return tuple(Run(as_shown(text), is_shared) for is_shared, text in joined)
