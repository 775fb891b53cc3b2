"""Write the pages of the reference that the code itself can tell: ``make docs``; ``--check`` fails on drift.

``cli.md`` is written whole from the commands and their help.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from standoff.cli.app import app

HERE = Path(__file__).resolve().parent
_CLI_HEAD = """\
# The command line

Written by `make docs` from the commands themselves; `make check` fails when the two differ.

Results go to standard output; notes, progress and errors to standard error. Whatever goes wrong is said in a
sentence that ends in what to do, without a traceback. What a report holds never reaches a terminal as a
command to it: control characters are left out of tables and escaped in JSON Lines.
"""


def _plain(text: str | None) -> str:
    return re.sub(r"[ \t]*\n[ \t]*", " ", (text or "").strip()).replace("|", "\\|")


def _shown_default(parameter: Any) -> str:
    default = parameter.default
    if parameter.required or default is None or default is False or callable(default):
        return ""
    return f" Default: `{getattr(default, 'value', default)}`."


def _value(parameter: Any) -> str:
    return "" if parameter.is_flag else " " + (parameter.metavar or "VALUE").replace("|", "\\|")


def _command(path: str, command: Any) -> Iterator[str]:
    parameters = [parameter for parameter in command.params if not getattr(parameter, "hidden", False)]
    arguments = [each for each in parameters if each.param_type_name == "argument"]
    options = [each for each in parameters if each.param_type_name == "option" and "--help" not in each.opts]
    subcommands = getattr(command, "commands", None)
    shown = " ".join(
        f"{argument.metavar or argument.name.upper()}{'...' if argument.nargs == -1 else ''}" for argument in arguments
    )
    yield f"## `{' '.join([path, *([shown] if shown else []), *(['COMMAND'] if subcommands else [])])}`"
    yield "\n".join(line.strip() for line in (command.help or "").strip().splitlines())
    if arguments or options:
        rows = ["| | |", "|---|---|"]
        rows += [f"| `{each.metavar or each.name.upper()}` | {_plain(each.help)} |" for each in arguments]
        rows += [
            f"| `{', '.join(sorted(each.opts, key=len, reverse=True))}{_value(each)}` "
            f"| {_plain(each.help)}{_shown_default(each)} |"
            for each in options
        ]
        yield "\n".join(rows)
    for name, subcommand in (subcommands or {}).items():
        if not subcommand.hidden:
            yield from _command(f"{path} {name}", subcommand)


def cli_page() -> str:
    """The page of the command line."""
    return "\n\n".join([_CLI_HEAD.strip(), *_command("standoff", typer.main.get_command(app))]) + "\n"


def main() -> int:
    """Write the pages, or with ``--check`` name those that no longer agree with the code."""
    is_checking = "--check" in sys.argv[1:]
    drifted = []
    for name, page in (("cli.md", cli_page()),):
        path = HERE / name
        if is_checking:
            if not path.exists() or path.read_text(encoding="utf-8") != page:
                drifted.append(name)
        else:
            path.write_text(page, encoding="utf-8")
    if drifted:
        print(f"docs/reference/{', '.join(drifted)} no longer agree with the code: run `make docs`.", file=sys.stderr)
    return 1 if drifted else 0


if __name__ == "__main__":
    sys.exit(main())
