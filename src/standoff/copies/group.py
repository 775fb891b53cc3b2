"""Copies put together into groups of one text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from standoff.copies.compare import Text, judge_copy
from standoff.copies.wording import sample_of, wording_of
from standoff.records import Copy, Report

__all__ = ["MOST_CANDIDATES", "MOST_HOLDERS", "copies_among", "find_copies", "groups_judged", "text_groups"]

MOST_HOLDERS = 64
"""Of the reports that hold a sampled run, so many are looked at: the earliest, of which the later ones are copies."""
MOST_CANDIDATES = 24
"""Reports compared word for word with a new one: those with the most sampled runs in common."""


def find_copies(new: Text, holders: Mapping[str, int], text_of: Callable[[str], Text]) -> list[Copy]:
    """The copies between a new report and those that an index of samples found.

    ``holders`` counts, by report id, the sampled runs in common; ``text_of`` fetches a report for comparison.
    """
    likely = sorted(holders.items(), key=lambda held: (-held[1], held[0]))[:MOST_CANDIDATES]
    found = (judge_copy(new, text_of(report_id)) for report_id, count in likely if report_id != new.report.id)
    return [copy for copy in found if copy is not None]


def copies_among(reports: Iterable[Report]) -> list[Copy]:
    """All copies among reports that fit in memory, each pair once, in the order of the reports.

    >>> from standoff.records import Report
    >>> words = "Two shells hit the bridge of Sorn on Tuesday and three of the guards there were killed at once."
    >>> [copy.of_id for copy in copies_among([Report(id="a", text=words), Report(id="b", text=words)])]
    ['a']
    """
    texts: dict[str, Text] = {}
    index: dict[int, list[str]] = defaultdict(list)
    copies: list[Copy] = []
    for report in reports:
        new = Text(report, wording_of(report))
        sample = sample_of(new.wording)
        holders = Counter(report_id for value in sample for report_id in index[value][:MOST_HOLDERS])
        copies += find_copies(new, holders, texts.__getitem__)
        texts[report.id] = new
        for value in sample:
            index[value].append(report.id)
    return copies


def text_groups(pairs: Iterable[tuple[str, str]], order: Sequence[str]) -> dict[str, str]:
    """For each report that is in a pair, the id of its group: that of its earliest member by ``order``.

    Copies of copies are copies, so groups are the connected parts of the pairs.
    """
    leader: dict[str, str] = {}

    def find(report_id: str) -> str:
        leader.setdefault(report_id, report_id)
        while leader[report_id] != report_id:
            leader[report_id] = leader[leader[report_id]]
            report_id = leader[report_id]
        return report_id

    rank = {report_id: at for at, report_id in enumerate(order)}
    for a, b in pairs:
        x, y = sorted((find(a), find(b)), key=lambda report_id: (rank.get(report_id, len(rank)), report_id))
        leader[y] = x
    return {report_id: find(report_id) for report_id in leader}


def groups_judged(
    members: Sequence[str],
    pairs: Mapping[tuple[str, str], float],
    *,
    together: Iterable[tuple[str, str]],
    apart: Iterable[tuple[str, str]],
) -> list[list[str]]:
    """Reports in groups of one text, where people judged some: those judged ``together`` first, then the clearest
    pairs before the others; none that would bring together what was judged ``apart``.

    >>> groups_judged(["a", "b", "c"], {("a", "b"): 0.9, ("b", "c"): 0.4}, together=[], apart=[("a", "c")])
    [['a', 'b'], ['c']]
    """
    group = {each: {each} for each in members}
    barred = {frozenset(pair) for pair in apart}
    clearest = sorted(pairs, key=lambda pair: (-pairs[pair], pair))
    for a, b in [*sorted(together), *clearest]:
        if a not in group or b not in group or group[a] is group[b]:
            continue
        if any(frozenset((x, y)) in barred for x in group[a] for y in group[b]):
            continue
        joined = group[a] | group[b]
        group |= dict.fromkeys(joined, joined)
    return [list(each) for each in sorted({tuple(sorted(each)) for each in group.values()})]
