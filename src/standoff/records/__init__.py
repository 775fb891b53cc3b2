"""The nouns of Standoff: immutable records, no input or output, no knowledge.

Their JSON shapes are those of ``docs/reference/records.md``.
"""

from standoff.records.actor import Actor, Participant, Role
from standoff.records.attribution import Attribution, AttributionKind, Link, Source, SourceKind, Stance
from standoff.records.claim import Claim
from standoff.records.document import Document
from standoff.records.event import Acled, Certainty, Event, Happening, Polarity, Reality
from standoff.records.identity import content_id
from standoff.records.place import Place, PlaceBasis, PlaceMention, PlacePrecision
from standoff.records.rejection import Rejection
from standoff.records.report import Block, BlockKind, Origin, Report
from standoff.records.span import Span
from standoff.records.toll import Toll, TollKind
from standoff.records.when import DateMention, When

__all__ = [
    "Acled", "Actor", "Attribution", "AttributionKind", "Block", "BlockKind", "Certainty", "Claim",
    "DateMention", "Document", "Event", "Happening", "Link", "Origin", "Participant", "Place", "PlaceBasis",
    "PlaceMention", "PlacePrecision", "Polarity", "Reality", "Rejection", "Report", "Role", "Source",
    "SourceKind", "Span", "Stance", "Toll", "TollKind", "When", "content_id",
]  # fmt: skip
