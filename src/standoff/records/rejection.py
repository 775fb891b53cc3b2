"""What was set aside, at which stage, and why. Nothing vanishes silently."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from standoff.records.span import Span

__all__ = ["Rejection"]


class Rejection(Struct, frozen=True, gc=False):
    """Something set aside. ``report_id`` is ``None`` when no report could be made of the input;
    ``subject`` then names it (a path, a line of a file). ``span`` is the passage set aside, if it is one."""

    stage: str
    reason: str
    report_id: str | None = None
    subject: str | None = None
    span: Span | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "record": "rejection",
            "report_id": self.report_id,
            "subject": self.subject,
            "stage": self.stage,
            "reason": self.reason,
            "start": self.span.start if self.span else None,
            "end": self.span.end if self.span else None,
            "quote": self.span.text if self.span else None,
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Rejection:
        span = Span.from_evidence(record) if record["quote"] is not None else None
        return cls(record["stage"], record["reason"], record["report_id"], record["subject"], span)
