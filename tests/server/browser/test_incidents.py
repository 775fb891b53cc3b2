"""What a person does on the first page: draws along the timeline, filters, selects, shares the address."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select
from tests.server.browser.person import Live, click, every, first, open_, until, waiting


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


def test_a_filter_narrows_the_list_without_a_reload_and_can_be_undone(browser: Chrome, live_to_read: Live) -> None:
    open_(browser, live_to_read.address)
    all_of_them = _count(browser)
    browser.execute_script("window.isSamePage = true")
    Select(first(browser, "#f-type")).select_by_value("THREATEN")
    waiting(browser).until(lambda b: 0 < _count(b) < all_of_them)
    assert _asked(browser) == {"type": "THREATEN"}
    assert browser.execute_script("return window.isSamePage")
    browser.back()
    waiting(browser).until(lambda b: _count(b) == all_of_them)
    assert _asked(browser) == {}


def test_days_are_chosen_by_drawing_along_the_timeline(browser: Chrome, live_to_read: Live) -> None:
    open_(browser, live_to_read.address)
    all_of_them = _count(browser)
    ground = first(browser, ".timeline-ground")
    ActionChains(browser).move_to_element_with_offset(ground, -150, 0).click_and_hold().move_by_offset(
        300, 0
    ).release().perform()
    waiting(browser).until(lambda b: 0 < _count(b) < all_of_them)
    asked = _asked(browser)
    assert asked["since"] < asked["until"]
    assert first(browser, "#f-since").get_attribute("value") == asked["since"]


def test_a_month_that_there_is_none_of_chooses_no_days(browser: Chrome, live_to_read: Live) -> None:
    open_(browser, f"{live_to_read.address}/?since=2016-13")
    assert "is no day" in first(browser, "#said .notice").text
    assert first(browser, '.handle[data-end="since"]').get_attribute("aria-valuetext") == "no beginning set"
    browser.get_log("browser")  # which says that the answer was 422, as it is to be


def test_days_are_chosen_by_keyboard_alone(browser: Chrome, live_to_read: Live) -> None:
    open_(browser, live_to_read.address)
    handle = first(browser, '.handle[data-end="since"]')
    handle.send_keys(Keys.END)
    waiting(browser).until(lambda b: "since" in _asked(b))
    assert (handle.get_attribute("aria-valuetext") or "")[:1].isdigit()
    handle.send_keys(Keys.DELETE)
    waiting(browser).until(lambda b: _asked(b) == {})
    assert handle.get_attribute("aria-valuetext") == "no beginning set"


def test_one_incident_is_selected_by_keyboard_and_let_go(browser: Chrome, live_to_read: Live) -> None:
    open_(browser, live_to_read.address)
    second = _rows(browser)[1]
    ActionChains(browser).send_keys("jj").perform()
    waiting(browser).until(lambda b: _asked(b).get("sel") == second)
    waiting(browser).until(lambda b: b.find_elements(By.CSS_SELECTOR, f'[data-id="{second}"] .row-more'))
    assert first(browser, '#rows [aria-current="true"]').get_attribute("data-id") == second
    ActionChains(browser).send_keys(Keys.ESCAPE).perform()
    waiting(browser).until(lambda b: "sel" not in _asked(b))
    assert browser.find_elements(By.CSS_SELECTOR, ".row-more") == []


def test_an_address_that_is_shared_gives_the_same_view(browser: Chrome, live_to_read: Live) -> None:
    open_(browser, live_to_read.address)
    Select(first(browser, "#f-disputed")).select_by_value("true")
    waiting(browser).until(lambda b: _asked(b).get("disputed") == "true")
    waiting(browser).until(lambda b: b.find_elements(By.CSS_SELECTOR, '[data-drops="disputed"]'))
    ActionChains(browser).send_keys(Keys.ESCAPE, "j").perform()
    waiting(browser).until(lambda b: b.find_elements(By.CSS_SELECTOR, ".row-more"))
    address, rows, count = browser.current_url, _rows(browser), _count(browser)
    browser.get("about:blank")
    open_(browser, address)
    waiting(browser).until(lambda b: b.find_elements(By.CSS_SELECTOR, ".row-more"))
    assert (browser.current_url, _rows(browser), _count(browser)) == (address, rows, count)
    assert Select(first(browser, "#f-disputed")).first_selected_option.get_attribute("value") == "true"


def test_the_row_that_an_address_selects_is_in_sight(browser: Chrome, live_to_read: Live) -> None:
    open_(browser, live_to_read.address)
    last = _rows(browser)[-1]
    open_(browser, f"{live_to_read.address}/?sel={last}")
    row = until(browser, f'#rows [data-id="{last}"] .row-more')
    waiting(browser).until(lambda b: 0 < row.rect["y"] < b.execute_script("return innerHeight"))


def test_a_mark_on_the_map_selects_its_incident(browser: Chrome, live_to_read: Live) -> None:
    place = "al-Malikiyah"
    open_(browser, f"{live_to_read.address}/?place={place}&disputed=true")
    assert _rows(browser)
    ground = first(browser, "#map-ground")
    ActionChains(browser).move_to_element(ground).click().perform()
    waiting(browser).until(lambda b: "sel" in _asked(b))
    chosen = _asked(browser)["sel"]
    assert chosen in _rows(browser)
    assert place in first(browser, f'#rows [data-id="{chosen}"]').text


def test_from_a_filter_to_an_incident_to_a_quote_to_its_source(browser: Chrome, live_to_read: Live) -> None:
    open_(browser, live_to_read.address)
    first(browser, "#f-query").send_keys("patrol", Keys.ENTER)
    waiting(browser).until(lambda b: _asked(b).get("query") == "patrol" and every(b, '[data-drops="query"]'))
    click(browser, first(browser, "#rows .row h3 a"))
    until(browser, ".matrix")
    quote = first(browser, ".matrix .passage .quote a")
    words = quote.text
    click(browser, quote)
    until(browser, ".claim.active")
    assert words.split()[0] in first(browser, ".piece.evidence.active").text


def test_what_was_not_known_on_a_day_is_not_shown_of_it(browser: Chrome, live_to_read: Live) -> None:
    open_(browser, f"{live_to_read.address}/?country=SYR")
    known_now = _count(browser)
    open_(browser, f"{live_to_read.address}/?country=SYR&known_on=2020-08-26")
    assert 0 < _count(browser) < known_now
    click(browser, first(browser, "#rows .row h3 a"))
    assert "26 Aug 2020" in until(browser, "#then").text


def test_what_a_map_of_both_sides_of_the_date_line_shows_is_listed(browser: Chrome, live_to_read: Live) -> None:
    """Galwan, at 78 degrees east, is shown and Syria, at 38, is not."""
    open_(browser, f"{live_to_read.address}/?map=1.40/20.000/140.000")
    click(browser, first(browser, "#map-only"))
    waiting(browser).until(lambda page: "box=" in page.current_url)
    _, west, _, east = (float(each) for each in browser.current_url.split("box=")[1].split("&")[0].split(","))
    assert west > 38
    assert east < 0

    waiting(browser).until(lambda page: len(every(page, "#rows .row")) < 50 and not every(page, "#list[aria-busy]"))
    listed = first(browser, "#rows").text
    assert "Galwan" in listed
    assert "Syria" not in listed
