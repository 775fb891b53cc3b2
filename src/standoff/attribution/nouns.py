"""Attributions by nouns: "the claim that ...", "X's denial of ..."."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from standoff.attribution.cues import Cues
from standoff.attribution.finding import Finding, Run
from standoff.attribution.subjects import name_run

__all__ = ["find_by_nouns"]


def find_by_nouns(parse: Doc, cues: Cues) -> Iterator[Finding]:
    """Every attribution whose cue is a noun of the lists."""
    for token in parse:
        if token.tag_ not in ("NN", "NNS"):
            continue
        entry = cues.nouns.get(token.lemma_.lower())
        if entry is None:
            continue
        cue, prepositions = entry
        holder = _holder(token)
        found = _content(token, prepositions, is_held=holder is not None)
        if found is None:
            continue
        content, to_cue = found
        source = _run(holder) if holder is not None else None
        start = token.i
        if source is None:
            start = next((c.i for c in token.lefts if c.dep_ == "det"), token.i)
            if start + 2 < token.i:
                start = token.i
        end = to_cue if to_cue else token.i + 1
        if source and source[0] < token.i:
            start = max(source[1], start - 3 if source[1] >= start - 3 else start)
        if source and source[0] >= token.i:
            end = token.i + 1
        yield Finding(
            (start, end),
            source,
            (content,),
            cue.stance,
            cue.is_report,
            named=name_run(holder) if holder is not None else None,
        )


def _holder(noun: Token) -> Token | None:
    """Whose it is: "X's claim", "claims by X", "reports from X"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.rights:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            return next((c for c in child.rights if c.dep_ == "pobj"), None)
    return None


def _run(holder: Token) -> Run:
    return holder.left_edge.i, holder.right_edge.i + 1


def _content(noun: Token, prepositions: frozenset[str], *, is_held: bool) -> tuple[Run, int | None] | None:
    """The content of a noun and, where a preposition leads to it, the end of the cue."""
    for child in noun.rights:
        if child.dep_ in ("acl", "ccomp", "relcl"):
            has_that = any(c.dep_ == "mark" and c.lower_ in ("that", "whether") for c in child.lefts)
            is_infinitive = child.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.lefts)
            own_subject = next((c for c in child.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
            is_bare = (
                own_subject is not None
                and own_subject.tag_ not in ("WDT", "WP")
                and not any(c.tag_ in ("WDT", "WP", "WRB") or (c.dep_ == "dobj" and c.i < child.i) for c in child.lefts)
                and any(c.dep_ in ("dobj", "prep", "acomp", "attr", "auxpass") for c in child.children)
            )
            if has_that or (is_infinitive and is_held) or is_bare:
                return (child.left_edge.i, child.right_edge.i + 1), None
    if not is_held:
        return None
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in prepositions:
            inner = next((c for c in child.rights if c.dep_ in ("pobj", "pcomp")), None)
            if inner is not None and inner.left_edge.i > child.i:
                return (inner.left_edge.i, inner.right_edge.i + 1), child.i + 1 if child.i == noun.i + 1 else None
    return None
