"""Judgements are added and never altered; one that is taken back stands no more, and is still there."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from standoff.records import Judgement, Span, Subject
from standoff.store import open_store

AT = datetime(2024, 3, 1, 12, tzinfo=UTC)
CLAIM, OTHER = Subject("claim", "c1", "r1", Span(0, 4, "shot")), Subject("claim", "c2", "r2")
SAME = Judgement.of("same", (CLAIM, OTHER), by="nina", at=AT, why="one street, one hour")
EDIT = Judgement.of("edit", (CLAIM,), by="omar", at=AT, field="place", value={"name": "Derik", "lat": 37.06})
REVOKED = Judgement.of("revoke", (Subject("judgement", SAME.id),), by="nina", at=AT, why="two streets")


@pytest.fixture
def store(path: Path):
    with open_store(path, mode="create") as opened:
        yield opened


def test_they_come_back_as_they_were_made_and_once(store) -> None:
    assert store.judgements.put(SAME)
    assert store.judgements.put(EDIT)
    assert not store.judgements.put(SAME)

    assert list(store.judgements.all()) == [SAME, EDIT]
    assert store.judgements.get(EDIT.id) == EDIT
    assert store.judgements.get("none") is None
    assert store.check().judgements == 2
    assert store.check().is_sound


def test_those_about_a_record_are_found(store) -> None:
    for each in (SAME, EDIT, REVOKED):
        store.judgements.put(each)

    assert list(store.judgements.about("claim", "c1")) == [SAME, EDIT]
    assert list(store.judgements.about("claim", "c2")) == [SAME]
    assert list(store.judgements.about("judgement", SAME.id)) == [REVOKED]
    assert list(store.judgements.about("report", "c1")) == []


def test_one_that_is_taken_back_stands_no_more_and_is_still_there(store) -> None:
    for each in (SAME, EDIT, REVOKED):
        store.judgements.put(each)

    assert list(store.judgements.standing()) == [EDIT]
    assert len(list(store.judgements.all())) == 3


def test_the_file_refuses_to_alter_or_remove_one(store) -> None:
    store.judgements.put(SAME)

    for sql in ("UPDATE judgements SET verdict = 'different'", "DELETE FROM judgements"):
        with pytest.raises(sqlite3.IntegrityError, match="a judgement is never"), store._database.transaction():
            store._database.run(sql)
    assert list(store.judgements.all()) == [SAME]
