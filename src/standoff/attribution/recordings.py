"""Recordings played in a broadcast, as monitoring services write them down: "[Begin recording] [The mayor] ..."."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from standoff.attribution.cues import load_cues
from standoff.attribution.finding import Finding, Run
from standoff.attribution.subjects import source_run, subject_of

__all__ = ["find_recordings", "labels_in"]

_MAX_LABEL = 16
_MAX_GAP = 60
_ENDING = frozenset({",", "(", ";", ":", "-", "--", "–", "—"})


def find_recordings(
    parse: Doc, tokens: Sequence[Token], findings: Sequence[Finding], block_of: Sequence[int]
) -> Iterator[Finding]:
    """What is heard in a recording, laid to whom the brackets name: in the words that begin it ("[begin Brandt
    recording]"), or before each turn; to whoever spoke last where they name nobody. The bracket that closes the name is
    the cue."""
    words = load_cues().words
    findings = sorted((each for each in findings if each.source and each.has_speech), key=lambda each: each.cue)
    source: Run | None = None
    cue: Run | None = None
    for label in labels_in(tokens, block_of):
        named = {tokens[at].lower_ for at in range(*label)}
        is_mark = not named.isdisjoint(words["recording"])
        begins = is_mark and not named.isdisjoint(words["beginning"])
        if cue is None and not begins:
            continue
        if cue is not None and source is not None and cue[1] < label[0] - 1:
            yield Finding(cue, source, ((cue[1], label[0] - 1),))
        if is_mark and not begins:
            source = cue = None
            continue
        cue = (label[1], label[1] + 1)
        spoke = (_announced(tokens, label) or _last_speaker(findings, label[0])) if begins else source
        source = _speaker(tokens, label) or spoke
    if cue is not None and source is not None and cue[1] < len(parse):
        yield Finding(cue, source, ((cue[1], _end_of_block(block_of, cue[0])),))


def labels_in(tokens: Sequence[Token], block_of: Sequence[int]) -> Iterator[Run]:
    """The words between square brackets, each run within one block."""
    opened = -1
    for token in tokens:
        if token.text == "[":
            opened = token.i
        elif token.text == "]" and opened >= 0:
            if 1 < token.i - opened <= _MAX_LABEL and block_of[opened] == block_of[token.i]:
                yield opened + 1, token.i
            opened = -1


def _speaker(tokens: Sequence[Token], label: Run) -> Run | None:
    """Whom the words in brackets name: "begin | Brandt | recording", "| The mayor of Sorn |, by telephone"."""
    words = load_cues().words
    idle = words["recording"] | words["beginning"]
    start, end = label
    while start < end and tokens[start].lower_ in idle:
        start += 1
    stop = next((at for at in range(start, end) if tokens[at].text in _ENDING or tokens[at].lower_ in idle), end)
    is_name = start < stop and tokens[start].text[:1].isupper()
    return (start, stop) if is_name else None


def _announced(tokens: Sequence[Token], label: Run) -> Run | None:
    """Who is said to speak right before a recording: "| The mayor | said: [begin recording]"."""
    colon = tokens[label[0] - 2] if label[0] > 2 else None
    if colon is None or colon.text != ":":
        return None
    for verb in (colon.nbor(-1), colon.head, colon.sent.root):
        if "speech" in load_cues().verbs.get(verb.lemma_.lower(), ()):
            subject, cue = subject_of(verb)[0], (verb.i, verb.i + 1)
            return source_run(verb.doc, subject, cue) if subject is not None else None
    return None


def _last_speaker(findings: Sequence[Finding], before: int) -> Run | None:
    """Who spoke last near by, of findings in the order of the text."""
    at = bisect_left(findings, before, key=lambda finding: finding.cue[0]) - 1
    return findings[at].source if at >= 0 and findings[at].cue[0] > before - _MAX_GAP else None


def _end_of_block(block_of: Sequence[int], at: int) -> int:
    return next((end for end in range(at, len(block_of)) if block_of[end] != block_of[at]), len(block_of))
