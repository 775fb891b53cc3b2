"""What is only supposed: that it happened, who did it, what was used; and what somebody unnamed says."""

from __future__ import annotations

from spacy.tokens import Token

from standoff.events.modality.words import ModalityWords, load_modality_words
from standoff.events.sorts import is_deed
from standoff.events.triggers import Found
from standoff.languages.grammar import ANY_SUBJECTS
from standoff.ontology import load_lexicon

__all__ = ["is_hearsay", "is_indicated", "is_only_supposed", "is_supposed"]


def is_only_supposed(doer: Token, deed: Found) -> bool:
    """Whether it is a guess who did it: "presumed members of the front", "-- supposedly rebels --", "presumably by
    rebels", "a raid, which in all probability was staged by the front"."""
    words = load_modality_words()
    hedges = words.of("probable") | words.of("probable", "parties") | words.of("probable", "certainties")
    held = words.of("probable", "verbs")
    hedges_or_held = hedges | held
    if doer.left_edge.dep_ in ("amod", "compound") and doer.left_edge.lower_ in hedges:
        return True  # "suspected | Boko Haram gunmen |", the parser has it of the name
    members = [end for child in doer.rights if child.lower_ == "of" for end in child.children if end.dep_ == "pobj"]
    for child in (*doer.children, *(each for end in members for each in end.lefts)):
        is_held = child.left_edge.lower_ in hedges or (child.tag_ == "VBN" and child.lemma_ in held)
        is_beside = child.dep_ == "amod" and child.i < child.head.i and child.lower_ in hedges
        if is_beside or (child.dep_ in ("acl", "appos", "prep") and is_held):
            return True
        if _is_held_to_be_of(child, hedges_or_held):
            return True
    way = [doer, *doer.ancestors]
    ends = [at for at, token in enumerate(way) if token.i in (deed.word.i, deed.head.i)]
    below = way[: ends[0]] if ends else way[:1]
    laid = words.of("probable", "laid")
    clauses = [token for token in below[1:] if token.dep_ in ("acl", "relcl") and token.head.i != deed.word.i]
    if any(clause.lemma_ in laid for clause in clauses):
        return True
    before = [token.left_edge.nbor(-1) for token in below if token.left_edge.i > token.sent.start]
    beside = [child for token in below[1:] for child in token.children if child.dep_ == "advmod"]
    return any(token.lower_ in hedges for token in (*before, *beside, *below[1:]))


def _is_held_to_be_of(clause: Token, held: frozenset[str]) -> bool:
    """Whether a relative clause only supposes of which body somebody is: "who presumably belong to the front", "who are
    believed to be members of it". ``held`` are hedges and verbs of holding for true."""
    if clause.dep_ != "relcl":
        return False
    known = load_lexicon().parties
    verbs = [clause, *(child for child in clause.rights if child.dep_ == "xcomp")]
    is_of_body = any(each.lemma_ in known["belonging"] or each.lemma_ == "be" for each in verbs)
    is_hedged = any(child.lower_ in held for each in verbs for child in each.lefts)
    return is_of_body and (is_hedged or (clause.tag_ == "VBN" and clause.lemma_ in held))


def is_hearsay(found: Found) -> bool:
    """Whether somebody unnamed says so, which is no doubt: "reportedly looted the mill", "are said to hold it"."""
    words, verb = load_modality_words(), found.head
    for _ in range(3):
        if any(child.lower_ in words.of("settled", "hearsay") for child in verb.lefts):
            return True
        if verb.dep_ != "xcomp":
            return False
        verb = verb.head
        if verb.tag_ == "VBN" and verb.lemma_ in words.of("settled", "told"):
            return True
    return False


def is_indicated(verb: Token, words: ModalityWords) -> bool:
    """Whether signs alone tell what a clause says: "| all indications are | that rebels fired", "by | all indications |
    rebels fired"."""
    above = verb.head
    is_told = verb.dep_ == "ccomp" and above.lemma_ == "be"
    subjects = (child for child in above.lefts if is_told and child.dep_ == "nsubj")
    if any(child.lemma_.lower() in words.of("probable", "nouns") for child in subjects):
        return True
    ahead = [child for child in verb.children if child.dep_ == "prep" and child.lower_ in ("by", "from", "according")]
    ends = [
        end for child in ahead for end in (*child.children, *(each for to in child.children for each in to.children))
    ]
    return any(
        end.lemma_.lower() in words.of("probable", "certainties") and any(each.lower_ == "all" for each in end.lefts)
        for end in ends
    )


def is_supposed(phrase: Token, words: ModalityWords) -> bool:
    """Whether a part of a clause is only supposed: "dropped | suspected gas bombs |", "wounded, | supposedly by a
    mine |", "warplanes | presumably belonging to the army |"."""
    if phrase.dep_ in ("prep", "agent"):
        ends = [end for end in phrase.children if end.dep_ == "pobj" and not is_deed(end)]
        below = [*phrase.children, *(child for end in ends for child in end.children)]
    elif phrase.dep_ in ("dobj", *ANY_SUBJECTS):
        below = list(phrase.children)
    else:
        return False
    if phrase.dep_ in ANY_SUBJECTS and is_deed(phrase):
        return False  # "the murder, presumably committed by rebels, was condemned"
    hedges, verbs = words.of("probable"), words.of("probable", "verbs")
    for child in below:
        is_accused = any(each.lower_ == "of" for each in child.rights)  # "arrested three men suspected of spying"
        is_held = child.dep_ == "acl" and (
            (child.tag_ == "VBN" and child.lemma_.lower() in verbs and not is_accused)
            or any(each.lower_ in hedges for each in child.lefts)
        )
        is_hedged = child.dep_ in ("amod", "advmod") and child.lower_ in hedges and phrase.dep_ not in ANY_SUBJECTS
        if is_held or is_hedged:
            return True
    return False
