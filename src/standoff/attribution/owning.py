"""Attributions of a deed by whoever owns to it ("took responsibility for it"), or by those who trade blame for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from standoff.attribution.cues import Cues
from standoff.attribution.finding import Finding
from standoff.attribution.subjects import cue_run, name_run, source_run, subject_of

__all__ = ["find_owned"]


def find_owned(parse: Doc, verbs: Sequence[Token], cues: Cues) -> Iterator[Finding]:
    """Every such attribution, in text order. Nobody owns to a deed where the verb is negated."""
    for verb in verbs:
        taken = _admitted(verb, cues) or next((child for child in verb.rights if child.dep_ == "dobj"), None)
        if taken is None or any(child.dep_ == "neg" for child in verb.children):
            continue
        lemma, what = verb.lemma_.lower(), taken.lemma_.lower()
        is_owned = taken.dep_ == "pobj" or (lemma in cues.words["owning"] and what in cues.words["owned"])
        if not is_owned and not (lemma in cues.words["trading"] and what in cues.words["traded"]):
            continue
        subject, _ = subject_of(verb)
        cue = cue_run(parse, verb, cues)
        source = source_run(parse, subject, cue) if subject is not None else None  # any group may: no word says so
        if subject is not None and source is not None and not _is_nobody(subject):
            yield Finding(cue, source, ((taken.left_edge.i, taken.right_edge.i + 1),), named=name_run(subject))


def _admitted(verb: Token, cues: Cues) -> Token | None:
    """The attack in "owned up to the attack"."""
    if verb.lemma_.lower() not in cues.words["confessing"]:
        return None
    below = [child for child in verb.rights if child.dep_ in ("prep", "prt")]
    return next(
        (end for to in below if to.lower_ == "to" for end in to.children if end.dep_ == "pobj" and end.pos_ == "NOUN"),
        None,
    )


def _is_nobody(subject: Token) -> bool:
    return subject.lower_ in ("nobody", "none") or any(child.lower_ == "no" for child in subject.lefts)
