"""Counts of people harmed: a low and a high, or not said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct

from standoff.records.span import Span

__all__ = ["HURT", "Toll", "TollKind"]

TollKind = Literal["killed", "injured", "missing", "detained", "displaced", "other"]
HURT: frozenset[TollKind] = frozenset({"killed", "injured"})


class Toll(Struct, frozen=True, gc=False):
    """People harmed. ``low`` and ``high`` are both ``None`` when no number is given; ``high`` alone is
    ``None`` for "at least 16", ``low`` alone for "up to 20". ``trigger`` is the word of harm
    ("killed", "wounded", "missing"), by which a toll is tied to a happening."""

    what: TollKind
    low: int | None
    high: int | None
    who: str | None
    span: Span
    trigger: Span

    def to_dict(self) -> dict[str, Any]:
        return {
            "what": self.what,
            "low": self.low,
            "high": self.high,
            "who": self.who,
            **self.span.to_dict(),
            "trigger": self.trigger.to_dict(),
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Toll:
        return cls(
            record["what"],
            record["low"],
            record["high"],
            record["who"],
            Span.from_dict(record),
            Span.from_dict(record["trigger"]),
        )
