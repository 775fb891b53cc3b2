"""Names that no gazetteer knows, but the words beside them say that they are places: "the village of X", "X camp"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from standoff.gazetteer import Candidate, Gazetteer
from standoff.places.geometry import kilometres
from standoff.places.lie import SETTLED, point_of
from standoff.places.names import Name, Runs
from standoff.places.others import HYPHENS, Others
from standoff.places.page import Page
from standoff.places.traits import heads_beside
from standoff.places.whereabouts import Spot
from standoff.places.words import Head, PlaceWords

__all__ = ["find_unknown", "place_about", "place_unknown"]

_MOST_WORDS = 4
_LOCAL = frozenset(
    {"settlement", "town", "quarter", "district", "camp", "street", "building", "airport", "base", "works"}
)
_SMALL = frozenset({"settlement", "town", "quarter", "district", "camp", "street"})
"""Kinds of places that lie in or by the other places of their sentence, even where nothing says so."""
_OF_TOWNS = frozenset({"quarter", "street"})
"""What is a part of the town that it is called after or leads there: "the suburbs of X", "the X road"."""
_IN_TOWNS = _OF_TOWNS | {"building", "airport"}
"""What stands in the town that it is called after: "X station"."""
_PASSING = frozenset({"from", "to", "towards", "toward"})
_POINTING = frozenset({"this", "that", "these", "those"})
_HOME = "village"
"""What somebody may be an inhabitant or the mayor of."""
_FAR_TOKENS = 15
_JOINED_TOKENS = 8
_SOUND_KM = 40.0
"""A place found by its sound must lie so near to where the words put it."""
_ABOUT = 0.4
_OFF_KM = 10.0
"""A village named with a town lies about so far from it."""
_ABOUT_KM = 30.0
"""A village that nothing else places lies about so far from the last place told of before it."""
_NARROW = frozenset({"near", "town", "exact", "district"})
_KIND_OF = {
    "country": "country",
    "region": "region",
    "district": "admin2",
    "town": "village",
    "near": "village",
    "exact": "village",
}


def find_unknown(page: Page, runs: Runs, names: Sequence[Name], words: PlaceWords, others: Others) -> list[Name]:
    """The names that only the words beside them make places, and every other mention of these, in text order."""
    taken = [False] * len(page)
    for name in names:
        taken[name.first : name.last] = [True] * (name.last - name.first)
    placed = {name.first for name in names if name.choice is not None and not name.is_government}
    may_be = {
        first: last
        for first, last in _whole_runs(page, runs, taken, words)
        if not any(taken[first:last]) and _may_be(page, first, last, words, others)
    }
    declared: dict[str, tuple[Head, ...]] = {}
    for first, last in may_be.items():
        heads = _noun_before(page, first, words) or _noun_within(page, first, last, words)
        heads = heads or ((not _is_whose(page, first) and _noun_after(page, last, words)) or ())
        if heads or _is_put_in_place(page, first, last, words, placed):
            declared.setdefault(runs.keys[first, last], heads)
    for noun, lower in enumerate(page.lowers):
        if lower in words.plural and not page.is_capital[noun]:
            heads = _heads_of(lower, words)
            for first in (*_listed_before(page, noun, runs), *_listed_after(page, noun, runs, words)):
                if first in may_be:
                    declared.setdefault(runs.keys[first, may_be[first]], heads)
    found: list[Name] = []
    if not declared:
        return found
    for (first, last), key in runs.keys.items():
        is_somebody = any(others.is_person[first:last]) or any(others.is_body[first:last])
        if key in declared and not any(taken[first:last]) and not is_somebody:
            taken[first:last] = [True] * (last - first)
            found.append(Name(first, last, key, heads=declared[key]))
    return sorted(found, key=lambda name: name.first)


def _whole_runs(page: Page, runs: Runs, taken: list[bool], words: PlaceWords) -> Iterator[tuple[int, int]]:
    """The longest runs of capitals, in sentences where these tell something."""
    free = 0
    for first, ends in runs.ends.items():
        is_article = len(ends) > 1 and page.lowers[first] in words.never
        if first >= free and ends and not is_article and not taken[first] and page.is_cased[page.sentence_of[first]]:
            free = _run_end(page, first, ends)
            if (first, free) in runs.keys:
                yield first, free


def _heads_of(noun: str, words: PlaceWords) -> tuple[Head, ...]:
    return tuple(head for head in words.heads.get(noun, ()) if head.name in words.of_unknown)


def _is_put_in_place(page: Page, first: int, last: int, words: PlaceWords, placed: set[int]) -> bool:
    """Whether a name stands where places do, with another place beside it: "in X, Y", "at X near Y"."""
    begin, end = page.bounds(first)
    if first == begin or page.lowers[first - 1] not in words.at or page.pos[first] != "PROPN":
        return False
    at = last
    while at < end and at - last <= _JOINED_TOKENS and at not in placed and _joins(page, at, words):
        at += 1
    if at in placed and any(page.lowers[each] in words.putting for each in range(last, at)):
        return True
    return page.lowers[first - 1] in words.leading and not (last < end and page.pos[last] in ("NOUN", "ADJ"))


def _listed_after(page: Page, noun: int, runs: Runs, words: PlaceWords) -> Iterator[int]:
    """Where the names in a list after a noun begin: "the villages of X, Y and Z", "four villages: X, Y"."""
    end = page.bounds(noun)[1]
    at = noun + 1
    while at < end and page.lowers[at] in words.opening:
        at += 1
    while at < end and at in runs.ends and runs.ends[at]:
        yield at
        at = _run_end(page, at, runs.ends[at])
        if at >= end or page.lowers[at] not in (",", "and"):
            return
        while at < end and page.lowers[at] in (",", "and"):
            at += 1


def _listed_before(page: Page, noun: int, runs: Runs) -> Iterator[int]:
    """Where the names in a list before a noun begin: "the X and Y districts"."""
    begin = page.bounds(noun)[0]
    at = last = noun
    while at > begin and noun - at < _JOINED_TOKENS:
        at -= 1
        if at in runs.ends and _run_end(page, at, runs.ends[at] or [at + 1]) == last:
            yield at
            last = at
            while last > begin and page.lowers[last - 1] in (",", "and"):
                last -= 1
            if last == at:
                return
            at = last


def _may_be(page: Page, first: int, last: int, words: PlaceWords, others: Others) -> bool:
    """Whether a run may be an unknown place's name: of no person and no body, and no ordinary word."""
    if last - first > 2 * _MOST_WORDS or any(others.is_person[first:last]) or any(others.is_body[first:last]):
        return False
    lower = page.lowers[first]
    if last == first + 1 and (
        lower in words.never or lower in words.alone or lower in words.heads or lower in words.titles
    ):
        return False
    is_acronym = last == first + 1 and page.texts[first].isupper()
    return not is_acronym and lower not in words.abbreviations and page.pos[first] not in ("VERB", "ADV", "ADP", "PRON")


def _run_end(page: Page, first: int, ends: list[int]) -> int:
    """The end of the unbroken run of capitals, hyphens and what they tie: "of", "and" end it."""
    last = first
    for end in ends:
        inner = range(first, end)
        if not all(page.is_capital[at] or page.texts[at] in HYPHENS or page.is_tied(at) for at in inner):
            break
        last = end
    return last


def _noun_before(page: Page, first: int, words: PlaceWords) -> tuple[Head, ...]:
    """ "the village of X", "the villages: X", "a town called X", "the island X", "the inhabitants of X"."""
    begin = page.bounds(first)[0]
    at = first - 1
    if at > begin and page.lowers[at] == "of" and page.lowers[at - 1] in words.dwellers:
        return _heads_of(_HOME, words)
    if at > begin and (page.lowers[at] in ("of", ":") or page.lowers[at] in words.called):
        at -= 1
    if at < begin or page.is_capital[at] or (page.lowers[first - 1] == ":" and page.lowers[at] not in words.plural):
        return ()
    is_tied = at == first - 1
    return () if is_tied and page.lowers[at] in words.loose_nouns | words.plural else _heads_of(page.lowers[at], words)


def _noun_within(page: Page, first: int, last: int, words: PlaceWords) -> tuple[Head, ...]:
    """ "Fort Ross", "Lake Chad", "Grosvenor Square": a noun with a capital at either end."""
    if last - first < 2:
        return ()
    for at in (last - 1, first):
        heads = tuple(head for head in words.heads.get(page.lowers[at], ()) if head.name in words.of_unknown_capitals)
        if heads and (at == last - 1 or page.lowers[at] in words.first_nouns):
            return heads
    return ()


def _is_whose(page: Page, first: int) -> bool:
    """Whether a name before a noun only says whose a place is: "this Pa-O town"."""
    return first > page.bounds(first)[0] and page.lowers[first - 1] in _POINTING


def _noun_after(page: Page, last: int, words: PlaceWords) -> tuple[Head, ...]:
    """ "X village", "X, a town in ..."."""
    end = page.bounds(last - 1)[1]
    at = last
    while at < min(end, last + 3) and page.lowers[at] in words.between and page.lowers[at] not in words.heads:
        at += 1  # "X refugee camp"
    is_noun = at < end and not page.is_capital[at] and page.lowers[at] not in words.plural | words.loose_nouns
    if is_noun and (heads := _heads_of(page.lowers[at], words)):
        return heads
    return heads_beside(page, last, words)


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
    for place in () if "namesake" in name.traits else gazetteer.find(text):
        is_near = beside is not None and kilometres(point_of(place), beside[1].point) <= (
            beside[1].uncertainty_km + _SOUND_KM
        )
        fits = any(place.kind in head.kinds for head in name.heads) if name.heads else place.kind in SETTLED
        fits = fits or (place.kind in SETTLED and any(head.name in _IN_TOWNS for head in name.heads))
        if fits and (is_near or (beside is None and any(countries.get(each, 0) > _ABOUT for each in place.countries))):
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
        name=page.span(name.first, name.last).text,
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


def place_about(
    names: Sequence[Name], page: Page, placed: Sequence[tuple[Name, Spot]], countries: Mapping[str, float]
) -> None:
    """Give villages, streets and the like that nothing in their sentences places the surroundings of the town told last
    before them, or first after them, in the country that the report is about; quarters and streets those of the town
    that the report names most, where it names one more than any other."""
    narrow = [
        (other, spot)
        for other, spot in placed
        if other.choice is not None
        and spot.precision in _NARROW
        and any(countries.get(each, 0.0) > _ABOUT for each in other.choice.countries)
    ]
    narrow = [each for each in narrow if not _is_passed_by(each[0], page)] or narrow
    main = _most_named(narrow)
    for name in names:
        if not narrow or not ("after at" in name.traits or any(head.name in _LOCAL for head in name.heads)):
            continue
        before = [each for each in narrow if each[0].first < name.first]
        is_of_town = bool(name.heads) and name.heads[0].name in _OF_TOWNS
        other, spot = main if is_of_town and main is not None else before[-1] if before else narrow[0]
        assert other.choice is not None
        name.choice = replace(
            other.choice,
            id="",
            name=page.span(name.first, name.last).text,
            kind="admin2",
            lat=spot.point[0],
            lon=spot.point[1],
            population=0,
            radius_km=spot.uncertainty_km + _ABOUT_KM,
        )


def _is_passed_by(name: Name, page: Page) -> bool:
    """Whether a town only tells whence somebody comes or where somebody goes: "a herder from X", "fled to X"."""
    return name.first > page.bounds(name.first)[0] and page.lowers[name.first - 1] in _PASSING


def _most_named(placed: Sequence[tuple[Name, Spot]]) -> tuple[Name, Spot] | None:
    """The town that is named more often than any other, and more than once."""
    counted = Counter(name.key for name, _ in placed if name.choice is not None and name.choice.kind in SETTLED)
    (key, most), (_, second) = [*counted.most_common(2), ("", 0), ("", 0)][:2]
    return next((each for each in placed if each[0].key == key), None) if most > max(1, second) else None


def _beside(name: Name, page: Page, words: PlaceWords, placed: Sequence[tuple[Name, Spot]]) -> tuple[Name, Spot] | None:
    """The placed name that says best where an unknown one is: what it is said to lie in, before any other."""
    if (holder := next((each for each in placed if each[0] is name.container), None)) is not None:
        return holder
    best: tuple[float, tuple[Name, Spot]] | None = None
    for other, spot in placed:
        assert other.choice is not None
        is_after = other.first >= name.last
        gap = range(name.last, other.first) if is_after else range(other.last, name.first)
        is_joined = all(_joins(page, at, words) for at in gap)
        is_small = bool(name.heads) and name.heads[0].name in _SMALL
        if not is_joined and (other.choice.kind == "country" or not is_small or len(gap) > _FAR_TOKENS):
            continue
        distance = len(gap) + (0 if is_joined else 20) + (0 if is_after else 5)
        if best is None or distance < best[0]:
            best = distance, (other, spot)
    return best[1] if best is not None else None


def _joins(page: Page, at: int, words: PlaceWords) -> bool:
    lower = page.lowers[at]
    return (
        lower in words.heads or lower in words.between or lower in words.directions or lower in words.distances
        or lower in words.joining or page.pos[at] in ("NUM", "ADJ")
    )  # fmt: skip
