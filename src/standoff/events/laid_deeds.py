"""The deed that is laid to somebody: its own word, one that points to it, or one that stands for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from standoff.events.accused import ends_behind, objects_of
from standoff.events.clauses import clause_of
from standoff.events.triggers import Found
from standoff.ontology import LayingWay, Trigger, load_laying, load_lexicon

__all__ = ["deed_at", "is_guess", "left_out", "may_point", "pointing"]

_DEEPEST = 6
_FARTHEST = 12
_POINTING = frozenset({"the", "this", "that", "these", "those", "such", "both"})
_PRONOUNS = frozenset({"it", "this", "that"})
_OF_ONESELF = frozenset({"they", "he", "she", "themselves", "himself", "herself"})
_WAYS = frozenset({"way", "manner", "sense"})
"""What "in" leads to that is no deed: "was in no way involved"."""
_RELATIVE = frozenset({"WDT"})


def deed_at(
    verb: Token, way: LayingWay, word: Token | None, deeds: Mapping[int, Found], pointers: Sequence[Token]
) -> Found | None:
    """The deed that stands where the way has it: its own word, the nearest word in its phrase, or the verb of a clause
    about it ("the bomb that killed two"). ``deeds`` are those of the sentence by their words, ``pointers`` the words of
    it that may point to one."""
    told = {**deeds, **{token.i: each for token in pointers if (each := pointing(token, verb)) is not None}}
    subject = clause_of(verb).subject if way.deed == ("subject",) else None
    if subject is not None:
        places: Iterable[Token] = [subject]
    else:
        places = objects_of(verb, None) if way.deed == ("object",) else ends_behind(verb, word, way.deed)
    if way.only_doers:
        doers = load_laying().doers.keys() | load_laying().men
        places = [_who_says_so(place, verb) for place in places]
        return next((told.get(place.i) for place in places if place.lemma_.lower() in doers), None)
    for said in places:
        place = _who_says_so(said, verb)
        if place is not said and place.i in told and not verb.is_ancestor(place):
            return replace(told[place.i], word=said)  # as told by themselves
        is_relative = place.tag_ in _RELATIVE or (place.lower_ == "that" and verb.dep_ == "relcl")
        if is_relative:  # "the raid on Monday, | which | they blame on the army", as the parser has it
            return next((told[at] for at in range(place.i, max(-1, place.i - _FARTHEST), -1) if at in told), None)
        level = [place]
        for _ in range(_DEEPEST):
            here = next((told[token.i] for token in level if token.i in told), None)
            if here is not None:
                return here
            level = [child for token in level for child in token.rights if _is_within(child, token)]
        if place.i == verb.head.i:  # "the murder of two mayors, which they blame on the army", as the parser has it
            return next((told[noun.i] for noun in _wholes(place) if noun.i in told), None)
    return None


def left_out(verb: Token, way: LayingWay, word: Token | None, accused: Token) -> Found | None:
    """The word that stands for a deed that is not named: a pronoun where it would stand ("blamed rebels for | it |"),
    or the word that lays it."""
    if way.deed == ("subject",):
        places = [each for each in (clause_of(verb).subject,) if each is not None]
    else:
        places = objects_of(verb, None) if way.deed == ("object",) else list(ends_behind(verb, word, way.deed))
        first = max(accused.i, verb.i) if way.accused == ("subject",) else accused.i  # not "who spoke on behalf | of |"
        links = [each for each in verb.subtree if each.i > first and each.lower_ in way.deed]
        deeper = [each for link in links for each in link.rights if each.lemma_ not in _WAYS]
        places = [each for each in (*places, *deeper) if not (_is_whole_of(each, accused) or _is_led_to(each, verb))]
    standing = next((each for each in places if each.lower_ in _PRONOUNS and not _is_cleft(verb)), None)
    if standing is None and (places or not way.may_be_bare):
        return None
    return Found(_plain_deed(), standing or word or verb, verb, "occur", clause_of(verb))


def pointing(token: Token, verb: Token) -> Found | None:
    """A word that may point to a deed told elsewhere ("the crime", "an action claimed by") or to who did it ("the
    killers", "those responsible"), as the deed, told as surely as the verb that lays it to somebody is."""
    if token.lower_ == "those":
        return _by_those(token, verb)
    laying, lemma = load_laying(), token.lemma_.lower()
    is_guessed = token.lower_ == "they" and verb.dep_ == "ccomp" and is_guess(verb.head)
    is_known = is_guessed or any(child.lower_ in _POINTING for child in token.lefts)
    noun = laying.doers.get(lemma) or ("attack" if lemma in laying.men or is_guessed else None)
    if noun is None and lemma in laying.points:
        noun = "attack"
        is_known = is_known or token.dep_ == "appos" or (verb.dep_ == "relcl" and verb.head.i == token.i)
    is_named_so = verb.dep_ in ("acl", "relcl") and verb.head.i == token.i and lemma in laying.doers
    if noun is None or not is_known or is_named_so:  # "the killers, identified as rebels, fled": who they are
        return None
    return Found(_plain_deed(noun), token, verb, "occur", clause_of(verb))


def is_guess(token: Token) -> bool:
    """Whether a verb is about who somebody may be: "it is | presumed | that they are militants of the front"."""
    return token.pos_ == "VERB" and token.lemma_.lower() in load_laying().guesses


def may_point(token: Token) -> bool:
    """Whether a word is one of those that may point to a deed, or to who did it."""
    laying, lemma = load_laying(), token.lemma_.lower()
    return token.lower_ == "those" or (token.pos_ == "NOUN" and (lemma in laying.points or lemma in laying.doers))


def _by_those(those: Token, verb: Token) -> Found | None:
    """Those who did it, as the deed: "| those | responsible are of the front", "| those | who committed the crime"."""
    laying = load_laying()
    is_doing = any(
        child.lower_ in laying.guilty
        or (child.dep_ == "relcl" and any(end.lemma_.lower() in laying.points for end in child.rights))
        for child in those.rights
    )
    return Found(_plain_deed(), those, verb, "occur", clause_of(verb)) if is_doing else None


def _plain_deed(noun: str = "attack") -> Trigger:
    words = noun.split()
    return next(each for each in load_lexicon().nouns[words[-1]] if list(each.words[1:]) == words)


def _who_says_so(place: Token, verb: Token) -> Token:
    """Who a pronoun takes up that says it of himself: "| the men | said that they were members of the front"."""
    if place.lower_ not in _OF_ONESELF:
        return place
    clause = verb if verb.dep_ == "ccomp" else verb.head
    if clause.dep_ == "ccomp" and is_guess(clause.head):
        return place  # "it is presumed that | they | are militants of the front"
    return (clause_of(clause.head).subject if clause.dep_ == "ccomp" else clause_of(verb).subject) or place


def _wholes(noun: Token) -> Iterator[Token]:
    """The nouns above one in its phrase, the nearest first: "the | murder | of two | sons | of the mayor"."""
    while (
        noun.dep_ == "pobj"
        and noun.head.lower_ in ("of", "against", "on", "in", "near", "at")
        and noun.head.head.pos_ == "NOUN"
    ):
        noun = noun.head.head
        yield noun


def _is_within(child: Token, token: Token) -> bool:
    """Whether a word below another says what it is: "a series | of raids", "the bomb that | killed two"."""
    if token.dep_ == "prep":
        return child.dep_ in ("pobj", "pcomp")
    return child.dep_ in ("relcl", "acl", "conj") or (child.dep_ == "prep" and child.lower_ == "of")


def _is_whole_of(token: Token, accused: Token) -> bool:
    """Whether a word behind "of" belongs to the accused: "two of her | guards |", "the Directorate of | Inquiry |"."""
    is_part = accused.pos_ == "NUM" or accused.lemma_.lower() in load_laying().parts
    is_name = accused.ent_type_ != "" and accused.ent_type_ == token.ent_type_ and token.pos_ == "PROPN"
    is_led = token.ent_type_ == "PERSON" and token.pos_ == "PROPN"  # "the self-defense groups of | Ada Brandt |"
    return (is_part or is_name or is_led) and accused.is_ancestor(token)


def _is_led_to(place: Token, verb: Token) -> bool:
    """Whether a relative clause behind a comma hangs on a place, and is about what was done there: "shot two men near
    | Sorn |, for which the mayor blames the front"."""
    start = verb.left_edge.i
    is_behind_comma = verb.dep_ == "relcl" and start > 0 and verb.doc[start - 1].text == ","
    return is_behind_comma and place.i == verb.head.i and place.ent_type_ in ("GPE", "LOC", "FAC", "DATE", "TIME")


def _is_cleft(verb: Token) -> bool:
    """Whether an "it" only leads up to a clause: "it was rebels | who fired |"."""
    below = [*verb.children, *(each for child in verb.children for each in child.children)]
    return verb.lemma_ == "be" and any(each.dep_ in ("relcl", "ccomp", "advcl") and each.i > verb.i for each in below)
