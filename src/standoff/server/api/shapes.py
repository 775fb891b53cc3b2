"""The shapes of ``records.md`` for the OpenAPI document. Nothing is built from them: records say their own shape."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

from standoff.records import Status
from standoff.records.attribution import AttributionKind, SourceKind, Stance
from standoff.records.event import Certainty, Polarity, Reality
from standoff.records.judgement import SubjectKind, Verdict
from standoff.records.place import PlaceBasis, PlacePrecision
from standoff.records.report import BlockKind
from standoff.records.toll import TollKind

__all__ = [
    "AddressGiven", "Attribution", "Claim", "Copy", "DateMention", "FeatureCollection", "Incident", "Job", "Judged",
    "Judgement", "JudgementGiven", "Listed", "Map", "PlaceMention", "Problem", "Question", "Rejection", "Report",
    "ReportLine", "Summary", "TextGiven",
]  # fmt: skip

Record = TypeVar("Record")


class Problem(BaseModel):
    type: str
    title: str
    status: int
    detail: str
    advice: str | None = Field(None, description="What to do next.")


class Listed(BaseModel, Generic[Record]):
    records: list[Record]
    next: str | None = Field(description="The cursor of the next page.")


class Span(BaseModel):
    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Evidence(BaseModel):
    quote: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Bounds(BaseModel):
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Source(Span):
    name: str
    kind: SourceKind
    party: str | None


class Link(BaseModel):
    source: Source
    cue: Span | None
    stance: Stance


class Acled(BaseModel):
    event_type: str
    sub_event_type: str


class Event(BaseModel):
    type: str
    mode: str | None
    acled: Acled | None
    trigger: Span


class Actor(BaseModel):
    id: str
    name: str
    country: str | None
    sector: str | None


class Participant(BaseModel):
    role: Literal["actor", "target", "other"]
    text: str | None
    start: int | None
    end: int | None
    name: str | None
    actor: Actor | None


class Where(BaseModel):
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    precision: PlacePrecision | None
    uncertainty_km: float | None
    gazetteer_id: str | None


class ClaimPlace(Where):
    text: str
    start: int
    end: int
    basis: PlaceBasis


class Days(BaseModel):
    earliest: date
    latest: date


class ClaimDays(Days):
    text: str | None
    start: int | None
    end: int | None
    basis: str


class Counted(BaseModel):
    what: TollKind
    low: int | None
    high: int | None


class ClaimToll(Counted):
    who: str | None
    text: str
    start: int
    end: int


class Claim(BaseModel):
    record: Literal["claim"]
    id: str
    report_id: str
    evidence: list[Evidence]
    sentence: Bounds
    attribution: list[Link] = Field(description="From the reader inwards: the last is the claimant.")
    stance: Stance = Field(description="The claimant's: of the last link, or the publisher's own where there is none.")
    polarity: Polarity
    certainty: Certainty
    reality: Reality
    responds_to: str | None
    event: Event
    participants: list[Participant]
    place: ClaimPlace | None
    when: ClaimDays | None
    tolls: list[ClaimToll]
    equipment: list[Span]
    confidence: float
    incident_id: str | None = Field(description="The incident that it is counted to.")


class Attribution(BaseModel):
    record: Literal["attribution"]
    report_id: str
    source: Source | None
    cue: Span | None
    content: list[Span]
    stance: Stance
    kind: AttributionKind


class PlaceMention(Span):
    record: Literal["place"]
    report_id: str
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    gazetteer_id: str | None
    precision: PlacePrecision | None


class DateMention(Span):
    record: Literal["date"]
    report_id: str
    earliest: date | None
    latest: date | None
    basis: str


class Rejection(BaseModel):
    record: Literal["rejection"]
    report_id: str | None
    subject: str | None
    stage: str
    reason: str
    start: int | None
    end: int | None
    quote: str | None


class Publisher(BaseModel):
    name: str


class Origin(BaseModel):
    name: str
    published_on: date | None
    basis: str | None


class Block(Bounds):
    kind: BlockKind


class Arrival(BaseModel):
    at: datetime
    how: str
    from_: str = Field(alias="from")
    sha256: str | None
    received_at: datetime | None
    standoff_version: str


class ReportLine(BaseModel):
    record: Literal["report"]
    id: str
    title: str | None
    publisher: Publisher | None
    published_on: date | None
    url: str | None
    claims: int
    text_group: str | None = Field(description="The first of its copies; reports of one group are copies of one text.")
    version_of: str | None
    replaced_by: str | None


class Report(ReportLine):
    byline: str | None
    origin: Origin | None
    language: str | None
    tags: dict[str, list[str]]
    media: list[str]
    text: str
    blocks: list[Block]
    sha256: str | None
    received_at: datetime | None
    path: str | None
    arrivals: list[Arrival]
    versions: list[str] = Field(description="All versions, the oldest first; empty where there is but one.")


class Copy(BaseModel):
    record: Literal["copy"]
    report_id: str
    of_id: str
    share: float = Field(ge=0, le=1)
    shared_runs: int
    words: Span
    of_words: Span
    first_by: str
    reason: str


class Claimant(BaseModel):
    name: str
    kind: SourceKind
    party: str | None
    side: str | None


class Account(BaseModel):
    claimant: Claimant
    position: Stance
    claims: list[str]
    actor: list[str]
    target: list[str]
    place: Where | None
    when: Days | None
    tolls: list[Counted]
    reported_by: list[str]
    reports: list[str]


class DisputeValue(BaseModel):
    value: str
    claimants: list[str]
    claims: list[str]


class Dispute(BaseModel):
    field: str
    values: list[DisputeValue]
    by: str | None
    silent: list[str]


class TollRange(Counted):
    by: str


class Low(BaseModel):
    low: int
    high: int


class Corroboration(BaseModel):
    reports: int
    texts: int
    outlets: int
    origins: Low
    sides: int
    by: dict[str, Any]


class Incident(BaseModel):
    record: Literal["incident"]
    id: str
    title: str
    type: str
    place: Where | None
    when: Days | None
    reports: list[str]
    claims: list[str]
    accounts: list[Account]
    disputes: list[Dispute]
    tolls: list[TollRange]
    corroboration: Corroboration
    status: Status
    reviewed: bool


class Point(BaseModel):
    type: Literal["Point"]
    coordinates: list[float] = Field(min_length=2, max_length=2, description="Longitude, latitude.")


class Feature(BaseModel):
    type: Literal["Feature"]
    id: str
    geometry: Point | None
    properties: dict[str, Any]


class FeatureCollection(BaseModel):
    type: Literal["FeatureCollection"]
    features: list[Feature]


class MapColumns(BaseModel):
    id: list[str]
    lat: list[float | None]
    lon: list[float | None]
    uncertainty_km: list[float | None]
    first_day: list[int | None] = Field(description="Days since 1970-01-01.")
    last_day: list[int | None]
    type: list[int] = Field(description="An index into `types`.")
    status: list[int] = Field(description="An index into `statuses`.")
    disputes: list[int] = Field(description="On how many fields accounts differ.")
    reviewed: list[int]
    reports: list[int]
    title: list[str] | None = Field(None, description="Only where `titles` is asked for.")


class Map(BaseModel):
    record: Literal["map"]
    count: int
    types: list[str]
    statuses: list[str]
    columns: MapColumns


class Summary(BaseModel):
    record: Literal["summary"]
    incidents: int
    claims: int
    reports: int
    texts: int = Field(description="Reports, copies of one text counted once.")
    claimants: int
    origins: int = Field(description="Independent beginnings, those of one name counted once.")
    waiting: int = Field(description="Reports that came, or were judged, since incidents were last formed.")


class Subject(BaseModel):
    kind: SubjectKind
    id: str
    report_id: str | None
    start: int | None
    end: int | None
    quote: str | None


class Judgement(BaseModel):
    record: Literal["judgement"]
    id: str
    verdict: Verdict
    subjects: list[Subject]
    by: str
    at: datetime
    why: str | None
    field: str | None
    value: Any
    is_by_person: bool


class Question(BaseModel):
    record: Literal["question"]
    weight: float
    what: str
    why: str
    how: str
    ids: list[str]


# What is brought


EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "OTHER",
]  # fmt: skip


class Given(BaseModel):
    model_config = ConfigDict(extra="forbid")


class PlaceGiven(Given):
    name: str = Field(min_length=1, max_length=200)
    lat: float | None = Field(None, ge=-90, le=90, allow_inf_nan=False)
    lon: float | None = Field(None, ge=-180, le=180, allow_inf_nan=False)
    country: str | None = Field(None, max_length=3)
    admin1: str | None = Field(None, max_length=200)
    precision: PlacePrecision | None = None
    uncertainty_km: float | None = Field(None, ge=0, le=20_000)
    gazetteer_id: str | None = Field(None, max_length=80)


class DaysGiven(Given):
    earliest: date
    latest: date

    @model_validator(mode="after")
    def _in_order(self) -> DaysGiven:
        if self.earliest > self.latest:
            raise ValueError("the earliest day is after the latest")
        return self


class ActorGiven(Given):
    id: str = Field(min_length=1, max_length=80)
    name: str = Field(min_length=1, max_length=200)
    country: str | None = Field(None, max_length=3)
    sector: str | None = Field(None, max_length=20)


class TypeGiven(Given):
    type: EventType
    acled: Acled | None = None


class TollGiven(Given):
    what: TollKind
    low: int | None = Field(None, ge=0, le=1_000_000_000)
    high: int | None = Field(None, ge=0, le=1_000_000_000)
    who: str | None = Field(None, max_length=200)

    @model_validator(mode="after")
    def _in_order(self) -> TollGiven:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("the low number is above the high")
        return self


class _JudgementGiven(Given):
    ids: list[Annotated[str, Field(min_length=1, max_length=200)]] = Field(
        min_length=1, max_length=100, description="Ids, or as much of their beginnings as tells them."
    )
    by: str | None = Field(
        None, min_length=1, max_length=200, description="Who decides. Left out: whoever runs the server."
    )
    why: str | None = Field(None, max_length=10_000)


class Decided(_JudgementGiven):
    """``same``, ``different`` and ``unsure`` are about two or more claims, incidents or reports; ``accept`` is about
    claims and incidents, ``reject`` about claims; ``revoke`` takes back judgements."""

    verdict: Literal["same", "different", "unsure", "accept", "reject", "revoke"]


class PlaceEdited(_JudgementGiven):
    verdict: Literal["edit"]
    field: Literal["place"]
    value: PlaceGiven | None


class DaysEdited(_JudgementGiven):
    verdict: Literal["edit"]
    field: Literal["when"]
    value: DaysGiven | None


class PartyEdited(_JudgementGiven):
    verdict: Literal["edit"]
    field: Literal["actor", "target"]
    value: ActorGiven | None


class TypeEdited(_JudgementGiven):
    verdict: Literal["edit"]
    field: Literal["type"]
    value: TypeGiven


class TollsEdited(_JudgementGiven):
    verdict: Literal["edit"]
    field: Literal["tolls"]
    value: list[TollGiven] = Field(max_length=50)


class ClaimantGiven(Given):
    name: str = Field(min_length=1, max_length=200)
    kind: SourceKind | None = Field(None, description="Left out: as the registry has it.")
    party: str | None = Field(None, max_length=80, description="Left out: as the registry has it.")


class ClaimGiven(Given):
    """A claim of words of a report. Its words: `start` and `end`, or `quote` where they stand in the report once."""

    start: int | None = Field(None, ge=0)
    end: int | None = Field(None, ge=0)
    quote: str | None = Field(None, min_length=1, max_length=2_000)
    type: TypeGiven
    claimant: ClaimantGiven | None = Field(None, description="Left out: the publisher says it in its own voice.")
    stance: Stance = "asserts"
    polarity: Polarity = "positive"
    certainty: Certainty = "certain"
    reality: Reality = "actual"
    responds_to: str | None = Field(None, max_length=80, description="The claim of the report that it answers.")
    place: PlaceGiven | None = None
    when: DaysGiven | None = None
    actor: ActorGiven | None = None
    target: ActorGiven | None = None
    tolls: list[TollGiven] = Field(default_factory=list, max_length=50)


class ClaimAdded(_JudgementGiven):
    """A claim that the machine missed, made by hand: `ids` names the report. The judgement's subject is the claim."""

    verdict: Literal["add"]
    value: ClaimGiven


def _which(given: Any) -> str | None:
    verdict, name = (
        (given.get("verdict"), given.get("field"))
        if isinstance(given, dict)
        else (getattr(given, "verdict", None), getattr(given, "field", None))
    )
    if verdict == "add":
        return "added"
    return "decided" if verdict != "edit" else str(name) if isinstance(name, str) else None


JudgementGiven = Annotated[
    Annotated[Decided, Tag("decided")]
    | Annotated[ClaimAdded, Tag("added")]
    | Annotated[PlaceEdited, Tag("place")]
    | Annotated[DaysEdited, Tag("when")]
    | Annotated[PartyEdited, Tag("actor")]
    | Annotated[PartyEdited, Tag("target")]
    | Annotated[TypeEdited, Tag("type")]
    | Annotated[TollsEdited, Tag("tolls")],
    Discriminator(
        _which,
        custom_error_type="no_such_field",
        custom_error_message="an edit names a field: place, when, actor, target, type or tolls",
    ),
]


class TextGiven(Given):
    """A report as it was pasted."""

    text: str = Field(min_length=1)
    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    url: str | None = None
    published_on: date | None = None
    language: str | None = Field(None, max_length=20)


class AddressGiven(Given):
    address: str = Field(
        min_length=1, max_length=2_000, description="Of a page, a PDF, a feed: http:// or https://, no private host."
    )


class Job(BaseModel):
    record: Literal["job"]
    id: str
    what: Literal["add", "link"]
    state: Literal["waiting", "running", "done", "failed"]
    made_at: datetime
    ended_at: datetime | None
    doing: str | None
    done: int
    total: int | None
    outcomes: dict[str, int] = Field(description="How many were added, known, version (of another) or rejected.")
    results: list[dict[str, Any]] = Field(description="What came of each report; the first thousand.")
    incidents_formed: int | None
    problem: Problem | None


class Judged(BaseModel):
    record: Literal["judged"]
    judgement: Judgement
    job: Job | None = Field(description="Forms anew what follows; null where no incidents were formed yet.")
