"""What one report tells of one happening, in the features by which reports are compared."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import pairwise

from msgspec import Struct

from standoff.incidents.parting import Mentions, is_attack, kind_of, own_days, part_claims
from standoff.incidents.weights import Weights
from standoff.languages.language import load_rules
from standoff.records import FINENESS, Claim, Days, Report, Toll, Where, content_id

__all__ = ["Telling", "tellings_of"]

LEAD_CHARS = 1_500
"""So much of a report's beginning speaks for what the report as a whole is about."""

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
_SENTENCE_BREAK = re.compile(r"[.!?]\W*$")
_DOUBLE = re.compile(r"([^\W\d_])\1")
_NUMBER = re.compile(r"\d")
_GAP_IN_NAME = re.compile(r"\.?[ -]")
LONGEST_NAME = 5
"""More capitalised words in a row than this are no name but a headline."""


@cache
def _common_words() -> frozenset[str]:
    """Words that say nothing of what a report is about."""
    return frozenset(map(fold_word, load_rules("incidents")["common_words"]))


_NONE: frozenset[str] = frozenset()
MOST_TOLD = 4
"""So many of the days, and of the places, that a telling gives are compared."""


class Telling(Struct, frozen=True, gc=False):
    """What one report tells of one happening.

    ``words`` counts the folded words of its sentences (of the report's head as well where ``is_main``), ``names`` are
    the capitalised ones and the numbers among them, ``full_names`` two capitalised ones in a row ("ali hasan").
    ``days`` are all days between which it may have been; ``is_dated`` says that the text gives them; else they rest on
    the day of publication alone. ``place_claims`` and ``day_claims`` are how many claims have the place and the days:
    only those of which the sentence itself says so, and ``told_places`` and ``told_days`` are all that such sentences
    say; ``firm_days`` those of an attack, each to the day. ``parties`` are registry ids and countries, of actors and
    targets alike; ``actors`` and ``targets`` are ids alone. ``modes`` are how things were done ("ASSAULT aerial"),
    ``claimants`` who is cited, ``deeds`` the folded words that say what happened.
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
    actors: frozenset[str] = _NONE
    targets: frozenset[str] = _NONE
    modes: frozenset[str] = _NONE
    claimants: frozenset[str] = _NONE
    deeds: frozenset[str] = _NONE
    full_names: frozenset[str] = _NONE
    told_days: tuple[Days, ...] = ()
    told_places: tuple[Where, ...] = ()
    firm_days: frozenset[date] = frozenset()


def tellings_of(
    report: Report,
    claims: Sequence[Claim],
    weights: Weights | None = None,
    *,
    mentions: Mentions | None = None,
    without: Collection[str] = (),
) -> list[Telling]:
    """A report's claims put together into tellings, what the report is about first.

    Which claims are of one happening ``part_claims`` says; a denial is with what it denies. A report without any claim
    still has one telling, of its headline and first lines, so that it finds its place among the reports. Claims of the
    ids ``without`` are left out once all are put together: the others stay together as they were.
    """
    together = part_claims(report, claims, weights, mentions)
    parted = ([claim for claim in group if claim.id not in without] for group in together)
    groups = [group for group in parted if group]
    main = _main(groups)
    found = []
    for at, group in enumerate(groups):
        others = [claim for other in groups if other is not group for claim in other] if at == main else []
        found.append(_telling(report, group, others, at == main))
    found.sort(key=lambda telling: not telling.is_main)
    return found or [_whole(report)]


def _main(groups: Sequence[Sequence[Claim]]) -> int | None:
    """The group that its report is about: of the main scene, with the most claims, those told first before others."""

    def weight(at: int) -> tuple[float, int]:
        first = min(claim.evidence[0].start for claim in groups[at])
        in_main = sum(claim.scene == 0 for claim in groups[at]) / len(groups[at])
        return len(groups[at]) + 3.0 * in_main + (2.0 if first < LEAD_CHARS / 3 else 0.0), -first

    return max(range(len(groups)), key=weight, default=None)


def telling_id(report_id: str, first_claim: str) -> str:
    """The id of what a report tells from this claim on."""
    return content_id("telling", report_id, first_claim)


def _telling(report: Report, claims: Sequence[Claim], others: Sequence[Claim], is_main: bool) -> Telling:
    stretches = sorted({(claim.sentence.start, claim.sentence.end) for claim in claims})
    if is_main:
        told_apart = {(claim.sentence.start, claim.sentence.end) for claim in others} - set(stretches)
        stretches = _joined([*_without(_head_end(report.text), sorted(told_apart)), *stretches])
    words, names, full_names = _words(report.text, stretches, report.title if is_main else None)
    asserted = [claim for claim in claims if claim.polarity == "positive"]
    days, is_dated = _days(claims)
    place = _place(claims)
    return Telling(
        telling_id(report.id, claims[0].id),
        report.id,
        tuple(claim.id for claim in claims),
        report.published_on,
        max(kinds := Counter(map(kind_of, claims)), key=lambda kind: (kinds[kind], kind)),
        is_main,
        place,
        days,
        is_dated,
        frozenset(_bounds(toll) for claim in asserted for toll in claim.tolls if toll.low or toll.high),
        frozenset(_parties(claims)),
        words,
        names,
        sum(
            claim.place is not None and claim.place.basis == "stated" and Where.of(claim.place) == place
            for claim in claims
        ),
        sum(own_days(claim) == (days and (days.earliest, days.latest)) for claim in claims) if days else 0,
        report.publisher,
        frozenset(_ids(claims, "actor")),
        frozenset(_ids(claims, "target")),
        frozenset(f"{claim.event.type} {claim.event.mode}" for claim in claims if claim.event.mode),
        frozenset(claim.attribution[-1].source.name.casefold() for claim in claims if claim.attribution),
        frozenset(_told_words(claims)),
        full_names,
        _told_days(claims),
        _told_places(claims),
        frozenset(_firm_days(claims)),
    )


def _told_words(claims: Sequence[Claim]) -> Iterable[str]:
    for claim in claims:
        for match in _WORD.finditer(claim.evidence[0].text):
            word = fold_word(match.group())
            if len(word) > 2 and word not in _common_words():
                yield word


def _ids(claims: Sequence[Claim], role: str) -> Iterable[str]:
    for claim in claims:
        for participant in claim.participants:
            if participant.role == role and participant.actor is not None:
                yield participant.actor.id


def _whole(report: Report) -> Telling:
    words, names, full_names = _words(report.text, [(0, _head_end(report.text))], report.title)
    day = report.published_on
    days = Days(day - timedelta(days=2), day) if day else None
    return Telling(
        content_id("telling", report.id, "whole"), report.id, (), day, "whole", True, None, days, False, frozenset(),
        _NONE, words, names, outlet=report.publisher, full_names=full_names,
    )  # fmt: skip


def _head_end(text: str) -> int:
    if len(text) <= LEAD_CHARS:
        return len(text)
    at = text.rfind(" ", 0, LEAD_CHARS)
    return at if at > 0 else LEAD_CHARS


def _without(end: int, stretches: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int]]:
    """What is left of a text up to ``end`` without some stretches, which are in order."""
    at = 0
    for first, last in stretches:
        if at < min(first, end):
            yield at, min(first, end)
        at = max(at, last)
    if at < end:
        yield at, end


def _joined(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches without overlap, in order."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _words(
    text: str, stretches: Sequence[tuple[int, int]], title: str | None
) -> tuple[Counter[str], frozenset[str], frozenset[str]]:
    """The words of some stretches of a text, with the names and the full names among them."""
    words: Counter[str] = Counter()
    names: set[str] = set()
    full_names: set[str] = set()
    common = _common_words()
    for part in [*(text[start:end] for start, end in stretches), *([title] if title else [])]:
        run: list[str] = []  # capitalised words in a row
        end = 0
        for match in _WORD.finditer(part):
            raw = match.group()
            key = fold_word(raw)
            is_name = raw[0].isupper() and key not in common
            if not is_name or not _GAP_IN_NAME.fullmatch(part, end, match.start()):
                full_names |= _pairs_in(run)
                run = []
            if is_name and len(key) > 1:
                run.append(key)
            end = match.end()
            if key in common or (len(key) < 3 and not _NUMBER.match(key)):
                continue
            words[key] += 1
            if _NUMBER.match(raw) or (raw[0].isupper() and not _opens(part, match.start())):
                names.add(key)
        full_names |= _pairs_in(run)
    return words, frozenset(names), frozenset(full_names)


def _pairs_in(run: Sequence[str]) -> set[str]:
    """The full names that capitalised words in a row are; more than a name has are a headline."""
    return {f"{a} {b}" for a, b in pairwise(run)} if len(run) <= LONGEST_NAME else set()


@lru_cache(maxsize=65_536)
def fold_word(raw: str) -> str:
    """The key of a word: small letters without accents, doubled ones single, without a possessive or plural ending."""
    key = "".join(c for c in unicodedata.normalize("NFKD", raw.casefold()) if not unicodedata.combining(c))
    key = _DOUBLE.sub(r"\1", key.replace("’", "'").removesuffix("'s"))
    if len(key) > 4 and key.endswith("ies"):
        return key[:-3] + "y"
    return key[:-1] if len(key) > 3 and key.endswith("s") and not raw.endswith("ss") else key


def _opens(part: str, at: int) -> bool:
    """Whether a word is the first of its sentence, where a capital says nothing."""
    return at == 0 or bool(_SENTENCE_BREAK.search(part[max(0, at - 4) : at]))


def _place(claims: Sequence[Claim]) -> Where | None:
    """The place that most claims have: those whose sentence says it before those that it is carried over to, fine ones
    before vague ones."""
    stated: Counter[Where] = Counter()
    carried: Counter[Where] = Counter()
    for claim in claims:
        if claim.place is not None and claim.place.mention.lat is not None:
            fine = FINENESS.get(claim.place.mention.precision or "", 1)
            (stated if claim.place.basis == "stated" else carried)[Where.of(claim.place)] += fine
    weights = stated or carried
    return max(weights, key=lambda where: (weights[where], where.name), default=None)


def _days(claims: Sequence[Claim]) -> tuple[Days | None, bool]:
    """The days that most claims have, first those that its own sentence gives; and whether the text gives them."""
    own: Counter[Days] = Counter()
    carried: Counter[Days] = Counter()
    news: Counter[Days] = Counter()
    for claim in claims:
        if claim.when is not None:
            days = Days(claim.when.earliest, claim.when.latest)
            (news if claim.when.span is None else own if own_days(claim) else carried)[days] += 1
    weights = own or carried or news
    best = max(weights, key=lambda d: (weights[d] / (1 + (d.latest - d.earliest).days), d.earliest), default=None)
    return best, weights is not news


def _told_days(claims: Sequence[Claim]) -> tuple[Days, ...]:
    """All days that the sentences of claims give, the shortest stretches first: a report on a sentence gives the day of
    the court's session and that of the deed."""
    found = {Days(*days) for days in map(own_days, claims) if days is not None}
    return tuple(sorted(found, key=lambda days: (days.latest - days.earliest, days.earliest))[:MOST_TOLD])


def _firm_days(claims: Sequence[Claim]) -> Iterable[date]:
    """The days on which the sentences of claims say that an attack was: no court's session, no plan, no denial."""
    for claim in claims:
        days = own_days(claim)
        if is_attack(claim) and days is not None and days[0] == days[1]:
            yield days[0]


def _told_places(claims: Sequence[Claim]) -> tuple[Where, ...]:
    """All places that the sentences of claims give, those that most do first."""
    counts = Counter(
        Where.of(claim.place)
        for claim in claims
        if claim.place is not None and claim.place.basis == "stated" and claim.place.mention.lat is not None
    )
    return tuple(sorted(counts, key=lambda where: (-counts[where], where.name, str(where)))[:MOST_TOLD])


def _bounds(toll: Toll) -> tuple[str, int | None, int | None]:
    return toll.what, toll.low, toll.high


def _parties(claims: Sequence[Claim]) -> Iterable[str]:
    for claim in claims:
        for participant in claim.participants:
            if participant.role != "other" and participant.actor is not None:
                yield participant.actor.id
                if participant.actor.country:
                    yield participant.actor.country
