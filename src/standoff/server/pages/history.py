"""What people decided about an incident: who, when, why, what stood there before, and what was taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from standoff.casebook import Casebook
from standoff.errors import CasebookError
from standoff.records import Claim, Counted, Incident, Judgement, Subject
from standoff.server.wording import figure, shown
from standoff.wording import FIELDS

__all__ = ["Decided", "decided_on", "history_of"]

_VERDICTS: Mapping[str, str] = {
    "accept": "read rightly",
    "reject": "read wrongly: counts nowhere",
    "same": "one happening",
    "different": "different happenings",
    "unsure": "not sure whether one",
    "add": "claim made by hand",
}
_MOST_SUBJECTS = 6


@dataclass(slots=True)
class Decided:
    """A judgement in the history: on which words, what stood there before, and who took it back."""

    judgement: Judgement
    words: list[str]
    before: str | None = None
    after: str | None = None
    taken_back: Judgement | None = None
    verdict: str = field(init=False)

    def __post_init__(self) -> None:
        made = self.judgement
        is_of_reports = made.subjects[0].kind == "report"
        self.verdict = _VERDICTS.get(made.verdict, made.verdict)
        if is_of_reports and made.verdict in ("same", "different"):
            self.verdict = "copies of one text" if made.verdict == "same" else "no copies of one text"
        elif made.verdict == "accept" and made.subjects[0].kind == "incident":
            self.verdict = "put together rightly"
        elif made.field:
            self.verdict = f"{FIELDS.get(made.field, made.field).lower()} set"


def history_of(book: Casebook, incident: Incident, claims: Mapping[str, Claim]) -> list[Decided]:
    """All judgements on an incident, its claims and its reports, the last first; those that were taken back too."""
    reports = set(incident.reports)
    begun = {(claim.report_id, claim.evidence[0]) for claim in claims.values()}
    found: list[Decided] = []
    by_id: dict[str, Decided] = {}
    for judgement in book.judgements(is_standing=False):
        if judgement.verdict == "revoke":
            for subject in judgement.subjects:
                if subject.id in by_id:
                    by_id[subject.id].taken_back = judgement
            continue
        subjects = judgement.subjects
        is_of_it = any(
            subject.id in claims
            or subject.id == incident.id
            or (subject.report_id, subject.span) in begun
            or (subject.kind == "claim" and judgement.verdict == "reject" and subject.report_id in reports)
            for subject in subjects
        ) or (subjects[0].kind == "report" and sum(subject.id in reports for subject in subjects) > 1)
        if is_of_it:
            by_id[judgement.id] = decided = decided_on(book, judgement)
            found.append(decided)
    return found[::-1]


def decided_on(book: Casebook, judgement: Judgement) -> Decided:
    """One judgement, in words."""
    decided = Decided(judgement, [_subject_words(book, each) for each in judgement.subjects[:_MOST_SUBJECTS]])
    if judgement.field is not None:
        decided.before, decided.after = _change(book, judgement)
    return decided


def _subject_words(book: Casebook, subject: Subject) -> str:
    """What a judgement is about, in words."""
    if subject.kind == "report":
        try:
            line = book.report(subject.id).line
        except CasebookError:
            return f"report {subject.id[:8]}"
        return f"{line.publisher or 'report'}: {line.title or line.id[:8]}"
    if subject.kind == "incident":
        try:
            return book.incident(subject.id).title
        except CasebookError:
            return f"incident {subject.id[:8]}, which has been formed anew since"
    return f"“{subject.span.text}”" if subject.span else f"{subject.kind} {subject.id[:8]}"


def _change(book: Casebook, judgement: Judgement) -> tuple[str | None, str]:
    """What the machine had found in a field, and what somebody set it to."""
    subject = judgement.subjects[0]
    report_id = subject.report_id or ""
    claims = (*book.findings(report_id).claims, *book.claims_by_hand(report_id))
    raw = next((each for each in claims if each.id == subject.id), None)
    was = _value_words(judgement.field or "", _field_value(raw, judgement.field or "")) if raw else None
    return was, _value_words(judgement.field or "", judgement.value)


def _field_value(claim: Claim, name: str) -> Any:
    shape = claim.to_dict()
    if name in ("actor", "target"):
        party = next((each for each in shape["participants"] if each["role"] == name), None)
        return party and (party["actor"] or {"name": party["name"] or party["text"]})
    return {"type": claim.event.type} if name == "type" else shape.get(name)


def _value_words(name: str, value: Any) -> str:
    """A value of a field as people say it. The value may be whatever a program sent."""
    if not value:
        return "nothing"
    try:
        if name == "tolls":
            return ", ".join(figure(Counted(each["what"], each.get("low"), each.get("high"))) for each in value)
        if name == "when":
            first, last = value["earliest"], value.get("latest") or value["earliest"]
            return f"{first}" if first == last else f"{first} to {last}"
        if name == "type":
            return str(value["type"]).capitalize()
        return str(value["name"])
    except (KeyError, TypeError, ValueError, AttributeError):
        return shown(str(value), 200)
