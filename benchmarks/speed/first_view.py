"""How long the first page takes in a headless Chromium, of casebooks of made reports: list, timeline, marks on the map.

    python benchmarks/speed/first_view.py --reports 3500 --rounds 5

Milliseconds from the request on: the first thing painted (the list), the timeline, and land with all marks. Chromium
draws without a graphics card, which is the slowest case.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import socket
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

import uvicorn
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.wait import WebDriverWait

from heap import make_heap
from standoff.actors import ActorRegistry
from standoff.pipeline.link import link_reports, who_of
from standoff.server import make_app
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


def first_view(address: str) -> list[float]:
    """The three times, in a browser that was never there before."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in (*_FLAGS, "--window-size=1280,900"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        driver.get(address)
        WebDriverWait(driver, 60).until(lambda b: b.execute_script("return 'map' in document.documentElement.dataset"))
        times: list[float] = driver.execute_script(_TIMES)
        return times
    finally:
        driver.quit()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=3_500)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--casebook", type=Path, help="one that is there, instead of a made one")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, socket.socket() as listening:
        path = given.casebook or Path(folder) / "made.db"
        if not given.casebook:
            make_casebook(path, given.reports)
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(make_app(path), log_level="warning"))
        threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
        while not server.started:
            time.sleep(0.05)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        rounds = [first_view(address) for _ in range(given.rounds)]
        server.should_exit = True
    told: dict[str, object] = {"rounds": given.rounds, "load": round(os.getloadavg()[0], 1)}
    for name, times in zip(("list", "timeline", "map"), zip(*rounds, strict=True), strict=True):
        told[name] = {"median_ms": round(statistics.median(times)), "best_ms": round(min(times))}
    sys.stdout.write(json.dumps(told) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
