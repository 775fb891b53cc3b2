"""A text changed in places, and the way back from the changed text to what stood there before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Changed", "Edit", "change"]

Area = tuple[int, int]


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """The code points from ``start`` to ``end`` give way to ``new``; nothing does where ``start == end``."""

    start: int
    end: int
    new: str


@dataclass(frozen=True)
class Changed:
    """A text after edits that do not touch each other."""

    text: str
    edits: tuple[Edit, ...]

    def back(self, start: int, end: int) -> Area:
        """Where a run of the changed text lies in the text as it was; one that cuts a new word takes all of the old.

        >>> change("Rebels fled.", [Edit(0, 6, "Men")]).back(0, 8)
        (0, 11)
        """
        shift, left, right = 0, start, end
        for edit in self.edits:
            new_start, new_end = edit.start + shift, edit.start + shift + len(edit.new)
            shift += len(edit.new) - (edit.end - edit.start)
            if new_start <= start < new_end:
                left = edit.start
            elif start >= new_end:
                left = start - shift
            if new_start < end <= new_end:
                right = edit.end
            elif end > new_end:
                right = end - shift
        return left, right

    def widened(self, start: int, end: int) -> Area:
        """A run of the text as it was, as ``back`` would give it: words that were changed are in it whole or not."""
        for edit in self.edits:
            if edit.start <= start < edit.end:
                start = edit.start
            if edit.start < end <= edit.end:
                end = edit.end
        return start, end

    def touches(self, start: int, end: int) -> bool:
        """Whether a run of the text as it was holds something that was changed."""
        return any(edit.start < end and start < edit.end for edit in self.edits)


def change(text: str, edits: Iterable[Edit]) -> Changed:
    """The text with every edit made. Raises ``ValueError`` for edits that overlap."""
    ordered = tuple(sorted(edits))
    if any(one.end > other.start for one, other in pairwise(ordered)):
        raise ValueError("edits overlap")
    parts, at = [], 0
    for edit in ordered:
        parts += [text[at : edit.start], edit.new]
        at = edit.end
    return Changed("".join([*parts, text[at:]]), ordered)
