"""All that the stages know, loaded once a process and handed to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["Knowledge"]


@dataclass(frozen=True)
class Knowledge:
    """The actor registry and the gazetteer."""

    registry: Any
    gazetteer: Any

    @classmethod
    def load(cls) -> Knowledge:
        """Load what ships with Standoff."""
        registry = gazetteer = None
        try:
            from standoff.actors import ActorRegistry
            registry = ActorRegistry.load()
        except ImportError:
            pass
        try:
            from standoff.gazetteer import Gazetteer
            gazetteer = Gazetteer.open()
        except ImportError:
            pass
        return cls(registry, gazetteer)
