"""Which of the places of one name is meant, and whether a place is meant at all.

Everything is a sum of weights. Both tables stand here, each weight with its reason; they were set by reason and looked
at against GeoVirus, in steps of a quarter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log10

from standoff.gazetteer import Candidate, capitals
from standoff.places.geometry import kilometres
from standoff.places.lie import holds, point_of
from standoff.places.names import Name

__all__ = ["resolve"]

EVIDENCE: Mapping[str, float] = {
    # what the words around a name say: is it a place?
    "after at": 2.5,  # "in", "near", "outside": little else stands there
    "after perhaps": 1.0,  # "to", "from", "of", "captured": persons and bodies too
    "in list": 1.5,  # beside another place
    "with head": 3.0,  # "the village of X", "X province": as good as said
    "in container": 2.5,  # "X, Y" where Y does hold an X
    "dateline": 2.5,
    "many words": 1.5,  # few persons are called as a town is by chance in two words
    "known elsewhere": 1.5,  # the same name is clearly a place elsewhere in the report
    "sentence start": -0.5,  # any word may be capitalised there
    "acronym": -3.0,  # WHO and AP are villages too
    "ordinary": -3.0,  # Police, Reading, Victory
    "small elsewhere": -1.5,  # the report has the word in small letters as well
    "no proper noun": -1.5,  # the tagger sees another part of speech
    "surname": -3.0,  # a person of that name is in the report
    "after unknown capital": -3.5,  # "George Washington"
    "before unknown capital": -2.5,  # "Paris Hilton"
    "speaks": -1.0,  # "Houston said": towns rarely do
    "capitals everywhere": -1.0,  # in a headline in capitals any word may be a village
    # what is known of the place
    "country": 4.0,
    "first-order region": 1.0,
    "other region": 0.0,
    "population": 1.0,  # for each power of ten above 10,000 people; below it against
    "fewest people": -1.0,  # a hamlet
    "other thing": 0.5,  # rivers, bases, camps: named seldom, and few other things are called so
    "alternate name": -1.0,
    "sounds alike": -2.5,
    "in the story": 1.0,  # lies in a country the report is about
    "outside the story": -1.0,
}
THRESHOLD = 0.5

PRIOR: Mapping[str, float] = {
    # which place is meant?
    "country": 4.0,
    "capital": 1.5,  # the capital, not one of the dozens of towns named after it
    "region": 1.0,
    "population": 0.8,  # for each power of ten
    "main name": 1.0,
    "sounds alike": -2.0,
    "story": 3.0,  # times the share of the report's countries
    "container": 5.0,  # the words say what it lies in
    "not in container": -3.0,
    "kind fits": 2.5,  # "province of X" asks for a region
    "kind misfits": -1.5,
    "near": 2.0,  # near the other places of the report, falling off with distance
}
_NEAR_KM = 200.0
_ANCHORS = 12
_REGIONS = frozenset({"admin1", "admin2", "region"})
_SETTLED = frozenset({"city", "town", "village", "neighbourhood"})
_MOST_VOTES = 4
"""A country's name counts so often at most: a report about Syria may name Russia twenty times."""
_SURE = 2.0
"""A choice so many points ahead of the next is taken before the others and helps to make them."""


@dataclass(slots=True)
class Story:
    """What a report is about: shares of countries, and places already known."""

    shares: dict[str, float]
    anchors: list[tuple[float, float]]


def resolve(names: Sequence[Name], countries: Iterable[str] = ()) -> list[Name]:
    """The names that are places or adjectives of countries, each place with its choice.

    ``countries`` are those that something outside the text points to: the title, the publisher.
    """
    groups: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        if name.demonym_of is None:
            groups[name.key].append(name)
    votes: Counter[str] = Counter(dict.fromkeys(countries, 2))
    for name in names:
        if name.demonym_of:
            votes[name.demonym_of] += 1
    story = Story({}, [])
    first: dict[str, Candidate] = {}
    for key, group in groups.items():
        ranked = _ranked(group, story)
        if ranked:
            first[key] = ranked[0][1]
            if ranked[0][1].country and (len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= _SURE):
                weight = _believed(group, ranked[0][1])
                votes[ranked[0][1].country] += weight * min(len(group), _MOST_VOTES)
    total = sum(min(count, 3 * _MOST_VOTES) for count in votes.values())
    story.shares = {country: min(count, 3 * _MOST_VOTES) / total for country, count in votes.items()} if total else {}
    order = sorted(groups, key=lambda key: -_margin(groups[key], story))
    for key in order:
        group = groups[key]
        ranked = _ranked(group, story)
        for name in group:
            name.choice = ranked[0][1]
            if name.container is not None:
                own = _ranked([name], story)
                name.choice = own[0][1]
        if ranked[0][1].kind in _SETTLED and len(story.anchors) < _ANCHORS and _believed(group, ranked[0][1]) > 0.5:
            story.anchors.append(point_of(ranked[0][1]))
    for group in groups.values():
        scores = [evidence(name, story) for name in group]
        if max(scores) > THRESHOLD + 1.5:
            for name in group:
                name.traits.add("known elsewhere")
    return [name for name in names if name.demonym_of or evidence(name, story) > THRESHOLD]


def _believed(group: Sequence[Name], choice: Candidate) -> float:
    best = max(sum(EVIDENCE[trait] for trait in name.traits) + _of_place(choice) for name in group)
    return 1.0 if best > THRESHOLD + 1 else 0.3 if best > THRESHOLD else 0.0


def evidence(name: Name, story: Story) -> float:
    """How much speaks for a place rather than anything else of that name."""
    choice = name.choice
    if choice is None:
        return -10.0
    score = sum(EVIDENCE[trait] for trait in name.traits) + _of_place(choice)
    if choice.kind != "country" and choice.countries:
        share = max(story.shares.get(country, 0.0) for country in choice.countries)
        score += EVIDENCE["in the story"] if share > 0.1 else EVIDENCE["outside the story"] if not share else 0.0
    return score


def _of_place(place: Candidate) -> float:
    score = 0.0 if place.is_main_name else EVIDENCE["alternate name"]
    if place.is_loose:
        score += EVIDENCE["sounds alike"]
    if place.kind == "country":
        return score + EVIDENCE["country"]
    if place.kind == "admin1":
        return score + EVIDENCE["first-order region"] + max(0.0, EVIDENCE["population"] * (log10(max(place.population, 1)) - 5))
    if place.kind in _REGIONS:
        return score + EVIDENCE["other region"]
    if place.kind in _SETTLED:
        people = EVIDENCE["population"] * (log10(max(place.population, 1)) - 4)
        return score + max(people, EVIDENCE["fewest people"])
    return score + EVIDENCE["other thing"]


def _margin(group: Sequence[Name], story: Story) -> float:
    ranked = _ranked(group, story)
    return ranked[0][0] - ranked[1][0] if len(ranked) > 1 else 10.0


def _ranked(group: Sequence[Name], story: Story) -> list[tuple[float, Candidate]]:
    """What a name can mean, likeliest first, from all that is said where it stands."""
    scored = [(_fit(place, group, story), place) for place in group[0].candidates]
    return sorted(scored, key=lambda each: (-each[0], each[1].id))


def _fit(place: Candidate, group: Sequence[Name], story: Story) -> float:
    score = PRIOR["population"] * log10(max(place.population, 10))
    if place.kind == "country":
        score += PRIOR["country"]
    elif place.kind in _REGIONS:
        score += PRIOR["region"] - PRIOR["population"]
    if place.is_main_name:
        score += PRIOR["main name"]
        if place.country and capitals().get(place.name) == place.country and place.kind == "city":
            score += PRIOR["capital"]
    if place.is_loose:
        score += PRIOR["sounds alike"]
    if story.shares and place.countries:
        score += PRIOR["story"] * max(story.shares.get(country, 0.0) for country in place.countries)
    heads = [head for name in group for head in name.heads]
    if heads:
        score += PRIOR["kind fits"] if any(place.kind in head.kinds for head in heads) else PRIOR["kind misfits"]
    containers = [name.container for name in group if name.container is not None]
    if containers:
        score += PRIOR["container"] if any(_is_in(place, each) for each in containers) else PRIOR["not in container"]
    if story.anchors and place.kind != "country":
        nearest = min(kilometres(point_of(place), anchor) for anchor in story.anchors)
        score += PRIOR["near"] * exp(-nearest / _NEAR_KM)
    return score


def _is_in(place: Candidate, container: Name) -> bool:
    if container.demonym_of:
        return container.demonym_of in place.countries
    outer = (container.choice,) if container.choice is not None else container.candidates[:8]
    return any(holds(each, place) for each in outer if each is not None)
