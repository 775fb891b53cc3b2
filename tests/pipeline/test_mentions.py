"""What the model makes of the words that tell a report's claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest

import standoff
from standoff.model import load_reader
from standoff.pipeline.mentions import mentions_of
from standoff.records import Report

TEXT = "Shells killed nine people in Aleppo. The army denied shelling the town, and wounding six soldiers."


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> standoff.Reading:
    path = tmp_path_factory.mktemp("reports") / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    (found,) = standoff.read(path)
    return found


class Asked:
    """Stands for the model, and keeps what it was asked."""

    def mentions(
        self, sentences: Sequence[str], words: Iterable[tuple[int, int]]
    ) -> dict[tuple[int, int], tuple[float, ...]]:
        self.words = sorted((sentences[number][at:], (number, at)) for number, at in words)
        return {word: (float(at),) for at, (_, word) in enumerate(self.words[1:])}


def test_each_claim_is_asked_for_by_the_words_that_tell_it_in_its_sentence(reading: standoff.Reading) -> None:
    asked = Asked()
    found = mentions_of(reading.report, reading.claims, asked)  # type: ignore[arg-type]
    assert {words for words, _ in asked.words} == {
        TEXT[claim.event.trigger.start : claim.sentence.end] for claim in reading.claims
    }
    assert found.keys() < {claim.id for claim in reading.claims}, "what the model does not see is left out"


def test_without_a_model_or_anything_to_compare_nothing_is_read(reading: standoff.Reading) -> None:
    assert mentions_of(reading.report, reading.claims, None) == {}
    assert mentions_of(reading.report, reading.claims[:1], load_reader()) == {}
    assert mentions_of(Report(id="r", text=""), (), load_reader()) == {}
