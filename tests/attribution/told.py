"""An attribution in the words of its spans."""

from __future__ import annotations

from typing import NamedTuple

from standoff.records import Attribution


class Told(NamedTuple):
    """Source, cue and content; the pieces of a content joined by " ... ", no source as ""."""

    source: str
    cue: str
    content: str
    stance: str
    kind: str
    is_report: bool
    via: tuple[str, ...]
    name: str
    source_kind: str

    @classmethod
    def of(cls, attribution: Attribution) -> Told:
        source = attribution.source
        return cls(
            source.span.text if source else "",
            attribution.cue.text if attribution.cue else "",
            " ... ".join(piece.text for piece in attribution.content),
            attribution.stance,
            attribution.kind,
            attribution.is_report,
            tuple(link.source.span.text for link in attribution.via),
            source.name if source else "",
            source.kind if source else "",
        )
