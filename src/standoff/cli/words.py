"""Values of records in the words of a person: days, tolls, names, places; and text made safe for a terminal."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from standoff.records import Link, Participant, Place, Toll

__all__ = ["chain_names", "country", "days", "number", "party_names", "place", "safe", "speaks_for", "toll"]

_ESCAPES = re.compile(
    r"\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?"  # a command to the terminal: titles, links, clipboard
    r"|\x1b[PX^_][^\x1b]*(?:\x1b\\)?"
    r"|[\x1b\x9b]\[?[0-?]*[ -/]*[@-~]"
)
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
_BLANKS = re.compile(r"\s+")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def safe(text: str) -> str:
    """One line of text that a terminal can only show: no control characters, no commands to it, none that
    turn the direction of writing.

    >>> safe("four\\n  \\x1b[31mdead\\x1b[0m\\x07")
    'four dead'
    """
    text = _UNSEEN.sub("", _ESCAPES.sub("", text))
    return _BLANKS.sub(" ", _SURROGATES.sub("\ufffd", text)).strip()


def days(earliest: date, latest: date) -> str:
    """An interval of days as people write it.

    >>> days(date(2020, 8, 24), date(2020, 8, 26))
    '24–26 Aug 2020'
    >>> days(date(2020, 8, 1), date(2020, 8, 31))
    'Aug 2020'
    """
    month, last_month = _MONTHS[earliest.month - 1], _MONTHS[latest.month - 1]
    begins, ends = earliest.day == 1, latest.day == monthrange(latest.year, latest.month)[1]
    same_year = earliest.year == latest.year
    if earliest == latest:
        return f"{earliest.day} {month} {earliest.year}"
    if begins and ends:
        if earliest.month == 1 and latest.month == 12:
            return f"{earliest.year}" if same_year else f"{earliest.year}–{latest.year}"
        if same_year:
            return f"{month} {latest.year}" if month == last_month else f"{month}–{last_month} {latest.year}"
        return f"{month} {earliest.year} – {last_month} {latest.year}"
    if same_year and month == last_month:
        return f"{earliest.day}–{latest.day} {month} {latest.year}"
    if same_year:
        return f"{earliest.day} {month} – {latest.day} {last_month} {latest.year}"
    return f"{earliest.day} {month} {earliest.year} – {latest.day} {last_month} {latest.year}"


def number(count: int, noun: str) -> str:
    """A count and what is counted.

    >>> number(1, "report"), number(1200, "report")
    ('1 report', '1,200 reports')
    """
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def toll(counted: Toll) -> str:
    """People harmed, with the bounds: "4 injured (US soldiers)", "≥ 21 killed", "24–99 killed"."""
    low, high = counted.low, counted.high
    what = "other harm" if counted.what == "other" else counted.what
    if low is None and high is None:
        said = f"{what}, number not given"
    elif low == high:
        said = f"{low:,} {what}"
    elif high is None:
        said = f"≥ {low:,} {what}"
    elif low is None:
        said = f"≤ {high:,} {what}"
    else:
        said = f"{low:,}–{high:,} {what}"
    who = safe(counted.who) if counted.who else ""
    return f"{said} ({who})" if who else said


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
    """What the report calls a party, and who that is where the words alone do not say it."""
    words = safe(participant.span.text) if participant.span else ""
    said = words or safe(participant.name or "") or "somebody"
    known = [participant.name, participant.actor.name if participant.actor else None]
    for name in known:
        if name and not _says(said, safe(name)):
            said += f" [{safe(name)}]"
            break
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
