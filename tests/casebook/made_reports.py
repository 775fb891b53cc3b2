"""Reports in a small language of their own, and an analysis that understands it at no cost.

A sentence is "On 2016-07-18 <actor> shelled <place> and <n> people were killed, <claimant> said." or "<Claimant> denied
it." after one of those; all else is left alone.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from standoff.pipeline import Reading
from standoff.records import (
    Acled,
    Actor,
    Claim,
    Event,
    Link,
    Participant,
    Place,
    PlaceMention,
    Rejection,
    Report,
    Source,
    Span,
    Toll,
    When,
    content_id,
)

PLACES = {"Sorn": (10.0, 20.0), "Qasr": (14.0, 24.0), "Velm": (10.9, 20.9)}
ACTORS = {
    "the coalition": Actor("COALITION", "Coalition", None, "MIL-ALLIANCE"),
    "the army": Actor("SYR-MIL", "Armed forces of Syria", "SYR", "MIL"),
    "the rebels": Actor("SYR-REB", "Rebels of Syria", "SYR", "REB"),
}
_TOLD = re.compile(
    r"On (\d{4}-\d\d-\d\d) (the \w+) (shelled) (\w+) and (?:at least )?(\d+|several) people were (killed), ([^.]+?) said\."
)
_DENIED = re.compile(r"([A-Z][\w ]+?) denied it\.")


def understand(report: Report, *, version: str = "1") -> tuple[Claim, ...]:
    """The claims of a report. Another ``version`` finds the same and calls it by other ids."""
    text = report.text
    claims: list[Claim] = []
    for found in _TOLD.finditer(text):
        day, actor, _, place, count, _, claimant = found.groups()
        trigger, name = span(text, found, 3), span(text, found, 4)
        lat, lon = PLACES[place]
        mention = PlaceMention(name, name, place, lat, lon, "SYR", None, f"made:{place}", "town", 5.0)
        on, toll = date.fromisoformat(day), span(text, found, 5)
        low = None if count == "several" else int(count)
        high = None if "at least" in found[0] else low
        claims.append(
            Claim(
                content_id("claim", report.id, found.start(), version),
                report.id,
                (Span.of(text, found.start(2), found.end(6)),),
                span(text, found, 0),
                (Link(Source(claimant, span(text, found, 7), "body"), None),),
                Event(
                    "ASSAULT",
                    "shelling",
                    Acled("Explosions/Remote violence", "Shelling/artillery/missile attack"),
                    trigger,
                ),
                (Participant("actor", span(text, found, 2), None, ACTORS[actor]),),
                place=Place(mention, "stated"),
                when=When(on, on, span(text, found, 1), "stated"),
                tolls=(Toll("killed", low, high, "people", toll, span(text, found, 6)),),
                scene=len(claims),
            )
        )
    for found in _DENIED.finditer(text):
        answered = max((claim for claim in claims if claim.sentence.end <= found.start()), key=lambda c: c.sentence.end)
        claims.append(
            Claim(
                content_id("claim", report.id, found.start(), version),
                report.id,
                (span(text, found, 0),),
                span(text, found, 0),
                (Link(Source(found[1], span(text, found, 1), "body"), None, "denies"),),
                answered.event,
                answered.participants,
                place=answered.place,
                when=answered.when,
                responds_to=answered.id,
                scene=answered.scene,
            )
        )
    return tuple(claims)


def span(text: str, found: re.Match[str], group: int) -> Span:
    """The words of a group."""
    return Span.of(text, found.start(group), found.end(group))


def analyse(found: Iterable[Report | Rejection]) -> Iterator[Reading]:
    """Stands in for the analysis."""
    for each in found:
        if isinstance(each, Rejection):
            yield Reading(None, rejections=(each,))
        else:
            yield Reading(each, understand(each))


_SYLLABLES = ("bra", "do", "fen", "gul", "ka", "lim", "mo", "nar", "pel", "ri", "sut", "tam", "vo", "wex", "yor", "zin")


def told(day: str, place: str, count: int | str, claimant: str, *, actor: str = "the coalition", more: str = "") -> str:
    """A sentence, and words on what was seen: reports of one happening share most of them, in an order of their own,
    and those of two happenings none."""
    scene = random.Random(f"{day} {place}")
    words = ["".join(scene.choices(_SYLLABLES, k=3)) for _ in range(40)]
    seen = random.Random(f"{claimant} {count}").sample(words, 32)
    return f"On {day} {actor} shelled {place} and {count} people were killed, {claimant} said. {more} {' '.join(seen)}."


def write(folder: Path, name: str, text: str, publisher: str, published_on: str, **more: str) -> Path:
    """A report as a file, with words of its own, so that no two are copies of each other."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.json"
    page = {"id": name, "title": f"Of note {name}", "text": text, "publisher": publisher}
    path.write_text(json.dumps(page | {"published_on": published_on, **more}))
    return path
