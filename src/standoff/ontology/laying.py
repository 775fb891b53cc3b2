"""How a deed is laid to somebody, as ``laying.toml`` lists it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from standoff.errors import KnowledgeError

__all__ = ["Laying", "LayingWay", "load_laying"]


_LISTS = ("points", "guilty", "deed_verbs", "parts", "papers", "men", "guesses")
_PRONOUNS = frozenset({"it", "this", "that", "these", "those", "they", "he", "she"})
_ONESELF = frozenset({"themselves", "himself", "herself"})


@dataclass(frozen=True, slots=True)
class LayingWay:
    """Where the accused and the deed stand beside a verb: ``subject``, ``object``, ``predicate``, or behind some
    prepositions. ``beside`` are lemmas of which one must stand there too, if any are listed. ``may_be_bare``: the deed
    may be left out; ``may_be_denied``: it is told also where the verb is negated; ``only_doers``: it is told only by a
    word that names who did it; ``is_supposed``: the accused are only supposed to have done it; ``is_unsaid``: so they
    are in a passive that names nobody who says it; ``of_papers``: the verb is about what somebody wrote;
    ``of_bodies``: the accused are a body, and no persons.
    """

    beside: frozenset[str]
    accused: tuple[str, ...]
    deed: tuple[str, ...]
    may_be_bare: bool
    may_be_denied: bool
    only_doers: bool
    is_supposed: bool
    is_unsaid: bool
    of_papers: bool
    of_bodies: bool

    @property
    def by_own_word(self) -> bool:
        """Whether only the accused say so, in what they left, sent or called themselves."""
        return self.of_papers or not self.beside.isdisjoint(_ONESELF)


@dataclass(frozen=True, slots=True)
class Laying:
    """How deeds are laid to somebody: the ways by the verb's lemma; the lemmas of nouns that only point to a deed
    ("the crime"); of those that name who did it, each with the noun of the deed; the words by which "those" are who did
    it; the lemmas of the words that stand for a deed that is left out ("the government | blamed | rebels", "the front
    claimed | responsibility |"); of all words that stand beside a verb that lays a deed ("had | nothing | to do with
    it"); of the verbs of which it is the deed that somebody denies, and not the laying ("denied that it | had | a part
    in it"); of the nouns that name a part of somebody ("the intelligence | section | of the police"); and of those of
    what somebody leaves or sends who owns to a deed ("| leaflets | signed by the front"); and those for people who may
    be taken up as who did it ("| the men | said they were members of the front"); and the lemmas of verbs of guessing
    who it was ("it is | presumed | that they are members of the front")."""

    ways: Mapping[str, tuple[LayingWay, ...]]
    points: frozenset[str]
    doers: Mapping[str, str]
    guilty: frozenset[str]
    bare: frozenset[str]
    beside: frozenset[str]
    deed_verbs: frozenset[str]
    parts: frozenset[str]
    papers: frozenset[str]
    men: frozenset[str]
    guesses: frozenset[str]

    def says_nothing_of_it(self, lemma: str) -> bool:
        """Whether a word of a deed, by its lemma, says nothing of it: what it was is told elsewhere."""
        named = (_PRONOUNS, self.points, self.doers, self.men, self.bare)
        return any(lemma in words for words in named)


@cache
def load_laying() -> Laying:
    """What ``laying.toml`` lists. Raises ``KnowledgeError`` where the file is wrong.

    >>> [way.deed for way in load_laying().ways["belong"]]
    [('subject',)]
    """
    try:
        table = tomllib.loads(files("standoff.ontology").joinpath("laying.toml").read_text(encoding="utf-8"))
        found: dict[str, list[LayingWay]] = {}
        for entry in table["ways"]:
            beside, accused, deed = frozenset(entry.get("with", ())), _places(entry["accused"]), _places(entry["deed"])
            told = (
                bool(entry.get(name)) for name in ("bare", "denied", "doers", "supposed", "unsaid", "papers", "bodies")
            )
            way = LayingWay(beside, accused, deed, *told)
            for verb in entry["verbs"]:
                found.setdefault(verb, []).append(way)
        ways = {verb: tuple(ways) for verb, ways in found.items()}
        left_out = [entry for entry in table["ways"] if entry.get("bare") and not entry.get("papers")]
        bare = {word for entry in left_out for word in entry.get("with", entry["verbs"])} - {"be"}
        beside = frozenset(bare).union(*(way.beside for each in ways.values() for way in each))
        points, guilty, deed_verbs, parts, papers, men, guesses = (frozenset(table[name]) for name in _LISTS)
        return Laying(
            *(ways, points, dict(table["doers"]), guilty, frozenset(bare), beside, deed_verbs, parts, papers, men),
            guesses,
        )
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise KnowledgeError(
            f"ontology/laying.toml is wrong: {error!r}", advice="Each way needs verbs, accused and deed."
        ) from error


def _places(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
