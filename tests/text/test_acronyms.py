"""A name in capitals is a name, whatever the parser takes it for."""

from __future__ import annotations

import pytest

from standoff.text.acronyms import mend_acronyms
from standoff.text.parse import load_parser


@pytest.mark.parametrize(
    ("text", "name", "verb"),
    [
        ("The state news agency SANA, citing local residents, said 60 people had been killed.", "SANA", "said"),
        ("Syria's state agency SANA, citing its own correspondent, reported that two men died.", "SANA", "reported"),
        ("SANA, citing an officer, said two men died.", "SANA", "said"),
        ("The relief group SOHR, citing local residents, said 60 people had been killed.", "SOHR", "said"),
    ],
)
def test_a_name_in_capitals_is_who_speaks(text: str, name: str, verb: str) -> None:
    parse = load_parser()(text)
    mend_acronyms(parse)
    (token,) = (each for each in parse if each.text == name)
    assert (token.pos_, token.dep_, token.head.text) == ("PROPN", "nsubj", verb)


@pytest.mark.parametrize("name", ["SANA", "WAFA", "ANHA"])
def test_whoever_is_told_bears_the_name_and_what_is_told_stays_with_the_verb(name: str) -> None:
    parse = load_parser()(f"A source told state news agency {name} that two men died.")
    mend_acronyms(parse)
    by_text = {token.text: token for token in parse}
    assert (by_text[name].head.text, by_text["agency"].head.text) == ("told", name)
    assert (by_text["died"].dep_, by_text["died"].head.text) == ("ccomp", "told")


@pytest.mark.parametrize(
    "text",
    [
        "The agency NEVER said that two men died.",
        "ALSO READ: Missile hits a gathering.",
        "He told the agency NOT to print it.",
        "COMMENT The statement is longer than usual.",
        "THE AGENCY SANA, CITING RESIDENTS, SAID 60 PEOPLE HAD BEEN KILLED.",
    ],
)
def test_a_word_that_is_stressed_or_among_capitals_stays_what_it_is(text: str) -> None:
    parse = load_parser()(text)
    before = [(token.head.i, token.dep_, token.pos_) for token in parse]
    mend_acronyms(parse)
    assert [(token.head.i, token.dep_, token.pos_) for token in parse] == before
