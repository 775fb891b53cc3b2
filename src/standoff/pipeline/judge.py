"""A person's decisions: kept for good, and what they touch made ready to be formed anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from standoff.actors import ActorRegistry
from standoff.copies import groups_judged
from standoff.errors import JudgementError
from standoff.pipeline.judged import EDITED_FIELDS, Judged, claim_by_hand, edited, subject_of_claim
from standoff.records import Claim, Incident, Judgement, Subject
from standoff.records.judgement import Verdict
from standoff.store import Store

__all__ = ["Brought", "bring_judgements", "judge", "regroup", "subjects_of"]

_KINDS: dict[str, tuple[str, ...]] = {
    "accept": ("claim", "incident"),
    "reject": ("claim",),
    "edit": ("claim",),
    "same": ("claim", "incident", "report"),
    "different": ("claim", "incident", "report"),
    "unsure": ("claim", "incident", "report"),
    "add": ("report",),
    "revoke": ("judgement",),
}


def judge(
    store: Store,
    verdict: Verdict,
    ids: Sequence[str],
    *,
    by: str,
    why: str | None = None,
    field: str | None = None,
    value: Any = None,
    at: datetime | None = None,
) -> Judgement:
    """Keep a judgement, and have what it touches formed anew by the next linking; copies are regrouped at once.

    To ``add`` a claim is to name its report and, as ``value``, what ``claim_by_hand`` makes it of. Ids may be as much
    of their beginning as tells them. Raises ``JudgementError`` when there is nothing of an id, when more than one is,
    or when the subjects or the value do not suit the verdict.
    """
    subjects = subjects_of(store, verdict, ids)
    if verdict == "add":
        subjects, value = _added(store, subjects, value, by)
    if verdict == "edit":
        if field not in EDITED_FIELDS:
            raise JudgementError(f"{field} cannot be edited.", advice=f"Fields: {', '.join(EDITED_FIELDS)}.")
        for subject in subjects:
            claim = store.claims.get(subject.id)
            if claim is not None:
                edited(claim, field, value, by=by)  # whether it can be
    try:
        made = Judgement.of(
            verdict, subjects, by=by, at=at or datetime.now(UTC), why=why, field=field, value=value, is_by_person=True
        )
    except ValueError as error:
        raise JudgementError(f"This is no judgement: {error}.", advice="`standoff judge --help` shows how.") from error
    _keep(store, made)
    return made


def _keep(store: Store, made: Judgement) -> bool:
    """Keep a judgement and make ready what it touches; whether it is a new one."""
    with store.transaction():
        is_new = store.judgements.put(made)
        if made.verdict == "revoke":
            for subject in made.subjects:
                revoked = store.judgements.get(subject.id)
                if revoked is not None:
                    if revoked.verdict == "add":
                        store.claims.drop_by_hand(revoked)
                    _apply(store, revoked)
        else:
            if made.verdict == "add" and is_new:  # else it was made, and taken back, within this second
                store.claims.put_by_hand(made)
            _apply(store, made)
    return is_new


@dataclass(frozen=True, slots=True)
class Brought:
    """Judgements of another casebook that were brought in: how many are ``new``, how many were ``known`` already, and
    the ids of those that were ``left`` out, each with the reason."""

    new: int
    known: int
    left: tuple[tuple[str, str], ...]


def bring_judgements(store: Store, records: Iterable[Mapping[str, Any]]) -> Brought:
    """Keep the judgements among records of Standoff ("export --format jsonl", "judge list --format jsonl"), in their
    order, as they were made: by whom, when and why. What was altered, or is on what this casebook has not, is left out.
    """
    new = known = 0
    left: list[tuple[str, str]] = []
    for record in records:
        if record.get("record") != "judgement":
            continue
        try:
            made = Judgement.from_dict(record)
            again = Judgement.of(
                made.verdict, made.subjects, by=made.by, at=made.at, why=made.why, field=made.field, value=made.value
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            left.append((str(record.get("id")), f"it is no judgement ({error!r})"))
            continue
        if again.id != made.id:
            left.append((made.id, "it was altered: its id is not that of its content"))
        elif (lacking := _lacking(store, made)) is not None:
            left.append((made.id, f"this casebook has no {lacking}"))
        elif store.judgements.get(made.id) is not None:
            known += 1
        else:
            new += _keep(store, made)
    return Brought(new, known, tuple(left))


def _lacking(store: Store, judgement: Judgement) -> str | None:
    """What a judgement is on that the casebook lacks: a report, or the judgement that it takes back."""
    for subject in judgement.subjects:
        if subject.kind == "judgement" and store.judgements.get(subject.id) is None:
            return f"judgement {subject.id}"
        if subject.report_id is not None and store.reports.get(subject.report_id) is None:
            return f"report {subject.report_id}"
    return None


def _added(
    store: Store, subjects: Sequence[Subject], given: Any, by: str
) -> tuple[tuple[Subject, ...], dict[str, Any]]:
    """The claim that is made of words of a report, as a subject, and its shape."""
    report = store.reports.get(subjects[0].id) if len(subjects) == 1 else None
    if report is None:
        raise JudgementError("A claim is made of one report's words.", advice="Give the id of the report.")
    found = Judged.of(store.judgements.standing()).with_added(report.id, store.claims.of_report(report.id))
    claim = claim_by_hand(report, found, given, ActorRegistry.load(), by=by)
    if store.claims.get(claim.id) is not None:
        raise JudgementError(f"This claim was made already: {claim.id}.", advice="`standoff judge list` shows it.")
    return (subject_of_claim(claim),), claim.to_dict() | {"sentence": claim.sentence.to_dict()}


def subjects_of(store: Store, verdict: Verdict, ids: Sequence[str]) -> tuple[Subject, ...]:
    """What ids name, as subjects of a verdict. A claim beside an incident is the same as, or different from, a claim of
    each telling that the incident was formed of, its own left out."""
    found = [_named(store, verdict, each) for each in ids]
    kinds = {kind for kind, _ in found}
    if kinds == {"claim", "incident"}:
        claims = [each for kind, each in found if kind == "claim"]
        of_incidents = [claim for kind, each in found if kind == "incident" for claim in _leading(store, each, claims)]
        found = [("claim", each) for each in [*claims, *of_incidents]]
    elif len(kinds) > 1:
        raise JudgementError(f"A judgement is about one kind of thing, not about {' and '.join(sorted(kinds))}s.")
    subjects = tuple(_subject(store, kind, each) for kind, each in found)
    if len({subject.id for subject in subjects}) < len(subjects):
        raise JudgementError("The same thing is named twice.")
    return subjects


def _named(store: Store, verdict: Verdict, written: str) -> tuple[str, str]:
    matching = {
        "claim": store.claims.matching,
        "incident": store.incidents.matching,
        "report": store.reports.matching,
        "judgement": store.judgements.matching,
    }
    kinds = _KINDS[verdict]
    if not written.strip():
        raise JudgementError("An id is missing.")
    found = [(kind, uid) for kind in kinds for uid in matching[kind](written)]
    exact = [each for each in found if each[1] == written]
    if len(exact) == 1:
        return exact[0]
    if not found:
        raise JudgementError(
            f"There is no {' or '.join(kinds)} {written} in {store.path}.",
            advice="`standoff judge list --all` shows the ids of judgements."
            if kinds == ("judgement",)
            else "`standoff incident ID --all` shows the ids of incidents and, with --format jsonl, of claims.",
        )
    if len(found) > 1:
        listed = ", ".join(f"{kind} {uid}" for kind, uid in found[:6])
        raise JudgementError(f"{written} could be any of {listed}.", advice="Give more of the id.")
    return found[0]


def _leading(store: Store, incident_id: str, but: Sequence[str]) -> list[str]:
    """The first claim of each telling of an incident that has none of some claims."""
    shapes = (store.tellings.shape(uid)["claims"] for uid in store.tellings.of_incident(incident_id))
    found = [claims[0] for claims in shapes if claims and not set(but) & set(claims)]
    if not found:
        raise JudgementError(f"Incident {incident_id} has no other claim.")
    return found


def _subject(store: Store, kind: str, uid: str) -> Subject:
    if kind == "claim":
        claim = store.claims.get(uid)
        if claim is not None:
            return subject_of_claim(claim, is_by_hand=store.claims.is_by_hand(uid))
    if kind == "incident":
        incident = store.incidents.get(uid)
        if incident is not None:
            return _incident_subject(store, incident)
    return Subject("report" if kind == "report" else "judgement", uid, uid if kind == "report" else None)


def _incident_subject(store: Store, incident: Incident) -> Subject:
    """An incident, known again by the claim that it begins with."""
    first: Claim | None = next((claim for each in incident.claims if (claim := store.claims.get(each))), None)
    if first is None:
        return Subject("incident", incident.id, incident.reports[0])
    return Subject("incident", incident.id, first.report_id, first.evidence[0])


def _apply(store: Store, judgement: Judgement) -> None:
    """Make ready what a judgement touches, or touched before it was revoked."""
    reports = [subject.report_id for subject in judgement.subjects if subject.report_id]
    if judgement.subjects[0].kind == "report":
        regroup(store, reports)
        store.tellings.touch(reports)
    elif judgement.subjects[0].kind == "incident":
        store.tellings.touch(reports)
    elif judgement.verdict in ("accept", "reject", "edit", "add") or len(set(reports)) < len(reports):
        for report_id in dict.fromkeys(reports):
            store.tellings.drop(report_id)
    else:
        store.tellings.touch(reports)


def regroup(store: Store, report_ids: Iterable[str]) -> None:
    """Put the copies that hang together with reports into groups anew, as people judged them."""
    same, different = Judged.of(store.judgements.standing()).copies()
    members = dict.fromkeys(report_ids)
    left = list(members)
    pairs: dict[tuple[str, str], float] = {}
    while left:
        uid = left.pop()
        near = {copy.of_id if copy.report_id == uid else copy.report_id for copy in store.copies.of(uid)}
        for copy in store.copies.of(uid):
            pairs[min(copy.report_id, copy.of_id), max(copy.report_id, copy.of_id)] = copy.share
        near |= {b if a == uid else a for a, b in same if uid in (a, b)}
        near |= set(store.copies.group(uid))
        for other in sorted(near - members.keys()):
            members[other] = None
            left.append(other)
    store.copies.set_groups(groups_judged(list(members), pairs, together=same, apart=different))
