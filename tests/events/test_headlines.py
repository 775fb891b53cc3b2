"""Headlines in which the parser sees no verb."""

from __future__ import annotations

import pytest

from .conftest import names

READ = [
    ("Rebels Attack Port", "ASSAULT", "Attack", ["Rebels"], ["Port"]),
    ("Patrols Collide Near Bridge", "ASSAULT", "Collide", ["Patrols"], []),
    ("Premier Condemns Raid on Camp", "ACCUSE", "Condemns", ["Premier"], []),
    ("US Missile Strike Kills Five", "ASSAULT", "Kills", ["US"], ["Five"]),
    ("Jets Bomb Valley", "ASSAULT", "Bomb", ["Jets"], ["Valley"]),
]


@pytest.mark.parametrize(("text", "type_", "trigger", "actors", "targets"), READ, ids=lambda value: str(value))
def test_a_headline_tells_one_happening_in_all_its_words(only, text, type_, trigger, actors, targets):
    told = only(text, headline=True)
    assert (told.event.type, told.event.trigger.text, told.evidence.text) == (type_, trigger, text)
    assert (names(told, "actor"), names(told, "target"), told.reality) == (actors, targets, "actual")


@pytest.mark.parametrize("text", ["Markets Rally", "Live Updates", "Weather Report", "Opinion Pages", "City Guide"])
def test_other_headlines_tell_of_nothing(find, text: str):
    assert [each.event.type for each in find(text, headline=True) if each.event.type != "PROTEST"] == []
