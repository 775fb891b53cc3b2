"""Every example beside the words of harm is found as it says."""

from __future__ import annotations

from typing import Any

import pytest

from standoff.languages.language import load_rules
from standoff.records import Toll
from standoff.tolls import find_tolls

RULES = load_rules("tolls")
ENTRIES: list[dict[str, Any]] = [
    *RULES["harm"], *RULES["phrase"], RULES["total"], RULES["row"], RULES["part"], RULES["numbers"],
]  # fmt: skip
EXAMPLES = [
    pytest.param(example["text"], example["tolls"], id=example["text"])
    for entry in ENTRIES
    for example in entry.get("examples", ())
]


def shown(toll: Toll) -> str:
    """A toll as the examples write it: "killed 12..? soldiers"."""
    low, high = ("?" if bound is None else bound for bound in (toll.low, toll.high))
    return f"{toll.what} {low}..{high} {toll.who or '?'}"


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_an_example_holds_these_tolls_and_no_others(make_document, text, expected):
    assert [shown(toll) for toll in find_tolls(make_document(text))] == expected


def test_every_class_of_words_has_examples():
    assert [entry for entry in ENTRIES if not entry.get("examples")] == []
