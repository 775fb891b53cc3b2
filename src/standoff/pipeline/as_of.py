"""An incident as it was known on a day: of the reports of then, by the judgements of then.

Its neighbourhood, all tellings that hang together with its own, is put together anew without what came later. A report
that was corrected since stands as it did. Pairs are as likely as they are held to be now.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import numpy as np
from msgspec.structs import replace

from standoff.incidents import Telling, Who
from standoff.incidents import incident_id as form_id
from standoff.incidents.cluster import Scores, scores_among
from standoff.incidents.shapes import Told, telling_of, told_of
from standoff.pipeline.cycles import without_looking_for_cycles
from standoff.pipeline.judged import claim_of
from standoff.pipeline.link import MOST_TOGETHER, Advance, Linking, grouped
from standoff.records import Incident, Judgement, Subject
from standoff.store import Store
from standoff.store.tellings import Standing

__all__ = ["incident_as_of", "keep_as_of"]

_LARGE = 64
"""What incidents of so many reports were is kept for each day on which something was published: to put one together
anew takes longest."""


class _Versions(dict[str, str | None]):
    """By the ids of reports the ids of the versions that there were on a day; ``None`` where there was none."""

    def __init__(self, store: Store, day: date) -> None:
        self._store, self._day = store, day

    def look_up(self, report_ids: Iterable[str]) -> None:
        """Find the versions of many reports at once."""
        published = self._store.reports.published(set(report_ids) - self.keys())
        self.update((uid, uid if on <= self._day else None) for uid, on in published.items())

    def __missing__(self, report_id: str) -> str | None:
        versions = self._store.reports.versions(report_id) or (report_id,)
        self[report_id] = next((uid for uid in reversed(versions) if self._was_known(uid)), None)
        return self[report_id]

    def _was_known(self, report_id: str) -> bool:
        line = self._store.reports.line(report_id)
        if line is not None and line.published_on is not None:
            return line.published_on <= self._day
        kept = self._store.reports.kept(report_id)
        return kept is not None and min(arrival.at.date() for arrival in kept.arrivals) <= self._day


def incident_as_of(store: Store, who: Who, incident: Incident, day: date) -> Incident | None:
    """The incident as linking the reports of its neighbourhood would have formed it at the end of a day, under the id
    that it has now; ``None`` where nothing of it had been reported. Nothing is kept.

    A report counts from its day of publication on; where that is not known, from the day it was added.
    """
    with without_looking_for_cycles():
        now, then = Linking(store, who), Linking(store, who, until=day)
        return _kept(store, now, then, incident, day) or _as_of(store, now, then, incident, day)


def _kept(store: Store, now: Linking, then: Linking, incident: Incident, day: date) -> Incident | None:
    """What is kept of an incident as it was on a day, where that still holds; of what is damaged nothing is."""
    kept = store.incidents.known(incident.id, day.toordinal())
    if kept is None:
        return None
    try:
        if kept["follows_from"] != _follows_from(store, now, then, kept["reports"]):
            return None
        return incident if kept["incident"] is None else Incident.from_dict(kept["incident"])
    except (KeyError, TypeError, ValueError):  # a casebook may come from anybody
        return None


def keep_as_of(store: Store, who: Who, *, advance: Advance | None = None) -> None:
    """Keep what the largest incidents were on each day, where it is not kept yet. It is used as long as no judgement
    about what hangs together with them is passed or taken back, and no report of that is corrected."""
    lacking = store.incidents.without_known(least=_LARGE)
    with without_looking_for_cycles():
        for number, uid in enumerate(lacking):
            if advance is not None:
                advance("looking back", number, len(lacking))
            incident = store.incidents.get(uid)
            if incident is not None:
                store.incidents.put_known(uid, _known(store, who, incident))


def _known(store: Store, who: Who, incident: Incident) -> dict[int, Any]:
    """What an incident was from each day on. Of what has reports that were corrected or have no day nothing is kept."""
    now = Linking(store, who)
    own = store.tellings.of_incident(incident.id)
    near, _ = _neighbourhood(store, now, incident.id, own, _Versions(store, date.max))
    published = store.reports.published(near)
    if len(published) < len(near):
        return {0: None}
    known: dict[int, Any] = {}
    for day in sorted(set(published.values())):
        then = Linking(store, who, until=day)
        was = _as_of(store, now, then, incident, day)
        known[day.toordinal()] = was and {
            "reports": sorted(near),
            "follows_from": _follows_from(store, now, then, near),
            "incident": None if was == incident else was.to_dict(),
        }
    return known


def _follows_from(store: Store, now: Linking, then: Linking, reports: Iterable[str]) -> list[Any]:
    """What an incident was follows from this besides its reports: how many of them were never corrected, and the
    judgements about them that stand now and stood then."""
    ids = set(reports)
    judged = (
        sorted(each.id for each in linking.judged.standing if any(s.report_id in ids for s in each.subjects))
        for linking in (now, then)
    )
    return [len(store.reports.published(ids)), *judged]


def _as_of(store: Store, now: Linking, then: Linking, incident: Incident, day: date) -> Incident | None:
    own = set(store.tellings.of_incident(incident.id))
    versions = _Versions(store, day)
    near, later = _neighbourhood(store, now, incident.id, own, versions)
    is_whole = bool(near) and not later and all(uid == versions[uid] for uid in near)
    if is_whole and then.judged.standing == now.judged.standing:
        return incident
    shapes, changed = _tellings(store, now, then, near, versions)
    tellings = {uid: told_of(shape) for uid, shape in shapes.items()} | changed
    if not tellings:
        return None
    ids = sorted(tellings)
    scores = _scores(store, now, ids, shapes, changed)
    same, different = (_located(then, pairs, tellings) for pairs in then.judged.pairs())
    claims = set(incident.claims)

    def in_common(group: Sequence[str]) -> tuple[int, int]:
        return sum(len(claims & set(tellings[uid].claims)) for uid in group), len(own & set(group))

    texts = store.tellings.text_groups(sorted({telling.report_id for telling in tellings.values()}))
    standing = {
        uid: Standing(told.report_id, texts.get(told.report_id, told.report_id), told.is_main)
        for uid, told in tellings.items()
    }
    groups = grouped(_likely(ids, scores), standing, partial(_among, scores, ids), same, different)
    groups = [group for group in groups if any(in_common(group))]
    if not groups:
        return None

    def likeness(group: Sequence[str]) -> tuple[bool, int, int]:
        return form_id([tellings[uid] for uid in group]) == incident.id, *in_common(group)

    best = max(sorted(groups), key=likeness)
    formed = then.form([tellings[uid] for uid in best])
    return replace(formed, id=incident.id) if formed.claims else None


def _neighbourhood(
    store: Store, now: Linking, incident_id: str, own: Iterable[str], versions: _Versions
) -> tuple[dict[str, list[str]], bool]:
    """The tellings that hang together with those of an incident through others of reports that there were, by their
    reports; and whether any hangs together with them that there was not."""
    joined = now.joined()
    met: set[str] = set()
    by_report: dict[str, list[str]] = {}
    ahead, is_later = set(own), False
    while ahead:
        met |= ahead
        was_told = []
        reports = store.tellings.reports_of(ahead)
        versions.look_up(reports.values())
        for uid, report_id in sorted(reports.items()):
            if versions[report_id] is None:
                is_later = True
            else:
                was_told.append(uid)
                by_report.setdefault(report_id, []).append(uid)
        judged = (joined.get(uid, ()) for uid in was_told)
        ahead = set(store.tellings.beside(was_told, incident_id)).union(*judged) - met
    return by_report, is_later


def _tellings(
    store: Store, now: Linking, then: Linking, near: Mapping[str, Sequence[str]], versions: _Versions
) -> tuple[Mapping[str, Mapping[str, Any]], dict[str, Telling]]:
    """The tellings that there were in a neighbourhood, by their ids: the shapes of those that are as now, and those
    that were others."""
    judged = _reports_judged_since(now.judged.standing, then.judged.standing)
    as_now = [uid for uid in near if versions[uid] == uid and uid not in judged]
    shapes = store.tellings.shapes(uid for report_id in as_now for uid in near[report_id])
    changed: dict[str, Telling] = {}
    for report_id in sorted((near.keys() | judged).difference(as_now)):
        then_id = versions[report_id]
        if then_id is not None:
            changed |= {telling.id: telling for telling in then.told_in(then_id)}
    return shapes, changed


def _reports_judged_since(now: Iterable[Judgement], then: Iterable[Judgement]) -> set[str]:
    """The reports whose claims the judgements are about that stand now and did not then, or the other way round."""
    one, other = {each.id: each for each in now}, {each.id: each for each in then}
    subjects = (subject for uid in one.keys() ^ other.keys() for subject in (one.get(uid) or other[uid]).subjects)
    return {subject.report_id for subject in subjects if subject.report_id is not None}


def _scores(
    store: Store,
    now: Linking,
    ids: Sequence[str],
    shapes: Mapping[str, Mapping[str, Any]],
    changed: Mapping[str, Telling],
) -> Scores:
    """All that is compared among some tellings: what is kept, and those that changed with all others."""
    place = {uid: at for at, uid in enumerate(ids)}
    as_now = [uid for uid in ids if uid not in changed]
    places = np.array([place[uid] for uid in as_now], np.int64)
    kept = store.tellings.pairs_among(as_now)
    tellings = {uid: telling_of(shape) for uid, shape in shapes.items()} | dict(changed) if changed else {}
    rarity = now.rarity()
    anew = scores_among(
        ids,
        (
            now.compare(tellings[uid], tellings[other], rarity)
            for uid in sorted(changed)
            for other in ids
            if tellings[uid].report_id != tellings[other].report_id and (other not in changed or uid < other)
        ),
    )
    return Scores(
        np.concatenate([places[kept.a], anew.a]),
        np.concatenate([places[kept.b], anew.b]),
        np.concatenate([kept.score, anew.score]),
        np.concatenate([kept.is_contradicted, anew.is_contradicted]),
    )


def _likely(ids: Sequence[str], scores: Scores) -> dict[str, dict[str, float]]:
    """For each telling those that are likelier one with it than not. So few that all are put together at a time need
    not be parted by that."""
    likely: dict[str, dict[str, float]] = {uid: {} for uid in ids}
    if len(ids) > MOST_TOGETHER:
        is_likely = (scores.score > 0) & ~scores.is_contradicted
        for a, b, score in zip(*(each[is_likely].tolist() for each in scores[:3]), strict=True):
            likely[ids[a]][ids[b]] = likely[ids[b]][ids[a]] = score
    return likely


def _among(scores: Scores, ids: Sequence[str], some: Sequence[str]) -> Scores:
    """The scores between any two of some of the ids."""
    wanted = {uid: at for at, uid in enumerate(some)}
    at = np.array([wanted.get(uid, -1) for uid in ids], np.int64)
    a, b = at[scores.a], at[scores.b]
    both = (a >= 0) & (b >= 0)
    return Scores(a[both], b[both], scores.score[both], scores.is_contradicted[both])


def _located(
    then: Linking, pairs: Iterable[tuple[Subject, Subject]], tellings: Mapping[str, Told | Telling]
) -> list[tuple[str, str]]:
    """The tellings that have two claims, where both were there."""
    found = ((_telling_with(then, a, tellings), _telling_with(then, b, tellings)) for a, b in pairs)
    return [(a, b) for a, b in found if a is not None and b is not None and a != b]


def _telling_with(then: Linking, subject: Subject, tellings: Mapping[str, Told | Telling]) -> str | None:
    of_report = [telling for telling in tellings.values() if telling.report_id == subject.report_id]
    if subject.report_id is None or not of_report:
        return None
    claim = claim_of(subject, then.claims(subject.report_id))
    if claim is None:
        return of_report[0].id if len(of_report) == 1 else None
    return next((telling.id for telling in of_report if claim.id in telling.claims), None)
