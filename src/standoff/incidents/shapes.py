"""Tellings as JSON, so that a store can keep them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from sys import intern
from typing import Any, NamedTuple

from standoff.incidents.tellings import Telling
from standoff.records import Days, Where

__all__ = ["Told", "shape_of", "telling_of", "told_of"]


class Told(NamedTuple):
    """Of a telling what its incident is formed of; what it is compared by is left out."""

    id: str
    report_id: str
    claims: tuple[str, ...]
    published_on: date | None
    is_main: bool
    place: Where | None
    days: Days | None


_SETS = ("parties", "names", "actors", "targets", "modes", "claimants", "deeds", "full_names")


def shape_of(telling: Telling) -> dict[str, Any]:
    """The JSON shape of a telling; nothing in it depends on any order."""
    return {name: _plain(getattr(telling, name)) for name in Telling.__struct_fields__}


def telling_of(shape: Mapping[str, Any]) -> Telling:
    """The telling of its JSON shape. Raises ``KeyError``, ``TypeError`` or ``ValueError`` for anything else."""
    place = Where.from_dict(shape["place"]) if shape["place"] else None
    told_places = shape.get("told_places", ())
    values = dict(shape)
    values.update(
        claims=tuple(shape["claims"]),
        published_on=_day(shape["published_on"]),
        place=place,
        days=Days.from_dict(shape["days"]) if shape["days"] else None,
        tolls=frozenset((what, low, high) for what, low, high in shape["tolls"]),
        told_days=tuple(map(Days.from_dict, shape.get("told_days", ()))),
        firm_days=frozenset(map(date.fromisoformat, shape.get("firm_days", ()))),
        told_places=tuple(place if place and each == shape["place"] else Where.from_dict(each) for each in told_places),
    )
    for name in _SETS:  # an older telling lacks some
        values[name] = frozenset(map(intern, shape.get(name, ())))
    return Telling(**values)


def told_of(shape: Mapping[str, Any]) -> Told:
    """What the incident of a telling is formed of, of its JSON shape. Raises as ``telling_of`` does."""
    return Told(
        shape["id"],
        shape["report_id"],
        tuple(shape["claims"]),
        _day(shape["published_on"]),
        shape["is_main"],
        Where.from_dict(shape["place"]) if shape["place"] else None,
        Days.from_dict(shape["days"]) if shape["days"] else None,
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _plain(value: Any) -> Any:
    if isinstance(value, Where | Days):
        return value.to_dict()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return [list(each) if isinstance(each, tuple) else _plain(each) for each in sorted(value, key=str)]
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return dict(value) if isinstance(value, Mapping) else value
