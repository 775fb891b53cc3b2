"""Long lists a page at a time: each page begins after the last row of the one before, so that none is met twice,
whatever was added meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

__all__ = ["Page", "Position", "page_of"]

Position = tuple[int | None, int]
"""Where a row stands in a list that goes by days, the last first: its day, and its number inside the casebook."""
Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Page(Generic[Record]):
    """Some records of a list, and the position after which the next page begins; ``None`` where there is none."""

    records: tuple[Record, ...]
    after: Position | None = None


def page_of(found: Iterable[tuple[Position, Callable[[], Record]]], limit: int) -> Page[Record]:
    """The first ``limit`` of what was found. A record is made only where it is on the page, and before the next is
    looked for, so that all are of one moment."""
    records: list[Record] = []
    last: Position | None = None
    for position, make in found:
        if len(records) == limit:
            return Page(tuple(records), last)
        records.append(make())
        last = position
    return Page(tuple(records))
