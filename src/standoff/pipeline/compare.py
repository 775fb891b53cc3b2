"""New reports of a casebook, each compared with those before it: who repeats whom."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from standoff.copies import MOST_HOLDERS, Text, find_copies, sample_of, wording_of
from standoff.copies.group import MOST_CANDIDATES
from standoff.errors import CasebookError
from standoff.pipeline.judge import regroup
from standoff.records import Copy
from standoff.store import Store

__all__ = ["Texts", "compare_waiting", "texts_of"]

_REMEMBERED = 512
"""Texts kept at hand: copies of a text come soon after each other."""

Texts = Callable[[str], Text]


def texts_of(store: Store) -> Texts:
    """The reports of a casebook with their wordings, by their ids; the last ones that were asked for are remembered."""

    @lru_cache(maxsize=_REMEMBERED)
    def text_of(report_id: str) -> Text:
        report = store.reports.get(report_id)
        if report is None:
            raise CasebookError(f"There is no report {report_id} in {store.path}.")
        return Text(report, wording_of(report))

    return text_of


def compare_waiting(store: Store, text_of: Texts) -> dict[str, list[Copy]]:
    """Compare, in the order in which they came, all reports that were not compared yet, and keep what came of it.

    The copies that each report makes or is, by its id, the clearest first. One report is compared in one transaction,
    so that whoever is stopped goes on with the next.
    """
    found: dict[str, list[Copy]] = {}
    for report_id in list(store.copies.waiting()):
        new = text_of(report_id)
        sample = sample_of(new.wording)
        holders = store.copies.holders(sample, most_a_run=MOST_HOLDERS, most=2 * MOST_CANDIDATES)
        for version in store.reports.versions(report_id):  # a correction is no copy of what it corrects
            holders.pop(version, None)
        copies = find_copies(new, holders, text_of)
        with store.transaction():
            store.copies.put(report_id, sample, copies)
            if copies and any(map(store.judgements.is_judged, store.copies.group(report_id))):
                regroup(store, (report_id,))
        found[report_id] = sorted(copies, key=lambda copy: -copy.share)
    return found
