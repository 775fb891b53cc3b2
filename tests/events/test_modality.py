"""Whether a happening is told as having happened."""

from __future__ import annotations

import pytest

from standoff.errors import KnowledgeError
from standoff.events.modality import load_modality_words

# text, trigger, polarity, certainty, reality
TOLD = [
    ("Neither side opened fire.", "opened", "negative", "certain", "actual"),
    ("No shots were fired.", "fired", "negative", "certain", "actual"),
    ("None of the guards was hurt.", "hurt", "negative", "certain", "actual"),
    ("No fewer than twenty guards were hurt.", "hurt", "positive", "certain", "actual"),
    ("Villagers could not leave the town.", "leave", "negative", "certain", "actual"),
    ("The rebels no longer attack the port.", "attack", "negative", "certain", "habitual"),
    ("The army neither shelled nor stormed the town.", "shelled", "negative", "certain", "actual"),
    ("The rebels neither attacked the convoy nor kidnapped its drivers.", "kidnapped", "negative", "certain", "actual"),
    ("The soldiers did not burn the church, nor did they shoot the priest.", "shoot", "negative", "certain", "actual"),
    ("It was not the rebels who blew up the bridge.", "blew", "negative", "certain", "actual"),
    ("It was the rebels who blew up the bridge.", "blew", "positive", "certain", "actual"),
    ("It was not the rebels but the army that shelled the market.", "shelled", "positive", "certain", "actual"),
    ("Army: no villagers killed in raid on mill", "killed", "negative", "certain", "actual"),
    ("No villagers killed in raid on mill, the army said.", "killed", "negative", "certain", "actual"),
    ("No villagers killed in the raid were armed, the army said.", "killed", "positive", "certain", "actual"),
    ("Army: villagers killed in raid on mill", "killed", "positive", "certain", "actual"),
    ("The day passed without an attack on the town.", "attack", "negative", "certain", "actual"),
    ("The day passed with an attack on the town.", "attack", "positive", "certain", "actual"),
    ("The crowd went home without attacking the mill.", "attacking", "negative", "certain", "actual"),
    ("The crowd went home after attacking the mill.", "attacking", "positive", "certain", "actual"),
    ("It was rebels who shot him, not the army.", "shot", "positive", "certain", "actual"),
    ("The rebels did not attack the convoy or kidnap its drivers.", "kidnap", "negative", "certain", "actual"),
    ("The rebels did not attack the convoy but kidnapped its drivers.", "kidnapped", "positive", "certain", "actual"),
    ("A raid on the mill is imminent.", "raid", "positive", "certain", "planned"),
    ("The patrol was able to leave the fort.", "leave", "positive", "certain", "actual"),
    ("The patrol is able to leave the fort.", "leave", "positive", "certain", "hypothetical"),
    ("Who should leave the town?", "leave", "positive", "certain", "hypothetical"),
    ("The front said it would attack the mill if soldiers came.", "attack", "positive", "certain", "hypothetical"),
    ("The front said it would attack the mill.", "attack", "positive", "certain", "planned"),
    ("Let them attack the mill.", "attack", "positive", "certain", "hypothetical"),
    ("The guards were wrongly accused of shelling the mill.", "shelling", "negative", "certain", "actual"),
    ("The guards were rightly accused of shelling the mill.", "shelling", "positive", "certain", "actual"),
    ("The teacher was shot not by rebels but by bandits.", "shot", "positive", "certain", "actual"),
    ("Soldiers did not only loot the shops but burned them.", "loot", "positive", "certain", "actual"),
    ("The troops left without firing a shot.", "left", "positive", "certain", "actual"),
    ("The patrol averted an attack on the dam.", "attack", "negative", "certain", "actual"),
    ("The rebels may have used drones.", "used", "positive", "possible", "actual"),
    ("The rebels might attack the port.", "attack", "positive", "possible", "hypothetical"),
    ("The rebels must have attacked at night.", "attacked", "positive", "probable", "actual"),
    ("The rebels are believed to have attacked the port.", "attacked", "positive", "probable", "actual"),
    ("It appears that the rebels attacked the port.", "attacked", "positive", "probable", "actual"),
    ("A helicopter dropped suspected gas bombs.", "dropped", "positive", "probable", "actual"),
    ("A guard was wounded, supposedly by a mine.", "wounded", "positive", "probable", "actual"),
    ("Warplanes believed to belong to the army bombed the market.", "bombed", "positive", "probable", "actual"),
    ("Presumed members of the front shot the mayor.", "shot", "positive", "probable", "actual"),
    ("Alleged rebels shot the mayor.", "shot", "positive", "probable", "actual"),
    ("The mayor was shot, presumably by rebels.", "shot", "positive", "probable", "actual"),
    ("Four armed men -- supposedly rebels -- shot the mayor.", "shot", "positive", "probable", "actual"),
    ("Suspected Boko Haram gunmen killed 12 farmers in Borno.", "killed", "positive", "probable", "actual"),
    ("The rebels, it is believed, attacked the convoy at dawn.", "attacked", "positive", "probable", "actual"),
    ("The rebels, police believe, attacked the convoy at dawn.", "attacked", "positive", "probable", "actual"),
    ("The rebels, it is reported, attacked the convoy at dawn.", "attacked", "positive", "certain", "actual"),
    ("The kidnapping of the engineer bears the hallmarks of rebels.", "kidnapping", "positive", "probable", "actual"),
    ("The rebels are the main suspects in the murder of the judge.", "murder", "positive", "probable", "actual"),
    ("The rebels are to blame for the murder of the judge.", "murder", "positive", "certain", "actual"),
    ("A bomb, allegedly planted by the rebels, went off at the bank.", "went", "positive", "probable", "actual"),
    ("The raid, which presumably was staged by rebels, shook the town.", "raid", "positive", "probable", "actual"),
    ("The rebels, who apparently fled, killed two guards.", "killed", "positive", "certain", "actual"),
    ("The rebels killed an alleged spy.", "killed", "positive", "certain", "actual"),
    ("The data serve to show that rebels shelled the port.", "shelled", "positive", "certain", "actual"),
    ("The mayor warned that gunmen had entered the town.", "entered", "positive", "certain", "actual"),
    ("The prefect has yet to distribute the food.", "distribute", "negative", "certain", "actual"),
    ("Four villagers are missing.", "missing", "positive", "certain", "actual"),
    ("Herders raided the farms every dry season.", "raided", "positive", "certain", "habitual"),
    ("Drones have been striking Nikopol almost every night since May.", "striking", "positive", "certain", "habitual"),
    ("The militia raided the villages night after night.", "raided", "positive", "certain", "habitual"),
    ("The rebels attacked the convoys again and again.", "attacked", "positive", "certain", "habitual"),
    ("The army shelled the valley whenever a lamp was lit.", "shelled", "positive", "certain", "habitual"),
    ("Gunmen will attack the mill whenever they can.", "attack", "positive", "certain", "planned"),
    ("The rebels attacked the mill again on Friday night.", "attacked", "positive", "certain", "actual"),
    ("The rebels attacked each of the three posts last year.", "attacked", "positive", "certain", "actual"),
    ("The raid came a day after the talks.", "raid", "positive", "certain", "actual"),
    ("The army is suspected of killing the judge.", "killing", "positive", "probable", "actual"),
    ("The suspected raid on the depot killed two guards.", "killed", "positive", "certain", "actual"),
    ("The guards tried to storm the palace.", "storm", "positive", "certain", "attempted"),
    ("Rebels failed to take the hill.", "take", "positive", "certain", "attempted"),
    ("The attempted assassination of the judge shook the town.", "assassination", "positive", "certain", "attempted"),
    ("They planned an attack on the dam.", "attack", "positive", "certain", "planned"),
    ("The general wanted to attack the port.", "attack", "positive", "certain", "planned"),
    ("The president said the army would withdraw.", "withdraw", "positive", "certain", "planned"),
    ("The envoy is to visit Tunisia.", "visit", "positive", "certain", "planned"),
    ("The talks begin tomorrow.", "talks", "positive", "certain", "planned"),
    ("If the rebels attack the port, the crews will be glad.", "attack", "positive", "certain", "hypothetical"),
    ("The army would have shelled the town.", "shelled", "positive", "certain", "hypothetical"),
    ("Did the army shell the school?", "shell", "positive", "certain", "hypothetical"),
    ("Why did the army shell the school?", "shell", "positive", "certain", "actual"),
    ("On 2 May the rebels entered the town.", "entered", "positive", "certain", "actual"),
    ("The May raid killed two guards.", "killed", "positive", "certain", "actual"),
    ("Not one guard was hurt.", "hurt", "negative", "certain", "actual"),
    ("Not a single shell hit the town.", "hit", "negative", "certain", "actual"),
    ("The mayor suggested that guards may have shelled the mill.", "shelled", "positive", "possible", "actual"),
    ("Police arrested two men suspected of shelling the mill.", "arrested", "positive", "certain", "actual"),
    ("Some 60 presumed rebels stormed the mill.", "stormed", "positive", "probable", "actual"),
    ("A column of presumed rebels stormed the mill.", "stormed", "positive", "probable", "actual"),
    ("The raid comes days after a suspected attack on the dam.", "raid", "positive", "certain", "actual"),
    ("Unions called a strike.", "called", "positive", "certain", "actual"),
    ("The crews cannot leave the town.", "leave", "negative", "certain", "actual"),
    ("The army denies having ever used gas bombs.", "used", "positive", "certain", "actual"),
    ("The talks are to begin on Monday.", "talks", "positive", "certain", "planned"),
    ("The rebels are getting ready to leave.", "ready", "positive", "certain", "planned"),
    ("The front vowed that it will burn the mill.", "vowed", "positive", "certain", "planned"),
    ("Rebels warned that they would attack the port.", "warned", "positive", "certain", "planned"),
    (
        "The front vowed that it will burn the mill unless the miller pays.",
        "vowed",
        "positive",
        "certain",
        "hypothetical",
    ),
    ("The clan warned that it would shut the road if the ban stays.", "warned", "positive", "certain", "hypothetical"),
    ("The clan vowed that anyone who sells bread will be hanged.", "vowed", "positive", "certain", "hypothetical"),
    ("The governor warned that he might shut the road.", "warned", "positive", "possible", "hypothetical"),
    ("The army should leave the mill at once.", "leave", "positive", "certain", "actual"),
    ("The mayor said the rebels should free the miller.", "free", "positive", "certain", "actual"),
    ("Millers should not attack the guards.", "attack", "positive", "certain", "actual"),
    ("The two armies should meet tomorrow.", "meet", "positive", "probable", "planned"),
    ("Should the army leave the mill, the rebels will return.", "leave", "positive", "certain", "hypothetical"),
    ("The armies were preparing for a new battle.", "preparing", "positive", "certain", "planned"),
    ("The guards had prepared a raid on the mill.", "raid", "positive", "certain", "planned"),
    ("The rebels assumed responsibility for the sabotage of the mill.", "sabotage", "positive", "certain", "actual"),
    ("Fears that rebels will attack the dam grew.", "attack", "positive", "possible", "hypothetical"),
    ("Fears that rebels had attacked the dam grew.", "attacked", "positive", "possible", "actual"),
    ("The judge is feared to have been abducted.", "abducted", "positive", "possible", "actual"),
    ("Fears of an attack on the dam grew.", "attack", "positive", "possible", "hypothetical"),
    ("Jets routinely bombed the valley.", "bombed", "positive", "certain", "habitual"),
    ("The militia attacks the villages.", "attacks", "positive", "certain", "habitual"),
    ("The army managed to take the port.", "take", "positive", "certain", "actual"),
    ("The army forced the rebels to leave the town.", "forced", "positive", "certain", "actual"),
    ("The mayor condemned the raid on the school.", "condemned", "positive", "certain", "actual"),
    ("The commander vowed to avenge the killing of the guards.", "vowed", "positive", "certain", "actual"),
]


@pytest.mark.parametrize(
    ("text", "trigger", "polarity", "certainty", "reality"), TOLD, ids=lambda value: str(value)[:60]
)
def test_a_happening_is_told_so(find, text, trigger, polarity, certainty, reality):
    told = next(each for each in find(text) if each.event.trigger.text == trigger)
    assert (told.polarity, told.certainty, told.reality) == (polarity, certainty, reality)


def test_a_text_may_begin_with_the_word_that_tells(find):
    (told,) = find("dead are Iraqi families of fighters of the organization.")
    assert (told.event.trigger.text, told.polarity) == ("dead", "positive")


def test_a_present_tense_in_a_headline_is_no_habit(only):
    assert only("Rebels attack a port in the north", headline=True).reality == "actual"


def test_a_bare_infinitive_in_a_headline_is_a_plan(only):
    assert only("Army to withdraw from town", headline=True).reality == "planned"


def test_a_modal_holds_for_both_verbs_that_it_stands_before(find):
    told = find("The rebels will attack the port and burn the mill.")
    assert [each.reality for each in told] == ["planned"] * len(told)


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The mayor does not rule out elections in Sorn.", []),
        ("The palace did not rule out dialogue with the rebels.", []),
        ("The police do not rule out a raid by rebels.", ["REJECT"]),
        ("The rebels ruled out a truce.", ["REJECT"]),
    ],
)
def test_who_does_not_rule_out_what_is_no_deed_rejects_nothing(find, text, types):
    assert [each.event.type for each in find(text)] == types


def test_a_language_without_a_table_is_named():
    with pytest.raises(KnowledgeError, match="modality"):
        load_modality_words("xx")


@pytest.mark.parametrize(
    "text",
    [
        "The chairman said the army should leave the mill.",
        "The council should expel the rebels.",
        "The two states should withdraw their troops from the border.",
    ],
)
def test_who_should_do_something_is_asked_to(only, text):
    told = only(text)
    assert told.event.type == "REQUEST"
    assert [each.role for each in told.participants] == ["target"]


@pytest.mark.parametrize(
    ("text", "triggers"),
    [
        ("The operation will continue until the last rebel is killed.", ["operation"]),
        ("The shelling will go on until the rebels leave the town.", ["shelling"]),
        ("We shall bomb the port until the hostages are freed.", ["bomb"]),
        ("The villagers shelled the fort until the army left it.", ["shelled", "left"]),
    ],
)
def test_an_end_that_is_foretold_is_no_happening_of_its_own(find, text, triggers):
    assert [each.event.trigger.text for each in find(text)] == triggers
