"""Participants made complete: pronouns taken up, "we" read as whoever is quoted, forces of the story's state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from standoff.claims.chains import Chain
from standoff.claims.references import antecedent, load_reference_words
from standoff.claims.sources import Registry, name_of
from standoff.languages.phrases import name_phrase
from standoff.records import Actor, Document, Participant, PlaceMention

__all__ = ["complete_participants", "story_country"]


def story_country(places: Sequence[PlaceMention]) -> str | None:
    """The country that most mentions of a report lie in, ISO 3166-1 alpha-3; ``None`` without a clear one."""
    counts = Counter(place.country for place in places if place.country)
    if not counts:
        return None
    (first, most), *rest = counts.most_common(2)
    return first if not rest or most > rest[0][1] else None


def complete_participants(
    document: Document,
    participants: Sequence[Participant],
    chain: Chain,
    registry: Registry,
    country: str | None,
) -> tuple[Participant, ...]:
    """The participants with names for referring words and registry actors where these are known."""
    return tuple(_complete(document, each, chain, registry, country) for each in participants)


def _complete(
    document: Document, participant: Participant, chain: Chain, registry: Registry, country: str | None
) -> Participant:
    if participant.span is None:
        return participant
    tokens = document.tokens(participant.span)
    name = participant.name
    if tokens is not None and tokens.root.pos_ == "PRON":
        kind = load_reference_words().pronouns.get(tokens.root.lower_)
        if kind == "speaker":
            name = chain[-1].source.name if chain else None
        elif kind is not None:
            head = antecedent(tokens.root)
            name = name_of(document.span(name_phrase(head))) if head is not None else None
        return replace(participant, name=name, actor=_resolve(registry, name, country))
    actor = participant.actor
    if actor is None or actor.country is None:
        actor = _resolve(registry, participant.span.text, country) or actor
    return replace(participant, actor=actor)


def _resolve(registry: Registry, name: str | None, country: str | None) -> Actor | None:
    return registry.resolve(name, country=country) if name else None
