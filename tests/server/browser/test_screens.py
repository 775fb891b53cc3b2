"""What holds on every screen: nobody else is asked, keys work, axe finds nothing, a hostile report does nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from selenium.webdriver import Chrome, Keys
from tests.server.browser.person import Live, click, every, first, open_, press, until

from standoff.casebook import open_casebook

POTOMAC, REPRINT = "90cbfa99f3ead641", "5a287027a3e64673"
SCREENS = ("map", "selected", "dossier", "reports", "reader", "copies", "review", "nothing")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def of_most_accounts(live: Live) -> str:
    with urlopen(f"{live.address}/api/v1/incidents?limit=200") as answer:
        records = json.load(answer)["records"]
    return str(max(records, key=lambda each: (len(each["accounts"]), each["id"]))["id"])


def address_of(screen: str, live: Live) -> str:
    return (
        live.address
        + {
            "map": "/",
            "selected": f"/?disputed=true&party=RUS&sel={of_most_accounts(live)}",
            "dossier": f"/incidents/{of_most_accounts(live)}",
            "reports": "/reports",
            "reader": f"/reports/{POTOMAC}",
            "copies": f"/reports/{POTOMAC}/beside/{REPRINT}",
            "review": "/review",
            "nothing": "/reports/0000",
        }[screen]
    )


@cache
def _axe() -> str:
    return files("selenium_axe_python").joinpath("axe-core", "axe.min.js").read_text(encoding="utf-8")


def violations(browser: Chrome) -> list[str]:
    """What axe says against the page as it stands, one line an element."""
    browser.execute_script(_axe() + "; window.axe = axe;")
    found: list[dict[str, Any]] | str = browser.execute_async_script(
        "const [tags, done] = arguments;"
        "axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"
        ".then((results) => done(results.violations), (error) => done(String(error)));",
        WCAG,
    )
    assert isinstance(found, list), found
    return [f"{each['id']}: {node['target']} {node['failureSummary']}" for each in found for node in each["nodes"]]


def beyond(browser: Chrome) -> list[str]:
    """What stands outside the window to the right, where the page is wider than it."""
    found: list[str] = browser.execute_script(
        "const edge = document.documentElement.clientWidth;"
        "return document.documentElement.scrollWidth <= edge ? [] : [...document.querySelectorAll('body *')]"
        ".filter((each) => each.getBoundingClientRect().right > edge + 1).map((each) => each.outerHTML.slice(0, 160));"
    )
    return found


@pytest.fixture
def sized(browser: Chrome) -> Iterator[Any]:
    """Gives the window a width and a colour scheme, for one test."""

    def size(width: int, scheme: str) -> None:
        metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        features = [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    yield size
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    features = [{"name": "prefers-color-scheme", "value": ""}, {"name": "prefers-reduced-motion", "value": "reduce"}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_no_violation_of_wcag_2_2_aa(
    browser: Chrome, live_to_read: Live, sized: Any, screen: str, width: int, scheme: str
) -> None:
    sized(width, scheme)
    browser.get(live_to_read.opened)
    open_(browser, address_of(screen, live_to_read))
    assert violations(browser) == []
    assert beyond(browser) == []
    if screen == "nothing":
        browser.get_log("browser")  # that there is nothing at the address, which is so


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_what_opens(browser: Chrome, live_to_read: Live, sized: Any, scheme: str) -> None:
    sized(1280, scheme)
    browser.get(live_to_read.opened)
    open_(browser, address_of("dossier", live_to_read))
    click(browser, until(browser, "[data-correct]"))
    until(browser, "dialog.judging[open]")
    assert violations(browser) == []
    press(browser, Keys.ESCAPE, "?")
    until(browser, "dialog#keys[open]")
    assert violations(browser) == []

    open_(browser, address_of("reader", live_to_read))
    press(browser, "j", "e")
    until(browser, "#mend-form")
    assert violations(browser) == []

    open_(browser, address_of("reports", live_to_read))
    first(browser, "#add summary").click()
    until(browser, "#add-body")
    assert violations(browser) == []

    open_(browser, address_of("map", live_to_read))
    first(browser, "#filters details.more summary").click()
    first(browser, "#map-key summary").click()
    assert violations(browser) == []


def test_no_screen_ever_asks_anybody_else(browser: Chrome, live_to_read: Live) -> None:
    browser.get_log("performance")
    browser.get(live_to_read.opened)
    for screen in SCREENS:
        open_(browser, address_of(screen, live_to_read))
    asked = set()
    for entry in browser.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            asked.add(urlsplit(message["params"]["request"]["url"])[:2])
        elif message["method"] == "Network.webSocketCreated":
            asked.add(urlsplit(message["params"]["url"])[:2])
    own = urlsplit(live_to_read.address)[:2]
    assert own in asked
    assert {each for each in asked if each[0] not in ("data", "blob", "about")} == {own}
    browser.get_log("browser")  # that there is nothing at the last address, which is so


@pytest.mark.parametrize("screen", SCREENS[:-1])
def test_every_screen_is_gone_through_by_keyboard(browser: Chrome, live_to_read: Live, screen: str) -> None:
    open_(browser, address_of(screen, live_to_read))
    press(browser, Keys.TAB)
    skip = browser.switch_to.active_element
    assert skip.text == "Skip to content"
    skip.send_keys(Keys.ENTER)
    assert browser.switch_to.active_element.get_attribute("id") == "main"

    press(browser, "?")
    keys = until(browser, "dialog#keys[open]")
    assert "Close what is open" in keys.text
    press(browser, Keys.ESCAPE)
    assert every(browser, "dialog[open]") == []

    if every(browser, "input[type=search]"):
        press(browser, "/")
        assert browser.switch_to.active_element.get_attribute("type") == "search"
        press(browser, "j?")
        assert browser.switch_to.active_element.get_attribute("value") == "j?"
        press(browser, Keys.ESCAPE)
        assert browser.switch_to.active_element.tag_name == "body"


def test_what_has_the_focus_can_be_seen_to_have_it(browser: Chrome, live_to_read: Live) -> None:
    for screen in SCREENS[:-1]:
        open_(browser, address_of(screen, live_to_read))
        for _ in range(25):
            press(browser, Keys.TAB)
            outlined, what = browser.execute_script(  # within a field for a day Chromium itself marks the part
                "const at = document.activeElement, label = at.closest('label') ?? at;"
                "const drawn = (each) => { const style = getComputedStyle(each);"
                "  return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1; };"
                "return [drawn(at) || drawn(label) || at === document.body || at.type === 'date', at.outerHTML.slice(0, 200)];"
            )
            assert outlined, (screen, what)


HOSTILE = {
    "title": "<script>alert(1)</script><img src=x onerror=alert(2)> \u202eevil title",
    "publisher": "<svg onload=alert(3)>",
    "byline": "<iframe srcdoc='<script>parent.alert(4)</script>'>",
    "url": "javascript:alert(5)",
    "published_on": "2020-08-27",
    "text": "Russian troops killed \u202efour\u202c Syrian soldiers near Raqqa on Tuesday, <script>alert(6)</script> said the "
    "<b onmouseover=alert(7)>army</b>.\n\n</span></p></main><style>body{display:none}</style>It rained in [Raqqa]"
    "(javascript:alert(8)).\n\nRebels denied that {{ 7 * 7 }} soldiers were killed near Raqqa on Tuesday.\n",
}


@pytest.fixture(scope="module")
def hostile_casebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "a.json").write_text(json.dumps(HOSTILE), encoding="utf-8")
    long = {
        "title": "<b>A" * 250_000,
        "publisher": "W" * 100_000,
        "text": "Rebels killed 5 soldiers in Aleppo on Monday, officials said.",
    }
    (folder / "b.json").write_text(json.dumps(long), encoding="utf-8")
    path = folder / "hostile.db"
    with open_casebook(path) as book:
        for _ in book.add(folder / "a.json", folder / "b.json"):
            pass
        book.link()
    return path


def test_a_hostile_report_is_harmless_on_every_screen(browser: Chrome, serving: Any, hostile_casebook: Path) -> None:
    with open_casebook(hostile_casebook, mode="read") as book:
        reports = [line.id for line in book.reports()]
        incidents = [each.id for each in book.incidents()]
    assert len(reports) == 2
    assert incidents
    with serving(hostile_casebook) as live:
        browser.get(live.opened)
        for path in (
            "/",
            *(f"/?sel={each}" for each in incidents),
            *(f"/incidents/{each}" for each in incidents),
            "/reports",
            *(f"/reports/{each}" for each in reports),
            f"/reports/{reports[0]}/beside/{reports[1]}",
            "/review",
            "/?query=%3Cscript%3Ealert(9)%3C/script%3E&place=%22%3E%3Cimg+src=x+onerror=alert(10)%3E",
        ):
            open_(browser, live.address + path)  # an alert would be an error of every step that follows
            brought = browser.execute_script(
                "return [...document.querySelectorAll('*')].filter((each) =>"
                "  [...each.attributes].some((one) => one.name.startsWith('on') || /^\\s*javascript:/i.test(one.value))"
                "  || (each.matches('script') && !each.src && each.type !== 'application/json')"
                "  || (each.matches('img, iframe, style') && !each.closest('.maplibregl-map')))"
                ".map((each) => each.outerHTML.slice(0, 200));"
            )
            assert brought == [], path
            assert beyond(browser) == [], path
            assert len(browser.page_source) < 400_000, path
            assert first(browser, "main").is_displayed()
