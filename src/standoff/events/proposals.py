"""Words that tell a happening by the model alone are read as those of the lexicon are: the rules guard the rest."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from standoff.events.clauses import Clause, clause_of, lemma_of
from standoff.events.sorts import PLACES, Parties, is_party, is_same, place_of
from standoff.events.triggers import Found, is_somebody, only_says_where
from standoff.languages.grammar import NOMINAL, VERBAL
from standoff.languages.phrases import name_phrase
from standoff.ontology import FORCE, Trigger, load_laying, load_lexicon, load_scenes
from standoff.records import Happens, Marks

__all__ = ["completed", "told_beside", "told_of", "with_proposals"]

_LIKELY = 0.5
_FAINT, _LOOSE = 0.4, 0.4
"""So likely a word must be whose type is likelier than not, and so likely a type of a word that is likelier than not:
several types may be right, and share what is sure. On reports of our own the words that this adds are right more often
than wrong; at less for either they are in reports of others no longer."""
_RETYPED = 0.95
"""At less, own sentences gain, and coders of other sets type otherwise."""
_PARTED = 0.5
_A_CUE = 0.5
"""Who vouches for a thing is no happening: "could not be confirmed", "released a report"."""
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj"})
_PREDICATES = frozenset({"acomp", "oprd", "attr", "xcomp"})
_PART_OF_A_PHRASE = frozenset({"amod", "compound", "nmod", "nummod"})
_CARRYING = frozenset({"aux", "auxpass", "det", "case", "mark", "punct", "prt", "amod", "compound"})


def with_proposals(found: Sequence[Found], sentence: Sentence, marks: Marks | None) -> list[Found]:
    """The words of the lexicon and those that the model holds for likely enough happenings, in text order."""
    if marks is None:
        return list(found)
    found = [_retyped(each, told_of(each, marks)) for each in found]
    taken = {at for each in found for at in (each.word.i, each.head.i)}
    taken |= {at for said in marks.cues if said.probability >= _A_CUE for at in range(*said.cue)}
    likely = [
        (token, told)
        for token in sentence
        if token.i not in taken
        and not _is_predicate(token, taken)
        and (told := marks.triggers.get(token.i)) is not None
        and _is_likely(told)
    ]
    added = [each for token, told in likely if (each := _proposed(token, told)) is not None]
    added = [each for each in added if not _only_lends_a_verb(each, found)]
    return sorted([*found, *added], key=lambda each: each.word.i)


def _is_likely(told: Happens) -> bool:
    """Whether a word is held for likely enough: the surer its type is, the less likely it may be."""
    type_ = max(told.types.values())
    return max(told.probability, type_) >= _LIKELY and told.probability >= _FAINT and type_ >= _LOOSE


def _retyped(found: Found, told: Happens | None) -> Found:
    """A word of the lexicon's as the model reads it, where that is surer of another type: "overturned 20 cars"."""
    if told is None:
        return found
    own, type_ = found.trigger.type, max(told.types, key=lambda name: told.types[name])
    if type_ == own or told.types[type_] < _RETYPED or told.types[own] > 1 - _RETYPED:
        return found
    role = "act" if found.trigger.role == "territory" else found.trigger.role
    return replace(found, trigger=replace(found.trigger, type=type_, mode=None, acled=None, role=role))


def _only_lends_a_verb(added: Found, found: Sequence[Found]) -> bool:
    """Whether a noun of the lexicon's says already what is done: "arrived on a visit", "launched a counter-attack", and
    "nobody has claimed the attack", which is of the attack."""
    told = {each.word.i: each.trigger.type for each in found if each.form == "noun"}
    below = [each for child in added.head.rights for each in (child, *child.children) if each.dep_ in ("dobj", "pobj")]
    is_owned = added.trigger.type == "OTHER" and added.head.lemma_.lower() in load_laying().ways
    types = FORCE if is_owned else {added.trigger.type}
    return added.form == "verb" and any(told.get(each.i) in types for each in below)


def _is_predicate(token: Token, taken: Container[int]) -> bool:
    """Whether a word is part of another that tells: "went missing"."""
    is_next = token.dep_ == "advcl" and token.i == token.head.i + 1
    return token.head.i in taken and (is_next or token.dep_ in _PREDICATES)


def told_of(found: Found, marks: Marks | None) -> Happens | None:
    """What the model says of a word of the lexicon's, or of the phrase's head."""
    return (marks.triggers.get(found.word.i) or marks.triggers.get(found.head.i)) if marks is not None else None


def told_beside(found: Found, marks: Marks | None) -> list[Happens]:
    """What the model says of the other words of a sentence that likelier than not tell a happening; where there are
    none, of those of the sentences before and after it."""
    if marks is None:
        return []
    sentence, own, told = found.word.sent, (found.word.i, found.head.i), marks.triggers

    def within(first: int, end: int) -> list[Happens]:
        near = (told[at] for at in range(first, end) if at in told and at not in own)
        return [each for each in near if each.probability >= _LIKELY]

    words = sentence.doc
    first = words[sentence.start - 1].sent.start if sentence.start else 0
    end = words[sentence.end].sent.end if sentence.end < len(words) else sentence.end
    return within(sentence.start, sentence.end) or within(first, end)


def completed(parties: Parties, found: Found, marks: Marks | None) -> Parties:
    """The parties as the model reads them: where it is likelier right than not that something happens, or where the
    rules find nobody in a role. Nobody is taken away for whom it has no other."""
    told = told_of(found, marks)
    if told is None:
        return parties
    for role, mine, others in (
        ("actor", parties.actors, parties.targets), ("target", parties.targets, parties.actors),
    ):  # fmt: skip
        first, end = max(told.roles[role], key=lambda run: run[1] - run[0], default=(0, 0))
        is_told_of = role == "actor" and found.trigger.teller  # who raises a toll has killed nobody
        if first == end or is_told_of or (mine and told.probability < _PARTED):
            continue
        head = found.word.doc[first:end].root
        while head.dep_ in _PART_OF_A_PHRASE:  # "a Russian", of "a Russian vehicle"
            head = head.head
        is_held = any(first <= place_of(each) < end for each in mine) or _is_within(head, [*mine, *others])
        is_other = not is_held and not is_same(head, others) and head.i not in (found.word.i, found.head.i)
        is_free = not _is_done_or_used(head) and not _is_argument(mine, found) and not _is_told_apart(head, found)
        is_no_doer = role == "actor" and (_is_where(head) or _is_one_of_them(head))
        if is_other and is_party(head) and is_free and not (is_no_doer or _is_named_as_not(head)):
            mine[:] = [head]
    return parties


_WHERE = frozenset({"in", "near", "off", "outside", "around"})


def _is_where(head: Token) -> bool:
    """Whether a name only tells where: "two boats were seen off | Jolo |"."""
    return head.dep_ == "pobj" and head.ent_type_ in PLACES and head.head.lower_ in _WHERE


def _is_one_of_them(head: Token) -> bool:
    """Whether somebody is only named as one of those just told of: "six were shot, among them | Father Ono |"."""
    while head.dep_ == "appos":
        head = head.head
    before = [token.lower_ for token in head.doc[max(head.sent.start, head.left_edge.i - 2) : head.left_edge.i]]
    return before[-1:] == ["including"] or (
        before[:1] == ["among"] and before[-1] in ("them", "these", "whom", "which")
    )


def _is_named_as_not(head: Token) -> bool:
    """Whether somebody is named by whom it was not done: "not by | the army | but by rebels"."""
    return head.dep_ == "pobj" and any(child.dep_ == "neg" for child in head.head.lefts)


def _is_told_apart(head: Token, found: Found) -> bool:
    """Whether a party stands in words that somebody says of something beside it: "a missile that | Kyiv says was fired
    by Russia | hit a market" tells of a hit, and of nobody who fired."""
    telling = (each for each in (head, *head.ancestors) if any(child.dep_ == "ccomp" for child in each.children))
    return any(each.dep_ == "relcl" and not each.is_ancestor(found.word) and each.i != found.word.i for each in telling)


def _is_within(head: Token, parties: Sequence[Token | Sentence]) -> bool:
    """Whether a word stands in the phrase of a party that the rules have: "hundreds of | people"."""
    phrases = (each if isinstance(each, Sentence) else name_phrase(each) for each in parties)
    return any(phrase.start <= head.i < phrase.end for phrase in phrases)


def _is_argument(mine: Sequence[Token | Sentence], found: Found) -> bool:
    """Whether the rules have the very subject or object of the word that tells."""
    heads = (each.root if isinstance(each, Sentence) else each for each in mine)
    return any(each.head.i == found.head.i and each.dep_ in _ARGUMENTS for each in heads)


def _is_done_or_used(token: Token) -> bool:
    """Whether a word names a deed or a weapon, in whatever form and tag: "Airstrikes on the town killed two"."""
    kinds, word = load_lexicon().kinds, token.lower_
    known = load_lexicon().deeds | kinds["violence"] | kinds["weapon"]
    return token.ent_type_ not in ("ORG", "PERSON", "GPE", "NORP") and (
        word in known or word.removesuffix("s") in known
    )


def _proposed(token: Token, told: Happens) -> Found | None:
    type_ = max(told.types, key=lambda name: told.types[name])
    kinds = load_lexicon().kinds
    is_of_claims = lemma_of(token) in kinds["vouching"] | kinds["denying"]  # "Reuters could not confirm the claim"
    if token.dep_ in _CARRYING or is_somebody(token) or only_says_where(token) or is_of_claims:
        return None
    if _is_standing_ban(token):
        return None
    weight, is_faint = round(told.probability, 1), min(told.probability, told.types[type_]) < _LIKELY
    if token.pos_ in VERBAL:
        trigger, clause = _trigger(type_, "verb", lemma_of(token), weight), clause_of(token)
        return None if _is_filmed(token, clause) else Found(trigger, token, token, "verb", clause, is_faint)
    if token.pos_ in NOMINAL:
        return Found(_trigger(type_, "noun", lemma_of(token), weight), token, token, "noun", None, is_faint)
    return None


def _is_filmed(verb: Token, clause: Clause) -> bool:
    """Whether it is a picture to which it is done, and for which the lexicon knows the verb otherwise: "the video was
    shot"."""
    undergone = clause.subject if clause.is_passive else clause.object
    pictures = load_lexicon().kinds["picture"]
    if undergone is None or lemma_of(undergone) not in pictures:
        return False
    return any(not pictures.isdisjoint(each.not_object) for each in load_lexicon().verbs.get(lemma_of(verb), ()))


def _is_standing_ban(verb: Token) -> bool:
    """Whether it is only said where somebody is forbidden: "the group, which is | outlawed | in Norway"."""
    if verb.lemma_ not in load_scenes()["forbidding"] or any(child.dep_ == "agent" for child in verb.rights):
        return False
    return any(child.dep_ == "auxpass" and child.tag_ in ("VBZ", "VBP") for child in verb.lefts)


@cache
def _trigger(type_: str, part: str, lemma: str, weight: float) -> Trigger:
    free: frozenset[str] = frozenset()
    return Trigger(type_, None, "act", (part, lemma), weight, None, free, free, free, free, free, free)
