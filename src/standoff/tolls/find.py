"""The stage: a document in, tolls out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Token

from standoff.records import Document, Toll, TollKind
from standoff.tolls.arguments import harmed_by, is_passive, objects_of, of_objects, subject_of
from standoff.tolls.numbers import find_quantities
from standoff.tolls.people import People, Phrases, find_phrases, people_of
from standoff.tolls.words import Harm, Phrase, Words, load_words

__all__ = ["find_tolls"]


@dataclass(slots=True)
class _Found:
    """A toll before it is a record. ``first`` and ``last`` are the tokens of its word of harm."""

    what: TollKind
    people: People
    first: int
    last: int
    weak: bool = False
    frame: str = ""


@dataclass(slots=True)
class _Sentence:
    parse: Doc
    start: int
    end: int
    lower: Sequence[str]
    phrases: Phrases
    words: Words
    found: list[_Found] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)


def find_tolls(document: Document) -> list[Toll]:
    """Every toll of a document, in text order; the parts of a toll ("including 11 children") after it."""
    words = load_words()
    parse = document.parse
    lower = [token.lower_ for token in parse]
    marks = [at for at, word in enumerate(lower) if word in words.marks]
    tolls: list[Toll] = []
    at = 0
    while at < len(marks):
        sentence = parse[marks[at]].sent
        inside = []
        while at < len(marks) and marks[at] < sentence.end:
            inside.append(marks[at])
            at += 1
        for found in _in_sentence(parse, sentence.start, sentence.end, lower, inside, words):
            tolls.append(_toll(document, found))
    return tolls


def _toll(document: Document, found: _Found) -> Toll:
    people, parse = found.people, document.parse
    return Toll(
        found.what,
        people.low,
        people.high,
        people.who,
        document.span(parse[people.first : people.last + 1]),
        document.span(parse[found.first : found.last + 1]),
    )


def _in_sentence(
    parse: Doc, start: int, end: int, lower: Sequence[str], marks: Sequence[int], words: Words
) -> list[_Found]:
    quantities = find_quantities(lower[start:end], start)
    harm = frozenset(at for at in marks if lower[at] in words.harm)
    this = _Sentence(parse, start, end, lower, find_phrases(parse, quantities, words, harm), words)
    tentative: list[tuple[Token, Harm, list[People]]] = []
    for at in marks:
        token = parse[at]
        if _toll_noun(this, token) or _phrase(this, token):
            continue
        tentative += _harm(this, token)
    for token, word, people in tentative:
        if not _beside(this, token, word):
            for each in people:
                _add(this, word, each, token)
    _parts(this)
    _unnumbered(this, marks)
    return _settled(this)


# --- by the parse -----------------------------------------------------------------------------------------


def _harm(this: _Sentence, token: Token) -> list[tuple[Token, Harm, list[People]]]:
    """Adds the people that the parse ties to a word of harm. What is left is to be looked for beside the word."""
    left: list[tuple[Token, Harm, list[People]]] = []
    for word in _readings(this, token):
        people = [
            each
            for argument in harmed_by(token, word)
            for each in people_of(argument, this.phrases, this.words)
            if _suits(each, word, token, this.words)
        ]
        if word.frame == "counted":
            people = [_without_noun(each, token) for each in people if each.is_counted and each.head.i == token.i]
        if any(each.is_counted for each in people):
            _add_all(this, word, people, token)
            return []
        left.append((token, word, people))
    return left


def _without_noun(people: People, noun: Token) -> People:
    """Of "12 civilian deaths", the people: "civilian"."""
    who = (people.who or "").removesuffix(noun.text).strip() if people.last == noun.i else ""
    return replace(people, who=who or None)


def _readings(this: _Sentence, token: Token) -> list[Harm]:
    """What a word of harm can be, the likeliest by its part of speech first."""
    is_noun = token.pos_ in ("NOUN", "PROPN")
    readings = []
    for word in this.words.harm.get(this.lower[token.i], ()):
        after = list(this.lower[token.i + 1 : token.i + 1 + len(word.rest)])
        if after != list(word.rest) and not (
            len(word.rest) == 1
            and any(child.dep_ == "prt" and child.lower_ == word.rest[0] for child in token.children)
        ):
            continue
        readings.append(word)
    return sorted(readings, key=lambda word: (word.frame in ("counted", "deeds")) != is_noun)


def _suits(people: People, word: Harm, token: Token, words: Words) -> bool:
    head = people.head
    if head.i == token.i and word.frame != "counted":
        return False
    if word.people:
        known = head.lemma_.lower() in words.people or head.lower_ in words.people
        if not known and not (people.is_bare and is_passive(token)):
            return False
    is_few = people.is_bare and people.high is not None and people.high < 20
    return not (word.fleeing and (people.low == 1 or head.lemma_.lower() in words.suspects or is_few))


def _add_all(this: _Sentence, word: Harm, people: Sequence[People], token: Token) -> None:
    """Adds people who came to harm together: all of them first, where every number is known, then each by itself."""
    if len(people) > 1 and all(each.low is not None and each.high is not None for each in people):
        first, last = min(each.first for each in people), max(each.last for each in people)
        who = " and ".join(each.who for each in people if each.who) or None
        low, high = sum(each.low or 0 for each in people), sum(each.high or 0 for each in people)
        _add(this, word, People(low, high, first, last, who, people[0].head), token)
    for each in people:
        if each.is_counted or len(people) == 1:
            _add(this, word, each, token)


def _add(this: _Sentence, word: Harm, people: People, token: Token) -> None:
    last = token.i + len(word.rest)
    if this.lower[token.i + 1 : last + 1] != list(word.rest):
        last = token.i
    this.found.append(_Found(word.what, people, token.i, last, word.weak, _frame(token, word)))
    this.taken.update(range(people.first, people.last + 1))


def _frame(token: Token, word: Harm) -> str:
    return "states" if token.dep_ == "amod" and token.head.i > token.i else word.frame


# --- beside the word --------------------------------------------------------------------------------------


def _beside(this: _Sentence, token: Token, word: Harm) -> bool:
    """Adds the numbered people that stand right before or after a word, where the parse has not tied them to it."""
    if word.frame not in ("undergo", "states", "suffer"):
        return False
    before = [
        each
        for each in this.phrases.all
        if each.last < token.i and not this.taken.intersection(range(each.first, each.last + 1))
    ]
    after = [
        each
        for each in this.phrases.all
        if each.first > token.i and not this.taken.intersection(range(each.first, each.last + 1))
    ]
    takes_subject = word.frame != "undergo" or bool(word.shapes & {"past", "participle"})
    takes_object = word.frame == "undergo" and not is_passive(token)
    if takes_subject and before:
        nearest = before[-1]
        between = this.lower[nearest.last + 1 : token.i]
        if (
            len(between) <= 4
            and all(each in this.words.between for each in between)
            and _suits(nearest, word, token, this.words)
        ):
            _add(this, word, nearest, token)
            return True
    if takes_object and after:
        nearest = after[0]
        end = token.i + 1 + len(word.rest)
        if nearest.first == end and _suits(nearest, word, token, this.words):
            _add(this, word, nearest, token)
            return True
    return False


# --- toll nouns, phrases, parts ---------------------------------------------------------------------------


def _toll_noun(this: _Sentence, token: Token) -> bool:
    """Adds the number of "the death toll rose to 56", "the number of killed reached 56", "put its dead at 3"."""
    words, lower, at = this.words, this.lower, token.i
    if any(found.first <= at <= found.last for found in this.found):
        return True
    pair = " ".join(lower[at : at + 2])
    before = " ".join(lower[max(at - 1, this.start) : at + 1])
    if before in words.tolls:
        return True  # told of at its first word
    what, last = words.tolls.get(lower[at]), at
    if pair in words.tolls:
        what, last = words.tolls[pair], at + 1
    only: frozenset[str] = words.before_number
    if what is None:
        what = next((each.what for each in words.harm.get(lower[at], ())), None)
        of = at - 1 if lower[at - 1] == "of" else at - 2
        if what is None or of < this.start:
            return False
        if lower[of] == "of" and lower[of - 1] in words.counts:
            pass
        elif token.dep_ == "dobj" and token.head.lower_ in words.put:
            only = frozenset({"at"})
        else:
            return False
    for each in this.phrases.all:
        said = lower[each.first - 1]
        if each.first <= last or (said not in only and each.first != last + 1):
            continue
        if each.first - last > 14 or {";", "that", "which"}.intersection(lower[last + 1 : each.first]):
            break
        people = each
        if said in words.exceeding and each.low is not None and each.low == each.high:
            people = replace(each, low=each.low + 1, high=None)
        this.found.append(_Found(what, people, at, last))
        this.taken.update(range(each.first, each.last + 1))
        return True
    return what is not None and last in (at, at + 1) and lower[at] in words.tolls


def _phrase(this: _Sentence, token: Token) -> bool:
    """Adds the people of "lost their lives", "claimed the lives of 12", "took 12 hostages"."""
    for phrase in this.words.phrases.get(this.lower[token.i], ()):
        verb = token.head
        if token.dep_ == "pobj" and verb.dep_ == "prep":
            verb = verb.head
        if token.dep_ == "conj":
            verb = verb.head
        if verb.lower_ not in phrase.verbs:
            continue
        people = [
            each
            for argument in _in_phrase(token, verb, phrase)
            for each in people_of(argument, this.phrases, this.words)
            if each.head.i != token.i or each.is_counted
        ]
        people = [each for each in people if each.head.lower_ not in this.words.phrases or phrase.harmed == "noun"]
        if people:
            first, last = (verb.i, verb.i) if abs(token.i - verb.i) > 6 else sorted((verb.i, token.i))
            word = Harm(phrase.what, "suffer", frozenset(), (), False, False, False)
            before = len(this.found)
            _add_all(this, word, people, verb)
            for found in this.found[before:]:
                found.first, found.last = first, last
            return True
    return False


def _in_phrase(noun: Token, verb: Token, phrase: Phrase) -> list[Token]:
    match phrase.harmed:
        case "subject":
            subject = subject_of(verb)
            return [] if subject is None else [subject]
        case "noun":
            return of_objects(noun) or [noun]
        case "object":
            return (
                objects_of(verb) if not is_passive(verb) else [each for each in [subject_of(verb)] if each is not None]
            )
        case _:
            return [
                below
                for child in [*verb.children, *noun.children]
                if child.dep_ in ("prep", "dative") and child.lower_ == "on"
                for below in child.children
                if below.dep_ == "pobj"
            ]


_PARTS = frozenset({"including", "among", "amongst", "of", "them", "whom", "include", "included"})


def _parts(this: _Sentence) -> None:
    """Adds the numbered parts of a toll: "including 11 children", "three of them women"."""
    for at in range(this.start, this.end):
        if this.lower[at] != "including" and this.lower[at : at + 2] not in (
            ["among", "them"],
            ["among", "whom"],
            ["of", "whom"],
            ["of", "them"],
        ):
            continue
        whole = max(
            (each for each in this.found if each.people.first < at and max(each.people.last, 0) < at),
            key=lambda each: (each.people.last, -each.people.first),
            default=None,
        )
        if whole is None:
            continue
        begin = at + 1 if this.lower[at] == "including" else at + 2
        for each in this.phrases.all:
            if each.first < begin:
                continue
            between = this.lower[begin : each.first]
            if len(between) > 3 or not all(
                word in (",", "and", "were", "are", "at", "least", ":", "as", "well") for word in between
            ):
                break
            if not this.taken.intersection(range(each.first, each.last + 1)):
                this.found.append(_Found(whole.what, each, whole.first, whole.last))
                this.taken.update(range(each.first, each.last + 1))
                begin = each.last + 1
            else:
                break


def _unnumbered(this: _Sentence, marks: Sequence[int]) -> None:
    """Adds the words that tell of harm by themselves, where no toll hangs on them."""
    for at in marks:
        what = this.words.unnumbered.get(this.lower[at])
        if what is None or any(found.first <= at <= found.last for found in this.found):
            continue
        token = this.parse[at]
        if any(child.lower_ in ("no", "any", "without") for child in token.lefts):
            continue
        this.found.append(_Found(what, People(None, None, at, at, None, token), at, at))


def _settled(this: _Sentence) -> list[_Found]:
    """One toll for one harm, in text order: "shot dead" is killed alone, and so is a thing said twice."""
    strong = {(found.people.first, found.people.last) for found in this.found if not found.weak}
    _undivided(this)
    seen: set[tuple[TollKind, int, int]] = set()
    kept = []
    for found in sorted(this.found, key=lambda each: (each.people.first, -each.people.last, each.first)):
        key = found.what, found.people.first, found.people.last
        if key in seen or (found.weak and key[1:] in strong):
            continue
        seen.add(key)
        kept.append(found)
    return kept


def _undivided(this: _Sentence) -> None:
    """One figure for the killed or injured, or for "the dead and injured", is neither's: it becomes ``other``."""
    for one in this.found:
        for two in this.found:
            if one.what == two.what or one.first >= two.first or two.first - one.last > 4:
                continue
            if (one.people.first, one.people.last) != (two.people.first, two.people.last):
                continue
            joint = this.lower[one.last + 1 : two.first]
            are_states = one.frame == two.frame == "states" and "and" in joint
            if "or" in joint or are_states or "and/or" in joint:
                one.what = two.what = "other"
                two.first, two.last = one.first, one.last
