"""Names in a text that may be places: runs of capitalised words that the gazetteer knows, and adjectives of countries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from standoff.gazetteer import Candidate, Gazetteer, demonyms, fold
from standoff.places.others import HYPHENS, PARTICLES, Others
from standoff.places.page import Page
from standoff.places.words import Head, PlaceWords

__all__ = ["Name", "find_names"]

_MOST_WORDS = 6
"""The longest names looked up: "Democratic Republic of the Congo" has five."""
_JOINERS = PARTICLES | frozenset(
    ["of", "the", "and", "de", "da", "do", "du", "des", "del", "della", "di", "la", "le", "les", "los", "las", "upon", "on", "au", "aux", "sur", "sous", "am", "der", "den", "auf", "im", "in", "bei", "van", "von", "y", "e", "bin", "ben", "ibn"]
)
"""Small words that may stand inside a name: "Port-au-Prince", "Rio de Janeiro", "Bosnia and Herzegovina"."""
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})


@dataclass(slots=True, eq=False)
class Name:
    """A run of tokens that may name a place.

    ``demonym_of`` is the country of an adjective ("Syrian"). ``traits`` say how the words around the name speak for or
    against a place; ``heads`` are the kinds of place they give it, ``container`` the name of what it lies in.
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
    choice: Candidate | None = None
    is_government: bool = False


def find_names(page: Page, gazetteer: Gazetteer, words: PlaceWords, others: Others) -> list[Name]:
    """The names of a document in the order of the text, none overlapping another; each with what it can mean."""
    ends = {start: list(_ends(page, start)) for start in range(len(page)) if _may_begin(page, start)}
    asked = {(start, end): _asked(page, start, end, words) for start in ends for end in ends[start]}
    keys = {place: fold(text) for place, text in asked.items()}
    known = gazetteer.known_keys(set(keys.values()))
    found: list[Name] = []
    free = 0
    for start in ends:
        if start < free:
            continue
        people = _demonym(page, start)
        for end in reversed(ends[start]):
            if people is not None and end <= people[0]:
                free = people[0]
                found.append(Name(start, free, page.lowers[start], demonym_of=people[1]))
                break
            if keys[start, end] in known and not _is_taken(page, start, end, words, others):
                candidates = gazetteer.find(asked[start, end])
                if candidates:
                    found.append(Name(start, end, keys[start, end], candidates))
                    free = end
                    break
    return found


def _may_begin(page: Page, token: int) -> bool:
    if page.is_capital[token]:
        return not any(letter.isdigit() for letter in page.texts[token])
    return page.lowers[token] in PARTICLES and _is_hyphenated(page, token) and page.is_capital[token + 2]


def _is_hyphenated(page: Page, token: int) -> bool:
    """Whether a hyphen ties a token to the next one."""
    return (
        token + 2 < len(page) and page.texts[token + 1] in HYPHENS and page.is_tied(token) and page.is_tied(token + 1)
    )


def _ends(page: Page, start: int) -> Iterator[int]:
    """Where names that begin at a token may end."""
    end = page.bounds(start)[1]
    at, count = start, 0
    while at < end and count < _MOST_WORDS:
        if page.is_capital[at]:
            count += 1
            yield at + 1
        elif (page.lowers[at] not in _JOINERS and page.texts[at] not in _POSSESSIVE and page.texts[at] not in HYPHENS) or (page.texts[at] in HYPHENS and not (page.is_tied(at) and page.is_tied(at - 1))):
            return
        elif page.lowers[at] in _JOINERS:
            count += 1
        at += 1


def _asked(page: Page, start: int, end: int, words: PlaceWords) -> str:
    text = page.words(start, end)
    dotted = f"{text}." if end < len(page) and page.texts[end] == "." and page.is_tied(end - 1) else text
    return words.short_forms.get(text) or words.short_forms.get(dotted) or text


def _is_taken(page: Page, start: int, end: int, words: PlaceWords, others: Others) -> bool:
    """Whether a run is the name of somebody, a part of one, or an ordinary word."""
    lower = page.lowers[start]
    if end == start + 1 and lower in words.abbreviations:
        return False
    if end == start + 1 and (lower in words.never or lower in words.directions or len(lower) < 2):
        return True
    if others.is_body[start] and others.is_body[end - 1]:
        begins = start == 0 or not others.is_body[start - 1]
        closes = end == len(page) or not others.is_body[end]
        return not (begins and closes and end > start + 1)
    if any(others.is_person[start:end]):
        return end == start + 1 or page.lowers[max(start - 1, 0)] not in words.at
    return False


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
