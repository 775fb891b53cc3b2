"""What the server answers when it cannot do what is asked: a problem as RFC 9457 has it, with what to do next."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from standoff.errors import CasebookBusyError, CasebookError, FormatError, JudgementError, ReadError, StandoffError

__all__ = [
    "ForbiddenError",
    "MissingError",
    "RequestError",
    "TooLargeError",
    "UnauthorisedError",
    "UnusableError",
    "problem_of",
]


class RequestError(StandoffError):
    """A request that is not answered as it was asked."""

    status = HTTPStatus.BAD_REQUEST


class UnusableError(RequestError):
    """Parameters or a body that mean nothing."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY


class UnauthorisedError(RequestError):
    """No token."""

    status = HTTPStatus.UNAUTHORIZED


class ForbiddenError(RequestError):
    """A request that no token makes good."""

    status = HTTPStatus.FORBIDDEN


class MissingError(RequestError):
    """There is no such thing."""

    status = HTTPStatus.NOT_FOUND


class TooLargeError(RequestError):
    """More bytes than are taken."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


_STATUS: tuple[tuple[type[StandoffError], HTTPStatus], ...] = (
    (CasebookBusyError, HTTPStatus.SERVICE_UNAVAILABLE),
    (JudgementError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (FormatError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (ReadError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (CasebookError, HTTPStatus.CONFLICT),
)


def problem_of(error: StandoffError) -> tuple[HTTPStatus, dict[str, Any]]:
    """The status and the JSON body of an error."""
    status = error.status if isinstance(error, RequestError) else HTTPStatus.BAD_REQUEST
    if not isinstance(error, RequestError):
        status = next((status for kind, status in _STATUS if isinstance(error, kind)), status)
    body = {"type": "about:blank", "title": status.phrase, "status": int(status), "detail": _sendable(error.message)}
    return status, body | ({"advice": _sendable(error.advice)} if error.advice else {})


def _sendable(said: str) -> str:
    """Without halves of surrogate pairs, for which UTF-8 has no bytes."""
    return said.encode("utf-8", "replace").decode()
