"""The attribution chain of a happening: from whoever the publisher heard it from to the claimant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from standoff.claims.sources import Registry, SourceResolver
from standoff.records import Attribution, Document, Happening, Link

__all__ = ["Chain", "ResolvedAttribution", "chains_of", "resolve_attributions"]

Chain = tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ResolvedAttribution:
    """An attribution and the links that it adds to a chain: one alternative for each of several joint sources."""

    attribution: Attribution
    alternatives: tuple[Chain, ...]

    @property
    def extent(self) -> int:
        """How much text the content takes, in characters; an outer attribution has the greater extent."""
        return sum(piece.end - piece.start for piece in self.attribution.content)


def resolve_attributions(
    document: Document, attributions: Sequence[Attribution], registry: Registry
) -> list[ResolvedAttribution]:
    """The attributions in text order, each with its sources resolved."""
    resolver = SourceResolver(document, registry)
    resolved = []
    for attribution in sorted(attributions, key=_position):
        via = tuple(Link(resolver.identify(link.source), link.cue, link.stance) for link in attribution.via)
        sources = resolver.resolve(attribution)
        alternatives = tuple((*via, Link(source, attribution.cue, attribution.stance)) for source in sources)
        resolved.append(ResolvedAttribution(attribution, alternatives or (via,)))
    return resolved


def chains_of(happening: Happening, resolved: Sequence[ResolvedAttribution]) -> list[Chain]:
    """Every chain through which a happening reaches the reader; one empty chain for the publisher's own voice."""
    covering = [found for found in resolved if found.attribution.is_report and _holds(found.attribution, happening)]
    covering.sort(key=lambda found: (_depth(found, covering), -found.extent, _position(found.attribution)))
    is_named = any(found.attribution.source is not None for found in covering)
    layers = [found.alternatives for found in covering if found.attribution.source is not None or not is_named]
    return [_without_echoes(tuple(link for layer in chain for link in layer)) for chain in product(*layers)]


def _depth(found: ResolvedAttribution, covering: Sequence[ResolvedAttribution]) -> int:
    """How many of the others quote this one: their content holds its cue ("X said ..., according to Y")."""
    cue = found.attribution.cue
    return 0 if cue is None else sum(other is not found and other.attribution.covers(cue) for other in covering)


def _holds(attribution: Attribution, happening: Happening) -> bool:
    trigger = happening.event.trigger
    if attribution.source is not None and attribution.source.span.covers(trigger):
        return False
    if attribution.cue is not None and attribution.cue.overlaps(trigger):
        return False
    return attribution.covers(trigger)


def _without_echoes(chain: Chain) -> Chain:
    """A source that speaks inside its own words ("X said ..., he added") stands once."""
    kept: list[Link] = []
    for link in chain:
        if kept and kept[-1].source.name.casefold() == link.source.name.casefold():
            kept[-1] = link
        else:
            kept.append(link)
    return tuple(kept)


def _position(attribution: Attribution) -> tuple[int, int]:
    first = attribution.source.span if attribution.source else attribution.cue or attribution.content[0]
    return first.start, -first.end
