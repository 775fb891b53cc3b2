"""One report in; claims, attributions, places, dates and rejections out."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from standoff.pipeline.knowledge import Knowledge
from standoff.readers import read_reports
from standoff.records import Attribution, Claim, DateMention, Document, PlaceMention, Rejection, Report
from standoff.text import divide, parse

__all__ = ["Reading", "analyse", "read"]


@dataclass(frozen=True)
class Reading:
    """All that was found in one report; ``report`` is ``None`` when nothing could be read."""

    report: Report | None
    claims: tuple[Claim, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    rejections: tuple[Rejection, ...] = ()


def _stage(package: str, name: str) -> Any:
    try:
        return getattr(importlib.import_module(f"standoff.{package}"), name)
    except (ImportError, AttributeError):
        return None


def analyse(document: Document, knowledge: Knowledge) -> Reading:
    """Everything one document says."""
    def call(package: str, name: str, *args: Any) -> Any:
        stage = _stage(package, name)
        return stage(*args) if stage else []
    attributions = call("attribution", "find_attributions", document, knowledge.registry)
    dates = call("dates", "find_dates", document)
    places = call("places", "find_places", document, knowledge.gazetteer) if knowledge.gazetteer else []
    tolls = call("tolls", "find_tolls", document)
    happenings = call("events", "find_happenings", document, tolls, knowledge.registry)
    formed = call("claims", "form_claims", document, attributions, happenings, places, dates, knowledge.registry)
    claims, rejections = formed if formed else ([], [])
    return Reading(document.report, tuple(claims), tuple(attributions), tuple(places), tuple(dates), tuple(rejections))


def read(paths: Iterable[str], knowledge: Knowledge | None = None) -> Iterator[Reading]:
    """Read every path and analyse each report."""
    knowledge = knowledge or Knowledge.load()
    rejected: list[Rejection] = []

    def reports() -> Iterator[Report]:
        for read_ in read_reports(paths):
            if isinstance(read_, Rejection):
                rejected.append(read_)
            else:
                yield divide(read_)

    for document in parse(reports()):
        yield analyse(document, knowledge)
    for rejection in rejected:
        yield Reading(None, rejections=(rejection,))
