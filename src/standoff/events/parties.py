"""Who did it to whom, by the clause of a happening and the nouns it takes in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from standoff.events.clauses import coordinated
from standoff.events.triggers import Found
from standoff.languages.phrases import name_phrase
from standoff.ontology import Lexicon
from standoff.records import Document, Participant, Role

__all__ = ["Parties", "find_parties", "participants_of"]

_TARGET_PREPS = (
    "on",
    "against",
    "at",
    "upon",
    "toward",
    "towards",
    "into",
    "over",
    "with",
    "of",
    "to",
    "for",
    "from",
    "in",
)
_NOUN_TARGET_PREPS = ("on", "against", "upon", "of", "at", "into")
_RECIPROCAL = frozenset({
    "clash", "battle", "fight", "fighting", "meet", "talk", "negotiate", "discuss", "agree", "war", "skirmish",
    "exchange", "confer", "negotiation", "meeting", "agreement", "accord", "sign", "firefight", "combat",
    "conflict", "standoff",
})  # fmt: skip
_RELATIVE = frozenset({"that", "which", "who", "whom"})


@dataclass(slots=True)
class Parties:
    """Heads of the phrases that name the parties; ``spans`` are phrases already cut."""

    actors: list[Token | TokenSpan] = field(default_factory=list)
    targets: list[Token | TokenSpan] = field(default_factory=list)
    others: list[Token | TokenSpan] = field(default_factory=list)


def find_parties(found: Found, merged: Iterable[Found], lexicon: Lexicon) -> Parties:
    """The parties of a happening."""
    parties = Parties()
    if found.form == "noun":
        _of_noun(found.word, parties, lexicon)
    elif found.form == "occur":
        _of_noun(found.word, parties, lexicon)
        if found.clause is not None and found.clause.agent is not None and not parties.actors:
            parties.actors += coordinated(found.clause.agent)
    elif found.form in ("object", "undergo"):
        _of_light(found, parties, lexicon)
    else:
        _of_verb(found, parties, lexicon)
    nouns = [each.word for each in merged if each.form in ("noun", "object", "occur", "undergo")]
    for noun in nouns:
        if parties.actors and parties.targets:
            break
        below = Parties()
        _of_noun(noun, below, lexicon)
        if not parties.actors:
            parties.actors = [token for token in below.actors if not _same(token, parties.targets)]
        if not parties.targets and found.trigger.type in ("ASSAULT", "COERCE", "OTHER"):
            parties.targets = [token for token in below.targets if not _same(token, parties.actors)]
    for each in merged:
        if parties.actors and parties.targets:
            break
        if each.form == "verb" and each.clause is not None:
            below = Parties()
            _of_verb(each, below, lexicon)
            if not parties.actors:
                parties.actors = [token for token in below.actors if not _same(token, parties.targets)]
            if not parties.targets:
                parties.targets = [token for token in below.targets if not _same(token, parties.actors)]
    return parties


def _same(token: Token | TokenSpan, others: list[Token | TokenSpan]) -> bool:
    at = token.i if isinstance(token, Token) else token.root.i
    return any(at == (other.i if isinstance(other, Token) else other.root.i) for other in others)


def _is_happening_noun(token: Token, lexicon: Lexicon) -> bool:
    return token.pos_ in ("NOUN", "PROPN") and (
        token.lemma_.lower() in lexicon.kinds["violence"] or token.lemma_.lower() in lexicon.nouns
    )


def _is_weapon(token: Token, lexicon: Lexicon) -> bool:
    return token.lemma_.lower() in lexicon.kinds["weapon"]


def _antecedent(token: Token) -> Token:
    """For a relative pronoun, what it stands for."""
    if token.lower_ in _RELATIVE and token.pos_ in ("PRON", "DET", "SCONJ"):
        verb = token.head
        for _ in range(3):
            if verb.dep_ in ("relcl", "acl"):
                return verb.head
            verb = verb.head
    return token


def _of_verb(found: Found, parties: Parties, lexicon: Lexicon) -> None:
    clause = found.clause
    assert clause is not None
    subject = _antecedent(clause.subject) if clause.subject is not None else None
    object_ = _antecedent(clause.object) if clause.object is not None else None
    verb = clause.verb
    # "the town that the army shelled": the antecedent is the object
    if (
        verb.dep_ == "relcl"
        and object_ is None
        and not clause.is_passive
        and subject is not None
        and subject.i != verb.head.i
    ):
        object_ = verb.head
    if found.form == "adjective":
        undergone = clause.object or subject
        parties.targets += coordinated(undergone) if undergone is not None else []
        return
    if clause.is_passive:
        if subject is not None:
            parties.targets += coordinated(subject)
        if clause.agent is not None:
            _actor(clause.agent, parties, lexicon, found)
        else:
            _oblique_actor(verb, parties, lexicon)
        return
    if (
        found.trigger.role == "harm"
        and object_ is None
        and found.trigger.words[1] in ("die", "perish", "succumb", "drown", "bleed")
    ):
        if subject is not None:
            parties.targets += coordinated(subject)
        _oblique_actor(verb, parties, lexicon)
        return
    words = found.trigger.words
    if (
        words[1] in ("lose", "suffer", "receive", "sustain", "come", "take", "face")
        and len(words) > 2
        and found.trigger.role != "territory"
    ):
        if subject is not None:
            parties.targets += coordinated(subject)
        _oblique_actor(verb, parties, lexicon)
        return
    if found.trigger.mode == "abduct" and words[1] == "go":
        parties.targets += coordinated(subject) if subject is not None else []
        return
    if subject is not None:
        _actor(subject, parties, lexicon, found)
    if (
        object_ is not None
        and object_.lemma_.lower() not in words[2:]
        and not (_is_weapon(object_, lexicon) and _prep_object(verb, ("on", "against", "at", "into")) is not None)
    ):
        parties.targets += [token for token in coordinated(object_) if token.pos_ != "ADJ" or token.dep_ == "dobj"]
    if object_ is not None and object_.lemma_.lower() in words[2:]:
        _of_noun_targets(object_, parties)
    if not parties.targets:
        at = _prep_object(
            verb,
            _TARGET_PREPS
            if object_ is None or object_.lemma_.lower() in words[2:]
            else ("on", "against", "at", "into", "to", "for", "from"),
        )
        if at is not None:
            parties.targets += coordinated(at)
    elif object_ is not None and _is_weapon(object_, lexicon):
        at = _prep_object(verb, ("on", "against", "at", "into"))
        if at is not None:
            parties.targets = list(coordinated(at))
    if subject is not None and words[1] in _RECIPROCAL and not parties.targets and len(coordinated(subject)) > 1:
        parties.targets = []


def _actor(token: Token, parties: Parties, lexicon: Lexicon, found: Found) -> None:
    """A subject or agent: itself, or whoever stands behind the weapon or deed it names."""
    token = _antecedent(token)
    if token.dep_ == "expl" or token.lower_ in ("there",):
        return
    if _is_happening_noun(token, lexicon) or _is_weapon(token, lexicon) or _carries_weapon(token, lexicon):
        below = Parties()
        _of_noun(_inner(token, lexicon), below, lexicon)
        parties.actors += below.actors
        if not parties.targets and found.trigger.role != "harm":
            parties.targets += []
        if below.targets and not parties.targets and found.trigger.role == "harm":
            parties.others += below.targets
        return
    if token.ent_type_ in ("DATE", "TIME"):
        return
    parties.actors += coordinated(token)


def _carries_weapon(token: Token, lexicon: Lexicon) -> bool:
    return _inner(token, lexicon).i != token.i


def _inner(token: Token, lexicon: Lexicon) -> Token:
    """The deed or weapon in "a series of raids", "a salvo of missiles"."""
    for child in token.children:
        if (
            child.dep_ == "prep"
            and child.lower_ == "of"
            and (token.lemma_ in lexicon.light.carriers or token.lemma_ in ("salvo", "barrage"))
        ):
            for below in child.children:
                if below.dep_ == "pobj":
                    return below
    return token


def _oblique_actor(verb: Token, parties: Parties, lexicon: Lexicon) -> None:
    """Whoever did the deed named beside a passive verb: "killed in strikes by a coalition"."""
    for child in verb.rights:
        if child.dep_ == "prep" and child.lower_ in ("in", "by", "during", "from", "after", "of"):
            for below in child.children:
                if below.dep_ == "pobj" and (
                    _is_happening_noun(below, lexicon) or _carries_weapon(below, lexicon) or _is_weapon(below, lexicon)
                ):
                    found = Parties()
                    _of_noun(_inner(below, lexicon), found, lexicon)
                    if found.actors:
                        parties.actors += found.actors
                        return


def _prep_object(verb: Token, words: tuple[str, ...]) -> Token | None:
    best: tuple[int, Token] | None = None
    for child in verb.children:
        if child.dep_ in ("prep", "dative") and child.lower_ in words:
            for below in child.children:
                if below.dep_ == "pobj" and below.ent_type_ not in ("DATE", "TIME"):
                    rank = words.index(child.lower_)
                    if best is None or rank < best[0]:
                        best = (rank, below)
    return best[1] if best else None


def _of_light(found: Found, parties: Parties, lexicon: Lexicon) -> None:
    clause = found.clause
    assert clause is not None
    below = Parties()
    _of_noun(found.word, below, lexicon)
    subject = _antecedent(clause.subject) if clause.subject is not None else None
    if found.form == "undergo":
        parties.targets += coordinated(subject) if subject is not None else []
        parties.actors += below.actors
        return
    if subject is not None:
        _actor(subject, parties, lexicon, found)
    parties.targets += below.targets
    if not parties.targets:
        at = _prep_object(clause.verb, ("on", "against", "at", "to", "with", "into", "upon"))
        if at is not None:
            parties.targets += coordinated(at)
    if not parties.actors:
        parties.actors += below.actors


def _of_noun(noun: Token, parties: Parties, lexicon: Lexicon) -> None:
    outer = noun
    for _ in range(2):
        _by(outer, parties)
        if outer.dep_ == "pobj" and outer.head.lower_ == "of" and outer.head.head.pos_ == "NOUN":
            outer = outer.head.head
        else:
            break
    for child in noun.lefts:
        if parties.actors:
            break
        if child.dep_ == "poss":
            parties.actors += coordinated(child)
        elif child.dep_ in ("compound", "amod", "nmod") and _names_party(child, lexicon):
            parties.actors.append(_modifier(child, noun))
    _of_noun_targets(noun, parties)


def _by(noun: Token, parties: Parties) -> None:
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in ("by", "from") and not parties.actors:
            for below in child.children:
                if below.dep_ == "pobj":
                    parties.actors += coordinated(below)
        if child.dep_ == "prep" and child.lower_ in ("between", "among") and not parties.actors:
            for below in child.children:
                if below.dep_ == "pobj":
                    parties.actors += coordinated(below)
        if child.dep_ == "acl" and child.tag_ == "VBN":
            for agent in child.children:
                if agent.dep_ in ("agent", "prep") and agent.lower_ == "by":
                    parties.actors += [below for below in agent.children if below.dep_ == "pobj"]


def _of_noun_targets(noun: Token, parties: Parties) -> None:
    best: tuple[int, Token] | None = None
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in _NOUN_TARGET_PREPS:
            for below in child.children:
                if below.dep_ == "pobj" and below.ent_type_ not in ("DATE", "TIME"):
                    rank = _NOUN_TARGET_PREPS.index(child.lower_)
                    if best is None or rank < best[0]:
                        best = (rank, below)
    if best is not None and not _same(best[1], parties.actors):
        parties.targets += coordinated(best[1])
    if not parties.actors:
        for child in noun.rights:
            if child.dep_ == "prep" and child.lower_ == "with":
                parties.targets += [below for below in child.children if below.dep_ == "pobj" and not parties.targets]


def _names_party(token: Token, lexicon: Lexicon) -> bool:
    lemma = token.lemma_.lower()
    return (
        (
            token.pos_ == "PROPN"
            or token.ent_type_ in ("NORP", "GPE", "ORG", "PERSON")
            or lemma in lexicon.kinds["force"]
            or "-led" in token.lower_
            or "-backed" in token.lower_
        )
        and lemma not in ("air", "military", "security", "camp", "group", "party", "state")
        and token.ent_type_ not in ("DATE", "TIME", "CARDINAL", "WORK_OF_ART")
    )


def _modifier(token: Token, noun: Token) -> Token | TokenSpan:
    """The party's words before a noun: "US-led coalition" of "US-led coalition airstrikes"."""
    start, end = token.left_edge.i, token.i + 1
    parse = token.doc
    while (
        end < noun.i
        and parse[end].head.i == noun.i
        and parse[end].dep_ in ("compound",)
        and parse[end].lemma_.lower()
        in ("coalition", "army", "force", "forces", "regime", "government", "military", "police", "militia")
    ):
        end += 1
    if start < end and parse[start].pos_ == "DET":
        start += 1
    return parse[start:end]


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
            name = _ellipsis(token) if isinstance(token, Token) else None
            actor = registry.resolve(name or phrase.text) if registry is not None else None
            found.append(Participant(role, span, name, actor))
    return tuple(found)


def _phrase(head: Token) -> TokenSpan:
    phrase = name_phrase(head)
    while len(phrase) > 1 and (phrase[0].lower_ in ("both", "all", "by") or phrase[0].is_punct):
        phrase = phrase[1:]
    return phrase


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
