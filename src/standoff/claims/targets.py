"""To whom a deed was done, weighed: the rules' answer against the other phrases that come into question.

What each sign of a candidate weighs stands in ``targets.tsv``; ``training/targets.py`` sets it on annotated reports, by
a softmax over a claim's candidates. The rules are overruled where another candidate is much likelier than theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from functools import cache
from itertools import repeat
from math import exp

from msgspec.structs import replace
from spacy.tokens import Token

from standoff.claims.learnt import read_learnt, rows_of
from standoff.claims.target_signs import Candidate, Nouns, Signs
from standoff.languages.phrases import is_nominal, name_phrase
from standoff.records import Claim, Document, Marks, Participant, Role

__all__ = ["choose_targets", "likelihoods_of", "load_target_weights", "overruling", "parties_of"]

LIKELIER = 2.0
"""So many times likelier than the rules' answer another must be."""
DIRECTLY = 4.0
"""So many times, where theirs is the very object of the verb."""
BY_RULES = 1.5
"""So many times more, where the model has not read."""
NOBODY = 0.6
"""So much the likelihood counts that nobody is named: coders who differ are likelier to name somebody."""

_NOUGHTS = repeat(0.0)

Complete = Callable[[Claim, tuple[Participant, ...]], tuple[Participant, ...]]
"""The parties of a claim with names for referring words and registry actors."""


@cache
def load_target_weights() -> Mapping[str, float]:
    """What each sign adds to the log-odds, by ``targets.tsv``. Raises ``KnowledgeError`` where that cannot be read."""
    return read_learnt("targets.tsv", rows_of, made_by="targets.py")


def choose_targets(
    document: Document,
    claims: Sequence[Claim],
    nouns: Nouns,
    marks: Marks | None,
    complete: Complete,
    settled: Container[str],
) -> list[Claim]:
    """The claims of a report, in its order, each with those to whom its deed was likeliest done. ``settled`` are the
    ids of those that tell it otherwise than by their words: a number of those whom another claim counts.

    Without the model a small change of a report may not change who is named: then only those whom the telling word
    itself governs are weighed, more must speak against the rules, and of who retreats they stand.
    """
    weights, signs = load_target_weights(), Signs(document, claims, nouns, marks)
    is_read = marks is not None
    found = []
    for at, claim in enumerate(claims):
        is_weighed = is_read or claim.event.type != "RETREAT"
        if is_weighed and claim.id not in settled:
            claim = _chosen(document, claim, signs.of(at, told_before=False), weights, complete, is_read=is_read)
        found.append(claim)
    return found


def likelihoods_of(candidates: Sequence[Candidate], weights: Mapping[str, float]) -> list[float]:
    """How likely each candidate is the one, by its signs; they sum to one."""
    points = [sum(map(weights.get, each.signs, _NOUGHTS), 0.0) for each in candidates]
    most = max(points, default=0.0)
    raised = [exp(each - most) for each in points]
    total = sum(raised)
    return [each / total for each in raised]


def overruling(candidates: Sequence[Candidate], likely: Sequence[float], *, margin: float = 1.0) -> Candidate | None:
    """The phrase of the claim's own sentence that is so much likelier than the rules' answer that it stands in its
    place. Whom the rules name is not taken away for nobody, nor for those of another sentence."""
    weighed = [*likely[:-1], likely[-1] * NOBODY]
    pairs = list(zip(weighed, candidates, strict=True))
    rules = sum(value for value, each in pairs if each.is_of_rules)
    value, best = max(
        (pair for pair in pairs if pair[1].is_of_rules or pair[1].head is not None), key=lambda pair: pair[0]
    )
    least = DIRECTLY if any(each.is_direct for each in candidates) else LIKELIER
    return None if best.is_of_rules or value < margin * least * rules else best


def _chosen(
    document: Document,
    claim: Claim,
    candidates: Sequence[Candidate],
    weights: Mapping[str, float],
    complete: Complete,
    *,
    is_read: bool,
) -> Claim:
    trigger = document.tokens(claim.event.trigger)
    if not is_read and trigger is not None:
        candidates = [
            each for each in candidates if each.is_of_rules or each.head is None or trigger.root.is_ancestor(each.head)
        ]
    if all(each.is_of_rules or each.head is None for each in candidates):
        return claim
    best = overruling(candidates, likelihoods_of(candidates, weights), margin=1.0 if is_read else BY_RULES)
    if best is None or _is_said_of(document, best.head, claim.participants):
        return claim
    others = tuple(each for each in claim.participants if each.role != "target")
    return replace(claim, participants=(*others, *parties_of(document, claim, best, complete)))


def _is_said_of(document: Document, head: Token | None, parties: Sequence[Participant]) -> bool:
    """Whether a phrase only says who those are whom the rules name: "called General Rao, | the chairman | of ..."."""
    if head is None or head.dep_ != "appos":
        return False
    named = document.span(head.doc[head.head.i : head.head.i + 1])
    return any(each.role == "target" and each.span is not None and each.span.overlaps(named) for each in parties)


def parties_of(
    document: Document, claim: Claim, chosen: Candidate, complete: Complete, role: Role = "target"
) -> tuple[Participant, ...]:
    """A candidate as participants: those whom the rules name, a phrase with those that an "and" joins to it, or those
    of another claim."""
    if chosen.parties and chosen.is_of_rules:
        return chosen.parties
    if chosen.head is None:
        return tuple(replace(each, role=role, basis="carried over") for each in chosen.parties)
    head = _end_of_name(chosen.head)
    joined = [each for each in head.conjuncts if each.i > head.i and is_nominal(each)]
    spans = [document.span(name_phrase(each)) for each in (head, *joined)]
    others = [each.span for each in claim.participants if each.role not in (role, "other") and each.span is not None]
    own = [span for span in spans if not any(span.overlaps(other) for other in others)]
    return complete(claim, tuple(Participant(role, span) for span in own or spans[:1]))


def _end_of_name(head: Token) -> Token:
    """The last word of a name that stands before a noun, by its first: "| Shining | Path grenades"."""
    whole: Token = head.head
    is_within = head.dep_ == whole.dep_ == "compound" and head.pos_ == whole.pos_ == "PROPN"
    return whole if is_within and whole.i == head.i + 1 else head
