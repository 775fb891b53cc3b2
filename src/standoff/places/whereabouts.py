"""Where from a named place something lies: "15 km north of X", "the western countryside of X", "near the town of X"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from standoff.gazetteer import Candidate
from standoff.places.geometry import kilometres, midpoint, shifted
from standoff.places.lie import point_of
from standoff.places.names import Name
from standoff.places.others import HYPHENS
from standoff.places.page import Page
from standoff.places.words import PlaceWords
from standoff.records import FINENESS, PlacePrecision

__all__ = ["PRECISION", "Spot", "locate"]

PRECISION: dict[str, PlacePrecision] = {
    "country": "country",
    **dict.fromkeys(("admin1", "region", "river", "sea", "gulf", "desert", "border"), "region"),
    **dict.fromkeys(("admin2", "island", "mountain", "valley", "lake", "strait"), "district"),
    **dict.fromkeys(("city", "town", "village"), "town"),
}
"""How precise a place of the gazetteer's kinds is; the others are ``exact``."""
_AREAS = frozenset({"country", "admin1", "admin2", "region", "island", "desert", "valley", "mountain", "sea"})
_SETTLED = frozenset({"city", "town", "village", "neighbourhood", "camp"})
_EXACT_HEADS = frozenset({"border", "base", "airport", "camp", "works", "street"})
_HEAD_OFF_KM = 8.0
"""A base, a camp or a crossing called after a town lies up to so far from it."""
_GUESS = 0.2
"""A distance given in a report is off by about this share."""
_LEAST_KM = 3.0
_LONGEST_PHRASE = 5
_FARTHEST_BETWEEN_KM = 500.0
_MOST_KM = 600.0
"""A longer distance is how far away something else is, not where it happened."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the words put something: a point, how precisely, and the tokens that say so."""

    first: int
    last: int
    point: tuple[float, float]
    precision: PlacePrecision
    uncertainty_km: float
    part: str | None = None
    """Of a country, the part that is meant: "northern"."""


@dataclass(slots=True)
class _Phrase:
    """What was read around a name; ``bearing`` -1 is the middle, ``None`` no direction."""

    first: int
    last: int
    relation: str = "within"
    bearing: float | None = None
    km: float | None = None


def locate(name: Name, page: Page, words: PlaceWords, following: Name | None) -> Spot:
    """Where the words around a resolved name put something; ``following`` is the next name that is a place."""
    place = name.choice
    assert place is not None
    phrase = _Phrase(name.first, name.last)
    _read_right(phrase, page, words)
    _read_left(phrase, page, words, place)
    precision, radius = _as_named(name, place)
    spot = Spot(phrase.first, phrase.last, point_of(place), precision, radius)
    between = _between(name, following, page, words)
    if between is not None:
        return between
    return _applied(spot, phrase, place, words)


def _as_named(name: Name, place: Candidate) -> tuple[PlacePrecision, float]:
    """How precise the bare name is, with the noun that stands beside it."""
    precision, radius = PRECISION.get(place.kind, "exact"), place.radius_km
    if not name.heads or any(place.kind in head.kinds for head in name.heads):
        return precision, radius
    head = name.heads[0]
    if place.kind in _SETTLED and head.name in _EXACT_HEADS:
        return "near", radius + _HEAD_OFF_KM
    if place.kind in _SETTLED and head.precision in ("district", "region"):
        return head.precision, max(radius, head.radius_km)
    if place.kind in ("country", "admin1") and head.name == "border":
        return "region", radius
    return precision, radius


def _applied(spot: Spot, phrase: _Phrase, place: Candidate, words: PlaceWords) -> Spot:
    is_area = place.kind in _AREAS  # the countryside of a province is a part of it
    relation = words.relations["part" if is_area and phrase.relation == "countryside" else phrase.relation]
    radius, point = spot.uncertainty_km, spot.point
    if phrase.km is not None:
        if phrase.bearing is None:
            return replace(spot, precision="near", uncertainty_km=phrase.km + _LEAST_KM)
        point = shifted(point, phrase.bearing, phrase.km)
        return replace(
            spot, point=point, precision="near", uncertainty_km=_LEAST_KM + _GUESS * phrase.km + 0.3 * min(radius, 20)
        )
    if phrase.bearing is not None and phrase.bearing >= 0:
        point = shifted(point, phrase.bearing, max(relation.least_km, relation.shift * radius))
    precision, uncertain = spot.precision, relation.uncertain
    if relation.precision and FINENESS[precision] > FINENESS["district"]:
        precision = relation.precision
    part = None
    if relation.name == "part" and place.kind == "country":
        precision, uncertain = "region", 1.0  # a country is no circle: its north may reach far east
        part = words.parts.get(phrase.bearing) if phrase.bearing is not None else None
    return replace(
        spot, point=point, precision=precision, uncertainty_km=uncertain * radius + relation.more_km, part=part
    )


def _read_right(phrase: _Phrase, page: Page, words: PlaceWords) -> None:
    """What follows a name: "'s western countryside", "province", "countryside"."""
    end = page.bounds(phrase.first)[1]
    at = phrase.last
    if at < end and page.texts[at] in ("'s", "’s", "'", "’"):
        bearing, after = _direction_from(page, at + 1, end, words)
        if (
            after < end
            and (relation := _relation_of(page.lowers[after], words))
            and (bearing is not None or relation == "countryside")
        ):
            phrase.relation, phrase.bearing, phrase.last = relation, bearing, after + 1
        return
    if at < end and page.lowers[at] in words.heads and page.lowers[at] not in words.countryside:
        at += 1
        phrase.last = at
        if at < end and page.texts[at] in ("'s", "’s"):
            return
    bearing, after = _direction_from(page, at, end, words)
    if after < end and _relation_of(page.lowers[after], words) == "countryside":
        phrase.relation, phrase.bearing, phrase.last = "countryside", bearing, after + 1


def _read_left(phrase: _Phrase, page: Page, words: PlaceWords, place: Candidate) -> None:
    """What stands before a name, from the name outwards."""
    begin = page.bounds(phrase.first)[0]
    at = _past_article(page, phrase.first, begin)
    bearing, first = _direction_to(page, at, begin, words)
    if bearing is not None:
        phrase.first = first
        phrase.bearing = bearing
        if phrase.relation == "within":
            phrase.relation = "countryside" if page.lowers[first] in words.countryside else "part"
        at = _past_article(page, first, begin)
    at = _past_head(phrase, page, words, at, begin)
    _read_relation(phrase, page, words, place, at, begin)


def _past_article(page: Page, at: int, begin: int) -> int:
    return at - 1 if at > begin and page.lowers[at - 1] == "the" else at


def _past_head(phrase: _Phrase, page: Page, words: PlaceWords, at: int, begin: int) -> int:
    """Step over "the strategic border town of"."""
    noun = at - 2 if at - 2 >= begin and page.lowers[at - 1] == "of" else at - 1
    if noun < begin or page.lowers[noun] not in words.heads or (noun == at - 1 and page.is_capital[noun]):
        return at
    if page.lowers[noun] in words.countryside or (
        page.lowers[noun] in words.part and noun == at - 2 and _direction_to(page, noun, begin, words)[0] is not None
    ):
        return at
    at = noun
    while at > begin and page.lowers[at - 1] in words.between:
        at -= 1
    if page.texts[at] in HYPHENS:  # "the Daesh-held town of"
        at += 2
    elif at > begin and page.lowers[at - 1] in ("the", "a"):
        at -= 1
    phrase.first = min(at, noun)
    return phrase.first


def _read_relation(phrase: _Phrase, page: Page, words: PlaceWords, place: Candidate, at: int, begin: int) -> None:
    """ "north of", "15 km from", "the outskirts of", "near" before the place (and its head)."""
    if at - 1 >= begin and page.lowers[at - 1] in ("of", "from"):
        of = at - 1
        bearing, first = _direction_to(page, of, begin, words)
        if bearing is not None:
            km, start = _distance_to(page, first, begin, words)
            has_article = page.lowers[first - 1] == "the" if first > begin else False
            is_inside = km is None and (has_article or place.kind in _AREAS) and page.lowers[of] == "of"
            phrase.relation = "part" if is_inside else "beyond"
            phrase.first, phrase.bearing, phrase.km = start - (has_article and km is None), bearing, km
            return
        km, start = _distance_to(page, of, begin, words)
        if km is not None:
            phrase.first, phrase.km, phrase.bearing = start, km, None
            return
        noun = of - 1
        relation = _relation_of(page.lowers[noun], words) if noun >= begin and page.lowers[of] == "of" else None
        if relation is not None:
            bearing, first = _direction_to(page, noun, begin, words)
            if bearing is not None or relation == "countryside":
                phrase.relation, phrase.bearing = relation, bearing
                phrase.first = first if bearing is not None else noun
                if phrase.first > begin and page.lowers[phrase.first - 1] == "the":
                    phrase.first -= 1
                return
    for length in range(min(_LONGEST_PHRASE, at - begin), 0, -1):
        if tuple(page.lowers[at - length : at]) in words.near:
            if phrase.km is None and phrase.relation == "within":
                phrase.relation = "near"
            km, start = _distance_to(page, at - length, begin, words)
            phrase.first = at - length
            if km is not None:
                phrase.km, phrase.first = km, start
            return


def _relation_of(word: str, words: PlaceWords) -> str | None:
    return "countryside" if word in words.countryside else "part" if word in words.part else None


def _direction_from(page: Page, at: int, end: int, words: PlaceWords) -> tuple[float | None, int]:
    """A direction that begins at a token, and the token after it: "north", "north-west"."""
    if at + 2 < end and page.texts[at + 1] in HYPHENS:
        joined = f"{page.lowers[at]}-{page.lowers[at + 2]}"
        if joined in words.directions:
            return words.directions[joined], at + 3
    if at < end and page.lowers[at] in words.directions:
        return words.directions[page.lowers[at]], at + 1
    return None, at


def _direction_to(page: Page, at: int, begin: int, words: PlaceWords) -> tuple[float | None, int]:
    """A direction that ends right before a token, and where it begins."""
    if at - 3 >= begin and page.texts[at - 2] in HYPHENS:
        joined = f"{page.lowers[at - 3]}-{page.lowers[at - 1]}"
        if joined in words.directions:
            return words.directions[joined], at - 3
    if at - 1 >= begin and page.lowers[at - 1] in words.directions:
        return words.directions[page.lowers[at - 1]], at - 1
    return None, at


def _distance_to(page: Page, at: int, begin: int, words: PlaceWords) -> tuple[float | None, int]:
    """A distance that ends right before a token, and where it begins: "15 km", "30 kilometres (20 miles)"."""
    unit = at - 1
    if unit >= begin and page.lowers[unit] in ("away", "to"):
        unit -= 1
    if unit >= begin and page.lowers[unit] == "the":
        unit -= 1
    if unit >= begin and page.texts[unit] == ")":
        while unit > begin and page.texts[unit] != "(" and at - unit < 7:
            unit -= 1
        unit -= 1
    if unit - 1 < begin or page.lowers[unit] not in words.distances:
        return None, at
    factor = words.distances[page.lowers[unit]]
    if unit - 2 >= begin and page.lowers[unit - 1] in words.distances:  # "66 nautical miles"
        unit -= 1
        factor = words.distances[page.lowers[unit]]
    number = _number(page.lowers[unit - 1], words)
    if number is None and page.texts[unit - 1] in HYPHENS and unit - 2 >= begin:
        unit -= 1
        number = _number(page.lowers[unit - 1], words)
    if number is None or number * factor > _MOST_KM:
        return None, at
    return number * factor, unit - 1


def _number(word: str, words: PlaceWords) -> float | None:
    if word in words.numbers:
        return words.numbers[word]
    digits = word.replace(",", "")
    return float(digits) if len(digits) < 8 and digits.replace(".", "", 1).isdecimal() else None


def _between(name: Name, following: Name | None, page: Page, words: PlaceWords) -> Spot | None:
    """The middle of "between X and Y", "the road from X to Y", "the X-Y highway"."""
    place, other = name.choice, following.choice if following is not None else None
    if place is None or other is None or following is None or following.is_government:
        return None
    if place.kind not in _SETTLED or other.kind not in _SETTLED or place.id == other.id:
        return None
    gap = page.lowers[name.last : following.first]
    if len(gap) != 1:
        return None
    before = page.lowers[max(page.bounds(name.first)[0], name.first - 3) : name.first]
    after = page.lowers[following.last] if following.last < len(page) else ""
    streets = {noun for noun, heads in words.heads.items() if any(head.name == "street" for head in heads)}
    first, last = name.first, following.last
    if gap == ["and"] and before[-1:] == ["between"]:
        first -= 1
    elif gap == ["to"] and before[-1:] == ["from"] and before[-2:-1] and before[-2] in streets:
        first -= 2
    elif gap[0] in HYPHENS and after in streets:
        last += 1
    elif gap[0] in ("and", "to", "with") and any(
        word in ("linking", "connecting", "links", "connects") for word in before[-1:]
    ):
        first -= 1
    else:
        return None
    one, two = point_of(place), point_of(other)
    distance = kilometres(one, two)
    if distance > _FARTHEST_BETWEEN_KM:
        return None
    return Spot(first, last, midpoint(one, two), "near", distance / 2 + _LEAST_KM)
