"""A report that repeats another's text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from standoff.records.span import Span

__all__ = ["Copy"]


class Copy(Struct, frozen=True, gc=False):
    """``report_id`` repeats the text of ``of_id``, which is taken to have been first, for the reason in ``first_by``.

    ``share`` is the part of the shorter text's runs of five words, quotations aside, that the other holds;
    ``shared_runs`` is their number. ``words`` are the longest stretch in common, as it stands in the copy, and
    ``of_words`` as it stands in the text repeated. ``reason`` says in words why the two are held to be copies.
    """

    report_id: str
    of_id: str
    share: float
    shared_runs: int
    words: Span
    of_words: Span
    first_by: str
    reason: str

    def to_dict(self) -> dict[str, Any]:
        return {
            "record": "copy",
            "report_id": self.report_id,
            "of_id": self.of_id,
            "share": round(self.share, 3),
            "shared_runs": self.shared_runs,
            "words": self.words.to_dict(),
            "of_words": self.of_words.to_dict(),
            "first_by": self.first_by,
            "reason": self.reason,
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Copy:
        return cls(
            record["report_id"],
            record["of_id"],
            record["share"],
            record["shared_runs"],
            Span(**record["words"]),
            Span(**record["of_words"]),
            record["first_by"],
            record["reason"],
        )
