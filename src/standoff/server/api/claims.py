"""Claims: the list, one, and a file of all."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from starlette.requests import Request
from starlette.responses import Response

from standoff.records import Claim
from standoff.server.api import shapes
from standoff.server.api.answers import (
    Excel,
    book_of,
    documented,
    file_answer,
    file_documented,
    json_answer,
    looked_up,
    page_answer,
)
from standoff.server.asked import Asked, AskedOfClaims
from standoff.server.paging import PageAsked

__all__ = ["claim_shape", "routes"]

routes = APIRouter(tags=["claims"])


def claim_shape(claim: Claim, incident_id: str | None) -> dict[str, Any]:
    """A claim, and the incident that it is counted to."""
    return claim.to_dict() | {"incident_id": incident_id}


@routes.get("/claims", responses=documented(shapes.Listed[shapes.Claim], "The last days first."))
@routes.get("/claims.json", responses=documented(shapes.Listed[shapes.Claim], "The same."))
def list_claims(
    request: Request, asked: Annotated[AskedOfClaims, Depends()], page: Annotated[PageAsked, Depends()]
) -> Response:
    """The claims that meet all conditions as they were found, those of the last days first."""
    book = book_of(request)
    found = book.page_of_claims(limit=page.limit, after=page.after, **asked.conditions())
    of = book.incident_of_each(claim.id for claim in found.records)
    return page_answer(request, (claim_shape(claim, of.get(claim.id)) for claim in found.records), found.after)


@routes.get("/claims.csv", response_class=Response, responses=file_documented("text/csv", "A row a claim."))
def claims_as_csv(request: Request, asked: Annotated[Asked, Depends()], excel: Excel = False) -> Response:
    """The claims, as they were judged, of all incidents that meet all conditions, a row each."""
    return file_answer(book_of(request), "csv-claims", "claims.csv", "text/csv", asked.conditions(), is_for_excel=excel)


@routes.get("/claims/{id}", responses=documented(shapes.Claim, "The claim."))
def get_claim(
    request: Request,
    id: Annotated[str, Path(min_length=1, max_length=200)],  # noqa: A002
) -> Response:
    """One claim as it was judged: who says what, by which words, where in which report."""
    book = book_of(request)
    with looked_up():
        claim = book.claim(id)
    return json_answer(claim_shape(claim, book.incident_of_each([claim.id]).get(claim.id)))
