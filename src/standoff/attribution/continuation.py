"""Quotations that go on: the sentence after "X said." that is quoted and has no cue of its own, the next paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from standoff.attribution.finding import Finding, Run
from standoff.attribution.quotes import Quotations

__all__ = ["with_continuations"]

_MIN_TOKENS = 5


def with_continuations(
    parse: Doc, findings: Sequence[Finding], quotations: Quotations, block_of: Sequence[int]
) -> list[Finding]:
    """The findings, each with the quotations that carry it on."""
    result = list(findings)
    speakers = sorted(
        (
            (max(f.cue[1], f.source[1] if f.source else 0, f.content[-1][1]), at)
            for at, f in enumerate(result)
            if f.has_speech
        )
    )
    taken = _taken(result)
    ends: dict[int, int] = {at: end for end, at in speakers}
    for quotation in quotations.runs:
        start, end = quotation
        if end - start < _MIN_TOKENS or any(at in taken for at in (start, (start + end) // 2, end - 1)):
            continue
        if parse[start].sent.start != start:
            continue
        speaker = _speaker(parse, start, ends, result, quotations, block_of)
        if speaker is None:
            continue
        finding = result[speaker]
        result[speaker] = finding.with_content((*finding.content, quotation))
        ends[speaker] = end
        taken.update(range(start, end))
    return result


def _taken(findings: Sequence[Finding]) -> set[int]:
    return {at for f in findings if f.has_speech for run in f.content for at in range(*run)}


def _speaker(
    parse: Doc,
    start: int,
    ends: dict[int, int],
    findings: Sequence[Finding],
    quotations: Quotations,
    block_of: Sequence[int],
) -> int | None:
    """Whose speech stopped right before a quotation: in the same paragraph at the end of the sentence before it,
    or in the paragraph before where that ended in quoted words."""
    best: int | None = None
    for at, end in ends.items():
        if end > start or start - end > 40:
            continue
        between = parse[end:start]
        if any(token.is_sent_start and token.i > end for token in between):
            continue
        if block_of[end - 1] != block_of[start] and not _runs_over(findings[at], quotations):
            continue
        if best is None or end > ends[best] or (end == ends[best] and findings[at].cue > findings[best].cue):
            best = at
    return best


def _runs_over(finding: Finding, quotations: Quotations) -> bool:
    """Whether the speech ends in a quotation that its paragraph did not close."""
    last: Run = finding.content[-1]
    quotation = quotations.at(last[1] - 1)
    return quotation is not None and quotation[0] in quotations.unclosed
