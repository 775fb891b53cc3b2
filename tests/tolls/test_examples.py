"""Every example beside the words of harm is found as it says."""

from __future__ import annotations

import pytest

from standoff.languages.language import load_rules
from standoff.records import Toll
from standoff.tolls import find_tolls

RULES = load_rules("tolls")
EXAMPLES = [
    pytest.param(example["text"], example["tolls"], id=example["text"])
    for table in ("harm", "phrase", "toll", "nouns", "numbers")
    for entry in (RULES[table] if isinstance(RULES[table], list) else [RULES[table]])
    for example in entry.get("examples", ())
] + [pytest.param(example["text"], example["tolls"], id=example["text"]) for example in RULES.get("examples", ())]


def shown(toll: Toll) -> str:
    """A toll as the examples write it: "killed 12..? soldiers"."""
    low, high = ("?" if bound is None else bound for bound in (toll.low, toll.high))
    return f"{toll.what} {low}..{high} {toll.who or '?'}"


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_an_example_holds_these_tolls_and_no_others(make_document, text, expected):
    assert [shown(toll) for toll in find_tolls(make_document(text))] == expected


def test_every_class_of_words_has_examples():
    assert [entry for entry in [*RULES["harm"], *RULES["phrase"]] if not entry.get("examples")] == []
