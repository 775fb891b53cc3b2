"""What the tense of a verb and its auxiliaries tell: what was, what will be, what would be."""

from __future__ import annotations

from spacy.tokens import Token

from standoff.languages.grammar import ANY_SUBJECTS, VERBAL

__all__ = [
    "finite_above",
    "has_past",
    "is_finite",
    "is_inverted",
    "is_month",
    "is_perfect",
    "is_told_in_past",
    "is_told_of_past",
    "verb_of_time",
]


def is_perfect(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.lefts)


def is_finite(verb: Token) -> bool:
    first = min((child for child in verb.lefts if child.dep_ in ("aux", "auxpass")), default=verb, key=lambda c: c.i)
    return first.tag_ in ("VBZ", "VBP", "VBD", "MD")


def is_told_of_past(verb: Token) -> bool:
    return verb.tag_ == "VBD" or any(child.tag_ == "VBD" and child.dep_ in ("aux", "auxpass") for child in verb.lefts)


def finite_above(verb: Token) -> Token:
    """The finite verb on which an infinitive hangs, or the verb itself."""
    above = verb
    while not is_finite(above) and above.dep_ == "xcomp" and above.head.pos_ in VERBAL:
        above = above.head
    return above if is_finite(above) else verb


def verb_of_time(preposition: Token) -> Token | None:
    """The verb beside which a gerund tells what is before, after or with it: "will leave after shelling the port"."""
    link = preposition.head if preposition.lower_ == "to" and preposition.head.lower_ == "prior" else preposition
    is_time = link.lower_ in ("before", "after", "prior", "with", "upon")
    return link.head if is_time and link.head.pos_ in VERBAL else None


def has_past(verb: Token) -> bool:
    return any(child.tag_ == "VBD" for child in verb.children)


def is_told_in_past(verb: Token) -> bool:
    """Whether a "would" is a future seen from a past: "said it would withdraw", with no condition."""
    if any(child.dep_ == "advcl" and any(b.lower_ == "if" for b in child.lefts) for child in verb.children):
        return False
    token = verb
    for _ in range(4):
        if token.dep_ not in ("ccomp", "conj", "acl", "relcl"):
            return False
        token = token.head
        if token.tag_ in ("VBD", "VBN") and token.pos_ in VERBAL:
            return True
    return False


def is_inverted(auxiliary: Token, verb: Token) -> bool:
    """Whether an auxiliary opens a condition: "had it hit the school", "should the truce fail"."""
    is_first = auxiliary.lower_ in ("had", "should", "were") and auxiliary.i == verb.left_edge.i
    return is_first and verb.dep_ != "ROOT" and any(child.dep_ in ANY_SUBJECTS for child in verb.lefts)


def is_month(token: Token) -> bool:
    """Whether a "May" stands in a date: "on 2 | May | rebels entered the town"."""
    beside = [token.nbor(at) for at in (-1, 1) if 0 <= token.i + at < len(token.doc)]
    return token.text == "May" and any(each.pos_ == "NUM" or each.text.isdecimal() for each in beside)
