"""The name of a group that begins like a participle is a name."""

from __future__ import annotations

import pytest

from standoff.text.groups import mend_group_names
from standoff.text.parse import load_parser


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Shining Path guerrillas killed a mayor in Ayacucho.", "guerrillas"),
        ("Shining Path guerrillas shot two teachers in Puno.", "guerrillas"),
    ],
)
def test_who_bears_a_registered_name_is_the_subject_of_the_verb(text: str, doer: str) -> None:
    parse = load_parser()(text)
    mend_group_names(parse)
    (subject,) = (token for token in parse if token.dep_ == "nsubj")
    assert (subject.text, subject.head.dep_) == (doer, "ROOT")
    assert parse[0].pos_ == "PROPN"


@pytest.mark.parametrize("text", ["Shining a torch, the guard shot a thief.", "Burning Tyres blocked the road."])
def test_a_participle_that_begins_no_registered_name_stays_one(text: str) -> None:
    parse = load_parser()(text)
    before = [(token.head.i, token.dep_, token.pos_) for token in parse]
    mend_group_names(parse)
    assert [(token.head.i, token.dep_, token.pos_) for token in parse] == before


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The IS said its men had shot nine soldiers.", "said"),
        ("IS said its men had shot nine soldiers.", "said"),
        ("The agency wrote that the IS attacked the post.", "attacked"),
        ("In Sorn the IS shot two men.", "shot"),
    ],
)
def test_is_in_capitals_is_a_name_before_a_verb(text: str, verb: str) -> None:
    parse = load_parser()(text)
    mend_group_names(parse)
    name = next(token for token in parse if token.text == "IS")
    assert (name.dep_, name.head.text) == ("nsubj", verb)


@pytest.mark.parametrize(
    "text", ["The town is shelled daily.", "THE TOWN IS SHELLED DAILY.", "The town IS shelled daily."]
)
def test_any_other_is_stays_a_verb(text: str) -> None:
    parse = load_parser()(text)
    before = [(token.head.i, token.dep_) for token in parse]
    mend_group_names(parse)
    assert [(token.head.i, token.dep_) for token in parse] == before
