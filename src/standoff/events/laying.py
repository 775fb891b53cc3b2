"""A deed laid to somebody: who is accused of it is who did it, as the accuser tells it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from standoff.events.choose import Chosen, Laid
from standoff.events.clauses import Clause, clause_of, coordinated
from standoff.events.sorts import is_party
from standoff.events.triggers import Found
from standoff.languages.grammar import VERBAL
from standoff.languages.phrases import name_phrase
from standoff.ontology import FORCE, LayingWay, Trigger, load_laying, load_lexicon

__all__ = ["accused_of", "may_lay", "points_back", "with_laid"]

_LAYINGS = frozenset({"ACCUSE", "CONCEDE"})
_OBJECTS = frozenset({"dobj", "obj", "nsubjpass"})
_PREPOSITIONS = frozenset({"prep", "dative", "agent"})
_ENDS = frozenset({"pobj", "pcomp"})
_NOBODY = frozenset({"no", "none", "nobody", "neither", "who", "which", "that", "what", "there"})
_WITH_MORE = _OBJECTS | {"ccomp", "xcomp", "oprd", "acomp"}
_RELATIVE = frozenset({"WDT"})
_DEEPEST = 6
_FARTHEST = 12
_FOR_OTHERS = frozenset({"behalf", "name"})
_POINTING = frozenset({"the", "this", "that", "these", "those", "such", "both"})
_BEING = frozenset({"attr", "oprd"})
_PRONOUNS = frozenset({"it", "this", "that"})
_ONES = frozenset({"one", "ones"})
_OF_ONESELF = frozenset({"they", "he", "she", "themselves", "himself", "herself"})
_WAYS = frozenset({"way", "manner", "sense"})
"""What "in" leads to that is no deed: "was in no way involved"."""


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
    pointers = [token for token in verbs[0].sent if token.i not in deeds and (_may_point(token) or token.lower_ in men)]
    for fitting in layings:
        for verb, way, word, accused in fitting:
            if way.of_papers and any(each.laid and each.laid.accused.pos_ == "PROPN" for each in kept):
                continue  # "a note signed by the front claims the raid" says it once
            deed = _deed(verb, way, word, deeds, pointers)
            if deed is not None and deed.word.lower_ in men and not _is_named(accused):
                continue  # "the men were farmers"
            if deed is None and not way.only_doers:
                is_told_before = is_after_deed or any(_is_deed_before(each, verb) for each in told)
                deed = _left_out(verb, way, word, accused) if is_told_before else None
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
    if clause.subject is not None and _is_nobody(_meant(clause.subject, verb)):
        return
    beside: dict[bool, list[tuple[str, Token]]] = {}
    for way in load_laying().ways[verb.lemma_.lower()]:
        if is_negated and not way.may_be_denied:
            continue
        word = None
        if way.beside:
            is_subject_free = clause.is_passive or ("subject" not in way.accused and "subject" not in way.deed)
            if is_subject_free not in beside:
                words = _words_beside(verb, is_subject_free=is_subject_free)
                beside[is_subject_free] = [(each.lemma_.lower(), each) for each in words]
            word = next((each for lemma, each in beside[is_subject_free] if lemma in way.beside), None)
            if word is None or (not way.may_be_denied and _is_negated(word)):
                continue
        accused = _accused(clause, way, word, is_headline=is_headline)
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


def _left_out(verb: Token, way: LayingWay, word: Token | None, accused: Token) -> Found | None:
    """The word that stands for a deed that is not named: a pronoun where it would stand ("blamed rebels for | it |"),
    or the word that lays it."""
    if way.deed == ("subject",):
        places = [each for each in (clause_of(verb).subject,) if each is not None]
    else:
        places = _objects(verb, None) if way.deed == ("object",) else list(_ends(verb, word, way.deed))
        first = max(accused.i, verb.i) if way.accused == ("subject",) else accused.i  # not "who spoke on behalf | of |"
        links = [each for each in verb.subtree if each.i > first and each.lower_ in way.deed]
        deeper = [each for link in links for each in link.rights if each.lemma_ not in _WAYS]
        places = [each for each in (*places, *deeper) if not (_is_whole_of(each, accused) or _is_led_to(each, verb))]
    standing = next((each for each in places if each.lower_ in _PRONOUNS and not _is_cleft(verb)), None)
    if standing is None and (places or not way.may_be_bare):
        return None
    return Found(_plain_deed(), standing or word or verb, verb, "occur", clause_of(verb))


def _is_whole_of(token: Token, accused: Token) -> bool:
    """Whether a word behind "of" belongs to the accused: "two of her | guards |", "the Directorate of | Inquiry |"."""
    is_part = accused.pos_ == "NUM" or accused.lemma_.lower() in load_laying().parts
    is_name = accused.ent_type_ != "" and accused.ent_type_ == token.ent_type_ and token.pos_ == "PROPN"
    return (is_part or is_name) and accused.is_ancestor(token)


def _is_led_to(place: Token, verb: Token) -> bool:
    """Whether a relative clause behind a comma hangs on a place, and is about what was done there: "shot two men near
    | Sorn |, for which the mayor blames the front"."""
    start = verb.left_edge.i
    is_behind_comma = verb.dep_ == "relcl" and start > 0 and verb.doc[start - 1].text == ","
    return is_behind_comma and place.i == verb.head.i and place.ent_type_ in ("GPE", "LOC", "FAC", "DATE", "TIME")


def _is_cleft(verb: Token) -> bool:
    """Whether an "it" only leads up to a clause: "it was rebels | who fired |"."""
    below = [*verb.children, *(each for child in verb.children for each in child.children)]
    return verb.lemma_ == "be" and any(each.dep_ in ("relcl", "ccomp", "advcl") and each.i > verb.i for each in below)


def _plain_deed(noun: str = "attack") -> Trigger:
    words = noun.split()
    return next(each for each in load_lexicon().nouns[words[-1]] if list(each.words[1:]) == words)


def points_back(chosen: Chosen) -> bool:
    """Whether a deed that is laid to somebody was told elsewhere, and is only pointed to: "the crime"."""
    return chosen.laid is not None and load_laying().says_nothing_of_it(chosen.telling.word.lemma_.lower())


def may_lay(sentence: Sentence, men: Collection[str] = frozenset()) -> bool:
    """Whether a sentence without a word that tells a deed may lay one to somebody: "the killers were rebels", "the
    mayor holds the front responsible"."""
    beside = load_laying().beside
    return any(
        token.lemma_.lower() in beside
        or ((_may_point(token) or token.lower_ in men) and _pointing(token, token.head) is not None)
        for token in sentence
    )


def _is_denied_itself(verb: Token) -> bool:
    """Whether somebody denies the laying, not the deed: "denied that it had blamed the army for the fire"."""
    above = verb.head
    is_deed = verb.lemma_ in load_laying().deed_verbs
    return verb.dep_ in ("ccomp", "xcomp", "pcomp") and above.lemma_ in load_lexicon().kinds["denying"] and not is_deed


def accused_of(laid: Laid) -> list[Token | Sentence]:
    """The accused, each without the deed, where the parser hung it on them: "accused | the army | of the murder"."""
    head, word = laid.accused, laid.deed.word
    cut = next((child for child in head.rights if child.i == word.i or child.is_ancestor(word)), None)
    if cut is not None and word.dep_ in ("pobj", "pcomp") and _is_whole_within(word.head, head):
        cut = word.head  # "accused | a patrol of the base | of having shot him"
    if cut is None:
        return list(coordinated(head))
    end = max(head.i + 1, cut.left_edge.i)
    while end > head.i + 1 and head.doc[end - 1].is_punct:
        end -= 1
    return [head.doc[name_phrase(head).start : end]]


def _is_whole_within(charge: Token, accused: Token) -> bool:
    """Whether a charge hangs on that of which the accused are: "a patrol of the base | of | having shot him"."""
    if charge.lower_ != "of" or charge.head.i == accused.i:
        return False
    noun = charge.head
    for _ in range(_DEEPEST):
        if noun.dep_ != "pobj" or noun.head.lower_ != "of":
            return False
        noun = noun.head.head
        if noun.i == accused.i:
            return True
    return False


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


def _accused(clause: Clause, way: LayingWay, word: Token | None, *, is_headline: bool) -> Token | None:
    """Who stands where the accused does, if it is somebody."""
    verb, subject = clause.verb, clause.subject
    if way.of_papers and not _is_about_papers(verb):
        return None
    if way.accused == ("subject",):
        by = [end for child in verb.children if child.dep_ == "agent" for end in child.children if end.dep_ == "pobj"]
        ends = by if clause.is_passive or by else [each for each in (subject,) if each is not None]
        ends = [_author(_meant(each, verb)) for each in ends or _papers_claiming(verb)]
    elif way.accused == ("object",):
        ends = [_author(each) if way.of_papers else each for each in _objects(verb, word)]
        if not ends and is_headline and subject is not None and verb.tag_ in ("VBD", "VBN"):  # "Army blamed for raid"
            ends = [subject]
    elif way.accused == ("predicate",):
        ends = [child for child in verb.rights if child.dep_ in _BEING and not _is_one_of_deeds(child)]
    else:  # the parser may hang it anywhere: "laid the blame for the massacre on the army"
        prepositions = [each for each in verb.subtree if each.lower_ in way.accused and each.head.lower_ != "according"]
        own = [each for each in prepositions if word is not None and each.head.i == word.i]
        behind = [(each, end) for each in own or prepositions for end in each.children if end.dep_ in _ENDS]
        ends = [_meant(end, verb) for each, end in behind if each.i > verb.i or _is_relative(end)]
    if way.of_bodies:
        ends = [each for each in ends if _is_body(each)]
    parties = [each for each in ends if not _is_nobody(each) and (each.lower_ in ("it", "other") or _is_somebody(each))]
    return parties[-1] if parties else None


def _is_body(token: Token) -> bool:
    """Whether a word stands for a body, which no court charges: "| the front | is charged with the murder"."""
    known, lemma = load_lexicon(), token.lemma_.lower()
    is_named = token.pos_ == "PROPN" and token.ent_type_ != "PERSON"
    return is_named or lemma in known.parties["organisations"] or lemma in known.parties["forces"]


def _is_negated(word: Token | None) -> bool:
    return word is not None and any(child.dep_ == "neg" for child in word.children)


def _is_about_papers(verb: Token) -> bool:
    """Whether a verb is about what somebody left or sent: "| leaflets | signed by the front"."""
    told = [child for child in verb.children if child.dep_ in (*_OBJECTS, "nsubj")]
    return any(each.lemma_.lower() in load_laying().papers for each in (*told, *_papers_claiming(verb)))


def _papers_claiming(verb: Token) -> list[Token]:
    """What says something by a participle behind it: "a | letter | claiming responsibility"."""
    noun = verb.head
    return [noun] if verb.dep_ == "acl" and noun.lemma_.lower() in load_laying().papers else []


def _author(token: Token) -> Token:
    """Who speaks in what he wrote: "a letter from | the front | claimed", "| the front | sent a letter claiming",
    "| Front | leaflets"."""
    if token.lemma_.lower() not in load_laying().papers:
        return token
    behind = [child for child in token.rights if child.lower_ in ("from", "of", "by")]
    signed = [child for each in token.rights if each.lemma_ == "sign" for child in each.rights if child.dep_ == "agent"]
    ends = [end for child in (*behind, *signed) for end in child.children if end.dep_ == "pobj" and is_party(end)]
    ends += [
        child
        for child in token.lefts
        if child.dep_ in ("compound", "nmod") and (child.ent_type_ == "ORG" or child.text.isupper())
    ]
    sender = clause_of(token.head).subject if token.dep_ == "dobj" else None
    return next(iter([*ends, *([sender] if sender is not None else [])]), token)


def _is_one_of_deeds(token: Token) -> bool:
    """Whether a number counts deeds, and nobody: "the raid is | one | of several carried out this month"."""
    if token.lower_ != "one":
        return False
    ends = [end for child in token.rights if child.lower_ == "of" for end in child.children if end.dep_ == "pobj"]
    return bool(ends) and not any(map(is_party, ends))


def _is_somebody(token: Token) -> bool:
    """Whether a word stands for somebody, or for a part of somebody: "the intelligence section of the police"."""
    wholes = [each for child in token.rights if child.lower_ == "of" for each in child.children]
    wholes += [child for child in token.lefts if child.dep_ == "poss" and child.pos_ != "PRON"]
    is_part = token.lemma_.lower() in load_laying().parts and any(map(is_party, wholes))
    return is_party(token) or is_part


def _meant(token: Token, verb: Token) -> Token:
    """What a relative pronoun stands for: "the front, | which | claimed responsibility"."""
    is_relative = token.tag_ in _RELATIVE or token.lower_ in ("whom", "who", "that")
    if not (is_relative and verb.dep_ == "relcl"):
        return token
    being = verb.head.head  # "| the front | was the one that claimed the raid"
    subjects = [child for child in being.lefts if child.dep_ == "nsubj"] if verb.head.lower_ in _ONES else []
    return subjects[-1] if subjects and being.lemma_ == "be" else verb.head


def _is_relative(token: Token) -> bool:
    """Whether a phrase leads a relative clause: "the front, on | which | suspicion fell", "to whose | guards |"."""
    return any(each.tag_ in ("WDT", "WP", "WP$") for each in (token, *token.lefts))


def _is_nobody(token: Token) -> bool:
    return token.lower_ in _NOBODY or any(child.lower_ == "no" for child in token.lefts)


def _words_beside(verb: Token, *, is_subject_free: bool) -> list[Token]:
    """The words that may go with the verb: its object or predicate, or one of its object's ("held the army | liable"),
    or its subject where that is no party to it ("| suspicion | fell on the army")."""
    below = [child for child in verb.children if child.i > verb.i or child.dep_ in _OBJECTS]
    below += [verb.head] if verb.dep_ == "acl" and is_subject_free else []
    below += [child for child in verb.lefts if child.dep_ == "nsubj"] if is_subject_free else []
    below += [each for child in below if child.dep_ in _WITH_MORE for each in child.rights]
    below += [each for child in below if child.dep_ in _OBJECTS for each in child.subtree if each.lemma_ in _FOR_OTHERS]
    hung = [each for child in below if child.dep_ in _OBJECTS for each in child.subtree if each.dep_ == "amod"]
    below += [
        each for each in hung if each.lower_ in load_laying().guilty
    ]  # "held men of the fort | responsible | for"
    below += [end for child in below if child.dep_ == "prep" for end in child.children]  # "on | behalf | of the front"
    return [each for each in below if each.dep_ != "amod" or each.i > verb.i]  # not "those responsible were held"


def _objects(verb: Token, word: Token | None) -> list[Token]:
    of_clause = [child for child in word.lefts if child.dep_ == "nsubj"] if word is not None else []
    own = [_meant(child, verb) for child in verb.children if child.dep_ in _OBJECTS][:1]
    is_reduced = verb.dep_ == "acl" and verb.tag_ == "VBN"  # "an attack | claimed by rebels |"
    is_left_out = verb.dep_ == "relcl" and any(child.tag_ in _RELATIVE for child in verb.lefts)
    return of_clause or own or ([verb.head] if is_reduced or is_left_out else [])


def _deed(
    verb: Token, way: LayingWay, word: Token | None, deeds: Mapping[int, Found], pointers: Sequence[Token]
) -> Found | None:
    """The deed that stands where the way has it: its own word, the nearest word in its phrase, or the verb of a clause
    about it ("the bomb that killed two"). ``deeds`` are those of the sentence by their words, ``pointers`` the words of
    it that may point to one."""
    told = {**deeds, **{token.i: each for token in pointers if (each := _pointing(token, verb)) is not None}}
    subject = clause_of(verb).subject if way.deed == ("subject",) else None
    if subject is not None:
        places: Iterable[Token] = [subject]
    else:
        places = _objects(verb, None) if way.deed == ("object",) else _ends(verb, word, way.deed)
    if way.only_doers:
        doers = load_laying().doers.keys() | load_laying().men
        places = [_who_says_so(place, verb) for place in places]
        return next((told.get(place.i) for place in places if place.lemma_.lower() in doers), None)
    for said in places:
        place = _who_says_so(said, verb)
        if place is not said and place.i in told and not verb.is_ancestor(place):
            return replace(told[place.i], word=said)  # as told by themselves
        is_relative = place.tag_ in _RELATIVE or (place.lower_ == "that" and verb.dep_ == "relcl")
        if is_relative:  # "the raid on Monday, | which | they blame on the army", as the parser has it
            return next((told[at] for at in range(place.i, max(-1, place.i - _FARTHEST), -1) if at in told), None)
        level = [place]
        for _ in range(_DEEPEST):
            here = next((told[token.i] for token in level if token.i in told), None)
            if here is not None:
                return here
            level = [child for token in level for child in token.rights if _is_within(child, token)]
        if place.i == verb.head.i:  # "the murder of two mayors, which they blame on the army", as the parser has it
            return next((told[noun.i] for noun in _wholes(place) if noun.i in told), None)
    return None


def _who_says_so(place: Token, verb: Token) -> Token:
    """Who a pronoun takes up that says it of himself: "| the men | said that they were members of the front"."""
    if place.lower_ not in _OF_ONESELF:
        return place
    clause = verb if verb.dep_ == "ccomp" else verb.head
    return (clause_of(clause.head).subject if clause.dep_ == "ccomp" else clause_of(verb).subject) or place


def _is_named(accused: Token) -> bool:
    """Whether a body is named, by itself or by whose members they are: "members of the | Grey Front |"."""
    named = [token for token in accused.subtree if token.pos_ == "PROPN" or token.ent_type_ == "ORG"]
    return any(token.ent_type_ != "GPE" for token in named)


def _wholes(noun: Token) -> Iterator[Token]:
    """The nouns above one in its phrase, the nearest first: "the | murder | of two | sons | of the mayor"."""
    while (
        noun.dep_ == "pobj"
        and noun.head.lower_ in ("of", "against", "on", "in", "near", "at")
        and noun.head.head.pos_ == "NOUN"
    ):
        noun = noun.head.head
        yield noun


def _may_point(token: Token) -> bool:
    """Whether a word is one of those that may point to a deed, or to who did it."""
    laying, lemma = load_laying(), token.lemma_.lower()
    return token.lower_ == "those" or (token.pos_ == "NOUN" and (lemma in laying.points or lemma in laying.doers))


def _pointing(token: Token, verb: Token) -> Found | None:
    """A word that may point to a deed told elsewhere ("the crime", "an action claimed by") or to who did it ("the
    killers", "those responsible"), as the deed, told as surely as the verb that lays it to somebody is."""
    if token.lower_ == "those":
        return _by_those(token, verb)
    laying, lemma = load_laying(), token.lemma_.lower()
    is_known = any(child.lower_ in _POINTING for child in token.lefts)
    noun = laying.doers.get(lemma) or ("attack" if lemma in laying.men else None)
    if noun is None and lemma in laying.points:
        noun = "attack"
        is_known = is_known or token.dep_ == "appos" or (verb.dep_ == "relcl" and verb.head.i == token.i)
    is_named_so = verb.dep_ in ("acl", "relcl") and verb.head.i == token.i and lemma in laying.doers
    if noun is None or not is_known or is_named_so:  # "the killers, identified as rebels, fled": who they are
        return None
    return Found(_plain_deed(noun), token, verb, "occur", clause_of(verb))


def _by_those(those: Token, verb: Token) -> Found | None:
    """Those who did it, as the deed: "| those | responsible are of the front", "| those | who committed the crime"."""
    laying = load_laying()
    is_doing = any(
        child.lower_ in laying.guilty
        or (child.dep_ == "relcl" and any(end.lemma_.lower() in laying.points for end in child.rights))
        for child in those.rights
    )
    return Found(_plain_deed(), those, verb, "occur", clause_of(verb)) if is_doing else None


def _is_within(child: Token, token: Token) -> bool:
    """Whether a word below another says what it is: "a series | of raids", "the bomb that | killed two"."""
    if token.dep_ == "prep":
        return child.dep_ in ("pobj", "pcomp")
    return child.dep_ in ("relcl", "acl", "conj") or (child.dep_ == "prep" and child.lower_ == "of")


def _ends(verb: Token, word: Token | None, prepositions: Sequence[str]) -> Iterator[Token]:
    """What stands behind some prepositions beside a verb, its object, or the word that goes with it."""
    beside = [
        child for child in verb.rights if child.dep_ in ("prep", "agent")
    ]  # "accused by | the bishop | of murder"
    behind = [end for child in beside for end in child.children if end.dep_ == "pobj"]
    objects = [child for child in verb.children if child.dep_ in _OBJECTS]
    for holder in [verb, *objects, *([word] if word else []), *behind]:
        for child in holder.children:
            if child.lower_ in prepositions and child.dep_ in _PREPOSITIONS:
                ends = [_meant(end, verb) for end in child.children if end.dep_ in _ENDS]
                yield from (end for end in ends if child.i > holder.i or end.i == verb.head.i)
    # the parser may hang it deeper: "claimed responsibility in a leaflet for the attack", "blamed gunmen paid by the
    # clan for the attack"
    for deeper in [word] if word is not None else objects:
        for child in deeper.subtree:
            is_deeper = child.i > deeper.i and child.lower_ in prepositions and child.dep_ in _PREPOSITIONS
            if is_deeper and (word is not None or child.lower_ != "of"):
                yield from (end for end in child.children if end.dep_ in _ENDS)
