"""What each pattern of the data file means: from the words found to days, once the context is known.

``MEANINGS`` holds every function by the name that a pattern's ``means`` gives. It takes what the pattern found and the
pattern's own arguments, and returns a number, an amount or a meaning, or ``None`` where the words say no such thing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from standoff.dates.meanings import counted, named, near
from standoff.dates.meanings.found import Found

__all__ = ["MEANINGS", "Found"]

MEANINGS: dict[str, Callable[..., Any]] = {
    name: getattr(module, name) for module in (named, near, counted) for name in module.__all__
}
