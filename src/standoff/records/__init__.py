"""The nouns of Standoff: immutable records, no input or output, no knowledge.

Their JSON shapes are those of ``docs/reference/records.md``.
"""

from standoff.records.actor import ARMED, OF_STATES, POWERS, Actor, Participant, Role
from standoff.records.attribution import (
    PRESS,
    THINGS,
    UNNAMED,
    Attribution,
    AttributionKind,
    Link,
    Source,
    SourceKind,
    Stance,
)
from standoff.records.claim import Claim
from standoff.records.copy import Copy
from standoff.records.document import Document
from standoff.records.event import NOT_AT_ONCE, NOT_DONE, TO_COME, Acled, Certainty, Event, Happening, Polarity, Reality
from standoff.records.identity import content_id
from standoff.records.incident import (
    Account,
    Basis,
    Claimant,
    Corroboration,
    Counted,
    Days,
    Dispute,
    DisputeValue,
    Incident,
    Status,
    TollRange,
    Where,
)
from standoff.records.judgement import Judgement, Subject
from standoff.records.marks import Happened, Happens, Marks, Said
from standoff.records.place import FINENESS, Place, PlaceBasis, PlaceMention, PlacePrecision, distance_km
from standoff.records.rejection import Rejection
from standoff.records.report import Block, BlockKind, Origin, Report
from standoff.records.span import Span
from standoff.records.toll import HURT, Toll, TollKind
from standoff.records.when import DateMention, When

__all__ = [
    "ARMED",
    "FINENESS",
    "HURT",
    "NOT_AT_ONCE",
    "NOT_DONE",
    "OF_STATES",
    "POWERS",
    "PRESS",
    "THINGS",
    "TO_COME",
    "UNNAMED",
    "Account",
    "Acled",
    "Actor",
    "Attribution",
    "AttributionKind",
    "Basis",
    "Block",
    "BlockKind",
    "Certainty",
    "Claim",
    "Claimant",
    "Copy",
    "Corroboration",
    "Counted",
    "DateMention",
    "Days",
    "Dispute",
    "DisputeValue",
    "Document",
    "Event",
    "Happened",
    "Happening",
    "Happens",
    "Incident",
    "Judgement",
    "Link",
    "Marks",
    "Origin",
    "Participant",
    "Place",
    "PlaceBasis",
    "PlaceMention",
    "PlacePrecision",
    "Polarity",
    "Reality",
    "Rejection",
    "Report",
    "Role",
    "Said",
    "Source",
    "SourceKind",
    "Span",
    "Stance",
    "Status",
    "Subject",
    "Toll",
    "TollKind",
    "TollRange",
    "When",
    "Where",
    "content_id",
    "distance_km",
]  # fmt: skip
