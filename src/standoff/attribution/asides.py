"""What a writer adds at the end of reported words in the writer's own voice."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from standoff.attribution.cues import Cues
from standoff.attribution.finding import Finding, Run
from standoff.attribution.quotes import Quotations

__all__ = ["without_aside"]

_MAX_ASIDE = 60
_MAX_NOUN = 3
_RELATIVE = frozenset({"who", "which", "whose"})
_CONCEDING = frozenset({"although", "though", "whereas"})
_CLAUSES = frozenset({"acl", "advcl"})


def without_aside(parse: Doc, run: Run, finding: Finding, quotations: Quotations, cues: Cues) -> Run:
    """The run without what a comma sets apart at its end.

    That is a relative clause behind a thing ("condemned the raid, which ..."), what the source did meanwhile
    ("..., adding that ...") and what it grants or said elsewhere ("..., though it had denied ..."), and who disputes it
    ("..., a claim that the army denies"). Of words given at length, in sentences of their own, nothing is.
    """
    start, end = run
    if parse[end - 1].sent.start > finding.cue[1]:
        return run
    for at in range(end - 1, max(start + 2, end - _MAX_ASIDE), -1):
        if quotations.at(at) is not None:
            break
        token = parse[at]
        if parse[at - 1].text == "," and _is_aside(token, end, finding, cues):
            end = at - 1
        elif not finding.has_speech and token.lower_ in cues.words["adding"] and _is_loose(token):
            end = at
    return start, end


def _is_loose(token: Token) -> bool:
    """Whether a participle that no comma parts is still not said of the word before it: "denied it saying ..."."""
    return token.dep_ in _CLAUSES and token.head.i != token.i - 1 and token.head.lemma_ != "be"


def _is_aside(token: Token, end: int, finding: Finding, cues: Cues) -> bool:
    """Whether a word behind a comma begins a clause that runs to the end and is not part of what is reported."""
    word = token.lower_
    if word in _RELATIVE and not finding.has_speech:
        clause = token
        while clause.dep_ != "relcl" and clause.head.i != clause.i and clause.head.i >= token.i:
            clause = clause.head
        return clause.dep_ == "relcl" and clause.right_edge.i >= end - 2
    lemma = token.lemma_.lower()
    frames = cues.verbs.get(lemma, {})
    is_cue = "speech" in frames or lemma in cues.words["quoting"] or any(c.stance == "denies" for c in frames.values())
    if token.tag_ == "VBG" and token.dep_ in _CLAUSES and is_cue:
        if lemma in cues.words["aspect"]:
            return False  # "beginning in May"
        return token.left_edge.i == token.i and token.right_edge.i >= end - 2
    if token.dep_ == "det" and token.head.lemma_.lower() in cues.nouns and token.head.i - token.i <= _MAX_NOUN:
        clause = next((c for c in token.head.rights if c.dep_ in ("relcl", "acl")), token)
        cue = cues.verbs.get(clause.lemma_.lower(), {}).get("object")
        return cue is not None and cue.stance != "asserts" and clause.right_edge.i >= end - 2
    is_told = token.head.lemma_.lower() in cues.verbs
    return word in _CONCEDING and token.dep_ == "mark" and is_told and token.head.right_edge.i >= end - 2
