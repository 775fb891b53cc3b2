"""Values of records in the words of a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.cli import words
from standoff.records import Actor, Participant, Span, Toll

SPAN = Span.of("ten", 0, 3)


def test_a_toll_says_who_was_harmed() -> None:
    assert words.toll(Toll("injured", 4, 4, "ferry\x1b[7m men", SPAN, SPAN)) == "4 injured (ferry men)"


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b]0;title\x07text", "text"),
        ("\x1b]8;;http://example.org\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1b[2J\x1b[1;1Htext", "text"),
        ("\x9b31mtext", "text"),
        ("te\x00x\x08t\x7f", "text"),
        ("te\u202ext\u2066", "text"),
        ("two\r\n\tlines", "two lines"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("[red]not markup[/red]", "[red]not markup[/red]"),
    ],
)
def test_hostile_text_is_only_shown(hostile: str, shown: str) -> None:
    assert words.safe(hostile) == shown


@given(st.text())
def test_safe_text_holds_no_control_characters_and_can_be_encoded(text: str) -> None:
    shown = words.safe(text)
    assert not any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in shown)
    shown.encode("utf-8")
    assert words.safe(shown) == shown


def test_a_country_is_named_and_an_unknown_code_stands_as_it_is() -> None:
    assert words.country("IRQ") == "Iraq"
    assert words.country("XYZ") == "XYZ"


def test_a_party_is_shown_without_marks_of_emphasis_and_named_where_its_words_do_not_name_it() -> None:
    army = Actor("RUS-MIL", "Armed forces of Russia", "RUS", "MIL")
    chief = Participant("target", Span.of("Chief of Staff **Ivan Orlov", 0, 27), "Ivan Orlov", army)
    assert words.party_names(chief) == "Chief of Staff Ivan Orlov"
    assert words.party_names(Participant("actor", SPAN, None, army)) == "ten [Armed forces of Russia]"
