"""Names in capitals that the parser takes for verbs: "the state news agency SANA, citing residents, said".

A name that the parser has never met may look to it like a past tense, and then who speaks is torn from what was said.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from standoff.languages.grammar import NOMINAL, SUBJECTS, VERBAL
from standoff.text.hanging import hang

__all__ = ["mend_acronyms"]

_SHORTEST = 3
_OBJECTS = frozenset({"dobj", "dative", "pobj"})


def mend_acronyms(parse: Doc) -> None:
    """Make such a word a name: with the noun that bears it, or as the subject of a verb that has none."""
    for token in parse:
        if token.is_upper and token.pos_ not in NOMINAL and _is_set_off(token):
            _mend(token)


def _is_set_off(token: Token) -> bool:
    """Whether a word is in capitals among words that are not, and no common word that somebody stresses."""
    beside = token.doc[max(token.sent.start, token.i - 1) : min(token.sent.end, token.i + 2)]
    alone = not any(other.is_upper and other.is_alpha for other in beside if other.i != token.i)
    return alone and token.is_alpha and len(token) >= _SHORTEST and not token.is_stop


def _mend(name: Token) -> None:
    above = name.head
    bearer = name.nbor(-1) if name.i > name.sent.start else None
    if bearer is None:
        is_free = above.pos_ in VERBAL and not any(child.dep_ in SUBJECTS for child in above.lefts)
        if is_free and above.i > name.i:
            _be_subject(name, above)
    elif bearer.pos_ not in NOMINAL or bearer.is_title:
        return
    elif bearer.dep_ in SUBJECTS and bearer.head.i == name.i and above.i > name.i:
        if not any(child.dep_ in SUBJECTS for child in above.lefts if child.i != name.i):
            _be_subject(name, above)
            hang(bearer, name, "compound")
    elif bearer.dep_ in _OBJECTS and bearer.head.i == above.i and above.i < bearer.i:
        for child in [*name.rights]:
            child.head = above
        hang(name, above, bearer.dep_)
        hang(bearer, name, "compound")
        name.pos_, name.tag_ = "PROPN", "NNP"


def _be_subject(name: Token, verb: Token) -> None:
    hang(name, verb, "nsubj")
    name.pos_, name.tag_ = "PROPN", "NNP"
    for child in name.rights:
        if child.pos_ == "VERB":
            child.dep_ = "acl"
