"""From how sure the reading of a happening is to how likely a claim made of it is one that a person would note too."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import exp, log

from standoff.claims.learnt import numbers_of, read_learnt

__all__ = ["Curve", "likelihood_of", "load_curve"]

_USUAL = 45
"""So many letters has a claim's quote for which nothing is added."""


@dataclass(frozen=True, slots=True)
class Curve:
    """What is added up, in log-odds: for a surety of one half, for a point of the surety's own log-odds, for a quote
    e times as long, for what its sentence tells first, for who gives a number, and for each event type.

    Platt, "Probabilistic outputs for support vector machines", 1999, of more than one number."""

    even: float
    surety: float
    length: float
    first: float
    toll: float
    types: Mapping[str, float]

    def points_of(self, surety: float, kind: str, letters: int, *, is_first: bool, has_toll: bool) -> float:
        """The log-odds that a claim is right: the surety as log-odds, the quote's length in code points."""
        points = self.even + self.surety * surety + self.length * log(max(letters, 1) / _USUAL)
        return points + self.first * is_first + self.toll * has_toll + self.types.get(kind, 0.0)


@cache
def load_curve() -> Curve:
    """What ``confidence.toml`` says, which ``training/confidence.py`` sets. Raises ``KnowledgeError`` where it cannot
    be read."""
    return read_learnt("confidence.toml", _curve, made_by="confidence.py")


def _curve(text: str) -> Curve:
    table = tomllib.loads(text)
    return Curve(types=numbers_of(table["types"]), **numbers_of(table["points"]))


def likelihood_of(surety: float, kind: str, letters: int, *, is_first: bool, has_toll: bool) -> float:
    """The share of such claims that stand in the annotations of a person: the same words, by the rule of
    ``training/confidence.py``. ``surety`` is more than 0 and less than 1, and so is the answer; ``kind`` is the
    event type, ``letters`` the length of the quote in code points, ``is_first`` whether its sentence tells nothing
    before it.

    >>> sure = likelihood_of(0.9, "ASSAULT", 80, is_first=True, has_toll=True)
    >>> sure > likelihood_of(0.9, "ASSAULT", 20, is_first=False, has_toll=False)
    True
    """
    points = load_curve().points_of(log(surety / (1 - surety)), kind, letters, is_first=is_first, has_toll=has_toll)
    return round(1 / (1 + exp(-points)), 3)
