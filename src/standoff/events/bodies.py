"""Which body somebody is of, where the words beside him name it: "gunmen belonging to the Sorn Front"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from standoff.events.sorts import is_party
from standoff.languages.grammar import DAYS, NOMINAL, PLURALS, SUBJECTS, VERBAL
from standoff.languages.phrases import name_phrase
from standoff.ontology import load_lexicon

__all__ = ["body_beside", "name_beside"]

_LINKS = frozenset({"to", "as", "with", "of", "from", "for", "on"})
_BELOW = frozenset({"xcomp", "ccomp", "pcomp", "oprd", "dobj", "attr", "acomp"})
_MOST = 6


def name_beside(head: Token) -> str | None:
    """The name that stands beside a title: "the chief of staff Lena Harrow", "its envoy, Lena Harrow"."""
    if head.pos_ not in NOMINAL:
        return None
    if (person := _person_behind(head)) is not None:
        return person.text
    return next((name_phrase(each).text for each in head.rights if each.dep_ == "appos" and each.pos_ == "PROPN"), None)


def body_beside(head: Token) -> str | None:
    """The name of the body that somebody is of: "gunmen belonging to the Sorn Front", "men of a group known as the Sorn
    Front", "members of the rebel group Sorn Front"."""
    is_speaker = head.lower_ in load_lexicon().parties["speaking"]
    if not is_speaker and (head.pos_ not in NOMINAL or not is_party(head)):
        return None
    told = (body for child in _said_of(head) if (body := _body_of(child)) is not None)
    body = next(told, None) or _held_to_be_of(head) or _added(head)
    return name_phrase(body).text if body is not None else _of_group(head) or _in_marks_before(head)


_MARKS = frozenset({'"', "“", "”", "''", "``", "«", "»"})
_LONGEST = 8
_MOST_BETWEEN = 2


def _in_marks_before(group: Token) -> str | None:
    """The name that stands in quotation marks before the noun of a group: "the | "Heroes of Sorn" | clandestine
    command"."""
    if not _is_group(group) and group.lemma_.lower() not in load_lexicon().kinds["force"]:
        return None
    doc, closed = group.doc, group.i - 1
    while closed > group.sent.start and doc[closed].text not in _MARKS and group.i - closed <= _MOST_BETWEEN:
        closed -= 1
    if doc[closed].text not in _MARKS:
        return None
    opened = next(
        (at for at in range(closed - 2, max(group.sent.start, closed - _LONGEST) - 1, -1) if doc[at].text in _MARKS),
        None,
    )
    if opened is None or not doc[opened + 1].is_title or doc[opened + 1].is_sent_start:
        return None
    end = closed - 1 if doc[closed - 1].is_punct else closed
    return doc[opened + 1 : end].text if all(each.text not in ".?;:" for each in doc[opened + 1 : end]) else None


def _said_of(head: Token) -> Iterator[Token]:
    """What is said of somebody behind his name, also where the parser hung it on what he wears or carries: "men in
    civilian clothes | belonging to the police |"."""
    for child in head.rights:
        yield child
        if child.dep_ == "prep" and child.lower_ in ("in", "with"):
            worn = (below for end in child.children for below in end.rights)
            yield from (below for below in worn if below.dep_ == "acl" and below.lemma_.lower() == "belong")


def _added(group: Token) -> Token | None:
    """The name of a group that is told behind a comma: "an unknown group, | the Red Star command |, claimed"."""
    if not _is_group(group):
        return None
    added = (child for child in group.rights if child.dep_ == "appos")
    return next((each for each in added if each.pos_ == "PROPN" or _has_name(each)), None)


def _is_group(noun: Token) -> bool:
    return noun.lemma_.lower() in load_lexicon().parties["organisations"]


def _has_name(noun: Token) -> bool:
    return _is_group(noun) and any(child.pos_ == "PROPN" and child.dep_ == "compound" for child in noun.lefts)


def _person_behind(head: Token) -> TokenSpan | None:
    """The person whose name the parser took for the end of the body's: "chief of the Sorn Armed Forces Lena Harrow"."""
    if head.lemma_.lower() not in load_lexicon().kinds["person"]:
        return None
    last = name_phrase(head)[-1]
    is_led = any(child.dep_ == "compound" and child.ent_type_ == "ORG" for child in last.lefts)
    if last.i == head.i or last.ent_type_ != "PERSON" or not is_led:
        return None
    return next((person for person in head.sent.ents if person.end == last.i + 1 and len(person) > 1), None)


def _body_of(child: Token) -> Token | None:
    """The name in what is said of somebody's belonging: "belonging to", "calling itself", "believed to be members of",
    "who say they belong to", "members of" after a comma, "in the service of", "from"."""
    known, lemma = load_lexicon().parties, child.lemma_.lower()
    if child.dep_ in ("acl", "relcl") and (lemma in known["belonging"] or lemma in known["held_to_belong"]):
        names = _names_below(child, child.head, _MOST)
    elif child.dep_ == "appos" and lemma in known["of_a_body"]:
        names = _names_of(child, child.head, 2)
    elif child.dep_ == "prep" and child.lower_ == "in":
        services = (end for end in child.children if end.lemma_.lower() in known["serving"])
        names = (name for service in services for name in _names_of(service, child.head, 2))
    elif child.dep_ == "prep" and child.lower_ == "of" and child.nbor(-1).text in _MARKS:  # "a gang" | of the Front |
        names = (end for end in child.children if end.dep_ == "pobj" and end.pos_ == "PROPN")
    elif child.dep_ == "prep" and child.lower_ == "from":
        names = (end for end in child.children if end.dep_ == "pobj" and _is_body(end))
    else:
        return None
    return next(names, None)


def _held_to_be_of(head: Token) -> Token | None:
    """The name where the parser took what is held of somebody for the clause itself: "gunmen | believed | to belong to
    the Front fled"; or where he says it himself: "the gunmen | said | that they were of the Front"."""
    verb, known = head.head, load_lexicon().parties["held_to_belong"]
    if head.dep_ != "nsubj" or verb.lemma_ not in known or verb.lemma_ == "be":
        return None
    return next(_names_below(verb, head, _MOST), None)


def _names_below(verb: Token, whose: Token, depth: int) -> Iterator[Token]:
    """The names that what is said of somebody's belonging leads to, by verbs of belonging and of holding for true only:
    "identified itself as | belonging | to the | Front |"."""
    known = load_lexicon().parties
    is_told = verb.lemma_.lower() in known["belonging"] or verb.lemma_ == "be"
    for child in verb.rights if depth > 0 else ():
        is_in_name = child.lower_ == "in" and any(end.lower_ == "name" for end in child.children)
        if child.dep_ == "prep" and (child.lower_ in _LINKS or is_in_name) and is_told:
            ends = [end for end in child.children if end.dep_ in ("pobj", "pcomp")] or _behind(child)
        elif child.dep_ in _BELOW and (child.dep_ != "ccomp" or _is_of_the_same(child, whose)):
            ends = [child]
        else:
            continue
        for end in ends:
            lemma = end.lemma_.lower()
            if end.pos_ not in VERBAL:
                yield from _names_of(end, whose, depth - 1)
            elif lemma in known["belonging"] or lemma in known["held_to_belong"]:
                yield from _names_below(end, whose, depth - 1)


def _names_of(noun: Token, whose: Token, depth: int) -> Iterator[Token]:
    """A name itself, or that of the body that a noun is of: "members of the | Front |"."""
    is_acronym = noun.text.isupper() and len(noun.text) > 2 and noun.ent_type_ == "ORG"  # "front of | FARC |"
    if (noun.pos_ == "PROPN" or is_acronym) and noun.ent_type_ not in DAYS:
        yield noun
    for child in noun.rights if depth > 0 and noun.pos_ != "PROPN" else ():
        if child.dep_ == "prep" and child.lower_ in ("of", "from"):
            for end in child.children:
                if end.dep_ == "pobj":
                    yield from _names_of(end, whose, depth - 1)
        elif child.dep_ == "appos" and _is_group(noun):
            yield from _names_of(child, whose, depth - 1)


def _is_of_the_same(clause: Token, whose: Token) -> bool:
    """Whether a clause is about whoever speaks: it has no subject, or a pronoun that may stand for him: "the gunmen
    said that | they | belong to"."""
    subjects = [child for child in clause.lefts if child.dep_ in SUBJECTS]
    is_many = whose.tag_ in PLURALS or _is_group(whose)
    return all((child.lower_ == "they" and is_many) or child.lower_ in ("he", "she", "it") for child in subjects)


def _behind(preposition: Token) -> list[Token]:
    """The name behind a preposition that the parser left without one: "identifying itself as | the Front | fled"."""
    behind = preposition.doc[preposition.i + 1 : preposition.i + 2]
    heads = [token for each in behind for token in (each, each.head) if token.left_edge.i == each.i]
    return [token for token in heads if token.pos_ == "PROPN"][-1:]


def _is_body(name: Token) -> bool:
    """Whether a name is a body's, and no place's: "terrorists from the | Movement | (SRM)"."""
    lemma = name.lemma_.lower()
    is_known = lemma in load_lexicon().kinds["force"] or lemma in load_lexicon().parties["organisations"]
    is_upper = name.text.isupper() and (name.ent_type_ == "ORG" or _is_acronym(name))
    is_fighters = name.head.head.lemma_.lower() in load_lexicon().parties["fighters"]  # "subversives from Shining Path"
    is_of_theirs = is_fighters and name.ent_type_ == "ORG" and any(child.dep_ == "compound" for child in name.lefts)
    return name.pos_ == "PROPN" and (is_known or is_upper or is_of_theirs)


def _is_acronym(name: Token) -> bool:
    """Whether a name in capitals is one under an article: "from the | SRM |", where a country would be known as one."""
    is_under = any(child.lower_ == "the" for child in name.lefts)
    return is_under and len(name.text) > 2 and name.ent_type_ not in ("GPE", "LOC", "DATE")


def _of_group(head: Token) -> str | None:
    """The name of the group of which somebody is one: "members of the terrorist group | Sorn Front |", "men of a group
    | known as the Sorn Front |"."""
    last = name_phrase(head)[-1]
    if last.pos_ != "NOUN" or not _is_group(last):
        return None
    for child in last.rights if last.i != head.i else ():
        body = child if child.dep_ == "appos" and child.pos_ == "PROPN" else _body_of(child)
        if body is not None:
            return name_phrase(body).text
    touching = _touching(last)
    return touching.text if touching is not None else None


def _touching(noun: Token) -> TokenSpan | None:
    """The name that stands right behind the noun of a group, whatever the parser made of it."""
    first = next(iter(noun.doc[noun.i + 1 : noun.i + 2]), None)
    if first is None or first.is_sent_start or first.pos_ != "PROPN" or first.ent_type_ in ("DATE", "TIME", "GPE"):
        return None
    names = (each for each in (first, *first.ancestors) if each.pos_ == "PROPN" and each.dep_ != "compound")
    name = next(names, None)
    return noun.doc[first.i : name.i + 1] if name is not None and first.i == name.left_edge.i else None
