"""Who speaks in turn in an interview that is written down: "[Brandt] Who shot first? [Oduya] The guards did."."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from standoff.attribution.cues import load_cues
from standoff.attribution.finding import Finding, Run
from standoff.attribution.recordings import labels_in

__all__ = ["find_turns"]

_LONGEST = 8
_MARKS = frozenset({",", ";", ":", "-", "--", "–", "—"})
_ENDS = frozenset({".", "!", "?", "]", '"', "”", "..."})


def find_turns(parse: Doc, tokens: Sequence[Token], block_of: Sequence[int]) -> Iterator[Finding]:
    """What is said in each turn, laid to the name in the brackets that open it, as far as the next turn. Who only leads
    through ("[Announcer]"), or asks first, speaks for the publisher. The bracket that closes the name is the cue."""
    turns = list(_turns(tokens, block_of))
    if len(turns) < _FEWEST:
        return
    ends = [start - 1 for start, _ in turns[1:]]
    ends.append(
        next((at for at in range(turns[-1][1], len(parse)) if block_of[at] != block_of[turns[-1][1]]), len(parse))
    )
    asks = {tokens[turns[0][0]].lower_} if _asks(tokens, turns[0][1], ends[0]) else set()
    for (start, close), end in zip(turns, ends, strict=True):
        words = {tokens[at].lower_ for at in range(start, close)}
        if words.isdisjoint(load_cues().words["leading_through"]) and tokens[start].lower_ not in asks:
            content = tuple(_by_block(block_of, close + 1, end))
            if content:
                yield Finding((close, close + 1), (start, _name_end(tokens, start, close)), content)


_FEWEST = 2
"""One name in brackets alone is no talk."""


def _turns(tokens: Sequence[Token], block_of: Sequence[int]) -> Iterator[Run]:
    """The names that open a turn, without their brackets; none in a recording, which is read by its own marks."""
    words, is_heard, last = load_cues().words, False, -1
    for start, close in labels_in(tokens, block_of):
        told = {tokens[at].lower_ for at in range(start, close)}
        named = {tokens[at].lower_ for at in range(start, _name_end(tokens, start, close))}
        if not told.isdisjoint(words["recording"]):
            is_heard = not told.isdisjoint(words["beginning"])
        elif not is_heard and named.isdisjoint(words["remarking"]) and _is_name(tokens, start, close):
            before = start - 2
            is_first = before < 0 or block_of[before] != block_of[start] or before == last
            if is_first or tokens[before].text in _ENDS:
                yield start, close
        last = close


def _is_name(tokens: Sequence[Token], start: int, close: int) -> bool:
    """Whether words in brackets are somebody's name or role: no letters of a body ("[MRTA]"), and no longer note."""
    first = tokens[start].text
    is_short = close - start <= _LONGEST and all(
        tokens[at].text[0].isalpha() or tokens[at].text in "-,." for at in range(start, close)
    )
    return is_short and first.istitle() and not (close - start == 1 and first.isupper())


def _name_end(tokens: Sequence[Token], start: int, close: int) -> int:
    return next((at for at in range(start, close) if tokens[at].text in _MARKS), close)


def _asks(tokens: Sequence[Token], start: int, end: int) -> bool:
    return any(tokens[at].text == "?" for at in range(start, end))


def _by_block(block_of: Sequence[int], start: int, end: int) -> Iterator[Run]:
    """A run cut where a block ends."""
    first = start
    for at in range(start + 1, end + 1):
        if first < at and (at == end or block_of[at] != block_of[first]):
            yield first, at
            first = at
