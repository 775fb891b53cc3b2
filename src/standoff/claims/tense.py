"""How a happening is told in time: as past, as done up to now, as going on, as lying before the rest, as ahead."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from spacy.tokens import Token

from standoff.languages.grammar import PHRASE_HEADS
from standoff.languages.language import load_rules

__all__ = ["Telling", "is_so_far", "is_underway", "lays_a_deed", "telling"]

Telling = Literal["past", "perfect", "before", "present", "ahead"]
""""before": it lies before what the passage tells ("had already fled", "was once a school")."""

_MAX_STEPS = 12
_MODALS = frozenset({"will", "would", "shall", "may", "might", "must", "should", "can", "'ll", "wo"})


@dataclass(frozen=True, slots=True)
class _Words:
    earlier: frozenset[str]
    showing: frozenset[str]
    so_far: frozenset[str]
    underway: frozenset[str]
    same_story: frozenset[str]
    laying: frozenset[str]


@cache
def _words() -> _Words:
    rules = load_rules("dates")["telling"]
    names = ("earlier", "showing", "so_far", "underway", "same_story", "laying")
    return _Words(*(frozenset(rules[name]) for name in names))


def telling(trigger: Token, *, is_headline: bool = False, is_reported: bool = False) -> Telling:
    """How the verb of a happening, or the verb that its noun hangs on, tells it.

    What a headline or a picture tells in the present has happened, and so has what is laid to somebody ("police link
    it with rebels"), what somebody said "had" happened (``is_reported``: whether somebody said it), and what is
    guessed to "have" happened. What somebody said "was" going on goes on.
    """
    token, is_noun = trigger, trigger.pos_ in PHRASE_HEADS
    for _ in range(_MAX_STEPS):
        if token.pos_ in ("VERB", "AUX"):
            found = _of_verb(token, is_reported=is_reported)
            if found is not None:
                is_noun = is_noun and not (trigger.head == token and _is_underway(token))
                is_shown = token.lemma_.lower() in _words().showing
                is_past = is_headline or is_noun or is_shown or lays_a_deed(token)
                return "past" if is_past and found in ("present", "ahead") else found
        if token.head == token:
            break
        token = token.head
    return "past"


def is_so_far(trigger: Token) -> bool:
    """Whether something is summed up to now: "have been killed so far"."""
    above = [trigger, *trigger.ancestors][:4]
    return any(child.lower_ in _words().so_far for token in above for child in token.children)


def lays_a_deed(verb: Token) -> bool:
    """Whether a verb lays a deed to somebody: "police link it with the rebels", "blames them for it"."""
    return verb.lemma_.lower() in _words().laying


def is_underway(trigger: Token) -> bool:
    """Whether something goes on at the time of telling: "is being held", "keeps hunting", "continue to comb"."""
    for token in (trigger, *trigger.ancestors):
        if token.pos_ in ("VERB", "AUX"):
            helpers = {child.lower_ for child in token.lefts if child.dep_ in ("aux", "auxpass")}
            if "being" in helpers or (token.tag_ == "VBG" and helpers) or _is_underway(token):
                return True
            if token.dep_ not in ("xcomp", "conj"):
                return False
    return False


def _of_verb(verb: Token, *, is_reported: bool) -> Telling | None:
    """The tense of a verb with its helpers, ``None`` where it takes that of the verb above it."""
    helpers = {child.lower_ for child in verb.lefts if child.dep_ in ("aux", "auxpass")}
    adverbs = {child.lower_ for child in verb.children if child.dep_ in ("advmod", "npadvmod")}
    is_earlier = bool(adverbs & _words().earlier)
    if helpers & _MODALS:
        return "past" if "have" in helpers else "ahead"  # "may have staged it"
    if "had" in helpers:
        is_of_the_story = is_reported or _is_reported(verb) or bool(adverbs & _words().same_story)
        return "past" if is_of_the_story and not is_earlier else "before"
    if helpers & {"has", "have", "'ve"}:
        return "before" if is_earlier else "perfect"
    if helpers & {"was", "were", "did"} or verb.tag_ == "VBD":
        is_said = verb.dep_ == "ccomp" and not any(child.lower_ == "had" for child in verb.head.lefts)
        is_going_on = is_said and (verb.tag_ == "VBG" or _is_underway(verb))
        return "before" if is_earlier else "present" if is_going_on else "past"
    if helpers & {"is", "are", "am", "'s", "'re", "'m", "do", "does"} or verb.tag_ in ("VBZ", "VBP"):
        return "present"
    return None


def _is_underway(verb: Token) -> bool:
    """ "clashes are under way", "fighting rages"."""
    return verb.lemma_ in _words().underway or any(child.lower_ in _words().underway for child in verb.children)


def _is_reported(verb: Token) -> bool:
    """Whether the verb stands in what somebody said: "said that it had fallen"."""
    token = verb
    for _ in range(_MAX_STEPS):
        if token.dep_ in ("ccomp", "parataxis"):
            return True
        if token.head == token or token.dep_ not in ("conj", "advcl", "xcomp"):
            return False
        token = token.head
    return False
