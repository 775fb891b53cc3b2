"""One happening as one claimant puts it forward."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from standoff.records.actor import Participant
from standoff.records.attribution import Link, Stance
from standoff.records.event import Certainty, Event, Polarity, Reality
from standoff.records.place import Place
from standoff.records.span import Span
from standoff.records.toll import Toll
from standoff.records.when import When

__all__ = ["Claim"]


class Claim(Struct, frozen=True, gc=False):
    """One happening as one claimant puts it forward.

    ``attribution`` runs from the reader inwards: first whoever the publisher heard it from, last the claimant;
    empty when the publisher says it in its own voice, and then ``publisher_stance`` is its stance. ``evidence[0]``
    is the shortest run of words that says what happened. ``responds_to`` is the id of the claim that this one denies,
    confirms or answers. ``scene`` numbers the stretch of one place and day that the report tells it in, from 0 for
    what the report is about.
    """

    id: str
    report_id: str
    evidence: tuple[Span, ...]
    sentence: Span
    attribution: tuple[Link, ...]
    event: Event
    participants: tuple[Participant, ...] = ()
    polarity: Polarity = "positive"
    certainty: Certainty = "certain"
    reality: Reality = "actual"
    place: Place | None = None
    when: When | None = None
    tolls: tuple[Toll, ...] = ()
    equipment: tuple[Span, ...] = ()
    responds_to: str | None = None
    confidence: float = 0.5
    scene: int = 0
    publisher_stance: Stance = "asserts"

    @property
    def stance(self) -> Stance:
        """The claimant's own stance to the content: that of the last link, or the publisher's."""
        return self.attribution[-1].stance if self.attribution else self.publisher_stance

    def to_dict(self) -> dict[str, Any]:
        return {
            "record": "claim",
            "id": self.id,
            "report_id": self.report_id,
            "evidence": [span.to_evidence() for span in self.evidence],
            "sentence": {"start": self.sentence.start, "end": self.sentence.end},
            "attribution": [link.to_dict() for link in self.attribution],
            "stance": self.stance,
            "polarity": self.polarity,
            "certainty": self.certainty,
            "reality": self.reality,
            "responds_to": self.responds_to,
            "event": self.event.to_dict(),
            "participants": [p.to_dict() for p in self.participants],
            "place": self.place.to_dict() if self.place else None,
            "when": self.when.to_dict() if self.when else None,
            "tolls": [toll.to_dict() for toll in self.tolls],
            "equipment": [span.to_dict() for span in self.equipment],
            "confidence": round(self.confidence, 3),
            "scene": self.scene,
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any], text: str) -> Claim:
        """The claim of its JSON shape. ``text`` is its report's: the shape gives only the bounds of the sentence."""
        sentence = record["sentence"]
        return cls(
            id=record["id"],
            report_id=record["report_id"],
            evidence=tuple(map(Span.from_evidence, record["evidence"])),
            sentence=Span.of(text, sentence["start"], sentence["end"]),
            attribution=tuple(map(Link.from_dict, record["attribution"])),
            event=Event.from_dict(record["event"]),
            participants=tuple(map(Participant.from_dict, record["participants"])),
            polarity=record["polarity"],
            certainty=record["certainty"],
            reality=record["reality"],
            place=Place.from_dict(record["place"]) if record["place"] else None,
            when=When.from_dict(record["when"]) if record["when"] else None,
            tolls=tuple(map(Toll.from_dict, record["tolls"])),
            equipment=tuple(map(Span.from_dict, record["equipment"])),
            responds_to=record["responds_to"],
            confidence=record["confidence"],
            scene=record.get("scene", 0),
            publisher_stance="asserts" if record["attribution"] else record.get("stance", "asserts"),
        )
