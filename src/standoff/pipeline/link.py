"""Reports of a casebook into incidents: what each tells, what is like what, what is one happening.

Four steps, each in transactions of its own, so that whoever is stopped goes on where it stopped:

1. Reports that came since get their tellings; those that were corrected, or judged anew, lose theirs.
2. The rarity of words is counted over all tellings that reports are about: always up to ``ALWAYS`` of them, later
   whenever their number has grown by the part ``GROWTH``. All are then compared anew by it.
3. Each telling that waits is compared with its candidates.
4. Tellings that are likely one, directly or through others, are put together, and incidents are formed of them.

Up to ``ALWAYS`` tellings the incidents follow from the reports and judgements alone, in whatever order they came and
however often they were linked. Beyond, words may count for as much as at the last count, and a telling that came before
is not compared again; ``anew`` does all from the start.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import chain, combinations, islice
from math import inf, log

import numpy as np
from numpy.typing import NDArray

from standoff.actors import ActorRegistry
from standoff.errors import CasebookError
from standoff.incidents import (
    Comparison,
    Telling,
    Who,
    compare_tellings,
    form_incident,
)
from standoff.incidents.alike import Measure, Measures
from standoff.incidents.block import MOST_HOLDERS, Points, area_of, keys_of, wanted_keys
from standoff.incidents.cluster import Scores, cluster_tellings, told_apart_in_copies
from standoff.incidents.shapes import Told, shape_of, telling_of
from standoff.languages.language import load_rules
from standoff.model import load_reader
from standoff.pipeline.cycles import without_looking_for_cycles
from standoff.pipeline.judged import Judged, claim_of
from standoff.pipeline.mentions import mentions_of
from standoff.records import UNNAMED, Claim, Incident, Report, Subject
from standoff.store import Store
from standoff.store.tellings import Compared, Standing

__all__ = ["ALWAYS", "GROWTH", "Advance", "Linked", "Linking", "grouped", "link_reports", "who_of"]

ALWAYS = 300
"""Up to so many reports, words are counted, and all is compared, at every call: it takes seconds."""
GROWTH = 0.25
MOST_TOGETHER = 3_000
"""So many tellings are put together at a time, in arrays of so many squared, which take some 300 MB."""
STEP, SURE = 0.5, 30.0
"""Pairs are let go by steps, and never those that are sure, or were judged to be one."""
_REPORTS_A_TIME = 50
_COMPARED_A_TIME = 100
_INCIDENTS_A_TIME = 100
_TELLINGS_AT_HAND, _MEASURES_AT_HAND, _KEYS_AT_HAND = 1_000, 80_000, 50_000

Advance = Callable[[str, int, int], None]
"""Told what is being done, how much of it was done, and how much there is: "reading", "comparing", "forming" or
"looking back"."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What came of linking: ``reports`` that were linked for the first time or anew, tellings ``compared``, incidents
    ``formed`` (anew or for the first time), and those that are ``gone``."""

    reports: int
    compared: int
    formed: int
    gone: int


def who_of(registry: ActorRegistry) -> Who:
    """The usual name of a body and the party that it speaks for, as the registry has them; of a state by its code too.

    >>> who = who_of(ActorRegistry.load())
    >>> who("SOHR"), who("Moscow"), who("RUS"), who("witnesses")
    (('Syrian Observatory for Human Rights', None), ('Russia', 'RUS'), ('Russia', 'RUS'), None)
    """
    states = {state.id: (state.bare_name, state.id) for state in registry.states}

    @lru_cache(maxsize=16_384)
    def who(name: str) -> tuple[str, str | None] | None:
        if name in states:
            return states[name]
        kind, actor = registry.source_kind(name), registry.resolve(name)
        if actor is None or kind is None or kind in UNNAMED:
            return None
        if kind == "state" and actor.country:
            return next(iter(registry.aliases_of(actor.country)), actor.name), actor.country
        registered = registry.kind_of(actor)
        if registered is None and kind == "person":
            return name, registry.party_of(name)
        if registered is None and actor.country is None:  # "human rights groups", "media": a sort of body, not one
            return None
        usual = actor.name
        if registered is None and usual.startswith(_several_of_a_state()):
            usual = name  # a state has many ministries, and many monitors
        elif registered is None and actor.sector == "MIL":  # "the Israeli military" is the Israel Defense Forces
            usual = next(iter(registry.aliases_of(actor.id)), usual)
        return usual, registry.party_of(name)

    return who


@cache
def _several_of_a_state() -> tuple[str, ...]:
    return tuple(load_rules("incidents")["several_of_a_state"])


def link_reports(
    store: Store,
    who: Who,
    *,
    anew: bool = False,
    advance: Advance | None = None,
    always: int = ALWAYS,
    growth: float = GROWTH,
) -> Linked:
    """Form the incidents of a casebook, or bring them up to what came since; ``anew`` makes all tellings again."""
    return Linking(store, who, advance).run(anew=anew, always=always, growth=growth)


class Linking:
    """What linking has at hand of a casebook: reports, their claims as judged up to the day ``until``, tellings."""

    def __init__(self, store: Store, who: Who, advance: Advance | None = None, *, until: date | None = None) -> None:
        self._store = store
        self._who = who
        self._advance = advance or (lambda *_: None)
        self.telling = lru_cache(maxsize=_TELLINGS_AT_HAND)(self._telling)
        self.report = lru_cache(maxsize=512)(self._report)
        self.judged = Judged.of(store.judgements.standing(until=until))
        self.claims = lru_cache(maxsize=512)(self._judged_claims)
        self._reviewed = self.judged.reviewed_reports()
        self._judged_reports = self.judged.reports()
        self._is_of_one = until is not None

    def run(self, *, anew: bool, always: int, growth: float) -> Linked:
        if anew:
            self._store.tellings.forget_all()
        with without_looking_for_cycles():
            reports = self._read()
            self._count_words(always, growth)
            compared = self._compare()
            formed, gone = self._settle()
        return Linked(reports, compared, formed, gone)

    # What is at hand

    def _telling(self, uid: str) -> Telling:
        return telling_of(self._store.tellings.shape(uid))

    def _report(self, uid: str) -> Report:
        report = self._store.reports.get(uid)
        if report is None:
            raise CasebookError(f"There is no report {uid} in {self._store.path}.")
        return report

    def _judged_claims(self, report_id: str) -> tuple[Claim, ...]:
        return tuple(self.judged.claims(report_id, self._store.claims.of_report(report_id)))

    # 1. Tellings

    def told_in(self, report_id: str) -> list[Telling]:
        """The tellings of a report, its mentions compared by the model where there is one."""
        report, claims = self.report(report_id), self.claims(report_id)
        return self.judged.tellings(report, claims, mentions_of(report, claims, load_reader()))

    def _read(self) -> int:
        tellings = self._store.tellings
        for report_id in tellings.corrected():
            tellings.drop(report_id)
        waiting = tellings.waiting()
        for at in range(0, len(waiting), _REPORTS_A_TIME):
            self._advance("reading", at, len(waiting))
            with self._store.transaction():
                for report_id in waiting[at : at + _REPORTS_A_TIME]:
                    found = self.told_in(report_id)
                    unique = {telling.id: telling for telling in found}
                    put = [(t.id, t.is_main, area_of(t), keys_of(t), shape_of(t)) for t in unique.values()]
                    tellings.put(report_id, put)
        return len(waiting)

    # 2. The rarity of words

    def _count_words(self, always: int, growth: float) -> None:
        tellings = self._store.tellings
        now, then = tellings.count(is_main=True), tellings.counted_over()
        if tellings.are_stale() and (now <= always or not (1 - growth) * then < now < (1 + growth) * then):
            counts: Counter[str] = Counter()
            for shape in tellings.main_shapes():
                counts.update(shape["words"].keys())
                counts.update(shape.get("full_names", ()))
            tellings.put_words(counts, over=now)

    def rarity(self) -> Callable[[str], float]:
        total, having = self._store.tellings.counted_over(), self._store.tellings.having

        @cache
        def rarity(word: str) -> float:
            return log((total + 50) / (having(word) + 0.5))

        return rarity

    # 3. Comparisons

    def _compare(self) -> int:
        tellings = self._store.tellings
        waiting = tellings.to_compare()
        if not waiting:
            return 0
        rarity, total, uid_of = self.rarity(), tellings.counted_over(), cache(tellings.uid)
        points, measures = Points(*tellings.extent()), Measures(rarity)

        @lru_cache(maxsize=_MEASURES_AT_HAND)
        def at_hand(number: int) -> Measure:
            return measures.measure(self._telling(uid_of(number)))

        @lru_cache(maxsize=_KEYS_AT_HAND)
        def holders(key: int) -> NDArray[np.int64]:
            return np.array(tellings.holders(key, most=MOST_HOLDERS + 1), np.int64)

        ahead = set(waiting)
        met: dict[int, list[int]] = {}  # of those ahead: with whom they were compared from the other side
        for at in range(0, len(waiting), _COMPARED_A_TIME):
            self._advance("comparing", at, len(waiting))
            found: list[tuple[int, list[Compared]]] = []
            for number in waiting[at : at + _COMPARED_A_TIME]:
                ahead.remove(number)
                one = at_hand(number)
                keys = wanted_keys(self._telling(uid_of(number)))  # that at hand has no words any more
                known = set(met.pop(number, ()))
                likely = [o for o in points.candidates(number, keys, holders, uid_of) if o not in known]
                others = [(o, at_hand(o)) for o in likely]
                others = [(o, other) for o, other in others if other.telling.report_id != one.telling.report_id]
                alikes = measures.alike(one, [other for _, other in others])
                compared: list[Compared] = []
                for (o, other), alike in zip(others, alikes, strict=True):
                    result = compare_tellings(one.telling, other.telling, rarity, total=total, alike=alike)
                    compared.append((o, result.score, result.is_contradicted))
                    if o in ahead:
                        met.setdefault(o, []).append(number)
                found.append((number, compared))
            tellings.put_compared(found)
        return len(waiting)

    # 4. Incidents

    def _settle(self) -> tuple[int, int]:
        waiting = self._store.tellings.to_settle()
        are_waiting = set(waiting)
        same, different = self._judged_pairs()
        joined = _joined(same)
        seen: set[str] = set()
        formed = gone = 0
        groups = self._groups(waiting, joined, seen, same, different)
        while few := list(islice(groups, _INCIDENTS_A_TIME)):
            self._advance("forming", min(len(seen), len(waiting)), len(waiting))
            with self._store.transaction():
                for component in few:
                    made, lost = self._put(component, are_waiting)
                    formed, gone = formed + made, gone + lost
        orphans = self._store.tellings.orphans()
        if orphans:
            self._store.incidents.put((), gone=orphans)
        return formed, gone + len(orphans)

    def _groups(
        self,
        waiting: Iterable[str],
        joined: Mapping[str, set[str]],
        seen: set[str],
        same: Sequence[tuple[str, str]],
        different: Sequence[tuple[str, str]],
    ) -> Iterator[list[list[str]]]:
        """For each part of the tellings that hang together, with one that waits in it: its groups."""
        for uid in waiting:
            if uid in seen:
                continue
            likely = self.component(uid, joined)
            seen.update(likely)  # and not "|=": of keys that makes the whole set anew
            yield grouped(likely, self._store.tellings.standing(likely), self._scores, same, different)

    def _scores(self, uids: Sequence[str]) -> Scores:
        return Scores(*self._store.tellings.pairs_among(uids))

    def component(self, start: str, joined: Mapping[str, set[str]]) -> dict[str, dict[str, float]]:
        """All that hangs together with a telling through pairs that are likelier one than not, or were judged so; for
        each, those pairs."""
        likely: dict[str, dict[str, float]] = {start: {}}
        left = [start]
        while left:
            uid = left.pop()
            likely[uid] = dict(self._store.tellings.near(uid)) | dict.fromkeys(joined.get(uid, ()), inf)
            for other in likely[uid]:
                if other not in likely:
                    likely[other] = {}
                    left.append(other)
        return likely

    def _put(self, groups: Sequence[Sequence[str]], waiting: set[str]) -> tuple[int, int]:
        """Keep the incidents of groups in the place of those that their tellings were of. A group of which nothing
        waits, and that was an incident by itself before, is one still; one of reports that make no claim is none."""
        tellings = self._store.tellings
        before = tellings.incidents_of(uid for group in groups for uid in group)
        settled = {frozenset(members): uid for uid, members in before.items() if not members & waiting}
        kept = {settled[frozenset(group)] for group in groups if frozenset(group) in settled}
        changed = [group for group in groups if frozenset(group) not in settled]
        told = [[self.telling(uid) for uid in group] for group in changed]
        incidents = [self.form(each) if any(telling.claims for telling in each) else None for each in told]
        formed = [incident for incident in incidents if incident is not None]
        gone = before.keys() - kept - {incident.id for incident in formed}
        self._store.incidents.put(formed, gone=sorted(gone))
        self._store.incidents.forget_known(sorted(kept))
        for incident, group in zip(incidents, changed, strict=True):
            tellings.settle(incident.id if incident is not None else None, group)
        return len(formed), len(gone)

    def form(self, tellings: Sequence[Telling | Told]) -> Incident:
        """The incident of some tellings, their claims as they were judged."""
        ids = {telling.report_id for telling in tellings}
        told = {claim_id for telling in tellings for claim_id in telling.claims}
        claims = {claim.id: claim for claim in self._told(ids, told)}
        return form_incident(
            tellings,
            claims,
            self._store.reports.heads(ids),
            self._store.tellings.text_groups(sorted(ids)),
            self._who,
            is_reviewed=self._is_reviewed(ids, claims),
        )

    def _told(self, report_ids: set[str], told: set[str]) -> Iterator[Claim]:
        """The claims of some reports that are told. Where one incident is formed, and not many that share their
        reports, the others need not be made."""
        as_read = {each for each in report_ids if self._is_of_one and each not in self._judged_reports}
        yield from self._store.claims.some_of_reports(as_read, told)
        for report_id in sorted(report_ids - as_read):
            yield from (claim for claim in self.claims(report_id) if claim.id in told)

    def _is_reviewed(self, report_ids: Iterable[str], claims: Mapping[str, Claim]) -> bool:
        for report_id in report_ids:
            for subject in self._reviewed.get(report_id, ()):
                found = self.judged.with_added(report_id, self._store.claims.of_report(report_id))
                claim = claim_of(subject, found)
                if claim is not None and claim.id in claims:
                    return True
        return False

    def joined(self) -> dict[str, set[str]]:
        """For each telling those that a person said are of the same happening."""
        return _joined(self._judged_pairs()[0])

    def compare(self, a: Telling, b: Telling, rarity: Callable[[str], float]) -> Comparison:
        """Two tellings compared, with what is known of words."""
        return compare_tellings(a, b, rarity, total=self._store.tellings.counted_over())

    def _judged_pairs(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """Tellings judged one, and judged not one, by their ids."""
        same, different = self.judged.pairs()
        return self._located(same), self._located(different)

    def _located(self, pairs: Iterable[tuple[Subject, Subject]]) -> list[tuple[str, str]]:
        found = ((self._telling_with(a), self._telling_with(b)) for a, b in pairs)
        return [(a, b) for a, b in found if a is not None and b is not None and a != b]

    def _telling_with(self, subject: Subject) -> str | None:
        """The telling that has the claim, or the claim by which an incident was named."""
        if subject.report_id is None:
            return None
        tellings = self._store.tellings
        ids = tellings.of_report(subject.report_id)
        claim = claim_of(subject, self.claims(subject.report_id))
        if claim is None:  # an incident of a report without claims, or of a claim that is no more
            return ids[0] if len(ids) == 1 else None
        return next((uid for uid in ids if claim.id in self.telling(uid).claims), None)


def _joined(same: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    joined: dict[str, set[str]] = {}
    for a, b in same:
        joined.setdefault(a, set()).add(b)
        joined.setdefault(b, set()).add(a)
    return joined


def grouped(
    likely: Mapping[str, Mapping[str, float]],
    standing: Mapping[str, Standing],
    scores: Callable[[Sequence[str]], Scores],
    same: Iterable[tuple[str, str]],
    different: Sequence[tuple[str, str]],
) -> list[list[str]]:
    """The groups of tellings that hang together through likely pairs: in each are tellings of one happening.

    ``standing`` says of which report and text each is, and whether the report is about it; ``scores`` gives all
    comparisons among some of them; ``same`` and ``different`` are a person's word."""
    groups: list[list[str]] = []
    report_of = {uid: each.report for uid, each in standing.items()}
    text_of = {uid: each.text for uid, each in standing.items()}
    for members in parts(likely):
        if len(members) == 1:
            groups.append(list(members))
            continue
        apart = [(a, b) for a, b in different if a in members and b in members]
        mains = {uid for uid in members if standing[uid].is_main}
        ids = sorted(members)
        among = scores(ids)
        told_apart = chain(_of_one_report(ids, report_of), told_apart_in_copies(ids, among, report_of, text_of))
        groups += cluster_tellings(ids, among, mains=mains, told_apart=told_apart, apart=apart)
    return _merged(groups, [(a, b) for a, b in same if a in likely and b in likely])


def _of_one_report(ids: Iterable[str], report_of: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    of_report: dict[object, list[str]] = {}
    for uid in ids:
        of_report.setdefault(report_of[uid], []).append(uid)
    for uids in of_report.values():
        yield from combinations(uids, 2)


def _merged(groups: Sequence[list[str]], same: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Groups put together where a person said so, each whole: what is shown as one incident is merged as one."""
    group = {uid: members for members in groups for uid in members}
    for a, b in sorted(same):
        if group[a] is not group[b]:
            joined = sorted(group[a] + group[b])
            group |= dict.fromkeys(joined, joined)
    return sorted({tuple(members): members for members in group.values()}.values())


def parts(likely: Mapping[str, Mapping[str, float]], *, most: int = MOST_TOGETHER) -> list[set[str]]:
    """What hangs together, in parts of no more than ``most`` tellings each, so that memory is bounded: where there are
    more, the least likely pairs are let go until there are not. Within a part nothing is lost.

    >>> [sorted(part) for part in parts({"a": {"b": 9.0}, "b": {"a": 9.0, "c": 0.2}, "c": {"b": 0.2}}, most=2)]
    [['a', 'b'], ['c']]
    """
    found: list[set[str]] = []
    left = [(set(likely), 0.0)]
    while left:
        members, least = left.pop()
        if len(members) <= most or least > SURE:
            found.append(members)
            continue
        for part in _joined_by(members, likely, least + STEP):
            left.append((part, least + STEP))
    return sorted(found, key=min)


def _joined_by(members: set[str], likely: Mapping[str, Mapping[str, float]], least: float) -> list[set[str]]:
    """The parts of some tellings that hang together through pairs of at least so many log-odds."""
    found: list[set[str]] = []
    todo = set(members)
    while todo:
        part = {next(iter(todo))}
        ahead = list(part)
        while ahead:
            for other, score in likely[ahead.pop()].items():
                if score >= least and other in todo and other not in part:
                    part.add(other)
                    ahead.append(other)
        todo -= part
        found.append(part)
    return found
