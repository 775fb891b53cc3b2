"""The list of reports, and adding to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from standoff.casebook import Casebook
from standoff.server.api.answers import book_of
from standoff.server.asked import AskedOfReports
from standoff.server.paging import PageAsked, cursor_of
from standoff.server.templates import page
from standoff.store import ReportLine

__all__ = ["routes"]

routes = APIRouter()
_MOST_COUNTED = 10_000


@dataclass(frozen=True, slots=True)
class Row:
    """A report of the list; ``copies`` are how many others its text is in."""

    line: ReportLine
    copies: int

    @property
    def is_copy(self) -> bool:
        """Whether another of its text was first."""
        return self.line.text_group not in (None, self.line.id)


@routes.get("/reports")
def list_reports(
    request: Request, asked: Annotated[AskedOfReports, Depends()], paged: Annotated[PageAsked, Depends()]
) -> Response:
    """The reports that meet all conditions, the last published first."""
    book = book_of(request)
    conditions = asked.conditions()
    found = book.page_of_reports(limit=paged.limit, after=paged.after, **conditions)
    count = book.count_reports(at_most=_MOST_COUNTED + 1, **conditions)
    cursor = cursor_of(found.after)
    return page(
        request,
        "reports.html",
        asked=asked,
        rows=[Row(line, _copies(book, line)) for line in found.records],
        count=count,
        most_counted=_MOST_COUNTED,
        is_asked=bool(conditions),
        is_first=paged.after is None,
        first=_address(request, None),
        later=_address(request, cursor) if cursor else None,
    )


def _copies(book: Casebook, line: ReportLine) -> int:
    return len(book.copies(line.id)) if line.text_group else 0


def _address(request: Request, cursor: str | None) -> str:
    """The same list from another place on."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor" and value]
    written = urlencode([*kept, ("cursor", cursor)] if cursor else kept)
    return f"/reports?{written}" if written else "/reports"
