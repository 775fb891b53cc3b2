"""The shortest run of words that says what happened."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from standoff.events.clauses import ORDERING, top_of
from standoff.events.sorts import hung_on
from standoff.events.targets import is_repelled
from standoff.events.triggers import SPEECH, Found
from standoff.languages.grammar import OBJECTS, VERBAL
from standoff.languages.phrases import name_phrase

__all__ = ["evidence_of", "trim"]

# Dependents on the left of a verb at which its own words begin
_OUTSIDE_LEFT = frozenset({"cc", "mark", "punct", "ccomp", "parataxis", "intj", "meta"})
_OUTSIDE_RIGHT = frozenset({"parataxis", "punct", "intj", "meta"})
_LEADING = frozenset({
    "however", "meanwhile", "nonetheless", "nevertheless", "later", "moreover", "furthermore", "therefore", "also",
    "still", "then", "thus", "besides", "instead", "yet", "so", "again", "here", "finally", "earlier",
})  # fmt: skip
_EDGE = frozenset({
    "and", "or", "but", "as", "while", "who", "which", "that", "where", "when", "after", "before", "because",
    "since", "with", "in", "of", "by", "to", "for", "on", "at", "from", "the", "a", "an", "if", "although",
    "though", "until", "whose", "despite",
})  # fmt: skip


def evidence_of(found: Found, taken_in: Collection[int], emitted: Collection[int], within: TokenSpan) -> TokenSpan:
    """The words of a happening, ``within`` its sentence or its part of a headline. ``taken_in`` are the verbs merged
    into it, ``emitted`` the words that lead other happenings of the sentence: a clause that one of those leads is cut
    off."""
    words = _words_of(found, taken_in, emitted)
    start, end = max(words.start, within.start), min(words.end, within.end)
    words = trim(words.doc[start:end] if start <= found.word.i < end else within)
    return words.doc[min(words.start, found.run.start) : max(words.end, found.run.end)]  # all of "sit-in"


def _words_of(found: Found, taken_in: Collection[int], emitted: Collection[int]) -> TokenSpan:
    if found.form == "noun":
        return _noun_phrase(found.word, emitted)
    verb = found.head
    top = top_of(verb)
    emitted = {i for i in emitted if not _is_foiled_by(verb.doc[i], verb)}
    start = _left(top, emitted)
    antecedent = _antecedent(top, tells_harm=found.trigger.role == "harm")
    if antecedent is not None:
        is_attempt = top.dep_ == "acl" and _is_short(top) and antecedent.dep_ in ("dobj", "attr")
        is_told = _is_foiled_by(top, antecedent.head) and antecedent.head.i in emitted
        start = _left(antecedent.head, emitted) if is_attempt and not is_told else name_phrase(antecedent).start
    elif found.clause is not None and found.clause.is_inherited and found.clause.subject is not None:
        subject = found.clause.subject
        if top.dep_ == "pcomp" and subject.dep_ in OBJECTS and subject.i < verb.i:
            start = name_phrase(subject).start  # "accused | the army of shelling the town |"
    end = _right(top, verb, taken_in, emitted, takes_clause=found.trigger.type in SPEECH)
    for i in taken_in:
        if i > end and _is_hung_behind(verb.doc[i], top, is_force=found.trigger.type == "ASSAULT"):
            end = _right(verb.doc[i], verb.doc[i], taken_in, emitted, takes_clause=False)
    return verb.doc[min(start, verb.i) : max(end, verb.i, found.word.i) + 1]


def _is_hung_behind(clause: Token, top: Token, *, is_force: bool) -> bool:
    """Whether a clause belongs to a deed across what stands between: an aside ("two were killed, most of them
    children, | when a raid hit the bus |") or another happening ("shelled a bus that was leaving, | killing two |")."""
    if clause.dep_ != "advcl":
        return False
    return clause.head.pos_ not in VERBAL or (is_force and clause.head.i == top.i and clause.tag_ == "VBG")


def _is_foiled_by(done: Token, verb: Token) -> bool:
    """Whether a verb tells that something tried was stopped: "| foiled | a bid to | cross | the river"."""
    return done.dep_ == "acl" and done.head.head.i == verb.i and is_repelled(done.head, verb)


def _antecedent(verb: Token, *, tells_harm: bool) -> Token | None:
    """What a relative or participial clause hangs on."""
    about = hung_on(verb, tells_harm=tells_harm)
    is_hung = verb.dep_ in ("relcl", "acl") or about.i != verb.head.i
    return about if is_hung and about.i < verb.i and about.pos_ in ("NOUN", "PROPN", "NUM", "PRON") else None


def _left(verb: Token, emitted: Collection[int]) -> int:
    start = verb.i
    for child in sorted(verb.lefts, key=lambda token: -token.i):
        if child.dep_ in _OUTSIDE_LEFT and not (child.is_quote or child.text in '"“”'):
            if child.dep_ == "punct" and child.text in ",-–" and start == verb.i:
                continue
            if child.dep_ == "punct" and (child.text == "," or (not child.whitespace_ and child.text in "-–")):
                continue
            break
        if child.dep_ == "preconj":
            continue
        if child.lower_ == "according":
            break
        if child.dep_ == "nsubj" and child.i in emitted:
            break
        if child.dep_ in ("advcl", "relcl") or (child.dep_ == "advmod" and child.lower_ in _LEADING):
            if child.dep_ == "advcl" and any(_holds(child, i) for i in emitted):
                break
            if child.dep_ == "advmod":
                continue
            break
        start = child.left_edge.i
    return start


def _right(top: Token, verb: Token, taken_in: Collection[int], emitted: Collection[int], *, takes_clause: bool) -> int:
    end = top.i
    for child in top.rights:
        if child.lower_ == "according":
            break
        if child.dep_ in _OUTSIDE_RIGHT:
            if child.dep_ == "punct" and child.text in ',"“”-–()':
                continue
            break
        edge = child.right_edge.i
        if child.dep_ in ("conj", "advcl", "cc") and child.i not in taken_in:
            if child.dep_ == "cc":
                continue
            if not any(_holds(child, i) for i in taken_in) and not _is_short(child):
                break
        if child.dep_ == "ccomp" and not takes_clause and not any(_holds(child, i) for i in (*taken_in, verb.i)):
            break
        cut = _cut(child, emitted)
        end = max(end, min(edge, cut - 1))
        if cut <= edge:
            break
    return end


def _is_short(verb: Token) -> bool:
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children) or (
        verb.tag_ == "VBG" and not any(child.dep_ in ("nsubj", "mark") for child in verb.children)
    )


def _holds(token: Token, i: int) -> bool:
    return token.left_edge.i <= i <= token.right_edge.i


def _cut(child: Token, emitted: Collection[int]) -> int:
    """Where the first clause of another happening begins within a dependent; behind its end when none does."""
    cut = child.right_edge.i + 1
    for i in emitted:
        if not _holds(child, i):
            continue
        token = child.doc[i]
        while token.i != child.i and token.dep_ not in ("relcl", "acl", "advcl", "conj", "ccomp"):
            if token.dep_ == "pcomp" and token.head.lower_ in ORDERING:
                break
            token = token.head
        if token.i == child.i and token.dep_ not in ("advcl", "ccomp", "conj"):
            continue
        cut = min(cut, token.left_edge.i)
    return cut


def _noun_phrase(word: Token, emitted: Collection[int]) -> TokenSpan:
    start, end = word.left_edge.i, word.i
    if start < word.i and any(start <= i < word.i for i in emitted):
        start = word.i
    for child in word.rights:
        if child.dep_ in ("punct", "cc", "conj", "appos"):
            if child.dep_ == "punct" and child.text in '-"“”':
                continue
            break
        if child.dep_ == "relcl" and child.i in emitted:
            break
        cut = _cut(child, emitted)
        end = max(end, min(child.right_edge.i, cut - 1))
        if cut <= child.right_edge.i:
            break
    return word.doc[start : end + 1]


def trim(span: TokenSpan) -> TokenSpan:
    """The run without punctuation, conjunctions and stray function words at its edges."""
    start, end = span.start, span.end
    parse = span.doc
    while start < end - 1 and (
        (parse[start].is_punct and not parse[start].is_quote and parse[start].text not in "([")
        or parse[start].is_space
        or parse[start].dep_ == "cc"
        or parse[start].lower_ in _LEADING
    ):
        start += 1
    while end > start + 1 and (
        (parse[end - 1].is_punct and parse[end - 1].text not in '"”)')
        or parse[end - 1].is_space
        or parse[end - 1].lower_ in _EDGE
    ):
        end -= 1
    return parse[start:end]
