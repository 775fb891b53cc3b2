"""Where answers go when nobody reads them, or there is nowhere for them to go."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from standoff.casebook import open_casebook
from standoff.cli import main
from standoff.cli.output import console_for, note


class Unread(io.StringIO):
    """A pipe whose reader has gone."""

    def write(self, _: str) -> int:
        raise BrokenPipeError


def test_a_table_that_nobody_reads_on_ends_as_json_lines_do() -> None:
    with pytest.raises(BrokenPipeError):
        console_for(Unread(), color=False).print("a row")


def test_a_note_that_nobody_reads_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", Unread())
    note("something for the person at the terminal")


def test_a_note_is_never_among_the_answers(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stderr", None)
    note("something for the person at the terminal")
    assert capsys.readouterr().out == ""


def test_that_standard_output_is_closed_is_said_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with open_casebook(tmp_path / "standoff.db"):
        pass
    monkeypatch.setattr("sys.argv", ["standoff", "incidents", "--casebook", str(tmp_path / "standoff.db")])
    monkeypatch.setattr("sys.stdout", None)
    assert main() == 1
    assert capsys.readouterr().err.startswith("standoff: Standard output is closed.")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("option", ["--version", "--help"])
def test_a_full_disk_is_said_without_a_traceback_whatever_was_asked(option: str) -> None:
    with Path("/dev/full").open("w") as full:
        told = subprocess.run(
            [sys.executable, "-m", "standoff", option], stdout=full, stderr=subprocess.PIPE, timeout=60, check=False
        )
    assert told.returncode == 1
    assert told.stderr.decode().startswith("standoff: Standard output cannot be written: No space left on device.")


def test_reports_come_in_though_nobody_reads_what_came_of_them(tmp_path: Path) -> None:
    report = {"text": "Gunmen killed three policemen near Mosul on Monday, the governor said."}
    lines = (json.dumps(report | {"id": f"r{number}", "title": f"No. {number}"}) + "\n" for number in range(12))
    (tmp_path / "many.jsonl").write_text("".join(lines))
    command = subprocess.Popen(
        [sys.executable, "-m", "standoff", "add", str(tmp_path / "many.jsonl"), "--format", "jsonl", "--jobs", "1", "--casebook",
         str(tmp_path / "standoff.db")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ | {"STANDOFF_MODEL": "none"},
    )  # fmt: skip
    assert command.stdout
    assert command.stderr
    command.stdout.readline()
    command.stdout.close()
    assert command.stderr.read() == b""
    assert command.wait(timeout=60) == 0
    with open_casebook(tmp_path / "standoff.db", mode="read") as book:
        assert len(book) == 12
