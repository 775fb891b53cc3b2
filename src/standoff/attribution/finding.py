"""What the rules of this stage hand to one another: an attribution in token numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from standoff.records.attribution import Stance

__all__ = ["Finding", "Run", "runs_of", "trimmed"]

Run = tuple[int, int]
"""The first token, and the one after the last."""

_EDGE_PUNCTUATION = frozenset({",", ".", ";", ":", "-", "--", "–", "—", "―", "...", "…", "|"})
_CONNECTIVES = frozenset(
    {"however", "but", "and", "still", "meanwhile", "yet", "instead", "also", "moreover", "nevertheless"}
)
_CLOSING_MARKS = frozenset({")", "]", "?", "!"})


@dataclass(frozen=True, slots=True)
class Finding:
    """An attribution in token numbers. ``via`` holds source and cue of whoever passed the words on, outermost first.

    ``named`` is the run that names the source where its own words only point there ("who", "which").
    ``is_report`` is false for wishes, plans and attitudes; ``has_speech`` where quoted words may go on after it;
    ``is_verdict`` where only the content denies, by calling something false, so that what goes on after it does not.
    """

    cue: Run
    source: Run | None
    content: tuple[Run, ...]
    stance: Stance = "asserts"
    is_report: bool = True
    has_speech: bool = False
    named: Run | None = None
    via: tuple[tuple[Run, Run], ...] = field(default=())
    is_verdict: bool = False

    def with_content(self, content: Iterable[Run]) -> Finding:
        """The finding with other content."""
        return replace(self, content=tuple(content))


def runs_of(tokens: Iterable[int]) -> list[Run]:
    """Token numbers as unbroken runs.

    >>> runs_of([4, 1, 2])
    [(1, 3), (4, 5)]
    """
    runs: list[Run] = []
    for at in sorted(set(tokens)):
        if runs and runs[-1][1] == at:
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return runs


def _ends_nothing(token: Token) -> bool:
    return token.text in _EDGE_PUNCTUATION or token.is_space or token.lower_ in ("and", "but", "or")


def trimmed(parse: Doc, run: Run) -> Run | None:
    """The run without punctuation and conjunctions at its edges, or ``None`` if no word is left.

    Quotation marks and brackets stay.
    """
    start, end = run
    while start < end and (
        parse[start].text in _EDGE_PUNCTUATION or parse[start].text in _CLOSING_MARKS or parse[start].is_space
    ):
        start += 1
    while end > start and _ends_nothing(parse[end - 1]):
        end -= 1
    if end - start > 3 and parse[start].lower_ in _CONNECTIVES:
        start += 2 if parse[start + 1].text == "," else int(parse[start].lower_ in ("but", "and"))
    return (start, end) if any(token.is_alpha or token.like_num for token in parse[start:end]) else None
