"""Folding of names, and slips of the pen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.actors.names import Misspellings, fold, loosen, split_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Al-Qa'ida", "al qaida"),
        ("Jabhat an-Nusra", "Jabhat al-Nusra"),
        ("Hürriyet", "Hurriyet"),
        ("U.S.", "US"),
        ("Erdoğan’s", "Erdogan"),
        ("El-Sisi", "al-Sisi"),
        ("Médecins Sans Frontières", "Medecins sans frontieres"),
    ],
)
def test_case_diacritics_apostrophes_hyphens_and_forms_of_the_article_fold(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_an_english_article_is_no_arabic_one() -> None:
    assert fold("an army as it was") == "an army as it was"


def test_the_words_of_a_hyphenated_name_stay_tied() -> None:
    words = split_words("US-backed")
    assert [(word.key, word.is_joined) for word in words] == [("us", True), ("backed", False)]


@pytest.mark.parametrize(("one", "other"), [("hezbollah", "hizbullah"), ("houthi", "huthi"), ("qaeda", "kaida")])
def test_transliterations_of_one_name_meet_in_the_loose_key(one: str, other: str) -> None:
    assert loosen(one) == loosen(other)


@pytest.mark.parametrize("slip", ["anakra", "anara", "ankkara", "ankraa"])
def test_a_swapped_missing_or_doubled_letter_is_forgiven(slip: str) -> None:
    assert Misspellings(["ankara"]).find(slip) == "ankara"


@pytest.mark.parametrize("word", ["angela", "ankaras", "bankara", "xnkara", "an", ""])
def test_wrong_letters_in_short_names_endings_and_wrong_first_letters_are_not_forgiven(word: str) -> None:
    assert Misspellings(["angola", "ankara"]).find(word) is None


def test_a_slip_that_could_stand_for_two_names_stands_for_neither() -> None:
    assert Misspellings(["belarusa", "belarusb"]).find("belarusx") is None


@given(st.text(max_size=80))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
