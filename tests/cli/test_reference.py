"""The page of the command line says what the commands say."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


def test_the_reference_agrees_with_the_commands() -> None:
    done = subprocess.run(
        [sys.executable, str(REPOSITORY / "docs" / "reference" / "generate.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_every_command_and_every_exit_code_is_in_the_reference() -> None:
    page = (REPOSITORY / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    for words in ("## `standoff read PATH...`", "## `standoff demo`", "3 some inputs were rejected", "130 interrupted"):
        assert words in page
