"""Where a command's answer goes: the terminal, a pipe, or a file that is there whole or not at all."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from errno import EPIPE
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TextIO

import typer
from rich.console import Console
from rich.text import Text

from standoff.cli import words
from standoff.cli.exits import OK
from standoff.errors import StandoffError

if TYPE_CHECKING:
    from standoff.pipeline import Reading
    from standoff.records import Rejection

__all__ = [
    "NO_FILES",
    "RECORD_KINDS",
    "STANDARD_OUTPUT",
    "console_for",
    "fall_silent",
    "line_of",
    "note",
    "note_rejections",
    "opened",
    "records_of",
]

RECORD_KINDS = ("claims", "attributions", "places", "dates", "rejections", "reports")
"""What ``--records`` takes."""

NO_FILES = "Nothing to read: there are no files there. Name a file, or a folder that holds some."
_UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")


STANDARD_OUTPUT = Path("-")
"""How a user calls it where a file is asked for."""


class _Console(Console):
    """A console that says when nobody reads any more; Rich itself would end the command with an error."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError(EPIPE, "Nobody reads any more")


@contextmanager
def opened(path: Path | None) -> Iterator[TextIO]:
    """Standard output, for nothing or ``-``; or a file that takes its name only once all is written to it.

    Whoever reads standard output may stop when they have heard enough: that ends the command, and is no error.
    Raises ``StandoffError`` when nothing can be written.
    """
    if path is None or path == STANDARD_OUTPUT:
        if sys.stdout is None:
            raise StandoffError("Standard output is closed.", advice="Leave it open, or name a file: --output FILE.")
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(errors="backslashreplace")
        try:
            yield sys.stdout
            sys.stdout.flush()
        except OSError as error:
            from standoff.exporters import is_full, unwritable

            if not (isinstance(error, BrokenPipeError) or is_full(error)):
                raise
            fall_silent()  # Python flushes once more as it leaves
            if isinstance(error, BrokenPipeError):  # whoever read has heard enough
                raise typer.Exit(OK) from None
            raise unwritable("Standard output", error) from error
        return
    from standoff.exporters import whole_file

    with whole_file(path) as stream:
        yield stream


def fall_silent() -> None:
    """Have what goes to standard output go nowhere from now on: nobody reads it, or it has no room."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def console_for(stream: TextIO, *, color: bool) -> Console:
    """A console on a stream; styles only where the stream is a terminal that has them and nobody declined them."""
    declined = not color or bool(os.environ.get("NO_COLOR"))
    system: Literal["auto"] | None = None if declined else "auto"
    return _Console(file=stream, color_system=system, highlight=False, markup=False, emoji=False, soft_wrap=True)


def line_of(record: dict[str, Any]) -> str:
    """A record as a line of JSON: what a terminal could act on, or would not show, is written as an escape.

    >>> line_of({"text": "é\\x9b"})
    '{"text": "é\\\\u009b"}'
    """
    line = json.dumps(record, ensure_ascii=False, separators=(", ", ": "))
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:  # half a surrogate pair in the report's own text
        return json.dumps(record)
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


def records_of(reading: Reading, kinds: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The JSON shapes of what a reading holds, kind by kind.

    An adjective of a country ("Syrian") is no place; it tells what a report is about and is left out of the places.
    """
    for kind in kinds:
        if kind == "reports":
            if reading.report:
                yield reading.report.to_dict()
        elif kind in ("attributions", "places", "dates"):
            if reading.report:
                for mention in getattr(reading, kind):
                    if kind != "places" or mention.lat is not None or not mention.is_demonym:
                        yield mention.to_dict(reading.report.id)
        else:
            for record in getattr(reading, kind):
                yield record.to_dict()


def note(message: str, *, style: str = "") -> None:
    """A line for the person at the terminal: to standard error, out of the way of the answer."""
    if sys.stderr is None:
        return
    with suppress(BrokenPipeError):
        console_for(sys.stderr, color=True).print(Text(message, style=style))


def note_without_model() -> None:
    """Why the rules read alone, where what runs the model is not installed."""
    from standoff.model import why_unread

    reason = why_unread()
    if reason is not None:
        note(reason, style="yellow")


def note_rejections(rejections: Iterable[Rejection]) -> None:
    """What could not be read, and why."""
    for rejection in rejections:
        subject = "standard input" if rejection.subject == "-" else words.safe(rejection.subject or "")
        note(f"Not read: {subject}{': ' if subject else ''}{words.safe(rejection.reason)}", style="yellow")
