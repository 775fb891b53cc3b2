"""Which of the places of one name is meant, and whether a place is meant at all.

Everything is a sum of weights. Both tables stand here, each weight with its reason; they were set by reason, in steps of
a half, and looked at against GeoVirus.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log10

from standoff.gazetteer import Candidate, capitals, fold
from standoff.places.geometry import kilometres
from standoff.places.lie import holds, point_of
from standoff.places.names import Name

__all__ = ["Story", "resolve"]

EVIDENCE: Mapping[str, float] = {
    # What the words around a name say: is it a place?
    "after at": 2.5,  # "in", "near", "outside": little else stands there
    "after perhaps": 1.0,  # "to", "from", "of", "captured": persons and bodies too
    "in list": 1.5,  # beside another place
    "with head": 3.0,  # "the village of X", "X province": as good as said
    "in container": 2.5,  # "X, Y" where Y does hold an X
    "dateline": 2.5,
    "many words": 1.5,  # few persons are called as a town is by chance in two words
    "known elsewhere": 1.5,  # the same name is clearly a place elsewhere in the report
    "defined": 2.0,  # an abbreviation that the report explains
    "sentence start": -0.5,  # any word may be capitalised there
    "acronym": -3.0,  # WHO and AP are villages too
    "ordinary": -3.0,  # Police, Reading, Victory
    "small elsewhere": -1.5,  # the report has the word in small letters as well
    "no proper noun": -1.5,  # the tagger sees another part of speech
    "surname": -3.0,  # a person of that name is in the report
    "after unknown capital": -3.5,  # "George Washington"
    "before unknown capital": -2.5,  # "Paris Hilton"
    "in body": 0.0,  # "Syria Health Ministry": a state or a region or nothing
    "with direction": 0.0,  # "southern Idlib": tells the region from the town
    "speaks": -1.0,  # "Houston said": towns rarely do
    "capitals everywhere": -1.0,  # in a headline in capitals any word may be a village
    # What is known of the place.
    "country": 4.0,
    "first-order region": 1.0,
    "other region": 0.0,
    "other thing": 0.5,  # rivers, bases, camps: named seldom, and few other things are called so
    "population": 1.0,  # for each power of ten above 10,000 people (a region: 100,000); below it against
    "fewest people": -1.0,  # but no more than this for a hamlet
    "alternate name": -1.0,
    "in the story": 1.0,  # lies in a country the report is about
    "outside the story": -1.0,
}
THRESHOLD = 0.5

PRIOR: Mapping[str, float] = {
    # Which place is meant?
    "country": 4.0,
    "capital": 1.5,  # the capital, not one of the dozens of towns named after it
    "region": 1.0,
    "region of a town": -2.5,  # "Aleppo" is the town unless the words ask for a region or part of one
    "population": 0.8,  # for each power of ten
    "main name": 1.0,
    "story": 3.0,  # times the share of the report's countries
    "outshone": -4.0,  # a state where more people live in a region of that name, and the report is about that one's country
    "container": 5.0,  # the words say what it lies in
    "not in container": -3.0,
    "kind fits": 2.5,  # "province of X" asks for a region
    "kind misfits": -1.5,
    "near": 2.0,  # near the other places of the report, falling off with distance
}
_NEAR_KM = 200.0
_ANCHORS = 12
"""Of the settlements of a report, so many draw others of ambiguous name to them."""
_REGIONS = frozenset({"admin1", "admin2", "region"})
_SETTLED = frozenset({"city", "town", "village", "neighbourhood"})
_FEW_PEOPLE = 100_000
_SMALL_TOWN = 20_000
_GREAT_TOWN = 1_000_000
"""A city has a north of its own: "eastern Aleppo", but "southern Idlib" is the province's south."""
_MOST_VOTES = 4
"""One name counts so often at most for its country, and a country's adjective three times as often."""
_IN_STORY = 0.1
_ABOUT = 0.4
"""A report is about a country that has this share of its places."""
_SURE = 2.0
"""A choice so many points ahead of the next one is taken before the others and helps to make them."""


@dataclass(slots=True)
class Story:
    """What a report is about: what each name says for its country, and the settlements that are sure already."""

    votes: Counter[str] = field(default_factory=Counter)
    cast: dict[str, tuple[str, float]] = field(default_factory=dict)
    anchors: list[tuple[float, float]] = field(default_factory=list)

    def shares(self, key: str) -> dict[str, float]:
        """The share of each country in what all names but one say."""
        votes = {country: min(count, 3.0 * _MOST_VOTES) for country, count in self.votes.items()}
        if key in self.cast:
            country, weight = self.cast[key]
            votes[country] = min(self.votes[country] - weight, 3.0 * _MOST_VOTES)
        total = sum(votes.values())
        return {country: count / total for country, count in votes.items() if count > 0} if total > 0 else {}


def resolve(names: Sequence[Name], hints: Mapping[str, float]) -> tuple[list[Name], Story]:
    """The names that are places or adjectives of countries, each place with its choice; and what the report is about.

    ``hints`` are weights for countries that something outside the text points to: the title, the publisher. The choice of
    a name whose own words put it where the gazetteer knows none is ``None``.
    """
    groups: dict[str, list[Name]] = defaultdict(list)
    story = Story(Counter(hints))
    for name in names:
        if name.demonym_of:
            story.votes[name.demonym_of] += 1
        else:
            groups[name.key].append(name)
    for key, group in groups.items():
        _vote(key, group, story)
    ranked = {key: _ranked(group, story) for key, group in groups.items()}
    for key in sorted(groups, key=lambda key: -_lead(ranked[key])):
        group = groups[key]
        best = _ranked(group, story)[0][1]
        for name in group:
            name.choice = _ranked([name], story)[0][1] if name.container is not None and len(group) > 1 else best
        if best.kind in _SETTLED and len(story.anchors) < _ANCHORS and _trust(group, best) == 1.0:
            story.anchors.append(point_of(best))
    places = []
    for key, group in groups.items():
        shares = story.shares(key)
        if max(_evidence(name, shares) for name in group) > THRESHOLD + EVIDENCE["known elsewhere"]:
            for name in group:
                name.traits.add("known elsewhere")
        places += [name for name in group if _evidence(name, shares) > THRESHOLD and _may_stand_in_body(name)]
    for name in places:
        if _is_misplaced(name):
            name.choice = None
    return sorted([*places, *(name for name in names if name.demonym_of)], key=lambda name: name.first), story


def _vote(key: str, group: Sequence[Name], story: Story) -> None:
    """Let a name that hardly means anything else speak for its country."""
    ranked = _ranked(group, story)
    best = ranked[0][1]
    if best.country is None or _lead(ranked) < _SURE:
        return
    weight = _trust(group, best) * min(len(group), _MOST_VOTES)
    story.cast[key] = best.country, weight
    story.votes[best.country] += weight  # type: ignore[assignment]


def _trust(group: Sequence[Name], choice: Candidate) -> float:
    """How far a name is believed to be a place before the report's countries are known."""
    best = max(sum(EVIDENCE[trait] for trait in name.traits) for name in group) + _of_place(choice)
    return 1.0 if best > THRESHOLD + 1 else 0.3 if best > THRESHOLD else 0.0


def _evidence(name: Name, shares: Mapping[str, float]) -> float:
    """How much speaks for a place rather than anything else of that name."""
    choice = name.choice
    assert choice is not None
    score = sum(EVIDENCE[trait] for trait in name.traits) + _of_place(choice)
    if "acronym" in name.traits and choice.kind not in _SETTLED:
        score -= EVIDENCE["acronym"]
    if choice.kind != "country" and choice.countries:
        share = max(shares.get(country, 0.0) for country in choice.countries)
        score += EVIDENCE["in the story"] if share > _IN_STORY else EVIDENCE["outside the story"] if not share else 0.0
    return score


def _may_stand_in_body(name: Name) -> bool:
    return "in body" not in name.traits or (name.choice is not None and name.choice.kind in ("country", "admin1"))


def _of_place(place: Candidate) -> float:
    score = 0.0 if place.is_main_name else EVIDENCE["alternate name"]
    people = log10(max(place.population, 1))
    if place.kind == "country":
        return score + EVIDENCE["country"]
    if place.kind == "admin1":
        return score + EVIDENCE["first-order region"] + max(0.0, EVIDENCE["population"] * (people - 5))
    if place.kind in _REGIONS:
        return score + EVIDENCE["other region"]
    if place.kind in _SETTLED:
        return score + max(EVIDENCE["population"] * (people - 4), EVIDENCE["fewest people"])
    return score + EVIDENCE["other thing"]


def _lead(ranked: Sequence[tuple[float, Candidate]]) -> float:
    return ranked[0][0] - ranked[1][0] if len(ranked) > 1 else 10.0


def _ranked(group: Sequence[Name], story: Story) -> list[tuple[float, Candidate]]:
    """What a name can mean, likeliest first, from all that is said where it stands."""
    candidates = group[0].candidates
    shares = story.shares(group[0].key)
    scored = [(_fit(place, group, shares, story.anchors), place) for place in candidates]
    return sorted(scored, key=lambda each: (-each[0], each[1].id))


def _fit(
    place: Candidate, group: Sequence[Name], shares: Mapping[str, float], anchors: Sequence[tuple[float, float]]
) -> float:
    score = PRIOR["population"] * log10(max(place.population, 10))
    if place.kind == "country":
        score += PRIOR["country"] if _bears(place, group[0]) else 0.0
        if any(
            other.kind == "admin1"
            and other.is_main_name
            and other.population > place.population
            and shares.get(other.country or "", 0.0) > _ABOUT > shares.get(place.country or "", 0.0)
            for other in group[0].candidates
        ):
            score += PRIOR["outshone"]
    elif place.kind in _REGIONS:
        score += PRIOR["region"] - PRIOR["population"]
        town = max((each.population for each in group[0].candidates if _is_town_of(each, place)), default=0)
        has_direction = any("with direction" in name.traits for name in group)
        if town > _SMALL_TOWN and not (has_direction and town < _GREAT_TOWN):
            score += PRIOR["region of a town"]
    if place.is_main_name:
        score += PRIOR["main name"]
        if place.kind == "city" and place.country and capitals().get(place.name) == place.country:
            score += PRIOR["capital"]
    if shares and place.countries:
        score += PRIOR["story"] * max(shares.get(country, 0.0) for country in place.countries)
    heads = [head for name in group for head in name.heads]
    if heads:
        score += PRIOR["kind fits"] if any(place.kind in head.kinds for head in heads) else PRIOR["kind misfits"]
    containers = [name.container for name in group if name.container is not None]
    if containers and place.kind != "country":
        score += PRIOR["container"] if any(_is_in(place, each) for each in containers) else PRIOR["not in container"]
    if anchors and place.kind != "country":
        nearest = min(kilometres(point_of(place), anchor) for anchor in anchors)
        score += PRIOR["near"] * exp(-nearest / _NEAR_KM)
    return score


def _is_town_of(town: Candidate, region: Candidate) -> bool:
    if town.kind not in _SETTLED or town.country != region.country:
        return False
    return town.is_main_name or town.population > _GREAT_TOWN


def _bears(country: Candidate, name: Name) -> bool:
    """Whether a country is called so, and not rather its capital: Tunisia is "Tunis" only to a few."""
    if fold(country.name) == name.key:
        return True
    return not any(each.is_main_name and capitals().get(each.name) == country.country for each in name.candidates)


def _is_misplaced(name: Name) -> bool:
    """Whether the words put a small place where the gazetteer knows none of that name."""
    choice = name.choice
    if choice is None or name.container is None or choice.kind not in _SETTLED or choice.population > _FEW_PEOPLE:
        return False
    return not _is_in(choice, name.container)


def _is_in(place: Candidate, container: Name) -> bool:
    if container.demonym_of:
        return container.demonym_of in place.countries
    outer = (container.choice,) if container.choice is not None else container.candidates[:8]
    return any(holds(each, place) for each in outer)
