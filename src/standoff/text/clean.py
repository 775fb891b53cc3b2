"""Clean text for the parser, with a map back to the report's own offsets."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from functools import cache

from standoff.languages.language import load_rules
from standoff.records.report import Block

__all__ = ["MAX_WORD_CHARS", "clean_blocks"]

MAX_WORD_CHARS = 200
"""A run of so many characters without a blank is set apart from what follows by a blank that stands for no character
of the report: the tokenizer takes time in the square of a word's length."""

# Every branch ends where the next of its kind begins, so that no stretch is looked at twice.
_UNUSUAL = re.compile(
    r"(?P<drop>\*\*|__|(?<!\w)[*_](?=\w)|(?<=[\w.,])[*_](?!\w)"  # emphasis
    r"|!?\[(?=[^\]\[\n]*\]\([^)\]\[\s]*\))|\[(?=!\[)|\]\([^)\]\[\s]*\)"  # a link's brackets and address
    r"|^#{1,6}[ \t]+|^>[ \t]+"  # headings, quotation marks of mail and Markdown
    r"|[\x02\ufffe]\s{0,2}"  # where a PDF divides a word
    r"|[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff0-\ufffb]+)"
    r"|(?P<divided>(?<=[a-z][a-z])-[ \t]{0,8}\r?\n[ \t]{0,8}(?=[a-z][a-z]))"
    r"|(?P<blank>\s\s+|[^\S ])",
    re.MULTILINE,
)
_LONG_WORD = re.compile(rf"(?<!\S)\S{{{MAX_WORD_CHARS + 1},}}")
_LAST_WORD = re.compile(r"[a-z]+\Z")
_SAME_LENGTH = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "″": '"'})


def clean_blocks(text: str, blocks: Iterable[Block]) -> tuple[str, array[int], array[int], list[int]]:
    """The readable blocks joined by single blanks: clean text, the offset of each of its characters (and of its
    end) in ``text``, the offset just after the character before each, and where each block begins."""
    clean: list[str] = []
    offsets, ends = array("q"), array("q", [0])
    begins: list[int] = []
    for block in blocks:
        if offsets:
            clean.append(" ")
            offsets.append(ends[-1])
            ends.append(ends[-1])
        begins.append(len(offsets))
        stretch = text[block.start : block.end].translate(_SAME_LENGTH)
        is_blank = True  # a blank at the beginning of a block is dropped
        for start, end, is_shown in _pieces(stretch):
            if is_shown:
                if is_blank and stretch[start] == " ":
                    start += 1
                    if start == end:
                        continue
                clean.append(stretch[start:end])
                offsets.extend(range(block.start + start, block.start + end))
                ends.extend(range(block.start + start + 1, block.start + end + 1))
                is_blank = stretch[end - 1] == " "
            elif not is_blank:
                clean.append(" ")
                offsets.append(block.start + start if end > start else ends[-1])
                ends.append(block.start + end if end > start else ends[-1])
                is_blank = True
        if is_blank and len(offsets) > begins[-1]:
            clean[-1] = clean[-1][:-1]
            offsets.pop()
            ends.pop()
    offsets.append(ends[-1])
    return "".join(clean), offsets, ends, begins


def _pieces(stretch: str) -> Iterator[tuple[int, int, bool]]:
    """What is shown as it is (``True``) and what becomes one blank (``False``), in order; the rest is hidden."""
    at = 0
    for start, end, is_blank in _events(stretch):
        if start < at:
            continue
        if start > at:
            yield at, start, True
        if is_blank:
            yield start, end, False
        at = end
    if at < len(stretch):
        yield at, len(stretch), True


def _events(stretch: str) -> Iterator[tuple[int, int, bool]]:
    found = (
        (match.start() + _is_compound(stretch, match), match.end(), match.lastgroup == "blank")
        for match in _UNUSUAL.finditer(stretch)
    )
    long_words = [
        (at, at, True)
        for word in _LONG_WORD.finditer(stretch)
        for at in range(word.start() + MAX_WORD_CHARS, word.end(), MAX_WORD_CHARS)
    ]
    notes = [(match.start(), match.end(), False) for match in _notes().finditer(stretch)] if "[" in stretch else []
    return iter(sorted([*found, *long_words, *notes])) if long_words or notes else found


@cache
def _notes() -> re.Pattern[str]:
    """A note of a monitoring service in its brackets, with the blank before it: "[words indistinct]", "[sic]"."""
    rules = load_rules("layout")
    whole, words = ("|".join(map(re.escape, rules[key])) for key in ("notes", "note_words"))
    within = r"[^\]\[\n]{0,60}"
    return re.compile(rf"[ \t]?\[(?:(?:{whole})|{within}\b(?:{words})\b{within})\](?!\()", re.IGNORECASE)


def _is_compound(stretch: str, match: re.Match[str]) -> bool:
    """Whether this is a hyphen at a line's end that is the word's own ("pro-" and "government")."""
    if match.lastgroup != "divided":
        return False
    first = _LAST_WORD.search(stretch, max(0, match.start() - 20), match.start())
    return first is not None and first.group() in _compound_parts()


def _compound_parts() -> frozenset[str]:
    return frozenset(load_rules("layout")["compound_parts"])
