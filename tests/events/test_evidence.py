"""The evidence is the shortest run of words that says what happened."""

from __future__ import annotations

import pytest

ONE = [
    ("The ministry said that rebels had shelled a school.", "rebels had shelled a school"),
    ("Rebels shelled a school, the ministry said.", "Rebels shelled a school"),
    ("According to the mayor, rebels shelled a school on Monday.", "rebels shelled a school on Monday"),
    ("However, rebels later shelled a school.", "rebels later shelled a school"),
    ("Meanwhile, the army neither shelled nor stormed the town.", "the army neither shelled nor stormed the town"),
    ("The raid on the camp shocked the valley.", "The raid on the camp"),
    ("A medic, who was killed by a sniper, came from Oslo.", "A medic, who was killed by a sniper"),
    ("It lists the shelling of a clinic that hurt six.", "the shelling of a clinic that hurt six"),
    ("Forty-two wounded were brought in, the mayor said.", "Forty-two wounded were brought"),
    ("He put the losses at seven killed and 19 wounded.", "He put the losses at seven killed and 19 wounded"),
    ("A soldier was killed when rebels attacked the post.", "A soldier was killed when rebels attacked the post"),
]


@pytest.mark.parametrize(("text", "evidence"), ONE)
def test_the_words_of_a_happening(only, text: str, evidence: str):
    assert only(text).evidence.text == evidence


def test_two_happenings_of_a_sentence_share_no_clause(find):
    told = find("The troops who shelled the market withdrew on Friday, and the mayor met the envoy.")
    assert [each.evidence.text for each in told] == [
        "The troops who shelled the market",
        "The troops who shelled the market withdrew on Friday",
        "the mayor met the envoy",
    ]


def test_coordinated_deeds_with_objects_of_their_own_are_two(find):
    told = find("Villagers blocked a convoy and freed the hostages.")
    assert [each.evidence.text for each in told] == ["Villagers blocked a convoy", "freed the hostages"]


def test_the_words_of_what_is_laid_to_somebody_begin_with_the_accused(find):
    told = find("The ministry accused the rebels of shelling a school.")
    assert told[1].evidence.text == "the rebels of shelling a school"


def test_a_word_that_the_parser_takes_apart_is_one_trigger(only):
    assert only("The stand-off between the clans ended.").event.trigger.text == "stand-off"


def test_a_deed_that_only_came_before_is_told_beside_what_it_led_to(find):
    told = find("The clinic closed after a raid on the port that wounded six nurses.")
    assert [each.evidence.text for each in told] == [
        "The clinic closed after a raid on the port",
        "a raid on the port that wounded six nurses",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Rebels shelled a convoy that was leaving the port, killing two.", "two"),
        ("Gunmen attacked a column that was withdrawing from Kidal, wounding five soldiers.", "five soldiers"),
        ("Troops shelled Bara, which rebels had stormed, killing six.", "six"),
        ("The bomb hit a bus which had left the camp, leaving nine dead.", "nine dead"),
    ],
)
def test_the_dead_behind_a_relative_clause_are_of_the_deed_above_it(find, text: str, words: str):
    above, below = find(text)
    assert above.evidence.text.endswith(words)
    assert words not in below.evidence.text


def test_the_dead_of_a_deed_in_a_relative_clause_are_not_those_of_an_arrest(find):
    above, below = find("Police arrested men who had attacked a station, killing two officers.")
    assert (above.evidence.text, below.evidence.text) == ("Police arrested men", "men who had attacked a station")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Rebels withdrew after killing 40 soldiers.", ["Rebels withdrew", "killing 40 soldiers"]),
        ("Gunmen fled after shooting dead a policeman.", ["Gunmen fled", "shooting dead a policeman"]),
        ("Police freed a child after arresting two men.", ["Police freed a child", "arresting two men"]),
        (
            "The rebels blew up a bridge, killed a marine in Arauquita and burned two trucks.",
            ["The rebels blew up a bridge", "killed a marine in Arauquita", "burned two trucks"],
        ),
        ("Gunmen attacked a bus and killed nine in Sorn.", ["Gunmen attacked a bus and killed nine in Sorn"]),
        ("The men died after being beaten by guards.", ["The men died after being beaten by guards"]),
    ],
)
def test_a_deed_behind_after_or_amid_a_list_is_told_by_itself(find, text: str, told: list[str]):
    assert [each.evidence.text for each in find(text)] == told
