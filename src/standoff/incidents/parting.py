"""Which claims of one report are of one happening.

Each two claims are compared as two reports' tellings are, feature by feature in log-odds; groups then grow from the
likeliest two on (average linkage). The weights are the table ``within`` of ``weights.toml``, and ``within_read`` where
the model has read the mentions: what it makes of two of them, multiplied, is a feature like the others.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import inf, log
from operator import mul
from types import MappingProxyType

from standoff.incidents.around import is_around
from standoff.incidents.weights import Weights, load_weights
from standoff.languages.language import load_rules
from standoff.ontology import FORCE
from standoff.records import Claim, Link, PlaceMention, Report, distance_km

__all__ = [
    "Mentions",
    "Seen",
    "are_rivals",
    "extent_of",
    "is_answer",
    "is_attack",
    "kind_of",
    "own_days",
    "part_claims",
    "see_claims",
    "two_claims",
]

LONG_DAYS = 20
"""A claim whose days run over more than this tells of a campaign, not of one day's happening."""
WITHIN_REACH = 60
"""A claim is compared with so many before it: a report may be a book."""

MOST_DAYS = 20
"""The weights were set on reports that give no more different days than this."""

Mentions = Mapping[str, Sequence[float]]
"""What the model makes of the words that tell each claim, by the claim's id: the product of two says how far they speak
for one happening."""

_TALK = {
    "CONSULT": "talks", "AGREE": "talks", "COOPERATE": "talks", "CONCEDE": "talks", "REQUEST": "requests",
    "AID": "aid", "SUPPORT": "aid", "PROTEST": "protest", "SANCTION": "sanction",
}  # fmt: skip
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_REFERS_BACK = re.compile(r"\b(?:the|this|that|these|those)\s+(?:\w+[\s-]){0,2}\Z", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")


def kind_of(claim: Claim) -> str:
    """What sort of happening a claim is of: violence, a kind of talk, or a campaign or habit of anything."""
    is_long = claim.when is not None and (claim.when.latest - claim.when.earliest).days > LONG_DAYS
    if claim.reality == "habitual" or (is_long and claim.when is not None and claim.when.span is not None):
        return "campaign"
    return _TALK.get(claim.event.type, "violence")


def part_claims(
    report: Report, claims: Sequence[Claim], weights: Weights | None = None, mentions: Mentions | None = None
) -> list[list[Claim]]:
    """The claims of a report in groups of one happening each, those told first before others. A claim that answers
    another is with it. ``mentions`` are of those claims that a model has read."""
    if weights is None:
        weights = load_weights("within_read" if mentions else "within")
    seen = see_claims(report, claims)
    extent = extent_of(seen)
    scores: dict[tuple[int, int], float] = {}
    for at, this in enumerate(seen):
        for before in range(max(0, at - WITHIN_REACH), at):
            found = two_claims(seen[before], this, mentions, extent)
            score = sum(weights.get(name, 0.0) * x for name, x in found.items())
            is_other = "attacks_on_other_days" in found and _gives_a_day(seen[before]) and _gives_a_day(this)
            scores[before, at] = min(score, OTHER_ATTACK) if is_other else score
    order = {this.claim.id: at for at, this in enumerate(seen)}
    for at, this in enumerate(seen):
        answered = order.get(this.claim.responds_to or "", at)
        if answered != at:
            scores[min(at, answered), max(at, answered)] = ANSWERS
    groups = _joined(_groups(len(seen), scores), [pair for pair in scores if is_answer(*(seen[at] for at in pair))])
    return [[seen[at].claim for at in group] for group in groups]


OTHER_ATTACK = -8.0
"""No likelier one than this are two attacks of which each sentence gives another day, however alike they are told: who
shells a town today did so last week. Of such pairs in our own reports one in fourteen is of one happening. So low that
claims that give no day, alike to both, do not draw the two together."""
ANSWERS = 1_000.0
"""So sure it is that an answer is of the happening that it answers to."""
NEWS_DAYS = 7
"""What is told as news, of no day, was no more days before."""
PASSAGE_KM = 30.0
"""A place that a claim has from its passage alone may be so far from where another says that it was."""
ANSWERED_WITHIN = 3
"""One source's account stands no more sentences than this after the account of another that it is set against."""


def is_answer(a: Seen, b: Seen) -> bool:
    """Whether two sources give an account each of one deed of violence, one set against the other: each says that the
    other side did it, or each counts the same people. Nothing may speak of another place or day."""
    one, other = a.claim, b.claim
    if not are_rivals(one, other) or b.tells_another or b.sentence - a.sentence > ANSWERED_WITHIN:
        return False
    if a.kind != "violence" or b.kind != "violence" or not _may_be_one(one, other):
        return False
    is_turned_round = bool(a.actors & b.targets and b.actors & a.targets)
    is_of_deeds = one.event.type in FORCE and other.event.type in FORCE
    return (is_turned_round and is_of_deeds) or bool(a.targets & b.targets and _harms(one) & _harms(other))


def _may_be_one(one: Claim, other: Claim) -> bool:
    """Whether the places and days of two claims, from wherever they have them, can be one. What is only told as news
    may have been some days before."""
    if one.place is None or other.place is None or one.when is None or other.when is None:
        return False
    early, late = sorted((one.when, other.when), key=lambda when: when.earliest)
    if (late.earliest - early.latest).days > (NEWS_DAYS if late.span is None else 0):
        return False
    mine, its = one.place.mention, other.place.mention
    is_passage = (
        one.place.basis != "stated" or other.place.basis != "stated"
    )  # where the passage is, not the deed itself
    is_near = is_passage and _km_between(mine, its) <= PASSAGE_KM
    return mine.name == its.name or is_near or is_around(mine, its, is_loose=True)


def _km_between(one: PlaceMention, other: PlaceMention) -> float:
    points = (one.lat, one.lon, other.lat, other.lon)
    return inf if None in points else distance_km(*(degrees or 0.0 for degrees in points))


def _harms(claim: Claim) -> frozenset[str]:
    return frozenset(toll.what for toll in claim.tolls if toll.low is not None or toll.high is not None)


def _groups(count: int, scores: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """Average linkage, from the likeliest two groups on, as long as they are likelier one than not."""
    groups: dict[int, list[int]] = {at: [at] for at in range(count)}
    between: dict[int, dict[int, tuple[float, int]]] = {at: {} for at in range(count)}
    for (a, b), score in scores.items():
        between[a][b] = between[b][a] = (score, 1)
    while True:
        best = max(
            (
                (total / pairs, -a, -b)
                for a, others in between.items()
                for b, (total, pairs) in others.items()
                if a < b and total > 0
            ),
            default=None,
        )
        if best is None:
            return sorted(groups.values())
        kept, gone = -best[1], -best[2]
        groups[kept] = sorted(groups[kept] + groups.pop(gone))
        for other, (total, pairs) in between.pop(gone).items():
            del between[other][gone]
            if other != kept:
                mine = between[kept].get(other, (0.0, 0))
                between[kept][other] = between[other][kept] = (mine[0] + total, mine[1] + pairs)


def _joined(groups: Iterable[list[int]], pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Groups put together wherever a pair has one member in each."""
    group = {at: members for members in groups for at in members}
    for a, b in pairs:
        if group[a] is not group[b]:
            joined = sorted(group[a] + group[b])
            group |= dict.fromkeys(joined, joined)
    return sorted({members[0]: members for members in group.values()}.values())


@dataclass(frozen=True, slots=True)
class Seen:
    """A claim with what it is compared by."""

    claim: Claim
    kind: str
    sentence: int
    paragraph: int
    is_headline: bool
    words: frozenset[str]
    names: frozenset[str]
    place: PlaceMention | None
    """Where its own sentence says it was."""
    days: tuple[date, date] | None
    """When its own sentence says it was."""
    tells_another: bool
    """Whether its sentence has words by which one goes over to another happening: "separately", "a week earlier"."""
    refers_back: bool
    """Whether it speaks of its happening as of one that is known: "the attack", "this blast"."""
    actors: frozenset[str]
    targets: frozenset[str]


def see_claims(report: Report, claims: Sequence[Claim]) -> list[Seen]:
    """The claims of a report in the order of its text, each with what it is compared by."""
    ordered = sorted(claims, key=lambda claim: (claim.evidence[0].start, claim.evidence[0].end, claim.id))
    starts = sorted({claim.sentence.start for claim in ordered})
    breaks = [match.start() for match in _PARAGRAPH.finditer(report.text)]
    headline = len(report.title) if report.title and report.text.startswith(report.title) else 0
    return [
        Seen(
            claim,
            kind_of(claim),
            bisect_right(starts, claim.sentence.start),
            bisect_right(breaks, claim.sentence.start),
            claim.sentence.start < headline,
            frozenset(_stems(claim.evidence[0].text)),
            frozenset(word for word in _LETTERS.findall(claim.evidence[0].text) if word[0].isupper()),
            _own_place(claim),
            own_days(claim),
            _tells_another(claim),
            bool(_REFERS_BACK.search(report.text, max(0, claim.event.trigger.start - 40), claim.event.trigger.start)),
            _parties(claim, "actor"),
            _parties(claim, "target"),
        )
        for claim in ordered
    ]  # fmt: skip


@cache
def _another() -> re.Pattern[str]:
    words = sorted(load_rules("incidents")["another_happening"], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def _tells_another(claim: Claim) -> bool:
    """Whether a word of its sentence goes over to another happening: not to another source ("another monitor", "it
    also said"), and not to more of the same (", wounding also nine")."""
    for match in _another().finditer(claim.sentence.text):
        start, end = claim.sentence.start + match.start(), claim.sentence.start + match.end()
        if match.group().casefold() == "also" and start > claim.event.trigger.end:
            continue
        if not any(_is_of_source(start, end, link) for link in claim.attribution):
            return True
    return False


def _is_of_source(start: int, end: int, link: Link) -> bool:
    """Whether words lie in the name of a source, or right before it or before the word by which it speaks."""
    named = link.source.span
    is_before = any(span is not None and end <= span.start <= end + 1 for span in (named, link.cue))
    return is_before or named.start <= start < named.end


@cache
def _common() -> frozenset[str]:
    return frozenset(load_rules("incidents")["common_words"])


def _stems(text: str) -> Iterator[str]:
    """The words that say something, by their first letters: "shelled" and "shelling" are one."""
    for match in _LETTERS.finditer(text.casefold()):
        if match.group() not in _common():
            yield match.group()[:5]


def _own_place(claim: Claim) -> PlaceMention | None:
    place = claim.place
    if place is None or place.basis != "stated" or not _is_a_point(place.mention):
        return None
    return place.mention


def _is_a_point(place: PlaceMention) -> bool:
    return place.lat is not None and place.precision != "country"


def own_days(claim: Claim) -> tuple[date, date] | None:
    """The days that a claim's own sentence gives."""
    when = claim.when
    if when is None or when.span is None or not claim.sentence.start <= when.span.start < claim.sentence.end:
        return None
    return when.earliest, when.latest


def _parties(claim: Claim, role: str) -> frozenset[str]:
    return frozenset(p.actor.id for p in claim.participants if p.role == role and p.actor is not None)


def extent_of(seen: Sequence[Seen]) -> dict[str, float]:
    """What a report as a whole says of any two of its claims: the more different days its sentences give, the more
    happenings it tells of, and the less likely two claims are of one. How many claims were read says nothing."""
    days = {each.days for each in seen if each.days is not None}
    return {"days": log(1 + min(len(days), MOST_DAYS))}


def two_claims(
    a: Seen, b: Seen, mentions: Mentions | None = None, extent: Mapping[str, float] = MappingProxyType({})
) -> dict[str, float]:
    """The features of two claims of one report, the one told first first; ``extent`` are those that ``extent_of`` gives
    of all its claims."""
    one, other = a.claim, b.claim
    found = {"any": 1.0, **extent}
    if mentions and one.id in mentions and other.id in mentions:
        found["mention"] = sum(map(mul, mentions[one.id], mentions[other.id]))
    if one.scene == other.scene:
        found["same_scene"] = 1.0
    gap = b.sentence - a.sentence
    if gap == 0:
        found["same_sentence"] = 1.0
    elif not a.is_headline:
        found["sentences_between"] = log(gap)
        if a.paragraph != b.paragraph:
            found["other_paragraph"] = 1.0
    if a.is_headline != b.is_headline:
        found["headline_and_text"] = 1.0 / b.sentence
    if b.tells_another and gap:
        found["tells_another"] = 1.0
    if a.tells_another and gap:
        found["told_another"] = 1.0
    if b.refers_back:
        found["refers_back"] = 1.0
    if a.kind != b.kind:
        found["campaign" if "campaign" in (a.kind, b.kind) else "other_kind"] = 1.0
    if one.event.type == other.event.type:
        if one.event.mode and one.event.mode == other.event.mode:
            found["same_mode"] = 1.0
        elif one.event.mode and other.event.mode:
            found["other_mode"] = 1.0
    else:
        found["other_type"] = 1.0
    _where(a, b, found)
    _when(a, b, found)
    _counted(one, other, found)
    least = min(len(a.words), len(b.words))
    if least:
        found["words"] = len(a.words & b.words) / least
    if a.names & b.names:
        found["names"] = 1.0
    for role, mine, its in (("actor", a.actors, b.actors), ("target", a.targets, b.targets)):
        if mine and its:
            found[f"same_{role}" if mine & its else f"other_{role}"] = 1.0
    if one.reality != other.reality:
        found["other_reality"] = 1.0
    return found


def _where(a: Seen, b: Seen, found: dict[str, float]) -> None:
    if a.place and b.place:
        points = (a.place.lat, a.place.lon, b.place.lat, b.place.lon)
        apart = distance_km(*(degrees or 0.0 for degrees in points))
        reach = (a.place.uncertainty_km or 5.0) + (b.place.uncertainty_km or 5.0)
        is_one = a.place.name == b.place.name
        is_near = apart <= reach or is_around(a.place, b.place)
        found["same_place" if is_one else "near_place" if is_near else "other_place"] = 1.0
        return
    if b.place and not a.place:
        found["place_anew"] = 1.0
    if a.claim.place is not None and b.claim.place is not None:
        mine, its = a.claim.place.mention, b.claim.place.mention
        if mine.name == its.name:
            found["same_place_carried"] = 1.0
        elif _is_a_point(mine) and _is_a_point(its) and not is_around(mine, its):
            found["other_place_carried"] = 1.0


def _when(a: Seen, b: Seen, found: dict[str, float]) -> None:
    if a.days and b.days:
        apart = max((a.days[0] - b.days[1]).days, (b.days[0] - a.days[1]).days)
        if apart > 0:
            found["attacks_on_other_days" if is_attack(a.claim) and is_attack(b.claim) else "other_days"] = 1.0
            found["days_between"] = min(log(apart), 6.0)
        else:
            found["same_days"] = 1.0
        return
    if b.days:
        found["days_anew"] = 1.0
    _days_carried(a.claim, b.claim, found)


def _days_carried(one: Claim, other: Claim, found: dict[str, float]) -> None:
    """What the days say that at least one of two claims has from what was told before it. Those that a claim has as
    news say nothing."""
    if one.when is None or other.when is None or one.when.span is None or other.when.span is None:
        return
    apart = max((one.when.earliest - other.when.latest).days, (other.when.earliest - one.when.latest).days)
    if apart <= 0:
        found["same_days_carried"] = 1.0
    else:
        found["other_days_carried"] = log(1 + apart)


def _gives_a_day(seen: Seen) -> bool:
    return seen.days is not None and seen.days[0] == seen.days[1]


def is_attack(claim: Claim) -> bool:
    """Whether a claim says that an attack was: no court's session, no plan, no denial."""
    return claim.event.type == "ASSAULT" and claim.polarity == "positive" and claim.reality == "actual"


def _counted(one: Claim, other: Claim, found: dict[str, float]) -> None:
    for mine in one.tolls:
        for its in other.tolls:
            if mine.what == its.what and (mine.low or mine.high) and (its.low or its.high):
                if (mine.low, mine.high) == (its.low, its.high):
                    found["same_toll"] = 1.0
                elif not are_rivals(one, other) or found.keys() & {
                    "other_days",
                    "attacks_on_other_days",
                    "other_place",
                }:
                    found["other_toll"] = 1.0


def are_rivals(one: Claim, other: Claim) -> bool:
    """Whether two sources are cited, who may tell of one happening each in its own way."""
    if not one.attribution or not other.attribution:
        return False
    return one.attribution[-1].source.name != other.attribution[-1].source.name
