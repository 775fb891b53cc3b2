"""Parties to a conflict, as the registry knows them, and as a report names them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct

from standoff.records.span import Span

__all__ = ["ARMED", "OF_STATES", "POWERS", "Actor", "Participant", "PartyBasis", "Role", "Sector"]

Role = Literal["actor", "target", "other"]
PartyBasis = Literal["stated", "carried over"]
Sector = Literal["GOV", "MIL", "COP", "JUD", "LEG", "REB", "MIL-ALLIANCE", "IGO", "NGO", "MED", "CVL", "UNK"]

ARMED: frozenset[Sector] = frozenset({"MIL", "COP", "REB"})
POWERS: frozenset[Sector] = frozenset({"MIL", "COP", "GOV"})
"""By which a state acts on others."""
OF_STATES: frozenset[Sector] = POWERS | {"LEG", "JUD"}


class Actor(Struct, frozen=True, gc=False):
    """An entry of the actor registry: ``country`` is ISO 3166-1 alpha-3 or ``None`` for a body of no one state."""

    id: str
    name: str
    country: str | None = None
    sector: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {"id": self.id, "name": self.name, "country": self.country, "sector": self.sector}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Actor:
        return cls(record["id"], record["name"], record["country"], record["sector"])


class Participant(Struct, frozen=True, gc=False):
    """Somebody in a happening. ``span`` is ``None`` only when the party is understood from elsewhere and
    ``name`` then says who. ``name`` resolves pronouns and ellipsis ("a US one" -> "US vehicle"). ``basis`` is
    "carried over" for a party that another sentence about the same happening names; the span is then there.
    """

    role: Role
    span: Span | None
    name: str | None = None
    actor: Actor | None = None
    basis: PartyBasis = "stated"

    def to_dict(self) -> dict[str, Any]:
        span = self.span
        return {
            "role": self.role,
            "text": span.text if span else None,
            "start": span.start if span else None,
            "end": span.end if span else None,
            "name": self.name,
            "actor": self.actor.to_dict() if self.actor else None,
            "basis": self.basis,
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Participant:
        return cls(
            record["role"],
            Span.from_dict(record) if record["text"] is not None else None,
            record["name"],
            Actor.from_dict(record["actor"]) if record["actor"] else None,
            record["basis"],
        )
