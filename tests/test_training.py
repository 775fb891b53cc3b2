"""What the weights are set on: every annotation of reports and sentences lies in its text and says known things."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

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
    rows = list(setting.rated("test", Knowledge.load()))

    assert len(rows) > 300
    assert setting.calibration_error(rows) <= 0.05
    assert setting.calibration_error([(0.9, True), (0.9, True), (0.3, False)]) == pytest.approx((0.2 + 0.3) / 3)
