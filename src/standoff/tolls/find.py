"""The stage: a document in, tolls out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from spacy.tokens import Token

from standoff.records import Document, Toll, TollKind
from standoff.tolls.arguments import harmed_by, is_passive, objects_of
from standoff.tolls.parts import find_elsewhere, find_fatal, find_parts
from standoff.tolls.people import People, are_two_sorts, is_of_own_side, people_of
from standoff.tolls.phrases import find_phrase
from standoff.tolls.sentence import Found, Sentence, open_sentence
from standoff.tolls.settle import settled
from standoff.tolls.totals import find_total
from standoff.tolls.words import Harm, Words, load_words

__all__ = ["find_tolls"]

_COUNTING = frozenset({"det", "neg", "nummod", "poss"})
_SAID_OF = frozenset({"oprd", "acomp", "prt", "advmod", "amod", "ccomp", "pobj"})
_SUBSTANTIVES = frozenset({"dead", "wounded", "injured", "missing"})
_OF_VERBS = frozenset({"aux", "dobj", "obj"})
_WHITHER = frozenset({"to", "into", "onto", "aboard", "across"})
_NEAR = 4
"""At most so many words may stand between people and what befell them."""
_FARTHEST = 300
"""A number takes up a toll told at most so many characters before."""
_DEEPEST = 12
"""So many words at most are looked up from a number, to the clause in which it stands."""
_ORDINAL = re.compile(r"([0-9]{1,4})(?:st|nd|rd|th)")
_HEADING = 2
"""So few tokens head a section ("Killings.") and tell of nothing."""
_FEW = 20
"""Fewer than so many who flee, and no word for them, may be suspects."""


def find_tolls(document: Document) -> list[Toll]:
    """Every toll of a document, in text order; the parts of a toll ("including 11 children") after it.

    People named together ("two soldiers and a civilian were killed") give their sum, then the numbered parts.
    """
    words = load_words()
    parse = document.parse
    lower = [token.lower_ for token in parse]
    marks = [at for at, word in enumerate(lower) if word in words.marks]
    tolls: list[Toll] = []
    at = 0
    while at < len(marks):
        sentence = parse[marks[at]].sent
        first = at
        while at < len(marks) and marks[at] < sentence.end:
            at += 1
        this = open_sentence(parse, sentence.start, sentence.end, lower, marks[first:at], words)
        if tolls and document.span(sentence).start - tolls[-1].span.end < _FARTHEST:
            this.told_last = tolls[-1].what
        tolls += [_toll(document, found) for found in _in_sentence(this)]
    return tolls


def _toll(document: Document, found: Found) -> Toll:
    people, parse = found.people, document.parse
    return Toll(
        found.what,
        people.low,
        people.high,
        people.who,
        document.span(parse[people.first : people.last + 1]),
        document.span(parse[found.first : found.last + 1]),
    )


def _in_sentence(this: Sentence) -> list[Found]:
    left: list[tuple[Token, Harm, list[People]]] = []
    for at in this.marks:
        token = this.parse[at]
        if find_total(this, at):
            continue
        phrase = find_phrase(this, token)
        if phrase is not None:
            people, first, last = phrase[1:]
            wholes = [each for each in people if each.first not in this.parts] or people
            _add_all(this, phrase[0].what, wholes, first, last, is_weak="weak" in phrase[0].flags)
            continue
        if not _are_there(this, token):
            left += _by_parse(this, token)
    for token, word, people in left:
        if not _beside(this, token, word, people) and not this.is_marked(token.i):
            _add(this, token, word, people)
    find_fatal(this)
    find_elsewhere(this)
    find_parts(this)
    _unnumbered(this)
    return settled(this)


# --- by the parse -----------------------------------------------------------------------------------------


def _by_parse(this: Sentence, token: Token) -> list[tuple[Token, Harm, list[People]]]:
    """Adds the numbered people that the parse ties to a word of harm; what else it ties to it is given back."""
    left: list[tuple[Token, Harm, list[People]]] = []
    if (beside := _right_before(this, token)) is not None:
        _add(this, token, beside[0], [beside[1]])
        return []
    for word in _readings(this, token):
        if _is_elliptic(token, word) and (_follows_total(this, token) or _beside(this, token, word)):
            return []  # "a toll of 12 killed", "five were killed seven others injured"
        people = [
            _so_many(each, token, this.words)
            for argument in map(partial(_unquoted, this), _meant_by(this, harmed_by(token, word), token, word))
            for each in people_of(argument, this.phrases, this.words)
            if _suits(this, each, word, token) and not _is_besides(each, argument, token)
        ]
        if any(each.is_numbered for each in people):
            wholes = [each for each in people if each.first not in this.parts]
            _add(this, token, word, wholes or people)  # "killed | 12 |, six of them women"
            return []
        left.append((token, word, people or _heading(this, token, word)))
    return left


def _unquoted(this: Sentence, argument: Token) -> Token:
    """The people whose last word the parser takes for those harmed, as a mark of quotation parts it from them: "35
    \"| hirelings | of the Danes\" killed"; or those of whom it tells other harm: "| two | prisoners died"."""
    if _is_died_of(this, argument):
        number = (each.head for each in this.phrases.all if each.last == argument.i - 1 and each.is_bare)
        return next(number, argument)
    after = argument.i + 1
    if after >= this.end or this.lower[after] not in ('"', "”") or argument.i in this.phrases.by_token:
        return argument
    whole = (each for each in this.phrases.all if each.last == argument.i and each.head.i < argument.i)
    return next((each.head for each in whole), argument)


def _meant_by(this: Sentence, arguments: Sequence[Token], token: Token, word: Harm) -> Sequence[Token]:
    """The numbered people who tell what befell them, for "they": "| three women | said that they were raped"."""
    if word.what == "killed" or len(arguments) != 1 or arguments[0].lower_ not in ("they", "them"):
        return arguments
    above = token.head
    if token.dep_ != "ccomp" or above.pos_ != "VERB":
        return arguments
    tellers = [each for each in above.lefts if each.dep_ == "nsubj" and each.i in this.phrases.by_token]
    return tellers or arguments


def _heading(this: Sentence, token: Token, word: Harm) -> list[People]:
    """The one person with whom a headline opens, where the parser saw no clause: "| Mayor | slain in Bardo"."""
    opening, after = this.parse[this.start : token.i], token.i + 1
    is_passive_form = word.frame in ("undergo", "states") and word.shapes & {"past", "participle", "as is"}
    if not (is_passive_form and 0 < len(opening) <= _NEAR) or (after < this.end and this.parse[after].pos_ != "ADP"):
        return []
    name = this.lower[token.i - 1]
    is_one = name in this.words.people and name not in this.words.collective
    if not is_one or not all(each.pos_ in ("NOUN", "PROPN", "ADJ") for each in opening):
        return []
    return [People(1, 1, this.start, token.i - 1, opening.text, opening[-1])]


def _so_many(people: People, token: Token, words: Words) -> People:
    """Those of whom somebody is told to be the last: "he is | the 13th priest | murdered since May" counts thirteen."""
    head = people.head
    if people.is_numbered or people.low != 1 or token.dep_ not in ("acl", "relcl") or token.head.i != head.i:
        return people
    if not any(child.dep_ == "det" and child.lower_ == "the" for child in head.lefts):
        return people
    for child in head.lefts:
        place = _place_in_row(child.lower_, words) if child.dep_ in ("amod", "compound") else None
        if place is not None:
            return replace(people, low=place, high=place, is_numbered=True)
    return people


def _place_in_row(lower: str, words: Words) -> int | None:
    """The number of "13th" or "thirteenth"; ``None`` for any other word, a year among them."""
    figure = _ORDINAL.fullmatch(lower)
    return int(figure[1]) if figure is not None else words.ordinals.get(lower)


def _is_besides(people: People, argument: Token, token: Token) -> bool:
    """Whether a number is joined to those whom an adjective is told of: "a dead guard and | four cooks |"."""
    is_joined = people.head.i != argument.i and people.head.dep_ == "conj"
    return people.is_numbered and is_joined and token.dep_ == "amod" and _modifies(token)


def _right_before(this: Sentence, token: Token) -> tuple[Harm, People] | None:
    """The bare number right before a word for those harmed, whatever the parse makes of it: "and | 19 hurt |"."""
    number = next((each for each in this.phrases.all if each.last == token.i - 1), None)
    if number is None or not number.is_bare or not this.is_free(number) or _modifies(token):
        return None
    words = (word for word in _readings(this, token) if word.frame == "states")
    return next(((word, number) for word in words if _suits(this, number, word, token)), None)


def _follows_total(this: Sentence, token: Token) -> bool:
    return any(people.last == token.i - 1 and not this.is_free(people) for people in this.phrases.all)


def _is_elliptic(token: Token, word: Harm) -> bool:
    """Whether a participle has neither a subject nor an auxiliary of its own."""
    if word.frame != "undergo" or not word.shapes & {"past", "participle"}:
        return False
    if token.dep_ in ("oprd", "xcomp") and is_passive(token.head):
        return False  # "were reported killed"
    return not any(child.dep_ in ("nsubj", "nsubjpass", "auxpass", "aux", "dobj") for child in token.children)


def _readings(this: Sentence, token: Token) -> list[Harm]:
    """What a word of harm can be, the likeliest by its part of speech first."""
    is_manner = token.i - 1 > this.start and this.lower[token.i - 1 : token.i + 1] == ["to", "death"]
    if is_manner and this.lower[token.i - 2] in this.words.harm:
        return []  # "were hacked to death": the verb's
    is_noun = token.pos_ in ("NOUN", "PROPN")
    if token.i - 1 >= this.start and this.lower[token.i] == "dead" and _is_weak(this, token.i - 1):
        return []  # "were shot dead": the verb's
    if _is_died_of(this, token):
        return []
    known = this.words.harm.get(this.lower[token.i], ())
    readings = [
        word
        for word in known
        if _has_rest(this, token, word) and _tells_harm(this, token, word) and not _is_undone(this, token, word)
    ]
    return sorted(readings, key=lambda word: (word.frame in ("counted", "deeds")) != is_noun)


def _is_died_of(this: Sentence, token: Token) -> bool:
    """Whether harm only tells of what somebody died, or who did: "two | prisoners | died of their | injuries |"."""
    verb = token.head.head if token.dep_ == "pobj" else token.head
    verbs = (verb, *(child for child in verb.rights if child.dep_ == "xcomp"))  # "is believed to have died"
    is_tied = token.dep_ in ("pobj", "nsubj", "nsubjpass")
    return is_tied and any(each.lemma_.lower() in this.words.dying for each in verbs)


def _is_weak(this: Sentence, at: int) -> bool:
    """Whether a verb of harm says less than "dead" behind it."""
    return any("weak" in word.flags and word.frame == "undergo" for word in this.words.harm.get(this.lower[at], ()))


def _is_undone(this: Sentence, token: Token, word: Harm) -> bool:
    """Whether what follows a word takes its harm away: "have fallen ill", "held the mayor responsible"."""
    if not word.unless:
        return False
    after = token.i + 1 + len(word.rest)
    said_of = [*token.rights, *(each for people in objects_of(token) for each in people.rights)]
    behind = (below for each in said_of if each.dep_ == "prep" for below in each.rights)
    beside = {each.lower_ for each in (*said_of, *behind) if each.dep_ in _SAID_OF or _is_whither(each)}
    return (after < this.end and this.lower[after] in word.unless) or not word.unless.isdisjoint(beside)


def _is_whither(token: Token) -> bool:
    """Whether a word says where people are brought: "took them | to | the port"."""
    return token.dep_ == "prep" and token.lower_ in _WHITHER


def _tells_harm(this: Sentence, token: Token, word: Harm) -> bool:
    """Whether a weak deed ("the shooting of") says what became of the people: "the fatal shooting of"."""
    return word.frame != "deeds" or "weak" not in word.flags or _is_fatal(this, token)


def _has_rest(this: Sentence, token: Token, word: Harm) -> bool:
    rest = this.lower[token.i + 1 : token.i + 1 + len(word.rest)]
    if tuple(rest) == word.rest:
        return True
    return len(word.rest) == 1 and any(child.dep_ == "prt" and child.lower_ == word.rest[0] for child in token.children)


def _suits(this: Sentence, people: People, word: Harm, token: Token) -> bool:
    """Whether these people can come to harm by this word here."""
    words, head = this.words, people.head
    if word.frame == "counted":
        return head.i == token.i and people.is_numbered
    is_part = people.first in this.parts and not _is_all_of_them(people, token)
    if head.i == token.i or is_part or this.owner.get(people.first, token.i) != token.i:
        return False
    if head.lower_ in words.counted and people.is_counted and not people.is_bare and word.what != "killed":
        return False  # "a grave that holds 12 bodies"
    is_fatal = "weak" in word.flags and _is_fatal(this, token)
    is_object = head.dep_ in ("dobj", "pobj")
    if not people.is_numbered and not is_fatal and not is_object and _may_be_doer(token, word):
        return False
    if _modifies(token) and not people.is_numbered and (_is_definite(head, words) or word.what == "displaced"):
        return False  # "the slain pilot" is told of elsewhere, "a camp for displaced people" of no toll
    if head.dep_ == "poss" and not _is_somebody(people, words):
        return False  # "the army's killings"
    if not is_fatal and not _is_known(this, people, word, token):
        return False
    if "many" in word.flags and not people.are_many:
        return False
    if word.only and not (people.is_numbered and head.lemma_.lower() in word.only):
        return False
    if "dwellers" in word.flags and not _has_left(people, word, token, words):
        return False
    may_be_denied = bool(word.rest) or word.frame == "suffer" or is_passive(token)
    is_denied = may_be_denied and any(child.dep_ == "neg" for child in token.children)
    is_denied |= any(child.dep_ == "nsubj" and child.lower_ in words.nobody for child in token.lefts)
    if "denied" in word.flags and not is_denied:
        return False  # only who has not been seen is missing
    if "fleeing" in word.flags:
        if token.dep_ == "xcomp" and token.head.lemma_ in words.tries:
            return False  # "shot people who tried to flee"
        is_few = people.is_bare and people.high is not None and people.high < _FEW
        return not (people.low == 1 or head.lemma_.lower() in words.suspects or is_few)
    return True


def _has_left(people: People, word: Harm, token: Token, words: Words) -> bool:
    """Whether those who live somewhere are gone: "residents have left", and not "urged residents to leave"."""
    is_open = word.frame == "undergo" or bool(word.rest)  # "people left", but "people crossed into Chad"
    behind = objects_of(token)  # "5,000 people have abandoned both halves of the town", "left Bardo"
    is_open |= bool(behind) and ("many" in word.flags or behind[0].pos_ == "PROPN")
    is_people = people.head.lower_ == "people" or (people.is_bare and (bool(word.rest) or word.frame == "undergo"))
    if not (is_open and is_people) and people.head.lemma_.lower() not in words.dwellers:
        return False
    return token.tag_ != "VB" or any(child.dep_ == "aux" and child.lower_ == "will" for child in token.lefts)


def _is_all_of_them(people: People, token: Token) -> bool:
    """Whether "of them" only says who they are, where what befell them has a word of its own: "killed | 12 of them |",
    "nine were hurt, | two of whom | died", "hurt nine, of whom | two | died"."""
    doc, first = people.head.doc, people.first
    after = doc[people.last + 1 : people.last + 3].text.lower()
    before = doc[max(0, first - 2) : first].text.lower()
    is_own = people.head.dep_ in ("dobj", "nsubjpass", "nsubj") and people.head.head.i == token.i
    return is_own and (after in ("of them", "of whom", "of those") or before == "of whom")


def _is_somebody(people: People, words: Words) -> bool:
    """Whether a possessor is a person, who undergoes a deed, and no body or state, which does it."""
    head = people.head
    if head.pos_ == "PROPN":
        return people.low == 1 and head.ent_type_ not in ("GPE", "NORP")
    return head.lower_ in words.one or head.lemma_.lower() in words.people or people.is_numbered


def _modifies(token: Token) -> bool:
    return token.dep_ in ("amod", "compound") and token.head.i > token.i


def _is_definite(noun: Token, words: Words) -> bool:
    """Whether a noun names what the reader has been told of: "the massacre", "Tuesday's casualties"."""
    return any(child.dep_ == "poss" or child.lower_ in words.definite for child in noun.lefts)


def _is_known(this: Sentence, people: People, word: Harm, token: Token) -> bool:
    """Whether people are known as such by their noun, where things undergo the same: "the noise died"."""
    head = people.head
    is_asked = "people" in word.flags or (word.frame in ("suffer", "states") and not people.is_numbered)
    names = (head.lemma_.lower(), head.lower_, head.lower_.removesuffix("s"))
    if not is_asked or not this.words.people.isdisjoint(names):
        return True
    if people.is_numbered and head.ent_type_ == "NORP" and head.tag_ in ("NNPS", "NNS"):
        return True  # "captured | three Danes |"
    if people.is_numbered and head.lower_ in this.words.collective:  # "wiped out | a group of 15 rebels |"
        return any(each.lemma_.lower() in this.words.people for each in head.doc[head.i + 1 : people.last + 1])
    if people.is_bare:
        is_told = word.frame == "states" or is_passive(token) or _is_all_of_them(people, token)
        is_told |= is_of_own_side(people, this.words) or (word.what == "missing" and people.head.dep_ == "nsubj")
        return is_told or _are_of_those_before(people, token, this.words) or _is_cut(people, token)
    if "pronouns" in word.flags and head.lower_ in this.words.one:
        return True
    if head.pos_ in ("PROPN", "PRON") or head.lower_ == "old":
        return "names" in word.flags or "people" not in word.flags
    return "people" not in word.flags and head.lower_ in this.words.collective


def _is_cut(people: People, token: Token) -> bool:
    """Whether a headline leaves out the "were" between a number and what befell it: "base falls, | 60 captured |"."""
    is_beside = people.last + 1 == token.i and not any(child.dep_ in _OF_VERBS for child in token.children)
    after = token.nbor(1) if token.i + 1 < token.sent.end else None
    return is_beside and token.tag_ in ("VBN", "VBD") and (after is None or after.is_punct or after.pos_ == "ADP")


def _are_of_those_before(people: People, token: Token, words: Words) -> bool:
    """Whether a bare number is of those whom the verb before reached: "fired on anglers and seized | three |"."""
    above = token.head
    if token.dep_ != "conj" or people.head.dep_ != "dobj" or above.pos_ != "VERB":
        return False
    reached = [*objects_of(above), *(below for child in above.rights if child.dep_ == "prep" for below in child.rights)]
    return any(each.lemma_.lower() in words.people for each in reached)


def _may_be_doer(token: Token, word: Harm) -> bool:
    """Whether the subject of a verb without an object may as well have done the harm: "the group killed near"."""
    if word.frame != "undergo" or is_passive(token) or objects_of(token):
        return False
    return token.tag_ == "VBD" or any(child.dep_ == "aux" for child in token.children)


def _add(this: Sentence, token: Token, word: Harm, people: Sequence[People]) -> None:
    is_fatal = word.what == "injured" and (_is_fatal(this, token) or _is_put_to_death(this, token))
    what: TollKind = "killed" if is_fatal else word.what
    if word.frame == "counted":
        people = [_without_noun(each, token) for each in people]
    last = (
        token.i + len(word.rest)
        if tuple(this.lower[token.i + 1 : token.i + 1 + len(word.rest)]) == word.rest
        else token.i
    )
    is_state = word.frame == "states" or _modifies(token)
    is_within = any(each.first <= token.i <= each.last for each in people)
    is_behind = word.frame == "states" and people[-1:] and people[-1].last == token.i - 1
    if (is_within or (is_behind and _ends_state(this, token.i + 3))) and _is_joined_to_other(this, token.i, what):
        what = "other"
    is_weak = "weak" in word.flags and what != "killed"
    people = [*(_opening(this, people[0]) if people else ()), *people]
    _add_all(this, what, people, token.i, last, is_weak=is_weak, is_state=is_state)


def _opening(this: Sentence, people: People) -> list[People]:
    """The one person whom a headline names before a comma and a number: "| Judge |, two clerks slain"."""
    end = people.first - 1
    opening = this.parse[this.start : max(this.start, end)]
    is_bare = people.is_bare and people.who is None
    if not (0 < len(opening) <= _NEAR) or this.lower[end] != "," or not people.is_numbered or is_bare:
        return []
    is_name = all(token.pos_ in ("NOUN", "PROPN", "ADJ") and token.lower_ not in this.words.days for token in opening)
    if not is_name or opening[-1].lower_ not in this.words.people or not this.taken.isdisjoint(range(this.start, end)):
        return []
    return [People(1, 1, this.start, end - 1, opening.text, opening[-1])]


def _is_joined_to_other(this: Sentence, at: int, what: TollKind) -> bool:
    """Whether a word stands beside one of another harm: "dozens of dead and wounded people" are neither's alone."""
    return any(
        this.lower[at + step] in ("and", "or")
        and any(each.what != what for each in this.words.harm[this.lower[at + 2 * step]])
        for step in (-1, 1)
        if this.start <= at + 2 * step < this.end and this.lower[at + 2 * step] in this.words.harm
    )


def _ends_state(this: Sentence, at: int) -> bool:
    """Whether those of whom two words of harm are told ("left 12 dead and wounded") end here, and no others follow."""
    return at >= this.end or this.parse[at].is_punct or this.parse[at].pos_ == "ADP"


def _is_fatal(this: Sentence, token: Token) -> bool:
    """Whether the wounded died: "fatally wounded", "beaten to death", "shot dead", "burned them alive"."""
    after = this.lower[token.i + 1 : token.i + 3]
    if after == ["to", "death"] or after[:1] in (["dead"], ["alive"]):
        return True
    for child in token.children:
        if child.lower_ in this.words.fatal or (child.lower_ in ("alive", "dead") and child.i > token.i):
            return True
        if child.lower_ == "to" and child.i + 1 < this.end and this.lower[child.i + 1] == "death":
            return True
    return False


def _is_put_to_death(this: Sentence, token: Token) -> bool:
    """Whether those who are shot are put to death: "lined up and shot", "shot him behind the mill"."""
    if token.lemma_ not in this.words.executes:
        return False
    is_one = any(each.lower_ in this.words.one for each in objects_of(token))
    return is_one or not this.words.put_to_death.isdisjoint(this.lower[this.start : this.end])


def _without_noun(people: People, noun: Token) -> People:
    """Of "12 civilian deaths", the people: "civilian"."""
    if people.last != noun.i:
        return people
    who = (people.who or "").removesuffix(noun.text).strip()
    return replace(people, who=who or None)


def _add_all(this: Sentence, what: TollKind, people: Sequence[People], first: int, last: int, **kind: bool) -> None:
    """Adds people who came to harm together: all of them, where every number is known, then each beside a number."""
    if _names_them(people):
        people = people[:1]
    if len(people) > 1 and all(each.is_counted for each in people) and not _lists_them(people):
        is_numbered = any(each.is_numbered for each in people)
        this.add(what, _together(people), first, last, is_sum=is_numbered, **kind)
        people = people if is_numbered else []
    for each in people:
        this.add(what, each, first, last, **kind)


def _names_them(people: Sequence[People]) -> bool:
    """Whether those after a number only say who they are: "two tailors, a girl and her brother"."""
    if len(people) < 3 or not people[0].is_numbered or any(each.is_numbered for each in people[1:]):
        return False
    first, last = people[0], people[-1]
    if not first.low == first.high == len(people) - 1 or not _is_before_comma(first):
        return False
    return _is_before_comma(last) or any(child.dep_ == "poss" for child in last.head.lefts)


def _lists_them(people: Sequence[People]) -> bool:
    """Whether those after a number and a comma are all of those whom it counts: "seven people, | four guards and three
    porters |"."""
    first, *rest = people
    is_whole = first.is_numbered and first.low == first.high == sum(each.low or 0 for each in rest)
    are_counted = len(rest) > 1 and any(each.is_numbered for each in rest)  # not "two cooks, a nurse and a driver"
    return is_whole and are_counted and _is_before_comma(first)


def _is_before_comma(people: People) -> bool:
    after = people.last + 1
    return after < len(people.head.doc) and people.head.doc[after].text == ","


def _together(people: Sequence[People]) -> People:
    lows, highs = [each.low for each in people], [each.high for each in people]
    return People(
        None if None in lows else sum(low or 0 for low in lows),
        None if None in highs else sum(high or 0 for high in highs),
        min(each.first for each in people),
        max(each.last for each in people),
        " and ".join(each.who for each in people if each.who) or None,
        people[0].head,
    )


# --- beside the word --------------------------------------------------------------------------------------


def _beside(this: Sentence, token: Token, word: Harm, tied: Sequence[People] = ()) -> bool:
    """Adds the numbered people right before or after a word, where the parse has not tied them to any. What
    is said of the people that the parse ties to it (``tied``) does not count: "a nurse who had treated 12 was shot"."""
    if word.frame in ("counted", "deeds") or this.is_marked(token.i):
        return False
    for people in _neighbours(this, token, word):
        if (
            this.is_free(people)
            and _suits(this, people, word, token)
            and not _is_said_of(people, tied, token, this.words)
        ):
            _add(this, token, word, [*_joined_before(this, people, word, token), people])
            return True
    return False


def _joined_before(this: Sentence, people: People, word: Harm, token: Token) -> list[People]:
    """The numbered people to whom the parser joins those right before a word: "| 22 children | and six teachers were
    reported killed"."""
    joined: list[People] = []
    head = people.head
    while people.last < token.i and head.dep_ == "conj" and head.head.i < head.i:
        head = head.head
        before = this.phrases.by_token.get(head.i)
        if before is None or before.is_bare or not this.is_free(before) or not _suits(this, before, word, token):
            break
        joined.insert(0, before)
    listed = _listed_before(this, joined[0] if joined else people)
    return joined if listed is None else [listed, *joined]


def _listed_before(this: Sentence, people: People) -> People | None:
    """Those with whom a headline opens and whom a comma alone parts from others: "| 22 boys |, two nuns killed"."""
    first = next((each for each in this.phrases.all if each.first == this.start), None)
    if first is None or this.lower[first.last + 1 : people.first] not in ([","], []):
        return None  # a comma, or where it was lost
    return first if are_two_sorts(first, people, this.words) and this.is_free(first) else None


def _is_said_of(people: People, tied: Sequence[People], token: Token, words: Words) -> bool:
    """Whether a number only tells more of those who came to harm, before the word of harm: in a clause on them, or
    behind a preposition ("relatives of 12 soldiers")."""
    wholes = {each.head.i: each for each in tied if each.head.i < people.first < token.i}
    above = people.head
    for _ in range(_DEEPEST):
        whole = wholes.get(above.head.i)
        if whole is not None and above.dep_ in ("relcl", "acl"):
            return whole.is_counted and whole.last < people.first
        if above.dep_ == "prep" and (whole is not None or _is_of_subject(above, token)):
            return not {above.head.lower_, above.head.lemma_.lower()} & (words.collective | words.wrapping)
        if above.head.i == above.i:
            return False
        above = above.head
    return False


def _is_of_subject(preposition: Token, token: Token) -> bool:
    """Whether a preposition but "of" stands behind the noun of which a word is said: "talks | on | nine hostages are
    held"."""
    noun = preposition.head
    is_before = noun.i < preposition.i < token.i and preposition.lower_ != "of"
    return is_before and noun.dep_ in ("nsubj", "nsubjpass") and noun.head.i == token.i and noun.pos_ == "NOUN"


def _neighbours(this: Sentence, token: Token, word: Harm) -> list[People]:
    near = []
    others = [each for each in objects_of(token) if not (each.i in this.phrases.by_token or _is_what(each, word, this))]
    is_done_to_others = word.frame == "undergo" and bool(others) and not is_passive(token)  # "and killed most of them"
    if not is_done_to_others and (word.frame != "undergo" or word.shapes & {"past", "participle"}):
        before = _before(this, token)
        near += [] if before is None else [before]
    if word.frame == "undergo" and not is_passive(token):
        end = token.i + 1 + len(word.rest)
        near += [each for each in this.phrases.all if each.first == end]
    owned = [each for each in near if this.owner.get(each.first) == token.i]
    return owned or near


def _is_what(noun: Token, word: Harm, this: Sentence) -> bool:
    """Whether the object of a verb only says what befell those before it: "two Danes taken | prisoner |"."""
    states = (each for each in this.words.harm.get(noun.lower_, ()) if each.frame == "states")
    return noun.left_edge.i == noun.i and any(each.what == word.what for each in states)


def _before(this: Sentence, token: Token) -> People | None:
    """The numbered people that stand before a word, with nothing but auxiliaries, parts or an aside between."""
    words, end = this.words, token.i
    for people in reversed(this.phrases.all):
        if people.last >= token.i:
            continue
        if people.first in this.parts:
            end = min(end, this.parts[people.first])
            continue
        between = this.lower[people.last + 1 : end]
        if people.is_bare and between == ["of", "the"]:  # "eleven of the wounded"
            return people
        if people.is_bare and (kind := _kind_between(this, people.last + 1, token)):
            return replace(people, who=kind)  # "dozens of civilian dead"
        aside = between[between[:1] == [","] :]
        is_aside = aside[:1] and aside[0] in words.asides and len(aside) <= words.longest_aside
        return people if is_aside or (len(between) <= _NEAR and words.between.issuperset(between)) else None
    return None


def _kind_between(this: Sentence, start: int, token: Token) -> str:
    """The adjectives between a number and "dead" or "wounded" that stand for people: "dozens of | civilian | dead"."""
    start += this.lower[start] == "of"
    between = this.parse[start : token.i]
    is_noun = token.lower_ in _SUBSTANTIVES and not _modifies(token)
    of_token = all(each.head.i == token.i and each.dep_ in ("amod", "compound", "nmod") for each in between)
    return between.text if is_noun and of_token and len(between) <= _NEAR else ""


def _are_there(this: Sentence, token: Token) -> bool:
    """Adds those of whom it is only said that there are some: "there are dead and wounded"."""
    first = token.head if token.dep_ == "conj" else token
    verb = first if first.pos_ in ("VERB", "AUX") and token.dep_ == "conj" else first.head
    states = [each for each in this.words.harm.get(this.lower[token.i], ()) if each.frame in ("states", "counted")]
    if not states or not any(child.dep_ == "expl" and child.lower_ == "there" for child in verb.children):
        return False
    is_bare = not any(child.dep_ in _COUNTING for child in (*token.lefts, *first.lefts)) and not any(
        people.first <= token.i and token.i - people.last <= _NEAR for people in this.phrases.all
    )
    is_denied = any(child.dep_ == "neg" for child in verb.children)
    if is_denied or not is_bare or (first is not verb and first.dep_ not in ("attr", "acomp", "dobj", "nsubj")):
        return False
    if token.tag_ not in ("NNS", "NNPS") and token.lower_ not in _SUBSTANTIVES:
        return False
    this.add(states[0].what, People(None, None, token.i, token.i, None, token), token.i, token.i)
    return True


def _unnumbered(this: Sentence) -> None:
    """Adds the words that tell of harm by themselves, where no toll hangs on them."""
    for at in this.marks:
        what = this.words.unnumbered.get(this.lower[at])
        if what is None or this.is_marked(at) or this.end - this.start <= _HEADING:
            continue
        token = this.parse[at]
        if _is_died_of(this, token):
            continue
        noun = token.head if _modifies(token) else token
        is_none = any(child.lower_ in this.words.none for child in noun.lefts) or _is_without(noun, this.words)
        is_put = token.dep_ == "dobj" and token.head.lower_ in this.words.put  # "put casualties at two dead"
        if not is_none and not is_put and not _is_definite(noun, this.words):
            this.add(what, People(None, None, at, at, None, token), at, at)


def _is_without(noun: Token, words: Words) -> bool:
    """Whether it is said that harm was not done: "exploded without causing | injuries |"."""
    token = noun
    while token.dep_ in ("dobj", "pcomp", "conj", "pobj") and token.head.i != token.i:
        token = token.head
        if token.lower_ in words.none:
            return True
    return False
