"""Every example beside the words of harm is found as it says."""

from __future__ import annotations

from typing import Any

import pytest

from standoff.attribution import find_attributions
from standoff.languages.language import load_rules
from standoff.records import Toll
from standoff.tolls import find_counts, find_tolls

RULES = load_rules("tolls")
ENTRIES: list[dict[str, Any]] = [
    *RULES["harm"], *RULES["phrase"], RULES["total"], RULES["row"], RULES["part"], RULES["numbers"],
]  # fmt: skip
EXAMPLES = [
    pytest.param(example["text"], example["tolls"], id=example["text"])
    for entry in ENTRIES
    for example in entry.get("examples", ())
]


COUNTS = [pytest.param(each["text"], each["counts"], id=each["text"]) for each in RULES["taken_up"]["examples"]]


def shown(toll: Toll) -> str:
    """A toll as the examples write it: "killed 12..? soldiers"."""
    low, high = ("?" if bound is None else bound for bound in (toll.low, toll.high))
    return f"{toll.what} {low}..{high} {toll.who or '?'}"


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_an_example_holds_these_tolls_and_no_others(make_document, text, expected):
    assert [shown(toll) for toll in find_tolls(make_document(text))] == expected


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_an_example_holds_these_counts_that_take_up_a_toll(make_document, text, expected):
    document = make_document(text)
    counts = find_counts(document, find_tolls(document), find_attributions(document, None))
    assert [shown(toll).removesuffix(" ?") for toll in counts] == expected
    assert all(toll.span == toll.trigger for toll in counts)


def test_every_class_of_words_has_examples():
    assert [entry for entry in ENTRIES if not entry.get("examples")] == []
