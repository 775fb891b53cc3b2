"""What most needs a person: where one decision changes or secures the most."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log2
from typing import Any

from standoff.incidents import Comparison, Who
from standoff.pipeline.link import Linking
from standoff.records import Incident
from standoff.store import Store

__all__ = ["Question", "likeness", "questions"]

_LOOKED_AT = 200
"""So many candidates of each sort are weighed; the last days come first."""
_UNCLEAR_COPY = 0.45


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
    found = [*_unsure(store), *_one_or_two(store), *_contested(store), *_copies(store), *_unplaced(store)]
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
    for pair, one, other in store.tellings.unclear(limit=_LOOKED_AT):
        a, b = store.incidents.get(one), store.incidents.get(other)
        if a is None or b is None or (a.is_reviewed and b.is_reviewed):
            continue
        probability = 1 / (1 + exp(-pair.score))
        openness = 1 - abs(2 * probability - 1)
        found.append(
            Question(
                openness * (1 + _size(a) + _size(b)),
                f"One happening or two? {a.title} / {b.title}",
                f"A report of each is {probability:.0%} likely to be of one happening; "
                f"{len(a.reports) + len(b.reports)} reports hang on it.",
                f"standoff judge same {a.id} {b.id}    or: standoff judge different {a.id} {b.id}",
                tuple(sorted((a.id, b.id))),
            )
        )
    return found


def _size(incident: Incident) -> float:
    return log2(1 + len(incident.reports))


def _contested(store: Store) -> list[Question]:
    found = []
    for incident in store.incidents.find(is_disputed=True, is_reviewed=False, limit=_LOOKED_AT):
        fields = [dispute.field for dispute in incident.disputes]
        spread = (
            max((toll.high or toll.low or 0) / max(1, toll.low or 0) for toll in incident.tolls or ())
            if incident.tolls
            else 1.0
        )
        sides = len(incident.corroboration.sides)
        weight = len(fields) * (0.5 + 0.5 * sides) * _size(incident) + min(10.0, log2(max(1.0, spread)))
        said = [f"{len(incident.accounts)} accounts differ on {', '.join(fields)}"]
        if spread >= 2:
            often = f"{spread:.1f}" if spread < 100 else "more than a hundred"
            said.append(f"the highest toll is {often} times the lowest")
        if sides > 1:
            said.append(f"{sides} sides speak")
        found.append(
            Question(
                weight,
                f"Are these the accounts of {incident.title}?",
                "; ".join(said) + ".",
                f"standoff incident {incident.id}    then: standoff judge accept {incident.id}",
                (incident.id,),
            )
        )
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


def _unplaced(store: Store) -> list[Question]:
    found = []
    for incident in store.incidents.find(is_reviewed=False, limit=5 * _LOOKED_AT):
        if incident.tolls and (incident.place is None or incident.place.lat is None) and incident.claims:
            named = f"{incident.place.name} is on no map" if incident.place else "No place was found"
            found.append(
                Question(
                    _size(incident),
                    f"Where was {incident.title}?",
                    f"{named}, and it has a toll.",
                    f"standoff judge place {incident.claims[0]} NAME",
                    (incident.id,),
                )
            )
    return found


def likeness(store: Store, who: Who, one: str, other: str) -> Comparison | None:
    """Why two incidents, by their ids, could be one: the likeliest pair of what their reports tell, compared anew with
    its reasons; ``None`` where nothing of the two was compared."""
    ours, others = (set(store.tellings.of_incident(uid)) for uid in (one, other))
    pairs = [pair for pair in store.tellings.pairs_among(sorted(ours | others)) if (pair.a in ours) != (pair.b in ours)]
    if not pairs:
        return None
    best = max(pairs, key=lambda pair: (pair.score, pair.a, pair.b))
    linking = Linking(store, who)
    return linking.compare(linking.telling(best.a), linking.telling(best.b), linking.rarity())
