"""Words that somebody says stand in a report: where they stand, or that they do not."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from standoff.records import Report, Span

__all__ = ["Passage", "folded"]

LEAST_LETTERS = 1_500
"""A passage of fewer is not asked about in parts."""
_MOST_PLACES = 200
"""So many places at which words stand are weighed."""
_SHAPES = str.maketrans({"‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})


def folded(words: str) -> str:
    """Words with what is typesetting taken out: runs of white space are one blank, quotation marks of one shape.

    >>> folded(" the army’s\\n  “raid” ")
    'the army\\'s "raid"'
    """
    return " ".join(words.translate(_SHAPES).split())


@dataclass(frozen=True, slots=True)
class Passage:
    """Some sentences of a report, in which words are looked for. Nothing between them is of it: boilerplate is not."""

    report: Report
    sentences: tuple[Span, ...]
    _folded: str = field(repr=False)
    _offsets: array[int] = field(repr=False)

    @classmethod
    def of(cls, report: Report, sentences: Sequence[Span]) -> Passage:
        letters: list[str] = []
        offsets = array("L")
        for sentence in sentences:
            for at, letter in enumerate(sentence.text.translate(_SHAPES), start=sentence.start):
                if not letter.isspace():
                    letters.append(letter)
                    offsets.append(at)
                elif letters and letters[-1] != " ":
                    letters.append(" ")
                    offsets.append(at)
            if letters and letters[-1] != " ":
                letters.append(" ")
                offsets.append(sentence.end)
        return cls(report, tuple(sentences), "".join(letters), offsets)

    def halves(self) -> tuple[Passage, ...]:
        """The two halves of the passage, of about as many letters each. One of a single sentence has none, nor one
        of fewer than ``LEAST_LETTERS``."""
        before = [0, *accumulate(len(sentence.text) for sentence in self.sentences)]
        if len(self.sentences) < 2 or before[-1] < LEAST_LETTERS:
            return ()
        at = min(range(1, len(self.sentences)), key=lambda number: abs(before[number] - before[-1] / 2))
        return Passage.of(self.report, self.sentences[:at]), Passage.of(self.report, self.sentences[at:])

    @property
    def text(self) -> str:
        """The report's own words, a sentence a line."""
        return "\n".join(sentence.text for sentence in self.sentences)

    def holds(self, span: Span) -> bool:
        """Whether a span begins in one of the sentences."""
        return any(sentence.start <= span.start < sentence.end for sentence in self.sentences)

    def sentence_of(self, span: Span) -> Span:
        """The sentence, or the run of sentences, that holds a span."""
        touched = [sentence for sentence in self.sentences if sentence.overlaps(span)]
        start, end = min([span, *touched]).start, max(each.end for each in (span, *touched))
        return Span.of(self.report.text, start, end)

    def find(self, words: str, *, near: Span | None = None, within: Span | None = None) -> Span | None:
        """Where words stand, whole and letter for letter; ``None`` where they do not.

        Of several places it is one ``within`` a span, if that is given, and the ``near``est to another, if that is.
        """
        found = [span for span in self._places(words) if within is None or within.covers(span)]
        if near is None:
            return found[0] if found else None
        return min(found, key=lambda each: (max(0, each.start - near.end, near.start - each.end), each), default=None)

    def _places(self, words: str) -> Iterator[Span]:
        asked = folded(words)
        at = self._folded.find(asked) if asked else -1
        for _ in range(_MOST_PLACES):
            if at < 0:
                return
            end = at + len(asked)
            is_whole = not (_runs_on(self._folded, at) or _runs_on(self._folded, end))
            span = Span.of(self.report.text, self._offsets[at], self._offsets[end - 1] + 1)
            if is_whole and folded(span.text) == asked:  # else boilerplate stands between
                yield span
            at = self._folded.find(asked, at + 1)


def _runs_on(text: str, at: int) -> bool:
    """Whether a word goes on across an offset."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
