"""What keeps ``read`` within its budget, without a clock: `make bench` times it."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path

import pytest

from standoff.pipeline import Knowledge
from standoff.pipeline.spread import read_spread

sys.path.append(str(Path(__file__).resolve().parent.parent / "benchmarks" / "speed"))

from generate import make_reports, write_reports

_opened: list[str] | None = None


def _listen(event: str, arguments: tuple[object, ...]) -> None:
    if _opened is not None and event in ("open", "sqlite3.connect", "import"):
        _opened.append(f"{event} {arguments[0]}")


sys.addaudithook(_listen)


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Made reports, on disk."""
    return write_reports(tmp_path_factory.mktemp("made"), make_reports(4))


def test_made_reports_are_the_same_everywhere_and_about_as_long_as_asked() -> None:
    made = make_reports(40)
    assert made == make_reports(40)
    assert make_reports(40, seed=21) != made
    lengths = [len(report.text.split()) for report in made]
    assert 480 <= sum(lengths) / len(lengths) <= 540


def test_what_standoff_knows_is_loaded_once_not_once_a_report(paths: list[str]) -> None:
    global _opened
    knowledge = Knowledge.load()
    list(read_spread(paths[:2], knowledge=knowledge))
    _opened = []
    try:
        list(read_spread(paths[2:], knowledge=knowledge))
        seen = _opened
    finally:
        _opened = None
    assert [each for each in seen if "made" not in each and not each.startswith("import")] == []


def test_a_reading_holds_no_parse(paths: list[str]) -> None:
    (reading,) = read_spread(paths[:1])
    packed = pickle.dumps(reading)
    assert b"spacy" not in packed
    assert len(packed) < 400_000
