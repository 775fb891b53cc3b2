"""``make quality``: what it writes, and what it does when the data are not there."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import run
from made_readings import MadeReading, make_readings
from standoff.cli.output import line_of, records_of
from standoff.pipeline import Reading
from standoff.records import Rejection

QUALITY = Path(run.__file__).parent
SETS: list[dict[str, Any]] = tomllib.loads((QUALITY / "cases.toml").read_text(encoding="utf-8"))["sets"]


def printed(made: list[MadeReading], path: Path) -> Path:
    """A file of what ``standoff read`` prints of readings."""
    readings = (Reading(each.report, each.claims) for each in made)
    records = (record for each in readings for record in records_of(each, ["reports", "claims"]))
    path.write_text("".join(f"{line_of(record)}\n" for record in records), encoding="utf-8")
    return path


def records_in(path: Path, kind: str) -> list[dict[str, Any]]:
    records = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [record for record in records if record["record"] == kind]


def test_numbers_are_taken_from_any_depth_and_nothing_else_is() -> None:
    answer = {"link": {"f1": 0.5, "n": 3}, "task": "x", "median": None, "is_fine": True, "list": [1]}
    assert run.flat(answer) == {"link.f1": 0.5, "link.n": 3, "median": None}


def test_figures_with_floors_are_named_by_task_case_and_path() -> None:
    row = run.Row("geo", "here", {"score": 0.5, "other": 1.0}, ("score", "missing"))
    assert row.floors() == {"geo/here/score": 0.5, "geo/here/missing": None}


def test_the_table_shows_value_and_floor_of_each_figure() -> None:
    rows = [run.Row("geo", "here", {"score": 0.5126}, ("score",)), run.Row("gold", "one", {"claims.f1": 0.25})]
    page = run.table(rows, {"geo/here/score": 0.4})
    assert "| here | score | 0.513 | 0.400 |" in page
    assert "| one | 0.250 | – | – | – |" in page


def test_a_figure_that_is_only_shown_stands_in_the_table_and_has_no_floor() -> None:
    row = run.Row("copies", "here", {"score": 0.5, "errors": 0.125}, ("score",), shown=("errors",))
    assert "| here | errors | 0.125 | – |" in run.table([row], {"copies/here/score": 0.5})
    assert row.floors() == {"copies/here/score": 0.5}


def test_missing_evaluation_data_are_an_error_that_says_where_they_belong(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("STANDOFF_EVALUATION", str(tmp_path))
    with pytest.raises(SystemExit, match=r"gold/score\.py is missing\.\nPut them beside the repository"):
        run.main(["--only", "gold"])


def test_an_unknown_task_is_answered_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run.main(["--only", "poetry"])
    assert (
        "choose from attribution, copies, dates, events, factuality, geo, gold, linking, muc, own"
        in capsys.readouterr().err
    )


@pytest.mark.parametrize("name", ["floors.json", "floors-rules.json"])
def test_every_floor_belongs_to_a_figure_that_the_cases_name(name: str) -> None:
    named = {f"{case['task']}/{case['name']}/{figure}" for case in SETS for figure in case["figures"]}
    floors = json.loads((QUALITY / name).read_text(encoding="utf-8"))
    assert {name for name in floors if not name.startswith(("gold/", "own/"))} <= named
    assert all(0 <= floor <= 1 for floor in floors.values())


def test_a_set_is_read_and_scored_from_end_to_end(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "reports.json").write_text(json.dumps({"id": "x1", "text": "Police said that rebels shelled Mosul."}))
    (tmp_path / "gold.jsonl").write_text("")
    (tmp_path / "score.py").write_text(
        "import json, sys\n"
        "seen = {json.loads(line)['id'] for line in open(sys.argv[2])}\n"
        "print(json.dumps({'task': 'x', 'score': float('x1' in seen)}))\n"
    )
    case = {
        "task": "geo",
        "name": "here",
        "reports": "reports.json",
        "gold": "gold.jsonl",
        "scorer": "score.py",
        "records": ["reports"],
        "figures": ["score"],
    }
    row = run.set_row(run.Run(tmp_path, 1, False, tmp_path / "predicted", "key"), case)
    assert row == run.Row("geo", "here", {"score": 1.0}, ("score",))


def test_a_scorer_that_fails_stops_the_run_with_its_words(tmp_path: Path) -> None:
    (tmp_path / "score.py").write_text("raise SystemExit('no such gold')")
    with pytest.raises(SystemExit, match=r"The scorer score\.py failed:\nno such gold"):
        run.Run(tmp_path, 1, False, tmp_path).score("score.py")


def test_sets_of_the_same_reports_are_read_once() -> None:
    records: dict[str, list[list[str]]] = {}
    for case in SETS:
        if "records" in case:
            records.setdefault(case["reports"], []).append(case["records"])
    assert records["eval/linking/gva/reports.jsonl"] == [["reports", "claims"], ["reports", "claims"]]
    assert all(kinds == asked[0] for asked in records.values() for kinds in asked)


def test_what_is_left_out_of_the_key_of_readings_is_never_loaded_to_read(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("Police said that rebels shelled Mosul.")
    program = (
        "import standoff, sys\n"
        "assert [reading for reading in standoff.read(sys.argv[1]) if reading.claims]\n"
        "print(*sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "standoff.pipeline.analyse" in loaded
    assert loaded.isdisjoint(f"standoff.{name.removesuffix('.py').replace('/', '.')}" for name in run.AFTER_READING)
    package = Path(run.REPOSITORY, "src", "standoff")
    assert all((package / name).exists() for name in run.AFTER_READING)


def test_readings_come_back_as_they_were_printed_each_in_the_place_of_its_report(tmp_path: Path) -> None:
    made = list(make_readings(3))
    path = printed(made, tmp_path / "read.jsonl")
    rejection = Rejection("casebook", "known already")
    first, set_aside, last = run.readings_of(path, [made[0].report, rejection, made[2].report])
    assert set_aside == Reading(None, rejections=(rejection,))
    for reading, one in ((first, made[0]), (last, made[2])):
        assert reading.report is not None
        assert reading.report.to_dict() == one.report.to_dict()
        assert [claim.to_dict() for claim in reading.claims] == [claim.to_dict() for claim in one.claims]


@pytest.fixture
def nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> Iterator[Reading]:
        raise AssertionError("a report was read")

    monkeypatch.setattr("standoff.pipeline.spread.analyse_reports", refuse)


@pytest.mark.usefixtures("nothing_is_read")
def test_a_casebook_is_filled_and_linked_of_what_was_read_already(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = list(make_readings(4, claims=5))
    read = printed(made, tmp_path / "read.jsonl")
    reports = tmp_path / "reports.jsonl"
    reports.write_text("".join(json.dumps(record) + "\n" for record in records_in(read, "report")), encoding="utf-8")

    kept = run.Run(tmp_path, 1, False, tmp_path).keep("here", reports, read, ["incidents", "reports", "claims"])

    claims = {claim["id"] for claim in records_in(read, "claim")}
    assert {report["id"] for report in records_in(kept, "report")} == {each.report.id for each in made}
    assert {claim["id"] for claim in records_in(kept, "claim")} == claims
    told = [claim for incident in records_in(kept, "incident") for claim in incident["claims"]]
    assert told
    assert set(told) <= claims


@pytest.mark.usefixtures("nothing_is_read")
def test_a_casebook_that_is_asked_for_reports_alone_says_which_are_copies_and_is_not_linked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    one, other = (each.report for each in make_readings(2))
    given = [report.to_dict() for report in (one, other)]
    given.append(one.to_dict() | {"id": "again", "url": "https://example.org/again", "publisher": {"name": "Example"}})
    reports = tmp_path / "reports.jsonl"
    reports.write_text("".join(json.dumps(record) + "\n" for record in given), encoding="utf-8")

    kept = run.Run(tmp_path, 1, False, tmp_path).keep("here", reports, reports, ["reports"])

    groups = {report["id"]: report["text_group"] for report in records_in(kept, "report")}
    assert groups == {one.id: one.id, "again": one.id, other.id: None}
    assert records_in(kept, "incident") == []


def test_a_set_with_a_casebook_is_scored_by_what_the_casebook_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told = {
        "text": "Police said that rebels shelled Mosul on Monday and killed five people.",
        "published_on": "2016-07-12",
    }
    given = [{"id": name, "url": f"https://example.org/{name}", **told} for name in ("x1", "x2")]
    (tmp_path / "reports.jsonl").write_text("".join(json.dumps(record) + "\n" for record in given))
    (tmp_path / "gold.jsonl").write_text("")
    (tmp_path / "score.py").write_text(
        "import json, sys\n"
        "records = [json.loads(line) for line in open(sys.argv[2])]\n"
        "together = [sorted(each['reports']) for each in records if each['record'] == 'incident']\n"
        "print(json.dumps({'score': float(together == [['x1', 'x2']])}))\n"
    )
    case = {
        "task": "linking",
        "name": "here",
        "reports": "reports.jsonl",
        "gold": "gold.jsonl",
        "scorer": "score.py",
        "records": ["reports", "claims"],
        "casebook": ["incidents", "reports", "claims"],
        "figures": ["score"],
    }
    assert run.set_row(run.Run(tmp_path, 1, False, tmp_path / "predicted", "key"), case) == run.Row(
        "linking", "here", {"score": 1.0}, ("score",)
    )


def test_what_is_to_be_read_anew_is_read_once_in_a_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "reports.json").write_text(json.dumps({"id": "x1", "text": "Police said that rebels shelled Mosul."}))
    fresh = run.Run(tmp_path, 1, True, tmp_path / "predicted", "key")
    first = fresh.predict("here", tmp_path / "reports.json", ["reports"])
    first.write_text("as it was")
    assert fresh.predict("here", tmp_path / "reports.json", ["reports"]).read_text() == "as it was"
    again = run.Run(tmp_path, 1, True, tmp_path / "predicted", "key").predict(
        "here", tmp_path / "reports.json", ["reports"]
    )
    assert [report["id"] for report in records_in(again, "report")] == ["x1"]
