"""Harm that a sentence only counts is a happening of its own."""

from __future__ import annotations

import pytest

from standoff.events import find_happenings
from standoff.tolls import find_tolls


def told(document):
    return [
        (each.event.type, each.evidence.text, each.reality, sorted((toll.what, toll.low) for toll in each.tolls))
        for each in find_happenings(document, find_tolls(document))
    ]


@pytest.mark.parametrize(
    ("text", "words", "tolls"),
    [
        ("Our volunteers have written down 23 dead by name.", "23 dead", [("killed", 23)]),
        ("The film is of two dead sailors.", "two dead sailors", [("killed", 2)]),
        ("Fourteen of the dead were bakers.", "Fourteen of the dead were bakers", [("killed", 14)]),
        ("The diary lists 12 dead and 30 wounded.", "12 dead and 30 wounded", [("injured", 30), ("killed", 12)]),
        ("Two porters came in dead and 19 hurt.", "Two porters came in dead and 19 hurt", [("injured", 19), ("killed", 2)]),
    ],
)  # fmt: skip
def test_a_number_of_dead_or_wounded_tells_of_what_harmed_them(make_document, text, words, tolls):
    assert told(make_document(text)) == [("ASSAULT", words, "actual", tolls)]


@pytest.mark.parametrize(
    "text",
    [
        "The nurse knows of no dead.",
        "The dead were at peace.",
        "A note was in the pocket of one of the dead.",
        "Some 300 displaced people have tents.",
        "The dead sea has 12 islands.",
    ],
)
def test_who_is_not_counted_or_not_hurt_tells_of_nothing(make_document, text):
    assert told(make_document(text)) == []


def test_the_dead_of_a_deed_told_beside_them_are_its_own(make_document):
    happenings = told(make_document("The army shelled the port, with 12 dead."))
    assert len(happenings) == 1
    assert happenings[0][3] == [("killed", 12)]
