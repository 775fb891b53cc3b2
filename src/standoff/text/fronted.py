"""Places between commas that the parser takes for who did it: "In Tibu, North Santander, rebels blew up a pump".

Where a sentence begins with a town and the region that it lies in, the parser now and then takes the region (or the
town) for the subject, and who does it for another name of it. The order tells: a preposition, a name, a comma, a name,
a comma, and right after it a phrase that no comma parts from the verb.
"""

from __future__ import annotations

from itertools import takewhile

from spacy.tokens import Doc, Token

from standoff.actors import ActorRegistry
from standoff.languages.grammar import SUBJECTS
from standoff.text.hanging import hang

__all__ = ["mend_fronted_places"]

_WHERE = frozenset({"in", "at", "near", "outside", "around", "from"})
_HUNG = frozenset({"appos", "conj", "dep", "nmod"})
_OPENING = frozenset({"PUNCT", "CCONJ", "ADV", "SPACE", "SCONJ", "X", "NUM"})
_BEFORE = frozenset({"PROPN", "NOUN", "ADJ", "DET", "NUM", "ADP"})
_LONGEST = 5
_LEVELS = frozenset({"department", "province", "state", "district", "region", "county", "governorate"})
_PLACES = frozenset({"GPE", "LOC"})
_NOBODY = frozenset({"PERSON", "GPE", "LOC", "DATE", "TIME", "MONEY", "QUANTITY"})
"""What the first of several who do it is not, where the name before it is no place for sure."""


def mend_fronted_places(parse: Doc) -> None:
    """Hang such a name on the place before it, and give the verb its subject."""
    for comma in parse:
        if comma.text == "," and 0 < comma.i < len(parse) - 1 and comma.nbor(-1).pos_ in ("PROPN", "NOUN"):
            _mend(comma)


def _mend(comma: Token) -> None:
    doc, end = comma.doc, comma.sent.end
    name = list(takewhile(_is_of_name, doc[comma.i + 1 : min(end, comma.i + 2 + _LONGEST)]))
    if not name or len(name) > _LONGEST or name[-1].i + 2 >= end or name[-1].nbor(1).text != ",":
        return
    link = _preposition(comma)
    if link is None:
        return
    inner, first = _head_of(name), name[-1].i + 2
    outer = _head_of(list(doc[link.i + 1 : comma.i]))
    who = next(
        (token for token in doc[first:end] if token.dep_ in _HUNG | SUBJECTS and token.left_edge.i == first), None
    )
    if who is None or who.pos_ not in ("NOUN", "PROPN", "PRON") or who.head.i in range(first, who.i):
        return
    verb = _verb_of(link, inner, outer, who)
    if verb is None or verb.i < who.i or not _may_be_place(inner, who):
        return
    if any(token.text == "," and token.head.i == who.i for token in doc[who.i + 1 : verb.i]):
        return  # "In Kabul, Karzai, the president, said"
    is_passive = any(child.dep_ == "auxpass" for child in verb.lefts)
    others = [child for child in (*outer.rights, *inner.rights) if child.i > first and child.i != who.i]
    if any(token.is_ancestor(verb) for token in (link, inner, outer, who)):  # hung on it, they would go round in a ring
        return
    hang(link, verb, "prep")
    hang(outer, link, "pobj")
    hang(inner, outer, "appos")
    hang(who, verb, "nsubjpass" if is_passive else "nsubj")
    for child in others:
        if child.i < verb.i and child.dep_ in ("cc", "conj", "prep", "relcl", "acl"):
            child.head = who


def _is_of_name(token: Token) -> bool:
    return token.pos_ == "PROPN" or token.lower_ in ("de", "del", "la", "el") or token.lower_ in _LEVELS


def _preposition(comma: Token) -> Token | None:
    """The preposition of the place before a comma, where it opens a clause."""
    for token in reversed(comma.doc[max(comma.sent.start, comma.i - 2 * _LONGEST) : comma.i]):
        if token.lower_ in _WHERE and token.pos_ == "ADP":
            is_open = (
                token.i == comma.sent.start or token.nbor(-1).pos_ in _OPENING or token.nbor(-1).ent_type_ == "DATE"
            )
            return token if is_open and token.i < comma.i - 1 else None
        if token.pos_ not in _BEFORE and not _is_of_name(token):
            return None
    return None


def _head_of(words: list[Token]) -> Token:
    """The word of a phrase on which its others hang."""
    inside = {token.i for token in words}
    return next((token for token in words if token.head.i not in inside or token.head.i == token.i), words[-1])


def _verb_of(link: Token, inner: Token, outer: Token, who: Token) -> Token | None:
    """The verb of which a place was taken for the subject, or which was left without one."""
    for taken in (inner, outer):
        if taken.dep_ in SUBJECTS and taken.i < who.i < taken.head.i:
            is_own = who.head.i in (inner.i, outer.i) or who.head.i == taken.head.i
            return taken.head if is_own else None
    verb = link.head
    is_bare = verb.i > who.i and not any(child.dep_ in SUBJECTS for child in verb.lefts)
    return verb if is_bare and verb.pos_ in ("VERB", "AUX") and who.head.i in (inner.i, outer.i) else None


def _may_be_place(name: Token, who: Token) -> bool:
    """Whether a name can be that of a place: "In Gaza, | Hamas |, the PFLP and others" names who did it."""
    if name.ent_type_ in _PLACES:
        return not any(child.dep_ == "conj" for child in who.rights) or who.ent_type_ not in _PLACES
    if ActorRegistry.load().resolve(name.doc[name.left_edge.i : name.i + 1].text) is not None:
        return False
    is_list = any(child.dep_ == "conj" for child in who.rights)
    return not (is_list and (name.ent_type_ == "PERSON" or who.ent_type_ in _NOBODY))
