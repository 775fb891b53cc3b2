"""How likely it is that two tellings are of one happening, feature by feature, each with its reason.

The features add up in log-odds (Fellegi and Sunter, "A theory for record linkage", 1969): each speaks for or against,
and none decides alone. Their weights are the table ``between`` of ``weights.toml``, set by ``training/linking.py`` on
reports of our own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product
from math import exp, log, sqrt
from typing import NamedTuple

from standoff.incidents.around import is_around
from standoff.incidents.tellings import Telling
from standoff.incidents.weights import Weights, load_weights
from standoff.records import Days, Where, distance_km

__all__ = [
    "COMMON",
    "FEATURES",
    "Alike",
    "Comparison",
    "Reason",
    "alike_of",
    "compare_tellings",
    "contradict",
    "features_of",
]

Rarity = Callable[[str], float]
"""How rare a word is among all reports: the logarithm of reports per report that has it; 0 for a word in all."""

COMMON = 2.0
"""A full name less rare than this, in about one report in seven, says nothing by being in common."""
RARE = 3.0
"""Full names so much rarer than ``COMMON``, all together, say as much as any can. Reports with such names in common may
be of one happening even where their days or places differ: a later report on it gives the day of an arrest, or takes a
street for a town."""
FAINT = 0.05
"""What words have in common counts by its logarithm above this: from nothing to a tenth is more than from there on."""
SMALLEST_HEAP = 100
"""The weights were set on heaps of no fewer reports than this; what holds in smaller ones is not known."""
FEW_DAYS, MONTH = 3, 31
FEATURES: Mapping[str, str] = {
    "any": "most tellings are of different happenings",
    "heap": "the more reports there are, the less likely any two are of one happening",
    "both_main": "both reports are about it",
    "one_main": "one report is about it, the other tells of it in passing",
    "violence": "one of them tells of violence, or both",
    "same_day": "the same stated day",
    "same_day_carried": "the same day, which one of them has from what was told before it",
    "days_overlap": "their days overlap",
    "months_overlap": "their days overlap, known to a month or so",
    "day_after": "their days are one apart",
    "days_near": "their days are a day or two apart, one of them by publication only",
    "days_further": "their days are far apart",
    "other_days": "their days cannot be one, by what they rest on",
    "apart_with_names": "days apart, yet a rare full name in common: a later report may give the day of an arrest",
    "published_apart": "the reports were published days apart",
    "same_place": "places within what is known of them",
    "same_place_carried": "places within what is known of them, one of them from what was told before it",
    "near_place": "areas within what is known of them",
    "far_place": "places too far apart",
    "other_country": "places in different countries",
    "same_toll": "the same number of the same harm",
    "other_toll": "their counts differ",
    "words": "words in common, rare ones most",
    "names": "names in common, of those that the poorer has",
    "full_name": "full names in common, the rarer the more",
    "deeds": "words in common that say what happened, rare ones most",
    "same_actor": "the same party did it",
    "other_actor": "other parties did it",
    "same_target": "it was done to the same party",
    "other_target": "it was done to other parties",
    "same_mode": "done in the same way",
    "other_mode": "done in other ways",
    "same_claimant": "the same source is cited",
    "other_kind": "one tells of violence, the other of talks, aid or a campaign",
}
"""What each feature means."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What one feature adds, and in words why."""

    feature: str
    points: float
    because: str


class Comparison(NamedTuple):
    """Two tellings compared: ids in order, the log-odds, what each feature adds to them."""

    a: str
    b: str
    score: float
    points: Mapping[str, float]
    is_contradicted: bool = False
    """Whether their days, or as campaigns their countries, cannot be one, so that nothing may ever join them."""

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """What the score rests on, in words."""
        return tuple(Reason(name, value, FEATURES[name]) for name, value in self.points.items())

    @property
    def probability(self) -> float:
        """How likely the two are one happening, from 0 to 1."""
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, self.score))))


class Alike(NamedTuple):
    """What the words of two tellings have in common, each from 0 to 1: of all ``words`` and of those that say what
    happened, ``deeds``, their cosine; of ``names`` a part of the poorer one's; and ``rare``, how much rarer than
    ``COMMON`` the full names in common are, all together."""

    words: float
    names: float
    deeds: float
    rare: float


def alike_of(a: Telling, b: Telling, rarity: Rarity) -> Alike:
    """What the words of two tellings have in common, each counted by its rarity."""
    total = sum((1 + log(a.words[w])) * (1 + log(b.words[w])) * rarity(w) ** 2 for w in a.words if w in b.words)
    size = sqrt(_square(a, rarity) * _square(b, rarity))
    names = a.names & b.names
    least = min(sum(rarity(name) ** 2 for name in telling.names) for telling in (a, b))
    deeds = sqrt(sum(rarity(w) ** 2 for w in a.deeds) * sum(rarity(w) ** 2 for w in b.deeds))
    return Alike(
        total / size if size else 0.0,
        sum(rarity(name) ** 2 for name in names) / (least or 1.0),
        sum(rarity(w) ** 2 for w in a.deeds & b.deeds) / deeds if deeds else 0.0,
        sum(max(0.0, rarity(name) - COMMON) for name in a.full_names & b.full_names),
    )


def _square(telling: Telling, rarity: Rarity) -> float:
    return sum(((1 + log(count)) * rarity(word)) ** 2 for word, count in telling.words.items())


def compare_tellings(
    a: Telling,
    b: Telling,
    rarity: Rarity,
    weights: Weights | None = None,
    *,
    total: int,
    alike: Alike | None = None,
) -> Comparison:
    """Compare two tellings of different reports, out of ``total`` reports. ``alike`` is what their words have in
    common, where that is known."""
    if b.id < a.id:
        a, b = b, a
    weights = load_weights("between") if weights is None else weights
    features = features_of(a, b, alike or alike_of(a, b, rarity), total)
    points = {name: value * weights[name] for name, value in features.items() if name in weights}
    return Comparison(a.id, b.id, sum(points.values()), points, contradict(a, b, features))


def contradict(a: Telling, b: Telling, features: Mapping[str, float]) -> bool:
    """Whether two tellings cannot be of one happening, whatever else they have in common: both give the day of an
    attack, and not the same; or one came out before the day of the other, and gives none; or they are wars in two
    countries ("at war since April 2023"), which have a month and the words for war in common. Rare full names in common
    make even that possible: then it is a day that is wrong, or was misread."""
    if features.get("full_name", 0.0) >= 1.0:
        return False
    if a.kind == b.kind == "campaign" and "other_country" in features:
        return True
    if a.firm_days and b.firm_days:
        return not a.firm_days & b.firm_days
    return _comes_after(a, b) or _comes_after(b, a)


def features_of(a: Telling, b: Telling, alike: Alike, total: int) -> dict[str, float]:
    """How much of each feature two tellings have; what they have nothing of is left out."""
    found = {"any": 1.0, "heap": log(max(SMALLEST_HEAP, total) / 200.0)}
    if a.is_main and b.is_main:
        found["both_main"] = 1.0
    elif a.is_main or b.is_main:
        found["one_main"] = 1.0
    if "violence" in (a.kind, b.kind):
        found["violence"] = 1.0
    _days(a, b, found)
    _place(a, b, found)
    _tolls(a, b, found)
    _words(alike, found)
    _parties(a, b, found)
    return found


def _firm(a: Telling, b: Telling, claims: str) -> float:
    """How far what two tellings say of place or days may be relied on where it speaks against: more claims, more. What
    only talks, or goes on for long, has its place and days loosely."""
    firm = 1.0
    for telling in (a, b):
        count: int = getattr(telling, claims)
        firm *= (count + 0.3) / (count + 0.9) * (1.0 if telling.kind == "violence" else 0.5)
    return firm


def _days(a: Telling, b: Telling, found: dict[str, float]) -> None:
    if a.published_on is not None and b.published_on is not None:
        found["published_apart"] = log(1 + abs((a.published_on - b.published_on).days))
    pairs = list(product(_stretches(a), _stretches(b)))
    if not pairs:
        return
    gap = min(_days_between(one, other) for one, other in pairs)
    if gap <= 0:
        longest = [max(map(_length, pair)) for pair in pairs if _days_between(*pair) <= 0]
        if a.is_dated and b.is_dated and any(one == other and _length(one) == 0 for one, other in pairs):
            found["same_day" if a.day_claims and b.day_claims else "same_day_carried"] = 1.0
        elif min(longest) <= FEW_DAYS:
            found["days_overlap"] = 1.0
        elif min(longest) <= MONTH:
            found["months_overlap"] = 1.0
        return
    if gap > _grace(a) + _grace(b):
        found["other_days"] = 1.0
    slack = 0 if a.is_dated and b.is_dated else 2
    if gap <= slack:
        found["days_near"] = 1.0
        return
    firm = _firm(a, b, "day_claims")
    if gap == 1:
        found["day_after"] = firm
    found["days_further"] = firm * log(gap - slack)


def _days_between(one: Days, other: Days) -> int:
    """How many days lie between two stretches; 0 or less where they overlap."""
    return max((one.earliest - other.latest).days, (other.earliest - one.latest).days)


def _length(days: Days) -> int:
    return (days.latest - days.earliest).days


def _stretches(telling: Telling) -> tuple[Days, ...]:
    """The days that the sentences of a telling give; those that it is held to be of where none does."""
    return telling.told_days or ((telling.days,) if telling.days is not None else ())


def _comes_after(a: Telling, b: Telling) -> bool:
    """Whether the attack that one tells of was on a day after the other's report came out, which gives no day."""
    return bool(a.firm_days) and b.published_on is not None and not b.is_dated and min(a.firm_days) > b.published_on


def _grace(telling: Telling) -> int:
    """By how many days a telling's days may be off, by what they rest on: none where the sentence of a claim itself
    gives one day, however few claims do; a week where they were told before, or are several; a month where they are
    those of publication."""
    is_one_day = telling.days is not None and telling.days.earliest == telling.days.latest
    return 0 if telling.day_claims and is_one_day else 7 if telling.is_dated else 30


def _place(a: Telling, b: Telling, found: dict[str, float]) -> None:
    """The most that any two of their places speak for one happening."""
    best = max((_two_places(a, b, *pair) for pair in product(_places(a), _places(b))), default=None)
    if best is not None and best[1]:
        found[best[1]] = best[2]


def _places(telling: Telling) -> tuple[Where, ...]:
    return telling.told_places or ((telling.place,) if telling.place is not None else ())


def _two_places(a: Telling, b: Telling, one: Where, other: Where) -> tuple[int, str, float]:
    """How well two places go together, the feature that says so, and how much of it there is."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return 2, "", 0.0
    if one.country and other.country and one.country != other.country:
        return 0, "other_country", _firm(a, b, "place_claims")
    if "country" in (one.precision, other.precision):
        return 2, "", 0.0
    distance = distance_km(one.lat, one.lon, other.lat, other.lon)
    reach = (one.uncertainty_km or 5.0) + (other.uncertainty_km or 5.0)
    if distance <= max(5.0, reach):
        if not (_is_fine(one) and _is_fine(other)):
            return 4, "near_place", 1.0
        is_stated = a.place_claims and b.place_claims
        return (6, "same_place", 1.0) if is_stated else (5, "same_place_carried", 1.0)
    if is_around(one, other):
        return 4, "near_place", 1.0
    return (1, "far_place", _firm(a, b, "place_claims")) if distance > 3 * reach + 20 else (3, "", 0.0)


def _is_fine(place: Where) -> bool:
    return place.precision in ("exact", "near", "town", "district")


def _tolls(a: Telling, b: Telling, found: dict[str, float]) -> None:
    shared = [high or low or 0 for what, low, high in a.tolls & b.tolls]
    if any(number > 1 for number in shared):
        found["same_toll"] = min(2.0, log(max(shared)))
    elif {what for what, _, _ in a.tolls} & {what for what, _, _ in b.tolls} and not shared:
        found["other_toll"] = 1.0


def _words(alike: Alike, found: dict[str, float]) -> None:
    for name in ("words", "names", "deeds"):
        found[name] = log(1 + getattr(alike, name) / FAINT)
    if alike.rare:
        found["full_name"] = min(1.0, alike.rare / RARE)
        if "days_further" in found and found["full_name"] == 1.0:
            found["apart_with_names"] = 1.0


def _parties(a: Telling, b: Telling, found: dict[str, float]) -> None:
    for role, mine, its in (("actor", a.actors, b.actors), ("target", a.targets, b.targets)):
        if mine and its:
            found[f"same_{role}" if mine & its else f"other_{role}"] = 1.0
    if a.modes and b.modes:
        found["same_mode" if a.modes & b.modes else "other_mode"] = 1.0
    if a.claimants & b.claimants:
        found["same_claimant"] = 1.0
    if a.kind != b.kind and "whole" not in (a.kind, b.kind):
        found["other_kind"] = 1.0
