"""Write anew the pictures in the README: what commands print, by the commands that the README names.

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
PICTURE = re.compile(r"<!-- standoff (?P<command>(?:read|demo)[^>]*) -->\n```text\n(?P<shown>.*?)```", re.DOTALL)


def drawn(readme: str) -> str:
    """The README with its pictures as the commands print them today, 100 columns wide and without colour."""
    if not PICTURE.search(readme):
        raise SystemExit("README.md names no command above its picture: <!-- standoff read FILE -->")
    return PICTURE.sub(
        lambda match: f"<!-- standoff {match['command']} -->\n```text\n{_shown(match['command'])}```", readme
    )


def _shown(command: str) -> str:
    with chdir(ROOT):
        ran = CliRunner().invoke(app, shlex.split(command), env={"COLUMNS": "100", "NO_COLOR": "1"})
    if ran.exit_code:
        raise SystemExit(f"standoff {command} ended with {ran.exit_code}:\n{ran.output}")
    printed = ran.output
    if command == "demo":  # its end: one incident, without what is beneath its accounts
        printed = printed[printed.rindex("\n━━ ") + 1 :].split(" more accounts")[0].rsplit("\n\n", 1)[0]
    return "\n".join(line.rstrip() for line in printed.strip("\n").splitlines()) + "\n"


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
