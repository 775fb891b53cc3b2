"""Who is accused of a deed: whom it is laid to, by the places of the clause that lays it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from standoff.events.chosen import Laid
from standoff.events.clauses import Clause, clause_of, coordinated
from standoff.events.sorts import is_party
from standoff.languages.phrases import name_phrase
from standoff.ontology import LayingWay, load_laying, load_lexicon

__all__ = [
    "accused_of",
    "ends_behind",
    "is_body",
    "is_named",
    "is_nobody",
    "meant",
    "objects_of",
    "who_is_accused",
    "words_beside",
]

_OBJECTS = frozenset({"dobj", "obj", "nsubjpass"})
_ENDS = frozenset({"pobj", "pcomp"})
_NOBODY = frozenset({"no", "none", "nobody", "neither", "who", "which", "that", "what", "there"})
_RELATIVE = frozenset({"WDT"})
_BEING = frozenset({"attr", "oprd"})
_ONES = frozenset({"one", "ones"})
_FOR_OTHERS = frozenset({"behalf", "name"})
_WITH_MORE = _OBJECTS | {"ccomp", "xcomp", "oprd", "acomp"}
_PREPOSITIONS = frozenset({"prep", "dative", "agent"})
_DEEPEST = 6


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


def who_is_accused(clause: Clause, way: LayingWay, word: Token | None, *, is_headline: bool) -> Token | None:
    """Who stands where the accused does, if it is somebody."""
    verb, subject = clause.verb, clause.subject
    if way.of_papers and not _is_about_papers(verb):
        return None
    if way.accused == ("subject",):
        by = [end for child in verb.children if child.dep_ == "agent" for end in child.children if end.dep_ == "pobj"]
        ends = by if clause.is_passive or by else [each for each in (subject,) if each is not None]
        ends = [_author(meant(each, verb)) for each in ends or _papers_claiming(verb)]
    elif way.accused == ("object",):
        ends = [_author(each) if way.of_papers else each for each in objects_of(verb, word)]
        if not ends and is_headline and subject is not None and verb.tag_ in ("VBD", "VBN"):  # "Army blamed for raid"
            ends = [subject]
    elif way.accused == ("predicate",):
        ends = [child for child in verb.rights if child.dep_ in _BEING and not _is_one_of_deeds(child)]
    else:  # the parser may hang it anywhere: "laid the blame for the massacre on the army"
        prepositions = [each for each in verb.subtree if each.lower_ in way.accused and each.head.lower_ != "according"]
        own = [each for each in prepositions if word is not None and each.head.i == word.i]
        behind = [(each, end) for each in own or prepositions for end in each.children if end.dep_ in _ENDS]
        ends = [meant(end, verb) for each, end in behind if each.i > verb.i or is_relative(end)]
    if way.of_bodies:
        ends = [each for each in ends if is_body(each)]
    parties = [each for each in ends if not is_nobody(each) and (each.lower_ in ("it", "other") or _is_somebody(each))]
    return parties[-1] if parties else None


def is_nobody(token: Token) -> bool:
    return token.lower_ in _NOBODY or any(child.lower_ == "no" for child in token.lefts)


def is_named(accused: Token) -> bool:
    """Whether a body is named, by itself or by whose members they are: "members of the | Grey Front |"."""
    named = [token for token in accused.subtree if token.pos_ == "PROPN" or token.ent_type_ == "ORG"]
    return any(token.ent_type_ != "GPE" for token in named)


def is_body(token: Token) -> bool:
    """Whether a word stands for a body, which no court charges: "| the front | is charged with the murder"."""
    known, lemma = load_lexicon(), token.lemma_.lower()
    is_named = token.pos_ == "PROPN" and token.ent_type_ != "PERSON"
    return is_named or lemma in known.parties["organisations"] or lemma in known.parties["forces"]


def _is_somebody(token: Token) -> bool:
    """Whether a word stands for somebody, or for a part of somebody: "the intelligence section of the police"."""
    wholes = [each for child in token.rights if child.lower_ == "of" for each in child.children]
    wholes += [child for child in token.lefts if child.dep_ == "poss" and child.pos_ != "PRON"]
    is_part = token.lemma_.lower() in load_laying().parts and any(map(is_party, wholes))
    return is_party(token) or is_part


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


def is_relative(token: Token) -> bool:
    """Whether a phrase leads a relative clause: "the front, on | which | suspicion fell", "to whose | guards |"."""
    return any(each.tag_ in ("WDT", "WP", "WP$") for each in (token, *token.lefts))


def meant(token: Token, verb: Token) -> Token:
    """What a relative pronoun stands for: "the front, | which | claimed responsibility"."""
    is_relative = token.tag_ in _RELATIVE or token.lower_ in ("whom", "who", "that")
    if not (is_relative and verb.dep_ == "relcl"):
        return token
    being = verb.head.head  # "| the front | was the one that claimed the raid"
    subjects = [child for child in being.lefts if child.dep_ == "nsubj"] if verb.head.lower_ in _ONES else []
    return subjects[-1] if subjects and being.lemma_ == "be" else verb.head


def objects_of(verb: Token, word: Token | None) -> list[Token]:
    of_clause = [child for child in word.lefts if child.dep_ == "nsubj"] if word is not None else []
    own = [meant(child, verb) for child in verb.children if child.dep_ in _OBJECTS][:1]
    is_reduced = verb.dep_ == "acl" and verb.tag_ == "VBN"  # "an attack | claimed by rebels |"
    is_left_out = verb.dep_ == "relcl" and any(child.tag_ in _RELATIVE for child in verb.lefts)
    return of_clause or own or ([verb.head] if is_reduced or is_left_out else [])


def words_beside(verb: Token, *, is_subject_free: bool) -> list[Token]:
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


def ends_behind(verb: Token, word: Token | None, prepositions: Sequence[str]) -> Iterator[Token]:
    """What stands behind some prepositions beside a verb, its object, or the word that goes with it."""
    beside = [
        child for child in verb.rights if child.dep_ in ("prep", "agent")
    ]  # "accused by | the bishop | of murder"
    behind = [end for child in beside for end in child.children if end.dep_ == "pobj"]
    objects = [child for child in verb.children if child.dep_ in _OBJECTS]
    for holder in [verb, *objects, *([word] if word else []), *behind]:
        for child in holder.children:
            if child.lower_ in prepositions and child.dep_ in _PREPOSITIONS:
                ends = [meant(end, verb) for end in child.children if end.dep_ in _ENDS]
                is_turned = holder.i == verb.i and not any(each.dep_ == "nsubj" for each in verb.lefts)
                yield from (end for end in ends if child.i > holder.i or end.i == verb.head.i or is_turned)
    # the parser may hang it deeper: "claimed responsibility in a leaflet for the attack", "blamed gunmen paid by the
    # clan for the attack"
    for deeper in [word] if word is not None else objects:
        for child in deeper.subtree:
            is_deeper = child.i > deeper.i and child.lower_ in prepositions and child.dep_ in _PREPOSITIONS
            if is_deeper and (word is not None or child.lower_ != "of"):
                yield from (end for end in child.children if end.dep_ in _ENDS)
