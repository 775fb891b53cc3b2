"""Relative clauses that the parser takes apart are hung on what they are of."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from standoff.text.parse import load_parser
from standoff.text.relatives import mend_relatives


def doc(words: str, heads: list[int], deps: str, tags: str) -> Doc:
    tagged = tags.split()
    coarse = {"N": "NOUN", "V": "VERB"}
    return Doc(
        load_parser().vocab,
        words=words.split(),
        heads=heads,
        deps=deps.split(),
        tags=tagged,
        pos=[coarse.get(tag[0], "X") for tag in tagged],
    )


def hung(parse: Doc) -> dict[str, tuple[str, str]]:
    return {token.text: (token.dep_, token.head.text) for token in parse if token.text not in ",."}


def test_a_clause_taken_for_part_of_its_subject_gives_the_sentence_its_own_back() -> None:
    parse = doc(
        "Attacks , which officials blamed on rebels , killed six .",
        [0, 0, 8, 8, 3, 4, 5, 8, 0, 8, 0],
        "ROOT punct dobj nsubj acl prep pobj punct relcl dobj punct",
        "NNS , WDT NNS VBD IN NNS , VBD CD .",
    )
    mend_relatives(parse)
    assert hung(parse) == {
        "Attacks": ("nsubj", "killed"),
        "which": ("dobj", "blamed"),
        "officials": ("nsubj", "blamed"),
        "blamed": ("relcl", "Attacks"),
        "on": ("prep", "blamed"),
        "rebels": ("pobj", "on"),
        "killed": ("ROOT", "killed"),
        "six": ("dobj", "killed"),
    }
    assert [len(sentence) for sentence in parse.sents] == [len(parse)]
    assert parse[0].right_edge.i < parse[8].i == parse[10].head.i


def test_a_clause_at_the_end_is_hung_on_the_noun_before_it() -> None:
    parse = doc(
        "Six died in attacks , which officials blamed on rebels .",
        [1, 1, 1, 2, 3, 1, 5, 6, 7, 8, 1],
        "nsubj ROOT prep pobj punct dep nsubj acl prep pobj punct",
        "CD VBD IN NNS , WDT NNS VBN IN NNS .",
    )
    mend_relatives(parse)
    told = hung(parse)
    assert (told["blamed"], told["officials"], told["which"]) == (
        ("relcl", "attacks"),
        ("nsubj", "blamed"),
        ("dobj", "blamed"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "The blast, which police blamed on separatists, wounded nine people.",
        "The men, who were held in Sorn, fled.",
        "Which troops captured the town, nobody said.",
        "A village, which rebels held by night, was burned.",
        ", which",
        "which",
    ],
)
def test_what_the_parser_reads_rightly_stays(text: str, make_document) -> None:
    parse = make_document(text).parse
    before = hung(parse)
    mend_relatives(parse)
    assert hung(parse) == before


@pytest.mark.parametrize(
    ("words", "heads", "deps", "tags"),
    [
        (  # what the clause would be hung on hangs on its "which"
            "Attacks , which officials blamed .",
            [2, 2, 2, 2, 3, 2],
            "nsubj punct ROOT nsubj acl punct",
            "NNS , WDT NNS VBN .",
        ),
        (
            "Attacks , which officials blamed , killed six .",
            [2, 2, 2, 6, 3, 6, 0, 6, 2],
            "nsubj punct ROOT nsubj acl punct relcl dobj punct",
            "NNS , WDT NNS VBD , VBD CD .",
        ),
        (  # it opens a sentence of its own
            "Attacks , which officials blamed .",
            [0, 0, 2, 2, 3, 2],
            "ROOT punct ROOT nsubj acl punct",
            "NNS , WDT NNS VBN .",
        ),
    ],
)
def test_a_clause_that_would_hang_on_itself_or_on_another_sentence_stays(
    words: str, heads: list[int], deps: str, tags: str
) -> None:
    parse = doc(words, heads, deps, tags)
    before = hung(parse)
    mend_relatives(parse)
    assert hung(parse) == before
