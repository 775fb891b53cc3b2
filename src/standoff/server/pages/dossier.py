"""The dossier of an incident: who says what of it, on which words, and what people decided about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from standoff.casebook import Casebook
from standoff.errors import CasebookError
from standoff.records import Basis, Claim, Incident, Status
from standoff.server.api.answers import looked_up
from standoff.server.asked import day_of
from standoff.server.pages.history import history_of
from standoff.server.pages.rows import rows_of
from standoff.server.problems import MissingError
from standoff.server.templates import page
from standoff.server.wording import count, day, days, figure, party, shown
from standoff.store import ReportLine
from standoff.wording import FIELDS

__all__ = ["reports_of", "routes"]

routes = APIRouter()

RULES: Mapping[Status, str] = {
    "single-source": "No more than one independent origin is certain; who repeats another counts once.",
    "corroborated": "At least two independent origins assert it, and no account differs on any field.",
    "disputed": "Accounts differ on one field or more.",
    "denied": "At least one account says that it did not happen as told.",
}
"""By which rule an incident has its status."""
_MOST_DAYS, _MOST_PARTIES, _MOST_SPOTS = 10, 8, 12
_NEAR_KM, _NEAR_DAYS, _MOST_NEAR = 40.0, 3, 6

_Day = Annotated[str | None, Query(max_length=10)]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the ladder: how many of what, what that means, and each thing with the reports that show it."""

    number: str
    kind: str
    noun: str
    means: str
    found: tuple[tuple[str, tuple[ReportLine, ...]], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """All that is asked of the casebook for one incident, as it is or as it was known on a day."""

    incident: Incident
    claims: Mapping[str, Claim]
    reports: Mapping[str, ReportLine]
    known_on: date | None


@routes.get("/incidents/{incident_id}")
def show_incident(request: Request, incident_id: str, known_on: _Day = None) -> Response:
    """The dossier."""
    book: Casebook = request.app.state.books.reading()
    told = _told(book, incident_id, known_on)
    incident = told.incident
    if incident.id != incident_id:
        asked = f"?known_on={told.known_on}" if told.known_on else ""
        return RedirectResponse(f"/incidents/{incident.id}{asked}")
    rows, around = rows_of(incident, told.claims)
    return page(
        request,
        "dossier.html",
        incident=incident,
        known_on=told.known_on,
        reports=told.reports,
        numbers={each: at for at, each in enumerate(told.reports, start=1)},
        rows=rows,
        around=around,
        disputes={dispute.field: dispute for dispute in incident.disputes},
        fields=FIELDS,
        parties={role: _parties(incident, role) for role in ("actor", "target")},
        rule=RULES[incident.status],
        ladder=_ladder(told),
        spots=_spots(incident),
        history=history_of(book, incident, told.claims),
        days=_days_of((reports_of(book, book.incident(incident.id)) if told.known_on else told.reports).values()),
        today=datetime.now(UTC).date(),
        near=_near(book, incident) if not told.known_on else [],
        waiting=book.waiting(),
        citation=citation(told, request),
    )  # fmt: skip


@routes.get("/incidents/{incident_id}/citation")
def show_citation(request: Request, incident_id: str, known_on: _Day = None) -> Response:
    """The incident as a footnote would name it."""
    return PlainTextResponse(citation(_told(request.app.state.books.reading(), incident_id, known_on), request))


@routes.get("/incidents/of/{claim_id}")
def show_incident_of(request: Request, claim_id: str) -> Response:
    """To the incident that a claim is counted to: its id changes when it is formed anew of other reports. One that is
    counted to none, for it was rejected, not linked yet or corrected at its source, stands in its report."""
    book: Casebook = request.app.state.books.reading()
    with looked_up():
        claim = book.claim(claim_id)
    found = book.incident_of_each([claim.id]).get(claim.id)
    return RedirectResponse(f"/{f'incidents/{found}' if found else f'reports/{claim.report_id}'}#claim-{claim.id}")


def _told(book: Casebook, incident_id: str, known_on: str | None) -> Told:
    as_of = day_of(known_on, is_last=True) if known_on else None
    try:
        incident = book.incident(incident_id)
    except CasebookError as error:
        if type(error) is not CasebookError:
            raise
        raise MissingError(error.message, advice="The list of incidents has them all.") from error
    if as_of is not None:
        try:
            incident = book.incident(incident.id, as_of=as_of)
        except CasebookError as error:
            if type(error) is not CasebookError:
                raise
            published = [line.published_on for line in reports_of(book, incident).values() if line.published_on]
            begins = f"The first report of it is of {day(min(published))}." if published else None
            raise MissingError(f"Nothing had been reported of this incident by {day(as_of)}.", advice=begins) from error
    return Told(incident, book.claims_of(incident, as_of=as_of), reports_of(book, incident), as_of)


def reports_of(book: Casebook, incident: Incident) -> dict[str, ReportLine]:
    """The lines of an incident's reports, by their ids, the first published first."""
    lines = book.lines_of(incident.reports).values()
    ordered = sorted(lines, key=lambda line: (line.published_on is None, line.published_on or date.min, line.id))
    return {line.id: line for line in ordered}


def _parties(incident: Incident, role: str) -> list[tuple[str, int]]:
    """Whom asserting accounts name in a role, and how many do."""
    asserting = (account for account in incident.accounts if account.position == "asserts")
    named = (account.actor if role == "actor" else account.target for account in asserting)
    return Counter(name for names in named for name in dict.fromkeys(names)).most_common(_MOST_PARTIES)


# How many say it, and where


def _ladder(told: Told) -> list[Step]:
    """The steps from the many to the few."""
    found = told.incident.corroboration
    low, high = found.origins_low, len(found.origins)
    unnamed = " Unnamed speakers may be one and the same: hence a range." if low != high else ""
    reports = [(line.title or "", (line,)) for line in told.reports.values()]
    texts, sides = found.texts, found.sides
    return [
        _step("report", "Published items, copies among them.", reports),
        _step("text", "Copies of one text count once.", _shown_by(told, texts, lambda _, lines: _title(lines))),
        _step("outlet", "Who published them.", _shown_by(told, found.outlets)),
        _step(
            "origin",
            f"Independent beginnings: whom the texts cite, each counted once.{unnamed}",
            _shown_by(told, found.origins),
            f"{low}–{high}" if low != high else None,
        ),
        _step("side", "Parties that claimants speak for.", _shown_by(told, sides, lambda name, _: party(name))),
    ]


_Found = Sequence[tuple[str, tuple[ReportLine, ...]]]


def _step(kind: str, means: str, found: _Found, number: str | None = None) -> Step:
    noun = count(len(found), kind).split(" ", 1)[1]
    return Step(number or str(len(found)), kind, noun, means, tuple(found))


def _shown_by(
    told: Told, bases: Sequence[Basis], named: Callable[[str, Sequence[ReportLine]], str] = lambda name, _: name
) -> _Found:
    found = []
    for basis in bases:
        lines = tuple(told.reports[uid] for uid in basis.reports if uid in told.reports)
        found.append((named(basis.name, lines), lines))
    return found


def _title(lines: Sequence[ReportLine]) -> str:
    return next((line.title for line in lines if line.title), "Text without a title")


def _spots(incident: Incident) -> list[dict[str, Any]]:
    """What the small map shows: the incident's place, and those of accounts that lie elsewhere."""
    found: dict[tuple[float, float], dict[str, Any]] = {}
    places = [("", incident.place)] + [(account.claimant.name, account.place) for account in incident.accounts]
    for name, place in places:
        if place is None or place.lat is None or place.lon is None or (name and place.precision == "country"):
            continue
        spot = found.setdefault(
            (round(place.lat, 3), round(place.lon, 3)),
            {"name": shown(place.name, 80), "lat": place.lat, "lon": place.lon, "km": place.uncertainty_km, "by": []},
        )
        if name:
            spot["by"].append(shown(name, 60))
    return list(found.values())[:_MOST_SPOTS]


def _near(book: Casebook, incident: Incident) -> list[Incident]:
    """Incidents close by in time and place, which could be the same one or hang together with it."""
    place, when = incident.place, incident.when
    if (
        place is None
        or place.lat is None
        or place.lon is None
        or when is None
        or (when.latest - when.earliest).days > 60
    ):
        return []
    reach = min(200.0, (place.uncertainty_km or 0.0) + _NEAR_KM)
    slack = timedelta(days=_NEAR_DAYS)
    found = book.incidents(
        near=(place.lat, place.lon, reach), since=when.earliest - slack, until=when.latest + slack, limit=4 * _MOST_NEAR
    )
    others = [each for each in found if each.id != incident.id]
    others.sort(key=lambda each: (each.type != incident.type, -len(each.reports)))
    return others[:_MOST_NEAR]


# Days and judgements


def _days_of(lines: Iterable[ReportLine]) -> list[tuple[date, int]]:
    """The days on which reports came out, and how many."""
    found = Counter(line.published_on for line in lines if line.published_on)
    return sorted(found.items())[:_MOST_DAYS]


# As a footnote


def citation(told: Told, request: Request) -> str:
    """Title, id, what it rests on, casebook and day, in plain text."""
    incident, found = told.incident, told.incident.corroboration
    low, high = found.origins_low, len(found.origins)
    origins = count(high, "origin") if low == high else f"{low} to {count(high, 'origin')}"
    rests = ", ".join(
        (
            count(len(incident.accounts), "account"),
            count(len(told.reports), "report"),
            count(len(found.outlets), "outlet"),
            origins,
        )
    )
    tolls = "; ".join(f"{figure(toll)} ({toll.by})" for toll in incident.tolls)
    day_told = f"as known on {day(told.known_on)}" if told.known_on else f"as of {day(datetime.now(UTC).date())}"
    asked = f"?known_on={told.known_on}" if told.known_on else ""
    name = request.app.state.books.path.name
    lines = [
        f"{shown(incident.title)}. Incident {incident.id}: {rests}.",
        f"Status: {incident.status.replace('-', ' ')}. {RULES[incident.status]}",
        *([f"Tolls: {shown(tolls)}."] if tolls else []),
        *([f"Days: {days(incident.when)}."] if incident.when else []),
        f"Casebook {shown(name, 120)}, {day_told}. {request.base_url}incidents/{incident.id}{asked}",
    ]
    return "\n".join(lines) + "\n"
