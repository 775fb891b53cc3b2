"""Incidents in the shape of ACLED's event table: its 31 columns and codes, our own ids.

One row has room for one actor, one place and one number, so that a sidecar lists what was dropped and why. No row is
ACLED's, and none has its judgement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO

from standoff.exporters.rows import write_rows
from standoff.exporters.told import Drop, Dropped, Told, bounds, country_of, dropping
from standoff.records import Acled, Actor, Where
from standoff.wording import count, figure

__all__ = ["ACLED_COLUMNS", "acled_rows", "write_acled"]

ACLED_COLUMNS = (
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type",
    "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting",
    "iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision",
    "source", "source_scale", "notes", "fatalities", "tags", "timestamp",
)  # fmt: skip
_DISORDER = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Protests": "Demonstrations",
    "Riots": "Demonstrations",
    "Strategic developments": "Strategic developments",
}
_GEO_PRECISION = {"exact": 1, "town": 1, "near": 2, "district": 2, "region": 3}
_WEEK, _MONTH = 7, 31


def write_acled(told: Iterable[Told], stream: TextIO) -> list[Dropped]:
    """Write the rows as CSV; what was dropped."""
    dropped: list[Dropped] = []
    write_rows(ACLED_COLUMNS, acled_rows(told, dropped), stream)
    return dropped


def acled_rows(told: Iterable[Told], dropped: list[Dropped]) -> Iterator[dict[str, Any]]:
    """A row an incident that ACLED's table has room for; ``dropped`` gets what it has not."""
    for each in told:
        row = _row(each, dropped)
        if row is not None:
            yield row


def _row(told: Told, dropped: list[Dropped]) -> dict[str, Any] | None:
    incident = told.incident
    drop = dropping(incident, dropped)
    acled, place, when = _acled(told), incident.place, incident.when
    lacks = None
    if not told.is_said_to_have_happened:
        lacks = "no account says that it happened"
    elif acled is None:
        lacks = f"ACLED has no event type for {incident.type}"
    elif when is None:
        lacks = "no account gives a day, and event_date may not be empty"
    elif place is None or place.lat is None or place.precision == "country":
        lacks = "it lies at no place finer than a country, and ACLED has no such precision"
    if acled is None or when is None or place is None or lacks is not None:
        drop("row", "", incident.title, "", lacks or "")
        return None
    length = (when.latest - when.earliest).days + 1
    if length > 1:
        drop("event_date", when.earliest, f"{when.earliest} to {when.latest}", "", "one day fits; the first is kept")
    country, iso, _ = country_of(place.country)
    actors = [_party(told, role, country, place, drop) for role in ("actor", "target")]
    (actor1, inter1), (actor2, inter2) = actors
    fatalities = _fatalities(told, drop)
    for dispute in incident.disputes:
        if dispute.field in ("place", "when", "type"):
            for value in dispute.values:
                drop(dispute.field, "", value.value, ", ".join(value.claimants), "accounts differ; one value fits")
    codes = sorted((inter1, inter2), key=lambda code: (code == 0, code))
    is_on_civilians = inter2 == _CIVILIANS and acled.event_type != "Protests"
    return {
        "event_id_cnty": f"STANDOFF-{incident.id}",
        "event_date": when.earliest.isoformat(),
        "year": when.earliest.year,
        "time_precision": 1 if length == 1 else 2 if length <= _WEEK else 3,
        "disorder_type": _DISORDER[acled.event_type],
        "event_type": acled.event_type,
        "sub_event_type": acled.sub_event_type,
        "actor1": actor1,
        "assoc_actor_1": "",
        "inter1": inter1,
        "actor2": actor2,
        "assoc_actor_2": "",
        "inter2": inter2,
        "interaction": f"{codes[0]}{codes[1]}",
        "civilian_targeting": "Civilian targeting" if is_on_civilians else "",
        "iso": iso,
        "region": "",
        "country": country,
        "admin1": place.admin1 or "",
        "admin2": "",
        "admin3": "",
        "location": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "geo_precision": _GEO_PRECISION.get(place.precision or "", 3),
        "source": "; ".join(basis.name for basis in incident.corroboration.outlets),
        "source_scale": "",
        "notes": _notes(told),
        "fatalities": fatalities,
        "tags": "; ".join([f"status={incident.status}", f"reviewed={str(incident.is_reviewed).lower()}"]),
        "timestamp": "",
    }


def _acled(told: Told) -> Acled | None:
    counts: Counter[Acled] = Counter()
    for claim_id in told.incident.claims:
        claim = told.claims.get(claim_id)
        is_of_it = claim is not None and claim.event.type == told.incident.type and told.says_it_happened(claim_id)
        if claim is not None and is_of_it and claim.event.acled is not None:
            counts[claim.event.acled] += 1
    return max(counts, key=lambda each: (counts[each], each.sub_event_type), default=None)


_STATE, _REBELS, _MILITIA, _CIVILIANS, _OTHER = 1, 2, 3, 7, 8
_INTER = {"REB": _REBELS, "CVL": _CIVILIANS, "NGO": _CIVILIANS, "MED": _CIVILIANS, "UNK": _MILITIA}


def _inter(actor: Actor, place: Where) -> int:
    if actor.sector in ("MIL", "GOV", "COP", "JUD", "LEG"):
        return _STATE if actor.country == place.country else _OTHER
    return _INTER.get(actor.sector or "UNK", _OTHER)


def _party(told: Told, role: Any, country: str, place: Where, drop: Drop) -> tuple[str, int]:
    """The one party of a role that fits, and its code. Where accounts differ on who did it, none of those is put down
    as if it had been: ACLED's unidentified group is, and all are listed as dropped."""
    found = told.parties(role)
    column = "actor1" if role == "actor" else "actor2"
    if not found:
        if role == "target":
            return "", 0
        drop(column, f"Unidentified Armed Group ({country})", "", "", "no account names an actor of the registry")
        return f"Unidentified Armed Group ({country})", _MILITIA
    if role == "actor" and told.is_disputed("actor"):
        kept = f"Unidentified Armed Group ({country})"
        for actor, by in found:
            drop(column, kept, actor.name, ", ".join(by), "accounts differ on who did it, and one actor fits")
        return kept, _MILITIA
    (first, _), *others = found
    for actor, by in others:
        drop(column, first.name, actor.name, ", ".join(by), "one actor fits; the one that most accounts name is kept")
    return first.name, _inter(first, place)


def _fatalities(told: Told, drop: Drop) -> int:
    """The most conservative figure, as ACLED records it; the others are dropped."""
    toll = told.toll("killed")
    if toll is None:
        drop("fatalities", 0, "", "", "no account counts the dead; ACLED has no empty value")
        return 0
    kept = toll.low or 0
    for account in told.incident.accounts:
        by = account.claimant.name
        for counted in account.tolls:
            if counted.what == "killed" and (counted.low, counted.high) != (kept, kept):
                drop("fatalities", kept, bounds(counted), by, "the most conservative figure is recorded")
            elif counted.what in ("injured", "missing", "detained", "displaced"):
                drop(counted.what, "", bounds(counted), by, "ACLED counts the dead alone")
    return kept


_FEW = 6
_FIELDS = {"actor": "who did it", "target": "to whom", "place": "where", "when": "when"}


def _notes(told: Told) -> str:
    """Who tells of it, who denies or questions it, and on what they differ, so that no cell says of itself that it was
    so, and nobody is said to say what another does."""
    incident = told.incident
    names = {position: _claimants(told, position) for position in ("asserts", "denies", "questions")}
    said = [f"Told by {_listed(names['asserts'])}"] if names["asserts"] else []
    said += [f"{name} denies it" for name in names["denies"]]
    said += [f"{name} questions it" for name in names["questions"]]
    for dispute in incident.disputes:
        if dispute.field in _FIELDS:
            values = (f"{value.value} ({_listed(value.claimants)})" for value in dispute.values)
            said.append(f"Accounts differ on {_FIELDS[dispute.field]}: {'; '.join(values)}")
    toll = told.toll("killed")
    if toll is not None:
        said.append(f"{figure(toll)} ({toll.by})")
    low, high = incident.corroboration.origins_low, len(incident.corroboration.origins)
    origins = count(high, "independent origin") if low == high else f"{low}-{high} independent origins"
    said.append(f"{origins} in {count(len(incident.reports), 'report')}")
    return ". ".join(said) + "."


def _claimants(told: Told, position: str) -> list[str]:
    accounts = (account for account in told.incident.accounts if account.position == position)
    return list(dict.fromkeys(account.claimant.name for account in accounts))


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
    return ", ".join(names[:_FEW]) + more
