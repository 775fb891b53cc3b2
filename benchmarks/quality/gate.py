"""Floors under the figures: a ratchet. A figure below its floor fails the run; floors are only ever raised."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path

__all__ = ["fallen", "load_floors", "raised", "write_floors"]

_ROUNDING = 1e-6  # what rounding to three decimals may add


def load_floors(path: Path) -> dict[str, float]:
    """The floors, by the name of their figure: ``task/case/figure``. No file: no floors yet."""
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def write_floors(path: Path, floors: Mapping[str, float]) -> None:
    """Write floors so that a change of one is a change of one line."""
    path.write_text(json.dumps(dict(sorted(floors.items())), indent=2) + "\n", encoding="utf-8")


def fallen(floors: Mapping[str, float], figures: Mapping[str, float | None]) -> list[str]:
    """What has fallen, one sentence each; empty when every floor holds. A figure with a floor that was not
    measured has fallen too.

    >>> fallen({"gold/all/score": 0.6}, {"gold/all/score": 0.59})
    ['gold/all/score: 0.5900 is below its floor of 0.600.']
    """
    said = []
    for name, floor in sorted(floors.items()):
        value = figures.get(name)
        if value is None:
            said.append(f"{name}: not measured; its floor is {floor:.3f}.")
        elif value < floor - _ROUNDING:
            said.append(f"{name}: {value:.4f} is below its floor of {floor:.3f}.")
    return said


def raised(floors: Mapping[str, float], figures: Mapping[str, float | None]) -> dict[str, float]:
    """Floors lifted to what was measured, rounded down to three decimals; none is lowered and none is lost.

    >>> raised({"a": 0.5, "b": 0.9}, {"a": 0.61279, "b": 0.1, "c": 0.2})
    {'a': 0.612, 'b': 0.9, 'c': 0.2}
    """
    lifted = dict(floors)
    for name, value in figures.items():
        if value is not None:
            lifted[name] = max(lifted.get(name, 0.0), math.floor(value * 1000 + 1e-6) / 1000)
    return lifted
