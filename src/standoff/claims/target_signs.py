"""To whom a deed may have been done: the phrases that come into question, and what speaks for each and against it.

A candidate's signs are words that name what is seen of it, each by itself or two at once; ``targets.tsv`` has what
each of them weighs. Nothing here says which candidate is right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import NamedTuple

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from standoff.languages.grammar import PHRASE_HEADS, VERBAL
from standoff.languages.phrases import name_phrase
from standoff.ontology import load_lexicon
from standoff.records import Claim, Document, Happens, Marks, Participant, PlaceMention, Role, Span

__all__ = ["Candidate", "ClaimInContext", "Nouns", "Signs"]

_PART_OF_A_PHRASE = frozenset({"compound", "amod", "nmod", "nummod", "quantmod", "det", "advmod", "predet"})
_ALONE = frozenset({"nsubj", "nsubjpass", "pobj", "dobj", "conj", "attr", "ROOT"})
_NO_PARTY = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL"})
_NAMED = frozenset({"PERSON", "ORG", "NORP", "GPE", "LOC", "FAC"})
_KINDS = (
    *("person", "force", "body", "vehicle", "aircraft", "weapon", "building", "place", "landmark", "violence"),
    *("document", "supplies", "money", "demand", "measure"),
)
_PRONOUNS = frozenset({"it", "they", "them", "he", "him", "she", "her", "we", "us", "i", "you"})
_DIRECT = frozenset({"verb dobj", "passive nsubjpass"})
_RELATIVE = frozenset({"WP", "WDT", "EX"})
_BACK, _ON = 15, 5
"""So many claims before, and behind, are looked at."""
_TOLD, _DOERS = 4, 3
"""So many of those to whom something was done before, and who did something before, come into question."""
_DEEPEST = 5
_FARTHEST = 20
_STEP = 3
"""Distances count in steps of so many tokens, up to the farthest."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Those to whom it may have been done, or nobody: ``head`` is the head of a phrase in the claim's own sentence,
    ``parties`` are those whom the rules name, or another claim. ``is_of_rules`` tells the answer of the rules, and
    ``is_direct`` that it is the very object of the telling verb, or its subject in the passive."""

    head: Token | None
    parties: tuple[Participant, ...]
    is_of_rules: bool
    signs: tuple[str, ...]
    is_direct: bool = False


class _Noun(NamedTuple):
    """What is known of a noun by itself: its phrase, what it names, how it hangs, on what, and signs of its own."""

    token: Token
    phrase: TokenSpan
    kind: str
    hangs: str
    governor: Token
    by: str
    place: str | None
    signs: tuple[str, ...]


class _Held(NamedTuple):
    """Somebody in a claim, with his words in the parse."""

    party: Participant
    words: TokenSpan | None

    @property
    def root(self) -> int:
        return self.words.root.i if self.words is not None else -1

    def holds(self, at: int) -> bool:
        return self.words is not None and self.words.start <= at < self.words.end


class Nouns:
    """The nouns of a report's sentences, each with what is known of it by itself, which is found out once."""

    def __init__(self, document: Document, places: Iterable[PlaceMention]) -> None:
        self._place_at: dict[int, str] = {}
        for place in places:
            words = document.tokens(place.span)
            for token in words if words is not None else ():
                self._place_at.setdefault(token.i, place.precision or "unknown")
        self._nouns: dict[int, tuple[Token, ...]] = {}
        self._known: dict[int, _Noun] = {}

    def of(self, sentence: TokenSpan) -> tuple[Token, ...]:
        """The words of a sentence that may name somebody or something."""
        if sentence.start not in self._nouns:
            may_be = (token for token in sentence if token.pos_ in PHRASE_HEADS and token.tag_ not in _RELATIVE)
            self._nouns[sentence.start] = tuple(may_be)
        return self._nouns[sentence.start]

    def known(self, token: Token) -> _Noun:
        """What is known of one of them by itself."""
        known = self._known.get(token.i)
        if known is None:
            known = self._known[token.i] = _noun(token, self._place_at.get(token.i))
        return known


class Signs:
    """The candidates of the claims of one report; what is known of a sentence is found out once."""

    def __init__(self, document: Document, claims: Sequence[Claim], nouns: Nouns, marks: Marks | None) -> None:
        self._document, self._claims, self._nouns, self._marks = document, claims, nouns, marks
        self._triggers = [self._root(claim.event.trigger) for claim in claims]
        number = {sentence.start: number for number, sentence in enumerate(document.parse.sents)}
        self._sentences = [number[each.sent.start] if each is not None else -9 for each in self._triggers]
        self._evidence = [document.tokens(claim.evidence[0]) for claim in claims]
        self._held = [tuple(_Held(each, self._words(each.span)) for each in claim.participants) for claim in claims]

    def of(self, at: int, *, told_before: bool = True) -> list[Candidate]:
        """To whom the deed of a claim, by its place among them, may have been done; last that nobody is named. Those of
        earlier claims are learnt from and never chosen: without ``told_before`` they are left out."""
        trigger = self._triggers[at]
        if trigger is None:
            return []
        own = self._in_context(at, trigger)
        nouns = self._nouns
        inside = [own.candidate(nouns.known(token)) for token in nouns.of(trigger.sent) if own.may_be(token)]
        found = {each.head.i for each in inside if each.head is not None}
        earlier = own.told_elsewhere() if told_before else ()
        return [*inside, *own.stated_elsewhere(found), *earlier, own.nobody()]

    def are_agreed(self, at: int, role: Role) -> bool:
        """Whether the model reads somebody in a role whom the rules read in it too."""
        told = self.marks_of(self._triggers[at])
        runs = told.roles.get(role, ()) if told is not None else ()
        return bool(runs) and any(
            each.party.role == role and any(first <= each.root < end for first, end in runs) for each in self._held[at]
        )

    def marks_of(self, trigger: Token | None) -> Happens | None:
        """What the model says of the happening that a word tells, or the word that it hangs on."""
        if self._marks is None or trigger is None:
            return None
        return self._marks.triggers.get(trigger.i) or self._marks.triggers.get(trigger.head.i)

    def _in_context(self, at: int, trigger: Token) -> ClaimInContext:
        return ClaimInContext(self, at, trigger)

    def _words(self, span: Span | None) -> TokenSpan | None:
        return self._document.tokens(span) if span is not None else None

    def _root(self, span: Span) -> Token | None:
        words = self._document.tokens(span)
        return words.root if words is not None else None


def _noun(token: Token, place: str | None) -> _Noun:
    top = token
    while top.dep_ in ("conj", "appos") and top.head.i != top.i:
        top = top.head
    governor, hangs = (top.head.head, f"prep_{top.head.lower_}") if top.dep_ == "pobj" else (top.head, top.dep_)
    if governor.pos_ in VERBAL and _is_passive(governor):
        hangs += " passive"
    kind = _kind(token)
    dep = f"pobj_{token.head.lower_}" if token.dep_ == "pobj" else token.dep_
    signs = [f"tag={token.tag_}", f"dep={dep}", f"dep={dep} kind={kind}"]
    if token.pos_ != "PROPN":
        signs.append(f"word={token.lemma_.lower()}")
    if place is not None:
        signs += [f"place={place}", f"place dep={dep}"]
    if any(child.dep_ == "nummod" for child in token.lefts):
        signs.append("numbered")
    if token.dep_ == "conj":
        signs.append("joined")
    lemma = governor.lemma_.lower()
    known = load_lexicon().verbs.get(lemma) if governor.pos_ in VERBAL else load_lexicon().nouns.get(lemma)
    by = f"{hangs} {known[0].type} {known[0].role}" if known else f"{hangs} -"
    return _Noun(token, name_phrase(token), kind, hangs, governor, by, place, tuple(signs))


class ClaimInContext:
    """A claim in the light of the rules, of the model and of its neighbours."""

    role: Role = "target"
    """As what those are asked for."""
    rival: Role = "actor"

    def __init__(self, report: Signs, at: int, trigger: Token) -> None:
        claim, held = report._claims[at], report._held[at]
        self._report, self._at, self._trigger, self._claim = report, at, trigger, claim
        self._type = claim.event.type
        self._lemma = trigger.lemma_.lower()
        self._ways_up = _ways_up(trigger)
        sentence = trigger.sent
        self._start, self._end = sentence.start, sentence.end
        self._form = _form(trigger)
        self._evidence = report._evidence[at]
        self._own = [each for each in held if each.party.role == self.role]
        self._rivals = [each for each in held if each.party.role == self.rival]
        self._others = {each.root for each in held if each.party.role == "other"}
        self._named = "named" if self._own else "unnamed"
        self._of_own = {each.root: each for each in self._own}
        joined = (report._document.parse[root].conjuncts for root in self._of_own if root >= 0)
        self._joined = {token.i for tokens in joined for token in tokens}
        self._counted = [w for toll in claim.tolls if toll.who and (w := report._words(toll.span)) is not None]
        sources = (report._words(link.source.span) for link in claim.attribution)
        self._sources = [words for words in sources if words is not None]
        told = report.marks_of(trigger)
        self._roles = dict[int, str]()
        for role, runs in told.roles.items() if told is not None else ():
            for first, end in runs:
                for token in range(first, end):
                    self._roles.setdefault(token, role)
        if report._marks is None:
            self._read = "no model"
        elif told is None:
            self._read = "unread"
        else:
            self._read = "read" if told.roles.get(self.role) else "reads nobody"
        near = range(max(0, at - _BACK), min(len(report._claims), at + _ON + 1))
        here = report._sentences[at]
        others = [
            other
            for other in near
            if report._sentences[other] == here and report._claims[other].event.trigger != claim.event.trigger
        ]
        self._beside = [words for other in others if (words := report._evidence[other]) is not None]
        held_beside = [each for other in others for each in report._held[other]]
        self._same_beside = {each.root for each in held_beside if each.party.role == self.role}

    def may_be(self, token: Token) -> bool:
        """Whether a noun comes into question: no part of another's name, no time, no deed, nobody who did it."""
        if token.i in self._of_own:
            return True
        if token.i == self._trigger.i or any(each.holds(token.i) for each in self._rivals):
            return False
        if token.dep_ in _PART_OF_A_PHRASE and token.head.i != self._trigger.i:
            return False
        if token.pos_ in ("ADJ", "NUM") and token.dep_ not in _ALONE:
            return False
        if token.ent_type_ in _NO_PARTY:
            return False
        lexicon, lemma = load_lexicon(), token.lemma_.lower()
        is_deed = token.pos_ == "NOUN" and lemma in lexicon.deeds
        return not is_deed and lemma not in lexicon.parties["nobody"] and _kind(token) != "violence"

    def candidate(self, noun: _Noun) -> Candidate:
        """A noun of the sentence with its signs."""
        token, type_, form = noun.token, self._type, self._form
        own = self._of_own.get(token.i)
        if own is not None:
            rule = f"rule=own {self._named}"
        else:
            rule = f"rule={'inside' if any(each.holds(token.i) for each in self._own) else 'not'} {self._named}"
        phrase = range(noun.phrase.start, noun.phrase.end)
        role = self._roles.get(token.i) or next((self._roles[at] for at in phrase if at in self._roles), None)
        model = f"model={role or self._read}"
        path = f"{form} {_path(self._ways_up, token)}"
        evidence = self._evidence
        is_inside = evidence is not None and evidence.start <= token.i < evidence.end
        inside = "inside" if is_inside else "outside"
        governor = noun.governor
        if governor.i == self._trigger.i:
            holder = "own"
        else:
            holder = "near" if evidence is not None and evidence.start <= governor.i < evidence.end else "far"
        beside = "beside" if any(words.start <= token.i < words.end for words in self._beside) else "free"
        side = "before" if token.i < self._trigger.i else "behind"
        steps = min(abs(token.i - self._trigger.i), _FARTHEST) // _STEP
        signs = [
            rule, f"{rule} {type_}", model, f"{model} {rule}", f"{model} {type_}",
            f"kind={noun.kind}", f"kind={noun.kind} {type_}", f"kind={noun.kind} {rule}",
            f"path={path}", f"path={path} {type_}", f"path={path} {rule}", f"path={path} kind={noun.kind}",
            f"path={path} of={self._lemma}", f"{inside}", f"{inside} {rule}", f"{inside} {beside}",
            f"{inside} {beside} {rule}", f"by={holder} {noun.by}", f"by={holder} {noun.by} {type_}",
            f"by={noun.hangs} {governor.lemma_.lower()}", f"by={noun.hangs} {governor.lemma_.lower()} {rule}",
            f"by={holder} {noun.hangs} kind={noun.kind}", f"side={side} {steps}", f"side={side} {form}", *noun.signs,
        ]  # fmt: skip
        if token.i in self._others:
            signs.append(f"other {type_}")
        if any(words.start <= token.i < words.end for words in self._counted):
            signs += ["counted", f"counted {rule}"]
        if any(words.start <= token.i < words.end for words in self._sources):
            signs += ["source", f"source {type_}"]
        if noun.place is not None:
            signs.append(f"place={noun.place} {type_}")
        if token.i in self._same_beside:
            signs += ["of another", f"of another {inside} {self._named}"]
        if token.i in self._joined:
            signs.append("joined to the rules'")
        parties = (own.party,) if own is not None else ()
        return Candidate(token, parties, own is not None, tuple(signs), own is not None and path in _DIRECT)

    def stated_elsewhere(self, found: set[int]) -> Iterator[Candidate]:
        """Those whom the rules name, where their words are none of the sentence's nouns."""
        for each in self._own:
            if each.root not in found:
                signs = [self._type, self._form, self._read, each.party.basis, f"of={self._lemma}"]
                signs += [f"kind={_kind(each.words.root) if each.words is not None else 'none'}"]
                signs += ["toll"] if self._claim.tolls else []
                yield Candidate(None, (each.party,), True, ("carried", *(f"carried {sign}" for sign in signs)))

    def told_elsewhere(self) -> Iterator[Candidate]:
        """To whom something was done that was told before, and who did something."""
        report, here = self._report, self._report._sentences[self._at]
        known = {each.party.span.text.casefold() for each in (*self._own, *self._rivals) if each.party.span}
        roles: tuple[tuple[Role, int], ...] = (("target", _TOLD), ("actor", _DOERS))
        for role, most in roles:
            number = 0
            for other in range(self._at - 1, max(-1, self._at - _BACK - 1), -1):
                held = [each for each in report._held[other] if each.party.role == role and each.party.span is not None]
                parties = tuple(
                    each.party
                    for each in held
                    if each.party.span is not None and each.party.span.text.casefold() not in known
                    and not self._is_here(each)
                )  # fmt: skip
                if not parties or number == most:
                    continue
                known |= {each.span.text.casefold() for each in parties if each.span is not None}
                number += 1
                words = next(each.words for each in held if each.party is parties[0])
                gap = min(here - report._sentences[other], 4)
                same = "same" if report._claims[other].event.type == self._type else "another"
                scene = "its scene" if report._claims[other].scene == self._claim.scene else "another scene"
                signs = [
                    self._type, self._form, self._read, self._named, str(number),
                    f"{self._named} {self._type} {self._form} {number}", f"{same} {scene}",
                    f"kind={_kind(words.root) if words is not None else 'none'}",
                    f"gap={gap}", f"{self._form} gap={gap} {same}", f"of={self._lemma}",
                ]  # fmt: skip
                signs += ["toll"] if self._claim.tolls else []
                yield Candidate(None, parties, False, (f"told {role}", *(f"told {role} {sign}" for sign in signs)))

    def nobody(self) -> Candidate:
        """That it is not said to whom."""
        type_, form, rivals = self._type, self._form, min(len(self._rivals), 2)
        signs = [
            self._named, f"{self._named} {type_}", type_, form, f"{type_} {form}", self._read,
            f"{self._read} {self._named}", f"of={self._lemma}", f"actors={rivals} {type_}",
        ]  # fmt: skip
        signs += ["toll"] if self._claim.tolls else []
        return Candidate(None, (), not self._own, ("nobody", *(f"nobody {sign}" for sign in signs)))

    def _is_here(self, held: _Held) -> bool:
        return held.words is not None and self._start <= held.root < self._end


def _form(trigger: Token) -> str:
    if trigger.pos_ in VERBAL:
        return "passive" if _is_passive(trigger) else "verb"
    return "noun" if trigger.pos_ in ("NOUN", "PROPN") else "adjective"


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children) or (
        verb.tag_ == "VBN" and not any(child.dep_ == "aux" for child in verb.children)
    )


@cache
def _kinds() -> Mapping[str, str]:
    kinds = load_lexicon().kinds
    return {word: kind for kind in reversed(_KINDS) for word in kinds[kind]}


def _kind(token: Token) -> str:
    """What a word names: a kind of the lexicon's, or what the parser takes a name for."""
    if token.pos_ == "PRON":
        return token.lower_ if token.lower_ in _PRONOUNS else "pronoun"
    known = _kinds().get(token.lemma_.lower())
    if known is not None:
        return known
    return token.ent_type_ if token.ent_type_ in _NAMED else token.pos_.lower()


def _ways_up(word: Token) -> Mapping[int, tuple[str, ...]]:
    """The steps from a word up to itself and to each word that it hangs on, but for those that are too far."""
    ways = {word.i: tuple[str, ...]()}
    for above in islice(word.ancestors, _DEEPEST):
        ways[above.i] = (*ways[word.i], f"^{word.dep_}")
        word = above
    return ways


def _path(ways_up: Mapping[int, tuple[str, ...]], token: Token) -> str:
    """The way up from one word and down to another in the parse: "^relcl nsubjpass"."""
    down: list[str] = []
    here = token
    while here.i not in ways_up:
        if len(down) == _DEEPEST or here.head.i == here.i:
            return "far"
        down.append(f"prep_{here.lower_}" if here.dep_ == "prep" else here.dep_)
        here = here.head
    up = ways_up[here.i]
    return "far" if len(up) + len(down) > _DEEPEST else " ".join([*up, *reversed(down)])
