"""The review: what most needs a person, one proposal at a time, with its evidence."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from standoff.actors import ActorRegistry
from standoff.casebook import Casebook
from standoff.errors import CasebookError
from standoff.gazetteer import Gazetteer
from standoff.records import Claim, Copy, Incident, content_id
from standoff.records.judgement import Verdict
from standoff.server.pages.dossier import reports_of
from standoff.server.pages.history import decided_on
from standoff.server.pages.rows import Passage, passages_of, rows_of
from standoff.server.templates import page
from standoff.server.wording import country
from standoff.store import ReportLine
from standoff.wording import FIELDS, field_words

if TYPE_CHECKING:
    from standoff.incidents import Comparison, Reason
    from standoff.pipeline.review import Question

__all__ = ["routes"]

routes = APIRouter()

Sort = Literal["accounts", "incidents", "claims", "copies", "place"]
_MOST = 100
_FEW_PASSAGES = 8
_LATELY = 6
_LEAST_POINTS = 0.05


@dataclass(frozen=True, slots=True)
class Choice:
    """A way to decide: a key, what it says, and the judgement that comes of it; none to leave the question open."""

    key: str
    says: str
    verdict: Verdict | None
    ids: tuple[str, ...] = ()
    does: str | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things that a question is about, with the words that tell of it."""

    incident: Incident | None = None
    report: ReportLine | None = None
    passages: tuple[Passage, ...] = ()
    more: int = 0


@dataclass(slots=True)
class Proposal:
    """A question with all that a person needs to decide it."""

    sort: Sort
    sides: list[Side]
    choices: list[Choice]
    reports: dict[str, ReportLine] = field(default_factory=dict)
    comparison: Comparison | None = None
    copy: Copy | None = None

    @property
    def reasons(self) -> tuple[list[Reason], list[Reason]]:
        """What speaks for one happening, and what against, the weightiest first."""
        found = self.comparison.reasons if self.comparison else ()
        told = sorted((each for each in found if abs(each.points) >= _LEAST_POINTS), key=lambda each: -abs(each.points))
        return [each for each in told if each.points > 0], [each for each in told if each.points < 0]


@routes.get("/review")
def show_review(
    request: Request, ask: Annotated[str | None, Query(max_length=40, description="Which question.")] = None
) -> Response:
    """One question: the one asked for, else the first."""
    book: Casebook = request.app.state.books.reading()
    judgements = list(book.judgements())
    told = [made for made in judgements if made.is_by_person and made.verdict != "unsure"]
    judged = {subject.id for made in told for subject in made.subjects}
    together = [{subject.id for subject in made.subjects} for made in told]
    asked = [each for each in book.review(limit=_MOST) if not _is_decided(book, each, judged, together)]
    keys = [_key(each) for each in asked]
    at = keys.index(ask) if ask in keys else 0
    proposal = _proposal(book, asked[at]) if asked else None
    reports = proposal.reports if proposal else {}
    incident = proposal.sides[0].incident if proposal and proposal.sort in ("accounts", "place") else None
    rows, around = rows_of(incident, book.claims_of(incident)) if incident is not None else ([], [])
    return page(
        request,
        "review.html",
        question=asked[at] if asked else None,
        why=_why(asked[at], incident) if asked else "",
        proposal=proposal,
        rows=rows,
        around=around,
        reports=reports,
        numbers={each: number for number, each in enumerate(reports, start=1)},
        fields=FIELDS,
        known_on=None,
        question_key=keys[at] if asked else None,
        at=at + 1,
        of=len(asked),
        is_more=len(asked) >= _MOST,
        previous=keys[at - 1] if at > 0 else None,
        next=keys[at + 1] if at + 1 < len(keys) else None,
        made=sum(each.is_by_person for each in judgements),
        lately=[decided_on(book, each) for each in judgements[-_LATELY:][::-1] if each.is_by_person],
        waiting=book.waiting(),
        is_linked=bool(book.count_incidents(at_most=1)),
    )


def _key(question: Question) -> str:
    return content_id("question", *sorted(question.ids))[:12]


def _why(question: Question, incident: Incident | None) -> str:
    """Why it is asked, with the fields of records in words."""
    fields = [dispute.field for dispute in incident.disputes] if incident is not None else []
    return question.why.replace(", ".join(fields), ", ".join(field_words(each).lower() for each in fields), 1)


def _is_decided(
    book: Casebook, question: Question, judged: Collection[str], together: Sequence[Collection[str]]
) -> bool:
    """Whether somebody decided it since incidents were last formed: forming them anew takes the question away."""
    ids = set(question.ids)
    if len(ids) > 1:
        return any(ids <= set(subjects) for subjects in together)
    if ids & set(judged):
        return True
    try:
        return any(claim in judged for each in ids for claim in book.incident(each).claims)
    except CasebookError:
        return False


# A question with its evidence


def _proposal(book: Casebook, question: Question) -> Proposal:
    incidents = [each for uid in question.ids if (each := _incident(book, uid)) is not None]
    if len(incidents) == len(question.ids) == 1:
        return _of_one(book, incidents[0], is_place=question.how.startswith("standoff judge place"))
    if len(incidents) == len(question.ids):
        return _of_incidents(book, incidents)
    reports = [line for uid in question.ids if (line := _report(book, uid)) is not None]
    if len(reports) == len(question.ids):
        return _of_copies(book, reports)
    return _of_claims(book, question.ids)


def _incident(book: Casebook, uid: str) -> Incident | None:
    try:
        return book.incident(uid)
    except CasebookError:
        return None


def _report(book: Casebook, uid: str) -> ReportLine | None:
    try:
        return book.report(uid).line
    except CasebookError:
        return None


def _of_one(book: Casebook, incident: Incident, *, is_place: bool) -> Proposal:
    choices = [
        Choice("a", "They belong together", "accept", (incident.id,)),
        Choice("e", "Correct a claim", None, does="correct"),
        Choice("r", "Take claims out", None, does="split"),
        Choice("u", "Leave open", None),
    ]
    if is_place:
        choices[:3] = [
            Choice("a", "No place can be told", "accept", (incident.id,)),
            Choice("e", "Set the place", None, does="place"),
            Choice("r", "The claim was read wrongly", None, does="reject"),
        ]
    sort: Sort = "place" if is_place else "accounts"
    return Proposal(sort, [Side(incident)], choices, reports_of(book, incident))


def _of_incidents(book: Casebook, incidents: Sequence[Incident]) -> Proposal:
    ids = tuple(each.id for each in incidents)
    choices = [
        Choice("a", "One happening", "same", ids),
        Choice("e", "Correct a claim", None, does="correct"),
        Choice("r", "Different happenings", "different", ids),
        Choice("u", "Unsure", "unsure", ids),
    ]
    sides: list[Side] = []
    reports: dict[str, ReportLine] = {}
    for incident in incidents:
        passages = passages_of(book.claims_of(incident).values())
        sides.append(Side(incident, None, tuple(passages[:_FEW_PASSAGES]), max(0, len(passages) - _FEW_PASSAGES)))
        reports |= reports_of(book, incident)
    likely = book.likeness(ids[0], ids[1]) if len(ids) == 2 else None
    return Proposal("incidents", sides, choices, reports, likely)


def _of_copies(book: Casebook, reports: Sequence[ReportLine]) -> Proposal:
    ids = tuple(each.id for each in reports)
    choices = [
        Choice("a", "Copies of one text", "same", ids),
        Choice("r", "Texts of their own", "different", ids),
        Choice("u", "Unsure", "unsure", ids),
    ]
    copy = next((each for each in book.copies(ids[0]) if {each.report_id, each.of_id} == set(ids)), None)
    return Proposal(
        "copies", [Side(None, each) for each in reports], choices, {each.id: each for each in reports}, None, copy
    )


def _of_claims(book: Casebook, ids: Sequence[str]) -> Proposal:
    claims: list[Claim] = []
    for uid in ids:
        try:
            claims.append(book.claim(uid))
        except CasebookError:
            continue
    of = book.incident_of_each(claim.id for claim in claims)
    sides = [
        Side(_incident(book, of[claim.id]) if claim.id in of else None, None, (Passage((claim,)),)) for claim in claims
    ]
    choices = [
        Choice("a", "One happening", "same", tuple(ids)),
        Choice("e", "Correct a claim", None, does="correct"),
        Choice("r", "Different happenings", "different", tuple(ids)),
        Choice("u", "Leave open", None),
    ]
    reports = {claim.report_id: book.report(claim.report_id).line for claim in claims}
    return Proposal("claims", sides, choices, reports)


# What a place or a party can be picked from

_Asked = Annotated[str, Query(min_length=1, max_length=120)]
_KINDS = {"admin1": "region", "admin2": "district"}


@routes.get("/review/places")
def find_places(query: _Asked) -> Response:
    """Places that a name can mean, as the value of a claim's place, the likeliest first."""
    from standoff.places.whereabouts import PRECISION  # brings the parser

    found = _gazetteer().find(query)[:12]
    return JSONResponse(
        [
            {
                "name": each.name,
                "lat": round(each.lat, 5),
                "lon": round(each.lon, 5),
                "country": each.country,
                "admin1": each.admin1,
                "gazetteer_id": each.id,
                "precision": PRECISION.get(each.kind, "exact"),
                "uncertainty_km": each.radius_km,
                "says": ", ".join(filter(None, (each.admin1, country(each.country), _KINDS.get(each.kind, each.kind)))),
            }
            for each in found
        ]
    )


@routes.get("/review/parties")
def find_parties(query: _Asked) -> Response:
    """Parties of the registry whose id or names begin so, or hold it; shorter names first."""
    wanted = query.casefold().strip()
    ranked: list[tuple[int, int, dict[str, Any]]] = []
    for names, shape in _parties():
        rank = min((0 if n == wanted else 1 if n.startswith(wanted) else 2 for n in names if wanted in n), default=None)
        if rank is not None:
            ranked.append((rank, len(shape["name"]), shape))
    ranked.sort(key=lambda each: (each[0], each[1], each[2]["id"]))
    return JSONResponse([shape for _, _, shape in ranked[:12]])


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.open()


@cache
def _parties() -> tuple[tuple[tuple[str, ...], dict[str, Any]], ...]:
    registry = ActorRegistry.load()
    found: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {}
    for actor in registry:  # a body before the people who lead it, which have its id
        if actor.id not in found:
            names = {actor.id, actor.name, *registry.aliases_of(actor.id)}
            says = ", ".join(filter(None, (actor.id, country(actor.country))))
            found[actor.id] = tuple(name.casefold() for name in names), actor.to_dict() | {"says": says}
    return tuple(found.values())
