"""Happenings of one report that are one are found by what they share; a slow search of each with each says the same."""

from __future__ import annotations

from random import Random

from standoff.claims.same import THRESHOLD, Told, alike, contradict, group_happenings
from standoff.records import Event, Happening, PlaceMention, Span

LEMMAS = ("shell", "raid", "mill", "people", "say", "nun")
TOLLS = (("killed", 3, 3), ("injured", 4, None))


def any_told(chance: Random, number: int) -> Told:
    words = Span(number * 10, number * 10 + 5, "raids")
    event = Event(chance.choice(("ASSAULT", "COERCE", "AGREE")), chance.choice((None, "airstrike")), None, words)
    place = chance.choice((None, "Sorn", "Lomm"))
    lemmas = frozenset(chance.sample(LEMMAS, chance.randint(0, 4)))
    return Told(
        Happening(event, words, words, reality=chance.choice(("actual", "actual", "planned"))),
        number // 2,
        None if place is None else any_place(place, words),
        None,
        lemmas,
        lemmas & {"raid"} if chance.random() < 0.4 else frozenset(),
        names=frozenset(chance.sample(("rebels", "army", "nuns"), chance.randint(0, 2))),
        counts=frozenset(chance.sample(TOLLS, chance.randint(0, 1))),
    )


def any_place(name: str, words: Span) -> PlaceMention:
    lat = 36.5 if name == "Sorn" else 30.0
    return PlaceMention(words, words, name, lat, 38.0, "SYR", gazetteer_id=name, precision="town", uncertainty_km=3.0)


def slow(told: list[Told]) -> list[int]:
    groups: list[list[Told]] = []
    numbers = []
    for this in told:
        best, most = len(groups), THRESHOLD
        for at, group in enumerate(groups):
            points = max(alike(this, other) for other in group)
            if points >= most and not any(contradict(this, other) for other in group):
                best, most = at, points
        groups += [[]] * (best == len(groups))
        groups[best] = [*groups[best], this]
        numbers.append(best)
    return numbers


def test_groups_are_those_of_a_search_of_each_with_each():
    for seed in range(200):
        chance = Random(seed)
        told = [any_told(chance, number) for number in range(chance.randint(0, 14))]
        expected = slow(told)
        assert [this.group for this in group_happenings(told)] == expected
