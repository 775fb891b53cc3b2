"""The one happening that several claims are judged to be, and what each claimant says of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from standoff.records.attribution import SourceKind, Stance
from standoff.records.place import Place, PlacePrecision
from standoff.records.toll import TollKind

__all__ = [
    "Account", "Basis", "Claimant", "Corroboration", "Counted", "Days", "Dispute", "DisputeValue", "Incident",
    "Status", "TollRange", "Where",
]  # fmt: skip

Status = Literal["single-source", "corroborated", "disputed", "denied"]


class Where(Struct, frozen=True, gc=False):
    """A place apart from the words that name it. ``lat`` and ``lon`` (degrees, WGS 84) are ``None`` when it could not
    be placed; it lies within ``uncertainty_km`` of them."""

    name: str
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: str | None = None
    precision: PlacePrecision | None = None
    uncertainty_km: float | None = None
    gazetteer_id: str | None = None

    @classmethod
    def of(cls, place: Place) -> Where:
        """Where a claim's place lies."""
        said = place.mention
        return cls(
            said.name, said.lat, said.lon, said.country, said.admin1, said.precision, said.uncertainty_km,
            said.gazetteer_id,
        )  # fmt: skip

    def to_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "lat": self.lat,
            "lon": self.lon,
            "country": self.country,
            "admin1": self.admin1,
            "precision": self.precision,
            "uncertainty_km": self.uncertainty_km,
            "gazetteer_id": self.gazetteer_id,
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Where:
        return cls(**record)


class Days(Struct, frozen=True, gc=False):
    """The days between which something took place, both included."""

    earliest: date
    latest: date

    def to_dict(self) -> dict[str, Any]:
        return {"earliest": self.earliest.isoformat(), "latest": self.latest.isoformat()}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Days:
        return cls(date.fromisoformat(record["earliest"]), date.fromisoformat(record["latest"]))


class Claimant(Struct, frozen=True, gc=False):
    """Who gives an account. ``side`` is the party it speaks for or is aligned with, where known."""

    name: str
    kind: SourceKind
    party: str | None = None
    side: str | None = None

    def named(self, name: str) -> Claimant:
        """The same under another name."""
        return replace(self, name=name)

    def to_dict(self) -> dict[str, Any]:
        return {"name": self.name, "kind": self.kind, "party": self.party, "side": self.side}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Claimant:
        return cls(record["name"], record["kind"], record["party"], record["side"])


class Counted(Struct, frozen=True, gc=False):
    """People harmed as one account has it; a bound that is not given is ``None``."""

    what: TollKind
    low: int | None
    high: int | None

    def to_dict(self) -> dict[str, Any]:
        return {"what": self.what, "low": self.low, "high": self.high}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Counted:
        return cls(record["what"], record["low"], record["high"])


class TollRange(Struct, frozen=True, gc=False):
    """The range of a toll over all accounts; ``by`` says how it was reckoned."""

    what: TollKind
    low: int | None
    high: int | None
    by: str

    def to_dict(self) -> dict[str, Any]:
        return {"what": self.what, "low": self.low, "high": self.high, "by": self.by}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> TollRange:
        return cls(record["what"], record["low"], record["high"], record["by"])


class Account(Struct, frozen=True, gc=False):
    """What one claimant says of one incident. ``claims`` and ``reports`` are ids, retellings among them;
    ``reported_by`` are the outlets that carry it."""

    claimant: Claimant
    position: Stance
    claims: tuple[str, ...]
    actor: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    place: Where | None = None
    when: Days | None = None
    tolls: tuple[Counted, ...] = ()
    reported_by: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "claimant": self.claimant.to_dict(),
            "position": self.position,
            "claims": list(self.claims),
            "actor": list(self.actor),
            "target": list(self.target),
            "place": self.place.to_dict() if self.place else None,
            "when": self.when.to_dict() if self.when else None,
            "tolls": [toll.to_dict() for toll in self.tolls],
            "reported_by": list(self.reported_by),
            "reports": list(self.reports),
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Account:
        return cls(
            claimant=Claimant.from_dict(record["claimant"]),
            position=record["position"],
            claims=tuple(record["claims"]),
            actor=tuple(record["actor"]),
            target=tuple(record["target"]),
            place=Where.from_dict(record["place"]) if record["place"] else None,
            when=Days.from_dict(record["when"]) if record["when"] else None,
            tolls=tuple(map(Counted.from_dict, record["tolls"])),
            reported_by=tuple(record["reported_by"]),
            reports=tuple(record["reports"]),
        )


class DisputeValue(Struct, frozen=True, gc=False):
    """One of the values that stand against each other, and who holds it."""

    value: str
    claimants: tuple[str, ...]
    claims: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"value": self.value, "claimants": list(self.claimants), "claims": list(self.claims)}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> DisputeValue:
        return cls(record["value"], tuple(record["claimants"]), tuple(record["claims"]))


class Dispute(Struct, frozen=True, gc=False):
    """A field of an incident on which accounts differ, or a denial: ``tolls.killed``, ``actor``, ``target``, ``place``,
    ``when``, ``type``, ``whether`` or ``reality``. ``by`` says what was held to be a difference; the ``silent`` are
    claimants who say nothing of the field, which is not to agree."""

    field: str
    values: tuple[DisputeValue, ...]
    by: str | None = None
    silent: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "field": self.field,
            "values": [value.to_dict() for value in self.values],
            "by": self.by,
            "silent": list(self.silent),
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Dispute:
        return cls(
            record["field"],
            tuple(map(DisputeValue.from_dict, record["values"])),
            record["by"],
            tuple(record["silent"]),
        )


class Basis(Struct, frozen=True, gc=False):
    """One thing that was counted (a text, an outlet, an origin, a side) and the ids of the reports that show it."""

    name: str
    reports: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"name": self.name, "reports": list(self.reports)}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Basis:
        return cls(record["name"], tuple(record["reports"]))


class Corroboration(Struct, frozen=True, gc=False):
    """How many say it, from the many to the few. Of ``origins`` there are at least ``origins_low``, where unnamed
    speakers may be one and the same, and at most as many as are listed."""

    reports: tuple[str, ...]
    texts: tuple[Basis, ...]
    outlets: tuple[Basis, ...]
    origins: tuple[Basis, ...]
    origins_low: int
    sides: tuple[Basis, ...]

    def to_dict(self) -> dict[str, Any]:
        """The counts, and under ``by`` what was counted."""
        counted = {"texts": self.texts, "outlets": self.outlets, "origins": self.origins, "sides": self.sides}
        return {
            "reports": len(self.reports),
            "texts": len(self.texts),
            "outlets": len(self.outlets),
            "origins": {"low": self.origins_low, "high": len(self.origins)},
            "sides": len(self.sides),
            "by": {
                "reports": list(self.reports),
                **{kind: [each.to_dict() for each in found] for kind, found in counted.items()},
            },
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Corroboration:
        by = record["by"]
        texts, outlets, origins, sides = (
            tuple(map(Basis.from_dict, by[kind])) for kind in ("texts", "outlets", "origins", "sides")
        )
        return cls(tuple(by["reports"]), texts, outlets, origins, record["origins"]["low"], sides)


class Incident(Struct, frozen=True, gc=False):
    """The one happening that several claims, of one or several reports, are judged to be; ``reports`` and ``claims``
    are ids. ``is_reviewed`` is true once a person has judged it."""

    id: str
    title: str
    type: str
    place: Where | None
    when: Days | None
    reports: tuple[str, ...]
    claims: tuple[str, ...]
    accounts: tuple[Account, ...]
    corroboration: Corroboration
    status: Status
    disputes: tuple[Dispute, ...] = ()
    tolls: tuple[TollRange, ...] = ()
    is_reviewed: bool = False

    def to_dict(self) -> dict[str, Any]:
        return {
            "record": "incident",
            "id": self.id,
            "title": self.title,
            "type": self.type,
            "place": self.place.to_dict() if self.place else None,
            "when": self.when.to_dict() if self.when else None,
            "reports": list(self.reports),
            "claims": list(self.claims),
            "accounts": [account.to_dict() for account in self.accounts],
            "disputes": [dispute.to_dict() for dispute in self.disputes],
            "tolls": [toll.to_dict() for toll in self.tolls],
            "corroboration": self.corroboration.to_dict(),
            "status": self.status,
            "reviewed": self.is_reviewed,
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Incident:
        return cls(
            id=record["id"],
            title=record["title"],
            type=record["type"],
            place=Where.from_dict(record["place"]) if record["place"] else None,
            when=Days.from_dict(record["when"]) if record["when"] else None,
            reports=tuple(record["reports"]),
            claims=tuple(record["claims"]),
            accounts=tuple(map(Account.from_dict, record["accounts"])),
            corroboration=Corroboration.from_dict(record["corroboration"]),
            status=record["status"],
            disputes=tuple(map(Dispute.from_dict, record["disputes"])),
            tolls=tuple(map(TollRange.from_dict, record["tolls"])),
            is_reviewed=record["reviewed"],
        )
