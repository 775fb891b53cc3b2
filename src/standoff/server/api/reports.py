"""Reports: the list, one, what was found in it, its copies and its bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from standoff.casebook import Casebook
from standoff.server.api import shapes
from standoff.server.api.answers import book_of, documented, file_documented, json_answer, looked_up, page_answer
from standoff.server.api.claims import claim_shape
from standoff.server.api.incidents import Id
from standoff.server.asked import AskedOfReports
from standoff.server.paging import PageAsked
from standoff.server.problems import MissingError
from standoff.store import ReportLine

__all__ = ["line_shape", "routes"]

routes = APIRouter(tags=["reports"])


def line_shape(line: ReportLine) -> dict[str, Any]:
    """What a list says of a report: the report's shape without what is long."""
    return {
        "record": "report",
        "id": line.id,
        "title": line.title,
        "publisher": {"name": line.publisher} if line.publisher else None,
        "published_on": line.published_on.isoformat() if line.published_on else None,
        "url": line.url,
        "claims": line.claims,
        "text_group": line.text_group,
        "version_of": line.version_of,
        "replaced_by": line.replaced_by,
    }


@routes.get("/reports", responses=documented(shapes.Listed[shapes.ReportLine], "The last published first."))
@routes.get("/reports.json", responses=documented(shapes.Listed[shapes.ReportLine], "The same."))
def list_reports(
    request: Request, asked: Annotated[AskedOfReports, Depends()], page: Annotated[PageAsked, Depends()]
) -> Response:
    """The reports that meet all conditions, without their texts."""
    found = book_of(request).page_of_reports(limit=page.limit, after=page.after, **asked.conditions())
    return page_answer(request, map(line_shape, found.records), found.after)


@routes.get("/reports/{id}", responses=documented(shapes.Report, "The report."))
def get_report(request: Request, id: Id) -> Response:  # noqa: A002
    """One report with its text, its arrivals and its versions."""
    with looked_up():
        kept = book_of(request).report(id)
    return json_answer(kept.to_dict() | {"versions": list(kept.versions)})


@routes.get(
    "/reports/{id}/bytes", response_class=Response, responses=file_documented("application/octet-stream", "The bytes.")
)
def get_bytes(request: Request, id: Id) -> Response:  # noqa: A002
    """The bytes as they were received. They may be hostile: a browser saves them and shows nothing."""
    with looked_up():
        kept = book_of(request).report(id)
    if not kept.report.source_bytes:
        raise MissingError(f"No bytes were kept of report {kept.line.id}.")
    headers = {
        "Content-Disposition": f'attachment; filename="{kept.report.sha256}.bin"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "ETag": f'"{kept.report.sha256}"',
    }
    return Response(kept.report.source_bytes, headers=headers, media_type="application/octet-stream")


@routes.get("/reports/{id}/claims", responses=documented(shapes.Listed[shapes.Claim], "In the order of the text."))
def claims_of_report(request: Request, id: Id) -> Response:  # noqa: A002
    """The claims of a report as they were judged; those that were rejected are left out."""
    book = book_of(request)
    with looked_up():
        report_id = book.report(id).line.id
    claims = book.judged_claims(report_id)
    of = book.incident_of_each(claim.id for claim in claims)
    return page_answer(request, (claim_shape(claim, of.get(claim.id)) for claim in claims), None)


Found = Literal["attributions", "places", "dates", "rejections", "copies"]
_Records = shapes.Attribution | shapes.PlaceMention | shapes.DateMention | shapes.Rejection | shapes.Copy


@routes.get("/reports/{id}/{records}", responses=documented(shapes.Listed[_Records], "In the order of the text."))
def found_in_report(request: Request, id: Id, records: Found) -> Response:  # noqa: A002
    """All attributions, places, dates or rejections of a report; or the copies that it makes or is."""
    book = book_of(request)
    with looked_up():
        report_id = book.report(id).line.id
    return page_answer(request, _found(book, report_id, records), None)


def _found(book: Casebook, report_id: str, records: Found) -> Iterable[Mapping[str, Any]]:
    if records == "copies":
        return (copy.to_dict() for copy in book.copies(report_id))
    found = book.findings(report_id)
    if records == "rejections":
        return (rejection.to_dict() for rejection in found.rejections)
    if records == "attributions":
        return (attribution.to_dict(report_id) for attribution in found.attributions)
    mentions = found.places if records == "places" else found.dates
    return (mention.to_dict(report_id) for mention in mentions)
