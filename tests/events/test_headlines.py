"""Headlines in which the parser sees no verb."""

from __future__ import annotations

import pytest

from .conftest import names

READ = [
    ("Rebels Attack Port", "ASSAULT", "Attack", ["Rebels"], ["Port"]),
    ("Patrols Collide Near Bridge", "ASSAULT", "Collide", ["Patrols"], []),
    ("Premier Condemns Raid on Camp", "ACCUSE", "Condemns", ["Premier"], ["Camp"]),
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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Drone attack on refinery; 2 injured",
            [("ASSAULT", "Drone attack on refinery"), ("ASSAULT", "2 injured")],
        ),
        (
            "Militants storm police post, abduct four",
            [("ASSAULT", "Militants storm police post"), ("ASSAULT", "abduct four")],
        ),
        ("Rebels shell ferry port, killing two", [("ASSAULT", "Rebels shell ferry port, killing two")]),
        ("Army, militia retake Galkayo from raiders", [("ASSAULT", "Army, militia retake Galkayo from raiders")]),
        ("Raids on Kutum villages - monitors", [("ASSAULT", "Raids on Kutum villages")]),
        (
            "Rebel commandos topple pylon, murder mayor in Bardo",
            [("ASSAULT", "Rebel commandos topple pylon"), ("ASSAULT", "murder mayor in Bardo")],
        ),
        ("Army shells port, kills nine", [("ASSAULT", "Army shells port, kills nine")]),
        ("Militia Burns Mill, Frees Clerk", [("ASSAULT", "Militia Burns Mill"), ("RETREAT", "Frees Clerk")]),
        ("Ten killed, twenty wounded in Bardo raid", [("ASSAULT", "Ten killed, twenty wounded in Bardo raid")]),
        ("Patrols Collide: Who Rammed Whom?", [("ASSAULT", "Patrols Collide")]),
    ],
)
def test_parts_of_a_headline_tell_each_its_own_happening(find, text: str, told: list[tuple[str, str]]):
    assert [(each.event.type, each.evidence.text) for each in find(text, headline=True)] == told


@pytest.mark.parametrize(
    ("text", "target"),
    [("Massawa port shelled", "Massawa port"), ("Convoy ambushed; driver dead", "Convoy"), ("Ship attacked", "Ship")],
)
def test_a_headline_leaves_out_was_before_a_participle(find, text: str, target: str):
    assert names(find(text, headline=True)[0], "target") == [target]
    assert names(find(text, headline=True)[0], "actor") == []


def test_what_takes_no_object_is_no_passive_in_a_headline(find):
    assert names(find("Rebels clashed near Bardo", headline=True)[0], "actor") == ["Rebels"]


def test_the_dead_of_a_headline_are_whom_it_was_done_to(only):
    assert names(only("Nineteen soldiers dead in Bardo clash", headline=True), "target") == ["Nineteen soldiers"]
    assert names(only("Eight dead in Bardo clash", headline=True), "target") == ["Eight"]


def test_the_blame_that_sides_trade_is_nobody(find):
    told = find("Army and rebels trade blame", headline=True)[0]
    assert (names(told, "actor"), names(told, "target")) == (["Army", "rebels"], [])


def test_who_goes_on_after_a_comma_in_a_headline_is_who_stood_before_it(find):
    told = find("Rebel commandos topple pylon, murder mayor in Bardo", headline=True)
    assert [names(each, "actor") for each in told] == [["Rebel commandos"], ["Rebel commandos"]]


def test_barbs_are_no_bars(find):
    assert [each.event.type for each in find("Ministers trade barbs over raid", headline=True)] == ["ACCUSE"]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Gunmen, police clash in Karachi", ["Gunmen", "police"]),
        ("Rebels, soldiers fight at Sorn bridge", ["Rebels", "soldiers"]),
    ],
)
def test_a_comma_joins_the_two_sides_that_open_a_headline(find, text: str, sides: list[str]):
    told = find(text)[0]
    assert [names(told, "actor"), names(told, "target")] == [sides, sides]


def test_nobody_to_whom_it_was_done_denies_a_headline(find):
    assert find("No Villagers Killed in Raid on Mill", headline=True)[0].polarity == "negative"
    assert find("Villagers Killed in Raid on Mill", headline=True)[0].polarity == "positive"
