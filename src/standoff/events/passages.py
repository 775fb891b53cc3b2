"""Which of ACLED's sub-events a passage tells of: the paragraph of a happening, or so much of it as stands next to it.

A trigger tells little of a happening that the sentences about it tell in full: "the driver blew up himself and the
lorry". Two sums say how likely each sub-event is of a passage, both learnt from notes of our own: one over its words,
names left out, which the rules have too, and one over what the model's encoder makes of its sentences.
``training/model/passages.py`` sets the weights. Words fall into buckets by a hash of theirs, so that none are listed
(Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", 2009).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from math import sqrt
from zlib import crc32

import numpy as np
import numpy.typing as npt
from spacy.tokens import Token

from standoff.events.weights import read_weights
from standoff.records import Document, Marks

__all__ = ["BUCKETS", "PassageTable", "Passages", "buckets_of", "load_passage_table", "weight_of"]

BUCKETS = 1 << 17
_STEM, _HALF = 5, 6
"""So many letters of a word stand for all of its forms, and of each word of a pair."""
_NAME = "§"
"""Stands for a name: who it was, and where, says nothing of what it was."""
_LONGEST = 4
"""A paragraph of so many sentences is one passage; of a longer one the sentences beside a happening's own are."""
_AMONG_OTHERS = 0.5
"""So much of its log-likelihood a passage among others counts, chosen on reports of our own; one that is the whole
document counts in full, chosen on notes that it was not learnt on."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+")
_Points = npt.NDArray[np.float32]


def _words_of(sentence: str) -> Iterator[str]:
    """The words of a sentence as they are looked up: any number as any other, and so any name."""
    is_shouted = sentence.upper() == sentence
    for number, word in enumerate(match[0] for match in _WORD.finditer(sentence)):
        if word[0].isdigit():
            yield "0"
        else:
            yield _NAME if number and word[0].isupper() and not is_shouted else word.lower()


@lru_cache(maxsize=1 << 17)
def _bucket(kind: str, word: str) -> int:
    return crc32(f"{kind} {word}".encode()) % BUCKETS


def buckets_of(sentences: Sequence[str]) -> list[int]:
    """The buckets of a passage's words, of their stems and of each two words that stand together, each once.

    >>> buckets_of(["Army jets bombed Raqqa."]) == buckets_of(["army jets bombed Homs"])
    True
    """
    return _buckets_of([word for sentence in sentences for word in _words_of(sentence)])


def _buckets_of(words: Sequence[str]) -> list[int]:
    told = {word for word in words if word != _NAME}
    found = {_bucket("word", word) for word in told} | {_bucket("stem", word[:_STEM]) for word in told}
    return sorted(found | {_bucket("pair", f"{one[:_HALF]} {two[:_HALF]}") for one, two in pairwise(words)})


def weight_of(buckets: Sequence[int]) -> float:
    """How much each of so many buckets counts: the more there are, the less each says."""
    return 1.0 / sqrt(max(len(buckets), 1))


class PassageTable:
    """The weights: a row for each bucket, a column for each of the ``names``, of which "" is that there is none."""

    __slots__ = ("_rows", "_scale", "_start", "names")

    def __init__(self, names: Sequence[str], rows: npt.NDArray[np.int8], scale: _Points, start: _Points) -> None:
        self.names, self._rows, self._scale, self._start = tuple(names), rows, scale, start

    def points(self, buckets: Sequence[int]) -> _Points:
        """How far a passage's words speak for each name, by their buckets, in log-odds."""
        total: npt.NDArray[np.int32] = np.add.reduce(self._rows.take(buckets, axis=0), dtype=np.int32)
        return total.astype(np.float32) * self._scale * np.float32(weight_of(buckets)) + self._start


@cache
def load_passage_table() -> PassageTable:
    """The weights that ship with Standoff. Raises ``KnowledgeError`` where they are not those that were described."""
    names, kept = read_weights("passages")
    return PassageTable(names, kept["rows"], kept["scale"], kept["start"])


class Passages:
    """The passages of a document; each is weighed once, when first asked for."""

    def __init__(self, document: Document, table: PassageTable, marks: Marks | None) -> None:
        self._document, self._table = document, table
        self._sentences = list(document.parse.sents)
        self._number = {sentence.start: number for number, sentence in enumerate(self._sentences)}
        self._read = [[each[name] for name in table.names] for each in marks.passages] if marks is not None else []
        self._words: dict[int, list[str]] = {}
        self._likely: dict[tuple[int, int], Mapping[str, float]] = {}

    def of(self, token: Token) -> Mapping[str, float]:
        """How likely what a token names is of each sub-event, or under "" of none, by its passage.

        A passage among others says half as much as one that is the whole document, as a note on one incident is.
        """
        bounds = self._bounds(self._number[token.sent.start])
        if bounds not in self._likely:
            is_all = bounds == (0, len(self._sentences))
            shares = np.exp(_log_likely(self._points(*bounds) * (1.0 if is_all else _AMONG_OTHERS)))
            self._likely[bounds] = dict(zip(self._table.names, shares.tolist(), strict=True))
        return self._likely[bounds]

    def _points(self, first: int, end: int) -> _Points:
        """The log-likelihood of each name by some sentences: words and states are two witnesses who know nothing of
        each other."""
        words = [word for number in range(first, end) for word in self._words_in(number)]
        points = _log_likely(self._table.points(_buckets_of(words)))
        if not self._read:
            return points
        return points + _log_likely(np.mean(self._read[first:end], axis=0, dtype=np.float32))

    def _words_in(self, number: int) -> list[str]:
        if number not in self._words:
            self._words[number] = list(_words_of(self._sentences[number].text))
        return self._words[number]

    def _bounds(self, number: int) -> tuple[int, int]:
        """The first sentence of the passage of a sentence, and the one after its last."""
        block = self._block(number)
        first, end = number, number + 1
        while first > 0 and number - first < _LONGEST and self._block(first - 1) == block:
            first -= 1
        while end < len(self._sentences) and end - number <= _LONGEST and self._block(end) == block:
            end += 1
        if end - first > _LONGEST:
            first, end = max(first, number - 1), min(end, number + 2)
        return first, end

    def _block(self, number: int) -> int:
        return self._document.block_of[self._sentences[number].start]


def _log_likely(points: _Points) -> _Points:
    raised = points - points.max()
    return np.asarray(raised - np.log(np.exp(raised).sum()), dtype=np.float32)
