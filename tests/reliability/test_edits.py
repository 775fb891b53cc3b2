"""The way back from a changed text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from .edits import Edit, change


def test_a_run_that_holds_a_new_word_holds_the_old_one() -> None:
    changed = change("The rebels shelled Sorn.", [Edit(4, 10, "men")])

    assert changed.text == "The men shelled Sorn."
    assert changed.back(0, 7) == (0, 10)
    assert changed.back(8, 15) == (11, 18)


def test_a_run_that_cuts_a_new_word_takes_all_of_the_old() -> None:
    changed = change("The men fled.", [Edit(4, 7, "rebels")])

    assert changed.back(0, 6) == (0, 7)
    assert changed.back(6, 10) == (4, 7)
    assert changed.widened(5, 12) == (4, 12)


def test_edits_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        change("The rebels fled.", [Edit(4, 10, "men"), Edit(8, 12, "x")])


@given(
    st.text(max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(1, 4), st.text(max_size=5)), max_size=4)
)
def test_what_was_not_changed_is_found_where_it_was(text: str, wanted: list[tuple[int, int, str]]) -> None:
    edits, at = [], 0
    for start, length, new in sorted(wanted):
        if start >= at and start + length <= len(text):
            edits.append(Edit(start, start + length, new))
            at = start + length + 1
    changed = change(text, edits)

    for place in range(len(changed.text)):
        start, end = changed.back(place, place + 1)
        if not changed.touches(start, end):
            assert text[start:end] == changed.text[place]
