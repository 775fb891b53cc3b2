""" "In what the ministry called a precision strike": what somebody says that a happening told beside it was."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Span, Token

__all__ = ["Called", "called_in"]

_TO_BE = frozenset(
    {"was", "were", "is", "are", "to", "be", "been", "had", "has", "have", "may", "might", "could", "as"}
)
_ENDS = frozenset({",", ";", ":", "-", "–", "—", "(", ")", "."})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_MOST = 14


class Called(NamedTuple):
    """The verb of saying, the first token of whoever says it, and what it is called, as tokens from and to."""

    verb: Token
    start: int
    content: tuple[int, int]


def called_in(sentence: Span) -> list[Called]:
    """Every such phrase of a sentence. It ends where a comma or the sentence does."""
    doc, found = sentence.doc, []
    for token in sentence:
        if token.lower_ != "what" or token.i == sentence.start or doc[token.i - 1].lower_ != "in":
            continue
        ahead = doc[token.i + 1 : min(token.i + _MOST, sentence.end)]
        verb = next((each for each in ahead if each.tag_ in _FINITE and each.lemma_ not in ("be", "have")), None)
        if verb is None or verb.i == token.i + 1:
            continue
        start = verb.i + 1
        while start < sentence.end and doc[start].lower_ in _TO_BE:
            start += 1
        end = start
        while end < sentence.end and doc[end].text not in _ENDS:
            end += 1
        if start < end:
            found.append(Called(verb, token.i + 1, (start, end)))
    return found
