"""Reports into a casebook: what is known is set aside before it costs anything, what is new is analysed and kept."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, Literal

from msgspec.structs import replace

from standoff.pipeline.analyse import Reading
from standoff.pipeline.compare import Texts, compare_waiting, texts_of
from standoff.records import Rejection, Report
from standoff.store import Findings, Store, content_of

__all__ = ["Added", "Analyse", "keep_reports"]

Analyse = Callable[[Iterable[Report | Rejection]], Iterable[Reading]]
"""What makes a reading of each report and passes rejections on, all in their order: ``analyse_spread``."""


@dataclass(frozen=True, slots=True)
class Added:
    """What came of one input: ``added``, ``known`` already, a new ``version`` of ``version_of``, or ``rejected``.

    ``copy_of`` is the report whose text it repeats most of. ``report_id`` is ``None`` for what was rejected, and
    ``rejections`` then say why.
    """

    outcome: Literal["added", "known", "version", "rejected"]
    report_id: str | None
    path: str | None
    title: str | None = None
    claims: int = 0
    version_of: str | None = None
    copy_of: str | None = None
    rejections: tuple[Rejection, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "record": "added",
            "outcome": self.outcome,
            "report_id": self.report_id,
            "path": self.path,
            "title": self.title,
            "claims": self.claims,
            "version_of": self.version_of,
            "copy_of": self.copy_of,
            "reasons": [rejection.reason for rejection in self.rejections],
        }


class _Known(Rejection, frozen=True, gc=False):
    """A report that is kept already, handed through the analysis in its place."""

    report: Report | None = None


def keep_reports(
    store: Store, found: Iterable[Report | Rejection], analyse: Analyse, *, how: str | None = None
) -> Iterator[Added]:
    """Keep each report and all that ``analyse`` finds in it, in a transaction of its own; what came of each, in order.

    ``how`` says how they came where their paths name no files of this machine ("upload").
    As long as all is known ``analyse`` is not called, so that what it needs is not loaded for nothing.
    """
    taken: dict[str, str] = {}
    text_of = texts_of(store)
    sifted = _sift(store, found, taken)
    for each in sifted:
        if isinstance(each, Report):
            for reading in analyse(chain((each,), sifted)):
                yield from _keep(store, reading, taken, text_of, how)
            break
        yield from _set_aside(store, each, how)
    compare_waiting(store, text_of)  # those of a run that was broken off


def _sift(store: Store, found: Iterable[Report | Rejection], taken: dict[str, str]) -> Iterator[Report | Rejection]:
    """Reports that are new, by the ids under which they will be kept; all others as rejections. ``taken`` are the
    contents of those under way, by id: as they came in, for the analysis finds titles and publishers in texts."""
    renamed: dict[str, str] = {}
    for each in found:
        if isinstance(each, Rejection):
            name = renamed.get(each.report_id or "")
            yield replace(each, report_id=name) if name else each
            continue
        content = content_of(each)
        uid, is_known = store.reports.identify(each, content, taken)
        renamed.pop(each.id, None)
        report = each
        if uid != each.id:
            renamed[each.id] = uid
            report = replace(each, id=uid)
        if is_known:
            yield _Known("casebook", "known already", uid, report.path, report=replace(report, text=""))
        else:
            taken[uid] = content
            yield report


def _keep(store: Store, reading: Reading, taken: dict[str, str], text_of: Texts, how: str | None) -> Iterator[Added]:
    report = reading.report
    if report is None:
        for rejection in reading.rejections:
            yield from _set_aside(store, rejection, how)
        return
    found = Findings(reading.claims, reading.attributions, reading.places, reading.dates, reading.rejections)
    how, whence = _came(report, how)
    kept = store.put(report, found, content=taken.pop(report.id, None), how=how, whence=whence)
    copies = compare_waiting(store, text_of).get(kept.report_id, [])
    copy_of = next((copy.of_id for copy in copies if copy.report_id == kept.report_id), None)
    yield Added(kept.outcome, kept.report_id, report.path, report.title, kept.claims, kept.version_of, copy_of)


def _set_aside(store: Store, rejection: Rejection, how: str | None) -> Iterator[Added]:
    if isinstance(rejection, _Known) and rejection.report is not None:
        report = rejection.report
        how, whence = _came(report, how)
        store.note_arrival(report, how=how, whence=whence)
        yield Added("known", report.id, report.path, report.title)
        return
    if how is None and _is_ours(store, rejection.subject):
        return
    store.reject((rejection,))
    if rejection.report_id is None:  # else it notes what was lost of a report that was read
        yield Added("rejected", None, rejection.subject, rejections=(rejection,))


def _is_ours(store: Store, subject: str | None) -> bool:
    """Whether a file that could not be read is the casebook's own, which lies among the reports."""
    ours = os.path.abspath(store.path)  # noqa: PTH100
    return subject is not None and os.path.abspath(subject) in (ours, f"{ours}-wal", f"{ours}-shm")  # noqa: PTH100


def _came(report: Report, how: str | None) -> tuple[str, str]:
    """How a report came and from where: the path in full, the address, or standard input."""
    if how is not None:
        return how, report.path or report.url or ""
    if report.path is None:
        return ("address", report.url) if report.url else ("program", "")
    name, mark, member = report.path.partition("!")
    if name == "-":
        return "standard input", report.path
    return "file", f"{os.path.abspath(name)}{mark}{member}"  # noqa: PTH100 - links are kept as they were named
