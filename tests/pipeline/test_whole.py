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
