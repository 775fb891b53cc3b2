"""Weights that were learnt and ship beside the code that adds them up, each file with the script that makes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files
from math import isfinite
from types import MappingProxyType
from typing import TypeVar

from standoff.errors import KnowledgeError

__all__ = ["numbers_of", "read_learnt", "rows_of"]

Table = TypeVar("Table")


def read_learnt(name: str, read: Callable[[str], Table], *, made_by: str) -> Table:
    """What ``read`` makes of the text of a file of this folder. Raises ``KnowledgeError``, with the script by which it
    is ``made_by``, where the file cannot be read or ``read`` stumbles over it."""
    try:
        return read(files("standoff.claims").joinpath(name).read_text(encoding="utf-8"))
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise KnowledgeError(
            f"claims/{name} is wrong or missing: {error!r}", advice=f"`python training/{made_by}` makes it anew."
        ) from error


def numbers_of(table: Mapping[str, object]) -> Mapping[str, float]:
    """A table of numbers as it was read; raises ``TypeError`` or ``ValueError`` where one is none, or nothing is there.

    >>> dict(numbers_of({"by rules": 1}))
    {'by rules': 1.0}
    """
    numbers: dict[str, float] = {name: float(value) for name, value in table.items()}  # type: ignore[arg-type]
    if not numbers or not all(map(isfinite, numbers.values())):
        raise ValueError("no numbers" if not numbers else "a number that is none")
    return MappingProxyType(numbers)


def rows_of(text: str) -> Mapping[str, float]:
    """The numbers of a table with a name and a number a line, a tab between, and remarks behind ``#``.

    >>> dict(rows_of("# what speaks for it\\nnear\\t0.5"))
    {'near': 0.5}
    """
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return numbers_of(dict(rows))
