"""Names that no gazetteer knows, but the words beside them say that they are places: "the village of X", "X camp"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from standoff.gazetteer import Candidate, Gazetteer
from standoff.places.geometry import kilometres
from standoff.places.lie import point_of
from standoff.places.names import Name, Runs
from standoff.places.others import HYPHENS, Others
from standoff.places.page import Page
from standoff.places.whereabouts import Spot
from standoff.places.words import Head, PlaceWords

__all__ = ["find_unknown", "place_unknown"]

_MOST_WORDS = 4
_PLURAL = frozenset({"villages", "towns", "cities", "districts", "neighbourhoods", "neighborhoods", "camps", "quarters", "provinces"})
_NAMED = frozenset({"settlement", "town", "quarter", "district", "camp", "base", "airport", "border", "works", "island", "mountain", "valley", "water", "region"})
"""Kinds of which a name beside the noun is taken for a place; squares and shops are called after anybody."""
_JOINING = frozenset([",", "in", "of", "near", "the", "a", "an", "from", "'s", "’s", "(", "outside", "on", "outskirts", "countryside"])
_SOUND_KM = 40.0
"""A place found by its sound must lie so near to where the words put it."""
_ABOUT = 0.4
_OFF_KM = 10.0
"""A village named with a town lies about so far from it."""
_KIND_OF = {"country": "country", "region": "region", "district": "admin2", "town": "village", "near": "village", "exact": "village"}


def find_unknown(page: Page, runs: Runs, names: Sequence[Name], words: PlaceWords, others: Others) -> list[Name]:
    """The names that only the words beside them make places, and every other mention of these, in text order."""
    taken = [False] * len(page)
    for name in names:
        taken[name.first : name.last] = [True] * (name.last - name.first)
    declared: dict[str, tuple[Head, ...]] = {}
    for first, last, heads in _declared(page, runs, taken, words, others):
        declared.setdefault(runs.keys[first, last], heads)
    found: list[Name] = []
    if not declared:
        return found
    for (first, last), key in runs.keys.items():
        if key in declared and not any(taken[first:last]):
            taken[first:last] = [True] * (last - first)
            found.append(Name(first, last, key, heads=declared[key]))
    return sorted(found, key=lambda name: name.first)


def _declared(
    page: Page, runs: Runs, taken: list[bool], words: PlaceWords, others: Others
) -> Iterator[tuple[int, int, tuple[Head, ...]]]:
    for first, ends in runs.ends.items():
        if not page.is_cased[page.sentence_of[first]] or (first - 1 in runs.ends and page.is_capital[first - 1]):
            continue
        last = _run_end(page, first, ends)
        if last - first > 2 * _MOST_WORDS or any(taken[first:last]) or any(others.is_person[first:last]):
            continue
        if any(others.is_body[first:last]) or page.lowers[first] in words.never or page.lowers[first] in words.alone:
            continue
        if (first, last) not in runs.keys:
            continue
        heads = _heads_of(page, first, last, words)
        if heads:
            yield first, last, heads
            if page.lowers[first - 1] == "of" and page.lowers[first - 2] in _PLURAL:
                for begin, end in _listed(page, last, runs, taken):
                    yield begin, end, heads


def _run_end(page: Page, first: int, ends: list[int]) -> int:
    """The end of the unbroken run of capitals and hyphens: "of", "and" end it."""
    last = first
    for end in ends:
        if all(page.is_capital[at] or page.texts[at] in HYPHENS or at == first or page.is_tied(at) for at in range(first, end)):
            last = end
    return last


def _heads_of(page: Page, first: int, last: int, words: PlaceWords) -> tuple[Head, ...]:
    begin, end = page.bounds(first)
    at = first - 1
    if at > begin and page.lowers[at] == "of":
        heads = words.heads.get(page.lowers[at - 1], ()) if not page.is_capital[at - 1] else ()
        if named := tuple(head for head in heads if head.name in _NAMED):
            return named
    if last < end:
        heads = words.heads.get(page.lowers[last], ())
        if page.lowers[last] not in _PLURAL and (named := tuple(head for head in heads if head.name in _NAMED)):
            return named
    if last + 2 < end and page.texts[last] == "," and page.lowers[last + 1] in ("a", "the", "another"):
        at = last + 2
        while at < end and page.lowers[at] in words.between:
            at += 1
        heads = words.heads.get(page.lowers[at], ()) if at < end else ()
        return tuple(head for head in heads if head.name in ("settlement", "town", "quarter", "camp"))
    return ()


def _listed(page: Page, last: int, runs: Runs, taken: list[bool]) -> Iterator[tuple[int, int]]:
    """The further names of a list that begins with the one that ends at a token."""
    end = page.bounds(last - 1)[1]
    at = last
    while at < end and page.lowers[at] in (",", "and"):
        at += 1
        if at < end and page.lowers[at] == "and":
            at += 1
        if at not in runs.ends:
            return
        stop = _run_end(page, at, runs.ends[at])
        if not any(taken[at:stop]):
            yield at, stop
        at = stop


def place_unknown(
    name: Name,
    page: Page,
    words: PlaceWords,
    placed: Sequence[tuple[Name, Spot]],
    gazetteer: Gazetteer,
    countries: Mapping[str, float],
) -> None:
    """Give a name a place after all: one that the gazetteer knows by sound, else that beside which the words put it.

    ``placed`` are the names of the same sentence that have a place and mean one, with where the words put it.
    """
    beside = _beside(name, page, words, placed)
    text = page.words(name.first, name.last)
    for place in gazetteer.find(text):
        is_near = beside is not None and kilometres(point_of(place), beside[1].point) <= (
            beside[1].uncertainty_km + _SOUND_KM
        )
        if any(place.kind in head.kinds for head in name.heads) and (
            is_near or (beside is None and any(countries.get(each, 0) > _ABOUT for each in place.countries))
        ):
            name.choice = place
            return
    if beside is None:
        return
    other, spot = beside
    assert other.choice is not None
    head = name.heads[0] if name.heads else None
    radius = spot.uncertainty_km + (head.radius_km if head else _OFF_KM)
    if spot.precision in ("town", "exact") and (head is None or head.name in ("settlement", "town")):
        radius += _OFF_KM
    name.choice = Candidate(
        id="",
        name=text,
        kind=_KIND_OF[spot.precision],
        lat=spot.point[0],
        lon=spot.point[1],
        country=other.choice.country,
        countries=other.choice.countries,
        admin1=other.choice.admin1,
        population=0,
        radius_km=radius,
        is_main_name=True,
    )


def _beside(
    name: Name, page: Page, words: PlaceWords, placed: Sequence[tuple[Name, Spot]]
) -> tuple[Name, Spot] | None:
    """The placed name that says best where an unknown one is."""
    best: tuple[float, tuple[Name, Spot]] | None = None
    for other, spot in placed:
        assert other.choice is not None
        is_after = other.first >= name.last
        gap = range(name.last, other.first) if is_after else range(other.last, name.first)
        is_joined = all(_joins(page, at, words) for at in gap)
        if other.choice.kind == "country" and not (is_after and is_joined):
            continue
        distance = len(gap) + (0 if is_joined else 20) + (0 if is_after else 5)
        if best is None or distance < best[0]:
            best = distance, (other, spot)
    return best[1] if best is not None else None


def _joins(page: Page, at: int, words: PlaceWords) -> bool:
    lower = page.lowers[at]
    return (
        lower in words.heads or lower in words.between or lower in words.directions or lower in words.distances
        or lower in _JOINING or page.pos[at] in ("NUM", "ADJ")
    )  # fmt: skip
