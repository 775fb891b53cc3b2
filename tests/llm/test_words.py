"""Words that are said to stand in a report are found whole and letter for letter, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.llm import Passage
from standoff.llm.words import LEAST_LETTERS, folded
from standoff.records import Report, Span

TEXT = (
    "The herders fled.\nThe army’s  “cleansing”\nof Wadi Qamar began. SUBSCRIBE NOW. Her goats were shot in Wadi Qamar."
)


def passage(text: str = TEXT, *parts: str) -> Passage:
    """The whole text as one sentence, or these parts of it."""
    spans = [Span.of(text, text.index(part), text.index(part) + len(part)) for part in parts or (text,)]
    return Passage.of(Report("r1", text), spans)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("The herders fled", "The herders fled"),
        ('The army\'s "cleansing" of Wadi Qamar', "The army’s  “cleansing”\nof Wadi Qamar"),
        (" fled. The army’s ", "fled.\nThe army’s"),
        ("Her goats", "Her goats"),
        ("he", None),
        ("herder", None),
        ("erders fled", None),
        ("the herders fled", None),
        ("The herders ... fled", None),
        ("Wadi Qamar burned", None),
        ("", None),
        ("  \n", None),
    ],
)
def test_words_are_found_whole_and_letter_for_letter_but_for_typesetting(asked: str, found: str | None) -> None:
    span = passage().find(asked)
    assert (span.text if span else None) == found


def test_of_several_places_the_nearest_is_taken_or_the_one_within() -> None:
    whole = passage()
    goats = whole.find("goats")
    herders = whole.find("The herders fled")
    assert goats is not None
    assert herders is not None
    near, far = whole.find("Wadi Qamar", near=goats), whole.find("Wadi Qamar", near=herders)
    assert near is not None
    assert far is not None
    assert (near.start, far.start) == (TEXT.rindex("Wadi Qamar"), TEXT.index("Wadi Qamar"))
    assert whole.find("Wadi Qamar", within=herders) is None


def test_words_across_what_is_left_out_of_a_passage_are_not_found() -> None:
    part = passage(TEXT, "of Wadi Qamar began.", "Her goats were shot in Wadi Qamar.")
    assert part.find("began. Her goats") is None
    assert part.find("SUBSCRIBE") is None
    assert part.find("began.") is not None


@given(st.text(max_size=60), st.text(max_size=8))
def test_whatever_is_found_is_in_the_report_and_is_what_was_asked(text: str, asked: str) -> None:
    span = passage(text, text).find(asked) if text else None
    if span is not None:
        assert text[span.start : span.end] == span.text
        assert folded(span.text) == folded(asked)


def test_a_text_of_one_letter_many_times_over_takes_no_time(ends_within) -> None:  # type: ignore[no-untyped-def]
    text = "a a" * 50_000
    with ends_within(20):
        assert passage(text).find("a " * 40_000 + "b") is None
        assert passage(text).find("aa") is not None


def test_a_passage_falls_into_halves_of_whole_sentences_down_to_a_few() -> None:
    sentences = [f"On day {n} the herders of valley {n} moved on.\n" for n in range(90)]
    text = "".join(sentences)
    whole = passage(text, *(sentence.strip() for sentence in sentences))
    first, second = whole.halves()
    assert first.text + "\n" + second.text == whole.text
    assert abs(len(first.text) - len(second.text)) < 100
    parts = [whole]
    while any(each.halves() for each in parts):
        parts = [half for each in parts for half in each.halves() or (each,)]
    assert "\n".join(each.text for each in parts) == whole.text
    assert all(LEAST_LETTERS / 2 - 100 < len(each.text) < LEAST_LETTERS + 100 for each in parts)


def test_one_long_sentence_has_no_halves() -> None:
    assert passage("The herders moved on" + " and on" * 1_000 + ".").halves() == ()
