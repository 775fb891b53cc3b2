"""All incidents at once: what a map and a timeline draw, and how many there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from http import HTTPStatus
from typing import Annotated, Any, get_args

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from standoff.casebook import Casebook
from standoff.ontology import NAMES
from standoff.records import Status
from standoff.server.api import shapes
from standoff.server.api.answers import books_of, documented, written
from standoff.server.asked import Asked
from standoff.server.books import Books

__all__ = ["map_of", "routes", "summary_of"]

routes = APIRouter(tags=["overview"])

_EPOCH = date(1970, 1, 1)
_STATUSES: list[str] = list(get_args(Status))
_COLUMNS = {"id": "uid"} | {
    name: name
    for name in (
        "lat", "lon", "uncertainty_km", "first_day", "last_day", "type", "status", "disputes", "reviewed", "reports",
        "title",
    )
}  # fmt: skip
"""The columns of the answer, by those of the store."""


@routes.get("/map", responses=documented(shapes.Map, "One array a column, all of one length and order."))
def get_map(
    request: Request,
    asked: Annotated[Asked, Depends()],
    titles: Annotated[bool, Query(description="With the title of each.")] = False,
) -> Response:
    """All incidents that meet all conditions, as columns; those on no map have null for latitude and longitude."""
    return _remembered(request, ("map", titles), lambda books: map_of(books.reading(), asked, titles=titles))


@routes.get("/summary", responses=documented(shapes.Summary, "The counts."))
def get_summary(request: Request, asked: Annotated[Asked, Depends()]) -> Response:
    """How many incidents meet all conditions, and how many claims, reports, texts, claimants and origins they have."""
    return _remembered(request, ("summary",), lambda books: summary_of(books, asked))


def _remembered(request: Request, what: tuple[Any, ...], make: Callable[[Books], bytes]) -> Response:
    """An answer that is made once for each state of the casebook; whoever has it already is told that it stands."""
    books = books_of(request)
    tag = books.tag(*what, request.url.query)
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    body = books.remembered(tag, lambda: make(books))
    return Response(body, headers=headers, media_type="application/json")


def map_of(book: Casebook, asked: Asked, *, titles: bool = False) -> bytes:
    """The columns of a map, as JSON. Types and statuses are told by their numbers."""
    count, found = book.json_columns(epoch=_EPOCH, titles=titles, **asked.conditions())
    columns = {name: found[column] for name, column in _COLUMNS.items() if column in found}
    types = [name for name in sorted(NAMES) if f'"{name}"' in columns["type"]]
    columns["type"] = _numbered(columns["type"], types)
    columns["status"] = _numbered(columns["status"], _STATUSES)
    head = written({"record": "map", "count": count, "types": types, "statuses": _STATUSES})
    body = ",".join(f'"{name}":{array}' for name, array in columns.items())
    return head[:-1] + b',"columns":{' + body.encode("utf-8", "replace") + b"}}"


def _numbered(array: str, names: Sequence[str]) -> str:
    """An array of names as one of their numbers."""
    for number, name in enumerate(names):
        array = array.replace(f'"{name}"', str(number))
    return array


def summary_of(books: Books, asked: Asked) -> bytes:
    """The counts, as JSON."""
    book = books.reading()
    tally = books.tally(book, asked.conditions())
    return written({"record": "summary", **tally._asdict(), "waiting": book.waiting()})
