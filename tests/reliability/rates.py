"""How many claims come out of a changed report as they should."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from msgspec.structs import replace

import standoff
from standoff.pipeline import Knowledge, Reading
from standoff.pipeline.spread import analyse_reports
from standoff.records import Report

from .changes import CHANGES, Change
from .facets import Facets, differing, facets_of, paired

__all__ = ["Rate", "Wrong", "rate_of", "read_anew", "reports_of_our_own"]

EXAMPLES = Path(standoff.__file__).parent / "examples" / "reports"
DEVELOPMENT = Path(__file__).parents[2] / "training" / "reports" / "development"


@dataclass(frozen=True, slots=True)
class Wrong:
    """A claim that is not as it should be; ``fields`` say in what, or that it was lost, or that it is too many."""

    report: str
    words: str
    fields: tuple[str, ...]
    expected: Facets | None = field(repr=False)
    found: Facets | None = field(repr=False)
    is_about: bool


@dataclass
class Rate:
    """What became of the claims that a change is about (``about``), and of the others in the same reports (``rest``)."""

    reports: int = 0
    about: int = 0
    about_right: int = 0
    rest: int = 0
    rest_right: int = 0
    by_field: Counter[str] = field(default_factory=Counter)
    wrong: list[Wrong] = field(default_factory=list)

    @property
    def changed(self) -> float:
        """The share of the claims that the change is about which are in all fields as they should be."""
        return self.about_right / self.about if self.about else 1.0

    @property
    def stayed(self) -> float:
        """The same of the others; a claim that was not there before counts as one that did not stay."""
        return self.rest_right / self.rest if self.rest else 1.0

    @property
    def right(self) -> float:
        """The share of all claims."""
        return (self.about_right + self.rest_right) / (self.about + self.rest) if self.about + self.rest else 1.0

    def share(self, name: str) -> float:
        """The share of all claims that are there before and after in which one field is as it should be."""
        both = self.about + self.rest - self.by_field["lost"] - self.by_field["too many"]
        return 1 - self.by_field[name] / both if both else 1.0


def reports_of_our_own(knowledge: Knowledge) -> list[Report]:
    """The example reports that ship with Standoff and those for development, each as it is in the end read."""
    examples = [each.report for each in standoff.read(EXAMPLES, knowledge=knowledge) if each.report]
    written = [tomllib.loads(path.read_text("utf-8")) for path in sorted(DEVELOPMENT.glob("*.toml"))]
    development = [
        Report(
            id=each["topic"],
            text=f"{each['title']}\n\n{each['text']}",
            title=each["title"],
            publisher=each["publisher"],
            published_on=date.fromisoformat(str(each["published"])),
            language="en",
        )
        for each in written
    ]
    return [*(replace(each, blocks=()) for each in examples), *development]


def read_anew(readings: Sequence[Reading], changes: Iterable[Change], knowledge: Knowledge) -> Iterator[Reading]:
    """The reports with their texts changed, read in one go. A title that is printed in the text changes with it."""

    def reports() -> Iterator[Report]:
        for reading, change in zip(readings, changes, strict=True):
            report = reading.report
            assert report is not None
            yield replace(report, text=change.changed.text, title=_title(report, change), blocks=())

    return analyse_reports(reports(), knowledge)


def _title(report: Report, change: Change) -> str | None:
    start = report.text.find(report.title) if report.title else -1
    if report.title is None or start < 0:
        return report.title
    end, shift = start + len(report.title), 0
    left = start
    for edit in change.changed.edits:
        if edit.end <= start:
            left += len(edit.new) - (edit.end - edit.start)
        elif edit.start < end:
            shift += len(edit.new) - (edit.end - edit.start)
    return change.changed.text[left : left + len(report.title) + shift]


def rate_of(name: str, readings: Sequence[Reading], knowledge: Knowledge) -> Rate:
    """Change all reports in one way, read them again and see what became of each claim."""
    changing = CHANGES[name](knowledge.gazetteer)
    tried = [(reading, change) for reading in readings if reading.claims and (change := changing(reading))]
    again = read_anew([reading for reading, _ in tried], [change for _, change in tried], knowledge)
    rate = Rate()
    for (reading, change), after in zip(tried, again, strict=True):
        _count(rate, reading, change, after)
    return rate


def _count(rate: Rate, reading: Reading, change: Change, after: Reading) -> None:
    assert reading.report is not None
    before = facets_of(reading.claims, change.changed.widened)
    found = facets_of(after.claims, change.changed.back)
    of = {id(facets): claim for facets, claim in zip(before, reading.claims, strict=True)}
    rate.reports += 1
    for one, other in paired(before, found):
        claim = of[id(one)] if one else None
        is_about = claim is not None and change.is_about(claim)
        expected = change.expect(claim, one, other) if claim and one and other else one
        if one and other and expected is None:
            continue
        if expected is None:
            wrong: tuple[str, ...] = ("too many",)
        else:
            wrong = tuple(differing(expected, other)) if other else ("lost",)
        if is_about:
            rate.about, rate.about_right = rate.about + 1, rate.about_right + (not wrong)
        else:
            rate.rest, rate.rest_right = rate.rest + 1, rate.rest_right + (not wrong)
        if wrong:
            start, end = (one or other).evidence  # type: ignore[union-attr]
            words = reading.report.text[start:end]
            rate.by_field.update(wrong)
            rate.wrong.append(Wrong(reading.report.id, words, wrong, expected, other, is_about))
