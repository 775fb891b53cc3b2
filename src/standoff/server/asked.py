"""What a request asks of incidents, claims and reports: the same parameters for pages, lists, map and files."""

# Annotations are evaluated here: FastAPI looks for the names in those of a class where they are not.

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import Query
from pydantic import BeforeValidator

from standoff.actors import ActorRegistry
from standoff.ontology import NAMES
from standoff.records import Status
from standoff.server.problems import UnusableError

__all__ = ["Asked", "AskedOfClaims", "AskedOfReports", "day_of"]

_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_given = BeforeValidator(lambda value: None if value == "" else value)
"""What a form leaves empty asks nothing."""
_Words = Annotated[str | None, Query(max_length=200)]
_Day = Annotated[str | None, Query(max_length=10, description="A day, a month or a year: 2016-07-19, 2016-07, 2016.")]
_Near = Annotated[str | None, Query(max_length=100, description="LAT,LON,KM: no further than so far from a point.")]
_Box = Annotated[
    str | None,
    Query(
        max_length=100,
        description="SOUTH,WEST,NORTH,EAST in degrees; west of more degrees than east: across the 180th meridian.",
    ),
]
_Type = Annotated[str | None, Query(max_length=40, description="A PLOVER event type, or OTHER.")]
_Party = Annotated[
    str | None, Query(max_length=80, description="A party's name or id: Taliban, RUS-MIL, RUS with all of Russia.")
]
_Claimant = Annotated[str | None, Query(max_length=200, description="Beginnings of the words of a claimant's name.")]


def day_of(written: str, *, is_last: bool = False) -> date:
    """The first (or last) day of a day, a month or a year as it is written. Raises ``UnusableError``.

    >>> day_of("2016-07", is_last=True)
    datetime.date(2016, 7, 31)
    """
    match = _DAY.fullmatch(written.strip())
    try:
        year, month, day = (int(part) if part else None for part in match.groups()) if match else (None, None, None)
        if year is None:
            raise ValueError(written)
        month = month or (12 if is_last else 1)
        return date(year, month, day or (calendar.monthrange(year, month)[1] if is_last else 1))
    except ValueError:
        raise UnusableError(f"{written[:40]!r} is no day.", advice="Write it as 2016-07-19, 2016-07 or 2016.") from None


def _days(since: str | None, until: str | None) -> dict[str, Any]:
    first = day_of(since) if since else None
    last = day_of(until, is_last=True) if until else None
    if first and last and first > last:
        raise UnusableError(f"{since} is after {until}.", advice="Give the earlier day as `since`.")
    return {"since": first, "until": last}


def _type(written: str | None) -> str | None:
    if written and written.upper() not in NAMES:
        raise UnusableError(f"{written!r} is no type of event.", advice=f"Choose from {', '.join(NAMES)}.")
    return written


def _party(written: str | None) -> str | None:
    """The id of a party by its name, as the registry has it; what it does not know may be a name in the casebook."""
    return ActorRegistry.load().id_of(written or "") or written


def _named_place(place: str | None, country: str | None) -> dict[str, str | None]:
    """A place by words of its name; that of a country is all that lies in it."""
    named = ActorRegistry.load().country_called(place or "")
    return {"place": place, "country": country} if country or not named else {"country": named}


def _place(near: str | None, box: str | None) -> dict[str, Any]:
    asked: dict[str, Any] = {}
    if near:
        lat, lon, km = _numbers(near, 3, "point with a distance: LAT,LON,KM")
        if abs(lat) > 90 or abs(lon) > 180 or not 0 <= km <= 20_100:
            raise UnusableError(f"{near[:60]!r} is nowhere.", advice="Write it as LAT,LON,KM: 36.53,37.95,30.")
        asked["near"] = lat, lon, km
    if box:
        south, west, north, east = _numbers(box, 4, "box: SOUTH,WEST,NORTH,EAST")
        if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
            raise UnusableError(f"{box[:60]!r} is no box.", advice="Write it as SOUTH,WEST,NORTH,EAST: 36,37,37,39.")
        asked["box"] = south, north, west, east
    return asked


def _numbers(written: str, count: int, what: str) -> tuple[float, ...]:
    try:
        found = tuple(map(float, written.split(",")))
    except ValueError:
        found = ()
    if len(found) != count:
        raise UnusableError(f"{written[:60]!r} is no {what}.")
    return found


def _set(asked: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in asked.items() if value not in (None, "")}


@dataclass(frozen=True, slots=True)
class Asked:
    """Conditions on incidents, all of which must be met; use as a dependency."""

    query: Annotated[_Words, Query(description="Words that are said of it.")] = None
    place: Annotated[_Words, Query(description="Words of the place's name or its province's, or a country's name.")] = (
        None
    )
    near: _Near = None
    box: _Box = None
    since: _Day = None
    until: _Day = None
    type: _Type = None
    country: Annotated[str | None, Query(max_length=3, description="ISO 3166-1 alpha-3.")] = None
    party: _Party = None
    claimant: _Claimant = None
    status: Annotated[Status | None, _given, Query()] = None
    disputed: Annotated[bool | None, _given, Query(description="With a dispute or a denial, or without.")] = None
    reviewed: Annotated[bool | None, _given, Query(description="Judged by a person, or not.")] = None
    known_on: Annotated[_Day, Query(description="Of which something had been published by that day.")] = None

    def conditions(self) -> dict[str, Any]:
        """The conditions as ``Casebook.incidents`` takes them. Raises ``UnusableError``."""
        asked = {
            "query": self.query,
            **_named_place(self.place, self.country),
            "type": _type(self.type),
            "party": _party(self.party),
            "claimant": self.claimant,
            "status": self.status,
            "is_disputed": self.disputed,
            "is_reviewed": self.reviewed,
            "known_on": day_of(self.known_on, is_last=True) if self.known_on else None,
        }
        return _set(asked | _days(self.since, self.until) | _place(self.near, self.box))


@dataclass(frozen=True, slots=True)
class AskedOfClaims:
    """Conditions on claims."""

    near: _Near = None
    box: _Box = None
    since: _Day = None
    until: _Day = None
    type: _Type = None
    country: Annotated[str | None, Query(max_length=3, description="ISO 3166-1 alpha-3.")] = None
    party: _Party = None
    claimant: _Claimant = None

    def conditions(self) -> dict[str, Any]:
        """The conditions as ``Casebook.claims`` takes them. Raises ``UnusableError``."""
        asked = {"type": _type(self.type), "country": self.country, "party": _party(self.party)}
        asked["claimant"] = self.claimant
        return _set(asked | _days(self.since, self.until) | _place(self.near, self.box))


@dataclass(frozen=True, slots=True)
class AskedOfReports:
    """Conditions on reports."""

    query: Annotated[_Words, Query(description="Words of the title or the text.")] = None
    publisher: Annotated[_Words, Query(description="A part of the publisher's name.")] = None
    since: _Day = None
    until: _Day = None
    current: Annotated[bool | None, _given, Query(description="Not corrected later, or corrected later.")] = None

    def conditions(self) -> dict[str, Any]:
        """The conditions as ``Casebook.reports`` takes them. Raises ``UnusableError``."""
        asked = {"query": self.query, "publisher": self.publisher, "is_current": self.current}
        return _set(asked | _days(self.since, self.until))
