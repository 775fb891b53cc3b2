"""What a person decides, and what a person should decide."""

from __future__ import annotations

import getpass
from contextlib import suppress
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from standoff.server.api import shapes
from standoff.server.api.adding import jobs_of
from standoff.server.api.answers import WRITES, book_of, books_of, documented, json_answer, page_answer
from standoff.server.jobs import JobsBusyError
from standoff.server.paging import PageAsked
from standoff.server.problems import UnusableError

__all__ = ["routes"]

routes = APIRouter(tags=["judgements"])


@routes.get("/review", responses=documented(shapes.Listed[shapes.Question], "The most useful first."))
def get_review(request: Request, limit: Annotated[int, Query(ge=1, le=200)] = 20) -> Response:
    """What most needs a person, the most useful first, each with why."""
    return page_answer(request, (question.to_dict() for question in book_of(request).review(limit=limit)), None)


@routes.get("/judgements", responses=documented(shapes.Listed[shapes.Judgement], "In the order of their making."))
def list_judgements(
    request: Request,
    page: Annotated[PageAsked, Depends()],
    standing: Annotated[bool, Query(description="Leave out those that were taken back.")] = True,
    about: Annotated[
        str | None, Query(max_length=200, description="The id of a claim, an incident, a report or a judgement.")
    ] = None,
) -> Response:
    """What was decided: by whom, when, why."""
    book = book_of(request)
    stand = {judgement.id for judgement in book.judgements()} if standing else None
    first = page.after[1] if page.after else 0
    found = [
        (number, judgement)
        for number, judgement in enumerate(book.judgements(is_standing=False), start=1)
        if number > first
        and (stand is None or judgement.id in stand)
        and (about is None or any(subject.id == about for subject in judgement.subjects))
    ]
    shown = found[: page.limit]
    after = (None, shown[-1][0]) if len(found) > len(shown) else None
    return page_answer(request, (judgement.to_dict() for _, judgement in shown), after)


@routes.post(
    "/judgements",
    status_code=HTTPStatus.CREATED,
    responses=documented(shapes.Judged, "It stands.", status=HTTPStatus.CREATED),
    dependencies=WRITES,
)
def judge(request: Request, given: Annotated[shapes.JudgementGiven, Body()]) -> Response:
    """Record what a person decides; `revoke` takes judgements back. What follows from it is formed anew by a job."""
    said = given.model_dump(mode="json")
    with books_of(request).writing() as book:
        made = book.judge(
            given.verdict,
            *given.ids,
            by=given.by or _name(),
            why=given.why,
            field=said.get("field"),
            value=said.get("value"),
        )
        is_linked = book.count_incidents(at_most=1) > 0
    job = None
    if is_linked:
        with suppress(JobsBusyError):  # the judgement stands, and what follows is formed by the next job
            job = jobs_of(request).link()
    judged = {"record": "judged", "judgement": made.to_dict(), "job": job.to_dict() if job else None}
    return json_answer(judged, status=HTTPStatus.CREATED)


@routes.post(
    "/link",
    status_code=HTTPStatus.ACCEPTED,
    responses=documented(shapes.Job, "A job that forms incidents.", status=HTTPStatus.ACCEPTED),
    dependencies=WRITES,
)
def link(request: Request) -> Response:
    """Form the incidents of what came, or was judged, since they were last formed."""
    job = jobs_of(request).link()
    return json_answer(job.to_dict(), status=HTTPStatus.ACCEPTED, headers={"Location": f"/api/v1/jobs/{job.id}"})


def _name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise UnusableError("Nobody is named.", advice="Say who decides: `by`.") from None
