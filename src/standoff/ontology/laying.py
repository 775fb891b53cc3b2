"""How a deed is laid to somebody, as ``laying.toml`` lists it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from standoff.errors import KnowledgeError

__all__ = ["LayingWay", "load_ways_of_laying"]


@dataclass(frozen=True, slots=True)
class LayingWay:
    """Where the accused and the deed stand beside a verb: ``subject``, ``object``, or behind these prepositions.
    ``beside`` are lemmas of which one must stand there too, if any are listed."""

    beside: frozenset[str]
    accused: tuple[str, ...]
    deed: tuple[str, ...]


@cache
def load_ways_of_laying() -> Mapping[str, tuple[LayingWay, ...]]:
    """The ways by the verb's lemma. Raises ``KnowledgeError`` where the file is wrong.

    >>> [way.deed for way in load_ways_of_laying()["attribute"]]
    [('object',)]
    """
    try:
        table = tomllib.loads(files("standoff.ontology").joinpath("laying.toml").read_text(encoding="utf-8"))
        found: dict[str, list[LayingWay]] = {}
        for entry in table["ways"]:
            way = LayingWay(frozenset(entry.get("with", ())), _places(entry["accused"]), _places(entry["deed"]))
            for verb in entry["verbs"]:
                found.setdefault(verb, []).append(way)
        return {verb: tuple(ways) for verb, ways in found.items()}
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise KnowledgeError(
            f"ontology/laying.toml is wrong: {error!r}", advice="Each way needs verbs, accused and deed."
        ) from error


def _places(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
