"""What a person decides, and what a person should decide."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from standoff.server.api import shapes
from standoff.server.api.answers import book_of, documented, page_answer
from standoff.server.paging import PageAsked

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
