"""The weights of what speaks for and against one happening, as ``weights.toml`` has them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from standoff.errors import KnowledgeError

__all__ = ["Weights", "load_weights"]

Weights = Mapping[str, float]
"""What each feature adds to the log-odds, for each unit of it; a feature without a weight adds nothing."""


@cache
def load_weights(table: str) -> Weights:
    """A table of ``weights.toml``: ``within`` one report (``within_read`` where the model has read the
    mentions), ``between`` reports, or ``groups`` of them."""
    path = files("standoff.incidents").joinpath("weights.toml")
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))[table]
        return MappingProxyType({str(name): float(value) for name, value in found.items()})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, ValueError, AttributeError) as error:
        raise KnowledgeError(
            f"incidents/weights.toml cannot be read: {error!r}",
            advice="`python training/linking.py` makes it anew.",
        ) from error
