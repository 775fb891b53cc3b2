"""The noun phrase that ends at a place, by word classes alone: for where the parser lost it."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from standoff.attribution.finding import Run
from standoff.attribution.sources import is_kind
from standoff.languages.grammar import PLURALS

__all__ = ["phrase_before"]

_NOMINAL = frozenset({"PROPN", "NOUN", "ADJ", "PRON"})
_INSIDE = frozenset({"PROPN", "NOUN", "ADJ"})
_JOINTS = frozenset({"-", "'s", "'"})
_AFTER_PLURAL = frozenset({"and", "of", "in", "for", "at", "from"})
_TIES = frozenset({"of", "in", "at", "for", "from", "with", "to"})
_TIED = frozenset({"unnamed_official", "unnamed", "monitor", "body", "document"})
_MAX_TOKENS = 14
_NEAR_DETERMINER = 4


def phrase_before(parse: Doc, end: int, first: int) -> Run | None:
    """The phrase before token ``end``, which begins at token ``first`` or later; ``None`` where no noun stands there.

    A plural ends what stands before it ("in two raids | residents said") unless a preposition ties both.
    """
    last = parse[end - 1] if end > first else None
    if last is None or last.pos_ not in _NOMINAL or last.tag_ in ("WDT", "WP"):
        return None
    if last.pos_ == "PRON":
        return end - 1, end
    at = end
    while at > first and end - at < _MAX_TOKENS:
        token = parse[at - 1]
        if at < end and token.tag_ in PLURALS and parse[at].lower_ not in _AFTER_PLURAL:
            break
        if token.pos_ == "DET" or token.tag_ == "PRP$":
            at -= 1
            is_second = at - 2 >= first and parse[at - 1].lower_ == "and" and parse[at - 2].pos_ in _NOMINAL
            if not is_second or end - at > _NEAR_DETERMINER:
                break
            at -= 1
        elif not _goes_on(parse, token, first):
            break
        else:
            at -= 1
    while at < end and (parse[at].is_punct or parse[at].lower_ == "and"):
        at += 1
    return (at, end) if at < end else None


def _goes_on(parse: Doc, token: Token, first: int) -> bool:
    """Whether a phrase that has begun behind a token holds the token too."""
    if token.pos_ in _INSIDE or token.text in _JOINTS:
        return True
    if token.i - 1 < first:
        return False
    before = parse[token.i - 1]
    return (token.tag_ == "VBN" and before.text == "-") or (token.lower_ in _TIES and is_kind(before, _TIED))
