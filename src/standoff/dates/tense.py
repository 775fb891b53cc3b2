"""Whether a sentence tells of what is to come, so that "on Tuesday" is the next one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from standoff.dates.lexer import lexicon
from standoff.languages.language import load_rules

__all__ = ["looks_ahead"]

_MAX_STEPS = 12


@dataclass(frozen=True, slots=True)
class _Future:
    auxiliaries: frozenset[str]
    heads: frozenset[str]
    participles: frozenset[str]
    present: frozenset[str]
    with_object: dict[str, list[str]]
    nouns: frozenset[str]
    called_for: frozenset[str]
    fixed_for: frozenset[str]
    happenings: frozenset[str]


@cache
def _rules() -> _Future:
    rules = load_rules("dates")["future"]
    return _Future(
        frozenset(rules["auxiliaries"]), frozenset(rules["heads"]), frozenset(rules["participles"]),
        frozenset(rules["present"]), rules["with_object"], frozenset(rules["nouns"]),
        frozenset(rules["called_for"]), frozenset(rules["fixed_for"]),
        frozenset(load_rules("reference")["happenings"]["nouns"]),
    )  # fmt: skip


def looks_ahead(token: Token, *, is_headline: bool = False) -> bool | None:
    """Whether the verb that a date hangs on tells of what is to come: "will resume on Monday", "is due on Monday",
    "hopes to meet on Monday", "takes effect on Monday". Of a date within a noun phrase ("Monday's raid") only what
    is held by appointment can lie ahead ("will decide after Monday's vote"); where no verb says so,
    that is ``None``."""
    rules = _rules()
    is_held = False
    at = token.i
    is_on = token.lower_ == "on"
    is_for = token.lower_ == "for"
    for _ in range(_MAX_STEPS):
        if token.lemma_.lower() in rules.called_for and any(_calls_for(child, at) for child in token.rights):
            return True
        if is_for and token.lemma_.lower() in rules.fixed_for:
            return True
        if token.pos_ in ("VERB", "AUX") or any(child.dep_ == "aux" for child in token.lefts):
            return _is_ahead(token, rules, is_headline) or (None if is_held else False)
        if token.pos_ == "ADJ" and token.lemma_.lower() in rules.participles:
            return True
        if token.pos_ in ("NOUN", "PROPN"):
            if is_for and token.dep_ == "dobj" and token.head.lemma_.lower() in rules.fixed_for:
                return True
            if is_on and _is_done_to(token, rules):
                return _is_ahead(token.head, rules, is_headline)
            if _is_thing(token, rules):
                marks = {child.lemma_.lower() for child in token.children if child.dep_ in ("amod", "acl")}
                return bool(marks & rules.participles)
            is_held = is_held or token.lemma_.lower() in rules.nouns
        if token.head == token:
            return None if is_held else False
        token = token.head
    return False


def _calls_for(child: Token, at: int) -> bool:
    """Whether what is called for stands between the call and the date: "called for a strike on Sunday"."""
    return child.lower_ == "for" and child.i < at and any(each.dep_ == "pobj" and each.i < at for each in child.rights)


def _is_done_to(noun: Token, rules: _Future) -> bool:
    """Whether a noun that has no day of its own is what a verb does something to, so that a date hung on it may be that
    of the verb: "hopes to restore | service | on Friday"."""
    return noun.dep_ == "dobj" and noun.head.pos_ == "VERB" and noun.lemma_.lower() not in rules.happenings


def _is_thing(noun: Token, rules: _Future) -> bool:
    """Whether a noun has a date of its own, rather than being part of one or held by appointment."""
    return noun.dep_ not in ("npadvmod",) and noun.lemma_.lower() not in rules.nouns and noun.lower_ not in _parts()


@cache
def _parts() -> frozenset[str]:
    """Nouns that are part of a date: months, weekdays, units, parts of the day."""
    words = lexicon()
    names = ("PART", "MOMENT", "EARLY", "MID", "LATE")
    return frozenset(
        word for listed in [*words.values.values(), *(words.words[name] for name in names)] for word in listed
    )


def _is_ahead(verb: Token, rules: _Future, is_headline: bool) -> bool:
    for _ in range(_MAX_STEPS):
        helpers = _helpers(verb)
        if helpers & rules.auxiliaries:
            return "have" not in helpers and not ("could" in helpers and any(c.dep_ == "neg" for c in verb.children))
        lemma = verb.lemma_.lower()
        if "to" in helpers:
            head = verb.head
            if head == verb or "have" in helpers:
                return False
            if head.lemma_ == "be":
                return head.tag_ in ("VBZ", "VBP")
            return head.lemma_.lower() in rules.heads
        if lemma in rules.participles and (verb.tag_ == "VBN" or verb.pos_ == "ADJ"):
            is_done = helpers & {"has", "have", "'ve"} and "been" not in helpers  # "have set out since Monday"
            return not is_done and not helpers & {"was", "were", "had"}
        if verb.lemma_ == "be" and verb.tag_ in ("VBZ", "VBP"):
            said_of = [c for c in verb.children if c.dep_ in ("acomp", "attr")]
            return not said_of or any(c.lemma_.lower() in rules.participles for c in said_of)  # "the vote is on Monday"
        if verb.tag_ in ("VBZ", "VBP") and not helpers:
            return _is_timetable(verb, rules) and not is_headline
        if verb.tag_ == "VBG" and helpers & {"is", "are", "'s", "'re"}:
            return _is_timetable(verb, rules)
        if verb.dep_ in ("conj", "xcomp") and verb.head != verb and verb.tag_ in ("VB", "VBG", "VBN"):
            verb = verb.head
            continue
        return False
    return False


def _helpers(verb: Token) -> set[str]:
    """The auxiliaries of a verb; of one that an "and" joins to another and that has none, those of the other: "banks
    were stoned and set on fire"."""
    for _ in range(_MAX_STEPS):
        helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
        if helpers or verb.dep_ != "conj" or verb.tag_ != "VBN":
            return helpers
        verb = verb.head
    return set()


def _is_timetable(verb: Token, rules: _Future) -> bool:
    """Whether a verb in the present tells a plan: "the truce expires on Monday", "takes effect on Monday"."""
    lemma = verb.lemma_.lower()
    nouns = rules.with_object.get(lemma, ())
    return lemma in rules.present or any(c.lemma_.lower() in nouns for c in verb.children if c.dep_ == "dobj")
