"""Incidents: the list, one, its claims, and files of all."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from standoff.server.api import shapes
from standoff.server.api.answers import (
    Excel,
    GeoJson,
    book_of,
    documented,
    file_answer,
    file_documented,
    json_answer,
    looked_up,
    page_answer,
)
from standoff.server.api.claims import claim_shape
from standoff.server.asked import Asked, day_of
from standoff.server.paging import PageAsked

__all__ = ["Id", "routes"]

routes = APIRouter(tags=["incidents"])

Id = Annotated[str, Path(min_length=1, max_length=200, description="An id, or as much of its beginning as tells it.")]
KnownOn = Annotated[
    str | None, Query(max_length=10, description="As it was known on that day: a day, a month or a year.")
]


@routes.get("/incidents", responses=documented(shapes.Listed[shapes.Incident], "The last days first."))
@routes.get("/incidents.json", responses=documented(shapes.Listed[shapes.Incident], "The same."))
def list_incidents(
    request: Request, asked: Annotated[Asked, Depends()], page: Annotated[PageAsked, Depends()]
) -> Response:
    """The incidents that meet all conditions, the last days first."""
    found = book_of(request).page_of_incidents(limit=page.limit, after=page.after, **asked.conditions())
    return page_answer(request, (incident.to_dict() for incident in found.records), found.after)


@routes.get("/incidents.csv", response_class=Response, responses=file_documented("text/csv", "A row an incident."))
def incidents_as_csv(request: Request, asked: Annotated[Asked, Depends()], excel: Excel = False) -> Response:
    """All incidents that meet all conditions, a row each."""
    return file_answer(
        book_of(request), "csv-incidents", "incidents.csv", "text/csv", asked.conditions(), is_for_excel=excel
    )


@routes.get(
    "/incidents.geojson",
    response_class=GeoJson,
    responses=documented(shapes.FeatureCollection, "A feature an incident (RFC 7946)."),
)
def incidents_as_geojson(request: Request, asked: Annotated[Asked, Depends()]) -> Response:
    """All incidents that meet all conditions, a feature each; its geometry is null where it is on no map."""
    return file_answer(book_of(request), "geojson", "incidents.geojson", "application/geo+json", asked.conditions())


@routes.get("/incidents/{id}", responses=documented(shapes.Incident, "The incident."))
def get_incident(request: Request, id: Id, known_on: KnownOn = None) -> Response:  # noqa: A002
    """One incident: its accounts side by side, where they differ, and how many say it."""
    as_of = day_of(known_on, is_last=True) if known_on else None
    with looked_up():
        return json_answer(book_of(request).incident(id, as_of=as_of).to_dict())


@routes.get("/incidents/{id}/claims", responses=documented(shapes.Listed[shapes.Claim], "In the incident's order."))
def claims_of_incident(request: Request, id: Id, known_on: KnownOn = None) -> Response:  # noqa: A002
    """All claims that an incident rests on, as they were judged."""
    book = book_of(request)
    with looked_up():
        incident = book.incident(id, as_of=day_of(known_on, is_last=True) if known_on else None)
    claims = book.claims_of(incident)
    found = (claim_shape(claims[each], incident.id) for each in incident.claims if each in claims)
    return page_answer(request, found, None)
