"""People as a sentence counts them: a number with the noun it counts, or a noun that stands for one or for many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from standoff.tolls.numbers import Quantity
from standoff.tolls.words import Words

__all__ = ["People", "Phrases", "find_phrases", "people_of"]

_LONGEST_RUN = 12
_JOINTS = frozenset({"-", "'", "’", '"', "“", "”", "‘"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_WITHIN = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "PART", "PUNCT", "ADV", "VERB", "SYM", "DET", "X"})
_MODIFIES = frozenset({"nummod", "quantmod", "amod", "det", "nmod", "compound", "advmod", "poss", "predet"})
_MORE = frozenset({"more", "other", "others", "additional", "further", "so", "of", "the"})
_SINGLE = frozenset({"a", "an", "another", "one", "this", "that", "his", "her", "their", "its", "my", "the", "our"})
_NOBODY = frozenset({"no", "any", "nobody", "none", "nothing", "anyone", "anybody", "neither"})
_ONE = frozenset({"he", "she", "him", "her", "someone", "somebody"})
_MANY = frozenset(
    {"they", "them", "us", "we", "all", "everyone", "everybody", "others", "many", "some", "those", "most", "who"}
)


@dataclass(frozen=True, slots=True)
class People:
    """So many people, ``None`` and ``None`` where no number is given. ``first`` and ``last`` are the tokens of the
    whole phrase, ``who`` the words for the people without the number, ``head`` the noun (or the bare number)."""

    low: int | None
    high: int | None
    first: int
    last: int
    who: str | None
    head: Token
    is_bare: bool = False

    @property
    def is_counted(self) -> bool:
        return self.low is not None or self.high is not None


@dataclass(slots=True)
class Phrases:
    """The numbered phrases of a sentence, by the tokens that stand for them in the parse."""

    all: list[People]
    by_token: dict[int, People]


def find_phrases(parse: Doc, quantities: Sequence[Quantity], words: Words, harm: frozenset[int]) -> Phrases:
    """The people that the numbers count; ``harm`` holds the tokens that tell of harm and end a phrase."""
    found = Phrases([], {})
    for number, quantity in enumerate(quantities):
        limit = quantities[number + 1].start if number + 1 < len(quantities) else len(parse)
        people = _counted(parse, quantity, limit, words, harm)
        if people is None:
            continue
        found.all.append(people)
        for at in {*range(quantity.number, quantity.end), people.head.i}:
            if parse[at].i == people.head.i or parse[at].pos_ not in ("ADP", "PUNCT"):
                found.by_token.setdefault(at, people)
    return found


def _counted(parse: Doc, quantity: Quantity, limit: int, words: Words, harm: frozenset[int]) -> People | None:
    sentence_end = parse[quantity.number].sent.end
    limit = min(limit, sentence_end)
    at = quantity.end
    while at < limit and parse[at].lower_ in _MORE:
        at += 1
    if at < limit and at > quantity.end and parse[at - 1].lower_ in ("of", "the"):
        while at < limit and parse[at].pos_ in ("DET", "PRON") and parse[at].tag_ in ("DT", "PRP$", "PDT"):
            at += 1
    of_them = at < limit and parse[at - 1].lower_ == "of" and parse[at].lower_ in ("them", "whom")
    at += of_them  # "three of them women"
    head = _head_of_run(parse, at, limit, words, harm)
    if head is None:
        number = parse[quantity.end - 1]
        if quantity.is_plain and (_is_age(parse, quantity) or _is_day_or_year(parse, quantity, words)):
            return None
        others = next((each for each in parse[quantity.end : at] if each.lower_ == "others"), None)
        last = others.i if others is not None else quantity.end - 1
        who = others.text if others is not None else None
        return People(quantity.low, quantity.high, quantity.start, last, who, number, is_bare=True)
    if _is_thing(head, words):
        return None
    last = _with_of(head, limit)
    return People(quantity.low, quantity.high, quantity.start, last, parse[at : last + 1].text, head)


def _head_of_run(parse: Doc, at: int, limit: int, words: Words, harm: frozenset[int]) -> Token | None:
    """The last noun of the unbroken run of modifiers and nouns from a token on."""
    head: Token | None = None
    aside = False
    for token in parse[at : min(limit, at + _LONGEST_RUN)]:
        if token.text in ("(", ")"):  # "12 Democratic Forces (DF) fighters"
            if not aside and token.text == ")":
                break
            aside = not aside
        elif aside:
            continue
        elif token.i in harm and not _modifies_what_follows(token, limit):
            is_counted = token.lower_ in words.counted and token.tag_ in ("NNS", "NNPS", "NN", "NNP")
            return token if is_counted else head
        elif token.i in harm or token.text in _JOINTS:
            continue
        elif token.lower_ in words.days or (head is not None and _begins_anew(token, head)):
            break
        elif token.pos_ in _NOMINAL or token.tag_ in ("NN", "NNS"):
            head = token
        elif token.pos_ != "ADJ" and token.tag_ not in ("VBN", "POS") and token.dep_ not in ("amod", "compound"):
            break
    return head


def _modifies_what_follows(token: Token, limit: int) -> bool:
    """Whether a word stands before its noun as an adjective: "12 wounded soldiers"."""
    return token.dep_ in ("amod", "compound") and token.i < token.head.i < limit


def _begins_anew(token: Token, head: Token) -> bool:
    """Whether a token after a noun belongs to what follows: "killed 12 people military sources said"."""
    if token.tag_ == "POS":
        return False
    if (
        token.dep_ in ("amod", "compound", "nmod", "poss")
        and head.i < token.head.i
        and head.dep_ not in ("compound", "nmod", "amod", "poss")
    ):
        return True
    return head.tag_ == "NNS" and head.head.i != token.i and token.head.i != head.i


def _with_of(head: Token, limit: int) -> int:
    """The end of a phrase with the "of" that follows its noun: "members of the patrol"."""
    for child in head.rights:
        if child.i == head.i + 1 and child.dep_ == "prep" and child.lower_ == "of":
            inner = next((each for each in child.children if each.dep_ == "pobj"), None)
            if inner is not None and inner.i < limit and inner.i - head.i <= 6:
                return inner.i
    return head.i


def _is_thing(noun: Token, words: Words) -> bool:
    return noun.lemma_.lower() in words.things or noun.lower_ in words.things


def _is_age(parse: Doc, quantity: Quantity) -> bool:
    """Whether a bare figure between commas after a person is that person's age: "a man, 34, was"."""
    before = parse[quantity.start - 1] if quantity.start else None
    after = parse[quantity.end] if quantity.end < len(parse) else None
    if before is None or before.text not in (",", "("):
        return False
    person = parse[quantity.start - 2] if quantity.start > 1 else None
    closed = after is None or after.text in (",", ")", ".", ";") or after.dep_ in ("aux", "auxpass")
    return bool(closed and person is not None and person.pos_ in _NOMINAL and (quantity.low or 0) < 120)


def _is_day_or_year(parse: Doc, quantity: Quantity, words: Words) -> bool:
    word = parse[quantity.number]
    before = parse[quantity.start - 1] if quantity.start else None
    if before is not None and before.lower_ in words.months and (quantity.low or 0) <= 31:
        return True
    value = quantity.low or 0
    return (
        len(word.text) == 4
        and 1900 <= value < 2100
        and (
            before is None
            or before.lower_ in ("in", "of", "since", ",", "(", "by", "from")
            or before.lower_ in words.months
        )
    )


def people_of(head: Token, phrases: Phrases, words: Words) -> list[People]:
    """The people that a phrase and those joined to it by "and" name, each by itself."""
    found = []
    for each in [head, *_joined(head)]:
        people = _people(each, phrases, words)
        if people is not None:
            found.append(people)
    return found


def _joined(head: Token, depth: int = 8) -> list[Token]:
    joined: list[Token] = []
    while depth:
        following = next(
            (child for child in head.rights if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "NUM", "PRON")),
            None,
        )
        if following is None:
            break
        joined.append(following)
        head, depth = following, depth - 1
    return joined


def _people(head: Token, phrases: Phrases, words: Words) -> People | None:
    counted = phrases.by_token.get(head.i)
    if counted is not None:
        return counted
    lower = head.lower_
    if lower in words.collective or lower in ("total", "maximum", "minimum", "rest", "average"):
        for child in head.rights:
            if child.dep_ == "prep" and child.lower_ == "of":
                for below in child.children:
                    inner = phrases.by_token.get(below.i) if below.dep_ == "pobj" else None
                    if inner is not None:
                        who = inner.who or (head.text if lower in words.collective else None)
                        return People(inner.low, inner.high, _first(head), inner.last, who, head)
                    if below.dep_ == "pobj" and lower in words.collective:
                        return _people(below, phrases, words)
    if head.dep_ == "pobj" and head.head.lower_ in ("among", "amongst") and head.head.head.pos_ in ("AUX", "VERB"):
        # "twelve policemen were among those killed"
        for child in head.head.head.children:
            if child.dep_ in ("nsubj", "attr") and child.i in phrases.by_token:
                return phrases.by_token[child.i]
    return _uncounted(head, words)


def _uncounted(head: Token, words: Words) -> People | None:
    """Somebody without a number: one person for a noun in the singular, else nobody knows how many."""
    lower = head.lower_
    determiners = {child.lower_ for child in head.lefts if child.dep_ in ("det", "poss", "nummod")}
    if lower in _NOBODY or determiners & _NOBODY or _is_thing(head, words):
        return None
    first = _first(head)
    if head.pos_ == "PRON":
        number = 1 if lower in _ONE else None
        return People(number, number, head.i, head.i, None, head) if number or lower in _MANY else None
    if head.pos_ not in _NOMINAL:
        return None
    last = _with_of(head, head.i + 8)
    who_from = first
    while (
        who_from < head.i
        and head.doc[who_from].dep_ in ("det", "predet", "poss")
        and head.doc[who_from].pos_ != "PROPN"
    ):
        who_from += 1
    who = head.doc[who_from : last + 1].text
    is_one = (
        head.tag_ in ("NN", "NNP")
        and lower not in words.collective
        and (head.ent_type_ == "PERSON" if head.pos_ == "PROPN" else head.lemma_.lower() in words.people)
    )
    return People(1, 1, first, last, who, head) if is_one else People(None, None, first, last, who, head)


def _first(head: Token) -> int:
    """The first token of a noun's own words: its determiner and modifiers, not what stands before a comma."""
    first = head.i
    for child in sorted(head.lefts, key=lambda each: -each.i):
        if child.dep_ not in _MODIFIES or child.right_edge.i != first - 1:
            break
        first = child.left_edge.i
    return first
