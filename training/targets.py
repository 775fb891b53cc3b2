"""Set what speaks for and against each of those to whom a deed may have been done, on annotated reports of our own.

usage: python training/targets.py [--measure]

Reads the reports of `reports` whose claims are annotated, but for `test`, with the model and by rules alone: what
speaks for a phrase apart from the model is learnt from both. An example is a claim that has a pair among the annotated
ones; its candidates are those of `claims/target_signs.py`, right where the annotation accepts their name. The weights
are those of a softmax over the candidates of a claim (McFadden, "Conditional logit analysis of qualitative choice
behavior", 1974) with a quadratic penalty; where several candidates are right, what counts is that one of them is taken.

Prints for how many claims the rules and the choice are right, where the annotation names somebody and where nobody,
by weights that did not see the report; then writes `src/standoff/claims/targets.tsv`, unless `--measure` is given.
Signs that few candidates have and weights near nought are left out; of who did it, those of reading by rules alone.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from annotated import OPENED
from numpy.typing import NDArray
from reports.check import gold_of, read_report, report_object, reports_below

import standoff.claims.form as form
from standoff.claims.actor_signs import ActorSigns
from standoff.claims.target_signs import Candidate, Nouns, Signs
from standoff.claims.targets import Complete, likelihoods_of, overruling, parties_of
from standoff.pipeline import Knowledge
from standoff.pipeline.analyse import analyse
from standoff.readers import read_reports
from standoff.records import Claim, Document, Marks, Participant, Report, Role
from standoff.text import divide, parse

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests" / "examples"))
from gold_scoring import names_agree, pair_claims  # noqa: E402

FOLDS = 5
PENALTY = 3.0
LEAST_CLAIMS = 6
"""Signs of fewer candidates than this say nothing."""
NEAR_NOUGHT = 0.05
STEPS = 150
MEMORY = 8

Numbers = NDArray[np.float64]
Choice = Callable[[Sequence[Candidate], Sequence[float]], Candidate | None]
"""Which candidate takes the place of the rules' answer, by how likely each is; ``None`` where theirs stands."""


@dataclass(frozen=True)
class Example:
    """A claim's candidates, which of them are right, whether the rules are, and of which report it is."""

    report: int
    is_named: bool
    rules_right: bool
    candidates: tuple[Candidate, ...]
    right: tuple[bool, ...]


def examples(knowledge: Knowledge, role: Role = "target") -> Iterator[Example]:
    """Of all annotated reports, as they are read with this knowledge; of those who did it, by their ``role``, too."""
    marked = [read_report(path) for path in reports_below([HERE / "reports" / folder for folder in OPENED])]
    with tempfile.TemporaryDirectory() as made:
        file = Path(made) / "reports.jsonl"
        file.write_text("".join(json.dumps(report_object(each)) + "\n" for each in marked), encoding="utf-8")
        reports = [divide(each) for each in read_reports([str(file)]) if isinstance(each, Report)]
    for number, (document, annotated) in enumerate(zip(parse(reports), marked, strict=True)):
        yield from _of_report(document, gold_of(annotated)["claims"], number, knowledge, role)


def _of_report(
    document: Document, gold: list[dict[str, Any]], number: int, knowledge: Knowledge, role: Role
) -> Iterator[Example]:
    asked: list[tuple[Signs, Complete, Sequence[Claim], Container[str]]] = []

    def listening(
        document: Document,
        claims: Sequence[Claim],
        nouns: Nouns,
        marks: Marks | None,
        complete: Complete,
        settled: Container[str],
    ) -> list[Claim]:
        signs = (
            Signs(document, claims, nouns, marks)
            if role == "target"
            else ActorSigns(document, claims, nouns, marks, complete)
        )
        asked.append((signs, complete, claims, settled))
        return list(claims)

    with patch.object(form, f"choose_{role}s", listening):
        analyse(document, knowledge)
    ((signs, complete, claims, settled),) = asked
    found = [{**claim.to_dict(), "at": at} for at, claim in enumerate(claims)]
    for wanted, told, _ in pair_claims(gold, found, document.report.text):
        if role == "actor" and signs.are_agreed(told["at"], role):
            continue  # it is not weighed
        claim, candidates = claims[told["at"]], signs.of(told["at"])
        if not candidates or claim.id in settled:
            continue
        named = [parties_of(document, claim, each, complete, role) for each in candidates]
        right = [names_agree(wanted[role], _names(parties)) for parties in named]
        own = [each for each in claim.participants if each.role == role]
        yield Example(
            number,
            bool(wanted[role]),
            names_agree(wanted[role], _names(own)),
            tuple(candidates),
            tuple(right),
        )


def _names(parties: Sequence[Participant]) -> list[str | None]:
    return [
        name
        for each in parties
        for name in (each.span.text if each.span else None, each.name, each.actor.name if each.actor else None)
    ]


class Table:
    """Examples as numbers: for each candidate its signs by their columns, for each example its candidates."""

    def __init__(self, found: Sequence[Example], columns: Mapping[str, int]) -> None:
        every = [one for each in found for one in each.candidates]
        rows = [[columns[sign] for sign in one.signs if sign in columns] for one in every]
        self.columns = np.array([column for row in rows for column in row])
        self.rows = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
        sizes = np.array([len(each.candidates) for each in found])
        self.first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        self.of = np.repeat(np.arange(len(found)), sizes)
        self.right = np.array([right for each in found for right in each.right], float)
        self.width = len(columns)

    def shares(self, weights: Numbers) -> Numbers:
        """How likely each candidate is."""
        points = np.bincount(self.rows, weights[self.columns], len(self.of))
        raised = np.exp(points - np.maximum.reduceat(points, self.first)[self.of])
        return np.asarray(raised / np.add.reduceat(raised, self.first)[self.of])

    def loss(self, weights: Numbers) -> tuple[float, Numbers]:
        """The penalised log loss and its slope."""
        shares = self.shares(weights)
        taken = np.add.reduceat(shares * self.right, self.first)
        slope = shares - shares * self.right / taken[self.of]
        loss = -float(np.log(taken).sum()) + PENALTY * float(weights @ weights) / 2
        return loss, np.bincount(self.columns, slope[self.rows], self.width) + PENALTY * weights


def fit(found: Sequence[Example]) -> dict[str, float]:
    """The weights of some examples, by L-BFGS (Nocedal, "Updating quasi-Newton matrices", 1980)."""
    usable = [each for each in found if any(each.right)]
    counts = Counter(sign for each in usable for one in each.candidates for sign in one.signs)
    names = sorted(sign for sign, count in counts.items() if count >= LEAST_CLAIMS)
    table = Table(usable, {name: at for at, name in enumerate(names)})
    weights = np.zeros(len(names))
    loss, slope = table.loss(weights)
    steps: list[tuple[Numbers, Numbers]] = []
    for _ in range(STEPS):
        way, factors = -slope, []
        for step, turn in reversed(steps):
            factors.append(float(step @ way) / float(step @ turn))
            way = way - factors[-1] * turn
        if steps:
            step, turn = steps[-1]
            way = way * (float(step @ turn) / float(turn @ turn))
        for (step, turn), factor in zip(steps, reversed(factors), strict=True):
            way = way + (factor - float(turn @ way) / float(step @ turn)) * step
        size = 1.0 if steps else 1.0 / max(1.0, float(np.abs(slope).sum()))
        while True:
            tried, tried_slope = table.loss(weights + size * way)
            if tried <= loss + 1e-4 * size * float(slope @ way) or size < 1e-8:
                break
            size /= 2
        step, turn = size * way, tried_slope - slope
        is_done = loss - tried < 1e-4
        weights, loss, slope = weights + step, tried, tried_slope
        if float(step @ turn) > 1e-10:
            steps = [*steps, (step, turn)][-MEMORY:]
        if is_done:
            break
    return {name: float(weight) for name, weight in zip(names, weights, strict=True)}


def is_right(example: Example, weights: Mapping[str, float], choose: Choice) -> bool:
    """Whether what is chosen is right, or the rules where they stand."""
    best = choose(example.candidates, likelihoods_of(example.candidates, weights))
    return example.rules_right if best is None else example.right[example.candidates.index(best)]


def measured(found: Sequence[Example], learnt: Sequence[Mapping[str, float]], choose: Choice) -> str:
    """On how many claims rules and choice are right, by weights that did not see the report."""
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    for each in found:
        chosen = is_right(each, learnt[each.report % FOLDS], choose)
        tally["somebody" if each.is_named else "nobody"] += Counter(
            claims=1, rules=each.rules_right, choice=chosen, won=chosen and not each.rules_right,
            lost=each.rules_right and not chosen,
        )  # fmt: skip
    return "; ".join(f"{name} named: {dict(count)}" for name, count in sorted(tally.items(), reverse=True))


def main() -> None:
    learn("target", overruling)


def learn(role: Role, choose: Choice) -> None:
    """Print how many claims the rules and the choice have right, and write the table of the weights."""
    both = Knowledge.load()
    if both.reader is None:
        raise SystemExit("The model is not there: half of the examples would lack.")
    ways = {"with the model": list(examples(both, role))}
    is_read_alone = role == "target"  # rules alone weigh only to whom a deed was done
    if is_read_alone:
        ways["by rules"] = list(examples(replace(both, reader=None), role))
    every = [each for way in ways.values() for each in way]
    learnt = [kept(fit([each for each in every if each.report % FOLDS != fold])) for fold in range(FOLDS)]
    for way, found in ways.items():
        print(f"{way}: {measured(found, learnt, choose)}", flush=True)
    if "--measure" in sys.argv:
        return
    path = HERE.parent / "src" / "standoff" / "claims" / f"{role}s.tsv"
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    weights = kept(fit(every))
    rows = [f"{name}\t{weight}" for name, weight in sorted(weights.items()) if is_read_alone or "no model" not in name]
    path.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8")
    print(f"{len(rows)} weights")


def kept(weights: Mapping[str, float]) -> dict[str, float]:
    """The weights as they are written, without those near nought."""
    return {name: round(weight, 2) for name, weight in weights.items() if abs(weight) >= NEAR_NOUGHT}


if __name__ == "__main__":
    main()
