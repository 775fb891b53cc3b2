"""What the small model says of a document's words, for the stages to weigh."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Happens", "Marks"]


@dataclass(frozen=True, slots=True)
class Happens:
    """That a happening's trigger begins at a token.

    ``probability`` is that of a trigger, ``types`` those of each PLOVER type; all lie between 0 and 1.
    """

    probability: float
    types: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Marks:
    """Triggers by the number of the parser's token; unlikely tokens are left out."""

    triggers: Mapping[int, Happens]
