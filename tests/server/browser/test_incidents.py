"""What a person does on the first page: draws along the timeline, filters, selects, shares the address."""

from __future__ import annotations

from typing import Protocol
from urllib.parse import parse_qs, urlsplit

from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.select import Select
from selenium.webdriver.support.wait import WebDriverWait


class Live(Protocol):
    address: str


def _wait(browser: Chrome) -> WebDriverWait[Chrome]:
    return WebDriverWait(browser, 30, poll_frequency=0.1)


def _open(browser: Chrome, address: str) -> None:
    browser.get(address)
    _wait(browser).until(lambda b: b.execute_script("return 'map' in document.documentElement.dataset"))


def _asked(browser: Chrome) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(browser.current_url).query).items()}


def _rows(browser: Chrome) -> list[str]:
    rows: list[str] = browser.execute_script(
        "return [...document.querySelectorAll('#rows .row')].map((row) => row.dataset.id)"
    )
    return rows


def _count(browser: Chrome) -> int:
    """In one step: the script puts a new list in the place of the old one."""
    return int(browser.execute_script("return document.querySelector('#counts dd').textContent").replace(",", ""))


def _one(browser: Chrome, selector: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, selector)


def test_a_filter_narrows_the_list_without_a_reload_and_can_be_undone(browser: Chrome, live_to_read: Live) -> None:
    _open(browser, live_to_read.address)
    all_of_them = _count(browser)
    browser.execute_script("window.isSamePage = true")
    Select(_one(browser, "#f-type")).select_by_value("PROTEST")
    _wait(browser).until(lambda b: 0 < _count(b) < all_of_them)
    assert _asked(browser) == {"type": "PROTEST"}
    assert browser.execute_script("return window.isSamePage")
    browser.back()
    _wait(browser).until(lambda b: _count(b) == all_of_them)
    assert _asked(browser) == {}


def test_days_are_chosen_by_drawing_along_the_timeline(browser: Chrome, live_to_read: Live) -> None:
    _open(browser, live_to_read.address)
    all_of_them = _count(browser)
    ground = _one(browser, ".timeline-ground")
    ActionChains(browser).move_to_element_with_offset(ground, -150, 0).click_and_hold().move_by_offset(
        300, 0
    ).release().perform()
    _wait(browser).until(lambda b: 0 < _count(b) < all_of_them)
    asked = _asked(browser)
    assert asked["since"] < asked["until"]
    assert _one(browser, "#f-since").get_attribute("value") == asked["since"]


def test_days_are_chosen_by_keyboard_alone(browser: Chrome, live_to_read: Live) -> None:
    _open(browser, live_to_read.address)
    handle = _one(browser, '.handle[data-end="since"]')
    handle.send_keys(Keys.END)
    _wait(browser).until(lambda b: "since" in _asked(b))
    assert (handle.get_attribute("aria-valuetext") or "")[:1].isdigit()
    handle.send_keys(Keys.DELETE)
    _wait(browser).until(lambda b: _asked(b) == {})
    assert handle.get_attribute("aria-valuetext") == "no beginning set"


def test_one_incident_is_selected_by_keyboard_and_let_go(browser: Chrome, live_to_read: Live) -> None:
    _open(browser, live_to_read.address)
    second = _rows(browser)[1]
    ActionChains(browser).send_keys("jj").perform()
    _wait(browser).until(lambda b: _asked(b).get("sel") == second)
    _wait(browser).until(lambda b: b.find_elements(By.CSS_SELECTOR, f'[data-id="{second}"] .row-more'))
    assert _one(browser, '#rows [aria-current="true"]').get_attribute("data-id") == second
    ActionChains(browser).send_keys(Keys.ESCAPE).perform()
    _wait(browser).until(lambda b: "sel" not in _asked(b))
    assert browser.find_elements(By.CSS_SELECTOR, ".row-more") == []


def test_an_address_that_is_shared_gives_the_same_view(browser: Chrome, live_to_read: Live) -> None:
    _open(browser, live_to_read.address)
    Select(_one(browser, "#f-disputed")).select_by_value("true")
    _wait(browser).until(lambda b: _asked(b).get("disputed") == "true")
    _wait(browser).until(lambda b: b.find_elements(By.CSS_SELECTOR, '[data-drops="disputed"]'))
    ActionChains(browser).send_keys(Keys.ESCAPE, "j").perform()
    _wait(browser).until(lambda b: b.find_elements(By.CSS_SELECTOR, ".row-more"))
    address, rows, count = browser.current_url, _rows(browser), _count(browser)
    browser.get("about:blank")
    _open(browser, address)
    _wait(browser).until(lambda b: b.find_elements(By.CSS_SELECTOR, ".row-more"))
    assert (browser.current_url, _rows(browser), _count(browser)) == (address, rows, count)
    assert Select(_one(browser, "#f-disputed")).first_selected_option.get_attribute("value") == "true"
