"""What people decided, laid over what the machine found: claims as judged, and tellings joined or kept apart.

A judgement names a claim by its id and by where it stands, so that it holds for the claim that a newer version of
Standoff finds in the same words. What was decided later outranks what was decided before.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import islice
from math import inf, isfinite
from typing import Any, Literal, get_args, overload

from msgspec.structs import replace

from standoff.actors import ActorRegistry
from standoff.errors import JudgementError
from standoff.incidents import Mentions, Telling, tellings_of
from standoff.ontology import NAMES
from standoff.records import (
    Acled,
    Actor,
    Claim,
    Event,
    Judgement,
    Link,
    Participant,
    Place,
    PlaceMention,
    Report,
    Role,
    Source,
    SourceKind,
    Span,
    Stance,
    Subject,
    Toll,
    When,
    content_id,
)
from standoff.records.actor import Sector
from standoff.records.event import Certainty, Polarity, Reality
from standoff.records.place import PlacePrecision
from standoff.records.toll import TollKind

__all__ = ["EDITED_FIELDS", "Judged", "claim_by_hand", "claim_of", "edited", "subject_of_claim"]

EDITED_FIELDS = ("place", "when", "actor", "target", "type", "tolls")
"""The fields of a claim that an edit may set, each in its JSON shape."""
_TOLD_AGAIN = 0.5
"""A claim that covers this share of the words that were judged, or is covered so, is the claim that was judged."""
_ATTITUDES = {"stance": Stance, "polarity": Polarity, "certainty": Certainty, "reality": Reality}
_MOST_LETTERS = 500
_LONGEST = 2_000
_MOST_PEOPLE = 10**12


@dataclass(frozen=True)
class Judged:
    """The judgements that stand, by what they are about."""

    standing: tuple[Judgement, ...]

    @classmethod
    def of(cls, standing: Iterable[Judgement]) -> Judged:
        """Those that stand, a person's after the machine's, each in the order in which they were made."""
        return cls(tuple(sorted(standing, key=lambda each: each.is_by_person)))

    def with_added(self, report_id: str, claims: Sequence[Claim]) -> list[Claim]:
        """A report's claims as they were found, and those that were made by hand."""
        known = {claim.id: claim for claim in claims}
        for judgement in self.standing:
            if judgement.verdict == "add" and judgement.subjects[0].report_id == report_id:
                known.setdefault(judgement.subjects[0].id, judgement.added)
        return list(known.values())

    def claims(self, report_id: str, found: Sequence[Claim]) -> list[Claim]:
        """A report's claims as they were judged: with those made by hand, without the rejected ones, and edited. An
        edit to what cannot be, which an older version may have kept, changes nothing."""
        claims = self.with_added(report_id, found)
        rejected: set[str] = set()
        by_id = {claim.id: claim for claim in claims}
        for judgement in self.standing:
            for subject in judgement.subjects:
                if subject.kind != "claim" or subject.report_id != report_id:
                    continue
                claim = claim_of(subject, claims)
                if claim is None:
                    continue
                if judgement.verdict == "reject":
                    rejected.add(claim.id)
                elif judgement.verdict == "accept":
                    rejected.discard(claim.id)
                elif judgement.verdict == "edit" and judgement.field:
                    with suppress(JudgementError):
                        by_id[claim.id] = edited(by_id[claim.id], judgement.field, judgement.value, by=judgement.by)
        return [by_id[claim.id] for claim in claims if claim.id not in rejected]

    def reports(self) -> set[str]:
        """The reports of which anything was judged: of the others claims are as they were found."""
        return {each.report_id for judgement in self.standing for each in judgement.subjects if each.report_id}

    def tellings(self, report: Report, claims: Sequence[Claim], mentions: Mentions | None = None) -> list[Telling]:
        """A report's tellings of its judged claims; claims that were judged different are told apart."""
        apart: set[str] = set()
        together = tellings_of(report, claims, mentions=mentions)
        groups = {claim_id: telling.id for telling in together for claim_id in telling.claims}
        for judgement in self.standing:
            if judgement.verdict == "different":
                found = [claim_of(s, claims) for s in judgement.subjects if s.report_id == report.id]
                ours = [claim.id for claim in found if claim is not None and claim.id in groups]
                for at, claim_id in enumerate(ours):
                    if any(groups[claim_id] == groups[other] for other in ours[:at]):
                        apart.add(claim_id)
        if not apart:
            return together
        main = tellings_of(report, claims, mentions=mentions, without=apart)
        alone = [
            replace(telling, id=content_id("telling", telling.id, claim.id), is_main=False)
            for claim in claims
            if claim.id in apart
            for telling in tellings_of(report, [claim])
        ]
        return main + alone

    def pairs(self) -> tuple[list[tuple[Subject, Subject]], list[tuple[Subject, Subject]]]:
        """The claims and incidents judged the same, and those judged different: the first of a judgement as, or from,
        each of the others. Of two that were judged both, what was decided last holds."""
        last: dict[tuple[str, str], tuple[bool, Subject, Subject]] = {}
        for judgement in self.standing:
            if judgement.verdict not in ("same", "different") or judgement.subjects[0].kind == "report":
                continue
            for a, b in _pairs(judgement.subjects, is_chain=True):
                last[min(a.id, b.id), max(a.id, b.id)] = (judgement.verdict == "same", a, b)
        same = [(a, b) for is_same, a, b in last.values() if is_same]
        return same, [(a, b) for is_same, a, b in last.values() if not is_same]

    def copies(self) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
        """The reports judged copies of one text, and those judged none, in pairs of ids in order."""
        last: dict[tuple[str, str], bool] = {}
        for judgement in self.standing:
            if judgement.verdict in ("same", "different") and judgement.subjects[0].kind == "report":
                for a, b in _pairs(judgement.subjects, is_chain=False):
                    last[min(a.id, b.id), max(a.id, b.id)] = judgement.verdict == "same"
        return {pair for pair, is_same in last.items() if is_same}, {pair for pair, same in last.items() if not same}

    def reviewed_reports(self) -> dict[str, list[Subject]]:
        """The claims and incidents that a person judged, by the report they stand in."""
        found: dict[str, list[Subject]] = defaultdict(list)
        for judgement in self.standing:
            if judgement.is_by_person and judgement.verdict != "unsure":
                for subject in judgement.subjects:
                    if subject.kind in ("claim", "incident") and subject.report_id:
                        found[subject.report_id].append(subject)
        return found


def _pairs(subjects: Sequence[Subject], *, is_chain: bool) -> list[tuple[Subject, Subject]]:
    if is_chain:
        return [(subjects[0], other) for other in subjects[1:]]
    return [(a, b) for at, a in enumerate(subjects) for b in subjects[at + 1 :]]


def subject_of_claim(claim: Claim, *, is_by_hand: bool = False) -> Subject:
    """A claim as the subject of a judgement: its id, and where it stands. One made by hand keeps its id, and where
    it is gone no other of the same words takes its place."""
    return Subject("claim", claim.id, claim.report_id, None if is_by_hand else claim.evidence[0])


def claim_of(subject: Subject, claims: Sequence[Claim]) -> Claim | None:
    """The claim of a report that a judgement is about: that of its id, else the one whose words are most nearly those
    that were judged; ``None`` where none is near."""
    for claim in claims:
        if claim.id == subject.id:
            return claim
    span = subject.span
    if span is None:
        return None
    best, share = None, 0.0
    for claim in claims:
        said = claim.evidence[0]
        shared = min(said.end, span.end) - max(said.start, span.start)
        near = shared / max(1, min(said.end - said.start, span.end - span.start))
        width = shared / max(1, max(said.end - said.start, span.end - span.start))
        if near >= _TOLD_AGAIN and near + width > share:
            best, share = claim, near + width
    return best


def claim_by_hand(report: Report, found: Sequence[Claim], given: Any, registry: ActorRegistry, *, by: str) -> Claim:
    """A claim that somebody makes of words of a report.

    ``given`` has the words, as ``start`` and ``end`` in the report's text or, where they stand there once, as
    ``quote``; the ``claimant`` (``name`` and, where the registry does not tell them, ``kind`` and ``party``; none: the
    publisher says it in its own voice); ``stance``, ``polarity``, ``certainty``, ``reality``; ``responds_to``, an id of
    ``found``; and any of the fields that an edit may set. Raises ``JudgementError`` for what cannot be.
    """
    try:
        return _made(report, found, _object(given), registry, by)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise JudgementError(
            f"No claim can be made of this: {_said(error)}.",
            advice="Give words as they stand in the report (`quote`, or `start` and `end`), and a `type`.",
        ) from error


def _made(report: Report, found: Sequence[Claim], given: Mapping[str, Any], registry: ActorRegistry, by: str) -> Claim:
    allowed = {"start", "end", "quote", "claimant", "responds_to", *_ATTITUDES, *EDITED_FIELDS}
    if unknown := sorted(set(given) - allowed):
        raise KeyError(", ".join(map(str, unknown)))
    words = _words(report.text, given)
    sentence = _sentence(report, words)
    stance, polarity, certainty, reality = (_one_of(given, key, kinds) for key, kinds in _ATTITUDES.items())
    answered = _text(given, "responds_to")
    if answered is not None and all(claim.id != answered for claim in found):
        raise ValueError(f"the report makes no claim {answered}")
    claimant = given.get("claimant")
    chain = () if claimant is None else (_link(_object(claimant), report.text, words, sentence, stance, registry),)
    near = min(found, key=lambda claim: (_between(claim.sentence, words), claim.sentence.start), default=None)
    made = Claim(
        id="",
        report_id=report.id,
        evidence=(words,),
        sentence=sentence,
        attribution=chain,
        event=Event("OTHER", None, None, words),
        polarity=polarity or "positive",
        certainty=certainty or "certain",
        reality=reality or "actual",
        responds_to=answered,
        confidence=1.0,
        scene=near.scene if near else 0,
        publisher_stance="asserts" if chain else stance or "asserts",
    )
    _object(given["type"])
    for field in EDITED_FIELDS:
        if given.get(field) is not None:
            made = _edited(made, field, given[field], by)
    whoever = replace(made, when=made.when and replace(made.when, basis=""))
    shape = json.dumps(whoever.to_dict(), sort_keys=True, ensure_ascii=False)
    return replace(made, id=content_id("claim by hand", shape))


def _words(text: str, given: Mapping[str, Any]) -> Span:
    quote, start, end = given.get("quote"), given.get("start"), given.get("end")
    if start is None and end is None:
        if not isinstance(quote, str) or not quote.strip():
            raise KeyError("quote")
        pattern = re.compile(r"\s+".join(map(re.escape, quote.split())))
        matches = list(islice(pattern.finditer(text), 2))
        if len(matches) != 1:
            told = "more than once: give more of them" if matches else "nowhere"
            raise ValueError(f"these words stand {told} in the report")
        start, end = matches[0].span()
    if isinstance(start, bool) or isinstance(end, bool) or not isinstance(start, int) or not isinstance(end, int):
        raise TypeError("start and end are whole numbers and go together")
    if not 0 <= start < end <= len(text):
        raise ValueError(f"the text has no letters from {start} to {end}")
    if isinstance(quote, str) and quote.split() != text[start:end].split():
        raise ValueError(f"from {start} to {end} the report has other words")
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end = start + len(text[start:end].rstrip())
    if not 0 < end - start <= _LONGEST:
        raise ValueError(f"a claim rests on some words, of no more than {_LONGEST} letters")
    return Span.of(text, start, end)


def _sentence(report: Report, words: Span) -> Span:
    """The sentence or sentences in which words stand."""
    from standoff.text.sentences import sentence_starts  # brings the parser

    text, start, end = report.text, words.start, words.end
    around = [(each.start, each.end) for each in report.blocks if each.start < end and start < each.end]
    if not around:
        past = text.find("\n", end)
        around = [(text.rfind("\n", 0, start) + 1, len(text) if past < 0 else past)]
    for first, past in around:
        starts = [first + at for at in sentence_starts(text[first:past])]
        start = min(start, max((at for at in starts if at <= words.start), default=start))
        end = max(end, min((at for at in (*starts, past) if at >= words.end), default=end))
    said = text[start:end]
    return Span.of(text, start + len(said) - len(said.lstrip()), start + len(said.rstrip()))


def _link(
    given: Mapping[str, Any], text: str, words: Span, sentence: Span, stance: Stance | None, registry: ActorRegistry
) -> Link:
    """Whoever says it; where the report names them, by the name that stands nearest to the words."""
    if unknown := sorted(set(given) - {"name", "kind", "party"}):
        raise KeyError(", ".join(map(str, unknown)))
    name = " ".join(_text(given, "name", is_needed=True).split())
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    named = [Span.of(text, *match.span()) for match in islice(pattern.finditer(text), 200)]
    span = min(named, key=lambda each: (not sentence.covers(each), _between(each, words)), default=words)
    kind = _one_of(given, "kind", SourceKind) or registry.source_kind(name) or "unnamed"
    party = _text(given, "party") or registry.party_of(name)
    return Link(Source(name, span, kind, party), None, stance or "asserts")


def _between(one: Span, other: Span) -> int:
    """How many letters stand between two spans."""
    return max(0, one.start - other.end, other.start - one.end)


def edited(claim: Claim, field: str, value: Any, *, by: str) -> Claim:
    """A claim with a field as somebody set it. Raises ``JudgementError`` for a field or a value that cannot be."""
    try:
        return _edited(claim, field, value, by)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise JudgementError(
            f"{field} cannot be set to {str(value)[:_MOST_LETTERS]}: {_said(error)}.",
            advice=f"Give the JSON shape that the field has in a claim. Fields: {', '.join(EDITED_FIELDS)}.",
        ) from error


def _said(error: Exception) -> str:
    return f"there is no {error}" if isinstance(error, KeyError) else str(error)


def _edited(claim: Claim, field: str, value: Any, by: str) -> Claim:
    words = claim.evidence[0]
    if field == "tolls":
        if not isinstance(value, list):
            raise TypeError("tolls are a list")
        return replace(claim, tolls=tuple(_toll(_object(each), words) for each in value))
    if field not in EDITED_FIELDS:
        raise KeyError(field)
    given = None if value is None and field != "type" else _object(value)
    if field == "place":
        return replace(claim, place=None if given is None else _place(claim, given))
    if field == "when":
        return replace(claim, when=None if given is None else _when(given, words, by))
    if field == "type":
        return replace(claim, event=_event(claim, _object(value)))
    role: Role = "actor" if field == "actor" else "target"
    others = tuple(each for each in claim.participants if each.role != role)
    if given is None:
        return replace(claim, participants=others)
    name = _text(given, "name", is_needed=True)
    actor = Actor(_text(given, "id", is_needed=True), name, _text(given, "country"), _one_of(given, "sector", Sector))
    old = next((each for each in claim.participants if each.role == role), None)
    return replace(claim, participants=(*others, Participant(role, old.span if old else None, name, actor)))


def _place(claim: Claim, given: Mapping[str, Any]) -> Place:
    old = claim.place.mention if claim.place else None
    lat, lon = _number(given, "lat", -90, 90), _number(given, "lon", -180, 180)
    if (lat is None) != (lon is None):
        raise ValueError("lat and lon go together")
    mention = PlaceMention(
        old.span if old else claim.evidence[0],
        old.name_span if old else claim.evidence[0],
        _text(given, "name", is_needed=True),
        lat,
        lon,
        _text(given, "country"),
        _text(given, "admin1"),
        _text(given, "gazetteer_id"),
        _one_of(given, "precision", PlacePrecision) or "exact",
        _number(given, "uncertainty_km", 0, inf),
    )
    return Place(mention, "judged")


def _when(given: Mapping[str, Any], words: Span, by: str) -> When:
    first = date.fromisoformat(given["earliest"])
    last = date.fromisoformat(given.get("latest") or given["earliest"])
    if last < first:
        raise ValueError("the latest day is before the earliest")
    return When(first, last, words, by)


def _event(claim: Claim, given: Mapping[str, Any]) -> Event:
    kind, acled = _text(given, "type", is_needed=True).upper(), given.get("acled")
    if kind not in NAMES:
        raise ValueError(f"type is one of {', '.join(NAMES)}")
    pair = None
    if acled is not None:
        names = [_text(_object(acled), key, is_needed=True) for key in ("event_type", "sub_event_type")]
        pair = Acled(*names)
    return replace(claim.event, type=kind, acled=pair)


def _toll(given: Mapping[str, Any], words: Span) -> Toll:
    low, high = _people(given, "low"), _people(given, "high")
    if low is not None and high is not None and high < low:
        raise ValueError("high is less than low")
    what: TollKind | None = _one_of(given, "what", TollKind)
    if what is None:
        raise KeyError("what")
    return Toll(what, low, high, _text(given, "who"), words, words)


def _object(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise TypeError("it is no object with names")
    return value


@overload
def _text(given: Mapping[str, Any], key: str, *, is_needed: Literal[True]) -> str: ...
@overload
def _text(given: Mapping[str, Any], key: str) -> str | None: ...
def _text(given: Mapping[str, Any], key: str, *, is_needed: bool = False) -> str | None:
    found = given[key] if is_needed else given.get(key)
    if found is None and not is_needed:
        return None
    if not isinstance(found, str) or not found.strip() or len(found) > _MOST_LETTERS:
        raise TypeError(f"{key} is text of no more than {_MOST_LETTERS} letters")
    return found


def _one_of(given: Mapping[str, Any], key: str, kinds: Any) -> Any:
    found = given.get(key)
    if found is not None and found not in get_args(kinds):
        raise ValueError(f"{key} is one of {', '.join(get_args(kinds))}")
    return found


def _number(given: Mapping[str, Any], key: str, least: float, most: float) -> float | None:
    found = given.get(key)
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int | float) or not isfinite(found):
        raise TypeError(f"{key} is a number")
    if not least <= found <= most:
        raise ValueError(f"{key} is from {least:g} to {most:g}" if isfinite(most) else f"{key} is not below {least:g}")
    return found


def _people(given: Mapping[str, Any], key: str) -> int | None:
    found = given.get(key)
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int) or not 0 <= found < _MOST_PEOPLE:
        raise TypeError(f"{key} is a whole number of people")
    return found
