"""How fluid the first page stays with many incidents, in a headless Chromium: the map dragged and zoomed, the timeline
drawn over, a filter typed.

    python benchmarks/speed/fluid.py [--incidents 20000] [--against 200] [--rounds 3] [--keep FOLDER]

For each movement: milliseconds between two frames, the median and the 95th percentile, and the longest stretch in which
the page's own thread could do nothing else (0 where none took 50 ms), in the worst of the rounds. The same is done
with few incidents: what both take is the map's own, which Chromium draws without a graphics card here, the slowest
case; what many take above it is theirs. Casebooks are made as ``server.py`` makes them.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from selenium import webdriver
from selenium.webdriver.support.wait import WebDriverWait

from first_view import open_browser
from server import make_casebook, serve

_STEPS = 60
_STEP = 1 / 60
_WATCH = """
window.watched = { frames: [], tasks: [] };
const one = (now) => { watched.frames.push(now); watched.waiting = requestAnimationFrame(one); };
watched.waiting = requestAnimationFrame(one);
const note = (entries) => watched.tasks.push(...entries.map((each) => each.duration));
watched.note = note;
watched.observer = new PerformanceObserver((found) => note(found.getEntries()));
watched.observer.observe({ type: "longtask" });
"""
_TELL = """
cancelAnimationFrame(watched.waiting);
watched.note(watched.observer.takeRecords());
watched.observer.disconnect();
return [watched.frames, watched.tasks];
"""
_BOX = """
const box = document.querySelector(arguments[0]).getBoundingClientRect();
return [box.x, box.y, box.width, box.height];
"""
_IS_DRAWN = "return document.documentElement.dataset.map === 'drawn'"

Driver = webdriver.Chrome


def drag(driver: Driver, start: tuple[float, float], end: tuple[float, float]) -> None:
    """A mouse that is pressed, moved over a second and let go."""
    mouse(driver, "mousePressed", *start, button="left", clickCount=1)
    for step in range(1, _STEPS + 1):
        along = step / _STEPS
        x, y = (a + (b - a) * along for a, b in zip(start, end, strict=True))
        mouse(driver, "mouseMoved", x, y, button="left", buttons=1)
        time.sleep(_STEP)
    mouse(driver, "mouseReleased", *end, button="left", clickCount=1)


def mouse(driver: Driver, kind: str, x: float, y: float, **more: object) -> None:
    driver.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": kind, "x": x, "y": y, **more})


def box(driver: Driver, selector: str) -> tuple[float, float, float, float]:
    """Left, top, width and height of what is on the page."""
    left, top, width, height = driver.execute_script(_BOX, selector)
    return left, top, width, height


def drag_map(driver: Driver) -> None:
    left, top, width, height = box(driver, "#map-ground")
    drag(driver, (left + width * 0.7, top + height * 0.6), (left + width * 0.3, top + height * 0.4))


def zoom_map(driver: Driver) -> None:
    left, top, width, height = box(driver, "#map-ground")
    for direction in (-1, 1):
        for _ in range(_STEPS // 2):
            mouse(driver, "mouseWheel", left + width / 2, top + height / 2, deltaX=0, deltaY=direction * 40)
            time.sleep(_STEP)


def draw_range(driver: Driver) -> None:
    left, top, width, height = box(driver, "#timeline canvas")
    drag(driver, (left + width * 0.2, top + height / 2), (left + width * 0.6, top + height / 2))


def type_words(driver: Driver) -> None:
    field = driver.find_element("css selector", "#f-query")
    for letter in "attack":
        field.send_keys(letter)
        time.sleep(0.1)


MOVEMENTS: dict[str, Callable[[Driver], None]] = {
    "map dragged": drag_map,
    "map zoomed": zoom_map,
    "days drawn over": draw_range,
    "words typed": type_words,
}


def watched(driver: Driver, move: Callable[[Driver], None]) -> tuple[list[float], float]:
    """Milliseconds between frames while something moves and for a second after it, and of the longest task."""
    driver.execute_script(_WATCH)
    move(driver)
    time.sleep(1.0)
    frames, tasks = driver.execute_script(_TELL)
    return [b - a for a, b in pairwise(frames)], max(tasks, default=0.0)


def measure(address: str, rounds: int) -> dict[str, dict[str, float]]:
    """The figures of each movement, in a browser of its own."""
    driver = open_browser()
    found: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in MOVEMENTS}
    try:
        for _ in range(rounds):
            driver.get(address)
            WebDriverWait(driver, 60, poll_frequency=0.05).until(lambda b: b.execute_script(_IS_DRAWN))
            time.sleep(1.0)
            for name, move in MOVEMENTS.items():
                gaps, longest = watched(driver, move)
                found[name][0].extend(gaps)
                found[name][1].append(longest)
    finally:
        driver.quit()
    return {
        name: {
            "frame_ms": round(statistics.median(gaps), 1),
            "frame_p95_ms": round(statistics.quantiles(gaps, n=20)[-1], 1),
            "longest_task_ms": round(max(tasks)),
        }
        for name, (gaps, tasks) in found.items()
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--incidents", type=int, default=20_000)
    parser.add_argument("--against", type=int, default=200, help="so few beside them")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="a folder where the casebooks are, or are to be, kept")
    given = parser.parse_args()
    told: dict[str, Any] = {"rounds": given.rounds, "load": round(os.getloadavg()[0], 1)}
    with tempfile.TemporaryDirectory() as made:
        for incidents in (given.against, given.incidents):
            path = (given.keep or Path(made)) / f"fluid-{incidents}.db"
            if not path.exists():
                make_casebook(path, incidents)
            process, port = serve(path)
            try:
                address = f"http://127.0.0.1:{port}/"
                urlopen(address).read()
                told[f"{incidents:,} incidents"] = measure(address, given.rounds)
            finally:
                process.terminate()
                process.wait()
    sys.stdout.write(json.dumps(told, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
