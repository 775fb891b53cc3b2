"""A document's tokens as plain lists: they are looked at many times, and asking spaCy each time is slow."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from standoff.records import Document, Span

__all__ = ["Page", "read_page"]

_ATTRIBUTES: list[int | str] = ["ORTH", "IDX", "POS", "DEP", "SENT_START"]
_MANY_CAPITALS = 0.6
"""A sentence with a larger share of capitalised words may be in title case or in capitals: they tell nothing there."""
_SMALL_WORD = 4
"""Words of fewer letters do not count for that: title case leaves them small."""
_FEWEST_WORDS = 3
"""So few words say nothing of the style, unless they are all in capitals."""
_CAPITALISED = frozenset({"VERB", "AUX", "NOUN", "ADJ", "PRON"})
"""Title case gives these a capital, whatever the house style: one in small letters, and it is none."""


@dataclass(frozen=True, slots=True)
class Page:
    """The tokens of a document. ``is_capital`` tells those that begin with a capital letter.

    ``sentence_of`` numbers the sentences and ``sentences`` holds where each begins and ends. ``is_cased`` tells,
    for each sentence, whether its capitals mean something: not so in a headline in title case.
    """

    document: Document
    clean: str
    texts: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]
    pos: list[str]
    deps: list[str]
    is_capital: list[bool]
    sentence_of: list[int]
    sentences: list[tuple[int, int]]
    is_cased: list[bool]

    def __len__(self) -> int:
        return len(self.texts)

    def words(self, first: int, last: int) -> str:
        """The clean text of tokens ``first`` to ``last``, the last not included."""
        return self.clean[self.starts[first] : self.ends[last - 1]]

    def span(self, first: int, last: int) -> Span:
        """The report's own words for tokens ``first`` to ``last``, the last not included."""
        return self.document.span_at(self.starts[first], self.ends[last - 1])

    def bounds(self, token: int) -> tuple[int, int]:
        """Where the sentence of a token begins and ends."""
        return self.sentences[self.sentence_of[token]]

    def is_tied(self, token: int) -> bool:
        """Whether no blank stands between a token and the one after it."""
        return token + 1 < len(self.texts) and self.ends[token] == self.starts[token + 1]


def read_page(document: Document) -> Page:
    """The tokens of a document as lists."""
    parse = document.parse
    table: list[list[int]] = parse.to_array(_ATTRIBUTES).tolist()  # tokens asked one by one are slow
    words = {code: parse.vocab.strings[code] for code in {code for row in table for code in (row[0], row[2], row[3])}}
    texts = [words[row[0]] for row in table]
    starts = [row[1] for row in table]
    pos = [words[row[2]] for row in table]
    is_capital = [text[0].isupper() and text[-1] != "$" for text in texts]
    begins = [token for token, row in enumerate(table) if row[4] == 1 or token == 0]
    sentences = list(pairwise([*begins, len(table)]))
    return Page(
        document,
        parse.text,
        texts,
        [text.lower() for text in texts],
        starts,
        [start + len(text) for start, text in zip(starts, texts, strict=True)],
        pos,
        [words[row[3]] for row in table],
        is_capital,
        [number for number, (first, last) in enumerate(sentences) for _ in range(first, last)],
        sentences,
        [_is_cased(texts, pos, is_capital, first, last) for first, last in sentences],
    )


def _is_cased(texts: list[str], pos: list[str], is_capital: list[bool], first: int, last: int) -> bool:
    long_words = [at for at in range(first, last) if len(texts[at]) >= _SMALL_WORD and texts[at].isalpha()]
    if len(long_words) < _FEWEST_WORDS:
        return not all(texts[at].isupper() for at in long_words)
    if sum(is_capital[at] for at in long_words) <= _MANY_CAPITALS * len(long_words):
        return True
    return any(pos[at] in _CAPITALISED and texts[at].islower() and texts[at - 1] != "-" for at in range(first, last))
