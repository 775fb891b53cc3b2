"""The casebook as requests use it: many readers, one writer at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from standoff.casebook import Casebook, open_casebook

__all__ = ["Books"]


class Books:
    """Opens the casebook for each thread once, to read, and for one request at a time, to write."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._mine = threading.local()
        self._writing = threading.Lock()

    def reading(self) -> Casebook:
        """The casebook of this thread, open to read."""
        book: Casebook | None = getattr(self._mine, "book", None)
        if book is None:
            book = self._mine.book = open_casebook(self.path, mode="read", duty="serving pages")
        return book

    @contextmanager
    def writing(self) -> Iterator[Casebook]:
        """The casebook open to write; others of this server wait."""
        with self._writing, open_casebook(self.path, mode="write", duty="serving pages") as book:
            yield book
