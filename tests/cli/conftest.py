"""A reading made by hand: several claimants, a denial, hedges, an answer in a chain, and hostile words."""

from __future__ import annotations

from datetime import date

import pytest

from standoff.pipeline import Reading
from standoff.records import (
    Actor,
    Attribution,
    Claim,
    DateMention,
    Event,
    Link,
    Origin,
    Participant,
    Place,
    PlaceMention,
    Rejection,
    Report,
    Source,
    Span,
    Toll,
    When,
)

TEXT = (
    "Two lorries of the river patrol were shot at near the ferry of Qasr al-Nahr this week. "
    "Four drivers were wounded, border officials quoted by the Delta Wire said. "
    "The Free Marsh Brigade denied that its men had opened fire. "
    "It was most likely a warning shot, a fisherman said. No bridge was damaged. "
    "At least 12 and perhaps 40 families have fled."
)


def at(words: str) -> Span:
    """Where the words stand in the report."""
    start = TEXT.index(words)
    return Span.of(TEXT, start, start + len(words))


def link(name: str, kind: str, *, party: str | None = None, stance: str = "asserts") -> Link:
    """A step of a chain whose source is named in the text."""
    return Link(Source(name, at(name), kind, party), at("said"), stance)  # type: ignore[arg-type]


def claim(name: str, words: str, **fields: object) -> Claim:
    """A claim resting on these words."""
    span = at(words)
    trigger = Span.of(TEXT, span.start, span.start + 4)
    made = {"event": Event("ASSAULT", None, None, trigger), "attribution": ()} | fields
    return Claim(id=name, report_id="r1", evidence=(span,), sentence=span, **made)  # type: ignore[arg-type]


@pytest.fixture
def reading() -> Reading:
    """What a person should be able to read off a page."""
    near = PlaceMention(
        at("the ferry of Qasr al-Nahr"),
        at("Qasr al-Nahr"),
        "Qasr al-Nahr",
        31.5,
        47.2,
        "IRQ",
        "Maysan",
        "x:1",
        "near",
        10.0,
    )
    officials = (link("Delta Wire", "outlet"), link("border officials", "unnamed_official", party="IRQ"))
    brigade = (link("The Free Marsh Brigade", "body", party="marsh-brigade", stance="denies"),)
    week = When(date(2031, 3, 24), date(2031, 3, 26), at("this week"), "relative to 2031-03-27")
    shot = claim(
        "c1",
        "Two lorries of the river patrol were shot at",
        participants=(
            Participant(
                "target", at("Two lorries of the river patrol"), None, Actor("IRQ-COP", "Police of Iraq", "IRQ", "COP")
            ),
        ),
        place=Place(near, "stated"),
        when=week,
        equipment=(at("lorries"),),
    )
    wounded = claim(
        "c2",
        "Four drivers were wounded",
        attribution=officials,
        tolls=(Toll("injured", 4, 4, "drivers", at("Four drivers"), at("wounded")),),
        place=Place(near, "carried over"),
    )
    denial = claim(
        "c3",
        "its men had opened fire",
        attribution=brigade,
        responds_to="c1",
        event=Event("ASSAULT", "firearms", None, at("fire")),
        participants=(
            Participant("actor", at("its men"), "the Free Marsh Brigade"),
            Participant("target", at("Two lorries of the river patrol")),
        ),
    )
    guess = claim(
        "c4", "a warning shot", attribution=(link("a fisherman", "person"),), certainty="probable", responds_to="c3",
        reality="attempted",
    )  # fmt: skip
    bridge = claim("c5", "No bridge was damaged", polarity="negative", event=Event("OTHER", None, None, at("damaged")))
    fled = claim(
        "c6",
        "12 and perhaps 40 families have fled",
        tolls=(Toll("displaced", 12, 40, "families", at("12 and perhaps 40"), at("fled")),),
        event=Event("RETREAT", None, None, at("fled")),
    )
    report = Report(
        id="r1",
        text=TEXT,
        title="Shots at the [bold]river[/bold] patrol\x1b]0;owned\x07\x1b[2J",
        publisher="Marsh Daily",
        published_on=date(2031, 3, 27),
        origin=Origin("Delta Wire", date(2031, 3, 26), "«first published by the Delta Wire»"),
        path="marsh.json",
    )
    return Reading(
        report,
        claims=(shot, wounded, denial, guess, bridge, fled),
        attributions=(Attribution(officials[1].source, at("said"), (at("Four drivers were wounded"),)),),
        places=(near, near),
        dates=(DateMention(at("this week"), date(2031, 3, 24), date(2031, 3, 26), "relative to 2031-03-27"),),
        rejections=(Rejection("claims", "no claimant could be made out", "r1", None, at("said")),),
    )
