"""Arguments and options that mean the same in every command."""

from __future__ import annotations

import calendar
import re
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

__all__ = [
    "ActorsFile", "CasebookFile", "EventType", "Excel", "Format", "FormatOption", "Jobs", "NoColor", "OutputFile",
    "Party", "Paths", "Place", "Quiet", "Reviewed", "Since", "Until", "days_asked", "first_day", "last_day",
]  # fmt: skip

_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


class Format(StrEnum):
    """How records are printed."""

    table = "table"
    jsonl = "jsonl"


Paths = Annotated[list[str], typer.Argument(metavar="PATH", help="Files, folders, or - for standard input.")]
CasebookFile = Annotated[
    Path,
    typer.Option("--casebook", "-c", metavar="FILE", envvar="STANDOFF_CASEBOOK", help="The casebook."),
]
FormatOption = Annotated[
    Format,
    typer.Option("--format", "-f", metavar="table|jsonl", help="A table for people, or JSON Lines for programs."),
]
OutputFile = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write to a file, which appears only once it is whole; - is standard output.",
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=1,
        metavar="N",
        help="Processes. Left out: one for few reports, as many as there are cores for many.",
    ),
]
ActorsFile = Annotated[
    Path | None,
    typer.Option(
        "--actors",
        metavar="FILE",
        exists=True,
        dir_okay=False,
        help="A registry file of your own, read beside the one that ships.",
    ),
]
Excel = Annotated[
    bool, typer.Option("--excel", help="Begin CSV with a byte order mark, by which Excel knows it for UTF-8.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no notes on standard error.")]
NoColor = Annotated[bool, typer.Option("--no-color", help="No colour. The variable NO_COLOR does the same.")]
Place = Annotated[str | None, typer.Option("--place", metavar="PLACE", help="As for `standoff incidents`.")]
Reviewed = Annotated[bool, typer.Option("--reviewed", help="Only incidents that a person has judged.")]
Since = Annotated[
    str | None, typer.Option("--since", metavar="DAY", help="From this day on: 2016-07-18, 2016-07 or 2016.")
]
Until = Annotated[str | None, typer.Option("--until", metavar="DAY", help="Up to this day, month or year, all of it.")]


def _type_asked(written: str | None) -> str | None:
    """The event type that a user wrote, in whatever case. Raises ``typer.BadParameter``."""
    if written is None:
        return None
    from standoff.ontology import NAMES

    if written.upper() not in NAMES:
        raise typer.BadParameter(f"{written} is no type of event. Choose from {', '.join(NAMES)}.")
    return written.upper()


EventType = Annotated[
    str | None,
    typer.Option("--type", metavar="TYPE", callback=_type_asked, help="Of this type: ASSAULT, PROTEST."),
]


def _party_asked(written: str | None) -> str | None:
    if written is None:
        return None
    from standoff.actors import ActorRegistry

    return ActorRegistry.load().id_of(written) or written


Party = Annotated[
    str | None,
    typer.Option(
        "--party",
        metavar="PARTY",
        callback=_party_asked,
        help="With a party to it, by name or id: Taliban, RUS-MIL, RUS or Russia with all of Russia.",
    ),
]


def first_day(written: str | None) -> date | None:
    """The day, or the first of the month or year, that a user wrote. Raises ``typer.BadParameter``.

    >>> first_day("2016-07")
    datetime.date(2016, 7, 1)
    """
    return _bounds(written)[0] if written else None


def last_day(written: str | None) -> date | None:
    """The day, or the last of the month or year, that a user wrote. Raises ``typer.BadParameter``.

    >>> last_day("2016-02")
    datetime.date(2016, 2, 29)
    """
    return _bounds(written)[1] if written else None


def days_asked(since: str | None, until: str | None) -> dict[str, date | None]:
    """The condition that a user's days are. Raises ``typer.BadParameter``.

    >>> days_asked("2016-07", None)
    {'since': datetime.date(2016, 7, 1), 'until': None}
    """
    first, last = first_day(since), last_day(until)
    if first and last and first > last:
        raise typer.BadParameter(f"--since {since} is after --until {until}. Give the earlier day to --since.")
    return {"since": first, "until": last}


def _bounds(written: str) -> tuple[date, date]:
    found = _DAY.fullmatch(written.strip())
    try:
        if found is None:
            raise ValueError
        year, month, day = (int(part) if part else None for part in found.groups())
        first = date(year or 0, month or 1, day or 1)
        if day:
            return first, first
        last_month = month or 12
        return first, date(first.year, last_month, calendar.monthrange(first.year, last_month)[1])
    except ValueError:
        raise typer.BadParameter(f"{written} is no day. Write it as 2016-07-18, 2016-07 or 2016.") from None
