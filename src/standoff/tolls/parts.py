"""Parts of a toll: "including 11 children", "among them three women", "two of them fatally", "and three in Aleppo"."""

from __future__ import annotations

from standoff.languages.grammar import NOMINAL, SUBJECTS, VERBAL
from standoff.tolls.people import People
from standoff.tolls.sentence import Found, Sentence

__all__ = ["find_elsewhere", "find_fatal", "find_parts"]

_WHERE = frozenset({"in", "on", "near", "at"})


def find_parts(this: Sentence) -> None:
    """Adds every part that is a number or a single person as a toll of its own, of the kind of its whole."""
    for people in sorted([*this.phrases.all, *this.single], key=lambda each: each.first):
        at = this.parts.get(people.first)
        if at is not None:
            _without_aside(this, people, at)
        if at is None or not this.is_free(people) or this.lower[people.first] in this.words.wholes:
            continue
        whole = _whole(this, at)
        if whole is not None:
            this.add(whole.what, people, whole.first, whole.last)


def _without_aside(this: Sentence, people: People, at: int) -> None:
    """Takes away the lesser harm that a clause on one of the dead tells of: "four were killed, including | a porter who
    was struck by a stray bullet |"."""
    whole = _whole(this, at)
    if whole is None or whole.what != "killed":
        return
    own = [
        each
        for each in this.found
        if each.what == "injured" and (each.people.first, each.people.last) == (people.first, people.last)
    ]
    if own and any(clause.dep_ == "relcl" and clause.i <= own[0].last for clause in people.head.rights):
        this.found = [each for each in this.found if each not in own]
        this.taken.difference_update(range(people.first, people.last + 1))


def find_elsewhere(this: Sentence) -> None:
    """Adds the numbers to which the same happened in another place or on another day, said once for all of them:
    "nine died in Douma, | four | in Arbin and | six | in Qusayr"."""
    for people in this.phrases.all if this.found else ():
        if not _is_placed(this, people):
            continue
        before = _whole(this, people.first)
        if before is None:
            continue
        begins = max(before.last, before.people.last) + 1
        if begins < people.first and not any(each.pos_ in VERBAL for each in this.parse[begins : people.first]):
            this.add(before.what, people, before.first, before.last)


def _is_placed(this: Sentence, people: People) -> bool:
    """Whether a bare number in a list is followed by where or when, by name, and by no verb of its own."""
    at = people.last + 1
    while at < this.end and this.lower[at] in this.words.more:  # "three more in Arbin"
        at += 1
    is_listed = this.lower[people.first - 1] in (",", "and", ":", ";") and people.first > this.start
    if not (people.is_bare and is_listed and this.is_free(people) and people.first not in this.parts):
        return False
    if at + 1 >= this.end or this.lower[at] not in _WHERE or not _is_name(this, at + 1):
        return False
    after = at + 1
    while after < this.end and _is_name(this, after):
        after += 1
    if after >= this.end or this.parse[after].is_punct or this.lower[after] == "and":
        return True
    is_verb_next = this.parse[after].pos_ in VERBAL or this.lower[after] in this.words.ending
    return not is_verb_next and this.parse[people.last].dep_ not in SUBJECTS


def _is_name(this: Sentence, at: int) -> bool:
    token = this.parse[at]
    return token.pos_ in NOMINAL and token.text[:1].isupper()  # "Homs" is a plural to the parser


def _whole(this: Sentence, at: int) -> Found | None:
    """The toll told last before a token."""
    before = [found for found in this.found if found.people.is_counted and found.people.last < at]
    return max(before, key=lambda found: (found.people.last, -found.people.first), default=None)


def find_fatal(this: Sentence) -> None:
    """Adds "two fatally", "one of them fatally": of the people hurt, so many died."""
    for at in range(this.start, this.end):
        if this.lower[at] not in this.words.fatal:
            continue
        for people in this.phrases.all:
            between = this.lower[people.last + 1 : at]
            if people.last < at and this.is_free(people) and between in ([], ["of", "them"]):
                this.add("killed", people, at, at)
                break
