"""``make bench``: a casebook as it grows: how fast it takes reports in, links them and answers, and how large it is.

::

    python benchmarks/speed/casebook.py [--sizes 1000,10000,100000] [--keep FOLDER] [--no-results]

The reports are our own examples, varied (``heap.py``), and so is what was found in them, so that what is measured is
the casebook and not the analysis. For each size: milliseconds a report to add it (all that ``standoff add`` does but
read), and in each tenth alone, where what grows shows; milliseconds a report to link all, by step and as it goes on;
seconds to link ten more; memory; bytes a report; milliseconds to the whole of an answer to each question of the
commands (``questions.py``), the first time and the median of nine after it. ``ms_a_report`` is time of the processor,
which other work on the machine alters less than that of the clock. The budget: every answer within 100 ms of the
processor. Writes ``results/casebook-<date>.json``.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

from heap import make_heap, read_examples
from questions import Ask, questions
from standoff.pipeline import Reading
from standoff.pipeline.as_of import keep_as_of
from standoff.pipeline.keep import keep_reports
from standoff.pipeline.link import link_reports, who_of
from standoff.records import Rejection, Report
from standoff.store import Store, open_store

HERE = Path(__file__).resolve().parent
ANSWER_MS = 100.0
TENTHS = 10


def add(store: Store, readings: Iterable[Reading]) -> Iterator[float]:
    """Add readings as ``standoff add`` does; for each the seconds of processor time that it took."""
    waiting: dict[str, Reading] = {}
    made = 0.0

    def reports() -> Iterator[Report]:
        nonlocal made
        found = iter(readings)
        while True:
            begun = time.process_time()
            reading = next(found, None)
            made += time.process_time() - begun
            if reading is None or reading.report is None:
                return
            waiting[reading.report.id] = reading
            yield reading.report

    def analyse(found: Iterable[Report | Rejection]) -> Iterator[Reading]:
        for each in found:
            if isinstance(each, Report):
                yield waiting.pop(each.id)

    begun = time.process_time()
    for _ in keep_reports(store, reports(), analyse):
        yield time.process_time() - begun - made
        begun, made = time.process_time(), 0.0


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@cache
def examples() -> list[Reading]:
    """The examples as Standoff reads them, in another process: the memory of the parser is not the casebook's."""
    with ProcessPoolExecutor(1) as pool:
        return pool.submit(read_examples).result()


def fill(path: Path, size: int) -> dict[str, Any]:
    """Put a heap of so many reports into a casebook."""
    readings = make_heap(size, readings=examples())
    begun = time.perf_counter()
    took, peaks = [], []
    with open_store(path, mode="create") as store:
        for seconds in add(store, readings):
            took.append(seconds)
            if len(took) % max(1, size // TENTHS) == 0:
                peaks.append(_peak_mb())
        claims = store.claims.count()
    parts = [took[size * part // TENTHS : size * (part + 1) // TENTHS] for part in range(TENTHS)]
    return {
        "reports": size,
        "claims": claims,
        "seconds_with_making_them": time.perf_counter() - begun,
        "add_ms_a_report": statistics.fmean(took) * 1000,
        "add_ms_a_report_by_tenth": [statistics.fmean(part) * 1000 for part in parts],
        "add_bytes_a_report": path.stat().st_size / size,
        "add_peak_mb": _peak_mb(),
        "add_peak_mb_by_tenth": peaks,
    }


def answers(path: Path) -> dict[str, dict[str, float]]:
    """What each question takes, each in a fresh connection."""
    with open_store(path) as store:
        names = list(questions(store))
    took = {}
    for name in names:
        with open_store(path) as store:
            took[name] = timed(questions(store)[name])
    return took


def timed(ask: Ask) -> dict[str, float]:
    """Milliseconds to all of an answer, the first time and the median of nine after it, by the clock and of the
    processor, and how much it holds."""
    times, found = [], 0
    for _ in range(10):
        begun, begun_cpu = time.perf_counter(), time.process_time()
        found = sum(1 for _ in ask())
        times.append(((time.perf_counter() - begun) * 1000, (time.process_time() - begun_cpu) * 1000))
    warm, cpu = (statistics.median(each) for each in zip(*times[1:], strict=True))
    return {"cold_ms": times[0][0], "warm_ms": warm, "warm_cpu_ms": cpu, "found": found}


def check(path: Path) -> dict[str, Any]:
    """Seconds of a whole check."""
    with open_store(path) as store:
        begun = time.perf_counter()
        found = store.check()
        return {"seconds": time.perf_counter() - begun, "is_sound": found.is_sound}


def link(filled: Path, path: Path, size: int) -> dict[str, Any]:
    """How long it takes to form all incidents of a copy of a casebook, by step and as it goes on, and those of ten
    reports more; memory."""
    from standoff.actors import ActorRegistry

    who = who_of(ActorRegistry.load())
    steps: dict[str, float] = {}
    tenths: dict[str, list[dict[str, float]]] = {}
    step, since = "reading", time.process_time()

    def advance(what: str, done: int, all_of_it: int) -> None:
        nonlocal step, since
        now = time.process_time()
        if what != step:
            steps[f"link_{step}_ms_a_report"] = 1000 * (now - since) / size
            step, since = what, now
        noted = tenths.setdefault(what, [])
        if done * TENTHS >= len(noted) * all_of_it:
            noted.append({"done": done, "seconds": now - since, "peak_mb": _peak_mb()})

    shutil.copy(filled, path)
    with open_store(path, mode="write") as store:
        begun, begun_cpu = time.perf_counter(), time.process_time()
        linked = link_reports(store, who, advance=advance)
        keep_as_of(store, who, advance=advance)
        seconds, cpu = time.perf_counter() - begun, time.process_time() - begun_cpu
        steps[f"link_{step}_ms_a_report"] = 1000 * (time.process_time() - since) / size
        peak = _peak_mb()
        for _ in add(store, make_heap(10, seed=77, readings=examples())):
            pass
        begun = time.perf_counter()
        link_reports(store, who)
        keep_as_of(store, who)
        ten_more = time.perf_counter() - begun
    return {
        "tellings": linked.compared,
        "incidents": linked.formed,
        "link_seconds": seconds,
        "link_ms_a_report": 1000 * cpu / size,
        **steps,
        "link_by_tenth": tenths,
        "link_ten_more_seconds": ten_more,
        "link_peak_mb": peak,
        "linked_bytes_a_report": path.stat().st_size / size,
    }


def made(path: Path, make: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What it took to make a casebook: as it was measured then, where it is there still."""
    record = path.with_suffix(".json")
    if not record.exists():
        path.unlink(missing_ok=True)
        record.write_text(json.dumps(make()))
    return dict(json.loads(record.read_text()))


def main() -> int:
    """Measure, print, write; 1 when an answer is over its budget."""
    parser = argparse.ArgumentParser(description="A casebook as it grows.")
    parser.add_argument("--sizes", default="1000,10000", help="Of how many reports each; 100000 take an hour.")
    parser.add_argument("--keep", type=Path, help="Leave the casebooks in this folder, and take those that are there.")
    parser.add_argument("--no-results", action="store_true", help="Print what was measured, and write nothing.")
    given = parser.parse_args()
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
    results = []
    is_slow = False
    with tempfile.TemporaryDirectory() as folder:
        where = given.keep or Path(folder)
        for size in (int(size) for size in given.sizes.split(",")):
            filled, linked = (where / f"{what}-{size}.db" for what in ("filled", "linked"))
            result = made(filled, partial(fill, filled, size)) | made(linked, partial(link, filled, linked, size))
            result |= {"answers": answers(linked), "check": check(linked)}
            results.append(result)
            print(f"{size:,} reports")
            for name, value in result.items():
                if isinstance(value, float):
                    print(f"  {name:32} {value:12,.1f}")
            print(f"  {'check, seconds':32} {result['check']['seconds']:12,.1f}")
            for name, took in result["answers"].items():
                mark = " SLOW" if took["warm_cpu_ms"] > ANSWER_MS else ""
                is_slow |= bool(mark)
                times = f"{took['cold_ms']:8.1f} ms first, {took['warm_ms']:8.1f} ms, {took['warm_cpu_ms']:8.1f} ms CPU"
                print(f"  {name:60} {times}{mark}  ({took['found']:.0f})")
            sys.stdout.flush()
    if not given.no_results:
        target = HERE / "results" / f"casebook-{datetime.now(UTC):%Y-%m-%d}.json"
        target.parent.mkdir(exist_ok=True)
        about = {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version, "machine": platform.machine()}
        target.write_text(json.dumps(about | {"casebooks": results}, indent=1) + "\n")
    return int(is_slow)


if __name__ == "__main__":
    sys.exit(main())
