"""The laws of the stage."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

PIECES = (
    "Aleppo", "the village of", "al-", "Xarabad", ",", "and", "near", "15 km", "north", "of", "Syrian", "US", "-led", "'s", "Homs", "province",
    "(", ")", "Mr", "Washington", "Post", "between", "from", "to", "road", ".", "\n\n", "Paris, Texas", "said", "in", "U.S.", "—", "“", "é", "🙂",
    "villages:", "capital", "the", "western countryside", "Bank of England", "$", "1,000", "\t", "HOMS",
)  # fmt: skip


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30))
def test_spans_are_the_reports_own_words_and_hold_the_name_and_no_name_is_found_twice(find, pieces):
    text = " ".join(pieces).strip()
    if not text:
        return
    found = find(text)
    free = 0
    for mention in found.all:
        for span in (mention.span, mention.name_span):
            assert text[span.start : span.end] == span.text != ""
        assert mention.span.covers(mention.name_span)
        assert mention.name_span.start >= free
        free = mention.name_span.end
        assert (mention.lat is None) == (mention.lon is None) == (mention.uncertainty_km is None)
        assert mention.lat is None or (-90 <= mention.lat <= 90 and -180 <= mention.lon <= 180)


def test_reading_twice_gives_the_same(find):
    text = "Moscow said that two villages, Xarabad and Yunan, near Manbij in Aleppo province were hit by US jets."

    assert find(text).all == find(text).all


def test_a_text_without_words_has_no_places(find):
    assert find("…").all == []


def test_a_sentence_of_nothing_but_names_ends_soon(find):
    assert len(find("Aleppo, " * 2000).all) == 2000


def test_who_is_told_is_a_newspaper_and_no_town(find):
    assert find("Shells fell on Homs. A father told Springfield that nobody came.").names == ["Homs"]
    assert find("Shells fell on Homs, Springfield television said.").names == ["Homs"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A guard in Suluk and one in Homs fled.\n\nSULUK. Two men were shot.", ["Suluk", "Homs", "Suluk"]),
        ("The WHO warned of fever in Homs.\n\nWHO. Two men were shot.", ["Homs"]),
    ],
)
def test_a_heading_in_capitals_is_a_place_that_the_report_names_elsewhere(find, text, names):
    assert [mention.name for mention in find(text).places] == names
