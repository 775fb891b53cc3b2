"""From how sure the reading of a happening is to how likely a claim made of it is one that a person would note too."""

from __future__ import annotations

from math import exp, log

__all__ = ["likelihood_of"]

_AT_EVEN, _PER_POINT = 1.22, 0.50
"""Set by ``training/confidence.py`` (Platt, "Probabilistic outputs for support vector machines", 1999) on 1,150 short
reports that the rules were not developed on."""


def likelihood_of(surety: float) -> float:
    """The share of claims read so surely that stand in the annotations of a person: the same words, by the rule of
    ``training/confidence.py``. ``surety`` is more than 0 and less than 1, and so is the answer.

    >>> [likelihood_of(surety) for surety in (0.1, 0.5, 0.9)]
    [0.53, 0.772, 0.91]
    """
    return round(1 / (1 + exp(-(_AT_EVEN + _PER_POINT * log(surety / (1 - surety))))), 3)
