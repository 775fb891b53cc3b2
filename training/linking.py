"""Set the weights by which claims and reports are held to be of one happening, on reports of our own.

usage: python training/linking.py [--test | --mentions FILE] [--readings FOLDER]

Reads the reports in `reports/linking` whose split is `fit` (and, for claims of one report, those whose claims are
annotated, in `development` and the like), with the model and by rules alone, for the weights serve both; and writes
`src/standoff/incidents/weights.toml`. With `--test` nothing is written: the weights as they stand are measured, with
the model and without, on the reports whose split is `test`. What was read is kept in the folder `--readings` and read
again if it is there.

1. `within`: which claims of one report are of one happening. Each two claims that lie in marked words are an example.
   This table alone is set without `--mentions`, and the others with it. `within_read`: the same where the model
   compares mentions too. `--mentions` names a file that training/model/mentions.py writes: what the model makes of each
   mention by weights that did not see its topic.
2. `between`: which tellings of two reports are. All topics lie in one heap, as in a newsroom; then in three and
   eight, for a pair found in a small heap is likelier one. Each pair that blocking gives is an example. Tellings are
   those of weights that did not see the topic, and those read by rules alone of `within` as it stands.
3. `groups`: when groups join, by pairwise and B-cubed F1 of all that is told in the heap and by pairwise F1 of what
   each report mainly tells of, each pair by weights that saw neither topic; of rules alike that which copies of all
   reports change least, and which is most precise.

The weights are those of a logistic regression with a quadratic penalty. Where a feature can only speak for one
happening, or only against, its weight is held at nought or above, or below; what comes out as nought is left out.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, product
from math import log, sqrt
from pathlib import Path

import numpy as np
from annotated import OPENED, Span
from numpy.typing import NDArray
from reports.check import Report as Marked
from reports.check import read_report, report_object, reports_below

from standoff.incidents import Comparison, Mentions, Telling, alike_of, features_of, tellings_of
from standoff.incidents.block import Points, keys_of, wanted_keys
from standoff.incidents.cluster import cluster_tellings, scores_among
from standoff.incidents.compare import FEATURES, contradict
from standoff.incidents.parting import extent_of, part_claims, see_claims, two_claims
from standoff.incidents.weights import load_weights
from standoff.model import load_reader
from standoff.pipeline import Knowledge
from standoff.pipeline.analyse import analyse
from standoff.pipeline.mentions import mentions_of
from standoff.readers import read_reports
from standoff.records import Claim, Report
from standoff.text import divide, parse

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "src" / "standoff" / "incidents" / "weights.toml"
SEED = 20
WAYS = ("model", "rules")
TABLES = ("within", "within_read", "between", "groups")
COPY = "-copy"
FOLDS = 5
HEAPS = (1, 3, 8)
SAME = 0.01
"""Figures no further apart than this are taken for alike. It was not measured: it is a guess at what chance does."""
PENALTIES = (0.5, 1.0, 2.0, 4.0, 8.0)

FOR = frozenset(
    [
        "mention",
        "same_scene",
        "same_sentence",
        "headline_and_text",
        "refers_back",
        "same_mode",
        "same_place",
        "near_place",
        "same_days",
        "same_toll",
        "words",
        "names",
        "same_actor",
        "same_target",
        "both_main",
        "same_day",
        "same_day_carried",
        "days_overlap",
        "months_overlap",
        "apart_with_names",
        "same_place_carried",
        "full_name",
        "deeds",
        "same_claimant",
        "same_days_carried",
    ]
)
AGAINST = frozenset(
    [
        "days",
        "sentences_between",
        "other_paragraph",
        "tells_another",
        "told_another",
        "campaign",
        "other_kind",
        "other_mode",
        "other_type",
        "other_place",
        "other_place_carried",
        "place_anew",
        "other_days",
        "attacks_on_other_days",
        "days_between",
        "days_anew",
        "other_toll",
        "other_actor",
        "other_target",
        "other_reality",
        "heap",
        "days_further",
        "days_near",
        "published_apart",
        "far_place",
        "other_country",
        "other_days_carried",
    ]
)

Numbers = NDArray[np.float64]
Features = Mapping[str, float]
Item = tuple[str, str]
"""A report and an incident that it tells of."""


@dataclass(frozen=True)
class Reading:
    marked: Marked
    report: Report
    claims: tuple[Claim, ...]
    mentions: Mentions = field(default_factory=dict)

    def told(self) -> list[tuple[Span, str]]:
        """The marked words and their incidents."""
        tellings = [(telling.words, telling.incident) for telling in self.marked.tellings]
        return tellings + [(claim.quote, claim.incident) for claim in self.marked.claims if claim.incident]

    def incidents(self, claims: Iterable[Claim]) -> Counter[str]:
        """How many letters of some claims lie in the marked words of each incident."""
        found: Counter[str] = Counter()
        for claim, (words, incident) in product(claims, self.told()):
            for span in claim.evidence:
                found[incident] += max(0, min(span.end, words.end) - max(span.start, words.start))
        return +found


@dataclass(frozen=True)
class Example:
    """Two of something: their features, whether they are one (`None` where that is not marked), their topics."""

    features: Features
    is_one: bool | None
    topics: tuple[str, str]
    weight: float = 1.0
    pair: tuple[str, str] = ("", "")
    heaps: int = 1


# Reading


def read_marked(kept: Path | None) -> dict[str, list[Reading]]:
    """All reports for linking, and those whose claims are annotated, as Standoff reads them in each way."""
    folders = [HERE / "reports" / name for name in ("linking", *OPENED)]
    marked = [read_report(path) for path in reports_below(folders)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reports.jsonl"
        path.write_text("".join(json.dumps(report_object(each)) + "\n" for each in marked), encoding="utf-8")
        reports = [divide(each) for each in read_reports([str(path)]) if isinstance(each, Report)]
    if [each.text for each in reports] != [each.whole for each in marked]:
        raise SystemExit("A report was read otherwise than it was marked.")
    return {
        way: [
            Reading(each, report, claims)
            for each, report, claims in zip(marked, reports, read_claims(reports, way, kept), strict=True)
        ]
        for way in WAYS
    }


def read_claims(reports: Sequence[Report], way: str, folder: Path | None) -> list[tuple[Claim, ...]]:
    """The claims of each report, or those that were kept."""
    kept = folder / f"{way}.jsonl" if folder else None
    if kept and kept.exists():
        with kept.open(encoding="utf-8") as lines:
            return [
                tuple(Claim.from_dict(each, report.text) for each in json.loads(line))
                for report, line in zip(reports, lines, strict=True)
            ]
    knowledge = Knowledge.load()
    if way == "rules":
        knowledge = replace(knowledge, reader=None)
    elif knowledge.reader is None:
        raise SystemExit("The model is not there: weights are set on what is read with it and without.")
    found = [tuple(analyse(document, knowledge).claims) for document in parse(reports)]
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with kept.open("w", encoding="utf-8") as stream:
            for claims in found:
                stream.write(json.dumps([claim.to_dict() for claim in claims]) + "\n")
    return found


# Fitting


def fit(x: Numbers, y: Numbers, names: Sequence[str], penalty: float, sizes: Numbers) -> Numbers:
    """The weights of the least penalised log loss, by Newton's steps between the bounds that the names set."""
    low = np.array([0.0 if name in FOR else -np.inf for name in names])
    high = np.array([0.0 if name in AGAINST else np.inf for name in names])
    cost = np.array([1e-3 if name == "any" else penalty for name in names])
    w = np.zeros(len(names))

    def loss(w: Numbers) -> float:
        z = x @ w
        return float((sizes * (np.logaddexp(0.0, z) - y * z)).sum() + (cost * w * w).sum() / 2)

    for _ in range(100):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = x.T @ (sizes * (p - y)) + cost * w
        bend = (x * (sizes * p * (1 - p))[:, None]).T @ x + np.diag(cost)
        free = ~(((w <= low) & (slope > 0)) | ((w >= high) & (slope < 0)))
        step = np.zeros(len(names))
        step[free] = np.linalg.solve(bend[np.ix_(free, free)], slope[free])
        length, before = 1.0, loss(w)
        while length > 1e-6 and loss(np.clip(w - length * step, low, high)) > before:
            length /= 2
        moved = np.clip(w - length * step, low, high)
        if np.abs(moved - w).max() < 1e-5:
            break
        w = moved
    return w


class Fitting:
    """Examples as a table, with their topics in folds."""

    def __init__(self, examples: Sequence[Example], folds: Mapping[str, int]) -> None:
        self.names = ["any", *sorted({name for each in examples for name in each.features} - {"any"})]
        self.x = np.array([[each.features.get(name, 0.0) for name in self.names] for each in examples])
        self.is_marked = np.array([each.is_one is not None for each in examples])
        self.y = np.array([float(bool(each.is_one)) for each in examples])
        self.sizes = np.array([each.weight for each in examples])
        self.of = np.array([[folds[topic] for topic in each.topics] for each in examples])

    def fit(self, penalty: float, but: Iterable[int] = ()) -> dict[str, float]:
        """The weights by the examples of all folds but some."""
        rows = self.is_marked & ~np.isin(self.of, list(but)).any(axis=1)
        w = fit(self.x[rows], self.y[rows], self.names, penalty, self.sizes[rows])
        return dict(zip(self.names, map(float, w), strict=True))

    def unseen(self, penalty: float) -> Numbers:
        """The log-odds of each example by weights that saw no example of either topic's fold."""
        scores = np.zeros(len(self.y))
        for a in range(FOLDS):
            for b in range(a, FOLDS):
                rows = (np.sort(self.of, axis=1) == (a, b)).all(axis=1)
                if rows.any():
                    weights = self.fit(penalty, (a, b))
                    scores[rows] = self.x[rows] @ np.array([weights[name] for name in self.names])
        return scores

    def loss(self, scores: Numbers) -> float:
        z, y, sizes = scores[self.is_marked], self.y[self.is_marked], self.sizes[self.is_marked]
        return float((sizes * (np.logaddexp(0.0, z) - y * z)).sum() / sizes.sum())

    def best_penalty(self) -> float:
        losses = {penalty: self.loss(self.unseen(penalty)) for penalty in PENALTIES}
        print("  log loss by penalty:", {penalty: round(loss, 4) for penalty, loss in losses.items()})
        return min(losses, key=lambda penalty: losses[penalty])


def folds_of(readings: Iterable[Reading]) -> dict[str, int]:
    topics = sorted({each.marked.topic for each in readings})
    order = np.random.default_rng(SEED).permutation(len(topics))
    return {topic: int(at) % FOLDS for topic, at in zip(topics, order, strict=True)}


# Within a report


def within(readings: Iterable[Reading]) -> Iterator[Example]:
    for reading in readings:
        every = see_claims(reading.report, reading.claims)
        extent = extent_of(every)
        seen = [(each, _most(reading.incidents([each.claim]))) for each in every]
        marked = [(each, incident) for each, incident in seen if incident]
        for (a, mine), (b, its) in combinations(marked, 2):
            topic = reading.marked.topic
            features = two_claims(a, b, reading.mentions, extent)
            yield Example(features, mine == its, (topic, topic), 1 / sqrt(len(marked)), (a.claim.id, b.claim.id))


def best_shift(readings: Sequence[Reading], folds: Mapping[str, int], weights: Sequence[dict[str, float]]) -> float:
    """How much is added to the log-odds of two claims so that groups of them come out best: by the mean B-cubed F1 of
    reports that tell of one happening, of those that tell of several, and of those whose claims are all annotated."""
    found = {shift: _grouped(readings, folds, weights, shift) for shift in (-0.5, -0.25, 0.0, 0.25, 0.5, 0.75)}
    print("  B-cubed F1 of claims grouped, by shift:", {shift: round(f1, 4) for shift, f1 in found.items()})
    return max(found, key=lambda shift: found[shift])


def _grouped(
    readings: Iterable[Reading], folds: Mapping[str, int], weights: Sequence[dict[str, float]], shift: float
) -> float:
    of_one: list[float] = []
    of_several: list[float] = []
    annotated: list[float] = []
    for reading in readings:
        of_fold = shifted(weights[folds[reading.marked.topic]], shift)
        groups = part_claims(reading.report, reading.claims, of_fold, reading.mentions)
        found = [(at, _most(reading.incidents([claim]))) for at, group in enumerate(groups) for claim in group]
        marked = [(at, incident) for at, incident in found if incident]
        if marked:
            ours, theirs = Counter(at for at, _ in marked), Counter(incident for _, incident in marked)
            both = Counter(marked)
            precise = float(np.mean([both[each] / ours[each[0]] for each in marked]))
            full = float(np.mean([both[each] / theirs[each[1]] for each in marked]))
            kind = annotated if reading.marked.split is None else of_one if len(theirs) == 1 else of_several
            kind.append(_harmonic(precise, full))
    return float(np.mean(of_one) + np.mean(of_several) + np.mean(annotated)) / 3


def shifted(weights: Mapping[str, float], shift: float) -> dict[str, float]:
    return {**weights, "any": weights["any"] + shift}


def _most(counts: Mapping[str, int]) -> str | None:
    return max(counts, key=lambda name: (counts[name], name), default=None)


# Between reports


@dataclass(frozen=True)
class Heap:
    """Tellings of many reports: what each is of by the marks, and by how many letters."""

    readings: Sequence[Reading]
    tellings: Mapping[str, Telling]
    marks: Mapping[str, Counter[str]]
    topics: Mapping[str, str]


def heap_of(readings: Sequence[Reading], weights_of: Callable[[Reading], Mapping[str, float]]) -> Heap:
    tellings: dict[str, Telling] = {}
    marks: dict[str, Counter[str]] = {}
    topics: dict[str, str] = {}
    for reading in readings:
        claims = {claim.id: claim for claim in reading.claims}
        for telling in tellings_of(reading.report, reading.claims, weights_of(reading), mentions=reading.mentions):
            tellings[telling.id] = telling
            marks[telling.id] = reading.incidents(claims[each] for each in telling.claims)
            topics[telling.id] = reading.marked.topic
    return Heap(readings, tellings, marks, topics)


def between(heap: Heap, parts: int) -> Iterator[Example]:
    """The pairs that blocking gives where all topics lie in so many heaps."""
    topics = sorted(set(heap.topics.values()))
    order = np.random.default_rng(SEED + parts).permutation(len(topics))
    for part in range(parts):
        mine = {topics[at] for at in order[part::parts]}
        tellings = {uid: telling for uid, telling in heap.tellings.items() if heap.topics[uid] in mine}
        counts = Counter(
            word for telling in tellings.values() if telling.is_main for word in (*telling.words, *telling.full_names)
        )
        total = sum(telling.is_main for telling in tellings.values())

        def rarity(word: str, counts: Counter[str] = counts, total: int = total) -> float:
            return log((total + 50) / (counts[word] + 0.5))

        for a, b in candidate_pairs(tellings):
            one, other = tellings[a], tellings[b]
            mark, its = _most(heap.marks[a]), _most(heap.marks[b])
            if one.report_id == other.report_id:
                continue
            yield Example(
                features_of(one, other, alike_of(one, other, rarity), total),
                mark == its if mark and its else None,
                (heap.topics[a], heap.topics[b]),
                pair=(a, b),
                heaps=parts,
            )


def candidate_pairs(tellings: Mapping[str, Telling]) -> list[tuple[str, str]]:
    """The pairs that the pipeline would compare, those of one report among them."""
    ids = sorted(tellings)
    held: dict[int, list[int]] = defaultdict(list)
    for number, uid in enumerate(ids):
        for key in keys_of(tellings[uid]):
            held[key].append(number)
    points = Points(len(ids), len(ids))
    found: set[tuple[str, str]] = set()
    for number, uid in enumerate(ids):
        wanted = wanted_keys(tellings[uid])
        for other in points.candidates(
            number, wanted, lambda key: np.array(held.get(key, []), np.int64), ids.__getitem__
        ):
            if other != number:
                found.add((min(uid, ids[other]), max(uid, ids[other])))
    return sorted(found)


# Measuring


def scores_of(heap: Heap, groups: Iterable[Sequence[str]]) -> dict[str, float]:
    """Pairwise and B-cubed F1 over the incidents that each report is marked to tell of. Each lies in the group of the
    telling that has most of its marked words; one that no telling has is unassigned: it is missed, and never wrong."""
    group_of = {uid: at for at, group in enumerate(groups) for uid in group}
    by_report: dict[str, list[str]] = defaultdict(list)
    for uid, telling in heap.tellings.items():
        by_report[telling.report_id].append(uid)
    placed: dict[Item, int | None] = {}
    for reading in heap.readings:
        for incident in sorted({incident for _, incident in reading.told()}):
            uids = by_report[reading.report.id]
            best = max(uids, key=lambda uid: (heap.marks[uid][incident], uid))
            placed[reading.report.id, incident] = group_of[best] if heap.marks[best][incident] else None
    found = {item: group for item, group in placed.items() if group is not None}
    main: dict[Item, int | None] = {}
    for reading in heap.readings:
        letters: Counter[str] = Counter()
        for words, incident in reading.told():
            letters[incident] += words.end - words.start
        claims: Counter[int] = Counter()
        for uid in by_report[reading.report.id]:
            claims[group_of[uid]] += len(heap.tellings[uid].claims)
        if letters:
            main[reading.report.id, _most(letters) or ""] = max(claims, key=lambda at: (claims[at], -at), default=None)
    return {
        **{f"all.{name}": value for name, value in _f1s(placed).items()},
        **{f"found.{name}": value for name, value in _f1s(found).items()},
        **{f"main.{name}": value for name, value in _f1s(main).items()},
    }


def _f1s(placed: Mapping[Item, int | None]) -> dict[str, float]:
    gold: dict[str, set[Item]] = defaultdict(set)
    ours: dict[int, set[Item]] = defaultdict(set)
    for item, group in placed.items():
        gold[item[1]].add(item)
        if group is not None:
            ours[group].add(item)
    want = {frozenset(pair) for items in gold.values() for pair in combinations(items, 2)}
    got = {frozenset((a, b)) for items in ours.values() for a, b in combinations(items, 2) if a[0] != b[0]}
    precise, full = len(want & got) / max(1, len(got)), len(want & got) / max(1, len(want))
    cubed = [
        (group, len(gold[item[1]] & ours.get(group, set()) if group is not None else ()), item)
        for item, group in placed.items()
    ]
    sure = [shared / len(ours[group]) for group, shared, _ in cubed if group is not None]
    whole = [shared / len(gold[item[1]]) for _, shared, item in cubed]
    b_precise, b_full = float(np.mean(sure)) if sure else 0.0, float(np.mean(whole))
    return {
        "pairwise.p": precise, "pairwise.r": full, "pairwise.f1": _harmonic(precise, full),
        "b_cubed.p": b_precise, "b_cubed.r": b_full, "b_cubed.f1": _harmonic(b_precise, b_full),
    }  # fmt: skip


def _harmonic(a: float, b: float) -> float:
    return 2 * a * b / (a + b) if a + b else 0.0


def calibration(scores: Numbers, is_one: Numbers, bins: int = 10) -> float:
    """The expected calibration error: how far the share of pairs that are one lies from what was said, by tenths."""
    said = 1 / (1 + np.exp(-scores))
    which = np.minimum((said * bins).astype(int), bins - 1)
    error = 0.0
    for each in range(bins):
        rows = which == each
        if rows.any():
            error += float(rows.mean() * abs(said[rows].mean() - is_one[rows].mean()))
            print(f"    said {said[rows].mean():.2f}, is {is_one[rows].mean():.2f}, pairs {int(rows.sum())}")
    return error


def groups_of(
    heap: Heap, examples: Sequence[Example], scores: Numbers, rule: Features, *, has_copies: bool = False
) -> list[list[str]]:
    """The groups of a heap; with ``has_copies`` as they come out where each report comes once more, without those."""
    compared: list[tuple[str, str, float, bool]] = []
    for each, score in zip(examples, scores.tolist(), strict=True):
        a, b = each.pair
        is_contradicted = contradict(heap.tellings[a], heap.tellings[b], each.features)
        compared.append((a, b, score, is_contradicted))
        if has_copies:
            copied = ((a, b + COPY), (b, a + COPY), (a + COPY, b + COPY))
            compared += [(x, y, score, is_contradicted) for x, y in copied]
    ids = list(heap.tellings)
    if has_copies:
        compared += [(uid, uid + COPY, float(scores.max()), False) for uid in ids]
    comparisons = [Comparison(min(a, b), max(a, b), score, {}, cannot) for a, b, score, cannot in compared]
    endings = ("", COPY) if has_copies else ("",)
    mains = {uid + ending for uid, telling in heap.tellings.items() if telling.is_main for ending in endings}
    of_report: dict[str, list[str]] = defaultdict(list)
    for uid, telling in heap.tellings.items():
        of_report[telling.report_id].append(uid)
    told_apart = [
        (a + ending, b + its)
        for uids in of_report.values()
        for a, b in combinations(uids, 2)
        for ending, its in product(endings, endings)
    ]
    every = [uid + ending for uid in ids for ending in endings]
    found = cluster_tellings(every, scores_among(every, comparisons), mains=mains, told_apart=told_apart, rule=rule)
    kept = ([uid for uid in group if uid in heap.tellings] for group in found)
    return [group for group in kept if group]


def staying(heap: Heap, examples: Sequence[Example], scores: Numbers, rule: Features) -> float:
    """The share of groups that are the same where each report comes once more as a copy."""
    alone, beside = (groups_of(heap, examples, scores, rule, has_copies=each) for each in (False, True))
    return len(set(map(frozenset, alone)) & set(map(frozenset, beside))) / len(alone)


def best_rule(newsrooms: Sequence[tuple[Heap, Sequence[Example], Numbers]]) -> tuple[dict[str, float], float]:
    """When groups join, and how much is added to the log-odds of two tellings before they do, so that pairwise and
    B-cubed F1 over all that is told, and pairwise F1 over what each report mainly tells of, are best together, by the
    mean over the ways of reading. Of the rules that are as good within chance (``SAME``) the one is taken that copies
    change least and that puts the fewest wrong together: to mix two happenings is worse than to leave one in two parts,
    and the more reports there are, the more are mixed."""
    tried: list[tuple[float, float, dict[str, float], float]] = []
    for best, falls, shift in product((0.6, 0.7, 0.8), (0.5, 1.0), (0.0, 0.25, 0.5)):
        rule = {"not_compared": -3.0, "told_apart": -6.0, "best": best, "falls": falls}
        results = [
            scores_of(heap, groups_of(heap, examples, scores + shift, rule)) for heap, examples, scores in newsrooms
        ]
        values = [each["all.pairwise.f1"] + each["all.b_cubed.f1"] + each["main.pairwise.f1"] for each in results]
        precise = [each["all.pairwise.p"] + each["main.pairwise.p"] for each in results]
        tried.append((float(np.mean(values)) / 3, float(np.mean(precise)), rule, shift))
    best_value = max(value for value, *_ in tried)
    as_good: list[tuple[float, float, dict[str, float], float]] = []
    for value, precise_of_both, rule, shift in tried:
        if value > best_value - SAME:
            stays = float(
                np.mean([staying(heap, examples, scores + shift, rule) for heap, examples, scores in newsrooms])
            )
            print("  ", round(value, 4), round(precise_of_both / 2, 4), round(stays, 4), rule, shift)
            as_good.append((stays + precise_of_both / 2, value, rule, shift))
    return max(as_good, key=lambda each: each[:2])[2:]


# The whole


def fit_within(
    readings: Sequence[Reading], folds: Mapping[str, int]
) -> tuple[dict[str, float], list[dict[str, float]]]:
    """The weights for claims of one report, and for each fold those that were set without it."""
    fitting = Fitting(list(within(readings)), folds)
    penalty = fitting.best_penalty()
    unseen = [fitting.fit(penalty, (fold,)) for fold in range(FOLDS)]
    shift = best_shift(readings, folds, unseen)
    return shifted(fitting.fit(penalty), shift), [shifted(each, shift) for each in unseen]


def set_within(ways: Mapping[str, Sequence[Reading]]) -> None:
    """The weights for claims of one report whose mentions nobody compares."""
    learnt_on = [each for read in ways.values() for each in read if each.marked.split in ("fit", None)]
    print(f"within: {len(learnt_on)} readings")
    write({"within": fit_within(learnt_on, folds_of(learnt_on))[0]})


def set_weights(ways: Mapping[str, Sequence[Reading]], path: Path) -> None:
    """All other weights, the model comparing the mentions of what it read, by what the file at ``path`` holds."""
    with np.load(path) as file:
        read = dict(zip(file["ids"].tolist(), file["read"].tolist(), strict=True))
    with_mentions = [
        replace(each, mentions={claim.id: read[claim.id] for claim in each.claims if claim.id in read})
        for each in ways["model"]
        if each.marked.split in ("fit", None)
    ]
    folds = folds_of(with_mentions)
    inside, unseen = fit_within(with_mentions, folds)

    def weights_of(reading: Reading) -> Mapping[str, float]:
        return unseen[folds[reading.marked.topic]] if reading.mentions else load_weights("within")

    fitting_on = {"model": with_mentions, "rules": ways["rules"]}
    heaps = {
        way: heap_of([each for each in some if each.marked.split == "fit"], weights_of)
        for way, some in fitting_on.items()
    }
    examples = {way: [each for parts in HEAPS for each in between(heap, parts)] for way, heap in heaps.items()}
    in_all = [example for found in examples.values() for example in found]
    print(f"between: {sum(len(heap.tellings) for heap in heaps.values())} tellings, {len(in_all)} pairs")
    outer = Fitting(in_all, folds)
    penalty = outer.best_penalty()
    scores, weights = outer.unseen(penalty), outer.fit(penalty)
    newsrooms: list[tuple[Heap, Sequence[Example], Numbers]] = []
    start = 0
    for way, found in examples.items():
        whole = [at for at, example in enumerate(found) if example.heaps == 1]
        newsrooms.append((heaps[way], [found[at] for at in whole], scores[start : start + len(found)][whole]))
        start += len(found)
    rule, more = best_rule(newsrooms)
    for way, (heap, found, unshifted) in zip(examples, newsrooms, strict=True):
        print(f"{way}:")
        _report(heap, found, unshifted + more, rule)
    write({"within_read": inside, "between": shifted(weights, more), "groups": rule})


def measure(ways: Mapping[str, Sequence[Reading]]) -> None:
    """The weights as they stand, on the reports kept for testing."""
    weights, rule = dict(load_weights("between")), dict(load_weights("groups"))
    for way, readings in ways.items():
        reader = load_reader() if way == "model" else None
        testing_on = [
            replace(each, mentions=mentions_of(each.report, each.claims, reader))
            for each in readings
            if each.marked.split == "test"
        ]
        heap = heap_of(testing_on, lambda reading: load_weights("within_read" if reading.mentions else "within"))
        examples = list(between(heap, 1))
        scores = np.array([sum(weights.get(name, 0.0) * x for name, x in each.features.items()) for each in examples])
        print(f"test, {way}: {len(testing_on)} reports, {len(heap.tellings)} tellings, {len(examples)} pairs")
        _report(heap, examples, scores, rule)


def _report(heap: Heap, examples: Sequence[Example], scores: Numbers, rule: Features) -> None:
    for name, value in scores_of(heap, groups_of(heap, examples, scores, rule)).items():
        print(f"  {name} {value:.3f}")
    marked = np.array([each.is_one is not None for each in examples])
    is_one = np.array([float(bool(each.is_one)) for each in examples])
    print(
        f"  calibration error {calibration(scores[marked], is_one[marked]):.4f} over {int(marked.sum())} marked pairs"
    )


def write(tables: Mapping[str, Mapping[str, float]]) -> None:
    """Put some tables in the place of what stands."""
    standing = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))
    lines = [
        "# What speaks for and against one happening, in log-odds for each unit of a feature.",
        f"# Made by `python training/linking.py` (seed {SEED}) from reports of our own: `within` and `between` as they",
        "# are read with the model and by rules alone, `within_read` as they are read with it. Do not set a weight by",
        "# hand: change the features or the reports, and run it again. A feature that is not here came out as nought.",
    ]
    for name in TABLES:
        lines += ["", f"[{name}]"]
        for feature, weight in sorted((standing | tables).get(name, {}).items(), key=lambda each: (-each[1], each[0])):
            if abs(weight) >= 0.005 or name == "groups":
                meaning = f"  # {FEATURES[feature]}" if name == "between" else ""
                lines.append(f"{feature} = {weight:.3f}{meaning}")
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"written: {WEIGHTS}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--test", action="store_true", help="measure, and write nothing")
    options.add_argument(
        "--mentions", type=Path, help="what the model makes of each mention; all weights but `within` are set"
    )
    options.add_argument("--readings", type=Path, help="the folder where what was read is kept")
    given = options.parse_args()
    ways = read_marked(given.readings)
    if given.test:
        measure(ways)
    elif given.mentions:
        set_weights(ways, given.mentions)
    else:
        set_within(ways)


if __name__ == "__main__":
    main()
