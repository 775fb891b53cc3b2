"""Pages from templates. Everything that is put into one is escaped."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.templating import Jinja2Templates

from standoff.server.wording import FILTERS

__all__ = ["page", "page_of_problem"]

_TEMPLATES = Jinja2Templates(directory=Path(__file__).parent)
_TEMPLATES.env.autoescape = True
_TEMPLATES.env.filters |= FILTERS
_TEMPLATES.env.trim_blocks = _TEMPLATES.env.lstrip_blocks = True


def page(request: Request, name: str, *, status: HTTPStatus = HTTPStatus.OK, **told: Any) -> Response:
    """The page made of a template. Beside what is ``told`` it knows ``may_write`` and ``csrf``."""
    access = request.app.state.access
    may_write = access.may_write(request)
    told |= {"may_write": may_write, "csrf": access.csrf if may_write else ""}
    return _TEMPLATES.TemplateResponse(request, name, told, status)


def page_of_problem(request: Request, status: HTTPStatus, problem: dict[str, Any]) -> Response:
    """The page that says what went wrong and what to do next."""
    return page(request, "problem.html", status=status, problem=problem)
