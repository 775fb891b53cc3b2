"""Mode and ACLED pair: from the trigger, the words beside it, and who acts."""

from __future__ import annotations

import pytest

SCENES = [
    ("Jets bombed the depot.", "aerial", "Air/drone strike"),
    ("A drone hit the depot.", "drone", "Air/drone strike"),
    ("Mortars shelled the suburb.", "heavy-weapons", "Shelling/artillery/missile attack"),
    ("A roadside bomb killed two drivers.", "explosives", "Remote explosive/landmine/IED"),
    ("Someone threw a grenade into the cafe.", "explosives", "Grenade"),
    ("A suicide bomber blew himself up at the gate.", "suicide-attack", "Suicide bomb"),
    ("Chlorine gas was dropped on the suburb.", "unconventional", "Chemical weapon"),
    ("Gunmen kidnapped three nurses.", "abduct", "Abduction/forced disappearance"),
    ("Soldiers raped two villagers.", "sexual", "Sexual violence"),
    ("Looters ransacked the museum.", "destroy", "Looting/property destruction"),
    ("Rebels clashed with the army.", "firearms", "Armed clash"),
    ("Rebels and soldiers exchanged fire.", "firearms", "Armed clash"),
    ("Masked men killed a farmer.", None, "Attack"),
    ("A mob lynched a trader.", None, "Mob violence"),
    ("The army recaptured the town.", None, "Government regains territory"),
    ("Rebels seized the town.", None, "Non-state actor overtakes territory"),
    ("Thousands marched through the capital.", "demo", "Peaceful protest"),
    ("Protesters hurled stones and burned cars.", "riot", "Violent demonstration"),
    ("Police shot two protesters dead.", "crowd-control", "Excessive force against protesters"),
    ("Police fired tear gas to disperse the rally.", "crowd-control", "Protest with intervention"),
    ("Police arrested nine activists.", "arrest", "Arrests"),
    ("Sappers defused a bomb under the bridge.", "seize", "Disrupted weapons use"),
    ("The clan set up a base in the hills.", None, "Headquarters or base established"),
    ("Two colonels defected to the rebels.", "withdraw", "Change to group/activity"),
    ("The garrison surrendered at noon.", "withdraw", "Agreement"),
    ("The two sides swapped prisoners.", None, "Agreement"),
    ("A crowd burned down three churches.", "destroy", "Mob violence"),
    ("Police opened fire on a march, wounding nine.", None, "Excessive force against protesters"),
    ("Villagers beat two thieves.", "beat", "Mob violence"),
    ("The army withdrew from the town.", "withdraw", "Non-violent transfer of territory"),
]


@pytest.mark.parametrize(("text", "mode", "sub_event"), SCENES, ids=lambda value: str(value)[:50])
def test_a_scene_is_the_acled_sub_event_that_its_words_make_it(find, text: str, mode: str | None, sub_event: str):
    told = find(text)
    pairs = [(each.event.mode, each.event.acled and each.event.acled.sub_event_type) for each in told]
    assert sub_event in [pair[1] for pair in pairs], pairs
    assert mode is None or (mode, sub_event) in pairs


@pytest.mark.parametrize(
    ("text", "word", "sub_event"),
    [
        ("Soldiers shelled the quarter with rockets that carried chlorine.", "shelled", "Chemical weapon"),
        ("A mortar shell filled with mustard gas wounded six guards.", "wounded", "Chemical weapon"),
        ("Helicopters dropped sarin on the market.", "dropped", "Chemical weapon"),
        ("Gunners shelled a chemical works.", "shelled", "Shelling/artillery/missile attack"),
        ("The army entered the town without a fight.", "entered", "Non-violent transfer of territory"),
        ("Taliban took the district unopposed.", "took", "Non-violent transfer of territory"),
        ("Rebels seized the port after the garrison had abandoned it.", "seized", "Non-violent transfer of territory"),
        ("Rebels seized the port in a battle after which the garrison withdrew.", "seized", "Non-state actor overtakes territory"),
        ("Al-Shabaab fighters retook the village.", "retook", "Non-state actor overtakes territory"),
        ("Russia recaptured the village.", "recaptured", "Government regains territory"),
        ("Police arrested nine people at a march against the dam.", "arrested", "Protest with intervention"),
        ("Guards detained three of the demonstrators.", "detained", "Protest with intervention"),
        ("Police arrested nine people over a robbery.", "arrested", "Arrests"),
        ("Somali soldiers erected barracks above the village.", "erected", "Headquarters or base established"),
        ("Rebels converted the hospital into a garrison.", "converted", "Headquarters or base established"),
        ("Russia is building an airbase near the port.", "building", "Headquarters or base established"),
        ("Villagers set fire to the house of a sorcerer.", "set", "Mob violence"),
        ("Rebels set fire to the house of a sorcerer.", "set", "Looting/property destruction"),
    ],
)  # fmt: skip
def test_poison_an_unfought_taking_a_side_and_a_protest_are_told_by_words(find, text: str, word: str, sub_event: str):
    told = {each.event.trigger.text.split()[0]: each.event.acled for each in find(text)}
    assert told[word] is not None
    assert told[word].sub_event_type == sub_event


@pytest.mark.parametrize(
    "text",
    [
        "The mayor condemned the raid.",
        "The mayor urged the rebels to leave.",
        "The envoy visited Tunisia.",
        "Norway sent doctors to the camp.",
        "Norway imposed sanctions on the junta.",
        "The sultan rejected the proposal.",
    ],
)
def test_words_and_help_are_no_events_to_acled(only, text: str):
    assert only(text).event.acled is None


def test_the_surer_reading_has_the_higher_confidence(find):
    main, aside = (
        find("Rebels attacked the convoy.")[0],
        find("The mill, where rebels might attack, burned down in a storm.")[0],
    )
    assert main.confidence > 0.8 > aside.confidence


def test_harm_whose_sentence_names_no_means_is_of_the_deed_told_before_it(find):
    told = find("A suicide bomber blew himself up at the gate. Two women died. The mayor was in Cairo.")
    assert [(each.event.trigger.text, each.event.mode, each.event.acled.sub_event_type) for each in told] == [
        ("blew", "suicide-attack", "Suicide bomb"),
        ("died", None, "Suicide bomb"),
    ]
    far = find(
        "A suicide bomber blew himself up. The envoy visited Tunis. Norway sent doctors. Kenya praised them. Two women died."
    )
    assert far[-1].event.acled.sub_event_type == "Attack"


def test_what_is_done_with_a_vehicle_or_by_moving_is_no_weapons_though_the_passage_be_of_one(find) -> None:
    told = find(
        "A Russian lorry rammed an American patrol near Derik on Tuesday. Jets and helicopters flew low over the column, "
        "and a drone circled above the road where the two sides shoved one another."
    )
    weapons = {each.event.acled.event_type for each in told if each.event.acled} & {"Explosions/Remote violence"}
    assert told
    assert not weapons
