"""Noun phrases over a parse: the part that names somebody, without what is merely told about them."""

from __future__ import annotations

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

__all__ = ["end_of_motto", "is_nominal", "name_phrase"]

_BEFORE = frozenset({"det", "amod", "compound", "poss", "nummod", "quantmod", "nmod", "predet", "case", "advmod"})
_OF = frozenset({"of", "for"})
_TIMES = frozenset({"earlier", "later", "ago", "before", "afterwards", "afterward", "after"})
"""Ends of a time before a phrase: "a few hours | earlier | a column of theirs came down"."""


def is_nominal(token: Token) -> bool:
    """Whether a token can stand for somebody or something: a noun, a name, a pronoun, a bare number."""
    return token.pos_ in ("NOUN", "PROPN", "PRON") or (token.pos_ in ("NUM", "ADJ") and token.dep_ in _ARGUMENTS)


_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "obj", "agent", "dative", "attr", "conj"})


def end_of_motto(death: Token) -> int:
    """The last word of a band's name that is a threat of death ("| Death | to Kidnappers", "Death to the Traitors of
    Sorn"), or -1 where a word begins none."""
    after = death.doc[death.i + 1 : death.i + 2 + _LONGEST_MOTTO]
    if death.text != "Death" or len(after) < 2 or after[0].lower_ != "to":
        return -1
    last = -1
    for token in after[1:]:
        if token.is_title and token.is_alpha and token.lower_ not in _LINKING:
            last = token.i
        elif token.lower_ not in _LINKING:
            break
    return last


_LONGEST_MOTTO = 7
_LINKING = frozenset({"the", "of", "and", "in"})


def name_phrase(head: Token) -> TokenSpan:
    """The unbroken run of tokens around ``head`` that names it: determiner, modifiers, an "of" phrase.

    Relative clauses, appositions after a comma and coordinated phrases are left out.
    """
    first, last = head.i, head.i
    for child in sorted(head.lefts, key=lambda token: -token.i):
        # in headlines the parser takes a number for a subject: "Sorn: | eleven dead | in a raid"
        is_count = child.dep_ == "nsubj" and child.pos_ == "NUM" and head.pos_ == "ADJ"
        if (child.dep_ in _BEFORE or is_count) and child.right_edge.i + 1 >= first - 1 and not child.is_punct:
            if child.dep_ == "advmod" and child.ent_type_ in ("DATE", "TIME") and child.lower_ in _TIMES:
                break
            if any(token.is_punct and token.text not in "-'\"“”" for token in child.subtree):
                break
            first = child.left_edge.i
        elif child.dep_ == "punct" and child.text in "-'\"“”":
            continue
        else:
            break
    for child in head.rights:
        if child.i == last + 1 and child.dep_ in ("compound", "nummod") and child.pos_ in ("PROPN", "NUM"):
            last = child.right_edge.i
        elif child.i == last + 1 and child.dep_ == "amod" and head.pos_ == "NUM" and not child.n_rights:
            last = child.i  # "spoke of | 500 dead |"
        elif child.dep_ == "prep" and child.lower_ in _OF and child.i == last + 1:
            objects = [token for token in child.children if token.dep_ == "pobj"]
            if objects:
                last = max(last, name_phrase(objects[0]).end - 1)
        elif child.dep_ in ("case",):
            continue
        else:
            break
    last = max(last, end_of_motto(head))
    if first < head.i and _is_day_before(head.doc[first]):  # "On Friday | Shining Path |", "On 28 March | soldiers |"
        first += 1
        while first < head.i and head.doc[first].ent_type_ == "DATE":
            first += 1
    return _with_hyphens(head, first, last + 1)


def _with_hyphens(head: Token, start: int, end: int) -> TokenSpan:
    """A phrase with the rest of a word with a hyphen, which the parser takes apart: "anti - | clan forces |", "| the Co
    | - Chairs of the Council"."""
    parse, sentence = head.doc, head.sent
    while start - 2 >= sentence.start and _is_within_word(parse[start - 1]):
        start -= 2
    while end + 1 < sentence.end and _is_within_word(parse[end]):
        end += 2
    return parse[start:end]


def _is_within_word(token: Token) -> bool:
    """Whether a token is the hyphen of one word, and neither a dash nor between two countries: "US-Russia"."""
    if token.text != "-" or token.whitespace_ or token.nbor(-1).whitespace_:
        return False
    beside = (token.nbor(-1), token.nbor())
    return not all(each.ent_type_ in _LANDS and (each.is_title or each.is_upper) for each in beside)


_LANDS = frozenset({"GPE", "NORP"})


def _is_day_before(token: Token) -> bool:
    """Whether a token is a day that the parser took for part of the name behind it."""
    is_led = token.i > 0 and token.nbor(-1).lower_ in ("on", "last", "this", "since", "until")
    return is_led and token.ent_type_ == "DATE" and token.dep_ in ("compound", "nummod", "nmod")
