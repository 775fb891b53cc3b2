"""A place on its way into the gazetteer's file: what every source must say of it, and the rows it becomes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cache

from standoff.gazetteer.names import loose, spellings

__all__ = ["KINDS", "Raw", "learn", "name_rows", "place_row", "settlement_kind", "usual_radius", "usual_weight"]

KINDS = (
    "country", "admin1", "admin2", "region", "city", "town", "village", "neighbourhood", "camp", "base", "airport",
    "crossing", "river", "lake", "sea", "strait", "gulf", "island", "mountain", "desert", "valley", "dam", "oilfield",
    "border", "street", "other",
)  # fmt: skip
"""City: a capital, or 100,000 people and more; town: 5,000 and more; village: fewer, or unknown."""
_CITY, _TOWN = 100_000, 5_000
_RADIUS_KM = {
    "admin1": 60.0, "admin2": 25.0, "region": 40.0, "river": 30.0, "lake": 10.0, "sea": 300.0, "strait": 20.0,
    "gulf": 20.0, "island": 10.0, "mountain": 10.0, "desert": 100.0, "valley": 15.0, "border": 30.0, "street": 3.0,
    "neighbourhood": 2.0, "base": 3.0, "airport": 3.0, "camp": 2.0, "crossing": 2.0, "dam": 2.0, "oilfield": 8.0,
    "country": 300.0, "other": 2.0,
}  # fmt: skip
_CURATED = {
    "city": 100_000, "town": 10_000, "village": 1_000, "neighbourhood": 1_000, "street": 1_000, "sea": 10_000_000,
    **dict.fromkeys(("region", "river", "lake", "strait", "gulf", "mountain", "desert", "valley"), 1_000_000),
}  # fmt: skip
_CURATED_AT_LARGE = 100_000


@dataclass(slots=True)
class Raw:
    """A place before it is written.

    ``keys`` are its folded names, true for the main one; ``weight`` ranks it among namesakes, and ``is_first`` before
    all of them; ``lat`` is NaN as long as no source gave it a point.
    """

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    countries: tuple[str, ...]
    admin1: str | None = None
    population: int = 0
    radius_km: float = 0.0
    weight: int = 0
    is_first: bool = False
    keys: dict[str, bool] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()


def learn(place: Raw, names: Iterable[str], *, are_main: bool = False) -> Raw:
    """Give a place more names. A word such as "of" or "most" stays a name only of a country, or of a town of size."""
    is_known = place.kind == "country" or place.population >= 2 * _TOWN
    for name in names:
        for key in spellings(name):
            if len(key) > 1 and (
                key not in _small_words() or (are_main and is_known and (len(key) > 2 or place.is_first))
            ):
                place.keys[key] = are_main or place.keys.get(key, False)
    return place


@cache
def _small_words() -> frozenset[str]:
    from spacy.lang.en.stop_words import STOP_WORDS

    return frozenset(STOP_WORDS)


def settlement_kind(population: int) -> str:
    """City, town or village."""
    return "city" if population >= _CITY else "town" if population >= _TOWN else "village"


def usual_radius(kind: str, population: int) -> float:
    """About how far a place of this kind reaches, in km. Of a settlement with a thousand people 1, with a hundred
    thousand 5, with ten million 25."""
    return _RADIUS_KM.get(kind) or round(max(1.0, float((population / 1000) ** 0.35)), 1)


def usual_weight(kind: str, population: int, *, is_curated: bool) -> int:
    """What ranks a place among its namesakes, in people. A bare name means the town before the region around it, unless
    that is much larger; a river or a strait that somebody thought worth a line ranks with a city."""
    if is_curated:
        return max(population, _CURATED.get(kind, _CURATED_AT_LARGE))
    return population // 10 if kind in ("admin1", "admin2", "region") else population


def place_row(place: Raw, number: int) -> tuple[object, ...]:
    """The row of the table ``places``."""
    return (
        number, place.id, place.name, place.kind, round(place.lat, 5), round(place.lon, 5), "|".join(place.countries),
        place.admin1, place.population, round(place.radius_km, 1), int(not place.is_first), place.weight,
    )  # fmt: skip


def name_rows(
    place: Raw, number: int, by_ear: Collection[str]
) -> tuple[list[tuple[str, int, bool]], list[tuple[str, str]]]:
    """The rows of the tables ``names`` and ``sounds``. ``by_ear`` are the countries (alpha-3) whose names have sounds;
    there an alias that sounds like the main name is a spelling of it."""
    if place.kind == "country" or not (place.id.startswith("standoff:") or any(c in by_ear for c in place.countries)):
        return [(key, number, is_main) for key, is_main in place.keys.items()], []
    heard = {key: loose(key) for key in place.keys}
    main = {heard[key] for key, is_main in place.keys.items() if is_main} - {""}
    names = [(key, number, is_main or heard[key] in main) for key, is_main in place.keys.items()]
    return names, [(sound, key) for key, sound in heard.items() if sound]
