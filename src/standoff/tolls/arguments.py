"""Who comes to harm by a word, by the parse: heads of phrases, without those joined to them by "and"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from standoff.languages.grammar import OBJECTS, RELATIVE_PRONOUNS, SUBSTANTIVES, VERBAL
from standoff.tolls.words import Harm

__all__ = ["harmed_by", "is_named_by", "is_passive", "objects_of", "of_objects", "subject_of"]

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_COMPLEMENTS = frozenset({"oprd", "xcomp", "ccomp", "acomp", "attr", "advcl", "dep", "advmod", "amod"})
_NAMING = frozenset({"be", "include"})
_DEPTH = 5
_FAR = 6


def harmed_by(token: Token, harm: Harm) -> list[Token]:
    """Those who come to harm by a word in its frame; empty where the parse does not say."""
    match harm.frame:
        case "undergo":
            return [named for each in _undergone_by(token, harm) for named in _named_as(each)]
        case "suffer":
            return [named for each in _subjects_of(token) for named in _named_as(each)]
        case "states":
            return _in_state(token)
        case "counted":
            return [token]
        case "deeds":
            return _undergone_in(token)


def _is_shot_dead(token: Token) -> bool:
    """Whether "shot" is the verb of "shot dead", though the parser takes it for a noun: "men on a truck | shot | dead
    the mayor"."""
    is_noun = token.lower_ == "shot" and token.pos_ == "NOUN" and token.i + 1 < len(token.doc)
    return is_noun and token.nbor(1).lower_ == "dead"


def is_passive(verb: Token) -> bool:
    """Whether a verb is marked as passive, or is a participle that tells of the noun it stands by."""
    relations = {child.dep_ for child in verb.children}
    if not relations.isdisjoint({"auxpass", "nsubjpass", "agent"}):
        return True
    return verb.dep_ in ("acl", "amod", "oprd") and relations.isdisjoint({"nsubj", "aux", *OBJECTS})


def objects_of(verb: Token) -> list[Token]:
    """The direct objects of a verb."""
    objects = [child for child in verb.children if child.dep_ in OBJECTS and child.i > verb.i]
    if objects and any(child.dep_ == "auxpass" for child in verb.lefts):  # "30 were killed, most of them | non-Danes |"
        return [each for each in objects if "," not in [token.text for token in verb.doc[verb.i : each.i]]]
    return objects


def of_objects(noun: Token) -> list[Token]:
    """What stands after the "of" of a noun."""
    return [
        below
        for child in noun.children
        if child.dep_ == "prep" and child.lower_ in ("of", "among")
        for below in child.children
        if below.dep_ == "pobj"
    ]


def _undergone_in(deed: Token) -> list[Token]:
    """The people of "the killing of 12", "the kidnapping and killing of 12", "Brandt's murder"."""
    joined = [deed, *(child for child in deed.rights if child.dep_ == "conj")]
    if deed.dep_ == "conj":
        joined.append(deed.head)
    for noun in joined:
        if people := of_objects(noun):
            return people
    return _after_when(deed) or [child for child in deed.lefts if child.dep_ == "poss"]


def _after_when(deed: Token) -> list[Token]:
    """The people of "the death on Monday of nine people"."""
    for token in deed.doc[deed.i + 1 : deed.sent.end][:_FAR]:
        if token.pos_ in VERBAL or token.is_punct:
            break
        if token.lower_ == "of":
            return [child for child in token.children if child.dep_ == "pobj"]
    return []


def _undergone_by(verb: Token, harm: Harm) -> list[Token]:
    if _is_shot_dead(verb):
        dead = verb.nbor(1)
        return objects_of(dead) or ([dead.head] if dead.dep_ == "amod" and dead.head.i > dead.i else [])
    objects = objects_of(verb) or _objects_behind(verb, harm.rest) or _caught(verb)
    if verb.dep_ == "amod" and verb.head.i > verb.i and not objects:
        return [verb.head]
    shared = _shared_objects(verb)
    if shared and objects and shared[0].i < objects[0].i:
        return shared  # "killed and injured | several men |, most of them foreign nationals"
    if not harm.shapes & {"past", "participle"}:
        return objects or shared
    has_auxiliary = any(child.dep_ in ("auxpass", "nsubjpass", "agent") for child in verb.children)
    shared = [] if has_auxiliary else shared
    return objects or shared or [*_left_with(verb), *_subjects_of(verb)]


def _caught(verb: Token) -> list[Token]:
    """Those of whom it is told what they did when it befell them: "rounded up | 70 people | sheltering in a church"."""
    doing = (child for child in verb.rights if child.dep_ == "ccomp" and child.tag_ == "VBG")
    return [below for child in doing for below in child.lefts if below.dep_ == "nsubj"]


def _objects_behind(verb: Token, rest: Sequence[str]) -> list[Token]:
    """The objects that the parser gives to a word that belongs to the verb: "finished off | the cook |"."""
    return [
        below
        for child in verb.rights
        if rest and child.dep_ == "prep" and child.i == verb.i + 1 and child.lower_ == rest[0]
        for below in child.children
        if below.dep_ == "pobj"
    ]


def _shared_objects(verb: Token) -> list[Token]:
    """The objects of a verb joined to this one: "killed and wounded at least 16"."""
    for child in verb.rights:
        if child.dep_ == "conj" and child.pos_ in VERBAL and child.i - verb.i <= 3:
            return objects_of(child)
    return []


def _in_state(token: Token) -> list[Token]:
    head, dep = token.head, token.dep_
    if head.i == token.i:
        listed = [child for child in token.rights if child.dep_ == "appos"]
        return listed or _one(subject_of(token))  # "the dead: three nuns"
    if dep in ("amod", "acl", "compound") and head.pos_ in SUBSTANTIVES:
        return [_first_left(head) if token.i > head.i else head]
    if dep == "pobj" and head.lower_ in ("among", "amongst"):
        verb = head.head
        if verb.pos_ in SUBSTANTIVES:
            return [verb]  # "there were | nine cooks | among the dead"
        return [child for child in verb.children if child.dep_ in ("nsubj", "attr") and child.pos_ != "PRON"]
    if dep == "nsubj" and head.lemma_ in _NAMING:
        return _named_by(head)  # "the dead included three nuns", "the dead were three nuns"
    if dep == "conj" and any(child.dep_ in _SUBJECTS for child in token.lefts):
        return [*_left_with(token), *_one(subject_of(token))]  # "six were killed and | others | wounded"
    if dep == "conj":
        return _in_state(head) if head.i < token.i and head.pos_ not in ("NOUN", "PROPN") else []
    return _one(subject_of(token))


def _left_with(token: Token) -> list[Token]:
    """Those who are left so with the subject of a word that the parser joins to the verb: "left | nine cooks | and 14
    porters wounded"."""
    left = token.head
    is_left = token.dep_ == "conj" and left.lemma_ == "leave" and token.tag_ in ("VBD", "VBN")
    is_cut = any(child.dep_ in _SUBJECTS for child in token.lefts) and not any(
        child.dep_ in ("aux", "auxpass") for child in token.lefts
    )
    return objects_of(left) if is_left and is_cut else []


def _first_left(noun: Token) -> Token:
    """The first of those joined whom a verb leaves in one state: "left | two cooks | and a driver dead"."""
    first = noun
    while first.dep_ == "conj" and first.head.i < first.i and first.head.pos_ in SUBSTANTIVES:
        first = first.head
    return first if first.dep_ in OBJECTS and first.head.lemma_ == "leave" else noun


def _named_as(argument: Token) -> list[Token]:
    """Those for whom "those" stands, where the clause says who or how many they are: "| nine | of those killed",
    "those killed were | two nuns |", "of those killed, | nine | were nuns"."""
    if argument.lower_ != "those":
        return [argument]
    above, dep = argument.head, argument.dep_
    if dep == "nsubj" and above.lemma_ in _NAMING:
        return _named_by(above) or [argument]
    if dep == "pobj" and above.lower_ == "of":
        if above.head.pos_ in SUBSTANTIVES:
            return [above.head]
        if above.head.lemma_ == "be" and above.i < above.head.i:
            return [child for child in above.head.lefts if child.dep_ == "nsubj"] or [argument]
    return [argument]


def _named_by(verb: Token) -> list[Token]:
    """Those whom "were" or "included" names."""
    return [child for child in verb.rights if child.dep_ in ("attr", *OBJECTS) and child.pos_ in SUBSTANTIVES]


def subject_of(token: Token, depth: int = _DEPTH) -> Token | None:
    """The subject of a verb or of what is said of somebody, wherever it stands."""
    if depth == 0:
        return None
    own = next((child for child in token.children if child.dep_ in _SUBJECTS), None)
    head, dep = token.head, token.dep_
    if own is not None:
        return head if own.lower_ in RELATIVE_PRONOUNS and dep == "relcl" and head.i < own.i else own
    if head.i == token.i:
        return None
    if dep in ("relcl", "acl") and head.pos_ in SUBSTANTIVES:
        return _first_left(head) if dep == "acl" else head
    if dep == "conj" and (head.pos_ in VERBAL or head.pos_ == "ADJ"):
        return subject_of(head, depth - 1)
    if dep in _COMPLEMENTS and head.pos_ in VERBAL:
        objects = objects_of(head) if dep not in ("advcl", "ccomp") else []
        return objects[0] if objects and not is_passive(head) else subject_of(head, depth - 1)
    if dep == "pcomp" and head.head.pos_ in VERBAL:
        return subject_of(head.head, depth - 1)
    return None


def _subjects_of(verb: Token) -> list[Token]:
    """The subject of a verb; more than one where the parse has not joined "three of the cooks and two waiters"."""
    subject = subject_of(verb)
    if subject is None or subject.head.i != verb.i:
        return _one(subject)
    further = [child for child in verb.lefts if child.dep_ in _SUBJECTS and child.i > subject.i]
    joined = [child for child in further if _goes_on(child)]
    return [subject, *joined, *(each for child in further if child not in joined for each in _besides(subject, child))]


def _besides(subject: Token, name: Token) -> list[Token]:
    """Those whom an "and" joins to the name of the one told of first, where the parser takes it for a subject of its
    own: "a boy of 13, Hans Brandt, and | a man | died"."""
    return [child for child in name.rights if child.dep_ == "conj"] if is_named_by(subject, name) else []


def is_named_by(somebody: Token, name: Token) -> bool:
    """Whether a name behind a comma is that of the one told of before it: "the mayor, | Hans Brandt |"."""
    is_name = name.pos_ == "PROPN" and not any(child.dep_ == "det" for child in name.lefts)
    is_one = somebody.tag_ == "NN" and any(child.lower_ in ("a", "an", "the") for child in somebody.lefts)
    return is_name and is_one and name.doc[name.left_edge.i - 1].text == ","


def _goes_on(subject: Token) -> bool:
    """Whether a second subject goes on with a list: "three of the cooks | and two waiters |", "two cooks, | a nurse |
    and a driver"."""
    before = subject.doc[subject.left_edge.i - 1].lower_
    is_counted = any(each.dep_ == "nummod" or each.lower_ in ("a", "an") for each in subject.lefts)
    return before == "and" or (before == "," and is_counted and any(each.dep_ == "conj" for each in subject.rights))


def _one(token: Token | None) -> list[Token]:
    return [] if token is None else [token]
