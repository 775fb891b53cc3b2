"""Whether two reports repeat one text, and which of the two came first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from standoff.copies.wording import RUN_WORDS, Wording
from standoff.records import Copy, Report, Span

__all__ = ["Likeness", "Text", "compare_wordings", "judge_copy"]

OTHER_OUTLET = 0.3
"""Two outlets whose reports have this share of runs in common print one text: what they have in common by chance, by
a shared quotation or a stock sentence stays below. Set by ``training/copies.py`` on copies of our own reports."""
SAME_OUTLET = 0.5
"""One outlet repeats its own background paragraphs from day to day; its reports need more in common."""
SAME_CREDIT = 0.2
"""Reports that name one agency or outlet as their origin need less."""
FEW_RUNS = 12
"""Fewer runs in common than this are never a copy, however short the texts."""


@dataclass(frozen=True, slots=True)
class Text:
    """A report with its wording."""

    report: Report
    wording: Wording


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two wordings have in common: a share of the shorter one's runs, and their number."""

    share: float
    shared_runs: int


def compare_wordings(a: Wording, b: Wording) -> Likeness:
    """How much of the shorter wording the other holds, runs inside quotation marks left out.

    The share is *containment* in the sense of Broder ("On the resemblance and containment of documents", 1997), so
    that a text cut short, or set within a longer one, is told as well as a reprint.
    """
    shorter, other = (a.own, b.every) if len(a.own) <= len(b.own) else (b.own, a.every)
    if len(shorter) == 0 or len(other) == 0:
        return Likeness(0.0, 0)
    at = np.minimum(np.searchsorted(other, shorter), len(other) - 1)
    shared = int(np.count_nonzero(other[at] == shorter))
    return Likeness(shared / len(shorter), shared)


def _longest(a: Wording, b: Wording) -> tuple[int, int, int]:
    """Where the longest stretch in common begins in each, in words, and how many words it has."""
    where: dict[int, int] = {}
    for at, value in enumerate(b.hashes.tolist()):
        where.setdefault(value, at)
    best = (0, 0, 0)
    start = length = 0
    expected = -1
    for at, value in enumerate(a.hashes.tolist()):
        found = where.get(value, -1)
        if length and found != expected and expected < len(b.hashes) and b.hashes[expected] == value:
            found = expected  # a run that b holds twice
        if found < 0:
            length = 0
        elif length and found == expected:
            length += 1
        else:
            start, length = found, 1
        expected = found + 1
        if length and length + RUN_WORDS - 1 > best[2]:
            best = (at - length + 1, start, length + RUN_WORDS - 1)
    return best


def judge_copy(a: Text, b: Text) -> Copy | None:
    """The copy that one of two reports is of the other, or ``None`` where they are separate texts."""
    likeness = compare_wordings(a.wording, b.wording)
    credit = _shared_credit(a.report, b.report)
    is_same_outlet = a.report.publisher is not None and a.report.publisher == b.report.publisher
    least = SAME_CREDIT if credit else SAME_OUTLET if is_same_outlet else OTHER_OUTLET
    if likeness.shared_runs < FEW_RUNS or likeness.share < least:
        return None
    copy, first, first_by = _in_order(a, b)
    at, of_at, words = _longest(copy.wording, first.wording)
    reason = f"{round(100 * likeness.share)} % of the shorter text's runs of five words stand in the other"
    if credit:
        reason += f", and both are credited to {credit}"
    return Copy(
        copy.report.id,
        first.report.id,
        likeness.share,
        likeness.shared_runs,
        _stretch(copy, at, words),
        _stretch(first, of_at, words),
        first_by,
        reason,
    )


def _stretch(text: Text, at: int, words: int) -> Span:
    return Span.of(text.report.text, text.wording.starts[at], text.wording.ends[at + words - 1])


def _shared_credit(a: Report, b: Report) -> str | None:
    """The origin that two outlets of nearly one day both name, or that one names and the other is."""
    if a.publisher == b.publisher or not _is_near(a, b):
        return None
    for this, other in ((a, b), (b, a)):
        names = {name.casefold() for name in (other.publisher, other.origin and other.origin.name) if name}
        if this.origin is not None and this.origin.name.casefold() in names:
            return this.origin.name
    return None


def _is_near(a: Report, b: Report) -> bool:
    return a.published_on is None or b.published_on is None or abs((a.published_on - b.published_on).days) <= 1


def _in_order(a: Text, b: Text) -> tuple[Text, Text, str]:
    """The copy, the text it repeats, and why: what they say of their origin, else their days, else their lengths."""
    for copy, first in ((a, b), (b, a)):
        origin = copy.report.origin
        if (
            origin is not None
            and first.report.publisher
            and origin.name.casefold() == first.report.publisher.casefold()
        ):
            return copy, first, f"the copy names it as its origin: {origin.basis or origin.name}"
    days = a.report.published_on, b.report.published_on
    if days[0] and days[1] and days[0] != days[1]:
        copy, first = (a, b) if days[0] > days[1] else (b, a)
        return copy, first, f"published on {first.report.published_on}, the copy on {copy.report.published_on}"
    if a.wording.words != b.wording.words:
        copy, first = (a, b) if a.wording.words < b.wording.words else (b, a)
        return copy, first, "of the same day or of no known day; the longer text is taken for the first"
    copy, first = (a, b) if a.report.id > b.report.id else (b, a)
    return copy, first, "of the same day and length; which was first is not known"
