"""All incidents at once: what a map and a timeline draw, and how many there are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from http import HTTPStatus
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from standoff.casebook import Casebook
from standoff.records import Status
from standoff.server.api import shapes
from standoff.server.api.answers import books_of, documented, written
from standoff.server.asked import Asked

__all__ = ["map_of", "routes", "summary_of"]

routes = APIRouter(tags=["overview"])

_EPOCH = date(1970, 1, 1).toordinal()


@routes.get("/map", responses=documented(shapes.Map, "One array a column, all of one length and order."))
def get_map(
    request: Request,
    asked: Annotated[Asked, Depends()],
    titles: Annotated[bool, Query(description="With the title of each.")] = False,
) -> Response:
    """All incidents that meet all conditions, as columns; those on no map have null for latitude and longitude."""
    return _remembered(request, ("map", titles), lambda book: map_of(book, asked, titles=titles))


@routes.get("/summary", responses=documented(shapes.Summary, "The counts."))
def get_summary(request: Request, asked: Annotated[Asked, Depends()]) -> Response:
    """How many incidents meet all conditions, and how many claims, reports, texts, claimants and origins they have."""
    return _remembered(request, ("summary",), lambda book: summary_of(book, asked))


def _remembered(request: Request, what: tuple[Any, ...], make: Callable[[Casebook], dict[str, Any]]) -> Response:
    """An answer that is made once for each state of the casebook; whoever has it already is told that it stands."""
    books = books_of(request)
    tag = books.tag(*what, request.url.query)
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    body = books.remembered(tag, lambda: written(make(books.reading())))
    return Response(body, headers=headers, media_type="application/json")


def map_of(book: Casebook, asked: Asked, *, titles: bool = False) -> dict[str, Any]:
    """The columns of a map."""
    rows = list(book.columns(**asked.conditions()))
    types = sorted({row.type for row in rows})
    statuses: list[str] = list(get_args(Status))
    type_numbers = {name: number for number, name in enumerate(types)}
    status_numbers = {name: number for number, name in enumerate(statuses)}
    columns: dict[str, list[Any]] = {
        "id": [row.uid for row in rows],
        "lat": [_degrees(row.lat) for row in rows],
        "lon": [_degrees(row.lon) for row in rows],
        "uncertainty_km": [row.uncertainty_km for row in rows],
        "first_day": [None if row.first_day is None else row.first_day - _EPOCH for row in rows],
        "last_day": [None if row.last_day is None else row.last_day - _EPOCH for row in rows],
        "type": [type_numbers[row.type] for row in rows],
        "status": [status_numbers[row.status] for row in rows],
        "disputes": [row.disputes for row in rows],
        "reviewed": [row.reviewed for row in rows],
        "reports": [row.reports for row in rows],
    }
    if titles:
        columns["title"] = [row.title for row in rows]
    return {"record": "map", "count": len(rows), "types": types, "statuses": statuses, "columns": columns}


@lru_cache(maxsize=65_536)
def _degrees(angle: float | None) -> float | None:
    return None if angle is None else round(angle, 5)


def summary_of(book: Casebook, asked: Asked) -> dict[str, Any]:
    """The counts."""
    return {"record": "summary", **book.tally(**asked.conditions())._asdict(), "waiting": book.waiting()}
