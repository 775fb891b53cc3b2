"""When: an interval of days and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from standoff.records.span import Span

__all__ = ["DateMention", "When"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression in a report. Both days are ``None`` where it is too vague to bound ("recently").

    ``is_relative_to_event`` marks an expression that counts from an event told before it ("a few hours later").
    """

    span: Span
    earliest: date | None
    latest: date | None
    basis: str
    is_relative_to_event: bool = False

    def to_dict(self, report_id: str) -> dict[str, Any]:
        return {
            "record": "date",
            "report_id": report_id,
            **self.span.to_dict(),
            "earliest": self.earliest.isoformat() if self.earliest else None,
            "latest": self.latest.isoformat() if self.latest else None,
            "basis": self.basis,
        }


@dataclass(frozen=True, slots=True)
class When:
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
