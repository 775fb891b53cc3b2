"""What a casebook keeps of a report, and what it says of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, TypedDict

from msgspec import Struct

from standoff.records import Attribution, Claim, DateMention, PlaceMention, Rejection, Report, content_id

__all__ = [
    "Arrival", "Findings", "KeptReport", "ReportConditions", "ReportLine", "content_of", "instant", "text_id_of",
]  # fmt: skip


class Findings(Struct, frozen=True, gc=False):
    """All that was found in one report."""

    claims: tuple[Claim, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    rejections: tuple[Rejection, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrival:
    """One time that a report came in: when it was kept (UTC), how, from which path or address, the SHA-256 of its
    bytes, when its file was last changed or its bytes were fetched, and the version of Standoff that took it in."""

    at: datetime
    how: str
    whence: str
    sha256: str | None
    received_at: datetime | None
    release: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "at": instant(self.at),
            "how": self.how,
            "from": self.whence,
            "sha256": self.sha256,
            "received_at": instant(self.received_at),
            "standoff_version": self.release,
        }


@dataclass(frozen=True, slots=True)
class ReportLine:
    """What a list of reports says of each. ``text_group`` is the id of the first of its copies; ``version_of`` the
    report that it corrects, ``replaced_by`` the one that corrects it."""

    id: str
    title: str | None
    publisher: str | None
    published_on: date | None
    url: str | None
    claims: int
    text_group: str | None = None
    version_of: str | None = None
    replaced_by: str | None = None
    key: int = field(default=0, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report with its bytes and all that the casebook knows of it. ``versions`` are the ids of all versions, the
    oldest first, its own among them; empty where there is but one."""

    line: ReportLine
    report: Report
    arrivals: tuple[Arrival, ...]
    versions: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The report's shape with what the casebook knows of it."""
        return self.report.to_dict() | {
            "text_group": self.line.text_group,
            "version_of": self.line.version_of,
            "replaced_by": self.line.replaced_by,
            "claims": self.line.claims,
            "arrivals": [arrival.to_dict() for arrival in self.arrivals],
        }


class ReportConditions(TypedDict, total=False):
    """What a report must meet. ``publisher`` is a part of a name, whatever its case; the days are those of publication,
    both included; ``query`` looks for words in title and text as ``match_of`` has it; ``is_current`` leaves out reports
    that were corrected later, or those that were not."""

    publisher: str | None
    since: date | None
    until: date | None
    query: str | None
    is_current: bool | None


def content_of(report: Report) -> str:
    """The id of a report's content, whatever id of its own it came with."""
    return content_id("report", report.text, report.title, report.publisher, report.url, report.published_on)


def text_id_of(text: str) -> str:
    """The id of a text."""
    return content_id("text", text)


def instant(at: datetime | None) -> str | None:
    """A moment as ISO 8601 in UTC, to the second."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z") if at else None
