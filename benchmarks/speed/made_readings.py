"""What a reading of a report may hold, made from a seed without reading anything: reports as ``generate.py`` makes
them, and claims whose words truly stand in them but say nothing. For whatever must be measured or broken at scale.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from generate import MadeReport, make_reports
from standoff.records import (
    Acled,
    Actor,
    Attribution,
    Block,
    Claim,
    DateMention,
    Event,
    Link,
    Participant,
    Place,
    PlaceMention,
    Rejection,
    Report,
    Source,
    Span,
    Toll,
    When,
    content_id,
)

__all__ = ["MadeReading", "make_readings"]

_TYPES = ("ASSAULT",) * 6 + ("COERCE", "MOBILIZE", "ACCUSE", "REJECT", "THREATEN", "CONSULT", "OTHER")
_ACTORS = tuple(Actor(f"{state}-{sector}", f"{sector} of {state}", state, sector)
                for state in ("SYR", "RUS", "USA", "TUR", "ISR", "IRN", "UKR", "SDN", "YEM", "MLI", "IND", "CHN")
                for sector in ("MIL", "GOV", "REB"))  # fmt: skip
_KINDS = ("person", "body", "state", "outlet", "agency", "monitor", "unnamed_official")
_PRECISIONS = (("town", 5.0), ("exact", 1.0), ("near", 10.0), ("region", 80.0))
_WORD = re.compile(r"\w+")
_AT_ONCE = 50


@dataclass(frozen=True)
class MadeReading:
    """A report and what is said to have been found in it."""

    report: Report
    claims: tuple[Claim, ...]
    attributions: tuple[Attribution, ...]
    places: tuple[PlaceMention, ...]
    dates: tuple[DateMention, ...]
    rejections: tuple[Rejection, ...]


def make_readings(count: int, *, seed: int = 1, begin: int = 0, claims: int = 12) -> Iterator[MadeReading]:
    """Readings number ``begin`` to ``begin + count``, each with about so many claims. Each depends on the seed and its
    own number alone, and no two texts are the same."""
    texts: list[MadeReport] = []
    for number in range(begin, begin + count):
        if not texts or number % _AT_ONCE == 0:
            texts = make_reports(_AT_ONCE, seed=seed * 1_000_003 + number // _AT_ONCE)
        chance = random.Random(f"{seed} {number}")
        made = texts[number % _AT_ONCE]
        day = date(2012, 1, 1) + timedelta(days=chance.randrange(4_500))
        text = f"{made.text}\n\nNumber {number} of {day:%d %B %Y}.\n"
        yield _Maker(chance, text, f"{made.title} ({number})", f"{made.publisher} {number % 300}", day).reading(claims)


class _Maker:
    def __init__(self, chance: random.Random, text: str, title: str, publisher: str, day: date) -> None:
        raw = text.encode()
        self._chance = chance
        self._words = [(found.start(), found.end()) for found in _WORD.finditer(text)]
        self._report = Report(
            id=content_id("report", text, title, publisher, None, day),
            text=text,
            title=title,
            publisher=publisher,
            published_on=day,
            language="en",
            blocks=(Block("headline", 0, text.index("\n")), Block("body", text.index("\n") + 1, len(text))),
            path=f"/reports/{publisher}/{day}.txt",
            source_bytes=raw,
            sha256=hashlib.sha256(raw).hexdigest(),
            received_at=datetime(2024, 5, 1, tzinfo=UTC),
        )

    def reading(self, claims: int) -> MadeReading:
        chance = self._chance
        made: dict[str, Claim] = {}
        for _ in range(chance.randint(max(0, claims - 6), claims + 6)):
            claim = self._claim()
            made[claim.id] = claim
        return MadeReading(
            self._report,
            tuple(made.values()),
            tuple(
                Attribution(self._source(), self._span(1), (self._span(chance.randint(6, 25)),)) for _ in range(claims)
            ),
            tuple(self._mention() for _ in range(claims)),
            tuple(DateMention(self._span(2), *self._days(), "stated") for _ in range(claims // 2)),
            (Rejection("claims", "no happening in it", self._report.id, span=self._span(8)),),
        )

    def _span(self, words: int) -> Span:
        first = self._chance.randrange(len(self._words) - words)
        return Span.of(self._report.text, self._words[first][0], self._words[first + words - 1][1])

    def _source(self) -> Source:
        span = self._span(2)
        return Source(span.text, span, self._chance.choice(_KINDS), self._chance.choice((None, "SYR", "RUS", "USA")))  # type: ignore[arg-type]

    def _days(self) -> tuple[date, date]:
        day = (self._report.published_on or date.today()) - timedelta(days=min(400, int(self._chance.expovariate(0.3))))
        return day - timedelta(days=self._chance.randint(0, 2)), day

    def _mention(self) -> PlaceMention:
        chance = self._chance
        centre = chance.randrange(3_000)  # so many towns, some of them much in the news
        lat, lon = 12 + centre % 60 * 0.5, 20 + centre // 60 * 0.6
        precision, uncertainty_km = chance.choice(_PRECISIONS)
        name, country = self._span(1), ("SYR", "IRQ", "YEM", "SDN", "UKR")[centre % 5]
        return PlaceMention(
            name, name, name.text, lat, lon, country, "Province", f"made:{centre}", precision, uncertainty_km
        )  # type: ignore[arg-type]

    def _claim(self) -> Claim:
        chance, report = self._chance, self._report
        evidence, kind = self._span(chance.randint(5, 14)), chance.choice(_TYPES)
        chain = tuple(
            Link(self._source(), self._span(1), "denies" if chance.random() < 0.05 else "asserts")
            for _ in range(chance.choice((0, 1, 1, 1, 2)))
        )
        earliest, latest = self._days()
        participants = tuple(
            Participant(role, self._span(3), None, chance.choice(_ACTORS) if chance.random() < 0.7 else None)
            for role in ("actor", "target")
        )
        tolls = (Toll("killed", low := chance.randint(1, 60), low, "people", self._span(3), self._span(1)),)
        return Claim(
            id=content_id("claim", report.id, evidence.start, evidence.end, kind, chance.random()),
            report_id=report.id,
            evidence=(evidence,),
            sentence=evidence,
            attribution=chain,
            event=Event(kind, None, Acled("Battles", "Armed clash") if kind == "ASSAULT" else None, self._span(1)),
            participants=participants,
            place=Place(self._mention(), "stated") if chance.random() < 0.8 else None,
            when=When(earliest, latest, self._span(2), "stated") if chance.random() < 0.8 else None,
            tolls=tolls if chance.random() < 0.3 else (),
            confidence=round(chance.random(), 3),
        )
