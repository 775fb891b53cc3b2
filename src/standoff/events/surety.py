"""How sure it is that a happening was read rightly: a logistic sum of what could be seen, between 0 and 1."""

from __future__ import annotations

import math
from collections.abc import Sequence

from standoff.events.chosen import Chosen
from standoff.events.modality import Modality
from standoff.records import Participant

__all__ = ["confidence_of", "log_odds"]

# Fitted to 800 claims whose type (and words) were right or not, then rounded: of those at 0.8 to 0.9, 87 % were right,
# of those at 0.4 to 0.5, 43 %. That a word is weak is the lexicon's own judgement and was not fitted.
_BASE = 0.8
_FORM = {"noun": -0.45, "occur": 0.2, "undergo": 0.2, "adjective": -0.7}
_LINK = {"ROOT": 0.0, "ccomp": -0.25, "conj": -0.25, "xcomp": -0.25, "relcl": -1.65, "acl": -1.65, "advcl": -1.65}
_OTHER_LINK = -1.45
_HAS_TARGET, _IS_KNOWN = 0.7, 0.35
_REALITY = {"hypothetical": -1.7, "planned": -0.6, "attempted": -0.6}
_A_POINT_OF_WEIGHT = 2.0
_USUAL_WEIGHT = 0.9


_UNTOLD = 0.02
"""The model leaves out what it holds for less likely."""
_IF_TOLD, _A_POINT_TOLD = -0.96, 1.19
"""Set by ``training/confidence.py``: what is added where the model reads too, and for a point of its log-odds."""


def confidence_of(
    chosen: Chosen, modality: Modality, parties: Sequence[Participant], told: float | None = None
) -> float:
    """A number between 0.01 and 0.99: the higher, the likelier the type and words are right. ``told`` is how likely the
    model holds the word to tell a happening; ``None`` where the rules read alone."""
    found = chosen.found
    points = _BASE + _FORM.get(found.form, 0.0) + _REALITY.get(modality.reality, 0.0)
    points += _LINK.get(found.head.dep_, _OTHER_LINK) if found.form != "noun" else 0.0
    points += _HAS_TARGET * any(each.role == "target" for each in parties)
    points += _IS_KNOWN * any(each.actor is not None for each in parties)
    points += _A_POINT_OF_WEIGHT * (found.trigger.weight - _USUAL_WEIGHT)
    if told is not None:
        points += _IF_TOLD + _A_POINT_TOLD * log_odds(told)
    return round(min(0.99, max(0.01, 1 / (1 + math.exp(-points)))), 3)


def log_odds(told: float) -> float:
    """The model's log-odds that a word tells a happening, within what can be told apart.

    >>> [round(log_odds(told), 1) for told in (0.0, 0.5, 1.0)]
    [-3.9, 0.0, 3.9]
    """
    bounded = min(1.0 - _UNTOLD, max(_UNTOLD, told))
    return math.log(bounded / (1.0 - bounded))
