"""People as a sentence counts them: a number with the noun it counts, or a noun that stands for one or for many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from standoff.languages.grammar import NOMINAL, PLURALS, VERBAL
from standoff.tolls.arguments import is_named_by
from standoff.tolls.numbers import Quantity
from standoff.tolls.words import Words

__all__ = ["People", "Phrases", "are_two_sorts", "find_phrases", "is_of_own_side", "people_of", "single_of"]

_OF_OWN = ["of", "its", "own"]
_LONGEST_RUN = 12
_LONGEST_LIST = 8
_LONGEST_OF = 6
_OLDEST = 120
_MANY = 20
_DAYS_OF_MONTH = 31
_YEARS = range(1900, 2100)
_JOINTS = frozenset({"-", "/", "'", "’", '"', "“", "”", "‘"})
_OF_ANY_SORT = frozenset({"people", "person"})
_LISTING = frozenset({":", "–", "—", "-", "("})
_QUOTES = frozenset({'"', "“", "”"})
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_MODIFIES = frozenset({"nummod", "quantmod", "amod", "det", "nmod", "compound", "advmod", "poss", "predet", "npadvmod"})
_PREMODIFIES = frozenset({"amod", "compound", "nmod", "poss"})
_DETERMINERS = frozenset({"det", "predet", "poss"})


@dataclass(frozen=True, slots=True)
class People:
    """So many people, ``None`` and ``None`` where no number is given. ``first`` and ``last`` are the tokens of the
    whole phrase, ``who`` the words for the people without the number, ``head`` the noun or, where there is none
    (``is_bare``), the number. ``is_numbered``: a number is said, and not only a noun in the singular. ``is_units``: it
    numbers families, whose people it does not tell."""

    low: int | None
    high: int | None
    first: int
    last: int
    who: str | None
    head: Token
    is_bare: bool = False
    is_numbered: bool = False
    is_units: bool = False

    @property
    def are_many(self) -> bool:
        """Whether a number is said, of twenty people at least or of families."""
        return self.is_units or (self.is_counted and (self.high is None or self.high >= _MANY))

    @property
    def is_counted(self) -> bool:
        return self.low is not None or self.high is not None


@dataclass(slots=True)
class Phrases:
    """The numbered people of a sentence, in text order, and by the tokens that stand for them in the parse."""

    all: list[People]
    by_token: dict[int, People]


# --- with a number ----------------------------------------------------------------------------------------


def find_phrases(parse: Doc, quantities: Sequence[Quantity], words: Words, harm: frozenset[int]) -> Phrases:
    """The people that the numbers count; ``harm`` holds the tokens that tell of harm and end a phrase."""
    found = Phrases([], {})
    for number, quantity in enumerate(quantities):
        end = quantities[number + 1].start if number + 1 < len(quantities) else len(parse)
        people = _counted(parse, quantity, min(end, parse[quantity.number].sent.end), words, harm)
        if people is not None:
            found.all.append(people)
            for at in {*range(quantity.number, people.last + 1 if people.is_bare else quantity.end), people.head.i}:
                if parse[at].pos_ not in ("ADP", "PUNCT"):
                    found.by_token.setdefault(at, people)
    return found


def _counted(parse: Doc, quantity: Quantity, limit: int, words: Words, harm: frozenset[int]) -> People | None:
    at = quantity.end
    if quantity.start > 1 and parse[quantity.start - 1].lower_ == "of" and _is_told_by_number(parse, quantity, words):
        return None  # "a mother of three", "a girl of nine"
    while at < limit and parse[at].lower_ in words.more:  # "12 other", "12 of the"
        if parse[at].lower_ == "the" and parse[at - 1].lower_ != "of":
            break  # "brings to 12 the number"
        at += 1
    if parse[at - 1].lower_ in ("of", "the"):
        while at < limit and parse[at].tag_ in ("DT", "PRP$", "PDT"):
            at += 1
        if at < limit and parse[at].lower_ in ("them", "whom"):  # "three of them women"
            at += 1
    if quantity.is_plain and _is_year_of_date(parse, quantity, words):
        return None  # "in September 2013 gunmen killed"
    head = _head_of_run(parse, at, limit, words, harm)
    is_one = head is not None and head.tag_ in ("NN", "NNP")
    if is_one and quantity.low == quantity.high and (quantity.low or 0) in _YEARS and parse[quantity.number].is_digit:
        return None  # "the 2013 mayor"
    if head is not None and _is_thing(head, words):
        return None
    if head is not None and quantity.low == quantity.high == 1 and head.lower_ in words.collective | words.units:
        return None  # "one group of soldiers"
    if head is not None and _can_be_counted(head, quantity, words):
        last = _with_of(head, limit)
        who = parse[at : last + 1].text.lstrip('"“')
        low, high = quantity.low, quantity.high
        if (
            high is not None
            and last + 2 < limit
            and [parse[last + 1].lower_, parse[last + 2].lower_] == ["at", "least"]
        ):
            low, high, last = low or high, None, last + 2  # "12 people at least"
        is_units = head.lemma_.lower() in words.units
        return People(low, high, quantity.start, last, who, head, is_numbered=True, is_units=is_units)
    if quantity.is_plain and (_is_age(parse, quantity) or _is_day_or_year(parse, quantity, words)):
        return None
    others = next((each for each in parse[quantity.end : at] if each.lower_ == "others"), None)
    end = quantity.end - 1 if others is None else others.i
    who_else = None if others is None else others.text
    return People(quantity.low, quantity.high, quantity.start, end, who_else, parse[quantity.end - 1], True, True)


def _is_told_by_number(parse: Doc, quantity: Quantity, words: Words) -> bool:
    """Whether the number after "of" says how many children somebody has or how old somebody is."""
    noun = parse[quantity.start - 2].lower_
    after = parse[quantity.end] if quantity.end < len(parse) else None
    is_age = noun in words.aged and (after is None or after.pos_ not in (*NOMINAL, "ADJ", "ADP"))
    return noun in words.parents or is_age


def _head_of_run(parse: Doc, at: int, limit: int, words: Words, harm: frozenset[int]) -> Token | None:
    """The last noun of the unbroken run of modifiers and nouns from a token on."""
    head: Token | None = None
    aside = False
    for token in parse[at : min(limit, at + _LONGEST_RUN)]:
        if token.text in ("(", ")"):  # "12 Democratic Forces (DF) fighters"
            if head is None or (not aside and token.text == ")"):
                break
            aside = not aside
        elif aside:
            continue
        elif token.i in harm and not _modifies_what_follows(token, limit) and not _is_paired(token, limit, harm):
            return token if token.lower_ in words.counted and token.tag_ in _NOUN_TAGS else head
        elif token.i in harm or (token.text in _JOINTS and head is not None) or token.text in _QUOTES:
            continue
        elif token.lower_ in words.days or (head is not None and _begins_anew(token, head)):
            break
        elif token.pos_ in NOMINAL or token.tag_ in _NOUN_TAGS:
            head = token
        elif not _may_stand_within(token, head):
            break
    return head


def _may_stand_within(token: Token, head: Token | None) -> bool:
    if token.text == "IS" and head is None and token.i + 1 < len(token.doc):
        return token.nbor(1).tag_ in PLURALS  # "12 IS fighters", where the parser takes the group for "is"
    if token.pos_ == "ADV" and token.i + 1 < len(token.doc) and token.nbor(1).text == "-":
        return True  # "three heavily-armed men"
    if token.text == "-" and token.nbor(-1).pos_ == "ADV":
        return True
    if head is None and token.pos_ == "ADV" and token.dep_ == "advmod" and token.head.pos_ == "ADJ":
        return token.i < token.head.i  # "four highly dangerous men"
    if token.pos_ == "ADJ" or token.tag_ in ("VBN", "POS") or token.dep_ in _PREMODIFIES:
        return True
    return token.lower_ in ("and", "or") and head is None  # "dead and injured men"


def _modifies_what_follows(token: Token, limit: int) -> bool:
    """Whether a word stands before its noun as an adjective: "12 wounded soldiers", "12 dead and wounded soldiers"."""
    noun = token.head.head if token.dep_ == "conj" and token.head.dep_ == "amod" else token.head
    return token.dep_ in ("amod", "compound", "conj") and token.i < noun.i < limit and noun.pos_ in NOMINAL


def _is_paired(token: Token, limit: int, harm: frozenset[int]) -> bool:
    """Whether a word of harm is joined to another that stands before its noun: "dead and wounded soldiers"."""
    other = token.i + 2
    if other >= limit or other not in harm or token.doc[other - 1].lower_ not in ("and", "or"):
        return False
    return _modifies_what_follows(token.doc[other], limit)


def _begins_anew(token: Token, head: Token) -> bool:
    """Whether a token after a noun belongs to what follows: "killed 12 people military sources said"."""
    if token.tag_ == "POS":
        return False
    if token.dep_ in _PREMODIFIES and head.i < token.head.i and head.dep_ not in _PREMODIFIES:
        return True
    return head.tag_ == "NNS" and head.head.i != token.i and token.head.i != head.i


def _can_be_counted(head: Token, quantity: Quantity, words: Words) -> bool:
    """Whether the noun after a number can be what it counts: not "killed seven Governor Brandt said"."""
    if (quantity.low, quantity.high) == (1, 1) or head.tag_ in PLURALS or head.lower_.endswith("s"):
        return True
    return head.lower_ in words.collective or head.lemma_.lower() in words.people


def _with_of(head: Token, limit: int) -> int:
    """The end of a phrase with the "of" that follows its noun: "members of the patrol"."""
    for child in head.rights:
        if child.i == head.i + 1 and child.dep_ == "prep" and child.lower_ == "of":
            inner = next((each for each in child.children if each.dep_ == "pobj"), None)
            if inner is not None and inner.i < limit and inner.i - head.i <= _LONGEST_OF:
                return inner.i
    return head.i


def _is_thing(noun: Token, words: Words) -> bool:
    if noun.lemma_.lower() not in words.things and noun.lower_ not in words.things:
        return False
    return noun.lower_ != "head" or not any(_is_of_body(child, words) for child in noun.rights)


def _is_of_body(link: Token, words: Words) -> bool:
    """Whether an "of" tells whose head somebody is: "the head | of the office |", not "the head | of a boy |"."""
    led = [below for below in link.rights if below.dep_ == "pobj"] if link.lower_ == "of" else []
    return any(below.pos_ in NOMINAL and below.lemma_.lower() not in words.people for below in led)


def _is_age(parse: Doc, quantity: Quantity) -> bool:
    """Whether a bare figure between commas after a person is that person's age: "a man, 34, was"."""
    if quantity.start < 2 or parse[quantity.start - 1].text not in (",", "("):
        return False
    after = parse[quantity.end] if quantity.end < len(parse) else None
    is_closed = after is None or after.text in (",", ")", ".", ";") or after.dep_ in ("aux", "auxpass")
    return is_closed and parse[quantity.start - 2].pos_ in NOMINAL and (quantity.low or 0) <= _OLDEST


def _is_day_or_year(parse: Doc, quantity: Quantity, words: Words) -> bool:
    value, before = quantity.low or 0, parse[quantity.start - 1].lower_ if quantity.start else ""
    if before in words.months:
        return value <= _DAYS_OF_MONTH or value in _YEARS
    return value in _YEARS and before in ("in", "of", "since", ",", "(", "by", "from", "born", "")


def _is_year_of_date(parse: Doc, quantity: Quantity, words: Words) -> bool:
    """Whether a figure is the year of a date, whatever follows it: "in September 2013 gunmen killed"."""
    if (quantity.low or 0) not in _YEARS or not quantity.start:
        return False
    before = parse[quantity.start - 1]
    is_opening = before.lower_ in ("in", "since") and before.i == before.sent.start
    return before.lower_ in words.months or is_opening


def is_of_own_side(people: People, words: Words) -> bool:
    """Whether a number is of one's own side: "lost | five | of its own"."""
    after = [token.lower_ for token in people.head.doc[people.last + 1 : people.last + 4]]
    return len(after) == len(_OF_OWN) and after[::2] == _OF_OWN[::2] and after[1] in words.own_side


# --- by a noun --------------------------------------------------------------------------------------------


def people_of(head: Token, phrases: Phrases, words: Words) -> list[People]:
    """The people that a phrase and those joined to it by "and" name, each by itself."""
    joined = [each for each in _joined(head) if not _is_deed(each, words)]
    heads = _named_among(head, phrases) or [*_before_in_headline(head, phrases, words), head, *joined]
    heads += _along_with(heads[-1], phrases, words)
    found = [people for people in (_people(each, phrases, words) for each in heads) if people is not None]
    follows = _following(found[-1], phrases, words) if found else None
    return found if follows is None or follows in found else [*found, follows]


def _is_deed(noun: Token, words: Words) -> bool:
    """Whether a noun tells what befell others: "the death of nine and | the injury | of others"."""
    is_of_others = any(child.dep_ == "prep" and child.lower_ == "of" for child in noun.rights)
    return is_of_others and any(each.frame == "deeds" for each in words.harm.get(noun.lower_, ()))


def _along_with(head: Token, phrases: Phrases, words: Words) -> list[Token]:
    """Those whom the same befell: "a colonel was killed along with | five of his guards |", "alongside | a clerk |"."""
    verb = head.head
    if head.dep_ not in ("nsubjpass", "dobj"):
        return []
    for child in (*verb.rights, *head.rights):
        is_with = child.lower_ == "with" and child.i > 0 and child.nbor(-1).lower_ in ("along", "together")
        if child.dep_ == "prep" and (is_with or child.lower_ == "alongside"):
            ends = (end for end in child.rights if end.dep_ == "pobj")
            return [end for end in ends if end.i in phrases.by_token or end.lemma_.lower() in words.people]
    return []


def _before_in_headline(head: Token, phrases: Phrases, words: Words) -> list[Token]:
    """Those whom a comma alone joins to the people after it, as headlines do: "two rebels, soldier killed". Of another
    number than these, they are not who these are."""
    before = head.head
    if head.dep_ != "appos" or before.i > head.i or any(each.dep_ == "det" for each in (*head.lefts, *before.lefts)):
        return []
    one, two = _people(before, phrases, words), _people(head, phrases, words)
    if one is None or two is None or not (one.is_counted and two.is_counted):
        return []
    are_two = one.low == two.low == 1 and head.lower_ in words.kin  # "woman, child killed"
    if one.low == two.low and not are_two:
        return []
    is_listed = one.last + 2 == two.first and head.doc[one.last + 1].text == ","
    are_people = all(words.people & {each.lemma_.lower(), each.lower_.removesuffix("s")} for each in (before, head))
    return [before] if is_listed and are_people and (are_two or one.is_numbered or two.is_numbered) else []


def _following(last: People, phrases: Phrases, words: Words) -> People | None:
    """The people that an "and" joins to the last, where the parser gives them to another verb: "killing a nurse | and
    five people |, an officer said". They are numbered, or one beside another."""
    doc, at = last.head.doc, last.last + 1
    if at + 1 >= last.head.sent.end or doc[at].lower_ not in ("and", ",") or last.head.dep_ not in ("dobj", "conj"):
        return None
    people = next((each for each in phrases.all if each.first == at + 1), None)
    if doc[at].text == ",":  # "kills a cleric |, 25 others | in Sweida"
        is_more = people is not None and (people.who == "others" or _is_next_in_headline(last, people, words))
        return people if is_more else None
    if people is None and last.low == 1 and doc[at + 1].dep_ == "det":  # "killing a nurse | and the driver of a bus |"
        head = doc[at + 1].head
        is_person = head.lemma_.lower() in words.people and head.dep_ == "conj" and head.head.i == last.head.head.i
        return single_of(head, words) if is_person else None
    if people is None or (people.is_bare and people.who is None):
        return None
    top = doc[people.last] if people.is_bare else people.head  # "at least six | others |"
    if top.dep_ == "pobj" and top.head.lower_ == "of":
        top = top.head.head  # "| nine | of his guards"
    is_of_verb = top.dep_ == "conj" and top.head.i == last.head.head.i  # joined to the verb itself
    is_elsewhere = people.head.dep_ == "nsubj" and people.head.head.lower_ not in words.harm
    return people if is_of_verb or is_elsewhere else None


def _is_next_in_headline(last: People, people: People, words: Words) -> bool:
    """Whether a comma alone joins two to the verb of a headline: "kills three guards, | two porters | in Bor"."""
    verb, after = last.head.head, people.last + 1
    is_harmed_otherwise = after < verb.sent.end and people.head.doc[after].lower_ in words.harm
    return verb.tag_ in ("VBZ", "VBP") and are_two_sorts(last, people, words) and not is_harmed_otherwise


def are_two_sorts(one: People, other: People, words: Words) -> bool:
    """Whether two are told by nouns for people that say of each what sort they are: "guards", "porters"."""
    are_known = all(each.head.lemma_.lower() in words.people - _OF_ANY_SORT for each in (one, other))
    return are_known and not one.is_bare and not other.is_bare and one.head.lemma_ != other.head.lemma_


def _joined(head: Token) -> list[Token]:
    joined: list[Token] = []
    while len(joined) < _LONGEST_LIST:
        following = next(
            (child for child in head.rights if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "NUM", "PRON")),
            _listed(head),
        )
        if following is None:
            break
        joined.append(following)
        head = following
    return joined


def _listed(head: Token) -> Token | None:
    """The next of a list that the parser takes for an apposition: "two soldiers, | a nurse | and a driver"."""
    for child in head.rights:
        if child.dep_ == "appos" and child.pos_ in ("NOUN", "PROPN", "NUM"):
            if child.doc[child.left_edge.i - 1].text in _LISTING:
                return None  # "seven were killed: | four soldiers and three civilians |" says who the seven were
            is_counted = any(each.dep_ in ("nummod", "poss") or each.lower_ in ("a", "an") for each in child.lefts)
            is_first = any(each.dep_ == "nummod" or each.lower_ in ("a", "an") for each in head.lefts)
            goes_on = any(each.dep_ in ("conj", "appos") for each in child.rights)
            if is_counted and is_first and goes_on:
                return child
            return _behind_name(head, child)
    return None


def _behind_name(head: Token, name: Token) -> Token | None:
    """Those whom an "and" joins to the name of one person, which stands for nobody else: "the mayor, Hans Brandt, and
    | two guards |"."""
    joined = (each for each in name.rights if each.dep_ == "conj" and each.pos_ != "PROPN")
    return next(joined, None) if name.tag_ == "NNP" and is_named_by(head, name) else None


def _people(head: Token, phrases: Phrases, words: Words) -> People | None:
    if head.i in phrases.by_token:
        return phrases.by_token[head.i]
    inside = _inside(head, words)
    if inside is not None:
        people = phrases.by_token.get(inside.i)
        if people is None:
            return _uncounted(inside, words) or _uncounted(head, words)
        who = head.text if people.is_bare and head.lower_ in words.collective else people.who
        return People(people.low, people.high, _first(head), people.last, who, head, is_numbered=True)
    return _uncounted(head, words)


def _inside(head: Token, words: Words) -> Token | None:
    """The people of "a family of five", "a total of 12", "the body of a child"."""
    if head.lower_ not in words.collective and head.lower_ not in words.wrapping:
        return None
    return next(
        (
            below
            for child in head.rights
            if child.dep_ == "prep" and child.lower_ == "of"
            for below in child.children
            if below.dep_ == "pobj"
        ),
        None,
    )


def _named_among(head: Token, phrases: Phrases) -> list[Token]:
    """Those who are told to be among others, where one of them at least is numbered: "| a nurse and two guards | were
    among those killed"."""
    if head.dep_ != "pobj" or head.head.lower_ not in ("among", "amongst"):
        return []
    verb = head.head.head
    for _ in range(4):
        if verb.pos_ in VERBAL and verb.lemma_ == "be":
            break
        verb = verb.head
    named = ([child, *_joined(child)] for child in verb.children if child.dep_ in ("nsubj", "attr"))
    return next((each for each in named if any(one.i in phrases.by_token for one in each)), [])


def _uncounted(head: Token, words: Words) -> People | None:
    """Somebody without a number: one person for a noun in the singular, else nobody knows how many."""
    lower = head.lower_
    before = {child.lower_ for child in head.lefts if child.dep_ in _DETERMINERS}
    if lower in words.nobody or before & words.nobody or _is_thing(head, words) or not lower[0].isalnum():
        return None
    if lower in words.harm and lower not in words.counted:
        return None
    if head.pos_ == "PRON":
        number = 1 if lower in words.one else None
        return People(number, number, head.i, head.i, None, head) if number or lower in words.many else None
    is_national = head.pos_ == "ADJ" and head.text[:1].isupper() and bool(before)  # "a Colombian"
    is_aged = lower == "old" and any(child.dep_ == "npadvmod" for child in head.lefts)
    if head.pos_ not in NOMINAL and not is_aged and not is_national:
        return None
    first = _first(head)
    if "not" in (head.doc[first].lower_, head.doc[max(0, first - 1)].lower_):
        return None  # "not one soldier was hurt"
    first += head.doc[first].tag_ == "VBG" and first < head.i  # "injuring crew"
    last = _with_of(head, head.i + _LONGEST_OF + 1)
    start = first
    while start < head.i and head.doc[start].dep_ in _DETERMINERS and head.doc[start].pos_ != "PROPN":
        start += 1
    who = head.doc[start : last + 1].text
    fold = next((words.folds[child.lower_] for child in head.lefts if child.lower_ in words.folds), None)
    if fold is not None:  # "a triple murder"
        return People(fold, fold, first, last, None, head, is_numbered=True)
    number = 1 if is_aged else _number_of(head, words)
    return People(number, number, first, last, who, head) if number != 0 else None


def single_of(head: Token, words: Words) -> People | None:
    """The one person that a noun in the singular stands for ("a nurse"); ``None`` where it stands for another number
    or for none."""
    people = _uncounted(head, words)
    return people if people is not None and people.low == people.high == 1 else None


def _number_of(head: Token, words: Words) -> int | None:
    """How many a noun without a number stands for; 0 where it can stand for nobody."""
    lower = head.lower_
    if lower in words.amounts:
        return words.amounts[lower]
    if lower in words.collective or (head.tag_ in PLURALS and head.ent_type_ != "PERSON"):
        return None
    if head.pos_ == "PROPN" and head.lemma_.lower() not in words.people:
        if any(child.dep_ == "det" for child in head.lefts):
            return 0  # "the Observatory"
        return None if _is_acronym(head) else 1
    if head.lemma_.lower() in words.people:
        return 1
    return 1 if any(child.dep_ in ("det", "poss") for child in head.lefts) else 0


def _is_acronym(name: Token) -> bool:
    """Whether a name is written in capitals alone, and the name before it, if any, is not ("Brandt II")."""
    return name.is_upper and len(name) > 1 and not any(child.dep_ == "compound" for child in name.lefts)


def _first(head: Token) -> int:
    """The first token of a noun's own words: its determiner and modifiers, not what stands before a comma."""
    first = head.i
    for child in sorted(head.lefts, key=lambda each: -each.i):
        is_hyphen = child.dep_ == "punct" and child.text in _JOINTS
        if not (is_hyphen or child.dep_ in _MODIFIES) or child.right_edge.i != first - 1:
            break
        first = child.left_edge.i
    return first
