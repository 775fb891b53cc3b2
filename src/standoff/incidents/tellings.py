"""What one report tells of one happening, in the features by which reports are compared."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from standoff.languages.language import load_rules
from standoff.records import Claim, Days, Report, Toll, Where, content_id

__all__ = ["Telling", "tellings_of"]

LONG_DAYS = 20
"""A claim whose days run over more than this tells of a campaign, not of one day's happening."""
LEAD_CHARS = 1_500
"""So much of a report's beginning speaks for what the report as a whole is about."""

_TALK = {
    "CONSULT": "talks", "AGREE": "talks", "COOPERATE": "talks", "CONCEDE": "talks", "REQUEST": "requests",
    "AID": "aid", "SUPPORT": "aid", "PROTEST": "protest", "SANCTION": "sanction",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
_SENTENCE_BREAK = re.compile(r"[.!?]\W*$")
_NUMBER = re.compile(r"\d")


@cache
def _common_words() -> frozenset[str]:
    """Words that say nothing of what a report is about."""
    return frozenset(load_rules("incidents")["common_words"])


@dataclass(frozen=True, slots=True)
class Telling:
    """What one report tells of one happening.

    ``words`` counts the folded words of its sentences (of the report's head as well where ``is_main``), ``names`` are
    the capitalised ones and the numbers among them. ``days`` are all days between which it may have been;
    ``is_dated`` says that the text gives them; else they rest on the day of publication alone. ``place_claims`` and
    ``day_claims`` are how many claims have the place and the days. ``parties`` are registry ids and countries, of
    actors and targets alike.
    """

    id: str
    report_id: str
    claims: tuple[str, ...]
    published_on: date | None
    kind: str
    is_main: bool
    place: Where | None
    days: Days | None
    is_dated: bool
    tolls: frozenset[tuple[str, int | None, int | None]]
    parties: frozenset[str]
    words: Mapping[str, int]
    names: frozenset[str]
    place_claims: int = 0
    day_claims: int = 0
    outlet: str | None = None


def tellings_of(report: Report, claims: Sequence[Claim]) -> list[Telling]:
    """A report's claims put together into tellings, what the report is about first.

    Claims of one scene are one telling, save that talks, requests and aid are told apart from violence, and campaigns
    and habits from single happenings; a denial is with what it denies. A report without any claim still has one
    telling, of its headline and first lines, so that it finds its place among the reports.
    """
    by_id = {claim.id: claim for claim in claims}
    groups: dict[tuple[int, str], list[Claim]] = {}
    for claim in claims:
        answered = by_id.get(claim.responds_to or "")
        groups.setdefault(_group_of(answered if answered is not None else claim), []).append(claim)
    main = _main(groups)
    found = [_telling(report, key[1], group, key == main) for key, group in groups.items()]
    found.sort(key=lambda telling: not telling.is_main)
    return found or [_whole(report)]


def _group_of(claim: Claim) -> tuple[int, str]:
    is_long = claim.when is not None and (claim.when.latest - claim.when.earliest).days > LONG_DAYS
    if claim.reality == "habitual" or (is_long and claim.when is not None and claim.when.span is not None):
        return claim.scene, "campaign"
    return claim.scene, _TALK.get(claim.event.type, "violence")


def _main(groups: Mapping[tuple[int, str], Sequence[Claim]]) -> tuple[int, str] | None:
    """The group that its report is about: of the main scene, with the most claims, those told first before others."""

    def weight(key: tuple[int, str]) -> tuple[float, int]:
        first = min(claim.evidence[0].start for claim in groups[key])
        return len(groups[key]) + (3.0 if key[0] == 0 else 0.0) + (2.0 if first < LEAD_CHARS / 3 else 0.0), -first

    return max(groups, key=weight, default=None)


def _telling(report: Report, kind: str, claims: Sequence[Claim], is_main: bool) -> Telling:
    stretches = sorted({(claim.sentence.start, claim.sentence.end) for claim in claims})
    if is_main:
        stretches = _joined([(0, _head_end(report.text)), *stretches])
    words, names = _words(report.text, stretches, report.title if is_main else None)
    asserted = [claim for claim in claims if claim.polarity == "positive"]
    days, is_dated = _days(claims)
    place = _place(claims)
    return Telling(
        content_id("telling", report.id, claims[0].scene, kind),
        report.id,
        tuple(claim.id for claim in claims),
        report.published_on,
        kind,
        is_main,
        place,
        days,
        is_dated,
        frozenset(_bounds(toll) for claim in asserted for toll in claim.tolls if toll.low or toll.high),
        frozenset(_parties(claims)),
        words,
        names,
        sum(claim.place is not None and Where.of(claim.place) == place for claim in claims),
        sum(claim.when is not None and Days(claim.when.earliest, claim.when.latest) == days for claim in claims),
        report.publisher,
    )


def _whole(report: Report) -> Telling:
    words, names = _words(report.text, [(0, _head_end(report.text))], report.title)
    day = report.published_on
    days = Days(day - timedelta(days=2), day) if day else None
    none: frozenset[str] = frozenset()
    return Telling(
        content_id("telling", report.id, "whole"), report.id, (), day, "whole", True, None, days, False, frozenset(),
        none, words, names, outlet=report.publisher,
    )  # fmt: skip


def _head_end(text: str) -> int:
    if len(text) <= LEAD_CHARS:
        return len(text)
    at = text.rfind(" ", 0, LEAD_CHARS)
    return at if at > 0 else LEAD_CHARS


def _joined(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches without overlap, in order."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _words(text: str, stretches: Sequence[tuple[int, int]], title: str | None) -> tuple[Counter[str], frozenset[str]]:
    words: Counter[str] = Counter()
    names: set[str] = set()
    common = _common_words()
    for part in [*(text[start:end] for start, end in stretches), *([title] if title else [])]:
        for match in _WORD.finditer(part):
            raw = match.group()
            key = fold_word(raw)
            if key in common or (len(key) < 3 and not _NUMBER.match(key)):
                continue
            words[key] += 1
            if _NUMBER.match(raw) or (raw[0].isupper() and not _opens(part, match.start())):
                names.add(key)
    return words, frozenset(names)


@lru_cache(maxsize=65_536)
def fold_word(raw: str) -> str:
    """The key of a word: lower case, without a possessive or plural ending."""
    key = raw.casefold().replace("’", "'").removesuffix("'s")
    if len(key) > 4 and key.endswith("ies"):
        return key[:-3] + "y"
    return key[:-1] if len(key) > 3 and key.endswith("s") and not key.endswith("ss") else key


def _opens(part: str, at: int) -> bool:
    """Whether a word is the first of its sentence, where a capital says nothing."""
    return at == 0 or bool(_SENTENCE_BREAK.search(part[max(0, at - 4) : at]))


_FINENESS = {"exact": 5, "near": 4, "town": 4, "district": 3, "region": 2, "country": 1}


def _place(claims: Sequence[Claim]) -> Where | None:
    """The place that most claims have, fine ones before vague ones."""
    weights: Counter[Where] = Counter()
    for claim in claims:
        if claim.place is not None and claim.place.mention.lat is not None:
            fine = _FINENESS.get(claim.place.mention.precision or "", 1)
            weights[Where.of(claim.place)] += fine * (2 if claim.place.basis == "stated" else 1)
    return max(weights, key=lambda where: (weights[where], where.name), default=None)


def _days(claims: Sequence[Claim]) -> tuple[Days | None, bool]:
    """The days that most claims have, and whether the text states them."""
    stated: Counter[Days] = Counter()
    news: Counter[Days] = Counter()
    for claim in claims:
        if claim.when is None:
            continue
        days = Days(claim.when.earliest, claim.when.latest)
        (news if claim.when.span is None else stated)[days] += 1
    weights = stated or news
    best = max(weights, key=lambda d: (weights[d] / (1 + (d.latest - d.earliest).days), d.earliest), default=None)
    return best, bool(stated)


def _bounds(toll: Toll) -> tuple[str, int | None, int | None]:
    return toll.what, toll.low, toll.high


def _parties(claims: Sequence[Claim]) -> Iterable[str]:
    for claim in claims:
        for participant in claim.participants:
            if participant.role != "other" and participant.actor is not None:
                yield participant.actor.id
                if participant.actor.country:
                    yield participant.actor.country
