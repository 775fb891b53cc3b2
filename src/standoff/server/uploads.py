"""How much a request may bring."""

from __future__ import annotations

import re
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import Final

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from standoff.server.problems import TooLargeError, problem_of

__all__ = ["MOST_FILES", "MOST_UPLOADED", "MOST_WRITTEN", "BoundedBodies", "file_name"]

MOST_UPLOADED: Final = 64 << 20
"""Bytes of all files that are brought at once."""
MOST_FILES: Final = 200
MOST_WRITTEN: Final = 8 << 20
"""Bytes of any other request."""
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")


def file_name(given: str | None) -> str:
    """The name of a file that was brought, without folders, bounded, in one line.

    >>> file_name("C:\\\\reports\\\\..\\\\a\\x00b.html"), file_name("../../etc/passwd"), file_name("")
    ('a b.html', 'passwd', 'file')
    """
    name = PurePosixPath(_UNSEEN.sub(" ", (given or "").replace("\\", "/"))).name.strip()
    return name.encode("utf-8", "replace").decode()[-200:] or "file"


class BoundedBodies:
    """Refuses a request that brings more than it may, as soon as that is known, whatever it said before."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        is_upload = headers.get(b"content-type", b"").lower().startswith(b"multipart/form-data")
        most = MOST_UPLOADED if is_upload else MOST_WRITTEN
        said = headers.get(b"content-length", b"0")
        if not said.isdigit() or int(said) > most:
            _, body = problem_of(TooLargeError(_too_large(most), advice="Bring fewer files at a time."))
            answer = JSONResponse(body, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, media_type="application/problem+json")
            await answer(scope, receive, send)
            return
        came = 0

        async def counted() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            if came > most:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _too_large(most))
            return message

        await self._app(scope, counted, send)


def _too_large(most: int) -> str:
    return f"A request may bring no more than {most >> 20} MB."
