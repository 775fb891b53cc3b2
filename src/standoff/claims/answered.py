"""Which claim of a report a denial, a doubt or an answer is about."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from standoff.claims.chains import Chain
from standoff.claims.references import load_reference_words
from standoff.ontology import FORCE
from standoff.records import NOT_DONE, Block, Claim, Document, Source, Span, Stance

__all__ = ["Told", "content_lemmas", "is_of_own_side"]

_CLOSE = (1.4, 0.6)
"""What counts for a claim told in the same sentence before, and in the sentence before that."""
_IN_PARAGRAPH = 2.6
"""What counts for a claim told in the same paragraph: who answers stands beside what he answers."""
_AFTERWARDS = -3.6
_PER_SENTENCE = 0.08

_REACH = 32
"""What is told so many sentences before or after an answer, and further off, is not what it answers: a report may be a
book. So far back nearness outweighs all that can speak for a claim."""

_FAR = 24
"""No farther back than so many sentences a count is set against another, or a deed is said not to have been."""

_OF_OWN_SIDE, _OF_ANOTHER = 3.0, 4.4
"""How well what is told must fit whoever says that his own side did no such thing, and a third who says so."""

_SAME_MODE, _SAME_WORD, _OTHER_DEED, _OTHER_TARGET, _ELSEWHERE = 1.1, 1.5, -1.7, -1.2, -0.8
"""What counts where an answer tells the same in words of its own, or another thing."""

_ANSWERED = FORCE | {"ACCUSE", "AID", "OTHER"}

_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(slots=True)
class Told:
    """What a report tells, to find there what is answered.

    The weights are those of a conditional logit over the claims that our annotated reports name as answered, rounded:
    how near a claim is and whether in the same paragraph, whether it is somebody's rather than the report's own,
    whether it lays something to the one who answers, whether it is of the same kind of deed as the answer tells, and
    whether a word of its is of the same stem as one of the answer's ("denied the abandonment of the post"). A headline
    is answered where nothing else is. Before they are weighed, the answer's own words leave out what they do not point
    to: "the Russian account", "these figures".
    """

    document: Document
    claims: Sequence[Claim]
    _starts: list[int] = field(init=False, repr=False)
    _lemmas: dict[Span, frozenset[str]] = field(init=False, repr=False, default_factory=dict)
    _stems: dict[Span, frozenset[str]] = field(init=False, repr=False, default_factory=dict)
    _in_order: list[Claim] = field(init=False, repr=False)
    _told_at: list[int] = field(init=False, repr=False)
    _put_forward: dict[Span, list[Claim]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._starts = [self.document.starts[sentence.start] for sentence in self.document.parse.sents]
        self._in_order = sorted(self.claims, key=lambda claim: claim.evidence[0].start)
        self._told_at = [claim.evidence[0].start for claim in self._in_order]
        for claim in self._in_order:
            if claim.stance == "asserts" and claim.attribution:
                self._put_forward.setdefault(claim.event.trigger, []).append(claim)

    def counted_otherwise(self, count: Claim) -> list[Claim]:
        """What was told before of other numbers of people harmed alike: "the morgue put the dead at 40" answers who
        spoke of ten."""
        kinds, own = {toll.what for toll in count.tolls}, _numbers_of(count)
        told = [
            each
            for each in self._told_before(count)
            if kinds & {toll.what for toll in each.tolls} and _numbers_of(each) != own
        ]
        return [each for each in told if each.scene == count.scene] or told

    def contradicted_by(self, negated: Claim, lemmas: frozenset[str]) -> Claim | None:
        """What somebody else told that a claim says was not so: "no such ambush had taken place". Who speaks of his own
        side answers more readily than a third; that nobody was hurt answers only who told of somebody hurt."""
        is_harm = self._tells_only_of_harm(negated)
        told = [
            each
            for each in self._told_before(negated)
            if each.attribution
            and each.polarity == "positive"
            and not each.evidence[0].overlaps(negated.evidence[0])
            and (each.tolls or not is_harm)
            and not self._is_headline(each.evidence[0])  # it only sums up
        ]
        least = _OF_OWN_SIDE if is_of_own_side(negated) else _OF_ANOTHER
        return self.answered_by(negated.evidence[0], negated.attribution, lemmas, own=negated, least=least, among=told)

    def taken_up_by(self, claim: Claim) -> Claim | None:
        """The deed told last that a claim takes up by a noun alone: "claimed responsibility for | the attack |"."""
        deeds = [
            each
            for each in self._told_before(claim)
            if each.event.type == claim.event.type and each.stance == "asserts" and each.polarity == "positive"
        ]
        last = self._last_told(deeds, claim.evidence[0])
        return self.answered_by(claim.evidence[0], claim.attribution, frozenset(), own=claim, among=last)

    def _tells_only_of_harm(self, claim: Claim) -> bool:
        trigger = self.document.tokens(claim.event.trigger)
        is_done = any(each.role == "actor" for each in claim.participants)
        harms = load_reference_words().harms
        return not is_done and trigger is not None and any(token.lemma_.lower() in harms for token in trigger)

    def _told_before(self, claim: Claim) -> list[Claim]:
        """What was told before a claim in its own sentence and not too far before that, in text order."""
        start = claim.evidence[0].start
        first = max(bisect_right(self._starts, start) - 1 - _FAR, 0)
        since = self._starts[first] if self._starts else 0
        told = self._told_at
        return self._in_order[bisect_left(told, since) : bisect_left(told, start)]

    def _told_around(self, evidence: Span) -> list[Claim]:
        """What is told in so many sentences before and after some words as an answer may reach, in text order."""
        sentence = bisect_right(self._starts, evidence.start) - 1
        since = self._starts[max(sentence - _REACH, 0)] if self._starts else 0
        after = sentence + _REACH + 1
        told = self._told_at
        end = bisect_left(told, self._starts[after]) if after < len(self._starts) else len(told)
        return self._in_order[bisect_left(told, since) : end]

    def named_by(self, denial: Claim) -> Claim | None:
        """The claim that a denial names whole: "rejected | rebel claims that it had fired |"."""
        own = denial.attribution[-1].source.name if denial.attribution else None
        told = self._put_forward.get(denial.event.trigger, ())
        return next((claim for claim in told if claim.attribution[-1].source.name != own), None)

    def answered_by(
        self,
        evidence: Span,
        chain: Chain,
        lemmas: frozenset[str],
        *,
        own: Claim | None = None,
        least: float = 0.0,
        among: Sequence[Claim] | None = None,
    ) -> Claim | None:
        """The claim of somebody else that a denial or an answer is about, ``None`` where none is likely enough. A doubt
        may be about what nobody asserts and somebody denies: "did not comment on the reports". ``own`` is what the
        answer itself tells, where it does not only point; ``among`` are those it can be about, where not all can."""
        if among is not None:
            return self._likeliest(evidence, chain, lemmas, "asserts", least, own, among)
        found = self._likeliest(evidence, chain, lemmas, "asserts", least, own)
        if found is None and chain and chain[-1].stance == "questions":
            found = self._likeliest(evidence, chain, lemmas, "denies", least, own)
        return found

    def _pointing_of(self, evidence: Span, chain: Chain) -> Callable[[Claim], bool] | None:
        """Whether a claim is one that the words of an answer point to, ``None`` where they tell none apart: by whose it
        is ("the Russian account"), by where it stands (", | which | the army denies"), or as a count ("these figures").
        """
        told = self.document.tokens(evidence)
        cue = self.document.tokens(chain[-1].cue) if chain and chain[-1].cue is not None else None
        if told is None:
            return None
        if (remark := _remark(told, cue)) is not None:
            start, end = self.document.starts[told[0].sent.start], self.document.starts[remark.i]
            return lambda claim: start <= claim.event.trigger.start < end
        answerer = chain[-1].source.span if chain else None
        for noun in told:
            if (cue is not None and cue.start <= noun.i < cue.end) or noun.lemma_.lower() not in _said():
                continue
            holders = [
                stem for stem in _stems_of_holders(noun) if answerer is None or stem not in answerer.text.lower()
            ]
            if holders:
                return lambda claim: any(f" {stem}" in _claimant_of(claim) for stem in holders)
            if noun.lemma_.lower() in load_reference_words().counts:
                return lambda claim: bool(claim.tolls)
        return None

    def _likeliest(
        self,
        evidence: Span,
        chain: Chain,
        lemmas: frozenset[str],
        stance: Stance,
        least: float,
        own: Claim | None,
        among: Sequence[Claim] | None = None,
    ) -> Claim | None:
        answerer = chain[-1].source if chain else None
        meant = _stems(lemma for lemma in lemmas - _said() if len(lemma) > 3)
        best: Claim | None = None
        most = least
        is_meant = self._pointing_of(evidence, chain) if among is None else None
        told = self._told_around(evidence) if among is None else among
        open_to = [claim for claim in told if claim.stance == stance and not _is_by(answerer, claim)]
        pointed_to = [claim for claim in open_to if is_meant(claim)] if is_meant is not None else []
        if pointed_to:
            open_to, most = pointed_to, float("-inf")
        else:
            open_to = [claim for claim in open_to if not claim.evidence[0].overlaps(evidence)]
            if among is None and self._is_just_this(evidence, chain) and (last := self._last_told(open_to, evidence)):
                open_to, most = last, float("-inf")
        for claim in open_to:
            points = self._nearness(claim.evidence[0], evidence)
            points += 1.4 if claim.attribution else 0.0
            points += 0.4 if claim.event.type in _ANSWERED else 0.0
            if own is not None:
                points += _alike(own, claim) - (1.5 if _is_of_his_side(answerer, claim) else 0.0)
            points -= 0.8 if claim.reality in NOT_DONE and not pointed_to else 0.0  # nobody is at fault for it
            points -= 1.8 if claim.polarity == "negative" else 0.0  # it denies something itself
            points -= 1.5 if self._is_owned(claim) else 0.0
            points -= 1.0 if _only_says(claim) else 0.0
            points -= 1.8 if self._is_headline(claim.evidence[0]) else 0.0
            points += 1.7 if not meant.isdisjoint(self._stems_of(claim.evidence[0])) else 0.0
            if answerer is not None and _is_laid_to(answerer, claim):
                points += 0.7
            if points > most:  # of equals, the one told first
                best, most = claim, points
        return best

    def _is_just_this(self, evidence: Span, chain: Chain) -> bool:
        """Whether an answer takes up by a pronoun what was just said: "denied | that |", "called | this | a lie"."""
        told, cue = self.document.tokens(evidence), chain[-1].cue if chain else None
        verb = self.document.tokens(cue) if cue is not None else None
        if told is None or verb is None:
            return False
        if told[0].lower_ in _POINTING and told[0].dep_ == "nsubjpass":
            return True
        after = [token for token in told if token.i >= verb.end]
        if not after or after[0].lower_ not in _POINTING or any(token.pos_ in ("VERB", "AUX") for token in after):
            return False
        return len(after) == 1 or after[1].pos_ not in ("NOUN", "PROPN", "NUM")

    def _last_told(self, open_to: Sequence[Claim], evidence: Span) -> list[Claim]:
        """Of some claims those told in the last sentence before an answer that tells any, or in its own before it."""
        before = [claim for claim in open_to if claim.evidence[0].end <= evidence.start]
        last = max((claim.sentence.start for claim in before), default=None)
        return [claim for claim in before if claim.sentence.start == last]

    def _is_owned(self, claim: Claim) -> bool:
        """Whether somebody owns to what a claim tells."""
        cue = claim.attribution[-1].cue if claim.attribution else None
        return cue is not None and not self._lemmas_of(cue).isdisjoint(load_reference_words().owning)

    def _nearness(self, told: Span, evidence: Span) -> float:
        """How well a claim stands to be answered: just before, rather than far off or after."""
        paragraph = self._paragraph(evidence)
        beside = _IN_PARAGRAPH if self._paragraph(told) == paragraph else 0.0
        if told.end > evidence.start:  # what a headline says is denied is told below it
            return beside + (0.0 if self._is_headline(evidence) else _AFTERWARDS)
        apart = bisect_right(self._starts, evidence.start) - bisect_right(self._starts, told.start)
        return beside + (_CLOSE[apart] if apart < len(_CLOSE) else 0.0) - _PER_SENTENCE * apart

    def _paragraph(self, span: Span) -> int:
        return bisect_right(self.document.blocks, span.start, key=_start_of)

    def _is_headline(self, span: Span) -> bool:
        at = self._paragraph(span) - 1
        return at >= 0 and self.document.blocks[at].kind == "headline"

    def _stems_of(self, told: Span) -> frozenset[str]:
        if told not in self._stems:
            self._stems[told] = _stems(self._lemmas_of(told))
        return self._stems[told]

    def _lemmas_of(self, told: Span) -> frozenset[str]:
        if told not in self._lemmas:
            self._lemmas[told] = content_lemmas(self.document, (told,))
        return self._lemmas[told]


_CLOSING = frozenset({",", "-", "–", "—", "(", ";"})
_POINTING = frozenset({"this", "that"})
_ANY_SIDE = frozenset({"neither", "either", "both", "each", "all"})
_STEM = 6
"""By so many letters "Russian" and "Russia" are the same, and "abandonment" and "abandon"."""


def _stems(lemmas: Iterable[str]) -> frozenset[str]:
    return frozenset(lemma[:_STEM] for lemma in lemmas)


def _start_of(block: Block) -> int:
    return block.start


def _alike(own: Claim, told: Claim) -> float:
    """What counts for a claim being of what its answer tells: who denies that anybody was seized does not answer who
    told of a fire, nor who says that no school was hit him who told of a wounded guard, or of another town; but who
    denies that anybody was shot answers whoever told it by that word."""
    if own.event.type == told.event.type:
        points = _SAME_MODE if own.event.mode is not None and own.event.mode == told.event.mode else 0.0
    else:
        points = _OTHER_DEED if own.event.type in FORCE else 0.0
    word, other = (each.event.trigger.text[:_STEM].lower() for each in (own, told))
    points += _SAME_WORD if word == other and own.stance != "asserts" else 0.0
    ours, theirs = (_targets_of(claim) for claim in (own, told))
    if ours and theirs and ours.isdisjoint(theirs):
        points += _OTHER_TARGET
    if own.place is not None and own.place.basis == "stated" and told.place is not None:
        points += _ELSEWHERE if own.place.mention.name != told.place.mention.name else 0.0
    return points


def _targets_of(claim: Claim) -> set[str]:
    """The ids of those to whom a deed was done, as far as they are known."""
    return {each.actor.id for each in claim.participants if each.role == "target" and each.actor is not None}


def _remark(told: TokenSpan, cue: TokenSpan | None) -> Token | None:
    """The first word of a remark on what its sentence told before: ", | which | the army denies", ", | a charge | that
    it denies"."""
    said = load_reference_words().said | load_reference_words().counts
    for token in told:
        if token.i == token.sent.start or token.left_edge.i < told.start or (cue is not None and token.i >= cue.start):
            continue
        is_noun = token.lemma_.lower() in said and token.dep_ in ("appos", "npadvmod", "dobj", "dep")
        first = token.left_edge
        if (token.tag_ == "WDT" or is_noun) and first.i > 0 and first.nbor(-1).text in _CLOSING:
            return first
    return None


def _stems_of_holders(noun: Token) -> Iterator[str]:
    """How the names of those begin whose words a noun stands for: "the | Russian | account", "the | ministry |'s
    figures", "claims by | the army |"; "neither side's" are nobody's by name."""
    for child in noun.children:
        holder = child
        if child.dep_ == "prep" and child.lower_ in ("by", "of", "from"):
            holder = next((end for end in child.children if end.dep_ == "pobj"), child)
        is_holder = holder.dep_ in ("poss", "compound", "pobj") or (
            holder.dep_ == "amod" and holder.ent_type_ == "NORP"
        )
        is_any = any(each.lower_ in _ANY_SIDE for each in holder.lefts)
        if is_holder and not is_any and holder.pos_ in ("NOUN", "PROPN", "ADJ") and len(holder.text) > 2:
            yield holder.lower_[:_STEM]


def _numbers_of(claim: Claim) -> frozenset[tuple[str, int | None, int | None]]:
    return frozenset((toll.what, toll.low, toll.high) for toll in claim.tolls)


def is_of_own_side(claim: Claim) -> bool:
    """Whether a claimant speaks of what his own side did: "we have shelled no village", "its jets did not take off"."""
    source = claim.attribution[-1].source
    if _is_laid_to(source, claim):
        return True
    own = load_reference_words().pronouns
    for each in claim.participants:
        words = each.span.text.lower().split() if each.role == "actor" and each.span is not None else []
        if each.role == "actor" and (each.name == source.name or (words and words[0] in own)):
            return True
    return False


def _claimant_of(claim: Claim) -> str:
    """The name of a claimant and the words that name him, in small letters, a blank before each word."""
    if not claim.attribution:
        return ""
    source = claim.attribution[-1].source
    return f" {source.name} {source.span.text}".lower()


def content_lemmas(document: Document, content: Sequence[Span]) -> frozenset[str]:
    """The lemmas of the words that say what a content is about, pronouns among them."""
    found: set[str] = set()
    for piece in content:
        tokens = document.tokens(piece)
        if tokens is not None:
            found.update(t.lemma_.lower() for t in tokens if t.pos_ in ("NOUN", "PROPN", "VERB", "PRON", "ADJ"))
    return frozenset(found)


@cache
def _said() -> frozenset[str]:
    """Words that say that something was said, and not what."""
    words = load_reference_words()
    return words.said | words.checked


def _is_by(answerer: Source | None, claim: Claim) -> bool:
    """Whether a claim is the answerer's own, or passed on by him: "citing a guard, the ministry said"."""
    if answerer is None or not claim.attribution:
        return False
    x, y = answerer.name.casefold(), claim.attribution[-1].source.name.casefold()
    passes_it_on = any(link.source.name == answerer.name for link in claim.attribution[:-1])
    return passes_it_on or x == y or x in y.split() or y in x.split()


def _is_of_his_side(answerer: Source | None, claim: Claim) -> bool:
    """Whether a claim is told by another of the answerer's party: nobody denies what his own side says."""
    party = answerer.party if answerer is not None else None
    return party is not None and bool(claim.attribution) and claim.attribution[-1].source.party == party


def _only_says(claim: Claim) -> bool:
    """Whether the word of a claim only lays to its claimant what others of the sentence tell: "claimed on Sunday"."""
    cue = claim.attribution[-1].cue if claim.attribution else None
    return claim.event.type != "ACCUSE" and cue is not None and cue.overlaps(claim.event.trigger)


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
