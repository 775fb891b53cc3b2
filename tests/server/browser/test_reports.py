"""What a person does with reports: reads one claim by claim, mends a claim, adds a report."""

from __future__ import annotations

from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.support.select import Select
from tests.server.browser.person import Live, first, press, waiting
from tests.server.browser.test_screens import violations

GALWAN = "c94eccb5b7931435"
POTOMAC = "90cbfa99f3ead641"


def test_from_words_to_the_claim_and_back(browser: Chrome, live_to_read: Live) -> None:
    browser.get(f"{live_to_read.address}/reports/{POTOMAC}")
    words = next(
        piece for piece in browser.find_elements(By.CSS_SELECTOR, ".piece.evidence") if "Four soldiers" in piece.text
    )
    words.click()
    claim = first(browser, ".claim.active")
    assert "two U.S. officials" in claim.text
    assert "4 injured" in claim.text
    assert browser.current_url.endswith(f"#claim-{claim.get_attribute('data-claim')}")

    claim.find_element(By.CSS_SELECTOR, "a.number").click()
    assert "Four soldiers" in first(browser, ".piece.evidence.active").text


def test_a_claim_stands_near_its_words(browser: Chrome, live_to_read: Live) -> None:
    browser.get(f"{live_to_read.address}/reports/{POTOMAC}")
    words = browser.find_elements(By.CSS_SELECTOR, "#text .piece.evidence")[2]
    words.click()
    claim = first(browser, ".claim.active")
    assert abs(claim.rect["y"] - words.rect["y"]) < 80


def test_j_and_k_go_through_the_claims(browser: Chrome, live_to_read: Live) -> None:
    browser.get(f"{live_to_read.address}/reports/{POTOMAC}")
    press(browser, "j", "j", "j", "k")
    claims = browser.find_elements(By.CSS_SELECTOR, ".claim")
    assert first(browser, ".claim.active") == claims[1]
    press(browser, Keys.ESCAPE)
    assert browser.find_elements(By.CSS_SELECTOR, ".claim.active") == []
    press(browser, "?")
    assert "Next and previous claim" in first(browser, "dialog[open]").text


def test_an_address_with_a_claim_opens_it(browser: Chrome, live_to_read: Live) -> None:
    browser.get(f"{live_to_read.address}/reports/{POTOMAC}")
    claim_id = browser.find_elements(By.CSS_SELECTOR, ".claim")[4].get_attribute("data-claim")
    browser.get("about:blank")
    browser.get(f"{live_to_read.address}/reports/{POTOMAC}#claim-{claim_id}")
    assert first(browser, ".claim.active").get_attribute("data-claim") == claim_id


def test_on_a_small_screen_nothing_is_cut_and_a_claim_comes_up(browser: Chrome, live_to_read: Live) -> None:
    size = {"width": 360, "height": 780, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    try:
        for page in ("/reports", f"/reports/{POTOMAC}", f"/reports/{POTOMAC}/beside/5a287027a3e64673"):
            browser.get(f"{live_to_read.address}{page}")
            assert browser.execute_script("return document.documentElement.scrollWidth") <= 360
        browser.get(f"{live_to_read.address}/reports/{POTOMAC}")
        words = first(browser, "#text .piece.evidence")
        browser.execute_script("arguments[0].scrollIntoView()", words)
        browser.execute_script("arguments[0].click()", words)
        claim = first(browser, ".claim.active")
        assert claim.value_of_css_property("position") == "fixed"
    finally:
        browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_the_theme_that_was_chosen_holds_on_the_next_page(browser: Chrome, live_to_read: Live) -> None:
    browser.get(f"{live_to_read.address}/reports")
    before = first(browser, "body").value_of_css_property("color")
    first(browser, '[data-does="theme"]').click()
    assert first(browser, "body").value_of_css_property("color") != before
    browser.get(f"{live_to_read.address}/reports/{POTOMAC}")
    assert first(browser, "body").value_of_css_property("color") != before
    browser.execute_script("localStorage.clear()")


def test_a_toll_that_was_mended_stands_when_incidents_are_formed_anew_and_can_be_taken_back(
    browser: Chrome, live: Live
) -> None:
    browser.get(f"{live.address}/reports?token={live.token}")
    browser.get(f"{live.address}/reports/{GALWAN}")
    press(browser, "j", "e")
    assert "Twenty Indian soldiers were killed" in first(browser, "#mend-words").text
    low, high = first(browser, "#mend-low-0"), first(browser, "#mend-high-0")
    for field, value in ((low, "21"), (high, "23")):
        field.clear()
        field.send_keys(value)
    first(browser, "#mend-by").send_keys("Desk")
    first(browser, "#mend-why").send_keys("recount")
    first(browser, "#mend-form .main").click()
    waiting(browser).until(lambda driver: "21–23 killed" in first(driver, "#claims").text)
    assert "edit of tolls by Desk" in first(browser, ".claim.active").text

    first(browser, ".claim.active [data-revoke]").click()
    waiting(browser).until(lambda driver: "20 killed" in first(driver, "#claims").text)
    assert browser.find_elements(By.CSS_SELECTOR, "[data-revoke]") == []


def test_words_that_were_selected_mend_the_claim_of_their_sentence(browser: Chrome, live: Live) -> None:
    browser.get(f"{live.address}/reports?token={live.token}")
    browser.get(f"{live.address}/reports/{GALWAN}")
    browser.execute_script(
        """const words = [...document.querySelectorAll("#text .piece")].find((each) => each.textContent.includes("Galwan"));
        const at = words.textContent.indexOf("Galwan");
        getSelection().setBaseAndExtent(words.firstChild, at, words.firstChild, at + "Galwan".length);"""
    )
    waiting(browser).until(lambda driver: first(driver, "#mend-selected").is_displayed())
    first(browser, "#mend-selected").click()
    assert first(browser, "#mend-words").text == "Galwan"
    assert first(browser, "#mend-note").is_displayed()
    assert Select(first(browser, "#mend-claim")).first_selected_option.text.startswith("1: Twenty Indian soldiers")
    assert first(browser, "#mend-name").get_attribute("value") == "Galwan"


def test_a_pasted_text_is_read_and_what_came_of_it_is_told(browser: Chrome, live: Live) -> None:
    browser.get(f"{live.address}/reports?token={live.token}")
    first(browser, "#add summary").click()
    first(browser, "#add-body").send_keys("Rebels killed five soldiers in Aleppo on Monday, officials said.")
    first(browser, "#add-title").send_keys("Five dead in Aleppo")
    first(browser, "#add-text .main").click()
    waiting(browser, 90).until(lambda driver: driver.find_elements(By.CSS_SELECTOR, "#adding a[href='/reports']"))
    came = first(browser, "#adding .came").text
    assert "Added" in came
    assert "Five dead in Aleppo" in came
    first(browser, "#adding .came a").click()
    assert first(browser, "h1").text == "Five dead in Aleppo"


SELECT = """const [said] = arguments;
const pieces = [...document.querySelectorAll("#text .piece, h1 .piece")];
const piece = pieces.find((each) => each.textContent.includes(said));
const at = piece.textContent.indexOf(said);
getSelection().setBaseAndExtent(piece.firstChild, at, piece.firstChild, at + said.length);"""


def test_a_claim_that_was_missed_is_made_of_selected_words_and_stands_until_it_is_taken_back(
    browser: Chrome, live: Live
) -> None:
    browser.get(f"{live.address}/reports?token={live.token}")
    browser.get(f"{live.address}/reports/{GALWAN}")
    before = len(browser.find_elements(By.CSS_SELECTOR, ".claim"))
    browser.execute_script(SELECT, "Galwan")
    waiting(browser).until(lambda driver: first(driver, "#new-selected").is_displayed())
    first(browser, "#new-selected").click()
    assert first(browser, "#new-claim textarea").get_attribute("value") == "Galwan"
    first(browser, "#new-claim summary").click()
    assert violations(browser) == []
    claimant = first(browser, "#new-claim [name=claimant]")
    claimant.clear()
    claimant.send_keys("the foreign ministry of China")
    Select(browser.find_elements(By.CSS_SELECTOR, "#new-claim select")[0]).select_by_value("denies")
    first(browser, "#new-claim [type=date]").send_keys("06152020")
    first(browser, "#new-claim [name=why]").send_keys("said at its briefing")
    first(browser, "#new-claim [name=by]").send_keys("Desk")
    first(browser, "#new-claim .main").click()

    waiting(browser).until(lambda driver: len(driver.find_elements(By.CSS_SELECTOR, ".claim")) == before + 1)
    waiting(browser).until(lambda driver: driver.find_elements(By.CSS_SELECTOR, ".claim.active"))
    claim = first(browser, ".claim.active")
    assert "the foreign ministry of China" in claim.text
    assert "denies" in claim.text
    assert "made by hand by Desk" in claim.text
    assert "said at its briefing" in claim.text
    words = browser.find_elements(
        By.CSS_SELECTOR, f'.piece.evidence[data-claims~="{claim.get_attribute("data-claim")}"]'
    )
    assert "".join(each.text for each in words) == "Galwan"

    claim.find_element(By.CSS_SELECTOR, "[data-revoke]").click()
    waiting(browser).until(lambda driver: len(driver.find_elements(By.CSS_SELECTOR, ".claim")) == before)


def test_a_claim_is_made_by_keyboard_alone_of_words_that_are_typed(browser: Chrome, live: Live) -> None:
    browser.get(f"{live.address}/reports?token={live.token}")
    browser.get(f"{live.address}/reports/{GALWAN}")
    press(browser, "n")
    press(browser, "words that stand nowhere")
    first(browser, "#new-claim [name=by]").send_keys("Desk", Keys.ENTER)
    waiting(browser).until(lambda driver: driver.find_elements(By.CSS_SELECTOR, "#new-claim .notice"))
    assert "nowhere in the report" in first(browser, "#new-claim .notice").text
    browser.get_log("browser")  # has the refusal
    words = first(browser, "#new-claim textarea")
    words.clear()
    words.send_keys("Twenty Indian soldiers")
    first(browser, "#new-claim [name=by]").send_keys(Keys.ENTER)
    waiting(browser).until(
        lambda driver: "made by hand by Desk" in first(driver, "#claims").get_attribute("textContent")
    )
