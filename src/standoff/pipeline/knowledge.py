"""All that the stages know, loaded once a process and handed to them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Knowledge"]


@dataclass(frozen=True)
class Knowledge:
    """The actor registry and the gazetteer."""

    registry: Any
    gazetteer: Any

    @classmethod
    def load(cls, actors: Path | None = None) -> Knowledge:
        """Load what ships with Standoff, and the user's own registry file where there is one."""
        registry = gazetteer = None
        try:
            from standoff.actors import ActorRegistry
            registry = ActorRegistry.load(actors)
        except ImportError:
            pass
        try:
            from standoff.gazetteer import Gazetteer
            gazetteer = Gazetteer.open()
        except ImportError:
            pass
        return cls(registry, gazetteer)
