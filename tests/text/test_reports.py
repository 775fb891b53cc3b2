"""A reporting verb that looks like a participle is the verb of its sentence."""

from __future__ import annotations

import pytest

from standoff.text.parse import load_parser
from standoff.text.reports import mend_reports


@pytest.mark.parametrize(
    ("text", "verb", "told"),
    [
        ("The committee charged here today that troops bombarded and then searched the settlement of San Jose.", "charged", "bombarded"),
        ("The committee charged here today that troops bombarded the settlement of San Jose, in Chalatenango, on the 16th and 17th of this month.", "charged", "bombarded"),
    ],
)  # fmt: skip
def test_what_is_reported_hangs_on_the_verb_that_reports_it(text: str, verb: str, told: str) -> None:
    parse = load_parser()(text)
    mend_reports(parse)
    by_text = {token.text: token for token in parse}
    assert (by_text[verb].dep_, by_text[verb].tag_) == ("ROOT", "VBD")
    assert (by_text[told].dep_, by_text[told].head.text) == ("ccomp", verb)
    assert (by_text["committee"].dep_, by_text["committee"].head.text) == ("nsubj", verb)


@pytest.mark.parametrize(
    "text",
    [
        "The men accused today of the murder said that police beat them.",
        "A colonel charged last week by the army said that he was ill.",
        "The bishop said here today that soldiers burned two houses.",
    ],
)
def test_a_participle_beside_a_verb_of_its_sentence_stays_one(text: str) -> None:
    parse = load_parser()(text)
    before = [(token.head.i, token.dep_, token.tag_) for token in parse]
    mend_reports(parse)
    assert [(token.head.i, token.dep_, token.tag_) for token in parse] == before
