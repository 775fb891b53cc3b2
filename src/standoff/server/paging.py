"""Cursors: where a page of a list ends and the next begins."""

# Annotations are evaluated here: FastAPI looks for the names in those of a class where they are not.

import re
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

from standoff.server.problems import UnusableError
from standoff.store import Position

__all__ = ["MOST_A_PAGE", "PageAsked", "cursor_of", "position_of"]

MOST_A_PAGE = 200
_CURSOR = re.compile(r"(-|\d{1,7})\.(\d{1,18})", re.ASCII)


def cursor_of(position: Position | None) -> str | None:
    """A position as an address carries it.

    >>> cursor_of((736164, 12)), cursor_of((None, 3)), cursor_of(None)
    ('736164.12', '-.3', None)
    """
    return None if position is None else f"{'-' if position[0] is None else position[0]}.{position[1]}"


def position_of(cursor: str | None) -> Position | None:
    """The position that a cursor is. Raises ``UnusableError``.

    >>> position_of("-.3"), position_of("")
    ((None, 3), None)
    """
    if not cursor:
        return None
    found = _CURSOR.fullmatch(cursor)
    if found is None:
        raise UnusableError(f"{cursor[:40]!r} is no cursor.", advice="Use `next` as the page before gave it.")
    return None if found[1] == "-" else int(found[1]), int(found[2])


@dataclass(frozen=True, slots=True)
class PageAsked:
    """Which page of a list, and how long; use as a dependency."""

    cursor: Annotated[str | None, Query(max_length=40, description="The `next` of the page before.")] = None
    limit: Annotated[int, Query(ge=1, le=MOST_A_PAGE, description="So many records at most.")] = 50

    @property
    def after(self) -> Position | None:
        """The position after which the page begins. Raises ``UnusableError``."""
        return position_of(self.cursor)
