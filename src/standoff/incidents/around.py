"""Whether one place lies within another that is told of more vaguely."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from standoff.gazetteer.designators import designated
from standoff.records import PlaceMention, Where

__all__ = ["is_around"]

AREAS = ("district", "region")
"""What is told so vaguely has an extent: "the Qasr countryside", "Qasr province"."""


def is_around(one: Where | PlaceMention, other: Where | PlaceMention, *, is_loose: bool = False) -> bool:
    """Whether one of two places is an area that bears the name of the province in which the other lies: its province,
    then, or the country around that province's capital, which often goes by the same name. ``is_loose`` takes any place
    of that name for such an area."""
    return _holds(one, other, is_loose) or _holds(other, one, is_loose)


def _holds(area: Where | PlaceMention, place: Where | PlaceMention, is_loose: bool) -> bool:
    if not place.admin1 or area.country != place.country or not (is_loose or area.precision in AREAS):
        return False
    return _key(area.name) == _key(place.admin1)


@lru_cache(maxsize=4_096)
def _key(name: str) -> str:
    """A name without case, accents, the article and what it says of the kind of place.

    >>> _key("al-Ḥasakah Governorate") == _key("Hasakah")
    True
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    found = designated(plain)
    return (found.name if found is not None else plain).removeprefix("al-").removeprefix("al ")
