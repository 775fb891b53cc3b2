"""What speaks for a place or a day that a report names elsewhere being that of a happening whose sentence gives none.

The rules of ``where.py`` and ``when.py`` give one answer. It is weighed against the other places and days that a reader
has in mind there: those told of last, those of the heading, the headline and the first sentences, that which most of
the report is about. The weights are learnt from annotated reports (``training/carrying.py``); a value is that for which
the sum of its features' weights is the greatest, a softmax regression over candidates as in Durrett and Klein, "Easy
victories and uphill battles in coreference resolution", 2013.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import cache
from math import log1p
from typing import Generic, NamedTuple, TypeVar

from standoff.claims.learnt import numbers_of, read_learnt
from standoff.claims.same import Told, telling_words
from standoff.records import TO_COME, Document, Span

__all__ = ["Features", "Passage", "Values", "best_of", "load_weights"]

Features = dict[str, float]
Key = TypeVar("Key", bound=Hashable)
Answer = TypeVar("Answer")

FAR_BACK = 60
"""So many happenings back a value told of is looked for ..."""
MOST_TOLD = 6
"""... until so many different ones are found."""
MOST_NAMED = 4
"""So many that are only named before are looked at, and so many with which a report opens."""
FAR_NAMED = 15
"""So many mentions back they are looked for."""
NEAR = 4
"""What stands so many sentences before in the same paragraph is near: some reports are printed as one paragraph."""
LEAD = 2
"""So many sentences open a report."""
JUST_TOLD = 8
"""So many happenings before are fresh in mind ..."""
FADING = 0.75
"""... each so much less than the one after it."""
_RANKS = ("", "second ", "third ", "before the third ")
_SIDE_CLAUSES = frozenset({"relcl", "acl", "advcl", "pcomp"})
_CLIMBED = 12
_TAKEN_UP = "taken up"
_AMONG_LAST = 3
"""So many of the happenings last told of a value are compared."""


@cache
def load_weights(table: str) -> Mapping[str, float]:
    """A table of ``carrying.toml``, ``places`` or ``days``: what each feature adds; one without a weight adds nothing.
    Raises ``KnowledgeError`` where it cannot be read."""
    return read_learnt("carrying.toml", lambda text: numbers_of(tomllib.loads(text)[table]), made_by="carrying.py")


def best_of(table: str, candidates: Sequence[tuple[Answer, Features]]) -> Answer:
    """The candidate for which most speaks, of equal ones the first."""
    if len(candidates) == 1:
        return candidates[0][0]
    weights = load_weights(table)
    sums = [sum(weights.get(name, 0.0) * value for name, value in features.items()) for _, features in candidates]
    return candidates[max(range(len(sums)), key=lambda at: (sums[at], -at))][0]


class Named(NamedTuple, Generic[Key]):
    """Where a report names a value: offset, number of the sentence, number of the block; and how it stands there:
    ``beside`` the main words, ``aside`` in a clause that only adds something, ``of a noun``."""

    start: int
    sentence: int
    block: int
    key: Key
    standing: str


class Passage:
    """The happenings of a report, in its order, and the sentences and blocks in which they are told."""

    def __init__(self, document: Document, told: Sequence[Told]) -> None:
        self.document, self.told = document, told
        self._starts = [sentence.start for sentence in document.parse.sents]
        self.sentences = [bisect_right(self._starts, this.sentence) - 1 for this in told]
        self.words = [telling_words(this) for this in told]
        self.kinds = [block.kind for block in document.blocks]
        self.opens: dict[int, int] = {}
        """The first sentence of each block."""
        length: dict[int, int] = defaultdict(int)
        for number, start in enumerate(self._starts):
            self.opens.setdefault(document.block_of[start], number)
            length[document.block_of[start]] += 1
        telling = set(self.sentences)
        self.run_in = {
            block
            for block, first in self.opens.items()
            if first not in telling and self.kinds[block] != "headline" and length[block] > 1
        }
        """Blocks whose first sentence tells nothing: "Sorn, 14 April. Armed men stopped a bus."."""
        self._headings = [
            block for block, first in sorted(self.opens.items()) if first not in telling and length[block] == 1
        ]
        self.body = next(
            (first for block, first in self.opens.items() if self.kinds[block] not in ("headline", "dateline")), 0
        )

    def opens_paragraph(self, number: int) -> bool:
        """Whether a happening is told in the first sentence of its paragraph."""
        return self.opens[self.told[number].block] == self.sentences[number]

    def how_late(self, number: int) -> float:
        """How far on in the report a happening is told: at its beginning 0, at its end 1."""
        return self.sentences[number] / len(self._starts)

    def place_of(self, start: int) -> tuple[int, int]:
        """The numbers of the sentence and the block in which an offset of the report lies."""
        token = max(bisect_right(self.document.starts, start) - 1, 0)
        return bisect_right(self._starts, token) - 1, self.document.block_of[token]

    def heading_above(self, block: int) -> int | None:
        """The last block above one that is a single sentence and tells nothing, or ``None``."""
        at = bisect_left(self._headings, block) - 1
        return self._headings[at] if at >= 0 else None


class Values(Generic[Key]):
    """The places of a report, or its days, each with the happenings whose own sentence gives it and the words that name
    it. ``stated`` is what each happening's sentence gives for it, ``by_rules`` what the rules say of it, ``of_scene``
    what its scene has."""

    def __init__(
        self,
        passage: Passage,
        named: Sequence[tuple[Key, Span]],
        stated: Sequence[Key | None],
        by_rules: Sequence[Key | None],
        of_scene: Sequence[Key | None],
    ) -> None:
        self.passage, self.stated, self.by_rules, self.of_scene = passage, stated, by_rules, of_scene
        self.named = [
            Named(span.start, *passage.place_of(span.start), key, _standing(passage.document, span))
            for key, span in named
        ]
        self._starts = [each.start for each in self.named]
        self._of: dict[Key, list[Named[Key]]] = defaultdict(list)
        self._tellers: dict[Key, list[int]] = defaultdict(list)
        for number, key in enumerate(stated):
            if key is not None and not passage.told[number].happening.is_faint:
                self._tellers[key].append(number)
        self._all = max(1, sum(map(len, self._tellers.values())))
        self.most_told = max(self._tellers, key=lambda key: len(self._tellers[key]), default=None)
        self._standing: dict[str, set[Key]] = defaultdict(set)
        self._run_in: dict[int, dict[Key, None]] = defaultdict(dict)  # in the order of the text, as a set is not
        self._of_block: dict[int, dict[Key, None]] = defaultdict(dict)
        for each in self.named:
            self._of[each.key].append(each)
            self._of_block[each.block][each.key] = None
            kind = passage.kinds[each.block]
            if kind in ("headline", "dateline"):
                self._standing[kind].add(each.key)
            elif each.sentence < passage.body + LEAD:
                self._standing["lead"].add(each.key)
            if each.block in passage.run_in and each.sentence == passage.opens[each.block]:
                self._run_in[each.block][each.key] = None

    def tellers(self, number: int, key: Key) -> list[Told]:
        """The last happenings before one, or in its sentence, whose own sentence gives a value."""
        numbers = self._tellers.get(key, [])
        sentence = self.passage.sentences[number]
        end = bisect_right(numbers, sentence, key=lambda each: self.passage.sentences[each])
        return [self.passage.told[each] for each in numbers[max(0, end - _AMONG_LAST) : end]]

    def is_named_later(self, number: int, key: Key) -> bool:
        """Whether a value is named nowhere but after a happening's sentence."""
        at = self.nearest(number, key)
        return at is not None and at.start >= self.passage.told[number].happening.sentence.end

    def _told_last(self, number: int) -> list[Key]:
        """The different values told of before a happening, the nearest first."""
        found: list[Key] = []
        for before in range(number - 1, max(-1, number - 1 - FAR_BACK), -1):
            key = self.stated[before]
            if key is not None and key not in found:
                found.append(key)
                if len(found) == MOST_TOLD:
                    break
        return found

    def nearest(self, number: int, key: Key) -> Named[Key] | None:
        """Where a value is named in a happening's sentence, else last before it, else first after it."""
        sentence = self.passage.told[number].happening.sentence
        own = self._of.get(key)
        if not own:
            return None
        at = bisect_left(own, sentence.end, key=lambda each: each.start)
        return own[at - 1] if at else own[0]

    def candidates(self, number: int) -> dict[Key, Features]:
        """What may be a happening's, first what the rules say, each with what is to be known of it. "The raid" is where
        and when the raid was told of, if the rules have found that."""
        told, sentence = self.passage.told, self.passage.told[number].happening.sentence
        first, end = bisect_left(self._starts, sentence.start), bisect_left(self._starts, sentence.end)
        last = self._told_last(number)
        keys: dict[Key | None, None] = dict.fromkeys((self.by_rules[number],))
        keys |= dict.fromkeys(each.key for each in self.named[first : end + 1])
        keys |= dict.fromkeys(last)
        before = dict.fromkeys(each.key for each in reversed(self.named[max(0, first - FAR_NAMED) : first]))
        keys |= dict.fromkeys(list(before)[:MOST_NAMED])
        keys |= dict.fromkeys((self.of_scene[number], self.most_told))
        keys |= dict.fromkeys(self._run_in.get(told[number].block, {}))
        keys |= dict.fromkeys(self._above(number))
        keys |= dict.fromkeys(each.key for each in self.named[:MOST_NAMED])
        keys |= dict.fromkeys(self.by_rules[max(0, number - 1) : number])
        found = {key: dict(self._features(number, key, last)) for key in keys if key is not None}
        by_rules = self.by_rules[number]
        is_found = by_rules is not None and _TAKEN_UP in found[by_rules]
        return {key: known for key, known in found.items() if _TAKEN_UP in known} if is_found else found

    def _above(self, number: int) -> Mapping[Key, None]:
        heading = self.passage.heading_above(self.passage.told[number].block)
        return self._of_block.get(heading, {}) if heading is not None else {}

    def _features(self, number: int, key: Key, last: Sequence[Key]) -> Iterator[tuple[str, float]]:
        passage, this = self.passage, self.passage.told[number]
        at = passage.sentences[number]
        if key == self.by_rules[number]:
            yield "by rules", 1.0
        if key == self.of_scene[number]:
            yield "of the scene", 1.0
        if key in last:
            rank = last.index(key)
            yield f"told of {_RANKS[min(rank, len(_RANKS) - 1)]}last", 1.0
        yield from self._in_mind(number, key, is_last=key in last[:1])
        yield from self._of_words(number, key)
        tellers = self._tellers.get(key, ())
        yield "share of the report", len(tellers) / self._all
        if key == self.most_told:
            yield "most told of", 1.0
        end = bisect_left(tellers, number)
        before = tellers[max(0, end - _AMONG_LAST) : end]
        if before:
            back = at - passage.sentences[before[-1]]
            yield f"told {_far(back)}", 1.0
            if 0 < back <= NEAR and passage.told[before[-1]].block == this.block:
                yield "told in the paragraph", 1.0
            if all(passage.told[each].is_aside for each in before):
                yield "told aside", 1.0
            if all(passage.told[each].happening.reality in TO_COME for each in before):
                yield "told of what lies ahead", 1.0
            if passage.told[before[-1]].happening.event.type == this.happening.event.type:
                yield "told of the same type", 1.0
            if this.points_back and back <= 1:
                yield "pointed back to", 1.0
        elif self.nearest(number, key) is not None:
            yield "named, and told of nothing before", 1.0
        yield from self._shared(number, {*before, *tellers[: min(1, end)]})
        for where in ("headline", "dateline", "lead"):
            if key in self._standing[where]:
                yield f"in the {where}", 1.0
        if key in self._run_in.get(this.block, ()):
            yield "opens the paragraph as a heading", 1.0
        elif key in self._above(number):
            yield "in the heading above", 1.0
        if number and key == self.by_rules[number - 1]:
            back = at - passage.sentences[number - 1]
            is_near = passage.told[number - 1].block == this.block and back <= 1
            yield f"that of the one before, {'far' if not is_near else 'next' if back else 'same'} sentence", 1.0
        is_last = number + 1 == len(passage.told) or passage.sentences[number + 1] != at
        if not is_last and key == self.by_rules[number + 1]:
            yield "that of the next one, same sentence", 1.0

    def _in_mind(self, number: int, key: Key, *, is_last: bool) -> Iterator[tuple[str, float]]:
        """What makes a reader keep to a value or go back to it: a new paragraph goes back to what the report is about,
        towards its end it tells of other things."""
        passage, this = self.passage, self.passage.told[number]
        ways = [f"in the {where}" for where in ("headline", "dateline", "lead") if key in self._standing[where]]
        ways += ["told of last"] if is_last else []
        ways += ["most told of"] if key == self.most_told else []
        for way in ways:
            yield f"{way}, how late", passage.how_late(number)
            if passage.opens_paragraph(number):
                yield f"{way}, new paragraph", 1.0
        if self._of_block.get(this.block, {}).keys() == {key}:
            yield "alone in the paragraph", 1.0
        yield "share of what was just told", self._share_just_told(number, key)

    def _share_just_told(self, number: int, key: Key) -> float:
        """The share of the happenings just before that have a value, each weighing less than the one after it."""
        share = 0.0
        for back, before in enumerate(range(number - 1, max(-1, number - 1 - JUST_TOLD), -1)):
            of_before = self.stated[before] if self.stated[before] is not None else self.by_rules[before]
            share += FADING**back if of_before == key else 0.0
        return share * (1 - FADING)

    def _of_words(self, number: int, key: Key) -> Iterator[tuple[str, float]]:
        """How the words that name a value stand to those of a happening."""
        this, own = self.passage.told[number], self._of.get(key, [])
        sentence, evidence = this.happening.sentence, this.happening.evidence
        end = bisect_left(own, sentence.end, key=lambda each: each.start)
        first = bisect_left(own, sentence.start, key=lambda each: each.start)
        if first < end:
            is_of_another = any(self.stated[other] == key for other in self._beside(number))
            yield f"in the sentence, {own[first].standing}", 1.0
            yield "in the sentence, of another" if is_of_another else "in the sentence, of nothing told", 1.0
            if any(evidence.start <= each.start < evidence.end for each in own[first:end]):
                yield "in its words", 1.0
            if own[first].start < this.happening.event.trigger.start:
                yield "in the sentence, before it", 1.0
        if not first:
            if first == end:
                yield "named only after it", 1.0
            return
        before = own[first - 1]
        back = self.passage.sentences[number] - before.sentence
        yield "sentences since named", log1p(back)
        if all(each.standing != "beside" for each in own[max(0, first - _AMONG_LAST) : first]):
            yield f"named {before.standing}", 1.0
        if before.block == this.block and 0 < back <= NEAR:
            yield "named in the paragraph", 1.0
            opening = self.passage.opens[this.block]
            if any(each.sentence == opening for each in own[max(0, first - _AMONG_LAST) : first]):
                yield "named first in the paragraph", 1.0
        elif before.block == this.block - 1:
            yield "named in the paragraph before", 1.0

    def _beside(self, number: int) -> Iterator[int]:
        """The numbers of the other happenings of a happening's sentence."""
        sentences = self.passage.sentences
        for step in (-1, 1):
            other = number + step
            while 0 <= other < len(sentences) and sentences[other] == sentences[number]:
                yield other
                other += step

    def _shared(self, number: int, others: set[int]) -> Iterator[tuple[str, float]]:
        """What a happening has in common with others that are told of a value."""
        passage, this = self.passage, self.passage.told[number]
        told = [passage.told[other] for other in others]
        if not told:
            return
        yield "words shared", min(3, max(len(passage.words[number] & passage.words[other]) for other in others))
        yield "names shared", min(2, max(len(this.names & each.names) for each in told))
        if any(not this.counts.isdisjoint(each.counts) for each in told):
            yield "counts shared", 1.0
        if any(this.takes_up & each.lemmas for each in told):
            yield _TAKEN_UP, 1.0
        if any(each.group == this.group for each in told):
            yield "of the same happening", 1.0


def _standing(document: Document, span: Span) -> str:
    """How the words that name a value stand in their sentence."""
    words = document.tokens(span)
    if words is None:
        return "beside"
    token, is_of_noun = words.root, False
    for _ in range(_CLIMBED):
        if token.dep_ in _SIDE_CLAUSES:
            return "aside"
        if token.head == token:
            break
        token = token.head
        is_of_noun = is_of_noun or (token.pos_ in ("NOUN", "PROPN") and token.i < words.start)
    return "of a noun" if is_of_noun else "beside"


def _far(sentences: int) -> str:
    """How many sentences lie between, in words."""
    if sentences == 0:
        return "in the sentence"
    return f"{sentences} before" if sentences <= 2 else "3 to 5 before" if sentences <= 5 else "further before"
