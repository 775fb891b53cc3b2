"""Found things made by hand, so that the stage is tested without the stages before it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import ClassVar

import pytest

from standoff.claims import form_claims
from standoff.records import (
    Actor,
    Attribution,
    Claim,
    DateMention,
    Document,
    Event,
    Happening,
    Participant,
    PlaceMention,
    Source,
    Span,
    Toll,
)  # fmt: skip


class Names:
    """A registry that knows six names."""

    KINDS: ClassVar = {
        "observatory": "monitor",
        "media": "outlet",
        "us": "state",
        "russia": "state",
        "officials": "unnamed_official",
    }

    def resolve(self, text: str, *, country: str | None = None) -> Actor | None:
        if "russia" in text.lower():
            return Actor("RUS-MIL", "Armed forces of Russia", "RUS", "MIL")
        if "grey front" in text.lower():
            return Actor("GREY", "Grey Front", None, "REB")
        if "government" in text.lower() and country:
            return Actor(f"{country}-MIL", "Armed forces", country, "MIL")
        return None

    def source_kind(self, text: str):
        return next((kind for word, kind in self.KINDS.items() if word in text.lower().split()), None)

    def party_of(self, text: str) -> str | None:
        return "USA" if text.startswith("US") else "RUS" if text.startswith("Russia") else None


class Story:
    """One document and what is said to have been found in it; spans are given by their words."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.attributions: list[Attribution] = []
        self.happenings: list[Happening] = []
        self.places: list[PlaceMention] = []
        self.dates: list[DateMention] = []

    def span(self, words: str, nth: int = 0) -> Span:
        text, at = self.document.report.text, -1
        for _ in range(nth + 1):
            at = text.index(words, at + 1)
        return Span.of(text, at, at + len(words))

    def says(self, source, cue, *content, stance="asserts", kind="body", nth=0, via=()):
        span = self.span(source, nth) if source else None
        self.attributions.append(
            Attribution(
                Source(source, span, kind) if span else None,
                self.span(cue, 0),
                tuple(self.span(c) for c in content),
                stance,
                via=via,
            )
        )

    def happens(
        self,
        evidence,
        trigger,
        type_="ASSAULT",
        *,
        actor=None,
        target=None,
        other=None,
        polarity="positive",
        certainty="certain",
        reality="actual",
        toll=None,
        harm=None,
        mode=None,
        is_faint=False,
        is_demand=False,
    ):
        words = self.span(evidence)
        at = words.text.index(trigger)
        mark = Span.of(self.document.report.text, words.start + at, words.start + at + len(trigger))
        tokens = self.document.tokens(mark)
        parties = [Participant("actor", self.span(actor))] if actor else []
        parties += [Participant("target", self.span(target))] if target else []
        parties += [Participant("other", self.span(other))] if other else []
        harmed = self.span(harm) if harm else mark
        tolls = (Toll(toll[0], toll[1], toll[1], harm, harmed, harmed),) if toll else ()
        self.happenings.append(
            Happening(
                Event(type_, mode, None, mark),
                words,
                self.document.span(tokens[0].sent),
                tuple(parties),
                polarity=polarity,
                certainty=certainty,
                reality=reality,
                tolls=tolls,
                is_faint=is_faint,
                is_demand=is_demand,
            )
        )

    def lies(self, name, lat, lon, country="SYR", precision="town", nth=0, within_km=10.0):
        span = self.span(name, nth)
        self.places.append(
            PlaceMention(span, span, name, lat, lon, country, None, f"test:{name}", precision, within_km)
        )

    def dates_to(self, words, first, last=None, *, bare=None, basis="stated", is_of_dateline=False):
        day = date.fromisoformat(first) if first else None
        alone = tuple(date.fromisoformat(each) for each in bare) if bare else None
        until = date.fromisoformat(last) if last else day
        self.dates.append(DateMention(self.span(words), day, until, basis, bare=alone, is_of_dateline=is_of_dateline))

    def claims(self) -> list[Claim]:
        return self.form()[0]

    def form(self):
        return form_claims(self.document, self.attributions, self.happenings, self.places, self.dates, Names())


@pytest.fixture(scope="session")
def story(make_document) -> Callable[..., Story]:
    return lambda text, **fields: Story(make_document(text, **fields))
