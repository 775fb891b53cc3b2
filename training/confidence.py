"""Set how likely a claim is right by how surely it was read, on short reports of our own, and say how well that holds.

usage: python training/confidence.py [--test]

A claim is right where a person annotated a happening in the same words: claims are paired one to one, those that share
most first, and a pair shares enough from an F1 of 0.35 of words on, as the scorer of the gold reports has it.

1. The short reports of `sentences`, read by the rules alone, which were not developed on them, so that they err there
   as on any report: the two numbers of a logistic curve over the log-odds of the surety (Platt scaling), which stand
   in `claims/confidence.py`.
2. Those of them by which the model was chosen and on which it did not learn, and `reports/development`, read with the
   model: what its probability adds to the surety, so that the same curve holds. The sentences are by the writers of
   those that it learned on, and it is better there than elsewhere: so it may say which claims are surer, and not that
   they are surer on the whole than by rules. Those two numbers stand in `events/surety.py`.

Prints the numbers, and the expected calibration error before and after, in ten bins of equal width, there and on
`reports/development`, on which the rules were developed. `--test` also reads `reports/test`, of which nobody has read
the errors, and prints totals alone.
"""

import json
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import log
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np
from annotated import part_of
from numpy.typing import NDArray
from reports.check import read_report, report_object, reports_below
from sentences.check import read_samples

import standoff.claims.form as form
import standoff.events.find as find
import standoff.events.surety as surety
from standoff.pipeline import Knowledge
from standoff.pipeline.analyse import analyse
from standoff.readers import read_reports
from standoff.records import Claim, Report
from standoff.text import divide, parse

Numbers = NDArray[np.float64]
HERE = Path(__file__).parent
ENOUGH = 0.35

Marked = tuple[dict[str, str], list[tuple[int, int]]]
"""A report as a system is given it, and the bounds of the words that a person annotated."""


class Rated(NamedTuple):
    """How surely a claim was read (log-odds), the model's log-odds that its word tells a happening, if it read too, and
    whether it is right."""

    surety: float
    told: float | None
    is_right: bool


def marked_reports(folder: str) -> Iterator[Marked]:
    """Annotated reports: the short ones of `sentences`, or of its part `choose`, or those of a folder of `reports`."""
    if folder not in ("sentences", "choose"):
        for path in reports_below([HERE / "reports" / folder]):
            report = read_report(path)
            yield report_object(report), [(claim.quote.start, claim.quote.end) for claim in report.claims]
        return
    for sample in read_samples([HERE / "sentences"]):
        if sample.title and sample.published is not None and (folder == "sentences" or part_of(sample.topic) == folder):
            day = sample.published.isoformat()
            shape = {"title": sample.title, "publisher": sample.publisher, "published_on": day, "text": sample.whole}
            yield shape, [(told.words.start, told.words.end) for told in sample.happenings]


def rated(folder: str, knowledge: Knowledge) -> list[Rated]:
    """The claims of all reports in a folder."""
    noted: dict[float, float] = {}
    confidence_of = surety.confidence_of

    def noting(chosen: Any, modality: Any, parties: Any, told: float | None = None) -> float:
        sure = confidence_of(chosen, modality, parties) + 1e-9 * len(noted)  # by which the claim is known again
        if told is not None:
            noted[sure] = surety.log_odds(told)
        return sure

    found: list[Rated] = []
    with (
        tempfile.TemporaryDirectory() as made,
        patch.object(find, "confidence_of", noting),
        patch.object(form, "likelihood_of", lambda sure: sure),  # what is to be set must not be in it already
    ):
        marked = list(marked_reports(folder))
        file = Path(made) / "reports.jsonl"
        file.write_text("".join(json.dumps(shape) + "\n" for shape, _ in marked), encoding="utf-8")
        reports = [divide(each) for each in read_reports([str(file)]) if isinstance(each, Report)]
        for document, (_, bounds) in zip(parse(reports), marked, strict=True):
            claims = analyse(document, knowledge).claims
            right = paired(document.report.text, claims, bounds)
            for at, claim in enumerate(claims):
                sure = claim.confidence
                found.append(Rated(log(sure / (1 - sure)), noted.get(sure), at in right))
    return found


def paired(text: str, claims: Sequence[Claim], bounds: Sequence[tuple[int, int]]) -> set[int]:
    """The claims that have a pair among the annotated ones, by their place in the list."""
    words = [match.start() for match in re.finditer(r"\w+", text)]

    def within(start: int, end: int) -> set[int]:
        return {at for at in words if start <= at < end}

    theirs = [within(*each) for each in bounds]
    ours = [within(claim.evidence[0].start, claim.evidence[0].end) for claim in claims]
    shared = [
        (2 * len(one & other) / (len(one) + len(other)), a, b)
        for a, one in enumerate(ours)
        for b, other in enumerate(theirs)
        if one & other
    ]
    used: tuple[set[int], set[int]] = set(), set()
    for share, a, b in sorted(shared, key=lambda each: (-each[0], each[1:])):
        if share >= ENOUGH and a not in used[0] and b not in used[1]:
            used[0].add(a)
            used[1].add(b)
    return used[0]


def newton(x: Numbers, y: Numbers, beside: Numbers | float = 0.0) -> Numbers:
    """The likeliest weights of a logistic sum to which something else is added."""
    found = np.zeros(x.shape[1])
    for _ in range(50):
        expected = 1 / (1 + np.exp(-(x @ found + beside)))
        found -= np.linalg.solve((x.T * (expected * (1 - expected))) @ x, x.T @ (expected - y))
    return found


def with_told(rows: Sequence[Rated], told: Numbers) -> list[Rated]:
    """The claims as surely read as the model's probability makes them."""
    points = (0.0 if row.told is None else float(told[0] + told[1] * row.told) for row in rows)
    return [row._replace(surety=row.surety + added) for row, added in zip(rows, points, strict=True)]


def likely(rows: Sequence[Rated], curve: Numbers) -> Numbers:
    return 1 / (1 + np.exp(-(curve[0] + curve[1] * np.array([row.surety for row in rows]))))


def errors(rows: Sequence[Rated], curve: Numbers) -> tuple[float, float]:
    """How far what is expected lies from the share that is right, on average over claims by tenths; the log loss."""
    said, right = likely(rows, curve), np.array([row.is_right for row in rows], float)
    tenth = np.minimum((said * 10).astype(int), 9)
    gaps = [abs(float((said - right)[tenth == each].sum())) for each in range(10)]
    return sum(gaps) / len(rows), float(-np.log(np.where(right == 1, said, 1 - said)).mean())


def report(name: str, rows: Sequence[Rated], curve: Numbers) -> None:
    share = sum(row.is_right for row in rows) / len(rows)
    error, loss = errors(rows, curve)
    print(f"{name}: {len(rows)} claims, {share:.3f} right; error {error:.4f}, log loss {loss:.4f}")


def main() -> None:
    both = Knowledge.load()
    rules = replace(both, reader=None)
    others = ["development", *(["test"] if "--test" in sys.argv else [])]
    as_it_stands = np.array([0.0, 1.0])
    rows = rated("sentences", rules)
    right = np.array([row.is_right for row in rows], float)
    curve = newton(np.array([[1.0, row.surety] for row in rows]), right)
    print(f"at even odds {curve[0]:.2f}, a point of log-odds {curve[1]:.2f}")
    for name, each in {"sentences": rows, **{other: rated(other, rules) for other in others}}.items():
        report(f"{name}, as it stands", each, as_it_stands)
        report(f"{name}, on the curve", each, curve)
    if both.reader is None:
        raise SystemExit("The model is not there: what it adds was not set.")
    read = {name: rated(name, both) for name in ("choose", *others)}
    rows = [row for name in ("choose", "development") for row in read[name] if row.told is not None]
    beside = curve[0] + curve[1] * np.array([row.surety for row in rows])
    told = newton(
        curve[1] * np.array([[1.0, row.told or 0.0] for row in rows]),
        np.array([row.is_right for row in rows], float),
        beside,
    )
    while float(likely(with_told(read["choose"], told), curve).mean()) > right.mean():
        told[0] -= 0.01
    print(f"where the model reads too {told[0]:.2f}, a point of its log-odds {told[1]:.2f}")
    for name, each in read.items():
        report(f"{name}, by the rules' surety", each, curve)
        report(f"{name}, with the model's", with_told(each, told), curve)


if __name__ == "__main__":
    main()
