"""The ``standoff`` command: its commands, and what happens when one of them fails."""

from __future__ import annotations

from typing import Annotated

import typer

from standoff.cli.add import add_command
from standoff.cli.brief import brief_command
from standoff.cli.check import check_command
from standoff.cli.demo import demo_command
from standoff.cli.exits import INTERRUPTED, NOTHING_READ, OK
from standoff.cli.export import export_command
from standoff.cli.incidents import incident_command, incidents_command
from standoff.cli.judge import judge_app, review_command
from standoff.cli.link import link_command
from standoff.cli.output import fall_silent, note
from standoff.cli.read import read_command
from standoff.cli.reports import report_command, reports_command
from standoff.cli.serve import serve_command
from standoff.errors import StandoffError

__all__ = ["app", "main"]

_READING, _KEEPING, _KNOWING = "Read", "Keep and compare", "What Standoff knows"

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with **standoff demo**, then **standoff read YOUR-REPORT**.\n\n"
    "**Exit codes**, where a command does not say more: 0 done; 1 it cannot be done, and why is said; 2 wrong usage; "
    "130 interrupted.",
)
app.command("read", rich_help_panel=_READING)(read_command)
app.command("demo", rich_help_panel=_READING)(demo_command)
app.command("add", rich_help_panel=_KEEPING)(add_command)
app.command("link", rich_help_panel=_KEEPING)(link_command)
app.command("incidents", rich_help_panel=_KEEPING)(incidents_command)
app.command("incident", rich_help_panel=_KEEPING)(incident_command)
app.command("brief", rich_help_panel=_KEEPING)(brief_command)
app.command("review", rich_help_panel=_KEEPING)(review_command)
app.add_typer(judge_app, name="judge", rich_help_panel=_KEEPING)
app.command("reports", rich_help_panel=_KEEPING)(reports_command)
app.command("report", rich_help_panel=_KEEPING)(report_command)
app.command("serve", rich_help_panel=_KEEPING)(serve_command)
app.command("export", rich_help_panel=_KEEPING)(export_command)
app.command("check", rich_help_panel=_KEEPING)(check_command)
try:
    from standoff.cli.places import places_app
except ModuleNotFoundError:
    pass
else:
    app.add_typer(places_app, name="places", rich_help_panel=_KNOWING)


def _print_version(is_asked: bool) -> None:
    if is_asked:
        from importlib.metadata import version

        typer.echo(f"standoff {version('standoff')}")
        raise typer.Exit


@app.callback()
def _standoff(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave."),
    ] = False,
) -> None:
    """Who did what to whom, where and when: according to whom.

    Standoff reads reports on armed conflict and contested incidents, and lays every claim to whoever makes it,
    with the words it rests on. It asserts nothing itself.
    """


def _told(error: StandoffError) -> int:
    note(f"standoff: {error.message}", style="bold red")
    if error.advice:
        note(error.advice)
    return NOTHING_READ


def main() -> int:
    """Run the command line and give its exit code. Where Standoff cannot go on it says what happened and what
    to do, without a traceback."""
    try:
        app()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else OK
    except StandoffError as error:
        return _told(error)
    except OSError as error:
        from standoff.exporters import is_full, unwritable

        if not is_full(error):
            raise
        fall_silent()
        return _told(unwritable("Standard output", error))
    except KeyboardInterrupt:
        return INTERRUPTED
    return OK
