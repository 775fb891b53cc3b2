"""What footage shows where the parser takes "show" for a noun: "Videos posted online show tanks entering Sorn"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from standoff.attribution.cues import Cue
from standoff.attribution.finding import Finding
from standoff.attribution.sources import is_kind

__all__ = ["find_shown"]

_FOOTAGE = frozenset({"video", "document"})
_MAX_BEFORE = 12


def find_shown(parse: Doc, token: Token, cue: Cue) -> Finding | None:
    """The attribution of what follows a "show" that was seen as no verb, if footage that was posted precedes it."""
    sentence = token.sent
    if token.i + 2 >= sentence.end or parse[token.i + 1].is_punct:
        return None
    posted = None
    for at in range(token.i - 1, max(sentence.start, token.i - _MAX_BEFORE) - 1, -1):
        word = parse[at]
        if word.tag_ in ("VBD", "VBN", "VBG"):
            if posted is not None:
                return None
            posted = word
        elif word.tag_ in ("VBZ", "VBP", "MD"):
            return None
        elif posted is not None and word.i == posted.i - 1:
            if not is_kind(word, _FOOTAGE):
                return None
            start = word.left_edge.i if word.left_edge.i >= sentence.start else word.i
            return Finding(
                (token.i, token.i + 1),
                (start, token.i),
                ((token.i + 1, sentence.end),),
                cue.stance,
                cue.is_report,
                named=(start, word.i + 1),
            )
    return None
