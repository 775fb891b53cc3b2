"""Places that only tell where another one lies: "in X, in Y province", "the oasis of X, some 90 km north of Y"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from spacy.tokens import Span as Tokens

from standoff.claims.references import load_reference_words
from standoff.claims.same import FINE
from standoff.claims.scenes import is_within
from standoff.languages.grammar import VERBAL
from standoff.records import Document, PlaceMention, distance_km

__all__ = ["locating_places", "without_locating"]

_MOST_BETWEEN = 12
"""So many words at most stand between a place and how far from another one it lies."""
_FARTHEST_KM = 100.0
"""So far from where the words put it, a place is a namesake of the one that they mean."""
_OPENING = frozenset({",", "(", "-", "–", "—"})


def locating_places(document: Document, places: Sequence[PlaceMention]) -> dict[int, int]:
    """The places, by their numbers, that only tell where another one lies, each with the number of that one.

    So what holds it ("in X, in Y province"), what it lies away from ("X, a village north of Y"), and what has a border
    or a road that is long ("the Y border near X"). ``places`` are in the order of the text.
    """
    found: dict[int, int] = {}
    for at, (place, after) in enumerate(pairwise(places)):
        if place.lat is None or after.lat is None or place.span.overlaps(after.span):
            continue
        one, other, words = (document.tokens(each) for each in (place.name_span, after.span, after.name_span))
        if one is None or other is None or words is None or one.sent != other.sent or other.start < one.end:
            continue
        between = document.parse[one.end : other.start]
        if _is_edge(between, place, after, document):
            found[at] = at + 1
        elif (
            (_is_tied(between) and is_within(place, after))
            or _is_on(between, place, after)
            or ((_is_away(between, other, words) or _is_in_part(between, other, words)) and _is_near(place, after))
        ):
            found[at + 1] = found.get(at, at)
    return found


def without_locating(points: Mapping[int, float], locating: Mapping[int, int]) -> dict[int, float]:
    """What speaks for each place of a sentence, where what speaks for one that only tells where another lies speaks for
    that other."""
    kept = dict(points)
    for at in points.keys() & locating.keys():
        meant = locating[at]
        if meant in kept:
            kept[meant] = max(kept[meant], kept.pop(at))
    return kept


def _is_tied(between: Tokens) -> bool:
    """Whether nothing but a comma and "in the area of" stands between two places."""
    words = load_reference_words()
    return 0 < len(between) <= _MOST_BETWEEN and all(
        each.text in _OPENING or each.lower_ in words.locating for each in between
    )


def _is_on(between: Tokens, place: PlaceMention, after: PlaceMention) -> bool:
    """Whether the first place lies on the shore or the edge of a wide second one: "the port of X | on the | Y Sea"."""
    is_led = len(between) > 0 and between[0].lower_ == "on" and all(each.lower_ == "the" for each in between[1:])
    return is_led and place.precision in FINE and after.precision == "region"


def _is_in_part(between: Tokens, other: Tokens, name: Tokens) -> bool:
    """Whether the first place lies in a part of what the second one names: "the town of X | in western | Y"."""
    sides = load_reference_words().sides
    led = other.doc[other.start : name.start]
    return [each.lower_ for each in between] == ["in"] and any(each.lower_.removesuffix("ern") in sides for each in led)


def _is_away(between: Tokens, other: Tokens, name: Tokens) -> bool:
    """Whether behind a comma stands how far off or on which side of a second place the first one lies."""
    if not 0 < len(between) <= _MOST_BETWEEN or between[0].text not in _OPENING or other.start == name.start:
        return False
    led = other.doc[other.start : name.start]
    if not any(each.lower_ in load_reference_words().sides or each.like_num for each in led):
        return False
    return all(each.pos_ not in VERBAL and each.dep_ != "cc" for each in between)


def _is_near(place: PlaceMention, other: PlaceMention) -> bool:
    if place.lat is None or place.lon is None or other.lat is None or other.lon is None:
        return False
    slack = (place.uncertainty_km or 0.0) + (other.uncertainty_km or 0.0)
    return distance_km(place.lat, place.lon, other.lat, other.lon) <= _FARTHEST_KM + slack


def _is_edge(between: Tokens, place: PlaceMention, after: PlaceMention, document: Document) -> bool:
    """Whether the first place only names a border or a road, of which the second one tells what stretch is meant."""
    words = load_reference_words()
    last = len(between) - 1
    if not 0 <= last < _MOST_BETWEEN or after.precision not in FINE | {"district"}:
        return False
    if last and between[last].lower_ == "the":
        last -= 1
    if last and between[last].lower_ in words.at:
        last -= 1
    return between[last].lower_ in words.edges and all(
        each.lower_ in words.edges or place.span.covers(document.span(each)) for each in between[: last + 1]
    )
