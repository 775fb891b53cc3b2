"""Numbers in figures and words, and the words that say how they are meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.languages.language import load_rules
from standoff.tolls.numbers import find_quantities

RULES = load_rules("tolls")["numbers"]


def bounds(text: str) -> list[tuple[int | None, int | None]]:
    return [(each.low, each.high) for each in find_quantities(text.lower().split())]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7 men", 7),
        ("1,200 men", 1200),
        ("12,345,678 men", 12345678),
        ("2.3 million men", 2300000),
        ("15 thousand men", 15000),
        ("twenty - one men", 21),
        ("two hundred and six men", 206),
        ("three thousand two hundred men", 3200),
        ("six hundred thousand men", 600000),
        ("a dozen men", 12),
        ("two dozen men", 24),
        ("half a dozen men", 6),
        ("a hundred men", 100),
        ("a couple of men", 2),
        ("one man", 1),
        ("some 80 men", 80),
        ("an estimated 300 men", 300),
        ("a total of 41 men", 41),
        ("another 12 men", 12),
        ("another man", 1),
    ],
)
def test_a_number_is_read_in_figures_and_in_words(text, value):
    assert bounds(text) == [(value, value)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("at least 16 men", 16, None),
        ("no fewer than 16 men", 16, None),
        ("16 or more men", 16, None),
        ("50+ men", 50, None),
        ("more than 50 men", 51, None),
        ("over a hundred men", 101, None),
        ("up to 20 men", None, 20),
        ("as many as 200 men", None, 200),
        ("nearly 80 men", None, 80),
        ("fewer than ten men", None, 9),
        ("between 20 and 30 men", 20, 30),
        ("20 to 30 men", 20, 30),
        ("20 - 30 men", 20, 30),
        ("20–30 men", 20, 30),
        ("two or three men", 2, 3),
        ("from 500 to well over 1,000 men", 500, None),
        ("several men", 3, 9),
        ("tens of men", 20, 99),
        ("dozens of men", 24, 99),
        ("several dozen men", 24, 99),
        ("scores of men", 40, 199),
        ("hundreds of men", 200, 999),
        ("several hundred men", 200, 999),
        ("thousands of men", 2000, 9999),
        ("tens of thousands of men", 20000, 99999),
        ("hundreds of thousands of men", 200000, 999999),
        ("at least several hundred men", 200, None),
        ("more than two dozen men", 25, None),
    ],
)
def test_a_number_has_the_bounds_that_its_words_give_it(text, low, high):
    assert bounds(text) == [(low, high)]


@pytest.mark.parametrize(
    "text",
    [
        "a 34 - year - old man",
        "aged 34",
        "34 years",
        "12 % of them",
        "12 percent of them",
        "12 per cent of them",
        "$ 12",
        "the 45th brigade",
        "the first man",
        "no one",
        "at 8 pm",
        "a man",
        "su-24 jets",
    ],
)
def test_ages_shares_ordinals_and_names_are_no_numbers_of_people(text):
    assert bounds(text) == []


def test_two_numbers_that_do_not_rise_are_two():
    assert bounds("30 to 20") == [(30, 30), (20, 20)]


def test_a_number_says_where_it_stands():
    (found,) = find_quantities(["at", "least", "two", "hundred", "men"], 7)
    assert (found.start, found.number, found.end) == (7, 9, 11)


WORDS = st.sampled_from(
    [
        *RULES["words"], *RULES["scales"], *(word for words in RULES["vague"] for word in words.split()),
        *(word for side in ("before", "after") for entries in RULES[side].values() for each in entries
          for word in each.split()),
        "-", "–", "and", "or", "to", "from", "men", "7", "1,200", "2.5", "20-30", "9999999999", "50+", "%", "year",
    ]
)  # fmt: skip


@given(st.lists(WORDS, max_size=14))
def test_numbers_stand_in_order_inside_the_words_and_their_bounds_do_not_cross(words):
    found = find_quantities(words)
    ends = [0]
    for each in found:
        assert ends[-1] <= each.start <= each.number < each.end <= len(words)
        assert each.low is None or each.high is None or 0 <= each.low <= each.high
        ends.append(each.end)


@given(st.lists(st.text(max_size=6), max_size=10))
def test_any_words_are_read_without_complaint(words):
    find_quantities([word.lower() for word in words])
