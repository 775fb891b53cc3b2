"""Reports that are brought, by upload, by text or by address; and the jobs that read them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

from fastapi import APIRouter, Path
from pydantic import TypeAdapter, ValidationError
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from standoff.casebook import Casebook
from standoff.server.api import shapes
from standoff.server.api.answers import WRITES, documented, json_answer, page_answer, told_wrong
from standoff.server.fetch import FetchError, checked_address, fetch
from standoff.server.jobs import Job, Jobs
from standoff.server.problems import MissingError, RequestError, TooLargeError, UnusableError
from standoff.server.uploads import MOST_FILES, file_name

if TYPE_CHECKING:
    from standoff.pipeline.keep import Added

__all__ = ["jobs_of", "routes"]

routes = APIRouter(tags=["jobs"])

_JSON: TypeAdapter[shapes.TextGiven | shapes.AddressGiven] = TypeAdapter(shapes.TextGiven | shapes.AddressGiven)
_ACCEPTED = documented(shapes.Job, "A job that reads them and then forms incidents.", status=HTTPStatus.ACCEPTED)
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["files"],
                    "properties": {
                        "files": {
                            "type": "array",
                            "minItems": 1,
                            "maxItems": MOST_FILES,
                            "items": {"type": "string", "format": "binary"},
                        }
                    },
                }
            },
            "application/json": {
                "schema": {"oneOf": [shapes.TextGiven.model_json_schema(), shapes.AddressGiven.model_json_schema()]}
            },
        },
    }
}


class UnknownKindError(RequestError):
    """A body of a kind that is not taken."""

    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE


@dataclass(frozen=True, slots=True)
class _Brought:
    """What one of the things brought is called, and what adds it to a casebook."""

    name: str
    add: Callable[[Casebook], Iterator[Added]]


def jobs_of(request: Request) -> Jobs:
    """The work of this server."""
    jobs = request.app.state.jobs
    assert isinstance(jobs, Jobs)
    return jobs


@routes.post("/reports", status_code=HTTPStatus.ACCEPTED, responses=_ACCEPTED, openapi_extra=_BODY, dependencies=WRITES)
async def add_reports(request: Request) -> Response:
    """Bring reports: files of any kind that `standoff add` reads (`multipart/form-data`), a text, or an address."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        brought = await _files(request)
    elif kind == "application/json":
        brought = [_given(await request.body(), request)]
    else:
        raise UnknownKindError("Reports are brought as multipart/form-data or as application/json.")
    jobs = jobs_of(request)
    job = jobs.begin(Job("add", total=len(brought)), lambda job, book: _add(jobs, job, book, brought))
    return json_answer(job.to_dict(), status=HTTPStatus.ACCEPTED, headers={"Location": f"/api/v1/jobs/{job.id}"})


@routes.get("/jobs", responses=documented(shapes.Listed[shapes.Job], "The last first."))
def list_jobs(request: Request) -> Response:
    """What this server was given to do since it started."""
    return page_answer(request, (job.to_dict() for job in jobs_of(request).all()), None)


@routes.get("/jobs/{id}", responses=documented(shapes.Job, "The job."))
def get_job(request: Request, id: Annotated[str, Path(max_length=80)]) -> Response:  # noqa: A002
    """How far a job is, and what came of each report."""
    job = jobs_of(request).get(id)
    if job is None:
        raise MissingError(f"There is no job {id}.", advice="Jobs are forgotten when the server stops.")
    return json_answer(job.to_dict())


async def _files(request: Request) -> list[_Brought]:
    form = await request.form(max_files=MOST_FILES + 1, max_fields=10)
    files = [file for file in form.getlist("files") if isinstance(file, UploadFile)]
    if len(files) > MOST_FILES:
        raise TooLargeError(f"More than {MOST_FILES} files at once.", advice="Bring fewer at a time.")
    if not files:
        raise UnusableError("No file was brought.", advice="Name the part of each file `files`.")
    return [_uploaded(file_name(file.filename), file.file, file.content_type) for file in files]


def _uploaded(name: str, stream: BinaryIO, media_type: str | None) -> _Brought:
    def add(book: Casebook) -> Iterator[Added]:
        with stream:
            yield from book.add_bytes(name, stream, how="upload", media_type=media_type, received_at=_now())

    return _Brought(name, add)


def _given(body: bytes, request: Request) -> _Brought:
    try:
        given = _JSON.validate_json(body)
        body.decode()
    except (ValidationError, UnicodeDecodeError) as error:
        raise told_wrong(error) from error
    if isinstance(given, shapes.AddressGiven):
        return _addressed(given.address.strip(), request.app.state.access.is_private_fetching_allowed)
    name = "pasted text"
    shape = json.dumps(given.model_dump(mode="json", exclude_none=True), ensure_ascii=False).encode("utf-8", "replace")
    return _Brought(
        name,
        lambda book: book.add_bytes(
            name, io.BytesIO(shape), how="text", media_type="application/json", received_at=_now()
        ),
    )


def _addressed(address: str, is_private_allowed: bool) -> _Brought:
    try:
        checked_address(address, is_private_allowed=is_private_allowed)
    except FetchError as error:
        raise UnusableError(error.message, advice=error.advice) from error

    def add(book: Casebook) -> Iterator[Added]:
        found = fetch(address, is_private_allowed=is_private_allowed)
        return book.add_bytes(
            found.url,
            io.BytesIO(found.body),
            how="address",
            url=found.url,
            media_type=found.media_type,
            charset=found.charset,
            received_at=found.at,
        )

    return _Brought(address, add)


def _add(jobs: Jobs, job: Job, book: Casebook, brought: list[_Brought]) -> None:
    """Add all that was brought, and form the incidents of it."""
    for number, each in enumerate(brought):
        job.advance(f"reading {each.name}", number, len(brought))
        try:
            for added in jobs.steps(each.add(book)):
                job.note(added.to_dict())
        except FetchError as error:
            job.note(_not_fetched(each.name, error))
    job.advance("reading", len(brought), len(brought))
    if job.outcomes["added"] or job.outcomes["version"] or job.outcomes["known"]:
        jobs.form(job, book)


def _not_fetched(address: str, error: FetchError) -> dict[str, Any]:
    from standoff.pipeline.keep import Added
    from standoff.records import Rejection

    said = error.message if error.advice is None else f"{error.message} {error.advice}"
    return Added("rejected", None, address, rejections=(Rejection("fetch", said, subject=address),)).to_dict()


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
