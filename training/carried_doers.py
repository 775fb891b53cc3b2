"""Set the weights by which a deed that is told without saying who did it is laid to somebody who acts near by.

usage: python training/carried_doers.py [--test]

Reads the reports in `reports` whose claims are all annotated, with the model and by rules alone, for the weights serve
both, and writes `src/standoff/claims/carried_doers.toml`. Each deed that names nobody who did it, and that has a pair
among the annotated claims, is an example: its candidates, and which of them go by a name that the annotations accept;
none where they give none. The weights are those of a conditional logit with a quadratic penalty, in which that nobody
did it counts nothing. What is printed is measured on folds of whole reports that the weights did not see, beside what
the rules alone say: how many are right, how many are laid to another than who did it, and how many though the
annotations leave it open. `least` is set so that no more is laid to somebody where the annotations have nobody than the
rules lay. With `--test` nothing is written.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from annotated import OPENED
from confidence import paired
from numpy.typing import NDArray
from reports.check import Claim as Noted
from reports.check import Report as Marked
from reports.check import read_report, report_object, reports_below

from standoff.claims import parties
from standoff.claims.carried_doers import Candidate, Doers
from standoff.pipeline import Knowledge
from standoff.pipeline.analyse import analyse
from standoff.readers import read_reports
from standoff.records import Claim, Participant, Report
from standoff.text import divide, parse

Numbers = NDArray[np.float64]
HERE = Path(__file__).parent
TABLE = HERE.parent / "src" / "standoff" / "claims" / "carried_doers.toml"
SEED = 20
FOLDS = 8
PENALTY = 10.0
PENALTY_OF_RULES = 0.1
"""The rules' own choice says more than any other feature: its weight is held less."""
STEPS = 60
FEWEST = 8
"""A feature of fewer candidates is left out."""
SMALLEST = 0.05
"""A smaller weight is left out."""
MORE = 1.0
"""So many times as often as the rules somebody may be named for whom the annotations have nobody."""
ARTICLES = frozenset({"the", "a", "an", "of", "and", "in", "by", "to", "local", "some", "their", "its", "his"})


@dataclass(frozen=True)
class Example:
    """The candidates of one deed: what speaks for each, which are right and which the rules name."""

    report: str
    features: tuple[Mapping[str, float], ...]
    is_right: tuple[bool, ...]
    is_supposed: tuple[bool, ...]
    has_doer: bool
    """Whether the annotations give anybody who did it."""


def examples(marked: Sequence[Marked], knowledge: Knowledge) -> Iterator[Example]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reports.jsonl"
        path.write_text("".join(json.dumps(report_object(each)) + "\n" for each in marked), encoding="utf-8")
        reports = [divide(each) for each in read_reports([str(path)]) if isinstance(each, Report)]
    if [each.text for each in reports] != [each.whole for each in marked]:
        raise SystemExit("A report was read otherwise than it was marked.")
    for document, report in zip(parse(reports), marked, strict=True):
        noted: dict[int, list[Candidate]] = {}
        of_report = Doers.candidates

        def noting(
            self: Any, at: int, *given: Any, is_retold: bool, noted: Any = noted, of_report: Any = of_report
        ) -> list[Candidate]:
            found = of_report(self, at, *given, is_retold=is_retold)
            noted[self.told[at].happening.event.trigger.start] = found
            return found

        with patch.object(Doers, "candidates", noting), patch.object(parties, "choose_doer", _as_supposed):
            claims = analyse(document, knowledge).claims
        yield from _of_report(report, claims, noted)


def _as_supposed(candidates: Sequence[Candidate]) -> Candidate | None:
    """Whom the rules name: what is noted depends on no weights."""
    return next((each for each in candidates if each.is_supposed), None)


def _of_report(report: Marked, claims: Sequence[Claim], noted: Mapping[int, Sequence[Candidate]]) -> Iterator[Example]:
    names: dict[int, set[str]] = {}
    for claim in claims:
        for party in claim.participants:
            if party.span is not None:
                names.setdefault(party.span.start, set()).update(_names(party))
    annotated: dict[int, list[Noted]] = {}
    for claim, its in pairs(report, claims):
        annotated.setdefault(claim.event.trigger.start, []).append(its)
    for start, found in noted.items():
        if not (notes := annotated.get(start)) or not found:
            continue
        accepted = [name for each in notes for name in each.actor or ()]
        known = [
            _names(each.party) | names.get(each.party.span.start if each.party.span else -1, set()) for each in found
        ]
        yield Example(
            str(report.path),
            tuple(each.features for each in found),
            tuple(any(agree(one, other) for one in accepted for other in own) for own in known),
            tuple(each.is_supposed for each in found),
            bool(accepted),
        )


def pairs(report: Marked, claims: Sequence[Claim]) -> Iterator[tuple[Claim, Noted]]:
    """Each claim with the annotated one that it shares most words with."""
    words = [(claim.evidence[0].start, claim.evidence[0].end) for claim in claims]
    for at in sorted(paired(report.whole, words, [(each.quote.start, each.quote.end) for each in report.claims])):
        claim = claims[at]
        bounds = claim.evidence[0]

        def shared(each: Noted, start: int = bounds.start, end: int = bounds.end) -> float:
            both = min(end, each.quote.end) - max(start, each.quote.start)
            return 2 * both / (end - start + each.quote.end - each.quote.start)

        yield claim, max(report.claims, key=lambda each: (shared(each), _speaker(claim) in (each.claimant or [""])))


def _speaker(claim: Claim) -> str:
    return claim.attribution[-1].source.name if claim.attribution else ""


def _names(party: Participant) -> set[str]:
    span, actor = party.span, party.actor
    return {name for name in (span.text if span else "", actor.name if actor else "", party.name or "") if name}


def agree(one: str, other: str) -> bool:
    """Whether two names may be of one: the words of one are among the other's, or half of all are in both.

    >>> agree("the soldiers", "army soldiers"), agree("rebels", "police")
    (True, False)
    """
    ours, theirs = _words(one), _words(other)
    if not ours or not theirs:
        return False
    return ours <= theirs or theirs <= ours or len(ours & theirs) / len(ours | theirs) >= 0.5


def _words(name: str) -> set[str]:
    return {word.removesuffix("'s") for word in re.findall(r"[\w'-]+", name.lower().replace("’", "'"))} - ARTICLES


class Fitting:
    """Examples as a table with a row for each candidate."""

    def __init__(self, found: Sequence[Example], sizes: Sequence[float]) -> None:
        counts = Counter(
            name for each in found for features in each.features for name, value in features.items() if value
        )
        self.examples = found
        self.names = sorted(name for name, count in counts.items() if count >= FEWEST)
        self.x = np.array([[f.get(name, 0.0) for name in self.names] for each in found for f in each.features])
        self.is_right = np.array([right for each in found for right in each.is_right])
        self.of = np.array([at for at, each in enumerate(found) for _ in each.features])
        self.sizes = np.array(sizes)
        self.costs = np.array([PENALTY_OF_RULES if name.startswith("rules_") else PENALTY for name in self.names])

    def fit(self, kept: NDArray[np.bool_]) -> Numbers:
        """The likeliest weights by some of the examples."""
        rows = kept[self.of]
        x, right = self.x[rows], self.is_right[rows]
        numbers, of = np.unique(self.of[rows], return_inverse=True)
        starts = np.searchsorted(of, np.arange(len(numbers)))
        sizes, is_open = self.sizes[numbers], ~np.logical_or.reduceat(right, starts)
        w = np.zeros(x.shape[1])
        for _ in range(STEPS):
            likely, wanted = _shares(x @ w, right, of, starts, is_open)
            slope = x.T @ (sizes[of] * (likely - wanted)) + self.costs * w
            inner = x - np.add.reduceat(x * likely[:, None], starts)[of]
            bend = (inner * (sizes[of] * likely)[:, None]).T @ inner
            rest = np.add.reduceat(x * likely[:, None], starts)
            none = sizes * (1 - np.add.reduceat(likely, starts))
            bend += (rest * none[:, None]).T @ rest + np.diag(self.costs)
            moved = np.linalg.solve(bend, slope)
            w -= moved
            if np.abs(moved).max() < 1e-4:
                break
        return w

    def unseen(self) -> Numbers:
        """The log-odds of each candidate by weights that did not see his report."""
        reports = sorted({each.report for each in self.examples})
        order = np.random.default_rng(SEED).permutation(len(reports))
        fold = {report: int(at) % FOLDS for report, at in zip(reports, order, strict=True)}
        of = np.array([fold[each.report] for each in self.examples])
        points = np.zeros(len(self.of))
        for each in range(FOLDS):
            rows = (of == each)[self.of]
            points[rows] = self.x[rows] @ self.fit(of != each)
        return points


def _shares(
    points: Numbers,
    right: NDArray[np.bool_],
    of: NDArray[np.int64],
    starts: NDArray[np.int64],
    is_open: NDArray[np.bool_],
) -> tuple[Numbers, Numbers]:
    """How likely each candidate is, and how likely given that it is one of the right ones (or nobody)."""
    most = np.maximum(np.maximum.reduceat(points, starts), 0.0)
    odds = np.exp(points - most[of])
    nobody = np.exp(-most)
    whole = np.add.reduceat(odds, starts) + nobody
    of_right = np.add.reduceat(odds * right, starts) + nobody * is_open
    return odds / whole[of], odds * right / of_right[of]


def outcomes(fitting: Fitting, points: Numbers, at: Sequence[int]) -> list[tuple[float, str]]:
    """For some examples the points of the best candidate, and what it would be to name him."""
    found = []
    for number in at:
        rows = np.flatnonzero(fitting.of == number)
        best = rows[np.argmax(points[rows])]
        is_right, has_doer = bool(fitting.is_right[best]), fitting.examples[number].has_doer
        found.append((float(points[best]), "right" if is_right else "another" if has_doer else "nobody's"))
    return found


def of_rules(found: Sequence[Example]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for each in found:
        if any(each.is_supposed):
            is_right = any(a and b for a, b in zip(each.is_right, each.is_supposed, strict=True))
            counts["right" if is_right else "another" if each.has_doer else "nobody's"] += 1
    return counts


def main() -> None:
    both = Knowledge.load()
    if both.reader is None:
        raise SystemExit("The model is not there: weights are set on what is read with it and without.")
    marked = [read_report(path) for path in reports_below([HERE / "reports" / name for name in OPENED])]
    ways = [list(examples(marked, each)) for each in (both, replace(both, reader=None))]
    fitting = Fitting([example for way in ways for example in way], [0.5] * sum(map(len, ways)))
    points = fitting.unseen()
    parts = (range(len(ways[0])), range(len(ways[0]), len(fitting.examples)))
    of_ways = [outcomes(fitting, points, part) for part in parts]
    open_ones = sorted((p for way in of_ways for p, kind in way if kind == "nobody's"), reverse=True)
    most = int(MORE * sum(of_rules(way)["nobody's"] for way in ways))
    least = round(open_ones[most] if most < len(open_ones) else -9.0, 2)
    for name, way, found in zip(("with the model", "by rules alone"), ways, of_ways, strict=True):
        said = Counter(kind for p, kind in found if p > least)
        print(f"{name}, {len(way)} deeds: the rules' choice {dict(of_rules(way))}, the learnt {dict(said)}")
    w = fitting.fit(np.ones(len(fitting.examples), bool))
    weights = {name: float(each) for name, each in zip(fitting.names, w, strict=True) if abs(each) >= SMALLEST}
    if "--test" not in sys.argv:
        head = "".join(f"{line}\n" for line in HEAD)
        lines = [f"{name} = {weight:.2f}" for name, weight in sorted(weights.items(), key=lambda each: -each[1])]
        TABLE.write_text(f"{head}\nleast = {least}\n\n[weights]\n" + "\n".join(lines) + "\n", encoding="utf-8")


HEAD = (
    "# What speaks for and against somebody near by as the one who did what is told without saying who did it, in",
    "# log-odds for each unit of a feature; and the least that it takes. Made by `python training/carried_doers.py`",
    "# from reports of our own. Do not set a weight by hand: change the features or the reports, and run it again.",
)

if __name__ == "__main__":
    main()
