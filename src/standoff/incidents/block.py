"""Which tellings are worth comparing: those that share a rare name, or a neighbourhood and a week."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Mapping
from itertools import product
from math import floor, log

import numpy as np
from numpy.typing import NDArray

from standoff.incidents.tellings import Telling

__all__ = ["MOST_CANDIDATES", "MOST_HOLDERS", "Points", "area_of", "keys_of", "wanted_keys"]

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


class Points:
    """How much each telling has in common with the one in hand; the numbers of tellings are its places."""

    def __init__(self, total: int, highest: int) -> None:
        self._total = total
        self._points = np.zeros(highest + 1)

    def candidates(
        self,
        number: int,
        keys: Iterable[int],
        holders: Callable[[int], NDArray[np.int64]],
        uid_of: Callable[[int], str],
    ) -> list[int]:
        """The numbers of the tellings to compare with one, likeliest first; ``keys`` are those that it wants.

        ``holders`` gives the numbers of the tellings that hold a key, of which no more than ``MOST_HOLDERS`` + 1 are
        needed. Of those that share as much the first by id are taken, so that the numbers do not matter.
        """
        found = [held for held in map(holders, keys) if 0 < len(held) <= MOST_HOLDERS]
        if not found:
            return []
        points = self._points
        for held in found:
            points[held] += log((self._total + 1) / (len(held) + 0.5))
        points[number] = 0.0
        every = np.unique(np.concatenate(found))
        every = every[every != number]
        scores = points[every]
        points[every] = 0.0
        if len(every) > MOST_CANDIDATES:
            least = np.partition(scores, -MOST_CANDIDATES)[-MOST_CANDIDATES]
            every, scores = every[scores >= least], scores[scores >= least]
        ranked = sorted(
            (-score, uid_of(each), each) for each, score in zip(every.tolist(), scores.tolist(), strict=True)
        )
        return [each for _, _, each in ranked[:MOST_CANDIDATES]]


def area_of(telling: Telling) -> int | None:
    """The number of the square that a telling lies in: those of one square have most of their candidates in common."""
    return min((lat * 1_000 + lon for lat, lon, _ in _cells(telling, 0)), default=None)


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
