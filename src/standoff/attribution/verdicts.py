"""What is said of a report instead of by it: "claims that X are untrue", "there is no truth in reports that X".

Who says so denies the content: the writer, or whoever the sentence as a whole is laid to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from standoff.attribution.cue_verb import is_nobody
from standoff.attribution.cues import Cues
from standoff.attribution.finding import Finding
from standoff.languages.grammar import SUBJECTS

__all__ = ["find_verdicts"]

_TAKEN = frozenset({"attr", "acomp", "oprd", "xcomp", "dobj"})
_NONE = frozenset({"no", "little", "any"})
_CLAUSES = frozenset({"acl", "ccomp", "relcl"})
_ABOUT = frozenset({"of", "about", "on"})
_POINTING = frozenset({"this", "that", "these", "those", "it"})
_IN = frozenset({"in", "to", "for", "behind"})


def find_verdicts(tokens: Sequence[Token], cues: Cues) -> Iterator[Finding]:
    """Every report of something that its own sentence calls false."""
    for token in tokens:
        lemma = token.lemma_.lower()
        found = None
        if lemma in cues.words["verdict"]:
            found = _of_subject(token, cues) or _of_it(token, cues)
        elif lemma in cues.words["truth"] and (found := _of_truth(token, cues)) is not None:
            pass
        elif lemma in cues.words["reality"]:
            found = _of_reality(token, cues)
        elif token.tag_ == "VBN" and lemma in cues.words["falsified"]:
            found = _of_making(token, cues)
        if found is not None:
            yield found


def _of_subject(verb: Token, cues: Cues) -> Finding | None:
    """ "Reports that X are untrue", "the claim turned out to be a hoax", "the reports were without foundation"."""
    subject = next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)
    if subject is None or not _tells(subject, cues):
        return None
    taken = _falsehood(verb, cues.words["false"], cues)
    if taken is None:
        return None
    content = (subject.left_edge.i, min(subject.right_edge.i + 1, verb.i))
    return Finding((content[1], taken.right_edge.i + 1), None, (content,), "denies")


def _of_making(verb: Token, cues: Cues) -> Finding | None:
    """ "The video of guards beating a boy was faked", "reports that X were invented"."""
    subject = next((child for child in verb.lefts if child.dep_ == "nsubjpass"), None)
    is_told = any(child.dep_ == "auxpass" for child in verb.lefts) and not any(c.dep_ == "neg" for c in verb.children)
    if subject is None or not is_told:
        return None
    is_shown = subject.lemma_.lower() in cues.words["shown"] and any(c.dep_ in ("prep", "acl") for c in subject.rights)
    if not is_shown and not _tells(subject, cues):
        return None
    start = min(child.i for child in verb.lefts if child.dep_ in ("aux", "auxpass"))
    content = (subject.left_edge.i, min(subject.right_edge.i + 1, start))
    return Finding((start, verb.i + 1), None, (content,), "denies")


def _of_it(verb: Token, cues: Cues) -> Finding | None:
    """ "It is not true that X", "it was quite false that X"."""
    subject = next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)
    is_it = subject is not None and subject.lower_ == "it"
    taken = _falsehood(verb, cues.words["untrue"], cues) if is_it else None
    if subject is None or taken is None:
        return None
    clause = next((c for c in (*taken.rights, *verb.rights) if c.dep_ in _CLAUSES and c.i > taken.i), None)
    if clause is None or not any(child.lower_ == "that" for child in clause.lefts):
        return None
    content = (clause.left_edge.i, clause.right_edge.i + 1)
    return Finding((subject.i, content[0]), None, (content,), "denies")


def _falsehood(verb: Token, false: frozenset[str], cues: Cues) -> Token | None:
    """What is said to be false: "false", "not true", "without foundation"."""
    is_negated = any(child.dep_ == "neg" for child in verb.children)
    for taken in _taken(verb):
        is_true = taken.lemma_.lower() in cues.words["true"]
        is_false = any(t.lemma_.lower() in false for t in (taken, *taken.lefts)) or (
            taken.lower_ == "without" and any(t.lemma_ in cues.words["truth"] for t in taken.children)
        )
        if is_true if is_negated else is_false:
            return taken
    return None


def _taken(verb: Token) -> Iterator[Token]:
    """What is said of a subject, through "turned out to be" and the like."""
    for child in verb.rights:
        if child.dep_ in _TAKEN and child.lemma_ in ("be", "have"):
            yield from _taken(child)
        elif child.dep_ in _TAKEN or (child.dep_ == "prep" and child.lower_ == "without"):
            yield child


def _of_truth(noun: Token, cues: Cues) -> Finding | None:
    """ "There is no truth in reports that X", "the claims have no basis"."""
    if not any(child.dep_ == "det" and child.lower_ in _NONE for child in noun.lefts):
        return None
    verb = noun.head
    start = min((child.left_edge.i for child in verb.lefts if child.dep_ == "expl"), default=noun.left_edge.i)
    prepositions = [child for child in (*noun.rights, *verb.rights) if child.i > noun.i and child.dep_ == "prep"]
    for preposition in prepositions:
        told = next((c for c in preposition.rights if c.dep_ == "pobj"), None)
        if preposition.lower_ in _IN and told is not None and _tells(told, cues):
            content = (told.left_edge.i, told.right_edge.i + 1)
            return Finding((min(start, preposition.i), preposition.i + 1), None, (content,), "denies")
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if subject is not None and verb.lemma_ == "have" and _tells(subject, cues):
        content = (subject.left_edge.i, min(subject.right_edge.i + 1, verb.i))
        return Finding((verb.i, noun.i + 1), None, (content,), "denies")
    return None


def _of_reality(noun: Token, cues: Cues) -> Finding | None:
    """ "Reports that X do not correspond to reality", "this claim does not reflect the truth", "it has nothing to do
    with the facts", "these reports are far from the truth"."""
    above = noun.head.head if noun.head.dep_ == "prep" else noun.head
    words = {above.lower_}
    while above.pos_ not in ("VERB", "AUX") or above.dep_ in ("relcl", "acl", "xcomp"):
        if above.head.i == above.i:
            return None
        above = above.head
        words.add(above.lower_)
    subject = next((child for child in above.lefts if child.dep_ == "nsubj"), None)
    is_none = subject is not None and is_nobody(subject)  # "none of this corresponds to reality"
    is_negated = is_none or any(child.dep_ == "neg" for child in above.children)
    lemma = above.lemma_.lower()
    is_apart = not cues.words["apart"].isdisjoint(words) and lemma in ("be", "have")
    is_untrue = lemma in cues.words["agreeing"] if is_negated else lemma in cues.words["straying"] or is_apart
    if not is_untrue or subject is None or not (is_none or subject.lower_ in _POINTING or _is_report(subject, cues)):
        return None
    end = min([above.i, *(child.i for child in above.lefts if child.dep_ in ("aux", "neg"))])
    content = (subject.left_edge.i, min(subject.right_edge.i + 1, end))
    return Finding((content[1], noun.i + 1), None, (content,), "denies")


def _is_report(noun: Token, cues: Cues) -> bool:
    cue = cues.nouns.get(noun.lemma_.lower())
    return cue is not None and cue[0].stance == "asserts" and cue[0].is_report


def _tells(noun: Token, cues: Cues) -> bool:
    """Whether a noun is a report with what it reports: "the claim that ...", "reports of ..."."""
    if not _is_report(noun, cues):
        return False
    return any(
        (child.dep_ in _CLAUSES and child.i > noun.i) or (child.dep_ == "prep" and child.lower_ in _ABOUT)
        for child in noun.rights
    )
