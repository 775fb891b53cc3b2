"""The attribution chain of a happening: from whoever the publisher heard it from to the claimant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from msgspec.structs import replace

from standoff.claims.references import is_first_person, load_reference_words
from standoff.claims.sources import Registry, SourceResolver, is_own_of_speaker
from standoff.records import Attribution, Document, Happening, Link, Source, Span

__all__ = [
    "Chain",
    "ResolvedAttribution",
    "chains_of",
    "denies_cause",
    "is_publisher",
    "resolve_attributions",
    "without_grounds",
    "without_we",
]

Chain = tuple[Link, ...]

_AT_ONCE = 8
"""Who claims, or the word for it, within so many characters of a content's beginning opens it: "the claims"."""
_PARTS = frozenset(";:")
_TAIL = 40
"""So many characters at most say where and when somebody speaks who ends a sentence."""
_OPENING = 60
"""Within so many characters before whoever it is laid to an aside opens; of a long speech no more is looked at."""
_OPENS_ASIDE = re.compile(r",\s(?:[a-z]+ )?(?:which|whom|whose|who|what),?\s+(?:the |an? )?\Z", re.IGNORECASE)


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
    passed: dict[str, Chain] = {}
    publisher = (document.report.publisher or "").casefold()
    for attribution in sorted(attributions, key=_position):
        links = [Link(resolver.identify(link.source), link.cue, link.stance) for link in attribution.via]
        via = tuple(link for link in links if link.source.name.casefold() not in publisher)
        sources = resolver.resolve(attribution)
        heard = [resolver.heard_from(attribution.source, source) for source in sources if attribution.source]
        via = via or next((passed[name] for name in heard if name in passed), ())
        passed |= {source.name: via for source in sources}
        alternatives = tuple((*via, Link(source, attribution.cue, attribution.stance)) for source in sources)
        resolved.append(ResolvedAttribution(attribution, alternatives or (via,)))
    return resolved


def chains_of(happening: Happening, resolved: Sequence[ResolvedAttribution], publisher: str) -> list[Chain]:
    """Every chain through which a happening reaches the reader; one empty chain for the publisher's own voice.

    ``publisher`` is its name in small letters without an article.
    """
    covering = [found for found in resolved if found.attribution.is_report and _holds(found.attribution, happening)]
    covering = sorted(
        covering, key=lambda found: (_depth(found, covering), -found.extent, _position(found.attribution))
    )
    is_named = any(found.attribution.source is not None for found in covering)
    layers = [found for found in covering if found.attribution.source is not None or not is_named]
    chains = [
        tuple(link for layer in chain for link in layer)
        for told in _told_apart(layers, happening.event.trigger)
        for chain in product(*(found.alternatives for found in told))
    ]
    doubt = next((f.attribution for f in covering if f.attribution.source is None and _is_doubt(f)), None)
    if is_named and doubt is not None:  # "there was no evidence of a raid, the mayor said"
        chains = [(*chain[:-1], replace(chain[-1], stance=doubt.stance)) for chain in chains]
    return [without_grounds(_without_echoes(_without_publisher(without_we(chain), publisher))) for chain in chains]


def without_we(chain: Chain) -> Chain:
    """The chain without "we" and "I", by which a speaker goes inside its own words: what they doubt, it doubts."""
    told: list[Link] = []
    for link in chain:
        owner, _, rest = link.source.name.partition(" ")
        if told and rest and is_own_of_speaker(owner):  # ""| My sister | told me that they fired," a nun said"
            told.append(replace(link, source=replace(link.source, name=f"{told[-1].source.name}'s {rest}")))
        elif told and is_first_person(link.source.span.text):
            told[-1] = told[-1] if link.stance == "asserts" else replace(told[-1], stance=link.stance)
        else:
            told.append(link)
    return tuple(told)


def _without_publisher(chain: Chain, publisher: str) -> Chain:
    """The chain without the publisher naming itself ("the Network said" in the Network's own release), unless it
    doubts."""
    return tuple(link for link in chain if link.stance != "asserts" or not is_publisher(link.source, publisher))


def is_publisher(source: Source, publisher: str) -> bool:
    """Whether a source is the publisher, by its name in small letters: the whole of it, a word of it, its initials."""
    name, words = source.name.casefold(), publisher.split()
    is_short = source.name.istitle() and " " not in name and name in words
    is_initials = len(words) > 1 and source.name.isupper() and name == "".join(word[0] for word in words)
    is_whole = bool(publisher) and name.replace(" ", "") == "".join(words)  # "BasNews" for "BAS News"
    return source.kind == "publisher" or is_whole or is_short or is_initials or _is_this_paper(source)


def _is_this_paper(source: Source) -> bool:
    """Whether a paper or a station speaks of itself: "as | this newspaper | reported at the time"."""
    name = source.name.casefold().removeprefix("this ")
    is_this = source.span is not None and source.span.text.casefold() == f"this {name}"
    return is_this and name.split()[-1] in load_reference_words().papers


def _is_doubt(found: ResolvedAttribution) -> bool:
    return found.attribution.stance != "asserts"


def _told_apart(layers: Sequence[ResolvedAttribution], trigger: Span) -> list[list[ResolvedAttribution]]:
    """The layers of a chain; those of a denial apart from those of the claim that it names: "she rejected claims by
    officials that rebels fired" tells what she denies and, beside it, what officials assert. What an aside lays to
    another ("confirmed the raid, which the army says it foresaw") is that one's alone."""
    for at, (outer, inner) in enumerate(pairwise(layers), 1):
        if outer.attribution.stance == "denies" and _is_named(outer.attribution, inner.attribution):
            return [list(layers[:at]), *_told_apart(layers[at:], trigger)]
        if (aside := _aside(outer.attribution, inner.attribution)) is not None:
            rest = _told_apart(layers[at:], trigger)
            return rest if aside <= trigger.start else [list(layers[:at]), *rest]
    return [list(layers)]


def _aside(attribution: Attribution, other: Attribution) -> int | None:
    """Where a relative clause within what somebody says lays it to somebody else: "the raid, which | police blame"."""
    if other.cue is None or other.source is None:
        return None
    start = min(other.cue.start, other.source.span.start)
    for piece in attribution.content:
        if piece.start < start < piece.end and _opens_aside(piece, start):
            return start
    return None


def _opens_aside(piece: Span, start: int) -> bool:
    before = piece.text[max(0, start - piece.start - _OPENING) : start - piece.start]
    return _OPENS_ASIDE.search(before) is not None


def _is_named(denial: Attribution, claim: Attribution) -> bool:
    """Whether a denial names whose claim it denies: where its content begins, or between it and the denying ("denied
    | claims by fishermen | that a boat rammed them")."""
    if claim.cue is None:
        return False
    start = min(each.start for each in (claim.cue, claim.source and claim.source.span) if each)
    if any(0 <= start - piece.start < _AT_ONCE for piece in denial.content):
        return True
    is_between = denial.cue is not None and denial.cue.end <= start < min(piece.start for piece in denial.content)
    return is_between and _is_of_noun(claim.cue)


def _is_of_noun(cue: Span) -> bool:
    """Whether a cue is a noun for something said: "claims by", "reports"."""
    said = load_reference_words().said
    return any(word.removesuffix("s") in said for word in cue.text.lower().split())


def _depth(found: ResolvedAttribution, covering: Sequence[ResolvedAttribution]) -> int:
    """How many of the others quote this one: their content holds its cue ("X said ..., according to Y"), or they stand
    between its cue and what is said ("X denied, | Y said |, that ...")."""
    this = found.attribution
    if this.cue is None:
        return 0
    return sum(_quotes(other.attribution, this) for other in covering if other is not found)


def _quotes(outer: Attribution, inner: Attribution) -> bool:
    """Whether somebody quotes another. Of two of whom each seems to ("X said that two died, Y reported") it is the one
    who stands last."""
    if inner.cue is None or _parts(inner, outer) or _ends(inner, outer):
        return False
    return _parts(outer, inner) or _ends(outer, inner) or outer.covers(inner.cue)


def _ends(last: Attribution, first: Attribution) -> bool:
    """Whether somebody stands at the end of what another is taken to say, behind all that he says himself; what a
    semicolon or a colon parts, the other does not say."""
    is_told = first.stance == last.stance == "asserts" and last.cue is not None and first.cue is not None
    if not is_told or last.cue is None or first.cue is None or first.cue.start > last.cue.start:
        return False
    holding = (piece for piece in first.content if piece.covers(last.cue) and piece.end - last.cue.end <= _TAIL)
    is_behind = all(piece.end <= last.cue.start for piece in last.content)
    return is_behind and any(_PARTS.isdisjoint(piece.text) for piece in holding)


def _parts(attribution: Attribution, other: Attribution) -> bool:
    """Whether an attribution is set between the cue of somebody else's and its content; "claims by Y" is part of that,
    and so is whoever speaks in what is named first: "in a statement, the union said"."""
    if attribution.cue is None or attribution.source is None or other.cue is None or _is_of_noun(attribution.cue):
        return False
    if other.source is None or other.source.span.overlaps(attribution.source.span):
        return False
    start = min(attribution.cue.start, attribution.source.span.start)
    end = max(attribution.cue.end, attribution.source.span.end)
    first = min(other.content, key=lambda piece: piece.start)
    is_before = end <= first.start or (start == first.start and _closes_aside(first, end))
    return other.cue.end <= start and is_before


def _closes_aside(piece: Span, end: int) -> bool:
    """Whether a comma closes who speaks where a content begins: "told the court, | she says|,| that he was shot"."""
    return piece.text[end - piece.start :].startswith(",")


def _holds(attribution: Attribution, happening: Happening) -> bool:
    trigger = happening.event.trigger
    if not attribution.covers(trigger) and not denies_cause(attribution, happening):  # first: it settles most of them
        return False
    if attribution.source is not None and attribution.source.span.covers(trigger):
        return False
    return attribution.cue is None or not attribution.cue.overlaps(trigger)


def denies_cause(attribution: Attribution, happening: Happening) -> bool:
    """Whether somebody denies the deed whose harm a clause behind it tells, where both are told as one and it is laid
    to him: "the front denied any role in | the raid, which killed nine |"."""
    if attribution.stance != "denies" or attribution.source is None:
        return False
    start, source = happening.evidence.start, attribution.source.span
    doers = (each.span for each in happening.participants if each.role == "actor" and each.span is not None)
    return any(piece.start <= start < piece.end for piece in attribution.content) and any(map(source.overlaps, doers))


def _without_echoes(chain: Chain) -> Chain:
    """A source that speaks inside its own words ("X said ..., he added"), or whose words others pass on and it is said
    once more that they are its ("X, quoted by Y, said"), stands once: where it is nearest to what is said."""
    names = [link.source.name.casefold() for link in chain]
    return tuple(link for at, link in enumerate(chain) if names[at] not in names[at + 1 :])


def without_grounds(chain: Chain) -> Chain:
    """What somebody goes by ("according to preliminary data, the governor said") vouches for nothing by itself."""
    return tuple(link for at, link in enumerate(chain) if not at or _is_quoted(link) or not _is_ground(link.source))


def _is_quoted(link: Link) -> bool:
    """Whether somebody is said to have spoken: "quoting | police intelligence |"."""
    return link.cue is not None and link.cue.text.casefold().startswith("quot")


def _is_ground(source: Source) -> bool:
    words = source.name.casefold().split()
    end = next((at for at, word in enumerate(words) if at and word in load_reference_words().links), len(words))
    return source.party is None and words[end - 1] in load_reference_words().grounds


def _position(attribution: Attribution) -> tuple[int, int]:
    first = attribution.source.span if attribution.source else attribution.cue or attribution.content[0]
    return first.start, -first.end
