"""When: an interval of days and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from standoff.records.span import Span

__all__ = ["DateMention", "When"]


class DateMention(Struct, frozen=True, gc=False):
    """A date expression in a report. Both days are ``None`` where it is too vague to bound ("recently").

    ``is_relative_to_event`` marks an expression that counts from an event told before it ("a few hours later").
    ``bare`` holds the days of the date alone where more is meant: those of 5 May in "since 5 May". ``is_of_dateline``
    marks one that says when the report was written: "SORN, 5 May -".
    """

    span: Span
    earliest: date | None
    latest: date | None
    basis: str
    is_relative_to_event: bool = False
    bare: tuple[date, date] | None = None
    is_of_dateline: bool = False

    def to_dict(self, report_id: str) -> dict[str, Any]:
        return {
            "record": "date",
            "report_id": report_id,
            **self.span.to_dict(),
            "earliest": self.earliest.isoformat() if self.earliest else None,
            "latest": self.latest.isoformat() if self.latest else None,
            "basis": self.basis,
            "is_relative_to_event": self.is_relative_to_event,
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> DateMention:
        return cls(
            Span.from_dict(record),
            date.fromisoformat(record["earliest"]) if record["earliest"] else None,
            date.fromisoformat(record["latest"]) if record["latest"] else None,
            record["basis"],
            record["is_relative_to_event"],
        )


class When(Struct, frozen=True, gc=False):
    """The days between which a happening took place, both included."""

    earliest: date
    latest: date
    span: Span | None
    basis: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "earliest": self.earliest.isoformat(),
            "latest": self.latest.isoformat(),
            "text": self.span.text if self.span else None,
            "start": self.span.start if self.span else None,
            "end": self.span.end if self.span else None,
            "basis": self.basis,
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> When:
        return cls(
            date.fromisoformat(record["earliest"]),
            date.fromisoformat(record["latest"]),
            Span.from_dict(record) if record["text"] is not None else None,
            record["basis"],
        )
