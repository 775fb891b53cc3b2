"""One account a claimant: what each says of an incident, retellings folded into what they retell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

from standoff.incidents.parting import own_days
from standoff.languages.language import load_rules
from standoff.records import (
    FINENESS,
    TO_COME,
    UNNAMED,
    Account,
    Actor,
    Claim,
    Claimant,
    Counted,
    Days,
    Participant,
    Report,
    Role,
    SourceKind,
    Stance,
    Where,
)

__all__ = ["Saying", "Speaker", "Who", "accounts_of", "marks_of", "sayings_of"]

Who = Callable[[str], tuple[str, str | None] | None]
"""The usual name of a body, and the party it speaks for, by any of its names; ``None`` where it is not known."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who makes a claim. ``key`` is the same for all names of one speaker."""

    key: str
    claimant: Claimant

    @classmethod
    def of(cls, claimant: Claimant) -> Speaker:
        """Whoever goes by a name, with an article or without."""
        return cls(" ".join(claimant.name.casefold().removeprefix("the ").split()), claimant)

    @property
    def is_named(self) -> bool:
        """Whether two reports that cite it cite the same one for sure."""
        return self.claimant.kind not in UNNAMED


@dataclass(frozen=True, slots=True)
class Saying:
    """A claim as a part of an incident: who makes it, how it stands to what happened, and whether it is of the
    happening itself (``is_central``) or of what is told around it.

    The position is the claim's stance; but who says of what others tell that it was not so denies it, in whatever
    words ("no plane of ours struck the clinic").
    """

    claim: Claim
    speaker: Speaker
    position: Stance
    is_central: bool


def sayings_of(
    claims: Sequence[Claim],
    reports: Mapping[str, Report],
    who: Who,
    *,
    is_central: Callable[[Claim], bool] = lambda _: True,
) -> list[Saying]:
    """What the claims of one incident are to it, in their order.

    That something else was not speaks against nobody: what is told around it ("has not commented"), what befell people
    of whom nobody here says that it did ("none of our men died"), and what one says who tells the happening too ("a
    rocket hit a house; nobody was hurt"), unless it answers what somebody claims, or is of those who did it as
    others tell it ("none of our planes struck it; a rocket did").
    """
    told = [
        Saying(claim, speaker, claim.stance, is_central(claim))
        for claim, speaker in zip(claims, _speakers(claims, reports, who), strict=True)
    ]
    happened = [each for each in told if each.claim.polarity == "positive" and each.is_central]
    harmed = {mark for each in happened for mark in marks_of(each.claim, "target")}
    tellers = {each.speaker.key for each in happened if each.claim.stance == "asserts"}
    accusers: dict[str, set[str]] = {}
    for each in happened:
        for mark in marks_of(each.claim, "actor"):
            accusers.setdefault(mark, set()).add(each.speaker.key)

    def speaks_against(saying: Saying) -> bool:
        claim, speaker = saying.claim, saying.speaker.key
        if claim.stance != "asserts" or claim.polarity == "positive" or not (happened and saying.is_central):
            return False
        marks = marks_of(claim, "target")
        is_accused = any(accusers.get(mark, set()) - {speaker} for mark in marks_of(claim, "actor"))
        is_of_it = (is_accused or speaker not in tellers) and (not marks or not marks.isdisjoint(harmed))
        return claim.responds_to is not None or is_of_it

    return [replace(each, position="denies") if speaks_against(each) else each for each in told]


def _speaker_of(claim: Claim, report: Report, who: Who) -> Speaker:
    """Who makes a claim: its claimant, or the publisher for what it says in its own voice."""
    if not claim.attribution:
        name = report.publisher or "unknown publisher"
        known = who(name)
        return _speaker(name, "publisher", None, known)
    source, cue = claim.attribution[-1].source, claim.attribution[-1].cue
    if cue is not None and source.kind == "unnamed" and source.span == cue:  # "reportedly", "was seen": nobody is named
        return _speaker(load_rules("incidents")["nobody_named"], source.kind, source.party, None)
    known = who(source.name) if source.kind not in UNNAMED else None
    body = who(known[1]) if known is not None and known[1] is not None and source.kind == "person" else None
    if body is not None and body[1] is None:  # who heads a monitor speaks for it, which speaks for no party
        return _speaker(body[0], "body", None, body)
    speaker = _speaker(source.name, source.kind, source.party, known)
    if source.kind == "unnamed_official" and source.party:  # "US officials" and "American officials" are one account
        return replace(speaker, key=f"unnamed officials of {source.party}")
    return speaker


@lru_cache(maxsize=4_096)
def _speaker(name: str, kind: SourceKind, party: str | None, known: tuple[str, str | None] | None) -> Speaker:
    usual, speaks_for = known if known is not None else (name, None)
    side = speaks_for or party
    return Speaker.of(Claimant(usual, kind, party, side))


def accounts_of(sayings: Sequence[Saying], reports: Mapping[str, Report]) -> list[Account]:
    """The accounts of one incident, those with most claims of the happening itself first.

    A claimant who asserts one thing and denies another has an account for each. Of a claimant's tolls the latest stand:
    that a source raises its count is no disagreement with itself. Who did it to whom, and the tolls, are those of
    claims that are central: what is told around the happening belongs to the account, and is none of these; who did it
    to whom is told by them only where nothing central is.
    """
    told: dict[tuple[str, Stance], list[Saying]] = {}
    for each in sayings:
        told.setdefault((each.speaker.key, each.position), []).append(each)
    accounts = [_account(held, reports) for held in told.values()]
    central = {each.claim.id for each in sayings if each.is_central}
    return sorted(accounts, key=lambda a: (-len(central & set(a.claims)), -len(a.claims), a.claimant.name, a.position))


def marks_of(claim: Claim, role: Role) -> set[str]:
    """The parties that a claim gives a role: their ids and states."""
    known = [each.actor for each in claim.participants if each.role == role and each.actor is not None]
    return {mark for actor in known for mark in (actor.id, actor.country) if mark is not None}


def _speakers(claims: Sequence[Claim], reports: Mapping[str, Report], who: Who) -> list[Speaker]:
    """Who makes each claim. "The monitor" of a report is the one that it names, if it names just one."""
    found = [_speaker_of(claim, reports[claim.report_id], who) for claim in claims]
    named: dict[str, dict[str, Speaker]] = {}
    meant: list[int] = []
    for at, claim in enumerate(claims):
        source = claim.attribution[-1].source if claim.attribution else None
        if source is None:
            continue
        if source.kind == "monitor" and who(source.name) is not None:
            named.setdefault(claim.report_id, {})[found[at].key] = found[at]
        elif source.name.casefold().endswith(_monitors_meant()) and who(source.name) is None:
            meant.append(at)
    for at in meant:
        one = named.get(claims[at].report_id, {})
        if len(one) == 1:
            found[at] = next(iter(one.values()))
    return found


@cache
def _monitors_meant() -> tuple[str, ...]:
    return tuple(load_rules("incidents")["monitors_meant"])


@cache
def _counts_alone() -> re.Pattern[str]:
    """Numbers, and words that stand for one, by themselves."""
    words = "|".join(map(re.escape, load_rules("incidents")["counts_alone"]))
    return re.compile(rf"(?:[a-z]+ ){{0,2}}(?:[\d.,]+|{words})", re.IGNORECASE)


def _account(sayings: Sequence[Saying], reports: Mapping[str, Report]) -> Account:
    """The account of one speaker and position."""
    claims = [each.claim for each in sayings]
    central = [each.claim for each in sayings if each.is_central]
    names = Counter(each.speaker.claimant for each in sayings)
    position = sayings[0].position
    if position == "asserts":  # whoever did not do it is none of those who did
        claims_of_parties = [claim for claim in central or claims if claim.polarity == "positive"]
    else:
        claims_of_parties = central or claims
    ids = list(dict.fromkeys(claim.report_id for claim in claims))
    outlets = dict.fromkeys(reports[each].publisher or "unknown publisher" for each in ids)
    return Account(
        max(names, key=lambda c: (names[c], c.name)),
        position,
        tuple(claim.id for claim in claims),
        _names(claims_of_parties, "actor"),
        _names(claims_of_parties, "target"),
        _place(central or claims),
        _days(central or claims),
        tuple(_tolls(central, reports)),
        tuple(sorted(outlets)),
        tuple(ids),
    )


def name_of(participant: Participant) -> str | None:
    """The name that a party goes by: the registry's, else the words of the report."""
    if participant.actor is not None:
        return participant.actor.name
    return participant.name or (participant.span.text if participant.span else None)


def _names(claims: Iterable[Claim], role: Role) -> tuple[str, ...]:
    """The parties, those of the registry first, then those named most often. Whoever only passes words on is none, nor
    are words of another sentence that the registry does not know."""
    counts: Counter[str] = Counter()
    known: set[str] = set()
    bodies: dict[str, Actor] = {}
    for claim in claims:
        speakers = {link.source.span for link in claim.attribution}
        for participant in claim.participants:
            if participant.role != role or (participant.actor is not None and participant.actor.sector == "MED"):
                continue
            if participant.actor is None and participant.basis == "carried over":
                continue
            name = name_of(participant)
            if name and participant.span not in speakers and not _counts_alone().fullmatch(name):
                counts[name] += 1
                if participant.actor is not None:
                    known.add(name)
                    bodies[name] = participant.actor
    of_states = {body.sector for body in bodies.values() if body.country}
    for name, body in bodies.items():
        if body.country is None and body.sector in of_states:
            del counts[name]  # "four soldiers", beside "American soldiers"
    if role == "actor" and known:  # beside a body, the planes and shells that it sent
        counts = Counter({name: count for name, count in counts.items() if name in known})
    return tuple(name for name, _ in sorted(counts.items(), key=lambda i: (i[0] not in known, -i[1], i[0])))


def _place(claims: Iterable[Claim]) -> Where | None:
    weights: Counter[Where] = Counter()
    for claim in claims:
        if claim.place is not None:
            fine = FINENESS.get(claim.place.mention.precision or "", 1)
            weights[Where.of(claim.place)] += fine * (3 if claim.place.basis == "stated" else 1)
    return max(weights, key=lambda where: (weights[where], where.name), default=None)


def _days(claims: Iterable[Claim]) -> Days | None:
    weights: Counter[Days] = Counter()
    for claim in claims:
        if claim.when is not None:
            weights[Days(claim.when.earliest, claim.when.latest)] += 3 if own_days(claim) else 1
    return max(weights, key=lambda d: (weights[d], -(d.latest - d.earliest).days, d.earliest), default=None)


def _tolls(claims: Iterable[Claim], reports: Mapping[str, Report]) -> Iterable[Counted]:
    """For each kind the toll of the latest report that gives one; of several there the greatest, no part of it."""
    latest: dict[str, tuple[date, int, Counted]] = {}
    for claim in claims:
        if claim.polarity == "negative" or claim.reality in TO_COME:
            continue
        day = reports[claim.report_id].published_on or date.min
        for toll in claim.tolls:
            size = toll.low if toll.low is not None else toll.high
            if size is None:
                continue
            found = (day, size, Counted(toll.what, toll.low, toll.high))
            if toll.what not in latest or found[:2] > latest[toll.what][:2]:
                latest[toll.what] = found
    return [latest[what][2] for what in sorted(latest)]
