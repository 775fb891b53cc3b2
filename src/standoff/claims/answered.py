"""Which claim of a report a denial, a doubt or an answer is about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from standoff.claims.chains import Chain
from standoff.claims.references import load_reference_words
from standoff.records import Claim, Document, Source, Span, Stance

__all__ = ["Told", "content_lemmas"]

_CLOSE = (2.5, 1.5, 0.5)
"""What counts for a claim told in the same sentence before, in the sentence before that, and in the one before."""

_DEEDS = frozenset({"AID", "ASSAULT", "COERCE", "OTHER"})
_NOT_DONE = frozenset({"attempted", "planned", "hypothetical"})

_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(slots=True)
class Told:
    """What a report tells, to find there what is answered.

    The weights are those of a conditional logit over the claims that our annotated reports name as answered, rounded:
    how near a claim is, whether it is somebody's rather than the report's own, whether it lays something to the one
    who answers, and the words that it shares with the answer. Where all that says nothing, a deed is answered rather
    than talk of one or a move.
    """

    document: Document
    claims: Sequence[Claim]
    _starts: list[int] = field(init=False, repr=False)
    _lemmas: dict[Span, frozenset[str]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._starts = [self.document.starts[sentence.start] for sentence in self.document.parse.sents]

    def answered_by(self, evidence: Span, chain: Chain, lemmas: frozenset[str], *, least: float = 0.0) -> Claim | None:
        """The claim of somebody else that a denial or an answer is about, ``None`` where none is likely enough. A doubt
        may be about what nobody asserts and somebody denies: "did not comment on the reports"."""
        found = self._likeliest(evidence, chain, lemmas, "asserts", least)
        if found is None and chain and chain[-1].stance == "questions":
            found = self._likeliest(evidence, chain, lemmas, "denies", least)
        return found

    def _likeliest(
        self, evidence: Span, chain: Chain, lemmas: frozenset[str], stance: Stance, least: float
    ) -> Claim | None:
        answerer = chain[-1].source if chain else None
        meant = {lemma for lemma in lemmas - _said() if len(lemma) > 3}
        best: Claim | None = None
        most = least
        for claim in self.claims:
            if claim.stance != stance or claim.evidence[0].overlaps(evidence) or _is_by(answerer, claim):
                continue
            points = self._nearness(claim.evidence[0], evidence)
            points += 1.4 if claim.attribution else 0.0
            points += 0.8 if claim.event.type in _DEEDS else 0.0
            points -= 0.5 if claim.reality in _NOT_DONE else 0.0  # nobody is at fault for it
            points -= 2.5 if claim.polarity == "negative" else 0.0  # it denies something itself
            points += 1.2 * min(3, len(meant & self._lemmas_of(claim.evidence[0])))
            if answerer is not None and _is_laid_to(answerer, claim):
                points += 1.6
            if points > most:  # of equals, the one told first
                best, most = claim, points
        return best

    def _nearness(self, told: Span, evidence: Span) -> float:
        """How well a claim stands to be answered: just before, rather than far off or after."""
        apart = bisect_right(self._starts, evidence.start) - bisect_right(self._starts, told.start)
        if told.end > evidence.start:
            return -3.5
        return (_CLOSE[apart] if apart < len(_CLOSE) else 0.0) - apart / 4

    def _lemmas_of(self, told: Span) -> frozenset[str]:
        if told not in self._lemmas:
            self._lemmas[told] = content_lemmas(self.document, (told,))
        return self._lemmas[told]


def content_lemmas(document: Document, content: Sequence[Span]) -> frozenset[str]:
    """The lemmas of the words that say what a content is about, pronouns among them."""
    found: set[str] = set()
    for piece in content:
        tokens = document.tokens(piece)
        if tokens is not None:
            found.update(t.lemma_.lower() for t in tokens if t.pos_ in ("NOUN", "PROPN", "VERB", "PRON", "ADJ"))
    return frozenset(found)


def _said() -> frozenset[str]:
    """Words that say that something was said, and not what."""
    words = load_reference_words()
    return words.said | words.checked


def _is_by(answerer: Source | None, claim: Claim) -> bool:
    """Whether a claim is the answerer's own."""
    if answerer is None or not claim.attribution:
        return False
    x, y = answerer.name.casefold(), claim.attribution[-1].source.name.casefold()
    return x == y or x in y.split() or y in x.split()


def _is_laid_to(answerer: Source, claim: Claim) -> bool:
    """Whether a claim lays a deed to the answerer, or accuses him."""
    role = "target" if claim.event.type == "ACCUSE" else "actor"
    party = answerer.party
    for participant in claim.participants:
        if participant.role != role:
            continue
        if party and participant.actor and party in (participant.actor.country, participant.actor.id):
            return True
        words = {word.lower() for word in _WORD.findall(participant.span.text)} if participant.span else set()
        if words & {word.lower() for word in _WORD.findall(answerer.name)}:
            return True
    return False
