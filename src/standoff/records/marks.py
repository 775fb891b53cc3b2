"""What the small model says of a document's words, for the stages to weigh."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

__all__ = ["Happens", "Marks", "Said"]

Run = tuple[int, int]
"""The first of the parser's tokens, and the one after the last."""


@dataclass(frozen=True, slots=True)
class Happens:
    """That a happening's trigger begins at a token.

    ``probability`` is that of a trigger, ``types`` those of each PLOVER type; all lie between 0 and 1. ``roles`` are
    what most likely fills each role of ``actor``, ``target``, ``place`` and ``when``.
    """

    probability: float
    types: Mapping[str, float]
    roles: Mapping[str, tuple[Run, ...]]


@dataclass(frozen=True, slots=True)
class Said:
    """That words lay something to somebody: the cue, and what is most likely its source and its content.

    ``probability`` is that of a cue, between 0 and 1.
    """

    probability: float
    cue: Run
    source: tuple[Run, ...]
    content: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """Triggers by the number of the parser's token, and cues in text order; unlikely ones are left out."""

    triggers: Mapping[int, Happens]
    cues: Sequence[Said] = ()
