"""Where in a report's text something is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

__all__ = ["Span"]


class Span(Struct, frozen=True, order=True, gc=False):
    """A run of a report's text, verbatim: ``report.text[start:end] == text`` always holds.

    Offsets are Unicode code points, end not included.

    >>> Span.of("the Pentagon said", 4, 12)
    Span(start=4, end=12, text='Pentagon')
    """

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of ``text`` from ``start`` to ``end``."""
        return cls(start, end, text[start:end])

    def covers(self, other: Span) -> bool:
        """Whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether both share at least one character."""
        return self.start < other.end and other.start < self.end

    def to_dict(self) -> dict[str, Any]:
        return {"text": self.text, "start": self.start, "end": self.end}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Span:
        """The span of its JSON shape."""
        return cls(record["start"], record["end"], record["text"])

    def to_evidence(self) -> dict[str, Any]:
        """The shape used in ``evidence``, where the words are called ``quote``."""
        return {"start": self.start, "end": self.end, "quote": self.text}

    @classmethod
    def from_evidence(cls, record: Mapping[str, Any]) -> Span:
        """The span of the shape used in ``evidence``."""
        return cls(record["start"], record["end"], record["quote"])
