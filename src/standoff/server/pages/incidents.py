"""The first page: map, timeline and list of incidents; one selection and one set of filters, all in its address."""

# Annotations are evaluated here: FastAPI looks for the names in those of a function where they are not.

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Annotated, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from standoff.casebook import Casebook
from standoff.errors import CasebookError
from standoff.ontology import NAMES
from standoff.records import Incident, Status
from standoff.server.api.answers import books_of
from standoff.server.asked import Asked
from standoff.server.paging import cursor_of, position_of
from standoff.server.problems import MissingError, RequestError, UnusableError
from standoff.server.templates import page
from standoff.server.wording import country, event_type, party, spoken
from standoff.store import IncidentTally, Page

__all__ = ["routes"]

routes = APIRouter()

_A_PAGE = 50
_SIFTED = ("since", "until", "box")
"""What the page's script sifts by itself: it fetches the columns of a map without."""
_NAMES = {
    "query": "Words",
    "place": "Place",
    "near": "Near",
    "box": "On the map",
    "since": "Since",
    "until": "Until",
    "type": "Type",
    "country": "Country",
    "party": "Party",
    "claimant": "Claimant",
    "status": "Status",
    "disputed": "Disputed",
    "reviewed": "Reviewed",
    "known_on": "Known on",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition that is set: its name in the address, in words, its value in words, the address without it."""

    name: str
    word: str
    value: str
    without: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What the page lists: a page of incidents and the counts of all."""

    found: Page[Incident]
    tally: IncidentTally


@routes.get("/")
def show_incidents(
    request: Request,
    asked: Annotated[Asked, Depends()],
    cursor: Annotated[str | None, Query(max_length=40)] = None,
    sel: Annotated[str | None, Query(max_length=200)] = None,
) -> Response:
    """The incidents that meet all conditions, the last days first; ``sel`` is the selected one."""
    book: Casebook = request.app.state.books.reading()
    given = {name: str(value) for name, value in asdict(asked).items() if value is not None and value != ""}
    given |= {name: given[name].lower() for name in ("disputed", "reviewed") if name in given}
    problem: RequestError | None = None
    listing = Listing(Page(()), IncidentTally(0, 0, 0, 0, 0, 0))
    try:
        conditions = asked.conditions()
        found = book.page_of_incidents(limit=_A_PAGE, after=position_of(cursor), **conditions)
        listing = Listing(found, books_of(request).tally(book, conditions))
    except UnusableError as error:
        problem = error
    selected = _selected(book, sel) if sel else None
    return page(
        request,
        "incidents.html",
        status=problem.status if problem else HTTPStatus.OK,
        given=given,
        filters=list(_filters(given)),
        problem=problem,
        listing=listing,
        next_page=_address(given, cursor=cursor_of(listing.found.after)) if listing.found.after else None,
        first_page=_address(given) if cursor else None,
        selected=selected,
        is_lost=bool(sel) and selected is None,
        is_empty=len(book) == 0,
        waiting=book.waiting(),
        types=sorted(NAMES),
        statuses=get_args(Status),
        parties=sorted(set(_parties(listing.found.records))),
        columns=f"/api/v1/map?{urlencode({name: kept for name, kept in given.items() if name not in _SIFTED})}",
        files=dict(_files(given)),
    )


@routes.get("/incidents/{id}/card")
def show_card(
    request: Request,
    id: Annotated[str, Path(min_length=1, max_length=200)],  # noqa: A002
) -> Response:
    """What the map shows of one incident: a piece of a page."""
    found = _selected(request.app.state.books.reading(), id)
    if found is None:
        raise MissingError(f"There is no incident {id[:40]!r}.", advice="It may have been merged with another since.")
    return page(request, "_card.html", incident=found)


def _selected(book: Casebook, uid: str) -> Incident | None:
    try:
        return book.incident(uid)
    except CasebookError as error:
        if type(error) is CasebookError:
            return None
        raise


def _parties(incidents: Sequence[Incident]) -> Iterator[str]:
    """The ids of parties for which somebody speaks in these incidents."""
    for incident in incidents:
        for account in incident.accounts:
            yield from (each for each in (account.claimant.party, account.claimant.side) if each)


def _address(given: Mapping[str, str], *, path: str = "/", **more: str | None) -> str:
    query = urlencode({name: value for name, value in {**given, **more}.items() if value is not None})
    return f"{path}?{query}" if query else path


def _files(given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What a file of all that is listed is called, and its address."""
    yield "CSV", _address(given, path="/api/v1/incidents.csv")
    yield "CSV for Excel", _address(given, path="/api/v1/incidents.csv", excel="true")
    yield "GeoJSON", _address(given, path="/api/v1/incidents.geojson")
    yield "JSON", _address(given, path="/api/v1/incidents.json")


def _filters(given: Mapping[str, str]) -> Iterator[Filter]:
    for name, value in given.items():
        without = _address({other: kept for other, kept in given.items() if other != name})
        yield Filter(name, _NAMES[name], _in_words(name, value), without)


def _in_words(name: str, value: str) -> str:
    if name in ("disputed", "reviewed"):
        return "yes" if value == "true" else "no"
    if name == "box":
        return "this part only"
    if name == "type":
        return event_type(value)
    if name == "country":
        return country(value.upper())
    if name == "party":
        return party(value.upper()) if value.isupper() else value
    return spoken(value) if name == "status" else value
