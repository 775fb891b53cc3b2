"""To which of ACLED's sub-events the words about a trigger lean: a linear sum, learnt from sentences of our own.

``training/model/leanings.py`` sets the weights. Words fall into buckets by a hash of theirs, so that none are listed
(Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", 2009).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from math import sqrt
from zlib import crc32

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc, Token

from standoff.events.weights import read_weights

__all__ = ["BUCKETS", "Leanings", "Table", "about", "beside", "load_table", "of_sentence"]

BUCKETS = 1 << 16
_REACH = 8
"""So many words before a trigger and after it count by the side on which they stand."""
_STEM = 5
"""So many letters of a word stand for all of its forms."""
_SENTENCE, _SIDE, _NEXT, _STEMMED = 2.0, 0.35, 0.7, 0.7
"""How much words count: all of the sentence together, one on its side, one next to the trigger, the trigger's stem."""

Features = tuple[list[int], float]
"""Buckets, and how much each of them counts."""


@lru_cache(maxsize=1 << 17)
def _bucket(kind: str, word: str) -> int:
    return crc32(f"{kind} {word}".encode()) % BUCKETS


def _plain(word: str) -> str:
    """A word as it is looked up: any number is as any other."""
    return "0" if word[0].isdigit() else word.lower()


def of_sentence(words: Sequence[str]) -> Features:
    """What a sentence's words say of any trigger in it."""
    plain = {_plain(word) for word in words}
    buckets = [_bucket("word", word) for word in plain]
    buckets += [_bucket("stem", stem) for stem in {word[:_STEM] for word in plain}]
    return buckets, _SENTENCE / sqrt(max(len(words), 1))


def beside(before: Sequence[str], after: Sequence[str]) -> Features:
    """What the words of the sentences before and after a sentence say of any trigger in it."""
    stems = {_plain(word)[:_STEM] for words in (before, after) for word in words}
    return [_bucket("beside", stem) for stem in stems], 1.0 / sqrt(max(len(stems), 1))


def about(words: Sequence[str], at: int) -> Iterator[Features]:
    """What the word at a place in its sentence says, and those near it."""
    first, end = max(0, at - _REACH), at + _REACH + 1
    near = [_bucket("left", _plain(word)[:_STEM]) for word in words[first:at]]
    near += [_bucket("right", _plain(word)[:_STEM]) for word in words[at + 1 : end]]
    yield near, _SIDE
    own = _plain(words[at])
    yield [_bucket("trigger", own)], 1.0
    pairs = [_bucket("pair", f"{own} {_plain(words[at + 1])}")] if at + 1 < len(words) else []
    pairs += [_bucket("pair", f"{_plain(words[at - 1])} {own}")] if at else []
    yield [*pairs, _bucket("begins", own[:_STEM])], _NEXT


class Table:
    """The weights: a row for each bucket, a column for each of the ``names``, of which "" is that there is none."""

    __slots__ = ("_rows", "_scale", "_start", "names")

    def __init__(
        self,
        names: Sequence[str],
        rows: npt.NDArray[np.int8],
        scale: npt.NDArray[np.float32],
        start: npt.NDArray[np.float32],
    ) -> None:
        self.names, self._rows, self._scale, self._start = tuple(names), rows, scale, start

    def points(self, features: Features) -> npt.NDArray[np.float32]:
        """What features add to the log-odds of each name."""
        buckets, each = features
        total: npt.NDArray[np.int32] = np.add.reduce(self._rows.take(buckets, axis=0), dtype=np.int32)
        return total.astype(np.float32) * self._scale * np.float32(each)

    def likely(self, points: npt.NDArray[np.float32]) -> dict[str, float]:
        """How likely each name is, all of them together one."""
        own = points + self._start
        raised = np.exp(own - own.max())
        return dict(zip(self.names, (raised / raised.sum()).tolist(), strict=True))


@cache
def load_table() -> Table:
    """The weights that ship with Standoff. Raises ``KnowledgeError`` where they are not those that were described."""
    names, kept = read_weights("leanings")
    return Table(names, kept["rows"], kept["scale"], kept["start"])


class Leanings:
    """The leanings of a document's words; what a sentence says of all its words is summed once."""

    def __init__(self, parse: Doc, table: Table) -> None:
        self._table = table
        self._sentences = list(parse.sents)
        self._number = {sentence.start: number for number, sentence in enumerate(self._sentences)}
        self._words: dict[int, list[str]] = {}
        self._places: dict[int, list[int]] = {}
        self._shared: dict[int, npt.NDArray[np.float32]] = {}

    def of(self, token: Token) -> Mapping[str, float]:
        """How likely a happening that a token names is of each sub-event, or under "" of none, by the words alone."""
        number = self._number[token.sent.start]
        points = self._of_all(number)
        words = self._of(number)
        if words:
            at = bisect_left(self._places[number], token.i)
            for features in about(words, min(at, len(words) - 1)):
                points = points + self._table.points(features)
        return self._table.likely(points)

    def _of(self, number: int) -> list[str]:
        if not 0 <= number < len(self._sentences):
            return []
        if number not in self._words:
            tokens = [token for token in self._sentences[number] if not token.is_space]
            self._words[number], self._places[number] = [token.text for token in tokens], [token.i for token in tokens]
        return self._words[number]

    def _of_all(self, number: int) -> npt.NDArray[np.float32]:
        if number not in self._shared:
            near = beside(self._of(number - 1), self._of(number + 1))
            self._shared[number] = self._table.points(of_sentence(self._of(number))) + self._table.points(near)
        return self._shared[number]
