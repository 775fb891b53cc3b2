"""Tolls in sentences, by what tells of them."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standoff.languages.language import load_rules
from standoff.tolls import find_tolls

RULES = load_rules("tolls")


def found(document):
    return [(toll.what, toll.low, toll.high, toll.who) for toll in find_tolls(document)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells killed 12 pilgrims.", [("killed", 12, 12, "pilgrims")]),
        ("12 pilgrims were killed by shells.", [("killed", 12, 12, "pilgrims")]),
        ("12 pilgrims have been confirmed dead.", [("killed", 12, 12, "pilgrims")]),
        ("12 pilgrims died in the fire.", [("killed", 12, 12, "pilgrims")]),
        ("The deaths of 12 pilgrims shook the town.", [("killed", 12, 12, "pilgrims")]),
        ("The killing of three pilgrims shook the town.", [("killed", 3, 3, "pilgrims")]),
        ("He saw the 12 pilgrims killed by the shells.", [("killed", 12, 12, "pilgrims")]),
        ("The shells that killed 12 pilgrims fell at dawn.", [("killed", 12, 12, "pilgrims")]),
        ("A shell fell on the ferry, killing 12 pilgrims.", [("killed", 12, 12, "pilgrims")]),
        ("Twelve pilgrims killed in ferry fire", [("killed", 12, 12, "pilgrims")]),
        ("Ferry fire kills 12", [("killed", 12, 12, None)]),
        ("A pilgrim died of her injuries on Monday.", [("killed", 1, 1, "pilgrim")]),
        ("One prisoner, a cook of 27, is believed to have died of his wounds.", [("killed", 1, 1, None)]),
        ("Two prisoners succumbed to their burns.", [("killed", 2, 2, "prisoners")]),
        ("A pilgrim hid her injuries.", [("injured", 1, 1, None)]),
        ("12 dead in ferry fire", [("killed", 12, 12, None)]),
    ],
)
def test_the_dead_are_found_whatever_the_grammar(make_document, text, expected):
    assert found(make_document(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A child was killed.", [("killed", 1, 1, "child")]),
        ("Her brother was shot dead.", [("killed", 1, 1, "brother")]),
        ("Several men and a child were wounded.", [
            ("injured", 4, 10, "men and child"), ("injured", 3, 9, "men"), ("injured", 1, 1, "child"),
        ]),
        ("Villagers were killed.", [("killed", None, None, "Villagers")]),
        ("They were killed.", [("killed", None, None, None)]),
        ("A crew was wounded.", [("injured", None, None, "crew")]),
        ("A group of fighters went missing.", [("missing", None, None, "fighters")]),
        ("The body of a sailor was found.", [("killed", 1, 1, "sailor")]),
    ],
)  # fmt: skip
def test_a_noun_in_the_singular_is_one_and_others_without_a_number_are_not_known(make_document, text, expected):
    assert found(make_document(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The fire killed 12 and wounded 30.", [("killed", 12, 12, None), ("injured", 30, 30, None)]),
        ("Killing 12 and wounding 30, the fire spread.", [("killed", 12, 12, None), ("injured", 30, 30, None)]),
        ("12 dead and 30 wounded were counted.", [("killed", 12, 12, None), ("injured", 30, 30, None)]),
        ("The fire left 12 dead and 30 wounded.", [("killed", 12, 12, None), ("injured", 30, 30, None)]),
        ("The fire killed and wounded 40 pilgrims.", [("killed", 40, 40, "pilgrims"), ("injured", 40, 40, "pilgrims")]),
        ("40 pilgrims were killed or wounded.", [("other", 40, 40, "pilgrims")]),
        ("Dozens of dead and wounded pilgrims lay there.", [("other", 24, 99, "dead and wounded pilgrims")]),
    ],
)
def test_the_dead_and_the_wounded_are_told_apart_where_the_text_does(make_document, text, expected):
    assert found(make_document(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The army fired 12 missiles.",
        "The 45th Brigade left the hill.",
        "Gunners killed 12 camels.",
        "The noise died down after 12 hours.",
        "The talks were killed by 12 votes.",
        "No one was killed.",
        "There were no casualties.",
        "The town was captured on 12 March.",
        "The team lost 3 games.",
        "12 percent of the bridges were hit.",
    ],
)
def test_things_times_and_nobody_are_no_toll(make_document, text):
    assert found(make_document(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "A man, 34, was killed.",
        "A man aged 34 was killed.",
        "A man was killed on 12 March 2013.",
        "A man was killed 12 kilometres away.",
        "A man was killed by 12 missiles.",
    ],
)
def test_ages_days_distances_and_weapons_do_not_number_the_dead(make_document, text):
    assert found(make_document(text)) == [("killed", 1, 1, "man")]


def test_a_year_before_one_person_does_not_number_the_dead(make_document):
    assert found(make_document("The 2013 mayor was killed.")) == [("killed", 1, 1, "2013 mayor")]
    assert found(make_document("Some 2013 mayors were killed.")) == [("killed", 2013, 2013, "mayors")]


def test_a_toll_shows_its_words_and_its_word_of_harm(make_document):
    (toll,) = find_tolls(make_document("On Monday at least 16 young pilgrims were reportedly killed."))
    assert (toll.span.text, toll.trigger.text, toll.who) == ("at least 16 young pilgrims", "killed", "young pilgrims")


@pytest.mark.parametrize(
    "text",
    [
        "A rocket exploded in a field without causing injuries.",
        "The shells fell without deaths or injuries.",
        "Settlers uprooted 40 olive trees near the village.",
    ],
)
def test_where_nobody_comes_to_harm_there_is_no_toll(make_document, text):
    assert found(make_document(text)) == []


def test_parts_without_a_number_are_skipped(make_document):
    document = make_document("Twenty people, mostly women, were killed, including children and 2 nurses.")
    assert found(document) == [("killed", 20, 20, "people")]


def test_the_parts_of_a_toll_follow_it_with_its_kind_and_word(make_document):
    tolls = find_tolls(make_document("Twenty people were wounded, including 11 children and two nurses."))
    assert [(t.what, t.low, t.who, t.trigger.text) for t in tolls] == [
        ("injured", 20, "people", "wounded"),
        ("injured", 11, "children", "wounded"),
        ("injured", 2, "nurses", "wounded"),
    ]


@pytest.mark.parametrize(
    ("word", "number"),
    [("13th", 13), ("seventh", 7), ("1990s", 1), ("2013th", 2013), ("²²th", 1), ("9" * 30 + "th", 1)],
)
def test_a_place_in_a_row_counts_those_before_and_no_other_figure_does(make_document, word, number):
    (toll,) = find_tolls(make_document(f"He is the {word} priest killed since May."))
    assert (toll.what, toll.low, toll.high) == ("killed", number, number)


def test_tolls_stand_in_text_order(make_document):
    tolls = find_tolls(make_document("Two men were hurt.\n\nThree women died.\n\nFour boys fled to the hills."))
    assert [toll.low for toll in tolls] == [2, 3, 4]


WORDS = st.sampled_from(
    [
        "killed", "wounded", "dead", "died", "missing", "arrested", "fled", "lives", "lost", "claimed", "hostages", "took",
        "death toll", "number of", "rose to", "bodies of", "casualties", "massacre", "12", "at least 20", "between 2 and 3",
        "dozens of", "a", "the", "no", "people", "soldiers", "children", "Ada Brandt", "tanks", "hours", "including", "and",
        "or", "were", ",", ".", "(", ")", "-", "who", "that", "of them", "fatally", "another", "\u200b", "Москва", "🙂",
    ]
)  # fmt: skip
TEXTS = st.lists(WORDS, min_size=1, max_size=25).map(" ".join) | st.text(min_size=1, max_size=80)
SLOW = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@SLOW
@given(text=TEXTS)
def test_every_span_is_verbatim_every_bound_in_order_and_reading_twice_gives_the_same(make_document, text):
    document = make_document(text)
    tolls = find_tolls(document)
    for toll in tolls:
        for span in (toll.span, toll.trigger):
            assert document.report.text[span.start : span.end] == span.text
            assert span.text
        assert toll.low is None or toll.high is None or 0 < toll.low <= toll.high
    assert tolls == find_tolls(document)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Seven farmers fell as martyrs near the well.", [("killed", 7, 7, "farmers")]),
        ("Two nurses ascended as martyrs on Monday.", [("killed", 2, 2, "nurses")]),
        ("Four officers embraced martyrdom at the gate.", [("killed", 4, 4, "officers")]),
        ("The sect put eleven of its members to death.", [("killed", 11, 11, "members")]),
        ("The sect crucified two boys.", [("killed", 2, 2, "boys")]),
        ("They cut the throats of six drovers.", [("killed", 6, 6, "drovers")]),
        ("Bombers destroyed 40 insurgents and nine lorries.", [("killed", 40, 40, "insurgents")]),
        ("The league mourned the loss of eight volunteers.", [("killed", 8, 8, "volunteers")]),
        ("Five commandos fell, the league said.", [("killed", 5, 5, "commandos")]),
        ("The storm cost 14 fishermen their lives.", [("killed", 14, 14, "fishermen")]),
        ("Bombers destroyed nine lorries.", []),
        ("The league mourned the loss of two bridges.", []),
        ("Five commandos fell ill.", []),
    ],
)
def test_each_side_has_its_own_words_for_the_dead(make_document, text, expected):
    assert found(make_document(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A sniper shot the clerk in the forehead.", [("killed", 1, 1, "clerk")]),
        ("Four clerks were shot in the back of the head.", [("killed", 4, 4, "clerks")]),
        ("The clerk hanged himself in his cell.", [("killed", 1, 1, "clerk")]),
        ("A sniper shot the clerk in the shoulder.", [("injured", 1, 1, "clerk")]),
    ],
)
def test_a_shot_that_hardly_anybody_survives_kills(make_document, text, expected):
    assert found(make_document(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A mine killed the abbot and at least 12 others.", [
            ("killed", 13, None, "abbot and others"), ("killed", 1, 1, "abbot"), ("killed", 12, None, "others"),
        ]),
        ("A mine killed an abbot and three of his guards.", [
            ("killed", 4, 4, "abbot and guards"), ("killed", 1, 1, "abbot"), ("killed", 3, 3, "guards"),
        ]),
        ("Abbot, six others killed on road", [
            ("killed", 7, 7, "Abbot and others"), ("killed", 1, 1, "Abbot"), ("killed", 6, 6, "others"),
        ]),
        ("Mines killed 15, nine of them from one village.", [("killed", 15, 15, None), ("killed", 9, 9, None)]),
        ("The clinic admitted 900 patients, of whom 41 died.", [("killed", 41, 41, None)]),
        ("Four monks were killed and others hurt.", [("killed", 4, 4, "monks"), ("injured", None, None, "others")]),
    ],
)  # fmt: skip
def test_the_whole_is_the_sum_of_those_joined_and_not_of_parts(make_document, text, expected):
    assert [toll for toll in found(make_document(text)) if toll[0] != "injured" or "hurt" in text] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Those killed were three monks.", [("killed", 3, 3, "monks")]),
        ("Nine of those killed were monks.", [("killed", 9, 9, None)]),
        ("The wounded included three monks.", [("injured", 3, 3, "monks")]),
        ("The dead were three monks.", [("killed", 3, 3, "monks")]),
        ("Three of the injured died.", [("killed", 3, 3, None)]),
        ("Four of those arrested were wounded.", [("injured", 4, 4, None)]),
        ("The dead were buried.", []),
    ],
)
def test_a_clause_may_say_who_the_harmed_are(make_document, text, expected):
    assert found(make_document(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Riders took four weavers with them.", [("detained", 4, 4, "weavers")]),
        ("Riders took her uncle.", [("detained", 1, 1, "uncle")]),
        ("Outpost overrun, 25 captured", [("detained", 25, 25, None)]),
        ("Two weavers said that riders had beaten them.", [("injured", 2, 2, "weavers")]),
        ("A lorry took four weavers to market.", []),
        ("Riders took four rifles.", []),
    ],
)
def test_people_are_taken_by_somebody_and_things_are_not(make_document, text, expected):
    assert found(make_document(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine traders were killed, among them three brothers, and 14 were wounded.", [9, 3, -14]),
        ("Five villagers died in Kafr Zita, including two children, and 20 others were injured.", [5, 2, -20]),
        ("Seventeen people including two children and four women were killed in Herat.", [17, 2, 4]),
        ("Twelve people including a mother and her three children died in the fire.", [12, 1, 3]),
    ],
)
def test_a_list_of_parts_ends_before_those_whom_something_else_befell(make_document, text, expected):
    tolls = [toll.low if toll.what == "killed" else -toll.low for toll in find_tolls(make_document(text))]
    assert tolls == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two women and four children were among those killed near Taiz.", [6, 2, 4]),
        ("A nurse and two guards were among those killed in the raid.", [3, 1, 2]),
        ("Twelve policemen were among those killed.", [12]),
        ("Women were among those killed.", [None]),
    ],
)
def test_all_those_who_are_told_to_be_among_the_killed_count(make_document, text, expected):
    tolls = find_tolls(make_document(text))
    assert [toll.what for toll in tolls] == ["killed"] * len(expected)
    assert [toll.low for toll in tolls] == expected


def test_a_group_that_is_spelt_like_a_verb_is_no_verb_between_a_number_and_its_noun(make_document):
    for text, low, high in (
        ("28 IS fighters killed as attack on Sirte is repelled", 28, 28),
        ("At least 12 IS militants killed in raid near Kirkuk", 12, None),
    ):
        (toll,) = find_tolls(make_document(text))
        assert (toll.what, toll.low, toll.high) == ("killed", low, high)
    (toll,) = find_tolls(make_document("Raid kills 12; is army to blame?"))
    assert (toll.low, toll.who) == (12, None)


def test_a_toll_does_not_rise_to_the_number_of_the_wounded(make_document):
    document = make_document("The toll may rise because many of the 80 wounded were in a serious condition.")
    assert found(document) == [("injured", 80, 80, None)]
    rose = make_document("The death toll rose to 12 dead and 30 wounded.")
    assert [(toll.what, toll.low) for toll in find_tolls(rose)] == [("killed", 12), ("injured", 30)]


@pytest.mark.parametrize(
    "text",
    [
        "Funerals for three of the men were held in Basra.",
        "Talks on the nine hostages were held in Doha.",
        "Relatives of 12 soldiers were detained in Gao.",
        "Supporters of two clerics were shot in Kano.",
    ],
)
def test_a_number_that_says_whose_or_for_whom_is_no_toll_of_what_befell_others(make_document, text):
    assert not any(toll.low for toll in find_tolls(make_document(text)))


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("A group of seven shepherds was abducted.", 7),
        ("The bodies of 12 men were found.", 12),
        ("Eleven of the 20 hostages were killed.", 11),
    ],
)
def test_a_number_that_says_how_many_a_group_is_counts(make_document, text, low):
    assert [toll.low for toll in find_tolls(make_document(text))] == [low]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Car bombs kill prominent cleric, 25 others in Sweida", [26, 1, 25]),
        ("Gunmen kill a judge, four others in Quetta on Friday", [5, 1, 4]),
        ("Airstrike kills mayor, 2 others", [3, 1, 2]),
    ],
)
def test_others_behind_a_comma_are_joined_to_those_before(make_document, text, expected):
    assert [(toll.what, toll.low) for toll in find_tolls(make_document(text))] == [("killed", low) for low in expected]


def test_a_number_behind_a_comma_that_has_its_own_harm_is_not_joined(make_document):
    tolls = find_tolls(make_document("Gunmen kill a judge, four bystanders hurt"))
    assert [(toll.what, toll.low) for toll in tolls] == [("killed", 1), ("injured", 4)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turkish jets neutralize 12 YPG/PKK terrorists in northern Iraq", ("killed", 12, "YPG/PKK terrorists")),
        ("Drones killed nine Houthi/Saleh fighters.", ("killed", 9, "Houthi/Saleh fighters")),
    ],
)
def test_a_group_of_two_names_stands_before_its_fighters(make_document, text, expected):
    (toll,) = find_tolls(make_document(text))
    assert (toll.what, toll.low, toll.who) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The attack left 44 dead and wounded.", [("other", 44)]),
        ("The raids left dozens of people dead and injured in Taiz.", [("other", 24)]),
        ("The raid left 12 dead and wounded 30 others.", [("killed", 12), ("injured", 30)]),
        ("The raid left 12 dead and 30 wounded.", [("killed", 12), ("injured", 30)]),
    ],
)
def test_the_dead_and_wounded_who_are_counted_together_are_not_all_dead(make_document, text, expected):
    assert [(toll.what, toll.low) for toll in find_tolls(make_document(text))] == expected


@pytest.mark.parametrize(
    ("text", "what", "lows"),
    [
        ("Eleven died in Khalidiya, four in Talbiseh and six in Qusayr.", "killed", [11, 4, 6]),
        ("31 were martyred in Damascus, 22 in Aleppo and 14 in Homs.", "killed", [31, 22, 14]),
        ("Twelve people were killed on Sunday, 5 on Monday and 3 on Tuesday.", "killed", [12, 5, 3]),
        ("Ten were wounded in Basra and 200 in Mosul.", "injured", [10, 200]),
        ("In Saqba, nine people died, four in Jisreen and three more in Arbin.", "killed", [9, 4, 3]),
    ],
)
def test_what_befell_people_is_told_once_for_those_of_several_places_or_days(make_document, text, what, lows):
    assert [(toll.what, toll.low) for toll in find_tolls(make_document(text))] == [(what, low) for low in lows]


@pytest.mark.parametrize(
    "text",
    [
        "Nine people were killed in three villages and 40 in 2015.",
        "Raids killed nine in Gao, and 12 in Mopti fled.",
        "Nine died in Gao and two in Mopti said that they had seen it.",
        "Shells killed nine and destroyed houses, three in Arbin and two in Douma.",
    ],
)
def test_a_number_in_another_place_with_a_deed_of_its_own_shares_no_toll(make_document, text):
    assert [toll.low for toll in find_tolls(make_document(text)) if toll.what == "killed"] == [9]


@pytest.mark.parametrize(
    ("text", "lows"),
    [
        ("Clashes near Palmyra left 17 regime fighters and 22 militants dead.", [39, 17, 22]),
        ("Fighting in Goma left three nurses and at least 11 rebels dead.", [14, 3, 11]),
        ("The militia met six soldiers and 22 dead civilians.", [22]),
        ("The coup left 40 officers and 22 farmers hoping for more.", []),
    ],
)
def test_all_whom_a_deed_leaves_dead_are_counted(make_document, text, lows):
    assert [toll.low for toll in find_tolls(make_document(text)) if toll.what == "killed"] == lows
