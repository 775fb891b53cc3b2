"""``make bench``: a casebook as it grows: how fast it takes reports in, how large it is, how fast it answers.

::

    python benchmarks/speed/casebook.py [--sizes 1000,10000,100000] [--keep FOLDER]

Readings are made up (``made_readings.py``), so that what is measured is the casebook and not the analysis. For each
size, in one process: reports a second put in, one transaction each, the last tenth beside all (what grows shows
there); bytes a report; milliseconds to the whole of an answer to each question of the commands, the first time and the
median of nine after it; and, up to a size (``--link-up-to``), seconds to link all and ten reports more, and memory.
The budget: every answer within 100 ms at 100,000 reports, which take half an hour to make.
Writes ``results/casebook-<date>.json``.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from made_readings import make_readings
from standoff.pipeline.link import link_reports, who_of
from standoff.store import Findings, Store, open_store

HERE = Path(__file__).resolve().parent
ANSWER_MS = 100.0


def fill(path: Path, size: int) -> dict[str, Any]:
    """Put so many made readings into a casebook."""
    seconds, cpu, last, last_reports, claims = 0.0, 0.0, 0.0, 0, 0
    with open_store(path, mode="create") as store:
        for number, made in enumerate(make_readings(size)):
            found = Findings(made.claims, made.attributions, made.places, made.dates, made.rejections)
            begun, begun_cpu = time.perf_counter(), time.process_time()
            claims += store.put(made.report, found).claims
            took = time.perf_counter() - begun
            seconds, cpu = seconds + took, cpu + time.process_time() - begun_cpu
            if number >= size * 9 // 10:
                last, last_reports = last + took, last_reports + 1
    return {
        "reports": size,
        "claims": claims,
        "reports_a_second": size / seconds,
        "reports_a_second_last_tenth": last_reports / last,
        "cpu_ms_a_report": cpu * 1000 / size,
        "bytes_a_report": path.stat().st_size / size,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def questions(store: Store) -> dict[str, Callable[[], Iterable[Any]]]:
    """What the commands ask, of the common and the rare."""
    reports, claims = store.reports, store.claims
    some = next(islice(reports.lines(), 17, None))
    claim = claims.of_report(some.id)[0]
    day = some.published_on or date(2020, 1, 1)
    return {
        "reports: the last": lambda: reports.lines(limit=40),
        "reports: count": lambda: [reports.count()],
        "reports: of a month": lambda: reports.lines(since=day.replace(day=1), until=day, limit=40),
        "reports: of a publisher": lambda: reports.lines(publisher="wire 17", limit=40),
        "reports: of many publishers": lambda: reports.lines(publisher="e", limit=40),
        "reports: of many publishers, count": lambda: [reports.count(publisher="e", at_most=10_001)],
        "reports: a common word": lambda: reports.lines(query="said", limit=40),
        "reports: a common word, count": lambda: [reports.count(query="said", at_most=10_001)],
        "reports: two common words and a publisher": lambda: reports.lines(
            query="killed near", publisher="post", limit=40
        ),
        "reports: a rare phrase": lambda: reports.lines(query='"number 77"', limit=40),
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
        "claims: of a claimant": lambda: claims.find(claimant="earlier", limit=40),
        "claims: near a place": lambda: claims.find(near=(20.0, 25.4, 30.0), limit=40),
        "claims: in a large box": lambda: claims.find(box=(12.0, 30.0, 20.0, 40.0), limit=40),
        "claims: near a place, of a type and a year": lambda: claims.find(
            near=(20.0, 25.4, 30.0), type="ASSAULT", since=date(2016, 1, 1), until=date(2016, 12, 31), limit=40
        ),
    }


def answer(path: Path) -> dict[str, dict[str, float]]:
    """Milliseconds to all of each answer: the first time in a fresh connection, and the median of nine after it."""
    took: dict[str, dict[str, float]] = {}
    with open_store(path) as store:
        names = list(questions(store))
    for name in names:
        with open_store(path) as store:
            ask = questions(store)[name]
            times = []
            for _ in range(10):
                begun = time.perf_counter()
                found = sum(1 for _ in ask())
                times.append((time.perf_counter() - begun) * 1000)
            took[name] = {"cold_ms": times[0], "warm_ms": statistics.median(times[1:]), "found": found}
    return took


def check(path: Path) -> dict[str, Any]:
    """Seconds of a whole check."""
    with open_store(path) as store:
        begun = time.perf_counter()
        found = store.check()
        return {"seconds": time.perf_counter() - begun, "is_sound": found.is_sound}


def link(path: Path, size: int) -> dict[str, Any]:
    """Seconds to form all incidents, and those of ten reports more; what memory it took; answers about incidents."""
    from standoff.actors import ActorRegistry

    who = who_of(ActorRegistry.load())
    with open_store(path, mode="write") as store:
        begun = time.perf_counter()
        linked = link_reports(store, who)
        seconds = time.perf_counter() - begun
        for made in make_readings(10, seed=77, begin=size):
            found = Findings(made.claims, made.attributions, made.places, made.dates, made.rejections)
            store.put(made.report, found)
        begun = time.perf_counter()
        link_reports(store, who)
        ten_more = time.perf_counter() - begun
        answers = {}
        for name, conditions in (
            ("incidents: the last", {}),
            ("incidents: disputed", {"is_disputed": True}),
            ("incidents: of a party", {"party": "RUS"}),
            ("incidents: near a place", {"near": (20.0, 25.4, 30.0)}),
            ("incidents: of a claimant", {"claimant": "earlier"}),
            ("incidents: words", {"query": "wire"}),
        ):
            times = []
            for _ in range(10):
                begun = time.perf_counter()
                count = sum(1 for _ in store.incidents.find(limit=40, **conditions))  # type: ignore[arg-type]
                times.append((time.perf_counter() - begun) * 1000)
            answers[name] = {"cold_ms": times[0], "warm_ms": statistics.median(times[1:]), "found": count}
    return {
        "incidents": linked.formed,
        "link_seconds": seconds,
        "link_ms_a_report": 1000 * seconds / size,
        "link_ten_more_seconds": ten_more,
        "link_peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "answers": answers,
    }


def main() -> int:
    """Measure, print, write; 1 when an answer is over its budget."""
    parser = argparse.ArgumentParser(description="A casebook as it grows.")
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--keep", type=Path, help="Leave the casebooks in this folder, and take those that are there.")
    parser.add_argument("--link-up-to", type=int, default=1_000, help="Link casebooks of up to so many reports.")
    given = parser.parse_args()
    results = []
    is_slow = False
    with tempfile.TemporaryDirectory() as folder:
        for size in (int(size) for size in given.sizes.split(",")):
            path = (given.keep or Path(folder)) / f"casebook-{size}.db"
            result: dict[str, Any] = {"reports": size} if path.exists() else fill(path, size)
            result |= {"answers": answer(path), "check": check(path)}
            if size <= given.link_up_to:
                linked = link(path, size)
                result["answers"] |= linked.pop("answers")
                result |= linked
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
