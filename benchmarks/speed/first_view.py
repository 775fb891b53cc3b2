"""How long the first page takes in a headless Chromium, of casebooks of made reports: list, timeline, marks on the map.

    python benchmarks/speed/first_view.py --reports 6500 --rounds 5 [--before SRC]

Milliseconds from the request on: the first thing painted (the list), the timeline, and land with all marks; and the
milliseconds of processor that the browser took for it, all its processes together, which other work on the machine
changes least. Chromium draws without a graphics card, which is the slowest case. ``--before`` names the ``src`` of
another checkout: both serve a copy of the casebook and are asked in turn, so that the same load falls on both.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from urllib.request import urlopen

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.wait import WebDriverWait

from heap import make_heap
from server import serve
from standoff.actors import ActorRegistry
from standoff.pipeline.link import link_reports, who_of
from standoff.store import Findings, open_store

_TIMES = """
const at = (name) => performance.getEntriesByName(name)[0]?.startTime ?? null;
return [at("first-contentful-paint"), at("standoff:timeline"), at("standoff:map")];
"""
_FLAGS = ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--enable-unsafe-swiftshader")


def make_casebook(path: Path, reports: int) -> int:
    """A casebook of so many made reports; how many incidents it holds."""
    with open_store(path, mode="create") as store:
        for made in make_heap(reports):
            assert made.report is not None
            found = Findings(made.claims, made.attributions, made.places, made.dates, made.rejections)
            store.put(made.report, found)
        return link_reports(store, who_of(ActorRegistry.load())).formed


def open_browser() -> webdriver.Chrome:
    """A headless Chromium that was never anywhere before."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in (*_FLAGS, "--window-size=1280,900"):
        options.add_argument(argument)
    return webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))


def first_view(address: str) -> list[float]:
    """The three times, and the processor time, in a browser that was never there before."""
    driver = open_browser()
    pid = driver.service.process.pid
    try:
        time.sleep(0.5)  # its own beginning is none of ours
        begun = cpu_of(pid)
        driver.get(address)
        waiting = WebDriverWait(driver, 60, poll_frequency=0.05)
        waiting.until(lambda b: b.execute_script("return performance.getEntriesByName('standoff:map').length > 0"))
        took = cpu_of(pid) - begun
        times: list[float] = driver.execute_script(_TIMES)
        return [*times, took]
    finally:
        driver.quit()


def cpu_of(pid: int) -> float:
    """Milliseconds of processor that a process and all its descendants have taken so far."""
    parents: dict[int, list[tuple[int, float]]] = {}
    for each in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = each.read_text().rsplit(")", 1)[1].split()
        except OSError:  # it ended meanwhile
            continue
        ticks = int(fields[11]) + int(fields[12])
        parents.setdefault(int(fields[1]), []).append((int(each.parent.name), ticks * 1000 / os.sysconf("SC_CLK_TCK")))
    total, left = 0.0, [pid]
    while left:
        for child, spent in parents.get(left.pop(), ()):
            total += spent
            left.append(child)
    return total


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=6_500)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--casebook", type=Path, help="one that is there, instead of a made one")
    parser.add_argument("--before", type=Path, help="the src of another checkout, to be compared with")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as servers:
        path = given.casebook or Path(folder) / "made.db"
        if not given.casebook:
            make_casebook(path, given.reports)
        found: dict[str, list[list[float]]] = {}
        addresses = {}
        for name, source in (("before", given.before), ("now", None)):
            if name == "now" or source is not None:
                own = Path(folder) / f"{name}.db"  # a casebook of an older layout is brought to the newer one
                shutil.copyfile(path, own)
                process, port = serve(own, source=source)
                servers.callback(process.wait)
                servers.callback(process.terminate)
                addresses[name] = f"http://127.0.0.1:{port}/"
                urlopen(addresses[name]).read()
        for _ in range(given.rounds):
            for name, address in addresses.items():
                found.setdefault(name, []).append(first_view(address))
    told: dict[str, object] = {"rounds": given.rounds, "load": round(os.getloadavg()[0], 1)}
    for name, rounds in found.items():
        told[name] = {
            what: {"median_ms": round(statistics.median(times)), "best_ms": round(min(times))}
            for what, times in zip(("list", "timeline", "map", "processor"), zip(*rounds, strict=True), strict=True)
        }
    if "before" in found:
        pairs = list(zip(*(zip(*found[name], strict=True) for name in ("now", "before")), strict=True))
        ratios = [statistics.median(a) / statistics.median(b) for a, b in pairs]
        told["now to before"] = dict(
            zip(("list", "timeline", "map", "processor"), (round(r, 2) for r in ratios), strict=True)
        )
    sys.stdout.write(json.dumps(told, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
