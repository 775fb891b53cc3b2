"""Teletype in capitals is read in the usual case, letter for letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.text.capitals import (
    groups_in_usual_case,
    headline_in_usual_case,
    in_usual_case,
    months_in_usual_case,
    words_within,
)
from standoff.text.parse import load_parser
from standoff.text.sentences import sentence_starts


def _recased(text: str) -> str:
    return in_usual_case(text, list(sentence_starts(text)), load_parser())


def test_names_and_sentences_keep_their_capitals_and_words_lose_them() -> None:
    text = (
        "REBELS OF THE FMLN KILLED TWO SOLDIERS NEAR SAN SALVADOR ON FRIDAY. RUSSIAN ENVOYS SAID THE LANDMINE WAS OLD."
    )

    assert _recased(text) == (
        "Rebels of the FMLN killed two soldiers near San Salvador on Friday. Russian envoys said the landmine was old."
    )


def test_registered_names_of_several_words_keep_their_capitals() -> None:
    text = "A STATEMENT BY THE LIBERATION TIGERS OF TAMIL EELAM SAID THAT THEY HAD LOST TWO CADRES IN THE FIGHT."

    assert "by the Liberation Tigers of Tamil Eelam said that they" in _recased(text)


@pytest.mark.parametrize(
    "text",
    [
        "The army said on Friday that two soldiers had died near the town of Sorn, in the north of the country.",
        "RAID KILLS NINE IN SORN",
        "",
    ],
)
def test_a_text_that_is_not_in_capitals_throughout_stays_as_it_is(text: str) -> None:
    assert _recased(text) == text


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_only_case_changes_and_every_offset_holds(text: str) -> None:
    capitals = text.upper()
    recased = in_usual_case(capitals, [0], load_parser())

    assert len(recased) == len(capitals)
    assert recased.casefold() == capitals.casefold()


def test_a_headline_is_read_as_a_sentence_but_for_its_names() -> None:
    body = "The judge was shot by the Extraditables, police said. Alleged members of the White House guard fled."

    def told(headline: str) -> str:
        return headline_in_usual_case(headline, words_within(body), load_parser())

    assert (
        told("Judge Shot Dead in Cali; Extraditables Suspected") == "Judge shot dead in Cali; Extraditables suspected"
    )
    assert told("Shining Path Blamed for Raid on White House") == "Shining Path blamed for raid on White House"
    assert told("U.S. Envoy Slams FARC Raid") == "U.S. envoy slams FARC raid"
    assert told("Rebels kill two judges in Cali") == "Rebels kill two judges in Cali"
    assert told("REBELS KILL TWO JUDGES") == "REBELS KILL TWO JUDGES"


def test_names_of_groups_get_their_capitals_back() -> None:
    assert groups_in_usual_case("Members of the shining path and of the new people's army fled.") == (
        "Members of the Shining Path and of the New People's Army fled."
    )
    assert groups_in_usual_case("The lord's resistance army and the Irish republican army (IRA) are far apart.") == (
        "The Lord's Resistance Army and the Irish Republican Army (IRA) are far apart."
    )
    assert groups_in_usual_case("The extraditables killed him; so the sorn front for liberation (SFL) said.") == (
        "The Extraditables killed him; so the Sorn Front for Liberation (SFL) said."
    )


@pytest.mark.parametrize(
    "text",
    [
        "They want an islamic state, a free army and new forces on the southern front.",
        "The army, rapid and strong, supports forces of peace.",
        "Of the popular liberation, army officers speak little.",
        "An improvised explosive device (IED) hit the chief of staff.",
        "The gross domestic product (GDP) fell, the finance ministry (FM) said.",
    ],
)
def test_ordinary_words_get_no_capitals(text: str) -> None:
    assert groups_in_usual_case(text) == text


def test_a_name_spelt_out_once_has_its_capitals_wherever_it_stands() -> None:
    text = "The sorn liberation army (SLA) fired first. An officer of the sorn liberation army died."
    assert groups_in_usual_case(text) == (
        "The Sorn Liberation Army (SLA) fired first. An officer of the Sorn Liberation Army died."
    )


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_only_capitals_are_given(text: str) -> None:
    cased = groups_in_usual_case(text)

    assert len(cased) == len(text)
    assert cased.casefold() == text.casefold()


@pytest.mark.parametrize(
    ("text", "usual"),
    [
        ("On 14 may soldiers burned a mill.", "On 14 May soldiers burned a mill."),
        ("The judge was shot on 3 march.", "The judge was shot on 3 March."),
        ("Sorn, 20 may 89: in may two ships sank.", "Sorn, 20 May 89: in May two ships sank."),
        (
            "The raid of 2 and 3 march; early may; since last may.",
            "The raid of 2 and 3 March; early May; since last May.",
        ),
        ("The post fell may 12, after may 1988.", "The post fell May 12, after May 1988."),
    ],
)
def test_a_month_that_is_another_word_too_has_its_capital_in_a_date(text: str, usual: str) -> None:
    assert months_in_usual_case(text) == usual


@pytest.mark.parametrize(
    "text",
    [
        "At least 12 may have died, and 40 may die.",
        "Of the 9 may be two.",
        "Those in may be freed; the last march was long.",
        "Troops began to march on Sorn, and may march further.",
    ],
)
def test_a_verb_that_is_a_month_too_stays_small(text: str) -> None:
    assert months_in_usual_case(text) == text


def test_a_long_run_of_digits_is_no_day_and_takes_no_time() -> None:
    text = f"The account numbered {'1' * 5000} may be his; a transfer on {'1' * 5000} may follow."
    assert months_in_usual_case(text) == text
