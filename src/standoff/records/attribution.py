"""Who says so, by which words, how firmly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct

from standoff.records.span import Span

__all__ = ["PRESS", "THINGS", "UNNAMED", "Attribution", "AttributionKind", "Link", "Source", "SourceKind", "Stance"]

Stance = Literal["asserts", "denies", "questions"]
AttributionKind = Literal["direct", "indirect", "mixed"]
SourceKind = Literal[
    "person", "body", "state", "outlet", "agency", "monitor",
    "unnamed_official", "unnamed", "video", "document", "publisher",
]  # fmt: skip

PRESS: frozenset[SourceKind] = frozenset({"outlet", "agency"})
UNNAMED: frozenset[SourceKind] = frozenset({"unnamed", "unnamed_official", "video"})
"""Sources that may or may not be the same in two reports."""
THINGS: frozenset[SourceKind] = frozenset({"document", "video"})
"""Sources that are nobody: what somebody wrote, or filmed."""


class Source(Struct, frozen=True, gc=False):
    """Whoever a claim can be laid to.

    ``name`` is the resolved name ("US officials" for "their"), ``span`` the words in the report, ``party``
    the ISO 3166-1 alpha-3 code or registry id of the party it speaks for, where known.
    """

    name: str
    span: Span
    kind: SourceKind
    party: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "text": self.span.text,
            "start": self.span.start,
            "end": self.span.end,
            "kind": self.kind,
            "party": self.party,
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Source:
        return cls(record["name"], Span.from_dict(record), record["kind"], record["party"])


class Link(Struct, frozen=True, gc=False):
    """One step of a claim's attribution chain."""

    source: Source
    cue: Span | None
    stance: Stance = "asserts"

    def to_dict(self) -> dict[str, Any]:
        return {
            "source": self.source.to_dict(),
            "cue": self.cue.to_dict() if self.cue else None,
            "stance": self.stance,
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Link:
        return cls(
            Source.from_dict(record["source"]),
            Span.from_dict(record["cue"]) if record["cue"] else None,
            record["stance"],
        )


class Attribution(Struct, frozen=True, gc=False):
    """Source, cue and content as they stand in the text.

    ``content`` may be in several pieces, in text order. ``via`` holds whoever passed the words on, outermost
    first ("media" in "US officials quoted by media said"). ``source`` is ``None`` where the text names
    nobody ("it is reported that"); the cue then stands for the source. ``is_report`` is false where the source
    does not put the content forward as a fact: it wishes, plans, praises or asks for it.
    """

    source: Source | None
    cue: Span | None
    content: tuple[Span, ...]
    stance: Stance = "asserts"
    kind: AttributionKind = "indirect"
    via: tuple[Link, ...] = ()
    is_report: bool = True

    def covers(self, span: Span) -> bool:
        """Whether a piece of the content holds the span."""
        return any(piece.covers(span) for piece in self.content)

    def to_dict(self, report_id: str) -> dict[str, Any]:
        return {
            "record": "attribution",
            "report_id": report_id,
            "source": self.source.to_dict() if self.source else None,
            "cue": self.cue.to_dict() if self.cue else None,
            "content": [piece.to_dict() for piece in self.content],
            "stance": self.stance,
            "kind": self.kind,
            "via": [link.to_dict() for link in self.via],
            "is_report": self.is_report,
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Attribution:
        return cls(
            Source.from_dict(record["source"]) if record["source"] else None,
            Span.from_dict(record["cue"]) if record["cue"] else None,
            tuple(map(Span.from_dict, record["content"])),
            record["stance"],
            record["kind"],
            tuple(map(Link.from_dict, record["via"])),
            record["is_report"],
        )
