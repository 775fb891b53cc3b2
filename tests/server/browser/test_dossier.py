"""What a person does with an incident and with the review: reads, corrects, merges, takes out, decides by keys."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait
from tests.server.browser.person import Live, click, every, first, press, until


def until_asked(browser: Chrome, question: str, *, is_same: bool = True) -> None:
    """Until the review asks this, or something else, and may be answered."""
    WebDriverWait(browser, 60, ignored_exceptions=(StaleElementReferenceException,)).until(
        lambda found: (first(found, "h1").text == question) is is_same and first(found, "#decide").is_displayed()
    )


def until_elsewhere(browser: Chrome, address: str) -> None:
    """Until a judgement is kept, what follows is formed anew, and its page has come."""
    mark = browser.execute_script("return performance.timeOrigin")
    WebDriverWait(browser, 90).until(
        lambda found: (
            found.execute_script("return document.readyState === 'complete' && performance.timeOrigin")
            not in (False, mark)
            and "/of/" not in found.current_url
        )
    )
    assert urlsplit(browser.current_url).path.startswith(urlsplit(address).path.rsplit("/", 1)[0])


def said(live: Live, path: str) -> Any:
    with urlopen(f"{live.address}/api/v1/{path}") as answer:
        return json.load(answer)


def incident_with(live: Live, field: str) -> dict[str, Any]:
    records = said(live, "incidents?limit=200")["records"]
    found = [each for each in records if field in [dispute["field"] for dispute in each["disputes"]]]
    most: dict[str, Any] = max(found, key=lambda each: (len(each["accounts"]), each["id"]))
    return most


def keep(browser: Chrome, why: str, by: str = "Ada") -> None:
    """Fill in the end of a dialog, and keep what it says."""
    until(browser, "dialog.judging input[name=why]").send_keys(why)
    name = first(browser, "dialog.judging input[name=by]")
    name.clear()
    name.send_keys(by)
    first(browser, "dialog.judging .button.main").click()


@pytest.fixture
def writing(browser: Chrome, live: Live) -> Live:
    browser.get(f"{live.address}/review?token={live.token}")
    browser.execute_script("localStorage.clear(); sessionStorage.clear()")
    return live


def test_why_a_value_differs_is_said_on_focus_and_shut_by_escape(browser: Chrome, live_to_read: Live) -> None:
    incident = incident_with(live_to_read, "tolls.killed")
    browser.get(f"{live_to_read.address}/incidents/{incident['id']}")
    why = first(browser, ".matrix .why")
    box = why.find_element(By.CSS_SELECTOR, ".why-box")
    assert not box.is_displayed()
    browser.execute_script("arguments[0].focus()", why.find_element(By.TAG_NAME, "a"))
    assert box.is_displayed()
    assert "Others have" in box.text
    press(browser, Keys.ESCAPE)
    assert not box.is_displayed()


def test_a_quote_leads_to_its_words_in_the_report(browser: Chrome, live_to_read: Live) -> None:
    incident = incident_with(live_to_read, "tolls.killed")
    browser.get(f"{live_to_read.address}/incidents/{incident['id']}")
    quote = first(browser, ".passage .quote a")
    words = quote.text
    click(browser, quote)
    active = until(browser, ".claim.active")
    assert f"claim-{active.get_attribute('data-claim')}" in browser.current_url
    assert words.split()[0] in first(browser, ".piece.evidence.active").text


def test_an_address_of_a_claim_that_is_counted_elsewhere_since_leads_there(browser: Chrome, live_to_read: Live) -> None:
    one, other = said(live_to_read, "incidents?limit=2")["records"]
    claim = other["claims"][0]
    browser.get(f"{live_to_read.address}/incidents/{one['id']}#claim-{claim}")
    until(browser, f"#claim-{claim}")
    assert browser.current_url == f"{live_to_read.address}/incidents/{other['id']}#claim-{claim}"


def test_the_small_map_is_drawn_and_asks_nobody_else(browser: Chrome, live_to_read: Live) -> None:
    incident = incident_with(live_to_read, "tolls.killed")
    browser.get_log("performance")
    browser.get(f"{live_to_read.address}/incidents/{incident['id']}")
    until(browser, "html[data-map=drawn] #map canvas")
    sent = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = {
        urlsplit(each["params"]["request"]["url"]).netloc
        for each in sent
        if each["method"] == "Network.requestWillBeSent"
        and urlsplit(each["params"]["request"]["url"]).scheme in ("http", "https")
    }
    assert asked == {urlsplit(live_to_read.address).netloc}


@pytest.mark.parametrize("width", [360, 1280, 2560])
def test_nothing_stands_outside_the_window(browser: Chrome, live_to_read: Live, width: int) -> None:
    incident = incident_with(live_to_read, "tolls.killed")
    metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        for path in (f"incidents/{incident['id']}", "review"):
            browser.get(f"{live_to_read.address}/{path}")
            assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_j_and_k_go_through_the_accounts(browser: Chrome, live_to_read: Live) -> None:
    incident = incident_with(live_to_read, "tolls.killed")
    browser.get(f"{live_to_read.address}/incidents/{incident['id']}")
    press(browser, "j", "j", "k")
    row = every(browser, ".matrix tbody")[0]
    assert browser.execute_script("return arguments[0].contains(document.activeElement)", row)


def test_a_toll_is_corrected_in_place_and_stands_once_linked_again(browser: Chrome, writing: Live) -> None:
    incident = incident_with(writing, "tolls.killed")
    address = f"{writing.address}/incidents/{incident['id']}"
    claims = said(writing, f"incidents/{incident['id']}/claims")["records"]
    claim = next(each for each in claims if any(toll["what"] == "killed" for toll in each["tolls"]))
    browser.get(f"{address}#claim-{claim['id']}")
    click(browser, until(browser, f'[data-correct="{claim["id"]}"]'))
    until(browser, "dialog.judging[open]")
    low, high = every(browser, "dialog.judging input[type=number]")[:2]
    for each in (low, high):
        each.clear()
        each.send_keys("4711")
    keep(browser, "so it says")
    until_elsewhere(browser, address)
    assert "4,711 killed" in first(browser, ".matrix").text
    history = first(browser, ".decisions").text
    assert "4,711 killed" in history
    assert "so it says" in history

    click(browser, until(browser, "[data-undo]"))
    until_elsewhere(browser, address)
    assert "4,711 killed" not in first(browser, ".matrix").text
    assert "Taken back" in first(browser, ".decisions").text


def test_a_place_is_picked_from_the_gazetteer(browser: Chrome, writing: Live) -> None:
    incident = incident_with(writing, "tolls.killed")
    browser.get(f"{writing.address}/incidents/{incident['id']}")
    click(browser, until(browser, "[data-correct]"))
    field = until(browser, "dialog.judging select")
    field.send_keys("Where")
    name = until(browser, "dialog.judging [role=combobox]")
    name.clear()
    name.send_keys("Aleppo")
    until(browser, "dialog.judging [role=option]")
    name.send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    latitude = first(browser, "dialog.judging input[type=number]").get_attribute("value")
    assert latitude is not None
    assert abs(float(latitude) - 36.2) < 0.1


def test_two_incidents_are_merged_and_parted_again(browser: Chrome, writing: Live) -> None:
    records = said(writing, "incidents?limit=200")["records"]
    one, other = [each for each in records if each["claims"]][:2]
    address = f"{writing.address}/incidents/{one['id']}"
    browser.get(address)
    until(browser, '[data-does="merge"]')
    press(browser, "m")
    until(browser, "dialog.judging input[type=search]").send_keys(other["title"].split(",")[0])
    click(browser, until(browser, f'dialog.judging input[value="{other["id"]}"]'))
    keep(browser, "one strike")
    until_elsewhere(browser, address)
    page = first(browser, "article").text
    assert "One happening" in page
    assert (
        said(writing, f"claims/{one['claims'][0]}")["incident_id"]
        == said(writing, f"claims/{other['claims'][0]}")["incident_id"]
    )

    click(browser, until(browser, "[data-undo]"))
    until_elsewhere(browser, address)
    assert (
        said(writing, f"claims/{one['claims'][0]}")["incident_id"]
        != said(writing, f"claims/{other['claims'][0]}")["incident_id"]
    )


def test_claims_are_taken_out_and_the_rest_stays_together(browser: Chrome, writing: Live) -> None:
    incident = incident_with(writing, "tolls.killed")
    address = f"{writing.address}/incidents/{incident['id']}"
    browser.get(address)
    until(browser, '[data-does="split"]')
    press(browser, "x")
    until(browser, ".split-bar")
    boxes = every(browser, ".pick input")
    out = [id_ for box in boxes[-2:] for id_ in (box.get_attribute("value") or "").split()]
    for box in boxes[-2:]:
        click(browser, box)
    first(browser, ".split-bar .main").click()
    until(browser, "dialog.judging[open]")
    keep(browser, "of the day before")
    until_elsewhere(browser, address)
    of = {each: said(writing, f"claims/{each}")["incident_id"] for each in incident["claims"]}
    stays = {of[each] for each in incident["claims"] if each not in out}
    assert len(stays) == 1
    assert stays.isdisjoint(of[each] for each in out)


def test_a_question_is_decided_by_a_key_and_taken_back_by_another(browser: Chrome, writing: Live) -> None:
    browser.get(f"{writing.address}/review")
    until(browser, "#decide")
    question = first(browser, "h1").text
    press(browser, "a")
    name = browser.switch_to.active_element
    assert name.get_attribute("id") == "by"
    name.send_keys("Ada")
    first(browser, "#why").send_keys("looked at all", Keys.ENTER)
    press(browser, "a")
    until_asked(browser, question, is_same=False)
    assert "looked at all" in first(browser, ".lately").text

    press(browser, "z")
    until_asked(browser, question)
    assert "looked at all" not in first(browser, ".lately").text


def test_a_question_is_left_open_and_come_back_to(browser: Chrome, writing: Live) -> None:
    browser.get(f"{writing.address}/review")
    until(browser, "#decide")
    question = first(browser, "h1").text
    press(browser, "u")
    until_asked(browser, question, is_same=False)
    assert first(browser, "#at").text.startswith("2 of")
    press(browser, "k")
    until_asked(browser, question)


def test_a_passage_is_chosen_and_corrected_by_keys(browser: Chrome, writing: Live) -> None:
    browser.get(f"{writing.address}/review")
    until(browser, "#decide")
    press(browser, "n", "n")
    picked = first(browser, ".passage.picked .quote").text
    press(browser, "e")
    assert until(browser, "dialog.judging .quote").text == picked
