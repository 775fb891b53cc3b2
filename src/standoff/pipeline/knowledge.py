"""All that the stages know, loaded once a process and handed to them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from standoff.actors import ActorRegistry
from standoff.gazetteer import Gazetteer
from standoff.model import Reader, load_reader

__all__ = ["Knowledge"]


@dataclass(frozen=True)
class Knowledge:
    """The actor registry, the gazetteer, and the model where it is there."""

    registry: ActorRegistry
    gazetteer: Gazetteer
    reader: Reader | None = None

    @classmethod
    def load(cls, actors: Path | None = None) -> Knowledge:
        """Load what ships with Standoff, and the user's own registry file where there is one.

        Raises ``PlacesError`` when the gazetteer was not built, ``KnowledgeError`` when a registry file is broken.
        """
        return cls(ActorRegistry.load(actors), Gazetteer.open(), load_reader())
