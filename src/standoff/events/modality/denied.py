"""What is told as not so: of nobody, at no time, of somebody else, or as not excluded."""

from __future__ import annotations

from spacy.tokens import Token

from standoff.events.modality.words import ModalityWords
from standoff.languages.grammar import ANY_SUBJECTS

__all__ = ["is_left_open", "is_never", "is_nobody", "is_not_theirs"]


def is_nobody(noun: Token, words: ModalityWords) -> bool:
    negation = words.of("negation")
    return noun.lower_ in negation or any(
        child.dep_ in ("det", "neg") and child.lower_ in negation for child in noun.lefts
    )


def is_never(noun: Token, words: ModalityWords) -> bool:
    """ "at no time", "under no circumstances"."""
    is_none = any(child.dep_ == "det" and child.lower_ == "no" for child in noun.lefts)
    return is_none and noun.lemma_ in words.of("negation", "times")


def is_not_theirs(verb: Token) -> bool:
    """Whether it is said of somebody that it was not him: "it was not the rebels who blew up the bridge"."""
    noun, is_ = verb.head, verb.head.head
    if verb.dep_ != "relcl" or noun.dep_ != "attr" or is_.lemma_ != "be":
        return False
    is_it = any(child.dep_ == "nsubj" and child.lower_ == "it" for child in is_.lefts)
    is_instead = any(child.lower_ == "but" for child in noun.rights)  # "not the rebels but the army who ..."
    return is_it and not is_instead and any(child.dep_ == "neg" for child in is_.children)


def is_left_open(verb: Token, words: ModalityWords) -> bool:
    """Whether a verb of excluding is denied, which leaves open what it is about: "cannot be ruled out"."""
    particle = next((f" {child.lower_}" for child in verb.rights if child.dep_ == "prt"), "")
    if verb.lemma_ + particle not in words.of("possible", "excluding"):
        return False
    return any(child.dep_ == "neg" or (child.dep_ in ANY_SUBJECTS and is_nobody(child, words)) for child in verb.lefts)
