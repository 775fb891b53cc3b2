"""What one claim says happened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct

from standoff.records.actor import Participant
from standoff.records.span import Span
from standoff.records.toll import Toll

__all__ = ["NOT_AT_ONCE", "NOT_DONE", "TO_COME", "Acled", "Certainty", "Event", "Happening", "Polarity", "Reality"]

Polarity = Literal["positive", "negative"]
Certainty = Literal["certain", "probable", "possible"]
Reality = Literal["actual", "attempted", "habitual", "planned", "hypothetical"]

TO_COME: frozenset[Reality] = frozenset({"planned", "hypothetical"})
"""Of what has not happened yet, and may never."""
NOT_DONE: frozenset[Reality] = TO_COME | {"attempted"}
NOT_AT_ONCE: frozenset[Reality] = TO_COME | {"habitual"}
"""Of what has no day of its own."""


class Acled(Struct, frozen=True, gc=False):
    """An ACLED event type and sub-event type, by ACLED's own names."""

    event_type: str
    sub_event_type: str

    def to_dict(self) -> dict[str, Any]:
        return {"event_type": self.event_type, "sub_event_type": self.sub_event_type}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Acled:
        return cls(record["event_type"], record["sub_event_type"])


class Event(Struct, frozen=True, gc=False):
    """The type of a happening: a PLOVER type or ``OTHER``, its mode, the nearest ACLED pair, the word that tells."""

    type: str
    mode: str | None
    acled: Acled | None
    trigger: Span

    def to_dict(self) -> dict[str, Any]:
        return {
            "type": self.type,
            "mode": self.mode,
            "acled": self.acled.to_dict() if self.acled else None,
            "trigger": self.trigger.to_dict(),
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Event:
        return cls(
            record["type"],
            record["mode"],
            Acled.from_dict(record["acled"]) if record["acled"] else None,
            Span.from_dict(record["trigger"]),
        )


class Happening(Struct, frozen=True, gc=False):
    """One happening as a passage tells it, before it is laid to anybody.

    ``evidence`` is the shortest run of words that says what happened, ``sentence`` the sentence it stands in.
    ``is_faint`` says that only the model holds it for one, and is not sure of it or of its type: where and when others
    happened is not told by it. ``is_demand`` says that somebody is told what he should do: who says so asks for it.
    """

    event: Event
    evidence: Span
    sentence: Span
    participants: tuple[Participant, ...] = ()
    polarity: Polarity = "positive"
    certainty: Certainty = "certain"
    reality: Reality = "actual"
    tolls: tuple[Toll, ...] = ()
    equipment: tuple[Span, ...] = ()
    confidence: float = 0.5
    is_faint: bool = False
    is_demand: bool = False
