"""Words beside a name that say what kind of place it is: "Idlib Governorate", "oblast of Kherson"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from standoff.gazetteer.tables import read_table

__all__ = ["Designated", "designated"]

_FILE = "designators.tsv"


@dataclass(frozen=True, slots=True)
class Designated:
    """A folded name without its designator, and the kinds of place that this allows. ``is_strict``: only those."""

    name: str
    kinds: frozenset[str]
    is_strict: bool


def designated(key: str) -> Designated | None:
    """What a folded key with a designator says; ``None`` for one without.

    >>> designated("idlib governorate").name, designated("governorate of idlib").name
    ('idlib', 'idlib')
    >>> designated("idlib") is None
    True
    """
    key = key.removeprefix("the ")
    first, _, rest = key.partition(" ")
    name, _, last = key.rpartition(" ")
    if rest.startswith("of ") and (found := _designators().get(first)):
        return Designated(re.sub("^of (?:the )?", "", rest), *found)
    if name and (found := _designators().get(last)):
        return Designated(name, *found)
    return None


@cache
def _designators() -> dict[str, tuple[frozenset[str], bool]]:
    text = (files(__package__) / _FILE).read_text("utf-8")
    rows = read_table(text, ("word", "kinds", "only"), file=_FILE)
    return {row["word"]: (frozenset(row.many("kinds")), row["only"] == "yes") for row in rows}
