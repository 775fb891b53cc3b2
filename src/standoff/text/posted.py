"""Participles of place that the parser takes for the verb: "Gunmen positioned in the village fired seven shells".

Where past tense and participle have one form, the parser may read that the gunmen positioned, and hang on it, or set
beside it, what they did; or make the last of several villages him who did it.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from standoff.languages.grammar import FINITE, SUBJECTS
from standoff.ontology import load_scenes
from standoff.text.hanging import hang

__all__ = ["mend_posted"]

_AT = frozenset({"in", "at", "near", "on", "along", "inside", "around", "outside", "behind"})
_ADDED = frozenset({"advcl", "conj", "ccomp", "dep", "parataxis"})


def mend_posted(parse: Doc) -> None:
    """Hang such a participle on whoever stands before it, and make what he did the verb."""
    posted = load_scenes()["posted"]
    for token in parse:
        if token.lower_ in posted and token.tag_ == "VBD":
            _mend(token)


def _mend(participle: Token) -> None:
    noun = participle.nbor(-1) if participle.i > participle.sent.start else None
    where = next((child for child in participle.rights if child.dep_ == "prep" and child.lower_ in _AT), None)
    if noun is None or where is None or noun.dep_ not in SUBJECTS or noun.head.i != participle.i:
        return
    told = _told_behind(participle, where)
    if told is None:
        return
    verb, last = told
    above, dependency, is_root = participle.head, participle.dep_, participle.head.i == participle.i
    if last is not None:
        place = [token for token in where.subtree if token.dep_ == "pobj"][-1]
        hang(last, place, "conj")
    if above.i != verb.i:
        hang(verb, verb if is_root else above, dependency)
    for child in [*participle.children]:
        is_beside = child.dep_ in ("mark", "advmod", "npadvmod", "punct") or child.i < noun.left_edge.i
        if child.i not in (noun.i, verb.i) and (is_beside or child.i > verb.i) and child.i != where.i:
            child.head = verb
    hang(noun, verb, "nsubj")
    hang(participle, noun, "acl")
    participle.tag_ = "VBN"


def _told_behind(participle: Token, where: Token) -> tuple[Token, Token | None] | None:
    """The verb next behind the place, and the place that is joined to it and was taken for the verb's subject."""
    above = participle.head
    for verb in participle.doc[where.i + 1 : participle.sent.end]:
        if verb.tag_ not in FINITE or verb.pos_ not in ("VERB", "AUX"):
            continue
        is_below = verb.head.i == participle.i and verb.dep_ in _ADDED
        is_beside = above.i not in (participle.i, verb.i) and verb.head.i == above.i and verb.dep_ == participle.dep_
        is_above = above.i == verb.i and participle.dep_ == "csubj"
        if not (is_below or is_beside or is_above):
            return None
        lefts = [child for child in verb.lefts if child.i > where.i and child.dep_ not in ("advmod", "aux")]
        begins = min((child.i for child in verb.lefts if child.i > where.i), default=verb.i)
        if not lefts:
            return (verb, None) if where.is_ancestor(participle.doc[begins - 1]) else None
        joined = participle.doc[lefts[0].left_edge.i - 1]
        is_place = len(lefts) == 1 and lefts[0].dep_ in SUBJECTS and joined.dep_ == "cc" and where.is_ancestor(joined)
        return (verb, lefts[0]) if is_place else None
    return None
