"""``standoff demo``: what a new user sees first."""

from __future__ import annotations

import sys

import pytest

from standoff.cli import main


def run_demo(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What the demo prints."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(sys, "argv", ["standoff", "demo", *arguments])
    assert main() == 0
    return capsys.readouterr().out


def test_the_demo_shows_the_report_then_what_was_found_then_how_to_go_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = run_demo(monkeypatch, capsys)
    report, found = page.split("What Standoff makes of it")
    assert report.startswith("A report, as it came in")
    assert "collision" in report
    table = found[found.index("━━") :]
    assert "Russian Defense Ministry  " in table
    assert "✗ denies" in table
    assert found.rstrip().splitlines()[-1] == "Now your own: standoff read FILE"
    assert "\x1b" not in page


def test_every_line_of_the_demo_fits_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert max(map(len, run_demo(monkeypatch, capsys).splitlines())) <= 80


def test_the_demo_of_all_takes_every_example_apart(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from importlib.resources import files

    page = run_demo(monkeypatch, capsys, "--all")
    reports = [each.name for each in files("standoff").joinpath("examples", "reports").iterdir()]
    assert len(reports) >= 12
    assert page.count("━━ ") >= len(reports)
