"""Set what speaks for and against a claim as one that a person would note too, on annotated reports of our own.

usage: python training/noted.py [--measure]

Reads the reports of `reports` whose claims are annotated, but for `test`, with the model. A claim is right where it has
a pair among the annotated ones, by the rule of `training/confidence.py`. The weights are those of a logistic regression
with a quadratic penalty. Prints precision, recall and F1 of claims found, before and after, by weights that did not see
the report; then writes `src/standoff/claims/noted.tsv`, unless `--measure` is given. Signs that few claims have are
left out.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from unittest.mock import patch

import numpy as np
from annotated import OPENED
from confidence import newton, paired
from numpy.typing import NDArray
from reports.check import read_report, report_object, reports_below

import standoff.claims.form as form
from standoff.claims.noted import LEAST, Signs, signs_of_claims
from standoff.pipeline import Knowledge
from standoff.pipeline.analyse import analyse
from standoff.readers import read_reports
from standoff.records import Claim, Document, Marks, Rejection, Report
from standoff.text import divide, parse

HERE = Path(__file__).parent
TABLE = HERE.parent / "src" / "standoff" / "claims" / "noted.tsv"
FOLDS, SEED = 8, 20
HOLD = 10.0
"""How much the weights but the first are pulled to nothing, in claims."""
FEWEST = 12
"""A sign of fewer claims is left out."""
SMALLEST = 0.02
"""A smaller weight is left out."""
HEAD = """\
# What speaks for and against a claim as one that a person would note too, in log-odds for each unit of a sign
# (`claims/noted.py`). Made by `python training/noted.py` from reports of our own. Set no number by hand: change the
# signs or the reports, and run it again.
"""


def main() -> None:
    knowledge = Knowledge.load()
    if knowledge.reader is None:
        raise SystemExit("The model is not there: nothing is set aside without it.")
    marked = [read_report(path) for path in reports_below([HERE / "reports" / name for name in OPENED])]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reports.jsonl"
        path.write_text("".join(json.dumps(report_object(each)) + "\n" for each in marked), encoding="utf-8")
        documents = parse([divide(each) for each in read_reports([str(path)]) if isinstance(each, Report)])
        rows: list[Signs] = []
        seen: list[list[Signs]] = []

        def noting(document: Document, claims: Sequence[Claim], marks: Marks) -> tuple[list[Claim], list[Rejection]]:
            seen.append(list(signs_of_claims(document, claims, marks)))
            return list(claims), []

        right: list[bool] = []
        where: list[int] = []
        theirs = 0
        with patch.object(form, "noted_claims", noting):
            for number, (document, report) in enumerate(zip(documents, marked, strict=True)):
                claims = analyse(document, knowledge).claims
                words = [(claim.evidence[0].start, claim.evidence[0].end) for claim in claims]
                pairs = paired(report.whole, words, [(each.quote.start, each.quote.end) for each in report.claims])
                rows += seen[-1]
                right += [at in pairs for at in range(len(claims))]
                where += [number] * len(claims)
                theirs += len(report.claims)
    count = Counter(name for row in rows for name in row)
    names = ["even", *sorted(name for name, n in count.items() if n >= FEWEST and name != "even")]
    x = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    y, fold = np.array(right, float), np.array(np.random.default_rng(SEED).permutation(len(marked)) % FOLDS)[where]
    points: NDArray[np.float64] = np.zeros(len(y))
    for each in range(FOLDS):
        points[fold == each] = x[fold == each] @ newton(x[fold != each], y[fold != each], hold=HOLD)
    for title, kept in (("before", y == y), ("after", points >= LEAST)):
        found, ours = y[kept].sum(), kept.sum()
        print(f"{title}: P {found / ours:.4f} R {found / theirs:.4f} F1 {2 * found / (ours + theirs):.4f}", flush=True)
    if "--measure" in sys.argv:
        return
    weights = zip(names, newton(x, y, hold=HOLD), strict=True)
    lines = [f"{name}\t{round(float(weight), 2)}" for name, weight in weights if abs(weight) >= SMALLEST]
    TABLE.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} weights")


if __name__ == "__main__":
    main()
