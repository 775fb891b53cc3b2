"""Values of records in the words of a person: days, tolls, names, places; and text made safe for a terminal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from standoff.wording import count, day, days, figure, one_line

if TYPE_CHECKING:
    from standoff.records import Link, Participant, Place, Toll

__all__ = [
    "chain_names", "count", "country", "day", "days", "figure", "party_names", "place", "safe", "speaks_for", "toll",
]  # fmt: skip

_ESCAPES = re.compile(
    r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?"  # a command to the terminal: titles, links, clipboard
    r"|\x1b[PX^_][^\x1b]*(?:\x1b\\)?"
    r"|[\x1b\x9b]\[?[0-?]*[ -/]*[@-~]"
)


def safe(text: str) -> str:
    """One line of text that a terminal can only show: no control characters, no commands to it, none that
    turn the direction of writing.

    >>> safe("four\\n  \\x1b[31mdead\\x1b[0m\\x07")
    'four dead'
    """
    return one_line(_ESCAPES.sub("", text))


def toll(counted: Toll) -> str:
    """People harmed, with the bounds, and who they are: "4 injured (US soldiers)"."""
    who = safe(counted.who) if counted.who else ""
    return f"{figure(counted)} ({who})" if who else figure(counted)


def country(code: str) -> str:
    """The English name of a country by its ISO 3166-1 alpha-3 code; the code where there is none.

    >>> country("SYR")
    'Syria'
    """
    from standoff.exporters import country_of

    return country_of(code)[0] or code


def place(where: Place) -> str:
    """Where: "near Al-Malikiyah, Al-Hasakah, Syria (±10 km)", with how it is known unless the text states it."""
    mention = where.mention
    name = safe(mention.name)
    parts = [f"near {name}" if mention.precision == "near" else name]
    for wider in (mention.admin1, country(mention.country) if mention.country else None):
        if wider and safe(wider).casefold() not in (part.casefold().removeprefix("near ") for part in parts):
            parts.append(safe(wider))
    notes: list[str] = []
    if mention.precision in ("region", "district"):
        notes.append(mention.precision)
    if mention.lat is None:
        notes.append("not on the map")
    elif mention.precision == "near" and mention.uncertainty_km:
        notes.append(f"±{mention.uncertainty_km:g} km")
    if where.basis == "carried over":
        notes.append("from what is told before")
    elif where.basis == "headline":
        notes.append("from the headline")
    return ", ".join(parts) + (f" ({'; '.join(notes)})" if notes else "")


def party_names(participant: Participant) -> str:
    """What the report calls a party, without marks of emphasis, and who that is where the words alone do not say it."""
    words = safe(participant.span.text).replace("**", "") if participant.span else ""
    said = words or safe(participant.name or "") or "somebody"
    name = participant.name or (participant.actor.name if participant.actor else "")
    if name and not _says(said, safe(name)):
        said += f" [{safe(name)}]"
    return said


def _says(words: str, name: str) -> bool:
    """Whether a reader of the words needs the name no more."""
    heard = set(re.findall(r"\w+", words.casefold()))
    return set(re.findall(r"\w+", name.casefold())) - {"the", "a", "of"} <= heard


def chain_names(chain: tuple[Link, ...]) -> list[str]:
    """The names of an attribution chain, from the reader inwards; the last is the claimant."""
    return [safe(link.source.name) or safe(link.source.span.text) or "somebody" for link in chain]


def speaks_for(link: Link) -> str:
    """What kind of source it is and for whom it speaks: "unnamed official, for USA"."""
    source = link.source
    kind = source.kind.replace("_", " ")
    if not source.party:
        return kind
    return f"{kind}, for {country(source.party) if len(source.party) == 3 else safe(source.party)}"
