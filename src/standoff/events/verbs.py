"""Who did it to whom, by the clause of a verb: subject, object, agent, prepositions, and the clause below."""

from __future__ import annotations

from spacy.tokens import Token

from standoff.events.clauses import Clause, clause_of, coordinated, has_aux, light_key
from standoff.events.doers import doers, doers_of_deed, from_whom
from standoff.events.nouns import after, agents, ends_of, of_noun, within
from standoff.events.sorts import (
    PLACES,
    Parties,
    antecedent_of,
    inner_of,
    is_deed,
    is_party,
    is_same,
    is_time,
    is_weapon,
    people,
    things,
)
from standoff.events.targets import is_done_to, is_repelled, recipient_of, targets_of
from standoff.events.triggers import Found
from standoff.languages.grammar import DAYS, RELATIVE_PRONOUNS
from standoff.ontology import LINKS, MATERIAL, load_lexicon

__all__ = ["parties_of"]

_WHERE = frozenset({"in", "near", "off", "outside", "around", "on"})
_AT_WHOM = frozenset({"against", "at", "on", "into"})


def parties_of(found: Found) -> Parties:
    """The parties of one telling word."""
    parties = Parties()
    if found.form == "noun":
        of_noun(found.word, found.trigger.type, parties)
        if found.trigger.role == "harm" and (hurt := _people_in(found.word)) is not None:
            parties.targets = [token for token in coordinated(hurt) if not is_same(token, parties.actors)]
    elif found.form == "occur":
        of_noun(found.word, found.trigger.type, parties)
        if found.clause is not None and not parties.actors:
            if found.clause.agent is not None:
                parties.actors += doers(found.clause.agent, parties)
            else:
                ends_of(found.clause.verb, parties)
    elif found.form in ("object", "undergo"):
        _of_light(found, parties)
    else:
        _of_verb(found, parties)
    return parties


def _people_in(word: Token) -> Token | None:
    """The people whom a word of harm names itself: "eight dead", "nineteen soldiers dead", "seven martyrs"."""
    if word.pos_ == "ADJ":
        return word.head if word.dep_ == "amod" and word.head.i < word.i else word
    return word if word.lemma_.lower() == "martyr" else None


def _of_verb(found: Found, parties: Parties) -> None:
    clause = found.clause
    assert clause is not None
    tells_harm = found.trigger.role == "harm"
    subject = antecedent_of(clause.subject, tells_harm=tells_harm) if clause.subject is not None else None
    object_ = _object(clause, subject)
    words = found.trigger.words
    if found.form == "adjective":
        own = next((child for child in found.word.lefts if child.dep_ in ("nsubj", "nummod")), None)
        who = next((child for child in clause.verb.rights if child.dep_ == "attr" and found.word.i < child.i), None)
        undergone = own or object_ or who or subject  # "left six dead", "the dead were two porters"
        if undergone is not None and found.trigger.type == "AGREE":
            parties.actors += doers(undergone, parties)  # "ready to talk"
        elif undergone is not None and not is_deed(undergone):
            parties.targets += coordinated(undergone)
        return
    is_harmed = tells_harm and not found.trigger.teller and object_ is None and not _has_complement(clause.verb)
    if (found.trigger.suffers or is_harmed) and not clause.is_passive:
        lost = _lost(clause)
        if lost is not None:
            parties.targets += coordinated(lost)
        if subject is not None and not is_deed(subject) and (lost is None or not _is_bereft(subject)):
            parties.targets += coordinated(subject)
        _behind(clause, words, parties)
        if not parties.actors and "under" in words:  # "came under fire from | rebels |"
            parties.actors += [each for each in after([clause.verb], "from", False) if each.ent_type_ not in PLACES]
        return
    if (holder := _in_whose_hands(clause.verb)) is not None:
        parties.targets += coordinated(subject) if subject is not None else []
        parties.actors += doers(holder, parties)
        return
    if clause.is_passive:
        _of_passive(found, clause, subject, parties)
        return
    if subject is not None and object_ is None and _undergoes(subject, clause):
        parties.targets += coordinated(subject)
        _behind(clause, words, parties)
        return
    if found.trigger.teller and object_ is not None and any(each.lower_ == "by" for each in clause.verb.rights):
        of_noun(inner_of(object_), found.trigger.type, parties)  # "documented | killings by police |"
        return
    if clause.is_inherited and clause.verb.dep_ == "acl" and subject is not None and not is_party(subject):
        subject = _main_subject(subject) or subject  # "hit posts in the hills killing ten": not the hills
    if subject is not None and _is_of_whole(subject, clause):
        subject = _main_subject(subject)
    if subject is not None and not found.trigger.teller:
        parties.actors += doers(subject, parties, found)
    if subject is not None and (shooters := from_whom(subject, clause.verb)):
        parties.actors = [*shooters]
    parties.targets += [token for token in targets_of(found, clause, object_) if not is_same(token, parties.actors)]
    is_bomber = not light_key(clause.verb).isdisjoint(load_lexicon().parties["exploding"])
    if not parties.targets and subject is not None and _is_self(clause.object) and not is_bomber:
        parties.targets += coordinated(subject)  # "the officer shot himself"


def _in_whose_hands(verb: Token) -> Token | None:
    """Who holds somebody: "two engineers are in the hands of | the front |"."""
    known = load_lexicon().parties
    if verb.lemma_.lower() not in known["remaining"]:
        return None
    hands = (end for link in verb.rights if link.lower_ in ("in", "into") for end in link.rights)
    ends = (end for hand in hands if hand.lemma_.lower() in known["hands"] for of in hand.rights for end in of.rights)
    return next((end for end in ends if end.dep_ == "pobj" and end.head.lower_ == "of" and is_party(end)), None)


def _undergoes(subject: Token, clause: Clause) -> bool:
    """Whether a place or a thing is told to have met with what a verb without an object says: "the base has fallen",
    "two barns were burning", "nine trucks destroyed"."""
    if is_weapon(subject) or is_deed(subject):
        return False
    kinds = load_lexicon().kinds
    if clause.verb.tag_ == "VBN" and not has_aux(clause.verb) and subject.lemma_.lower() not in kinds["aircraft"]:
        return subject.lemma_.lower() in things()
    if light_key(clause.verb).isdisjoint(load_lexicon().parties["undergone"]):
        return False
    if subject.lower_.removesuffix("s") in load_lexicon().kinds["weapon"]:
        return False  # "Shells", taken for a name
    return subject.ent_type_ in PLACES or subject.lemma_.lower() in things()


def _is_self(object_: Token | None) -> bool:
    return object_ is not None and object_.lower_.endswith(("self", "selves"))


def _lost(clause: Clause) -> Token | None:
    """Whom somebody loses: "a mother who lost | two sons |", "the clan lost | six men |"."""
    object_ = clause.object
    is_loss = clause.verb.lemma_ == "lose" and object_ is not None and object_.pos_ == "NOUN"
    return object_ if is_loss and object_ is not None and object_.lemma_.lower() in people() else None


def _is_bereft(subject: Token) -> bool:
    """Whether a person, rather than a force or a body, loses somebody, and is not harmed himself."""
    kinds = load_lexicon().kinds
    lemma = subject.lemma_.lower()
    is_person = lemma in kinds["person"] and lemma not in kinds["force"] and lemma not in kinds["body"]
    return (
        is_person or subject.ent_type_ == "PERSON" or (subject.pos_ == "PRON" and subject.lower_ not in ("it", "they"))
    )


def _of_passive(found: Found, clause: Clause, subject: Token | None, parties: Parties) -> None:
    words = found.trigger.words
    if found.trigger.type == "MOBILIZE" and clause.agent is None and subject is not None:
        if subject.lemma_.lower() in load_lexicon().kinds["building"]:
            parties.targets += coordinated(subject)  # "the school was used as a post"
        else:
            parties.actors += doers(subject, parties)
    elif subject is not None and is_done_to(subject, found):
        parties.targets += coordinated(subject)
    if clause.agent is not None:
        parties.actors += doers(clause.agent, parties)
    elif subject is not None and (shooters := from_whom(subject, clause.verb)):
        parties.actors += shooters
    if not parties.actors and clause.agent is not None and is_weapon(clause.agent):
        parties.actors += from_whom(clause.agent, clause.verb)  # "hit by rockets from helicopters"
    if clause.agent is None and not parties.actors:
        _behind(clause, words, parties)
        if clause.object is not None and not parties.actors:
            agents(clause.object, found.trigger.type, parties)  # "was given a warning by the navy"
    if subject is not None and not parties.targets and is_repelled(subject, clause.verb):
        parties.targets += doers_of_deed(subject)
    elif not parties.targets:
        parties.targets += targets_of(found, clause, None)
        if not parties.targets and subject is not None:
            hit = doers_of_deed(subject) or within(subject)
            parties.targets += [token for token in hit if not is_same(token, parties.actors)]


def _main_subject(noun: Token) -> Token | None:
    """The subject of the clause in which a place or thing stands that a participle seems to hang on."""
    token = noun
    for _ in range(6):
        if token.dep_ not in ("pobj", "prep", "dobj", "conj", "compound", "attr"):
            return None
        token = token.head
        if token.pos_ == "VERB":
            above = clause_of(token)
            return None if above.subject is None or above.is_passive else antecedent_of(above.subject)
    return None


def _is_of_whole(subject: Token, clause: Clause) -> bool:
    """Whether a clause behind a place tells what the deed done there led to: "jets hit | the base |, which caused heavy
    damage"."""
    link, kinds = clause.subject, load_lexicon().kinds
    if link is None or link.tag_ != "WDT" or subject.lemma_.lower() not in kinds["place"] | kinds["building"]:
        return False
    if link.nbor(-1).text != "," and not is_time(link.nbor(-1)):
        return False  # "stormed a base which had killed ten"
    return clause.verb.lemma_ in load_lexicon().parties["leading_to"]


def _object(clause: Clause, subject: Token | None) -> Token | None:
    if _is_self(clause.object):
        return None  # "blew himself up among mourners"
    verb = clause.verb
    is_explained = verb.head.lemma_.lower() in load_lexicon().parties["explained"]  # "the claim that rebels fired"
    if clause.object is not None and not (clause.object.lower_ in RELATIVE_PRONOUNS and is_explained):
        return antecedent_of(clause.object)
    # "the town that the army shelled": the antecedent is the object
    if verb.dep_ != "relcl" or clause.is_passive or subject is None or subject.i == verb.head.i:
        return None
    if is_explained or verb.head.ent_type_ in DAYS:
        return None
    for child in verb.children:
        if child.tag_ == "WRB" or (child.dep_ == "prep" and any(below.tag_ == "WDT" for below in child.children)):
            return None
    return verb.head


def _behind(clause: Clause, words: tuple[str, ...], parties: Parties) -> None:
    """Whoever did what a passive verb or a loss tells: "killed in strikes by a coalition", "fell to rebels"."""
    for child in clause.verb.rights:
        if child.dep_ not in ("prep", "agent", "dobj"):
            continue
        below_all = [child] if child.dep_ == "dobj" else [below for below in child.children if below.dep_ == "pobj"]
        for below in below_all:
            is_by = child.lower_ == "by" and not is_deed(below)
            is_own = child.lower_ in words[2:] and child.lower_ in LINKS and child.lower_ not in _AT_WHOM
            is_own &= not (child.lower_ in _WHERE and below.ent_type_ in PLACES)  # "38 died in | Sorn |"
            if (is_by or is_own) and child.dep_ in ("prep", "agent") and is_party(below):
                parties.actors += coordinated(below)
                return
            inner = inner_of(below)
            if (child.dep_ == "dobj" and child.lemma_.lower() in words[2:] and is_deed(child)) or (
                child.lower_ in ("in", "by", "during", "from", "after", "of", "under", "at", "as")
                and (inner is not below or is_deed(below))
            ):
                found = Parties()
                of_noun(inner, "ASSAULT", found)
                parties.unsure |= found.unsure
                if not found.actors and inner.lemma_.lower() in load_lexicon().parties["mutual"]:
                    found.actors = found.targets
                if found.actors:
                    parties.actors += [token for token in found.actors if not is_same(token, parties.targets)]
                    return


def _of_light(found: Found, parties: Parties) -> None:
    """A noun with the verb that carries it: "carried out raids on", "suffered losses"."""
    clause = found.clause
    assert clause is not None
    below = Parties()
    of_noun(found.word, found.trigger.type, below)
    parties.unsure |= below.unsure
    subject = antecedent_of(clause.subject) if clause.subject is not None else None
    if found.form == "undergo":
        has_sides = len(below.actors) > 1 and below.actors == below.targets  # "the valley saw battles between A and B"
        if has_sides and (subject is None or not is_party(subject) or subject.ent_type_ in PLACES):
            parties.targets += below.targets
            parties.actors += below.actors
            return
        parties.targets += coordinated(subject) if subject is not None else []
        parties.actors += [token for token in below.actors if not is_same(token, parties.targets)]
        return
    is_engaged = clause.is_passive and clause.agent is None and found.word.dep_ == "pobj"  # "was involved in clashes"
    if subject is not None and (not clause.is_passive or is_engaged):
        parties.actors += doers(subject, parties)
    parties.targets += [token for token in below.targets if not is_same(token, parties.actors)]
    if not parties.actors:
        parties.actors += below.actors
    if not parties.targets:
        for where in load_lexicon().types[found.trigger.type].targets:
            if not where.startswith("<") and where not in ("in", "of", "from"):
                parties.targets += after([clause.verb], where, found.trigger.type in MATERIAL)
            elif where == "<recipient>":
                parties.targets += recipient_of(clause.verb)
            if parties.targets:
                break


def _has_complement(verb: Token) -> bool:
    return any(
        child.dep_ in ("prep", "dative", "ccomp", "xcomp") and child.lower_ in ("at", "on") for child in verb.children
    )
