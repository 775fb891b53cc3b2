"""The wording of a report: its runs of five words, by which copies are told.

A run is hashed from its folded words, so that case, punctuation and line breaks do not matter. A part of the hashes,
chosen by their values alone, is the report's *sample*: two texts that share runs share samples, so that an index of
samples finds the candidates among any number of reports (modulo sampling; Manber, "Finding similar files", 1994).
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from standoff.records import Report

__all__ = ["RUN_WORDS", "Wording", "sample_of", "wording_of"]

RUN_WORDS = 5
SHORT_TEXT_WORDS = 200
"""Texts up to this length keep every fourth hash on average, longer ones every eighth."""

_WORD = re.compile(r"[^\W_]+")
_OPENING, _CLOSING = "“«„", "”»"
_MARK = re.compile(f'["{_OPENING}{_CLOSING}]')
_PARAGRAPH_BREAK = re.compile(r"\n\s*\n")
_MULTIPLIER = 0x9E3779B97F4A7C15  # odd, so that no word is lost modulo 2**64
_MASK = 0xFFFFFFFFFFFFFFFF

Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """Run ``i`` is made of the words ``i`` to ``i + 4``; word ``i`` stands at ``starts[i]:ends[i]`` of the report.

    ``is_quoted[i]`` says that run ``i`` lies wholly inside quotation marks. ``every`` holds all hashes, and ``own``
    those of runs outside quotations, each once and sorted.
    """

    hashes: Hashes
    is_quoted: NDArray[np.bool_]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    every: Hashes
    own: Hashes

    @property
    def words(self) -> int:
        """How many words the report has outside boilerplate."""
        return len(self.starts)


@lru_cache(maxsize=200_000)
def _word_hash(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def wording_of(report: Report) -> Wording:
    """The wording of a report's headline, body and captions; boilerplate and datelines are left out, and so are words
    that stand in two scripts' worth of marks only.

    >>> from standoff.records import Report
    >>> wording_of(Report(id="r", text="Shells hit the bridge of Sorn on Tuesday.")).words
    8
    """
    spans: list[tuple[int, int]] = []
    text = report.text
    pieces = [(b.start, b.end) for b in report.blocks if b.kind in ("headline", "body", "caption")] or [(0, len(text))]
    quoted: list[NDArray[np.bool_]] = []
    for start, end in pieces:
        found = [match.span() for match in _WORD.finditer(text, start, end)]
        marks = _quotation_borders(text, start, end)
        quoted.append(np.searchsorted(marks, [first for first, _ in found]) % 2 == 1)
        spans += found
    hashes = [_word_hash(text[start:end].casefold()) for start, end in spans]
    runs, is_quoted = _runs(hashes, np.concatenate(quoted))
    starts, ends = tuple(start for start, _ in spans), tuple(end for _, end in spans)
    return Wording(runs, is_quoted, starts, ends, np.unique(runs), np.unique(runs[~is_quoted]))


def _runs(hashes: list[int], inside: NDArray[np.bool_]) -> tuple[Hashes, NDArray[np.bool_]]:
    count = len(hashes) - RUN_WORDS + 1
    if count <= 0:
        return np.zeros(0, np.uint64), np.zeros(0, np.bool_)
    words = np.array(hashes, np.uint64)
    mixed = np.zeros(count, np.uint64)
    all_inside = np.ones(count, np.bool_)
    factor = 1
    for at in range(RUN_WORDS):
        factor = factor * _MULTIPLIER & _MASK
        mixed += (words[at : at + count] + np.uint64(1)) * np.uint64(factor)
        all_inside &= inside[at : at + count]
    mixed ^= mixed >> np.uint64(29)  # spread the high bits over the low ones, by which samples are chosen
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    return mixed, all_inside


def _quotation_borders(text: str, start: int, end: int) -> list[int]:
    """Where quotations begin and end by turns; a paragraph whose marks do not pair off has none."""
    borders: list[int] = []
    paragraphs = [*(gap.span() for gap in _PARAGRAPH_BREAK.finditer(text, start, end)), (end, end)]
    at = start
    for border, after in paragraphs:
        found: list[int] = []
        for mark in _MARK.finditer(text, at, border):
            letter, is_open = mark[0], len(found) % 2 == 1
            if letter == '"' or (letter in _OPENING and not is_open) or (letter in _CLOSING and is_open):
                found.append(mark.start())
        if len(found) % 2 == 0:
            borders += found
        at = after
    return borders


def sample_of(wording: Wording) -> list[int]:
    """The hashes by which the report is found again, sorted; as signed 64-bit numbers, which every store can keep."""
    step = 4 if wording.words <= SHORT_TEXT_WORDS else 8
    chosen = np.unique(wording.hashes[wording.hashes % np.uint64(step) == 0])
    return sorted(int(value) for value in chosen.view(np.int64))
