"""Who did a deed, weighed: the rules' answer against the phrases and parties that come into question beside it.

What each sign of a candidate weighs stands in ``actors.tsv``; ``training/actors.py`` sets it on annotated reports, as
for those to whom it was done (``claims/targets.py``).
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from functools import cache

from msgspec.structs import replace

from standoff.claims.actor_signs import ActorSigns
from standoff.claims.learnt import read_learnt, rows_of
from standoff.claims.target_signs import Candidate, Nouns
from standoff.claims.targets import Complete, likelihoods_of, parties_of
from standoff.records import Claim, Document, Marks, Participant

__all__ = ["choose_actors", "likeliest_actor", "load_actor_weights"]

INSTEAD = 2.5
"""So many times likelier than whom the rules name another must be."""
AT_ALL = 0.8
"""So many times likelier than that nobody is named, where the rules name nobody: coders who differ are likelier to name
somebody."""
NOBODY = 4.0
"""So many times likelier than whom the rules name it must be that nobody is."""


@cache
def load_actor_weights() -> Mapping[str, float]:
    """What each sign adds to the log-odds, by ``actors.tsv``. Raises ``KnowledgeError`` where that cannot be read."""
    return read_learnt("actors.tsv", rows_of, made_by="actors.py")


def choose_actors(
    document: Document,
    claims: Sequence[Claim],
    nouns: Nouns,
    marks: Marks | None,
    complete: Complete,
    settled: Container[str],
) -> list[Claim]:
    """The claims of a report, in its order, each with those who likeliest did it. Whom the rules and the model
    both name stands; ``settled`` and reading without the model are as for ``choose_targets``."""
    if marks is None:
        return list(claims)
    weights, signs = load_actor_weights(), ActorSigns(document, claims, nouns, marks, complete)
    found = []
    for at, claim in enumerate(claims):
        is_open = claim.id not in settled and not signs.are_agreed(at, "actor") and not _is_unsaid_talk(claim)
        candidates = signs.of(at) if is_open else []
        chosen = likeliest_actor(candidates, likelihoods_of(candidates, weights)) if candidates else None
        if chosen is not None:
            claim = _with_actors(claim, parties_of(document, claim, chosen, complete, "actor"))
        found.append(claim)
    return found


def _is_unsaid_talk(claim: Claim) -> bool:
    """Whether nobody is said to have spoken to somebody, who need not be who acts near by: "the command had been
    notified"."""
    return claim.event.type == "CONSULT" and all(each.role != "actor" for each in claim.participants)


def likeliest_actor(candidates: Sequence[Candidate], likely: Sequence[float]) -> Candidate | None:
    """The candidate that is so much likelier than the rules' answer that it stands in its place, the last being that
    nobody is named; ``None`` where theirs stands."""
    *others, nobody = zip(likely, candidates, strict=True)
    rules = sum(value for value, each in others if each.is_of_rules)
    value, best = max(
        (pair for pair in others if not pair[1].is_of_rules), key=lambda pair: pair[0], default=(0.0, nobody[1])
    )
    if nobody[1].is_of_rules:
        return best if value > AT_ALL * nobody[0] else None
    if value > INSTEAD * rules and 2 * value > nobody[0]:
        return best
    return nobody[1] if nobody[0] > max(value, NOBODY * rules) else None


def _with_actors(claim: Claim, actors: Sequence[Participant]) -> Claim:
    others = (each for each in claim.participants if each.role != "actor")
    return replace(claim, participants=(*actors, *others))
