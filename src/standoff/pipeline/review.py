"""What most needs a person: where one decision changes or secures the most.

Incidents are large, and reading them is most of the work: none is read for what its columns say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from heapq import heappop, heappush
from math import exp, log2
from typing import Any

from standoff.incidents import Comparison, Who
from standoff.pipeline.link import Linking
from standoff.records import Incident
from standoff.store import IncidentColumns, Store

__all__ = ["Question", "likeness", "questions"]

_LOOKED_AT = 200
"""So many candidates of each sort are weighed; the last days come first."""
_UNCLEAR_COPY = 0.45
_FAR_OFF = 10.0
"""Tolls that are far off each other weigh no more than this."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something a person should decide. ``weight`` orders questions: how much hangs on it, times how open it is.
    ``how`` is the command that decides it."""

    weight: float
    what: str
    why: str
    how: str
    ids: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "record": "question",
            "weight": round(self.weight, 3),
            "what": self.what,
            "why": self.why,
            "how": self.how,
            "ids": list(self.ids),
        }


def questions(store: Store, *, limit: int) -> list[Question]:
    """The questions, heaviest first: what somebody left unsure, incidents that could be one, disputes that nobody
    looked at, copies that are hardly copies, incidents with tolls that are on no map."""
    found = [*_unsure(store), *_one_or_two(store), *_copies(store)]
    found += [*_contested(store, limit), *_unplaced(store, limit)]
    found.sort(key=lambda each: (-each.weight, each.what, each.ids))
    unique: dict[tuple[str, ...], Question] = {}
    for each in found:
        unique.setdefault(each.ids, each)
    return list(unique.values())[:limit]


def _unsure(store: Store) -> list[Question]:
    return [
        Question(
            8.0,
            f"{judgement.by} was not sure whether these are one",
            judgement.why or "No reason was given.",
            f"standoff judge same {' '.join(subject.id for subject in judgement.subjects)}",
            tuple(subject.id for subject in judgement.subjects),
        )
        for judgement in store.judgements.standing()
        if judgement.verdict == "unsure"
    ]


def _one_or_two(store: Store) -> list[Question]:
    found = []
    for pair in store.tellings.unclear(limit=_LOOKED_AT):
        one, other = pair.one, pair.other
        a, b = store.incidents.line(one), store.incidents.line(other)
        if a is None or b is None or (a.reviewed and b.reviewed):
            continue
        probability = 1 / (1 + exp(-pair.score))
        openness = 1 - abs(2 * probability - 1)
        found.append(
            Question(
                openness * (1 + _size(a.reports) + _size(b.reports)),
                f"One happening or two? {a.title} / {b.title}",
                f"A report of each is {probability:.0%} likely to be of one happening; "
                f"{a.reports + b.reports} reports hang on it.",
                f"standoff judge same {a.uid} {b.uid}    or: standoff judge different {a.uid} {b.uid}",
                tuple(sorted((a.uid, b.uid))),
            )
        )
    return found


def _size(reports: int) -> float:
    return log2(1 + reports)


def _contested(store: Store, limit: int) -> list[Question]:
    lines = store.incidents.lines(is_disputed=True, is_reviewed=False, limit=_LOOKED_AT)
    heaviest = [
        (_stake(each.disputes, store.incidents.claimants(each.uid), each.reports) + _FAR_OFF, each) for each in lines
    ]
    return _heaviest(store, heaviest, _about_accounts, limit)


def _stake(disputes: int, sides: int, reports: int) -> float:
    """How much hangs on what accounts differ about. There are no more sides than claimants."""
    return disputes * (0.5 + 0.5 * sides) * _size(reports)


def _about_accounts(incident: Incident) -> Question:
    fields = [dispute.field for dispute in incident.disputes]
    spread = max(((toll.high or toll.low or 0) / max(1, toll.low or 0) for toll in incident.tolls), default=1.0)
    sides = len(incident.corroboration.sides)
    said = [f"{len(incident.accounts)} accounts differ on {', '.join(fields)}"]
    if spread >= 2:
        often = f"{spread:.1f}" if spread < 100 else "more than a hundred"
        said.append(f"the highest toll is {often} times the lowest")
    if sides > 1:
        said.append(f"{sides} sides speak")
    return Question(
        _stake(len(fields), sides, len(incident.reports)) + min(_FAR_OFF, log2(max(1.0, spread))),
        f"Are these the accounts of {incident.title}?",
        "; ".join(said) + ".",
        f"standoff incident {incident.id}    then: standoff judge accept {incident.id}",
        (incident.id,),
    )


def _heaviest(
    store: Store,
    heaviest: Iterable[tuple[float, IncidentColumns]],
    ask: Callable[[Incident], Question | None],
    limit: int,
) -> list[Question]:
    """What is asked about incidents, of which is known how heavy it is at the most; those are not read that weigh less
    than ``limit`` others for sure."""
    found: list[Question] = []
    weights: list[float] = []  # a heap: of those found the heaviest, the least of them first
    for most, line in sorted(heaviest, key=lambda each: -each[0]):
        if len(weights) >= limit and most < weights[0]:
            break
        incident = store.incidents.get(line.uid)
        question = ask(incident) if incident is not None else None
        if question is not None:
            found.append(question)
            heappush(weights, question.weight)
            if len(weights) > limit:
                heappop(weights)
    return found


def _copies(store: Store) -> list[Question]:
    found = []
    for copy in store.copies.unclear(below=_UNCLEAR_COPY, limit=_LOOKED_AT):
        if any(store.judgements.is_judged(each) for each in (copy.report_id, copy.of_id)):
            continue
        found.append(
            Question(
                2.0 * (1 - copy.share),
                f"Does report {copy.report_id[:8]} repeat report {copy.of_id[:8]}?",
                f"Only {copy.share:.0%} of the shorter text stands in the other, and it is no origin of its own.",
                f"standoff judge not-copy {copy.report_id} {copy.of_id}    or: standoff judge copy ...",
                tuple(sorted((copy.report_id, copy.of_id))),
            )
        )
    return found


def _unplaced(store: Store, limit: int) -> list[Question]:
    lines = store.incidents.lines(is_reviewed=False, is_placed=False, limit=_LOOKED_AT)
    return _heaviest(store, ((_size(each.reports), each) for each in lines), _about_place, limit)


def _about_place(incident: Incident) -> Question | None:
    if not incident.tolls or not incident.claims:
        return None
    named = f"{incident.place.name} is on no map" if incident.place else "No place was found"
    return Question(
        _size(len(incident.reports)),
        f"Where was {incident.title}?",
        f"{named}, and it has a toll.",
        f"standoff judge place {incident.claims[0]} NAME",
        (incident.id,),
    )


def likeness(store: Store, who: Who, one: str, other: str) -> Comparison | None:
    """Why two incidents, by their ids, could be one: the likeliest pair of what their reports tell, compared anew with
    its reasons; ``None`` where nothing of the two was compared."""
    ours, others = (store.tellings.of_incident(uid) for uid in (one, other))
    pairs = store.tellings.pairs_among(ours + others)
    between = [
        (score, ours[a], others[b - len(ours)])
        for a, b, score in zip(*(each.tolist() for each in pairs[:3]), strict=True)
        if a < len(ours) <= b
    ]
    if not between:
        return None
    _, a, b = max(between)
    linking = Linking(store, who)
    return linking.compare(linking.telling(a), linking.telling(b), linking.rarity())
