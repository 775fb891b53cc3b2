"""A region behind a town at the head of a sentence is not taken for who did it."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from standoff.text.fronted import mend_fronted_places
from standoff.text.parse import load_parser


def subjects(text: str) -> list[str]:
    parse = load_parser()(text)
    mend_fronted_places(parse)
    return [token.text for token in parse if token.dep_ in ("nsubj", "nsubjpass")]


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("In San Vicente del Caguan, Caqueta, FARC rebels attacked a police post.", "rebels"),
        ("In Bouake, Ivory Coast, mutineers fired on the crowd.", "mutineers"),
        ("In Kupwara, Kashmir, militants attacked an army patrol.", "militants"),
        ("In Quiche department, Guatemala, soldiers killed four peasants.", "soldiers"),
        ("In Caldono, Cauca, guerrillas of the Quintin Lame Command occupied the town.", "guerrillas"),
        ("In Taraza, Antioquia, the EPL dissidents and the FARC's 18th front attacked the barracks.", "dissidents"),
        ("In San Jorge, San Miguel, a patrol of the Arce battalion fell into a minefield.", "patrol"),
    ],
)
def test_who_stands_behind_a_town_and_its_region_does_it(text: str, doer: str) -> None:
    assert subjects(text) == [doer]


@pytest.mark.parametrize(
    "text",
    [
        "In Kabul, Hamid Karzai, the president, attacked the governor.",
        "In Gaza, Hamas, Islamic Jihad and the PFLP fired rockets at the town.",
        "In Syria, Russia, Iran and Turkey bombed the rebels.",
        "In Sorn, men burned a mill.",
    ],
)
def test_a_list_of_doers_and_a_name_with_its_office_stay_as_they_are(text: str) -> None:
    parse = load_parser()(text)
    before = [(token.head.i, token.dep_) for token in parse]
    mend_fronted_places(parse)
    assert [(token.head.i, token.dep_) for token in parse] == before


def test_a_preposition_on_which_the_verb_hangs_is_not_hung_on_the_verb() -> None:
    words = ["In", "Tibu", ",", "Cauca", ",", "rebels", "fired", "."]
    heads = [0, 0, 0, 6, 6, 3, 0, 0]
    relations = ["ROOT", "pobj", "punct", "nsubj", "punct", "appos", "pcomp", "punct"]
    sorts = ["ADP", "PROPN", "PUNCT", "PROPN", "PUNCT", "NOUN", "VERB", "PUNCT"]
    parse = Doc(load_parser().vocab, words=words, heads=heads, deps=relations, pos=sorts)
    mend_fronted_places(parse)
    assert [token.head.i for token in parse] == heads
