"""The commands on a casebook, from the outside."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from standoff.cli import main

from .conftest import Analysis, Run


def lines(out: str) -> list[dict]:
    return [json.loads(line) for line in out.splitlines()]


@pytest.fixture
def kept(run: Run, reports: Path) -> Path:
    """A casebook with the three reports, where the commands look for one."""
    run("add", str(reports))
    return Path("standoff.db")


def test_add_sums_up_what_it_did_and_names_what_it_could_not_read(run: Run, reports: Path) -> None:
    code, out, err = run("add", str(reports))

    assert code == 3
    assert out == "3 reports added with 3 claims, 1 could not be read. standoff.db holds 3 reports.\n"
    assert err.startswith(f"Not read: {reports / 'c.jsonl'}, line 2: not valid JSON")


def test_add_again_adds_nothing(run: Run, reports: Path, kept: Path, analysis: Analysis) -> None:
    analysis.seen.clear()

    code, out, _ = run("add", str(reports / "a.txt"), str(reports / "b.json"))

    assert (code, out) == (0, "Nothing new, 2 known already. standoff.db holds 3 reports.\n")
    assert analysis.seen == []


def test_add_says_that_a_folder_holds_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    code, out, err = run("add", str(tmp_path / "empty"), "-c", "new.db")
    assert (code, err) == (0, "")
    assert out == (
        "Nothing to read: there are no files there. Name a file, or a folder that holds some. new.db holds 0 reports.\n"
    )


def test_add_tells_of_new_versions(run: Run, reports: Path, kept: Path) -> None:
    page = json.loads((reports / "b.json").read_text())
    (reports / "b.json").write_text(json.dumps(page | {"text": "Two ferries were hit near Qasr."}))

    code, out, err = run("add", str(reports / "b.json"))

    assert code == 0
    assert "1 report added with 1 claim, 1 of them new versions." in out
    assert err.startswith("A new version of ")
    assert "Ferry hit" in err


def test_add_prints_a_line_of_json_for_each(run: Run, reports: Path) -> None:
    code, out, err = run("add", str(reports), "--format", "jsonl")

    assert (code, err) == (3, "")
    assert [line["outcome"] for line in lines(out)] == ["added", "added", "added", "rejected"]


def test_add_of_nothing_that_can_be_read_ends_with_1(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("add", str(tmp_path / "nowhere.txt"), "--casebook", "other.db")

    assert code == 1
    assert out == "Nothing new, 1 could not be read. other.db holds 0 reports.\n"


def test_reports_lists_what_is_kept_the_last_first(run: Run, kept: Path) -> None:
    code, out, err = run("reports", "--no-color")

    assert (code, err) == (0, "")
    first, ferry, *rest = out.splitlines()
    assert first.split() == ["Id", "Published", "Publisher", "Title", "Claims"]
    assert ferry.split()[1:] == ["18", "Jul", "2016", "Delta", "Wire", "Ferry", "hit", "1"]
    assert "own-1" in out
    assert rest[-1] == "3 reports"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (["--publisher", "delta"], ["A ferry was hit near Qasr."]),
        (["--since", "2016-07", "--until", "2016"], ["A ferry was hit near Qasr."]),
        (["--since", "2017"], []),
        (["--query", "convoy"], ["Two convoys met at the river."]),
        (["--query", "river OR ferry"], ["A ferry was hit near Qasr.", "Two convoys met at the river."]),
        (["--limit", "1"], ["A ferry was hit near Qasr."]),
    ],
)
def test_reports_can_be_asked_for(run: Run, kept: Path, asked: list[str], found: list[str]) -> None:
    code, out, _ = run("reports", "--format", "jsonl", *asked)

    assert code == 0
    assert [line["text"] for line in lines(out)] == found


def test_reports_as_json_lines_are_those_of_the_contract_and_more(run: Run, kept: Path) -> None:
    _, out, _ = run("reports", "--format", "jsonl", "--query", "ferry")

    [found] = lines(out)
    arrivals = found.pop("arrivals")
    assert found == {
        "record": "report", "id": found["id"], "title": "Ferry hit", "publisher": {"name": "Delta Wire"}, "byline": None,
        "url": "https://example.org/ferry", "published_on": "2016-07-18", "origin": None, "language": "en", "tags": {},
        "media": [], "text": "A ferry was hit near Qasr.", "blocks": [], "sha256": found["sha256"],
        "received_at": found["received_at"], "path": found["path"], "text_group": None, "version_of": None,
        "replaced_by": None, "claims": 1,
    }  # fmt: skip
    assert [(arrival["how"], arrival["from"], arrival["sha256"]) for arrival in arrivals] == [
        ("file", found["path"], found["sha256"])
    ]


def test_a_day_that_is_none_is_wrong_usage(run: Run, kept: Path) -> None:
    code, _, err = run("reports", "--since", "last week")

    assert code == 2
    assert "last week is no day" in err


def test_a_report_is_shown_with_its_claims_and_how_it_came(run: Run, kept: Path, reports: Path) -> None:
    code, out, _ = run("report", "own", "--no-color")

    assert code == 0
    assert "“Two convoys met at t”" in out
    assert "Arrivals: 1" in out
    assert str(reports / "c.jsonl") in out.replace("\n", "")


def test_a_report_as_json_lines_comes_before_its_claims(run: Run, kept: Path) -> None:
    _, out, _ = run("report", "own-1", "--format", "jsonl")

    assert [line["record"] for line in lines(out)] == ["report", "claim"]


def test_the_bytes_of_a_report_are_given_back_as_they_came(run: Run, kept: Path, reports: Path) -> None:
    found = lines(run("reports", "--format", "jsonl", "--query", "bridge")[1])[0]

    assert run("report", found["id"], "--original", "again.txt") == (0, "", "")
    assert Path("again.txt").read_bytes() == (reports / "a.txt").read_bytes()


def test_the_bytes_of_a_report_go_to_standard_output_as_they_came(
    run: Run, kept: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = lines(run("reports", "--format", "jsonl", "--query", "bridge")[1])
    monkeypatch.setattr("sys.argv", ["standoff", "report", found[0]["id"], "--original", "-"])
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(given := io.BytesIO()))
    assert main() == 0
    assert given.getvalue() == (reports / "a.txt").read_bytes()


def test_no_such_report_is_said_and_where_to_look(run: Run, kept: Path) -> None:
    code, out, err = run("report", "nowhere")

    assert (code, out) == (1, "")
    assert err == "standoff: There is no report nowhere in standoff.db.\n`standoff reports` lists what there is.\n"


@pytest.mark.parametrize("command", [["reports"], ["report", "a"], ["check"]])
def test_no_casebook_is_said_and_how_to_make_one(run: Run, command: list[str]) -> None:
    code, out, err = run(*command, "--casebook", "none.db")

    assert (code, out) == (1, "")
    assert err == ("standoff: There is no casebook at none.db.\n`standoff add PATH --casebook none.db` makes one.\n")


def test_check_says_that_all_is_sound(run: Run, kept: Path) -> None:
    code, out, _ = run("check")

    assert code == 0
    assert out == "standoff.db is sound: 3 reports, 3 originals, 3 claims, 9 spans, 0 judgements.\n"


def test_check_lists_what_is_wrong_and_ends_with_1(run: Run, kept: Path) -> None:
    import sqlite3

    with sqlite3.connect(kept) as connection:
        connection.execute("UPDATE reports SET claims = 7 WHERE uid = 'own-1'")

    code, out, _ = run("check", "--no-color")
    assert code == 1
    assert out == (
        "report own-1: 7 claims are counted and 1 are there\n"
        "standoff.db is not sound: 1 fault in 3 reports, 3 originals, 3 claims, 9 spans, 0 judgements.\n"
    )
    code, out, _ = run("check", "--format", "jsonl")
    assert (code, lines(out)) == (
        1,
        [{"record": "fault", "where": "report own-1", "what": "7 claims are counted and 1 are there"}],
    )


def loaded(tmp_path: Path, *arguments: str) -> str:
    """Which of the large packages a command loads that is run on its own."""
    script = (
        f"import sys; sys.argv = {['standoff', *arguments]}\n"
        "from standoff.cli import main\n"
        "main()\n"
        "print(sorted({'spacy', 'numpy', 'trafilatura'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, cwd=tmp_path, capture_output=True, text=True)
    return done.stderr.strip().splitlines()[-1]  # behind what the command says


@pytest.mark.parametrize(
    "arguments",
    [
        ("reports", "--format", "jsonl"),
        ("report", "own-1"),
        ("incidents",),
        ("judge", "list"),
        ("check",),
    ],
)
def test_what_only_reads_a_casebook_loads_no_parser(
    run: Run, kept: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    assert loaded(tmp_path, *arguments) == "[]"


def test_who_looks_at_an_incident_or_judges_loads_no_parser(run: Run, kept: Path, tmp_path: Path) -> None:
    run("link")
    incident = json.loads(run("incidents", "--format", "jsonl")[1].splitlines()[0])

    assert loaded(tmp_path, "incident", incident["id"]) == "[]"
    assert "spacy" not in loaded(tmp_path, "judge", "accept", incident["id"], "--by", "Ana")
