"""Which happenings of one report are one: so that a place or day told once serves every sentence about it.

Only used to carry places and days within a report. Pairs are compared on features that each add or take away
points; a happening joins the best earlier group at ``THRESHOLD`` points or more, and none whose day or town
contradicts its own.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, takewhile

from msgspec.structs import replace
from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from standoff.claims.references import antecedent, load_reference_words
from standoff.ontology import FORCE, VIOLENCE, load_laying, load_lexicon
from standoff.records import (
    TO_COME,
    DateMention,
    Document,
    Happening,
    Participant,
    PlaceMention,
    Span,
    TollKind,
    distance_km,
)

__all__ = [
    "FAR_KM",
    "FINE",
    "Count",
    "Told",
    "alike",
    "are_one_deed",
    "contradict",
    "describe",
    "group_happenings",
    "is_deed",
    "kilometres",
    "telling_words",
    "told_in_paragraph",
    "with_happening",
    "words_shared",
]

THRESHOLD = 2.0
FAR_KM = 60.0
"""Two towns further apart than this are never one happening's place."""

_ABOVE = 4
"""So many words above a deed may stand that says what answers it."""

_TIMES = frozenset({"time", "day", "night", "year", "month", "week", "occasion"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_COMMON = frozenset({"people", "person", "say", "be", "have"})
"""Words that tell of any happening."""
FINE = frozenset({"exact", "near", "town"})

Count = tuple[TollKind, int | None, int | None]
"""A harm, and the least and the most people to whom it came."""

_Feature = tuple[str, Hashable]
_AT_MOST = {"sentence": 1.0, "count": 2.0, "lemma": 0.5, "name": 0.5, "mode": 0.5, "place": 1.0, "day": 0.5}
"""The points of ``alike`` for each feature of a sort; it gives 1.5 more, and half a point for a noun, to what takes up
another, with which that has but to share anything."""


@dataclass(frozen=True, slots=True)
class Told:
    """A happening with what its own sentence says of place and day, and the group it is put in."""

    happening: Happening
    sentence: int
    place: PlaceMention | None
    date: DateMention | None
    lemmas: frozenset[str]
    takes_up: frozenset[str]
    """Nouns that point back: "the attack", "this strike"."""
    points_back: bool = False
    """Whether it is told as of the time just told of: "then", "that attack"."""
    is_told_before: bool = False
    """Whether its own word only takes a deed up that was told before: "the crime", "these raids", "laid the mine"."""
    is_further: bool = False
    """Whether it tells more of the deed told just before: "two others were hurt", "in the attack"."""
    is_answered: bool = False
    """Whether another deed of its sentence answers it: "in retaliation for | the murder | of two clerics"."""
    is_summed: bool = False
    """Whether it tells what came of all that was done until now: "have been killed since spring"."""
    taken_up: tuple[Span, ...] = ()
    """Whom the pronouns in the words for the harmed stand for: "| his | driver was shot"."""
    group: int = -1
    names: frozenset[str] = field(default_factory=frozenset)
    counts: frozenset[Count] = frozenset()
    """What its tolls count, where they give a number."""
    said: DateMention | None = None
    """When it was said, where the sentence gives that: it did not happen later."""
    is_aside: bool = False
    """Whether its clause only says more of somebody or something: "rebels | who took the mill in May |"."""
    block: int = 0
    """The number of its paragraph."""
    is_on_the_way: bool = False
    """Whether its place is one to which somebody went or was brought: no other happening is there for that."""

    def harms_own_of(self, party: Participant) -> bool:
        """Whether the words for the harmed take somebody up: "| the rebels | attacked, and thirty of them were killed",
        "| the army's | losses were heavy"."""
        span = party.span
        return span is not None and any(map(span.covers, self.taken_up))


def describe(
    document: Document,
    happening: Happening,
    place: PlaceMention | None,
    date: DateMention | None,
    said: DateMention | None = None,
    *,
    is_on_the_way: bool = False,
) -> Told:
    """The features of one happening."""
    tokens = document.tokens(happening.evidence)
    generic = load_reference_words().happenings
    lemmas: set[str] = set()
    takes_up: set[str] = set()
    further = load_reference_words().further
    is_further = False
    sentence = 0
    points_back = False
    if tokens is not None:
        points_back = _points_back(tokens, generic)
        sentence = tokens[0].sent.start
        is_further = any(token.lower_ in further for token in tokens)
        for token in tokens:
            if token.pos_ in ("NOUN", "PROPN", "VERB"):
                lemma = token.lemma_.lower()
                lemmas.add(lemma)
                if lemma in generic and any(c.lower_ in ("the", "this", "that", "these", "those") for c in token.lefts):
                    takes_up.add(lemma)
    names = frozenset(
        (p.actor.id if p.actor else (p.name or (p.span.text if p.span else ""))).casefold()
        for p in happening.participants
        if p.role in ("actor", "target")
    )
    trigger = document.tokens(happening.event.trigger)
    this = Told(
        happening,
        sentence,
        place,
        date,
        frozenset(lemmas),
        frozenset(takes_up),
        points_back,
        trigger is not None and _takes_up_deed(trigger.root),
        is_further or bool(takes_up),
        trigger is not None and _is_answered(trigger.root),
        trigger is not None and any(map(_is_of_perfect, trigger.root.children)),
        tuple(_stand_for(document, happening)),
        names=names - {""},
        counts=frozenset((toll.what, toll.low, toll.high) for toll in happening.tolls if toll.low or toll.high),
        said=said,
        is_aside=trigger is not None and _is_aside(trigger.root),
        block=document.block_of[sentence],
        is_on_the_way=is_on_the_way,
    )
    if this.taken_up and happening.event.type in FORCE and trigger is not None and _is_suffered(trigger.root):
        parties = (each for each in happening.participants if each.role != "actor" or not this.harms_own_of(each))
        return with_happening(this, replace(happening, participants=tuple(parties)))
    return this


def with_happening(this: Told, happening: Happening) -> Told:
    """The same words, with what is known better by now of what they tell."""
    return dataclasses.replace(this, happening=happening)


def is_deed(happening: Happening) -> bool:
    """Whether it is told that something was done to somebody or something by force, or under its threat."""
    return happening.event.type in FORCE and (happening.polarity, happening.reality) == ("positive", "actual")


def telling_words(this: Told) -> frozenset[str]:
    """The words of a happening that do not tell of any."""
    return this.lemmas - _COMMON


def told_in_paragraph(this: Told, told: Sequence[Told]) -> Iterator[Told]:
    """What the sentences before in the same paragraph tell, the nearest first."""
    earlier = (each for each in reversed(told) if each.sentence < this.sentence)
    return takewhile(lambda each: each.block == this.block, earlier)


def _stand_for(document: Document, happening: Happening) -> Iterator[Span]:
    harmed = [each.span for each in happening.participants if each.role == "target" and each.span is not None]
    for span in harmed or [toll.span for toll in happening.tolls]:
        for token in document.tokens(span) or ():
            head = antecedent(token) if token.pos_ == "PRON" else None
            if head is not None:
                yield document.span(head.doc[head.i : head.i + 1])


def _is_suffered(verb: Token) -> bool:
    """Whether it is told who suffered something, and not who did it: "thirty of them | were killed |"."""
    under = {child.dep_ for child in verb.children}
    return bool(under & {"nsubjpass", "auxpass"}) and "agent" not in under


def _is_of_perfect(child: Token) -> bool:
    return child.dep_ == "aux" and child.lower_ in ("have", "has", "'ve")


def _takes_up_deed(word: Token) -> bool:
    if word.pos_ == "VERB" and word.lemma_.lower() in load_reference_words().accusing:
        return not any(map(_says_of_what, word.children))
    laying, lemma = load_laying(), word.lemma_.lower()
    if laying.says_nothing_of_it(lemma):
        return True
    if word.pos_ == "NOUN":
        return _is_definite(word)
    weapons, owned = load_lexicon().kinds["weapon"], {each for way in laying.ways.get(lemma, ()) for each in way.beside}
    return any(
        (child.lemma_.lower() in weapons and _is_definite(child)) or child.lemma_.lower() in owned
        for child in word.children
        if child.dep_ in ("dobj", "nsubjpass")
    )  # "planted | the bomb |", "no group claimed | responsibility |"


_OF_WHAT = frozenset({"of", "for", "over"})
_CONTENT = frozenset({"ccomp", "xcomp", "pcomp"})


def _says_of_what(child: Token) -> bool:
    """Whether what stands beside "accuse" says of what: "| of lying |", "a clerk | of lying |"."""
    links = (below for below in child.children if below.lower_ in _OF_WHAT)
    is_within = any(below.dep_ == "pcomp" or below.tag_ == "VBG" for link in links for below in link.children)
    is_linked = child.lower_ in _OF_WHAT and not any(below.tag_ in ("WDT", "WP") for below in child.children)
    return is_within or is_linked or child.dep_ in _CONTENT


def _is_aside(word: Token) -> bool:
    return any(each.dep_ in ("relcl", "acl", "advcl") for each in (word, *islice(word.ancestors, _ABOVE)))


def _is_answered(word: Token) -> bool:
    answering = load_lexicon().light.answering
    return any(above.lemma_.lower() in answering for above in islice(word.ancestors, _ABOVE))


def _is_definite(noun: Token) -> bool:
    return any(child.lower_ in _DEFINITE for child in noun.lefts)


def _points_back(tokens: SpacySpan, generic: frozenset[str]) -> bool:
    for token in tokens:
        if token.lower_ == "then" and token.dep_ == "advmod" and token.nbor(-1 if token.i else 0).lower_ != "and":
            return True
        if token.lower_ == "that" and token.dep_ == "det" and token.head.lemma_.lower() in generic | _TIMES:
            return True
        if token.lower_ == "time" and token.nbor(-2 if token.i > 1 else 0).lower_ == "at":  # "at the time"
            return True
    return False


def group_happenings(told: Sequence[Told]) -> list[Told]:
    """The happenings, each with the number of its group: those that are one have the same, in text order."""
    groups: list[list[Told]] = []
    grouped: list[Told] = []
    holders: dict[_Feature, list[int]] = defaultdict(list)
    for number, this in enumerate(told):
        points: dict[int, float] = {}
        for other in _may_be_one(this, holders):
            at = grouped[other].group
            points[at] = max(points.get(at, 0.0), alike(this, told[other]))
        best, best_points = -1, THRESHOLD
        for at in sorted(points):
            if points[at] >= best_points and not any(contradict(this, other) for other in groups[at]):
                best, best_points = at, points[at]
        if best < 0:
            best = len(groups)
            groups.append([])
        groups[best].append(this)
        grouped.append(dataclasses.replace(this, group=best))
        for feature in _features(this):
            holders[feature].append(number)
    return grouped


def _may_be_one(this: Told, holders: Mapping[_Feature, Sequence[int]]) -> list[int]:
    """The numbers of the happenings before that share enough with one to be like it, whatever ``alike`` makes of it: a
    report may tell of thousands, and most have nothing in common."""
    most: dict[int, float] = defaultdict(float)
    for feature in _features(this):
        for other in holders.get(feature, ()):
            most[other] += _AT_MOST[feature[0]]
    least = 0.0 if this.takes_up else THRESHOLD
    return [other for other, points in most.items() if points >= least]


def _features(this: Told) -> Iterator[_Feature]:
    """All for which ``alike`` gives points where another happening has it too."""
    yield "sentence", this.sentence
    for name, own in (("count", this.counts), ("lemma", this.lemmas - _COMMON), ("name", this.names)):
        for each in own:
            yield name, each
    if this.happening.event.mode is not None:
        yield "mode", this.happening.event.mode
    if this.place is not None and this.place.gazetteer_id:
        yield "place", this.place.gazetteer_id
    if this.date is not None and this.date.earliest is not None:
        yield "day", this.date.earliest


def are_one_deed(this: Told, before: Told) -> bool:
    """Whether two happenings are told as one by more than their tolls, which two deeds may share."""
    return not contradict(this, before) and alike(this, before) - _of_tolls(this, before) >= THRESHOLD


def _of_tolls(a: Told, b: Told) -> float:
    return 2.0 if not a.counts.isdisjoint(b.counts) else 0.0


def contradict(a: Told, b: Told) -> bool:
    """Whether what is told of two happenings cannot be said of one."""
    if a.is_answered != b.is_answered and a.sentence == b.sentence:
        return True
    if (a.happening.reality in TO_COME) != (b.happening.reality in TO_COME):
        return True
    if _are_apart(a.date, b.date):
        return True
    if a.place and b.place and a.place.precision in FINE and b.place.precision in FINE:
        distance = kilometres(a.place, b.place)
        return distance is not None and distance > FAR_KM + (a.place.uncertainty_km or 0) + (
            b.place.uncertainty_km or 0
        )
    return (
        a.place is not None
        and b.place is not None
        and bool(a.place.country and b.place.country and a.place.country != b.place.country)
    )


def _are_apart(a: DateMention | None, b: DateMention | None) -> bool:
    if a is None or b is None or None in (a.earliest, a.latest, b.earliest, b.latest):
        return False
    return bool(a.latest < b.earliest or b.latest < a.earliest)  # type: ignore[operator]


def words_shared(a: Told, b: Told) -> int:
    """How many words two happenings have in common, of those that do not tell of any."""
    return len((a.lemmas & b.lemmas) - _COMMON)


def alike(a: Told, b: Told) -> float:
    """The points that speak for it that a happening is one told before."""
    is_kin = a.happening.event.type == b.happening.event.type or (
        a.happening.event.type in VIOLENCE and b.happening.event.type in VIOLENCE
    )
    if not is_kin:
        return 0.0
    points = _of_tolls(a, b)
    if a.takes_up:
        points += 1.5 + (0.5 if a.takes_up & b.lemmas else 0.0)
    points += min(1.5, 0.5 * words_shared(a, b))
    points += min(1.0, 0.5 * len(a.names & b.names))
    if a.happening.event.mode is not None and a.happening.event.mode == b.happening.event.mode:
        points += 0.5
    if a.place and b.place and a.place.gazetteer_id == b.place.gazetteer_id and a.place.gazetteer_id:
        points += 1.0
    if a.date and b.date and a.date.earliest == b.date.earliest and a.date.earliest:
        points += 0.5
    if a.sentence == b.sentence:
        points += 1.0
    return points


def kilometres(a: PlaceMention, b: PlaceMention) -> float | None:
    """Great-circle distance of two placed mentions, ``None`` when one is not placed."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return distance_km(a.lat, a.lon, b.lat, b.lon)
