"""Names in a text that may be places: runs of capitals that the gazetteer knows, and adjectives of countries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from standoff.actors import ActorRegistry
from standoff.gazetteer import Candidate, Gazetteer, capitals, demonyms, fold
from standoff.languages.grammar import POSSESSIVES
from standoff.places.lie import SETTLED, is_capital
from standoff.places.others import HYPHENS, Others
from standoff.places.page import Page
from standoff.places.words import Head, PlaceWords

__all__ = ["Name", "Runs", "find_names", "has_article", "read_runs"]

_MOST_WORDS = 6
"""The longest names looked up: "Democratic Republic of the Congo" has five."""
_QUOTES = frozenset({"'", "‘", "ʿ", "`"})
"""Clean text writes all of them straight."""
_AYNS = frozenset({"‘", "ʿ", "`"})
"""Signs for a letter that begins Arabic names: "‘Ayn ‘Isa". An opening quotation mark is one too if none closes."""
_LONGEST_ACRONYM = 5
_WHOSE = frozenset({"of", "for", "de", "del"})
"""After these stands whose body it is: "Banco de Chile"."""
_SHORTEST_POSSESSIVE = 5
_SHORTEST = 2
_OF_VILLAGES = frozenset({"settlement", "quarter"})
_GOES_ON = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB"})
"""After such a word a name with an article is part of another: "the Kabul authorities"."""
_NUMBERED = re.compile(r"[A-Z]{1,2}-?\d{1,2}")
"""Bases and pumping stations are called so: "T4", "H3", "K-1"."""


@dataclass(slots=True, eq=False)
class Name:
    """A run of tokens that may name a place.

    ``demonym_of`` is the country of an adjective ("Syrian"). ``traits`` say how the words around the name speak for or
    against a place; ``heads`` are the kinds of place they give it, ``container`` the name of what it lies in,
    ``listed`` the names beside it in a list.
    ``choice`` is the place meant; ``is_government`` marks a name that stands for those who rule there.
    """

    first: int
    last: int
    key: str
    candidates: tuple[Candidate, ...] = ()
    demonym_of: str | None = None
    traits: set[str] = field(default_factory=set)
    heads: tuple[Head, ...] = ()
    container: Name | None = None
    listed: list[Name] = field(default_factory=list)
    choice: Candidate | None = None
    is_government: bool = False


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of tokens that have the shape of a name: for each first token where it may end, and all their keys."""

    ends: dict[int, list[int]]
    keys: dict[tuple[int, int], str]


def read_runs(page: Page, words: PlaceWords) -> Runs:
    """Every run of a document that has the shape of a name, the shorter ones within longer ones too."""
    ends = {start: list(_ends(page, start, words)) for start in range(len(page)) if _may_begin(page, start, words)}
    keys = {(start, end): fold(_written_out(page, start, end, words)) for start in ends for end in ends[start]}
    return Runs(ends, keys)


def find_names(page: Page, runs: Runs, gazetteer: Gazetteer, words: PlaceWords, others: Others) -> list[Name]:
    """The names of a document in the order of the text, none overlapping another; each with what it can mean."""
    known = gazetteer.known_keys({*runs.keys.values(), *(_bare(page.texts[start]) for start in runs.ends)} - {""})
    found: list[Name] = []
    defined: dict[str, Name] = {}
    free = 0
    for start, ends in runs.ends.items():
        if start < free:
            continue
        name = _at(page, start, ends, runs, known, gazetteer, words, others) if ends else None
        if whole := _whole_of_unknown(page, start, ends, name, words):
            name, free = None, whole
        if (meant := defined.get(page.texts[start])) and (name is None or name.last == start + 1):
            name = Name(start, start + 1, meant.key, meant.candidates, traits={"defined"})
        if name is not None:
            found.append(name)
            free = name.last
            if acronym := _defines(page, name):
                defined[acronym] = name
    return found


def _at(
    page: Page,
    start: int,
    ends: list[int],
    runs: Runs,
    known: set[str],
    gazetteer: Gazetteer,
    words: PlaceWords,
    others: Others,
) -> Name | None:
    """The longest name that begins at a token; a people's adjective only where no longer name begins with it."""
    people = _demonym(page, start)
    if people is not None and (capital := _capital(page, start, *people, gazetteer)):
        return capital
    for end in reversed(ends):
        if people is not None and end <= people[0]:
            return Name(start, people[0], page.lowers[start], demonym_of=people[1])
        key = runs.keys[start, end]
        if key in known and not _is_taken(page, start, end, words, others):
            candidates = _meanings(page, start, end, gazetteer, words)
            if candidates:
                return Name(start, end, key, candidates)
    return _without_apostrophe(page, start, known, gazetteer)


def _whole_of_unknown(page: Page, start: int, ends: list[int], name: Name | None, words: PlaceWords) -> int | None:
    """Where an unknown name ends that begins as a known one, or as unknown ones do."""
    if (name is None or name.last == start + 1) and (whole := _whole_of_generic(page, start, ends, words)):
        return whole
    return _whole_after_head(page, name, words) if name is not None else None


def _whole_of_generic(page: Page, start: int, ends: list[int], words: PlaceWords) -> int | None:
    """Where an unknown name ends whose first word is no name by itself: "Ain al-Jahash", "Rasm al-Hammam al-Gharbi"."""
    if page.lowers[start] not in words.generics or not page.is_cased[page.sentence_of[start]]:
        return None
    inner = [end for end in ends if end > start + 1 and all(_is_of_name(page, at, words) for at in range(start, end))]
    if not inner:
        return None
    whole = inner[0]
    for end in inner[1:]:
        if page.lowers[whole] in words.particles and _is_hyphenated(page, whole):
            whole = end
    return whole


def _whole_after_head(page: Page, name: Name, words: PlaceWords) -> int | None:
    """Where an unknown village's name ends of which a known one is but the beginning: "the village of Pan | Myaung"."""
    begin, end = page.bounds(name.first)
    noun = name.first - 2
    if noun < begin or page.lowers[noun + 1] != "of" or not page.is_cased[page.sentence_of[noun]]:
        return None
    if not any(head.name in _OF_VILLAGES for head in words.heads.get(page.lowers[noun], ())):
        return None
    last = name.last
    while last < end and page.is_capital[last] and not _stands_after_name(page.lowers[last], words):
        last += 1
    return last if last > name.last else None


def _stands_after_name(word: str, words: PlaceWords) -> bool:
    return _says_what_kind(word, words) or word in words.never or word in words.bodies


def _is_of_name(page: Page, token: int, words: PlaceWords) -> bool:
    return page.is_capital[token] or page.texts[token] in HYPHENS or page.lowers[token] in words.particles


def _meanings(page: Page, start: int, end: int, gazetteer: Gazetteer, words: PlaceWords) -> tuple[Candidate, ...]:
    """What a run can mean, likeliest first; "the X" a river called "X River" too.

    Not a country under a name that English does not use: "Komorane" and "Aman" are the Comoros and Oman in other
    languages, and villages.
    """
    text = _written_out(page, start, end, words)
    candidates = gazetteer.find(text)
    if any(_is_foreign(each) for each in candidates) and ActorRegistry.load().resolve(text) is None:
        candidates = tuple(each for each in candidates if not _is_foreign(each))
    if _has_figures(page.texts[start]):
        return tuple(each for each in candidates if each.kind not in SETTLED)
    if candidates and has_article(page, start, end):
        rivers = (each for each in gazetteer.find(f"{text} River") if each.kind == "river")
        return (*candidates, *(each for each in rivers if each not in candidates))
    return candidates


def _is_foreign(place: Candidate) -> bool:
    """Whether a name is none that English has for a country first of all."""
    return place.kind == "country" and not place.is_main_name


def has_article(page: Page, first: int, last: int) -> bool:
    """Whether a name stands alone after "the", as those of rivers do and of towns do not: "crossed the Litani"."""
    if first <= page.bounds(first)[0] or page.lowers[first - 1] != "the":
        return False
    if last < page.bounds(first)[1] and (page.texts[last] in HYPHENS or page.pos[last] in _GOES_ON):
        return False
    return page.deps[last - 1] not in ("compound", "amod", "nmod", "poss")


def _capital(page: Page, start: int, end: int, country: str, gazetteer: Gazetteer) -> Name | None:
    """ "the Syrian capital", where its name does not follow."""
    if page.lowers[end : end + 1] != ["capital"] or any(page.is_capital[end + 1 : end + 3]):
        return None
    for city in (each for name, of in capitals().items() if of == country for each in gazetteer.find(name)[:3]):
        if city.country == country and is_capital(city):
            return Name(start, end + 1, f"{country} capital", (city,), traits={"defined"})
    return None


def _without_apostrophe(page: Page, start: int, known: set[str], gazetteer: Gazetteer) -> Name | None:
    """ "Syrias Idlib", as texts read whose apostrophes were lost: only states and capitals are taken for such."""
    key = _bare(page.texts[start])
    if key not in known or page.lowers[start + 1 : start + 2] in ([], [","], ["."]):
        return None
    place = next(iter(gazetteer.find(key)), None)
    if place is None or not (place.kind == "country" or is_capital(place)):
        return None
    return Name(start, start + 1, key, (place,))


def _bare(text: str) -> str:
    return fold(text[:-1]) if text.endswith("s") and len(text) >= _SHORTEST_POSSESSIVE else ""


def _may_begin(page: Page, token: int, words: PlaceWords) -> bool:
    if page.is_capital[token]:
        if page.lowers[token] == "the" and token == page.bounds(token)[0]:
            return False
        return _NUMBERED.fullmatch(page.texts[token]) is not None or not _has_figures(page.texts[token])
    if page.texts[token] in _QUOTES and page.span(token, token + 1).text in _AYNS:
        return page.is_tied(token) and page.is_capital[token + 1] and not _is_closed(page, token)
    return page.lowers[token] in words.particles and _is_hyphenated(page, token) and page.is_capital[token + 2]


def _has_figures(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def _is_closed(page: Page, mark: int) -> bool:
    """Whether a quotation mark closes in its sentence; one after an "s" ("the rebels' base") closes nothing."""
    end = page.bounds(mark)[1]
    return any(
        page.texts[at] in ("'", "’") and page.is_tied(at - 1) and not page.lowers[at - 1].endswith("s")
        for at in range(mark + 1, end)
    )


def _is_hyphenated(page: Page, token: int) -> bool:
    """Whether a hyphen ties a token to the next one."""
    return (
        token + 2 < len(page) and page.texts[token + 1] in HYPHENS and page.is_tied(token) and page.is_tied(token + 1)
    )


def _ends(page: Page, start: int, words: PlaceWords) -> Iterator[int]:
    """Where names that begin at a token may end."""
    end = page.bounds(start)[1]
    at, count = start, 0
    while at < end and count < _MOST_WORDS:
        if page.is_capital[at]:
            count += 1
            yield at + 1
        elif page.texts[at] in HYPHENS:
            if not (page.is_tied(at) and page.is_tied(at - 1)):
                return
        elif page.lowers[at] in words.joiners:
            count += 1
        elif page.texts[at] not in POSSESSIVES and page.texts[at] not in _QUOTES:
            return
        at += 1


def _written_out(page: Page, start: int, end: int, words: PlaceWords) -> str:
    """The words of a run; for "Calif." the whole name."""
    text = page.words(start, end)
    dotted = page.clean[page.starts[start] : page.ends[end - 1] + 1]
    form = text if text in words.short_forms else dotted
    if form[:-1].isalpha() and form[-1] == "." and (start == 0 or page.texts[start - 1] not in (",", "(")):
        return text  # "Salem, Mass.", but "went to Mass."
    return words.short_forms.get(form, text)


def _is_taken(page: Page, start: int, end: int, words: PlaceWords, others: Others) -> bool:
    """Whether a run is the name of somebody, a part of one, or an ordinary word."""
    before = page.lowers[start - 1] if start else ""
    after = page.lowers[end] if end < len(page) else ""
    if end == start + 1 and _is_no_name(page, start, before, after, words):
        return True
    if all(page.texts[at] in HYPHENS or _says_what_kind(page.lowers[at], words) for at in range(start, end)):
        return True
    if page.lowers[end - 1] in words.bodies and after in _WHOSE:
        return True
    is_led_in = before in words.at or before in words.perhaps
    if others.is_body[start] and others.is_body[end - 1]:
        if start in others.known_bodies:
            return True
        if end == start + 1 and is_led_in and not any(others.is_body[end : end + 1]):
            return False  # "the village of Ma'an", not the agency of that name
        is_whole = not any(others.is_body[max(0, start - 1) : start]) and not any(others.is_body[end : end + 1])
        return start not in others.state_bodies and (end == start + 1 or not is_whole)  # the West Bank is no bank
    return any(others.is_person[start:end]) and (end == start + 1 or not is_led_in)


def _says_what_kind(word: str, words: PlaceWords) -> bool:
    """Whether a word is no name but tells of one: "Northern", "International", "Airport"."""
    return word in words.directions or word in words.heads or word in words.between


def _is_no_name(page: Page, token: int, before: str, after: str, words: PlaceWords) -> bool:
    """Whether a single word is one that is never a place: "May", "$US", "City", an abbreviation in brackets."""
    lower = page.lowers[token]
    if before == "$":
        return True
    if lower in words.abbreviations:
        return False
    is_bracketed = before == "(" and after == ")" and page.texts[token].isupper() and len(lower) <= _LONGEST_ACRONYM
    return is_bracketed or lower in words.never or lower in words.heads or len(lower) < _SHORTEST


def _demonym(page: Page, start: int) -> tuple[int, str] | None:
    """An adjective or a people at a token: where it ends, and its country."""
    peoples = _peoples()
    for last in (start + 3, start + 2, start + 1):
        if last <= len(page) and (country := peoples.get(" ".join(page.lowers[start:last]))):
            return last, country
    return None


@cache
def _peoples() -> Mapping[str, str]:
    return {word.lower(): country for word, country in demonyms().items()}


def _defines(page: Page, name: Name) -> str | None:
    """The abbreviation that stands in brackets after a name: "New South Wales (NSW)"."""
    last = name.last
    if last + 2 >= len(page) or page.texts[last] != "(" or page.texts[last + 2] != ")":
        return None
    text = page.texts[last + 1]
    initials = "".join(page.texts[at][0] for at in range(name.first, last) if page.is_capital[at])
    return text if text.isupper() and 1 < len(text) <= _LONGEST_ACRONYM and text == initials else None
