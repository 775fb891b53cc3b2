"""Tellings wait, are compared and settled; of the pairs that were compared the least clear are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from made_readings import MadeReading
from standoff.errors import CasebookDamagedError
from standoff.store import Store, open_store
from standoff.store.pack import pack

from .test_incidents import incident


@pytest.fixture
def store(full: Path, made: list[MadeReading]):
    """Four reports, each of one telling that it is about and of one that it is not, and each of an incident."""
    with open_store(full, mode="write") as opened:
        for name, each in zip("abcd", made, strict=False):
            opened.tellings.put(each.report.id, [(name, True, None, (), {}), (f"{name}2", False, None, (), {})])
            opened.incidents.put([incident(f"i{name}", each.claims)])
            with opened.transaction():
                opened.tellings.settle(f"i{name}", [name, f"{name}2"])
        yield opened


def compared(store: Store, one: str, other: str, score: float, *, is_contradicted: bool = False) -> None:
    numbers = {uid: key for key, uid in store._database.rows("SELECT id, uid FROM tellings")}
    store.tellings.put_compared([(numbers[one], [(numbers[other], score, is_contradicted)])])


def test_the_least_clear_pairs_are_those_nearest_to_even_of_what_reports_of_two_incidents_are_about(
    store: Store,
) -> None:
    compared(store, "a", "b", 0.4)
    compared(store, "a", "c", -0.2)
    compared(store, "d", "b", 0.3)
    compared(store, "a", "d", -0.7)
    compared(store, "b", "c", 1.2)  # one, most likely
    compared(store, "c", "d", 0.1, is_contradicted=True)
    compared(store, "a2", "b2", 0.0)  # in passing
    compared(store, "a", "b2", 0.0)
    with store.transaction():
        store.tellings.settle("ib", ["d"])  # of one incident, though nearly even

    found = store.tellings.unclear(limit=10)

    assert found == [
        (-0.2, "a", "c", "ia", "ic"),
        (0.4, "a", "b", "ia", "ib"),
        (-0.7, "a", "d", "ia", "ib"),
    ]
    assert store.tellings.unclear(limit=1) == found[:1]


def test_all_that_was_compared_among_some_is_told_once_by_its_places(store: Store) -> None:
    compared(store, "b", "a", 0.4)
    compared(store, "a", "c", -3.5, is_contradicted=True)  # far: packed beside one of the two
    compared(store, "c", "a", -3.5, is_contradicted=True)  # and beside the other
    compared(store, "d", "c", -2.0)
    compared(store, "c", "b2", 5.0)  # not asked for

    a, b, score, is_contradicted = store.tellings.pairs_among(["d", "a", "c", "b", "unknown"])

    told = {(x, y): (s, c) for x, y, s, c in zip(*map(list, (a, b, score, is_contradicted)), strict=True)}
    assert told == {(1, 3): (0.4, False), (1, 2): (-3.5, True), (0, 2): (-2.0, False)}
    assert len(a) == 3
    assert [len(each) for each in store.tellings.pairs_among([])] == [0, 0, 0, 0]
    assert [len(each) for each in store.tellings.pairs_among(["unknown"])] == [0, 0, 0, 0]


def test_pairs_that_are_cut_short_are_damage(store: Store) -> None:
    compared(store, "a", "c", -3.5)
    store._database.run("UPDATE far SET pairs = ?", (pack(b"nine here"),))

    with pytest.raises(CasebookDamagedError, match="no whole number"):
        store.tellings.pairs_among(["a", "c"])


def test_pairs_that_are_nearly_even_are_found_in_indexes_alone(store: Store) -> None:
    said: list[str] = []
    connection = store._database._connection
    connection.set_trace_callback(said.append)
    store.tellings.unclear(limit=10)
    connection.set_trace_callback(None)

    steps = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {said[0]}")]
    assert [step for step in steps if step.split()[1] in "cxy"] == [
        "SCAN c USING COVERING INDEX comparisons_unclear",
        "SEARCH x USING COVERING INDEX tellings_about (id=?)",
        "SEARCH y USING COVERING INDEX tellings_about (id=?)",
    ]


def test_reports_wait_that_have_no_tellings_and_were_not_corrected(store: Store, made: list[MadeReading]) -> None:
    assert len(store.tellings.waiting()) == store.tellings.count_waiting() == 8
    waiting = store.tellings.waiting()
    keys = [store.reports.key(uid) for uid in waiting[:2]]
    with store.transaction():
        store._database.run("UPDATE reports SET replaced_by = ? WHERE id = ?", keys)
    assert store.tellings.waiting() == [uid for uid in waiting if uid != waiting[1]]
    assert store.tellings.count_waiting() == 7

    store.tellings.put(waiting[0], [("e", True, None, (), {})])
    store.tellings.drop(made[0].report.id)

    assert store.tellings.count_waiting() == len(store.tellings.waiting()) == 7


def test_a_word_is_had_by_as_many_tellings_as_were_counted(store: Store) -> None:
    store.tellings.put_words({"bridge": 3}, over=4)

    assert (store.tellings.having("bridge"), store.tellings.having("ferry")) == (3, 0)
    assert store.tellings.extent() == (8, 8)
    assert store.tellings.uid(3) == "b"


def test_what_waits_is_found_without_going_through_all_tellings_or_reports(store: Store) -> None:
    said: list[str] = []
    connection = store._database._connection
    connection.set_trace_callback(said.append)
    store.tellings.to_compare()
    store.tellings.to_settle()
    store.tellings.corrected()
    store.tellings.count(is_main=True)
    connection.set_trace_callback(None)

    first = [next(connection.execute(f"EXPLAIN QUERY PLAN {sql}"))[3] for sql in said]
    assert first == [
        "SEARCH t USING INDEX tellings_waiting (state=?)",
        "SEARCH t USING INDEX tellings_waiting (state=?)",
        "SCAN r USING INDEX reports_replaced",
        "SCAN tellings USING COVERING INDEX tellings_about",
    ]
