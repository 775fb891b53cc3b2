"""One sentence while its tolls are gathered: its numbered people, its words of harm, and who goes with which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from spacy.tokens import Doc, Token

from standoff.records import TollKind
from standoff.tolls.numbers import find_quantities
from standoff.tolls.people import People, Phrases, find_phrases, single_of
from standoff.tolls.words import Words

__all__ = ["Found", "Sentence", "open_sentence"]

_SHORTEST_ROW = 4
_WIDEST_GAP = 3
_LONGEST_SINGLE = 8
_MOST_PARTS = 8
_FEWEST = 2
_LISTING = frozenset({":", "–", "—", "-"})
_BEFORE_NOUN = frozenset({"amod", "compound", "det", "nmod", "poss"})
"""So many words at most name one person among others, and so many numbers before "among them" may be parts."""


@dataclass(slots=True)
class Found:
    """A toll before it is a record. ``first`` and ``last`` are the tokens of its word of harm. ``is_weak``: another
    word of harm for the same people says more. ``is_state``: the word stands before the people, as an adjective."""

    what: TollKind
    people: People
    first: int
    last: int
    is_weak: bool = False
    is_state: bool = False


@dataclass(slots=True)
class Sentence:
    """``lower`` holds the lower-case words of the whole document, ``marks`` the tokens that a toll may hang on.
    ``owner`` gives for the first token of a numbered phrase the word of harm that it stands in a row with, ``parts``
    for that of a numbered part ("including 11 children") the token that begins the parts."""

    parse: Doc
    start: int
    end: int
    lower: Sequence[str]
    marks: Sequence[int]
    words: Words
    phrases: Phrases
    owner: dict[int, int] = field(default_factory=dict)
    parts: dict[int, int] = field(default_factory=dict)
    found: list[Found] = field(default_factory=list)
    single: list[People] = field(default_factory=list)
    """The parts that are one person each, told without a number: "including a nurse"."""
    taken: set[int] = field(default_factory=set)
    told_last: TollKind | None = None
    """The kind of the last toll told before, not far off."""

    def add(self, what: TollKind, people: People, first: int, last: int, *, is_sum: bool = False, **kind: bool) -> None:
        """Adds a toll and marks its people as told of (not those of a sum, whose parts are told apart); how many
        families were killed says not how many people."""
        if is_sum:
            self.found.append(Found(what, people, first, last, **kind))
            return
        if people.is_units:
            people = people if what == "displaced" else replace(people, low=None, high=None)
            self._add(what, self._within(people), first, last, **kind)
        self._add(what, people, first, last, **kind)

    def _within(self, families: People) -> People | None:
        """How many people the families are, where that stands beside them: "300 families (1,500 people)"."""
        at = families.last + 1
        while at < self.end and self.lower[at] in ("(", ",", "or"):
            at += 1
        people = next((each for each in self.phrases.all if each.first == at), None)
        return people if people is not None and at > families.last + 1 and not people.is_units else None

    def _add(self, what: TollKind, people: People | None, first: int, last: int, **kind: bool) -> None:
        if people is not None:
            self.found.append(Found(what, people, first, last, **kind))
            self.taken.update(range(people.first, people.last + 1))

    def is_free(self, people: People) -> bool:
        """Whether no toll tells of these people yet."""
        return self.taken.isdisjoint(range(people.first, people.last + 1))

    def is_marked(self, at: int) -> bool:
        """Whether a token is part of the word of harm of a toll already found."""
        return any(found.first <= at <= found.last for found in self.found)


def open_sentence(
    parse: Doc, start: int, end: int, lower: Sequence[str], marks: Sequence[int], words: Words
) -> Sentence:
    """A sentence with its numbered people, before any toll is found."""
    counting = ["" if _is_particle(parse[at], marks) else lower[at] for at in range(start, end)]
    quantities = find_quantities(counting, start)
    harm = frozenset(at for at in marks if lower[at] in words.ending)
    phrases = find_phrases(parse, quantities, words, harm)
    this = Sentence(parse, start, end, lower, marks, words, phrases)
    _mark_parts(this)
    if len(quantities) > 1:
        _pair_rows(this)
    return this


def _is_particle(token: Token, marks: Sequence[int]) -> bool:
    """Whether a word belongs to the verb before it and to no number: "handed over | two men"."""
    return token.dep_ == "prt" and token.head.i not in marks


def _pair_rows(this: Sentence) -> None:
    """Pairs words of harm and numbers that stand in a row, as headlines have them: "12 killed 30 wounded in ...",
    "raid kills 12 injures 30"."""
    row: list[tuple[int, int, bool]] = []
    inside = {at for people in this.phrases.all for at in range(people.first, people.last + 1)}
    items = [(people.first, people.last, True) for people in this.phrases.all if people.first not in this.parts]
    items += [(at, at, False) for at in this.marks if at not in inside and this.lower[at] in this.words.ending]
    for item in sorted(items):
        between = this.lower[row[-1][1] + 1 : item[0]] if row else []
        if row and (row[-1][2] == item[2] or len(between) > _WIDEST_GAP or not this.words.between.issuperset(between)):
            _pair(this, row)
            row = []
        row.append(item)
    _pair(this, row)


def _pair(this: Sentence, row: Sequence[tuple[int, int, bool]]) -> None:
    if len(row) >= _SHORTEST_ROW:
        for one, two in zip(row[::2], row[1::2], strict=False):
            number, word = (one, two) if one[2] else (two, one)
            this.owner[number[0]] = word[0]


def _mark_parts(this: Sentence) -> None:
    """Marks "five children" and "a nurse" of "including five children and a nurse"."""
    if not this.phrases.all:
        return
    if this.lower[this.start] in ("of", "among"):
        _mark_part_of_opening(this)
    for at in range(this.start, this.end):
        if this.lower[at] in _LISTING:
            _mark_listed(this, at)
        for opener in this.words.parts.get(this.lower[at], ()):
            end = at + len(opener)
            if tuple(this.lower[at:end]) != opener:
                continue
            number = next((n for n, each in enumerate(this.phrases.all) if each.first < at <= each.last + 1), None)
            following = _part_at(this, end)
            is_closed = following is None or this.lower[end : end + 1] == [","]  # "a cook among them, and two guards"
            single = _single_before(this, at) if opener[0] != "including" and is_closed else None
            if single is not None:
                this.parts[single.first] = at
                this.single.append(single)
                continue
            if number is not None and (opener[0] == "of" or (opener[0] != "including" and is_closed)):
                before = this.phrases.all[number]  # "three of them women", "two children among them"
                this.parts[before.first] = before.first
                _mark_before(this, number)
                if following is not None and following.low == before.low and not following.is_numbered:
                    this.phrases.all[number] = replace(before, who=following.who)  # "one of them a nurse"
                continue
            is_first = True
            while following is not None and (is_first or not _is_before_harm(this, following, at)):
                this.parts[following.first] = at
                if following not in this.phrases.all:
                    this.single.append(following)
                following, is_first = _part_at(this, following.last + 1), False


def _mark_listed(this: Sentence, at: int) -> None:
    """Marks those whom a list behind a colon or dash names, where they are all of those counted before it: "seven were
    killed: | four soldiers and three civilians |"."""
    whole = next((each for each in reversed(this.phrases.all) if each.last < at), None)
    listed: list[People] = []
    following = _part_at(this, at + 1)
    while following is not None and len(listed) < _MOST_PARTS and following not in listed:
        listed.append(following)
        following = _part_at(this, following.last + 1)
    if whole is None or len(listed) < _FEWEST or whole.low != sum(each.low or 0 for each in listed):
        return
    for each in listed:
        this.parts[each.first] = at
        if not each.is_numbered:
            this.single.append(each)


def _single_before(this: Sentence, at: int) -> People | None:
    """The one person, after a comma, with whom the words before a token end."""
    for first in range(at - 1, max(at - _LONGEST_SINGLE, this.start), -1):
        if this.lower[first] in ("a", "an"):
            people = _part_at(this, first) if this.lower[first - 1] == "," else None
            return people if people is not None and people.last == at - 1 else None
    return None


def _mark_before(this: Sentence, number: int) -> None:
    """Marks the rest of a list of parts that stands before "among them": "12 guards, | a cook and two nurses | among
    them". Their whole is the farthest number before them that is no less than they are together."""
    last = this.phrases.all[number]
    for whole in this.phrases.all[max(0, number - _MOST_PARTS) : number]:
        if this.lower[whole.last + 1] != ",":
            continue
        listed = _listed_from(this, whole.last + 1, last)
        if listed and (whole.high is None or sum(each.low or 0 for each in listed) <= whole.high):
            for each in listed[:-1]:
                this.parts[each.first] = last.first
                if not each.is_numbered:
                    this.single.append(each)
            return


def _listed_from(this: Sentence, at: int, last: People) -> list[People]:
    """The people that follow one another from a token to the last; none where other words stand between."""
    listed: list[People] = []
    while (following := _part_at(this, at)) is not None and following.first <= last.first:
        listed.append(following)
        at = following.last + 1
    return listed if listed and listed[-1].first == last.first else []


def _mark_part_of_opening(this: Sentence) -> None:
    """Marks "nine" of "Of the 22 killed, nine were cooks" and "nine cooks" of "Among the 22 dead were nine cooks"."""
    for whole, part in pairwise(this.phrases.all[:2]):
        between = this.lower[whole.last + 1 : part.first]
        is_whole = whole.is_bare and whole.first <= this.start + 2 and not this.words.ending.isdisjoint(between)
        is_joined = bool(between) and between[-1] in ((",",) if part.is_bare else ("were", "are"))
        if is_whole and is_joined and len(between) <= _WIDEST_GAP:
            this.parts[part.first] = part.first


def _part_at(this: Sentence, at: int) -> People | None:
    """The people that begin at a token, or after words that stand between parts: so many, or "a nurse"."""
    while at < this.end and this.lower[at] in this.words.between_parts:
        at += 1
    if at >= this.end:
        return None
    if this.lower[at] in ("a", "an"):
        head = this.parse[at].head
        is_person = head.i > at and (head.lemma_.lower() in this.words.people or head.pos_ == "PROPN")
        return single_of(head, this.words) if is_person and this.parse[at].dep_ == "det" else None
    return next((each for each in this.phrases.all if each.first == at), None) or _joined_to_named(this, at)


def _joined_to_named(this: Sentence, at: int) -> People | None:
    """The numbered part that an "and" joins to somebody named, who is no part with a number himself: "among them the
    head of the school and | two teachers |"."""
    token = this.parse[at]
    head = token.head if token.dep_ in _BEFORE_NOUN else token
    if not at <= head.i <= at + _LONGEST_SINGLE or head.tag_ not in ("NN", "NNP"):
        return None
    joined = (this.phrases.by_token.get(child.i) for child in head.rights if child.dep_ == "conj")
    return next((each for each in joined if each is not None and each.is_numbered and not each.is_bare), None)


def _is_before_harm(this: Sentence, people: People, opening: int) -> bool:
    """Whether a word of harm follows: in "including two women and 30 wounded" the thirty are no part, nor in "nine
    died, including two women, and 30 were wounded", where what befell the whole stands before the ``opening`` of the
    parts. In "nine people, including two women and three boys, died" all are parts."""
    at = people.last + 1
    while at < this.end and this.lower[at] in this.words.more:
        at += 1
    begins = at
    while at < this.end and (this.parse[at].dep_ in ("aux", "auxpass") or this.parse[at].lemma_ == "be"):
        at += 1
    if at >= this.end or this.lower[at] not in this.words.ending:
        return False
    has_auxiliary = at != begins
    is_finite = has_auxiliary or any(each.frame == "suffer" for each in this.words.harm[this.lower[at]])
    return not is_finite or not this.words.ending.isdisjoint(this.lower[this.start : opening])
