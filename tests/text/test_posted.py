"""Whoever is posted somewhere did what the sentence goes on to tell."""

from __future__ import annotations

import pytest

from standoff.text.parse import load_parser
from standoff.text.posted import mend_posted


@pytest.mark.parametrize(
    ("text", "doer", "posted", "verb"),
    [
        ("Raiders positioned in Bani Zaid fired 12 rocket shells on the mill.", "Raiders", "positioned", "fired"),
        ("A clerk said that raiders positioned in the hamlet of Orna fired seven shells.", "raiders", "positioned", "fired"),
        ("Raiders holed up in the Idlib zone fired mortars at the mill.", "Raiders", "holed", "fired"),
        ("In the evening, raiders positioned in al-Rashidin area fired seven shells.", "raiders", "positioned", "fired"),
        ("Raiders positioned in Bani Zaid reportedly fired 12 rocket shells on the mill.", "Raiders", "positioned", "fired"),
        ("Raiders positioned in Bani Zaid had fired 12 rocket shells on the mill.", "Raiders", "positioned", "fired"),
        ("A clerk said that raiders positioned in Bani Zaid and al-Sakhour neighborhoods fired shells.", "raiders", "positioned", "fired"),
    ],
)  # fmt: skip
def test_who_is_posted_there_does_what_is_told(text: str, doer: str, posted: str, verb: str) -> None:
    parse = load_parser()(text)
    mend_posted(parse)
    by_text = {token.text: token for token in parse}
    assert (by_text[doer].dep_, by_text[doer].head.text) == ("nsubj", verb)
    assert (by_text[posted].dep_, by_text[posted].head.text) == ("acl", doer)
    assert len([token for token in parse if token.head.i == token.i]) == len(list(parse.sents)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Rebels barricaded themselves in the school and fired at police.",
        "Troops deployed in Kabul on Monday and fired at a crowd.",
        "Fighters deployed in the town, and residents fled.",
        "The brigade was positioned in Bani Zaid on Monday.",
    ],
)
def test_who_does_the_posting_stays_its_subject(text: str) -> None:
    parse = load_parser()(text)
    before = [(token.head.i, token.dep_) for token in parse]
    mend_posted(parse)
    assert [(token.head.i, token.dep_) for token in parse] == before
