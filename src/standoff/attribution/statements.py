"""Statements given in full: "The General Staff released the following statement:" and what follows, to its end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from standoff.attribution.cues import load_cues
from standoff.attribution.finding import Finding, Run
from standoff.attribution.quotes import MARKS
from standoff.attribution.subjects import cue_run, name_run, source_run, subject_of
from standoff.records import Document

__all__ = ["find_following", "find_statements"]

_MAX_OPENING = 45


def find_statements(document: Document) -> Iterator[Finding]:
    """Statements that a paragraph ending in a colon opens: the paragraphs after it, if they are numbered or it says
    that a statement follows; up to the first paragraph that is not numbered, or to the end of the body."""
    parse, block_of = document.parse, document.block_of
    paper = load_cues().words["statement"]
    bodies = [at for at, block in enumerate(document.blocks) if block.kind == "body"]
    bounds = _bounds(block_of)
    for number, block in enumerate(bodies[:-1]):
        first, end = bounds.get(block, (0, 0))
        if end - first < 3 or parse[end - 1].text != ":":
            continue
        opening = parse[end - 1].sent
        verb = _speaks(opening.root) if len(opening) <= _MAX_OPENING else None
        if verb is None:
            continue
        following = [bounds[at] for at in bodies[number + 1 :] if at in bounds]
        is_announced = any(t.lower_ == "following" and t.head.lemma_.lower() in paper for t in opening)
        numbered = 0
        while numbered < len(following) and _is_numbered(parse[following[numbered][0]]):
            numbered += 1
        told = following if is_announced else following[:numbered]
        told = told[: _quoted(parse, told) or len(told)]
        subject, _ = subject_of(verb)
        cue = cue_run(parse, verb, load_cues())
        source = source_run(parse, subject, cue) if subject is not None else None
        if source is not None and subject is not None and told:
            is_list = not is_announced and source[1] <= cue[0] and cue[1] < end - 1
            opened = [(cue[1], end - 1)] if is_list else []  # "reported | the following raids by rebels |:"
            yield Finding(cue, source, (*opened, *told), named=name_run(subject))


def find_following(document: Document) -> Iterator[Finding]:
    """What somebody tells in several sentences of a paragraph: "the army reports the following: A column left ..."."""
    parse, block_of = document.parse, document.block_of
    for token in parse:
        is_opening = token.text == ":" and token.i and parse[token.i - 1].lower_ == "following"
        verb = _speaks(parse[token.i - 1].head) if is_opening else None
        if verb is None or document.blocks[block_of[token.i]].kind != "body":
            continue
        subject, _ = subject_of(verb)
        cue = cue_run(parse, verb, load_cues())
        source = source_run(parse, subject, cue) if subject is not None else None
        end = bisect_right(block_of, block_of[token.i], lo=token.i)
        if source is not None and subject is not None and token.i + 1 < end:
            yield Finding(cue, source, ((token.i + 1, end),), named=name_run(subject))


def _quoted(parse: Doc, told: Sequence[Run]) -> int | None:
    """How many paragraphs a statement has that stands in quotation marks: to the first that ends with one where the
    next does not begin with one. ``None`` where it stands in none."""
    if not told or parse[told[0][0]].text not in MARKS:
        return None
    for number, (first, end) in enumerate(told, 1):
        is_closed = any(token.text in MARKS for token in parse[max(first + 1, end - 2) : end])
        if is_closed and (number == len(told) or parse[told[number][0]].text not in MARKS):
            return number
    return None


def _bounds(block_of: Sequence[int]) -> dict[int, Run]:
    bounds: dict[int, Run] = {}
    for at, block in enumerate(block_of):
        first = bounds.get(block, (at, at))[0]
        bounds[block] = (first, at + 1)
    return bounds


def _speaks(root: Token) -> Token | None:
    """The verb by which somebody gives the statement: the sentence's own, or what it is allowed or wishes to do."""
    words = load_cues().words
    for verb in (root, *(child for child in root.rights if child.dep_ in ("xcomp", "ccomp"))):
        lemma = verb.lemma_.lower()
        if "speech" in load_cues().verbs.get(lemma, ()) or lemma in words["light"]:
            return verb
    return None


def _is_numbered(token: Token) -> bool:
    token = token.nbor() if token.text in MARKS and token.i + 1 < len(token.doc) else token
    return token.like_num or token.text in ("-", "–", "•", "*", "(")
