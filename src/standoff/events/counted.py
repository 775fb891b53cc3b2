"""Harm that a sentence only counts, with no word for a deed: "our volunteers documented 19 dead by name"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from standoff.events.modality import modality_of
from standoff.events.triggers import Found
from standoff.ontology import VIOLENCE, acled_pair, load_lexicon
from standoff.records import HURT, Document, Event, Happening, Participant, Span, Toll

__all__ = ["with_counted"]

_TOLD = "kill"
"""The word that tells of such harm as those who are counted suffered."""
_PLAIN = "Attack"


def with_counted(document: Document, happenings: Sequence[Happening], tolls: Sequence[Toll]) -> list[Happening]:
    """The happenings with those that are told by a number of dead or wounded alone, in text order.

    Only a sentence that tells of no happening tells of one so; of a headline, a part beside what somebody says.
    """
    told: dict[int, list[Happening]] = {}
    for each in happenings:
        told.setdefault(each.sentence.start, []).append(each)
    counted: dict[Span, list[Toll]] = {}
    for toll in tolls:
        tokens = document.tokens(toll.trigger)
        if tokens is None or toll.what not in HURT or not (toll.low or toll.high) or _is_one_of(tokens[0], toll):
            continue
        sentence = document.span(tokens[0].sent)
        if _is_untold(toll, told.get(sentence.start, ()), document.block(tokens[0]).kind):
            counted.setdefault(sentence, []).append(toll)
    if not counted:
        return list(happenings)
    found = [*happenings, *(_happening(document, sentence, harmed) for sentence, harmed in counted.items())]
    return sorted(found, key=lambda each: (each.sentence.start, each.event.trigger.start))


def _is_untold(toll: Toll, beside: Sequence[Happening], block: str) -> bool:
    """Whether nothing that its sentence tells of can be what did the harm."""
    if block != "headline":
        return not beside
    return not any(each.event.type in VIOLENCE or each.evidence.covers(toll.trigger) for each in beside)


def _is_one_of(word: Token, toll: Toll) -> bool:
    """Whether somebody is only named as one of those told of before: "in the pocket of one of the dead"."""
    before = [token.lower_ for token in word.doc[max(0, word.i - 2) : word.i]]
    return toll.low == toll.high == 1 and before == ["of", "the"]


def _happening(document: Document, sentence: Span, tolls: Sequence[Toll]) -> Happening:
    kill = load_lexicon().verbs[_TOLD][0]
    words = document.tokens(tolls[0].trigger)
    assert words is not None  # tied to a token above
    start = min(min(toll.span.start, toll.trigger.start) for toll in tolls)
    end = max(max(toll.span.end, toll.trigger.end) for toll in tolls)
    modality = modality_of(Found(kill, words.root, words.root, "noun"))
    return Happening(
        event=Event(kill.type, None, acled_pair(_PLAIN), tolls[0].trigger),
        evidence=Span.of(document.report.text, start, end),
        sentence=sentence,
        participants=(Participant("target", tolls[0].span),),
        polarity=modality.polarity,
        certainty=modality.certainty,
        reality=modality.reality,
    )
