"""Quotations that go on: the sentence after "X said." that is quoted and has no cue of its own, the next paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from standoff.attribution.finding import Finding, Run
from standoff.attribution.quotes import MARKS, Quotations
from standoff.records import Document

__all__ = ["with_continuations", "with_quoted_headlines"]

_ANY_MARK = frozenset({"'", "‘", "’"})
_FEWEST = 4
"""Blanks around the words that a headline quotes: at least three of them."""
_MIN_TOKENS = 5
_MAX_GAP = 60


def with_continuations(parse: Doc, findings: Sequence[Finding], quotations: Quotations) -> list[Finding]:
    """The findings, each with the quotations that carry it on.

    A quotation that begins a sentence and has no cue goes to whoever spoke last in its paragraph; one that begins a
    paragraph to whoever spoke at the end of the paragraph before, where that ended in an open quotation or this one is
    quoted as a whole.
    """
    result = list(findings)
    taken = _taken(result, quotations)
    speakers = sorted((_end(f), at) for at, f in enumerate(result) if f.has_speech and quotations.at(f.cue[0]) is None)
    passed = 0
    last: int | None = None
    ends = [_end(f) for f in result]
    for quotation in quotations.runs:
        start, end = quotation
        while passed < len(speakers) and speakers[passed][0] <= start:
            last = speakers[passed][1]
            passed += 1
        if last is None or end - start < _MIN_TOKENS or quotation in taken or parse[start].sent.start != start:
            continue
        if not _goes_on(parse, result[last], ends[last], quotation, quotations):
            continue
        if result[last].is_verdict:  # ""Not true," said the mayor. "Nobody was hurt.""
            result.append(replace(result[last], content=(quotation,), stance="asserts", is_verdict=False))
            ends.append(end)
            last = len(result) - 1
        else:
            result[last] = result[last].with_content((*result[last].content, quotation))
            ends[last] = end
    return result


def with_quoted_headlines(document: Document, findings: Sequence[Finding]) -> list[Finding]:
    """The findings, each with what a headline quotes of it: ""They burned the mill": a village waits", where below a
    nun says that they burned the mill and the barn."""
    parse, result = document.parse, list(findings)
    for run in _quoted_in_headlines(document):
        words = _words(parse, run)
        outer = (finding for finding in result if not run[0] <= finding.cue[0] < run[1])
        is_laid = any(start < run[1] and run[0] < end for finding in outer for start, end in finding.content)
        if words.count(" ") >= _FEWEST and not is_laid:
            for at, finding in enumerate(result):
                if finding.has_speech and any(words in _words(parse, each) for each in finding.content):
                    result[at] = finding.with_content((run, *finding.content))
                    break
    return result


def _quoted_in_headlines(document: Document) -> Iterator[Run]:
    """What stands between two quotation marks of any kind in a headline, without the marks."""
    parse, begin = document.parse, -1
    for at, block in enumerate(document.block_of):
        if document.blocks[block].kind != "headline":
            continue
        if begin >= 0 and document.block_of[begin] != block:
            begin = -1
        if parse[at].text in _ANY_MARK or parse[at].text in MARKS:
            is_closing = at > 0 and not parse[at - 1].whitespace_ and document.block_of[at - 1] == block
            if begin >= 0 and is_closing:
                yield begin + 1, at
            begin = at if not is_closing else -1


def _words(parse: Doc, run: Run) -> str:
    """The words of a run as they are compared, each with a blank before and behind it."""
    return " ".join(["", *(token.lower_ for token in parse[run[0] : run[1]] if token.is_alpha), ""])


def _end(finding: Finding) -> int:
    return max(finding.cue[1], finding.source[1] if finding.source else 0, finding.content[-1][1])


def _taken(findings: Sequence[Finding], quotations: Quotations) -> set[Run]:
    """The quotations that somebody outside them is said to have spoken."""
    taken = set()
    for finding in findings:
        for start, end in finding.content if finding.has_speech else ():
            for at in (start, end - 1):
                quotation = quotations.at(at)
                if quotation is not None and not quotation[0] <= finding.cue[0] < quotation[1]:
                    taken.add(quotation)
    return taken


def _goes_on(parse: Doc, finding: Finding, spoken_to: int, quotation: Run, quotations: Quotations) -> bool:
    """Whether a quotation carries on a speech that reached to a token."""
    start, end = quotation
    block_of = quotations.block_of
    if start - spoken_to > _MAX_GAP:
        return False
    before = quotations.at(finding.content[-1][1] - 1)
    is_next = not any(token.is_sent_start for token in parse[spoken_to + 1 : start])
    if block_of[spoken_to - 1] == block_of[start]:
        return is_next or before is not None
    is_open = before is not None and before[0] in quotations.unclosed
    is_whole = before is not None and (end == len(block_of) or block_of[end] != block_of[start])
    return is_next and block_of[spoken_to - 1] == block_of[start - 1] and (is_open or is_whole)
