"""A report's text made ready for reading: parsed, with the way back to the report's own offsets."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from standoff.records.report import Block, Report
from standoff.records.span import Span

if TYPE_CHECKING:  # the parser takes two seconds to load, and a casebook is read without it
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan

__all__ = ["Document"]


@dataclass(frozen=True, slots=True)
class Document:
    """The parse of a report's readable blocks.

    ``parse.text`` is *clean* text: boilerplate is absent, markup such as ``**`` is gone, line breaks inside
    a paragraph are blanks. ``offsets[i]`` is the offset in ``report.text`` of the clean character ``i``
    (``len(offsets) == len(parse.text) + 1``), never decreasing. ``ends[i]`` likewise gives the offset just
    after the clean character ``i - 1``. Sentences are ``parse.sents``; none crosses a block.
    ``block_of[i]`` gives the index in ``blocks`` of token ``i``, ``starts[i]`` its offset in ``report.text``.
    """

    report: Report
    blocks: tuple[Block, ...]
    parse: Doc
    offsets: array[int] = field(repr=False)
    ends: array[int] = field(repr=False)
    block_of: array[int] = field(repr=False)
    starts: array[int] = field(repr=False)

    def span(self, tokens: Token | TokenSpan) -> Span:
        """The report's own words for a token or a run of tokens."""
        from spacy.tokens import Token

        if isinstance(tokens, Token):
            return self.span_at(tokens.idx, tokens.idx + len(tokens))
        return self.span_at(tokens.start_char, tokens.end_char)

    def span_at(self, start: int, end: int) -> Span:
        """The report's own words for a stretch of clean text (``start < end``)."""
        return Span.of(self.report.text, self.offsets[start], self.ends[end])

    def tokens(self, span: Span) -> TokenSpan | None:
        """The tokens that lie in a span of the report, or ``None`` where none does."""
        first, end = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        return self.parse[first:end] if first < end else None

    def block(self, token: Token) -> Block:
        """The block in which a token stands."""
        return self.blocks[self.block_of[token.i]]
