"""``standoff read`` from the outside: what it prints, where, and the code it ends with."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from standoff.cli import main
from standoff.errors import PlacesError
from standoff.pipeline import Reading
from standoff.records import Rejection

Run = Callable[..., tuple[int, str, str]]
REJECTED = Reading(None, rejections=(Rejection("readers", "cut short", subject="b\x1b[2Jad.pdf"),))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command in this process, with the readings that it is to find: exit code, output, notes."""

    def run_command(*arguments: str, found: list[Reading] | Exception | None = None) -> tuple[int, str, str]:
        def find(paths: object, **_: object) -> Iterator[Reading]:
            if isinstance(found, Exception):
                raise found
            return iter(found or [])

        if found is not None:
            monkeypatch.setattr("standoff.pipeline.spread.read_spread", find)
        monkeypatch.setattr(sys, "argv", ["standoff", *arguments])
        code = main()
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run_command


def test_claims_are_printed_as_json_lines_of_the_contract(run: Run, reading: Reading) -> None:
    code, out, err = run("read", "x", "--format", "jsonl", found=[reading])
    assert (code, err) == (0, "")
    assert [json.loads(line) for line in out.splitlines()] == [claim.to_dict() for claim in reading.claims]


def test_records_are_printed_kind_by_kind_as_asked(run: Run, reading: Reading) -> None:
    kinds = "reports,dates,places,attributions,rejections"
    _, out, _ = run("read", "x", "--format", "jsonl", "--records", kinds, found=[reading])
    assert [json.loads(line)["record"] for line in out.splitlines()] == [
        "report",
        "date",
        "place",
        "place",
        "attribution",
        "rejection",
    ]


def test_everything_read_ends_with_0(run: Run, reading: Reading) -> None:
    assert run("read", "x", found=[reading])[0] == 0


def test_nothing_read_ends_with_1_and_says_why(run: Run) -> None:
    code, out, err = run("read", "bad.pdf", found=[REJECTED])
    assert (code, out) == (1, "")
    assert err == "Not read: bad.pdf: cut short\n"


def test_some_inputs_rejected_ends_with_3_and_the_rest_is_printed(run: Run, reading: Reading) -> None:
    code, out, err = run("read", "x", "bad.pdf", found=[REJECTED, reading])
    assert code == 3
    assert "Four drivers were wounded" in out
    assert "cut short" in err


def test_quiet_keeps_notes_to_itself(run: Run, reading: Reading) -> None:
    assert run("read", "x", "--quiet", found=[REJECTED, reading, reading])[2] == ""


def test_rejections_that_are_printed_are_not_told_twice(run: Run) -> None:
    _, out, err = run("read", "x", "--format", "jsonl", "--records", "rejections", found=[REJECTED])
    assert json.loads(out)["reason"] == "cut short"
    assert err == ""


def test_several_reports_end_with_a_count(run: Run, reading: Reading) -> None:
    assert run("read", "x", found=[reading, reading])[2] == "2 reports, 12 claims.\n"


@pytest.mark.parametrize(
    "arguments", [("read",), ("read", "x", "--records", "claim"), ("read", "x", "--format", "xml"), ("reed",)]
)
def test_wrong_usage_ends_with_2(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments, found=[])
    assert (code, out) == (2, "")
    assert err


def test_an_unknown_kind_of_record_is_answered_with_those_there_are(run: Run) -> None:
    err = run("read", "x", "--records", "claims,people", found=[])[2]
    for word in ("people", "claims", "attributions", "places", "dates", "rejections", "reports"):
        assert word in err


def test_an_error_of_ours_is_a_message_with_advice_and_no_traceback(run: Run) -> None:
    code, out, err = run("read", "x", found=PlacesError("There is no gazetteer.", advice="Run: standoff places build"))
    assert (code, out) == (1, "")
    assert err == "standoff: There is no gazetteer.\nRun: standoff places build\n"


def test_output_goes_to_a_file_whole(run: Run, reading: Reading, tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    code, out, _ = run("read", "x", "--format", "jsonl", "--output", str(path), found=[reading])
    assert (code, out) == (0, "")
    assert len(path.read_text(encoding="utf-8").splitlines()) == 6
    assert [each.name for each in tmp_path.iterdir()] == ["claims.jsonl"]


def test_a_run_that_fails_leaves_the_file_that_was_there(run: Run, reading: Reading, tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text("before")

    def failing() -> Iterator[Reading]:
        yield reading
        raise PlacesError("The gazetteer went away.")

    run("read", "x", "-f", "jsonl", "-o", str(path), found=failing())  # type: ignore[arg-type]
    assert path.read_text() == "before"
    assert [each.name for each in tmp_path.iterdir()] == ["claims.jsonl"]


def test_an_output_that_cannot_be_written_is_said_with_advice(run: Run, tmp_path: Path) -> None:
    code, _, err = run("read", "x", "-o", str(tmp_path / "missing" / "out.jsonl"), found=[])
    assert code == 1
    assert "cannot be written" in err
    assert "Name a file in a folder that exists" in err


def test_an_output_that_is_a_folder_is_said_with_advice(run: Run, tmp_path: Path) -> None:
    code, _, err = run("read", "x", "-o", str(tmp_path), found=[])
    assert code == 1
    assert err.splitlines()[-1] == "Name a file in it."


def test_nothing_found_is_said_so(run: Run) -> None:
    code, out, err = run("read", "x", found=[])
    assert (code, out) == (0, "")
    assert err == "Nothing to read: there are no files there. Name a file, or a folder that holds some.\n"


def test_control_characters_and_half_surrogates_are_escaped_in_json() -> None:
    from standoff.cli.output import line_of

    for text in ("\x1b[2J", "\x9b31m", "a\u202eb", "half \ud83d", "line\u2028end", "é “ ü"):
        line = line_of({"text": text})
        assert json.loads(line) == {"text": text}
        assert not any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in line)
        line.encode("utf-8")
    assert "é “ ü" in line_of({"text": "é “ ü"})


def test_no_colour_means_no_escape_sequences_at_all(
    run: Run, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in run("read", "x", found=[reading])[1]
    assert "\x1b" not in run("read", "x", "--no-color", found=[reading])[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("read", "x", found=[reading])[1]


def _standoff(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "standoff", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"COLUMNS": "80"},
        start_new_session=True,
    )


def test_a_closed_pipe_ends_the_command_quietly(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    report = {"title": "Shots", "text": "Rebels attacked a convoy near Mosul on Monday, police said. " * 20}
    path.write_text("".join(json.dumps(report) + "\n" for _ in range(60)))
    command = _standoff("read", str(path), "--format", "jsonl", "--records", "reports", "--jobs", "1")
    assert command.stdout
    command.stdout.readline()
    command.stdout.close()
    assert command.stderr
    assert command.stderr.read() == ""
    assert command.wait(timeout=60) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_behind_standard_output_is_said_without_a_traceback() -> None:
    with Path("/dev/full").open("w") as full:
        told = subprocess.run(
            [sys.executable, "-m", "standoff", "read", "-", "--format", "jsonl"],
            input=b"Rebels attacked a convoy near Mosul on Monday, police said.",
            stdout=full, stderr=subprocess.PIPE, timeout=60, check=False,
        )  # fmt: skip
    assert told.returncode == 1
    assert told.stderr.decode().splitlines() == [
        "standoff: Standard output cannot be written: No space left on device.",
        "Make room, or name a file on another disk.",
    ]


def test_ctrl_c_ends_the_command_with_130_and_no_traceback() -> None:
    command = _standoff("read", "-")
    assert command.stdin is not None
    command.stdin.write("Nobody was hurt. " * 20_000)  # more than a pipe holds: written when the command is reading it
    command.stdin.flush()
    os.killpg(command.pid, signal.SIGINT)
    out, err = command.communicate(timeout=60)
    assert command.returncode == 130
    assert "Traceback" not in err
    assert out == ""


def test_standard_input_is_read_and_the_table_is_printed() -> None:
    command = _standoff("read", "-", "--records", "reports,claims")
    out, err = command.communicate("Four drivers were wounded near Mosul on Monday, police said.\n", timeout=60)
    assert command.returncode == 0, err
    assert "─ Report: 1 ─" in out


def test_help_and_version_load_no_parser() -> None:
    script = (
        "import sys; sys.argv = ['standoff', '--help']\n"
        "from standoff.cli import main\n"
        "assert main() == 0\n"
        "names = {'spacy', 'thinc', 'numpy', 'standoff.records', 'standoff.pipeline', 'trafilatura'}\n"
        "heavy = names & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "according to whom" in done.stdout
