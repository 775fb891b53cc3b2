"""Who did what is told without saying who did it: one of those who act near by, or nobody, by weights learnt.

Whether "Three died on the spot" was done by the gunmen of the sentence before depends on much at once, of which each
says a little: how far off they are told of, in which scene and voice, against whom they stand. The features of each
candidate are weighed and added up, as in a conditional logit (McFadden, "Conditional logit analysis of qualitative
choice behavior", 1973), in which nobody at all counts nothing. ``training/carried_doers.py`` sets the weights. What
must hold does not depend on them: nobody is carried over from a denial, into the words of another claimant, onto his
own side, from what is only supposed into what is certain, or, where no name tells him from others of his kind, to
another place or day.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from spacy.tokens import Token

from standoff.claims.chains import Chain
from standoff.claims.learnt import numbers_of, read_learnt
from standoff.claims.references import antecedent, load_reference_words
from standoff.claims.same import Told, alike, contradict, is_deed, words_shared
from standoff.claims.scenes import Scene
from standoff.ontology import load_lexicon, load_scenes
from standoff.records import ARMED, POWERS, Document, Participant

__all__ = [
    "Candidate",
    "Doers",
    "Voices",
    "are_both_armed",
    "are_of_one_side",
    "are_unlike",
    "choose_doer",
    "is_registered",
    "is_somebody",
    "is_surer",
    "lemmas_of",
    "load_doing",
    "may_share",
    "side_of",
]

_BACK, _AHEAD = 12, 2
"""So many sentences before and after are those told of who may have done it ..."""
_MOST_BACK, _MOST_AHEAD = 30, 10
"""... in so many happenings at most."""
_REBEL = frozenset({"REB", "CRM", "UAF"})
_KINDS = ("person", "force", "body", "aircraft", "weapon")
_DYING = frozenset({"die", "death", "dead", "body", "corpse", "lose", "loss", "casualty", "toll"})
_BURSTING = frozenset({"explosion", "explode", "blast", "mine", "bomb", "crash"})
_FIGURES = frozenset({"figure", "number", "toll", "count", "dead", "wounded"})
_NONE = frozenset({"no", "nobody", "none", "without"})
_BODIES = frozenset({"ORG", "NORP", "PERSON"})
_OWNERS = frozenset({"its", "their", "his", "our"})


Voices = frozenset[Hashable]
"""By whom a happening is told in the end; ``None`` is the publisher."""


class Weights(NamedTuple):
    """What each feature of a candidate adds to the log-odds that he did it, for each unit of it; and more than how much
    it takes to say so."""

    least: float
    weights: Mapping[str, float]


@cache
def load_doing() -> Weights:
    """What ``carried_doers.toml`` says. Raises ``KnowledgeError`` where it cannot be read."""
    return read_learnt("carried_doers.toml", _weights, made_by="carried_doers.py")


def _weights(text: str) -> Weights:
    table = tomllib.loads(text)
    return Weights(float(table["least"]), numbers_of(table["weights"]))


class Candidate(NamedTuple):
    """Somebody who may have done it, where he is told of nearest, and what speaks for him and against him."""

    party: Participant
    features: Mapping[str, float]
    is_supposed: bool = False
    """Whether the rules hold him for the one who did it."""

    @property
    def points(self) -> float:
        """The log-odds that he did it, against that it is not said who did.

        >>> from standoff.records import Span
        >>> Candidate(Participant("actor", Span("men", 0, 3)), {}).points
        0.0
        """
        weights = load_doing().weights
        return sum((weights.get(name, 0.0) * value for name, value in self.features.items()), 0.0)


def choose_doer(candidates: Sequence[Candidate]) -> Candidate | None:
    """The likeliest of some candidates, or nobody."""
    best = max(candidates, key=lambda each: each.points, default=None)
    return best if best is not None and best.points > load_doing().least else None


class _Near(NamedTuple):
    """Somebody told of near a happening: as whom, by which happening, and how often else."""

    party: Participant
    at: int
    deeds: list[int]
    """The happenings that he does."""


class Doers:
    """Who does what in one report, so that each is looked up but once."""

    def __init__(
        self,
        document: Document,
        told: Sequence[Told],
        chains: Sequence[Sequence[Chain]],
        voices: Sequence[Voices],
        scenes: Sequence[Scene],
    ) -> None:
        self._document = document
        self.told = told
        self._chains = chains
        self._voices = voices
        self._scenes = scenes
        self._keys: dict[tuple[int, int], Hashable] = {}

    @cached_property
    def _sentences(self) -> list[int]:
        """The number of each happening's sentence."""
        starts = [sentence.start for sentence in self._document.parse.sents]
        return [bisect_right(starts, this.sentence) - 1 for this in self.told]

    def candidates(
        self, at: int, supposed: Sequence[Participant], own: Sequence[Participant], *, is_retold: bool
    ) -> list[Candidate]:
        """Those who may have done a happening that names nobody who did, the nearest first. ``supposed`` are those
        whom the rules hold for its doers, because the same deed is told elsewhere (``is_retold``) or as those of the
        deed told before; ``own`` are its other participants."""
        near = self._near(at, {self._key(each) for each in own}, supposed)
        keys = {self._key(each) for each in supposed}
        shared = {f"happening_{name}": value for name, value in self._of_happening(at).items()}
        deeds = sum(len(each.deeds) for each in near.values())
        found, ranks = [], Counter[bool]()
        for key, each in near.items():
            if are_of_one_side([each.party], own) or are_both_armed([each.party], own):
                continue
            is_ahead = self._sentences[each.at] > self._sentences[at]
            features = dict(shared)
            for name in self._of_party(each.party, own):
                features[name] = 1.0
            for name in self._of_place(at, each.at):
                features[name] = 1.0
            features |= self._of_both(at, each.at)
            way = "retold" if is_retold else "follows"
            features[f"rules_{way}" if key in keys else "rules_other" if keys else "rules_nobody"] = 1.0
            if key in keys and (self.told[at].is_told_before or self.told[at].takes_up):
                features[f"rules_{way}_taken_up"] = 1.0
            features[f"rank_{'ahead' if is_ahead else 'back'}_{min(ranks[is_ahead], 3)}"] = 1.0
            ranks[is_ahead] += 1
            features["share"] = len(each.deeds) / max(deeds, 1)
            features["role_" + each.party.role] = 1.0
            features["any"] = 1.0
            features["alone"] = float(len(near) == 1)
            features["his_scene"] = float(any(self._scenes[deed] is self._scenes[at] for deed in each.deeds))
            found.append(Candidate(each.party, features, key in keys))
        return found

    def _near(self, at: int, own: set[Hashable], supposed: Sequence[Participant]) -> dict[Hashable, _Near]:
        found: dict[Hashable, _Near] = {}

        def add(party: Participant, other: int) -> None:
            key = self._key(party)
            if key is None or key in own:
                return
            each = found.setdefault(key, _Near(party, other, []))
            if party.role == "actor":
                each.deeds.append(other)

        tokens = self._document.tokens(self.told[at].happening.event.trigger)
        is_of_weapon = tokens is not None and _is_of_weapon(tokens.root)
        for other in filter(self._may_tell_of(at), () if self._is_open(at) else self._beside(at)):
            is_apart = is_of_weapon or self._bare_before[at] > other
            is_apart = is_apart or _is_elsewhere(self.told[at], self.told[other])
            for party in self.told[other].happening.participants:
                is_armed = party.actor is not None and party.actor.sector in ARMED
                may_act = party.role == "actor" or (party.role == "target" and is_armed and other < at)
                if may_act and self._may_be_meant(party, at) and (is_registered(party) or not is_apart):
                    add(party, other)
        for party in supposed:
            if self._key(party) not in found:
                add(party, self._holder(party, at))
        return found

    def _may_be_meant(self, party: Participant, at: int) -> bool:
        """Whether somebody is one who acts, rather than a car or a place, and not he whose own are harmed: "the army
        attacked; | its | losses were heavy"."""
        if self.told[at].harms_own_of(party):
            return False
        head = self._head(party)
        return is_somebody(party) or (head is not None and (head.pos_ == "PRON" or head.ent_type_ in _BODIES))

    def _is_open(self, at: int) -> bool:
        """Whether a happening did not come about, sums up what many did, is told apart from others, or of somebody's
        own men ("two of its servicemen")."""
        this, words = self.told[at], load_reference_words()
        if this.happening.polarity == "negative":
            return True
        told = this.happening.evidence.text.lower().split()
        is_apart = not words.apart.isdisjoint(told) or not _OWNERS.isdisjoint(told)
        return this.is_summed or is_apart or not this.lemmas.isdisjoint(words.counting)

    def _may_tell_of(self, at: int) -> Callable[[int], bool]:
        """Whether another happening may tell who did this: no denial, nor what somebody else says or supposes."""
        return lambda other: (
            may_share(self._voices[at], self._voices[other])
            and not are_unlike(self.told[other], self.told[at])
            and (self._is_denied[at] or not self._is_denied[other])
        )

    @cached_property
    def _is_denied(self) -> list[bool]:
        """Whether all who tell of a happening deny or doubt it."""
        return [all(chain and chain[-1].stance != "asserts" for chain in own) for own in self._chains]

    @cached_property
    def _bare_before(self) -> list[int]:
        """For each happening the last deed before of which no doer and no harm is told: "A mine went off in Dane"."""
        found, last = [], -1
        for at, this in enumerate(self.told):
            found.append(last)
            is_told = this.happening.tolls or any(each.role != "other" for each in this.happening.participants)
            if is_deed(this.happening) and not is_told:
                last = at
        return found

    def _beside(self, at: int) -> Iterator[int]:
        here = self._sentences[at]
        for other in range(at - 1, max(-1, at - 1 - _MOST_BACK), -1):
            if here - self._sentences[other] > _BACK:
                break
            yield other
        for other in range(at + 1, min(len(self.told), at + 1 + _MOST_AHEAD)):
            if self._sentences[other] - here > _AHEAD:
                break
            yield other

    def _holder(self, party: Participant, at: int) -> int:
        """The happening that names somebody who was found farther off."""
        where = party.span.start if party.span is not None else self.told[at].happening.sentence.start
        return max(0, bisect_right(self._starts, where) - 1)

    @cached_property
    def _starts(self) -> list[int]:
        return [this.happening.sentence.start for this in self.told]

    def _head(self, party: Participant) -> Token | None:
        tokens = self._document.tokens(party.span) if party.span is not None else None
        return tokens.root if tokens is not None else None

    def _key(self, party: Participant) -> Hashable:
        """By what somebody is known again; ``None`` for a pronoun that stands for nobody known."""
        if party.span is None:
            return (party.name or "").casefold()
        place = (party.span.start, party.span.end)
        if place not in self._keys:
            self._keys[place] = self._found_key(party)
        return self._keys[place]

    def _found_key(self, party: Participant) -> Hashable:
        head = self._head(party)
        if head is not None and head.pos_ == "PRON":
            head = antecedent(head)
        if head is None:
            return None
        return party.actor.id if party.actor is not None and is_registered(party) else head.lemma_.lower()

    def _of_happening(self, at: int) -> dict[str, float]:
        """What is known of the happening itself."""
        this = self.told[at]
        happening, words = this.happening, this.happening.evidence.text.lower().split()
        has_target = any(each.role == "target" for each in happening.participants)
        found = {
            "tolls": bool(happening.tolls),
            "target": has_target,
            "nobody": not (has_target or happening.tolls),
            "place": this.place is not None,
            "day": this.date is not None,
            "further": this.is_further,
            "takes_up": bool(this.takes_up),
            "points_back": this.points_back,
            "told_before": this.is_told_before,
            "summed": this.is_summed,
            "taken_up": bool(this.taken_up),
            "aside": this.is_aside,
            "counting": not this.lemmas.isdisjoint(load_reference_words().counting),
            "apart": not load_reference_words().apart.isdisjoint(words),
            "none": not _NONE.isdisjoint(words),
            "figure": not _FIGURES.isdisjoint(words),
            "owned": not _OWNERS.isdisjoint(words),
            "by": "by" in words,
            "first_sentence": self._sentences[at] == 0,
            "opens": happening.evidence.start == happening.sentence.start,
            f"type_{happening.event.type}": True,
            f"mode_{happening.event.mode}": happening.event.mode is not None,
            f"reality_{happening.reality}": True,
            f"certainty_{happening.certainty}": True,
            "negative": happening.polarity == "negative",
        }
        tokens = self._document.tokens(happening.event.trigger)
        found |= dict.fromkeys(_of_trigger(tokens.root) if tokens is not None else (), True)
        return {name: 1.0 for name, holds in found.items() if holds}

    def _of_party(self, party: Participant, own: Sequence[Participant]) -> Iterator[str]:
        """Who somebody is, and against whom he stands."""
        sector = party.actor.sector if party.actor is not None else None
        lemmas = lemmas_of(party)
        kinds = [kind for kind in _KINDS if not load_lexicon().kinds[kind].isdisjoint(lemmas)]
        yield f"sector_{sector}"
        yield from (f"kind_{kind}" for kind in kinds)
        if not kinds and sector is None:
            yield "kind_none"
        if (head := self._head(party)) is not None:
            yield f"word_{head.pos_}"
        if is_registered(party):
            yield "registered"
        targets = [each for each in own if each.role == "target"]
        side, other = side_of(party), side_of(targets[0]) if targets else "none"
        yield f"side_{side}"
        yield f"against_{other}"
        yield f"{side}_against_{other}"
        if side == other:
            yield "of_one_side"

    def _of_place(self, at: int, other: int) -> Iterator[str]:
        """How far off the other happening is told, where and as whose."""
        this, that = self.told[at], self.told[other]
        apart = self._sentences[at] - self._sentences[other]
        if apart < 0:
            yield f"ahead_{min(-apart, 3)}"
        elif apart == 0:
            yield "here_before" if other < at else "here_after"
        else:
            yield f"back_{apart if apart < 4 else '4_to_6' if apart < 7 else '7_or_more'}"
        if apart > 0 and self._sentences[other] == 0:
            yield "from_first_sentence"
        if this.block != that.block:
            yield "other_paragraph"
        yield "same_scene" if self._scenes[at] is self._scenes[other] else "other_scene"
        if this.group == that.group:
            yield "same_group"
        if not self._voices[at] & self._voices[other]:
            yield "other_claimant" if any(self._chains[at]) else "other_claimant_of_his"
        if any(self._chains[at]) != any(self._chains[other]):
            yield "other_voice"
        if this.place is not None:
            yield "only_place" if that.place is None else f"{_same(this.place.name, that.place.name)}_place"
        if this.date is not None:
            yield "only_day" if that.date is None else f"{_same(this.date.earliest, that.date.earliest)}_day"

    def _of_both(self, at: int, other: int) -> dict[str, float]:
        """How like the other happening is to this."""
        this, that = self.told[at], self.told[other]
        later, earlier = self.told[max(at, other)], self.told[min(at, other)]
        own, its = this.happening, that.happening
        targets, others = (
            {self._key(each) for each in happening.participants if each.role == "target"} for happening in (own, its)
        )
        modes = (own.event.mode, its.event.mode)
        found = {
            "bare_between": self._bare_before[at] > other,
            "his_aside": that.is_aside,
            "his_tolls": bool(its.tolls),
            "his_no_target": not others,
            "same_target": bool(targets & others),
            "other_target": bool(targets and others) and not targets & others,
            "contradicts": contradict(later, earlier),
            "his_unreal": its.reality != "actual",
            "other_reality": its.reality != own.reality,
            "other_polarity": its.polarity != own.polarity,
            "other_certainty": its.certainty != own.certainty,
            f"his_type_{its.event.type}": True,
            "same_mode": None not in modes and modes[0] == modes[1],
            "other_mode": None not in modes and modes[0] != modes[1],
        }
        return {
            **{name: 1.0 for name, holds in found.items() if holds},
            "alike": min(alike(later, earlier), 4.0) / 2,
            "words": min(words_shared(this, that), 3) / 3,
        }


def _of_trigger(word: Token) -> Iterator[str]:
    """How the word is told that names the happening."""
    yield f"word_{word.pos_}"
    if word.pos_ == "VERB":
        under = {child.dep_ for child in word.children}
        is_cut = word.tag_ == "VBN" and word.dep_ != "ROOT"
        yield "passive" if under & {"auxpass", "nsubjpass"} else "participle" if is_cut else "active"
        if "nsubj" in under:
            yield "subject"
        if _is_of_weapon(word):
            yield "weapon"
    lemma, known = word.lemma_.lower(), load_lexicon().parties
    for name, lemmas in (
        ("befalls", known["befalling"]), ("arrest", known["arresting"]), ("undergone", known["undergone"]),
        ("dying", _DYING), ("clash", load_scenes()["fighting"]), ("bursting", _BURSTING),
    ):  # fmt: skip
        if lemma in lemmas:
            yield name


def _is_of_weapon(word: Token) -> bool:
    """Whether a weapon is the subject, and whoever used it is left out: "| a mine | went off"."""
    weapons = load_lexicon().kinds["weapon"]
    return any(child.dep_ == "nsubj" and child.lemma_.lower() in weapons for child in word.lefts)


def _same(one: Hashable, other: Hashable) -> str:
    return "same" if one == other else "other"


def is_registered(party: Participant) -> bool:
    """Whether somebody is a body of a name, rather than whoever is of a kind ("Rebels of Peru")."""
    actor = party.actor
    return actor is not None and actor.id not in (actor.sector, f"{actor.country}-{actor.sector}")


def side_of(party: Participant) -> str:
    """On which side somebody stands, as far as his kind or his words tell."""
    sector = party.actor.sector if party.actor is not None else None
    lemmas, scenes, kinds = lemmas_of(party), load_scenes(), load_lexicon().kinds
    if sector in POWERS:
        return "state"
    if sector in _REBEL or not scenes["non_state"].isdisjoint(lemmas):
        return "rebel"
    if not (scenes["police"] | scenes["state"]).isdisjoint(lemmas) or not kinds["aircraft"].isdisjoint(lemmas):
        return "state"
    if not scenes["armed"].isdisjoint(lemmas):
        return "armed"
    if sector == "CVL" or not scenes["unarmed"].isdisjoint(lemmas):
        return "civilian"
    if sector is not None:
        return "other"
    return next((kind for kind in ("person", "weapon") if not kinds[kind].isdisjoint(lemmas)), "nobody")


def lemmas_of(party: Participant) -> set[str]:
    """The words of a party, and each as it stands in the singular."""
    words = party.span.text.lower().split() if party.span is not None else []
    plain = {word.strip(",.\"'") for word in words}
    men = {f"{word[:-3]}man" for word in plain if word.endswith("men")}
    return plain | {word.removesuffix("s") for word in plain} | men


def _is_elsewhere(this: Told, that: Told) -> bool:
    """Whether a place or day of its own sets one happening apart from another."""
    places = (this.place.name if this.place else None, that.place.name if that.place else None)
    days = (this.date.earliest if this.date else None, that.date.earliest if that.date else None)
    return any(own is not None and own != other for own, other in (places, days))


def may_share(these: Voices, those: Voices) -> bool:
    """Whether what those say may be taken for what these say too: the same claimant, or the publisher."""
    return None in those or not these.isdisjoint(those)


def are_unlike(that: Told, this: Told) -> bool:
    """Whether one deed is told otherwise than another, so that who did that did not surely do this."""
    return _is_undone(that, this) or is_surer(this, that) or _by_other_means(this, that)


def _is_undone(that: Told, this: Told) -> bool:
    """Whether what was done is not to be laid to whoever did not do it: "the front has not claimed the ambush"."""
    return that.happening.polarity == "negative" != this.happening.polarity


def is_surer(this: Told, that: Told) -> bool:
    """Whether what is told as certain would be laid to whoever is only supposed to have done it."""
    return this.happening.certainty == "certain" != that.happening.certainty


_FROM_THE_AIR = frozenset({"aerial", "drone"})
_ON_THE_GROUND = frozenset({"firearms", "suicide-attack", "explosives", "abduct"})


def _by_other_means(this: Told, that: Told) -> bool:
    """Whether one of two deeds is done from the air and the other on the ground: not surely by the same."""
    modes = {this.happening.event.mode, that.happening.event.mode}
    return not modes.isdisjoint(_FROM_THE_AIR) and not modes.isdisjoint(_ON_THE_GROUND)


def are_of_one_side(actors: Sequence[Participant], own: Sequence[Participant]) -> bool:
    """Whether the harmed are of the same kind of force as those who are thought to have done it."""
    sides = {(p.actor.sector, p.actor.country) for p in actors if p.actor is not None and p.actor.sector in ARMED}
    return any(
        p.role == "target"
        and p.actor is not None
        and any(
            p.actor.sector == sector and (p.actor.country in (country, None) or country is None)
            for sector, country in sides
        )
        for p in own
    )


def are_both_armed(actors: Sequence[Participant], own: Sequence[Participant]) -> bool:
    """Whether those who are thought to have done it are of a state's forces, and the harmed too by their words."""
    forces = load_scenes()["police"]
    is_state = any(
        (each.actor is not None and each.actor.sector in ("MIL", "COP")) or not forces.isdisjoint(lemmas_of(each))
        for each in actors
    )
    harmed = (each for each in own if each.role == "target")
    return is_state and any(not forces.isdisjoint(lemmas_of(each)) for each in harmed)


def is_somebody(party: Participant) -> bool:
    """Whether words name somebody who acts, rather than a weapon, a car or a place."""
    return party.actor is not None or not _acting().isdisjoint(lemmas_of(party))


@cache
def _acting() -> frozenset[str]:
    return frozenset[str]().union(*map(load_lexicon().kinds.__getitem__, ("person", "force", "body", "aircraft")))
