"""The command line."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, add_completion=False)

__all__ = ["main"]


@app.callback()
def _root() -> None:
    """Who did what to whom, according to whom."""


@app.command("read")
def read_command(
    paths: Annotated[list[str], typer.Argument()],
    format_: Annotated[str, typer.Option("--format")] = "table",
    records: Annotated[str, typer.Option("--records")] = "claims",
) -> None:
    """Read reports and print what was found."""
    from standoff.pipeline import read

    wanted = records.split(",")
    for reading in read(paths):
        for kind in wanted:
            if kind == "reports":
                found = [reading.report.to_dict()] if reading.report else []
            elif kind in ("attributions", "places", "dates"):
                found = [r.to_dict(reading.report.id) for r in getattr(reading, kind)] if reading.report else []
            else:
                found = [r.to_dict() for r in getattr(reading, kind)]
            for record in found:
                sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


def main() -> None:
    """Entry point of the ``standoff`` command."""
    app()
