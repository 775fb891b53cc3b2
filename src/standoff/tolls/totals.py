"""Totals: "the death toll rose to 56", "the number of wounded reached 30", "put its dead at three"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from standoff.records import TollKind
from standoff.tolls.people import People, is_of_own_side
from standoff.tolls.sentence import Sentence

__all__ = ["find_total"]

_AT = frozenset({"at"})
_NEAR = 8
"""So many words at most stand between "losses" and how many they are."""
_REACH = 24
"""A total's number stands at most so many words after its noun."""


def find_total(this: Sentence, at: int) -> bool:
    """Adds the toll of a noun for a total, or of the word of harm whose total is told; whether there is such a noun."""
    words, lower = this.words, this.lower
    if " ".join(lower[at : at + 2]) in words.totals:
        return True  # told of at its last word
    pair = " ".join(lower[max(at - 1, this.start) : at + 1])
    first = at - 1 if pair in words.totals else at
    what = words.totals.get(pair) or words.totals.get(lower[at])
    if what is not None:
        _add_number(this, what, first, at, words.before_number)
        return True
    if lower[at] in words.takers_up:
        return _takes_up(this, at)
    if lower[at] in words.losses or lower[at] in words.prices:
        return _add_losses(this, at)
    harm = next((each.what for each in words.harm.get(lower[at], ()) if not each.only), None)
    if harm is None:
        return False
    if _is_counted_by_noun(this, at):
        if at + 2 < this.end and lower[at + 1] in ("and", "or") and lower[at + 2] in words.harm:
            return _add_number(this, "other", at, at + 2, words.before_number)
        if this.is_marked(at):
            return True
        return _add_number_before(this, harm, at) or _add_number(this, harm, at, at, words.before_number)
    token = this.parse[at]
    if token.dep_ == "dobj" and token.head.lower_ in words.put:
        return _is_told_by_kind(this, at) or _add_number(this, harm, at, at, _AT)
    return False


def _add_losses(this: Sentence, at: int) -> bool:
    """Adds the dead of "put its losses at three" and "at the cost of three of its own"; whether there are any."""
    words, token = this.words, this.parse[at]
    if this.lower[at] in words.prices:
        people = next((each for each in this.phrases.all if each.first == at + 2 and this.lower[at + 1] == "of"), None)
        if people is None or not (is_of_own_side(people, words) or people.head.lemma_.lower() in words.people):
            return False
        this.add("killed", people, at, at)
        return True
    if token.dep_ != "dobj" or token.head.lower_ not in words.put or _is_told_by_kind(this, at):
        return False
    people = _put_at(this, at)
    is_close = people is not None and people.first - at <= _NEAR and people.is_bare
    return is_close and _add_number(this, "killed", at, at, _AT)


def _put_at(this: Sentence, at: int) -> People | None:
    """The first number behind a noun to which an "at" leads: "put its losses at | three |"."""
    return next((each for each in this.phrases.all if each.first > at and this.lower[each.first - 1] in _AT), None)


def _is_told_by_kind(this: Sentence, at: int) -> bool:
    """Whether the number put at behind a noun has a word of harm of its own: "put casualties at two | dead |"."""
    people = _put_at(this, at)
    return people is not None and people.last + 1 < this.end and this.lower[people.last + 1] in this.words.harm


def _takes_up(this: Sentence, at: int) -> bool:
    """Adds the number that "the figure" or "the number" rose to, of the kind of the toll told last."""
    what = this.found[-1].what if this.found else this.told_last
    after = this.lower[at + 1] if at + 1 < this.end else ""
    is_taken_up = at > this.start and this.lower[at - 1] in this.words.definite
    noun = this.parse[at]
    is_told = noun.dep_ in ("nsubj", "nsubjpass") or (noun.dep_ == "dobj" and noun.head.lower_ in this.words.put)
    if what is None or not is_taken_up or after in ("of", "for") or not is_told:
        return False
    return _add_number(this, what, at, at, this.words.before_number)


def _is_counted_by_noun(this: Sentence, at: int) -> bool:
    """Whether a word of harm follows "the number of (people)"."""
    for of in range(at - 1, max(at - 4, this.start), -1):
        if this.lower[of] == "of":
            return this.lower[of - 1] in this.words.counts
    return False


def _add_number_before(this: Sentence, what: TollKind, at: int) -> bool:
    """Adds the number that stands before its noun: "bringing to | 120 | the number of dead"."""
    for people in this.phrases.all:
        if people.first < this.start + 2:
            continue
        after = this.lower[people.last + 1 : people.last + 4]
        is_put = this.lower[people.first - 1] in ("to", "at") and this.lower[people.first - 2] in this.words.put
        if is_put and people.is_bare and after[:1] == ["the"] and not this.words.counts.isdisjoint(after):
            this.add(what, people, at, at)
            return True
    return False


def _add_number(this: Sentence, what: TollKind, first: int, last: int, before: Iterable[str]) -> bool:
    lower, words = this.lower, this.words
    for people in this.phrases.all:
        said = lower[people.first - 1]
        if (
            people.first <= last
            or (said == "from" and people.low == people.high)
            or (said not in before and people.first != last + 1)
        ):
            continue
        if what == "killed" and _is_otherwise_harmed(this, people):
            continue  # "the toll may rise as many of the 80 wounded"
        if people.first - last > _REACH or not {";", "that", "which"}.isdisjoint(lower[last + 1 : people.first]):
            break
        if said in words.exceeding:
            people = _exceeding(people)
        elif said == "from":  # "rose from 20 to 30"
            people = replace(people, low=people.high)
        this.add(what, people, first, last)
        _add_list(this, what, people, first, last)
        return True
    return False


def _is_otherwise_harmed(this: Sentence, people: People) -> bool:
    """Whether the word right behind people tells of another harm than death."""
    after = people.last + 1
    kinds = {each.what for each in this.words.harm.get(this.lower[after], ())} if after < this.end else set()
    return bool(kinds) and "killed" not in kinds


def _add_list(this: Sentence, what: TollKind, before: People, first: int, last: int) -> None:
    """Adds those who follow the people of a total in a list: "rose to 191 civilians, 803 rebels and 452 guards"."""
    for people in this.phrases.all if not before.is_bare else ():
        if people.first <= before.last:
            continue
        if this.lower[before.last + 1 : people.first] not in ([","], ["and"], [",", "and"]):
            return
        is_whole = people.is_bare and this.lower[people.last + 1 : people.last + 2] == ["of"]  # "452 of the guards"
        if not (is_whole or this.words.people.issuperset({people.head.lemma_.lower()})):
            return
        this.add(what, people, first, last)
        before = people


def _exceeding(people: People) -> People:
    return replace(people, low=people.low + 1, high=None) if people.low and people.low == people.high else people
