"""Counts of the dead and the hurt that are told together are one claim."""

from __future__ import annotations

import pytest

from standoff.pipeline import Knowledge
from standoff.pipeline.analyse import analyse
from standoff.records import Claim, Report
from standoff.text import divide, parse

WHOLE = Knowledge.load()
RULES = Knowledge(WHOLE.registry, WHOLE.gazetteer, None)


def told(text: str) -> list[Claim]:
    (document,) = parse([divide(Report(id="r", text=text, published_on=None))])
    return [claim for claim in analyse(document, RULES).claims if claim.tolls]


def counts(text: str) -> list[list[str]]:
    return [[f"{toll.what} {toll.low}..{toll.high}" for toll in claim.tolls] for claim in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Nine people were killed and 14 others were injured in a rebel mortar attack on the market.",
        "Nine people were killed and 14 others were injured when rebels shelled the market.",
        "Nine people died and 14 were hurt on Monday, the mayor said.",
        "The governor speaks of nine people killed and 14 wounded.",
    ],
)
def test_the_dead_and_the_hurt_who_are_counted_together_are_one_claim(text: str) -> None:
    assert counts(text) == [["killed 9..9", "injured 14..14"]]


def test_who_did_it_is_told_with_the_hurt() -> None:
    (claim,) = told("Nine people were killed and 14 others were injured in a rebel mortar attack on the market.")
    assert "actor" in {each.role for each in claim.participants}


@pytest.mark.parametrize(
    "text",
    [
        "Nine people were killed in Homs and 14 others were wounded by rebels in Aleppo.",
        "Nine people were killed on Monday, but 14 guards were wounded.",
        "Nine soldiers were killed and 14 rebels were killed.",
    ],
)
def test_what_others_did_elsewhere_is_told_apart(text: str) -> None:
    assert len(counts(text)) == 2
