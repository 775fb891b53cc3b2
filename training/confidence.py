"""Set how likely a claim is right by how surely it was read, on short reports of our own, and say how well that holds.

usage: python training/confidence.py [--test]

Reads the short reports of `sentences` with the rules alone: the rules were not developed on them, so that they err
there as on any report. A claim is right where a person annotated a happening in the same words: claims are paired one
to one, those that share most first, and a pair shares enough from an F1 of 0.35 of words on, as the scorer of the gold
reports has it. Prints the two numbers of a logistic curve over the log-odds of the surety (Platt scaling), and the
expected calibration error before and after, in ten bins of equal width, there and on `reports/development`, on which
the rules were developed. `--test` also reads `reports/test`, of which nobody has read the errors, and prints totals
alone. The numbers stand in `claims/confidence.py`.
"""

import json
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from math import exp, log
from pathlib import Path

import numpy as np
from reports.check import read_report, report_object, reports_below
from sentences.check import read_samples

import standoff.claims.form as form
from standoff.pipeline import Knowledge
from standoff.pipeline.analyse import analyse
from standoff.readers import read_reports
from standoff.records import Claim, Report
from standoff.text import divide, parse

HERE = Path(__file__).parent
ENOUGH = 0.35

Marked = tuple[dict[str, str], list[tuple[int, int]]]
"""A report as a system is given it, and the bounds of the words that a person annotated."""
Rated = tuple[float, bool]
"""How surely a claim was read, and whether it is right."""


def marked_reports(folder: str) -> Iterator[Marked]:
    """Annotated reports: the short ones of `sentences`, or those of a folder of `reports`."""
    if folder != "sentences":
        for path in reports_below([HERE / "reports" / folder]):
            report = read_report(path)
            yield report_object(report), [(claim.quote.start, claim.quote.end) for claim in report.claims]
        return
    for sample in read_samples([HERE / "sentences"]):
        if sample.title and sample.published is not None:
            day = sample.published.isoformat()
            shape = {"title": sample.title, "publisher": sample.publisher, "published_on": day, "text": sample.whole}
            yield shape, [(told.words.start, told.words.end) for told in sample.happenings]


def rated(folder: str, knowledge: Knowledge) -> Iterator[Rated]:
    """The claims of all reports in a folder, each with its surety and whether it is right."""
    for shape, bounds in marked_reports(folder):
        with tempfile.TemporaryDirectory() as made:
            file = Path(made) / "report.json"
            file.write_text(json.dumps(shape), encoding="utf-8")
            reports = [each for each in read_reports([str(file)]) if isinstance(each, Report)]
            for document in parse(divide(each) for each in reports):
                claims = analyse(document, knowledge).claims
                right = paired(document.report.text, claims, bounds)
                yield from ((claim.confidence, at in right) for at, claim in enumerate(claims))


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


def fitted(rows: Sequence[Rated]) -> tuple[float, float]:
    """The curve's value at even odds, and by how much it rises for a point of log-odds: the likeliest, by Newton."""
    odds = np.array([[1.0, log(surety / (1 - surety))] for surety, _ in rows])
    right = np.array([is_right for _, is_right in rows], float)
    found = np.array([0.0, 1.0])
    for _ in range(50):
        expected = 1 / (1 + np.exp(-odds @ found))
        found -= np.linalg.solve((odds.T * (expected * (1 - expected))) @ odds, odds.T @ (expected - right))
    return float(found[0]), float(found[1])


def on_curve(rows: Sequence[Rated], curve: tuple[float, float]) -> list[Rated]:
    return [(1 / (1 + exp(-(curve[0] + curve[1] * log(s / (1 - s))))), is_right) for s, is_right in rows]


def calibration_error(rows: Sequence[Rated]) -> float:
    """How far what is expected lies from the share that is right, on average over claims, by tenths."""
    tenths: dict[int, list[Rated]] = {}
    for row in rows:
        tenths.setdefault(min(9, int(row[0] * 10)), []).append(row)
    return sum(abs(sum(s for s, _ in each) - sum(right for _, right in each)) for each in tenths.values()) / len(rows)


def main() -> None:
    vars(form)["likelihood_of"] = lambda surety: surety  # what is to be set must not be in it already
    knowledge = Knowledge.load()
    folders = ["sentences", "development", *(["test"] if "--test" in sys.argv else [])]
    sets = {folder: list(rated(folder, knowledge)) for folder in folders}
    curve = fitted(sets["sentences"])
    print(f"at even odds {curve[0]:.2f}, a point of log-odds {curve[1]:.2f}")
    for name, each in sets.items():
        share = sum(right for _, right in each) / len(each)
        before, after = calibration_error(each), calibration_error(on_curve(each, curve))
        print(f"{name}: {len(each)} claims, {share:.3f} right; error {before:.3f} before, {after:.3f} after")


if __name__ == "__main__":
    main()
