"""The claims of one report as a person reads them: who says it, their words, what, where, when, how many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from standoff.cli import words
from standoff.cli.page import Page

if TYPE_CHECKING:
    from standoff.records import Claim, Report

__all__ = ["put_claims", "put_head"]

_DEEPEST = 4
"""Answers to answers are indented no further than this."""
_CERTAINTY = {"probable": "~ probably", "possible": "~ possibly"}
_REALITY = {
    "attempted": "◌ attempted",
    "habitual": "↻ keeps happening",
    "planned": "◌ planned",
    "hypothetical": "◌ might happen",
}


def put_head(page: Page, report: Report, claims: Sequence[Claim]) -> None:
    """The report's title, who published it and where it comes from, and how many say how much in it."""
    title = words.safe(report.title or "") or words.safe(report.path or "") or f"Report {report.id}"
    page.blank()
    page.rule(page.words((title, "bold")))
    line = []
    if report.publisher:
        line.append(page.words((words.safe(report.publisher), "bold")))
    if report.origin:
        first = words.safe(report.origin.name)
        if report.origin.published_on:
            first += f" ({words.day(report.origin.published_on)})"
        line[-1:] = [(line[-1] if line else page.words("a copy")) + page.words((" ← ", "dim"), first)]
    if report.published_on:
        line.append(page.words(words.day(report.published_on)))
    else:
        line.append(page.words(("no day of publication", "dim")))
    if report.path and report.title:
        line.append(page.words((words.safe(report.path), "dim")))
    page.flow(line)
    page.put(page.words((_counts(claims), "dim")))


def _counts(claims: Sequence[Claim]) -> str:
    if not claims:
        return "no claims"
    claimants = {words.chain_names(claim.attribution)[-1].casefold() for claim in claims if claim.attribution}
    own = sum(not claim.attribution for claim in claims)
    hedged = sum(claim.certainty != "certain" for claim in claims)
    counted = [
        _number(len(claims), "claim"),
        _number(len(claimants), "claimant"),
        f"{own} in the publisher's own voice" if own else "",
        _number(sum(claim.stance == "denies" for claim in claims), "denial") if claims else "",
        f"{hedged} hedged" if hedged else "",
    ]
    return " · ".join(each for each in counted if each and not each.startswith("0 denial"))


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def put_claims(page: Page, report: Report, claims: Sequence[Claim]) -> None:
    """Every claim in the order of the text; one that answers another stands indented beneath it.

    A claimant's name is not repeated over claims that follow each other.
    """
    ordered = sorted(claims, key=lambda claim: (claim.evidence[0].start, claim.evidence[0].end))
    ids = {claim.id for claim in ordered}
    answers: dict[str, list[Claim]] = {}
    for claim in ordered:
        if claim.responds_to in ids and claim.responds_to != claim.id:
            answers.setdefault(claim.responds_to or "", []).append(claim)
    put: set[str] = set()
    said_before: object = None

    def put_with_answers(claim: Claim, depth: int) -> None:
        nonlocal said_before
        if claim.id in put:
            return
        put.add(claim.id)
        who = (depth, [(link.source.name, link.source.kind, link.source.party) for link in claim.attribution])
        indent = 2 * min(depth, _DEEPEST) if page.width >= 60 else min(depth, _DEEPEST)
        if who != said_before or depth:
            page.blank()
            _put_claimant(page, report, claim, indent=indent, is_answer=depth > 0)
        said_before = who
        _put_claim(page, claim, indent=indent + 2)
        for answer in answers.get(claim.id, ()):
            put_with_answers(answer, depth + 1)

    answering = {answer.id for each in answers.values() for answer in each}
    for claim in ordered:
        if claim.id not in answering:
            put_with_answers(claim, 0)
    for claim in ordered:  # claims that answer each other in a ring
        put_with_answers(claim, 0)
    page.blank()


def _put_claimant(page: Page, report: Report, claim: Claim, *, indent: int, is_answer: bool) -> None:
    lead = page.words(("↳ ", "bold")) if is_answer else None
    if not claim.attribution:
        publisher = words.safe(report.publisher or "") or "The publisher"
        named = page.words((publisher, "bold cyan"), (", in its own voice", "italic"))
    else:
        *via, claimant = words.chain_names(claim.attribution)
        named = Text()
        for name in via:
            named += page.words((name, "cyan"), (" ← ", "dim"))
        named += page.words((claimant, "bold cyan"), (f"  {words.speaks_for(claim.attribution[-1])}", "dim"))
    page.put(named, indent=indent, lead=lead)


def _marks(page: Page, claim: Claim) -> Text:
    marks = []
    if claim.stance == "denies":
        marks.append(("✗ denies", "bold red"))
    elif claim.stance == "questions":
        marks.append(("? questions", "bold magenta"))
    if claim.polarity == "negative":
        marks.append(("¬ did not happen", "bold red"))
    if claim.certainty in _CERTAINTY:
        marks.append((_CERTAINTY[claim.certainty], "bold yellow"))
    if claim.reality in _REALITY:
        marks.append((_REALITY[claim.reality], "bold blue"))
    text = Text()
    for mark in marks:
        text += page.words(mark, "  ")
    return text


def _put_claim(page: Page, claim: Claim, *, indent: int) -> None:
    quote = " … ".join(words.safe(span.text) for span in claim.evidence)
    page.put(_marks(page, claim) + page.words(("“", "dim"), quote, ("”", "dim")), indent=indent)
    what, circumstances = _what(page, claim), _circumstances(page, claim)
    if len(what) == 1:
        what, circumstances = what + circumstances, []
    page.flow(what, indent=indent + 2)
    page.flow(circumstances, indent=indent + 2)


def _what(page: Page, claim: Claim) -> list[Text]:
    mode = f" ({words.safe(claim.event.mode).replace('_', ' ')})" if claim.event.mode else ""
    pieces = [page.words((claim.event.type, "bold green"), (mode, "green"))]
    by_role: dict[str, list[str]] = {"actor": [], "target": [], "other": []}
    for participant in claim.participants:
        by_role[participant.role].append(words.party_names(participant))
    actors, targets = (", ".join(by_role[role]) for role in ("actor", "target"))
    if targets:
        pieces.append(page.words(f"{actors} ".lstrip(), ("→ ", "bold"), targets))
    elif actors:
        pieces.append(page.words(actors))
    if by_role["other"]:
        pieces.append(page.words(("also ", "dim"), ", ".join(by_role["other"])))
    if claim.equipment:
        pieces.append(page.words(("with ", "dim"), ", ".join(words.safe(span.text) for span in claim.equipment)))
    return pieces


def _circumstances(page: Page, claim: Claim) -> list[Text]:
    pieces = [page.words((words.toll(toll), "bold")) for toll in claim.tolls]
    if claim.place:
        pieces.append(page.words(words.place(claim.place)))
    if claim.when:
        said = page.words(words.days(claim.when))
        heard = words.safe(claim.when.span.text) if claim.when.span else ""
        pieces.append(said + page.words((f" “{heard}”", "dim")) if heard else said)
    return pieces
