"""Which of the places of one name is meant: a sum of weights, each with its reason.

They were set by reason, in steps of a half, and looked at against GeoVirus.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log10

from standoff.gazetteer import Candidate, fold
from standoff.places.geometry import kilometres
from standoff.places.lie import REGIONS, SETTLED, holds, is_capital, point_of
from standoff.places.names import Name
from standoff.places.story import Story

__all__ = ["PRIOR", "is_in", "lead", "ranked"]

PRIOR: Mapping[str, float] = {
    "country": 4.0,
    "capital": 1.5,  # not one of the dozens of towns named after it
    "region": 1.0,
    "region of a town": -2.5,  # "Aleppo" is the town unless the words ask for the region or for a part of it
    "population": 0.8,  # for each power of ten
    "main name": 1.0,
    "another's short name": -2.5,  # a place of a country that nothing else names is only also called so: Jolo for Suluk
    "abroad": -2.0,  # no great city, in a country that nothing names, while another of that name lies in one that is
    "own region": 1.5,  # a region of the report's country, not one across borders of the same name: Sahel
    "story": 3.0,  # times the share of the report's countries
    "outshone": -4.0,  # more people live in a region of that name, and the report is about that one's country: Georgia
    "container": 5.0,  # the words say what it lies in
    "not in container": -3.0,
    "kind fits": 2.5,  # "province of X" asks for a region
    "kind misfits": -1.5,
    "article fits": 6.0,  # "the Ayeyarwady" is the river, not the region called after it
    "article misfits": -3.0,
    "like its list": 1.5,  # "Washington, Oregon and Idaho": a region among regions
    "region named": 1.5,  # its first-order region is in the report
    "near": 2.0,  # near the other places of the report, falling off with distance
}
_NEAR_KM = 200.0
_WITH_ARTICLE = frozenset({"river", "sea", "gulf", "desert", "strait"})
"""Kinds of places that print gives an article: "the Litani", "the Negev"."""
_ABOUT = 0.4
"""A report is about a country that has this share of its places."""
_NAMED = 0.05
"""A report names a country that has more than this share of its places."""
_FEWEST: Mapping[str, int] = {"city": 100_000, "town": 5_000}
"""A place of such a kind has so many people at least, also where nobody counted them."""
_VILLAGE = "settlement"
_LARGE_TOWN = 100_000
_GREAT_TOWN = 1_000_000
"""A city so large has a north of its own: "eastern Aleppo"; but "southern Idlib" is the south of the province."""

Ranked = list[tuple[float, Candidate]]


def ranked(names: Sequence[Name], story: Story, containers: Sequence[Name] = ()) -> Ranked:
    """What names of one key can mean, likeliest first, by what is said beside them and by the rest of the report.

    ``containers`` are what other names of the key lie in: they count where these say nothing of their own.
    """
    shares = story.shares(names[0].key)
    own = [name.container for name in names if name.container is not None]
    is_of_story = any(shares.get(each.country or "", 0.0) > _NAMED for each in names[0].candidates)
    has_article = any("with article" in name.traits for name in names)
    scored = [
        (
            _prior(place, names, shares, is_of_story=is_of_story)
            + _by_words(place, names, own or containers, has_article=has_article)
            + _by_neighbours(place, names[0].key, story),
            place,
        )
        for place in names[0].candidates
    ]
    return sorted(scored, key=lambda each: (-each[0], each[1].id))


def lead(found: Sequence[tuple[float, Candidate]]) -> float:
    """By how much the likeliest is ahead of the next one."""
    return found[0][0] - found[1][0] if len(found) > 1 else 10.0


def is_in(place: Candidate, container: Name) -> bool:
    """Whether a place lies in what the words say it lies in."""
    if container.demonym_of:
        return container.demonym_of in place.countries
    outer = (container.choice,) if container.choice is not None else container.candidates[:8]
    return any(holds(each, place) for each in outer)


def _prior(place: Candidate, names: Sequence[Name], shares: Mapping[str, float], *, is_of_story: bool) -> float:
    """What speaks for a place by what is known of it; ``is_of_story`` says that one so called lies in a country
    that the report names."""
    people = _people(place)
    if place.kind in SETTLED and any(head.name == _VILLAGE for name in names for head in name.heads):
        people = min(people, _FEWEST["town"])  # "the village of Agdam" is not the city
    score = PRIOR["population"] * log10(people)
    if place.kind == "country":
        score += PRIOR["country"] if _bears(place, names[0]) else 0.0
        score += PRIOR["outshone"] if _is_outshone(place, names[0], shares) else 0.0
    elif place.kind in REGIONS:
        score += PRIOR["region"] - PRIOR["population"]
        town = max((_people(each) for each in names[0].candidates if _is_town_of(each, place)), default=0)
        has_direction = any("with direction" in name.traits for name in names)
        if town >= _FEWEST["town"] and not (has_direction and town < _GREAT_TOWN):
            score += PRIOR["region of a town"]
        is_own = len(place.countries) == 1 and shares.get(place.countries[0], 0.0) > _ABOUT
        if is_own and any(name.heads for name in names) and any(len(c.countries) > 1 for c in names[0].candidates):
            score += PRIOR["own region"]
    if place.is_main_name:
        score += PRIOR["main name"] + (PRIOR["capital"] if is_capital(place) else 0.0)
    share = max((shares.get(country, 0.0) for country in place.countries), default=0.0)
    if share == 0.0 and shares and not place.is_main_name:
        score += PRIOR["another's short name"]
    if share == 0.0 and is_of_story and place.kind in SETTLED and place.population < _GREAT_TOWN:
        score += PRIOR["abroad"]
    return score + PRIOR["story"] * share


def _by_words(place: Candidate, names: Sequence[Name], containers: Sequence[Name], *, has_article: bool) -> float:
    heads = [head for name in names for head in name.heads]
    score = 0.0
    if heads:
        score += PRIOR["kind fits"] if any(place.kind in head.kinds for head in heads) else PRIOR["kind misfits"]
    if has_article:
        score += PRIOR["article fits"] if place.kind in _WITH_ARTICLE else 0.0
        score += PRIOR["article misfits"] if place.kind in SETTLED else 0.0
    if place.kind == "admin1" and any(_is_region(each) for name in names for each in name.listed):
        score += PRIOR["like its list"]
    if containers and place.kind != "country":
        score += PRIOR["container"] if any(is_in(place, each) for each in containers) else PRIOR["not in container"]
    return score


def _is_region(name: Name) -> bool:
    """Whether a name is first of all a region's, with no town of that name in it."""
    place = name.candidates[0]
    return place.kind == "admin1" and not any(_is_town_of(each, place) for each in name.candidates)


def _by_neighbours(place: Candidate, key: str, story: Story) -> float:
    if place.kind == "country":
        return 0.0
    score = 0.0
    if place.admin1 is not None and place.kind != "admin1" and story.regions.get(place.admin1, key) != key:
        score += PRIOR["region named"]
    if story.anchors:
        nearest = min(kilometres(point_of(place), point_of(anchor)) for anchor in story.anchors)
        score += PRIOR["near"] * exp(-nearest / _NEAR_KM)
    return score


def _bears(country: Candidate, name: Name) -> bool:
    """Whether a country is called so, and not rather its capital: Tunisia is "Tunis" only to a few."""
    return fold(country.name) == name.key or not any(each.is_main_name and is_capital(each) for each in name.candidates)


def _is_outshone(country: Candidate, name: Name, shares: Mapping[str, float]) -> bool:
    return any(
        each.kind == "admin1"
        and each.is_main_name
        and each.population > country.population
        and shares.get(each.country or "", 0.0) > _ABOUT > shares.get(country.country or "", 0.0)
        for each in name.candidates
    )


def _people(place: Candidate) -> int:
    return max(place.population, _FEWEST.get(place.kind, 10))


def _is_town_of(town: Candidate, region: Candidate) -> bool:
    is_named = town.is_main_name or town.population > _LARGE_TOWN
    return town.kind in SETTLED and is_named and holds(region, town)
