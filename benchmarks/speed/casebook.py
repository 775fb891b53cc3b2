"""``make bench``: a casebook as it grows: how fast it takes reports in, links them and answers, and how large it is.

::

    python benchmarks/speed/casebook.py [--sizes 1000,10000,100000] [--keep FOLDER]

The reports are our own examples, varied (``heap.py``), and so is what was found in them, so that what is measured is
the casebook and not the analysis. For each size: milliseconds a report to add it (all that ``standoff add`` does but
read), and in the last tenth alone, where what grows shows; milliseconds a report to link all, by step; seconds to link
ten more; memory; bytes a report; milliseconds to the whole of an answer to each question of the commands, the first
time and the median of nine after it. ``ms_a_report`` is time of the processor, which other work on the machine alters
less than that of the clock. The budget: every answer within 100 ms. Writes ``results/casebook-<date>.json``.
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
from datetime import UTC, date, datetime
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Any

from heap import make_heap, read_examples, town_of
from standoff.pipeline import Reading
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


def questions(store: Store) -> dict[str, Callable[[], Iterable[Any]]]:
    """What the commands ask, of the common and the rare."""
    reports, claims = store.reports, store.claims
    some = next(line for line in islice(reports.lines(), 17, None) if line.claims)
    claim = claims.of_report(some.id)[0]
    _, lat, lon, _ = town_of(0)
    publisher = some.publisher or ""
    day = some.published_on or date(2020, 1, 1)
    return {
        "reports: the last": lambda: reports.lines(limit=40),
        "reports: count": lambda: [reports.count()],
        "reports: of a month": lambda: reports.lines(since=day.replace(day=1), until=day, limit=40),
        "reports: of a publisher": lambda: reports.lines(publisher=publisher, limit=40),
        "reports: of many publishers": lambda: reports.lines(publisher="e", limit=40),
        "reports: of many publishers, count": lambda: [reports.count(publisher="e", at_most=10_001)],
        "reports: a common word": lambda: reports.lines(query="said", limit=40),
        "reports: a common word, count": lambda: [reports.count(query="said", at_most=10_001)],
        "reports: two common words and a publisher": lambda: reports.lines(
            query="the said", publisher="post", limit=40
        ),
        "reports: a rare phrase": lambda: reports.lines(query=f'"{some.title or publisher}"', limit=40),
        "reports: current": lambda: reports.lines(is_current=True, limit=40),
        "report: by the beginning of its id": lambda: reports.matching(some.id[:6]),
        "report: whole": lambda: [reports.kept(some.id), claims.findings(some.id)],
        "report: known?": lambda: [reports.identify(reports.get(some.id), some.id, {})],  # type: ignore[arg-type]
        "claim: by its id": lambda: [claims.get(claim.id)],
        "claims: the last": lambda: claims.find(limit=40),
        "claims: of a type": lambda: claims.find(type="COERCE", limit=40),
        "claims: of a week": lambda: claims.find(since=day, until=day, limit=40),
        "claims: of a country": lambda: claims.find(country="SYR", limit=40),
        "claims: of a party": lambda: claims.find(party="RUS-MIL", limit=40),
        "claims: of all parties of a country": lambda: claims.find(party="RUS", limit=40),
        "claims: of a claimant": lambda: claims.find(claimant="ministry", limit=40),
        "claims: near a place": lambda: claims.find(near=(lat, lon, 30.0), limit=40),
        "claims: in a large box": lambda: claims.find(box=(lat - 4, lat + 4, lon - 5, lon + 5), limit=40),
        "claims: near a place, of a type and a year": lambda: claims.find(
            near=(lat, lon, 30.0), type="ASSAULT", since=date(2016, 1, 1), until=date(2016, 12, 31), limit=40
        ),
    }


def answer(path: Path) -> dict[str, dict[str, float]]:
    """Milliseconds to all of each answer: the first time in a fresh connection, and the median of nine after it."""
    took: dict[str, dict[str, float]] = {}
    with open_store(path) as store:
        names = list(questions(store))
    for name in names:
        with open_store(path) as store:
            took[name] = timed(questions(store)[name])
    return took


def timed(ask: Callable[[], Iterable[Any]]) -> dict[str, float]:
    """Milliseconds to all of an answer, the first time and the median of nine after it, and how much it holds."""
    times, found = [], 0
    for _ in range(10):
        begun = time.perf_counter()
        found = sum(1 for _ in ask())
        times.append((time.perf_counter() - begun) * 1000)
    return {"cold_ms": times[0], "warm_ms": statistics.median(times[1:]), "found": found}


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
        seconds, cpu = time.perf_counter() - begun, time.process_time() - begun_cpu
        steps[f"link_{step}_ms_a_report"] = 1000 * (time.process_time() - since) / size
        peak = _peak_mb()
        for _ in add(store, make_heap(10, seed=77, readings=examples())):
            pass
        begun = time.perf_counter()
        link_reports(store, who)
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


def incident_answers(path: Path) -> dict[str, dict[str, float]]:
    """Milliseconds to what is asked about incidents."""
    _, lat, lon, _ = town_of(0)
    asked: dict[str, dict[str, Any]] = {
        "incidents: the last": {},
        "incidents: disputed": {"is_disputed": True},
        "incidents: of a party": {"party": "RUS"},
        "incidents: near a place": {"near": (lat, lon, 30.0)},
        "incidents: of a claimant": {"claimant": "ministry"},
        "incidents: words": {"query": "wire"},
    }
    answers = {}
    for name, conditions in asked.items():
        with open_store(path) as store:
            answers[name] = timed(partial(store.incidents.find, limit=40, **conditions))
    with open_store(path) as store:
        some = next(store.incidents.find(limit=1))
        answers["incident: by the beginning of its id"] = timed(lambda: store.incidents.matching(some.id[:6]))
        answers["incident: whole"] = timed(lambda: [store.incidents.get(some.id)])
        answers["incidents of a report"] = timed(lambda: store.incidents.of_report(some.reports[0]))
        answers["review: pairs that are nearly even"] = timed(lambda: store.tellings.unclear(limit=100))
    return answers


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
    given = parser.parse_args()
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
    results = []
    is_slow = False
    with tempfile.TemporaryDirectory() as folder:
        for size in (int(size) for size in given.sizes.split(",")):
            filled, linked = (
                (given.keep or Path(folder)) / f"filled-{size}.db",
                (given.keep or Path(folder)) / f"linked-{size}.db",
            )
            result = made(filled, partial(fill, filled, size)) | made(linked, partial(link, filled, linked, size))
            result |= {"answers": answer(linked) | incident_answers(linked), "check": check(linked)}
            results.append(result)
            print(f"{size:,} reports")
            for name, value in result.items():
                if isinstance(value, float):
                    print(f"  {name:32} {value:12,.1f}")
            print(f"  {'check, seconds':32} {result['check']['seconds']:12,.1f}")
            for name, took in result["answers"].items():
                mark = " SLOW" if took["warm_ms"] > ANSWER_MS else ""
                is_slow |= bool(mark)
                times = f"{took['cold_ms']:8.1f} ms first, {took['warm_ms']:8.1f} ms{mark}"
                print(f"  {name:45} {times}  ({took['found']:.0f})")
            sys.stdout.flush()
    if not given.keep:
        target = HERE / "results" / f"casebook-{datetime.now(UTC):%Y-%m-%d}.json"
        target.parent.mkdir(exist_ok=True)
        about = {"python": platform.python_version(), "sqlite": sqlite3.sqlite_version, "machine": platform.machine()}
        target.write_text(json.dumps(about | {"casebooks": results}, indent=1) + "\n")
    return int(is_slow)


if __name__ == "__main__":
    sys.exit(main())
