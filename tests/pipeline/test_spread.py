"""``read`` over several processes prints what one process prints, and outlives its workers."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from multiprocessing import active_children

import pytest

from standoff.errors import StandoffError
from standoff.pipeline import Knowledge, Reading, spread
from standoff.records import Rejection, Report

REJECTION = Rejection("readers", "cut short", subject="bad.pdf")


def reports(count: int) -> Iterator[Report | Rejection]:
    """Reports with bytes of their own, a rejection after the first."""
    for number in range(count):
        text = f"Rebels attacked convoy {number} near Mosul on Monday, police said."
        yield Report(id=f"r{number}", text=text, source_bytes=text.encode())
        if number == 0:
            yield REJECTION


def ids(readings: list[Reading]) -> list[str | None]:
    """Whose readings they are; ``None`` for a rejection."""
    return [reading.report.id if reading.report else None for reading in readings]


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """What Standoff knows, loaded once for these tests."""
    return Knowledge.load()


def test_readings_come_in_the_order_of_the_input_rejections_too(knowledge: Knowledge) -> None:
    assert ids(list(spread.analyse_reports(reports(3), knowledge))) == ["r0", None, "r1", "r2"]


def test_two_processes_find_what_one_finds_in_the_same_order(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spread, "REPORTS_A_HAND", 3)
    found = list(reports(20))
    monkeypatch.setattr(spread, "read_reports", lambda _: iter(found))
    assert list(spread.read_spread([], jobs=2)) == list(spread.analyse_reports(found, knowledge))
    assert active_children() == []


def test_a_worker_that_is_killed_costs_no_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spread, "REPORTS_A_HAND", 4)
    monkeypatch.setattr(spread, "read_reports", lambda _: reports(12))
    readings = spread.read_spread([], jobs=2)
    first = next(readings)
    for worker in active_children():
        assert worker.pid
        os.kill(worker.pid, signal.SIGKILL)
    assert ids([first, *readings]) == ["r0", None, *(f"r{number}" for number in range(1, 12))]


def test_a_report_on_which_workers_die_is_set_aside_and_the_rest_goes_on() -> None:
    crew = spread._Crew(1, None)
    crew._taken = 1
    worker = crew._start()
    crew._workers = [worker]
    worker.is_ready = True
    worker.hand = [(0, next(r for r in reports(1) if isinstance(r, Report)))]
    worker.process.kill()
    crew._bury(worker)
    (new,) = crew._workers
    try:
        reading = crew._readings[0]
        assert reading.report
        assert [rejection.reason for rejection in reading.rejections] == [
            "the process that analysed this report ended (signal 9) before it had finished"
        ]
        assert new is not worker
    finally:
        new.end()


def test_a_worker_that_cannot_begin_is_an_error_with_advice() -> None:
    crew = spread._Crew(1, None)
    worker = crew._start()
    worker.process.kill()
    with pytest.raises(StandoffError, match=r"ended \(signal 9\) before it could begin\.\nRead with one process"):
        crew._bury(worker)
    worker.end()


def test_what_a_worker_cannot_load_is_the_error_that_one_process_would_raise(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    from pathlib import Path

    broken = Path(str(tmp_path)) / "actors.tsv"
    broken.write_text("this is no registry\n")
    monkeypatch.setattr(spread, "read_reports", lambda _: reports(2))
    with pytest.raises(StandoffError) as alone:
        list(spread.read_spread([], jobs=1, actors=broken))
    with pytest.raises(StandoffError) as spread_out:
        list(spread.read_spread([], jobs=2, actors=broken))
    assert type(spread_out.value) is type(alone.value)
    assert str(spread_out.value) == str(alone.value)
    assert active_children() == []


def test_a_reader_that_leaves_early_leaves_no_process_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spread, "read_reports", lambda _: reports(40))
    readings = spread.read_spread([], jobs=2)
    next(readings)
    readings.close()  # type: ignore[attr-defined]
    assert active_children() == []


def test_few_reports_are_read_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spread, "read_reports", lambda _: reports(3))
    monkeypatch.setattr(spread, "_Crew", None)
    assert ids(list(spread.read_spread([], jobs=None))) == ["r0", None, "r1", "r2"]
