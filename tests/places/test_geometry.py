"""Distances and shifts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.places.geometry import kilometres, midpoint, shifted

POINTS = st.tuples(st.floats(-75, 75), st.floats(-179, 179))


@given(POINTS, st.floats(0, 360), st.floats(0, 300))
def test_a_shifted_point_lies_as_far_as_it_was_shifted(point, bearing, km):
    assert kilometres(point, shifted(point, bearing, km)) == pytest.approx(km, rel=0.08, abs=0.01)


@given(POINTS, POINTS)
def test_distance_is_the_same_both_ways(one, other):
    assert kilometres(one, other) == pytest.approx(kilometres(other, one))


@given(POINTS, st.floats(0, 360), st.floats(1, 300))
def test_the_middle_is_as_far_from_both_ends(point, bearing, km):
    end = shifted(point, bearing, km)
    middle = midpoint(point, end)

    assert kilometres(point, middle) == pytest.approx(km / 2, rel=0.1)
    assert kilometres(middle, end) == pytest.approx(km / 2, rel=0.1)


@given(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), st.floats(0, 360), st.floats(0, 20_000))
def test_a_shift_never_leaves_the_globe(point, bearing, km):
    lat, lon = shifted(point, bearing, km)

    assert -90 <= lat <= 90
    assert -180 <= lon <= 180
