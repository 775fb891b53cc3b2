"""What holds for every text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.dates import find_dates
from standoff.languages.language import load_rules
from standoff.records import Block, Report
from standoff.text import parse

RULES = load_rules("dates")
WORDS = sorted(
    {
        word
        for table in ("months", "weekdays", "seasons", "units", "units_in_general", "numbers", "ordinals")
        for word in RULES[table]
    }
    | {word for words in RULES["words"].values() for word in words}
    | {
        "the",
        "of",
        "ago",
        "since",
        "a",
        "an",
        "half",
        "and",
        "to",
        "-",
        ",",
        ".",
        "3",
        "31",
        "2014",
        "99",
        "5th",
        "2016-02-30",
        "0/0/0000",
    }
)


def document_of(text, published_on=None):
    report = Report(id="r", text=text, published_on=published_on, blocks=(Block("body", 0, len(text)),))
    return next(parse([report]))


@settings(max_examples=60)
@given(
    st.one_of(
        st.text(min_size=1, max_size=80), st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)
    ),
    st.one_of(st.none(), st.dates()),
)
def test_every_mention_is_verbatim_in_order_and_begins_before_it_ends(text, published_on):
    document = document_of(text, published_on)
    mentions = find_dates(document)
    assert mentions == find_dates(document)
    for mention in mentions:
        assert text[mention.span.start : mention.span.end] == mention.span.text
        assert (mention.earliest is None) == (mention.latest is None)
        if mention.earliest is not None and mention.latest is not None:
            assert mention.earliest <= mention.latest
    spans = [mention.span for mention in mentions]
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(
    "unit", ["1-", "31 to ", "2 May ", "last ", "two days after ", "3/4/", "May-June-", "the night of "]
)
def test_hostile_text_does_not_hang_the_stage(unit, ends_within):
    document = document_of((unit * 40_000)[:40_000])
    with ends_within(30):
        find_dates(document)
