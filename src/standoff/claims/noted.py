"""Which claims a person would note too, weighed: what speaks for and against each, once all of a report are there.

What each sign weighs stands in ``noted.tsv``; ``training/noted.py`` sets it on annotated reports, by a logistic sum.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import log

from spacy.tokens import Token

from standoff.claims.learnt import read_learnt, rows_of
from standoff.languages.grammar import RELATIVE_TAGS, SUBJECTS
from standoff.records import Claim, Document, Happens, Marks, Rejection

__all__ = ["load_noted_weights", "noted_claims", "signs_of_claims"]

LEAST = -0.4
"""So many points, in log-odds, a claim must have: four in ten, for one that is lost costs more than one too many."""
_UNTOLD = 0.02
_MOST = 3
_PRONOUNS = frozenset({"PRP", "DT", "EX"})
_BEFORE = frozenset({"mark", "aux", "advmod", "neg"})

Signs = dict[str, float]


@cache
def load_noted_weights() -> Mapping[str, float]:
    """What each sign adds to the log-odds, by ``noted.tsv``. Raises ``KnowledgeError`` where that cannot be read."""
    return read_learnt("noted.tsv", rows_of, made_by="noted.py")


def noted_claims(
    document: Document, claims: Sequence[Claim], marks: Marks | None
) -> tuple[list[Claim], list[Rejection]]:
    """The claims that are likely enough ones that a person would note too, and the others as set aside.

    Who denies, doubts or answers is kept, and so is what is answered. Without the model nothing is set aside.
    """
    if marks is None:
        return list(claims), []
    weights = load_noted_weights()
    answered = {claim.responds_to for claim in claims}
    kept: list[Claim] = []
    aside: list[Rejection] = []
    for claim, signs in zip(claims, signs_of_claims(document, claims, marks), strict=True):
        is_bound = claim.stance != "asserts" or claim.responds_to is not None or claim.id in answered
        if is_bound or not signs or sum(weights.get(name, 0.0) * value for name, value in signs.items()) >= LEAST:
            kept.append(claim)
        else:
            reason = "too little speaks for a happening that is put forward"
            aside.append(Rejection("claims", reason, claim.report_id, span=claim.evidence[0]))
    return kept, aside


def signs_of_claims(document: Document, claims: Sequence[Claim], marks: Marks) -> Iterator[Signs]:
    """What speaks for and against each claim; nothing where its words are none of the parser's."""
    tokens = [_word(document, claim) for claim in claims]
    by_sentence: dict[int, list[int]] = defaultdict(list)
    for at, token in enumerate(tokens):
        if token is not None:
            by_sentence[token.sent.start].append(at)
    told = {token.i for token in tokens if token is not None}
    below = Counter(each.i for at in told for each in document.parse[at].ancestors if each.i in told)
    words = {token.i: token.lemma_.lower() for token in tokens if token is not None}
    left, before = Counter(words.values()), Counter[str]()
    types: list[str] = []
    last = -1
    for claim, token in zip(claims, tokens, strict=True):
        if token is None:
            yield {}
            continue
        lemma = words[token.i]
        if token.i != last:
            left[lemma] -= 1
        signs = {"even": 1.0, **_of_claim(claim), **_of_word(token), **_of_model(claim, token, marks)}
        sentence = token.sent
        others = [other for other in by_sentence[sentence.start] if tokens[other] is not token]
        others = [other for other in others if (place := tokens[other]) is not None and place.i != token.i]
        signs["beside"] = min(len(others), _MOST)
        signs["alone"] = not others
        signs["overlap"] = max((_shared(claim, claims[other]) for other in others), default=0.0)
        own = _likelihood(token, marks)
        signs["beside surer"] = any(_likelihood(word, marks) > own for other in others if (word := tokens[other]))
        signs["below"] = min(below[token.i], _MOST)
        signs["told before"] = before[lemma] > 0
        signs["told after"] = left[lemma] > 0
        signs["type before"] = types[-_MOST:].count(claim.event.type)
        signs["in report"] = token.i / len(document.parse)
        signs["in sentence"] = (token.i - sentence.start) / len(sentence)
        signs["sentence"] = log(len(sentence))
        signs["headline"] = document.block(token).kind == "headline"
        above = next((step for step, each in enumerate(token.ancestors) if each.i in told), None)
        signs["none above" if above is None else f"above {min(above, _MOST)}"] = 1.0
        yield {name: float(value) for name, value in signs.items() if value}
        types.append(claim.event.type)
        if token.i != last:
            before[lemma] += 1
            last = token.i


def _word(document: Document, claim: Claim) -> Token | None:
    words = document.tokens(claim.event.trigger)
    return words.root if words is not None else None


def _shared(claim: Claim, other: Claim) -> float:
    one, two = claim.evidence[0], other.evidence[0]
    return max(0, min(one.end, two.end) - max(one.start, two.start)) / max(1, one.end - one.start)


def _odds(likely: float) -> float:
    bounded = min(1 - _UNTOLD, max(_UNTOLD, likely))
    return log(bounded / (1 - bounded))


def _told(token: Token, marks: Marks) -> Happens | None:
    return marks.triggers.get(token.i)


def _likelihood(token: Token, marks: Marks) -> float:
    told = _told(token, marks)
    return told.probability if told is not None else 0.0


def _of_model(claim: Claim, token: Token, marks: Marks) -> Signs:
    told = _told(token, marks)
    types = told.types if told is not None else {}
    return {
        "told": _odds(_likelihood(token, marks)),
        "surest type": _odds(max(types.values(), default=0.0)),
        "own type": _odds(types.get(claim.event.type, 0.0)),
    }


def _of_claim(claim: Claim) -> Signs:
    words = claim.evidence[0]
    return {
        "surety": _odds(claim.confidence),
        "length": log(max(1, words.end - words.start)),
        f"type {claim.event.type}": 1.0,
        f"polarity {claim.polarity}": 1.0,
        f"certainty {claim.certainty}": 1.0,
        f"reality {claim.reality}": 1.0,
        "toll": bool(claim.tolls),
        "actor": any(each.role == "actor" for each in claim.participants),
        "target": any(each.role == "target" for each in claim.participants),
        "said": bool(claim.attribution),
        "passed on": len(claim.attribution) > 1,
    }


def _of_word(token: Token) -> Signs:
    tag = token.tag_ if token.tag_[:1] == "V" else token.tag_[:1]
    signs: Signs = {f"tag {tag}": 1.0, f"dep {token.dep_}": 1.0}
    subject = object_ = "none"
    for child in token.children:
        signs[f"child {child.dep_}"] = 1.0
        if child.dep_ == "prep" or (child.dep_ in _BEFORE and child.i < token.i):
            signs[f"{child.dep_} {child.lower_}"] = 1.0
        if child.dep_ in SUBJECTS:
            subject = _sort(child)
        elif child.dep_ == "dobj":
            object_ = _sort(child)
    signs[f"subject {subject}"] = signs[f"object {object_}"] = 1.0
    return signs


def _sort(token: Token) -> str:
    return "pronoun" if token.tag_ in _PRONOUNS else "relative" if token.tag_ in RELATIVE_TAGS else "phrase"
