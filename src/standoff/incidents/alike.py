"""How alike the words of one telling and those of many others are, all at once.

What ``compare_tellings`` works out of two tellings' words is worked out here of numbers: each word has one, and a
telling's words are an array of them, so that one telling is compared with sixty others in a few steps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log, sqrt

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from standoff.incidents.compare import COMMON, Alike
from standoff.incidents.tellings import Telling

__all__ = ["Measure", "Measures"]

Numbers = NDArray[np.int32]
Weights = NDArray[np.float64]
_NO_WORDS: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True, eq=False)
class Measure:
    """A telling without its words, claims and parties, and the numbers and weights of the words; the same for all it is
    compared with."""

    telling: Telling
    words: Numbers
    weights: Weights
    size: float
    names: Numbers
    squares: Weights
    names_size: float
    deeds: Numbers
    deed_squares: Weights
    deeds_size: float
    full_names: Numbers
    rare: Weights


class Measures:
    """The words of all tellings by numbers, weighed by ``rarity``."""

    def __init__(self, rarity: Callable[[str], float]) -> None:
        self._rarity = rarity
        self._numbers: dict[str, int] = {}
        self._weights, self._values = np.zeros(1024), np.zeros(1024)

    def measure(self, telling: Telling) -> Measure:
        """A telling made ready to be compared with others."""
        numbers, rarity = self._numbers, self._rarity
        words = np.array([numbers.setdefault(word, len(numbers)) for word in telling.words], np.int32)
        weights = np.array([(1 + log(count)) * rarity(word) for word, count in telling.words.items()])
        in_order = sorted(telling.names)
        names = np.array([numbers.setdefault(name, len(numbers)) for name in in_order], np.int32)
        squares = np.array([rarity(name) ** 2 for name in in_order])
        in_order = sorted(telling.deeds)
        deeds = np.array([numbers.setdefault(word, len(numbers)) for word in in_order], np.int32)
        deed_squares = np.array([rarity(word) ** 2 for word in in_order])
        in_order = sorted(telling.full_names)
        full_names = np.array([numbers.setdefault(name, len(numbers)) for name in in_order], np.int32)
        rare = np.array([max(0.0, rarity(name) - COMMON) for name in in_order])
        if len(numbers) > len(self._weights):
            self._weights, self._values = np.zeros(2 * len(numbers)), np.zeros(2 * len(numbers))
        none: frozenset[str] = frozenset()
        bare = replace(telling, claims=(), words=_NO_WORDS, names=none, full_names=none, deeds=none, parties=none)
        return Measure(
            bare, words, weights, sqrt(float(weights @ weights)), names, squares, float(squares.sum()),
            deeds, deed_squares, sqrt(float(deed_squares.sum())), full_names, rare,
        )  # fmt: skip

    def alike(self, one: Measure, others: Sequence[Measure]) -> list[Alike]:
        """What the words of one telling and of each of some others have in common."""
        if not others:
            return []
        self._weights[one.words] = one.weights
        words = np.concatenate([other.words for other in others])
        products = self._weights[words] * np.concatenate([other.weights for other in others])
        totals = _sums(products, [len(other.words) for other in others])
        self._weights[one.words] = 0.0
        names = self._in_common(one.names, one.squares, [other.names for other in others])
        deeds = self._in_common(one.deeds, one.deed_squares, [other.deeds for other in others])
        rare = self._in_common(one.full_names, one.rare, [other.full_names for other in others])
        return [
            Alike(
                _part(total, one.size * other.size),
                _part(name, min(one.names_size, other.names_size)),
                _part(deed, one.deeds_size * other.deeds_size),
                excess,
            )
            for other, total, name, deed, excess in zip(others, totals, names, deeds, rare, strict=True)
        ]

    def _in_common(self, numbers: Numbers, values: Weights, others: Sequence[Numbers]) -> list[float]:
        """What the values come to of those words that each other has too."""
        self._values[numbers] = values
        sums = _sums(self._values[np.concatenate(others)], [len(other) for other in others])
        self._values[numbers] = 0.0
        return sums


def _part(shared: float, size: float) -> float:
    return shared / size if size else 0.0


def _sums(values: NDArray[np.float64], lengths: Sequence[int]) -> list[float]:
    """The sums of stretches of so many values."""
    ends = list(accumulate(lengths, initial=0))
    upto = np.concatenate([[0.0], np.cumsum(values)])[ends]
    return [float(each) for each in np.diff(upto)]
