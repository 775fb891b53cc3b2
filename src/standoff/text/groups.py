"""Names of groups that the parser takes for a clause: "Shining Path guerrillas killed a mayor".

Where the first word of a sentence has the form of a participle, the parser may hang the rest of the name on it as its
object, and the verb is left without a subject. The registry knows the name.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from standoff.actors import ActorRegistry
from standoff.text.hanging import hang

__all__ = ["mend_group_names"]

_LONGEST = 5
_CLAUSES = frozenset({"csubj", "csubjpass", "advcl", "ccomp", "dep", "acl", "pcomp", "amod", "conj"})
_OBJECTS = frozenset({"dobj", "nsubj", "attr", "oprd", "npadvmod"})


def mend_group_names(parse: Doc) -> None:
    """Make such a word part of the name, and whoever bears the name what the word was."""
    for token in parse:
        is_participle = token.pos_ == "VERB" and token.is_title and token.tag_ in ("VBG", "VBN")
        if is_participle and token.dep_ in _CLAUSES and token.i + 1 < len(parse) and token.nbor(1).is_title:
            _mend(token)


def _mend(first: Token) -> None:
    doc = first.doc
    words = [token.text for token in doc[first.i : min(first.i + _LONGEST, first.sent.end)]]
    named = next(iter(ActorRegistry.load().mentions(words)), None)
    if named is None or named[0] != 0 or named[1] < 2:
        return
    last = doc[first.i + named[1] - 1]
    bearer = last if last.head.i == first.i else last.head
    if bearer.head.i != first.i or bearer.dep_ not in _OBJECTS or bearer.i < last.i:
        return
    above, children = first.head, [child for child in first.children if child.i != bearer.i]
    if any(child.i < first.i and child.dep_ != "det" for child in children):
        return
    hang(bearer, above, "nsubj" if first.dep_.startswith(("csubj", "advcl", "amod", "ccomp")) else first.dep_)
    hang(first, bearer, "compound")
    first.pos_, first.tag_ = "PROPN", "NNP"
    for child in children:
        child.head = bearer
