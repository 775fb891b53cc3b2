"""How sure and how real a happening is told to be, by the rules and the model together: log-odds are added up.

``training/weighing.py`` sets what is added.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log
from typing import Any, Final, cast, get_args

from standoff.errors import KnowledgeError
from standoff.events.modality import Modality
from standoff.records import Certainty, Happens, Reality

__all__ = ["LEAST", "Weights", "is_open", "load_weights", "weighed"]

_VALUES: Final = {"certainty": get_args(Certainty), "reality": get_args(Reality)}
LEAST = 0.0003
"""What the model holds for less likely counts as this likely."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What is added up for the values of one field: for a point of the model's logarithm, and for what the rules say
    (the outer key) to each value; ``where_open`` instead, where the field has it and what the rules say is open."""

    point: float
    by_rules: Mapping[str, Mapping[str, float]]
    where_open: Mapping[str, float] | None = None

    def likeliest(self, said: str, told: Mapping[str, float], *, is_open: bool = False) -> str:
        """The likeliest value where the rules have ``said`` one and the model holds each for so likely; the rules' own
        among equals."""
        added = self.where_open if is_open and self.where_open is not None else self.by_rules[said]
        return max(added, key=lambda value: (self.point * log(max(told[value], LEAST)) + added[value], value == said))


def is_open(modality: Modality) -> bool:
    """Whether a happening is hypothetical only because it may be: "they may resume".

    >>> is_open(Modality(certainty="possible", reality="hypothetical"))
    True
    """
    return (modality.certainty, modality.reality) == ("possible", "hypothetical")


@cache
def load_weights() -> Mapping[str, Weights]:
    """What ``weighing.toml`` says of each field. Raises ``KnowledgeError`` where it is wrong."""
    try:
        text = files("standoff.events").joinpath("weighing.toml").read_text(encoding="utf-8")
        return {name: _weights(tomllib.loads(text)[name], values) for name, values in _VALUES.items()}
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise KnowledgeError(
            f"events/weighing.toml is wrong: {error!r}", advice="Set it anew with training/weighing.py."
        ) from error


def _weights(table: Mapping[str, Any], values: Sequence[str]) -> Weights:
    def numbers(added: Mapping[str, Any]) -> Mapping[str, float]:
        return {value: float(added[value]) for value in values}

    point, by_rules = float(table["point"]), {said: numbers(table["by_rules"][said]) for said in values}
    where_open = table.get("where_open")
    return Weights(point, by_rules, None if where_open is None else numbers(where_open))


def weighed(modality: Modality, told: Happens | None, *, settled: Collection[str] = ()) -> Modality:
    """What the rules make of a happening, weighed against what the model makes of its word, where it has read it. Of
    "not" the rules know as much alone.

    ``settled``: the fields known from elsewhere, as its reality where a deed told before is laid to somebody.
    """
    told_as = told.told_as if told is not None else {}

    def likeliest(name: str) -> str:
        said: str = getattr(modality, name)
        if name in settled or name not in told_as:
            return said
        return load_weights()[name].likeliest(said, told_as[name], is_open=is_open(modality))

    return Modality(modality.polarity, cast(Certainty, likeliest("certainty")), cast(Reality, likeliest("reality")))
