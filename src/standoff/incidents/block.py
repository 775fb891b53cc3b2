"""Which tellings are worth comparing: those that share a rare name, or a neighbourhood and a week."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import product
from math import floor, log

from standoff.incidents.tellings import Telling

__all__ = ["MOST_CANDIDATES", "MOST_HOLDERS", "candidates", "keys_of", "wanted_keys"]

MOST_HOLDERS = 400
"""A key that more tellings hold than this says too little and costs too much; it is passed over."""
MOST_CANDIDATES = 60
"""So many tellings are compared with a new one: those that share the rarest keys."""
MOST_NAMES = 40
CELL_DEGREES = 0.5
WEEK = 7


def keys_of(telling: Telling) -> list[int]:
    """The keys under which a telling is found again, as signed 64-bit numbers."""
    return sorted({_key("n", name) for name in _names(telling)} | {_key("c", *cell) for cell in _cells(telling, 0)})


def wanted_keys(telling: Telling) -> list[int]:
    """The keys of the tellings that may be of the same happening: its own, and those of the cells and weeks around."""
    return sorted({_key("n", name) for name in _names(telling)} | {_key("c", *cell) for cell in _cells(telling, 1)})


def candidates(telling: Telling, holders: Callable[[int], Iterable[str]], total: int) -> list[str]:
    """The ids of the tellings to compare with one, likeliest first.

    ``holders`` gives the ids of the tellings that hold a key, of which no more than ``MOST_HOLDERS`` + 1 are asked
    for; ``total`` is the number of tellings there are.
    """
    points: Counter[str] = Counter()
    for key in wanted_keys(telling):
        found: list[str] = []
        for held in holders(key):
            found.append(held)
            if len(found) > MOST_HOLDERS:
                break
        if len(found) <= MOST_HOLDERS:
            rarity = log((total + 1) / (len(found) + 0.5))
            for held in found:
                if held != telling.id:
                    points[held] += rarity  # type: ignore[assignment]
    return [held for held, _ in sorted(points.items(), key=lambda item: (-item[1], item[0]))[:MOST_CANDIDATES]]


def _names(telling: Telling) -> list[str]:
    """The names that stand most often, numbers of one digit left out."""
    counts: Mapping[str, int] = telling.words
    names = [name for name in telling.names if len(name) > 1]
    return sorted(names, key=lambda name: (-counts.get(name, 0), name))[:MOST_NAMES]


def _cells(telling: Telling, around: int) -> Iterable[tuple[int, int, int]]:
    place, days = telling.place, telling.days
    if place is None or place.lat is None or place.lon is None or place.precision in ("country", "region"):
        return
    weeks = range(1)
    if days is not None:
        first, last = days.earliest.toordinal() // WEEK, days.latest.toordinal() // WEEK
        if last - first > 4:
            return
        weeks = range(first - around, last + around + 1)
    lat, lon = floor(place.lat / CELL_DEGREES), floor(place.lon / CELL_DEGREES)
    steps = range(-around, around + 1)
    for up, across, week in product(steps, steps, weeks):
        yield lat + up, lon + across, week


def _key(kind: str, *parts: object) -> int:
    text = "|".join([kind, *map(str, parts)]).encode()
    value = zlib.crc32(text) << 32 | zlib.crc32(text[::-1] + b"#")
    return value - (1 << 64) if value >= 1 << 63 else value
