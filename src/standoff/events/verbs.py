"""Who did it to whom, by the clause of a verb: subject, object, agent, prepositions, and the clause below."""

from __future__ import annotations

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from standoff.events.clauses import Clause, clause_of, coordinated, has_aux, lemma_of, light_key
from standoff.events.nouns import MATERIAL, after, agents, chain, ends_of, noun_targets, of_noun, within
from standoff.events.sorts import (
    PLACES,
    RELATIVE,
    Parties,
    antecedent_of,
    inner_of,
    is_deed,
    is_landmark,
    is_party,
    is_same,
    is_time,
    is_weapon,
    people,
    things,
)
from standoff.events.triggers import Found
from standoff.ontology import LINKS, load_laying, load_lexicon

__all__ = ["accused_of_doing_to", "doers", "done_by_accused", "is_repelled", "judged", "parties_of", "who_passed"]


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
    if subject is not None and (shooters := _from_whom(subject, clause.verb)):
        parties.actors = [*shooters]
    parties.targets += [token for token in _targets(found, clause, object_) if not is_same(token, parties.actors)]
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


def _from_whom(subject: Token, verb: Token) -> list[Token]:
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
    elif subject is not None and _is_done_to(subject, found):
        parties.targets += coordinated(subject)
    if clause.agent is not None:
        parties.actors += doers(clause.agent, parties)
    elif subject is not None and (shooters := _from_whom(subject, clause.verb)):
        parties.actors += shooters
    if not parties.actors and clause.agent is not None and is_weapon(clause.agent):
        parties.actors += _from_whom(clause.agent, clause.verb)  # "hit by rockets from helicopters"
    if clause.agent is None and not parties.actors:
        _behind(clause, words, parties)
        if clause.object is not None and not parties.actors:
            agents(clause.object, found.trigger.type, parties)  # "was given a warning by the navy"
    if subject is not None and not parties.targets and is_repelled(subject, clause.verb):
        parties.targets += doers_of_deed(subject)
    elif not parties.targets:
        parties.targets += _targets(found, clause, None)
        if not parties.targets and subject is not None:
            hit = doers_of_deed(subject) or within(subject)
            parties.targets += [token for token in hit if not is_same(token, parties.actors)]


def _is_done_to(subject: Token, found: Found) -> bool:
    """Whether a deed told in the passive is done to its subject, which may also be the means or another deed."""
    if _is_goal(subject, found):
        return True
    may_suffer = (found.trigger.type in MATERIAL or is_party(subject)) and not _is_thrown(subject, found.head)
    return may_suffer and not (is_deed(subject) or _is_means(subject, found.trigger.words[1:], but=things()))


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
    if clause.object is not None and not (
        clause.object.lower_ in RELATIVE and clause.verb.head.lemma_.lower() in load_lexicon().parties["explained"]
    ):
        return antecedent_of(clause.object)
    verb = clause.verb
    # "the town that the army shelled": the antecedent is the object
    if verb.dep_ != "relcl" or clause.is_passive or subject is None or subject.i == verb.head.i:
        return None
    if verb.head.lemma_.lower() in load_lexicon().parties["explained"] or verb.head.ent_type_ in ("DATE", "TIME"):
        return None
    for child in verb.children:
        if child.tag_ == "WRB" or (child.dep_ == "prep" and any(below.tag_ == "WDT" for below in child.children)):
            return None
    return verb.head


def _is_means(token: Token, words: tuple[str, ...], *, but: frozenset[str] = frozenset()) -> bool:
    """Whether a word names what was used rather than whom it hit: a weapon, a deed, a word of the trigger."""
    if is_weapon(token) or inner_of(token) is not token:
        return True
    lemma = token.lemma_.lower()
    return lemma in words and lemma not in but and not is_party(token)


def _targets(found: Found, clause: Clause, object_: Token | None) -> list[Token]:
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
            hit = _recipient(clause.verb)
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


_BREAKING = frozenset({"ASSAULT", "REJECT"})
_JUDGING = frozenset({"ACCUSE", "REJECT", "SUPPORT", "CONCEDE"})
"""Types by which somebody meets a deed or a treaty as well as somebody: "condemned the raid", "broke the pact"."""


def judged(found: Found) -> list[Token]:
    """The deed or the paper that somebody judges, keeps, gives up or foils, where nobody is named behind it."""
    if found.form == "verb" and found.clause is not None:
        deed = found.clause.subject if found.clause.is_passive else found.clause.object
        if deed is not None and is_repelled(deed, found.clause.verb):
            return coordinated(deed)
    if found.trigger.type not in _JUDGING or found.form != "verb" or found.clause is None:
        return []
    object_ = found.clause.object
    if object_ is None or object_.pos_ not in ("NOUN", "PROPN") or is_time(object_) or is_weapon(object_):
        return []
    return [] if _is_means(object_, found.trigger.words[1:]) else coordinated(object_)


_INTO = frozenset({"into", "through", "against", "at"})
_AT = frozenset({"at", "against", "towards", "toward"})


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


def _is_goal(token: Token, found: Found) -> bool:
    """Whether a deed is done to a thing that might be the means of one: to weapons ("shot down the missile", "seized
    rifles"), to a truce ("violated the truce")."""
    parties = load_lexicon().parties
    if is_weapon(token):
        return not light_key(found.head).isdisjoint(parties["met"])
    return found.trigger.type in _BREAKING and token.lemma_.lower() in parties["broken"]


def is_repelled(deed: Token, verb: Token) -> bool:
    """Whether a deed, or what somebody tries, is stopped: "foiled | a raid by pirates |"."""
    known = load_lexicon().parties
    is_tried = deed.lemma_.lower() in known["tried"] or (is_deed(deed) and not is_weapon(deed))
    return is_tried and not light_key(verb).isdisjoint(known["repelling"])


def doers_of_deed(noun: Token) -> list[Token]:
    """Who does a deed that is itself repelled or broken up."""
    below = Parties()
    of_noun(noun, "ASSAULT", below)
    return [token for token in below.actors if isinstance(token, Token)]


def _weapons_with(verb: Token) -> list[Token]:
    """Weapons after "with", on which the parser may hang whom they hit: "with cluster warheads at the station"."""
    ends = [end for child in verb.rights if child.lower_ == "with" for end in child.children]
    return [end for end in ends if end.dep_ == "pobj" and is_weapon(end)]


def _recipient(verb: Token) -> list[Token]:
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
        if child.dep_ not in ("ccomp", "xcomp", "pcomp", "advcl") or child.pos_ not in ("VERB", "AUX"):
            continue
        own = next((below for below in child.lefts if below.dep_ in ("nsubj", "nsubjpass")), None)
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


_ANYBODY = frozenset({"anyone", "anybody", "everyone", "everybody", "those", "whoever"})


def _is_condition(clause: Token) -> bool:
    return clause.dep_ == "advcl" and any(child.lower_ in ("if", "unless") for child in clause.lefts)


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


_LAID_BY = frozenset({"of", "for", "with"})
_REACHED = ("to", "against", "on", "at", "behind", "from", "with")


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
            reached = _recipient(each) or (after([each], "to", False) if object_ is not None else [])
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


def doers(token: Token, parties: Parties, found: Found | None = None, depth: int = 0) -> list[Token | TokenSpan]:
    """A subject or agent: itself, or whoever stands behind the weapon, deed or words that it names."""
    token = antecedent_of(token)
    if (
        token.dep_ == "expl"
        or _is_asked_for(token)
        or token.ent_type_ in ("DATE", "TIME")
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
        actors = below.actors or [*_from_whom(token, token)]
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


def _is_asked_for(token: Token) -> bool:
    """Whether it is asked who did it, of nobody or of somebody spoken to: "| who | killed them?", "| General |, who
    killed them?"."""
    if token.lower_ == "who":
        return True
    who = token.nbor(2) if token.i + 2 < token.sent.end else None
    is_spoken_to = token.dep_ == "ROOT" and token.sent[-1].text == "?"
    return is_spoken_to and who is not None and who.lower_ == "who" and token.nbor().text == ","


def _bursts(thing: Token, found: Found) -> bool:
    """Whether it is told of a thing that it went off, which nobody need have done: "| the first charge | exploded", "a
    | parked car | blew up"."""
    kinds, lemma = load_lexicon().kinds, thing.lemma_.lower()
    is_thing = thing.pos_ == "NOUN" and lemma not in kinds["person"] and lemma not in kinds["force"]
    goes_off = not light_key(found.head).isdisjoint(load_lexicon().parties["exploding"])
    return is_thing and goes_off and found.clause is not None and found.clause.object is None


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


_WHERE = frozenset({"in", "near", "off", "outside", "around", "on"})
_AT_WHOM = frozenset({"against", "at", "on", "into"})


def _does(subject: Token, verbs: str) -> bool:
    """Whether a subject does what one of some verbs says."""
    return subject.dep_ == "nsubj" and not light_key(subject.head).isdisjoint(load_lexicon().parties[verbs])


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
    elif clause.agent is not None:
        parties.actors += doers(clause.agent, parties)
    parties.targets += [token for token in below.targets if not is_same(token, parties.actors)]
    if not parties.actors:
        parties.actors += below.actors
    if not parties.targets:
        for where in load_lexicon().types[found.trigger.type].targets:
            if not where.startswith("<") and where not in ("in", "of", "from"):
                parties.targets += after([clause.verb], where, found.trigger.type in MATERIAL)
            elif where == "<recipient>":
                parties.targets += _recipient(clause.verb)
            if parties.targets:
                break


def _has_complement(verb: Token) -> bool:
    return any(
        child.dep_ in ("prep", "dative", "ccomp", "xcomp") and child.lower_ in ("at", "on") for child in verb.children
    )
