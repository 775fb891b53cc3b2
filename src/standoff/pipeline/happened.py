"""Whether words of any text name what is put forward as having happened."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise

from standoff.errors import KnowledgeError
from standoff.model import Reader, load_reader
from standoff.records import Happened
from standoff.text.sentences import sentence_starts

__all__ = ["happened"]


def happened(text: str, words: Iterable[tuple[int, int]], reader: Reader | None = None) -> list[Happened | None]:
    """For each of some words, by their bounds in a text, how likely what they name is put forward as having happened.

    ``None`` for words that the model does not see: outside the text, or far behind in a sentence of more than some 150
    words. Raises ``KnowledgeError`` where there is no model: rules alone do not judge words that they do not know.
    """
    reader = reader or load_reader()
    if reader is None:
        raise KnowledgeError(
            "Whether a word's happening is put forward as a fact is read by the model, which is not there.",
            advice="Install onnxruntime and tokenizers, and leave STANDOFF_MODEL unset.",
        )
    starts: list[int] = []
    begin = 0
    for paragraph in text.split("\n\n"):
        starts += (begin + at for at in sentence_starts(paragraph))
        begin += len(paragraph) + 2
    starts = [0, *(at for at in starts if at)]
    sentences = [text[start:end] for start, end in pairwise([*starts, len(text)])]
    places = []
    for start, _ in words:
        number = bisect_right(starts, start) - 1
        places.append((number, start - starts[number]) if 0 <= start < len(text) else None)
    found = reader.happened(sentences, [place for place in places if place is not None])
    return [found.get(place) if place is not None else None for place in places]
