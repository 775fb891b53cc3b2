"""The page of an incident: the accounts of the happening side by side, and apart from them what was around it."""

from __future__ import annotations

from datetime import date

from standoff.cli.incident_page import Shown, put_incident
from standoff.cli.page import Page
from standoff.incidents import form_incident, tellings_of
from standoff.records import Acled, Claim, Event, Link, Report, Source, Span, Toll, When

TEXT = (
    "Jets killed nine people in Sorn, the Delta Committee said. Jets killed twelve people there, the Marsh Council said. "
    "Rebels had taken a bridge, the Lake Council said."
)
REPORT = Report(id="r", text=TEXT, publisher="River Herald", published_on=date(2016, 7, 19))
STRIKE = Acled("Explosions/Remote violence", "Air/drone strike")
TAKEN = Acled("Battles", "Non-state actor overtakes territory")


def told(words: str, trigger: str, claimant: str, acled: Acled, *, killed: int | None = None) -> Claim:
    def span(said: str) -> Span:
        at = TEXT.index(said)
        return Span(at, at + len(said), said)

    on = date(2016, 7, 18)
    tolls = (Toll("killed", killed, killed, None, span(words), span(words)),) if killed else ()
    return Claim(
        words, "r", (span(words),), span(words), (Link(Source(claimant, span(claimant), "body"), None),),
        Event("ASSAULT", None, acled, span(trigger)), when=When(on, on, span(words), "stated"), tolls=tolls,
    )  # fmt: skip


NINE = told("Jets killed nine people in Sorn", "Jets killed nine", "Delta Committee", STRIKE, killed=9)
TWELVE = told("Jets killed twelve people there", "Jets killed twelve", "Marsh Council", STRIKE, killed=12)
BRIDGE = told("Rebels had taken a bridge", "taken", "Lake Council", TAKEN)


def page(*claims: Claim) -> list[str]:
    incident = form_incident(
        tellings_of(REPORT, claims),
        {each.id: each for each in claims},
        {"r": REPORT},
        {},
        lambda _: None,
    )
    made = Page(80)
    put_incident(made, Shown(incident, {each.id: each for each in claims}, {}))
    return [line.plain.rstrip() for line in made.lines]


def test_what_was_around_the_happening_stands_apart_from_its_accounts_and_disputes_nothing() -> None:
    lines = page(NINE, TWELVE, BRIDGE)

    around = next(at for at, line in enumerate(lines) if line.startswith("── Told around it"))
    assert [line.split("  ")[0] for line in lines[:around] if "killed" in line and "Council" in line] == [
        "Marsh Council"
    ]
    assert lines[around + 1 : around + 3] == [
        "Lake Council · ground taken · 18 Jul 2016",
        "  “Rebels had taken a bridge” [1]",
    ]
    assert not any("silent: Lake Council" in line for line in lines)


def test_a_page_of_one_sort_of_claims_has_nothing_around_it() -> None:
    assert not any("Told around it" in line for line in page(NINE, TWELVE))
    assert not any("Told around it" in line for line in page(BRIDGE))
