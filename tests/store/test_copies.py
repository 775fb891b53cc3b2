"""Copies are kept in pairs with their evidence, and reports of one text in one group, whatever the order."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from standoff.records import Copy, Report, Span
from standoff.store import Findings, Store, open_store

DAYS = {"a": date(2016, 7, 19), "b": date(2016, 7, 18), "c": None, "d": date(2016, 7, 20), "e": date(2016, 7, 1)}


def copy(report_id: str, of_id: str, share: float = 0.9) -> Copy:
    return Copy(report_id, of_id, share, 50, Span(0, 4, "Text"), Span(0, 4, "Text"), "published first", "said twice")


@pytest.fixture
def store(path: Path):
    with open_store(path, mode="create") as opened:
        for name, day in DAYS.items():
            opened.put(Report(id=name, text=f"Text {name}", published_on=day), Findings())
        yield opened


def groups(store: Store) -> dict[str, str | None]:
    return {line.id: line.text_group for line in store.reports.lines()}


def test_reports_wait_until_they_are_compared_in_the_order_in_which_they_came(store: Store) -> None:
    assert list(store.copies.waiting()) == ["a", "b", "c", "d", "e"]

    store.copies.put("a", [], [])
    store.copies.put("b", [7], [])

    assert list(store.copies.waiting()) == ["c", "d", "e"]


def test_holders_are_counted_by_the_runs_that_they_share_the_first_to_come_if_there_are_many(store: Store) -> None:
    store.copies.put("a", [1, 2, -(2**63)], [])
    store.copies.put("b", [2, 3], [])
    store.copies.put("c", [2], [])

    assert store.copies.holders([1, 2, 3, 2**63 - 1], most_a_run=9, most=9) == {"a": 2, "b": 2, "c": 1}
    assert store.copies.holders([2], most_a_run=2, most=9) == {"a": 1, "b": 1}
    assert store.copies.holders([-(2**63)], most_a_run=2, most=9) == {"a": 1}
    assert store.copies.holders([1, 2, 3], most_a_run=9, most=1) == {"a": 2}
    assert store.copies.holders([], most_a_run=2, most=9) == {}


def test_pairs_come_back_with_their_evidence_the_clearest_first(store: Store) -> None:
    weak, strong = copy("a", "b", 0.4), copy("d", "a", 1.0)
    store.copies.put("a", [], [weak])
    store.copies.put("d", [], [strong])

    assert store.copies.of("a") == [strong, weak]
    assert store.copies.of("b") == [weak]
    assert store.copies.of("e") == []


def test_a_group_is_named_after_the_member_published_first_those_without_a_day_last(store: Store) -> None:
    store.copies.put("a", [], [copy("a", "c")])
    assert groups(store) == {"a": "a", "b": None, "c": "a", "d": None, "e": None}

    store.copies.put("d", [], [copy("d", "b")])
    assert groups(store) == {"a": "a", "b": "b", "c": "a", "d": "b", "e": None}

    store.copies.put("b", [], [copy("a", "b")])
    assert groups(store) == {"a": "b", "b": "b", "c": "b", "d": "b", "e": None}
    assert store.copies.group("c") == ["b", "a", "d", "c"]
    assert store.copies.group("e") == ["e"]
    assert store.check().is_sound


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_groups_do_not_depend_on_the_order_of_the_pairs(store: Store, order: tuple[int, ...]) -> None:
    pairs = [copy("a", "b"), copy("c", "d"), copy("b", "c")]
    for number in order:
        store.copies.put(pairs[number].report_id, [], [pairs[number]])

    assert groups(store) == {"a": "b", "b": "b", "c": "b", "d": "b", "e": None}
