"""Learn which place and which days a happening has whose sentence gives none, on annotated reports of our own.

usage: python training/carrying.py [--unseen]

Reads the reports whose claims are annotated with the model and by rules alone, for the weights serve both, and by rules
once more as they would be had their paragraphs been lost, as happens to reports taken from pages. Each
happening that some annotated claim tells, its words sharing at least `ENOUGH` of their letters (F1), is an example: its
candidates, what is to be known of each, and which of them are right. A place is right within the annotated radius, days
where they overlap those annotated and last at most `LONGER` more; "no day" where none is annotated. The weights are the
likeliest of a softmax over candidates of which any right one counts, with a quadratic penalty, by Newton's steps on its
upper bound (expectation and maximisation); they are written to `src/standoff/claims/carrying.toml`.

Prints what share the rules have right, and what share the weights by cross-validation over whole reports, of those
happenings for which a place or day is annotated, by folder. `--unseen` writes nothing and prints, for each folder, what
the weights make of it that were learnt on the others.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from annotated import OPENED
from numpy.typing import NDArray
from reports.check import Claim as Annotated
from reports.check import read_report, report_object, reports_below

import standoff.claims.dating as dating
import standoff.claims.form as form
import standoff.claims.placing as placing
from standoff.claims.carrying import Features, Passage, best_of
from standoff.pipeline import Knowledge
from standoff.pipeline.analyse import analyse
from standoff.readers import read_reports
from standoff.records import Place, Report, When, distance_km
from standoff.text import divide, parse

Numbers = NDArray[np.float64]
HERE = Path(__file__).parent
BY_RULES = ("by rules", "no day by rules")
ENOUGH = 0.35
LONGER = 3
"""Days."""
PENALTY = 3.0
SELDOM = 12
"""A feature of fewer examples is left out."""
FOLDS = 10
MARGINS = {"places": 1.4, "days": 1.0}
"""So much more must speak for what the rules do not say: they were written for readers to follow."""
NAUGHT = 0.1
"""A weight nearer to nought is left out."""
WRITTEN = HERE.parent / "src" / "standoff" / "claims" / "carrying.toml"
_HEAD = """\
# What speaks for a place ("places") or for days ("days") being those of a happening whose sentence gives none, for each
# unit of a feature. Made by `python training/carrying.py` from the annotated reports of our own, read with the model
# and by rules alone. Do not set a weight by hand: change the features or the reports, and run it again.
"""


@dataclass(frozen=True)
class Example:
    """A happening's candidates: what is known of each, and whether it is right; the rules' answer is the first of those
    that are `by rules`, or none is."""

    topic: str
    folder: str
    is_annotated: bool
    candidates: tuple[Features, ...]
    are_right: tuple[bool, ...]
    of_rules: int | None
    is_rule_right: bool


def is_there(place: Place | None, annotated: Annotated) -> bool:
    there = annotated.place
    if place is None or there is None or place.mention.lat is None or place.mention.lon is None:
        return False
    return distance_km(there.lat, there.lon, place.mention.lat, place.mention.lon) <= there.within_km


def is_then(when: When | None, annotated: Annotated) -> bool:
    if when is None or annotated.when is None:
        return when is None and annotated.when is None
    earliest, latest = annotated.when
    is_short = (when.latest - when.earliest).days <= (latest - earliest).days + LONGER
    return when.earliest <= latest and earliest <= when.latest and is_short


def run_together(shape: Mapping[str, str]) -> dict[str, str]:
    """A report as it is given to be read, the paragraphs of its body in one line; all offsets stay."""
    head, gap, body = shape["text"].partition("\n\n")
    return {**shape, "text": f"{head}{gap}{body.replace(chr(10), ' ')}"}


def read_examples(knowledge: Knowledge, *, is_run_together: bool = False) -> dict[str, list[Example]]:
    """What all reports tell without place, and without day, as ``knowledge`` reads them."""
    marked = [read_report(path) for path in reports_below([HERE / "reports" / name for name in OPENED])]
    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / "reports.jsonl"
        shapes = [run_together(shape) if is_run_together else shape for shape in map(report_object, marked)]
        path.write_text("".join(json.dumps(shape) + "\n" for shape in shapes), encoding="utf-8")
        reports = [divide(each) for each in read_reports([str(path)]) if isinstance(each, Report)]
    noted: dict[str, list[Any]] = {"places": [], "days": [], "passages": []}

    def noting(choose: Callable[..., Any], table: str, candidates: Sequence[tuple[Any, Features]]) -> Any:
        noted[table].append(candidates)
        return choose(table, candidates)

    def passing(choose: Callable[..., Any], passage: Passage, *rest: Any) -> Any:
        noted["passages"].append(passage)
        return choose(passage, *rest)

    examples: dict[str, list[Example]] = {"places": [], "days": []}
    with (
        patch.object(placing, "best_of", partial(noting, best_of)),
        patch.object(dating, "best_of", partial(noting, best_of)),
        patch.object(form, "choose_places", partial(passing, placing.choose_places)),
    ):
        for each, document in zip(marked, parse(reports), strict=True):
            for some in noted.values():
                some.clear()
            analyse(document, knowledge)
            for table, is_right in (("places", is_there), ("days", is_then)):
                told = noted["passages"][-1].told if noted["passages"] else ()
                for this, candidates in zip(told, noted[table], strict=True):
                    words = this.happening.evidence
                    annotated = alike((words.start, words.end), each.claims)
                    if annotated is None or len(candidates) < 2 or (table == "places" and annotated.place is None):
                        continue
                    right = tuple(is_right(answer, annotated) for answer, _ in candidates)
                    features = tuple(dict(known) for _, known in candidates)
                    of_rules = next(
                        (at for at, known in enumerate(features) if known.keys() & set(BY_RULES)),
                        None,
                    )
                    examples[table].append(
                        Example(
                            each.topic,
                            each.path.parent.name,
                            bool(annotated.place if table == "places" else annotated.when),
                            features,
                            right,
                            of_rules,
                            of_rules is not None and right[of_rules],
                        )
                    )
    return examples


def alike(words: tuple[int, int], annotated: Iterable[Annotated]) -> Annotated | None:
    """The annotated claim that shares most letters with some words, or ``None`` where none shares enough."""
    start, end = words

    def share(other: Annotated) -> float:
        common = min(end, other.quote.end) - max(start, other.quote.start)
        return 2 * max(0, common) / (end - start + other.quote.end - other.quote.start)

    best = max(annotated, key=share, default=None)
    return best if best is not None and share(best) >= ENOUGH else None


class Fitting:
    """Examples as a table: a row for each candidate."""

    def __init__(self, examples: Sequence[Example]) -> None:
        seen = Counter(name for each in examples for name in {n for known in each.candidates for n in known})
        self.examples = examples
        self.names = sorted(name for name, count in seen.items() if count >= SELDOM)
        at = {name: number for number, name in enumerate(self.names)}
        self.of = np.repeat(np.arange(len(examples)), [len(each.candidates) for each in examples])
        self.x = np.zeros((len(self.of), len(self.names)))
        for row, known in enumerate(known for each in examples for known in each.candidates):
            for name, value in known.items():
                if name in at:
                    self.x[row, at[name]] = value
        self.right = np.array([right for each in examples for right in each.are_right])

    def fit(self, those: NDArray[np.bool_]) -> Numbers:
        """The weights by some of the examples."""
        some = np.array([any(each.are_right) and not all(each.are_right) for each in self.examples]) & those
        rows = some[self.of]
        x, right = self.x[rows], self.right[rows]
        _, of = np.unique(self.of[rows], return_inverse=True)
        starts = np.r_[0, np.flatnonzero(np.diff(of)) + 1]
        w = np.zeros(len(self.names))

        def loss(w: Numbers) -> tuple[float, Numbers, Numbers]:
            z = x @ w
            e = np.exp(z - np.maximum.reduceat(z, starts)[of])
            all_, good = np.add.reduceat(e, starts), np.add.reduceat(e * right, starts)
            lost = float(np.log(all_ / np.maximum(good, 1e-300)).sum() + PENALTY * w @ w / 2)
            return lost, e / all_[of], e * right / np.maximum(good, 1e-300)[of]

        before, p, q = loss(w)
        for _ in range(60):
            mean = np.add.reduceat(x * p[:, None], starts)
            bend = (x * p[:, None]).T @ x - mean.T @ mean + PENALTY * np.eye(len(w))
            step = np.linalg.solve(bend, x.T @ (p - q) + PENALTY * w)
            length = 1.0
            while length > 1e-4 and loss(w - length * step)[0] > before:
                length /= 2
            w = w - length * step
            now, p, q = loss(w)
            if before - now < 1e-4:
                break
            before = now
        return w

    def with_margin(self, w: Numbers, margin: float) -> Numbers:
        """Weights by which what the rules say is left only where so much more speaks for something else."""
        return w + margin * np.isin(self.names, BY_RULES)

    def are_right(self, w: Numbers) -> NDArray[np.bool_]:
        """Whether weights choose right, by example."""
        z, first, found = self.x @ w, 0, []
        for each in self.examples:
            end = first + len(each.candidates)
            found.append(each.are_right[int(np.argmax(z[first:end]))])
            first = end
        return np.array(found)


def show(what: str, fitting: Fitting, right: NDArray[np.bool_]) -> None:
    given = np.array([each.is_annotated for each in fitting.examples])
    folders = np.array([each.folder for each in fitting.examples])
    by_rules = np.array([each.is_rule_right for each in fitting.examples])
    for folder in (*OPENED, None):
        those = given & (folders == folder if folder else True)
        print(
            f"  {what} {folder or 'all'}: {int(those.sum())} examples,"
            f" rules {by_rules[those].mean():.3f}, weights {right[those].mean():.3f}"
        )


def across(fitting: Fitting, parts: Sequence[Any], margin: float) -> NDArray[np.bool_]:
    """Whether each example is chosen right by weights that did not see its part."""
    of, right = np.array(parts), np.zeros(len(parts), bool)
    for part in sorted(set(parts)):
        held = of == part
        right[held] = fitting.are_right(fitting.with_margin(fitting.fit(~held), margin))[held]
    return right


def main() -> None:
    parser = argparse.ArgumentParser(description="Learn which place and days are carried over.")
    parser.add_argument("--unseen", action="store_true", help="measure each folder by the others and write nothing")
    options = parser.parse_args()
    knowledge = Knowledge.load()
    if knowledge.reader is None:
        raise SystemExit("The model is not there: weights are set on what is read with it and without.")
    rules = replace(knowledge, reader=None)
    ways = [read_examples(knowledge), read_examples(rules), read_examples(rules, is_run_together=True)]
    lines = [_HEAD]
    for table in ("places", "days"):
        fitting = Fitting([example for way in ways for example in way[table]])
        topics = sorted({each.topic for each in fitting.examples})
        np.random.default_rng(20).shuffle(topics)
        fold = {topic: number % FOLDS for number, topic in enumerate(topics)}
        if options.unseen:
            show(
                f"{table}, unseen folder",
                fitting,
                across(fitting, [each.folder for each in fitting.examples], MARGINS[table]),
            )
            continue
        show(
            f"{table}, cross-validated",
            fitting,
            across(fitting, [fold[each.topic] for each in fitting.examples], MARGINS[table]),
        )
        weights = fitting.with_margin(fitting.fit(np.ones(len(fitting.examples), bool)), MARGINS[table])
        named = sorted(zip(weights, fitting.names, strict=True), reverse=True)
        lines.append(f"\n[{table}]\n")
        lines += [f'"{name}" = {weight:.2f}\n' for weight, name in named if abs(weight) >= NAUGHT]
    if not options.unseen:
        WRITTEN.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
