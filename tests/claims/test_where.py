"""Which places of a sentence are a deed's, and which are a speaker's, or where somebody comes from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from standoff.claims.where import is_of_other_deed
from standoff.records import Block


def names(claims):
    return [c.place.mention.name if c.place else None for c in claims]


def test_where_a_source_speaks_is_not_where_it_was_done(story):
    report = story("The mayor told reporters in Homs that gunmen killed nine people.")
    report.says("The mayor", "told", "gunmen killed nine people")
    report.happens("gunmen killed nine people", "killed")
    report.lies("Homs", 34.7, 36.7)
    assert names(report.claims()) == [None]


def test_a_place_with_which_a_sentence_opens_is_that_of_what_is_told_unless_it_is_a_seat_or_abroad(story):
    for town, country, expected in (("Idlib", "SYR", "Idlib"), ("Damascus", "SYR", "Homs"), ("Geneva", "CHE", "Homs")):
        report = story(f"Rebels shelled Homs and Hama. In {town}, police said that a mine had killed two.")
        report.says("police", "said", "that a mine had killed two")
        report.happens("Rebels shelled Homs", "shelled")
        report.happens("a mine had killed two", "killed")
        report.lies("Homs", 34.7, 36.7)
        report.lies("Hama", 35.1, 36.8)
        report.lies(town, 34.7, 36.7, country=country)
        assert names(report.claims()) == ["Homs", expected]


def test_where_a_source_is_counts_if_it_is_told_what_was_done_there(story):
    report = story("An officer in Homs, where two bombs exploded, said nothing.")
    report.says("An officer in Homs, where two bombs exploded", "said", "nothing")
    report.happens("two bombs exploded", "exploded")
    report.lies("Homs", 34.7, 36.7)
    assert names(report.claims()) == ["Homs"]


def test_where_somebody_comes_from_is_not_where_they_came_to_harm(story):
    report = story("Two workers from Homs were killed. A bomb exploded in Hama.")
    report.happens("Two workers from Homs were killed", "killed")
    report.happens("A bomb exploded in Hama", "exploded")
    report.lies("Homs", 34.7, 36.7)
    report.lies("Hama", 35.1, 36.8)
    assert "Homs" not in names(report.claims())


def test_the_town_of_a_district_goes_before_the_district(story):
    report = story("Soldiers executed 13 men in the town of Sorn in Lower Lomm on 3 May.")
    report.happens("Soldiers executed 13 men in the town of Sorn in Lower Lomm", "executed")
    report.lies("Sorn", 36.5, 38.0)
    report.lies("Lower Lomm", 36.6, 38.2, precision="district")
    assert names(report.claims()) == ["Sorn"]


def test_a_scene_without_a_place_has_that_of_what_was_told_last(story):
    report = story(
        "Rebels shelled Sorn on 3 May.\n\nThe toll rose on 5 May. Traders closed their shops.",
        published_on="2021-05-06",
    )
    report.happens("Rebels shelled Sorn on 3 May", "shelled")
    report.happens("The toll rose on 5 May", "rose", type_="OTHER")
    report.lies("Sorn", 36.5, 38.0)
    report.dates_to("on 3 May", "2021-05-03")
    report.dates_to("on 5 May", "2021-05-05")
    assert names(report.claims()) == ["Sorn", "Sorn"]


def test_what_a_paragraph_goes_on_to_tell_is_where_it_told_of_last(story):
    report = story(
        "Rebels shelled houses in Sorn. They burned a school.\n\n"
        "Soldiers killed a farmer near Tibra. They shelled his house."
    )
    report.happens("Rebels shelled houses in Sorn", "shelled")
    report.happens("They burned a school", "burned")
    report.happens("Soldiers killed a farmer near Tibra", "killed")
    report.happens("They shelled his house", "shelled")
    report.lies("Sorn", 36.5, 38.0)
    report.lies("Tibra", 35.5, 39.0)
    assert names(report.claims()) == ["Sorn", "Sorn", "Tibra", "Tibra"]


def test_a_district_named_in_a_paragraph_leaves_the_town_in_it_to_the_scene(story):
    report = story("Rebels raided Sorn.\n\nNine people were killed in Lower Lomm. The raid lasted an hour.")
    report.happens("Rebels raided Sorn", "raided")
    report.happens("Nine people were killed in Lower Lomm", "killed")
    report.happens("The raid lasted an hour", "raid")
    report.lies("Sorn", 36.5, 38.0)
    report.lies("Lower Lomm", 36.55, 38.05, precision="district")
    assert names(report.claims())[-1] == "Sorn"


def test_where_somebody_was_heading_for_is_carried_to_nothing(story):
    report = story("Rebels shelled Sorn. Boys marched towards Tibra. Police beat two of them.")
    report.happens("Rebels shelled Sorn", "shelled")
    report.happens("Boys marched towards Tibra", "marched", type_="PROTEST")
    report.happens("Police beat two of them", "beat")
    report.lies("Sorn", 36.5, 38.0)
    report.lies("towards Tibra", 36.6, 38.2)
    assert names(report.claims())[-1] == "Sorn"


def test_a_place_that_opens_a_sentence_holds_for_all_that_it_tells(story):
    report = story(
        "A bomb went off in a bank in Sorn. It killed a guard.\n\n"
        "In Tibra, two clerks were wounded by a bomb that went off in a branch of a bank."
    )
    report.happens("A bomb went off in a bank in Sorn", "went")
    report.happens("It killed a guard", "killed")
    report.happens("two clerks were wounded", "wounded")
    report.happens("a bomb that went off in a branch of a bank", "went")
    report.lies("Sorn", 36.5, 38.0)
    report.lies("Tibra", 35.5, 39.0)
    assert names(report.claims()) == ["Sorn", "Sorn", "Tibra", "Tibra"]


def test_where_a_road_leads_is_carried_to_nothing(story):
    report = story(
        "Rebels shelled Sorn. The road to Tibra has been cut.\n\nAt least nine people have been killed around the town."
    )
    report.happens("Rebels shelled Sorn", "shelled")
    report.happens("The road to Tibra has been cut", "cut", type_="COERCE")
    report.happens("nine people have been killed around the town", "killed")
    report.lies("Sorn", 36.5, 38.0)
    report.lies("Tibra", 38.5, 41.0)
    assert names(report.claims())[-1] == "Sorn"


def sent_from(story, town):
    report = story(f"{town}, Nov 5 (Wire) -\n\nGunmen killed nine people. They had come from Sorn.")
    line, body = report.document.blocks
    report.document = replace(report.document, blocks=(Block("dateline", line.start, line.end), body))
    report.happens("Gunmen killed nine people", "killed")
    report.lies(town, 36.5, 38.0)
    report.lies("Sorn", 38.5, 41.0)
    return names(report.claims())


def test_what_nothing_else_places_happened_where_the_report_was_sent_from(story):
    assert sent_from(story, "Tibra") == ["Tibra"]


def test_a_capital_from_which_a_report_was_sent_goes_after_the_next_town_told_of(story):
    assert sent_from(story, "Damascus") == ["Sorn"]


def test_a_deed_taken_up_is_where_it_was_told_whatever_its_paragraph_told_of_since(story):
    report = story(
        "A raid hit Sorn. Rebels burned a school.\n\nSoldiers seized a farmer near Tibra. The raid killed nine."
    )
    report.happens("A raid hit Sorn", "raid")
    report.happens("Rebels burned a school", "burned")
    report.happens("Soldiers seized a farmer near Tibra", "seized", type_="COERCE")
    report.happens("The raid killed nine", "killed")
    report.lies("Sorn", 36.5, 38.0)
    report.lies("Tibra", 35.5, 39.0)
    assert names(report.claims()) == ["Sorn", "Sorn", "Tibra", "Sorn"]


def test_the_hospital_to_which_the_hurt_were_brought_is_where_nothing_else_was_done(story):
    report = story(
        "Guards shot at a crowd in Sorn. A boy was hit and died on the way to a hospital in Tibra. Two men were beaten."
    )
    report.happens("Guards shot at a crowd in Sorn", "shot")
    report.happens("A boy was hit and died", "hit")
    report.happens("Two men were beaten", "beaten")
    report.lies("Sorn", 36.5, 38.0)
    report.lies("Tibra", 38.5, 41.0)
    assert names(report.claims()) == ["Sorn", "Sorn", "Sorn"]


def test_a_hospital_that_is_hit_is_where_the_deed_was_done(story):
    report = story("Guards shot at a crowd in Sorn.\n\nShells hit a hospital in Tibra. Two nurses were killed.")
    report.happens("Guards shot at a crowd in Sorn", "shot")
    report.happens("Shells hit a hospital in Tibra", "hit")
    report.happens("Two nurses were killed", "killed")
    report.lies("Sorn", 36.5, 38.0)
    report.lies("Tibra", 38.5, 41.0)
    assert names(report.claims()) == ["Sorn", "Tibra", "Tibra"]


def test_what_is_told_much_sooner_goes_before_a_place_told_much_later(story):
    much = "Nobody in the valley would say a word about it that week, and the shops stayed shut all the while. " * 7
    report = story(
        f"Two boys were killed.\n\nThe police looked for traces in Sorn. {much}\n\nElsewhere, troops fired in Tibra."
    )
    report.happens("Two boys were killed", "killed")
    report.happens("troops fired in Tibra", "fired")
    report.lies("Sorn", 36.5, 38.0)
    report.lies("Tibra", 38.5, 41.0)
    assert names(report.claims()) == ["Sorn", "Tibra"]


def test_a_town_after_which_a_road_is_called_is_carried_to_nothing(story):
    report = story("Rebels burned a shop in Sorn. They had come by the Tibra road. They set a store on fire.")
    report.happens("Rebels burned a shop in Sorn", "burned")
    report.happens("They had come by the Tibra road", "come", type_="MOBILIZE")
    report.happens("They set a store on fire", "set")
    report.lies("Sorn", 36.5, 38.0)
    report.lies("Tibra", 38.5, 41.0)
    assert names(report.claims())[-1] == "Sorn"


def test_where_those_who_did_it_keep_themselves_goes_after_where_they_did_it(story):
    report = story("Rebels holed up in Tibra shelled three houses with mortars in Sorn.")
    report.happens("Rebels holed up in Tibra shelled three houses with mortars in Sorn", "shelled")
    report.lies("Tibra", 35.5, 39.0)
    report.lies("Sorn", 36.5, 38.0)
    assert names(report.claims()) == ["Sorn"]


def test_a_place_before_a_deed_that_somebody_owns_up_to_is_that_of_the_deed(story):
    report = story("In Sorn, responsibility for bombs that damaged a bank was denied by the movement.")
    report.says("the movement", "denied", "bombs that damaged a bank", stance="denies")
    report.happens("bombs that damaged a bank", "damaged")
    report.lies("Sorn", 36.5, 38.0)
    assert names(report.claims()) == ["Sorn"]


def test_a_town_told_of_much_later_is_no_finer_spot_of_where_the_deed_was_done(story):
    much = "Nobody in the valley would say a word about it that week, and the shops stayed shut all the while. " * 7
    report = story(
        "Raiders killed two farmers around Sorn. They burned the huts.\n\n"
        f"{much}\n\nIn anger, young people blocked the road in Tibra."
    )
    report.happens("Raiders killed two farmers around Sorn", "killed")
    report.happens("They burned the huts", "burned")
    report.happens("young people blocked the road in Tibra", "blocked", type_="PROTEST")
    report.lies("Sorn", 36.5, 38.0, precision="district", within_km=22.0)
    report.lies("Tibra", 36.6, 38.1)
    assert names(report.claims()) == ["Sorn", "Sorn", "Tibra"]


@pytest.mark.parametrize(
    ("saying", "source", "cue"),
    [
        ("The colonel told a press conference in Homs that", "The colonel", "told"),
        ("Talking to journalists in Homs, the minister said", "the minister", "said"),
        ("During a briefing in Homs the envoy claimed", "the envoy", "claimed"),
        ("In an interview in Homs the bishop said", "the bishop", "said"),
    ],
)
def test_where_somebody_spoke_to_the_press_is_not_where_it_was_done(story, saying, source, cue):
    report = story(f"{saying} gunmen killed nine people.")
    report.says(source, cue, "gunmen killed nine people")
    report.happens("gunmen killed nine people", "killed")
    report.lies("Homs", 34.7, 36.7)
    assert names(report.claims()) == [None]


@pytest.mark.parametrize(
    "words", ["Gunmen killed two journalists in Homs", "Gunmen attacked a press conference in Homs"]
)
def test_what_is_done_to_the_press_is_where_they_are(story, words):
    report = story(f"{words}.")
    report.happens(words, words.split()[1])
    report.lies("Homs", 34.7, 36.7)
    assert names(report.claims()) == ["Homs"]


@pytest.mark.parametrize(
    ("words", "trigger"),
    [
        ("The army withdrew its guns from Homs", "withdrew"),
        ("Rebels kidnapped nine pupils from Homs", "kidnapped"),
        ("The militia drove farmers from Homs", "drove"),
    ],
)
def test_somebody_is_moved_away_from_where_he_was(story, words, trigger):
    report = story(f"{words} in May.")
    report.happens(words, trigger)
    report.lies("Homs", 34.7, 36.7)
    assert names(report.claims()) == ["Homs"]


def test_a_road_that_leads_to_a_town_leaves_what_follows_to_the_scene(story):
    report = story(
        "Rebels attacked a post in Sorn. They dug trenches across the road to Tibra. Three guards were shot."
    )
    report.happens("Rebels attacked a post in Sorn", "attacked")
    report.happens("They dug trenches across the road to Tibra", "dug")
    report.happens("Three guards were shot", "shot")
    report.lies("Sorn", 36.5, 38.0)
    report.lies("Tibra", 36.8, 38.2)
    assert names(report.claims()) == ["Sorn", "Tibra", "Sorn"]


def test_where_the_hurt_are_treated_is_not_where_others_came_to_harm(story):
    report = story("Soldiers fired in Sorn. They fled to Homs and 30 were treated there. A boy was shot.")
    report.happens("Soldiers fired in Sorn", "fired")
    report.happens("30 were treated there", "treated", type_="AID")
    report.happens("A boy was shot", "shot")
    report.lies("Sorn", 36.5, 38.0)
    report.lies("there", 34.7, 36.7)
    assert names(report.claims())[-1] == "Sorn"


def sent_from_homs(report):
    head, dateline, body = report.document.blocks
    blocks = (Block("headline", head.start, head.end), Block("dateline", dateline.start, dateline.end), body)
    report.document = replace(report.document, blocks=blocks)
    return report


def test_a_headline_is_about_the_place_of_the_first_sentence_and_not_where_it_was_sent_from(story):
    report = sent_from_homs(story("Rebels ambush a convoy\n\nHOMS, June 3.\n\nRebels ambushed a convoy near Sorn."))
    report.happens("Rebels ambush a convoy", "ambush")
    report.happens("Rebels ambushed a convoy near Sorn", "ambushed")
    report.lies("HOMS", 34.7, 36.7)
    report.lies("Sorn", 36.5, 38.0)
    assert names(report.claims()) == ["Sorn", "Sorn"]


def test_a_headline_over_a_sentence_without_a_place_is_about_where_it_was_sent_from(story):
    report = story("Rebels ambush a convoy\n\nHOMS, June 3.\n\nRebels ambushed a convoy. A guard in Sorn wept.")
    report = sent_from_homs(report)
    report.happens("Rebels ambush a convoy", "ambush")
    report.happens("Rebels ambushed a convoy", "ambushed")
    report.lies("HOMS", 34.7, 36.7)
    report.lies("Sorn", 36.5, 38.0)
    assert names(report.claims()) == ["HOMS", "HOMS"]


def test_what_follows_a_deed_on_a_road_was_done_there_too_but_not_where_they_came_from(story):
    report = story("They met in Tibra. Nine men were shot on the Sorn road. Nobody claimed the killing.")
    report.happens("Nine men were shot", "shot")
    report.happens("Nobody claimed the killing", "killing")
    report.lies("Tibra", 35.5, 39.0)
    report.lies("Sorn", 36.5, 38.0)
    assert names(report.claims()) == ["Sorn", "Sorn"]


def test_where_somebody_was_met_is_not_where_the_deeds_that_he_tells_of_were_done(story):
    report = story("Rebels raided Sorn. Two men whom we met at Tibra tell of it. They burned a school.")
    report.happens("Rebels raided Sorn", "raided")
    report.happens("we met", "met", type_="CONSULT")
    report.happens("They burned a school", "burned")
    report.lies("Sorn", 36.5, 38.0)
    report.lies("Tibra", 36.9, 38.0)
    assert names(report.claims()) == ["Sorn", "Tibra", "Sorn"]


@pytest.mark.parametrize(
    ("text", "trigger", "town"),
    [
        ("Guards fled Homs after 22 raids on Sorn, one of which hit a house and killed five.", "hit", "Sorn"),
        ("Guards fled Homs after 22 raids on Sorn, one of which hit a house and killed five.", "killed", "Sorn"),
        ("Guards fled Homs and told of the ambush at Sorn that left nine men dead.", "left", "Sorn"),
        ("Men holed up in Sorn shelled Homs.", "shelled", "Homs"),
    ],
)
def test_what_a_relative_clause_tells_of_a_deed_was_done_where_the_deed_was(story, text, trigger, town):
    report = story(text)
    report.happens("Guards fled Homs" if text.startswith("Guards") else "Men holed up in Sorn", text.split()[1])
    report.happens(text.removesuffix("."), trigger)
    report.lies("Homs", 34.7, 36.7)
    report.lies("Sorn", 36.5, 38.0)
    claims = [claim for claim in report.claims() if claim.event.trigger.text == trigger]
    assert names(claims) == [town]


@pytest.mark.parametrize("text", ["Lomm forces fired on a police post.", "Militia of Lomm fired on a police post."])
def test_whose_the_forces_of_a_region_are_is_not_where_they_fight(story, text):
    report = story(f"Shells fell on Sorn. {text}")
    report.happens("Shells fell on Sorn", "fell")
    report.happens(text.removesuffix("."), "fired")
    report.lies("Sorn", 36.5, 38.0)
    report.lies("Lomm", 39.0, 38.2, precision="region", within_km=80.0)
    assert names(report.claims()) == ["Sorn", "Sorn"]


@pytest.mark.parametrize("verb", ["flew in", "arrived", "returned"])
def test_whence_somebody_comes_is_not_where_they_come(story, verb):
    report = story(f"Shells fell on Sorn. Twelve elders {verb} from Homs to mediate.")
    report.happens("Shells fell on Sorn", "fell")
    report.happens(f"Twelve elders {verb} from Homs", verb.split()[0])
    report.lies("Sorn", 36.5, 38.0)
    report.lies("Homs", 34.7, 36.7)
    assert names(report.claims()) == ["Sorn", "Sorn"]


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Drones damaged a depot that had served for a gas attack on Sorn.", "damaged", True),
        ("Shells destroyed a hall used for raids on Sorn.", "destroyed", True),
        ("Shells destroyed a hall that rebels built in Sorn.", "destroyed", False),  # no other deed
        ("Drones damaged a depot after an attack on Sorn.", "damaged", False),  # not aside
        ("Drones that set out for an attack on Sorn were shot down.", "attack", False),  # the deed itself
    ],
)
def test_where_another_deed_told_aside_was_done_is_known(story, text, trigger, expected):
    report = story(text)
    report.happens(text.removesuffix("."), trigger)
    report.lies("Sorn", 36.5, 38.0)
    assert is_of_other_deed(report.document, report.places[0], report.happenings[0]) is expected


def test_the_state_behind_the_town_of_a_dateline_only_tells_where_it_lies(story):
    report = story("Sorn, Lomm State -\n\nGunmen killed nine people. They had come from Tibra.")
    line, body = report.document.blocks
    report.document = replace(report.document, blocks=(Block("dateline", line.start, line.end), body))
    report.happens("Gunmen killed nine people", "killed")
    report.lies("Sorn", 36.5, 38.0)
    report.lies("Lomm State", 36.6, 38.2, precision="region", within_km=80.0)
    report.lies("Tibra", 38.5, 41.0)
    assert names(report.claims()) == ["Sorn"]
