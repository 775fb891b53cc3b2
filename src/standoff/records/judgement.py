"""What somebody decided on a record: by whom, when, why; never altered, only answered by a later one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal

from msgspec import Struct
from msgspec.structs import replace

from standoff.records.claim import Claim
from standoff.records.identity import content_id
from standoff.records.span import Span

__all__ = ["Judgement", "Subject", "SubjectKind", "Verdict"]

Verdict = Literal["same", "different", "unsure", "accept", "reject", "edit", "add", "revoke"]
SubjectKind = Literal["claim", "report", "incident", "judgement"]

_PAIRED = ("same", "different", "unsure")


class Subject(Struct, frozen=True, gc=False):
    """What is judged. ``report_id`` and ``span`` say where a claim stands, so that it is found again when a newer
    version of Standoff has read its report anew and given the claim another id."""

    kind: SubjectKind
    id: str
    report_id: str | None = None
    span: Span | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "id": self.id,
            "report_id": self.report_id,
            "start": self.span.start if self.span else None,
            "end": self.span.end if self.span else None,
            "quote": self.span.text if self.span else None,
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Subject:
        span = Span.from_evidence(record) if record["quote"] is not None else None
        return cls(record["kind"], record["id"], record["report_id"], span)


class Judgement(Struct, frozen=True, gc=False):
    """One decision.

    ``same``, ``different`` and ``unsure`` are about two or more subjects of one kind: claims or incidents that tell
    of one happening, reports that are copies of one text; claims and incidents are ``different`` where the first is so
    from each of the others. ``accept``, ``reject`` and ``edit`` are about one or more;
    an edit sets ``field`` ("place", "actor") to ``value``, in the JSON shape of that field. ``add`` makes a claim by
    hand: its subject is the claim, with the words that it rests on, and ``value`` all of it. ``revoke`` takes back the
    judgement that is its subject. ``by`` names a person, or Standoff's version where ``is_by_person`` is false; a
    person's outranks the machine's. ``at`` is in UTC.
    """

    id: str
    verdict: Verdict
    subjects: tuple[Subject, ...]
    by: str
    at: datetime
    why: str | None = None
    field: str | None = None
    value: Any = None
    is_by_person: bool = True

    def __post_init__(self) -> None:
        if not self.by.strip():
            raise ValueError("a judgement must say by whom it is")
        if self.at.tzinfo is None:
            raise ValueError("a judgement's time must say its zone")
        if len(self.subjects) < (2 if self.verdict in _PAIRED else 1):
            raise ValueError(f"too few subjects for {self.verdict!r}: {len(self.subjects)}")
        if (self.field is not None) != (self.verdict == "edit"):
            raise ValueError("an edit names a field, and no other judgement does")

    @classmethod
    def of(
        cls,
        verdict: Verdict,
        subjects: tuple[Subject, ...],
        *,
        by: str,
        at: datetime,
        why: str | None = None,
        field: str | None = None,
        value: Any = None,
        is_by_person: bool = True,
    ) -> Judgement:
        """A judgement with the id of its content; ``at`` is brought to UTC and whole seconds."""
        at = at.astimezone(UTC).replace(microsecond=0)
        named = tuple(f"{subject.kind} {subject.id}" for subject in subjects)
        id_ = content_id("judgement", verdict, named, by, at.isoformat(), why, field, value)
        return cls(id_, verdict, subjects, by, at, why, field, value, is_by_person)

    @property
    def added(self) -> Claim:
        """The claim that an ``add`` makes. Raises ``ValueError`` or ``KeyError`` where it makes none."""
        if self.verdict != "add":
            raise ValueError(f"a judgement to {self.verdict} adds no claim")
        return replace(Claim.from_dict(self.value, ""), sentence=Span.from_dict(self.value["sentence"]))

    def to_dict(self) -> dict[str, Any]:
        return {
            "record": "judgement",
            "id": self.id,
            "verdict": self.verdict,
            "subjects": [subject.to_dict() for subject in self.subjects],
            "by": self.by,
            "at": self.at.isoformat().replace("+00:00", "Z"),
            "why": self.why,
            "field": self.field,
            "value": self.value,
            "is_by_person": self.is_by_person,
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Judgement:
        return cls(
            id=record["id"],
            verdict=record["verdict"],
            subjects=tuple(map(Subject.from_dict, record["subjects"])),
            by=record["by"],
            at=datetime.fromisoformat(record["at"]),
            why=record["why"],
            field=record["field"],
            value=record["value"],
            is_by_person=record["is_by_person"],
        )
