"""Sentences read by all stages together: who puts forward what."""

from __future__ import annotations

import json

import pytest

import standoff


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sentences")

    def claims(sentence: str):
        path = folder / "report.json"
        report = {"title": "Report", "text": sentence, "published": "2024-05-03", "publisher": "Valley Gazette"}
        path.write_text(json.dumps(report), encoding="utf-8")
        (reading,) = standoff.read(path)
        return [([link.source.name for link in claim.attribution], claim.stance) for claim in reading.claims]

    return claims


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
    assert read(sentence) == told
