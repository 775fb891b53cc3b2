"""The names of a document, each given the place it means; those that mean none left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from standoff.gazetteer import Candidate
from standoff.places.believe import EVIDENCE, THRESHOLD, evidence, trust
from standoff.places.choose import is_in, lead, ranked
from standoff.places.geometry import kilometres
from standoff.places.lie import REGIONS, SETTLED, holds, point_of
from standoff.places.names import Name
from standoff.places.story import MOST_VOTES, Story

__all__ = ["resolve"]

_SURE = 2.0
"""A choice so many points ahead of all places in other countries speaks for its country with its full weight."""
_ANCHORS = 12
"""Of the places of a report, so many draw others of ambiguous name to them."""
_NARROW_KM = 100.0
"""A place that reaches further draws nothing to it."""
_FEW_PEOPLE = 100_000
_SMALL_TOWN = 20_000
_GREAT_CITY = 1_000_000
"""Cities of so many are named in reports about other countries too."""
_FAR_KM = 600.0
"""So far from all other places of the report, a place needs more than its name."""
_ABOUT = 0.4
"""A report is about a country that has this share of its places."""
_HARDLY = 0.05
"""A country with no more than this share is hardly named."""
_ALIKE = 0.1
"""A place with more than this share of another's people may as well be meant ..."""
_FEW = 2
"""... and in more countries than this, a name tells nothing of where."""
_MANY = 3
"""In more countries than this, and "La Victoria" or "San Fernando" may be any village."""
_APART_KM = 200.0
"""So far from all other places, a village whose name many bear is another one."""
_OF_COMMON = 0.3
"""What a name that many places bear says of a country, of what another says of it."""
_PARTS_OF_TOWNS = frozenset({"quarter", "street"})
_CALLED_AFTER = frozenset({"street", "building"})
_WIDE = frozenset({"mountain", "sea", "gulf", "desert"})
_IN_BODIES = frozenset({"country", "admin1"})


def resolve(names: Sequence[Name], hints: Mapping[str, float]) -> tuple[list[Name], Story]:
    """The names that are places or adjectives of countries, each place with its choice; and what the report is about.

    ``hints`` are weights for countries that something outside the text points to: the title, the publisher. One key
    means one place all through the report, save where the words beside it tell. The choice of a name that its own words
    put where the gazetteer knows none is ``None``.
    """
    groups: dict[str, list[Name]] = defaultdict(list)
    story = Story()
    for country, weight in hints.items():
        story.vote(country, weight)
    for name in names:
        if name.demonym_of:
            story.vote(name.demonym_of, 0.0 if "tied" in name.traits else 1.0)
        else:
            groups[name.key].append(name)
    leads = {key: _vote(key, group, story) for key, group in groups.items()}
    for key in sorted(groups, key=lambda key: -leads[key]):  # the surest first: they help with the others
        _choose(groups[key], story)
    places = [name for key, group in groups.items() for name in _believed(group, story.shares(key))]
    places = _without_surnames(names, places, story)
    for name in places:
        shares = story.shares(name.key)
        if _is_misplaced(name) or _is_called_after(name, shares):
            name.choice = None
        elif _is_namesake(name, story, shares):
            name.choice = _near_story(name, story)
            if name.choice is None:
                name.traits.add("namesake")
    return sorted([*places, *(name for name in names if name.demonym_of)], key=lambda name: name.first), story


def _vote(key: str, group: Sequence[Name], story: Story) -> float:
    """Let a name speak for the country in which it most likely lies; how sure its place is."""
    found = ranked(group, story)
    best = found[0][1]
    abroad = [each for each in found[1:] if each[1].country != best.country]
    if best.kind == "admin1":
        story.regions[best.name] = key
    if best.country is not None:
        certainty = min(1.0, lead([found[0], *abroad]) / _SURE) * (_OF_COMMON if _is_common(group[0]) else 1.0)
        story.vote(best.country, certainty * trust(group, best) * min(len(group), MOST_VOTES), key)
    return lead(found)


def _is_common(name: Name) -> bool:
    """Whether villages of many countries are called so: "La Victoria", "San Miguel"."""
    return "called as many are" in name.traits and _countries(name) > _MANY


def _countries(name: Name) -> int:
    return len({each.country for each in name.candidates})


def _choose(group: Sequence[Name], story: Story) -> None:
    """One place for all names of a key, and others for those that have words of their own."""
    containers = [name.container for name in group if name.container is not None]
    bare = [name for name in group if not name.heads and "with article" not in name.traits]
    best = ranked(bare or group, story, containers)[0][1]
    for name in group:
        has_own_words = len(group) > 1 and (name.container is not None or name.heads or "with article" in name.traits)
        name.choice = ranked([name], story, containers)[0][1] if has_own_words else best
    if best.radius_km < _NARROW_KM and len(story.anchors) < _ANCHORS and trust(group, best) == 1.0:
        story.anchors.append(best)


def _believed(group: Sequence[Name], shares: Mapping[str, float]) -> list[Name]:
    """The names of a key that stand for a place."""
    scores = {id(name): evidence(name, name.choice, shares) for name in group if name.choice is not None}
    if max(scores.values(), default=0.0) > THRESHOLD + EVIDENCE["known elsewhere"]:
        scores = {at: score + EVIDENCE["known elsewhere"] for at, score in scores.items()}
    return [
        name
        for name in group
        if scores.get(id(name), 0.0) > THRESHOLD
        and ("in body" not in name.traits or (name.choice is not None and name.choice.kind in _IN_BODIES))
    ]


def _without_surnames(names: Sequence[Name], places: Sequence[Name], story: Story) -> list[Name]:
    """The places without those that follow a word which is none after all: a given name, as a rule."""
    kept = set(map(id, places))
    others = {name.last for name in names if id(name) not in kept and name.demonym_of is None}
    sound = []
    for name in places:
        is_small = name.choice is not None and name.choice.kind not in _IN_BODIES
        if is_small and name.choice is not None and name.first in others and "capitals everywhere" not in name.traits:
            name.traits.add("after unknown capital")
            if evidence(name, name.choice, story.shares(name.key)) <= THRESHOLD:
                continue
        sound.append(name)
    return sound


def _is_called_after(name: Name, shares: Mapping[str, float]) -> bool:
    """Whether a street or a building only bears the name of a region of a country that the report is not about, or of
    a mountain, a sea or a desert."""
    choice = name.choice
    is_small = bool(name.heads) and all(head.name in _CALLED_AFTER for head in name.heads)
    if choice is None or not is_small:
        return False
    if choice.kind in _WIDE:
        return True  # "the Tibesti hotel"
    return choice.kind in REGIONS and bool(shares) and not any(shares.get(each, 0.0) > 0.0 for each in choice.countries)


def _is_namesake(name: Name, story: Story, shares: Mapping[str, float]) -> bool:
    """Whether the place chosen only shares its name with one that the gazetteer lacks.

    So where it is no great city, far from all others and in a country that hardly anything else names while the report
    is about another, and small or one of several called so; and so a quarter or a street far from all other places.
    """
    choice = name.choice
    if choice is None or choice.kind not in SETTLED | {"admin2"} or choice.population > _GREAT_CITY:
        return False
    if name.container is not None or name.listed:
        return False
    others = [a for a in story.anchors if a.id != choice.id and shares.get(a.country or "", 0.0) > _HARDLY]
    away = min((kilometres(point_of(choice), point_of(each)) for each in others), default=_FAR_KM)
    if name.heads and all(head.name in _PARTS_OF_TOWNS for head in name.heads):
        return bool(others) and away > _NARROW_KM
    is_small = choice.population < _SMALL_TOWN and choice.kind in SETTLED
    if others and away > _APART_KM and is_small and _countries(name) > _MANY:
        return True  # "at Santana", and the gazetteer's Santana lies at the other end of the country
    is_foreign = not any(shares.get(country, 0.0) > _HARDLY for country in choice.countries)
    if others and away > _APART_KM and is_small and is_foreign and not choice.is_main_name:
        return True  # "Kaukab" in Syria, and the gazetteer's is short for a village of Galilee
    if (
        others
        and away > _APART_KM
        and is_foreign
        and name.heads
        and not any(choice.kind in h.kinds for h in name.heads)
    ):
        return True  # "the Mansoura district", and the gazetteer's Mansoura is a city in another country
    if away < _FAR_KM or max(shares.values(), default=0.0) <= _ABOUT:
        return False
    if not is_foreign:
        return False
    if "before unknown capital" in name.traits or "after unknown capital" in name.traits:
        return True  # "at Iga Barrière"
    namesakes = {each.country for each in name.candidates if each.population > _ALIKE * choice.population}
    if _is_common(name):
        return True
    return not choice.is_main_name or choice.population < _SMALL_TOWN or len(namesakes) > _FEW


def _near_story(name: Name, story: Story) -> Candidate | None:
    """The place of a name of which a report's other places lie nearest, if one lies by them."""
    others = [each for each in story.anchors if each.id != (name.choice.id if name.choice is not None else None)]
    away = [
        (min(kilometres(point_of(place), point_of(each)) for each in others), place.id, place)
        for place in name.candidates
        if place.kind in SETTLED and others
    ]
    nearest = min(away, default=None)
    return nearest[2] if nearest is not None and nearest[0] < _NARROW_KM else None


def _is_misplaced(name: Name) -> bool:
    """Whether the words put a small place where the gazetteer knows none of that name."""
    choice = name.choice
    if choice is None or name.container is None or choice.kind not in SETTLED or choice.population > _FEW_PEOPLE:
        return False
    return not is_in(choice, name.container) and not any(holds(each, choice) for each in name.container.candidates)
