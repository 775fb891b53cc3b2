"""Whether a happening is told as having happened: polarity, certainty and reality, by rules over the parse.

From the telling word the way leads up to the top of its sentence. On each step the words beside a verb or noun are
looked at (negation, auxiliaries, adverbs, a conjunction) and the words above it ("tried to", "a plan for"). The way
ends where something takes the happening as having happened ("said", "condemned", "an end to").
"""

from __future__ import annotations

from standoff.events.modality.above import carried_by, climb, is_taken_on
from standoff.events.modality.denied import is_left_open
from standoff.events.modality.foretold import is_demand, vow_of
from standoff.events.modality.habits import is_generic
from standoff.events.modality.seen import Seen
from standoff.events.modality.supposed import is_hearsay, is_only_supposed
from standoff.events.modality.words import Modality, ModalityWords, load_modality_words
from standoff.events.triggers import Found

__all__ = [
    "Modality",
    "ModalityWords",
    "is_demand",
    "is_hearsay",
    "is_left_open",
    "is_only_supposed",
    "is_taken_on",
    "load_modality_words",
    "modality_of",
    "vow_of",
]

_CLAUSES = frozenset({"verb", "object", "occur", "undergo"})


def modality_of(found: Found, *, is_headline: bool = False) -> Modality:
    """Polarity, certainty and reality of a happening."""
    seen = Seen(load_modality_words())
    if found.form in ("noun", "object", "occur", "undergo"):
        seen.noun(found.word)
    if found.form in ("object", "occur", "undergo"):
        climb(seen, found.word, to=found.head)
        carried_by(seen, found.head)
    if found.form != "noun":
        seen.clause(found.head)
        seen.itself(found)
    climb(seen, found.word if found.form == "noun" else found.head)
    goes_on = not is_headline and found.form in _CLAUSES and is_generic(found, seen.words)
    if found.trigger.role == "harm" and seen.planned and (found.trigger.suffers or found.clause is not None):
        seen.expected_harm(found)
    return seen.result(goes_on)
