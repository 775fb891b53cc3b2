"""The casebook as requests use it: many readers, one writer at a time."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from standoff.casebook import Casebook, open_casebook
from standoff.store import IncidentTally

if TYPE_CHECKING:
    from standoff.pipeline.keep import Analyse

__all__ = ["Books"]

_AT_HAND = 32 << 20
"""Bytes of answers that are kept at hand."""


class Books:
    """Opens the casebook for each thread once, to read, and for one request at a time, to write."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._mine = threading.local()
        self.turn = threading.Lock()
        """Held by whoever of this server writes."""
        self._answers: OrderedDict[str, bytes] = OrderedDict()
        self._at_hand = 0
        self._making: dict[str, threading.Lock] = {}
        self._answering = threading.Lock()

    def reading(self) -> Casebook:
        """The casebook of this thread, open to read."""
        book: Casebook | None = getattr(self._mine, "book", None)
        if book is None:
            book = self._mine.book = open_casebook(self.path, mode="read", duty="standoff serve")
        return book

    @contextmanager
    def writing(self) -> Iterator[Casebook]:
        """The casebook open to write; others of this server wait."""
        with self.turn, self.opened() as book:
            yield book

    def opened(self, analyse: Analyse | None = None) -> Casebook:
        """The casebook open to write, for whoever takes a turn for each thing that it writes."""
        return open_casebook(self.path, mode="write", duty="standoff serve", analyse=analyse)

    def tag(self, *what: object) -> str:
        """A mark (an entity tag) of an answer and of the state of the casebook that it is given on: the file and its
        log change whenever anything is written."""
        state = []
        for name in (self.path.name, f"{self.path.name}-wal"):
            try:
                status = self.path.with_name(name).stat()
                state.append((status.st_mtime_ns, status.st_size))
            except FileNotFoundError:
                state.append((0, 0))
        return f'"{hashlib.sha256(repr((state, what)).encode()).hexdigest()[:32]}"'

    def tally(self, book: Casebook, conditions: Mapping[str, Any]) -> IncidentTally:
        """How many incidents meet all conditions, and what they rest on; counted once a state of the casebook."""
        tag = self.tag("tally", sorted(conditions.items()))
        counted = self.remembered(tag, lambda: json.dumps(book.tally(**conditions)).encode())
        return IncidentTally._make(json.loads(counted))

    def remembered(self, tag: str, make: Callable[[], bytes]) -> bytes:
        """The answer of a tag, made where it is not at hand; whoever asks meanwhile waits for it."""
        with self._answering:
            found = self._answers.get(tag)
            if found is not None:
                self._answers.move_to_end(tag)
                return found
            making = self._making.setdefault(tag, threading.Lock())
        with making:
            made = self._answers.get(tag)
            if made is None:
                try:
                    made = make()
                finally:
                    with self._answering:
                        self._making.pop(tag, None)
                self._remember(tag, made)
        return made

    def _remember(self, tag: str, made: bytes) -> None:
        with self._answering:
            self._at_hand += len(made) - len(self._answers.pop(tag, b""))
            self._answers[tag] = made
            while self._at_hand > _AT_HAND:
                self._at_hand -= len(self._answers.popitem(last=False)[1])
