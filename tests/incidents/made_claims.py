"""Claims made by hand: what a sentence says is given, and its words are made up to hold it."""

from __future__ import annotations

from datetime import date
from typing import Any

from standoff.records import (
    Acled,
    Actor,
    Claim,
    Event,
    Link,
    Participant,
    Place,
    PlaceMention,
    Report,
    Source,
    Span,
    Toll,
    When,
    content_id,
)

COALITION = Actor("COALITION", "Coalition", None, "MIL-ALLIANCE")
ARMY = Actor("SYR-MIL", "Armed forces of Syria", "SYR", "MIL")
CIVILIANS = Actor("SYR-CVL", "Civilians of Syria", "SYR", "CVL")
REBELS = Actor("SYR-REB", "Rebels of Syria", "SYR", "REB")
STRIKE = ("Explosions/Remote violence", "Air/drone strike")
CLASH = ("Battles", "Armed clash")
WORDS = Span(0, 10, "ten signs.")


def report(id_: str, publisher: str | None = "Delta Wire", day: str | None = "2016-07-19", **more: Any) -> Report:
    return Report(id=id_, text="ten signs.", publisher=publisher, published_on=_day(day), title=f"Of {id_}", **more)


def claim(
    report_id: str,
    claimant: str | None = None,
    *,
    kind: Any = "body",
    party: str | None = None,
    actor: Actor | None = None,
    target: Actor | None = None,
    killed: tuple[int | None, int | None] | None = None,
    place: tuple[str, float, float] | None = None,
    km: float = 5.0,
    day: str | None = None,
    stance: Any = "asserts",
    acled: tuple[str, str] = STRIKE,
    **more: Any,
) -> Claim:
    """A claim by somebody, or in the publisher's own voice."""
    id_ = content_id(report_id, claimant, actor, killed, place, day, stance, acled, sorted(more))
    mention = PlaceMention(WORDS, WORDS, place[0], place[1], place[2], "SYR", None, None, "town", km) if place else None
    parties = [
        Participant(role, Span(0, 3, "ten"), None, who) for role, who in (("actor", actor), ("target", target)) if who
    ]  # type: ignore[arg-type]
    on = _day(day)
    return Claim(
        id_,
        report_id,
        (WORDS,),
        WORDS,
        (Link(Source(claimant, WORDS, kind, party), None, stance),) if claimant else (),
        Event("ASSAULT", None, Acled(*acled), WORDS),
        tuple(parties),
        place=Place(mention, "stated") if mention else None,
        when=When(on, on, WORDS, "stated") if on else None,
        tolls=(Toll("killed", *killed, None, WORDS, WORDS),) if killed else (),
        **more,
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def nobody(name: str) -> None:
    """A registry that knows nobody."""
    return
