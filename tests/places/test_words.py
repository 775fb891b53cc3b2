"""The words of places.toml, and the examples beside them."""

import pytest

from standoff.languages.language import load_rules
from standoff.places.words import load_place_words


@pytest.mark.parametrize("example", load_rules("places")["examples"], ids=lambda example: example["text"])
def test_every_example_is_read_as_it_says(find, example):
    found = find(example["text"])

    assert found.spans == example["places"]
    assert found.who == example.get("who", [])


def test_every_kind_of_place_is_one_that_the_gazetteer_has():
    from standoff.gazetteer import KINDS

    kinds = {kind for heads in load_place_words().heads.values() for head in heads for kind in head.kinds}

    assert kinds <= set(KINDS)


def test_no_word_is_both_a_body_and_a_kind_of_place_that_names_one():
    words = load_place_words()
    building = {noun for noun, heads in words.heads.items() if any(head.name == "building" for head in heads)}

    assert (words.bodies & set(words.heads)) - building == set()


def test_every_direction_is_a_bearing_or_the_middle():
    assert {bearing for bearing in load_place_words().directions.values() if not 0 <= bearing < 360} == {-1.0}
