"""What a person does with a page: looks, presses keys, clicks, waits until something is there."""

from __future__ import annotations

from typing import Protocol

from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

PATIENCE = 60
"""Seconds: a machine that does other work beside is slow, and what never comes is told all the same."""


class Live(Protocol):
    """A server that listens."""

    address: str
    token: str
    opened: str


def first(browser: Chrome, css: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, css)


def every(browser: Chrome, css: str) -> list[WebElement]:
    return browser.find_elements(By.CSS_SELECTOR, css)


def press(browser: Chrome, *keys: str) -> None:
    for key in keys:
        ActionChains(browser).send_keys(key).perform()


def click(browser: Chrome, element: WebElement) -> None:
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
    element.click()


def waiting(browser: Chrome, seconds: float = PATIENCE) -> WebDriverWait[Chrome]:
    """Waits; what the page has just put something else in the place of is looked for again."""
    return WebDriverWait(browser, seconds, poll_frequency=0.1, ignored_exceptions=(StaleElementReferenceException,))


def until(browser: Chrome, css: str, seconds: float = PATIENCE) -> WebElement:
    """The element, once it is there to be seen."""
    return waiting(browser, seconds).until(
        lambda found: next((each for each in every(found, css) if each.is_displayed()), None)
    )


def open_(browser: Chrome, address: str) -> None:
    """Open a page, and wait until its script has taken hold and its map, if it has one, is drawn."""
    browser.get(address)
    until(browser, ".switches")
    if every(browser, "#map"):
        waiting(browser).until(lambda page: page.execute_script("return 'map' in document.documentElement.dataset"))
