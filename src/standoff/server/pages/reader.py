"""The source reader: a report's text with all that was found in it, and copies side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from standoff.casebook import Casebook
from standoff.ontology import NAMES
from standoff.records import Claim, Copy, Incident, Judgement
from standoff.server.api.answers import book_of, looked_up
from standoff.server.pages.beside import beside
from standoff.server.pages.marked import Mark, as_shown, marks_of, paragraphs_of, silences_of, whole_blocks
from standoff.server.templates import page
from standoff.store import KeptReport

__all__ = ["routes"]

routes = APIRouter()

_MOST_LETTERS = 400_000
_HUES = 8


@dataclass(frozen=True, slots=True)
class Told:
    """An incident of a report, by the number that it has there."""

    number: int
    incident: Incident

    @property
    def hue(self) -> int:
        return (self.number - 1) % _HUES + 1


@dataclass(frozen=True, slots=True)
class Card:
    """A claim as the margin shows it. ``judgements`` are those that people made of it."""

    claim: Claim
    told: Told | None
    answers: Claim | None
    judgements: tuple[Judgement, ...]
    is_rejected: bool

    @property
    def is_by_hand(self) -> bool:
        return any(each.verdict == "add" for each in self.judgements)

    @property
    def hue(self) -> int:
        return self.told.hue if self.told else 0

    @property
    def mark(self) -> str:
        """The number of its incident; a dash where it has none."""
        return str(self.told.number) if self.told else "–"


@dataclass(frozen=True, slots=True)
class CopyLine:
    """A copy, and the report at its other end."""

    copy: Copy
    other: KeptReport
    is_later: bool


@routes.get("/reports/{report_id}")
def show_report(request: Request, report_id: str) -> Response:
    """A report's text, marked."""
    book = book_of(request)
    with looked_up():
        kept = book.report(report_id)
    report = kept.report
    if report.id != report_id:
        return RedirectResponse(f"/reports/{report.id}")
    findings = book.findings(report.id)
    claims = (*findings.claims, *book.claims_by_hand(report.id))
    cards = cards_of(book, report.id, claims)
    blocks = [block for block in whole_blocks(report) if block.start < _MOST_LETTERS]
    silence = silences_of(report, claims, blocks)
    marks = marks_of(claims, findings.attributions)
    marks += [Mark(span.start, span.end, "nothing") for span in silence.spans]
    paragraphs = paragraphs_of(report, blocks, marks)
    headline = paragraphs[0] if paragraphs and paragraphs[0].kind == "headline" else None
    told = {card.told.number: card.told for card in cards.values() if card.told}
    return page(
        request,
        "report.html",
        kept=kept,
        report=report,
        headline=headline,
        runs=[(is_folded, list(run)) for is_folded, run in groupby(
            paragraphs[1:] if headline else paragraphs, key=lambda each: each.is_folded
        )],
        cards=cards,
        told=[told[number] for number in sorted(told)],
        claims_told={number: sum(card.told is not None and card.told.number == number for card in cards.values())
                     for number in told},
        silence=silence,
        is_cut=len(report.text) > _MOST_LETTERS,
        copies=_copies(book, report.id),
        versions=[book.report(each) for each in kept.versions if each != report.id],
        rejections=findings.rejections[:100],
        waiting=book.waiting(),
        types=NAMES,
        data=_data(cards.values()),
    )  # fmt: skip


@routes.get("/reports/{report_id}/beside/{other_id}")
def show_beside(request: Request, report_id: str, other_id: str) -> Response:
    """Two reports side by side, with what differs marked."""
    book = book_of(request)
    with looked_up():
        left, right = book.report(report_id), book.report(other_id)
    copies = [copy for copy in book.copies(left.report.id) if right.report.id in (copy.report_id, copy.of_id)]
    is_version = right.report.id in left.versions
    return page(
        request,
        "report_beside.html",
        left=left,
        right=right,
        copy=copies[0] if copies else None,
        is_version=is_version,
        compared=beside(left.report.text, right.report.text),
    )  # fmt: skip


def cards_of(book: Casebook, report_id: str, found: Iterable[Claim]) -> dict[str, Card]:
    """The claims of a report as they were judged, rejected ones too, in the order of their words."""
    raw = sorted(found, key=lambda claim: (claim.evidence[0].start, claim.evidence[0].end))
    judged = {claim.id: claim for claim in book.judged_claims(report_id)}
    by_claim = book.judgements_of_claims(report_id)
    incidents = {claim_id: each for each in book.incidents_of(report_id) for claim_id in each.claims}
    numbered: dict[str, Told] = {}
    for claim in raw:
        incident = incidents.get(claim.id)
        if incident is not None and incident.id not in numbered:
            numbered[incident.id] = Told(len(numbered) + 1, incident)
    by_id = {claim.id: claim for claim in raw}
    return {
        claim.id: Card(
            judged.get(claim.id, claim),
            numbered[incidents[claim.id].id] if claim.id in incidents else None,
            by_id.get(claim.responds_to or ""),
            tuple(by_claim.get(claim.id, ())),
            claim.id not in judged,
        )
        for claim in raw
    }


def _copies(book: Casebook, report_id: str) -> list[CopyLine]:
    found = []
    for copy in book.copies(report_id)[:50]:
        is_later = copy.of_id == report_id
        found.append(CopyLine(copy, book.report(copy.report_id if is_later else copy.of_id), is_later))
    return found


def _data(cards: Iterable[Card]) -> list[Mapping[str, Any]]:
    """What the form that mends a claim begins with."""
    return [
        {
            "id": claim.id,
            "start": claim.sentence.start,
            "end": claim.sentence.end,
            "mark": card.mark,
            "type": claim.event.type,
            "claimant": as_shown(claim.attribution[-1].source.name[:200]) if claim.attribution else None,
            "quote": as_shown(claim.evidence[0].text[:200]),
            "place": _shape(claim.place, "name", "lat", "lon", "uncertainty_km"),
            "when": _shape(claim.when, "earliest", "latest"),
            "tolls": [_shape(toll, "what", "low", "high", "who") for toll in claim.tolls],
            **{
                role: next((p.actor.to_dict() for p in claim.participants if p.role == role and p.actor), None)
                for role in ("actor", "target")
            },
        }
        for card in cards
        for claim in (card.claim,)
    ]


def _shape(record: Any, *keys: str) -> dict[str, Any] | None:
    if record is None:
        return None
    shape: dict[str, Any] = record.to_dict()
    return {key: as_shown(shape[key][:200]) if isinstance(shape[key], str) else shape[key] for key in keys}
