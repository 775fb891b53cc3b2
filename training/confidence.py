"""Set how likely a claim is right by how it was read, on short reports of our own, and say how well that holds.

usage: python training/confidence.py [--test]

A claim is right where a person annotated a happening in the same words: claims are paired one to one, those that share
most first, and a pair shares enough from an F1 of 0.35 of words on, as the scorer of the gold reports has it.

1. The short reports of `sentences`, read by the rules alone, which were not developed on them, so that they err there
   as on any report: the weights of a logistic sum (Platt scaling, of more than one number) over the log-odds of the
   surety, the length of the quote, whether its sentence tells nothing before it, whether it gives a toll, and the
   event type. Quotes of whole reports are longer, which does not make them likelier right: so what is expected of
   `reports/development` on the whole may not be more than what was right here. Written to `claims/confidence.toml`.
2. Those of them by which the model was chosen and on which it did not learn, and `reports/development`, read with the
   model: what its probability adds to the surety, so that the same curve holds. The sentences are by the writers of
   those that it learned on, and it is better there than elsewhere: so it may say which claims are surer, and not that
   they are surer on the whole than by rules, neither there nor on `reports/development`. Those two numbers stand in
   `events/surety.py`.

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
from importlib.resources import files
from math import log
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np
from annotated import TYPES, part_of
from numpy.typing import NDArray
from reports.check import read_report, report_object, reports_below
from sentences.check import read_samples

import standoff.claims.form as form
import standoff.events.find as find
import standoff.events.surety as surety
from standoff.claims.confidence import Curve
from standoff.pipeline import Knowledge
from standoff.pipeline.analyse import analyse
from standoff.readers import read_reports
from standoff.records import Report
from standoff.text import divide, parse

Numbers = NDArray[np.float64]
HERE = Path(__file__).parent
ENOUGH = 0.35
HOLD = 2.0
"""How much the weights but the first are pulled to nothing, in claims."""
COMMONEST = "ASSAULT"
"""The event type to which nothing is added."""
NUMBERS = ("even", "surety", "length", "first", "toll")

Marked = tuple[dict[str, str], list[tuple[int, int]]]
"""A report as a system is given it, and the bounds of the words that a person annotated."""


class Rated(NamedTuple):
    """How a claim was read: how surely (log-odds), of which event type, from how many letters, whether its sentence
    tells nothing before it, whether it gives a toll; the model's log-odds that its word tells a happening, if it read
    too; and whether it is right."""

    surety: float
    kind: str
    letters: int
    is_first: bool
    has_toll: bool
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
    signs: dict[float, tuple[float, str, int, bool, bool]] = {}
    confidence_of = surety.confidence_of

    def noting(chosen: Any, modality: Any, parties: Any, told: float | None = None) -> float:
        sure = confidence_of(chosen, modality, parties) + 1e-9 * len(noted)  # by which the claim is known again
        if told is not None:
            noted[sure] = surety.log_odds(told)
        return sure

    def signing(sure: float, kind: str, letters: int, *, is_first: bool, has_toll: bool) -> float:
        place = (len(signs) + 1) / 2**24
        signs[place] = (sure, kind, letters, is_first, has_toll)
        return place  # by which the claim is known again

    found: list[Rated] = []
    with (
        tempfile.TemporaryDirectory() as made,
        patch.object(find, "confidence_of", noting),
        patch.object(form, "likelihood_of", signing),
    ):
        marked = list(marked_reports(folder))
        file = Path(made) / "reports.jsonl"
        file.write_text("".join(json.dumps(shape) + "\n" for shape, _ in marked), encoding="utf-8")
        reports = [divide(each) for each in read_reports([str(file)]) if isinstance(each, Report)]
        for document, (_, bounds) in zip(parse(reports), marked, strict=True):
            claims = analyse(document, knowledge).claims
            words = [(claim.evidence[0].start, claim.evidence[0].end) for claim in claims]
            right = paired(document.report.text, words, bounds)
            for at, claim in enumerate(claims):
                sure, *signs_of = signs[claim.confidence]
                found.append(Rated(log(sure / (1 - sure)), *signs_of, noted.get(sure), at in right))
    return found


def paired(text: str, read: Sequence[tuple[int, int]], bounds: Sequence[tuple[int, int]]) -> dict[int, int]:
    """The words read that have a pair among those annotated, and that pair, by their places in the lists."""
    words = [match.start() for match in re.finditer(r"\w+", text)]

    def within(start: int, end: int) -> set[int]:
        return {at for at in words if start <= at < end}

    theirs = [within(*each) for each in bounds]
    ours = [within(*each) for each in read]
    shared = [
        (2 * len(one & other) / (len(one) + len(other)), a, b)
        for a, one in enumerate(ours)
        for b, other in enumerate(theirs)
        if one & other
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for share, a, b in sorted(shared, key=lambda each: (-each[0], each[1:])):
        if share >= ENOUGH and a not in pairs and b not in taken:
            pairs[a] = b
            taken.add(b)
    return pairs


def newton(x: Numbers, y: Numbers, beside: Numbers | float = 0.0, hold: float = 0.0) -> Numbers:
    """The likeliest weights of a logistic sum to which something else is added; `hold` pulls all but the first to 0."""
    found = np.zeros(x.shape[1])
    held = hold * np.eye(len(found))
    held[0, 0] = 0.0
    for _ in range(50):
        expected = 1 / (1 + np.exp(-(x @ found + beside)))
        slope = x.T @ (expected - y) + held @ found
        found -= np.linalg.solve((x.T * (expected * (1 - expected))) @ x + held, slope)
    return found


def curve_of(rows: Sequence[Rated]) -> Curve:
    """The likeliest curve of some claims."""
    plain = Curve(0.0, 0.0, 0.0, 0.0, 0.0, {})
    others = [kind for kind in TYPES if kind != COMMONEST]
    columns = [
        Curve(1.0, 0.0, 0.0, 0.0, 0.0, {}),
        *(replace(plain, **{name: 1.0}) for name in ("surety", "length", "first", "toll")),
        *(replace(plain, types={kind: 1.0}) for kind in others),
    ]
    x = np.array([[points(each, row) for each in columns] for row in rows])
    found = newton(x, np.array([row.is_right for row in rows], float), hold=HOLD)
    weights = [round(float(each), 2) for each in found]
    return Curve(*weights[:5], dict(zip(others, weights[5:], strict=True)))


def points(curve: Curve, row: Rated) -> float:
    return curve.points_of(row.surety, row.kind, row.letters, is_first=row.is_first, has_toll=row.has_toll)


def with_told(rows: Sequence[Rated], told: Numbers) -> list[Rated]:
    """The claims as surely read as the model's probability makes them."""
    more = (0.0 if row.told is None else float(told[0] + told[1] * row.told) for row in rows)
    return [row._replace(surety=row.surety + added) for row, added in zip(rows, more, strict=True)]


def likely(rows: Sequence[Rated], curve: Curve) -> Numbers:
    return 1 / (1 + np.exp(-np.array([points(curve, row) for row in rows])))


def errors(rows: Sequence[Rated], curve: Curve) -> tuple[float, float]:
    """How far what is expected lies from the share that is right, on average over claims by tenths; the log loss."""
    said, right = likely(rows, curve), np.array([row.is_right for row in rows], float)
    tenth = np.minimum((said * 10).astype(int), 9)
    gaps = [abs(float((said - right)[tenth == each].sum())) for each in range(10)]
    return sum(gaps) / len(rows), float(-np.log(np.where(right == 1, said, 1 - said)).mean())


def told_apart(rows: Sequence[Rated], curve: Curve) -> float:
    """How often a claim that is right is held for likelier than one that is wrong."""
    said, right = likely(rows, curve), np.array([row.is_right for row in rows])
    order = said.argsort().argsort() + 1.0
    count = right.sum()
    return float((order[right].sum() - count * (count + 1) / 2) / max(count * (len(rows) - count), 1))


def report(name: str, rows: Sequence[Rated], curve: Curve) -> None:
    share = sum(row.is_right for row in rows) / len(rows)
    error, loss = errors(rows, curve)
    print(
        f"{name}: {len(rows)} claims, {share:.3f} right; error {error:.4f}, log loss {loss:.4f}, "
        f"told apart {told_apart(rows, curve):.3f}",
        flush=True,
    )


def written(curve: Curve) -> str:
    """The curve as `claims/confidence.toml` holds it."""
    lines = ["[points]", *(f"{name} = {getattr(curve, name)}" for name in NUMBERS), "", "[types]"]
    return "\n".join([*lines, *(f"{kind} = {weight}" for kind, weight in curve.types.items())]) + "\n"


def main() -> None:
    both = Knowledge.load()
    rules = replace(both, reader=None)
    others = ["development", *(["test"] if "--test" in sys.argv else [])]
    rows = rated("sentences", rules)
    right = np.array([row.is_right for row in rows], float)
    by_rules = {other: rated(other, rules) for other in others}
    curve = curve_of(rows)
    while float(likely(by_rules["development"], curve).mean()) > right.mean():
        curve = replace(curve, even=round(curve.even - 0.01, 2))
    kept = files("standoff.claims").joinpath("confidence.toml")
    head = kept.read_text(encoding="utf-8").partition("[points]")[0]
    Path(str(kept)).write_text(head + written(curve), encoding="utf-8")
    print(written(curve))
    by_surety_alone = newton(np.array([[1.0, row.surety] for row in rows]), right)
    plain = Curve(float(by_surety_alone[0]), float(by_surety_alone[1]), 0.0, 0.0, 0.0, {})
    for name, each in {"sentences": rows, **by_rules}.items():
        report(f"{name}, by the surety alone", each, plain)
        report(f"{name}, on the curve", each, curve)
    if both.reader is None:
        raise SystemExit("The model is not there: what it adds was not set.")
    read = {name: rated(name, both) for name in ("choose", *others)}
    rows = [row for name in ("choose", "development") for row in read[name] if row.told is not None]
    told = newton(
        curve.surety * np.array([[1.0, row.told or 0.0] for row in rows]),
        np.array([row.is_right for row in rows], float),
        np.array([points(curve, row) for row in rows]),
    )
    while any(
        float(likely(with_told(read[each], told), curve).mean()) > right.mean() for each in ("choose", "development")
    ):
        told[0] -= 0.01
    print(f"where the model reads too {told[0]:.2f}, a point of its log-odds {told[1]:.2f}")
    for name, each in read.items():
        report(f"{name}, by the rules' surety", each, curve)
        report(f"{name}, with the model's", with_told(each, told), curve)


if __name__ == "__main__":
    main()
