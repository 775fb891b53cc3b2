"""Set how rules and model are weighed where both say how sure and how real a happening is told to be.

usage: python training/weighing.py

For certainty and reality a softmax regression each: one weight for the logarithm of what the model holds a value for,
and for each thing that the rules may say a weight for each value. It learns on the part `choose` of
`training/sentences`, on which the model did not learn, and on the reports of the folders `OPENED`. Happenings
are those of the rules and the model whose words are paired with annotated ones, as `confidence.py` pairs claims. What
is rare is raised by a part of how rare it is (`TILT`). Polarity is left to the rules: weighed so, it was righter by
.0003 of sentences and by nothing of reports.

Prints for each field how much is right, of all happenings and on the mean of the values, by the rules and by both: in
five folds over whole topics of what it learns on, and on the part `test`, from which nothing is learnt. Writes
`events/weighing.toml`. Takes five minutes on one core, nearly all of them for reading.
"""

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from math import log
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from annotated import CERTAINTIES, OPENED, REALITIES, part_of
from confidence import paired
from numpy.typing import NDArray
from reports.check import read_report, report_object, reports_below
from sentences.check import read_samples

import standoff.events.find as find
from standoff.events.modality import Modality
from standoff.events.weighing import LEAST, Weights, is_open
from standoff.model import load_reader
from standoff.readers import read_reports
from standoff.records import Block, Happens, Report
from standoff.text import divide, parse
from standoff.tolls import find_tolls

HERE = Path(__file__).parent
FIELDS = {"certainty": CERTAINTIES, "reality": REALITIES}
WAYS = {"certainty": CERTAINTIES, "reality": (*REALITIES, "open")}
"""What the rules may say of a field; of what is hypothetical only because it may be, that it is open."""
TILT = 0.3
"""Chosen by the folds: with more, rare values gain, and what is common loses more than they do."""
PENALTY = 1.0
"""How much the squares of the weights count, in happenings."""
FOLDS = 5

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Seen:
    """A happening: its topic, whether it stands in a whole report, what rules and model say, what is annotated."""

    topic: str
    is_of_report: bool
    said: Modality
    told: Mapping[str, Mapping[str, float]]
    wanted: Modality


@dataclass(frozen=True)
class Marked:
    """A report to be read, with the bounds of the words that a person annotated, and how each is told."""

    topic: str
    report: Report
    bounds: Sequence[tuple[int, int]]
    wanted: Sequence[Modality]


def of_sentences(part: str) -> Iterator[Marked]:
    for number, sample in enumerate(read_samples([HERE / "sentences"])):
        if part_of(sample.topic) != part:
            continue
        report = Report(id=str(number), text=sample.whole, title=sample.title or None, published_on=sample.published)
        kind = "headline" if sample.style == "headline" else "body"
        alone = Report(id=str(number), text=sample.whole, blocks=(Block(kind, 0, len(sample.whole)),))
        told = sample.happenings
        yield Marked(
            sample.topic,
            divide(report) if sample.title else alone,
            [(each.words.start, each.words.end) for each in told],
            [_modality(each) for each in told],
        )


def of_reports() -> Iterator[Marked]:
    with tempfile.TemporaryDirectory() as made:
        for path in reports_below([HERE / "reports" / folder for folder in OPENED]):
            annotated = read_report(path)
            file = Path(made) / "report.json"
            file.write_text(json.dumps(report_object(annotated)), encoding="utf-8")
            (report,) = (divide(each) for each in read_reports([str(file)]) if isinstance(each, Report))
            yield Marked(
                annotated.topic,
                report,
                [(each.quote.start, each.quote.end) for each in annotated.claims],
                [_modality(each) for each in annotated.claims],
            )


def _modality(annotated: Any) -> Modality:
    return Modality(annotated.polarity, annotated.certainty, annotated.reality)


def seen_in(marked: Sequence[Marked], *, are_reports: bool) -> list[Seen]:
    """The happenings that both read, where a person annotated the same words."""
    reader = load_reader()
    if reader is None:
        raise SystemExit("The model is not there: nothing is weighed.")
    noted: list[tuple[Modality, Happens | None]] = []

    def noting(modality: Modality, told: Happens | None, **_: bool) -> Modality:
        noted.append((modality, told))
        return modality

    def numbering(*_: Any) -> float:
        return float(len(noted))  # by which the happening is known again

    seen: list[Seen] = []
    with patch.object(find, "weighed", noting), patch.object(find, "confidence_of", numbering):
        for document, of in zip(parse(each.report for each in marked), marked, strict=True):
            noted.clear()
            happenings = find.find_happenings(document, find_tolls(document), None, reader.read(document))
            ours = [(each.evidence.start, each.evidence.end) for each in happenings]
            for mine, theirs in paired(document.report.text, ours, of.bounds).items():
                number = happenings[mine].confidence
                said, told = noted[int(number) - 1] if number >= 1 else (None, None)
                if said is not None and told is not None:
                    seen.append(Seen(of.topic, are_reports, said, told.told_as, of.wanted[theirs]))
    return seen


def way_of(said: Modality, field: str) -> str:
    return "open" if "open" in WAYS[field] and is_open(said) else str(getattr(said, field))


def columns_of(rows: Sequence[Seen], field: str) -> tuple[Numbers, NDArray[np.int64], NDArray[np.int64]]:
    """For each happening and value what is weighed; the numbers of what the rules say, and of what is annotated."""
    values, ways = FIELDS[field], WAYS[field]
    said = np.array([ways.index(way_of(row.said, field)) for row in rows])
    wanted = np.array([values.index(getattr(row.wanted, field)) for row in rows])
    x = np.zeros((len(rows), len(values), 1 + len(ways) * len(values)))
    x[:, :, 0] = [[log(max(row.told[field][value], LEAST)) for value in values] for row in rows]
    for value in range(len(values)):
        x[np.arange(len(rows)), value, 1 + said * len(values) + value] = 1.0
    return x, said, wanted


def likeliest_weights(x: Numbers, wanted: NDArray[np.int64]) -> Numbers:
    """Newton's steps up the likelihood of what is annotated; the squares of all weights but the first are held down."""
    found = np.zeros(x.shape[2])
    found[0] = 1.0
    held = PENALTY * np.eye(len(found))
    held[0, 0] = 1e-6
    for _ in range(30):
        points = x @ found
        shares = np.exp(points - points.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        missed = shares.copy()
        missed[np.arange(len(x)), wanted] -= 1.0
        slope = np.einsum("ncp,nc->p", x, missed) + held @ found
        spread = x - np.einsum("nc,ncp->np", shares, x)[:, None, :]
        bend = np.einsum("ncp,nc,ncq->pq", spread, shares, spread, optimize=True) + held
        found -= np.linalg.solve(bend, slope)
    return found


def weights_of(rows: Sequence[Seen], field: str) -> Weights:
    values, ways = FIELDS[field], WAYS[field]
    x, _, wanted = columns_of(rows, field)
    found = likeliest_weights(x, wanted)
    rarity = -TILT * np.log(np.bincount(wanted, minlength=len(values)) / len(rows))
    added = found[1:].reshape(len(ways), -1) + rarity
    own = [values.index("hypothetical" if said == "open" else said) for said in ways]
    added -= added[np.arange(len(ways)), own][:, None]
    by_rules = {
        said: {value: round(float(more), 2) for value, more in zip(values, row, strict=True)}
        for said, row in zip(ways, added, strict=True)
    }
    return Weights(round(float(found[0]), 2), by_rules, by_rules.pop("open", None))


def by_both(rows: Sequence[Seen], field: str, weights: Weights) -> list[str]:
    return [weights.likeliest(getattr(row.said, field), row.told[field], is_open=is_open(row.said)) for row in rows]


def fold_of(topic: str) -> int:
    return sha256(topic.encode()).digest()[1] % FOLDS


def report(name: str, rows: Sequence[Seen], field: str, found: Sequence[str]) -> None:
    wanted = [getattr(row.wanted, field) for row in rows]
    said = [getattr(row.said, field) for row in rows]

    def right(given: Sequence[str]) -> str:
        of_each = [
            [one == other for one, other in zip(given, wanted, strict=True) if other == value]
            for value in FIELDS[field]
            if value in wanted
        ]
        of_all = sum(map(sum, of_each)) / len(wanted)
        return f"{of_all:.4f} of all, {sum(sum(each) / len(each) for each in of_each) / len(of_each):.3f} of each value"

    print(f"{field}, {name}: {len(rows)} happenings; rules {right(said)}; both {right(found)}", flush=True)


def written(all_weights: Mapping[str, Weights]) -> str:
    """The weights as `events/weighing.toml` holds them."""
    lines: list[str] = []
    for field, weights in all_weights.items():
        lines += ["", f"[{field}]", f"point = {weights.point}"]
        for said, added in weights.by_rules.items():
            lines += [f"by_rules.{said} = {_table(added)}"]
        if weights.where_open is not None:
            lines += [f"where_open = {_table(weights.where_open)}"]
    return "\n".join(lines) + "\n"


def _table(added: Mapping[str, float]) -> str:
    return "{ " + ", ".join(f"{value} = {more}" for value, more in added.items()) + " }"


def main() -> None:
    rows = seen_in(list(of_sentences("choose")), are_reports=False) + seen_in(list(of_reports()), are_reports=True)
    unseen = seen_in(list(of_sentences("test")), are_reports=False)
    kept: dict[str, Weights] = {}
    for field in FIELDS:
        found = [""] * len(rows)
        for fold in range(FOLDS):
            weights = weights_of([row for row in rows if fold_of(row.topic) != fold], field)
            places = [at for at, row in enumerate(rows) if fold_of(row.topic) == fold]
            for at, value in zip(places, by_both([rows[at] for at in places], field, weights), strict=True):
                found[at] = value
        for name, are_reports in (("sentences", False), ("reports", True)):
            places = [at for at, row in enumerate(rows) if row.is_of_report is are_reports]
            report(name, [rows[at] for at in places], field, [found[at] for at in places])
        kept[field] = weights_of(rows, field)
        report("sentences that nothing is learnt from", unseen, field, by_both(unseen, field, kept[field]))
    file = Path(str(files("standoff.events").joinpath("weighing.toml")))
    head = file.read_text(encoding="utf-8").partition("\n[")[0]
    file.write_text(head + written(kept), encoding="utf-8")


if __name__ == "__main__":
    main()
