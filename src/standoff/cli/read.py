"""``standoff read``: reports in, what was found in them out, nothing kept."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from standoff.cli import output
from standoff.cli.exits import exit_code
from standoff.cli.llm import Llm, LlmAtOnce, LlmModel, LlmPrice, LlmTimeout, Yes, asking, note_unread
from standoff.cli.options import ActorsFile, Format, FormatOption, Jobs, NoColor, OutputFile, Paths, Quiet
from standoff.cli.page import Page, page_for
from standoff.cli.progress import advancing, progress

if TYPE_CHECKING:
    from rich.console import Console

    from standoff.pipeline import Reading

__all__ = ["print_table", "read_command"]


def _kinds(asked: str) -> list[str]:
    kinds = [kind.strip() for kind in asked.split(",") if kind.strip()]
    unknown = [kind for kind in kinds if kind not in output.RECORD_KINDS]
    if unknown or not kinds:
        said = f"{', '.join(unknown)}: no such records." if unknown else "No records are named."
        raise typer.BadParameter(f"{said} Choose from {', '.join(output.RECORD_KINDS)}.")
    return list(dict.fromkeys(kinds))


def read_command(
    paths: Paths,
    form: FormatOption = Format.table,
    records: Annotated[
        str,
        typer.Option(
            "--records",
            "-r",
            metavar="KINDS",
            help="What to print, set apart by commas: " + ", ".join(output.RECORD_KINDS) + ".",
        ),
    ] = "claims",
    out: OutputFile = None,
    jobs: Jobs = None,
    actors: ActorsFile = None,
    llm: Llm = None,
    llm_model: LlmModel = None,
    llm_price: LlmPrice = None,
    llm_timeout: LlmTimeout = 120.0,
    llm_at_once: LlmAtOnce = 2,
    yes: Yes = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """Read reports and print every claim: who says so, their words, who did what to whom, where, when, how many.

    Reads .txt, .md, .docx, .odt, .pdf, .html, .mhtml, .eml, .mbox, .json, .jsonl, .csv, RSS and Atom, .warc, .wacz
    and .zip files, told apart by what they hold. Nothing is kept, and no file is changed.

    With `--llm` a language model finds the claims in place of the rules. It says beforehand what that will come to,
    and asks. No word of an answer is believed that does not stand in the report; what is not is a rejection.

    **Exit codes:** 0 all was read; 1 nothing could be read; 2 wrong usage; 3 some inputs were rejected, the rest
    was read, or a model did not read some, and the rules read them instead; 130 interrupted.

    **Examples:**

    - standoff read report.html

    - standoff read reports/ --format jsonl --output claims.jsonl

    - standoff read story.txt --records claims,places,dates

    - curl -s https://example.org/story | standoff read -

    - standoff read reports/ --llm http://127.0.0.1:11434/v1 --llm-model qwen3:8b
    """
    kinds = _kinds(records)
    color = not no_color
    model = asking(
        llm,
        llm_model,
        price=llm_price,
        seconds=llm_timeout,
        at_once=llm_at_once,
        is_agreed=yes,
        is_quiet=quiet,
        is_stdin_read="-" in paths,
    )
    if model is not None:
        from standoff.readers import read_reports

        readings = model.readings(read_reports(paths), actors)
    else:
        from standoff.pipeline.spread import read_spread

        if not quiet:
            output.note_without_model()
        readings = read_spread(paths, jobs=jobs, actors=actors)
    tally = _Tally()
    with output.opened(out) as stream:
        counted = tally.count(readings, None if quiet else _say_rejected(kinds))
        with progress("Reading", is_shown=not quiet and sys.stderr.isatty() and not stream.isatty()) as advance:
            watched = advancing(counted, advance)
            if form is Format.jsonl:
                for reading in watched:
                    for record in output.records_of(reading, kinds):
                        stream.write(output.line_of(record) + "\n")
            else:
                print_table(watched, kinds, output.console_for(stream, color=color))
    if not quiet and not tally.reports and not tally.rejected:
        output.note(output.NO_FILES)
    elif not quiet and form is Format.table and tally.reports > 1:
        output.note(tally.summary())
    raise typer.Exit(tally.exit_code())


class _Tally:
    """What a run read and what it could not."""

    def __init__(self) -> None:
        self.reports = self.claims = self.rejected = self.unread = 0

    def count(self, readings: Iterable[Reading], say: Callable[[Reading], None] | None) -> Iterator[Reading]:
        for reading in readings:
            self.claims += len(reading.claims)
            if reading.report is None:
                self.rejected += 1
                if say:
                    say(reading)
            else:
                self.reports += 1
                self.unread += note_unread(reading, is_said=say is not None)
            yield reading

    def exit_code(self) -> int:
        return exit_code(read=self.reports, rejected=self.rejected + self.unread)

    def summary(self) -> str:
        said = f"{self.reports:,} reports, {self.claims:,} claims"
        return f"{said}; {self.rejected:,} could not be read." if self.rejected else f"{said}."


def _say_rejected(kinds: list[str]) -> Callable[[Reading], None] | None:
    """Rejected inputs are told of on standard error, unless they are printed anyhow."""
    if "rejections" in kinds:
        return None
    return lambda reading: output.note_rejections(reading.rejections)


def print_table(readings: Iterable[Reading], kinds: list[str], console: Console) -> None:
    """Print each reading as it comes."""
    from standoff.cli import claims_page, findings_page

    sections: dict[str, Callable[[Page, Any], None]] = {
        "attributions": findings_page.put_attributions,
        "places": findings_page.put_places,
        "dates": findings_page.put_dates,
        "rejections": findings_page.put_rejections,
    }
    for reading in readings:
        page = page_for(console)
        if reading.report:
            claims_page.put_head(page, reading.report, reading.claims)
        for kind in kinds:
            if kind == "claims" and reading.report:
                if len(kinds) > 1:
                    findings_page.put_section(page, kind, len(reading.claims))
                claims_page.put_claims(page, reading.report, reading.claims)
            elif kind == "reports" and reading.report:
                findings_page.put_section(page, "report", 1)
                findings_page.put_report(page, reading.report)
            elif kind in sections and (reading.report or kind == "rejections"):
                found = getattr(reading, kind)
                findings_page.put_section(page, kind, len(found))
                sections[kind](page, found)
        page.show(console)
    if isinstance(console.file, TextIO):
        console.file.flush()
