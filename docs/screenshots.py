"""Take the pictures of the page for README and docs: the bundled examples, served, in a headless Chromium.

usage: python docs/screenshots.py [NAME ...]
"""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
import threading
import time
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

import uvicorn
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.wait import WebDriverWait

from standoff.casebook import open_casebook
from standoff.server import Access, make_app

PICTURES = Path(__file__).resolve().parent / "pictures"
LARGEST = 400_000


@dataclass(frozen=True)
class Shot:
    """One picture: which page, how large a window, and what is done on the page before it is taken."""

    name: str
    path: str
    width: int = 1280
    height: int = 860
    scale: float = 1.25
    is_dark: bool = False
    may_write: bool = True
    first: str = ""


# {incident} is the one with most accounts, {report} one with much in it.
SHOTS = (
    Shot("map", "/?sel={incident}", may_write=False),
    Shot("map-dark", "/?disputed=true", is_dark=True, may_write=False),
    Shot("dossier", "/incidents/{incident}", height=960, may_write=False),
    Shot("dossier-small", "/incidents/{incident}", width=360, height=780, scale=2, may_write=False),
    Shot("reader", "/reports/{report}", first="document.querySelectorAll('#text .piece.evidence')[2].click()"),
    Shot("copies", "/reports/{report}/beside/{copy}"),
    Shot("review", "/review"),
    Shot("reports", "/reports", height=1100, first="document.querySelector('#add summary').click()"),
)


@contextmanager
def served() -> Iterator[tuple[str, str, dict[str, str]]]:
    """The casebook of examples on a free port: its address, its token, and what the paths of pictures name."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as listening:
        path = Path(folder) / "examples.db"
        with as_file(files("standoff").joinpath("examples", "reports")) as reports, open_casebook(path) as book:
            for _ in book.add(reports):
                pass
            book.link()
            incident = max(book.incidents(), key=lambda each: (len(each.accounts), each.id))
            copy = next(line for line in book.reports() if line.text_group not in (None, line.id))
            named = {"incident": incident.id, "report": str(copy.text_group), "copy": copy.id}
        access = Access()
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(make_app(path, access), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.05)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", access.token, named
        server.should_exit = True
        thread.join(10)


@contextmanager
def browser() -> Iterator[webdriver.Chrome]:
    """A headless Chromium."""
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if chromium is None or driver is None:
        raise SystemExit("There is no chromium with chromedriver here. On Debian: apt install chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars"):
        options.add_argument(argument)
    opened = webdriver.Chrome(options=options, service=Service(driver))
    try:
        yield opened
    finally:
        opened.quit()


def taken(page: webdriver.Chrome, shot: Shot, address: str) -> bytes:
    """The picture, once the page and its map stand still."""
    metrics = {"width": shot.width, "height": shot.height, "deviceScaleFactor": shot.scale, "mobile": False}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    features = [
        {"name": "prefers-color-scheme", "value": "dark" if shot.is_dark else "light"},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    page.get(address)
    still = "return !document.querySelector('.switches[hidden]') && (!document.querySelector('#map') "
    still += "|| document.documentElement.dataset.map === 'drawn')"
    WebDriverWait(page, 60).until(lambda opened: opened.execute_script(still))
    if shot.first:
        page.execute_script(shot.first)
    time.sleep(1)
    return b64decode(page.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})["data"])


def main() -> int:
    wanted = sys.argv[1:]
    PICTURES.mkdir(exist_ok=True)
    with served() as (address, token, named), browser() as page:
        for shot in SHOTS:
            if wanted and shot.name not in wanted:
                continue
            page.get("about:blank")
            page.get(address)
            page.delete_all_cookies()
            if shot.may_write:
                page.get(f"{address}/?token={token}")
            picture = taken(page, shot, address + shot.path.format(**named))
            if len(picture) > LARGEST:
                print(f"{shot.name}.png has {len(picture):,} bytes, more than {LARGEST:,}: take it smaller.")
                return 1
            (PICTURES / f"{shot.name}.png").write_bytes(picture)
            print(f"{shot.name}.png  {len(picture):,} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
