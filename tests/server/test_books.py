"""Answers are made once for each state of the casebook, whoever asks meanwhile, and no more are kept than there is room for."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from standoff.server import books as kept
from standoff.server.books import Books


def test_an_answer_that_several_ask_for_at_once_is_made_once(tmp_path: Path) -> None:
    books, made = Books(tmp_path / "none.db"), []

    def make() -> bytes:
        time.sleep(0.1)
        made.append(1)
        return b"answer"

    with ThreadPoolExecutor(4) as askers:
        answers = list(askers.map(lambda _: books.remembered("tag", make), range(4)))

    assert answers == [b"answer"] * 4
    assert made == [1]


def test_an_answer_that_could_not_be_made_is_made_for_the_next_who_asks(tmp_path: Path) -> None:
    books = Books(tmp_path / "none.db")

    def fail() -> bytes:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        books.remembered("tag", fail)
    assert books.remembered("tag", lambda: b"answer") == b"answer"


def test_the_oldest_answers_make_room_for_new_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_AT_HAND", 10)
    books = Books(tmp_path / "none.db")

    for tag in "abc":
        books.remembered(tag, lambda: b"12345")

    assert books.remembered("c", lambda: b"new") == b"12345"
    assert books.remembered("a", lambda: b"new") == b"new"


def test_incidents_are_counted_anew_once_the_casebook_has_changed(casebook_path: Path) -> None:
    books = Books(casebook_path)
    before = books.tally(books.reading(), {})

    with books.writing() as book:
        one, other = [incident.id for incident in book.incidents(limit=2)]
        book.judge("same", one, other, by="a test")
        book.link()

    assert books.tally(books.reading(), {}).incidents == before.incidents - 1
