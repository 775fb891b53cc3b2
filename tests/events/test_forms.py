"""The forms in which English tells of a happening, and who it says did it to whom."""

from __future__ import annotations

import pytest

from standoff.events.nouns import of_noun
from standoff.events.sorts import Parties

from .conftest import names

# text, type, trigger, actors, targets
FORMS = [
    ("Rebels attacked the convoy.", "ASSAULT", "attacked", ["Rebels"], ["the convoy"]),
    ("The convoy was attacked by rebels.", "ASSAULT", "attacked", ["rebels"], ["The convoy"]),
    ("The convoy came under attack near the dam.", "ASSAULT", "came", [], ["The convoy"]),
    ("The port, which is held by a militia, came under fire from rebels.", "ASSAULT", "came", ["rebels"], ["The port"]),
    ("The port came under fire from Ruritania.", "ASSAULT", "came", [], ["The port"]),
    ("A convoy of trucks with gunmen stormed the port.", "ASSAULT", "stormed", ["gunmen"], ["the port"]),
    ("A convoy of trucks stormed the port.", "ASSAULT", "stormed", ["A convoy of trucks"], ["the port"]),
    ("Rebels freed the village from the navy.", "ASSAULT", "freed", ["Rebels"], ["the village"]),
    ("Rebels freed two clerks.", "RETREAT", "freed", ["Rebels"], ["two clerks"]),
    ("Two clerks died of their injuries.", "ASSAULT", "died", [], ["Two clerks"]),
    ("The army carried out an attack on the port.", "ASSAULT", "attack", ["The army"], ["the port"]),
    ("Jets conducted strikes against the camp.", "ASSAULT", "strikes", ["Jets"], ["the camp"]),
    ("A raid on the camp was carried out by the marines.", "ASSAULT", "raid", ["the marines"], ["the camp"]),
    ("An attack on the barracks by rebels lasted an hour.", "ASSAULT", "attack", ["rebels"], ["the barracks"]),
    ("The attack by rebels on the barracks lasted an hour.", "ASSAULT", "attack", ["rebels"], ["the barracks"]),
    ("The shelling of the port by the navy stopped.", "ASSAULT", "shelling", ["the navy"], ["the port"]),
    ("Russian airstrikes on the depot wounded nine people.", "ASSAULT", "wounded", ["Russian"], ["nine people"]),
    ("US-led strikes kill 14 farmers.", "ASSAULT", "kill", ["US-led"], ["14 farmers"]),
    ("NATO-led raids hit a depot near the port.", "ASSAULT", "hit", ["NATO-led"], ["a depot"]),
    ("Well-led rebels killed two nurses.", "ASSAULT", "killed", ["Well-led rebels"], ["two nurses"]),
    ("Israel's bombing of the tunnel killed three people.", "ASSAULT", "killed", ["Israel"], ["three people"]),
    ("The capture of the airfield was announced.", "ASSAULT", "capture", [], ["the airfield"]),
    ("The general's arrest angered the clan.", "COERCE", "arrest", [], ["The general"]),
    ("The town fell to the rebels in May.", "ASSAULT", "fell", ["the rebels"], ["The town"]),
    ("The militia lost the hill to the army.", "ASSAULT", "lost", [], ["The militia"]),
    ("An armoured car struck a mine on the coast road.", "ASSAULT", "struck", [], ["An armoured car"]),
    ("A shepherd lost a foot to a mine.", "ASSAULT", "lost", [], ["A shepherd"]),
    ("In the capital, a grenade exploded in the embassy.", "ASSAULT", "exploded", [], ["the embassy"]),
    ("At Tolmin, the navy struck at night.", "ASSAULT", "struck", ["the navy"], []),
    ("The raiders carried off a dozen rifles.", "COERCE", "carried", ["The raiders"], ["a dozen rifles"]),
    ("The navy shot down a missile near Sorn.", "ASSAULT", "shot", ["The navy"], ["a missile"]),
    ("Two drones struck the depot.", "ASSAULT", "struck", ["Two drones"], ["the depot"]),
    ("Partisan mortar fire hit three houses.", "ASSAULT", "hit", ["Partisan"], ["three houses"]),
    ("The rebels violated the truce nine times.", "ASSAULT", "violated", ["The rebels"], ["the truce"]),
    ("The bishop condemned the crime.", "ACCUSE", "condemned", ["The bishop"], ["the crime"]),
    ("The bishop condemned the killing of two nurses.", "ACCUSE", "condemned", ["The bishop"], ["two nurses"]),
    ("An explosive charge wounded two clerks in Sorn.", "ASSAULT", "wounded", [], ["two clerks"]),
    ("The observatory puts civilian deaths at 83.", "ASSAULT", "puts", [], []),
    ("A watchman was shot in the neck.", "ASSAULT", "shot", [], ["A watchman"]),
    ("The mortars will be employed against the garrison.", "ASSAULT", "employed", [], ["the garrison"]),
    ("Nine armoured cars destroyed in Sorn.", "ASSAULT", "destroyed", [], ["Nine armoured cars"]),
    ("Tanks shelled the town.", "ASSAULT", "shelled", ["Tanks"], ["the town"]),
    ("The school was used as a base.", "MOBILIZE", "used", [], ["The school"]),
    ("Troops were sent to the port.", "MOBILIZE", "sent", ["Troops"], ["the port"]),
    ("The port is living under a blockade.", "COERCE", "living", [], ["The port"]),
    ("Overnight Russia launched 40 drones at the port.", "ASSAULT", "launched", ["Russia"], ["the port"]),
    ("The rockets were turned against the village.", "ASSAULT", "turned", [], ["the village"]),
    ("The Israel-Hezbollah war has killed nine people.", "ASSAULT", "killed", ["Israel", "Hezbollah"], ["nine people"]),
    ("Russian-Turkish talks were held in Sochi.", "CONSULT", "held", ["Russian", "Turkish"], ["Russian", "Turkish"]),
    ("Anti-Taliban fighting went on near Kunduz.", "ASSAULT", "fighting", [], ["Anti-Taliban"]),
    (
        "The envoy gave these explanations in a telephone conversation to Ada Brandt.",
        "CONSULT",
        "gave",
        ["The envoy"],
        ["Ada Brandt"],
    ),
    (
        "The guerrillas claimed credit for the bombing of the bank.",
        "ASSAULT",
        "bombing",
        ["The guerrillas"],
        ["the bank"],
    ),
    ("The presidents met in Geneva.", "CONSULT", "met", ["The presidents"], ["The presidents"]),
    ("The presidents met the envoy in Geneva.", "CONSULT", "met", ["The presidents"], ["the envoy"]),
    ("The clan condemned it.", "ACCUSE", "condemned", ["The clan"], []),
    ("A bomber blew himself up in a tent.", "ASSAULT", "blew", ["A bomber"], ["a tent"]),
    ("Two clerks were shot by the river.", "ASSAULT", "shot", [], ["Two clerks"]),
    ("The mayor said the bomb exploded at 0200.", "ASSAULT", "exploded", [], []),
    ("Protesters torched the rectory.", "PROTEST", "torched", ["Protesters"], ["the rectory"]),
    ("Two nurses died in a raid by the marines.", "ASSAULT", "died", ["the marines"], ["Two nurses"]),
    ("The village is under fire from army posts.", "ASSAULT", "is", [], ["The village"]),
    ("Rebels shelled and then stormed the village.", "ASSAULT", "shelled", ["Rebels"], ["the village"]),
    ("The clinic was bombed and looted.", "ASSAULT", "bombed", [], ["The clinic"]),
    (
        "Six were killed and nine wounded in strikes by a coalition.",
        "ASSAULT",
        "killed",
        ["a coalition"],
        ["Six", "nine"],
    ),
    ("Fighters killed two soldiers, wounding three.", "ASSAULT", "killed", ["Fighters"], ["two soldiers", "three"]),
    ("The army and the police raided the camp.", "ASSAULT", "raided", ["The army", "the police"], ["the camp"]),
    ("The army forced the rebels to leave the town.", "COERCE", "forced", ["The army"], ["the rebels"]),
    ("The militia managed to take the port.", "ASSAULT", "take", ["The militia"], ["the port"]),
    ("An attack launched by rebels was repelled by the army.", "ASSAULT", "repelled", ["the army"], ["rebels"]),
    ("Cluster munitions were fired at the suburb.", "ASSAULT", "fired", [], ["the suburb"]),
    ("Troops fired rockets with cluster warheads at the suburb.", "ASSAULT", "fired", ["Troops"], ["the suburb"]),
    ("The envoy, Lena Harrow, visited Tunisia.", "CONSULT", "visited", ["The envoy"], ["Tunisia"]),
    ("The king pledged support to the villagers.", "AGREE", "pledged", ["The king"], ["the villagers"]),
    ("The rebels are ready to talk to the regime.", "AGREE", "ready", ["The rebels"], ["the regime"]),
    ("The agency gave blankets to the refugees.", "AID", "gave", ["The agency"], ["the refugees"]),
    ("No aid convoy has reached the village.", "AID", "reached", ["No aid convoy"], ["the village"]),
    ("The charity sent blankets to the island.", "AID", "sent", ["The charity"], ["the island"]),
    ("Malta lifted its ban on trade with Libya.", "CONCEDE", "lifted", ["Malta"], ["Libya"]),
    ("The premier demanded that the rebels disarm.", "REQUEST", "demanded", ["The premier"], ["the rebels"]),
    ("The group issued a statement urging the army to leave.", "REQUEST", "urging", ["The group"], ["the army"]),
    ("The sultan rejected an offer from the rebels.", "REJECT", "rejected", ["The sultan"], ["the rebels"]),
    ("The clan threatened strikes on the port.", "THREATEN", "threatened", ["The clan"], ["the port"]),
    (
        "The clan threatened to burn the mill unless the miller left.",
        "THREATEN",
        "threatened",
        ["The clan"],
        ["the mill"],
    ),
    (
        "The junta has threatened to jail anyone who votes.",
        "THREATEN",
        "threatened",
        ["The junta"],
        ["anyone"],
    ),
    ("Students marched against the junta.", "PROTEST", "marched", ["Students"], ["the junta"]),
    ("Norway cut off aid to the regime.", "SANCTION", "cut", ["Norway"], ["the regime"]),
    ("Ghana deployed troops against the raiders.", "MOBILIZE", "deployed", ["Ghana"], ["the raiders"]),
    (
        "The report lists a raid by the navy in which two guards were killed.",
        "ASSAULT",
        "killed",
        ["the navy"],
        ["two guards"],
    ),
    ("The report lists the shelling of a clinic that wounded six nurses.", "ASSAULT", "wounded", [], ["six nurses"]),
    ("The report mentions rebels in the hills who killed two guards.", "ASSAULT", "killed", ["rebels"], ["two guards"]),
    ("Officials recalled a raid last week, in which ten guards died.", "ASSAULT", "died", [], ["ten guards"]),
    ("Tens of thousands remain trapped in the city.", "COERCE", "trapped", [], ["Tens of thousands"]),
    (
        "The valley has seen battles between the clan and the army.",
        "ASSAULT",
        "battles",
        ["the clan", "the army"],
        ["the clan", "the army"],
    ),
    ("The villagers blamed the clan for the raid on the mill.", "ASSAULT", "raid", ["the clan"], ["the mill"]),
    ("The base was hit by rockets fired by the navy.", "ASSAULT", "hit", ["the navy"], ["The base"]),
    (
        "Clashes took place between the clan and the army.",
        "ASSAULT",
        "Clashes",
        ["the clan", "the army"],
        ["the clan", "the army"],
    ),
    ("Hundreds of villagers were rushed to hospitals in the south.", "AID", "rushed", [], ["Hundreds of villagers"]),
    ("The raid took place at dawn with two nurses among the dead.", "ASSAULT", "raid", [], ["two nurses"]),
    ("The two sides discussed the dam.", "CONSULT", "discussed", ["The two sides"], ["The two sides"]),
    ("The mayor spoke of nine dead.", "ASSAULT", "spoke", [], ["nine dead"]),
    ("The army retook the town after a siege.", "ASSAULT", "retook", ["The army"], ["the town"]),
    (
        "Thousands of villagers fled the fighting.",
        "OTHER",
        "fled",
        ["Thousands of villagers"],
        ["Thousands of villagers"],
    ),
    ("Women blocked the highway.", "COERCE", "blocked", ["Women"], ["the highway"]),
    ("Students blocked the highway.", "PROTEST", "blocked", ["Students"], ["the highway"]),
    ("An army truck drove over a mine.", "ASSAULT", "drove", [], ["An army truck"]),
    ("The clan mined the road.", "ASSAULT", "mined", ["The clan"], ["the road"]),
    ("The militia was asked to leave the port.", "REQUEST", "asked", [], ["The militia"]),
    (
        "Danish and Dutch ships exchanged fire.",
        "ASSAULT",
        "exchanged",
        ["Danish and Dutch ships"],
        ["Danish and Dutch ships"],
    ),
    ("Two clans clashed in Sorn.", "ASSAULT", "clashed", ["Two clans"], ["Two clans"]),
    (
        "Villagers and herders came to blows at Mopti.",
        "ASSAULT",
        "came",
        ["Villagers", "herders"],
        ["Villagers", "herders"],
    ),
    ("Police clashed with students in Dane.", "ASSAULT", "clashed", ["Police"], ["students"]),
    ("A bomb went off as a bus was passing.", "ASSAULT", "went", [], ["a bus"]),
    ("A bomb went off as the sun rose.", "ASSAULT", "went", [], []),
    ("A grenade blew up under a police jeep.", "ASSAULT", "blew", [], ["a police jeep"]),
    ("A bomb exploded outside a bank in Sorn.", "ASSAULT", "exploded", [], ["a bank"]),
    ("Guerrillas launched gas cylinders against the post.", "ASSAULT", "launched", ["Guerrillas"], ["the post"]),
    ("The navy fired on the dhows.", "ASSAULT", "fired", ["The navy"], ["the dhows"]),
    ("A youth was killed by a bullet fired from an army truck.", "ASSAULT", "killed", ["army"], ["A youth"]),
    ("The shots were fired from an army truck.", "ASSAULT", "fired", ["army"], []),
    ("The shots were fired from a hill.", "ASSAULT", "fired", [], []),
    ("The clan answered with a salvo in which three monks died.", "ASSAULT", "died", ["The clan"], ["three monks"]),
    ("Residents recalled a raid in which six clerks died.", "ASSAULT", "died", [], ["six clerks"]),
    ("Artillery fired on the slopes.", "ASSAULT", "fired", ["Artillery"], ["the slopes"]),
    ("Army artillery fired on the slopes.", "ASSAULT", "fired", ["Army"], ["the slopes"]),
    ("He lost a brother in the raid.", "ASSAULT", "lost", [], ["a brother"]),
    ("The clan lost six men in the raid.", "ASSAULT", "lost", [], ["six men", "The clan"]),
    ("One of the raids hit a school.", "ASSAULT", "hit", [], ["a school"]),
    ("Troops beat back a raid by pirates.", "ASSAULT", "beat", ["Troops"], ["pirates"]),
    ("Troops beat back five attacks on the ridge.", "ASSAULT", "beat", ["Troops"], ["five attacks"]),
    ("Six assaults on the ridge were repulsed.", "ASSAULT", "repulsed", [], ["Six assaults"]),
    ("Two houses burned down overnight.", "OTHER", "burned", [], ["Two houses"]),
    ("Gunmen rammed a truck into the gate of the mill.", "ASSAULT", "rammed", ["Gunmen"], ["the gate of the mill"]),
    ("Raiders rammed a tanker through the gate.", "ASSAULT", "rammed", ["Raiders"], ["the gate"]),
    ("The officer shot himself.", "ASSAULT", "shot", ["The officer"], ["The officer"]),
    ("The mill was hit by rockets from two helicopters.", "ASSAULT", "hit", ["two helicopters"], ["The mill"]),
    ("A bomb was detonated by remote control as a bus passed.", "ASSAULT", "detonated", [], ["a bus"]),
    ("The league documented nine killings by police in Lagos.", "ASSAULT", "documented", ["police"], []),
    ("The office recorded killings of farmers by militia.", "ASSAULT", "killings", ["militia"], ["farmers"]),
    ("The radio reported nine kidnappings by clansmen.", "ASSAULT", "kidnappings", ["clansmen"], []),
    ("The death toll in Sorn has climbed to 112.", "ASSAULT", "climbed", [], []),
    ("The actual toll was at least 50.", "ASSAULT", "toll", [], []),
    ("Nine were killed by three of them.", "ASSAULT", "killed", ["three of them"], ["Nine"]),
    ("Kyiv put Russian losses at 300 killed.", "ASSAULT", "put", [], ["300"]),
    ("Jets hit a depot, leaving a number of vehicles destroyed.", "ASSAULT", "hit", ["Jets"], ["a depot"]),
    ("The convoy was hit by mistake.", "ASSAULT", "hit", [], ["The convoy"]),
    ("The men were taken by force from their homes.", "COERCE", "taken", [], ["The men"]),
    ("The town was shelled by land and sea.", "ASSAULT", "shelled", [], ["The town"]),
    ("They were ambushed by a force of rebels.", "ASSAULT", "ambushed", ["a force of rebels"], ["They"]),
    ("Police foiled an attack, killing two bandits.", "ASSAULT", "foiled", ["Police"], ["two bandits"]),
]


@pytest.mark.parametrize(("text", "type_", "trigger", "actors", "targets"), FORMS, ids=lambda value: str(value)[:60])
def test_a_form_tells_one_happening_with_its_parties(only, text, type_, trigger, actors, targets):
    told = only(text)
    assert (told.event.type, told.event.trigger.text) == (type_, trigger)
    assert (names(told, "actor"), names(told, "target")) == (actors, targets)


# Words that tell of a happening elsewhere and not here.
NOTHING = [
    "The president fired his defence minister in a quarrel over pay.",
    "The director shot a film about the war.",
    "The striker shot wide in the final.",
    "Oil prices hit a record high.",
    "She beat the champion in two sets.",
    "He seized the opportunity to speak.",
    "A storm hit the coast and killed nine people.",
    "She was born in the north and studied law.",
    "The ministry has a budget of two billion.",
    "The paper was founded in 1978.",
    "The report describes the history of the town.",
    "Follow us on social media for the latest news.",
    "The minister is married and has three children.",
    "It is not clear who fired the missile.",
    "The spokesman did not say how many soldiers were killed.",
    "The band played near a town held by rebels.",
    "The ministry has not given a toll.",
    "The officer declined to be named.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_background_and_other_senses_tell_of_no_happening(find, text: str):
    assert [each.event.type for each in find(text)] == []


OTHER_SENSES = [
    ("The two firms struck a deal.", "AGREE"),
    ("Nurses struck for higher pay.", "PROTEST"),
    ("Workers went on strike over wages.", "PROTEST"),
    ("The union called off the strike.", "CONCEDE"),
    ("Police fired tear gas at the marchers.", "ASSAULT"),
    ("The minister called the raid a crime.", "ACCUSE"),
]


@pytest.mark.parametrize(("text", "type_"), OTHER_SENSES)
def test_the_sense_of_a_word_is_told_by_what_stands_about_it(only, text: str, type_: str):
    assert only(text).event.type == type_


PROMISED = [
    ("The envoy will visit the camp.", "AGREE", "positive", "planned"),
    ("Malta will send doctors to the camp.", "AGREE", "positive", "planned"),
    ("Malta will not lift the ban.", "REJECT", "positive", "actual"),
    ("Malta said it would impose sanctions on Libya.", "THREATEN", "positive", "planned"),
    ("The navy will attack the port.", "ASSAULT", "positive", "planned"),
    ("Malta sent doctors to help the wounded.", "AID", "positive", "actual"),
]


UNPROMISED = [
    ("The captives will be handed over to the envoys.", "RETREAT", "planned"),
    ("Buses will evacuate the wounded on Friday.", "AID", "planned"),
    ("Power will be restored to the town by Friday.", "AID", "planned"),
    ("Peru should free the captives without delay.", "REQUEST", "actual"),
    ("The two sides should meet in Oman.", "REQUEST", "actual"),
    ("The parliament's committee should open an inquiry.", "REQUEST", "actual"),
    ("Farmers should not aid the rebels.", "REQUEST", "actual"),
    ("Rain should bring relief to the camp.", "AID", "planned"),
    ("The army will attack should the rebels close the road.", "ASSAULT", "planned"),
    ("Any force that crosses the hills will be turned back.", "THREATEN", "hypothetical"),
    ("If the raids go on, the army will close the border.", "THREATEN", "hypothetical"),
]


@pytest.mark.parametrize(("text", "type_", "reality"), UNPROMISED)
def test_no_promise_is_what_nobody_makes_nor_what_somebody_should_do(find, text, type_, reality):
    assert (type_, reality) in [(each.event.type, each.reality) for each in find(text)]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("The clans agreed on Friday to a week-long truce.", "AGREE"),
        ("The truce was accepted by both camps.", "AGREE"),
        ("The army declared a truce.", "RETREAT"),
        ("Sappers dismantled 14 mines on the road.", "OTHER"),
        ("Sappers defused a bomb under the bridge.", "COERCE"),
        ("The engineers destroyed two car bombs.", "ASSAULT"),
        ("The fate of the nine miners is unknown.", "OTHER"),
    ],
)
def test_two_agree_on_a_truce_and_mines_are_made_harmless(find, text, type_):
    assert [each.event.type for each in find(text)] == [type_]


@pytest.mark.parametrize(("text", "type_", "polarity", "reality"), PROMISED)
def test_help_to_come_is_a_promise_and_what_will_not_come_a_refusal(only, text, type_, polarity, reality):
    told = only(text)
    assert (told.event.type, told.polarity, told.reality) == (type_, polarity, reality)


def test_what_came_of_a_deed_is_not_done_by_the_place_where_it_was(find):
    hit, caused = find("Rebel gunboats shelled the base, which caused heavy damage to the pier.")
    assert names(hit, "actor") == names(caused, "actor") == ["Rebel gunboats"]
    hit, killed = find("The army attacked a base which had killed ten villagers.")
    assert (names(hit, "actor"), names(killed, "actor")) == (["The army"], ["a base"])


def test_who_acted_after_a_time_is_the_doer_of_what_is_told_behind_it(find):
    text = (
        "The fighting broke out on Monday, a day after soldiers of Battalion 12 shot dead two herders at a checkpoint."
    )
    assert ["soldiers of Battalion 12"] in [names(each, "actor") for each in find(text)]


def test_by_whom_it_was_not_is_nobody_who_did_it(only):
    told = only("The mill was burned not by rebels but by soldiers.")
    assert [each.span.text for each in told.participants if each.role == "actor"] == ["soldiers"]


def test_both_sides_of_a_clash_do_it_to_each_other(only):
    told = only("Clashes erupted between herders and farmers.")
    assert names(told, "actor") == names(told, "target") == ["herders", "farmers"]


def test_who_only_holds_a_place_does_nothing(only):
    told = only("Airstrikes hit the rebel-held town.")
    assert (names(told, "actor"), names(told, "target")) == ([], ["the rebel-held town"])


def test_one_stands_for_the_thing_named_before(only):
    told = only("A Russian vehicle rammed a US one.")
    assert [each.name for each in told.participants if each.role == "target"] == ["US vehicle"]


def test_a_party_is_named_with_the_mark_that_closes_its_quotation(only):
    hit = only('The jets hit a "bandit camp" near Goma.')
    assert [names(hit, "actor"), names(hit, "target")] == [["The jets"], ['a "bandit camp"']]


def test_a_title_takes_the_name_beside_it(only):
    told = only("The envoy, Lena Harrow, visited Tunisia.")
    assert [each.name for each in told.participants if each.role == "actor"] == ["Lena Harrow"]


def test_a_person_named_behind_the_body_that_they_lead_is_the_party(only):
    met = only("The rebels met the commander of the Northern Front Lena Harrow in Goma.")
    assert [each.name for each in met.participants if each.role == "target"] == ["Lena Harrow"]


def test_a_name_that_the_parser_cut_in_two_is_one(only):
    sent = only("The NDF and Liwa al-Quds dispatched a large force to the western Deir Ezzor countryside.")
    assert names(sent, "actor") == ["The NDF", "Liwa al-Quds"]


def test_a_name_before_a_deed_counts_only_if_the_registry_knows_it(only):
    assert names(only("The Barrow blast killed two people."), "actor") == []
    assert names(only("The Russia strikes killed two people."), "actor") == ["Russia"]


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("Two nuns accused the militia of burning houses.", "the militia"),
        ("The opposition accused the government of complicity.", "the government"),
        ("The opposition accused the government of Malta.", "the government of Malta"),
    ],
)
def test_what_somebody_is_accused_of_is_no_part_of_his_name(find, text: str, accused: str):
    told = next(each for each in find(text) if each.event.type == "ACCUSE")
    assert names(told, "target") == [accused]


def test_the_accused_does_what_the_accuser_lays_to_it(find):
    told = find("The ministry accused the rebels of shelling a school and detaining its teachers.")
    assert [(each.event.type, names(each, "actor")) for each in told] == [
        ("ACCUSE", ["The ministry"]),
        ("ASSAULT", ["the rebels"]),
        ("COERCE", ["the rebels"]),
    ]


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("The premier accused Ruritania of sending rifles to the rebels.", ["the rebels"]),
        ("The premier accused Ruritania of arming and feeding the rebels.", ["the rebels"]),
        ("Villagers blame the navy for hiding behind fishermen.", ["fishermen"]),
        ("Two nuns complained that the army had shelled their school.", ["their school"]),
        ("The envoy accuses the sultan of tearing up the treaty.", ["the treaty"]),
        ("Two nuns accused the militia of burning houses in Sorn.", ["houses"]),
        ("He accused several deputies in the house of feeding the rebels.", ["the rebels"]),
        ("Villagers accused the navy.", []),
        ("Villagers complained to the navy.", []),
    ],
)  # fmt: skip
def test_to_whom_the_accused_did_it_is_told_in_the_clause_of_the_accusation(find, text: str, others: list[str]):
    told = next(each for each in find(text) if each.event.type == "ACCUSE")
    assert names(told, "other") == others


def test_an_attempt_and_how_it_was_foiled_are_told_of_two_sides(find):
    told = find("The army foiled an attempt by rebels to storm the bridge.")
    assert [(names(each, "actor"), names(each, "target"), each.evidence.text) for each in told] == [
        (["The army"], ["rebels"], "The army foiled an attempt by rebels to storm the bridge"),
        (["rebels"], ["the bridge"], "an attempt by rebels to storm the bridge"),
    ]


def test_what_some_of_those_just_named_underwent_is_told_without_an_auxiliary(find):
    told = find("Six men were seized, two of them beaten.")[-1]
    assert (names(told, "actor"), names(told, "target")) == ([], ["two of them"])
    told = find("The boats came at dawn. Two of them landed at the pier and shelled it.")[-1]
    assert names(told, "actor") == ["Two of them"]


def test_who_only_holds_a_town_does_not_shell_it(only):
    assert names(only("The town, held by rebels since May, was shelled."), "actor") == []


def test_what_is_asked_or_threatened_is_part_of_the_asking(find):
    told = find("The bishop urged the rebels to free the nuns. The rebels threatened to shoot them if troops advanced.")
    assert [each.event.type for each in told] == ["REQUEST", "THREATEN"]


def test_a_cause_and_what_it_led_to_are_both_told(find):
    told = find("The capture of the coastal road has raised fears of a siege of the port.")
    assert [(each.event.trigger.text, each.reality, each.certainty) for each in told] == [
        ("capture", "actual", "certain"),
        ("siege", "hypothetical", "possible"),
    ]


def test_named_weapons_are_the_equipment_of_the_happening_that_names_them(find):
    told = find("Troops fired Grad rockets at the port. The mayor met the envoy.")
    assert [[span.text for span in each.equipment] for each in told] == [["Grad rockets"], []]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Officials warned that the army may storm the town.", ["ASSAULT"]),
        ("The ministry warned that it will attack the port.", ["THREATEN"]),
        ("The rebels are suspected to have crossed the river.", ["ASSAULT"]),
        ("The militia killed two nurses and burned the chapel.", ["ASSAULT", "ASSAULT"]),
        ("Raiders opened fire on a post and killed a guard.", ["ASSAULT"]),
        ("The rebels raided a mill near the port and wounded two porters.", ["ASSAULT"]),
        ("The rebels stormed a mill and executed two porters.", ["ASSAULT", "ASSAULT"]),
        ("The radio put the number of wounded at 14.", ["ASSAULT"]),
        ("The number of porters killed since May has risen to 68.", ["ASSAULT"]),
        ("Two porters were wounded by a bomb that went off in a mill.", ["ASSAULT"]),
        ("Two porters were wounded on Monday night when shells struck the mill.", ["ASSAULT"]),
        ("Officials suggested that the army shelled the market.", ["ASSAULT"]),
        ("The envoy suggested that the sides hold talks.", ["REQUEST"]),
        ("The clerk spoke of the elders, who had appealed for rice.", ["REQUEST"]),
        ("An official who pleaded anonymity said that the clan attacked the mill.", ["ASSAULT"]),
        ("Call your senator today.", []),
        ("Four were killed and two are still under the rubble.", ["ASSAULT", "ASSAULT"]),
        ("The rebels shelled Sorn in retaliation for the murder of two clerics.", ["ASSAULT", "ASSAULT"]),
        ("The rebels shelled Sorn to avenge the murder of two clerics.", ["ASSAULT", "ASSAULT"]),
        ("Rebels carried out an operation for which nine men have been arrested.", ["ASSAULT", "COERCE"]),
        ("Prisoners rioted, setting beds on fire and smashing windows.", ["PROTEST", "ASSAULT"]),
        ("The minister warned that his government would expel the envoy.", ["THREATEN"]),
    ],
)
def test_what_is_told_apart_and_what_is_not(find, text: str, told: list[str]):
    assert [each.event.type for each in find(text)] == told


@pytest.mark.parametrize(
    "text",
    [
        "The front carried out the attack in response to the killing of its commander.",
        "The attack was revenge for the killing of its commander.",
        "The bombing came in response to an ambush that killed six troops.",
        "The clan burned the mill in reprisal for the murder of six herders.",
    ],
)
def test_a_deed_is_not_done_to_those_harmed_by_the_one_that_it_answers(find, text: str):
    answer, answered = find(text)
    assert not {*names(answer, "target")} & {*names(answered, "target")}
    assert names(answered, "target")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The navy confirmed the raid.", ["the raid"]),
        ("Two porters reported an explosion.", ["an explosion"]),
        ("The junta acknowledged heavy fighting around the ferry.", ["heavy fighting around the ferry"]),
        ("The clerk forgot the raid.", []),
        ("The company reported a loss.", []),
    ],
)
def test_a_deed_of_which_somebody_only_says_that_it_was_is_told(find, text: str, told: list[str]):
    assert [each.evidence.text for each in find(text)] == told


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("The dead were two porters and a nun.", ["two porters", "a nun"]),
        ("Three of the dead were porters on the night shift.", ["porters"]),
        ("The injured include four nurses.", ["four nurses"]),
    ],
)
def test_the_dead_are_told_of_by_who_they_were(only, text: str, targets: list[str]):
    assert names(only(text), "target") == targets
    assert names(only(text), "actor") == []


@pytest.mark.parametrize(
    "text", ["The dead were many.", "The injured were in hospital.", "The dead are not forgotten."]
)
def test_what_else_is_said_of_the_dead_tells_of_no_happening(find, text: str):
    assert find(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "There was not one soldier in the school, the council said.",
        "There were no victims, the mayor said.",
        "There had been no fighting, the clerk said.",
    ],
)
def test_who_says_that_there_was_nobody_is_no_party_to_it(only, text: str):
    told = only(text)
    assert told.polarity == "negative"
    assert not {"the council", "the mayor", "the clerk"} & {*names(told, "actor"), *names(told, "target")}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The chief, who had threatened the mayor twice, was shot on Monday.", ["THREATEN", "ASSAULT"]),
        ("The chief, who had rejected a truce in May, was shot on Monday.", ["REJECT", "ASSAULT"]),
        ("The chief, who knows the hills, was shot on Monday.", ["ASSAULT"]),
    ],
)
def test_what_somebody_did_is_told_in_a_clause_about_him_too(find, text: str, told: list[str]):
    assert sorted(each.event.type for each in find(text)) == sorted(told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A missile killed nine soldiers as rebels stormed the town.", ["killed", "stormed"]),
        ("Nine soldiers were killed as rebels stormed the town.", ["killed"]),
    ],
)
def test_harm_told_with_its_cause_takes_in_nothing_beside_it(find, text: str, told: list[str]):
    assert [each.event.trigger.text for each in find(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rebels hold the town, officials warned.", ["MOBILIZE"]),
        ("Soldiers burned the mill, the mayor complained.", ["ASSAULT"]),
        ("The mayor complained to the ministry.", ["ACCUSE"]),
        ("The army did not reply to a request for comment.", []),
        ("The editor phoned the ministry for comment.", []),
        ("A clerk asked us to keep his name to ourselves.", []),
        ("The army asked the rebels to leave the town.", ["REQUEST"]),
    ],
)
def test_words_of_the_telling_are_no_happenings(find, text: str, told: list[str]):
    assert [each.event.type for each in find(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Two ships will be sent to the islands, the minister promised.", ["sent"]),
        ("The depot was shelled at dawn, the mayor informed the council.", ["shelled"]),
        ("No barn was burned, the colonel assured reporters.", ["burned"]),
        ("Next year, the governor pledged, no villages will be shelled.", ["shelled"]),
        ("They burned two barns, which, the mayor conceded, were old.", ["burned"]),
        ("After the raid, the clan vowed revenge on the army.", ["vowed"]),
        ("On Monday, the mayor promised rice to the camp.", ["promised"]),
        ("Nine tents were promised in May.", ["promised"]),
        ("The rebels promised that no porter would be harmed.", ["promised"]),
    ],
)
def test_a_word_that_only_says_who_says_so_tells_of_nothing(find, text: str, told: list[str]):
    assert [each.event.trigger.text for each in find(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The general, asked about the raid, shrugged.", []),
        ("The ferrymen ask who gains by the fire.", []),
        ("Nobody asked the widow.", []),
        ("Asked why he had come, the envoy smiled.", []),
        ("The elders asked the army for a truce.", ["REQUEST"]),
        ("The premier was asked to resign.", ["REQUEST"]),
        ("The bishop has asked that the miners be freed.", ["REQUEST"]),
        ("The union asked the ministry's help.", ["REQUEST"]),
    ],
)
def test_who_asks_to_know_requests_nothing(find, text: str, told: list[str]):
    assert [each.event.type for each in find(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The colonel declined to say who had planted the mine.", []),
        ("The junta will not discuss the raid.", []),
        ("An officer who was not allowed to speak to reporters shrugged.", []),
        ("He was not authorised to discuss the operation.", []),
        ("The junta refused to free the monks.", ["REJECT"]),
        ("The clans discussed the truce.", ["CONSULT"]),
        ("The junta allowed the convoy to leave.", ["CONCEDE"]),
    ],
)
def test_who_keeps_to_himself_what_he_knows_does_nothing_by_it(find, text: str, told: list[str]):
    assert [each.event.type for each in find(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The clinic will close if its staff is not protected.", ["close"]),
        ("If the rebels capture the dam, the army will shell the valley.", ["shell"]),
        ("If the talks fail, the port will be seized by force.", ["seized"]),
        ("Unless the army pulls back, rebels will burn the mill.", ["burn"]),
        ("If porters were hit, it was by the rebels who shelled the mill.", ["hit", "shelled"]),
        ("If the army attacks the town, thousands will suffer.", ["attacks"]),
    ],
)
def test_what_something_to_come_depends_on_is_no_happening(find, text: str, told: list[str]):
    assert [each.event.trigger.text for each in find(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A porter was shot dead as he left the mill.", ["shot"]),
        ("Oduya was leaving a meeting when three boys fired at him.", ["fired"]),
        ("Grenades fell as traders were packing up.", ["fell"]),
        ("Troops were shelled as they left the town.", ["shelled", "left"]),
        ("The rebels left the valley on Monday.", ["left"]),
        ("She left the valley on Monday.", ["left"]),
    ],
)
def test_who_is_only_on_his_way_does_nothing(find, text: str, told: list[str]):
    assert [each.event.trigger.text for each in find(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The road was mined, both sides agree.", ["mined"]),
        ("The ministry let it be known that its men had killed four raiders.", ["killed"]),
        ("A clerk let slip that the depot had been shelled.", ["shelled"]),
        ("Thank God we were awake.", []),
        ("Aid workers on the bank shrugged.", []),
        ("The army offered no proof.", []),
        ("The sides agreed that the road be opened.", ["agreed"]),
        ("The junta let the convoy pass.", ["let"]),
        ("The premier thanked the army for the convoy.", ["thanked"]),
        ("The army offered a truce to the clan.", ["offered"]),
    ],
)
def test_what_is_only_said_to_be_civil_or_to_tell_is_no_happening(find, text: str, told: list[str]):
    assert [each.event.trigger.text for each in find(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A clerk, reached in Goma, said that rebels had looted the depot.", ["looted"]),
        ("The owner, contacted abroad, said that two guards had died.", ["died"]),
        ("Two men questioned by police said they had planted the bomb.", ["questioned", "planted"]),
        ("Relief trucks reached the camp.", ["reached"]),
    ],
)
def test_how_a_speaker_was_asked_is_no_happening(find, text: str, told: list[str]):
    assert [each.event.trigger.text for each in find(text)] == told


def test_a_deed_that_nobody_claims_is_of_the_type_of_the_deed(only):
    told = only("No group has claimed responsibility for the blast.")
    assert (told.event.type, told.polarity) == ("ASSAULT", "negative")


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("The clan has not accepted responsibility for the raid on the mill.", "raid"),
        ("The clan has never acknowledged that raid.", "raid"),
        ("The clan knew nothing of the raid on the mill.", "raid"),
        ("The clan had no connection with the raid on the mill.", "raid"),
    ],
)
def test_who_owns_to_nothing_is_said_not_to_have_done_it(only, text: str, deed: str):
    told = only(text)
    assert (told.event.type, told.event.trigger.text, told.polarity) == ("ASSAULT", deed, "negative")


def test_harder_words_for_killing_tell_the_toll_of_the_deed_before_them_too(only):
    for verb in ("killed", "slaughtered", "massacred", "butchered"):
        happening = only(f"The militia had raided a depot of the brigade and {verb} 14 porters.")
        assert happening.evidence.text.endswith("14 porters")


def test_a_clause_with_a_subject_of_its_own_undergoes_no_relative_pronoun(only):
    happening = only("A man who called himself a commander wrote on a web site that nine drivers had been killed.")
    assert names(happening, "target") == ["nine drivers"]


@pytest.mark.parametrize("noun", ["work", "handiwork"])
def test_a_work_is_done_by_whom_it_is_of(make_document, noun: str):
    parse = make_document(f"That may have been the {noun} of the rebels.").parse
    parties = Parties()
    of_noun(next(token for token in parse if token.lower_ == noun), "ASSAULT", parties)
    assert ([str(each) for each in parties.actors], parties.targets) == (["rebels"], [])


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("The bishop complained that soldiers had beaten his driver.", ["ACCUSE", "ASSAULT"]),
        ("The union denounced that the army captured three miners.", ["ACCUSE", "COERCE"]),
        ("The front admitted having killed two clerks.", ["CONCEDE", "ASSAULT"]),
        ("The bishop complained about the price of bread.", ["ACCUSE"]),
    ],
)
def test_what_somebody_complains_of_or_admits_is_told_too(find, text, types):
    assert [each.event.type for each in find(text)] == types


@pytest.mark.parametrize(
    "text",
    ["The Army of National Liberation held a congress.", "The Ministry of National Liberation met the mayor."],
)
def test_a_word_of_a_name_tells_no_deed(find, text):
    assert "ASSAULT" not in [each.event.type for each in find(text)]


def test_a_name_of_two_words_before_a_deed_is_who_did_it(make_document):
    parse = make_document("Ten policemen died in the Shining Path attack on the station.").parse
    parties = Parties()
    of_noun(next(token for token in parse if token.text == "attack"), "ASSAULT", parties)
    assert [each.text for each in parties.actors] == ["Shining Path"]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen on a motorcycle shot dead a former commander in front of his house.",
        "Police said gunmen on a motorcycle shot dead the mayor of the port.",
    ],
)
def test_who_is_shot_dead_from_a_motorcycle_is_killed_by_who_rides_it(only, text: str):
    told = only(text)
    assert told.event.type == "ASSAULT"
    assert [each.lower() for each in names(told, "actor")] == ["gunmen"]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Hundreds of residents marched on the office, calling on the mayor to resign.", ["PROTEST", "REQUEST"]),
        ("The council condemned the crime, urging the court to open an inquiry.", ["ACCUSE", "REQUEST"]),
        ("Soldiers arrested a pastor, accusing him of sending money to the rebels.", ["COERCE", "ACCUSE"]),
        ("Relatives blocked the road, demanding a search.", ["PROTEST"]),
        ("The envoy called the king, asking him for help.", ["CONSULT"]),
    ],
)
def test_what_somebody_asks_or_charges_beside_a_deed_is_told_apart(find, text: str, types: list[str]):
    assert [each.event.type for each in find(text)] == types


@pytest.mark.parametrize(
    ("text", "undergone"),
    [
        ("Nine soldiers were killed and two Norwegians taken prisoner.", "two Norwegians"),
        ("The front said a guard had been shot and four nurses taken hostage in Sorn.", "four nurses"),
        ("Twelve houses burned, six men beaten.", "six men"),
        ("The army said eleven posts had been shelled and three villages retaken.", "three villages"),
    ],
)
def test_a_form_that_is_only_a_participle_tells_what_somebody_underwent(find, text: str, undergone: str):
    last = find(text)[-1]
    assert names(last, "target") == [undergone]
    assert names(last, "actor") == []


@pytest.mark.parametrize(
    ("text", "doer", "seized"),
    [
        ("The rebels have stormed the post and taken nine villagers.", "The rebels", "nine villagers"),
        ("Gunmen had beaten two nurses in Sorn.", "Gunmen", "two nurses"),
    ],
)
def test_with_have_it_tells_what_somebody_did(find, text: str, doer: str, seized: str):
    last = find(text)[-1]
    assert (names(last, "actor"), names(last, "target")) == ([doer], [seized])


@pytest.mark.parametrize(
    "text",
    [
        "The rebels withdrew their denial on Friday.",
        "The officers withdrew the allegation.",
        "The army withdrew its earlier claim.",
    ],
)
def test_who_takes_back_what_he_said_does_not_leave(find, text):
    assert find(text) == []
