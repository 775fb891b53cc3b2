"""Quotation marks: which words stand between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from standoff.attribution.finding import Run

__all__ = ["Quotations", "find_quotations"]

_OPENING = frozenset({"“", "«", "„", "``"})
_CLOSING = frozenset({"”", "»"})
_EITHER = frozenset({'"', "''"})
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


def find_quotations(parse: Doc, tokens: Sequence[Token], block_of: Sequence[int]) -> Quotations:
    """Pair the double quotation marks of each block.

    Straight marks open or close by the blanks around them. A mark that nothing closes runs to the end of its block,
    as in speech over several paragraphs, if it stands at the block's beginning; elsewhere it is taken for a slip.
    """
    runs: list[Run] = []
    unclosed: set[int] = set()
    text = parse.text
    begin = -1
    for token in tokens:
        at = token.i
        if begin >= 0 and block_of[at] != block_of[begin]:
            _end_block(begin, at, block_of, runs, unclosed)
            begin = -1
        mark = token.text
        if mark not in _OPENING and mark not in _CLOSING and mark not in _EITHER:
            continue
        before = text[token.idx - 1] if token.idx else " "
        opens = (
            mark in _OPENING or (mark in _EITHER and begin < 0) or (mark in _CLOSING and begin < 0 and before in " ")
        )
        if mark in _EITHER and begin >= 0 and before in _BEFORE_OPENING and token.idx + len(mark) < len(text):
            # An opening mark inside an open quotation: the one before was never closed.
            opens = text[token.idx + len(mark)] != " " and before != ","
        if opens:
            if begin < 0 or mark not in _CLOSING:
                if begin >= 0:
                    _end_block(begin, at, block_of, runs, unclosed)
                begin = at
        elif begin >= 0:
            runs.append((begin, at + 1))
            begin = -1
    if begin >= 0:
        _end_block(begin, len(parse), block_of, runs, unclosed)
    return Quotations(tuple(runs), frozenset(unclosed), block_of)


def _end_block(begin: int, end: int, block_of: Sequence[int], runs: list[Run], unclosed: set[int]) -> None:
    is_block_start = begin == 0 or block_of[begin - 1] != block_of[begin]
    if is_block_start and end - begin > 1:
        runs.append((begin, end))
        unclosed.add(begin)
