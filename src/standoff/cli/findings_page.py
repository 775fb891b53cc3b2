"""Attributions, places, dates, rejections and the report itself, as a person reads them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from standoff.cli import words
from standoff.cli.page import Page

if TYPE_CHECKING:
    from standoff.records import Attribution, DateMention, PlaceMention, Rejection, Report

__all__ = ["put_attributions", "put_dates", "put_places", "put_rejections", "put_report", "put_section"]


def put_section(page: Page, name: str, count: int) -> None:
    """The heading over one kind of record."""
    page.blank()
    page.rule(page.words((f"{name.capitalize()}: {count}", "bold")), sign="─")


def _quoted(page: Page, text: str) -> Text:
    return page.words(("“", "dim"), words.safe(text), ("”", "dim"))


def put_attributions(page: Page, attributions: Sequence[Attribution]) -> None:
    """Who says what, by which words."""
    for attribution in attributions:
        source, cue = attribution.source, attribution.cue
        named = Text()
        for link in attribution.via:
            named += page.words((words.safe(link.source.name), "cyan"), (" ← ", "dim"))
        named += page.words((words.safe(source.name) if source else "nobody named", "bold cyan"))
        pieces = [named]
        if cue:
            pieces.append(page.words(("by ", "dim")) + _quoted(page, cue.text))
        if attribution.stance != "asserts":
            pieces.append(page.words((attribution.stance, "bold red")))
        pieces.append(page.words((attribution.kind, "dim")))
        page.flow(pieces)
        page.put(_quoted(page, " … ".join(piece.text for piece in attribution.content)), indent=4)


def put_places(page: Page, places: Sequence[PlaceMention]) -> None:
    """Every place named, and where it lies; a place named twice is printed once, with its count."""
    seen = Counter((mention.name_span.text, mention.gazetteer_id) for mention in places)
    for mention in places:
        times = seen.pop((mention.name_span.text, mention.gazetteer_id), 0)
        if not times:
            continue
        pieces = [page.words((words.safe(mention.name_span.text), "bold"), (f" ×{times}" if times > 1 else "", "dim"))]
        if mention.lat is None or mention.lon is None:
            pieces.append(page.words("could not be placed"))
        else:
            wider = [mention.name, mention.admin1, words.country(mention.country) if mention.country else None]
            pieces.append(page.words(", ".join(words.safe(each) for each in wider if each)))
            pieces.append(page.words((f"{mention.lat:.2f}, {mention.lon:.2f}", "dim")))
        if mention.precision:
            pieces.append(page.words((mention.precision, "dim")))
        if mention.is_demonym:
            pieces.append(page.words(("stands for a people or government", "dim")))
        page.flow(pieces)


def put_dates(page: Page, dates: Sequence[DateMention]) -> None:
    """Every date expression and the days it means."""
    from standoff.records import Days

    for mention in dates:
        if mention.earliest and mention.latest:
            means = page.words(words.days(Days(mention.earliest, mention.latest)))
        else:
            means = page.words("too vague to bound")
        basis = page.words((words.safe(mention.basis), "dim"))
        page.flow([page.words((words.safe(mention.span.text), "bold")), means, basis])


def put_rejections(page: Page, rejections: Sequence[Rejection]) -> None:
    """What was set aside, at which stage, and why."""
    for rejection in rejections:
        pieces = [page.words((rejection.stage, "bold yellow")), page.words(words.safe(rejection.reason))]
        if rejection.subject:
            pieces.append(page.words((words.safe(rejection.subject), "dim")))
        page.flow(pieces)
        if rejection.span:
            page.put(_quoted(page, rejection.span.text), indent=4)


def put_report(page: Page, report: Report) -> None:
    """What is known of the report, beside its text."""
    blocks = Counter(block.kind for block in report.blocks)
    rows = [
        ("id", report.id),
        ("byline", report.byline),
        ("address", report.url),
        ("origin", report.origin.basis if report.origin else None),
        ("language", report.language),
        ("tags", "; ".join(f"{name}: {', '.join(values)}" for name, values in report.tags.items())),
        ("media", ", ".join(report.media)),
        ("text", f"{len(report.text):,} characters"),
        ("blocks", ", ".join(f"{count} {kind}" for kind, count in blocks.items())),
        ("received", report.received_at.isoformat(timespec="seconds") if report.received_at else None),
        ("SHA-256", report.sha256),
    ]
    for name, value in rows:
        if value:
            page.put(page.words(words.safe(value)), lead=page.words((f"{name:10s}", "dim")))
