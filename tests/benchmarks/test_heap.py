"""The heap of reports by which casebooks are timed is one as it comes: the same from the same seed, and words that stand."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks" / "speed"))

from heap import make_heap, read_examples
from standoff.pipeline import Reading
from standoff.records import Claim


@pytest.fixture(scope="module")
def examples() -> list[Reading]:
    return read_examples()


def spans(claim: Claim) -> list[tuple[int, int, str]]:
    found = [*claim.evidence, claim.sentence, *(toll.span for toll in claim.tolls), claim.event.trigger]
    return [(each.start, each.end, each.text) for each in found]


def test_the_same_seed_gives_the_same_heap_and_another_gives_another(examples: list[Reading]) -> None:
    assert list(make_heap(40, readings=examples)) == list(make_heap(40, readings=examples))
    assert list(make_heap(40, readings=examples)) != list(make_heap(40, seed=2, readings=examples))


def test_all_that_is_quoted_stands_in_the_report(examples: list[Reading]) -> None:
    for reading in make_heap(200, readings=examples):
        assert reading.report is not None
        for claim in reading.claims:
            for start, end, text in spans(claim):
                assert reading.report.text[start:end] == text


def test_no_two_reports_are_one_and_few_texts_are_copies(examples: list[Reading]) -> None:
    reports = [reading.report for reading in make_heap(600, readings=examples) if reading.report is not None]

    assert len({report.id for report in reports}) == 600
    texts = Counter(report.text for report in reports)
    assert 10 < sum(count - 1 for count in texts.values()) < 120
