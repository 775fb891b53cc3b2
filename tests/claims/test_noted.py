"""Which claims a person would note too."""

from __future__ import annotations

from math import isfinite

from standoff.claims.noted import load_noted_weights, noted_claims, signs_of_claims
from standoff.pipeline import Knowledge
from standoff.pipeline.analyse import analyse
from standoff.records import Claim, Document, Happens, Marks, Report
from standoff.text import divide, parse

KNOWLEDGE = Knowledge.load()
TEXT = (
    "Gunmen shelled the harbour of Arvik on Monday and killed four sailors. The mayor spoke with a baker before the "
    "visit. The militia denied that it had fired on the harbour."
)


def read(text: str) -> tuple[Document, tuple[Claim, ...]]:
    (document,) = parse([divide(Report(id="r", text=text, published_on=None))])
    rules = Knowledge(KNOWLEDGE.registry, KNOWLEDGE.gazetteer, None)
    return document, analyse(document, rules).claims


def doubted(document: Document) -> Marks:
    """The model holds no word for a happening."""
    return Marks({})


def sure(document: Document) -> Marks:
    """The model holds each verb for an assault."""
    told = Happens(0.97, {"ASSAULT": 0.97}, {}, {"actor": (), "target": ()})
    return Marks({token.i: told for token in document.parse if token.pos_ == "VERB"})


def test_the_weights_can_be_read_and_bear_on_how_surely_it_was_read() -> None:
    weights = load_noted_weights()
    assert all(map(isfinite, weights.values()))
    assert weights["length"] > 0
    assert weights["surety"] > 0


def test_without_the_model_nothing_is_set_aside() -> None:
    document, claims = read(TEXT)
    assert noted_claims(document, claims, None) == (list(claims), [])


def test_nothing_vanishes_silently() -> None:
    document, claims = read(TEXT)
    for marks in (doubted(document), sure(document)):
        kept, aside = noted_claims(document, claims, marks)
        assert len(kept) + len(aside) == len(claims)
        assert all(each.reason and each.span is not None for each in aside)


def test_a_deed_told_in_full_stays_and_so_does_a_denial() -> None:
    document, claims = read(TEXT)
    kept, _ = noted_claims(document, claims, sure(document))
    assert any(claim.event.trigger.text == "shelled" for claim in kept)
    denials = [claim for claim in claims if claim.stance == "denies"]
    assert denials
    assert all(claim in kept for claim in denials)
    assert all(claim in noted_claims(document, claims, doubted(document))[0] for claim in denials)


def test_no_sign_knows_a_name() -> None:
    document, claims = read(TEXT)
    other, others = read(TEXT.replace("Arvik", "Selde"))
    assert list(signs_of_claims(document, claims, sure(document))) == list(signs_of_claims(other, others, sure(other)))
