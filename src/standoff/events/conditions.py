"""What must stand about a word for it to tell of a happening: its other words, its arguments, its sentence."""

from __future__ import annotations

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from standoff.events.clauses import Clause, lemma_of, lemmas_of
from standoff.languages.grammar import SUBJECTS, VERBAL
from standoff.ontology import LINKS, Trigger, load_lexicon

__all__ = ["fits", "has_words", "is_day", "is_told_in", "lemmas_in", "meets"]

_NAMED = frozenset({"PROPN", "PRON"})
_SOMEBODY = frozenset({
    "nobody", "no-one", "somebody", "someone", "anybody", "anyone", "everybody", "everyone", "who", "whom", "i", "me",
    "you", "he", "him", "she", "her", "we", "us",
})  # fmt: skip
"""Pronouns that stand for no place."""
# what a preposition after a verb without an object leads to counts as its object for a condition
_OBJECT_LINKS = frozenset(
    {"of", "into", "on", "over", "to", "toward", "towards", "in", "from", "against", "for", "with"}
)


def lemmas_in(sentence: Sentence) -> set[str]:
    """The lemmas of a sentence, hyphenated words also as wholes."""
    found: set[str] = set()
    has_hyphen = False
    for token in sentence:
        found.add(lemma_of(token))
        found.add(token.lower_)
        if has_hyphen:
            found.update(lemmas_of(token))
        has_hyphen = token.text == "-"
    return found


def is_told_in(trigger: Trigger, context: set[str]) -> bool:
    """Whether the sentence has one of the words that must stand in it, and none that must not."""
    return (not trigger.context or not trigger.context.isdisjoint(context)) and trigger.not_context.isdisjoint(context)


def has_words(verb: Token, words: tuple[str, ...], below: set[str]) -> bool:
    """Whether the other words of a trigger stand about its verb: nouns anywhere below it, prepositions and particles
    on the verb itself or on its object. A verb with a particle is another verb: "called off" is no calling."""
    if not below.issuperset(words):
        return False
    particle = next((child.lower_ for child in verb.children if child.dep_ == "prt"), None)
    if particle is not None and particle not in words:
        return False
    for word in words:
        if word not in LINKS:
            continue
        holders = [verb]
        if len(words) > 1:
            holders += [child for child in verb.children if child.dep_ in ("dobj", "attr", "acomp", "prep", "oprd")]
        links = [child for holder in holders for child in holder.children if child.lower_ == word]
        if not links:
            return False
        if words == ("on",) and all(any(map(is_day, link.children)) for link in links):
            return False  # "was fired on Monday"
        if words == ("in",) and verb.lemma_ == "give" and all(any(link.children) for link in links):
            return False  # "gave details in a letter" gives in to nobody
    return True


def is_day(token: Token) -> bool:
    """Whether the object of a preposition is a day: "on Friday"."""
    return token.dep_ == "pobj" and (token.ent_type_ == "DATE" or token.lower_.endswith("day"))


def fits(trigger: Trigger, clause: Clause, verb: Token, context: set[str]) -> bool:
    """Whether a clause has the voice, the object, the subject and the sentence that a trigger asks for."""
    if (trigger.form in ("active", "intransitive") and clause.is_passive) or (
        trigger.form == "passive" and not clause.is_passive
    ):
        return False
    if trigger.form == "intransitive" and clause.object is not None:
        return False
    if trigger.form == "causative" and not _is_causative(verb):
        return False
    if trigger.form == "of others" and not _is_of_others(verb):
        return False
    is_telling = trigger.type == "REQUEST" and verb.lemma_ in load_lexicon().kinds["telling"]
    if is_telling and any(map(_is_told_as_fact, verb.rights)):
        return False
    undergone = clause.subject if clause.is_passive else clause.object
    does = clause.agent if clause.is_passive else clause.subject
    if undergone is None and (trigger.object or trigger.not_object):
        undergone = _oblique(verb)
    if not meets(undergone, trigger.object, trigger.not_object):
        return False
    if does is None and verb.lemma_ == "be" and any(child.dep_ == "expl" for child in verb.lefts):
        does = next((child for child in verb.rights if child.dep_ == "attr"), None)  # "there are people under"
    is_unsaid = clause.is_passive and does is None and trigger.type != "PROTEST"
    return (is_unsaid or meets(does, trigger.subject, trigger.not_subject)) and is_told_in(trigger, context)


def _is_causative(verb: Token) -> bool:
    is_bidden = any(child.dep_ in ("auxpass", "dobj") for child in verb.children)
    return any(
        child.tag_ == "VB"
        and child.lemma_ not in load_lexicon().parties["feeling"]
        and ((child.dep_ == "ccomp" and _is_bare(child)) or (child.dep_ == "xcomp" and is_bidden))
        for child in verb.rights
    )


def _is_told_as_fact(clause: Token) -> bool:
    """Whether a clause says what was or is so: "suggested | that rebels had left |", which asks for nothing."""
    if clause.dep_ != "ccomp":
        return False
    before = {child.lower_: child.tag_ for child in clause.lefts}
    if not before.keys().isdisjoint(("may", "might", "could")):
        return True  # "suggested that the bridge might be reopened"
    if "to" in before or "MD" in before.values():
        return False
    auxiliaries = [child for child in clause.lefts if child.dep_ in ("aux", "auxpass")]
    return clause.tag_ == "VBD" or any(each.tag_ in ("VBD", "VBZ") for each in auxiliaries)  # not "that he resigns"


def _is_bare(verb: Token) -> bool:
    """Whether a verb has a subject but no "that", no auxiliary: "made | them leave |"."""
    before = {child.dep_ for child in verb.lefts}
    return "nsubj" in before and before.isdisjoint(("mark", "aux", "neg"))


def _is_of_others(verb: Token) -> bool:
    for child in verb.rights:
        if child.dep_ in ("xcomp", "ccomp") and child.pos_ in VERBAL:
            own = any(below.dep_ in SUBJECTS for below in child.children)
            return own or any(below.dep_ in ("dobj", "dative") for below in verb.children)
    return True


def _oblique(verb: Token) -> Token | None:
    for child in verb.rights:
        if child.dep_ == "prep" and child.lower_ in _OBJECT_LINKS:
            for below in child.children:
                if below.dep_ == "pobj":
                    return below
    return None


def meets(token: Token | None, wanted: frozenset[str], unwanted: frozenset[str]) -> bool:
    """Whether an argument is of the kind asked for. ``None`` meets a condition only that asks for nothing.

    The words before a noun count as well ("aid convoy" is aid), and for "dozens of rebels" those after "of".
    """
    if token is None:
        return not wanted
    lemmas = set(lemmas_of(token))
    own = set(lemmas)
    for child in token.children:
        if child.dep_ in ("compound", "amod", "nmod"):
            lemmas.update(lemmas_of(child))
    if not unwanted.isdisjoint(own if token.pos_ != "NOUN" else lemmas):
        return False
    if not wanted or not wanted.isdisjoint(lemmas):
        return True
    if token.pos_ == "PRON" and token.lower_ in _SOMEBODY and "<name>" not in wanted:
        return False
    if token.pos_ in _NAMED and ("<name>" in wanted or "city" in wanted):
        # a proper name can stand for any place or force, but only where one is asked for
        return "<name>" in wanted or token.ent_type_ in ("GPE", "LOC", "FAC", "ORG", "")
    if token.ent_type_ == "PERSON" and "<person_name>" in wanted:
        return True
    if token.pos_ == "NUM" and "<number>" in wanted:
        return True
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            return any(below.dep_ == "pobj" and meets(below, wanted, unwanted) for below in child.children)
    return False
