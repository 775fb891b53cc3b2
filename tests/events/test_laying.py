"""A deed that is laid to somebody is told as theirs, once, whatever words lay it to them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest

from standoff.events import laying
from standoff.events.chosen import Chosen
from standoff.records import Happening

TABLE = tomllib.loads(files("standoff.ontology").joinpath("laying.toml").read_text(encoding="utf-8"))
EXAMPLES = [example for way in TABLE["ways"] for example in way["examples"]]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"][:60])
def test_an_example_lays_the_deed_to_the_accused(find: Callable[..., list[Happening]], example: dict[str, Any]) -> None:
    (told,) = (each for each in find(example["text"]) if each.event.trigger.text == example["deed"])
    assert told.event.type in ("ASSAULT", "COERCE")
    accused = example["accused"] if isinstance(example["accused"], list) else [example["accused"]]
    assert [party.span.text for party in told.participants if party.role == "actor" and party.span] == accused


@pytest.mark.parametrize("example", TABLE["bare"], ids=lambda example: example["text"])
def test_a_deed_that_was_just_told_need_not_be_named(
    find: Callable[..., list[Happening]], example: dict[str, str]
) -> None:
    told, laid = find(f"A bomb killed nine people. {example['text']}")
    assert (told.event.trigger.text, laid.event.type) == ("killed", "ASSAULT")
    assert [(party.role, party.span and party.span.text) for party in laid.participants] == [
        ("actor", example["accused"])
    ]
    alone = find(f"Prices rose again. {example['text']}")
    assert not any(each.event.type == "ASSAULT" for each in alone)


@pytest.mark.parametrize("example", TABLE["counterexamples"], ids=lambda example: example["text"])
def test_a_counterexample_lays_nothing_to_anybody(
    find: Callable[..., list[Happening]], monkeypatch: pytest.MonkeyPatch, example: dict[str, str]
) -> None:
    seen: list[Chosen] = []

    def watching(*given: Any, **more: Any) -> list[Chosen]:
        seen.extend(found := laying.with_laid(*given, **more))
        return found

    monkeypatch.setattr("standoff.events.find.with_laid", watching)
    find(example["text"])
    assert [each for each in seen if each.laid is not None] == []


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("The attack is believed to have been carried out by rebels.", "rebels"),
        ("The bombing is thought to have been perpetrated by the front.", "the front"),
        ("The raid seems to have been staged by the army.", "the army"),
    ],
)
def test_a_deed_that_is_held_to_have_been_done_by_somebody_is_supposed_to_be_his(
    find: Callable[..., list[Happening]], text: str, doer: str
) -> None:
    (told,) = find(text)
    assert (told.event.type, told.certainty) == ("ASSAULT", "probable")
    assert [party.span.text for party in told.participants if party.role == "actor" and party.span] == [doer]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("The front is held responsible for the raid on the mill.", "probable"),
        ("The mayor holds the front responsible for the raid on the mill.", "certain"),
        ("The front has been singled out as the author of the raid on the mill.", "probable"),
        ("The front was blamed for the raid on the mill.", "certain"),
    ],
)
def test_what_a_passive_lays_to_somebody_without_saying_who_says_so_is_only_supposed(
    find: Callable[..., list[Happening]], text: str, certainty: str
) -> None:
    assert [each.certainty for each in find(text) if each.event.type == "ASSAULT"] == [certainty]


@pytest.mark.parametrize(
    "text", ["Those in the mill belong to the front.", "Those who love the front belong to the front."]
)
def test_those_who_did_nothing_have_done_no_deed(find: Callable[..., list[Happening]], text: str) -> None:
    assert not any(each.event.type == "ASSAULT" for each in find(text))


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("A judge was killed. Leaflets signed by the rebels were found.", "the rebels"),
        ("A mill was burned. Beside it lay pamphlets bearing the signature of the rebels.", "the rebels"),
    ],
)
def test_a_deed_told_before_is_supposed_to_be_of_whoever_signed_what_was_left(
    find: Callable[..., list[Happening]], text: str, who: str
) -> None:
    (laid,) = (each for each in find(text)[1:] if each.event.type == "ASSAULT")
    assert laid.certainty == "probable"
    assert [party.span.text for party in laid.participants if party.role == "actor" and party.span] == [who]


@pytest.mark.parametrize(
    "text",
    [
        "A judge was killed. An accord signed by the rebels was read out.",
        "Prices rose. Leaflets signed by the rebels were found.",
        "A judge was killed. The rebels signed nothing.",
    ],
)
def test_no_deed_is_laid_to_whoever_signed_something_else(find: Callable[..., list[Happening]], text: str) -> None:
    actors = [party.span.text for each in find(text) for party in each.participants if each.event.type == "ASSAULT"]
    assert "the rebels" not in actors


def test_a_note_that_also_claims_the_deed_tells_it_once(find: Callable[..., list[Happening]]) -> None:
    told = find("A bomb killed nine people. A note signed by the Sorn Front claims responsibility for the attack.")
    assert [each.event.type for each in told] == ["ASSAULT", "ASSAULT"]


@pytest.mark.parametrize(("sentences", "is_laid"), [(6, True), (20, False)])
def test_a_deed_told_a_paragraph_before_is_still_what_is_meant_and_one_told_a_page_before_is_not(
    find: Callable[..., list[Happening]], sentences: int, is_laid: bool
) -> None:
    told = find(
        f"A bomb killed nine people. {'The sky above the old quarter was grey and the air was mild. ' * sentences}"
        "The mayor blamed the rebels."
    )
    assert (("ASSAULT", "blamed") in [(each.event.type, each.event.trigger.text) for each in told]) is is_laid
    assert len([each for each in told if each.event.type == "ASSAULT"]) == 1 + is_laid


@pytest.mark.parametrize(
    "text",
    [
        "The army was not behind the murder.",
        "The army was not to blame for the murder.",
        "Nor was the army responsible for the murder, for it was not to blame for any murder.",
        "The army was not responsible for the murder.",
    ],
)
def test_who_is_not_to_blame_for_a_deed_has_not_done_it(find: Callable[..., list[Happening]], text: str) -> None:
    told = [each for each in find(text) if each.event.type == "ASSAULT" and each.participants]
    assert told
    assert {each.polarity for each in told} == {"negative"}


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("The bishop condemned the murder of two nuns, which the mayor attributed to the rebels.", "murder"),
        ("The bishop condemned the murder of two nuns, for which the rebels claimed responsibility.", "murder"),
        ("The kidnapping of two nuns, for which the rebels were blamed, angered the town.", "kidnapping"),
        ("The union blames soldiers trained by the rebels for the murders.", "murders"),
    ],
)
def test_a_deed_is_laid_also_where_the_parser_hangs_the_laying_on_another_word_of_its_phrase(
    find: Callable[..., list[Happening]], text: str, deed: str
) -> None:
    told = [each for each in find(text) if each.event.type != "ACCUSE" or deed == "murders"]
    assert any("the rebels" in _actors(each) or "soldiers" in _actors(each) for each in told)


def test_what_the_police_say_by_according_to_is_not_whom_the_killers_belong_to(
    find: Callable[..., list[Happening]],
) -> None:
    told = find("Two nuns were shot. The murderers belong to the front, according to the police.")[-1]
    assert _actors(told) == ["the front"]


def test_leaflets_left_at_the_scene_lay_a_deed_to_whose_they_are_and_those_found_in_a_bag_do_not(
    find: Callable[..., list[Happening]],
) -> None:
    told = find("A bomb killed nine people. Leaflets of the rebels were left at the scene.")[-1]
    assert (_actors(told), told.certainty) == (["the rebels"], "probable")
    told = find("A bomb killed nine people. Leaflets of the rebels were found in a bag.")[-1]
    assert _actors(told) != ["the rebels"]


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Guerrillas of the Grey Front and of the Red Army burned the mill.", 2),
        ("Guerrillas of the Grey Front in the hills of Sorn burned the mill.", 1),
    ],
)
def test_men_of_two_bodies_are_of_both(find: Callable[..., list[Happening]], text: str, doers: int) -> None:
    (told,) = find(text)
    assert len(_actors(told)) == doers


@pytest.mark.parametrize("link", ["which", "that"])
def test_what_it_was_somebody_who_did_is_his_deed(find: Callable[..., list[Happening]], link: str) -> None:
    told = find(f"The bishop said that it was the Grey Front {link} mined the road.")[-1]
    assert _actors(told) == ["the Grey Front"]


def _actors(told: Happening) -> list[str]:
    return [party.span.text for party in told.participants if party.role == "actor" and party.span]


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("The men said they were members of the Grey Front.", "members of the Grey Front"),
        ("The men identified themselves as members of the Grey Front.", "members of the Grey Front"),
        ("The men belonged to the Grey Front, a witness said.", "the Grey Front"),
        ("The men were from the Grey Front, a witness said.", "the Grey Front"),
    ],
)
def test_of_which_body_the_men_are_who_did_what_was_just_told_is_who_did_it(
    find: Callable[..., list[Happening]], text: str, doer: str
) -> None:
    told = find(f"Armed men burned a mill near Sorn. {text}")
    assert doer in [each for deed in told[1:] if deed.event.type == "ASSAULT" for each in _actors(deed)]


@pytest.mark.parametrize(
    "text",
    [
        "Soldiers shot two men near Sorn. The men were members of the Grey Front.",
        "Armed men burned a mill near Sorn. The men were farmers.",
        "Prices rose again. The men were members of the Grey Front.",
    ],
)
def test_of_which_body_others_are_lays_nothing_to_it(find: Callable[..., list[Happening]], text: str) -> None:
    told = [deed for deed in find(text) if deed.event.type == "ASSAULT"]
    assert not any("Front" in each or "farmers" in each for deed in told for each in _actors(deed))


@pytest.mark.parametrize(
    "text",
    [
        "A bridge was blown up near Paris, for which the army held the front responsible.",
        "Two guards were shot in London, for which the mayor blamed the front.",
    ],
)
def test_a_clause_behind_a_place_lays_to_somebody_what_was_done_there(
    find: Callable[..., list[Happening]], text: str
) -> None:
    assert ["the front"] in [_actors(deed) for deed in find(text)]


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("The union blamed the threats on the front.", "the front"),
        ("The governor accused the front of threats against judges.", "the front"),
    ],
)
def test_threats_are_laid_to_somebody_too(find: Callable[..., list[Happening]], text: str, doer: str) -> None:
    (told,) = (each for each in find(text) if each.event.type == "THREATEN")
    assert [party.span.text for party in told.participants if party.role == "actor" and party.span] == [doer]


def test_who_received_threats_stays_whom_they_are_made_to(find: Callable[..., list[Happening]]) -> None:
    told = find("The manager had received two threats attributed to that group.")
    targets = [party.span.text for each in told for party in each.participants if party.role == "target" and party.span]
    assert targets == ["The manager"]


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("The bishop accused members of the police of the murder of two nuns.", "members of the police"),
        ("The mayor accused guards of the sixth brigade of shooting two boys.", "guards of the sixth brigade"),
        ("Leaders accused a patrol of the hill base of having taken two men away.", "a patrol of the hill base"),
        ("The mayor accused the army of the murder of two nuns.", "the army"),
        ("The mayor accused the army of having shot two nuns.", "the army"),
        ("The army is accused by the bishop of the murder of two nuns.", "The army"),
    ],
)
def test_of_whom_the_accused_are_stands_before_the_charge(
    find: Callable[..., list[Happening]], text: str, doer: str
) -> None:
    deeds = [each for each in find(text) if each.event.type in ("ASSAULT", "COERCE")]
    assert [party.span.text for party in deeds[0].participants if party.role == "actor" and party.span] == [doer]


@pytest.mark.parametrize("text", ["Rebels shot nine men. He is in prison.", "Rebels shot nine men. It was a Monday."])
def test_what_somebody_or_something_is_lays_nothing_to_anybody(find: Callable[..., list[Happening]], text: str) -> None:
    assert [each.event.trigger.text for each in find(text) if each.event.type == "ASSAULT"] == ["shot"]


def test_who_assures_that_something_was_done_says_so(find: Callable[..., list[Happening]]) -> None:
    (told,) = find("A party leader assured us that the army had burned two houses.")
    assert told.event.trigger.text == "burned"
    (promised,) = find("The minister assured the families that the army would protect them.")
    assert promised.event.type == "AGREE"


def test_whose_a_weapon_is_did_it(find: Callable[..., list[Happening]]) -> None:
    (told,) = find("Shells of the Grey Army killed four policemen.")
    assert [each.span.text for each in told.participants if each.role == "actor" and each.span] == ["the Grey Army"]
    (made,) = find("Missiles of northern make killed four policemen.")
    assert not [each for each in made.participants if each.role == "actor"]
