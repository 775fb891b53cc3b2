"""Words beside a name that say what kind of place it is: "Idlib Governorate", "oblast of Kherson"."""

from __future__ import annotations

import re

__all__ = ["designated"]

_REGION = frozenset({"admin1", "admin2", "region"})
_KINDS: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        ("governorate", "province", "oblast", "state", "region", "republic", "emirate", "prefecture", "krai", "kray",
         "voivodeship", "canton", "department"), _REGION),
    **dict.fromkeys(
        ("district", "county", "raion", "rayon", "municipality", "subdistrict", "territory", "division", "township",
         "locality", "woreda", "countryside"), frozenset({"admin2", "admin1", "region"})),
    "city": frozenset({"city", "town"}),
    "town": frozenset({"town", "village", "city"}),
    "village": frozenset({"village", "town"}),
    "river": frozenset({"river"}),
    "island": frozenset({"island"}),
    "valley": frozenset({"valley", "region"}),
    "mountains": frozenset({"mountain"}),
    "camp": frozenset({"camp"}),
    "airbase": frozenset({"base", "airport"}),
    "airport": frozenset({"airport"}),
}  # fmt: skip
_WORD = "|".join(_KINDS)
_BEFORE = re.compile(rf"({_WORD}) of (?:the )?(.+)")
_AFTER = re.compile(rf"(.+) ({_WORD})")


def designated(key: str) -> tuple[str, frozenset[str]]:
    """The bare name in a folded key and the kinds that its designator allows; ("", none) where there is no designator.

    >>> designated("idlib governorate")[0], designated("governorate of idlib")[0], designated("idlib")[0]
    ('idlib', 'idlib', '')
    """
    if match := _BEFORE.fullmatch(key):
        return match[2], _KINDS[match[1]]
    if match := _AFTER.fullmatch(key):
        return match[1], _KINDS[match[2]]
    return "", frozenset()
