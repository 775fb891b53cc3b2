"""Who did it: a subject or an agent, or whoever stands behind the weapon, the deed or the words that it names."""

from __future__ import annotations

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from standoff.events.clauses import clause_of, coordinated, lemma_of, light_key
from standoff.events.nouns import chain, of_noun
from standoff.events.sorts import (
    PLACES,
    Parties,
    antecedent_of,
    inner_of,
    is_deed,
    is_landmark,
    is_party,
    is_weapon,
    people,
    things,
)
from standoff.events.triggers import Found
from standoff.languages.grammar import DAYS
from standoff.ontology import load_laying, load_lexicon

__all__ = ["doers", "doers_of_deed", "from_whom"]


def doers(token: Token, parties: Parties, found: Found | None = None, depth: int = 0) -> list[Token | TokenSpan]:
    """A subject or agent: itself, or whoever stands behind the weapon, deed or words that it names."""
    token = antecedent_of(token)
    if (
        token.dep_ == "expl"
        or _is_asked_for(token)
        or token.ent_type_ in DAYS
        or (found is not None and _bursts(token, found))
    ):
        return []
    lemma = token.lemma_.lower()
    if token.head.lower_ == "by":
        lists = load_lexicon().parties
        is_how = lemma in lists["manner"] and token.tag_ == "NN" and token.left_edge.i == token.i
        if is_how or is_landmark(token) or lemma in lists["nobody"]:
            return []  # "was shot by the river", "was set off by remote control", "was taken by force"
    is_words = token.pos_ == "NOUN" and lemma in load_lexicon().parties["words"]
    if is_words or is_deed(token) or inner_of(token) is not token:
        below = Parties()
        of_noun(inner_of(token), "ASSAULT", below)
        parties.unsure |= below.unsure
        if found is not None and found.trigger.role == "harm" and not parties.targets:
            parties.others += below.targets
        actors = below.actors or [*from_whom(token, token), *_of_whom(token)]
        if not actors and depth == 0 and token.dep_ in ("dobj", "pobj", "attr"):
            verb = token.head if token.dep_ != "pobj" else token.head.head
            is_own = token.head.lower_ in ("in", "during", "with") or light_key(verb) & load_lexicon().light.object
            if verb.pos_ == "VERB" and is_own:
                above = clause_of(verb)
                if above.subject is not None and not above.is_passive and above.subject.i != token.i:
                    actors = doers(above.subject, parties, found, depth + 1)
        if is_weapon(token) and all(isinstance(each, Token) and each.pos_ == "PRON" for each in actors) and actors:
            return [token]  # "their drones"
        is_flying = lemma in load_lexicon().kinds["aircraft"] and is_weapon(token)
        is_firing = lemma in load_lexicon().parties["firing"] and _does(token, "sounding")
        return actors or ([*coordinated(token)] if is_flying or is_firing else [])  # "two drones struck the depot"
    if by := _by_whom(token) or _aboard(token):
        return by
    if is_party(token) or lemma in things():
        return list(coordinated(token))
    owner = next((child for child in token.lefts if child.dep_ == "poss" and child.pos_ != "PRON"), None)
    if owner is not None and is_party(owner):
        return [owner]
    return list(coordinated(token)) if token.pos_ in ("NOUN", "ADJ") and inner_of(token) is token else []


def doers_of_deed(noun: Token) -> list[Token]:
    """Who does a deed that is itself repelled or broken up."""
    below = Parties()
    of_noun(noun, "ASSAULT", below)
    return [token for token in below.actors if isinstance(token, Token)]


def from_whom(subject: Token, verb: Token) -> list[Token]:
    """From whom what is shot comes: "the shells came from | the clan |", "rockets were fired from | a navy | boat"."""
    is_shot = is_weapon(subject) or subject.lemma_.lower() in load_lexicon().parties["shots"]
    if not is_shot:
        return []
    holders = [verb, *(child for child in subject.rights if child.dep_ == "acl")]
    links = [child for holder in holders for child in holder.rights if child.lower_ == "from"]
    for end in (end for link in links for end in link.children if end.dep_ == "pobj"):
        is_name = end.ent_type_ in ("ORG", "NORP") or any(child.dep_ == "det" for child in end.lefts)
        is_flown = end.lemma_.lower() in load_lexicon().kinds["aircraft"]
        if (is_party(end) or is_flown) and end.ent_type_ not in PLACES and (end.pos_ != "PROPN" or is_name):
            return coordinated(end)
        force = [word for word in end.lefts if word.lemma_.lower() in load_lexicon().kinds["force"]]
        by = (below for child in end.rights if child.dep_ == "acl" for below in child.rights if below.dep_ == "agent")
        force = force or [holder for link in by for holder in link.rights if holder.dep_ == "pobj" and is_party(holder)]
        if force:
            return force
    return []


def _of_whom(weapon: Token) -> list[Token | TokenSpan]:
    """Whose a weapon is: "a car bomb of | the front | killed two"."""
    behind = next(weapon.rights, None)
    if behind is None or behind.lower_ != "of" or not is_weapon(weapon):
        return []
    owner = next((end for end in behind.rights if end.dep_ == "pobj" and is_party(end)), None)
    if owner is None:
        return []
    is_body = owner.lemma_.lower() in load_lexicon().parties["organisations"]
    return [*coordinated(owner)] if is_body or owner.ent_type_ not in ("GPE", "LOC", "FAC") else []


def _by_whom(noun: Token) -> list[Token | TokenSpan]:
    """Who did what a noun only points to: "an action by | the front | killed two"."""
    if noun.pos_ != "NOUN" or noun.lemma_.lower() not in load_laying().points:
        return []
    ends = (end for child in noun.rights if child.lower_ == "by" for end in child.rights if end.dep_ == "pobj")
    by = next((end for end in ends if is_party(end)), None)
    return [*coordinated(by)] if by is not None else []


def _aboard(vehicle: Token) -> list[Token | TokenSpan]:
    """Who comes in what is told to come: "a convoy of trucks with | gunmen | entered the town"."""
    if vehicle.lemma_.lower() not in load_lexicon().kinds["vehicle"]:
        return []
    links = (child for holder in chain(vehicle) for child in holder.rights if child.lower_ in ("with", "carrying"))
    ends = (end for link in links for end in link.rights if end.dep_ in ("pobj", "dobj"))
    riders = (end for end in ends if is_party(end) and end.tag_ == "NNS" and lemma_of(end) in people())
    return [token for rider in riders for token in coordinated(rider)]


def _does(subject: Token, verbs: str) -> bool:
    """Whether a subject does what one of some verbs says."""
    return subject.dep_ == "nsubj" and not light_key(subject.head).isdisjoint(load_lexicon().parties[verbs])


def _bursts(thing: Token, found: Found) -> bool:
    """Whether it is told of a thing that it went off, which nobody need have done: "| the first charge | exploded", "a
    | parked car | blew up"."""
    kinds, lemma = load_lexicon().kinds, thing.lemma_.lower()
    is_thing = thing.pos_ == "NOUN" and lemma not in kinds["person"] and lemma not in kinds["force"]
    goes_off = not light_key(found.head).isdisjoint(load_lexicon().parties["exploding"])
    return is_thing and goes_off and found.clause is not None and found.clause.object is None


def _is_asked_for(token: Token) -> bool:
    """Whether it is asked who did it, of nobody or of somebody spoken to: "| who | killed them?", "| General |, who
    killed them?"."""
    if token.lower_ == "who":
        return True
    who = token.nbor(2) if token.i + 2 < token.sent.end else None
    is_spoken_to = token.dep_ == "ROOT" and token.sent[-1].text == "?"
    return is_spoken_to and who is not None and who.lower_ == "who" and token.nbor().text == ","
