"""Learnt weights: what is chosen by them, and what is said where they cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from standoff.claims import learnt
from standoff.claims.carrying import Passage, Values, best_of, load_weights
from standoff.claims.same import describe
from standoff.errors import KnowledgeError
from standoff.records import Event, Happening, Span


def test_the_candidate_for_which_most_speaks_is_chosen():
    told_first, told_aside = ("Sorn", {"by rules": 1.0, "in the lead": 1.0}), ("Tibra", {"vague": 1.0})
    assert best_of("places", [told_aside, told_first]) == "Sorn"


def test_of_equal_candidates_the_first_is_chosen():
    assert best_of("places", [("Sorn", {"a name without a weight": 3.0}), ("Tibra", {})]) == "Sorn"


@pytest.mark.parametrize("table", ["places", "days"])
def test_what_the_rules_say_speaks_for_itself_and_no_weight_is_nought(table):
    weights = load_weights(table)
    assert weights["by rules"] > 0
    assert 0.0 not in weights.values()


@pytest.mark.parametrize(
    "text", ["[places", "places = 1", "[places]\n'by rules' = 'much'\n", "[places]\n'by rules' = [1]\n", "[other]\n"]
)
def test_weights_that_are_wrong_say_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str):
    (tmp_path / "carrying.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(learnt, "files", lambda _: tmp_path)
    with pytest.raises(KnowledgeError, match=r"training/carrying\.py"):
        load_weights.__wrapped__("places")


def test_candidates_of_a_heading_come_in_the_order_of_the_text_on_every_machine(make_document):
    towns = ["Sorn", "Qasr", "Tibra", "Loma", "Dane", "Arak", "Bint", "Vado", "Umm", "Rafa", "Dura", "Halk"]
    document = make_document(f"Towns: {', '.join(towns)}. A bus was stopped.")
    text = document.report.text
    spans = {word: Span.of(text, text.index(word), text.index(word) + len(word)) for word in (*towns, "stopped")}
    sentence = Span.of(text, text.index("A bus"), len(text))
    told = describe(document, Happening(Event("COERCE", None, None, spans["stopped"]), sentence, sentence), None, None)
    values = Values(Passage(document, [told]), [(town, spans[town]) for town in towns], [None], [None], [None])
    nearest = towns[:7:-1]
    assert list(values.candidates(0)) == [*nearest, *towns[:8]]


def test_a_new_paragraph_and_the_end_of_a_report_are_told_apart(make_document):
    document = make_document("A bus was stopped in Sorn. A shop burned.\n\nA guard was beaten. A boy was hurt.")
    text = document.report.text
    spans = {
        word: Span.of(text, text.index(word), text.index(word) + len(word))
        for word in ("Sorn", "burned", "beaten", "hurt")
    }
    told = []
    for word in ("burned", "beaten", "hurt"):
        start = text.rindex("A ", 0, spans[word].start)
        sentence = Span.of(text, start, spans[word].end)
        told.append(
            describe(document, Happening(Event("ASSAULT", None, None, spans[word]), sentence, sentence), None, None)
        )
    passage = Passage(document, told)
    assert [passage.opens_paragraph(at) for at in range(3)] == [False, True, False]
    assert passage.how_late(0) < passage.how_late(1) < passage.how_late(2) < 1
    values = Values(passage, [("Sorn", spans["Sorn"])], [None] * 3, ["Sorn", "Sorn", None], [None] * 3)
    of_sorn = [values.candidates(at)["Sorn"] for at in range(3)]
    assert ["in the lead, new paragraph" in each for each in of_sorn] == [False, True, False]
    assert of_sorn[2]["share of what was just told"] > of_sorn[1]["share of what was just told"] > 0
