"""Who did it to whom: the parties of a happening's own word, completed by those of the words it takes in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from standoff.events.bodies import body_beside, name_beside
from standoff.events.clauses import clause_of, coordinated
from standoff.events.doers import doers
from standoff.events.sorts import Parties, is_deed, is_party, is_same, place_of
from standoff.events.targets import accused_of_doing_to, done_by_accused, is_repelled, judged, who_passed
from standoff.events.triggers import Found
from standoff.events.verbs import parties_of
from standoff.languages.grammar import PLURALS
from standoff.languages.phrases import name_phrase
from standoff.ontology import load_lexicon
from standoff.records import Actor, Document, Participant, Role

__all__ = ["find_parties", "is_count", "is_deed_itself", "participants_of"]


def find_parties(found: Found, merged: Iterable[Found]) -> Parties:
    """The parties of a happening: those of its own word, completed by those of the words it takes in."""
    parties = parties_of(found)
    merged = list(merged)
    takes_targets = found.trigger.type in ("ASSAULT", "COERCE", "OTHER", "CONSULT")
    for each in sorted(merged, key=lambda each: each.form == "verb"):
        if parties.actors and parties.targets:
            break
        if each.form == "noun" and (_is_elsewhere(each.word, found.head) or is_repelled(each.word, found.head)):
            continue
        below = parties_of(each)
        parties.unsure |= below.unsure
        if not parties.actors:
            actors = below.actors if not _is_state_of(each) else []
            if not actors and each.form == "noun" and each.word.head.lower_ == "with" and is_deed(each.word):
                actors = doers(each.word, below)  # "answered with a salvo in which three died"
            if not actors and each.form == "noun" and _is_mutual(each):
                actors = below.targets
            parties.actors = [token for token in actors if not is_same(token, parties.targets)]
        if not parties.targets and (takes_targets or each.form == "verb"):
            parties.targets = [token for token in below.targets if not is_same(token, parties.actors)]
    for each in merged:
        if found.trigger.role == each.trigger.role == "harm" and each.form == "verb":
            below = parties_of(each)
            parties.targets += [
                token for token in below.targets if not is_same(token, parties.targets + parties.actors)
            ]
    if not parties.targets and found.trigger.type == "ASSAULT":
        parties.targets = _victims(found.head)
    if found.trigger.type == "ASSAULT" and all(map(_is_where, parties.targets)):
        parties.targets = [*who_passed(found)] or parties.targets
    if not parties.targets:
        parties.targets = [*judged(found)]
    if found.trigger.type == "ACCUSE" and found.form == "verb":
        parties.others += [each for each in accused_of_doing_to(found.head) if not is_same(each, parties.targets)]
    if found.form == "verb" and _is_mutual(found) and found.clause is not None and found.clause.subject is not None:
        opening = _joined_by_comma(found.clause.subject)
        parties.actors = [*(each for each in opening if not is_same(each, parties.actors)), *parties.actors]
    if _is_mutual(found) and (len(parties.actors) > 1 or any(map(_are_sides, parties.actors))):
        met = [each for each in parties.targets if not _is_where(each) and is_party(_head_of(each))]
        parties.targets = met or list(parties.actors)
    elif found.trigger.type == "ASSAULT" and found.form == "verb" and _is_mutual(found) and _are_alone(parties):
        parties.targets = list(parties.actors)  # "the ships exchanged fire"
    elif found.trigger.type == "CONSULT" and _is_mutual(found) and any(map(_are_many, parties.actors)):
        is_with = any(not _is_where(each) for each in parties.targets)
        parties.targets = parties.targets if is_with else list(parties.actors)
    if found.trigger.type == "OTHER" and found.trigger.words[1] in load_lexicon().parties["driven"]:
        parties.targets = list(parties.actors)  # who flees does so and is driven out
    parties.actors = [each for each in parties.actors if not is_count(each)]  # "the toll rose to 50"
    return parties


def is_count(phrase: Token | TokenSpan) -> bool:
    """Whether a phrase is a bare number, behind a verb or a preposition: who is counted has done nothing."""
    head = _head_of(phrase)
    is_bare = head.pos_ == "NUM" and not any(child.dep_ == "prep" for child in head.rights)
    return is_bare and head.dep_ in ("pobj", "attr", "dobj") and head.head.lower_ != "by"


def is_deed_itself(phrase: Token | TokenSpan) -> bool:
    """Whether a word stands for the deed, and for nobody to whom it was done: "did | it |", "claimed | credit |"."""
    token = _head_of(phrase)
    known = load_lexicon().parties
    if token.lower_ in ("it", "this", "that") and token.dep_ == "dobj":
        return token.head.lemma_.lower() in known["doing"]
    return token.lemma_.lower() in known["owned"]


def _victims(verb: Token) -> list[Token | TokenSpan]:
    """Who is counted in: "the raid took place with two nurses among the dead"."""
    for prep in verb.rights:
        for token in prep.children if prep.dep_ == "prep" else ():
            if any(child.lower_ == "among" for child in token.rights) and is_party(token):
                return list(coordinated(token))
    return []


def _is_mutual(found: Found) -> bool:
    """Whether each side does it to the other: "clashed", "met"."""
    mutual = load_lexicon().parties["mutual"]
    return found.trigger.words[1] in mutual or found.trigger.words[-1] in mutual


def _joined_by_comma(subject: Token) -> list[Token]:
    """The side that opens a headline, with a comma for an "and": "| Gunmen |, police clash in Karachi"."""
    sentence, comma = subject.sent, subject.left_edge.i - 1
    if comma <= sentence.start or subject.doc[comma].text != ",":
        return []
    first = subject.doc[comma - 1]
    is_free = first.head == subject.head and first.dep_ in ("dep", "npadvmod", "nsubj", "advmod")
    return [first] if is_free and first.left_edge.i == sentence.start and is_party(first) else []


def _are_sides(phrase: Token | TokenSpan) -> bool:
    """Whether a word stands for all sides at once: "both sides", "the two parties"."""
    return _head_of(phrase).lower_ in ("sides", "parties", "both")


def _are_many(phrase: Token | TokenSpan) -> bool:
    """Whether a word in the plural stands for all who meet: "the presidents met"."""
    return _head_of(phrase).tag_ in PLURALS


def _are_alone(parties: Parties) -> bool:
    """Whether only those who fight are told of, several at once: "two clans clashed in Sorn"."""
    return any(map(_are_many, parties.actors)) and all(map(_is_where, parties.targets))


def _head_of(phrase: Token | TokenSpan) -> Token:
    return phrase if isinstance(phrase, Token) else phrase.root


def _is_where(phrase: Token | TokenSpan) -> bool:
    """Whether a phrase says where something is done: "met in | Geneva |"."""
    token = _head_of(phrase)
    return token.dep_ == "pobj" and token.head.lower_ in ("in", "at")


def _is_state_of(each: Found) -> bool:
    """Whether a participle only says in whose hands something was: "the town, | held | by rebels, was shelled"."""
    is_said_of_it = each.head.dep_ == "acl" or (each.head.dep_ == "relcl" and clause_of(each.head).is_passive)
    return each.form == "verb" and is_said_of_it and each.head.lemma_ in load_lexicon().parties["holding"]


def _is_elsewhere(noun: Token, head: Token) -> bool:
    """Whether a noun stands in a clause of its own below a verb: "was hurt while covering the operations of"."""
    token = noun
    while token.i != head.i and token.head.i != token.i:
        if token.dep_ in ("advcl", "relcl", "ccomp"):
            return True
        token = token.head
    return False


def participants_of(parties: Parties, document: Document, registry: Any) -> tuple[Participant, ...]:
    """The parties as participants, in the order actors, targets, others; none twice in one role."""
    found: list[Participant] = []
    seen: set[tuple[str, int, int]] = set()
    roles: tuple[tuple[Role, list[Token | TokenSpan]], ...] = (
        ("actor", parties.actors), ("target", parties.targets), ("other", parties.others),
    )  # fmt: skip
    for role, tokens in roles:
        for token, phrase in _whole_names(tokens[:6]):
            span = document.span(phrase)
            key = (role, span.start, span.end)
            if key in seen or not any(letter.isalnum() for letter in span.text):
                continue
            seen.add(key)
            body = name = None
            if isinstance(token, Token):
                body = body_beside(token) or _registered_behind(phrase, registry)
                name = body or _ellipsis(token) or name_beside(token)
            actor = _known((body, phrase.text, name), registry)
            if actor is None and registry is not None and place_of(token) in parties.unsure and role == "actor":
                continue
            found.append(Participant(role, span, name, actor))
    return tuple(found)


_NAME = 6
"""So many words behind the noun of a group may be its name."""


def _registered_behind(phrase: TokenSpan, registry: Any) -> str | None:
    """The name of a group that the registry knows right behind its noun, however the parser took it apart: "the
    paramilitary group | Death to Kidnappers |"."""
    doc, end = phrase.doc, phrase.end
    if phrase[-1].lemma_.lower() not in load_lexicon().parties["organisations"] or end >= phrase.sent.end:
        return None
    is_capital = doc[end].is_title or (doc[end].text.isupper() and len(doc[end]) > 1)
    if registry is None or not is_capital or doc[end - 1].pos_ == "PROPN":
        return None
    words = [token.text for token in doc[end : min(end + _NAME, phrase.sent.end)]]
    named = next(iter(registry.mentions(words)), None)
    is_right_behind = named is not None and named[0] == 0 and named[2].sector in ("REB", "CRM", "PTY")
    return " ".join(words[: named[1]]) if named is not None and is_right_behind else None


def _known(names: Iterable[str | None], registry: Any) -> Actor | None:
    """The actor by the first of some names that the registry knows."""
    if registry is None:
        return None
    return next((actor for name in names if name and (actor := registry.resolve(name)) is not None), None)


def _whole_names(heads: Iterable[Token | TokenSpan]) -> Iterator[tuple[Token | TokenSpan, TokenSpan]]:
    """The heads of phrases with their phrases. Two that touch are one name, which the parser cut: "Liwa | al-Quds"."""
    before: tuple[Token | TokenSpan, TokenSpan] | None = None
    parts = ((head, part) for head in heads for part in _names_apart(head))
    for head, phrase in parts:
        if before is not None and before[1].end == phrase.start and phrase[0].pos_ == before[1][-1].pos_ == "PROPN":
            before = head, phrase.doc[before[1].start : phrase.end]
            continue
        if before is not None:
            yield before
        before = head, phrase
    if before is not None:
        yield before


def _names_apart(head: Token | TokenSpan) -> tuple[TokenSpan, ...]:
    """The phrase of a head; two where the parser took the first of two names for part of the other: "The NDF and | Liwa
    al-Quds"."""
    phrase = _phrase(head) if isinstance(head, Token) else head
    for at, token in enumerate(phrase):
        if token.dep_ == "cc" and token.head.dep_ in ("nmod", "compound") and 0 < at < len(phrase) - 1:
            if token.ent_type_ or not (phrase[at - 1].ent_type_ and phrase[at + 1].ent_type_):
                break
            return phrase[:at], phrase[at + 1 :]
    return (phrase,)


_STRAY = (frozenset({"by", "instead", "overnight"}), frozenset({"by", "instead", "both", "all", "overnight"}))
"""Words that stand before a phrase and are none of it: before a single word, and before more."""


def _phrase(head: Token) -> TokenSpan:
    phrase = name_phrase(head)
    end = phrase.end
    for token in phrase:
        if token.lower_ == "for" and token.i > head.i and any(map(is_deed, token.children)):
            end = token.i  # "blamed | the coalition | for the strikes"
            break
        if token.lower_ == "of" and token.head.i == head.i and _is_accused(head) and _is_charge(token):
            end = token.i  # "accused | the army | of complicity"
            break
    phrase = head.doc[phrase.start : end]
    while len(phrase) > 1 and (phrase[0].lower_ in _STRAY[len(phrase) > 2] or phrase[0].is_punct):
        phrase = phrase[1:]
    return _with_closing_mark(phrase)


_MARKS = {'"': '"', "“": "”", "«": "»"}


def _with_closing_mark(phrase: TokenSpan) -> TokenSpan:
    """A phrase that a quotation ends, with the mark that closes it: "a "mercenary" camp", "the "bandits"."""
    if phrase.end >= len(phrase.doc):
        return phrase
    closing = phrase.doc[phrase.end].text
    opened = [token.text for token in phrase if token.text in _MARKS or token.text == closing]
    is_open = bool(opened) and _MARKS.get(opened[-1]) == closing and len(opened) % 2 == 1
    return phrase.doc[phrase.start : phrase.end + 1] if is_open else phrase


def _is_accused(noun: Token) -> bool:
    return noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_.lower() in load_lexicon().parties["charging"]


def _is_charge(of: Token) -> bool:
    """Whether what follows "of" is what somebody is accused of, and no name: "the government | of Sudan |"."""
    ends = [end for end in of.rights if end.dep_ in ("pobj", "pcomp")]
    return any(end.ent_type_ == "" and (end.pos_ != "PROPN" or end.text.islower()) for end in ends) and (
        done_by_accused(of) is not None
        or any(end.tag_ in ("NN", "NNP", "VBG") and end.n_lefts == 0 and end.text.islower() for end in ends)
    )


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
