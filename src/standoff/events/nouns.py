"""Who did it to whom, by a noun and what stands about it: "shelling of the port by the navy"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from standoff.events.clauses import clause_of, coordinated, light_key
from standoff.events.sorts import (
    NO_ENTITY,
    Parties,
    is_deed,
    is_landmark,
    is_party,
    is_same,
    is_time,
    is_weapon,
    people,
    place_of,
    things,
)
from standoff.languages.grammar import DAYS, RELATIVE_PRONOUNS, RELATIVE_TAGS
from standoff.ontology import MATERIAL, load_lexicon

__all__ = ["MATERIAL", "after", "agents", "chain", "ends_of", "noun_targets", "of_noun", "within"]

_TOWARDS = frozenset({"ASSAULT", "ACCUSE", "REQUEST", "THREATEN", "SUPPORT", "REJECT", "PROTEST"})
_WITHIN = ("against", "with", "to", "for", "from", "by", "between", "among", "of", "on", "over", "about", "in", "at")
_DEEPEST = 3


def of_noun(noun: Token, type_: str, parties: Parties) -> None:
    if noun.lemma_.lower() in load_lexicon().parties["authorship"] and (authors := after([noun], "of", False)):
        parties.actors += authors
        return
    outer, light = noun, load_lexicon().light
    for _ in range(3):
        agents(outer, type_, parties)
        prep, carrier = outer.head, outer.head.head.lemma_
        is_carried = carrier in light.carriers and carrier not in light.told
        if outer.dep_ == "pobj" and prep.lower_ == "of" and is_carried:
            outer = prep.head
        else:
            break
    is_suffered = noun.lemma_.lower() in load_lexicon().parties["suffered"]
    has_of = any(child.dep_ == "prep" and child.lower_ == "of" for child in noun.rights)
    before: list[Token] = []
    nobody = load_lexicon().parties["nobody"]
    for child in [*noun.lefts, *(outer.lefts if outer is not noun else ())]:
        if child.dep_ == "poss" and (child.ent_type_ in DAYS or child.lemma_.lower() in nobody):
            continue
        if child.dep_ == "poss" and child.lower_ not in ("its", "whose"):
            if is_suffered and not has_of:
                before += coordinated(child)
            elif not parties.actors:
                parties.actors += coordinated(child)
        elif child.dep_ == "poss" and not parties.actors and not is_suffered:
            parties.actors.append(child)
        elif child.dep_ in ("compound", "amod", "nmod"):
            _modifier(child, noun, is_suffered, parties, before)
    if type_ == "CONSULT" and not parties.actors and outer.dep_ == "pobj" and outer.head.lower_ in ("on", "during"):
        verb = outer.head.head
        subject = clause_of(verb).subject if verb.pos_ == "VERB" else None
        parties.actors += coordinated(subject) if subject is not None else []
    noun_targets(noun, type_, parties)
    are_sides = len(parties.actors) > 1 and noun.lemma_.lower() in load_lexicon().parties["mutual"]
    if not parties.targets and not are_sides:  # the road of a "US-Russia road war" is no party
        parties.targets += [token for token in before if not is_same(token, parties.actors)]


def ends_of(head: Token, parties: Parties) -> None:
    """The sides of "clashes between A and B", or those among whom there were deaths."""
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in ("between", "among"):
            ends = [t for below in child.children if below.dep_ == "pobj" for t in coordinated(below)]
            if child.lower_ == "between" and not parties.actors:
                parties.actors += ends
            if not parties.targets:
                parties.targets += ends


def agents(noun: Token, type_: str, parties: Parties) -> None:
    ends_of(noun, parties)
    for child in noun.rights:
        if parties.actors:
            return
        if child.dep_ in ("prep", "agent") and (child.lower_ == "by" or (child.lower_ == "from" and type_ in _TOWARDS)):
            for below in child.children:
                if is_landmark(below):
                    continue  # "bodies by the stream"
                if below.dep_ == "pobj" and is_weapon(below):
                    agents(below, type_, parties)
                elif below.dep_ == "pobj" and (child.lower_ == "by" or _is_whence(below)):
                    parties.actors += coordinated(below)
        elif child.dep_ in ("acl", "relcl") and not _tells(child):
            if child.lemma_ in ("blame", "attribute", "ascribe", "pin"):
                parties.actors += after([child], "on", False) or after([child], "to", False)
            if not light_key(child) & load_lexicon().light.object and not is_weapon(noun):
                continue
            for below in child.children:
                if below.dep_ in ("agent", "prep") and below.lower_ == "by":
                    parties.actors += [t for end in below.children if end.dep_ == "pobj" for t in coordinated(end)]
                elif below.dep_ == "nsubj" and below.lower_ not in RELATIVE_PRONOUNS:
                    parties.actors += coordinated(below)
    if not parties.actors and type_ == "ASSAULT":
        # "the bombing of a market by jets", "documented killings by police", where "by" hangs on what holds the deed
        above = [noun.head] if noun.dep_ == "dobj" and noun.i > noun.head.i else []
        for holder in [*[*chain(noun)][1:], *above]:
            for child in holder.rights:
                if child.lower_ == "by" and child.dep_ in ("prep", "agent") and child.i > noun.i:
                    ends = [end for end in child.children if end.dep_ == "pobj" and not is_weapon(end)]
                    ends = [end for end in ends if not is_landmark(end) and (holder is not noun.head or is_party(end))]
                    parties.actors += [token for end in ends for token in coordinated(end)]


def _is_whence(token: Token) -> bool:
    """Whether what comes from there is of whoever holds or flies it: "rockets from army | positions |"."""
    lemma = token.lemma_.lower()
    return is_party(token) or lemma == "position" or lemma in load_lexicon().kinds["aircraft"]


def _tells(clause: Token) -> bool:
    """Whether a clause behind a noun only says what somebody says of it: "a bomb that | police believe | was
    planted"."""
    return any(child.dep_ == "ccomp" for child in clause.children)


def _modifier(token: Token, noun: Token, is_suffered: bool, parties: Parties, before: list[Token]) -> None:
    """A word before a noun that names who did it ("army shelling") or to whom ("hospital bombing")."""
    lemma = token.lemma_.lower()
    if lemma in load_lexicon().parties["no_party"] or token.ent_type_ in NO_ENTITY:
        return
    is_led = _is_led(token)
    is_name = token.pos_ == "PROPN" or token.ent_type_ in ("NORP", "GPE", "ORG", "PERSON")
    is_force = lemma in load_lexicon().kinds["force"] or lemma in load_lexicon().parties["attackers"]
    if token.i > 1 and _ties(hyphen := token.nbor(-1)) and hyphen.nbor(-1).lower_ == "anti":
        before.append(token)  # "anti-Taliban fighting"
        return
    if token.lower_ in ("anti", "pro"):
        return
    if is_name and not parties.actors and noun.lemma_.lower() in load_lexicon().parties["mutual"]:
        parties.actors += _joined_names(token)
        if parties.actors:
            return
    if is_led or is_name or is_force:
        if noun.lemma_ in ("war", "conflict", "crisis") and not is_led:
            return
        is_borne = noun.lemma_.lower() in load_lexicon().parties["borne"]
        if is_suffered and not is_led and (is_borne or token.ent_type_ != "NORP"):
            before.append(token)
        elif not parties.actors:
            phrase = _force(token, noun)
            parties.actors.append(phrase)
            if is_name and token.ent_type_ != "NORP" and token.pos_ == "PROPN":
                parties.unsure.add(place_of(phrase))
    elif lemma in things() or lemma in people():
        before.append(token)


def _is_led(token: Token) -> bool:
    """Whether a word before a noun says who leads or backs it, in one word or in three: "US-led", "Saudi | - | led"."""
    leading = load_lexicon().parties["leading"]
    is_parted = f"-{token.lower_}" in leading and token.i > 1 and _ties(token.nbor(-1))
    return is_parted or any(end in token.lower_ for end in leading)


def _joined_names(token: Token) -> list[TokenSpan]:
    """The sides whom hyphens tie together before a noun: "Israel-Hezbollah war", "Russian-Turkish talks"."""
    parse, start, end = token.doc, token.i, token.i + 1
    while start > 1 and _ties(parse[start - 1]) and _is_name(parse[start - 2]):
        start -= 2
    while end + 1 < len(parse) and _ties(parse[end]) and _is_name(parse[end + 1]):
        end += 2
    return [parse[at : at + 1] for at in range(start, end, 2)] if end - start > 1 else []


def _ties(hyphen: Token) -> bool:
    return hyphen.text in ("-", "–") and not hyphen.whitespace_ and not hyphen.nbor(-1).whitespace_


def _is_name(token: Token) -> bool:
    return token.ent_type_ in ("NORP", "GPE", "ORG") or token.pos_ == "PROPN"


def _force(token: Token, noun: Token) -> TokenSpan:
    """The party's words before a noun: "US-led coalition" of "US-led coalition airstrikes"."""
    start, end = token.left_edge.i, token.i + 1
    parse = token.doc
    while token.pos_ == "PROPN" and _is_of_name(parse[start - 1], noun):
        start -= 1
    while (
        end < noun.i
        and parse[end].head.i == noun.i
        and parse[end].dep_ == "compound"
        and parse[end].lemma_.lower() in load_lexicon().parties["forces"]
        and (end + 1 < noun.i or parse[end].lemma_.lower() not in load_lexicon().parties["no_party"])
    ):
        end += 1
    if start < end - 1 and parse[start].pos_ == "DET":
        start += 1
    return parse[start:end]


def _is_of_name(token: Token, noun: Token) -> bool:
    """Whether a word beside a name before a noun is part of it: "a | Shining | Path ambush"."""
    is_beside = token.head.i == noun.i and token.i < noun.i and token.dep_ in ("amod", "compound")
    is_title = token.text.istitle() and not token.is_sent_start
    return is_beside and is_title and token.pos_ != "PROPN" and token.ent_type_ not in ("NORP", "GPE")


def noun_targets(noun: Token, type_: str, parties: Parties) -> None:
    is_material = type_ in MATERIAL
    for where in load_lexicon().types[type_].targets:
        if parties.targets:
            return
        if where.startswith("<") or where == "in" or (where == "with" and parties.actors and is_material):
            continue
        holders = chain(noun) if where in ("on", "against") else [noun]
        hit = after(holders, where, is_material and where != "over")
        parties.targets += [token for token in hit if not is_same(token, parties.actors)]
    if not parties.targets and "of" not in load_lexicon().types[type_].targets:
        hit = after([noun], "of", is_material)
        parties.targets += [token for token in hit if not is_same(token, parties.actors)]


def chain(noun: Token) -> Iterator[Token]:
    """A noun and the nouns that hang on it by prepositions: a phrase after them may belong to any."""
    stack = [noun]
    for _ in range(4):
        if not stack:
            return
        at = stack.pop()
        if at.lemma_.lower() in load_lexicon().light.answering:
            continue  # "an attack in response to the murder of two clerics" is not one on the clerics
        yield at
        stack += [
            below for child in at.rights if child.dep_ == "prep" for below in child.children if below.dep_ == "pobj"
        ]


def after(holders: Iterable[Token], word: str, is_material: bool) -> list[Token]:
    for holder in holders:
        for child in holder.children:
            if child.lower_ != word or child.dep_ not in ("prep", "dative", "prt") or _is_fronted(child, holder):
                continue
            for below in child.children:
                if below.dep_ != "pobj" or is_time(below) or is_weapon(below) or _is_nobody(below, word):
                    continue
                if is_party(below) or (is_material and word != "with" and not is_deed(below)):
                    return coordinated(below)
                inner = within(below)
                if inner and word != "in":
                    return inner
    return []


def _is_nobody(token: Token, word: str) -> bool:
    """Whether what a preposition leads to is a bare count ("put the dead at 13") or where on somebody's body he was hit
    ("shot in the neck")."""
    if word == "at":
        return token.pos_ == "NUM" and not token.n_rights
    return word == "in" and token.lemma_.lower() in load_lexicon().parties["limbs"]


def _is_fronted(prep: Token, holder: Token) -> bool:
    """Whether a phrase stands ahead of its verb, where it tells where that was done and not to whom: "In the capital, a
    grenade went off in the school"; not "the bridge, | at which | they fired"."""
    return prep.i < holder.i and not any(below.tag_ in RELATIVE_TAGS for below in prep.children)


def within(noun: Token, depth: int = 0) -> list[Token]:
    """The first party named within a noun phrase, by the nearest preposition, possessor, agent or adjective."""
    if depth > _DEEPEST or noun.lemma_.lower() in load_lexicon().light.answering:
        return []
    prepositions = {child.lower_: child for child in noun.rights if child.dep_ in ("prep", "agent")}
    for word in _WITHIN:
        child = prepositions.get(word)
        if child is None:
            continue
        for below in child.children:
            if below.dep_ == "pobj" and below.ent_type_ not in DAYS:
                if is_party(below):
                    return coordinated(below)
                inner = within(below, depth + 1)
                if inner:
                    return inner
    for child in noun.children:
        if child.dep_ == "poss" and child.pos_ != "PRON" and is_party(child):
            return [child]
    for child in noun.children:
        if child.dep_ in ("acl", "relcl"):
            for below in child.children:
                if below.dep_ == "agent":
                    return [t for t in below.children if t.dep_ == "pobj" and is_party(t)]
        if child.dep_ in ("amod", "compound", "nmod") and child.ent_type_ in ("NORP", "GPE", "ORG"):
            return [child]
    return []
