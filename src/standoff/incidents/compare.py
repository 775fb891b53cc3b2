"""How likely it is that two tellings are of one happening, feature by feature, each with its reason.

The features add up in log-odds (Fellegi and Sunter, "A theory for record linkage", 1969): each speaks for or against,
and none decides alone. The weights stand together in ``Weights``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import exp, log, sqrt

from standoff.incidents.tellings import Telling
from standoff.records import Where, distance_km

__all__ = ["RARE", "Alike", "Comparison", "Reason", "Weights", "alike_of", "compare_tellings"]

Rarity = Callable[[str], float]
"""How rare a word is among all reports: the logarithm of reports per report that has it; 0 for a word in all."""


BARS = -1.6
"""Days or places of two deeds of violence that speak against one happening more than this bar it."""


RARE = 4.5
"""A name that no more than about one report in ninety has is rare: a victim's, a village's."""
ENOUGH_RARE = 1.4
"""Reports of two outlets that share more rare names than this may be of one happening even where their days or places
differ: a later report on it gives the day of an arrest, or takes a street for a town."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature adds to the log-odds."""

    prior: float = -2.0
    same_day: float = 1.4
    days_overlap: float = 0.6
    a_day_apart: float = -2.0
    days_apart: float = -3.0
    each_day_further: float = -0.25
    most_days: float = -6.0
    same_place: float = 1.6
    near_place: float = 0.9
    vague_place: float = 0.2
    far_place: float = -2.5
    other_country: float = -3.5
    same_toll: float = 1.2
    other_toll: float = -0.2
    same_party: float = 0.4
    other_kind: float = -1.2
    words: float = 18.0
    words_from: float = 0.13
    names: float = 3.5
    names_from: float = 0.12
    rare_name: float = 1.2
    rare_in_one_outlet: float = 0.5
    most_rare_names: int = 6
    both_main: float = 0.5


@dataclass(frozen=True, slots=True)
class Reason:
    """What one feature adds, and in words why."""

    feature: str
    points: float
    because: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two tellings compared: ids in order, the log-odds, what they rest on."""

    a: str
    b: str
    score: float
    reasons: tuple[Reason, ...]
    is_contradicted: bool = False
    """Whether their days or places cannot be one, so that nothing may ever join them."""

    @property
    def probability(self) -> float:
        """How likely the two are one happening, from 0 to 1."""
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, self.score))))


@dataclass(frozen=True, slots=True)
class Alike:
    """What the words of two tellings have in common: of all ``words`` a part from 0 to 1, of ``names`` a part of the
    poorer one's (``None`` where neither has any), and how many names that few reports have; and the foremost of each,
    where they are wanted for the reasons."""

    words: float
    names: float | None
    rare: int
    foremost: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]] = ((), (), ())


def alike_of(a: Telling, b: Telling, rarity: Rarity) -> Alike:
    """What the words of two tellings have in common, each counted by its rarity."""
    shared = sorted((word for word in a.words if word in b.words), key=lambda word: (-rarity(word), word))
    total = sum((1 + log(a.words[word])) * (1 + log(b.words[word])) * rarity(word) ** 2 for word in shared)
    size = sqrt(_square(a, rarity) * _square(b, rarity))
    names = sorted(a.names & b.names, key=lambda name: (-rarity(name), name))
    least = min(sum(rarity(name) ** 2 for name in telling.names) for telling in (a, b))
    rare = tuple(name for name in names if rarity(name) >= RARE)
    return Alike(
        total / size if size else 0.0,
        sum(rarity(name) ** 2 for name in names) / (least or 1.0) if a.names or b.names else None,
        len(rare),
        (tuple(shared[:5]), tuple(names[:5]), rare),
    )


def _square(telling: Telling, rarity: Rarity) -> float:
    return sum(((1 + log(count)) * rarity(word)) ** 2 for word, count in telling.words.items())


def compare_tellings(
    a: Telling, b: Telling, rarity: Rarity, weights: Weights | None = None, *, alike: Alike | None = None
) -> Comparison:
    """Compare two tellings of different reports. ``alike`` is what their words have in common, where that is known."""
    w = weights or Weights()
    if b.id < a.id:
        a, b = b, a
    reasons = [
        Reason("prior", w.prior, "most tellings are of different happenings"),
        *_days(a, b, w),
        *_place(a, b, w),
        *_tolls(a, b, w),
        *_words(a, b, w, alike or alike_of(a, b, rarity)),
    ]
    if a.parties & b.parties and a.kind != "whole" and b.kind != "whole":
        reasons.append(Reason("parties", w.same_party, f"both name {', '.join(sorted(a.parties & b.parties)[:3])}"))
    if a.kind != b.kind and "whole" not in (a.kind, b.kind):
        points = w.other_kind * (0.3 if a.is_main and b.is_main else 1.0)
        reasons.append(Reason("kind", points, f"one tells of {a.kind}, the other of {b.kind}"))
    if a.is_main and b.is_main:
        reasons.append(Reason("main", w.both_main, "both reports are about it"))
    score = sum(reason.points for reason in reasons)
    rare = sum(reason.points for reason in reasons if reason.feature == "rare names")
    is_contradicted = (
        a.kind == b.kind == "violence"
        and rare < w.rare_name * ENOUGH_RARE
        and any(reason.feature in ("when", "place") and reason.points < BARS for reason in reasons)
    )
    return Comparison(a.id, b.id, score, tuple(reasons), is_contradicted)


def _firm(a: Telling, b: Telling, claims: str) -> float:
    """How far what two tellings say of place or days may be relied on where it speaks against: more claims, more. What
    only talks, or goes on for long, has its place and days loosely."""
    firm = 1.0
    for telling in (a, b):
        count: int = getattr(telling, claims)
        firm *= count / (count + 0.6) * (1.0 if telling.kind == "violence" else 0.4)
    return firm


def _days(a: Telling, b: Telling, w: Weights) -> Iterable[Reason]:
    if a.days is None or b.days is None:
        return
    firm = _firm(a, b, "day_claims")
    gap = max((a.days.earliest - b.days.latest).days, (b.days.earliest - a.days.latest).days)
    if gap <= 0:
        is_one_day = a.is_dated and b.is_dated and a.days == b.days and a.days.earliest == a.days.latest
        short = max((d.latest - d.earliest).days for d in (a.days, b.days)) <= 3
        points = w.same_day if is_one_day else w.days_overlap if short else 0.0
        yield Reason("when", points, f"{_span(a)} and {_span(b)} overlap")
        return
    slack = 0 if a.is_dated and b.is_dated else 2
    if gap <= slack:
        yield Reason("when", 0.0, f"{_span(a)} and {_span(b)} are a day or two apart, one of them by publication only")
    elif gap == 1 + slack:
        yield Reason("when", firm * w.a_day_apart, f"{_span(a)} and {_span(b)} are apart")
    else:
        points = max(w.most_days, w.days_apart + w.each_day_further * (gap - slack - 2))
        yield Reason("when", firm * points, f"{_span(a)} and {_span(b)} are {gap} days apart")


def _span(telling: Telling) -> str:
    days = telling.days
    if days is None:
        return "no day"
    if days.earliest == days.latest:
        return days.earliest.isoformat()
    return f"{days.earliest.isoformat()} to {days.latest.isoformat()}"


def _place(a: Telling, b: Telling, w: Weights) -> Iterable[Reason]:
    one, other = a.place, b.place
    if one is None or other is None or one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return
    firm = _firm(a, b, "place_claims")
    if one.country and other.country and one.country != other.country:
        yield Reason("place", firm * w.other_country, f"{one.name} and {other.name} lie in different countries")
        return
    if "country" in (one.precision, other.precision):
        yield Reason("place", w.vague_place, f"{one.name} and {other.name}: one is a whole country")
        return
    distance = distance_km(one.lat, one.lon, other.lat, other.lon)
    reach = (one.uncertainty_km or 5.0) + (other.uncertainty_km or 5.0)
    is_fine = _is_fine(one) and _is_fine(other)
    if distance <= max(5.0, reach):
        points = w.same_place if is_fine else w.near_place
        yield Reason("place", points, f"{one.name} and {other.name} are {distance:.0f} km apart, within what is known")
    elif distance <= 3 * reach + 20:
        yield Reason("place", 0.0, f"{one.name} and {other.name} are {distance:.0f} km apart")
    else:
        yield Reason("place", firm * w.far_place, f"{one.name} and {other.name} are {distance:.0f} km apart")


def _is_fine(place: Where) -> bool:
    return place.precision in ("exact", "near", "town", "district")


def _tolls(a: Telling, b: Telling, w: Weights) -> Iterable[Reason]:
    shared = {toll for toll in a.tolls & b.tolls if (toll[1] or toll[2] or 0) > 1}
    if shared:
        what, low, high = min(shared, key=str)
        yield Reason("tolls", w.same_toll, f"both count {what} {low if low is not None else ''}-{high if high else ''}")
        return
    kinds = {what for what, _, _ in a.tolls} & {what for what, _, _ in b.tolls}
    if kinds:
        yield Reason("tolls", w.other_toll, f"their counts of {', '.join(sorted(kinds))} differ")


def _words(a: Telling, b: Telling, w: Weights, alike: Alike) -> Iterable[Reason]:
    words, names, rare = (", ".join(foremost) or "none" for foremost in alike.foremost)
    yield Reason("words", w.words * (alike.words - w.words_from), f"words in common: {words}")
    if alike.names is None:
        return
    yield Reason("names", w.names * (alike.names - w.names_from), f"names in common: {names}")
    if alike.rare:
        is_one = a.outlet is not None and a.outlet == b.outlet  # an outlet has names of its own: reporters, streets
        points = w.rare_name * min(alike.rare, w.most_rare_names) * (w.rare_in_one_outlet if is_one else 1.0)
        yield Reason("rare names", points, f"names that few reports have: {rare}")
