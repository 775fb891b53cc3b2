"""A report's text cut into pieces, each with all that was found in it, so that marks may nest and overlap."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from standoff.records import Attribution, Block, Claim, Report, Span

__all__ = ["Mark", "Paragraph", "Piece", "Role", "Silence", "as_shown", "marks_of", "paragraphs_of", "silences_of"]

Role = Literal["source", "cue", "content", "evidence", "nothing"]
_TURNS_OR_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]"
)
_LONGEST_HEADLINE = 500


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of the text, what it is, and the claims that it belongs to."""

    start: int
    end: int
    role: Role
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in which nothing begins or ends. ``claims`` are those whose words it is among, the closest fitting
    first; ``ends`` are the claims whose evidence ends here."""

    start: int
    text: str
    roles: tuple[Role, ...] = ()
    claims: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of a report as pieces. ``is_folded`` where it is boilerplate."""

    kind: str
    start: int
    pieces: tuple[Piece, ...]

    @property
    def is_folded(self) -> bool:
        return self.kind == "boilerplate"


@dataclass(frozen=True, slots=True)
class Silence:
    """How many sentences there are, and those that gave no claim."""

    sentences: int
    spans: tuple[Span, ...]


def as_shown(text: str) -> str:
    """Text that a page can only show, letter for letter: what cannot be seen, turns the direction of writing or cannot
    be sent stands as a sign, and a line ends in one way.

    >>> as_shown("a\\r\\nb\\u202ec")
    'a \\nb▯c'
    """
    text = text.replace("\r\n", " \n").replace("\r", "\n")
    return re.sub(r"[\ud800-\udfff]", "\ufffd", _TURNS_OR_UNSEEN.sub("▯", text))


def marks_of(claims: Iterable[Claim], attributions: Iterable[Attribution]) -> list[Mark]:
    """Sources, cues and contents of attributions, and the words that claims rest on."""
    found: dict[Mark, None] = {}
    for each in attributions:
        if each.source is not None:
            found[Mark(each.source.span.start, each.source.span.end, "source")] = None
        if each.cue is not None:
            found[Mark(each.cue.start, each.cue.end, "cue")] = None
        for link in each.via:
            found[Mark(link.source.span.start, link.source.span.end, "source")] = None
        for piece in each.content:
            found[Mark(piece.start, piece.end, "content")] = None
    for claim in claims:
        for span in claim.evidence:
            found[Mark(span.start, span.end, "evidence", claim.id)] = None
        for link in claim.attribution:
            found[Mark(link.source.span.start, link.source.span.end, "source", claim.id)] = None
            if link.cue is not None:
                found[Mark(link.cue.start, link.cue.end, "cue", claim.id)] = None
    return [mark for mark in found if mark.start < mark.end]


def silences_of(report: Report, claims: Iterable[Claim], blocks: Sequence[Block]) -> Silence:
    """The sentences of headline, body and captions that hold no word of any claim's sentence or evidence."""
    from standoff.text.sentences import sentence_starts  # brings the parser

    told = _merged([(s.start, s.end) for claim in claims for s in (claim.sentence, *claim.evidence)])
    count, found, at = 0, [], 0
    for block in blocks:
        if block.kind not in ("headline", "body", "caption"):
            continue
        text = report.text[block.start : block.end]
        starts = [*sentence_starts(text), len(text)]
        for begin, stop in pairwise(starts):
            words = text[begin:stop]
            start = block.start + begin + len(words) - len(words.lstrip())
            end = block.start + begin + len(words.rstrip())
            if start >= end:
                continue
            count += 1
            while at < len(told) and told[at][1] <= start:
                at += 1
            if at == len(told) or told[at][0] >= end:
                found.append(Span.of(report.text, start, end))
    return Silence(count, tuple(found))


def _merged(runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(runs):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def whole_blocks(report: Report) -> Iterator[Block]:
    """The blocks in order, and as body whatever words stand between them."""
    at = 0
    for block in sorted(report.blocks, key=lambda each: (each.start, each.end)):
        if block.end <= at:
            continue
        start = max(at, block.start)
        yield from _between(report, at, start)
        yield Block(block.kind, start, block.end)
        at = block.end
    yield from _between(report, at, len(report.text))


def _between(report: Report, start: int, end: int) -> Iterator[Block]:
    words = report.text[start:end]
    if words.strip():
        yield Block("body", start + len(words) - len(words.lstrip()), start + len(words.rstrip()))


def paragraphs_of(report: Report, blocks: Iterable[Block], marks: Sequence[Mark]) -> list[Paragraph]:
    """Each block cut where a mark begins or ends. Takes time in proportion to the text, and to the marks and how many
    of them lie over each other."""
    lengths = {mark.claim or "": mark.end - mark.start for mark in marks if mark.role == "evidence"}
    ordered = sorted(marks, key=lambda mark: (mark.start, mark.end))
    paragraphs, at, open_marks = [], 0, list[Mark]()
    for block in blocks:
        while at < len(ordered) and ordered[at].start < block.end:
            open_marks.append(ordered[at])
            at += 1
        open_marks = [mark for mark in open_marks if mark.end > block.start]
        pieces = tuple(_pieces(report.text, block, open_marks, lengths))
        kind = block.kind
        if kind == "headline" and block.end - block.start > _LONGEST_HEADLINE:
            kind = "body"
        paragraphs.append(Paragraph(kind, block.start, pieces))
    return paragraphs


def _pieces(text: str, block: Block, marks: Sequence[Mark], lengths: Mapping[str, int]) -> Iterator[Piece]:
    begins, stops = defaultdict[int, list[Mark]](list), defaultdict[int, list[Mark]](list)
    for mark in marks:
        begins[max(mark.start, block.start)].append(mark)
        stops[min(mark.end, block.end)].append(mark)
    points = sorted({block.start, block.end, *begins, *stops})
    here: dict[Mark, None] = {}
    for start, end in pairwise(points):
        for mark in stops.get(start, ()):
            here.pop(mark, None)
        here.update(dict.fromkeys(begins.get(start, ())))
        roles = sorted({mark.role for mark in here})
        claims = {mark.claim: None for mark in here if mark.claim}
        ends = [mark.claim for mark in stops.get(end, ()) if mark.role == "evidence" and mark.claim and mark.end == end]
        is_evidence = {mark.claim for mark in here if mark.role == "evidence"}
        closest = sorted(claims, key=lambda each: (each not in is_evidence, lengths.get(each, 0)))
        yield Piece(start, as_shown(text[start:end]), tuple(roles), tuple(closest), tuple(ends))
