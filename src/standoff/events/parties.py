"""Who did it to whom, by the clause of a happening and the nouns it takes in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from standoff.events.clauses import Clause, clause_of, coordinated, light_key
from standoff.events.triggers import Found
from standoff.languages.phrases import name_phrase
from standoff.ontology import LINKS, Lexicon, load_lexicon
from standoff.records import Document, Participant, Role

__all__ = ["Parties", "find_parties", "participants_of"]

_MATERIAL = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "OTHER"})
_TOWARDS = frozenset({"ASSAULT", "ACCUSE", "REQUEST", "THREATEN", "SUPPORT", "REJECT", "PROTEST"})
_RELATIVE = frozenset({"that", "which", "who", "whom"})
_NO_ENTITY = frozenset({"DATE", "TIME", "CARDINAL", "PERCENT", "MONEY", "QUANTITY", "ORDINAL"})
_WITHIN = ("against", "with", "to", "for", "from", "by", "between", "among", "of", "on", "over", "about", "in", "at")
_DEEPEST = 3


@dataclass(slots=True)
class Parties:
    """Heads of the phrases that name the parties, or phrases already cut.

    ``unsure`` holds the places of names before a noun ("the Aleppo strike") that may be those of a place: they
    count only where the registry knows them.
    """

    actors: list[Token | TokenSpan] = field(default_factory=list)
    targets: list[Token | TokenSpan] = field(default_factory=list)
    others: list[Token | TokenSpan] = field(default_factory=list)
    unsure: set[int] = field(default_factory=set)


def find_parties(found: Found, merged: Iterable[Found]) -> Parties:
    """The parties of a happening: those of its own word, completed by those of the words it takes in."""
    finder = _finder()
    parties = finder.of(found)
    merged = list(merged)
    takes_targets = found.trigger.type in ("ASSAULT", "COERCE", "OTHER")
    for each in sorted(merged, key=lambda each: each.form == "verb"):
        if parties.actors and parties.targets:
            break
        if each.form == "noun" and _is_elsewhere(each.word, found.head):
            continue
        below = finder.of(each)
        parties.unsure |= below.unsure
        if not parties.actors:
            actors = below.actors
            if not actors and each.form == "noun" and finder.is_mutual(each):
                actors = below.targets
            parties.actors = [token for token in actors if not _same(token, parties.targets)]
        if not parties.targets and (takes_targets or each.form == "verb"):
            parties.targets = [token for token in below.targets if not _same(token, parties.actors)]
    for each in merged:
        if found.trigger.role == each.trigger.role == "harm" and each.form == "verb":
            below = finder.of(each)
            parties.targets += [token for token in below.targets if not _same(token, parties.targets + parties.actors)]
    if finder.is_mutual(found) and len(parties.actors) > 1 and not parties.targets:
        parties.targets = list(parties.actors)
    return parties


@cache
def _finder() -> _Finder:
    return _Finder(load_lexicon())


def _place(token: Token | TokenSpan) -> int:
    return token.i if isinstance(token, Token) else token.root.i


def _is_elsewhere(noun: Token, head: Token) -> bool:
    """Whether a noun stands in a clause of its own below a verb: "was hurt while covering the operations of"."""
    token = noun
    while token.i != head.i and token.head.i != token.i:
        if token.dep_ in ("advcl", "relcl", "ccomp"):
            return True
        token = token.head
    return False


def _has_complement(verb: Token) -> bool:
    return any(
        child.dep_ in ("prep", "dative", "ccomp", "xcomp") and child.lower_ in ("at", "on") for child in verb.children
    )


def _same(token: Token | TokenSpan, others: list[Token | TokenSpan]) -> bool:
    return any(_place(token) == _place(other) for other in others)


def _antecedent(token: Token) -> Token:
    """For a relative pronoun, what it stands for."""
    if token.lower_ in _RELATIVE and token.pos_ in ("PRON", "DET", "SCONJ"):
        verb = token.head
        for _ in range(3):
            if verb.dep_ in ("relcl", "acl"):
                return verb.head
            verb = verb.head
    return token


class _Finder:
    """The rules, with the lexicon at hand."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.people = lexicon.kinds["person"] | lexicon.kinds["force"] | lexicon.kinds["body"]
        self.deeds = lexicon.deeds
        self.things = frozenset().union(*(lexicon.kinds[kind] for kind in ("vehicle", "aircraft", "building", "place")))

    def is_mutual(self, found: Found) -> bool:
        words = found.trigger.words
        return words[1] in self.lexicon.parties["mutual"] or words[-1] in self.lexicon.parties["mutual"]

    def is_party(self, token: Token) -> bool:
        """Whether a word can stand for somebody: a name, a pronoun, a person, a force, a body."""
        if token.ent_type_ in _NO_ENTITY and token.pos_ != "NUM":
            return False
        if token.pos_ == "PROPN":
            return token.lemma_.lower() not in self.deeds
        if token.pos_ == "PRON":
            return token.lower_ not in ("this", "that", "which", "what", "there", "these", "those", "something")
        lemma = token.lemma_.lower()
        if token.pos_ == "NOUN":
            return lemma in self.people or token.lower_ in self.people or lemma in ("dozen", "hundred", "thousand")
        if token.pos_ == "NUM":
            return token.ent_type_ not in ("DATE", "TIME", "MONEY", "PERCENT") and not any(
                child.dep_ == "quantmod" and child.text == "$" for child in token.children
            )
        return token.pos_ == "ADJ" and (
            token.ent_type_ == "NORP" or token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
        )

    def is_deed(self, token: Token) -> bool:
        """Whether a noun names a deed or a weapon, behind which somebody stands."""
        lemma = token.lemma_.lower()
        return token.pos_ in ("NOUN", "PROPN") and (
            lemma in self.lexicon.kinds["violence"] or lemma in self.deeds or lemma in self.lexicon.kinds["weapon"]
        )

    def is_weapon(self, token: Token) -> bool:
        return token.lemma_.lower() in self.lexicon.kinds["weapon"]

    def of(self, found: Found) -> Parties:
        """The parties of one telling word."""
        parties = Parties()
        if found.form == "noun":
            self._of_noun(found.word, found.trigger.type, parties)
        elif found.form == "occur":
            self._of_noun(found.word, found.trigger.type, parties)
            if found.clause is not None and not parties.actors:
                if found.clause.agent is not None:
                    parties.actors += self.doers(found.clause.agent, parties)
                else:
                    self._ends(found.clause.verb, parties)
        elif found.form in ("object", "undergo"):
            self._of_light(found, parties)
        else:
            self._of_verb(found, parties)
        return parties

    # -- verbs ---------------------------------------------------------------------------------------------------

    def _of_verb(self, found: Found, parties: Parties) -> None:
        clause = found.clause
        assert clause is not None
        subject = _antecedent(clause.subject) if clause.subject is not None else None
        object_ = self._object(clause, subject)
        words = found.trigger.words
        if found.form == "adjective":
            own = next((child for child in found.word.lefts if child.dep_ in ("nsubj", "nummod")), None)
            undergone = own or object_ or subject  # "left six dead"
            if undergone is not None and self.is_deed(undergone):
                undergone = None
            parties.targets += coordinated(undergone) if undergone is not None else []
            return
        is_harmed = found.trigger.role == "harm" and object_ is None and not _has_complement(clause.verb)
        if (found.trigger.suffers or is_harmed) and not clause.is_passive:
            if subject is not None and not self.is_deed(subject):
                parties.targets += coordinated(subject)
            self._behind(clause, words, parties)
            return
        if clause.is_passive:
            if found.trigger.type == "MOBILIZE" and clause.agent is None and subject is not None:
                parties.actors += self.doers(subject, parties)
            elif subject is not None and not self._is_means(subject, words) and not self.is_deed(subject):
                parties.targets += coordinated(subject)
            if clause.agent is not None:
                parties.actors += self.doers(clause.agent, parties)
            elif not parties.actors:
                self._behind(clause, words, parties)
                if clause.object is not None and not parties.actors:
                    self._agents(clause.object, found.trigger.type, parties)  # "was given a warning by the navy"
            if not parties.targets:
                parties.targets += self._targets(found, clause, None)
                if not parties.targets and subject is not None:
                    parties.targets += self._of_deed(subject) or self._within(subject)
            return
        if clause.is_inherited and clause.verb.dep_ == "acl" and subject is not None and not self.is_party(subject):
            subject = self._main_subject(subject) or subject  # "hit posts in the hills killing ten": not the hills
        if subject is not None:
            parties.actors += self.doers(subject, parties, found)
        parties.targets += [
            token for token in self._targets(found, clause, object_) if not _same(token, parties.actors)
        ]

    def _main_subject(self, noun: Token) -> Token | None:
        """The subject of the clause in which a place or thing stands that a participle seems to hang on."""
        token = noun
        for _ in range(6):
            if token.dep_ not in ("pobj", "prep", "dobj", "conj", "compound", "attr"):
                return None
            token = token.head
            if token.pos_ == "VERB":
                above = clause_of(token)
                return None if above.subject is None or above.is_passive else _antecedent(above.subject)
        return None

    def _object(self, clause: Clause, subject: Token | None) -> Token | None:
        if clause.object is not None and not (
            clause.object.lower_ in _RELATIVE and clause.verb.head.lemma_.lower() in self.lexicon.parties["explained"]
        ):
            return _antecedent(clause.object)
        verb = clause.verb
        # "the town that the army shelled": the antecedent is the object
        if verb.dep_ != "relcl" or clause.is_passive or subject is None or subject.i == verb.head.i:
            return None
        if verb.head.lemma_.lower() in self.lexicon.parties["explained"] or verb.head.ent_type_ in ("DATE", "TIME"):
            return None
        for child in verb.children:
            if child.tag_ == "WRB" or (child.dep_ == "prep" and any(below.tag_ == "WDT" for below in child.children)):
                return None
        return verb.head

    def _is_means(self, token: Token, words: tuple[str, ...]) -> bool:
        """Whether a word names what was used rather than whom it hit: a weapon, a deed, a word of the trigger."""
        return (
            self.is_weapon(token)
            or self._inner(token) is not token
            or (token.lemma_.lower() in words[2:] and not self.is_party(token))
        )

    def _targets(self, found: Found, clause: Clause, object_: Token | None) -> list[Token]:
        """Whom it was done to, at the first of the type's places that names somebody."""
        type_, words = found.trigger.type, found.trigger.words
        is_material = type_ in _MATERIAL
        carried = object_ is not None and (self._is_means(object_, words) or object_.lemma_.lower() in words)
        for where in self.lexicon.types[type_].targets:
            hit: list[Token] = []
            if where == "<object>":
                if object_ is not None and not carried and is_material and self.is_deed(object_):
                    hit = self._of_deed(object_)  # "repelled an attack by rebels": it was done to the rebels
                elif object_ is not None and not carried and (is_material or self.is_party(object_)):
                    hit = coordinated(object_)
            elif where == "<recipient>":
                hit = self._recipient(clause.verb)
            elif where == "<within>":
                if object_ is not None and self.is_deed(object_):
                    below = Parties()
                    self._noun_targets(object_, "ASSAULT", below)
                    hit = [token for token in below.targets if isinstance(token, Token)]
                if object_ is not None and not any(map(self.is_party, hit)):
                    hit = self._within(object_) or hit
            elif where == "<clause>":
                hit = self._in_clause(clause.verb)
            elif not (where in ("in", "of", "with") and object_ is not None and is_material and not carried):
                holders = [clause.verb]
                if object_ is not None and (carried or not is_material):
                    holders += self._chain(object_)
                hit = self._after(holders, where, is_material)
            if hit:
                return hit
        if object_ is None or found.trigger.role == "territory":
            return []
        if self.is_deed(object_):
            return [] if self.is_weapon(object_) else self._of_deed(object_)
        return [] if carried or not (is_material or self.is_party(object_)) else coordinated(object_)

    def _of_deed(self, noun: Token) -> list[Token]:
        """Who does a deed that is itself repelled or broken up."""
        below = Parties()
        self._of_noun(noun, "ASSAULT", below)
        return [token for token in below.actors if isinstance(token, Token)]

    def _recipient(self, verb: Token) -> list[Token]:
        for child in verb.children:
            if child.dep_ == "dative":
                if child.pos_ != "ADP":
                    return coordinated(child)
                return [t for below in child.children if below.dep_ == "pobj" for t in coordinated(below)]
        return []

    def _chain(self, noun: Token) -> Iterator[Token]:
        """A noun and the nouns that hang on it by prepositions: a phrase after them may belong to any."""
        stack = [noun]
        for _ in range(4):
            if not stack:
                return
            at = stack.pop()
            yield at
            stack += [
                below for child in at.rights if child.dep_ == "prep" for below in child.children if below.dep_ == "pobj"
            ]

    def _after(self, holders: Iterable[Token], word: str, is_material: bool) -> list[Token]:
        for holder in holders:
            for child in holder.children:
                if child.lower_ != word or child.dep_ not in ("prep", "dative", "prt"):
                    continue
                for below in child.children:
                    if below.dep_ != "pobj" or below.ent_type_ in ("DATE", "TIME") or self.is_weapon(below):
                        continue
                    if below.lemma_.lower() in self.lexicon.parties["nobody"]:
                        continue
                    if self.is_party(below) or (is_material and not self.is_deed(below)):
                        return coordinated(below)
                    inner = self._within(below)
                    if inner and word != "in":
                        return inner
        return []

    def _in_clause(self, verb: Token, depth: int = 0) -> list[Token]:
        """The party that a clause below is about: its subject where it has one of its own, else its own target."""
        if depth > 2:
            return []
        for child in verb.rights:
            if child.dep_ not in ("ccomp", "xcomp", "pcomp", "advcl") or child.pos_ not in ("VERB", "AUX"):
                continue
            own = next((below for below in child.lefts if below.dep_ in ("nsubj", "nsubjpass")), None)
            if own is not None and own.pos_ != "PRON" and self.is_party(own):
                return coordinated(own)
            clause = clause_of(child)
            if clause.object is not None:
                if self.is_party(clause.object) and clause.object.pos_ != "PRON":
                    return coordinated(clause.object)
                inner = self._within(clause.object)
                if inner:
                    return inner
            for word in ("against", "to", "on", "from", "with", "in"):
                hit = self._after([child], word, False)
                if hit:
                    return hit
            if own is not None:
                inner = self._within(own)
                if inner:
                    return inner
            inner = self._in_clause(child, depth + 1)
            if inner:
                return inner
        return []

    def _within(self, noun: Token, depth: int = 0) -> list[Token]:
        """The first party named within a noun phrase, by the nearest preposition, possessor, agent or adjective."""
        if depth > _DEEPEST:
            return []
        prepositions = {child.lower_: child for child in noun.rights if child.dep_ in ("prep", "agent")}
        for word in _WITHIN:
            child = prepositions.get(word)
            if child is None:
                continue
            for below in child.children:
                if below.dep_ == "pobj" and below.ent_type_ not in ("DATE", "TIME"):
                    if self.is_party(below):
                        return coordinated(below)
                    inner = self._within(below, depth + 1)
                    if inner:
                        return inner
        for child in noun.children:
            if child.dep_ == "poss" and child.pos_ != "PRON" and self.is_party(child):
                return [child]
        for child in noun.children:
            if child.dep_ in ("acl", "relcl"):
                for below in child.children:
                    if below.dep_ == "agent":
                        return [t for t in below.children if t.dep_ == "pobj" and self.is_party(t)]
            if child.dep_ in ("amod", "compound", "nmod") and child.ent_type_ in ("NORP", "GPE", "ORG"):
                return [child]
        return []

    # -- who did it ----------------------------------------------------------------------------------------------

    def doers(
        self, token: Token, parties: Parties, found: Found | None = None, depth: int = 0
    ) -> list[Token | TokenSpan]:
        """A subject or agent: itself, or whoever stands behind the weapon, deed or words that it names."""
        token = _antecedent(token)
        if token.dep_ == "expl" or token.ent_type_ in ("DATE", "TIME"):
            return []
        lemma = token.lemma_.lower()
        is_words = token.pos_ == "NOUN" and lemma in self.lexicon.parties["words"]
        if is_words or self.is_deed(token) or self._inner(token) is not token:
            below = Parties()
            self._of_noun(self._inner(token), "ASSAULT", below)
            parties.unsure |= below.unsure
            if found is not None and found.trigger.role == "harm" and not parties.targets:
                parties.others += below.targets
            actors = below.actors
            if not actors and depth == 0 and token.dep_ in ("dobj", "pobj", "attr"):
                verb = token.head if token.dep_ != "pobj" else token.head.head
                if verb.pos_ == "VERB":
                    above = clause_of(verb)
                    if above.subject is not None and not above.is_passive and above.subject.i != token.i:
                        actors = self.doers(above.subject, parties, found, depth + 1)
            return actors
        if self.is_party(token) or lemma in self.things:
            return list(coordinated(token))
        owner = next((child for child in token.lefts if child.dep_ == "poss" and child.pos_ != "PRON"), None)
        if owner is not None and self.is_party(owner):
            return [owner]
        return list(coordinated(token)) if token.pos_ in ("NOUN", "ADJ") and self._inner(token) is token else []

    def _inner(self, token: Token) -> Token:
        """The deed or weapon in "a series of raids", "a salvo of missiles"."""
        is_some = token.pos_ == "NUM" or token.lemma_ in ("some", "several", "dozen", "most", "many")
        if is_some or token.lemma_ in self.lexicon.light.carriers or token.lemma_ in ("salvo", "barrage"):
            for child in token.children:
                if child.dep_ == "prep" and child.lower_ == "of":
                    for below in child.children:
                        if below.dep_ == "pobj" and (not is_some or self.is_weapon(below)):
                            return below
        return token

    def _behind(self, clause: Clause, words: tuple[str, ...], parties: Parties) -> None:
        """Whoever did what a passive verb or a loss tells: "killed in strikes by a coalition", "fell to rebels"."""
        for child in clause.verb.rights:
            if child.dep_ not in ("prep", "agent", "dobj"):
                continue
            below_all = [child] if child.dep_ == "dobj" else [below for below in child.children if below.dep_ == "pobj"]
            for below in below_all:
                is_by = child.lower_ == "by" and not self.is_deed(below)
                is_own = child.lower_ in words[2:] and child.lower_ in LINKS
                if (is_by or is_own) and child.dep_ in ("prep", "agent") and self.is_party(below):
                    parties.actors += coordinated(below)
                    return
                inner = self._inner(below)
                if (child.dep_ == "dobj" and child.lemma_.lower() in words[2:] and self.is_deed(child)) or (
                    child.lower_ in ("in", "by", "during", "from", "after", "of", "under", "at", "as")
                    and (inner is not below or self.is_deed(below))
                ):
                    found = Parties()
                    self._of_noun(inner, "ASSAULT", found)
                    parties.unsure |= found.unsure
                    if not found.actors and inner.lemma_.lower() in self.lexicon.parties["mutual"]:
                        found.actors = found.targets
                    if found.actors:
                        parties.actors += [token for token in found.actors if not _same(token, parties.targets)]
                        return

    # -- nouns ---------------------------------------------------------------------------------------------------

    def _of_light(self, found: Found, parties: Parties) -> None:
        """A noun with the verb that carries it: "carried out raids on", "suffered losses"."""
        clause = found.clause
        assert clause is not None
        below = Parties()
        self._of_noun(found.word, found.trigger.type, below)
        parties.unsure |= below.unsure
        subject = _antecedent(clause.subject) if clause.subject is not None else None
        if found.form == "undergo":
            parties.targets += coordinated(subject) if subject is not None else []
            parties.actors += [token for token in below.actors if not _same(token, parties.targets)]
            return
        is_engaged = (
            clause.is_passive and clause.agent is None and found.word.dep_ == "pobj"
        )  # "was involved in clashes"
        if subject is not None and (not clause.is_passive or is_engaged):
            parties.actors += self.doers(subject, parties)
        elif clause.agent is not None:
            parties.actors += self.doers(clause.agent, parties)
        parties.targets += [token for token in below.targets if not _same(token, parties.actors)]
        if not parties.actors:
            parties.actors += below.actors
        if not parties.targets:
            for where in self.lexicon.types[found.trigger.type].targets:
                if not where.startswith("<") and where not in ("in", "of", "from"):
                    parties.targets += self._after([clause.verb], where, found.trigger.type in _MATERIAL)
                elif where == "<recipient>":
                    parties.targets += self._recipient(clause.verb)
                if parties.targets:
                    break

    def _of_noun(self, noun: Token, type_: str, parties: Parties) -> None:
        outer = noun
        for _ in range(3):
            self._agents(outer, type_, parties)
            prep = outer.head
            if outer.dep_ == "pobj" and prep.lower_ == "of" and prep.head.lemma_ in self.lexicon.light.carriers:
                outer = prep.head
            else:
                break
        is_suffered = noun.lemma_.lower() in self.lexicon.parties["suffered"]
        has_of = any(child.dep_ == "prep" and child.lower_ == "of" for child in noun.rights)
        before: list[Token] = []
        for child in [*noun.lefts, *(outer.lefts if outer is not noun else ())]:
            if child.dep_ == "poss" and child.lower_ not in ("its", "whose"):
                if is_suffered and not has_of:
                    before += coordinated(child)
                elif not parties.actors:
                    parties.actors += coordinated(child)
            elif child.dep_ == "poss" and not parties.actors and not is_suffered:
                parties.actors.append(child)
            elif child.dep_ in ("compound", "amod", "nmod"):
                self._modifier(child, noun, is_suffered, parties, before)
        if type_ == "CONSULT" and not parties.actors and outer.dep_ == "pobj" and outer.head.lower_ in ("on", "during"):
            verb = outer.head.head
            subject = clause_of(verb).subject if verb.pos_ == "VERB" else None
            parties.actors += coordinated(subject) if subject is not None else []
        self._noun_targets(noun, type_, parties)
        if not parties.targets:
            parties.targets += [token for token in before if not _same(token, parties.actors)]

    def _ends(self, head: Token, parties: Parties) -> None:
        """The sides of "clashes between A and B", or those among whom there were deaths."""
        for child in head.rights:
            if child.dep_ == "prep" and child.lower_ in ("between", "among"):
                ends = [t for below in child.children if below.dep_ == "pobj" for t in coordinated(below)]
                if child.lower_ == "between" and not parties.actors:
                    parties.actors += ends
                if not parties.targets:
                    parties.targets += ends

    def _agents(self, noun: Token, type_: str, parties: Parties) -> None:
        self._ends(noun, parties)
        for child in noun.rights:
            if parties.actors:
                return
            if child.dep_ in ("prep", "agent") and (
                child.lower_ == "by" or (child.lower_ == "from" and type_ in _TOWARDS)
            ):
                for below in child.children:
                    if below.dep_ == "pobj" and self.is_weapon(below):
                        self._agents(below, type_, parties)
                    elif below.dep_ == "pobj" and (self.is_party(below) or child.lower_ == "by"):
                        parties.actors += coordinated(below)
            elif child.dep_ in ("acl", "relcl"):
                if child.lemma_ in ("blame", "attribute", "ascribe", "pin"):
                    parties.actors += self._after([child], "on", False) or self._after([child], "to", False)
                if not light_key(child) & self.lexicon.light.object and not self.is_weapon(noun):
                    continue
                for below in child.children:
                    if below.dep_ in ("agent", "prep") and below.lower_ == "by":
                        parties.actors += [t for end in below.children if end.dep_ == "pobj" for t in coordinated(end)]
                    elif below.dep_ == "nsubj" and below.lower_ not in _RELATIVE:
                        parties.actors += coordinated(below)
        if not parties.actors and type_ == "ASSAULT":
            for holder in [*self._chain(noun)][1:]:  # "the bombing of a market by jets", where "by" hangs on the market
                for child in holder.rights:
                    if child.lower_ == "by" and child.dep_ in ("prep", "agent"):
                        ends = [end for end in child.children if end.dep_ == "pobj" and not self.is_weapon(end)]
                        parties.actors += [token for end in ends for token in coordinated(end)]

    def _modifier(self, token: Token, noun: Token, is_suffered: bool, parties: Parties, before: list[Token]) -> None:
        """A word before a noun that names who did it ("army shelling") or to whom ("hospital bombing")."""
        lemma = token.lemma_.lower()
        if lemma in self.lexicon.parties["no_party"] or token.ent_type_ in _NO_ENTITY:
            return
        is_led = any(end in token.lower_ for end in self.lexicon.parties["leading"])
        is_name = token.pos_ == "PROPN" or token.ent_type_ in ("NORP", "GPE", "ORG", "PERSON")
        is_force = lemma in self.lexicon.kinds["force"] or lemma in self.lexicon.parties["attackers"]
        if is_led or is_name or is_force:
            if "-" in token.lower_ and not is_led and token.lower_.endswith(("held", "controlled", "run", "occupied")):
                return
            if noun.lemma_ in ("war", "conflict", "crisis") and not is_led:
                return
            if is_suffered and not is_led and token.ent_type_ != "NORP":
                before.append(token)
            elif not parties.actors:
                phrase = self._force(token, noun)
                parties.actors.append(phrase)
                if is_name and token.ent_type_ != "NORP" and token.pos_ == "PROPN":
                    parties.unsure.add(_place(phrase))
        elif lemma in self.things or lemma in self.people:
            before.append(token)

    def _force(self, token: Token, noun: Token) -> TokenSpan:
        """The party's words before a noun: "US-led coalition" of "US-led coalition airstrikes"."""
        start, end = token.left_edge.i, token.i + 1
        parse = token.doc
        while (
            end < noun.i
            and parse[end].head.i == noun.i
            and parse[end].dep_ == "compound"
            and parse[end].lemma_.lower() in self.lexicon.parties["forces"]
            and (end + 1 < noun.i or parse[end].lemma_.lower() not in self.lexicon.parties["no_party"])
        ):
            end += 1
        if start < end - 1 and parse[start].pos_ == "DET":
            start += 1
        return parse[start:end]

    def _noun_targets(self, noun: Token, type_: str, parties: Parties) -> None:
        is_material = type_ in _MATERIAL
        for where in self.lexicon.types[type_].targets:
            if parties.targets:
                return
            if where.startswith("<") or where == "in" or (where == "with" and parties.actors and is_material):
                continue
            holders = self._chain(noun) if where in ("on", "against") else [noun]
            hit = self._after(holders, where, is_material and where != "over")
            parties.targets += [token for token in hit if not _same(token, parties.actors)]
        if not parties.targets and "of" not in self.lexicon.types[type_].targets:
            hit = self._after([noun], "of", is_material)
            parties.targets += [token for token in hit if not _same(token, parties.actors)]


# -- participants ----------------------------------------------------------------------------------------------------


def participants_of(parties: Parties, document: Document, registry: Any) -> tuple[Participant, ...]:
    """The parties as participants, in the order actors, targets, others; none twice in one role."""
    found: list[Participant] = []
    seen: set[tuple[str, int, int]] = set()
    roles: tuple[tuple[Role, list[Token | TokenSpan]], ...] = (
        ("actor", parties.actors), ("target", parties.targets), ("other", parties.others),
    )  # fmt: skip
    for role, tokens in roles:
        for token in tokens[:6]:
            phrase = _phrase(token) if isinstance(token, Token) else token
            span = document.span(phrase)
            key = (role, span.start, span.end)
            if key in seen or not span.text.strip():
                continue
            seen.add(key)
            name = (_ellipsis(token) or _appositive(token)) if isinstance(token, Token) else None
            actor = registry.resolve(phrase.text) if registry is not None else None
            if actor is None and registry is not None and name is not None:
                actor = registry.resolve(name)
            if actor is None and registry is not None and _place(token) in parties.unsure and role == "actor":
                continue
            found.append(Participant(role, span, name, actor))
    return tuple(found)


def _phrase(head: Token) -> TokenSpan:
    phrase = name_phrase(head)
    start = phrase.start
    while start > 1 and head.doc[start - 1].text == "-" and not head.doc[start - 2].whitespace_:
        start -= 2  # "anti-clan forces", where the hyphen is a word of its own
    end = phrase.end
    while end + 1 < head.sent.end and head.doc[end].text == "-" and not head.doc[end].whitespace_:
        if head.doc[end - 1].whitespace_:
            break
        end += 2
    phrase = head.doc[max(start, head.sent.start) : end]
    while len(phrase) > 1 and (phrase[0].lower_ in ("both", "all", "by") or phrase[0].is_punct):
        phrase = phrase[1:]
    return phrase


def _appositive(head: Token) -> str | None:
    """The name that stands beside a title: "the chief of staff Lena Harrow", "its envoy, Lena Harrow"."""
    if head.pos_ not in ("NOUN", "PROPN"):
        return None
    for child in head.rights:
        if child.dep_ == "appos" and child.pos_ == "PROPN":
            return name_phrase(child).text
    return None


def _ellipsis(head: Token) -> str | None:
    """The name that "one" stands for: "a US one" beside "a Russian vehicle" is a US vehicle."""
    if head.lower_ not in ("one", "ones") or head.pos_ not in ("NOUN", "NUM", "PRON"):
        return None
    before = " ".join(child.text for child in head.lefts if child.dep_ in ("amod", "compound", "nmod"))
    if not before:
        return None
    for token in reversed(head.doc[max(0, head.i - 15) : head.i]):
        if token.pos_ == "NOUN" and token.i < head.left_edge.i and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj"):
            return f"{before} {token.text}"
    return None
