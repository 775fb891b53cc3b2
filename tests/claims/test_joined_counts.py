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
        "A source at the clinic gave a toll of nine killed and 14 wounded.",
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


@pytest.mark.parametrize(
    "text",
    [
        "Shelling of the Karim quarter on 14 June killed 18 civilians.",
        "Bombing of the port on Sunday night killed 18 civilians.",
        "Clashes erupted near the mill on Friday night and went on until noon, killing 18 civilians.",
        "Three bombs were dropped on the town at noon, the governor says, killing 18 civilians.",
        "A column of rebels boasted of having overrun the post, at the old mill, killing 18 civilians.",
    ],
)
def test_an_attack_and_whom_it_killed_are_one_claim(text: str) -> None:
    (document,) = parse([divide(Report(id="r", text=text, published_on=None))])
    claims = [claim for claim in analyse(document, RULES).claims if claim.event.type == "ASSAULT"]
    assert [[(toll.what, toll.low) for toll in claim.tolls] for claim in claims] == [[("killed", 18)]]
    assert "governor" not in " ".join(each.span.text for each in claims[0].participants if each.span is not None)


def test_a_girl_hurt_by_a_shelling_is_its_toll() -> None:
    (claim,) = told("Residents report shelling of the Kilaba quarter that wounded a girl.")
    assert claim.evidence[0].text == "shelling of the Kilaba quarter that wounded a girl"


@pytest.mark.parametrize(
    "text",
    [
        "The army shelled the town, and a mine exploded outside, killing two.",
        "A raid on the depot in Homs angered rebels who killed two guards.",
    ],
)
def test_what_another_killed_is_told_apart_from_an_attack(text: str) -> None:
    (document,) = parse([divide(Report(id="r", text=text, published_on=None))])
    claims = [claim for claim in analyse(document, RULES).claims if claim.event.type == "ASSAULT"]
    assert [bool(claim.tolls) for claim in claims] == [False, True]
