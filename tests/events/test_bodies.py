"""Of which body somebody is, told in whatever words stand beside him."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from standoff.actors import ActorRegistry
from standoff.events import find_happenings
from standoff.records import Happening

Find = Callable[..., list[Happening]]


def bodies(told: list[Happening]) -> list[str | None]:
    return [each.name for happening in told for each in happening.participants if each.role == "actor"][:1]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Members of the terrorist group Grey Dawn blew up a bridge near Sorn.", "Grey Dawn"),
        ("Two clerks were shot by members of a group known as the Sorn Command.", "the Sorn Command"),
        ("A commando that identified itself as belonging to the Sorn Front burned a mill.", "the Sorn Front"),
        ("A commando identifying itself as the Sorn Front burned a mill and shot two guards.", "the Sorn Front"),
        ("Terrorists from the Sorn Revolutionary Movement (SRM) attacked a police post.", "the Sorn Revolutionary Movement"),
        ("Hooded men who said they belonged to the SLA burned a bus.", "the SLA"),
        ("Gunmen believed to belong to the Sorn Front attacked a police post.", "the Sorn Front"),
        ("A judge was killed by gunmen linked to the Sorn Cartel.", "the Sorn Cartel"),
        ("Gunmen in the pay of the Sorn Cartel killed a judge.", "the Sorn Cartel"),
        ("A man who said he spoke for the Sorn Front killed a judge.", "the Sorn Front"),
        ("A judge was killed by men allegedly connected with the Sorn Cartel.", "the Sorn Cartel"),
        ("A woman representing the Sorn Front took credit for the blast.", "the Sorn Front"),
        ("A voice that claimed to represent the Sorn Front claimed the attack on the mill.", "the Sorn Front"),
        ("Someone who spoke on behalf of the Sorn Front claimed the attack on the mill.", "the Sorn Front"),
        ("A man who spoke in the name of the Sorn Front claimed the attack on the mill.", "the Sorn Front"),
        ("A new group, the Brigade of Martyrs, bombed a church.", "the Brigade of Martyrs"),
        ("A clerk was captured by armed men in civilian clothes belonging to the Sorn Police.", "the Sorn Police"),
        ('The "Sorn Lives, Damn It!" clandestine group took over a radio station by force.', "Sorn Lives, Damn It"),
        ('"Common criminals" of the Sorn Front burned a mill.', "the Sorn Front"),
        ("Guerrillas whom the brigade identified as belonging to the sixth front of FARC burned a mill.", "FARC"),
    ],
)  # fmt: skip
def test_somebody_is_of_the_body_that_the_words_beside_him_name(find: Find, text: str, body: str) -> None:
    assert bodies(find(text)) == [body]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen from Lima attacked a police post.",
        "A tunnel linking it with Sorn killed two miners.",
        "Gunmen in the hills of Sorn killed a judge.",
        "A man who claimed on Tuesday that he was hungry killed a judge.",
        "The general said the killers belonged to the Sorn Front and shelled the hill.",
        "The group Tuesday attacked a police post.",
        "Someone killed a judge in Sorn.",
        "A man living in the capital killed a judge.",
        "A boy who phoned the mayor to say they belong to the Sorn Front shot a guard.",
    ],
)
def test_a_place_a_day_or_what_is_said_of_others_makes_nobody_a_member(find: Find, text: str) -> None:
    assert bodies(find(text)) in ([None], [])


@pytest.mark.parametrize(
    "text",
    [
        "Terrorists, presumably from the SRM, attacked a police post.",
        "Terrorists who presumably belong to the Sorn Front attacked a police post.",
        "Gunmen who are believed to be members of the Sorn Front robbed a bank.",
    ],
)
def test_whoever_is_only_supposed_to_be_of_a_body_is_only_supposed_to_have_done_it(find: Find, text: str) -> None:
    assert find(text)[0].certainty == "probable"


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("A bomb attributed to the Sorn Front killed two guards.", "probable"),
        ("A device that was blamed on the Sorn Front killed two guards.", "probable"),
        ("A bomb claimed by the Sorn Front killed two guards.", "probable"),
        ("A bomb planted by the Sorn Front killed two guards.", "certain"),
    ],
)
def test_whose_a_weapon_is_only_thought_to_be_is_only_supposed_to_have_killed_with_it(
    find: Find, text: str, certainty: str
) -> None:
    assert [each.certainty for each in find(text) if each.event.trigger.text == "killed"] == [certainty]


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("An action by the Sorn Front killed two guards.", ["the Sorn Front"]),
        ("An operation by the army left two guards dead.", ["the army"]),
        ("The kidnapping is one of several of this year.", []),
    ],
)
def test_who_did_what_a_noun_only_points_to_is_who_did_it(find: Find, text: str, doers: list[str]) -> None:
    (told, *_) = (each for each in find(text) if each.event.type == "ASSAULT")
    assert [each.span.text for each in told.participants if each.role == "actor" and each.span] == doers


def test_a_verb_whose_last_letter_is_doubled_is_known(find: Find) -> None:
    (told,) = find("Two guards were machinegunned by the army.")
    assert (told.event.type, [each.span.text for each in told.participants if each.role == "actor" and each.span]) == (
        "ASSAULT",
        ["the army"],
    )


def test_what_else_is_supposed_of_somebody_leaves_his_deed_as_sure(find: Find) -> None:
    told = find("Gunmen who apparently had drunk too much robbed a bank.")
    assert [each.certainty for each in told if each.event.trigger.text == "robbed"] == ["certain"]


def test_a_group_of_the_users_own_registry_is_known_behind_its_noun(make_document, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        "[groups]\nsector = 'REB'\nkind = 'armed_group'\nlines = '''\nX-OS | Out to Silence\n'''\n", encoding="utf-8"
    )
    document = make_document("The paramilitary group Out to Silence killed a mayor in Sorn.")
    assert bodies(find_happenings(document, [], ActorRegistry.load(own))) == ["Out to Silence"]
    assert bodies(find_happenings(document, [], ActorRegistry.load())) != ["Out to Silence"]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Union leaders accused the Death to Spies (MAS) group of the murder of a judge.", "the Death to Spies"),
        ("Death to the Traitors of Sorn claimed the raid on the mill.", "Death to the Traitors of Sorn"),
        ("A judge was shot by members of Death to Spies.", "members of Death to Spies"),
    ],
)
def test_a_band_may_go_by_a_threat_of_death(find: Find, text: str, actor: str) -> None:
    (told,) = find(text)
    assert [each.span.text for each in told.participants if each.role == "actor" and each.span] == [actor]


def test_a_death_is_no_band(find: Find) -> None:
    told = find("A guard was beaten to death. The death toll rose to nine.")
    assert told[0].event.trigger.text == "beaten"


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The driver was held by hooded persons for an hour.", "hooded persons"),
        ("A clerk was kidnapped by five persons near Sorn.", "five persons"),
        ("The mayor was threatened in person.", None),
    ],
)
def test_persons_do_what_is_done_by_them(find: Find, text: str, actor: str | None) -> None:
    (told,) = find(text)
    assert next((each.span.text for each in told.participants if each.role == "actor" and each.span), None) == actor


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("On 28 March soldiers of the fourth brigade raped a nurse in Sorn.", "soldiers of the fourth brigade"),
        ("On 19 April Air Force planes bombed the hamlet of Sorn.", "Air Force planes"),
        ("The same organization had machine-gunned the pipeline in 1986.", "The same organization"),
    ],
)
def test_a_day_before_somebody_is_no_part_of_his_name(find: Find, text: str, actor: str) -> None:
    told = [each for happening in find(text) for each in happening.participants]
    assert [each.span.text for each in told if each.role == "actor" and each.span] == [actor]
