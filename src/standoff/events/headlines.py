"""Headlines whose verb the parser takes for a noun: "Patrols Collide Near Bridge", "Envoy Slams Raid on Camp"."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from standoff.events.clauses import lemmas_of
from standoff.events.conditions import is_told_in
from standoff.events.kinds import acled_of, mode_of
from standoff.events.spans import trim
from standoff.events.triggers import Found
from standoff.ontology import LINKS, Lexicon, Trigger
from standoff.records import Document, Event, Happening, Participant

__all__ = ["read_headline"]

_SURENESS = 0.7
"""What the confidence is taken times: no clause vouches for such a reading."""
_LEAST_WEIGHT = 0.8


def read_headline(
    document: Document, sentence: TokenSpan, lexicon: Lexicon, registry: Any, context: set[str]
) -> Happening | None:
    """The happening of a headline in which the parser saw no verb; ``None`` where no word can be one.

    A word counts as its verb where it is a form of a verb that tells of a happening, agrees with the noun before it
    ("Patrols collide", "Envoy slams"), and what stands before it can be its subject.
    """
    for token in sentence[1:]:
        trigger = _trigger(token, sentence, lexicon)
        if trigger is not None:
            return _happening(document, sentence, token, trigger, lexicon, registry, context)
    return None


def _trigger(token: Token, sentence: TokenSpan, lexicon: Lexicon) -> Trigger | None:
    before = token.nbor(-1)
    if token.pos_ not in ("NOUN", "PROPN") or before.pos_ not in ("NOUN", "PROPN") or not token.is_alpha:
        return None
    form: str = token.lower_
    is_plural = before.lower_.endswith("s") and not before.lower_.endswith("ss")
    guesses = (form,) if is_plural else (form[:-1], form[:-2]) if form.endswith("s") else ()
    verb = next((guess for guess in guesses if guess in lexicon.verbs), None)
    if verb is None:
        return None
    after = {lemma for each in sentence[token.i - sentence.start + 1 :] for lemma in lemmas_of(each)}
    ahead = {lemma for each in sentence[: token.i - sentence.start] for lemma in lemmas_of(each)}
    for trigger in lexicon.verbs[verb]:
        words = set(trigger.words[2:])
        if trigger.weight < _LEAST_WEIGHT or not words <= after or (words <= LINKS and words):
            continue
        if not trigger.not_object.isdisjoint(after) or not trigger.not_subject.isdisjoint(ahead):
            continue
        if (trigger.object and trigger.object.isdisjoint(after)) or not is_told_in(trigger, after | ahead):
            continue
        return trigger
    return None


def _happening(
    document: Document,
    sentence: TokenSpan,
    token: Token,
    trigger: Trigger,
    lexicon: Lexicon,
    registry: Any,
    context: set[str],
) -> Happening:
    words = trim(sentence)
    found = Found(trigger, token, token, "noun")
    type_ = lexicon.types[trigger.type]
    parties = _parties(document, sentence, token, trigger, lexicon, registry)
    mode = mode_of(type_, found, words, context)
    return Happening(
        event=Event(type_.name, mode, acled_of(type_, mode, found, parties, context), document.span(token)),
        evidence=document.span(words),
        sentence=document.span(sentence),
        participants=parties,
        confidence=round(trigger.weight * _SURENESS, 3),
    )


_BETWEEN = LINKS | {"near", "after", "amid", "during", "before", "since", "around", "outside", "inside", "between"}


def _is_named(token: Token) -> bool:
    """Whether a word can belong to the name of a party; in title case the parser takes "Near" for one."""
    return token.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "DET") and token.lower_ not in _BETWEEN


def _parties(
    document: Document, sentence: TokenSpan, token: Token, trigger: Trigger, lexicon: Lexicon, registry: Any
) -> tuple[Participant, ...]:
    first = token.i
    while first > sentence.start and _is_named(sentence.doc[first - 1]):
        first -= 1
    last = token.i + 1
    while last < sentence.end and _is_named(sentence.doc[last]):
        last += 1
    subject, object_ = sentence.doc[first : token.i], sentence.doc[token.i + 1 : last]
    weapons = lexicon.kinds["weapon"] | lexicon.kinds["violence"] | lexicon.deeds
    while len(subject) > 1 and not weapons.isdisjoint(lemmas_of(subject[-1])):
        subject = subject[:-1]  # "US Missile Strike": the US
    found: list[Participant] = []
    for role, phrase in (("target" if trigger.suffers else "actor", subject), ("target", object_)):
        if len(phrase) and weapons.isdisjoint(lemmas_of(phrase[-1])):
            span = document.span(phrase)
            actor = registry.resolve(span.text) if registry is not None else None
            found.append(Participant("target" if role == "target" else "actor", span, None, actor))
    return tuple(found)
