"""A model's answer in; claims whose every word stands in the report, and rejections, out."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from msgspec.structs import replace

from standoff.llm.endpoint import EndpointError
from standoff.llm.request import LABELS
from standoff.llm.words import Passage
from standoff.ontology import acled_pair, load_lexicon
from standoff.records import (
    Actor,
    Claim,
    DateMention,
    Event,
    Link,
    Participant,
    Place,
    PlaceMention,
    Rejection,
    Source,
    SourceKind,
    Span,
    Toll,
    TollKind,
    When,
    content_id,
)

__all__ = ["STAGE", "UNREAD", "Context", "Registry", "read_answer"]

STAGE = "llm"
"""The stage of the rejection of what is not believed of an answer."""
UNREAD = "llm endpoint"
"""The stage of the rejection of a passage that the model gave no usable answer on."""
MOST_CLAIMS = 200
MOST_OF_A_FIELD = 30
MOST_LETTERS = 2_000
MOST_REJECTIONS = 200
CONFIDENCE = 0.5
"""Of every claim of a model: nobody has measured how often it reads rightly."""
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3}){1,3}|\d{1,9}")


class Registry(Protocol):
    """What is asked of the actor registry."""

    def resolve(self, text: str, *, country: str | None = None) -> Actor | None: ...
    def source_kind(self, text: str) -> SourceKind | None: ...
    def party_of(self, text: str) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Context:
    """What the rules know of a report, by which a model's words get their places, days, numbers and parties.

    ``claims`` are those of the rules, ``country`` that of the story, ``headlines`` the spans of its headlines.
    """

    registry: Registry
    places: Sequence[PlaceMention] = ()
    dates: Sequence[DateMention] = ()
    tolls: Sequence[Toll] = ()
    claims: Sequence[Claim] = ()
    headlines: Sequence[Span] = ()
    country: str | None = None


class _UnfoundedError(Exception):
    """Why a claim, or a part of one, is not believed."""


def read_answer(answer: str, passage: Passage, context: Context) -> tuple[list[Claim], list[Rejection]]:
    """The claims of an answer in the order of the text, and what of it is not believed, with the reason.

    A claim is rejected whole where its quote, its trigger or one of its sources is not in the passage, or a label is
    none of those there are; any other part of it by itself. Raises ``EndpointError`` where the answer is no list of
    claims.
    """
    given = _claims_given(answer)
    reading = _Reading(passage, context)
    made: dict[int, Claim] = {}
    for number, each in enumerate(given[:MOST_CLAIMS], start=1):
        try:
            made[number] = reading.claim(each)
        except _UnfoundedError as unfounded:
            reading.reject(str(unfounded))
    if len(given) > MOST_CLAIMS:
        reading.reject(f"{len(given) - MOST_CLAIMS} more claims in one answer than the {MOST_CLAIMS} that are read")
    made = _without_doubles(made, reading)
    tied = [_tied(number, made, _number(given[number - 1], "responds_to")) for number in made]
    tied.sort(key=lambda claim: (claim.evidence[0], claim.id))
    rejections = reading.rejections
    if len(rejections) > MOST_REJECTIONS:
        more = len(rejections) - MOST_REJECTIONS
        last = Rejection(STAGE, f"{more} more parts of the answer were set aside", passage.report.id)
        rejections = [*rejections[:MOST_REJECTIONS], last]
    return tied, rejections


def _claims_given(answer: str) -> list[Any]:
    """The claims of an answer, which may stand between thoughts, a fence, or other words."""
    said = answer.rpartition("</think>")[2]
    try:
        found, _ = json.JSONDecoder().raw_decode(said, said.index("{"))
    except (ValueError, RecursionError) as error:
        raise EndpointError("the model's answer is not the JSON that was asked for") from error
    claims = found.get("claims")
    if not isinstance(claims, list):
        raise EndpointError("the model's answer holds no list of claims")
    return claims


def _tied(number: int, made: Mapping[int, Claim], answered: int | None) -> Claim:
    """A claim with the one that it answers, where that is another and was kept."""
    other = made.get(answered) if answered is not None and answered != number else None
    return replace(made[number], responds_to=other.id) if other is not None else made[number]


def _without_doubles(made: Mapping[int, Claim], reading: _Reading) -> dict[int, Claim]:
    """One claim for the same words from the same claimant: the first."""
    kept: dict[str, int] = {}
    for number, claim in made.items():
        speakers = [link.source.name for link in claim.attribution]
        first = kept.setdefault(content_id(claim.evidence[0].start, claim.evidence[0].end, speakers), number)
        if first != number:
            reading.reject("the same words and claimant as another claim", claim.evidence[0])
    return {number: made[number] for number in kept.values()}


@dataclass
class _Reading:
    """One answer's reading; ``rejections`` grows as it goes."""

    passage: Passage
    context: Context
    rejections: list[Rejection] = field(default_factory=list)

    def reject(self, reason: str, span: Span | None = None) -> None:
        self.rejections.append(Rejection(STAGE, reason, self.passage.report.id, span=span))

    def claim(self, given: Any) -> Claim:
        """The claim that is given. Raises ``_UnfoundedError``."""
        if not isinstance(given, dict):
            raise _UnfoundedError(f"a claim that is none: {_shown(given)}")
        quote = _text(given, "quote")
        evidence = self.passage.find(quote) if quote else None
        if evidence is None:
            raise _UnfoundedError(f"the words {_shown(quote)} are not in the report")
        trigger = self.passage.find(_text(given, "trigger") or "", within=evidence)
        if trigger is None:
            raise _UnfoundedError(f"the word {_shown(given.get('trigger'))} is not in {_shown(evidence.text)}")
        sentence = self.passage.sentence_of(evidence)
        chain = tuple(self._link(link, evidence, sentence) for link in _objects(given, "attribution"))
        event = self._event(given, trigger)
        speakers = [f"{link.source.name}|{link.stance}" for link in chain]
        words = (evidence.start, evidence.end, event.type, trigger.start, speakers)
        return Claim(
            id=content_id("claim of a model", self.passage.report.id, *words),
            report_id=self.passage.report.id,
            evidence=(evidence,),
            sentence=sentence,
            attribution=chain,
            event=event,
            participants=self._participants(given, evidence, sentence),
            polarity=_label(given, "polarity", "positive"),
            certainty=_label(given, "certainty", "certain"),
            reality=_label(given, "reality", "actual"),
            place=self._place(given, evidence, sentence),
            when=self._when(given, evidence, sentence),
            tolls=self._tolls(given, evidence, sentence, trigger),
            equipment=self._equipment(given, evidence, sentence),
            confidence=CONFIDENCE,
        )

    def _find(self, words: str, evidence: Span, sentence: Span) -> Span | None:
        """Where words stand: in the claim's quote, else in its sentence, else nearest to it."""
        for within in (evidence, sentence, None):
            if (found := self.passage.find(words, near=evidence, within=within)) is not None:
                return found
        return None

    def _part(self, what: str, words: str | None, evidence: Span, sentence: Span) -> Span | None:
        """Where the words of a part of a claim stand; they are rejected where they do not."""
        if words is None:
            return None
        found = self._find(words, evidence, sentence)
        if found is None:
            self.reject(f"{what}: the words {_shown(words)} are not in the report", evidence)
        return found

    def _event(self, given: Mapping[str, Any], trigger: Span) -> Event:
        """The type as the model has it; its mode and ACLED pair as the rules have them where they agree on the type."""
        types = load_lexicon().types
        name = _text(given, "type") or ""
        if name not in types:
            raise _UnfoundedError(f"{_shown(name)} is no type of event")
        for claim in self.context.claims:
            if claim.event.type == name and claim.event.trigger.overlaps(trigger):
                return replace(claim.event, trigger=trigger)
        usual = types[name].acled
        return Event(name, None, acled_pair(usual) if usual else None, trigger)

    def _link(self, given: Mapping[str, Any], evidence: Span, sentence: Span) -> Link:
        words, registry = _text(given, "source"), self.context.registry
        stance = _label(given, "stance", "asserts")
        cue = self._part("cue", _text(given, "cue"), evidence, sentence)
        if words is None:
            if cue is None:
                raise _UnfoundedError(f"{_shown(evidence.text)} is laid to nobody and to no cue")
            return Link(Source(cue.text, cue, "unnamed"), cue, stance)
        span = self._find(words, evidence, sentence)
        if span is None:
            raise _UnfoundedError(f"the source {_shown(words)} is not in the report")
        name = _ARTICLE.sub("", self._name(given, evidence, sentence) or " ".join(span.text.split()))
        kind = registry.source_kind(name) or _label(given, "kind", "unnamed")
        return Link(Source(name, span, kind, registry.party_of(name)), cue, stance)

    def _name(self, given: Mapping[str, Any], evidence: Span, sentence: Span) -> str | None:
        found = self._part("name", _text(given, "name"), evidence, sentence)
        return " ".join(found.text.split()) if found else None

    def _participants(self, given: Mapping[str, Any], evidence: Span, sentence: Span) -> tuple[Participant, ...]:
        parties: list[Participant] = []
        for each in _objects(given, "participants"):
            role = _label(each, "role", "other")
            span = self._part("party", _text(each, "words"), evidence, sentence)
            if span is None:
                continue
            name = self._name(each, evidence, sentence)
            actor = self.context.registry.resolve(name or span.text, country=self.context.country)
            basis = "stated" if sentence.covers(span) else "carried over"
            party = Participant(role, span, name, actor, basis)  # type: ignore[arg-type]
            if party not in parties:
                parties.append(party)
        return tuple(parties)

    def _place(self, given: Mapping[str, Any], evidence: Span, sentence: Span) -> Place | None:
        """The place that the gazetteer has for the words; one without coordinates where it has none."""
        span = self._part("place", _text(given, "place"), evidence, sentence)
        if span is None:
            return None
        named = [each for each in self.context.places if each.name_span.overlaps(span)]
        unplaced = PlaceMention(span, span, " ".join(span.text.split()))
        mention = min(named, key=lambda each: (each.is_demonym, each.lat is None, each.span), default=unplaced)
        if any(headline.covers(mention.name_span) for headline in self.context.headlines):
            return Place(mention, "headline")
        return Place(mention, "stated" if sentence.covers(mention.name_span) else "carried over")

    def _when(self, given: Mapping[str, Any], evidence: Span, sentence: Span) -> When | None:
        """The days that the calendar has for the words."""
        span = self._part("when", _text(given, "when"), evidence, sentence)
        if span is None:
            return None
        for date in self.context.dates:
            if date.span.overlaps(span) and date.earliest is not None and date.latest is not None:
                return When(date.earliest, date.latest, date.span, date.basis)
        self.reject("when: no days can be made of these words", span)
        return None

    def _tolls(self, given: Mapping[str, Any], evidence: Span, sentence: Span, trigger: Span) -> tuple[Toll, ...]:
        """The tolls that the rules read in the words; else the figures that stand in them."""
        tolls: list[Toll] = []
        for each in _objects(given, "tolls"):
            what = _label(each, "what", "other")
            span = self._part("toll", _text(each, "words"), evidence, sentence)
            if span is None:
                continue
            toll = self._toll(what, span, _number(each, "low"), _number(each, "high"), trigger)
            if toll is None:
                self.reject("toll: no such number stands in these words", span)
            elif toll not in tolls:
                tolls.append(toll)
        return tuple(tolls)

    def _toll(self, what: TollKind, span: Span, low: int | None, high: int | None, trigger: Span) -> Toll | None:
        counted = [toll for toll in self.context.tolls if toll.span.overlaps(span)]
        if counted:
            return replace(min(counted, key=lambda toll: (toll.what != what, toll.span)), what=what)
        told = {low, high} - {None}
        figures = {int(figure.replace(",", "")) for figure in _FIGURE.findall(span.text)}
        is_range = low is None or high is None or low <= high
        return Toll(what, low, high, None, span, trigger) if told and told <= figures and is_range else None

    def _equipment(self, given: Mapping[str, Any], evidence: Span, sentence: Span) -> tuple[Span, ...]:
        named = given.get("equipment")
        words = [each for each in named[:MOST_OF_A_FIELD] if isinstance(each, str)] if isinstance(named, list) else []
        found = [self._part("equipment", each[:MOST_LETTERS], evidence, sentence) for each in words]
        return tuple(dict.fromkeys(span for span in found if span is not None))


def _objects(given: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    value = given.get(key)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise _UnfoundedError(f"{key} is no list of the shape that was asked for: {_shown(value)}")
    if len(value) > MOST_OF_A_FIELD:
        raise _UnfoundedError(f"{key} has more than {MOST_OF_A_FIELD} entries")
    return value


def _text(given: Mapping[str, Any], key: str) -> str | None:
    value = given.get(key)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise _UnfoundedError(f"{key} is no text: {_shown(value)}")
    if len(value) > MOST_LETTERS:
        raise _UnfoundedError(f"{key} has more than {MOST_LETTERS:,} letters")
    return value


def _number(given: Mapping[str, Any], key: str) -> int | None:
    value = given.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _label(given: Mapping[str, Any], key: str, otherwise: str) -> Any:
    value = given.get(key)
    if value is None:
        return otherwise
    if value not in LABELS[key]:
        raise _UnfoundedError(f"{key} cannot be {_shown(value)}")
    return value


def _shown(value: Any) -> str:
    """Words of an answer as a reason may show them: few, on one line, and only what a terminal shows."""
    if not isinstance(value, str):
        return {dict: "an object", list: "a list", type(None): "nothing"}.get(type(value), repr(value)[:40])
    words = "".join(letter if letter.isprintable() else " " for letter in value[:400])
    words = " ".join(words.split())
    return f"«{words[:120]}{'…' if len(words) > 120 else ''}»"
