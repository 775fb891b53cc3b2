"""What every route answers with: a record, a page of records, a file, or a problem."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING, Annotated, Any

import orjson
from fastapi import Query, Security
from fastapi.dependencies.models import Dependant
from fastapi.security import HTTPBearer
from pydantic import BaseModel, ValidationError
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from standoff.casebook import Casebook
from standoff.errors import CasebookError
from standoff.server.api.shapes import Problem
from standoff.server.books import Books
from standoff.server.paging import cursor_of
from standoff.server.problems import MissingError, UnusableError
from standoff.store import Position

if TYPE_CHECKING:
    from standoff.pipeline.export import ExportFormat

__all__ = [
    "PROBLEMS", "WRITES", "Excel", "GeoJson", "book_of", "books_of", "documented", "file_answer", "file_documented",
    "json_answer", "looked_up", "only_known", "page_answer", "told_wrong", "written",
]  # fmt: skip

Excel = Annotated[bool, Query(description="Begins with a byte order mark, by which Excel knows it for UTF-8.")]
"""What files of CSV may be asked to have."""

WRITES = [Security(HTTPBearer(scheme_name="token", description="As `standoff serve` printed it.", auto_error=False))]
"""What the document says of routes that write; the server's guard holds them to it."""
PROBLEMS: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "A problem (RFC 9457), with what to do next.",
        "content": {"application/problem+json": {"schema": Problem.model_json_schema()}},
    }
}


def documented(shape: type[BaseModel], what: str, *, status: HTTPStatus = HTTPStatus.OK) -> dict[int | str, Any]:
    """What the document of the API says that a route answers with. Records are not built anew to be checked."""
    return {int(status): {"model": shape, "description": what}}


def file_documented(media_type: str, what: str) -> dict[int | str, Any]:
    """The same for a file."""
    return {200: {"description": what, "content": {media_type: {"schema": {"type": "string"}}}}}


class GeoJson(JSONResponse):
    """Features."""

    media_type = "application/geo+json"


def books_of(request: Request) -> Books:
    """The casebook that is served, for reading and writing."""
    books = request.app.state.books
    assert isinstance(books, Books)
    return books


def book_of(request: Request) -> Casebook:
    """The casebook of this thread, to read."""
    return books_of(request).reading()


def only_known(request: Request) -> None:
    """Raise ``UnusableError`` for a parameter that a route does not have: one that was misspelt would ask nothing, and
    all incidents pass for those that were asked for. Use as a dependency."""
    known = set(_parameters(request.scope["route"].dependant))
    unknown = sorted(request.query_params.keys() - known)
    if unknown:
        raise UnusableError(
            f"There is no parameter {', '.join(unknown)[:100]}.",
            advice=f"Choose from {', '.join(sorted(known))}." if known else "This address takes none.",
        )


def _parameters(dependant: Dependant) -> Iterator[str]:
    yield from (parameter.alias for parameter in dependant.query_params)
    for each in dependant.dependencies:
        yield from _parameters(each)


@contextmanager
def looked_up() -> Iterator[None]:
    """Around what finds a record by its id: where there is none the answer is 404."""
    try:
        yield
    except CasebookError as error:
        if type(error) is CasebookError:
            raise MissingError(error.message, advice=error.advice) from error
        raise


def told_wrong(error: ValidationError | UnicodeDecodeError) -> UnusableError:
    """What a body says wrong, field by field."""
    if isinstance(error, UnicodeDecodeError):
        return UnusableError("The body is not UTF-8.")
    told = [f"{'.'.join(map(str, each['loc'])) or 'body'}: {each['msg']}" for each in error.errors()[:6]]
    return UnusableError("; ".join(told)[:1_000])


def written(value: Any) -> bytes:
    """JSON as it is sent; halves of surrogate pairs, which UTF-8 has no bytes for, become question marks."""
    try:
        return orjson.dumps(value)
    except orjson.JSONEncodeError:  # half a pair of surrogates, which a text may have
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def json_answer(
    value: Any, *, status: HTTPStatus = HTTPStatus.OK, headers: Mapping[str, str] | None = None
) -> Response:
    """A value as JSON."""
    return Response(written(value), status, headers, "application/json")


def page_answer(request: Request, records: Iterable[Mapping[str, Any]], after: Position | None) -> Response:
    """A page of a list, with the cursor of the next and a link to it (RFC 8288)."""
    cursor = cursor_of(after)
    link = f'<{request.url.include_query_params(cursor=cursor)}>; rel="next"'
    return json_answer({"records": list(records), "next": cursor}, headers={"Link": link} if cursor else None)


def file_answer(
    book: Casebook,
    form: ExportFormat,
    name: str,
    media_type: str,
    conditions: Mapping[str, Any],
    *,
    is_for_excel: bool = False,
) -> Response:
    """All incidents that meet the conditions in one of the exporters' shapes."""
    handle, scratch = mkstemp(prefix="standoff-", suffix=name)
    os.close(handle)
    path = Path(scratch)
    try:
        book.export(path, form=form, is_for_excel=is_for_excel, **conditions)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return FileResponse(path, media_type=media_type, filename=name, background=BackgroundTask(path.unlink))
