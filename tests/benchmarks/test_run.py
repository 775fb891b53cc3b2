"""``make quality``: what it writes, and what it does when the data are not there."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

import run

QUALITY = Path(run.__file__).parent


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


def test_missing_evaluation_data_are_an_error_that_says_where_they_belong(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("STANDOFF_EVALUATION", str(tmp_path))
    with pytest.raises(SystemExit, match=r"gold/score\.py is missing\.\nPut them beside the repository"):
        run.main(["--only", "gold"])


def test_an_unknown_task_is_answered_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run.main(["--only", "poetry"])
    assert "choose from attribution, dates, events, factuality, geo, gold, muc, own, tolls" in capsys.readouterr().err


def test_every_floor_belongs_to_a_figure_that_the_cases_name() -> None:
    cases = tomllib.loads((QUALITY / "cases.toml").read_text(encoding="utf-8"))
    named = {f"{case['task']}/{case['name']}/{figure}" for case in cases["sets"] for figure in case["figures"]}
    floors = json.loads((QUALITY / "floors.json").read_text(encoding="utf-8"))
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
    monkeypatch.setattr(run, "PREDICTED", tmp_path / "predicted")
    case = {
        "task": "geo",
        "name": "here",
        "reports": "reports.json",
        "gold": "gold.jsonl",
        "scorer": "score.py",
        "records": ["reports"],
        "figures": ["score"],
    }
    row = run.set_row(run.Run(tmp_path, 1, False, "key"), case)
    assert row == run.Row("geo", "here", {"score": 1.0}, ("score",))


def test_a_scorer_that_fails_stops_the_run_with_its_words(tmp_path: Path) -> None:
    (tmp_path / "score.py").write_text("raise SystemExit('no such gold')")
    with pytest.raises(SystemExit, match=r"The scorer score\.py failed:\nno such gold"):
        run.Run(tmp_path, 1, False).score("score.py")
