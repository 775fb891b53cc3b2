"""``standoff serve``: a casebook in the browser, and the same over REST."""

from __future__ import annotations

import errno
import ipaddress
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from standoff.cli import output
from standoff.cli.options import CasebookFile, Quiet
from standoff.errors import StandoffError

if TYPE_CHECKING:
    from standoff.server import Access

__all__ = ["access_for", "serve_command"]

_PORT = 8321
_SHORTEST_TOKEN = 16


def serve_command(
    casebook: CasebookFile = Path("standoff.db"),
    host: Annotated[
        str, typer.Option("--host", metavar="HOST", help="The address of this machine to listen on.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", "-p", min=0, max=65_535, metavar="N", help="The port; 0 takes one that is free.")
    ] = _PORT,
    token: Annotated[
        str | None,
        typer.Option(
            "--token",
            metavar="TOKEN",
            envvar="STANDOFF_TOKEN",
            help="What whoever writes must know. Left out: a new one each time.",
        ),
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Let reports be added from addresses of private networks too.")
    ] = False,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open the page in a browser.")] = False,
    quiet: Quiet = False,
) -> None:
    """Open a casebook in the browser: map, incidents, reports and what waits for a person; and the same over REST.

    The address that is printed holds a token. Who opens it may edit; who only knows the address without it may read,
    on this machine. With --host others may come in too: they need the token even to read, and what they send and are
    sent is not encrypted. Nothing is ever loaded from elsewhere. Ctrl-C ends it.

    **Exit codes:** 0 ended; 1 the casebook cannot be read or the port cannot be had; 2 wrong usage.

    **Examples:**

    - standoff serve --casebook syria.db

    - standoff serve --host 192.168.1.20 --port 9000 --no-browser
    """
    import uvicorn

    from standoff.casebook import open_casebook
    from standoff.server import make_app

    access = access_for(host, token, allow_private)
    with open_casebook(casebook, mode="read"):
        pass  # what is wrong with it is said here, not on a page
    with _listening(host, port) as listening:
        bound = listening.getsockname()[1]
        address = f"http://{_shown(host)}:{bound}/?token={access.token}"
        if not quiet:
            output.note(f"Standoff serves {casebook} at {address}")
            output.note("Whoever opens this address may edit. Ctrl-C ends it.", style="dim")
            output.note_without_model()
        if not no_browser and sys.stderr.isatty():
            import webbrowser

            webbrowser.open(address)
        config = uvicorn.Config(
            make_app(casebook, access),
            log_level="warning",
            access_log=False,  # it would hold the token
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=5,
        )
        try:
            uvicorn.Server(config).run(sockets=[listening])
        except KeyboardInterrupt:
            raise typer.Exit from None


def access_for(host: str, token: str | None, is_private_fetching_allowed: bool) -> Access:
    """Who may come in: on loopback anyone may read; on another address the token is asked for.

    Raises ``typer.BadParameter`` for a token that no header can carry, or that can be guessed where others come in.
    """
    from standoff.server import Access

    is_local = _is_loopback(host)
    if token is not None and (not token.isascii() or not token.isprintable() or " " in token or not token):
        raise typer.BadParameter("A token is of ASCII letters, digits and signs, without blanks.")
    if token is not None and not is_local and len(token) < _SHORTEST_TOKEN:
        raise typer.BadParameter(
            f"With --host a token has {_SHORTEST_TOKEN} letters or more. Leave it out for a new one."
        )
    given = {} if token is None else {"token": token}
    is_any = host.strip("[]") in ("0.0.0.0", "::", "")  # noqa: S104 - they are looked for, not bound
    names = set() if is_any else {"127.0.0.1", "localhost", "[::1]", _shown(host).lower()}
    return Access(
        **given,
        is_reading_open=is_local,
        hosts=frozenset(names),
        is_private_fetching_allowed=is_private_fetching_allowed,
    )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _shown(host: str) -> str:
    """The host as an address has it."""
    name = host.strip("[]")
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(name, name)  # noqa: S104
    return f"[{name}]" if ":" in name else name


def _listening(host: str, port: int) -> socket.socket:
    try:
        found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, protocol, _, address = found[0]
        listening = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError) as error:
        raise StandoffError(
            f"There is no {host} on this machine: {getattr(error, 'strerror', None) or error}.",
            advice="Leave --host out to listen on this machine alone.",
        ) from error
    try:
        if sys.platform != "win32":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(128)
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise StandoffError(
                f"Port {port} of {host} is in use.",
                advice=f"End what uses it, or take another: standoff serve --port {port + 1 if port < 65_535 else 0}",
            ) from error
        if error.errno in (errno.EACCES, errno.EPERM):
            raise StandoffError(
                f"You may not listen on port {port}.", advice="Take one above 1023: standoff serve --port 8321"
            ) from error
        raise StandoffError(
            f"{host} cannot be listened on: {error.strerror}.",
            advice="Give --host an address of this machine, or leave it out.",
        ) from error
    return listening
