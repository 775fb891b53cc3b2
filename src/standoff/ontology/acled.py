"""ACLED's event types and sub-event types, by ACLED's own names."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from standoff.errors import KnowledgeError
from standoff.records import Acled

__all__ = ["acled_pair", "load_scenes", "sub_event_types"]

_PAIRS: dict[str, tuple[str, ...]] = {
    "Battles": ("Government regains territory", "Non-state actor overtakes territory", "Armed clash"),
    "Protests": ("Excessive force against protesters", "Protest with intervention", "Peaceful protest"),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Explosions/Remote violence": (
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    ),
    "Violence against civilians": ("Sexual violence", "Attack", "Abduction/forced disappearance"),
    "Strategic developments": (
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    ),
}
_TYPE_OF = {sub: Acled(kind, sub) for kind, subs in _PAIRS.items() for sub in subs}


def sub_event_types() -> frozenset[str]:
    """The names of all 25 sub-event types."""
    return frozenset(_TYPE_OF)


def acled_pair(sub_event_type: str) -> Acled:
    """The pair that a sub-event type belongs to. Raises ``KeyError`` for a name that ACLED does not have.

    >>> acled_pair("Suicide bomb").event_type
    'Explosions/Remote violence'
    """
    return _TYPE_OF[sub_event_type]


_SCENES = (
    "of_the_telling", "naming", "declining", "forbidding", "remarking", "giving_away", "speaking", "letting",
    "police", "demonstrators", "riot", "deadly", "intervention", "mob", "fighting", "ramming", "armed", "unarmed",
    "state", "non_state", "unopposed", "leaving", "base", "establish", "harm", "toll_verbs", "harming",
    "demanding", "sums",
)  # fmt: skip


@cache
def load_scenes() -> Mapping[str, frozenset[str]]:
    """The words of ``scenes.toml``, by list. Raises ``KnowledgeError`` where one is missing."""
    try:
        table = tomllib.loads(files("standoff.ontology").joinpath("scenes.toml").read_text(encoding="utf-8"))
        return {name: frozenset(table[name]) for name in _SCENES}
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise KnowledgeError(
            f"ontology/scenes.toml is wrong: {error!r}", advice=f"It needs lists named {', '.join(_SCENES)}."
        ) from error
