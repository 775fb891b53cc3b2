"""What a report says about itself in print: byline, publisher, day, origin, tags, media."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from msgspec.structs import replace

from standoff.languages.days import DAY_PATTERN, read_day
from standoff.languages.language import load_rules
from standoff.records import BlockKind, Origin, Report
from standoff.text.boilerplate import check_pattern
from standoff.text.layout import fold

__all__ = ["NAME_PATTERN", "TIME_PATTERN", "Printed", "agency_names", "printed_line"]

NAME_PATTERN = (
    r"(?-i:(?:[A-Z][\w.'’&-]{0,24}|the|al-\w{1,20})"
    r"(?:\s(?:[A-Z0-9&][\w.'’&-]{0,24}|of|the|and|for|de|al|el|van|von|bin|ibn|du|la|di|in)){0,7})"
)
"""A name of up to eight words, by its capitals."""
TIME_PATTERN = (
    r"(?:[,\s]{0,3}(?:at |- |\|\s?)?\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\b\.?)?"
    r"(?:\s?\(?(?:GMT|UTC|EST|EDT|ET|PST|CET|CEST|EET|IST|MSK|BST|local time|[+-]\d{2}:?\d{2})\)?)?)?"
)
_LINK = re.compile(r"https?://[^\s<>\"')\]]+", re.IGNORECASE)
_MEDIA = re.compile(
    r"[^?#]*\.(?:mp4|webm|mov|m4v|mp3|jpe?g|png|gif|webp|avif)(?:[?#].*)?\Z"
    r"|https?://(?:www\.)?(?:youtube\.com/(?:watch\?|embed/|shorts/)|youtu\.be/|vimeo\.com/\d)",
    re.IGNORECASE | re.DOTALL,
)
_MAX_LINK_CHARS = 2_000
_MAX_MEDIA = 100
_MAX_TAGS = 50


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    kind: BlockKind
    where: str
    pattern: re.Pattern[str]


@cache
def _line_rules(language: str = "en") -> tuple[_Rule, ...]:
    rules = []
    for rule in load_rules("printed", language)["line"]:
        pattern = (
            rule["pattern"]
            .replace("{day}", DAY_PATTERN)
            .replace("{name}", NAME_PATTERN)
            .replace("{time}", TIME_PATTERN)
        )
        check_pattern(rule, pattern, f"languages/{language}/printed.toml")
        rules.append(_Rule(rule["name"], rule["kind"], rule["where"], re.compile(pattern, re.IGNORECASE)))
    return tuple(rules)


@cache
def agency_names(language: str = "en") -> frozenset[str]:
    """The names of agencies whose copy others reprint, as they are printed."""
    return frozenset(load_rules("printed", language)["agencies"])


def printed_line(line: str, *, is_head: bool, is_foot: bool) -> tuple[BlockKind, re.Match[str]] | None:
    """The kind of block that a printed line about the report makes, and what it gives; ``None`` for any other line.

    ``line`` is without markup; ``is_head`` says that no body has come before it, ``is_foot`` that some has.
    """
    for rule in _line_rules():
        if (rule.where == "head" and not is_head) or (rule.where == "foot" and not is_foot):
            continue
        match = rule.pattern.match(line)
        if match:
            return rule.kind, match
    return None


@dataclass(slots=True)
class Printed:
    """What has been found in print so far, to be laid over a report's metadata.

    A value the reader found stands: it is the publisher's own, a printed line is our reading. There is one exception:
    where a printed day belongs to the publisher's own name and the metadata give none, it is taken.
    """

    byline: str | None = None
    days: list[date] = field(default_factory=list)
    named_days: list[tuple[str, date]] = field(default_factory=list)
    origin: Origin | None = None
    agency: Origin | None = None
    tags: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def take(self, match: re.Match[str]) -> None:
        """Keep what a printed line gives."""
        found = {key: value for key, value in match.groupdict().items() if value}
        day = read_day(found["day"]) if "day" in found else None
        if "byline" in found and self.byline is None:
            self.byline = found["byline"].strip(" .")
        if "name" in found and day:
            self.named_days.append((found["name"].strip(" ,."), day))
        elif day:
            self.days.append(day)
        if "origin" in found and self.origin is None:
            self.origin = Origin(
                found["origin"].strip(" .,"), read_day(found.get("origin_day")), match.group(0).strip()
            )
        if "values" in found and len(self.tags) < _MAX_TAGS:
            values = tuple(v.strip() for v in re.split(r"[,;|]", found["values"])[:_MAX_TAGS] if v.strip())
            self.tags.setdefault(found["tag"].lower(), values)

    def take_agency(self, name: str, basis: str) -> None:
        """Keep an agency named in a dateline or as a sign-off; the first one stands."""
        if self.agency is None and name not in load_rules("printed")["nameless"]:
            self.agency = Origin(name, None, basis.strip())

    def over(self, report: Report, boilerplate: str) -> Report:
        """The report with what it lacks filled in; ``boilerplate`` is all its text of that kind, which may name the
        publisher again."""
        publisher, published_on = report.publisher, report.published_on
        origin = report.origin or self.origin
        own_day: date | None = None
        for name, day in self.named_days:
            if origin and fold(name) == fold(origin.name):
                origin = replace(origin, published_on=origin.published_on or day)
            elif publisher and fold(name) == fold(publisher):
                own_day = own_day or day
            elif publisher is None and _is_publisher(name, boilerplate):
                publisher, own_day = name, day
            elif origin is None and publisher and _is_publisher(name, boilerplate):
                origin = Origin(name, day, f"{name} {day.isoformat()}")
            elif own_day is None:
                self.days.append(day)
        agency = self.agency
        if origin is None and agency and not (publisher and _is_same_name(agency.name, publisher)):
            origin = agency
        if published_on is None:
            published_on = own_day or (self.days[0] if self.days else None)
        return replace(
            report,
            byline=report.byline or self.byline,
            publisher=publisher,
            published_on=published_on,
            origin=origin,
            tags=report.tags or self.tags,
            media=report.media or media_links(report.text),
        )


def media_links(text: str) -> tuple[str, ...]:
    """Links to pictures, sound and film in a text, in order, each once."""
    if "http" not in text:
        return ()
    links = (match.group().rstrip(".,;:!?") for match in _LINK.finditer(text))
    return _first(link for link in links if len(link) <= _MAX_LINK_CHARS and _MEDIA.match(link))


def _first(links: Iterable[str]) -> tuple[str, ...]:
    seen: dict[str, None] = {}
    for link in links:
        seen.setdefault(link)
        if len(seen) >= _MAX_MEDIA:
            break
    return tuple(seen)


def _is_publisher(name: str, boilerplate: str) -> bool:
    """Whether a name printed beside a day is a publisher's and no town's."""
    words = load_rules("printed")["publisher_words"]
    return any(word in words for word in name.split()) or (
        len(fold(name)) > 3 and fold(name) in fold(boilerplate[:20_000])
    )


def _is_same_name(one: str, other: str) -> bool:
    first, second = fold(one), fold(other)
    return first in second or second in first
