"""Towns told of before and named again only by what they are, and places taken up by "there": "fled the village", "this
market town", "was shot there"."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from standoff.languages.grammar import SUBJECTS, VERBAL
from standoff.places.lie import SETTLED, is_capital
from standoff.places.names import Name
from standoff.places.page import Page
from standoff.places.words import PlaceWords

__all__ = ["find_again"]

_THIS = "this"
_ROAD = "street"
_DEFINITE = frozenset({_THIS, "our", "the"})
_OF_SCENES = frozenset({"after at", "with head", "dateline"})
_FARTHEST = 40
"""So many towns back a noun takes one up."""
_MOST_WHOSE = 3
"""A people's name before the noun has so many words at most, hyphens counted."""
_MOST_KM = 25.0
"""A district that reaches further is called after no town."""
_FARTHEST_AWAY = 8
"""So many words stand between a town and the one from which it lies away."""
_THERE = "there"
_WHOSE = frozenset({"poss", "npadvmod"})
_NEAR_SENTENCES = 1
"""So many sentences before its own may tell of the place that "there" takes up."""
_OFTEN = 3
"""A town named so often may be the one that a report is about ..."""
_MORE = 2
"""... where it is named so many times as often as any other."""
_CLIMBED = 6
_FROM = "from"
_TO = "to"
_OF_SPEECH = frozenset({"nsubj", "dobj", "dative"})
_WITHIN = frozenset({"in", "at"})
_NAMING = frozenset({"of", "'s", "’s", "called", "named", "centre", "center", "hall", "council"})
"""After these a noun is another's, or no town."""


def find_again(page: Page, names: Sequence[Name], words: PlaceWords) -> list[Name]:
    """The mentions of a town by its kind alone, each with the town told of last before it, by that kind if any was; and
    those of any place by "there", with the one named last just before.

    "This town" is the one from which the report was sent, but "our town" is that of who says so. ``names`` are the
    places found, in the order of the text.
    """
    return sorted([*_by_kind(page, names, words), *_by_there(page, names)], key=lambda name: name.first)


def _by_there(page: Page, names: Sequence[Name]) -> list[Name]:
    """ "two men were shot | there |", but not "there were shots" """
    told = [at for at, lower in enumerate(page.lowers) if lower == _THERE and page.deps[at] == "advmod"]
    if not told:
        return []
    places = [name for name in names if name.choice is not None and not name.is_government]
    begins = [name.first for name in places]
    found = []
    for at in told:
        first = bisect_left(begins, page.sentences[max(page.sentence_of[at] - _NEAR_SENTENCES, 0)][0])
        near = places[first : bisect_left(begins, at)]
        holders = {id(name.container) for name in near}  # "Sorn, in Syria": Sorn is meant
        block = page.document.block_of[at]
        near = [name for name in near if page.document.block_of[name.first] == block and id(name) not in holders]
        near = [name for name in near if page.deps[name.last - 1] not in _WHOSE]  # "Iran's army lost ten men there"
        if not near:
            continue
        meant = near[-1]
        if page.sentence_of[meant.first] < page.sentence_of[at]:  # "Sorn fell after Tibra. Nine men died there"
            meant = next((name for name in near if page.deps[name.last - 1] in SUBJECTS), meant)
        found.append(Name(at, at + 1, meant.key, meant.candidates, traits={"defined"}, choice=meant.choice))
    return found


def _by_kind(page: Page, names: Sequence[Name], words: PlaceWords) -> list[Name]:
    told = [at for at, lower in enumerate(page.lowers) if lower in words.again and _is_told_alone(page, at, words)]
    if not told:
        return []
    taken = {at for name in names for at in range(name.first, name.last)}
    towns = [name for name in names if _may_be_town(name)]
    begins = [name.first for name in towns]
    sent_from = next((name for name in towns if "dateline" in name.traits), None)
    found = []
    for at in told:
        if at in taken:
            continue
        last = bisect_left(begins, at)
        apart = _lies_away_from(page, at, towns[last : last + 1], words)
        before = [name for name in towns[max(0, last - _FARTHEST) : last] if name.key != apart]
        is_here = _is_this(page, at, words) and (sent_from is None or sent_from.key != apart)
        meant = (is_here and sent_from) or _meant(page, at, before, words)
        if meant is not None:
            found.append(Name(at, at + 1, meant.key, meant.candidates, traits={"defined"}, choice=meant.choice))
    return found


def _lies_away_from(page: Page, at: int, following: Sequence[Name], words: PlaceWords) -> str | None:
    """The town from which one that a noun takes up is told to lie away: "this town, 70 km south of X"."""
    name = next(iter(following), None)
    if name is None or page.texts[at + 1 : at + 2] != [","] or name.last > page.bounds(at)[1]:
        return None
    between = page.lowers[at + 2 : name.first]
    return name.key if len(between) <= _FARTHEST_AWAY and any(each in words.directions for each in between) else None


def _may_be_town(name: Name) -> bool:
    """Whether a name is a town's and not that of the road there, or that of a district which may be its town's too."""
    if name.choice is None or any(head.name == _ROAD for head in name.heads):
        return False
    is_small = name.choice.radius_km <= _MOST_KM
    return name.choice.kind in SETTLED or (name.choice.kind == "admin2" and is_small and not name.heads)


def _meant(page: Page, at: int, before: Sequence[Name], words: PlaceWords) -> Name | None:
    """The town that a noun takes up: the last of its paragraph, else the last so called, else the one that the report
    names most by far, else the last told of as the scene of something or as where the report was sent from; none that
    only tells whence somebody came to it or where somebody speaks, if there is another."""
    noun = page.lowers[at]
    kinds = {head.name for head in words.heads[noun]}
    block = page.document.block_of[at]
    fitting = [name for name in reversed(before) if not name.is_government and _fits(noun, name, words)]
    sound = [name for name in fitting if not _is_passing(page, name, at, words)]
    beside = (name for name in sound if page.document.block_of[name.first] == block)
    so_called = (name for name in sound if kinds & {head.name for head in name.heads})
    first = sound[-1:] if _is_this(page, at, words) else ()
    return next(
        chain(beside, so_called, _named_most(sound), filter(_is_scene, sound), filter(_is_scene, fitting), first), None
    )


def _named_most(towns: Sequence[Name]) -> Iterator[Name]:
    """The town that is named at least three times, and twice as often as any other."""
    (key, most), *others = [*Counter(name.key for name in towns).most_common(2), ("", 0)]
    if most >= _OFTEN and most >= _MORE * others[0][1]:
        yield next(name for name in towns if name.key == key)


def _is_passing(page: Page, name: Name, at: int, words: PlaceWords) -> bool:
    """Whether a town only tells whence somebody came to the one that a noun takes up, whither somebody was brought, or
    where somebody speaks: "a unit from X entered the town", "were led away to X since the town fell", "an official in X
    said", "told reporters in X that"."""
    parse = page.document.parse
    preposition = parse[name.last - 1].head
    if preposition.dep_ != "prep":
        return False
    above = preposition.head
    is_same = page.sentence_of[name.first] == page.sentence_of[at]
    if is_same and _TO in {preposition.lower_, above.head.lower_ if above.dep_ == "pobj" else ""}:
        return True
    if preposition.lower_ == _FROM and is_same:
        verb = next((each for each in islice(above.ancestors, _CLIMBED) if each.pos_ in VERBAL), above)
        verb = above if above.pos_ in VERBAL else verb
        does = next((each for each in islice(parse[at].ancestors, _CLIMBED) if each.pos_ in VERBAL), None)
        return verb == does and above.lower_ not in words.dwellers
    if preposition.lower_ not in _WITHIN:
        return False
    if above.pos_ in VERBAL:
        return any(each.dep_ == "ccomp" and each.i > above.i for each in above.children)
    if (above.dep_ == "nsubj" or above.head.lower_ == _FROM) and (
        above.lower_ in words.titles or above.lower_ in words.speakers
    ):
        return True  # "a source in X gave a toll", "From our correspondent in X"
    is_of_speech = above.pos_ == "NOUN" and above.dep_ in _OF_SPEECH
    return is_of_speech and any(each.dep_ == "ccomp" for each in (*above.head.children, above.head))


def _is_scene(name: Name) -> bool:
    return not name.traits.isdisjoint(_OF_SCENES) and name.choice is not None and not is_capital(name.choice)


def _fits(noun: str, town: Name, words: PlaceWords) -> bool:
    """Whether a town is as large as a noun says, where its people were counted."""
    fewest, most = words.again[noun]
    return town.choice is not None and (not town.choice.population or fewest <= town.choice.population <= most)


def _before(page: Page, at: int, words: PlaceWords) -> int:
    """Where the words for a kind of place begin: "the besieged town"."""
    begin = page.bounds(at)[0]
    first = at - 1
    while first > begin and (page.lowers[first] in words.between or page.pos[first] == "ADJ"):
        first -= 1
    if page.is_capital[first]:  # "this Pa-O town"
        whose = range(first - 1, max(begin, first - _MOST_WHOSE) - 1, -1)
        return next((at for at in whose if page.lowers[at] == _THIS), first)
    return first


def _is_this(page: Page, at: int, words: PlaceWords) -> bool:
    return page.lowers[_before(page, at, words)] == _THIS


def _is_told_alone(page: Page, at: int, words: PlaceWords) -> bool:
    begin, end = page.bounds(at)
    first = _before(page, at, words)
    if page.is_capital[at] or first < begin or page.lowers[first] not in _DEFINITE:
        return False
    after = at + 1
    is_named = after < end and page.pos[after] in ("NOUN", "PROPN") and page.lowers[after] not in words.never
    is_counted = after + 1 < end and page.pos[after + 1] == "NUM"  # "this village of 4,000"
    if is_named or (after < end and page.lowers[after] in _NAMING and not is_counted):  # but "this town Tuesday"
        return False
    return not (after + 1 < end and page.texts[after] in (",", "(") and page.is_capital[after + 1])
