"""A claim as it is compared: what it says, field by field, placed in the text as it was before the change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from standoff.records import Claim, Span

from .edits import Area

__all__ = ["FIELDS", "Facets", "Party", "Voice", "differing", "facets_of", "paired"]

FIELDS = (
    *("evidence", "type", "mode", "voices", "stances", "polarity", "certainty", "reality"),
    *("actors", "targets", "place", "when", "tolls", "answers"),
)


@dataclass(frozen=True, slots=True, order=True)
class Voice:
    """One step of the chain: where its words stand, what it is, for whom it speaks, and its full name."""

    at: Area
    kind: str
    party: str
    name: str


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """Who takes part: where the words stand (``None``: understood from elsewhere), its id, and its full name."""

    at: Area | None
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Facets:
    """All of a claim that must stay, or change, when its report does."""

    trigger: Area
    evidence: Area
    type: str
    mode: str | None
    voices: tuple[Voice, ...]
    stances: tuple[str, ...]
    polarity: str
    certainty: str
    reality: str
    actors: tuple[Party, ...]
    targets: tuple[Party, ...]
    place: tuple[str, str, Area] | None
    when: tuple[str, str] | None
    tolls: tuple[tuple[str, int | None, int | None, Area], ...]
    answers: Area | None


def facets_of(claims: Sequence[Claim], place_of: Callable[[int, int], Area]) -> list[Facets]:
    """What each claim says; ``place_of`` brings its offsets into the text that is compared in."""

    def at(span: Span) -> Area:
        return place_of(span.start, span.end)

    def parties(claim: Claim, role: str) -> tuple[Party, ...]:
        found = (
            Party(at(each.span) if each.span else None, each.actor.id if each.actor else "", each.name or "")
            for each in claim.participants
            if each.role == role
        )
        return tuple(sorted(found, key=lambda party: (party.at or (-1, -1), party.id)))

    by_id = {claim.id: claim for claim in claims}

    def facets(claim: Claim) -> Facets:
        answered = by_id.get(claim.responds_to or "")
        mention = claim.place.mention if claim.place else None
        sources = [link.source for link in claim.attribution]
        return Facets(
            trigger=at(claim.event.trigger),
            evidence=at(claim.evidence[0]),
            type=claim.event.type,
            mode=claim.event.mode,
            voices=tuple(Voice(at(each.span), each.kind, each.party or "", each.name) for each in sources),
            stances=tuple(link.stance for link in claim.attribution),
            polarity=claim.polarity,
            certainty=claim.certainty,
            reality=claim.reality,
            actors=parties(claim, "actor"),
            targets=parties(claim, "target"),
            place=(mention.gazetteer_id or mention.name, str(mention.precision), at(mention.name_span))
            if mention
            else None,
            when=(claim.when.earliest.isoformat(), claim.when.latest.isoformat()) if claim.when else None,
            tolls=tuple(sorted(((t.what, t.low, t.high, at(t.trigger)) for t in claim.tolls), key=str)),
            answers=at(answered.event.trigger) if answered else None,
        )

    return [facets(claim) for claim in claims]


def differing(expected: Facets, found: Facets) -> list[str]:
    """The fields in which two differ; full names are not compared, for they hold words that were changed."""
    one, other = _unnamed(expected), _unnamed(found)
    return [name for name in FIELDS if getattr(one, name) != getattr(other, name)]


def paired(expected: Sequence[Facets], found: Sequence[Facets]) -> Iterator[tuple[Facets | None, Facets | None]]:
    """Each claim with the one on the same words that differs least from it, and those that are on one side only."""
    likely = sorted(
        (len(differing(one, other)), i, j)
        for i, one in enumerate(expected)
        for j, other in enumerate(found)
        if one.trigger == other.trigger
    )
    left, right = dict(enumerate(expected)), dict(enumerate(found))
    for _, i, j in likely:
        if i in left and j in right:
            yield left.pop(i), right.pop(j)
    for one in left.values():
        yield one, None
    for other in right.values():
        yield None, other


def _unnamed(facets: Facets) -> Facets:
    return replace(
        facets,
        voices=tuple(replace(each, name="") for each in facets.voices),
        actors=tuple(replace(each, name="") for each in facets.actors),
        targets=tuple(replace(each, name="") for each in facets.targets),
    )
