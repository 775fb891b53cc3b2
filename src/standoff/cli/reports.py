"""``standoff reports`` and ``standoff report ID``: what a casebook keeps."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from standoff.cli import output, words
from standoff.cli.listing import COUNTED, Limit, PageNumber, Query, put_rows, summary, table_on, window
from standoff.cli.options import (
    CasebookFile,
    Format,
    FormatOption,
    NoColor,
    OutputFile,
    Since,
    Until,
    days_asked,
)
from standoff.cli.page import Page, page_for

if TYPE_CHECKING:
    from rich.console import Console

    from standoff.casebook import Casebook
    from standoff.store import KeptReport, ReportLine

__all__ = ["report_command", "reports_command"]

_SHORT_ID = 8


def reports_command(
    casebook: CasebookFile = Path("standoff.db"),
    publisher: Annotated[
        str | None, typer.Option("--publisher", metavar="NAME", help="Of publishers with this in their name.")
    ] = None,
    since: Since = None,
    until: Until = None,
    query: Query = None,
    current: Annotated[bool, typer.Option("--current", help="Without reports that were corrected later.")] = False,
    limit: Limit = None,
    page: PageNumber = 1,
    form: FormatOption = Format.table,
    out: OutputFile = None,
    no_color: NoColor = False,
) -> None:
    """List the reports of a casebook, last published first.

    JSON Lines give each report whole, with its text, its copies' `text_group`, its versions and how it came in.

    **Examples:**

    - standoff reports --since 2016-07 --query "wedding OR funeral"

    - standoff reports --publisher anadolu --format jsonl --output reports.jsonl
    """
    from standoff.casebook import open_casebook

    conditions: dict[str, Any] = {
        "publisher": publisher,
        **days_asked(since, until),
        "query": query,
        "is_current": True if current else None,
    }
    first, most = window(limit, page, is_table=form is Format.table)
    with open_casebook(casebook, mode="read") as book, output.opened(out) as stream:
        found = book.reports(limit=most, skip=first, **conditions)
        if form is Format.jsonl:
            for line in found:
                stream.write(output.line_of(book.report(line.id).to_dict()) + "\n")
            return
        lines = list(found)
        is_all = most is None or (page == 1 and len(lines) < most)
        total = len(lines) if is_all else book.count_reports(at_most=COUNTED + 1, **conditions)
        console = output.console_for(stream, color=not no_color)
        _put_lines(console, lines)
        said = summary("report", first=first, shown=len(lines), total=total)
        if not total:
            said = "No report is like that. Ask for less: every condition must be met."
            if not len(book):
                said = "No reports. `standoff add PATH` reads some in."
        console.print(Text(said, style="dim"))


def _put_lines(console: Console, lines: list[ReportLine]) -> None:
    page = page_for(console)
    table = table_on(page)
    table.add_column("Id", no_wrap=True)
    table.add_column("Published", no_wrap=True, justify="right")
    table.add_column("Publisher", max_width=max(12, page.width // 5))
    table.add_column("Title", ratio=1)
    table.add_column("Claims", no_wrap=True, justify="right")
    rows: list[tuple[Text, ...]] = []
    for line in lines:
        title = page.words(words.safe(line.title or "") or ("no title", "dim italic"))
        for sign, other in (("copy of", line.text_group), ("corrects", line.version_of), ("see", line.replaced_by)):
            if other and other != line.id:
                title += page.words(("  ↳ " + f"{sign} {_short(other)}", "cyan"))
        row = (
            page.words((_short(line.id), "dim" if line.replaced_by else "bold")),
            page.words(words.day(line.published_on) if line.published_on else ("no day", "dim")),
            page.words(words.safe(line.publisher or "")),
            title,
            page.words(f"{line.claims:,}" if line.claims else ""),
        )
        if line.replaced_by:
            for cell in row:
                cell.stylize("dim", 0)
        rows.append(row)
    put_rows(console, page, table, rows, counted="claim")


def report_command(
    report_id: Annotated[
        str, typer.Argument(metavar="ID", help="The report's id, or as much of its beginning as tells it.")
    ],
    casebook: CasebookFile = Path("standoff.db"),
    original: Annotated[
        Path | None,
        typer.Option(
            "--original",
            metavar="FILE",
            help="Write the report's bytes, as they came in, to this file; - is standard output.",
        ),
    ] = None,
    form: FormatOption = Format.table,
    out: OutputFile = None,
    no_color: NoColor = False,
) -> None:
    """Show one report: its claims, where it came from and when, its copies and its versions.

    JSON Lines give the report and then its claims.

    **Examples:**

    - standoff report 4f0c2a

    - standoff report 4f0c2a --original as-received.html
    """
    from standoff.casebook import open_casebook

    with open_casebook(casebook, mode="read") as book, output.opened(out) as stream:
        kept = book.report(report_id)
        if original is not None:
            _write_original(kept, original)
            return
        if form is Format.jsonl:
            for record in (kept.to_dict(), *(claim.to_dict() for claim in book.findings(kept.line.id).claims)):
                stream.write(output.line_of(record) + "\n")
            return
        console = output.console_for(stream, color=not no_color)
        page = page_for(console)
        _put_report(page, book, kept)
        page.show(console)


def _put_report(page: Page, book: Casebook, kept: KeptReport) -> None:
    from standoff.cli import claims_page, findings_page

    found = book.findings(kept.line.id)
    claims_page.put_head(page, kept.report, found.claims)
    claims_page.put_claims(page, kept.report, found.claims)
    findings_page.put_section(page, "report", 1)
    findings_page.put_report(page, kept.report)
    if kept.versions:
        findings_page.put_section(page, "versions", len(kept.versions))
        for number, version in enumerate(kept.versions, start=1):
            mark = " (this one)" if version == kept.line.id else ""
            page.put(page.words((f"{number}. ", "dim"), (_short(version), "bold"), mark))
    copies = book.copies(kept.line.id)
    if copies:
        findings_page.put_section(page, "copies", len(copies))
        for copy in copies:
            is_ours = copy.report_id == kept.line.id
            other = book.report(copy.of_id if is_ours else copy.report_id).line
            pieces = [
                page.words("repeats " if is_ours else "is repeated by ", (_short(other.id), "bold")),
                page.words(words.safe(other.publisher or ""), " ", words.safe(other.title or "")),
                page.words((f"{copy.share:.0%} of the shorter text", "dim")),
                page.words((words.safe(copy.reason), "dim")),
            ]
            page.flow(piece for piece in pieces if piece.plain.strip())
            page.put(page.words(("“", "dim"), words.safe(copy.words.text), ("”", "dim")), indent=4)
    incidents = book.incidents_of(kept.line.id)
    if incidents:
        findings_page.put_section(page, "incidents", len(incidents))
        for incident in incidents:
            pieces = [page.words((incident.id[:_SHORT_ID], "bold"), " ", words.safe(incident.title))]
            pieces.append(page.words((f"{incident.status}, {words.count(len(incident.reports), 'report')}", "dim")))
            page.flow(pieces)
    findings_page.put_section(page, "arrivals", len(kept.arrivals))
    for arrival in kept.arrivals:
        pieces = [
            page.words((arrival.at.strftime("%d %b %Y, %H:%M UTC").lstrip("0"), "bold")),
            page.words(f"{arrival.how}: " if arrival.whence else arrival.how, words.safe(arrival.whence)),
            page.words(("Standoff " + arrival.release, "dim")),
        ]
        if arrival.sha256 != kept.report.sha256:
            pieces.append(page.words(("other bytes, SHA-256 " + str(arrival.sha256), "yellow")))
        page.flow(pieces)
    if found.rejections:
        findings_page.put_section(page, "rejections", len(found.rejections))
        findings_page.put_rejections(page, list(islice(found.rejections, 20)))


def _write_original(kept: KeptReport, path: Path) -> None:
    from standoff.errors import CasebookError
    from standoff.exporters import unwritable

    if not kept.report.source_bytes:
        raise CasebookError(f"The bytes of report {kept.line.id} were not given to Standoff, so none are kept.")
    if path == output.STANDARD_OUTPUT:
        with output.opened(path) as stream:
            stream.buffer.write(kept.report.source_bytes)
            return
    try:
        path.write_bytes(kept.report.source_bytes)
    except OSError as error:
        raise unwritable(path, error) from error


def _short(report_id: str) -> str:
    shown = words.safe(report_id)
    return shown[:_SHORT_ID] if len(shown) == 16 and shown.isalnum() else shown[:24]
