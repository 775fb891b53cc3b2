"""What the commands ask of a casebook: of what is common and of what is rare, and of both at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from itertools import islice
from typing import Any

from heap import town_of
from standoff.casebook import Casebook
from standoff.cli.listing import COUNTED, FEW
from standoff.store import Store

__all__ = ["Ask", "questions"]

Ask = Callable[[], Iterable[Any]]


def questions(store: Store) -> dict[str, Ask]:
    """Each question by its name; to go through an answer is to have all of it."""
    book = Casebook(store)
    return {**_of_reports(book, store), **_of_claims(store), **_of_incidents(book), **_of_one(book, store)}


def _of_reports(book: Casebook, store: Store) -> dict[str, Ask]:
    some = next(line for line in islice(store.reports.lines(), 17, None) if line.claims)
    day, publisher = some.published_on or date(2020, 1, 1), some.publisher or ""
    conditions: dict[str, dict[str, Any]] = {
        "the last": {},
        "of a month": {"since": day.replace(day=1), "until": day},
        "of a publisher": {"publisher": publisher},
        "of many publishers": {"publisher": "e"},
        "of no publisher that there is": {"publisher": "zzzz"},
        "a common word": {"query": "said"},
        "two common words and a publisher": {"query": "the said", "publisher": "post"},
        "common words or others": {"query": "said OR told OR killed"},
        "a beginning of words": {"query": "ma*"},
        "a phrase of common words": {"query": '"the said"'},
        "a common word of a month": {"query": "said", "since": date(2016, 7, 1), "until": date(2016, 7, 31)},
        "a common word of a publisher": {"query": "said", "publisher": publisher},
        "a rare phrase": {"query": f'"{some.title or publisher}"'},
        "a common word without another": {"query": "killed -said"},
        "current": {"is_current": True},
        "corrected": {"is_current": False},
    }
    found: dict[str, Ask] = {}
    for name, asked in conditions.items():
        found[f"reports: {name}"] = partial(book.reports, limit=FEW, **asked)
        found[f"reports: {name}, count"] = _one(partial(book.count_reports, at_most=COUNTED + 1, **asked))
    return found | {
        "reports: page 200": lambda: book.reports(limit=FEW, skip=199 * FEW),
        "reports: count of all": lambda: [len(book)],
        "report: by the beginning of its id": lambda: store.reports.matching(some.id[:6]),
        "report: whole": lambda: [book.report(some.id), book.findings(some.id), *book.copies(some.id)],
        "report: known?": lambda: [store.reports.identify(book.report(some.id).report, some.id, {})],
        "report: its incidents": lambda: book.incidents_of(some.id),
        "report: its claims as judged": lambda: book.judged_claims(some.id),
    }


def _of_claims(store: Store) -> dict[str, Ask]:
    claims = store.claims
    _, lat, lon, _ = town_of(0)
    year = {"since": date(2016, 1, 1), "until": date(2016, 12, 31)}
    near, box = {"near": (lat, lon, 30.0)}, {"box": (lat - 4, lat + 4, lon - 5, lon + 5)}
    conditions: dict[str, dict[str, Any]] = {
        "the last": {},
        "of a type": {"type": "COERCE"},
        "of a week": {"since": date(2016, 7, 11), "until": date(2016, 7, 17)},
        "of a country": {"country": "SYR"},
        "of a party": {"party": "RUS-MIL"},
        "of all parties of a country": {"party": "RUS"},
        "of a claimant": {"claimant": "ministry"},
        "of a party by a claimant": {"party": "RUS", "claimant": "ministry"},
        "of a party, a type and a country": {"party": "USA", "type": "ASSAULT", "country": "MLI"},
        "near a place": near,
        "in a large box": box,
        "near a place, of a type and a year": {**near, "type": "ASSAULT", **year},
        "in a large box, of a claimant": {**box, "claimant": "ministry"},
        "in a large box, of a party": {**box, "party": "RUS"},
    }
    some = next(claims.find(limit=1))
    found: dict[str, Ask] = {f"claims: {n}": partial(claims.find, limit=FEW, **a) for n, a in conditions.items()}
    return found | {
        "claim: by its id": lambda: [claims.get(some.id)],
        "claim: by the beginning of its id": lambda: claims.matching(some.id[:6]),
    }


def _of_incidents(book: Casebook) -> dict[str, Ask]:
    town, lat, lon, _ = town_of(0)
    rare = town_of(2_900)[0]
    month = {"since": date(2016, 7, 1), "until": date(2016, 7, 31)}
    near, box = {"near": (lat, lon, 30.0)}, {"box": (lat - 4, lat + 4, lon - 5, lon + 5)}
    conditions: dict[str, dict[str, Any]] = {
        "the last": {},
        "of a month": month,
        "disputed": {"is_disputed": True},
        "disputed, of a month": {"is_disputed": True, **month},
        "of a type": {"type": "COERCE"},
        "of a status": {"status": "corroborated"},
        "denied": {"status": "denied"},
        "of a party": {"party": "RUS"},
        "of a party by its id": {"party": "RUS-MIL"},
        "of a claimant": {"claimant": "ministry"},
        "of a party by a claimant": {"party": "RUS", "claimant": "ministry"},
        "of a party by a claimant, disputed": {"party": "RUS", "claimant": "ministry", "is_disputed": True},
        "of a party and a type, denied": {"party": "RUS", "type": "COERCE", "status": "denied"},
        "of two common conditions that seldom meet": {"party": "UKR", "claimant": "syrian"},
        "near a place": near,
        "in a large box": box,
        "in a large box, of a party": {**box, "party": "RUS"},
        "in a large box, of a claimant, of a type": {**box, "claimant": "ministry", "type": "ASSAULT"},
        "in a place much in the news": {"place": town},
        "in a place seldom in the news": {"place": rare},
        "a common word": {"query": "wire"},
        "a common word of a party": {"query": "ministry", "party": "RUS"},
        "a beginning of words": {"query": "m*"},
        "words that are nowhere": {"query": "zzzz"},
        "reviewed": {"is_reviewed": True},
    }
    found: dict[str, Ask] = {}
    for name, asked in conditions.items():
        found[f"incidents: {name}"] = partial(book.incidents, limit=FEW, **asked)
        found[f"incidents: {name}, count"] = _one(partial(book.count_incidents, at_most=COUNTED + 1, **asked))
    return found | {
        "incidents: page 200": lambda: book.incidents(limit=FEW, skip=199 * FEW),
        "incidents: count of all": lambda: [book.count_incidents()],
        "judge: how many reports wait": lambda: [book.waiting()],
        "judge list": lambda: book.judgements(),
        "review": lambda: book.review(limit=12),
    }


def _of_one(book: Casebook, store: Store) -> dict[str, Ask]:
    """Of one incident: an ordinary one, and the one of the last two thousand that most reports tell of."""
    some = next(book.incidents(limit=1))
    largest = max(store.incidents.columns(since=date(2022, 1, 1)), key=lambda each: (each.reports, each.uid))
    found: dict[str, Ask] = {"incident: by the beginning of its id": lambda: store.incidents.matching(some.id[:6])}
    pair = next(iter(store.tellings.unclear(limit=1)), None)
    if pair is not None:
        found["incident: likeness to another"] = lambda: [book.likeness(pair[1], pair[2])]
    for name, uid in (("", some.id), (" of most reports", largest.uid)):
        incident = book.incident(uid)
        days = sorted(
            {line.published_on for line in book.lines_of(incident.reports).values() if line.published_on is not None}
        ) or [date.max]
        found |= {
            f"incident{name}: whole": _one(partial(book.incident, uid)),
            f"incident{name}: its claims": partial(book.claims_of, incident),
            f"incident{name}: its reports": partial(book.lines_of, incident.reports),
            f"incident{name}: as of its first day": _one(partial(book.incident, uid, as_of=days[0])),
            f"incident{name}: as of the day before its last": _one(partial(book.incident, uid, as_of=days[-2:][0])),
        }
    return found


def _one(ask: Callable[[], Any]) -> Ask:
    """A question whose answer is one thing."""
    return lambda: [ask()]
