"""A deed laid to somebody: who is accused of it is who did it, as the accuser tells it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from standoff.events.accused import is_body, is_named, is_nobody, meant, who_is_accused, words_beside
from standoff.events.chosen import Chosen, Laid
from standoff.events.clauses import clause_of
from standoff.events.laid_deeds import deed_at, is_guess, left_out, may_point, pointing
from standoff.events.triggers import Found
from standoff.languages.grammar import VERBAL
from standoff.languages.phrases import name_phrase
from standoff.ontology import FORCE, LayingWay, load_laying, load_lexicon

__all__ = ["may_lay", "points_back", "with_laid"]

_LAYINGS = frozenset({"ACCUSE", "CONCEDE"})


def with_laid(
    chosen: Sequence[Chosen],
    found: Sequence[Found],
    sentence: Sentence,
    *,
    is_after_deed: bool = False,
    is_headline: bool = False,
    men: Collection[str] = frozenset(),
) -> list[Chosen]:
    """The happenings of a sentence, those that are laid to somebody with whom they are laid to. The laying and the deed
    are one: "villagers blamed the army for the fire that killed two" is a killing by the army. ``is_after_deed`` tells
    that a deed was just told, which may be meant where none is named: "the government blamed rebels". In a headline who
    is "blamed" is not who blames. ``men`` are words for those who did what was just told: "| the men | said they were
    members of the front"."""
    ways, kept = load_laying().ways, list(chosen)
    verbs = [each for each in sentence if each.pos_ in VERBAL and each.lemma_.lower() in ways]
    verbs.sort(key=lambda each: any(way.of_papers for way in ways[each.lemma_.lower()]))
    layings = [
        fitting
        for verb in verbs
        if not _is_denied_itself(verb) and (fitting := list(_fitting(verb, is_headline=is_headline)))
    ]
    if not layings:
        return kept
    told = [*found, *(each.found for each in chosen)]
    deeds = {each.word.i: each for each in found if each.form != "adjective" and _may_be_laid(each)}
    if is_after_deed and any(map(is_guess, sentence)):
        men = {*men, "they"}
    pointers = [token for token in verbs[0].sent if token.i not in deeds and (may_point(token) or token.lower_ in men)]
    for fitting in layings:
        for verb, way, word, accused in fitting:
            if way.of_papers and any(each.laid and each.laid.accused.pos_ == "PROPN" for each in kept):
                continue  # "a note signed by the front claims the raid" says it once
            deed = deed_at(verb, way, word, deeds, pointers)
            if deed is not None and deed.word.lower_ in men and not is_named(accused):
                continue  # "the men were farmers"
            if deed is None and not way.only_doers:
                is_told_before = is_after_deed or any(_is_deed_before(each, verb) for each in told)
                deed = left_out(verb, way, word, accused) if is_told_before else None
            if deed is not None:
                is_cut = way.accused == ("object",) and accused.i < verb.i and is_headline
                is_said_by_nobody = is_cut or (way.is_unsaid and _is_said_by_nobody(verb))
                is_supposed = way.is_supposed or is_said_by_nobody
                kept = _joined(kept, Laid(deed, accused, verb, is_supposed, _is_negated(word), way.by_own_word))
                break
    return kept


class _Fitting(NamedTuple):
    """A verb with a way in which it lays a deed to somebody, the word that goes with it so, and whom it accuses."""

    verb: Token
    way: LayingWay
    word: Token | None
    accused: Token


def _fitting(verb: Token, *, is_headline: bool) -> Iterator[_Fitting]:
    """The ways in which a verb lays a deed to somebody here."""
    clause, is_negated = clause_of(verb), _is_negated(verb)
    if clause.subject is not None and is_nobody(meant(clause.subject, verb)):
        return
    beside: dict[bool, list[tuple[str, Token]]] = {}
    for way in load_laying().ways[verb.lemma_.lower()]:
        if is_negated and not way.may_be_denied:
            continue
        word = None
        if way.beside:
            is_subject_free = clause.is_passive or ("subject" not in way.accused and "subject" not in way.deed)
            if is_subject_free not in beside:
                words = words_beside(verb, is_subject_free=is_subject_free)
                beside[is_subject_free] = [(each.lemma_.lower(), each) for each in words]
            word = next((each for lemma, each in beside[is_subject_free] if lemma in way.beside), None)
            if word is None or (not way.may_be_denied and _is_negated(word)):
                continue
        accused = who_is_accused(clause, way, word, is_headline=is_headline)
        if accused is not None:
            yield _Fitting(verb, way, word, accused)


def _may_be_laid(found: Found) -> bool:
    """Whether a deed may be laid to somebody where it is named; threats that somebody | received | are his to tell."""
    if found.trigger.type in FORCE:
        return True
    is_told_by_verb = found.word.dep_ == "dobj" and found.word.head.lemma_.lower() not in load_laying().ways
    return found.trigger.type == "THREATEN" and not is_told_by_verb


def _is_said_by_nobody(verb: Token) -> bool:
    """Whether a passive leaves open who lays the deed to somebody: "the front is held responsible"."""
    clause = clause_of(verb)
    return clause.is_passive and clause.agent is None


def _is_deed_before(found: Found, verb: Token) -> bool:
    return found.trigger.type in FORCE and found.word.i < verb.i and found.head.i != verb.i


def points_back(chosen: Chosen) -> bool:
    """Whether a deed that is laid to somebody was told elsewhere, and is only pointed to: "the crime"."""
    return chosen.laid is not None and load_laying().says_nothing_of_it(chosen.telling.word.lemma_.lower())


def may_lay(sentence: Sentence, men: Collection[str] = frozenset()) -> bool:
    """Whether a sentence without a word that tells a deed may lay one to somebody: "the killers were rebels", "the
    mayor holds the front responsible"."""
    beside = load_laying().beside
    return any(
        token.lemma_.lower() in beside
        or ((may_point(token) or token.lower_ in men) and pointing(token, token.head) is not None)
        or is_guess(token)
        or (token.dep_ == "attr" and token.head.lemma_ == "be" and is_body(token))
        for token in sentence
    )


def _is_denied_itself(verb: Token) -> bool:
    """Whether somebody denies the laying, not the deed: "denied that it had blamed the army for the fire"."""
    above = verb.head
    is_deed = verb.lemma_ in load_laying().deed_verbs
    return verb.dep_ in ("ccomp", "xcomp", "pcomp") and above.lemma_ in load_lexicon().kinds["denying"] and not is_deed


def _joined(chosen: Sequence[Chosen], laid: Laid) -> list[Chosen]:
    """The laying and the deed as one happening; the words of the deed alone where nothing tells of the laying."""
    verb, deed = laid.verb, laid.deed
    laying = next((each for each in chosen if each.found.head.i == verb.i and each.found is not deed), None)
    own = next((each for each in chosen if each.found.word.i == deed.word.i), None)
    if laying is not None and laying.found.trigger.type not in _LAYINGS:
        laying = None
    if own is not None and deed.head.dep_ in ("pcomp", "conj"):  # "accused the army of shelling a school" tells both
        laying = None
    leading = laying or own or Chosen(deed)
    merged = list(leading.merged)
    if own is not None and own is not leading:
        merged += [deed, *own.merged]
    one = replace(leading, merged=merged, laid=laid)
    phrase = name_phrase(laid.accused)
    accused = range(phrase.start, phrase.end)
    others = [
        replace(each, barred=each.barred.union(accused))
        if _comes_of_it(each, verb, laid)
        else _without(each, verb, deed, accused)
        for each in chosen
        if each is not laying and each is not own and not _is_of(verb, each)
    ]
    return sorted([*others, one], key=lambda each: each.found.word.i)


def _comes_of_it(chosen: Chosen, verb: Token, laid: Laid) -> bool:
    """Whether a participle behind a claim tells what came of the deed that is claimed: "the front claimed the raid,
    | wounding | two". That it did so, it alone says."""
    head = chosen.found.head
    is_result = head.tag_ == "VBG" and head.dep_ in ("advcl", "acl") and chosen.found.trigger.type in FORCE
    is_led = any(child.dep_ in ("mark", "prep", "nsubj") and child.i < head.i for child in head.children)
    return is_result and not is_led and laid.accused.i < verb.i < laid.deed.word.i < head.i and verb.is_ancestor(head)


def _is_of(verb: Token, chosen: Chosen) -> bool:
    """Whether the verb that lays a deed to somebody was read as a happening itself: "suspicion | fell | on them"."""
    is_read_so = chosen.found.form == "verb" and chosen.found.head.i == verb.i
    return is_read_so and chosen.found.trigger.type not in _LAYINGS


def _without(chosen: Chosen, verb: Token, deed: Found, accused: Iterable[int]) -> Chosen:
    """A happening without the deed that is laid to somebody beside it: "died in an attack blamed on rebels" tells of a
    death, and not that rebels did it."""
    if deed not in chosen.merged:
        return chosen
    merged = [each for each in chosen.merged if each is not deed and each.head.i != verb.i]
    return replace(chosen, merged=merged, barred=chosen.barred.union(accused))


def _is_negated(word: Token | None) -> bool:
    return word is not None and any(child.dep_ == "neg" for child in word.children)
