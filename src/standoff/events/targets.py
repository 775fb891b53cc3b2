"""To whom, or to what, it was done, by the clause of a verb."""

from __future__ import annotations

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from standoff.events.clauses import Clause, clause_of, coordinated, light_key
from standoff.events.doers import doers_of_deed
from standoff.events.nouns import after, chain, noun_targets, within
from standoff.events.sorts import (
    Parties,
    inner_of,
    is_deed,
    is_landmark,
    is_party,
    is_time,
    is_weapon,
    things,
)
from standoff.events.triggers import Found
from standoff.languages.grammar import NOMINAL, SUBJECTS, VERBAL
from standoff.ontology import MATERIAL, load_lexicon

__all__ = [
    "accused_of_doing_to",
    "done_by_accused",
    "is_done_to",
    "is_repelled",
    "judged",
    "recipient_of",
    "targets_of",
    "who_passed",
]

_BREAKING = frozenset({"ASSAULT", "REJECT"})
_JUDGING = frozenset({"ACCUSE", "REJECT", "SUPPORT", "CONCEDE"})
"""Types by which somebody meets a deed or a treaty as well as somebody: "condemned the raid", "broke the pact"."""
_INTO = frozenset({"into", "through", "against", "at"})
_AT = frozenset({"at", "against", "towards", "toward"})
_ANYBODY = frozenset({"anyone", "anybody", "everyone", "everybody", "those", "whoever"})
_LAID_BY = frozenset({"of", "for", "with"})
_REACHED = ("to", "against", "on", "at", "behind", "from", "with")


def targets_of(found: Found, clause: Clause, object_: Token | None) -> list[Token]:
    """Whom it was done to, at the first of the type's places that names somebody."""
    type_, words = found.trigger.type, found.trigger.words
    is_material = type_ in MATERIAL
    if object_ is not None and is_repelled(object_, clause.verb):
        return doers_of_deed(object_)
    is_goal = object_ is not None and _is_goal(object_, found)
    carried = object_ is not None and not is_goal and _is_means(object_, words[1:], but=things())
    carried |= object_ is not None and _is_thrown(object_, clause.verb)
    is_damage = found.trigger.mode == "vandalize" or (object_ is not None and object_.lemma_.lower() in things())
    is_material |= type_ == "PROTEST" and is_damage
    is_reached = type_ == "AID"  # "no convoy reached the town", "is to reopen the clinic"
    for where in load_lexicon().types[type_].targets:
        hit: list[Token] = []
        if where == "<object>":
            if object_ is not None and is_goal:
                hit = coordinated(object_)
            elif object_ is not None and not carried and is_material and is_deed(object_):
                hit = doers_of_deed(object_)  # "repelled an attack by rebels": it was done to the rebels
            elif object_ is not None and not carried and (is_material or is_reached or is_party(object_)):
                hit = coordinated(object_)
        elif where == "<recipient>":
            hit = recipient_of(clause.verb)
        elif where == "<within>":
            if object_ is not None and is_deed(object_):
                below = Parties()
                noun_targets(object_, "ASSAULT", below)
                hit = [token for token in below.targets if isinstance(token, Token)]
            if object_ is not None and not any(map(is_party, hit)):
                hit = within(object_) or hit
        elif where == "<clause>":
            hit = _in_clause(clause.verb)
        elif not (where in ("in", "of", "with") and object_ is not None and is_material and not carried):
            holders = [clause.verb]
            if object_ is not None and (carried or not is_material):
                holders += chain(object_)
            if carried:
                holders += [noun for end in _weapons_with(clause.verb) for noun in chain(end)]
            hit = after(holders, where, is_material or (is_reached and where == "to"))
        if hit:
            return hit
    if object_ is None or found.trigger.role == "territory":
        return []
    if is_deed(object_):
        return [] if is_weapon(object_) else doers_of_deed(object_)
    return [] if carried or not (is_material or is_party(object_)) else coordinated(object_)


def is_done_to(subject: Token, found: Found) -> bool:
    """Whether a deed told in the passive is done to its subject, which may also be the means or another deed."""
    if _is_goal(subject, found):
        return True
    may_suffer = (found.trigger.type in MATERIAL or is_party(subject)) and not _is_thrown(subject, found.head)
    return may_suffer and not (is_deed(subject) or _is_means(subject, found.trigger.words[1:], but=things()))


def judged(found: Found) -> list[Token]:
    """The deed or the paper that somebody judges, keeps, gives up or foils, where nobody is named behind it."""
    if found.form == "verb" and found.clause is not None:
        deed = found.clause.subject if found.clause.is_passive else found.clause.object
        if deed is not None and is_repelled(deed, found.clause.verb):
            return coordinated(deed)
    if found.trigger.type not in _JUDGING or found.form != "verb" or found.clause is None:
        return []
    object_ = found.clause.object
    if object_ is None or object_.pos_ not in NOMINAL or is_time(object_) or is_weapon(object_):
        return []
    return [] if _is_means(object_, found.trigger.words[1:]) else coordinated(object_)


def is_repelled(deed: Token, verb: Token) -> bool:
    """Whether a deed, or what somebody tries, is stopped: "foiled | a raid by pirates |"."""
    known = load_lexicon().parties
    is_tried = deed.lemma_.lower() in known["tried"] or (is_deed(deed) and not is_weapon(deed))
    return is_tried and not light_key(verb).isdisjoint(known["repelling"])


def who_passed(found: Found) -> list[Token]:
    """Who was passing when a charge went off, or under whom it did: "a bomb went off as | a bus | passed"."""
    parties = load_lexicon().parties
    if light_key(found.head).isdisjoint(parties["exploding"]):
        return []
    for child in found.head.rights:
        if child.dep_ == "prep" and child.lower_ in ("under", "beneath", "beside", "outside", "inside"):
            ends = [end for end in child.children if end.dep_ == "pobj" and not (is_time(end) or is_landmark(end))]
            if ends:
                return [token for end in ends for token in coordinated(end)]
        is_beside = any(below.lower_ in ("as", "when", "while") for below in child.lefts)
        if child.dep_ == "advcl" and is_beside and child.lemma_.lower() in parties["passing"]:
            passers = (below for below in child.lefts if below.dep_ == "nsubj")
            return [
                token for each in passers for token in coordinated(each) if is_party(each) or each.lemma_ in things()
            ]
    return []


def accused_of_doing_to(verb: Token) -> list[Token | TokenSpan]:
    """To whom somebody is accused of having done something: "accused Ruritania of sending rifles to | the rebels |",
    "complained that a jet had bombed | the camp |"."""
    beside = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")]
    beside += [end for child in verb.rights if child.dep_ == "prep" for end in child.rights if end.dep_ == "pobj"]
    holders = [verb, *(noun for each in beside for noun in chain(each))]
    links = [verb, *(child for holder in holders for child in holder.rights if child.lower_ in _LAID_BY)]
    for of in links[1:]:
        if (thing := done_by_accused(of)) is not None:
            return [thing.doc[of.i + 2 : thing.i + 1], *thing.conjuncts]
    told = (child for link in links for child in link.rights if child.dep_ == ("ccomp" if link is verb else "pcomp"))
    for done in told:
        own = clause_of(done)
        if own.is_passive:
            return [*coordinated(own.subject)] if own.subject is not None else []
        for each in (done, *done.conjuncts):
            object_ = clause_of(each).object
            reached = recipient_of(each) or (after([each], "to", False) if object_ is not None else [])
            if not reached and object_ is not None and not is_weapon(object_):
                reached = coordinated(object_)
            for word in _REACHED:
                reached = reached or after([each], word, True)
            reached = [token for token in reached if not is_time(token)]
            if reached:
                return [*reached]
        return [*_in_clause(done)]
    return []


def done_by_accused(of: Token) -> Token | None:
    """What is hit by what somebody is accused of, where the parser took its verb for a word before a noun: "accused the
    clan of | burning mills |"."""
    for end in of.rights:
        first = next(iter(end.lefts), None)
        if end.dep_ != "pobj" or first is None or first.i != of.i + 1:
            continue
        if first.tag_ == "VBG" or (first.tag_ == "NN" and first.lower_.endswith("ing")):
            return end
    return None


def _is_means(token: Token, words: tuple[str, ...], *, but: frozenset[str] = frozenset()) -> bool:
    """Whether a word names what was used rather than whom it hit: a weapon, a deed, a word of the trigger."""
    if is_weapon(token) or inner_of(token) is not token:
        return True
    lemma = token.lemma_.lower()
    return lemma in words and lemma not in but and not is_party(token)


def _is_goal(token: Token, found: Found) -> bool:
    """Whether a deed is done to a thing that might be the means of one: to weapons ("shot down the missile", "seized
    rifles"), to a truce ("violated the truce")."""
    parties = load_lexicon().parties
    if is_weapon(token):
        return not light_key(found.head).isdisjoint(parties["met"])
    return found.trigger.type in _BREAKING and token.lemma_.lower() in parties["broken"]


def _is_thrown(thing: Token, verb: Token) -> bool:
    """Whether a thing, whatever it is, is sent at somebody or driven into him: "launched | gas cylinders | against the
    post", "rammed | a truck | into the gate"."""
    is_thing = thing.pos_ == "NOUN" or thing.tag_ == "NNPS"  # "40 Geraniums"
    if not is_thing or is_party(thing):
        return False
    known, key = load_lexicon().parties, light_key(verb)
    is_rammed = not key.isdisjoint(known["ramming"])
    if not is_rammed and key.isdisjoint(known["throwing"]):
        return False
    links = _INTO if is_rammed else _AT
    return any(child.lower_ in links and child.dep_ == "prep" for child in (*thing.rights, *verb.rights))


def _weapons_with(verb: Token) -> list[Token]:
    """Weapons after "with", on which the parser may hang whom they hit: "with cluster warheads at the station"."""
    ends = [end for child in verb.rights if child.lower_ == "with" for end in child.children]
    return [end for end in ends if end.dep_ == "pobj" and is_weapon(end)]


def recipient_of(verb: Token) -> list[Token]:
    for child in verb.children:
        if child.dep_ == "dative":
            if child.pos_ != "ADP":
                return coordinated(child)
            return [t for below in child.children if below.dep_ == "pobj" for t in coordinated(below)]
    return []


def _in_clause(verb: Token, depth: int = 0) -> list[Token]:
    """The party that a clause below is about: its subject where it has one of its own, else its own target."""
    if depth > 2:
        return []
    for child in sorted(verb.rights, key=_is_condition):  # "threatened to close the port | unless the crew is freed |"
        if child.dep_ not in ("ccomp", "xcomp", "pcomp", "advcl") or child.pos_ not in VERBAL:
            continue
        own = next((below for below in child.lefts if below.dep_ in SUBJECTS), None)
        if own is not None and own.pos_ != "PRON" and is_party(own):
            return coordinated(own)
        clause = clause_of(child)
        if clause.object is not None:
            if is_party(clause.object) and (clause.object.pos_ != "PRON" or clause.object.lower_ in _ANYBODY):
                return coordinated(clause.object)
            inner = within(clause.object)
            if inner:
                return inner
        for word in ("against", "to", "on", "from", "with", "in"):
            hit = after([child], word, False)
            if hit:
                return hit
        if own is not None:
            inner = within(own)
            if inner:
                return inner
        inner = _in_clause(child, depth + 1)
        if inner:
            return inner
        is_threat = verb.lemma_.lower() in load_lexicon().parties["threatening"]
        if is_threat and clause.object is not None and clause.object.lemma_.lower() in things():
            return coordinated(clause.object)
    return []


def _is_condition(clause: Token) -> bool:
    return clause.dep_ == "advcl" and any(child.lower_ in ("if", "unless") for child in clause.lefts)
