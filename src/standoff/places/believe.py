"""Whether a name stands for a place at all: a sum of weights, each with its reason. Above ``THRESHOLD`` it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log10

from standoff.gazetteer import Candidate
from standoff.places.lie import REGIONS, SETTLED, is_capital
from standoff.places.names import Name

__all__ = ["EVIDENCE", "THRESHOLD", "evidence", "trust"]

EVIDENCE: Mapping[str, float] = {
    # What the words around a name say.
    "after at": 2.5,  # "in", "near", "outside": little else stands there
    "after perhaps": 1.0,  # "to", "from", "of", "captured": persons and bodies too
    "in list": 1.5,  # beside another place
    "with head": 3.0,  # "the village of X", "X province": as good as said
    "with plural head": 0.0,  # goes on to the next names of a list
    "in container": 2.5,  # "X, Y" where Y does hold an X
    "dateline": 2.5,
    "outlet of dateline": -6.0,  # "(Voz del Atlantico)"
    "many words": 1.5,  # few persons are called as a town is by chance in two words
    "called as many are": 0.0,  # "La Victoria": villages all over are called so
    "known elsewhere": 1.5,  # the same name is clearly a place elsewhere in the report
    "defined": 2.0,  # an abbreviation that the report explains
    "sentence start": -0.5,  # any word may be capitalised there
    "acronym": -3.0,  # WHO and AP are villages too; does not count against regions
    "ordinary": -3.0,  # Police, Reading, Victory
    "small elsewhere": -1.5,  # the report has the word in small letters as well
    "no proper noun": -1.5,  # the tagger sees a verb or an adjective
    "surname": -3.0,  # a person of that name is in the report
    "after unknown capital": -3.5,  # "George Washington"
    "before unknown capital": -2.5,  # "Paris Hilton"
    "is told": -5.0,  # "told Meridian": a newspaper
    "thing": -3.5,  # "Tomahawk missiles"
    "speaks": -1.0,  # "Houston said": towns rarely do
    "capitals everywhere": -1.0,  # in a headline in capitals any word may be a village
    "like a body": -4.0,  # the White House is a village too; does not count against regions
    "with article": 0.0,  # "the Oskil": tells the river from the town, and counts against towns
    "in body": 0.0,  # "Nigeria Police Force": a state or a region or nothing
    "with direction": 0.0,  # "southern Idlib": tells the region from the town
    # What is known of the place.
    "country": 4.0,
    "first-order region": 1.0,
    "other region": 1.0,
    "other thing": 1.5,  # rivers, bases, camps: few other things are called so
    "capital": 1.5,
    "population": 1.0,  # for each power of ten above 10,000 people (a region: 100,000); below it against
    "fewest people": -1.0,  # but no more than this for a hamlet
    "alternate name": -1.0,
    "in the story": 1.0,  # lies in a country the report is about
    "town with article": -2.0,  # few towns are called "the X"
    "outside the story": -2.0,  # small places of one name are everywhere
}
THRESHOLD = 0.5
_IN_STORY = 0.1
_MANY_PEOPLE = 1_000_000
"""Cities of so many are named in reports about other countries too."""


def evidence(name: Name, place: Candidate, shares: Mapping[str, float]) -> float:
    """How much speaks for a place rather than anything else of that name; ``shares`` are those of the story."""
    score = sum(EVIDENCE[trait] for trait in name.traits) + _of_place(place)
    if place.kind in SETTLED and "with article" in name.traits:
        score += EVIDENCE["town with article"]
    if place.kind not in SETTLED:
        score -= sum(EVIDENCE[trait] for trait in name.traits & {"acronym", "like a body"})
    if shares and place.kind != "country" and place.countries:
        share = max(shares.get(country, 0.0) for country in place.countries)
        if share > _IN_STORY:
            score += EVIDENCE["in the story"]
        elif share == 0.0 and place.population < _MANY_PEOPLE:
            score += EVIDENCE["outside the story"]
    return score


def trust(names: Sequence[Name], place: Candidate) -> float:
    """How far a name is believed to be a place before it is known what the report is about."""
    best = max(evidence(name, place, {}) for name in names)
    return 1.0 if best > THRESHOLD + 1 else 0.3 if best > THRESHOLD else 0.0


def _of_place(place: Candidate) -> float:
    score = 0.0 if place.is_main_name else EVIDENCE["alternate name"]
    people = log10(max(place.population, 1))
    if place.kind == "country":
        return score + EVIDENCE["country"]
    if place.kind == "admin1":
        return score + EVIDENCE["first-order region"] + max(0.0, EVIDENCE["population"] * (people - 5))
    if place.kind in REGIONS:
        return score + EVIDENCE["other region"]
    if place.kind in SETTLED:
        score += EVIDENCE["capital"] if is_capital(place) else 0.0
        return score + max(EVIDENCE["population"] * (people - 4), EVIDENCE["fewest people"])
    return score + EVIDENCE["other thing"]
