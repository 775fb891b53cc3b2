"""The ratchet under the figures: it holds, it lifts, it never falls."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import gate

names = st.sampled_from(["gold/all/score", "geo/geovirus/score", "dates/dates/score"])
figures = st.dictionaries(names, st.one_of(st.none(), st.floats(0, 1)))
floors = st.dictionaries(names, st.floats(0, 1).map(lambda value: round(value, 3)))


def test_a_figure_below_its_floor_is_named_with_both_values() -> None:
    assert gate.fallen({"gold/all/score": 0.612}, {"gold/all/score": 0.6111}) == [
        "gold/all/score: 0.6111 is below its floor of 0.612."
    ]


def test_a_figure_at_its_floor_holds() -> None:
    assert gate.fallen({"gold/all/score": 0.612}, {"gold/all/score": 0.612}) == []


def test_a_figure_that_was_not_measured_has_fallen() -> None:
    assert gate.fallen({"gold/all/score": 0.0}, {}) == ["gold/all/score: not measured; its floor is 0.000."]
    assert gate.fallen({"gold/all/score": 0.5}, {"gold/all/score": None}) != []


def test_a_figure_without_a_floor_fails_nothing() -> None:
    assert gate.fallen({}, {"gold/all/score": 0.0}) == []


@given(floors, figures)
def test_raising_never_lowers_and_never_loses_a_floor(
    before: dict[str, float], measured: dict[str, float | None]
) -> None:
    after = gate.raised(before, measured)
    assert all(after[name] >= floor for name, floor in before.items())


@given(figures)
def test_figures_that_floors_were_raised_to_hold(measured: dict[str, float | None]) -> None:
    assert gate.fallen(gate.raised({}, measured), measured) == []


@given(floors, figures)
def test_raising_twice_changes_nothing_more(before: dict[str, float], measured: dict[str, float | None]) -> None:
    once = gate.raised(before, measured)
    assert gate.raised(once, measured) == once


def test_floors_are_rounded_down_to_three_decimals() -> None:
    assert gate.raised({}, {"a": 0.61299, "b": 0.57}) == {"a": 0.612, "b": 0.57}


def test_floors_come_back_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    assert gate.load_floors(path) == {}
    gate.write_floors(path, {"b": 0.5, "a": 0.25})
    assert gate.load_floors(path) == {"a": 0.25, "b": 0.5}
    assert path.read_text() == '{\n  "a": 0.25,\n  "b": 0.5\n}\n'
