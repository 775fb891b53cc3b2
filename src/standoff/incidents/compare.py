"""How likely it is that two tellings are of one happening, feature by feature, each with its reason.

The features add up in log-odds (Fellegi and Sunter, "A theory for record linkage", 1969): each speaks for or against,
and none decides alone. Their weights are the table ``between`` of ``weights.toml``, set by ``training/linking.py`` on
reports of our own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log, sqrt
from typing import NamedTuple

from standoff.incidents.around import is_around
from standoff.incidents.tellings import Telling
from standoff.incidents.weights import Weights, load_weights
from standoff.records import Where, distance_km

__all__ = [
    "COMMON",
    "FEATURES",
    "Alike",
    "Comparison",
    "Reason",
    "alike_of",
    "compare_tellings",
    "compared",
    "features_of",
]

Rarity = Callable[[str], float]
"""How rare a word is among all reports: the logarithm of reports per report that has it; 0 for a word in all."""

COMMON = 2.0
"""A name less rare than this, in about one report in seven, says nothing by being in common."""
MOST_RARE = 3.0
"""More rare names in common than this say no more."""
MOST_DEEDS = 0.5
"""Words that say what happened are in common by so much at most: beyond, it is one wording, of whatever happening."""
MANY_RARE = 1.5
"""Reports with more rare names in common than this may be of one happening even where their days or places differ: a
later report on it gives the day of an arrest, or takes a street for a town."""
FEATURES: Mapping[str, str] = {
    "any": "most tellings are of different happenings",
    "heap": "the more reports there are, the less likely any two are of one happening",
    "both_main": "both reports are about it",
    "one_main": "one report is about it, the other tells of it in passing",
    "violence": "both tell of violence",
    "same_day": "the same stated day",
    "same_day_carried": "the same day, which one of them has from what was told before it",
    "days_overlap": "their days overlap",
    "days_near": "their days are a day or two apart, one of them by publication only",
    "days_apart": "their days are apart",
    "days_further": "their days are far apart",
    "other_days": "their days cannot be one, by what they rest on",
    "apart_with_names": "days apart, yet rare names in common: a later report may give the day of an arrest",
    "told_before": "what is told in passing was after the other report came out",
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
    "rare_names": "names in common, the rarer the more",
    "deeds": "words in common that say what happened",
    "rare_deeds": "words in common that say what happened, rare ones most",
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
    """Whether their days or places cannot be one, so that nothing may ever join them."""

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
    ``COMMON`` the names in common are, all together."""

    words: float
    names: float
    rare: float
    deeds: float


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
        sum(max(0.0, rarity(name) - COMMON) for name in names),
        sum(rarity(w) ** 2 for w in a.deeds & b.deeds) / deeds if deeds else 0.0,
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
    features = features_of(a, b, alike or alike_of(a, b, rarity), total)
    return compared(a.id, b.id, features, load_weights("between") if weights is None else weights)


def compared(
    a: str, b: str, features: Weights, weights: Weights, rule: Weights | None = None, *, score: float | None = None
) -> Comparison:
    """What the features of two tellings come to. Days of two deeds of violence that cannot be one bar one happening,
    and so do places that speak against it more than ``bars`` of the rule; unless rare names are in common."""
    points = {name: value * weights[name] for name, value in features.items() if name in weights}
    bars = (rule or load_weights("groups"))["bars"]
    is_contradicted = (
        "violence" in features
        and features.get("rare_names", 0.0) <= MANY_RARE
        and ("other_days" in features or any(points.get(name, 0.0) < bars for name in ("far_place", "other_country")))
    )
    return Comparison(a, b, sum(points.values()) if score is None else score, points, is_contradicted)


def features_of(a: Telling, b: Telling, alike: Alike, total: int) -> dict[str, float]:
    """How much of each feature two tellings have; what they have nothing of is left out."""
    found = {"any": 1.0, "heap": log(max(2, total) / 200.0)}
    if a.is_main and b.is_main:
        found["both_main"] = 1.0
    elif a.is_main or b.is_main:
        found["one_main"] = 1.0
    if a.kind == b.kind == "violence":
        found["violence"] = 1.0
    _days(a, b, found)
    _place(a, b, found)
    _tolls(a, b, found)
    _words(a, b, alike, found)
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
    for main, side in ((a, b), (b, a)):
        day, days = main.published_on, side.days
        if main.is_main and not side.is_main and day is not None and days is not None and days.earliest > day:
            found["told_before"] = 1.0
    if a.days is None or b.days is None:
        return
    gap = max((a.days.earliest - b.days.latest).days, (b.days.earliest - a.days.latest).days)
    if gap <= 0:
        if a.is_dated and b.is_dated and a.days == b.days and a.days.earliest == a.days.latest:
            found["same_day" if a.day_claims and b.day_claims else "same_day_carried"] = 1.0
        elif max((days.latest - days.earliest).days for days in (a.days, b.days)) <= 3:
            found["days_overlap"] = 1.0
        return
    if gap > _grace(a) + _grace(b) or _comes_after(a, b) or _comes_after(b, a):
        found["other_days"] = 1.0
    slack = 0 if a.is_dated and b.is_dated else 2
    if gap <= slack:
        found["days_near"] = 1.0
        return
    firm = _firm(a, b, "day_claims")
    found["days_apart"] = firm
    found["days_further"] = firm * log(gap - slack)


def _comes_after(a: Telling, b: Telling) -> bool:
    """Whether what one tells of was, by its claims' own day, after the other's report came out, which gives no day."""
    if a.days is None or b.published_on is None or b.is_dated:
        return False
    return _grace(a) == 0 and a.days.earliest > b.published_on


def _grace(telling: Telling) -> int:
    """By how many days a telling's days may be off, by what they rest on: none where the sentence of a claim itself
    gives one day, however few claims do; a week where they were told before, or are several; a month where they are
    those of publication."""
    is_one_day = telling.days is not None and telling.days.earliest == telling.days.latest
    return 0 if telling.day_claims and is_one_day else 7 if telling.is_dated else 30


def _place(a: Telling, b: Telling, found: dict[str, float]) -> None:
    one, other = a.place, b.place
    if one is None or other is None or one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return
    firm = _firm(a, b, "place_claims")
    if one.country and other.country and one.country != other.country:
        found["other_country"] = firm
        return
    if "country" in (one.precision, other.precision):
        return
    distance = distance_km(one.lat, one.lon, other.lat, other.lon)
    reach = (one.uncertainty_km or 5.0) + (other.uncertainty_km or 5.0)
    if distance <= max(5.0, reach):
        is_stated = a.place_claims and b.place_claims
        is_fine = _is_fine(one) and _is_fine(other)
        found["near_place" if not is_fine else "same_place" if is_stated else "same_place_carried"] = 1.0
    elif is_around(one, other):
        found["near_place"] = 1.0
    elif distance > 3 * reach + 20:
        found["far_place"] = firm


def _is_fine(place: Where) -> bool:
    return place.precision in ("exact", "near", "town", "district")


def _tolls(a: Telling, b: Telling, found: dict[str, float]) -> None:
    shared = [high or low or 0 for what, low, high in a.tolls & b.tolls]
    if any(number > 1 for number in shared):
        found["same_toll"] = min(2.0, log(max(shared)))
    elif {what for what, _, _ in a.tolls} & {what for what, _, _ in b.tolls} and not shared:
        found["other_toll"] = 1.0


def _words(a: Telling, b: Telling, alike: Alike, found: dict[str, float]) -> None:
    found["words"] = alike.words
    found["names"] = alike.names
    found["rare_names"] = min(MOST_RARE, alike.rare / 3.0)
    if "days_apart" in found and found["rare_names"] > MANY_RARE:
        found["apart_with_names"] = 1.0
    found["rare_deeds"] = min(MOST_DEEDS, alike.deeds)
    mine, its = _stems(a.deeds), _stems(b.deeds)
    if mine and its:
        found["deeds"] = min(MOST_DEEDS, len(mine & its) / sqrt(len(mine) * len(its)))


@lru_cache(maxsize=16_384)
def _stems(words: frozenset[str]) -> frozenset[str]:
    """Words by their first letters: "shelled" and "shelling" are one."""
    return frozenset(word[:5] for word in words)


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
