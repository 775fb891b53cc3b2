"""What the weights are set on: every annotation of reports and sentences lies in its text and says known things."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from math import log
from pathlib import Path

import numpy as np
import pytest

from standoff.claims.confidence import Curve, load_curve
from standoff.events import surety
from standoff.model import load_reader
from standoff.pipeline import Knowledge

TRAINING = Path(__file__).parent.parent / "training"
GOOD = (
    '{"topic": "t", "style": "wire", "text": "Guards shot a miller.",'
    ' "happenings": [{"words": "Guards shot a miller", "trigger": "shot", "types": ["ASSAULT"], "target": "a miller"}]}'
)


def checked(kind: str, *paths: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, TRAINING / kind / "check.py", *paths]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(("kind", "verdict"), [("reports", "0 things wrong"), ("sentences", "0 wrong")])
def test_every_annotation_is_sound(kind: str, verdict: str) -> None:
    done = checked(kind)
    assert (done.returncode, done.stderr) == (0, "")
    assert verdict in done.stdout


def test_every_note_is_one_and_stands_once() -> None:
    done = subprocess.run(
        [sys.executable, TRAINING / "notes" / "notes.py"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "hard.jsonl: 650 notes" in done.stdout


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ('{"text": "Guards shot a miller in Tarn.", "sub_event": "Raid"}', "ACLED has no 'Raid'"),
        ('{"text": "Guards shot a miller in Tarn.", "label": "Attack"}', "not an object of text and sub_event"),
        ('{"text": "Guards shot.", "sub_event": "Attack"}', "a note has 5 to 90 words"),
        ('{"text": "Guards shot a miller in Tarn.", "sub_event": "Attack"}\n' * 2, "notes.jsonl:2: stands twice"),
    ],
)
def test_a_line_that_is_no_note_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, complaint: str
) -> None:
    monkeypatch.syspath_prepend(str(TRAINING / "notes"))
    notes = importlib.import_module("notes")
    path = tmp_path / "notes.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(notes.NoteError, match=complaint):
        notes.read_notes(path)


@pytest.mark.parametrize(
    ("was", "is_", "complaint"),
    [
        ('"target": "a miller"', '"target": "a baker"', "target: 'a baker' does not stand in the text"),
        ('"trigger": "shot"', '"trigger": "shelled"', "trigger: 'shelled' does not stand in its words"),
        ('"ASSAULT"', '"RAID"', "types: ('RAID',)"),
        ('"style": "wire", ', "", "missing keys: style"),
    ],
)
def test_an_annotation_that_does_not_fit_is_named(tmp_path: Path, was: str, is_: str, complaint: str) -> None:
    path = tmp_path / "made.jsonl"
    path.write_text(GOOD + "\n", encoding="utf-8")
    assert checked("sentences", path).returncode == 0
    path.write_text(GOOD.replace(was, is_) + "\n", encoding="utf-8")
    done = checked("sentences", path)
    assert done.returncode == 1
    assert f"made.jsonl:1: {complaint}" in done.stdout


def test_of_claims_of_some_confidence_about_so_many_are_right_in_reports_that_nobody_developed_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(TRAINING))
    setting = importlib.import_module("confidence")
    curve = load_curve()
    told = np.array([surety._IF_TOLD, surety._A_POINT_TOLD])
    rules = Knowledge.load()
    monkeypatch.delenv("STANDOFF_MODEL")

    for knowledge in (rules, replace(rules, reader=load_reader.__wrapped__())):
        rows = setting.rated("test", knowledge)
        assert len(rows) > 300
        assert setting.errors(setting.with_told(rows, told), curve)[0] <= 0.05


def test_an_error_of_calibration_is_how_far_each_tenth_lies_from_what_was_right(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(TRAINING))
    setting = importlib.import_module("confidence")
    rows = [
        setting.Rated(log(said / (1 - said)), "ASSAULT", 45, False, False, None, right)
        for said, right in ((0.9, True), (0.9, True), (0.3, False))
    ]
    plain = Curve(0.0, 1.0, 0.0, 0.0, 0.0, {})

    assert setting.errors(rows, plain)[0] == pytest.approx((0.2 + 0.3) / 3)
    assert setting.told_apart(rows, plain) == 1.0


def test_the_weights_of_a_curve_are_found_again_from_claims_that_fall_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(TRAINING))
    setting = importlib.import_module("confidence")
    true, chance = Curve(0.5, 0.8, 1.0, 0.7, -0.6, {"ACCUSE": -1.0}), np.random.default_rng(1)
    rows = []
    for _ in range(20_000):
        signs = (
            float(chance.normal()), str(chance.choice(["ASSAULT", "ACCUSE"])), int(chance.integers(10, 200)),
            bool(chance.integers(2)), bool(chance.integers(2)),
        )  # fmt: skip
        row = setting.Rated(*signs, None, False)
        rows.append(row._replace(is_right=bool(chance.random() < 1 / (1 + np.exp(-setting.points(true, row))))))

    found = setting.curve_of(rows)

    for name in setting.NUMBERS:
        assert getattr(found, name) == pytest.approx(getattr(true, name), abs=0.1)
    assert found.types["ACCUSE"] == pytest.approx(-1.0, abs=0.1)


def test_every_short_report_has_a_main_toll_and_a_topic_of_its_own_half():
    halves = {
        path.stem: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for path in sorted((TRAINING / "tolls").glob("*.jsonl"))
    }
    lines = [line for half in halves.values() for line in half]
    counts = {"a": 60, "b": 60, "c": 30, "d": 30, "e": 24, "f": 24, "g": 20, "h": 20}
    assert {name: len(half) for name, half in halves.items()} == counts
    assert {tuple(line) for line in lines} == {("id", "title", "text", "killed", "topic")}
    assert len({line["id"] for line in lines}) == len(lines)
    for looked_at, unseen in (("a", "b"), ("c", "d"), ("e", "f"), ("g", "h")):
        assert not {line["topic"] for line in halves[looked_at]} & {line["topic"] for line in halves[unseen]}
    assert all(line["killed"] is None or line["killed"] > 0 for line in lines)


def test_of_every_perpetrator_it_is_written_down_how_sure_its_report_is():
    lines = {
        path.stem: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for path in sorted((TRAINING / "perpetrators").glob("*.jsonl"))
    }
    counts = {
        "a": 20,
        "b": 20,
        "c": 12,
        "d": 12,
        "e": 12,
        "f": 12,
        "g": 30,
        "h": 30,
        "i": 30,
        "j": 30,
        "k": 30,
        "l": 30,
    }
    assert {name: len(half) for name, half in lines.items()} == counts
    every = [line for half in lines.values() for line in half]
    assert len({line["id"] for line in every}) == len(every)
    for incident in (incident for line in every for incident in line["incidents"]):
        assert [date.fromisoformat(day) for day in incident["when"]] == sorted(
            map(date.fromisoformat, incident["when"])
        )
        assert all(each["names"] and each["confidence"] in ("fact", "hearsay") for each in incident["perpetrators"])
    sys.path[:0] = [str(TRAINING / "perpetrators")]
    measure = importlib.import_module("measure")
    assert measure.agree("the FMLN", "FMLN guerrillas")
    assert not measure.agree("Shining Path", "Bright Path")
