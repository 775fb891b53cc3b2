"""The words of harm, and what is said of entries that are wrong."""

from __future__ import annotations

import copy

import pytest

from standoff.errors import KnowledgeError
from standoff.languages.language import load_rules
from standoff.tolls import words as module
from standoff.tolls.words import load_words


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"what": "eaten", "undergo": ["eat"]}, "does not say what the harm is"),
        ({"what": "killed", "undergoes": ["kill"]}, "has the unknown key 'undergoes'"),
    ],
)
def test_a_wrong_entry_is_named_with_what_to_do(monkeypatch, entry, message):
    rules = copy.deepcopy(load_rules("tolls"))
    rules["harm"].append(entry)
    monkeypatch.setattr(module, "load_rules", lambda name, language: rules)
    with pytest.raises(KnowledgeError, match=message) as caught:
        load_words.__wrapped__()
    assert caught.value.advice.startswith("Use ")


def test_a_form_knows_what_it_can_be():
    shapes = {form: entry.shapes for form in ("shot", "butchering", "kills") for entry in load_words().harm[form]}
    assert shapes == {"shot": {"past", "participle"}, "butchering": {"ing"}, "kills": {"s"}}


def test_nouns_that_are_counted_as_people_are_no_things():
    words = load_words()
    assert words.people & words.things == frozenset()
