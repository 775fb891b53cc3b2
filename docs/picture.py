"""Write anew the pictures in README and docs: what commands print, by the commands that stand above them.

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
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
PICTURE = re.compile(r"<!-- standoff (?P<command>[^>]+) -->\n```text\n(?P<shown>.*?)```", re.DOTALL)


def drawn(page: str) -> str:
    """The page with its pictures as the commands print them today, 100 columns wide and without colour."""
    return PICTURE.sub(
        lambda match: f"<!-- standoff {match['command']} -->\n```text\n{_shown(match['command'])}```", page
    )


def _shown(command: str) -> str:
    with chdir(ROOT):
        ran = CliRunner().invoke(app, shlex.split(command), env={"COLUMNS": "100", "NO_COLOR": "1"})
    if ran.exit_code:
        raise SystemExit(f"standoff {command} ended with {ran.exit_code}:\n{ran.output}")
    printed = ran.output
    if command == "demo":  # its end: one incident, its first accounts, where they differ and how many say it
        incident = printed[printed.rindex("\n━━ ") + 1 :]
        accounts = incident.split(" more accounts")[0].rsplit("\n\n", 1)[0]
        counts = incident[incident.index("── Where they differ") : incident.index("── Reports ")]
        printed = f"{accounts}\n\n[...]\n\n{counts}"
    return "\n".join(line.rstrip() for line in printed.strip("\n").splitlines()) + "\n"


def main() -> int:
    stale = []
    for path in PAGES:
        page = path.read_text(encoding="utf-8")
        now = drawn(page)
        if now != page:
            stale.append(str(path.relative_to(ROOT)))
            if "--check" not in sys.argv[1:]:
                path.write_text(now, encoding="utf-8")
    if stale and "--check" in sys.argv[1:]:
        print(f"{', '.join(stale)}: not what Standoff prints. Run: python docs/picture.py", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
