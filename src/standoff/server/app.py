"""The server put together: routes, who may call them, what every answer carries."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from importlib.util import find_spec
from pathlib import Path

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from standoff.errors import StandoffError
from standoff.server.access import Access, cookie_named, host_named
from standoff.server.api import api
from standoff.server.books import Books
from standoff.server.jobs import Jobs
from standoff.server.pages import pages
from standoff.server.problems import ForbiddenError, MissingError, RequestError, UnusableError, problem_of
from standoff.server.templates import page_of_problem
from standoff.server.uploads import BoundedBodies

__all__ = ["make_app"]

HERE = Path(__file__).parent
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self' blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def make_app(casebook: Path, access: Access | None = None) -> FastAPI:
    """The application for one casebook. ``app.state`` holds ``books`` and ``access``."""
    access = Access() if access is None else access
    books = Books(casebook)
    jobs = Jobs(books)

    @asynccontextmanager
    async def alive(_: FastAPI) -> AsyncIterator[None]:
        yield
        jobs.close()

    app = FastAPI(
        title="Standoff",
        version="1",
        description="Who did what to whom, where and when: according to whom. Lists come by page: `next` is the "
        "`cursor` of the next. Reading is open on the machine itself; writing needs the header "
        "`Authorization: Bearer TOKEN`, with the token that `standoff serve` printed.",
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=alive,
    )
    app.state.books, app.state.access, app.state.jobs = books, access, jobs
    app.include_router(api, prefix="/api/v1")
    app.include_router(pages)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.mount("/maplibre", StaticFiles(directory=_maplibre()), name="maplibre")

    app.add_middleware(_Guard, access=access)
    app.add_middleware(BoundedBodies)

    @app.exception_handler(StandoffError)
    def on_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, StandoffError)
        return _refused(request, error)

    @app.exception_handler(RequestValidationError)
    def on_parameters(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        told = "; ".join(
            f"{'body' if each['type'] == 'json_invalid' else '.'.join(map(str, each['loc'][1:]))}: {each['msg']}"
            for each in error.errors()
        )
        return _refused(request, UnusableError(told or "The request means nothing."))

    @app.exception_handler(HTTPException)
    def on_status(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if error.status_code == HTTPStatus.NOT_FOUND:
            return _refused(request, MissingError(f"There is nothing at {request.url.path}."))
        problem = RequestError(str(error.detail))
        problem.status = HTTPStatus(error.status_code)
        response = _refused(request, problem)
        response.headers.update(error.headers or {})
        return response

    return app


class _Guard:
    """In front of everything: who may come in, and what every answer carries."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["method"] == "HEAD":  # uvicorn keeps back the body, and the length of what GET answers stays
            scope = {**scope, "method": "GET"}
        request = Request(scope, receive)
        path: str = scope["path"]

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                is_fixed = path.startswith(("/static/", "/maplibre/"))
                headers.setdefault("Cache-Control", "public, max-age=3600" if is_fixed else "no-store")
            await send(message)

        try:
            answer: ASGIApp = _let_in(request, self._access) or self._app
        except StandoffError as error:
            answer = _refused(request, error)
        await answer(scope, receive, send_guarded)


def _let_in(request: Request, access: Access) -> Response | None:
    """A redirection for whoever brings the token in the address; ``None`` for others who may come in."""
    header = request.headers.get("host", "")
    host = host_named(header)
    if access.hosts and host not in access.hosts:
        raise ForbiddenError(f"This server does not answer to the name {host[:80]}.")
    given = request.query_params.get("token")
    if request.method == "GET" and given is not None and access.is_token(given):
        response = RedirectResponse(str(request.url.remove_query_params("token")), HTTPStatus.SEE_OTHER)
        response.set_cookie(cookie_named(header), access.cookie, httponly=True, samesite="strict", path="/")
        return response
    if not request.url.path.startswith(("/static/", "/maplibre/")):
        access.refuse(request)
    return None


def _refused(request: Request, error: StandoffError) -> Response:
    status, body = problem_of(error)
    if request.url.path.startswith("/api/"):
        headers = {"WWW-Authenticate": "Bearer"} if status == HTTPStatus.UNAUTHORIZED else None
        return JSONResponse(body, status, headers, "application/problem+json")
    return page_of_problem(request, status, body)


def _maplibre() -> Path:
    """Where the package ``maplibre`` keeps MapLibre GL, found without importing it."""
    spec = find_spec("maplibre")
    places = spec.submodule_search_locations if spec is not None else None
    if not places:
        raise StandoffError("The package maplibre is missing.", advice="Install it: pip install maplibre")
    return Path(places[0]) / "srcjs"
