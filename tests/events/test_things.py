"""What is no somebody has done nothing: charges that go off, places, measures, vehicles full of explosives."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from standoff.records import Happening

Find = Callable[..., list[Happening]]


def doers(told: list[Happening]) -> list[str]:
    return [party.span.text for each in told for party in each.participants if party.role == "actor" and party.span]


@pytest.mark.parametrize(
    "text",
    [
        "The first charge exploded at dawn near the bridge in Sorn.",
        "A parked car blew up outside the ministry in Sorn.",
        "A sedan with explosives demolished the front of a building in Sorn.",
        "A truck loaded with 300 kg of dynamite wrecked the barracks in Sorn.",
        "A minibus packed with explosives killed 20 people at the market in Sorn.",
        "Two teachers were threatened by telephone in Sorn.",
        "38 have died in Medellin this month.",
    ],
)
def test_a_charge_a_vehicle_full_of_it_and_a_place_have_done_nothing(find: Find, text: str) -> None:
    told = find(text)
    assert told
    assert doers(told) == []


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("A Russian vehicle rammed a US one near Sorn.", "A Russian vehicle"),
        ("The rebels drove a truck loaded with dynamite into the gate of the base.", "The rebels"),
        ("A young suicide bomber blew up a bus in Sorn.", "A young suicide bomber"),
        ("Two miles outside Sorn, gunmen ambushed a convoy.", "gunmen"),
        ("On Sunday, 18 kilometers from Sorn, men of the front stopped and burned a train.", "men of the front"),
        ("Sorn City -- Hooded men riding in a van kidnapped a clerk.", "Hooded men"),
    ],
)
def test_who_does_it_with_a_vehicle_or_at_a_distance_has_done_it(find: Find, text: str, doer: str) -> None:
    assert doers(find(text))[:1] == [doer]


@pytest.mark.parametrize(
    ("text", "holder", "held"),
    [
        ("Three engineers were in the hands of the rebels.", "the rebels", "Three engineers"),
        ("Two nuns are still in the hands of the rebels.", "the rebels", "Two nuns"),
    ],
)
def test_who_has_somebody_in_his_hands_holds_him(find: Find, text: str, holder: str, held: str) -> None:
    (told, *_) = find(text)
    parties = {party.role: party.span.text for party in told.participants if party.span}
    assert (parties["actor"], parties["target"]) == (holder, held)


def test_what_came_of_a_claimed_deed_is_not_the_claimants_in_the_reports_own_voice(find: Find) -> None:
    told = find("The front took credit for the grenade that was thrown at a bar in Sorn, wounding five persons.")
    (wounding,) = (each for each in told if each.event.trigger.text == "wounding")
    assert doers([wounding]) == []


def test_it_is_the_attack_and_not_who_was_attacked_that_killed(find: Find) -> None:
    told = find("The front claimed the attack on the ministry, which killed 12 people.")
    assert "the ministry" not in doers(told)


@pytest.mark.parametrize(
    "text",
    [
        "Who killed the three peasants at Sorn?",
        "As for who burned the mill, nobody will say.",
        "Mr Mayor, who shot the two teachers in Sorn?",
        "Colonel, who attacked the barracks on Monday?",
    ],
)
def test_it_is_asked_who_did_it_and_nobody_named(find: Find, text: str) -> None:
    assert doers(find(text)) == []


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("The colonel, who shot two teachers in Sorn, fled.", "The colonel"),
        ("Did the colonel, who shot two teachers in Sorn, flee?", "the colonel"),
        ("The men who burned the mill in Sorn fled.", "The men"),
    ],
)
def test_who_is_told_of_in_a_clause_behind_him_did_it(find: Find, text: str, doer: str) -> None:
    assert doer in doers(find(text))
