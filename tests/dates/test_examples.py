"""Every example in the data file is found as it says."""

from __future__ import annotations

import pytest

from standoff.languages.language import load_rules

EXAMPLES = load_rules("dates")["examples"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"][:60])
def test_every_example_is_read_as_it_says(example, days_of):
    published = example.get("published_on")
    expected = {words: tuple(day.isoformat() if day else None for day in days) for words, *days in example["days"]}
    assert days_of(example["text"], published and published.isoformat()) == expected
