"""A page of the web, fetched within bounds; private networks are out of reach unless they are allowed.

Whoever may add reports by address makes this machine send requests. So every host is resolved here, each address that
it has is looked at, and the connection goes to just the address that was looked at, so that a name cannot mean another
the second time; the same after each redirection.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from http import HTTPStatus
from typing import Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from standoff.errors import StandoffError

__all__ = ["FetchError", "Fetched", "checked_address", "fetch", "is_public", "resolve"]

MOST_BYTES: Final = 32 << 20
MOST_SECONDS: Final = 30.0
MOST_REDIRECTS: Final = 5
MOST_LETTERS: Final = 2_000
_REDIRECTIONS = (301, 302, 303, 307, 308)
_ASKED: Final = {"User-Agent": "Standoff", "Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class FetchError(StandoffError):
    """An address that is not fetched, or could not be."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered; ``url`` is that of the last redirection."""

    url: str
    body: bytes
    media_type: str | None
    charset: str | None
    at: datetime


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host. Raises ``FetchError`` when it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"There is no host {host}: {getattr(error, 'strerror', None) or error}.") from error
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def is_public(written: str) -> bool:
    """Whether an address is one of the open internet, and so is whatever address lies wrapped in it.

    >>> [is_public(each) for each in ("93.184.216.34", "10.0.0.1", "127.0.0.1", "::ffff:169.254.169.254", "224.0.0.1")]
    [True, False, False, False, False]
    """
    try:
        address = ipaddress.ip_address(written.partition("%")[0])
    except ValueError:
        return False
    return all(
        each.is_global
        and not (each.is_multicast or each.is_reserved or each.is_unspecified or getattr(each, "is_site_local", False))
        for each in _with_wrapped(address)
    )


def _with_wrapped(address: _Address) -> Iterator[_Address]:
    if isinstance(address, ipaddress.IPv4Address):
        yield address
        return
    if address.ipv4_mapped:
        yield address.ipv4_mapped
        return
    if address in _NAT64:
        yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        return
    yield address
    if address.sixtofour:
        yield address.sixtofour
    yield from address.teredo or ()


def checked_address(url: str, *, is_private_allowed: bool = False) -> SplitResult:
    """An address in its parts. Raises ``FetchError`` where it is no address of the web, or shows to be private."""
    advice = "Give an address that begins with http:// or https://."
    if len(url) > MOST_LETTERS or any(letter <= " " or letter == "\x7f" or letter == "\\" for letter in url):
        raise FetchError(f"{url[:80]!r} is no address of the web.", advice=advice)
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise FetchError(f"{url[:80]!r} is no address of the web: {error}.", advice=advice) from error
    if parts.scheme not in ("http", "https") or not host or port == 0:
        raise FetchError(f"{url[:80]!r} is no address of the web.", advice=advice)
    if parts.username is not None or parts.password is not None:
        raise FetchError("An address with a name and a password is not fetched.", advice="Leave them out.")
    with suppress(ValueError):
        ipaddress.ip_address(host)
        _refuse_private(host, [host], is_private_allowed)
    return parts


def _refuse_private(host: str, addresses: list[str], is_private_allowed: bool) -> None:
    if not is_private_allowed and not all(map(is_public, addresses)):
        raise FetchError(
            f"{host} lies in a private network.",
            advice="Save the page and add the file, or start the server with --allow-private.",
        )


def fetch(
    url: str,
    *,
    is_private_allowed: bool = False,
    most_bytes: int = MOST_BYTES,
    most_seconds: float = MOST_SECONDS,
    most_redirects: int = MOST_REDIRECTS,
) -> Fetched:
    """What an address answers, over all its redirections, within bounds on bytes, time and redirections.

    Proxies that the environment names are not used. Raises ``FetchError``.
    """
    ends_at = time.monotonic() + most_seconds
    for _ in range(most_redirects + 1):
        parts = checked_address(url, is_private_allowed=is_private_allowed)
        found = _ask(parts, is_private_allowed, most_bytes, ends_at)
        if isinstance(found, Fetched):
            return found
        url = urljoin(parts.geturl(), found)
    raise FetchError(f"{url[:80]} was redirected more than {most_redirects} times.")


def _ask(parts: SplitResult, is_private_allowed: bool, most_bytes: int, ends_at: float) -> Fetched | str:
    """What one address answers, or where it leads."""
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        name = host if ":" in host else host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise FetchError(f"{host[:80]!r} is no name of a host.") from error
    addresses = resolve(name, port)
    _refuse_private(host, addresses, is_private_allowed)
    with _connected(addresses, port, name, parts.scheme == "https", ends_at, is_private_allowed) as connection:
        try:
            path = quote(parts.path or "/", safe="%/:=&~+!$,;'@()*") + (
                f"?{quote(parts.query, safe='%/:=&?~+!$,;@()*[]')}" if parts.query else ""
            )
            connection.request("GET", path, headers=_ASKED)
            answer = connection.getresponse()
            if answer.status in _REDIRECTIONS:
                where = answer.headers.get("Location")
                if where is None:
                    raise FetchError(f"{host} redirects to nowhere.")
                return quote(where.strip().encode("latin-1", "replace"), safe="%/:=&?~#+!$,;'@()*[]")
            if answer.status != HTTPStatus.OK:
                raise FetchError(f"{host} answered {answer.status} {answer.reason[:80]}.")
            body = answer.read(most_bytes + 1)
        except (OSError, http.client.HTTPException, ValueError) as error:
            if time.monotonic() >= ends_at:
                raise _too_slow(host) from error
            raise FetchError(f"{host} cannot be read: {str(error)[:200] or type(error).__name__}.") from error
    if time.monotonic() >= ends_at:
        raise _too_slow(host)
    if len(body) > most_bytes:
        raise FetchError(f"{host} sends more than {most_bytes:,} bytes.", advice="Save it and add the file.")
    if answer.length:
        raise FetchError(f"{host} cannot be read: it stopped {answer.length:,} bytes before the end.")
    message = Message()
    message["content-type"] = answer.headers.get("Content-Type") or "application/octet-stream"
    charset = message.get_content_charset()
    at = datetime.now(UTC).replace(microsecond=0)
    return Fetched(parts.geturl(), body, message.get_content_type(), charset, at)


def _too_slow(host: str) -> FetchError:
    return FetchError(f"{host} took too long.", advice="Try again later, or save the page and add the file.")


@contextmanager
def _connected(
    addresses: list[str], port: int, name: str, is_secure: bool, ends_at: float, is_private_allowed: bool
) -> Iterator[http.client.HTTPConnection]:
    """A connection to one of the addresses that were looked at. It is cut when the time is over, whatever it does."""
    plain = _open_socket(addresses, port, name, ends_at)
    held = plain.dup()  # what TLS wraps is taken out of the first socket
    cut = threading.Timer(max(0.0, ends_at - time.monotonic()), _shut, (held,))
    cut.daemon = True
    cut.start()
    connection = http.client.HTTPConnection(name, port, timeout=MOST_SECONDS)
    try:
        _refuse_private(name, [str(plain.getpeername()[0])], is_private_allowed)
        connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=name) if is_secure else plain
        connection.default_port = 443 if is_secure else 80  # which the header Host leaves out
        yield connection
    except OSError as error:
        if time.monotonic() >= ends_at:
            raise _too_slow(name) from error
        raise FetchError(f"{name} cannot be read: {error.strerror or error}.") from error
    finally:
        cut.cancel()
        held.close()
        connection.close()
        plain.close()


def _open_socket(addresses: list[str], port: int, name: str, ends_at: float) -> socket.socket:
    reason: OSError | None = None
    for address in addresses:
        left = ends_at - time.monotonic()
        if left <= 0:
            raise _too_slow(name)
        try:
            return socket.create_connection((address, port), timeout=min(left, 10.0))
        except OSError as error:
            reason = error
    said = (reason.strerror or reason) if reason else "it has no address"
    raise FetchError(f"{name} cannot be reached: {said}.")


def _shut(held: socket.socket) -> None:
    with suppress(OSError):
        held.shutdown(socket.SHUT_RDWR)
