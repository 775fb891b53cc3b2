"""Names of groups that the parser takes for verbs: "Shining Path guerrillas killed a mayor", "the IS claimed the raid".

Where the first word of a sentence has the form of a participle, the parser may hang the rest of the name on it as its
object, and the verb is left without a subject. The registry knows the name. "IS" in capitals, before a verb in a text
that has small letters, is no "is".
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from standoff.actors import ActorRegistry
from standoff.languages.grammar import SUBJECTS
from standoff.text.hanging import hang

__all__ = ["mend_group_names"]

_LONGEST = 5
_CLAUSES = frozenset({"csubj", "csubjpass", "advcl", "ccomp", "dep", "acl", "pcomp", "amod", "conj"})
_TAKEN_FOR_IS = "IS"
_AUXILIARY = frozenset({"aux", "auxpass"})
_PAST = frozenset({"VBD", "VBN"})
_OBJECTS = frozenset({"dobj", "nsubj", "attr", "oprd", "npadvmod"})


def mend_group_names(parse: Doc) -> None:
    """Make such a word part of the name, and whoever bears the name what the word was."""
    for token in parse:
        is_participle = token.pos_ == "VERB" and token.is_title and token.tag_ in ("VBG", "VBN")
        if is_participle and token.dep_ in _CLAUSES and token.i + 1 < len(parse) and token.nbor(1).is_title:
            _mend(token)
        elif token.text == _TAKEN_FOR_IS and token.dep_ in _AUXILIARY and token.head.i == token.i + 1:
            _mend_subject(token)


def _mend_subject(name: Token) -> None:
    verb = name.head
    before = [child for child in verb.lefts if child.i < name.i and child.dep_ in SUBJECTS]
    article = name.nbor(-1) if name.i > name.sent.start and name.nbor(-1).lower_ == "the" else None
    if not verb.text.islower() or verb.tag_ not in _PAST or any(child != article for child in before):
        return
    if article is not None:
        hang(article, name, "det")
    name.dep_, name.pos_, name.tag_, name.lemma_ = "nsubj", "PROPN", "NNP", name.text
    verb.tag_ = "VBD"


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
