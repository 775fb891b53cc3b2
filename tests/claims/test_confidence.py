"""How likely a claim is right, by what it was read from."""

from __future__ import annotations

from pathlib import Path

import pytest

from standoff.claims import learnt
from standoff.claims.confidence import likelihood_of, load_curve
from standoff.errors import KnowledgeError

PLAIN = {"surety": 0.7, "kind": "ASSAULT", "letters": 45, "is_first": False, "has_toll": False}


@pytest.mark.parametrize(
    "better",
    [{"surety": 0.9}, {"letters": 90}, {"is_first": True}, {"has_toll": True}],
    ids=lambda each: next(iter(each)),
)
def test_each_sign_speaks_for_a_claim(better):
    assert likelihood_of(**PLAIN) < likelihood_of(**(PLAIN | better)) < 1


def test_what_is_only_said_is_noted_less_often_than_violence():
    assert likelihood_of(**(PLAIN | {"kind": "CONSULT"})) < likelihood_of(**PLAIN)


def test_every_weight_that_is_set_is_of_a_known_type():
    assert set(load_curve().types) <= {
        *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT"),
        *("THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "OTHER"),
    }


@pytest.mark.parametrize(
    "text", ["[points", "[points]\neven = 1.0\n[types]\n", "even = 1.0", "[points]\n[types]\nAID = ''"]
)
def test_a_curve_that_is_wrong_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str):
    (tmp_path / "confidence.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(learnt, "files", lambda _: tmp_path)
    with pytest.raises(KnowledgeError, match=r"confidence\.toml is wrong"):
        load_curve.__wrapped__()


def test_the_first_claim_of_a_sentence_is_held_for_likelier_than_the_same_words_behind_it(story):
    report = story("Rebels shelled the mill, rebels shelled the inn.")
    report.happens("Rebels shelled the mill", "shelled", actor="Rebels", target="the mill")
    report.happens("rebels shelled the inn", "shelled", actor="rebels", target="the inn")
    first, second = report.claims()
    assert first.confidence > second.confidence
