"""``make quality``: read the evaluation sets as ``standoff read`` does, score them, hold the floors.

::

    python benchmarks/quality/run.py [--rules] [--only TASK[,TASK]] [--quick] [--raise] [--fresh]

The data lie beside the repository in ``../shared`` or where STANDOFF_EVALUATION points. What was read is kept under
``predicted/`` (never committed) and used again as long as the files of Standoff that read are the same. For linking and
copies it is added to a casebook, and linked, each time anew, as ``standoff add`` and ``standoff link`` do it. Writes
``results.jsonl``, a row a case, and ``RESULTS.md``; neither holds a word of the sets. ``--rules`` reads without the
model, and writes files of its own. The model's scores may differ a little from one kind of processor to another, and
so floors of what is read with it lie a little below what was measured.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gate import fallen, load_floors, raised, write_floors

if TYPE_CHECKING:
    from standoff.casebook import Casebook
    from standoff.pipeline import Reading
    from standoff.records import Rejection, Report

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
SLACK = 0.005
"""Floors with the model lie so far below what was measured."""
AFTER_READING = (
    *("casebook.py", "cli", "copies", "examples", "exporters", "incidents", "server", "store"),
    *(
        f"pipeline/{name}.py"
        for name in ("as_of", "compare", "export", "judge", "judged", "keep", "link", "mentions", "review")
    ),
)
"""What of Standoff no reading depends on."""


AS_SCORED = {
    "yes": {"polarity": "positive", "certainty": "certain"},
    "unsettled": {"polarity": "positive", "certainty": "possible"},
    "no": {"polarity": "negative", "certainty": "certain"},
}
"""What is said of a word, in the values that the scorer of factuality knows."""


@dataclass(frozen=True)
class Row:
    """One case: its figures, which of them have floors, and which are shown without one."""

    task: str
    case: str
    figures: dict[str, float | None]
    held: tuple[str, ...] = ()
    note: str = ""
    shown: tuple[str, ...] = ()

    def floors(self) -> dict[str, float | None]:
        """The figures held by floors, by full name."""
        return {f"{self.task}/{self.case}/{name}": self.figures.get(name) for name in self.held}


@dataclass
class Run:
    """Where the data are, what is asked for, and what has been read so far."""

    evaluation: Path
    jobs: int
    is_fresh: bool
    predicted: Path
    key: str = ""
    knowledge: Any = field(default=None)
    read: set[tuple[str, str]] = field(default_factory=set)

    def predict(self, name: str, reports: Path, kinds: list[str]) -> Path:
        """What ``standoff read`` prints for a file of reports."""
        from standoff.cli.output import line_of, records_of
        from standoff.pipeline import Knowledge
        from standoff.pipeline.spread import read_spread

        predicted = self.predicted / f"{name}.jsonl"
        stamp = predicted.with_suffix(".key")
        key = f"{self.key} {' '.join(kinds)} {hashlib.sha256(reports.read_bytes()).hexdigest()}"
        is_wanted_anew = self.is_fresh and (name, key) not in self.read
        self.read.add((name, key))
        if not is_wanted_anew and predicted.exists() and stamp.exists() and stamp.read_text() == key:
            return predicted
        self.predicted.mkdir(exist_ok=True)
        stamp.unlink(missing_ok=True)
        begun = time.monotonic()
        many = reports.suffix == ".jsonl" and reports.stat().st_size > 150_000
        if not many and self.knowledge is None:
            self.knowledge = Knowledge.load()
        readings = (
            read_spread([str(reports)], jobs=self.jobs)
            if many
            else read_spread([str(reports)], knowledge=self.knowledge)
        )
        count = 0
        with predicted.open("w", encoding="utf-8") as stream:
            for reading in readings:
                count += reading.report is not None
                for record in records_of(reading, kinds):
                    stream.write(line_of(record) + "\n")
        stamp.write_text(key)
        print(f"  read {name}: {count} reports in {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
        return predicted

    def keep(self, name: str, reports: Path, predicted: Path, kinds: list[str]) -> Path:
        """What a casebook says once the reports of a file, read already, were added to it and linked."""
        from standoff.casebook import open_casebook
        from standoff.cli.output import line_of

        begun = time.monotonic()
        kept = self.predicted / f"{name}.casebook.jsonl"
        with (
            tempfile.TemporaryDirectory() as folder,
            open_casebook(Path(folder) / "casebook.db", analyse=partial(readings_of, predicted)) as book,
            kept.open("w", encoding="utf-8") as stream,
        ):
            count = sum(1 for _ in book.add(reports))
            added = time.monotonic() - begun
            for record in kept_records(book, kinds):
                stream.write(line_of(record) + "\n")
        took = time.monotonic() - begun - added
        said = f"{count} reports added in {added:.0f} s, linked and printed in {took:.0f} s"
        print(f"  kept {name}: {said}", file=sys.stderr, flush=True)
        return kept

    def ask(self, name: str, reports: Path, gold: Path) -> Path:
        """What ``standoff.happened`` says of each event of a gold file, by the event's id."""
        import standoff

        asked = self.predicted / f"{name}.words.jsonl"
        self.predicted.mkdir(exist_ok=True)
        with reports.open(encoding="utf-8") as lines:
            texts = {report["id"]: report["text"] for report in map(json.loads, lines)}
        with gold.open(encoding="utf-8") as lines, asked.open("w", encoding="utf-8") as stream:
            for line in map(json.loads, lines):
                words = [(event["start"], event["end"]) for event in line["events"]]
                for event, told in zip(line["events"], standoff.happened(texts[line["id"]], words), strict=True):
                    if told is not None:
                        stream.write(json.dumps({"id": event["id"], **AS_SCORED[told.likeliest]}) + "\n")
        return asked

    def score(self, scorer: str, *files: Path) -> dict[str, Any]:
        """What a scorer says with ``--json``."""
        command = [sys.executable, "-B", str(self.evaluation / scorer), *map(str, files), "--json"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"The scorer {scorer} failed:\n{done.stderr.strip()[-2000:]}")
        return dict(json.loads(done.stdout.strip().splitlines()[-1]))


def readings_of(predicted: Path, found: Iterable[Report | Rejection]) -> Iterator[Reading]:
    """The reading of each report, as it was printed, in the place of one that is made anew."""
    from standoff.pipeline import Reading
    from standoff.records import Rejection

    printed = _printed_readings(predicted)
    for each in found:
        if isinstance(each, Rejection):
            yield Reading(None, rejections=(each,))
        else:
            yield next(reading for reading in printed if reading.report and reading.report.id == each.id)


def _printed_readings(predicted: Path) -> Iterator[Reading]:
    from standoff.pipeline import Reading
    from standoff.records import Claim, Report

    report: Report | None = None
    claims: list[Claim] = []
    with predicted.open(encoding="utf-8") as stream:
        for line in stream:
            record = json.loads(line)
            if record["record"] == "claim" and report:
                claims.append(Claim.from_dict(record, report.text))
                continue
            if report:
                yield Reading(report, tuple(claims))
            report, claims = Report.from_dict(record), []
    if report:
        yield Reading(report, tuple(claims))


def kept_records(book: Casebook, kinds: list[str]) -> Iterator[dict[str, Any]]:
    """The JSON shapes of what a casebook holds, kind by kind; whoever wants incidents has them linked first."""
    for kind in kinds:
        if kind == "incidents":
            book.link()
            yield from (incident.to_dict() for incident in book.incidents())
        elif kind == "claims":
            yield from (claim.to_dict() for claim in book.claims())
        elif kind == "reports":
            yield from (book.report(line.id).to_dict() for line in book.reports())


def flat(result: dict[str, Any], prefix: str = "") -> dict[str, float | None]:
    """The numbers of a scorer's answer, by path.

    >>> flat({"link": {"f1": 0.5}, "task": "x", "n": None})
    {'link.f1': 0.5, 'n': None}
    """
    numbers: dict[str, float | None] = {}
    for name, value in result.items():
        if isinstance(value, dict):
            numbers |= flat(value, f"{prefix}{name}.")
        elif value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
            numbers[f"{prefix}{name}"] = value
    return numbers


def gold_rows(run: Run, gold: dict[str, Any]) -> Iterator[Row]:
    """A row a gold report, save those held out; then the totals."""
    folder = run.evaluation / gold["folder"]
    pairs: dict[str, tuple[Path, Path]] = {}
    for path in sorted(folder.glob("*.json")):
        report = run.evaluation / json.loads(path.read_text(encoding="utf-8"))["report"]["file"]
        pairs[path.stem] = (path, run.predict(f"gold-{path.stem}", report, ["claims"]))
    held_out = set(gold["held_out"])
    for name, pair in pairs.items():
        if name not in held_out and name != gold["road_war"]:
            yield Row("gold", name, flat(run.score(gold["scorer"], *pair)))
    figures = tuple(gold["figures"])
    fields = ["type", "actor", "target", "place", "when", "tolls", "via", "stance", "polarity", "certainty", "reality"]
    every_field = {f"fields.{name}.accuracy" for name in fields}
    groups = (
        ("all", list(pairs), figures + tuple(sorted(every_field)), f"all {len(pairs)} reports together"),
        (gold["road_war"], [gold["road_war"]], ("claims.f1", "fields_mean", "score"), "alone"),
        ("held-out", sorted(held_out), figures, "not looked at while developing"),
        ("seen", sorted(set(pairs) - held_out), (), "the others together"),
    )
    for name, names, held, note in groups:
        files = [file for each in names for file in pairs[each]]
        yield Row("gold", name, flat(run.score(gold["scorer"], *files)), held, note)


def own_rows(run: Run, own: dict[str, Any]) -> Iterator[Row]:
    """A row for the reports of our own that were developed on, one for those that were not opened."""
    sys.path.insert(0, str(REPOSITORY / "training" / "reports"))
    from check import gold_of, read_report, report_object, reports_below

    notes = {
        "development": "looked at while developing",
        "later": "looked at since 27 November 2026",
        "third": "looked at since the evening of that day",
        "fourth": "looked at since 28 November 2026",
        "fifth": "looked at since the evening of that day",
        "sixth": "looked at since that night",
        "seventh": "looked at since 29 November 2026",
        "test": "not opened",
    }
    for name, note in notes.items():
        files: list[Path] = []
        with tempfile.TemporaryDirectory() as folder:
            for path in reports_below([REPOSITORY / own[name]]):
                report = read_report(path)
                given = Path(folder) / f"{path.stem}.json"
                given.write_text(json.dumps(report_object(report)), encoding="utf-8")
                gold = gold_of(report)
                gold["report"]["file"] = str(given)
                annotated = Path(folder) / f"{path.stem}.gold.json"
                annotated.write_text(json.dumps(gold), encoding="utf-8")
                files += [annotated, run.predict(f"own-{name}-{path.stem}", given, ["claims"])]
            yield Row("own", name, flat(run.score(own["scorer"], *files)), tuple(own["figures"]), note)


def set_row(run: Run, case: dict[str, Any]) -> Row:
    """The row of one evaluation set."""
    reports = run.evaluation / case["reports"]
    name = case["reports"].removesuffix(".jsonl").replace("/", "-")
    if "words" in case:
        predicted = run.ask(name, reports, run.evaluation / case["gold"])
    else:
        predicted = run.predict(name, reports, case["records"])
    if "casebook" in case:
        predicted = run.keep(f"{case['task']}-{case['name']}", reports, predicted, case["casebook"])
    result = run.score(case["scorer"], run.evaluation / case["gold"], predicted)
    return Row(case["task"], case["name"], flat(result), tuple(case["figures"]), shown=tuple(case.get("shown", ())))


def table(rows: list[Row], floors: dict[str, float]) -> str:
    """The figures as a page of Markdown."""
    lines = [
        "# Quality, as measured",
        "",
        "Written by `make quality`: with the model in [RESULTS](RESULTS.md), by rules alone in",
        "[RESULTS-rules](RESULTS-rules.md). Every figure is the evaluation set's own scorer's; a floor may only rise.",
        "What the sets are, how far they can be trusted and what the figures leave out is said in",
        "[limits](../../docs/explanation/limits.md).",
        "",
    ]
    for task in dict.fromkeys(row.task for row in rows):
        lines += [f"## {task}", "", "| case | figure | value | floor |", "|---|---|---:|---:|"]
        for row in (row for row in rows if row.task == task and row.held):
            for name in row.held + row.shown:
                value, floor = row.figures.get(name), floors.get(f"{task}/{row.case}/{name}")
                shown = "–" if value is None else f"{value:.3f}"
                note = f" ({row.note})" if row.note else ""
                lines.append(f"| {row.case}{note} | {name} | {shown} | {'–' if floor is None else f'{floor:.3f}'} |")
        single = [row for row in rows if row.task == task and not row.held]
        if single:
            columns = ("claims.f1", "fields_mean", "fields.claimant.accuracy", "score")
            lines += ["", "| report | " + " | ".join(columns) + " |", "|---|" + "---:|" * len(columns)]
            for row in single:
                values = (row.figures.get(column) for column in columns)
                lines.append(f"| {row.case} | " + " | ".join("–" if v is None else f"{v:.3f}" for v in values) + " |")
        lines.append("")
    return "\n".join(lines)


def _write_whole(path: Path, text: str) -> None:
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as draft:
        draft.write(text)
    Path(draft.name).chmod(0o644)
    Path(draft.name).replace(path)


def _evaluation_data() -> Path:
    given = os.environ.get("STANDOFF_EVALUATION")
    folder = Path(given) if given else REPOSITORY.parent / "shared"
    if not (folder / "gold" / "score.py").exists():
        raise SystemExit(
            f"There are no evaluation data in {folder}: gold/score.py is missing.\n"
            "Put them beside the repository in ../shared, or name their folder: STANDOFF_EVALUATION=FOLDER make quality"
        )
    return folder.resolve()


def _own_files() -> str:
    """A hash of all that Standoff's readings depend on."""
    package = REPOSITORY / "src" / "standoff"
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        inside = path.relative_to(package)
        is_left_by_tools = path.suffix == ".pyc" or any(part.startswith(".") for part in inside.parts)
        if path.is_file() and not is_left_by_tools and not any(map(inside.is_relative_to, AFTER_READING)):
            digest.update(str(inside).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def main(arguments: list[str] | None = None) -> int:
    """Measure, write, and hold the floors; 1 when a figure has fallen."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rules", action="store_true", help="read by the rules alone, without the model")
    options.add_argument("--only", metavar="TASK", help="these tasks only, set apart by commas (gold, geo, ...)")
    options.add_argument("--quick", action="store_true", help="leave out the sets that take minutes")
    options.add_argument("--raise", dest="is_raising", action="store_true", help="lift floors to what is measured")
    options.add_argument("--fresh", action="store_true", help="read everything anew")
    options.add_argument("--jobs", type=int, default=2, help="processes")
    given = options.parse_args(arguments)
    cases = tomllib.loads((HERE / "cases.toml").read_text(encoding="utf-8"))
    tasks = {"gold", "own", *(case["task"] for case in cases["sets"])}
    wanted = set(given.only.split(",")) if given.only else tasks
    if unknown := wanted - tasks:
        options.error(f"no such task: {', '.join(sorted(unknown))}; choose from {', '.join(sorted(tasks))}")

    by = "-rules" if given.rules else ""
    if given.rules:
        os.environ["STANDOFF_MODEL"] = "none"
    run = Run(_evaluation_data(), given.jobs, given.fresh, HERE / f"predicted{by}", _own_files())
    rows: list[Row] = list(gold_rows(run, cases["gold"])) if "gold" in wanted else []
    rows += own_rows(run, cases["own"]) if "own" in wanted else []
    for case in cases["sets"]:
        is_left_out = (given.quick and "is_slow" in case) or (given.rules and "words" in case)
        if case["task"] in wanted and not is_left_out:
            rows.append(set_row(run, case))

    floors = load_floors(HERE / f"floors{by}.json")
    measured = {name: value for row in rows for name, value in row.floors().items()}
    if given.is_raising:
        slack = 0.0 if given.rules else SLACK
        floors = raised(floors, {name: None if value is None else value - slack for name, value in measured.items()})
        write_floors(HERE / f"floors{by}.json", floors)
    is_whole = wanted == tasks and not given.quick
    if is_whole:
        results = (json.dumps({"task": row.task, "case": row.case, "figures": row.figures}) for row in rows)
        _write_whole(HERE / f"results{by}.jsonl", "\n".join(results) + "\n")
        _write_whole(HERE / f"RESULTS{by}.md", table(rows, floors))
    print(table(rows, floors))
    looked_at = floors if is_whole else {name: floor for name, floor in floors.items() if name in measured}
    failures = fallen(looked_at, measured)
    for failure in failures:
        print(failure, file=sys.stderr)
    if not is_whole:
        print("Part of the sets only: results.jsonl and RESULTS.md are left as they were.", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
