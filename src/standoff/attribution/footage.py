"""What footage shows where no verb says that it shows it: "Videos posted online show tanks entering Sorn", where the
parser takes "show" for a noun, and "a video in which tanks are seen"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from standoff.attribution.cues import Cues
from standoff.attribution.finding import Finding, Run
from standoff.attribution.sources import is_kind
from standoff.languages.joined import has_subject
from standoff.records import THINGS

__all__ = ["find_shown"]

_PICTURES = frozenset({"video"})
_SHOWING = frozenset({"show", "shows", "showed"})
_MAX_BEFORE = 12
_MAX_PHRASE = 14


def find_shown(parse: Doc, tokens: Sequence[Token], cues: Cues) -> Iterator[Finding]:
    """What follows a "show" that was seen as no verb, if footage that was posted stands before it; what a clause says
    that is to be seen in pictures."""
    cue = cues.verbs["show"]["object"]
    for token in tokens:
        if token.lower_ in _SHOWING and (token.tag_[:2] != "VB" or not has_subject(token)):
            source = _footage_before(parse, token)
            rest = (token.i + 1, token.sent.end)
            if source is not None and len(parse[rest[0] : rest[1]]) > 1 and not parse[rest[0]].is_punct:
                run, name = source
                yield Finding((token.i, token.i + 1), run, (rest,), cue.stance, cue.is_report, named=name)
        elif token.lower_ == "which" and (found := _in_which(parse, token, cues)) is not None:
            yield found


def _in_which(parse: Doc, which: Token, cues: Cues) -> Finding | None:
    """ "a clip | in which | soldiers are seen beating two men": a clause about what pictures show, not about what
    somebody says in them."""
    preposition = which.head
    clause = preposition.head
    if which.dep_ != "pobj" or preposition.i != which.i - 1 or clause.dep_ != "relcl" or clause.i < which.i:
        return None
    pictures = clause.head
    if not is_kind(pictures, _PICTURES):  # "footage from a device in which"
        pictures = next(
            (
                token
                for token in reversed(parse[max(0, which.i - _MAX_PHRASE) : which.i])
                if is_kind(token, _PICTURES) and token.right_edge.i + 1 >= preposition.i
            ),
            pictures,
        )
    is_speech = any(
        token.lemma_.lower() in cues.verbs and "speech" in cues.verbs[token.lemma_.lower()]
        for token in (clause, *clause.children)
    )
    if not is_kind(pictures, _PICTURES) or is_speech:
        return None
    start = pictures.left_edge.i
    return Finding(
        (preposition.i, which.i + 1),
        (start, preposition.i),
        ((which.i + 1, clause.right_edge.i + 1),),
        named=(start, pictures.i + 1),
    )


def _footage_before(parse: Doc, token: Token) -> tuple[Run, Run] | None:
    """The run of "Videos posted online" before a token, and its name."""
    first = token.sent.start
    posted: Token | None = None
    for at in range(token.i - 1, max(first, token.i - _MAX_BEFORE) - 1, -1):
        word = parse[at]
        if posted is not None and at == posted.i - 1:
            start = max(word.left_edge.i, first)
            return ((start, token.i), (start, at + 1)) if is_kind(word, THINGS) else None
        if word.tag_ in ("VBZ", "VBP", "MD") or (posted is not None and word.tag_[:2] == "VB"):
            return None
        if word.tag_ in ("VBD", "VBN", "VBG"):
            posted = word
    return None
