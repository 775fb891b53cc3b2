"""How sure and how real a happening is told to be, by the rules and the model together: log-odds are added up.

``training/weighing.py`` sets what is added.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log
from typing import Any, Final, cast, get_args

from standoff.errors import KnowledgeError
from standoff.events.modality import Modality
from standoff.records import Certainty, Happens, Reality

__all__ = ["LEAST", "Weights", "load_weights", "said_of", "weighed"]

_VALUES: Final = {"certainty": get_args(Certainty), "reality": get_args(Reality)}
_OPEN = "open"
"""What the rules say of the reality of what is hypothetical because it may be: "they may resume"."""
_SAID: Final = {"certainty": _VALUES["certainty"], "reality": (*_VALUES["reality"], _OPEN)}
LEAST = 0.0003
"""What the model holds for less likely counts as this likely."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What is added up for the values of one field: for a point of the model's logarithm, and for what the rules say
    (the outer key) to each value."""

    point: float
    by_rules: Mapping[str, Mapping[str, float]]

    def likeliest(self, said: str, told: Mapping[str, float]) -> str:
        """The likeliest value where the rules have ``said`` one and the model holds each for so likely; the rules' own
        among equals."""
        added = self.by_rules[said]
        own = "hypothetical" if said == _OPEN else said
        return max(added, key=lambda value: (self.point * log(max(told[value], LEAST)) + added[value], value == own))


def said_of(modality: Modality, field: str) -> str:
    """What the rules say of a field, by which it is weighed: of the reality of what only may be, a value of its own.

    >>> said_of(Modality(certainty="possible", reality="hypothetical"), "reality")
    'open'
    """
    is_open = field == "reality" and (modality.certainty, modality.reality) == ("possible", "hypothetical")
    return _OPEN if is_open else str(getattr(modality, field))


@cache
def load_weights() -> Mapping[str, Weights]:
    """What ``weighing.toml`` says of each field. Raises ``KnowledgeError`` where it is wrong."""
    try:
        text = files("standoff.events").joinpath("weighing.toml").read_text(encoding="utf-8")
        return {name: _weights(tomllib.loads(text)[name], _SAID[name], values) for name, values in _VALUES.items()}
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise KnowledgeError(
            f"events/weighing.toml is wrong: {error!r}", advice="Set it anew with training/weighing.py."
        ) from error


def _weights(table: Mapping[str, Any], ways: Sequence[str], values: Sequence[str]) -> Weights:
    by_rules = {said: {value: float(table["by_rules"][said][value]) for value in values} for said in ways}
    return Weights(float(table["point"]), by_rules)


def weighed(modality: Modality, told: Happens | None, *, is_settled: bool = False) -> Modality:
    """What the rules make of a happening, weighed against what the model makes of its word, where it has read it. Of
    "not" the rules know as much alone.

    ``is_settled``: its reality is known from elsewhere, as where a deed told before is laid to somebody.
    """
    told_as = told.told_as if told is not None else {}

    def likeliest(name: str) -> str:
        if name not in told_as:
            return str(getattr(modality, name))
        return load_weights()[name].likeliest(said_of(modality, name), told_as[name])

    return Modality(
        modality.polarity,
        cast(Certainty, likeliest("certainty")),
        modality.reality if is_settled else cast(Reality, likeliest("reality")),
    )
