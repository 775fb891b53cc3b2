"""What the small model says of a document's words, for the stages to weigh."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct, field

__all__ = ["Happened", "Happens", "Marks", "Said"]

Run = tuple[int, int]
"""The first of the parser's tokens, and the one after the last."""


class Happens(Struct, frozen=True, gc=False):
    """That a happening's trigger begins at a token.

    ``probability`` is that of a trigger, ``types`` those of each PLOVER type, ``sub_events`` those of each of ACLED's
    sub-event types and, under the empty name, of none; all lie between 0 and 1, and those of the sub-events sum to one.
    ``roles`` are what most likely fills each role of ``actor``, ``target``, ``place`` and ``when``. ``told_as`` holds
    for ``certainty`` and ``reality`` how likely it has each of their values, which sum to one.
    """

    probability: float
    types: Mapping[str, float]
    sub_events: Mapping[str, float]
    roles: Mapping[str, tuple[Run, ...]]
    told_as: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


class Happened(NamedTuple):
    """How likely a thing is put forward as having happened (``yes``), as not (``no``: denied, still to come, wished
    for, supposed), or as neither for sure (``unsettled``). The three sum to one."""

    yes: float
    unsettled: float
    no: float

    @property
    def likeliest(self) -> Literal["yes", "unsettled", "no"]:
        """The likeliest of the three, the first of equals.

        >>> Happened(0.2, 0.1, 0.7).likeliest
        'no'
        """
        if self.yes >= max(self.unsettled, self.no):
            return "yes"
        return "unsettled" if self.unsettled >= self.no else "no"


class Said(Struct, frozen=True, gc=False):
    """That words lay something to somebody: the cue, and what is most likely its source and its content.

    ``probability`` is that of a cue, between 0 and 1.
    """

    probability: float
    cue: Run
    source: tuple[Run, ...]
    content: tuple[Run, ...]


class Marks(Struct, frozen=True, gc=False):
    """Triggers by the number of the parser's token, and cues in text order; unlikely ones are left out. ``passages``
    holds for each of the parser's sentences how far it speaks for each of ACLED's sub-events, or under the empty name
    for none, in log-odds; it is empty where the model was not taught to say."""

    triggers: Mapping[int, Happens]
    cues: Sequence[Said] = ()
    passages: Sequence[Mapping[str, float]] = ()
