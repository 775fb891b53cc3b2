"""Values of records in the words of a page: days, tolls, names; and text made safe to be shown in one line.

Each is a filter of the templates: ``{{ incident.when | days }}``.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from standoff.actors import ActorRegistry
from standoff.exporters import country_of
from standoff.wording import count, day, days, figure, one_line

__all__ = [
    "FILTERS",
    "count",
    "country",
    "day",
    "days",
    "event_type",
    "figure",
    "instant",
    "language_tag",
    "outside",
    "party",
    "shown",
    "spoken",
]

_LANGUAGE = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")
_MOST_LETTERS = 500


def shown(text: str | None, most: int = _MOST_LETTERS) -> str:
    """One line of a report's text that a page can only show: no control characters, none that turn the direction of
    writing, no more than ``most`` letters.

    >>> shown("four\\n  \\u202edead", most=6)
    'four d…'
    """
    begins = (text or "")[: 4 * most]
    line = one_line(begins)
    return line if len(line) <= most and len(begins) == len(text or "") else line[:most].rstrip() + "…"


def instant(at: datetime | None) -> str:
    """A moment in UTC, to the minute; nothing for none."""
    return f"{day(at.astimezone(UTC).date())}, {at.astimezone(UTC):%H:%M} UTC" if at else ""


@cache
def country(code: str | None) -> str:
    """The English name of a country by its ISO 3166-1 alpha-3 code; the code where there is none."""
    return country_of(code)[0] or code or ""


@cache
def party(code: str | None) -> str:
    """The usual name of a party that somebody speaks for, by its id in the registry or its country's code.

    >>> party("RUS"), party("PSE-HAMAS"), party(None)
    ('Russia', 'Hamas', '')
    """
    named = country(code)
    return named if code is None or named != code else next(iter(ActorRegistry.load().aliases_of(code)), code)


def spoken(word: str) -> str:
    """A value of a record as a word: "unnamed_official" is "unnamed official"."""
    return word.replace("_", " ").replace("-", " ")


def event_type(code: str) -> str:
    """An event type as a word.

    >>> event_type("ASSAULT")
    'Assault'
    """
    return code[:40].capitalize()


def language_tag(language: str | None) -> str | None:
    """The language of a report as ``lang`` takes it, by which words are spoken; nothing where it is no tag of one.

    >>> language_tag("fr"), language_tag("pt_BR"), language_tag("<b>")
    ('fr', 'pt-BR', None)
    """
    tag = (language or "").replace("_", "-")
    return tag if _LANGUAGE.fullmatch(tag) else None


def outside(url: str | None) -> str | None:
    """An address that a page may link to: of the web, and no other."""
    if not url or len(url) > 4000 or _UNSEEN.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


FILTERS: dict[str, Any] = {
    each.__name__: each
    for each in (count, country, day, days, event_type, figure, instant, language_tag, outside, party, shown, spoken)
}
