"""Who may have done a deed: those who come into question, and what speaks for each and against it.

Beside the nouns of the claim's own sentence these are whoever acts near by, the armed to whom something is done there,
and the claimant itself. A candidate's signs are words that name what is seen of it; ``actors.tsv`` has the weights.
Nobody comes into question who is told of only in a denial, in the words of another claimant or as somebody supposed,
nor who would have fought his own side.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Token

from standoff.claims.carried_doers import are_both_armed, are_of_one_side, is_registered, side_of
from standoff.claims.references import antecedent
from standoff.claims.speakers import voices_of
from standoff.claims.target_signs import Candidate, ClaimInContext, Nouns, Signs
from standoff.claims.targets import Complete
from standoff.records import Claim, Document, Marks, Participant, Role

__all__ = ["ActorSigns"]

_BACK, _AHEAD = 25, 8
"""So many claims before and behind may tell who did it ..."""
_SENTENCES_BACK, _SENTENCES_AHEAD = 12, 2
"""... in so many sentences."""
_ARMED = frozenset({"state", "rebel", "armed"})
_WE = frozenset({"we", "our", "us", "ours"})
_LAST_RANK = 3


class _Near(NamedTuple):
    """Somebody told of near a claim: as whom, and by which other claim."""

    party: Participant
    other: int
    role: Role


class ActorSigns(Signs):
    """The candidates of the claims of one report for who did it."""

    def __init__(
        self,
        document: Document,
        claims: Sequence[Claim],
        nouns: Nouns,
        marks: Marks | None,
        complete: Complete,
    ) -> None:
        super().__init__(document, claims, nouns, marks)
        self._complete = complete
        self._keys: dict[tuple[int, int, str | None], Hashable] = {}
        self._sides: dict[int, str] = {}
        self._tellers: dict[str, Participant] = {}
        doers = (self.key_of(each) for claim in claims for each in claim.participants if each.role == "actor")
        self._deeds = Counter(key for key in doers if key is not None)
        self._all_deeds = max(1, self._deeds.total())
        voices = voices_of(claim.attribution[-1].source for claim in claims if claim.attribution)
        self._voices = [voices[claim.attribution[-1].source.name] if claim.attribution else None for claim in claims]

    def _in_context(self, at: int, trigger: Token) -> ClaimInContext:
        return _Deed(self, at, trigger)

    def key_of(self, party: Participant) -> Hashable:
        """By what somebody is known again; ``None`` for a pronoun that stands for nobody known."""
        if party.span is None:
            return (party.name or "").casefold()
        place = (party.span.start, party.span.end, party.name)
        if place not in self._keys:
            self._keys[place] = self._found_key(party)
        return self._keys[place]

    def _found_key(self, party: Participant) -> Hashable:
        if party.actor is not None and is_registered(party):
            return party.actor.id
        head = self._root(party.span) if party.span is not None else None
        if head is not None and head.pos_ == "PRON":
            if party.name:
                return party.name.casefold().split()[-1].removesuffix("s")
            head = antecedent(head)
        return head.lemma_.lower() if head is not None else None

    def side(self, party: Participant) -> str:
        """On which side somebody stands, looked up once."""
        if id(party) not in self._sides:
            self._sides[id(party)] = side_of(party)
        return self._sides[id(party)]

    def share_of_deeds(self, key: Hashable) -> float:
        """The share of all deeds of the report that somebody does."""
        return self._deeds[key] / self._all_deeds

    def teller(self, claim: Claim) -> Participant | None:
        """The claimant, as one who may have done it."""
        if not claim.attribution:
            return None
        source = claim.attribution[-1].source
        if source.name not in self._tellers:
            bare = Participant("actor", source.span, source.name)
            (self._tellers[source.name],) = self._complete(claim, (bare,))
        return self._tellers[source.name]


class _Deed(ClaimInContext):
    """A claim whose doer is asked for."""

    role: Role = "actor"
    rival: Role = "target"
    _report: ActorSigns

    def __init__(self, report: ActorSigns, at: int, trigger: Token) -> None:
        super().__init__(report, at, trigger)
        self._harmed = [each.party for each in self._rivals]
        words = (token for each in self._rivals for token in each.words or () if token.pos_ == "PRON")
        self._whole = {head.i: head for each in words if (head := antecedent(each)) is not None}
        self._harmed_keys = {report.key_of(each) for each in self._harmed}
        self._harmed_keys |= {head.lemma_.lower() for head in self._whole.values()}
        self._against = report.side(self._harmed[0]) if self._harmed else "none"
        self._teller = report.teller(self._claim)
        self._told_by = "publisher"
        if self._teller is not None:
            is_known = self._teller.actor is not None
            self._told_by = report.side(self._teller) if is_known else self._claim.attribution[-1].source.kind
        self._own_keys = {report.key_of(each.party) for each in self._own}

    def may_be(self, token: Token) -> bool:
        """As for whom it was done to; and nobody whose own were harmed: "| the rebels | fled, and ten of them fell"."""
        return super().may_be(token) and (token.i in self._of_own or token.i not in self._whole)

    def told_elsewhere(self) -> Iterator[Candidate]:
        """Those told of in other claims, the nearest first, and the claimant."""
        found, deeds = self._near()
        ranks = Counter[bool]()
        for key, near in found.items():
            if are_of_one_side([near.party], self._harmed) or are_both_armed([near.party], self._harmed):
                continue
            is_ahead = near.other > self._at
            order = f"{'ahead' if is_ahead else 'back'} {min(ranks[is_ahead], _LAST_RANK)}"
            ranks[is_ahead] += 1
            share = deeds[key] / max(1, deeds.total())
            signs = (*self._of_near(near, order), *self._of_party(key, near, share, is_alone=len(found) == 1))
            yield Candidate(None, (near.party,), False, ("told", *(f"told {self._named} {sign}" for sign in signs)))
        yield from self._of_teller()

    def _near(self) -> tuple[dict[Hashable, _Near], Counter[Hashable]]:
        """Those of other claims by what each is known by, where he is told of nearest, and how often each acts."""
        report, at = self._report, self._at
        here, claims = report._sentences[at], report._claims
        barred = self._harmed_keys | self._own_keys | {None}
        found: dict[Hashable, _Near] = {}
        deeds = Counter[Hashable]()
        for other in (*range(at - 1, max(-1, at - 1 - _BACK), -1), *range(at + 1, min(len(claims), at + 1 + _AHEAD))):
            gap = here - report._sentences[other]
            if gap > _SENTENCES_BACK or -gap > _SENTENCES_AHEAD or not self._may_tell(other):
                continue
            for party in claims[other].participants:
                is_doer = party.role == "actor"
                if not is_doer and (party.role != "target" or report.side(party) not in _ARMED):
                    continue
                key = report.key_of(party)
                if key not in barred:
                    found.setdefault(key, _Near(party, other, party.role))
                    deeds[key] += is_doer
        return found, deeds

    def _may_tell(self, at: int) -> bool:
        """Whether another claim may tell who did this: no denial, nor what somebody else says or supposes."""
        claim, other, voices = self._claim, self._report._claims[at], self._report._voices
        if voices[at] not in (None, voices[self._at]):
            return False
        if other.polarity == "negative" or other.stance != "asserts":
            return claim.polarity == "negative" or claim.stance != "asserts"
        return claim.certainty != "certain" or other.certainty == "certain"

    def _of_near(self, near: _Near, order: str) -> Iterator[str]:
        """How far off the other claim is told, and how like it is to this."""
        report, claim, that = self._report, self._claim, self._report._claims[near.other]
        apart = report._sentences[self._at] - report._sentences[near.other]
        if apart < 0:
            gap = f"ahead {min(-apart, 2)}"
        elif apart == 0:
            gap = "here before" if near.other < self._at else "here after"
        else:
            gap = f"back {apart if apart < 4 else '4 to 6' if apart < 7 else '7 or more'}"
        type_, its = self._type, that.event.type
        same = "same" if its == type_ else "another"
        scene = "its scene" if that.scene == claim.scene else "another scene"
        voices = report._voices
        voice = "one voice" if voices[near.other] == voices[self._at] else "the publisher's"
        yield from (
            "any", type_, f"{self._form} {type_}", near.role, gap, self._read, f"rank {order}", f"of={self._lemma}",
            "toll" if claim.tolls else "no toll", "target" if self._harmed else "no target", f"{gap} {scene}",
            f"{same} {scene}", f"{gap} {near.role}", voice, f"{voice} {gap}", f"his={its}", f"{type_} his={its}",
            f"reality={claim.reality} {that.reality}", f"certainty={claim.certainty} {that.certainty}",
            f"polarity={claim.polarity}", f"stance={claim.stance}", f"basis={near.party.basis}",
            f"day={_likeness(claim.when and claim.when.earliest, that.when and that.when.earliest)}",
            f"place={_likeness(claim.place and claim.place.mention.name, that.place and that.place.mention.name)}",
        )  # fmt: skip
        targets = {report.key_of(each) for each in that.participants if each.role == "target"}
        if targets and self._harmed_keys:
            yield f"target={'other' if targets.isdisjoint(self._harmed_keys) else 'same'}"
        if claim.event.mode and that.event.mode:
            yield f"mode={'same' if claim.event.mode == that.event.mode else 'other'}"
        if is_registered(near.party):
            yield f"registered {gap}"

    def _of_party(self, key: Hashable, near: _Near, share: float, *, is_alone: bool) -> Iterator[str]:
        """Who somebody is, against whom he stands, by whom it is told, and how much he does."""
        report, party = self._report, near.party
        side = report.side(party)
        yield from (
            f"side={side}", f"side={side} against={self._against}", f"side={side} by={self._told_by}",
            f"side={side} by={self._told_by} against={self._against}", f"sector={_sector(party)}",
            f"share={int(share * 4)}", f"all={int(report.share_of_deeds(key) * 6)}", "alone" if is_alone else "several",
        )  # fmt: skip
        if self._teller is not None and report.key_of(self._teller) == key:
            yield from ("teller", f"teller {self._type}", f"teller against={self._against}")
        if is_registered(party):
            yield "registered"

    def _of_teller(self) -> Iterator[Candidate]:
        """The claimant, unless it is a party to the deed already."""
        party, report, claim = self._teller, self._report, self._claim
        if party is None or report.key_of(party) in self._harmed_keys | self._own_keys:
            return
        if are_of_one_side([party], self._harmed) or are_both_armed([party], self._harmed):
            return
        side, kind, type_ = report.side(party), claim.attribution[-1].source.kind, self._type
        acts = "acts" if report.share_of_deeds(report.key_of(party)) else "acts not"
        signs = [
            "any", type_, f"{self._form} {type_}", f"kind={kind}", f"side={side}", self._read, f"of={self._lemma}",
            f"side={side} against={self._against}", f"side={side} against={self._against} {type_}",
            f"{type_} kind={kind}", acts, f"{acts} side={side}", f"sector={_sector(party)}",
            f"{'toll' if claim.tolls else 'no toll'} side={side}", f"stance={claim.stance}",
            f"reality={claim.reality}", f"polarity={claim.polarity}",
        ]  # fmt: skip
        if self._evidence is not None and any(token.lower_ in _WE for token in self._evidence):
            signs += ["we", f"we side={side}"]
        if claim.responds_to:
            signs += ["answers", f"answers {claim.stance}"]
        yield Candidate(None, (party,), False, ("teller", *(f"teller {self._named} {sign}" for sign in signs)))


def _sector(party: Participant) -> str | None:
    return party.actor.sector if party.actor is not None else None


def _likeness(one: object, other: object) -> str:
    if one is None or other is None:
        return "open" if one is other else "only his" if one is None else "only this"
    return "same" if one == other else "other"
