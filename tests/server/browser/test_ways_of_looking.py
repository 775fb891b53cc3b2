"""Paper, a page without its script, a page that is loaded before it is shown: what each still has."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from selenium.webdriver import Chrome
from tests.server.browser.person import Live, every, first, open_, until
from tests.server.browser.test_screens import POTOMAC, REPRINT, beyond, of_most_accounts

LIGHT_DENIES, PAPER = "rgb(122, 16, 16)", "rgb(255, 255, 255)"


def style(browser: Chrome, css: str, name: str) -> str:
    found: str = browser.execute_script(
        "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]", css, name
    )
    return found


def shown(browser: Chrome, css: str) -> bool:
    return any(each.is_displayed() for each in every(browser, css))


@pytest.fixture
def on_paper(browser: Chrome) -> Iterator[Any]:
    """Has pages look as they are printed, by a system that is dark, in the width of an A4 page."""

    def lay_out() -> None:
        metrics = {"width": 672, "height": 950, "deviceScaleFactor": 1, "mobile": False}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        dark = [{"name": "prefers-color-scheme", "value": "dark"}]
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print", "features": dark})

    yield lay_out
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    features = [{"name": "prefers-color-scheme", "value": ""}, {"name": "prefers-reduced-motion", "value": "reduce"}]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": features})


def test_on_paper_a_dark_page_is_light_and_has_no_controls(browser: Chrome, live_to_read: Live, on_paper: Any) -> None:
    browser.get(live_to_read.opened)
    for path in ("/", f"/incidents/{of_most_accounts(live_to_read)}", f"/reports/{POTOMAC}", "/reports", "/review"):
        open_(browser, live_to_read.address + path)
        on_paper()
        assert style(browser, "html", "backgroundColor") == PAPER, path
        for controls in ("button", "input", "select", ".stage", "#map", "#add", ".filters", "a.permalink"):
            assert not shown(browser, controls), (path, controls)
        assert beyond(browser) == [], path
        if every(browser, "[data-position=denies]"):
            assert style(browser, "[data-position=denies].position", "color") == LIGHT_DENIES, path
        if every(browser, ".kind .sign"):
            assert style(browser, "[data-type=ASSAULT] .sign", "color") == "rgb(148, 69, 58)", path
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "screen", "features": []})


def test_on_paper_texts_stand_side_by_side(browser: Chrome, live_to_read: Live, on_paper: Any) -> None:
    open_(browser, f"{live_to_read.address}/reports/{POTOMAC}/beside/{REPRINT}")
    on_paper()
    left, right = every(browser, ".beside .pair:nth-child(2) .cell")
    assert left.rect["y"] == right.rect["y"]
    assert left.rect["x"] < right.rect["x"]


@pytest.fixture
def unscripted(browser: Chrome) -> Iterator[Chrome]:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    yield browser
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_without_its_script_a_page_offers_nothing_that_would_do_nothing(unscripted: Chrome, live_to_read: Live) -> None:
    unscripted.get(live_to_read.opened)
    for path in ("/", f"/incidents/{of_most_accounts(live_to_read)}", f"/reports/{POTOMAC}", "/review"):
        unscripted.get(live_to_read.address + path)
        idle = [each.text for each in every(unscripted, "button:not(form[method] button)") if each.is_displayed()]
        assert idle == [], path
        assert first(unscripted, "main h1").is_displayed()
    unscripted.get(f"{live_to_read.address}/reports")
    first(unscripted, "#add summary").click()
    assert not shown(unscripted, "#add form")
    assert shown(unscripted, "#add noscript p, #add .notice")


def test_a_map_waits_until_it_has_a_size(browser: Chrome, live_to_read: Live) -> None:
    late = """new MutationObserver((_, watch) => {
        const ground = document.getElementById("map-ground");
        if (!ground) return;
        watch.disconnect();
        ground.hidden = true;
        new MutationObserver(() => ground.matches(".maplibregl-map") && (ground.hidden = false))
          .observe(ground, { attributes: true });
        setTimeout(() => (ground.hidden = false), 3000);
      }).observe(document, { childList: true, subtree: true });"""
    added = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": late})
    try:
        browser.get(live_to_read.address)
        until(browser, "html[data-map=drawn] #map-ground canvas")
    finally:
        browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", {"identifier": added["identifier"]})
    ground, canvas = first(browser, "#map-ground"), first(browser, "#map-ground canvas")
    assert (canvas.size["width"], canvas.size["height"]) == (ground.size["width"], ground.size["height"])
