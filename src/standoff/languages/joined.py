"""Verbs of saying that the parser takes into what another one says."""

from __future__ import annotations

from collections.abc import Container
from functools import cache

from spacy.tokens import Token

from standoff.languages.grammar import FINITE, SUBJECTS
from standoff.languages.language import load_rules

__all__ = ["cue_verbs", "has_subject", "joined_to", "speech_verbs", "told_beside"]


@cache
def speech_verbs() -> frozenset[str]:
    """The lemmas of the verbs that lay a clause to their subject, from the list of cues."""
    entries = load_rules("cues", "en").get("verb", ())
    return frozenset(word for entry in entries if {"clause", "of"} & set(entry["frames"]) for word in entry["words"])


@cache
def cue_verbs() -> frozenset[str]:
    """The lemmas of all verbs by which somebody speaks, thinks or denies, from the list of cues."""
    return frozenset(word for entry in load_rules("cues", "en").get("verb", ()) for word in entry["words"])


def joined_to(verb: Token, speaks: Container[str]) -> Token | None:
    """The verb of saying that a second one goes on with, where the parser took the second into what the first says.

    "He said the road was closed and warned that ...": "warned" stands in the tense of "said". It may have a subject of
    its own: "He said the road was closed, and the mayor warned that ...". ``speaks`` holds the lemmas of such verbs.
    """
    beside = verb.head
    if verb.dep_ != "conj" or _tense(verb) is None or verb.lemma_.lower() not in speaks:
        return None
    while beside.dep_ == "conj" and not has_subject(beside):
        beside = beside.head
    above = beside.head
    if beside.dep_ != "ccomp" or above.i > beside.i or above.lemma_.lower() not in speaks:
        return None
    if _tense(above) != _tense(verb):
        return None
    is_told = any(child.dep_ == "nsubjpass" for child in beside.children)
    is_within = _tense(beside) == _tense(verb) and beside.lemma_.lower() in speaks and not is_told
    return None if is_within and not has_subject(verb) else above


def told_beside(verb: Token) -> Token | None:
    """The clause that a second verb goes on with, where the parser hung it on the verb of saying: "adds that the column
    burned the hall, | and withdrew |". It stands in the tense of the clause, which is not that of the saying."""
    if verb.dep_ != "conj" or has_subject(verb) or verb.lemma_.lower() in speech_verbs():
        return None
    above = verb.head
    while above.dep_ == "conj" and not has_subject(above) and above.head.i < above.i:
        above = above.head
    if above.lemma_.lower() not in speech_verbs() or _tense(above) not in ("VBZ", "VBP"):
        return None
    clause = next((child for child in above.rights if child.dep_ == "ccomp" and child.i < verb.i), None)
    return clause if clause is not None and _tense(clause) == _tense(verb) == "VBD" else None


def _tense(verb: Token) -> str | None:
    """The tag of a finite verb, or of the auxiliary that carries its tense: "has demanded" stands as "demands"."""
    if verb.tag_ in FINITE:
        return verb.tag_
    return next((child.tag_ for child in verb.lefts if child.dep_ == "aux" and child.tag_ in FINITE), None)


def has_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own."""
    return any(child.dep_ in SUBJECTS for child in verb.children)
