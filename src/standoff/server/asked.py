"""What a request asks of incidents and reports: the same parameters for pages, lists, map and files."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import Query

from standoff.server.problems import UnusableError

__all__ = ["Asked", "day_of"]

_DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_MAX_WORDS = 200


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


def _numbers(written: str, count: int, what: str) -> tuple[float, ...]:
    try:
        found = tuple(map(float, written.split(",")))
    except ValueError:
        found = ()
    if len(found) != count or not all(-180 <= number <= 40_000 for number in found):
        raise UnusableError(f"{written[:60]!r} is no {what}.")
    return found


@dataclass(frozen=True, slots=True)
class Asked:
    """Conditions on incidents, all of which must be met; use as a dependency."""

    query: Annotated[str | None, Query(max_length=_MAX_WORDS, description="Words that stand in its claims.")] = None
    place: Annotated[str | None, Query(max_length=_MAX_WORDS, description="Words of the place's name.")] = None
    near: Annotated[str | None, Query(description="LAT,LON,KM: no further than so far from a point.")] = None
    box: Annotated[str | None, Query(description="SOUTH,WEST,NORTH,EAST in degrees.")] = None
    since: Annotated[str | None, Query(description="A day, a month or a year.")] = None
    until: Annotated[str | None, Query(description="A day, a month or a year.")] = None
    type: Annotated[str | None, Query(max_length=40, description="A PLOVER event type.")] = None
    party: Annotated[str | None, Query(max_length=80, description="A party's id: RUS, RUS-MIL.")] = None
    claimant: Annotated[str | None, Query(max_length=_MAX_WORDS, description="Words of a claimant's name.")] = None
    status: Annotated[str | None, Query(max_length=40)] = None
    disputed: Annotated[bool | None, Query()] = None
    reviewed: Annotated[bool | None, Query()] = None
    known_on: Annotated[str | None, Query(description="As it was known on that day.")] = None

    def conditions(self) -> dict[str, Any]:
        """The conditions as ``Casebook.incidents`` takes them. Raises ``UnusableError``."""
        asked: dict[str, Any] = {
            "query": self.query or None,
            "place": self.place or None,
            "type": self.type or None,
            "party": self.party or None,
            "claimant": self.claimant or None,
            "status": self.status or None,
            "is_disputed": self.disputed,
            "since": day_of(self.since) if self.since else None,
            "until": day_of(self.until, is_last=True) if self.until else None,
        }
        if self.near:
            asked["near"] = _numbers(self.near, 3, "point and distance")
        if self.box:
            asked["box"] = _numbers(self.box, 4, "box")
        return {name: value for name, value in asked.items() if value is not None}
