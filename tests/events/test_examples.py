"""Every example of the ontology and of the modality words holds; no counterexample does."""

from __future__ import annotations

import pytest

from standoff.languages.language import load_rules
from standoff.ontology import load_lexicon

TYPES = load_lexicon().types
EXAMPLES = [(each.name, example.mode, example.text) for each in TYPES.values() for example in each.examples]
COUNTEREXAMPLES = [(each.name, example.text) for each in TYPES.values() for example in each.counterexamples]
MODALITY = load_rules("modality")["examples"]


@pytest.mark.parametrize(("name", "mode", "text"), EXAMPLES, ids=lambda value: str(value)[:50])
def test_an_example_tells_of_a_happening_of_its_type_and_mode(find, name: str, mode: str | None, text: str):
    told = [(each.event.type, each.event.mode) for each in find(text)]
    assert any(type_ == name and (mode is None or mode == its) for type_, its in told), told


@pytest.mark.parametrize(("name", "text"), COUNTEREXAMPLES, ids=lambda value: str(value)[:50])
def test_a_counterexample_tells_of_none_of_its_type(find, name: str, text: str):
    assert name not in [each.event.type for each in find(text)]


@pytest.mark.parametrize("example", MODALITY, ids=lambda example: example["text"])
def test_an_example_of_modality_is_read_as_it_says(find, example: dict[str, str]):
    told = next(each for each in find(example["text"]) if each.event.trigger.text == example["trigger"])
    for key in ("polarity", "certainty", "reality"):
        if key in example:
            assert (key, getattr(told, key)) == (key, example[key])
