"""Verbs and nouns that tell of harm together: "lost their lives", "took 12 hostages"."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from standoff.tolls.arguments import is_passive, objects_of, of_objects, subject_of
from standoff.tolls.people import People, people_of
from standoff.tolls.sentence import Sentence
from standoff.tolls.words import Phrase, Words

__all__ = ["find_phrase"]

_WIDEST = 6
"""A verb and a noun further apart than this are not shown together; the verb alone is the word of harm."""


def find_phrase(this: Sentence, noun: Token) -> tuple[Phrase, list[People], int, int] | None:
    """The people of a phrase that has this noun, with the tokens between which its words stand."""
    phrases = this.words.phrases.get(this.lower[noun.i], ())
    if not phrases or (noun.dep_ == "attr" and noun.head.lemma_ == "be"):
        return None  # "there had never been a hospital"
    verb = _governing_verb(noun, this.words)
    for phrase in phrases:
        if verb.lower_ not in phrase.verbs:
            continue
        if phrase.told_as and not any(child.lower_ in phrase.told_as for child in noun.lefts):
            continue
        if phrase.links and phrase.links.isdisjoint(_links(noun)):
            continue
        if noun.i + 1 < this.end and this.lower[noun.i + 1] in phrase.unless:
            continue
        if (
            "dwellers" in phrase.flags
            and verb.tag_ == "VB"
            and not any(child.dep_ == "aux" and child.lower_ != "to" for child in verb.lefts)
        ):
            continue  # "let residents leave the town"
        if "denied" in phrase.flags and not any(child.dep_ == "neg" for child in verb.children):
            continue
        people = [
            _without_lives(each, noun, this.words)
            for argument in _harmed(noun, verb, phrase)
            for each in people_of(argument, this.phrases, this.words)
            if (each.head.i != noun.i or each.is_counted) and _suits(each, phrase, this.words)
        ]
        if people:
            if phrase.what == "injured" and any(child.lower_ in this.words.fatal for child in noun.lefts):
                phrase = replace(phrase, what="killed")  # "received a fatal wound"
            first, last = sorted((verb.i, noun.i))
            return (phrase, people, first, last) if last - first <= _WIDEST else (phrase, people, verb.i, verb.i)
    return None


def _suits(people: People, phrase: Phrase, words: Words) -> bool:
    """Whether these people can come to harm by a phrase."""
    flags, head = phrase.flags, people.head
    if "dwellers" in flags and not _may_dwell(people, words):
        return False
    if ("many" in flags and not people.are_many) or ("numbered" in flags and not people.is_numbered):
        return False
    if "weak" in flags and (not people.is_counted or head.lower_ in words.wrapping):
        return False
    if phrase.what == "displaced" and not people.is_numbered and people.low == people.high == 1:
        return False  # "as she left her house"
    is_person = people.is_bare or head.pos_ in ("PROPN", "PRON") or head.lower_ in words.people
    if people.is_numbered and head.lower_ in words.wrapping:  # "a total of 40 porters"
        is_person = any(each.lemma_.lower() in words.people for each in head.doc[head.i + 1 : people.last + 1])
    return "people" not in flags or is_person or head.lemma_.lower() in words.people


def _may_dwell(people: People, words: Words) -> bool:
    """Whether people may be those who live where they are said to go from: "thousands left the city"."""
    return people.is_bare or people.head.lower_ == "people" or people.head.lemma_.lower() in words.dwellers


def _without_lives(people: People, noun: Token, words: Words) -> People:
    """ "16 lives" are sixteen people, and "lives" is no word for them."""
    is_wrapping = people.head.i == noun.i and noun.lower_ in words.wrapping
    return replace(people, who=None) if is_wrapping else people


def _governing_verb(noun: Token, words: Words) -> Token:
    head = noun.head
    if head.lower_ == "of" and head.head.lower_ in words.lines:
        noun, head = head.head, head.head.head
    if head.lower_ == "of" and head.head.lower_ == "out":  # "put out of action"
        return head.head.head
    if noun.dep_ in ("pobj", "pcomp") and head.dep_ in ("prep", "agent"):
        is_of_place = head.lower_ == "with" and head.head.dep_ == "pobj"  # "came to the clinic | with | burns"
        return head.head.head.head if is_of_place else head.head
    return head.head if noun.dep_ == "conj" else head


def _links(noun: Token) -> set[str]:
    """The words behind which a noun stands: "| off | the bus", "| out of | the car", which is "from" as well."""
    link = noun.head
    outer = link.head.lower_ if link.lower_ == "of" else ""
    return {link.lower_, "from" if outer == "out" else outer}


def _harmed(noun: Token, verb: Token, phrase: Phrase) -> list[Token]:
    undergoer = subject_of(verb)
    if phrase.harmed == "noun" and any(child.dep_ == "poss" for child in noun.lefts):
        whose = [child for child in verb.rights if child.dep_ in ("dative", "dobj", "iobj") and child.i < noun.i]
        if whose:
            return whose  # "cost | nine people | their lives"
    if phrase.harmed == "owner":
        owners = [child for child in noun.lefts if child.dep_ == "poss"] or of_objects(noun)
        return [verb.head if each.tag_ == "WP$" and verb.dep_ == "relcl" else each for each in owners]
    if noun.dep_ == "nsubjpass" or phrase.harmed == "noun":
        return of_objects(noun) or [noun]
    if phrase.harmed == "on":
        return [
            below
            for child in [*verb.children, *noun.children]
            if child.dep_ in ("prep", "dative") and child.lower_ == "on"
            for below in child.children
            if below.dep_ == "pobj"
        ]
    if phrase.harmed == "object" and not is_passive(verb):
        return objects_of(verb)
    return [] if undergoer is None else [undergoer]
