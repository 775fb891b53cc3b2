"""Claims of one report are parted into happenings by what they say."""

from __future__ import annotations

from datetime import date

from standoff.incidents.parting import kind_of, part_claims
from standoff.records import Claim, Event, Place, PlaceMention, Report, Span, Toll, When, content_id

TEXT = (
    "Shells killed nine people in Sorn on 18 July.\n\n"
    "Separately, a bomb wounded four soldiers in Qasr on 2 June.\n\n"
    "The army denied it."
)
REPORT = Report(id="r", text=TEXT, publisher="Delta Wire", published_on=date(2016, 7, 19))


def span(words: str) -> Span:
    at = TEXT.index(words)
    return Span(at, at + len(words), words)


def claim(words: str, sentence: str, trigger: str, scene: int, **more: object) -> Claim:
    event = Event("ASSAULT", None, None, span(trigger))
    return Claim(content_id("c", words), "r", (span(words),), span(sentence), (), event, scene=scene, **more)  # type: ignore[arg-type]


def place(name: str, lat: float) -> Place:
    return Place(PlaceMention(span(name), span(name), name, lat, 38.0, "SYR", None, None, "town", 5.0), "stated")


FIRST, SECOND, THIRD = TEXT.split("\n\n")
SHELLS = claim(
    "Shells killed nine people", FIRST, "killed", 0, place=place("Sorn", 36.0),
    when=When(date(2016, 7, 18), date(2016, 7, 18), span("18 July"), "stated"),
    tolls=(Toll("killed", 9, 9, "people", span("nine"), span("killed")),),
)  # fmt: skip
BOMB = claim(
    "a bomb wounded four soldiers", SECOND, "wounded", 0, place=place("Qasr", 33.0),
    when=When(date(2016, 6, 2), date(2016, 6, 2), span("2 June"), "stated"),
)  # fmt: skip
DENIAL = claim("The army denied it", THIRD, "denied", 0, responds_to=SHELLS.id)


def test_two_places_and_two_days_are_two_happenings_even_in_one_scene() -> None:
    assert part_claims(REPORT, [SHELLS, BOMB]) == [[SHELLS], [BOMB]]


def test_an_answer_is_with_what_it_answers_however_far() -> None:
    assert part_claims(REPORT, [SHELLS, BOMB, DENIAL]) == [[SHELLS, DENIAL], [BOMB]]


def test_the_order_in_which_claims_are_given_makes_no_difference() -> None:
    assert part_claims(REPORT, [DENIAL, BOMB, SHELLS]) == part_claims(REPORT, [SHELLS, BOMB, DENIAL])


def test_without_claims_there_is_nothing_to_part() -> None:
    assert part_claims(REPORT, []) == []


def test_days_over_more_than_twenty_are_a_campaign() -> None:
    long = claim(
        "Shells killed nine people", FIRST, "killed", 0,
        when=When(date(2016, 6, 1), date(2016, 7, 18), span("18 July"), "stated"),
    )  # fmt: skip
    assert (kind_of(SHELLS), kind_of(long)) == ("violence", "campaign")
