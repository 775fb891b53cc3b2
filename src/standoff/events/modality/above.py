"""What governs a telling word, up to the top of its sentence: "tried to", "a plan for", "denied that"."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from standoff.events.clauses import is_to_infinitive
from standoff.events.modality.denied import is_left_open, is_nobody
from standoff.events.modality.seen import Seen
from standoff.events.modality.tenses import (
    finite_above,
    has_past,
    is_finite,
    is_perfect,
    is_told_of_past,
    verb_of_time,
)
from standoff.events.modality.words import load_modality_words
from standoff.languages.grammar import ANY_SUBJECTS, DEFINITE, NOMINAL, VERBAL
from standoff.ontology import load_lexicon

__all__ = ["carried_by", "climb", "is_taken_on"]

_COMPLEMENTS = frozenset({"xcomp", "ccomp", "oprd", "pcomp", "acomp", "csubj", "csubjpass", "attr"})
_MOST_STEPS = 16


def climb(seen: Seen, start: Token, to: Token | None = None) -> None:
    """Everything that governs a clause or phrase, up to the sentence's root, or to a word above."""
    token: Token | None = start
    for _ in range(_MOST_STEPS):
        if token is None or token.head.i == token.i or (to is not None and token.head.i == to.i):
            return
        token = _step(seen, token, token.head)


def _step(seen: Seen, token: Token, head: Token) -> Token | None:
    """What stands above a word is taken in; whence the way goes on, or ``None`` where it ends."""
    dep = token.dep_
    if head.pos_ in VERBAL and any(child.lower_ == "what" for child in head.lefts):
        above = (head.lemma_.lower(), head.head.lemma_.lower())
        seen.probable |= not seen.words.of("probable", "verbs").isdisjoint(above)
        return None  # "what witnesses called a massacre", "what police believe was a revenge killing"
    if dep == "conj":
        if head.pos_ not in VERBAL or token.pos_ not in VERBAL:
            return head
        first = finite_above(head) if is_finite(token) else head  # "plan to take the hill and are shelling the town"
        _shared(seen, first, token)
        return first
    if dep == "ccomp" and token.i < head.i and not any(child.dep_ == "mark" for child in token.lefts):
        # words that a verb of speech or thought follows: only a thought bears on them
        if not any(each.text == ";" for each in head.doc[token.i : head.i]):
            # not "a strike killed three; residents suspect the army"
            seen.probable |= head.lemma_.lower() in seen.words.of("probable", "verbs")
        return None
    if dep == "pcomp" and (verb := verb_of_time(head)) is not None:
        seen.modals(verb)  # "will march after taking the town"
        return None
    if dep == "pcomp" and head.pos_ == "ADP":
        is_link = head.lower_ in seen.words.of("settled", "links")
        return head.head if is_link and _over_gerund(seen, head.head) else None
    if dep in _COMPLEMENTS or (dep == "acl" and (is_to_infinitive(token) or head.lemma_ == "risk")):
        return _over_complement(seen, token, head)
    if dep in ("acl", "relcl") and is_finite(token) and any(child.dep_ == "mark" for child in token.lefts):
        is_fact = is_told_of_past(token) or is_perfect(token)
        seen.take_in(head.lemma_.lower(), "nouns", is_fact=is_fact, is_done=is_perfect(token))
        return None  # "the theory that rebels fired", "fears that they will fire"
    if dep == "prep":
        return _over_preposition(seen, token, head)
    if dep == "pobj":
        return head if head.dep_ in ("prep", "dative") else None
    if dep in ("dobj", "nsubjpass") and head.pos_ in VERBAL:
        return head if token.pos_ not in VERBAL and _over_object(seen, head) else None
    if dep == "advcl":
        return _over_side_clause(seen, token, head)
    if dep == "relcl" and is_to_infinitive(token):
        _over_infinitive(seen, token, head)
    return None


def _over_complement(seen: Seen, token: Token, head: Token) -> Token | None:
    if _governed(seen, head, token):
        return None
    if token.dep_ == "ccomp" and is_finite(token) and is_to_infinitive(head):
        return None  # "serves to show that rebels fled": they did
    if head.pos_ in VERBAL:
        seen.clause(head)
    return head


def _over_preposition(seen: Seen, link: Token, head: Token) -> Token | None:
    if link.lower_ == "for" and head.lemma_.lower() in seen.words.of("planned", "readying"):
        seen.planned |= not any(child.lower_ in DEFINITE for end in link.rights for child in end.lefts)
        return None
    if link.lower_ not in seen.words.of("settled", "links"):
        return None
    if head.pos_ in NOMINAL or head.pos_ == "ADJ":
        return None if _governed(seen, head, link) else head
    return None if head.pos_ in VERBAL and not _over_object(seen, head) else head


def _over_side_clause(seen: Seen, token: Token, head: Token) -> Token | None:
    if is_to_infinitive(token):
        seen.planned |= head.lemma_.lower() not in seen.words.of("settled", "done") and not _is_made_possible(head)
        return head
    if token.tag_ == "VBG" and not any(child.dep_ in ("mark", *ANY_SUBJECTS) for child in token.children):
        seen.modals(head)
        return head
    _time(seen, token)
    return None


def _over_infinitive(seen: Seen, token: Token, noun: Token) -> None:
    """What a noun says of the infinitive that is told of it."""
    if noun.lower_ in seen.words.of("negation"):
        seen.negative = True  # "has nothing to do with the raid"
    elif noun.lower_ not in seen.words.of("settled", "shares") or token.lemma_ != "do":
        # not "denied that it had anything to do with the raid"
        seen.planned |= noun.lemma_.lower() not in seen.words.of("settled", "done")


def carried_by(seen: Seen, verb: Token) -> None:
    """The verb that carries a noun: "planned a raid", "averted a raid"."""
    if verb.lemma_ == "seek":
        seen.hypothetical = True  # "sought an inquiry"
    elif verb.lemma_ not in seen.words.of("settled", "verbs") and not (_is_naming(verb) or is_taken_on(verb)):
        seen.take_in(verb.lemma_.lower(), "verbs")


def _governed(seen: Seen, head: Token, below: Token) -> bool:
    """A verb, noun or adjective above what is told. Whether the way ends there."""
    words, lemma = seen.words, head.lemma_.lower()
    part = "verbs" if head.pos_ in VERBAL else "adjectives" if head.pos_ == "ADJ" else "nouns"
    is_infinitive = is_to_infinitive(below)
    is_taken = below.dep_ == "ccomp" or not is_infinitive
    if part == "verbs" and lemma in words.of("settled", "verbs") and is_taken:
        for child in head.children:
            seen.probable |= child.dep_ == "advmod" and child.lower_ in words.of("probable")
            if child.dep_ == "nsubj" and is_nobody(child, words):
                seen.negative = True  # "no group has said that it was behind the raid"
        return True
    if part == "nouns" and lemma in words.of("settled", "nouns"):
        return True
    if _is_made_possible(head):
        return True
    if part == "verbs" and not is_infinitive and _is_naming(head):
        return True  # "called the charge absurd"
    if part == "verbs" and is_left_open(head, words):
        seen.possible = True  # "do not rule out that rebels fired"
        return True
    if not is_infinitive and not words.of("settled", "adjectives").isdisjoint((lemma, *_taken_of(head))):
        return True  # "it is not true that rebels fired": the stance to it, not the deed's own
    is_habit = is_infinitive and not any(child.dep_ == "dobj" for child in head.children)
    is_fact = below.dep_ == "ccomp" and (is_told_of_past(below) or is_perfect(below))
    is_done = is_perfect(below)  # "is feared to have been shot"
    is_known = seen.take_in(lemma, part, is_infinitive=is_habit, is_fact=is_fact, is_done=is_done)
    if is_infinitive and lemma in ("have", "be", "remain") and any(c.lower_ == "yet" for c in head.children):
        seen.negative = True  # "has yet to distribute food"
    elif is_infinitive and lemma == "have":
        seen.hypothetical |= head.tag_ != "VBD"
    elif is_infinitive and lemma == "able" and head.head.tag_ == "VBD":
        seen.hypothetical = False  # "was able to leave": they did
    elif is_infinitive and lemma == "suppose" and not is_perfect(below):
        seen.probable, seen.planned = False, True  # "was supposed to leave on Friday"
    elif is_infinitive and not is_known and lemma not in words.of("settled", "done"):
        seen.planned |= part != "nouns" or below.dep_ == "acl"
    if part == "nouns":
        seen.noun(head)
        return not is_known and not is_infinitive and lemma not in _nouns_above()
    return False


def _over_object(seen: Seen, verb: Token) -> bool:
    """A verb whose object or prepositional phrase is told. Whether what stands above the verb bears on it too."""
    lemma = verb.lemma_.lower()
    if lemma in seen.words.of("negation", "owned"):
        seen.negative |= any(child.dep_ == "neg" for child in verb.lefts)
    if lemma in seen.words.of("settled", "verbs") or _is_naming(verb) or is_taken_on(verb):
        return False
    is_known = seen.take_in(lemma, "verbs")
    is_light = lemma in load_lexicon().light.object or lemma in load_lexicon().light.undergo
    if is_known or is_light:
        seen.clause(verb)
    return is_known or is_light


def _over_gerund(seen: Seen, above: Token) -> bool:
    """A word whose preposition leads to a gerund: "refrained from shelling", "the prospect of shelling". Whether it
    says anything of what is told."""
    part = "verbs" if above.pos_ in VERBAL else "adjectives" if above.pos_ == "ADJ" else "nouns"
    for child in above.children:
        seen.negative |= child.dep_ == "advmod" and child.lower_ in seen.words.of("negation", "wrongly")
    if not seen.take_in(above.lemma_.lower(), part):
        return False
    if part == "verbs":
        seen.clause(above)
    elif part == "nouns":
        seen.noun(above)
    return True


def _time(seen: Seen, verb: Token) -> None:
    """A clause of time or condition: "until it attacks", "once it attacks", "if it attacks"."""
    mark = next((child.lower_ for child in verb.lefts if child.dep_ in ("mark", "advmod")), "")
    is_present = verb.tag_ in ("VBZ", "VBP") or (verb.tag_ == "VB" and not has_past(verb))
    is_present |= any(child.dep_ == "auxpass" and child.tag_ in ("VBZ", "VBP") for child in verb.lefts)
    if mark in ("before", "once", "until", "till") and is_present:
        seen.hypothetical = True
    first = verb.left_edge
    is_any = first.lower_ in seen.words.of("hypothetical", "any") or (mark == "as" and verb.head.lower_ == "long")
    is_anybodys = mark == "when" and any(c.lower_ == "you" and c.dep_ in ANY_SUBJECTS for c in verb.lefts)
    above = {child.lower_ for child in verb.head.lefts}
    is_to_come = mark in ("when", "after", "once") and not above.isdisjoint(seen.words.of("planned"))
    is_present |= is_to_come and any(c.tag_ in ("VBZ", "VBP") for c in verb.lefts)
    if is_present and (is_any or is_anybodys or is_to_come):
        seen.hypothetical = True  # "whatever you order", "as long as they hold the hill", "when you attack"


def _shared(seen: Seen, head: Token, token: Token) -> None:
    """What a coordinated verb shares with the first: auxiliaries, hedges, and a negation before "or"."""
    seen.negative |= any(child.dep_ == "cc" and child.lower_ == "nor" for child in head.children)
    if any(child.dep_ in ("aux", "auxpass") or child.dep_ in ANY_SUBJECTS for child in token.children):
        return
    if token.tag_ not in ("VB", "VBN", "VBG") and head.tag_ != token.tag_:
        return
    has_have = is_perfect(head)
    joins = {child.lower_ for child in head.children if child.dep_ == "cc"}
    for child in head.children:
        if child.dep_ == "aux" and child.i < head.i:
            seen.auxiliary(head, child, has_have)
        elif child.dep_ == "advmod" and child.i < head.i and child.lower_ in seen.words.of("probable"):
            seen.probable = True
        elif child.dep_ == "neg" and joins & {"or", "nor"}:
            seen.deny(child)
        elif child.dep_ == "mark" and child.lower_ in seen.words.of("hypothetical", "marks"):
            seen.hypothetical |= not (child.lower_ in ("until", "till") and is_told_of_past(head))
    seen.mood(head)


@cache
def _nouns_above() -> frozenset[str]:
    return load_modality_words().above("nouns") | load_lexicon().light.carriers


def _taken_of(verb: Token) -> list[str]:
    """What something is said to be: "it is not | true | that"."""
    return [child.lower_ for child in verb.rights if child.dep_ == "acomp"] if verb.lemma_ == "be" else []


def _is_made_possible(above: Token) -> bool:
    """Whether what is told came about by something: "made it possible to free the hostages"."""
    verb = above if above.pos_ in VERBAL else above.head
    is_made = verb.lemma_ in ("make", "render") and verb.tag_ in ("VBD", "VBN")
    return is_made and any(child.lower_ == "possible" for child in (above, *verb.children))


def _is_naming(verb: Token) -> bool:
    """Whether somebody "calls" by a name, or calls what then is: "called the others impostors", "called a strike"; not
    "called for a strike"."""
    named = (child for child in verb.children if child.dep_ in ("dobj", "nsubjpass", "oprd", "ccomp"))
    return verb.lemma_ == "call" and next(named, None) is not None


def is_taken_on(verb: Token) -> bool:
    """Whether somebody "assumes" what is no thought: "assumed responsibility for the raid"."""
    return verb.lemma_ == "assume" and any(child.dep_ in ("dobj", "nsubjpass") for child in verb.children)
