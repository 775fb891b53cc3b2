"""Which named body words like "the group", "the same organisation" or "members of the movement" stand for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from math import inf
from typing import NamedTuple

from spacy.tokens import Token

from standoff.claims.references import load_reference_words
from standoff.claims.sources import Registry, name_of
from standoff.languages.grammar import PLURALS
from standoff.languages.phrases import name_phrase
from standoff.ontology import load_lexicon
from standoff.records import Actor, Document

__all__ = ["Body", "NamedBodies"]

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "said"})
_POINTING = frozenset({"this", "that", "these", "those"})
_OWNERS = frozenset({"his", "her", "their", "our", "my"})
_NEW = frozenset({"a", "an", "another", "one", "some"})
_NON_STATE = frozenset({"REB", "CRM", "PTY"})
_MOST_BESIDE = 5
"""So many bodies at most are named as parties of one clause."""
_NEAR = 3
"""So many sentences after it "a group" is still the one that "the group" takes up."""
_FARTHEST = 120
"""So many words back a body is looked for to which "this corps" points."""
_SHORTEST = 2
"""More letters than these are a body by its letters, whatever the parser takes them for."""


class Body(NamedTuple):
    """A body as a report names it, and who that is. ``at`` is where its name stands."""

    at: int
    name: str
    actor: Actor | None


class NamedBodies:
    """The bodies of no state that one document names, in the order of the text. They are looked up when the first word
    asks for one."""

    def __init__(self, document: Document, registry: Registry, country: str | None) -> None:
        self._document = document
        self._registry = registry
        self._country = country

    def meant_by(self, noun: Token) -> Body | None:
        """The body that a noun takes up ("| the group |", "| his organisation |"), or of which it is one ("members of
        | the group |"), or ``None``: the last one named before it. Where a group of no name was brought up in between
        ("a group of men"), it is meant. Fighters ("the rebels", "the rebel units") are of a body of their country if
        the report has named no other."""
        lemma = noun.lemma_.lower()
        if noun.tag_ in PLURALS and _are_fighters(noun) and _is_referring(noun, _DEFINITE):
            return self._last_pointed_at(noun) or self._only_one_before(noun)
        known = load_lexicon()
        if any(lemma in known.parties[name] for name in ("of_a_body", "organisations", "fighters")):
            wholes = [end for child in noun.rights if child.lower_ in ("of", "from") for end in child.children]
            wholes += [child for child in noun.lefts if child.dep_ == "poss" or _is_short_name(child)]
            whole = next(filter(None, map(self._meant_as_whole, wholes)), None)
            if whole is not None or (lemma in known.parties["of_a_body"] and not _are_the_same(noun)):
                return whole
        return self._taken_up(noun)

    def _meant_as_whole(self, noun: Token) -> Body | None:
        """The body of which somebody is one: "agents of | that corps |", "a column of | these rebels |"."""
        if noun.tag_ in PLURALS and _are_fighters(noun) and _is_referring(noun, _POINTING):
            return self._last_pointed_at(noun)
        if _is_short_name(noun):
            last = next(reversed(self._named[: self._count_before(noun)]), None)
            return last if last is not None and noun.lower_ in last.name.lower().split() else None
        return self._taken_up(noun)

    def _last_pointed_at(self, fighters: Token) -> Body | None:
        """The rebels named last and not long before, where "these" points to them: "| these rebels | burned it"."""
        if _POINTING.isdisjoint(child.lower_ for child in fighters.lefts):
            return None
        end = bisect_left(self._of_rebels, fighters.i, key=lambda each: each.at)
        last = self._of_rebels[end - 1] if end else None
        is_near = last is not None and self._sentences_between(last.at, fighters.i) <= _NEAR
        return last if is_near else None

    def _pointed_at(self, noun: Token) -> Body | None:
        """The body that bears in its name the word with which "this" points to it ("| these very battalions |", of the
        Dignity Battalions), or the force of a state: "| that corps |", of the National Police."""
        words, lemma = load_reference_words(), noun.lemma_.lower()
        if lemma not in words.pointed or _POINTING.isdisjoint(child.lower_ for child in noun.lefts):
            return None
        is_any = lemma in words.of_any_force
        for token in reversed(self._document.parse[max(0, noun.i - _FARTHEST) : noun.i]):
            own = token.lemma_.lower().removesuffix("s")
            if token.pos_ != "PROPN" or not (
                own == lemma.removesuffix("s") or (is_any and own in load_lexicon().parties["forces"])
            ):
                continue
            phrase = self._document.span(name_phrase(token)).text
            if any(child.pos_ == "PROPN" for child in token.lefts):
                return Body(token.i, name_of(phrase), self._registry.resolve(phrase, country=self._country))
        return None

    def _only_one_before(self, fighters: Token) -> Body | None:
        first = next(iter(self._of_rebels), None)
        if first is None or first.at > fighters.i:
            return None
        meant = first if fighters.i < self._second_at else self._only_one_just_before(fighters)
        return meant if meant and meant.actor and meant.actor.country == self._country else None

    def _only_one_just_before(self, fighters: Token) -> Body | None:
        """The one body that the sentence before names, as who does something: "a column of | the Front | came down from
        the hills. The rebels took the town"."""
        end = bisect_left(self._of_rebels, fighters.sent.start, key=lambda each: each.at)
        near: list[Body] = []
        for each in reversed(self._of_rebels[max(0, end - _MOST_BESIDE) : end]):
            if self._sentences_between(each.at, fighters.i) > 1:
                break
            near.append(each)
        is_one = len({_id_of(each) for each in near}) == 1
        return near[-1] if is_one and self._is_doer(near[-1]) else None

    def _is_doer(self, body: Body) -> bool:
        """Whether a body, or who is of it, is the subject of its clause."""
        token = self._document.parse[body.at]
        while token.dep_ in ("pobj", "compound", "appos", "nmod", "poss") or token.pos_ == "ADP":
            if token.pos_ == "ADP" and token.lower_ not in ("of", "from"):
                return token.lower_ == "by"
            token = token.head
        return token.dep_ in ("nsubj", "agent") or token.dep_ == "conj"

    @cached_property
    def _of_rebels(self) -> list[Body]:
        return [each for each in self._named if each.actor is None or each.actor.sector != "CRM"]

    @cached_property
    def _second_at(self) -> float:
        """Where another body of rebels than the first is named."""
        return next((each.at for each in self._of_rebels if _id_of(each) != _id_of(self._of_rebels[0])), inf)

    def _has_a_man(self, body: Body) -> bool:
        """Whether a body is only named to tell who somebody is: "the candidate of | the Front |"."""
        of = self._document.parse[body.at].head
        known, lemma = load_lexicon(), of.head.lemma_.lower()
        return of.lower_ == "of" and lemma in known.kinds["person"] and lemma not in known.parties["of_a_body"]

    def _taken_up(self, noun: Token) -> Body | None:
        lemma = noun.lemma_.lower()
        is_body = lemma in load_reference_words().bodies and noun.tag_ not in PLURALS
        if not is_body and not _are_the_same(noun):
            return self._pointed_at(noun)
        if not _is_referring(noun, _DEFINITE | _OWNERS):
            return None
        end = self._count_before(noun)
        before = [each for each in self._named[max(0, end - _MOST_BESIDE) : end] if not self._is_beside(each, noun)]
        last = before[-1] if before else None
        if _is_same(noun):
            last = next((each for each in reversed(before) if not self._has_a_man(each)), last)
        told = self._nameless.get(lemma, [])
        nameless = told[at - 1] if (at := bisect_left(told, noun.i)) else None
        if nameless is None or last is None or self._is_of(nameless, last):
            return last
        is_meant = last.at < nameless or self._sentences_between(nameless, noun.i) <= _NEAR
        return None if is_meant else last

    def _sentences_between(self, first: int, end: int) -> int:
        """How many sentences begin with one of some tokens."""
        return bisect_left(self._sentence_starts, end) - bisect_left(self._sentence_starts, first)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self._document.parse.sents]

    def _count_before(self, noun: Token) -> int:
        return bisect_left(self._named, noun.i, key=lambda each: each.at)

    def _is_beside(self, body: Body, noun: Token) -> bool:
        """Whether a body is another party of the clause in which a noun is one: "the front | accused the group"."""
        named = self._document.parse[body.at]
        verbs = [each.head.head if each.head.pos_ == "ADP" else each.head for each in (named, noun)]
        return named.sent == noun.sent and verbs[0] == verbs[1]

    def _is_of(self, nameless: int, body: Body) -> bool:
        """Whether a group brought up without a name is the one named in what is said of it, or beside which it stands:
        "a group calling itself | the Front |", "| the Front |, a group that"."""
        noun, named = self._document.parse[nameless], self._document.parse[body.at]
        return noun.is_ancestor(named) or (
            noun.dep_ == "appos" and (noun.head == named or noun.head.is_ancestor(named))
        )

    @cached_property
    def _named(self) -> list[Body]:
        return list(self._find())

    def _find(self) -> Iterator[Body]:
        words = load_reference_words().bodies
        for token in self._document.parse:
            if token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound":
                continue
            is_name = token.pos_ == "PROPN" or (token.text.isupper() and len(token.text) > _SHORTEST)  # "the FARC"
            creeds = load_reference_words().creeds  # "the Maoist rebels" names none
            if not is_name and not any(child.pos_ == "PROPN" and child.lower_ not in creeds for child in token.lefts):
                continue
            phrase = self._document.span(name_phrase(token)).text
            actor = self._registry.resolve(phrase, country=self._country)
            is_registered = actor is not None and actor.sector in _NON_STATE and not _is_general(actor)
            if is_registered and actor is not None:
                yield Body(token.i, name_of(phrase) if is_name else actor.name, actor)
                continue
            is_of_rebels = actor is not None and actor.sector == "REB"  # "the Sorn Liberation Army"
            is_body = token.lemma_.lower() in words or is_of_rebels
            if is_name and is_body and any(child.pos_ == "PROPN" for child in token.lefts):
                yield Body(token.i, name_of(phrase), actor)

    @cached_property
    def _nameless(self) -> dict[str, list[int]]:
        """Where each noun of a group brings one up without a name: "| a group | of men"."""
        found: dict[str, list[int]] = {}
        for token in self._document.parse:
            lemma = token.lemma_.lower()
            is_group = lemma in load_reference_words().bodies and token.pos_ == "NOUN" and token.tag_ not in PLURALS
            if is_group and not _NEW.isdisjoint(child.lower_ for child in token.lefts):
                found.setdefault(lemma, []).append(token.i)
        return found


def _is_short_name(noun: Token) -> bool:
    """Whether the last word of a body's name stands for it before one of its own: "a | Front | commando",
    "the | Front |'s men"."""
    is_within = noun.dep_ in ("compound", "nmod", "amod", "poss") and noun.is_title and not noun.is_sent_start
    is_alone = all(child.lower_ == "the" for child in noun.lefts)
    return is_within and noun.lower_ in load_reference_words().bodies and is_alone


def _are_fighters(noun: Token) -> bool:
    """Whether a noun is of fighters of no state, or has them before it: "the | rebels |", "the | rebel | units"."""
    words, known, lemma = load_reference_words(), load_lexicon(), noun.lemma_.lower()
    if lemma in words.fighters:
        return True
    before = (child.lemma_.lower() for child in noun.lefts if child.dep_ in ("compound", "amod", "nmod"))
    is_force = lemma in known.kinds["force"] or lemma in known.parties["of_a_body"]
    return is_force and any(each in words.fighters for each in before)


def _are_the_same(noun: Token) -> bool:
    """Whether part of a body, or who is of one, is told to be as before: "the same | commandos |"."""
    known, lemma = load_lexicon(), noun.lemma_.lower()
    is_of_one = lemma in (known.parties["of_a_body"] | known.parties["organisations"]) - {"man", "soldier", "officer"}
    is_of_one = is_of_one or lemma in load_reference_words().fighters
    return is_of_one and _is_same(noun)


def _is_same(noun: Token) -> bool:
    return any(child.lower_ == "same" for child in noun.lefts)


def _id_of(body: Body) -> str:
    return body.actor.id if body.actor is not None else body.name


def _is_general(actor: Actor) -> bool:
    """Whether an actor is whoever is of a kind ("Rebels of Peru"), and no body of a name."""
    return actor.id in (actor.sector, f"{actor.country}-{actor.sector}")


def _is_added(clause: Token) -> bool:
    """Whether a clause behind a comma only tells more of whom it is about: "the rebels, | who numbered fifty |"."""
    start = clause.left_edge.i
    return start > 0 and clause.doc[start - 1].text == ","


def _is_referring(noun: Token, words: frozenset[str]) -> bool:
    """Whether a noun is told as known, with no name of its own and nothing that sets it apart from what was told."""
    before = [token.lower_ for token in noun.lefts]
    if not before and noun.i > noun.sent.start:
        before = [noun.nbor(-1).lower_]  # "in 1980 | that | organization shot him", as the parser has it
    is_known = any(word in words or word == "same" for word in before)
    is_apart = not load_reference_words().other_bodies.isdisjoint(before)
    creeds = load_reference_words().creeds  # not "the Maoist group"
    is_named = any(
        child.pos_ == "PROPN" and child.ent_type_ != "NORP" and child.lower_ not in creeds for child in noun.children
    )
    behind = noun.nbor(1) if noun.i + 1 < noun.sent.end else None
    is_named |= behind is not None and behind.is_title and behind.pos_ in ("PROPN", "NOUN")  # "the group Red Star"
    is_told = any(
        (child.dep_ in ("relcl", "acl") and not _is_added(child)) or child.lower_ == "of" for child in noun.rights
    )
    return noun.pos_ == "NOUN" and is_known and not (is_apart or is_named or is_told)
