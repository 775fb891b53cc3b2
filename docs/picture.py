"""Write anew the picture in the README: what a command prints, by the command that the README names.

usage: python docs/picture.py [--check]
"""

from __future__ import annotations

import re
import shlex
import sys
from contextlib import chdir
from pathlib import Path

from typer.testing import CliRunner

from standoff.cli.app import app

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PICTURE = re.compile(r"<!-- standoff (?P<command>read [^>]+) -->\n```text\n(?P<shown>.*?)```", re.DOTALL)


def drawn(readme: str) -> str:
    """The README with its picture as the command prints it today, 100 columns wide and without colour."""
    match = PICTURE.search(readme)
    if match is None:
        raise SystemExit("README.md names no command above its picture: <!-- standoff read FILE -->")
    with chdir(ROOT):
        ran = CliRunner().invoke(app, shlex.split(match["command"]), env={"COLUMNS": "100", "NO_COLOR": "1"})
    if ran.exit_code:
        raise SystemExit(f"standoff {match['command']} ended with {ran.exit_code}:\n{ran.output}")
    printed = ran.output
    lines = "\n".join(line.rstrip() for line in printed.strip("\n").splitlines())
    return readme[: match.start("shown")] + lines + "\n" + readme[match.end("shown") :]


def main() -> int:
    readme = README.read_text(encoding="utf-8")
    now = drawn(readme)
    if "--check" in sys.argv[1:]:
        if now != readme:
            print("README.md does not show what Standoff prints: python docs/picture.py", file=sys.stderr)
        return int(now != readme)
    README.write_text(now, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
