"""The tolls of a sentence as they stand in the end: one for one harm, bounds carried over, undivided figures."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from standoff.records import TollKind
from standoff.tolls.sentence import Found, Sentence

__all__ = ["settled"]

_JOINED = 4
"""At most so many words stand between two words of harm that share their people."""


def settled(this: Sentence) -> list[Found]:
    """In text order, one toll for one harm: "shot dead" is killed alone."""
    _carry_at_least(this)
    _undivided(this)
    told = [found for found in this.found if not _says_who(found, this)]
    strong = {(found.people.first, found.people.last) for found in told if not found.is_weak}
    done = {(found.people.first, found.people.last) for found in told if found.what in ("killed", "detained")}
    seen: set[tuple[TollKind, int, int]] = set()
    kept = []
    for found in sorted(told, key=lambda each: (each.people.first, -each.people.last, each.first)):
        key = found.what, found.people.first, found.people.last
        is_who_they_were = found.what == "displaced" and key[1:] in done  # "killed five displaced men"
        if key not in seen and not is_who_they_were and not (found.is_weak and key[1:] in strong):
            seen.add(key)
            kept.append(found)
    return kept


def _says_who(found: Found, this: Sentence) -> bool:
    """Whether a word of harm only says who they are whom another befell: "two of the | wounded | died"."""
    first, last = found.people.first, found.people.last
    if this.lower[last + 1 : found.first] not in (["of", "the"], ["of", "those"]):
        return False
    others = (each for each in this.found if each.first > found.first)
    return any((each.people.first, each.people.last) == (first, last) for each in others)


def _carry_at_least(this: Sentence) -> None:
    """ "At least" governs the bare number joined to it as well: "at least 50 were killed and 77 wounded"."""
    for one, two in pairwise(sorted(this.found, key=lambda each: each.people.first)):
        between = this.lower[max(one.last, one.people.last) + 1 : two.people.first]
        is_open = one.people.low is not None and one.people.high is None
        is_exact = two.people.is_bare and two.people.low == two.people.high and two.people.first == two.people.last
        if is_open and is_exact and between == ["and"] and two.people.last < two.first:
            two.people = replace(two.people, high=None)


def _undivided(this: Sentence) -> None:
    """One figure for "killed or injured" people, or for "dead and injured" ones, is neither's: it becomes ``other``."""
    for one in this.found:
        for two in this.found:
            if one.what == two.what or one.first >= two.first or two.first - one.last > _JOINED:
                continue
            if (one.people.first, one.people.last) != (two.people.first, two.people.last):
                continue
            if "killed" in (one.what, two.what) and (one.is_weak or two.is_weak):
                continue  # "drowned or shot"
            joint = this.lower[one.last + 1 : two.first]
            is_one_state = one.is_state and ("and" in joint if two.is_state else joint == ["and"])
            if "or" in joint or "and/or" in joint or is_one_state:
                one.what = two.what = "other"
                two.first, two.last = one.first, one.last
