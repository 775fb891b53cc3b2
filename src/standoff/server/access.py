"""Who may read, who may write.

Reading is open on loopback. Writing needs the token that the server prints at its start, and so does reading once the
server listens elsewhere. A program sends it as ``Authorization: Bearer TOKEN``. A browser that opens the printed
address, which holds it, is given a cookie that scripts cannot read; its writes must then also carry a second value,
made from the token and put into the page, so that no other site's form can write with the cookie.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

from starlette.requests import Request

from standoff.server.problems import ForbiddenError, UnauthorisedError

__all__ = ["COOKIE", "CSRF_HEADER", "Access", "cookie_named", "host_named"]

COOKIE = "standoff"
CSRF_HEADER = "x-standoff-csrf"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def host_named(header: str) -> str:
    """The host of a header ``Host``, without the port.

    >>> [host_named(each) for each in ("LOCALHOST:8321", "[::1]:80", "[::1]", "127.0.0.1")]
    ['localhost', '[::1]', '[::1]', '127.0.0.1']
    """
    name = header.strip().lower()
    return name[: name.find("]") + 1] if name.startswith("[") else name.partition(":")[0]


def cookie_named(header: str) -> str:
    """The cookie's name for a header ``Host``. A browser sends cookies to every port of a host: with the port in its
    name, two casebooks that are served at once do not take each other's.

    >>> [cookie_named(each) for each in ("localhost:8321", "[::1]:80", "localhost")]
    ['standoff-8321', 'standoff-80', 'standoff']
    """
    port = header.strip()[len(host_named(header)) :].removeprefix(":")
    return f"{COOKIE}-{port}" if port.isascii() and port.isdigit() else COOKIE


@dataclass(frozen=True, slots=True)
class Access:
    """The token, whether reading needs it too, and which hosts a request may name (against DNS rebinding)."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    is_reading_open: bool = True
    hosts: frozenset[str] = frozenset({"127.0.0.1", "localhost", "[::1]"})
    is_private_fetching_allowed: bool = False

    @property
    def csrf(self) -> str:
        """What a page's own writes carry beside the cookie."""
        return hmac.new(self.token.encode(), b"csrf", hashlib.sha256).hexdigest()

    @property
    def cookie(self) -> str:
        """What the cookie holds: not the token itself."""
        return hmac.new(self.token.encode(), b"cookie", hashlib.sha256).hexdigest()

    def is_token(self, given: str) -> bool:
        """Whether this is the token, compared in constant time."""
        return hmac.compare_digest(given.encode(), self.token.encode())

    def may_write(self, request: Request) -> bool:
        """Whether a request comes from whoever has the token, by header or by cookie."""
        return self._by_header(request) or self._by_cookie(request)

    def refuse(self, request: Request) -> None:
        """Raise ``UnauthorisedError`` or ``ForbiddenError`` unless the request may do what it asks."""
        is_write = request.method not in _SAFE
        if not is_write and self.is_reading_open:
            return
        if self._by_header(request):
            return
        if not self._by_cookie(request):
            raise UnauthorisedError(
                "This needs the token that `standoff serve` printed.",
                advice="Open the address that it printed, or send the header `Authorization: Bearer TOKEN`.",
            )
        if is_write and not hmac.compare_digest(request.headers.get(CSRF_HEADER, "").encode(), self.csrf.encode()):
            raise ForbiddenError("This request did not come from a page of this server.", advice="Load the page again.")

    def _by_header(self, request: Request) -> bool:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and self.is_token(given.strip())

    def _by_cookie(self, request: Request) -> bool:
        return hmac.compare_digest(
            request.cookies.get(cookie_named(request.headers.get("host", "")), "").encode(), self.cookie.encode()
        )
