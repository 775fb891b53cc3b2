"""Quotation marks: which words stand between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from standoff.attribution.finding import Run

__all__ = ["MARKS", "Quotations", "find_quotations"]

_OPENING = frozenset({"“", "«", "„", "``"})
_CLOSING = frozenset({"”", "»"})
_EITHER = frozenset({'"', "''"})
MARKS = _OPENING | _CLOSING | _EITHER
"""The marks that open or close a quotation, each a word of the parse."""
_BEFORE_OPENING = frozenset(" \t\n([{-–—―/:,")


@dataclass(frozen=True, slots=True)
class Quotations:
    """The quotations of a document, in order, marks included; none holds another, none crosses a block.

    ``unclosed`` holds the starts of those that only the end of their block closes.
    """

    runs: tuple[Run, ...]
    unclosed: frozenset[int]
    block_of: Sequence[int] = field(repr=False)

    def at(self, token: int) -> Run | None:
        """The quotation that holds a token, marks included."""
        place = bisect_right(self.runs, (token, 1 << 60)) - 1
        if place >= 0 and self.runs[place][0] <= token < self.runs[place][1]:
            return self.runs[place]
        return None

    def opening_at(self, token: int) -> Run | None:
        """The quotation that begins with a token."""
        found = self.at(token)
        return found if found and found[0] == token else None

    def closing_before(self, token: int) -> Run | None:
        """The quotation whose last mark stands right before a token of the same block."""
        found = self.at(token - 1) if 0 < token < len(self.block_of) else None
        if found is None or found[1] != token or found[0] in self.unclosed:
            return None
        return found if self.block_of[token] == self.block_of[token - 1] else None


def find_quotations(tokens: Sequence[Token], block_of: Sequence[int]) -> Quotations:
    """Pair the double quotation marks of each block.

    Straight marks open or close by the blanks around them. A mark that nothing closes runs to the end of its block,
    as in speech over several paragraphs, if it stands at the block's beginning; elsewhere it is taken for a slip.
    """
    runs: list[Run] = []
    unclosed: set[int] = set()
    begin = -1
    for token in tokens:
        mark = token.text
        if mark not in MARKS:
            continue
        at = token.i
        if begin >= 0 and block_of[at] != block_of[begin]:
            _end_block(begin, block_of, runs, unclosed)
            begin = -1
        if not _opens(tokens, at, is_open=begin >= 0):
            if begin >= 0:
                runs.append((begin, at + 1))
            begin = -1
        elif begin < 0 or mark not in _CLOSING:
            if begin >= 0:
                _end_block(begin, block_of, runs, unclosed, at)
            begin = at
    if begin >= 0:
        _end_block(begin, block_of, runs, unclosed)
    return Quotations(tuple(runs), frozenset(unclosed), block_of)


def _opens(tokens: Sequence[Token], at: int, *, is_open: bool) -> bool:
    """Whether a mark begins a quotation; ``is_open`` where another has begun and not ended."""
    mark = tokens[at].text
    before = " " if at == 0 or tokens[at - 1].whitespace_ else tokens[at - 1].text[-1:]
    if mark in _OPENING:
        return True
    if mark in _CLOSING:
        return not is_open and before == " "
    if is_open and before in _BEFORE_OPENING and at + 1 < len(tokens):
        return not tokens[at].whitespace_ and before != ","  # the one before was never closed
    return not is_open


def _end_block(
    begin: int, block_of: Sequence[int], runs: list[Run], unclosed: set[int], end: int | None = None
) -> None:
    """End a quotation that no mark ends: at ``end``, or with its block."""
    if end is None:
        end = begin
        while end < len(block_of) and block_of[end] == block_of[begin]:
            end += 1
    is_block_start = begin == 0 or block_of[begin - 1] != block_of[begin]
    if is_block_start and end - begin > 1:
        runs.append((begin, end))
        unclosed.add(begin)
