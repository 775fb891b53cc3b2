"""Sentences read by all stages together: who puts forward what."""

from __future__ import annotations

import json

import pytest

import standoff


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sentences")

    def reading(text: str) -> standoff.Reading:
        path = folder / "report.json"
        report = {"title": "Report", "text": text, "published": "2024-05-03", "publisher": "Valley Gazette"}
        path.write_text(json.dumps(report), encoding="utf-8")
        (found,) = standoff.read(path)
        return found

    return reading


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The army did not confirm that its planes had bombed the village.", [(["army"], "questions")]),
        ("Pakistan has consistently denied aiding infiltration.", [(["Pakistan"], "denies")]),
        ("The ministry put the death toll at 51.", [(["ministry"], "asserts")]),
        ("The governor had earlier spoken of 39 dead.", [(["governor"], "asserts")]),
        ("The watchdog counted 27 killed in the raid.", [(["watchdog"], "asserts")]),
        ("The clinic recorded nine deaths on Monday.", [(["clinic"], "asserts")]),
        ("The association logged 14 attacks on clinics.", [(["association"], "asserts")]),
        ("Rebels killed nine villagers, the Valley Gazette has learned.", [([], "asserts")]),
        (
            "Rebels attacked the army base, a spokesman told Meridian News.",
            [(["Meridian News", "spokesman"], "asserts")],
        ),
        (
            "Rebels raided the base on Friday. The raid could not be independently verified.",
            [([], "asserts"), (["Valley Gazette"], "questions")],
        ),
    ],
)
def test_a_sentence_is_laid_to_whoever_puts_it_forward(read, sentence: str, told: list[tuple[list[str], str]]) -> None:
    claims = read(sentence).claims
    assert [([link.source.name for link in claim.attribution], claim.stance) for claim in claims] == told


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Reports that the guards burned the mill are untrue.", "Valley Gazette"),
        ("The report of an attack on the convoy turned out to be a hoax.", "Valley Gazette"),
        ("The claim that the guards burned the mill is false, said the mayor.", "mayor"),
        ("There is no truth in reports that the guards burned the mill, the mayor said.", "mayor"),
        ("Claims that the guards burned the mill have no basis, the mayor said.", "mayor"),
        ("It is not true that the guards burned the mill, the mayor said.", "mayor"),
        ("The mayor said it was quite false that the guards had burned the mill.", "mayor"),
        ("The ministry dismissed as baseless reports that its jets had bombed the mill.", "ministry"),
        ("The clan distanced itself from the bombing in Tarn.", "clan"),
        ("The army retracted its statement that the rebels had burned the mill.", "army"),
    ],
)
def test_who_calls_a_report_false_denies_what_it_tells(read, sentence: str, who: str) -> None:
    claims = [claim for claim in read(sentence).claims if claim.stance == "denies"]
    assert [claim.attribution[-1].source.name for claim in claims] == [who]
    assert [(claim.polarity, claim.reality) for claim in claims] == [("positive", "actual")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Reports that the guards burned the mill are not false.",
        "It is true that the guards burned the mill.",
        "It was wrong that the guards burned the mill, the mayor said.",
    ],
)
def test_who_does_not_call_a_report_false_denies_nothing(read, sentence: str) -> None:
    assert "denies" not in {claim.stance for claim in read(sentence).claims}


def test_what_nobody_confirms_is_open_and_not_negated(read) -> None:
    (claim,) = read("There was no independent confirmation of the strike on Tarn.").claims
    assert (claim.stance, claim.polarity) == ("questions", "positive")


@pytest.mark.parametrize("part", ["involvement in", "any role in", "responsibility for", "any part in"])
def test_who_denies_a_part_in_a_deed_is_said_to_have_done_it(read, part: str) -> None:
    (claim,) = read(f"The clan denied {part} the bombing of the school.").claims
    assert (claim.stance, claim.polarity) == ("denies", "positive")
    assert [p.span.text for p in claim.participants if p.role == "actor"] == ["The clan"]


def test_who_had_nothing_to_do_with_a_deed_plans_nothing(read) -> None:
    (claim,) = read("The clan said it had nothing to do with the attack on the school.").claims
    assert (claim.polarity, claim.reality) == ("negative", "actual")


def test_what_somebody_insists_is_no_request(read) -> None:
    (claim,) = read('"We have never attacked the school," the captain insisted.').claims
    assert (claim.event.type, claim.polarity) == ("ASSAULT", "negative")


@pytest.mark.parametrize(
    "dateline",
    [
        "Quito, 30 Apr 24 (AGENCY X) -- [TEXT] ",
        "QUITO, April 30 (AGENCY X) -- ",
        "Quito, AGENX – ",
        "Quito (AGENCY X) - ",
    ],
)
def test_what_no_other_place_is_told_for_was_where_the_report_was_sent_from(read, dateline: str) -> None:
    report = read(f"{dateline}Rebels attacked the plant on Monday.")
    (claim,) = report.claims
    assert (claim.place.mention.name, claim.place.basis) == ("Quito", "carried over")
    assert claim.evidence[0].text.startswith("Rebels attacked")


def test_a_continent_is_no_place_of_a_deed(read) -> None:
    report = read("QUITO, April 30 (AGENCY X) -- Latin America was shaken. Rebels attacked the plant on Monday.")
    assert "Latin America" not in [claim.place.mention.name for claim in report.claims if claim.place]


def test_a_minister_who_is_dismissed_is_no_denial(read) -> None:
    (claim,) = read("The president dismissed the cabinet.").claims
    assert (claim.event.type, claim.stance) == ("CONCEDE", "asserts")
