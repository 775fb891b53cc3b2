"""What is foretold, vowed or asked for: "will" and "should", and what it depends on."""

from __future__ import annotations

from spacy.tokens import Token

from standoff.events.modality.denied import is_nobody
from standoff.events.modality.tenses import is_perfect
from standoff.events.modality.words import Modality, ModalityWords, load_modality_words
from standoff.events.triggers import Found
from standoff.languages.grammar import SUBJECTS

__all__ = ["has_condition", "is_demand", "is_foreseen", "is_whoever_does", "vow_of"]


def vow_of(found: Found) -> Modality | None:
    """How it is told what who threatens or promises says will be done, or may be: "vowed that he would march", "vowed
    that he would march unless they left". His word stands for it. ``None`` where he says nothing of the kind."""
    if found.form != "verb" or found.trigger.type not in ("THREATEN", "AGREE"):
        return None
    words = load_modality_words()
    for clause in (child for child in found.head.rights if child.dep_ == "ccomp"):
        before = {each.lower_ for each in clause.lefts if each.dep_ == "aux"}
        if before & words.of("planned", "foretelling"):
            is_open = any(map(has_condition, (clause, found.head))) or is_whoever_does(clause, words)
            return Modality(reality="hypothetical" if is_open else "planned")
        if before & words.of("possible") and found.trigger.type == "THREATEN":
            return Modality(certainty="possible", reality="hypothetical")
    return None


def is_demand(verb: Token) -> bool:
    """Whether somebody is told what he should do: "the army should leave the town"; not what is foreseen ("the convoy
    should arrive on Friday") nor left open ("should the army leave")."""
    modal = next((child for child in verb.lefts if child.dep_ == "aux" and child.lower_ == "should"), None)
    subject = next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)
    if modal is None or subject is None or modal.i < subject.i or verb.dep_ not in ("ROOT", "ccomp", "conj"):
        return False
    is_open = subject.tag_[0] == "W" or any(child.dep_ == "mark" and child.lower_ != "that" for child in verb.lefts)
    words = load_modality_words()
    if is_open or verb.sent[-1].text == "?" or is_nobody(subject, words):
        return False
    return not (is_perfect(verb) or is_foreseen(verb, words))


def is_foreseen(verb: Token, words: ModalityWords) -> bool:
    """Whether "should" foretells and does not ask: of what nobody can ask, or with a time ("should land tomorrow")."""
    subjects = (child for child in verb.lefts if child.dep_ in SUBJECTS)
    if any(subject.lemma_.lower() in words.of("planned", "foreseen") for subject in subjects):
        return True
    return any(
        child.dep_ in ("npadvmod", "advmod") and child.lower_ in words.of("planned", "times") for child in verb.children
    )


def has_condition(verb: Token) -> bool:
    clauses = (child for child in verb.children if child.dep_ == "advcl")
    return any(
        child.dep_ == "mark" and child.lower_ in ("if", "unless") for clause in clauses for child in clause.lefts
    )


def is_whoever_does(verb: Token, words: ModalityWords) -> bool:
    """Whether what is foretold befalls, or is done by, only who does something first: "anyone who votes will be shot",
    "whoever carries petrol will burn", "any force that crosses the river will be turned back"."""
    for subject in verb.lefts:
        if subject.dep_ not in ("nsubj", "nsubjpass", "csubj", "csubjpass"):
            continue
        first = subject.left_edge.lower_
        is_open = any(child.dep_ == "aux" and child.lower_ == "would" for child in verb.lefts)
        clauses = [child for child in subject.rights if child.dep_ == "relcl"]
        has_clause = any(is_open or clause.tag_ != "VBD" for clause in clauses)  # not "those who fired will be tried"
        if first in words.of("hypothetical", "any") or (first in words.of("hypothetical", "anybody") and has_clause):
            return True
    return False
