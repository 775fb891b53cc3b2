"""A judgement says who decided what on what, and is whole or is not made."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from standoff.records import Judgement, Span, Subject

AT = datetime(2024, 3, 1, 12, 0, 0, tzinfo=UTC)
ONE, OTHER = Subject("claim", "c1", "r1", Span(3, 7, "shot")), Subject("claim", "c2", "r2", Span(0, 4, "fire"))


def test_the_same_decision_has_the_same_id_and_another_one_another() -> None:
    same = Judgement.of("same", (ONE, OTHER), by="nina", at=AT, why="one street, one hour")

    assert same.id == Judgement.of("same", (ONE, OTHER), by="nina", at=AT, why="one street, one hour").id
    assert same.id != Judgement.of("different", (ONE, OTHER), by="nina", at=AT, why="one street, one hour").id
    assert same.id != Judgement.of("same", (ONE, OTHER), by="omar", at=AT, why="one street, one hour").id


def test_the_time_is_kept_in_utc() -> None:
    there = datetime(2024, 3, 1, 15, 0, 0, 1234, tzinfo=timezone(timedelta(hours=3)))

    assert Judgement.of("reject", (ONE,), by="nina", at=there).to_dict()["at"] == "2024-03-01T12:00:00Z"


def test_an_edit_says_which_field_it_sets_to_what() -> None:
    edit = Judgement.of("edit", (ONE,), by="nina", at=AT, field="place", value={"name": "Derik"})

    assert edit.to_dict() == {
        "record": "judgement",
        "id": edit.id,
        "verdict": "edit",
        "subjects": [{"kind": "claim", "id": "c1", "report_id": "r1", "start": 3, "end": 7, "quote": "shot"}],
        "by": "nina",
        "at": "2024-03-01T12:00:00Z",
        "why": None,
        "field": "place",
        "value": {"name": "Derik"},
        "is_by_person": True,
    }


@pytest.mark.parametrize(
    ("verdict", "subjects", "more", "complaint"),
    [
        ("same", (ONE,), {}, "too few subjects"),
        ("accept", (), {}, "too few subjects"),
        ("accept", (ONE,), {"by": " "}, "by whom"),
        ("edit", (ONE,), {}, "names a field"),
        ("accept", (ONE,), {"field": "place"}, "names a field"),
    ],
)
def test_half_a_judgement_is_none(verdict, subjects, more, complaint) -> None:
    with pytest.raises(ValueError, match=complaint):
        Judgement.of(verdict, subjects, **({"by": "nina", "at": AT} | more))


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        Judgement("j1", "accept", (ONE,), "nina", datetime(2024, 3, 1))
