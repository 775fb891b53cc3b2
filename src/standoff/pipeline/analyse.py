"""One report in; claims, attributions, places, dates and rejections out."""

from __future__ import annotations

from msgspec import Struct

from standoff.attribution import find_attributions
from standoff.claims import form_claims
from standoff.dates import find_dates
from standoff.events import find_happenings
from standoff.pipeline.knowledge import Knowledge
from standoff.places import find_places
from standoff.records import Attribution, Claim, DateMention, Document, PlaceMention, Rejection, Report
from standoff.tolls import find_counts, find_tolls

__all__ = ["Reading", "analyse"]


class Reading(Struct, frozen=True, gc=False):
    """All that was found in one report; ``report`` is ``None`` when nothing could be read."""

    report: Report | None
    claims: tuple[Claim, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    rejections: tuple[Rejection, ...] = ()


def analyse(document: Document, knowledge: Knowledge) -> Reading:
    """Everything one document says."""
    marks = knowledge.reader.read(document) if knowledge.reader is not None else None
    attributions = find_attributions(document, knowledge.registry, marks)
    dates = find_dates(document)
    places = find_places(document, knowledge.gazetteer)
    tolls = find_tolls(document)
    happenings = find_happenings(document, tolls, knowledge.registry, marks)
    counts = find_counts(document, tolls, attributions)
    claims, rejections = form_claims(
        document, attributions, happenings, places, dates, knowledge.registry, counts, marks
    )
    return Reading(document.report, tuple(claims), tuple(attributions), tuple(places), tuple(dates), tuple(rejections))
