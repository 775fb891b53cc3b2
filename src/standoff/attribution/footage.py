"""What footage shows where the parser takes "show" for a noun: "Videos posted online show tanks entering Sorn"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from standoff.attribution.cues import Cues
from standoff.attribution.finding import Finding, Run
from standoff.attribution.sources import is_kind
from standoff.languages.joined import has_subject

__all__ = ["find_shown"]

_FOOTAGE = frozenset({"video", "document"})
_SHOWING = frozenset({"show", "shows", "showed"})
_MAX_BEFORE = 12


def find_shown(parse: Doc, tokens: Sequence[Token], cues: Cues) -> Iterator[Finding]:
    """What follows a "show" that was seen as no verb, if footage that was posted stands before it."""
    cue = cues.verbs["show"]["object"]
    for token in tokens:
        if token.lower_ in _SHOWING and (token.tag_[:2] != "VB" or not has_subject(token)):
            source = _footage_before(parse, token)
            rest = (token.i + 1, token.sent.end)
            if source is not None and len(parse[rest[0] : rest[1]]) > 1 and not parse[rest[0]].is_punct:
                run, name = source
                yield Finding((token.i, token.i + 1), run, (rest,), cue.stance, cue.is_report, named=name)


def _footage_before(parse: Doc, token: Token) -> tuple[Run, Run] | None:
    """The run of "Videos posted online" before a token, and its name."""
    first = token.sent.start
    posted: Token | None = None
    for at in range(token.i - 1, max(first, token.i - _MAX_BEFORE) - 1, -1):
        word = parse[at]
        if posted is not None and at == posted.i - 1:
            start = max(word.left_edge.i, first)
            return ((start, token.i), (start, at + 1)) if is_kind(word, _FOOTAGE) else None
        if word.tag_ in ("VBZ", "VBP", "MD") or (posted is not None and word.tag_[:2] == "VB"):
            return None
        if word.tag_ in ("VBD", "VBN", "VBG"):
            posted = word
    return None
