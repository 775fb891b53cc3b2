"""``standoff incidents`` and ``standoff incident ID``: what happened, according to whom."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from standoff.cli import incident_page, output, words
from standoff.cli.listing import COUNTED, Limit, PageNumber, Query, note_waiting, put_rows, summary, table_on, window
from standoff.cli.options import (
    CasebookFile,
    EventType,
    Excel,
    Format,
    FormatOption,
    NoColor,
    OutputFile,
    Party,
    Since,
    Until,
    days_asked,
    last_day,
)
from standoff.cli.page import page_for

if TYPE_CHECKING:
    from rich.console import Console

    from standoff.records import Incident

__all__ = ["ListFormat", "asked_place", "incident_command", "incidents_command"]

_NUMBER = r"[-+]?\d+(?:\.\d+)?"
_BOX = re.compile(rf"({_NUMBER}),({_NUMBER}),({_NUMBER}),({_NUMBER})")
_POINT = re.compile(rf"({_NUMBER}),({_NUMBER}),({_NUMBER})\s*km")
_AROUND = re.compile(rf"(.+),\s*({_NUMBER})\s*km")


class ListFormat(StrEnum):
    """How a list of incidents is printed."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


def incidents_command(
    casebook: CasebookFile = Path("standoff.db"),
    place: Annotated[
        str | None,
        typer.Option(
            "--place",
            metavar="PLACE",
            help="Words of the place's name or its province's; a country, Syria; a name and a distance, Manbij,30km; "
            "a point and a distance, 36.53,37.95,30km; or a box: south,west,north,east.",
        ),
    ] = None,
    since: Since = None,
    until: Until = None,
    kind: EventType = None,
    party: Party = None,
    claimant: Annotated[
        str | None,
        typer.Option("--claimant", metavar="NAME", help="With an account by whom these words begin to name."),
    ] = None,
    status: Annotated[
        str | None,
        typer.Option("--status", metavar="STATUS", help="single-source, corroborated, disputed or denied."),
    ] = None,
    disputed: Annotated[bool, typer.Option("--disputed", help="With a dispute or a denial.")] = False,
    query: Query = None,
    limit: Limit = None,
    page: PageNumber = 1,
    form: Annotated[
        ListFormat,
        typer.Option(
            "--format", "-f", metavar="table|jsonl|csv", help="A table for people; JSON Lines or CSV for programs."
        ),
    ] = ListFormat.table,
    excel: Excel = False,
    out: OutputFile = None,
    no_color: NoColor = False,
) -> None:
    """List the incidents of a casebook, the last days first.

    **Examples:**

    - standoff incidents --place Manbij,30km --since 2016-07 --disputed

    - standoff incidents --party RUS --claimant pentagon --format csv --output incidents.csv
    """
    from standoff.casebook import open_casebook

    conditions: dict[str, Any] = {
        **days_asked(since, until),
        "type": kind,
        "party": party,
        "claimant": claimant,
        "status": status,
        "is_disputed": True if disputed else None,
        "query": query,
        **asked_place(place),
    }
    if status is not None and status not in incident_page.STATUS_STYLES:
        known = ", ".join(incident_page.STATUS_STYLES)
        raise typer.BadParameter(f"{status} is no status. Choose from {known}.")
    if excel and form is not ListFormat.csv:
        raise typer.BadParameter(f"--excel is for CSV, and {form} is none: --format csv.")
    first, most = window(limit, page, is_table=form is ListFormat.table)
    with open_casebook(casebook, mode="read") as book, output.opened(out) as stream:
        note_waiting(book)
        found = book.incidents(limit=most, skip=first, **conditions)
        if form is ListFormat.jsonl:
            for incident in found:
                stream.write(output.line_of(incident.to_dict()) + "\n")
            return
        if form is ListFormat.csv:
            from standoff.exporters import BYTE_ORDER_MARK, write_incidents_csv

            stream.write(BYTE_ORDER_MARK if excel else "")
            write_incidents_csv(found, stream)
            return
        shown = list(found)
        is_all = most is None or (page == 1 and len(shown) < most)
        total = len(shown) if is_all else book.count_incidents(at_most=COUNTED + 1, **conditions)
        console = output.console_for(stream, color=not no_color)
        _put_lines(console, shown)
        said = summary("incident", first=first, shown=len(shown), total=total)
        if not total:
            said = "No incident is like that. Ask for less: every condition must be met."
            if "place" in conditions:
                said += (
                    f" For what lies around a place, give a distance: --place '{words.safe(conditions['place'])},80km'."
                )
            if not book.count_incidents(at_most=1):
                said = "No incidents. `standoff link` forms those of reports that were added."
        console.print(Text(said, style="dim"))


def asked_place(written: str | None) -> dict[str, Any]:
    """The condition that a user's place is. Raises ``typer.BadParameter``.

    >>> asked_place("36,37,37,39"), asked_place("Al Tanf"), asked_place("Syria")
    ({'box': (36.0, 37.0, 37.0, 39.0)}, {'place': 'Al Tanf'}, {'country': 'SYR'})
    """
    if written is None:
        return {}
    written = written.strip()
    if box := _BOX.fullmatch(written):
        south, west, north, east = map(float, box.groups())
        if south > north or abs(south) > 90 or abs(north) > 90 or abs(west) > 180 or abs(east) > 180:
            raise typer.BadParameter(f"{written} is no box. Write it as south,west,north,east, in degrees.")
        return {"box": (south, north, west, east)}
    if point := _POINT.fullmatch(written):
        lat, lon, km = map(float, point.groups())
        if abs(lat) > 90 or abs(lon) > 180:
            raise typer.BadParameter(
                f"{written} is no point. Write it as latitude,longitude,distance: 36.53,37.95,30km."
            )
        return {"near": (lat, lon, km)}
    if around := _AROUND.fullmatch(written):
        from standoff.gazetteer import Gazetteer

        gazetteer = Gazetteer.open()
        found = gazetteer.find(around[1].strip())
        gazetteer.close()
        if not found:
            raise typer.BadParameter(
                f"No place is known by the name {around[1].strip()}. Give its latitude and longitude: 36.53,37.95,30km."
            )
        return {"near": (found[0].lat, found[0].lon, float(around[2]))}
    from standoff.actors import ActorRegistry

    country = ActorRegistry.load().country_called(written)
    return {"country": country} if country else {"place": written}


def _put_lines(console: Console, incidents: list[Incident]) -> None:
    page = page_for(console)
    table = table_on(page)
    table.add_column("Id", no_wrap=True)
    table.add_column("When", max_width=13 if page.width < 100 else 24)
    table.add_column("What and where", ratio=1)
    table.add_column("Toll", max_width=14 if page.width < 100 else 24)
    table.add_column("Origins", no_wrap=True, justify="right")
    rows: list[tuple[Text, ...]] = []
    for incident in incidents:
        when = incident.when
        title = page.words(words.safe(incident_page.what_of(incident)))
        if incident.place is not None:
            title += page.words((", ", "dim"), (words.safe(incident.place.name), "cyan"))
        if incident.status != "single-source":
            title += page.words("  ", (incident.status, incident_page.STATUS_STYLES[incident.status]))
        fields = [dispute.field.removeprefix("tolls.") for dispute in incident.disputes if dispute.field != "whether"]
        if fields:
            title += page.words((" ≠ " + ", ".join(fields), "yellow"))
        if incident.is_reviewed:
            title += page.words(("  reviewed", "green"))
        low, high = incident.corroboration.origins_low, len(incident.corroboration.origins)
        row = (
            page.words((incident.id[:8], "bold")),
            page.words(words.days(when) if when else ("no day", "dim")),
            title,
            page.words(", ".join(words.figure(each) for each in incident.tolls)),
            page.words(f"{low}" if low == high else f"{low}–{high}"),
        )
        rows.append(row)
    put_rows(console, page, table, rows, counted="origin")


def incident_command(
    incident_id: Annotated[
        str, typer.Argument(metavar="ID", help="The incident's id, or as much of its beginning as tells it.")
    ],
    casebook: CasebookFile = Path("standoff.db"),
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DAY", help="As it was known on this day.")] = None,
    show_all: Annotated[bool, typer.Option("--all", help="Every account with every quotation.")] = False,
    show_reports: Annotated[bool, typer.Option("--reports", help="Who is counted at each step, by report.")] = False,
    form: FormatOption = Format.table,
    out: OutputFile = None,
    no_color: NoColor = False,
) -> None:
    """Show one incident: the accounts side by side, where they differ, and how many independent origins they have.

    A denial stands beneath what it denies; ≠ marks what is disputed, · what an account says nothing of. JSON Lines give
    the incident and then its claims.

    **Examples:**

    - standoff incident 6eeda460

    - standoff incident 6eeda460 --as-of 2016-07-19 --reports
    """
    from standoff.casebook import open_casebook

    with open_casebook(casebook, mode="read") as book, output.opened(out) as stream:
        incident = book.incident(incident_id, as_of=last_day(as_of))
        claims = book.claims_of(incident, as_of=last_day(as_of))
        if form is Format.jsonl:
            for record in (incident.to_dict(), *(claims[each].to_dict() for each in incident.claims if each in claims)):
                stream.write(output.line_of(record) + "\n")
            return
        console = output.console_for(stream, color=not no_color)
        page = page_for(console)
        lines = book.lines_of(incident.reports)
        shown = incident_page.Shown(incident, claims, lines, as_of=last_day(as_of))
        incident_page.put_incident(page, shown, is_whole=show_all, is_unfolded=show_reports)
        page.show(console)
