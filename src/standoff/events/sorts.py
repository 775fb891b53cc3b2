"""What sort of thing a word names: a party, a deed or a weapon behind which somebody stands, a place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from standoff.languages.grammar import ARGUMENTS, DAYS, NAMED, NOMINAL, RELATIVE_PRONOUNS, RELATIVE_TAGS, SUBSTANTIVES
from standoff.languages.phrases import end_of_motto
from standoff.ontology import load_lexicon

__all__ = [
    "NO_ENTITY", "PLACES", "Parties", "antecedent_of", "hung_on", "inner_of", "is_deed", "is_landmark",
    "is_party", "is_same", "is_time", "is_weapon", "people", "place_of", "things",
]  # fmt: skip

NO_ENTITY = frozenset({"DATE", "TIME", "CARDINAL", "PERCENT", "MONEY", "QUANTITY", "ORDINAL"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
_NOBODY = frozenset({"this", "that", "which", "what", "there", "these", "those", "something"})


@dataclass(slots=True)
class Parties:
    """Heads of the phrases that name the parties, or phrases already cut.

    ``unsure`` holds the places of names before a noun ("the Aleppo strike") that may be those of a place: they
    count only where the registry knows them.
    """

    actors: list[Token | TokenSpan] = field(default_factory=list)
    targets: list[Token | TokenSpan] = field(default_factory=list)
    others: list[Token | TokenSpan] = field(default_factory=list)
    unsure: set[int] = field(default_factory=set)


@cache
def people() -> frozenset[str]:
    """Nouns of persons, forces and bodies."""
    kinds = load_lexicon().kinds
    return kinds["person"] | kinds["force"] | kinds["body"] | {"dozen", "hundred", "thousand"}


@cache
def things() -> frozenset[str]:
    """Nouns of what can be hit or taken: vehicles, aircraft, buildings, places."""
    kinds = load_lexicon().kinds
    return kinds["vehicle"] | kinds["aircraft"] | kinds["building"] | kinds["place"]


def place_of(token: Token | TokenSpan) -> int:
    """Where the head of a phrase stands in the document."""
    return token.i if isinstance(token, Token) else token.root.i


def is_same(token: Token | TokenSpan, others: list[Token | TokenSpan]) -> bool:
    """Whether a phrase is already among others."""
    return any(place_of(token) == place_of(other) for other in others)


def antecedent_of(token: Token, *, tells_harm: bool = False) -> Token:
    """For a relative pronoun, what it stands for."""
    if token.lower_ in RELATIVE_PRONOUNS and token.pos_ in ("PRON", "DET", "SCONJ"):
        verb = token.head
        for _ in range(3):
            about = hung_on(verb, tells_harm=tells_harm)
            if verb.dep_ in ("relcl", "acl") or about.i != verb.head.i:
                return about
            if verb.dep_ == "ccomp" and verb.head.lemma_ == "be":  # "it was | the front | that mined the road"
                said = (child for child in verb.head.rights if child.dep_ == "attr" and child.i < token.i)
                return next(said, token)
            verb = verb.head
    return token


def hung_on(verb: Token, *, tells_harm: bool) -> Token:
    """What a relative clause or a participle is about. The parser hangs it on the last noun before it: in "a raid on
    the port that killed two" it is the raid that killed, in "rebels in the hills who" the rebels."""
    noun: Token = verb.head
    link = next((token for token in verb.subtree if token.i < verb.i and token.tag_ in RELATIVE_TAGS), None)
    if link is not None and link.lower_ in ("who", "whom"):
        return _nearest(noun, _is_somebody) or noun
    if not tells_harm or (link is None and verb.tag_ != "VBG"):
        return noun
    if link is not None and (deed := _deed_before(link)) is not None:
        return deed
    is_within = link is not None and link.dep_ == "pobj"  # "in which"
    if not is_within and noun.lemma_.lower() in people():
        deed = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in _UPON else None
        is_of_it = link is not None and link.lower_ == "which" and deed is not None and is_deed(deed)
        return deed if is_of_it and deed is not None else noun  # "an attack on | the ministry |, which killed two"
    return _nearest(noun, is_deed) or noun


def _nearest(noun: Token, fits: Callable[[Token], bool]) -> Token | None:
    """The first noun that fits: a noun itself, or what it hangs on."""
    for _ in range(4):
        if noun.pos_ not in SUBSTANTIVES:
            return None
        if fits(noun):
            return noun
        noun = noun.head.head if noun.dep_ == "pobj" else noun.head
    return None


def _deed_before(link: Token) -> Token | None:
    """The deed of "a raid last week in which two died", where a time stands before the clause."""
    start = max(link.sent.start, link.i - _NEAR)
    before = [token for token in link.doc[start : link.i] if token.dep_ not in ("punct", "prep", "advmod")]
    if not before or not is_time(before[-1]):
        return None
    return next((token for token in reversed(before) if is_deed(token) and not is_weapon(token)), None)


def is_time(token: Token) -> bool:
    is_hour = token.head.lower_ in ("at", "by") and len(token.text) == len("0200") and token.text.isdigit()
    return is_hour or token.ent_type_ in DAYS or token.lemma_.lower() in load_lexicon().parties["nobody"]


_NEAR = 12
_UPON = frozenset({"on", "against", "upon"})


def _is_somebody(token: Token) -> bool:
    return is_party(token) and token.ent_type_ not in PLACES


def is_party(token: Token) -> bool:
    """Whether a word can stand for somebody: a name, a pronoun, a person, a force, a body."""
    is_state = token.lower_ in load_lexicon().parties["by_state"]
    if is_state and any(child.dep_ in ("det", "nummod") for child in token.lefts):
        return True  # "the wounded were flown out"
    if token.ent_type_ in NO_ENTITY and token.pos_ != "NUM":
        return token.ent_type_ == "CARDINAL" and token.pos_ == "NOUN"  # "hundreds of people"
    if token.text == "Death" and end_of_motto(token) > 0:
        return True  # "| Death | to Kidnappers"
    if token.pos_ == "PROPN":
        return _singular(token) not in load_lexicon().deeds
    if token.pos_ == "PRON":
        is_described = token.lower_ == "those" and any(child.dep_ in ("amod", "relcl", "acl") for child in token.rights)
        return is_described or token.lower_ not in _NOBODY  # "those responsible", "those who planned the raid"
    lemma = token.lemma_.lower()
    if token.pos_ == "NOUN":
        is_acronym = (
            token.text.isupper() and len(token) > 1 and token.ent_type_ in NAMED
        )  # "the FARC", read as a plural
        return is_acronym or lemma in people() or token.lower_ in people()
    if token.pos_ == "NUM":
        return token.ent_type_ not in ("MONEY", "PERCENT") and not (
            is_time(token) or any(child.dep_ == "quantmod" and child.text == "$" for child in token.children)
        )
    return token.pos_ == "ADJ" and (token.ent_type_ == "NORP" or token.dep_ in ARGUMENTS)


def is_deed(token: Token) -> bool:
    """Whether a noun names a deed or a weapon, behind which somebody stands."""
    lemma = _singular(token)
    if lemma in load_lexicon().kinds["body"] and not any(child.dep_ == "prep" for child in token.rights):
        return False  # "the occupation arrested two medics"
    return token.pos_ in NOMINAL and (
        lemma in load_lexicon().kinds["violence"] or lemma in load_lexicon().deeds or is_weapon(token)
    )


def _singular(token: Token) -> str:
    """The word by which the lexicon knows a noun; what the parser takes for a name it leaves as it stands."""
    lemma = token.lemma_.lower()
    return lemma[:-1] if token.tag_ == "NNPS" and lemma.endswith("s") and token.ent_type_ == "" else lemma


def is_landmark(token: Token) -> bool:
    """Whether a noun names a place beside which a thing is done, and that does nothing: "by the river"."""
    return token.pos_ == "NOUN" and token.lemma_.lower() in load_lexicon().kinds["landmark"]


def is_weapon(token: Token) -> bool:
    """Whether a noun names a weapon or, behind the name of one, what it fires or holds ("an explosive charge"), or a
    vehicle or package that is one ("a van | with explosives |", "a truck | packed with dynamite |")."""
    weapons, lemma = load_lexicon().kinds["weapon"], _singular(token)
    if lemma in weapons:
        return True
    is_filled = lemma in load_lexicon().parties["filled"]
    if is_filled and any(child.lemma_.lower() in weapons for child in token.lefts):
        return True
    return (is_filled or lemma in load_lexicon().kinds["vehicle"]) and _is_charged(token)


def _is_charged(thing: Token) -> bool:
    """Whether a thing is told to be full of what explodes: "a car | rigged with a bomb |", "300 kg of | dynamite |"."""
    known = load_lexicon()
    holders = [thing, *(child for child in thing.rights if child.lemma_.lower() in known.parties["filling"])]
    links = (child for holder in holders for child in holder.rights if child.lower_ == "with")
    ends = [end for link in links for end in link.rights if end.dep_ == "pobj"]
    ends += [below for end in ends for of in end.rights if of.lower_ == "of" for below in of.rights]
    return any(end.lemma_.lower() in known.parties["explosives"] for end in ends)


def inner_of(token: Token) -> Token:
    """The deed or weapon in "a series of raids", "a salvo of missiles"."""
    is_some = token.pos_ == "NUM" or token.lemma_ in ("some", "several", "dozen", "most", "many")
    if is_some or token.lemma_ in load_lexicon().light.carriers or token.lemma_ in ("salvo", "barrage"):
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                for below in child.children:
                    if below.dep_ == "pobj" and (not is_some or is_weapon(below) or is_deed(below)):
                        return below
    return token
