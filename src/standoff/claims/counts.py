"""Counts that somebody puts beside a toll told before, as claims of their own: "The town hall speaks of forty."."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from standoff.claims.chains import ResolvedAttribution
from standoff.claims.responses import claim_id, denial_evidence
from standoff.records import Claim, Document, Participant, Span, Toll

__all__ = ["counts_beside", "words_of_counts"]


def words_of_counts(resolved: Sequence[ResolvedAttribution], counts: Sequence[Toll]) -> list[Span]:
    """The cues that only give a count, and tell no happening of their own: "the army | admitted | only six"."""
    return [
        found.attribution.cue
        for found in resolved
        if found.attribution.cue is not None and any(found.attribution.covers(count.span) for count in counts)
    ]


def counts_beside(
    document: Document, resolved: Sequence[ResolvedAttribution], claims: Sequence[Claim], counts: Sequence[Toll]
) -> list[Claim]:
    """The happening of the last claim before with a toll of the kind, told with a number of somebody else's."""
    beside: list[Claim] = []
    for count in counts:
        covering = [each for each in resolved if each.attribution.covers(count.span)]
        found = min(covering, key=lambda each: each.extent, default=None)
        told = [
            claim
            for claim in claims
            if claim.evidence[0].end <= count.span.start and any(toll.what == count.what for toll in claim.tolls)
        ]
        if found is None or found.attribution.cue is None or not told:
            continue
        answered = max(told, key=lambda claim: claim.evidence[0].start)
        evidence = denial_evidence(document, found)
        tokens = document.tokens(found.attribution.cue)
        sentence = evidence if tokens is None else document.span(tokens[0].sent)
        event = replace(answered.event, trigger=found.attribution.cue)
        beside += [
            replace(
                answered,
                id=claim_id(document.report.id, evidence, event, chain),
                evidence=(evidence,),
                sentence=sentence,
                attribution=chain,
                event=event,
                participants=tuple(_uncounted(each, answered.tolls) for each in answered.participants),
                polarity="positive",
                certainty="certain",
                tolls=(count,),
                equipment=(),
                responds_to=answered.id,
            )
            for chain in found.alternatives
        ]
    return beside


def _uncounted(participant: Participant, tolls: Sequence[Toll]) -> Participant:
    """Those harmed without the number that another gave: "people" of "12 people"."""
    counted = [toll for toll in tolls if participant.span is not None and toll.span.overlaps(participant.span)]
    name = counted[0].who if counted else participant.name
    return replace(participant, name=name, basis="carried over")
