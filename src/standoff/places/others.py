"""Whoever else bears names: persons and bodies, in whose names a town's is no place of anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from standoff.places.page import Page
from standoff.places.words import PlaceWords

__all__ = ["HYPHENS", "Others", "find_others"]

HYPHENS = frozenset("-‐‑–")
_PERSON_TOKENS = 4
"""Of the capitalised words after a title or a given name, so many are taken for the person's name."""
_JOINING_BODIES = frozenset({"of", "for", "the", "&", "de", "and"})


@dataclass(frozen=True, slots=True)
class Others:
    """For each token whether it belongs to a person's or a body's name; all surnames met, in small letters.

    ``state_bodies`` are the first tokens of bodies that may begin with the state or region they are of;
    ``known_bodies`` are all tokens of known bodies whose names have more than one word.
    """

    is_person: list[bool]
    is_body: list[bool]
    surnames: set[str]
    state_bodies: set[int]
    known_bodies: set[int]


def find_others(page: Page, words: PlaceWords, bodies: Iterable[tuple[int, int]]) -> Others:
    """The tokens that belong to persons and bodies. ``bodies`` are runs of tokens known to name somebody already."""
    others = Others([False] * len(page), [False] * len(page), set(), set(), set())
    for first, last in bodies:
        others.is_body[first:last] = [True] * (last - first)
        if last > first + 1:
            others.known_bodies.update(range(first, last))
    for at, lower in enumerate(page.lowers):
        if page.is_capital[at] and lower in words.bodies:
            _take_body(page, words, others, at)
        elif lower in words.titles:
            _take_person(page, words, others, at, at + 1)
        elif lower in words.given and page.is_capital[at] and page.is_cased[page.sentence_of[at]]:
            _take_person(page, words, others, at, at)
    return others


def _take_body(page: Page, words: PlaceWords, others: Others, noun: int) -> None:
    """The capitalised run before a noun for bodies, and what follows its "of"."""
    begin, end = page.bounds(noun)
    first = noun
    while first > begin and page.is_capital[first - 1] and not _ends_phrase(page, first - 1):
        if page.lowers[first - 1] in words.never or page.lowers[first - 1] in words.abbreviations:
            break
        first -= 1
        if not page.is_cased[page.sentence_of[noun]] and noun - first > 1:
            break
    last = noun + 1
    while last < end and page.is_capital[last] and page.lowers[last] in words.bodies:
        last += 1
    has_of = last + 1 < end and page.lowers[last] in ("of", "for")
    if has_of and page.lowers[noun] in words.bodies_of:
        follow = last
        while follow < end and (page.is_capital[follow] or page.texts[follow] in _JOINING_BODIES):
            follow += 1
        while follow > last and not page.is_capital[follow - 1]:
            follow -= 1
        last = follow
    elif first == noun:
        return
    others.is_body[first:last] = [True] * (last - first)
    if page.lowers[noun] in words.bodies_of_states and first < noun:
        others.state_bodies.add(first)


def _ends_phrase(page: Page, token: int) -> bool:
    """Whether a word at the beginning of a sentence is capitalised only for that."""
    return token == page.bounds(token)[0] and page.pos[token] not in ("PROPN", "NOUN", "ADJ")


def _take_person(page: Page, words: PlaceWords, others: Others, mark: int, first: int) -> None:
    """The capitalised words from ``first`` on, after a title or beginning with a given name at ``mark``."""
    end = min(page.bounds(mark)[1], first + 2 * _PERSON_TOKENS)
    last, count = first, 0
    while last < end and count < _PERSON_TOKENS:
        lower = page.lowers[last]
        if page.is_capital[last] and not others.is_body[last] and lower not in words.never:
            if count and lower in words.heads:
                break
            last, count = last + 1, count + 1
        elif (last + 1 < end and page.texts[last] in HYPHENS and page.is_tied(last - 1) and page.is_tied(last)) or (
            last + 1 < end and lower in words.particles and page.texts[last + 1] in HYPHENS
        ):
            last += 1
        else:
            break
    least = 1 if first > mark else 2
    if count < least or (first > mark and not page.is_cased[page.sentence_of[mark]]):
        return
    others.is_person[mark:last] = [True] * (last - mark)
    others.surnames.add(page.lowers[last - 1])
