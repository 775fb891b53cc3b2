"""Reporting verbs that the parser takes for participles: "The committee charged here today that troops burned a mill".

Where the past tense has the form of the participle and something stands between it and its "that", the parser may take
the verb for part of its subject, and the subject for that of what is reported.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from standoff.languages.grammar import SUBJECTS
from standoff.languages.joined import speech_verbs
from standoff.text.hanging import hang

__all__ = ["mend_reports"]

_FARTHEST = 8
_BETWEEN = frozenset({"ADV", "NOUN", "PROPN", "ADP", "DET", "NUM", "ADJ"})


def mend_reports(parse: Doc) -> None:
    """Make such a verb that of the sentence, what it reports its clause, and the noun before it its subject."""
    for mark in parse:
        if mark.lower_ == "that" and mark.dep_ == "mark" and mark.i > mark.sent.start + 1:
            _mend(mark)


def _mend(mark: Token) -> None:
    told = mark.head
    verb = next((token for token in _before(mark) if token.pos_ == "VERB"), None)
    if verb is None or verb.tag_ != "VBN" or verb.lemma_.lower() not in speech_verbs():
        return
    if _is_led_by_its_subject(verb) and told.head.i == verb.i:
        verb.tag_ = "VBD"
    if verb.dep_ != "acl":
        return
    noun = verb.head
    if (
        noun.i >= verb.i
        or verb.i - noun.right_edge.i > _FARTHEST
        or any(child.dep_ == "agent" for child in verb.rights)
    ):
        return
    has_own = any(child.dep_ in SUBJECTS and child.i > mark.i for child in told.lefts)
    is_root = noun.head.i == noun.i and told.head.i in (noun.i, verb.i)
    is_subject = noun.dep_ in SUBJECTS and noun.head.i == told.i
    if not has_own or not (is_root or is_subject) or told.pos_ not in ("VERB", "AUX"):
        return
    above = noun if is_root else told
    head, dependency = above.head, above.dep_
    hang(verb, verb if head.i == above.i else head, dependency)
    hang(noun, verb, "nsubj")
    hang(told, verb, "ccomp")
    verb.tag_ = "VBD"
    for child in [*noun.rights] if is_root else []:
        if child.is_punct and child.i > told.i:
            child.head = verb


def _is_led_by_its_subject(verb: Token) -> bool:
    """Whether a verb has a subject and no word that makes a participle of it: "the | committee | charged here"."""
    before = {child.dep_ for child in verb.lefts}
    return "nsubj" in before and not before & {"aux", "auxpass"}


def _before(mark: Token) -> list[Token]:
    """The words before a "that", back to the first verb; none where something else than times and places intervenes."""
    found: list[Token] = []
    for token in reversed(mark.doc[max(mark.sent.start, mark.i - _FARTHEST) : mark.i]):
        found.append(token)
        if token.pos_ == "VERB":
            return found
        if token.pos_ not in _BETWEEN:
            return []
    return []
