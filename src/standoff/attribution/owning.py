"""Attributions of a deed by whoever owns to it ("took responsibility for it"), by those who trade blame for it, or by
whoever lays it to another without a verb of saying ("put the blame on rebels", "suspect rebels")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from standoff.attribution.cues import Cues
from standoff.attribution.finding import Finding, Run
from standoff.attribution.subjects import cue_run, name_run, source_run, subject_of

__all__ = ["deed_before", "find_laid", "find_owned"]

_LAID = frozenset({"dobj", "oprd", "acomp", "ccomp", "prt"})
_BARRING = frozenset({"neg", "nsubjpass", "auxpass"})


def find_owned(parse: Doc, verbs: Sequence[Token], cues: Cues) -> Iterator[Finding]:
    """Every such attribution, in text order. Nobody owns to a deed where the verb is negated."""
    for verb in verbs:
        taken = _admitted(verb, cues) or next((child for child in verb.rights if child.dep_ == "dobj"), None)
        if taken is None or any(child.dep_ in _BARRING for child in verb.children):  # "were admitted to hospital"
            continue
        lemma, what = verb.lemma_.lower(), taken.lemma_.lower()
        is_owned = taken.dep_ == "pobj" or (lemma in cues.words["owning"] and what in cues.words["owned"])
        is_before = lemma in cues.words["owning_before"] and what in cues.words["owned"] and bool(deed_before(verb))
        is_owned = is_owned or is_before or lemma in cues.words["vindicating"]
        if not is_owned and not (lemma in cues.words["trading"] and what in cues.words["traded"]):
            continue
        subject, _ = subject_of(verb)
        cue = cue_run(parse, verb, cues)
        source = source_run(parse, subject, cue) if subject is not None else None  # any group may: no word says so
        if subject is not None and source is not None and not _is_nobody(subject):
            owned = (*deed_before(verb), (taken.left_edge.i, taken.right_edge.i + 1))
            yield Finding(cue, source, owned, named=name_run(subject))


def find_laid(parse: Doc, verbs: Sequence[Token], cues: Cues) -> Iterator[Finding]:
    """Every attribution of a deed to another by a verb with a word of blame, or by one of suspicion with its object."""
    for verb in verbs:
        lemma, below = verb.lemma_.lower(), [child for child in verb.rights if child.dep_ in _LAID]
        if any(child.dep_ in _BARRING for child in verb.children):
            continue
        within = [each for child in below for each in child.rights if each.dep_ in ("amod", "acomp", "oprd")]
        word = next((each for each in (*below, *within) if each.lemma_.lower() in cues.words["put"]), None)
        is_put = lemma in cues.words["putting"] and word is not None and not _is_laid_down(verb, word)
        is_suspected = lemma in cues.words["suspecting"] and any(child.dep_ == "dobj" for child in below)
        is_named = lemma in cues.words["naming"] and any(_is_author(child, cues) for child in verb.subtree)
        subject, _ = subject_of(verb)
        if subject is None or _is_nobody(subject) or not (is_put or is_suspected or is_named):
            continue
        cue = _with_word(parse, cue_run(parse, verb, cues), word if is_put else None)
        source = source_run(parse, subject, cue)
        behind = [child for child in verb.rights if child.dep_ in (*_LAID, "prep") and child.right_edge.i >= cue[1]]
        if source is not None and behind:
            content = (max(cue[1], min(child.left_edge.i for child in behind)), max(c.right_edge.i for c in behind) + 1)
            yield Finding(cue, source, (*deed_before(verb), content), named=name_run(subject))


def deed_before(verb: Token) -> tuple[Run, ...]:
    """The deed that a relative clause lays to somebody: "| the raid |, for which the front claimed responsibility"."""
    noun = verb.head
    if verb.dep_ != "relcl" or noun.i > verb.i:
        return ()
    ahead = verb.doc[verb.left_edge.i : verb.i]
    is_led = any(token.tag_ == "WDT" and token.dep_ == "pobj" for token in ahead)
    return ((noun.left_edge.i, noun.i + 1),) if is_led else ()


def _is_laid_down(verb: Token, word: Token) -> bool:
    """Whether something is only set down, to nobody's charge: "laid | down | their arms"."""
    return word.dep_ == "prt" and not any(child.dep_ == "prep" and child.lower_ == "to" for child in verb.subtree)


def _is_author(token: Token, cues: Cues) -> bool:
    """Whether a word says after "as" who did it: "as | the author | of the raid"."""
    return token.lower_ == "as" and any(child.lemma_.lower() in cues.words["authors"] for child in token.children)


def _with_word(parse: Doc, cue: Run, word: Token | None) -> Run:
    """The verb with its word and what leads on to whom it is laid to: "pointed the finger at"."""
    if word is None or word.dep_ != "dobj" or word.left_edge.i != cue[1]:
        return cue
    end = word.i + 1
    return cue[0], end + (end < len(parse) and parse[end].dep_ == "prep")


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
