"""What is told as going on, or as done again and again."""

from __future__ import annotations

from spacy.tokens import Token

from standoff.events.modality.denied import is_left_open
from standoff.events.modality.words import ModalityWords, load_modality_words
from standoff.events.triggers import Found
from standoff.ontology import load_lexicon

__all__ = ["is_generic"]

_LASTING = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "AID", "REJECT", "OTHER"})


def is_generic(found: Found, words: ModalityWords) -> bool:
    """Going on: "have been bombing since spring", "has raided it ninety times", or a simple present without a count."""
    top = found.clause.top if found.clause is not None else found.head
    auxiliaries = {child.lower_ for child in top.children if child.dep_ in ("aux", "auxpass")}
    if any(_tells_how_often(child, words) for child in {*found.head.children, *top.children}):
        return True
    if found.form not in ("verb", "object"):
        return False
    if top.tag_ == "VBG" and "been" in auxiliaries:
        return any(child.lower_ in words.of("habitual", "since") for child in top.children)
    if found.form != "verb" or found.trigger.type not in _LASTING or top.lemma_ == "be":
        return False
    if any(_is_habit(noun, words) for noun in _nouns_below(found.head)):
        return True  # "is faced with recurrent raids"
    if "being" in auxiliaries:
        return False  # "is being held": now
    if found.head.i != top.i and (found.head.dep_ == "pcomp" or any(c.lower_ == "yet" for c in top.children)):
        return False  # "are suspected of killing", "has yet to leave"
    if top.lemma_ in words.of("habitual", "lying") and found.head.i != top.i:
        return False  # "remain trapped"
    if found.head.lemma_ in words.of("habitual", "states") or is_left_open(found.head, words):
        return False  # "possesses rockets", "do not rule out a raid"
    if found.head.dep_ == "xcomp" and found.head.tag_ != "VB" and top.lemma_ in words.of("settled", "verbs"):
        return False  # "denies having ever used gas"
    if any(child.dep_ == "aux" and child.lemma_ == "have" for child in found.head.children):
        return False  # "appears to have caused"
    # the tagger may go astray: "RAKED"
    is_past = top.lower_.endswith("ed") or top.lower_ in words.of("habitual", "pasts")
    is_present = (top.tag_ in ("VBZ", "VBP") and not is_past) or (
        top.tag_ == "VBN" and bool(auxiliaries & {"is", "are"})
    )
    is_present |= top.tag_ == "VB" and bool(auxiliaries & {"does", "do"})  # "does not target civilians"
    is_state = found.trigger.type == "MOBILIZE" or "auxpass" in {child.dep_ for child in top.lefts}
    if is_state and any(child.lower_ in words.of("habitual", "now") for child in top.children):
        return False  # "the brigade now controls the town"
    is_counted = any(below.pos_ == "NUM" for child in top.children for below in child.children)
    return is_present and (not is_counted or found.trigger.type == "MOBILIZE")


def _tells_how_often(token: Token, words: ModalityWords) -> bool:
    """Whether a dependent of a verb counts times or names each of them: "ninety times", "every night", "most Sundays",
    "night after night", "again and again", "whenever they wanted"."""
    if token.dep_ == "advcl":
        first = token.left_edge
        return first.lower_ in words.of("habitual", "whenever") and not any(
            c.lower_ in words.of("planned", "foretelling") for c in token.head.lefts
        )
    if token.dep_ not in ("npadvmod", "advmod", "prep", "dobj", "punct"):
        return False
    if token.dep_ == "prep":  # "over 1,500 times", as the parser has it; "on most nights"
        ends = [child for child in token.rights if child.dep_ == "pobj"]
        is_each = token.lower_ == "on" and any(_is_each(child, words) for child in ends)
        return is_each or any(child.lower_ == "times" and _is_often(child) for child in token.rights)
    if token.lower_ == "times":
        return _is_often(token)
    return _is_each(token, words)


def _is_each(token: Token, words: ModalityWords) -> bool:
    lemma = token.lemma_.lower()
    again = (end for link in token.rights for end in link.rights if link.lower_ == "after")
    is_again = any(end.lemma_.lower() == lemma for end in again)  # "night after night"
    if lemma in words.of("habitual", "spans"):
        return is_again or any(child.lower_ in words.of("habitual", "each") for child in token.lefts)
    return token.lower_ == "again" and any(child.dep_ == "conj" and child.lower_ == "again" for child in token.rights)


_FEW = 20


def _is_often(times: Token) -> bool:
    """Whether something is told of so many times that it is a habit: not "was shot four times"."""
    few = load_modality_words().of("habitual", "few")
    counts = [child.lower_.replace(",", "") for child in times.lefts if child.pos_ == "NUM"]
    return any(count not in few and not (count.isdecimal() and int(count) < _FEW) for count in counts)


def _nouns_below(verb: Token) -> list[Token]:
    below = [child for child in verb.rights if child.dep_ == "dobj"]
    links = (child for child in verb.rights if child.dep_ == "prep" and child.lower_ in ("with", "to", "by"))
    return below + [end for link in links for end in link.children]  # "killed during ongoing clashes" is no habit


def _is_habit(noun: Token, words: ModalityWords) -> bool:
    if noun.lemma_ not in load_lexicon().deeds:
        return False
    return any(child.dep_ == "amod" and child.lower_ in words.of("habitual", "adjectives") for child in noun.lefts)
