"""Reads hostile inputs in a process of its own and prints what came of it, as one JSON object.

``python run_hostile.py mutations COUNT SEED`` breaks the seeds; ``python run_hostile.py file PATH`` reads one file;
``python run_hostile.py whole COUNT SEED`` runs broken seeds through the whole pipeline.
"""

from __future__ import annotations

import io
import json
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from mutate import mutate
from seeds import seeds

from standoff.readers import read_reports
from standoff.readers.item import Item
from standoff.readers.reader import Found
from standoff.readers.registry import read_item
from standoff.records import Rejection, Report
from standoff.text import divide


def check(found: Found) -> str:
    """Divide a report and hold it to the laws of blocks; the kind of record."""
    if isinstance(found, Rejection):
        assert found.reason
        json.dumps(found.to_dict()).encode()
        return "rejections"
    report = divide(found)
    at = 0
    for block in report.blocks:
        assert at <= block.start < block.end <= len(report.text), (at, block)
        assert not any(map(str.isalnum, report.text[at : block.start])), (at, block)
        at = block.end
    assert not any(map(str.isalnum, report.text[at:]))
    json.dumps(report.to_dict(), ensure_ascii=False).encode()
    assert all(link.lower().startswith(("http://", "https://")) for link in (*report.media, report.url or "http://"))
    return "reports"


def run_mutations(count: int, seed: int) -> dict[str, float]:
    """Break the seeds ``count`` times and read what comes of it."""
    chance = random.Random(seed)
    sound = sorted(seeds().items())
    tally: dict[str, float] = {"reports": 0, "rejections": 0, "nothing": 0, "slowest_seconds": 0}
    for _ in range(count):
        name, raw = sound[chance.randrange(len(sound))]
        broken = mutate(raw, chance)
        begin = time.perf_counter()
        kinds = [check(found) for found in read_item(Item(name, io.BytesIO(broken)))]
        tally["slowest_seconds"] = max(tally["slowest_seconds"], time.perf_counter() - begin)
        for kind in kinds:
            tally[kind] += 1
        tally["nothing"] += not kinds
    return tally


def run_file(path: str) -> dict[str, float]:
    """Read one file."""
    tally: dict[str, float] = {"reports": 0, "rejections": 0}
    for found in read_reports([path]):
        tally[check(found)] += 1
    return tally


def run_whole(count: int, seed: int) -> dict[str, float]:
    """Broken seeds through readers, text and every stage of the pipeline."""
    from standoff.pipeline import read_spread

    chance = random.Random(seed)
    sound = sorted(seeds().items())
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            name, raw = sound[chance.randrange(len(sound))]
            Path(folder, f"{number:04d}-{name}").write_bytes(mutate(raw, chance)[:20_000])
        tally: dict[str, float] = {"reports": 0, "rejections": 0, "claims": 0}
        for reading in read_spread([folder]):
            report = reading.report
            tally["reports"] += report is not None
            tally["rejections"] += len(reading.rejections)
            tally["claims"] += len(reading.claims)
            for claim in reading.claims:
                assert isinstance(report, Report)
                for span in (*claim.evidence, claim.sentence, claim.event.trigger):
                    assert report.text[span.start : span.end] == span.text
    return tally


if __name__ == "__main__":
    began = time.perf_counter()
    if sys.argv[1] == "mutations":
        result = run_mutations(int(sys.argv[2]), int(sys.argv[3]))
    elif sys.argv[1] == "whole":
        result = run_whole(int(sys.argv[2]), int(sys.argv[3]))
    else:
        result = run_file(sys.argv[2])
    result["seconds"] = time.perf_counter() - began
    result["peak_megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(result))
