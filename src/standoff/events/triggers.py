"""Which words of a sentence tell of a happening, by the lexicon and what stands about them."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from standoff.events.clauses import Clause, clause_of, lemma_of, subtree_lemmas
from standoff.ontology import Lexicon, Trigger

__all__ = ["Found", "find_triggers", "governor"]

_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_NAMED = frozenset({"PROPN", "PRON"})
_PARTICLES = frozenset({"in", "on", "over", "off", "out", "up", "down", "away", "back"})
_LINKS = _PARTICLES | frozenset(
    {
        "of",
        "to",
        "at",
        "into",
        "for",
        "from",
        "with",
        "against",
        "by",
        "as",
        "upon",
        "toward",
        "towards",
        "behind",
        "under",
    }
)


@dataclass(slots=True)
class Found:
    """A word that tells of a happening. ``head`` is the verb that its clause hangs on, ``word`` the telling word.

    ``form``: ``verb``; ``noun`` (a phrase of its own); a noun with a verb that only carries it, as ``object``
    ("carried out raids"), ``undergo`` ("suffered losses"), ``occur`` ("clashes erupted"); ``adjective`` ("is dead").
    """

    trigger: Trigger
    word: Token
    head: Token
    form: str
    clause: Clause | None = None

    @property
    def position(self) -> int:
        return self.word.i


def find_triggers(sentence: Sentence, lexicon: Lexicon) -> list[Found]:
    """All words of the sentence that may tell of a happening, in text order; nothing is merged yet."""
    found: list[Found] = []
    context: set[str] | None = None
    for token in sentence:
        lemma = lemma_of(token)
        pos = token.pos_
        is_verb = pos in _VERBAL or (token.tag_[:2] == "VB" and pos != "NOUN")
        if is_verb and lemma not in lexicon.verbs:
            lemma = _verb_lemma(token.lower_, lexicon) or lemma
        if is_verb and lemma in lexicon.verbs and token.dep_ not in ("aux", "auxpass"):
            context = context or {each.lemma_.lower() for each in sentence}
            verb = _verb(token, lemma, lexicon, context)
            if verb is not None:
                found.append(verb)
        if pos in _NOMINAL and (lemma in lexicon.nouns or token.lower_ in lexicon.nouns):
            context = context or {each.lemma_.lower() for each in sentence}
            noun = _noun(token, lemma, lexicon, context)
            if noun is not None:
                found.append(noun)
        elif token.tag_[:2] in ("JJ", "VB") and token.lower_ in lexicon.adjectives:
            adjective = _adjective(token, lexicon)
            if adjective is not None:
                found.append(adjective)
    return found


def _verb_lemma(form: str, lexicon: Lexicon) -> str | None:
    """The verb that a form may be of, where the lemmatizer went astray ("staged": not of a stag)."""
    if form.endswith("ed"):
        return next((verb for verb in (form[:-1], form[:-2]) if verb in lexicon.verbs), None)
    if form.endswith("ing"):
        return next((verb for verb in (form[:-3] + "e", form[:-3]) if verb in lexicon.verbs), None)
    return None


def _verb(token: Token, lemma: str, lexicon: Lexicon, context: set[str]) -> Found | None:
    if token.dep_ in ("amod", "compound"):
        return None
    clause: Clause | None = None
    below: set[str] | None = None
    for trigger in lexicon.verbs[lemma]:
        words = trigger.words[2:]
        if words:
            if below is None:
                below = subtree_lemmas(token)
            if not below.issuperset(words) or not _leads(token, words):
                continue
        if clause is None:
            clause = clause_of(token)
        if _fits(trigger, clause, token, context):
            return Found(trigger, token, token, "verb", clause)
    return None


def _leads(verb: Token, words: tuple[str, ...]) -> bool:
    """Whether the prepositions and particles among the words are the verb's own, or its object's."""
    for at, word in enumerate(words):
        if word not in _LINKS:
            continue
        holders = [verb]
        if len(words) > 1:
            holders += [child for child in verb.children if child.dep_ in ("dobj", "attr", "acomp", "prep", "oprd")]
        links = [child for holder in holders for child in holder.children if child.lower_ == word]
        if not links:
            return False
        is_last = at == len(words) - 1
        if is_last and len(words) == 1 and word in _PARTICLES and verb.lemma_ in ("give", "close", "turn", "hand"):
            if all(any(below.dep_ == "pobj" for below in link.children) for link in links):
                return False  # "gave details in a letter" gives in to nobody
    return True


def _fits(trigger: Trigger, clause: Clause, token: Token, context: set[str]) -> bool:
    if trigger.form == "active" and clause.is_passive:
        return False
    if trigger.form == "passive" and not clause.is_passive:
        return False
    undergone = clause.subject if clause.is_passive else clause.object
    does = clause.agent if clause.is_passive else clause.subject
    if undergone is None and (trigger.object or trigger.not_object):
        undergone = _oblique(token)
    if not _meets(undergone, trigger.object, trigger.not_object):
        return False
    if trigger.subject and clause.is_passive and does is None:
        pass
    elif not _meets(does, trigger.subject, trigger.not_subject):
        return False
    return _told_in(trigger, context)


def _told_in(trigger: Trigger, context: set[str]) -> bool:
    """Whether the sentence has one of the words that must stand in it, and none that must not."""
    return (not trigger.context or not trigger.context.isdisjoint(context)) and trigger.not_context.isdisjoint(context)


def _oblique(token: Token) -> Token | None:
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ in (
            "of",
            "into",
            "on",
            "over",
            "to",
            "toward",
            "towards",
            "in",
            "from",
            "against",
        ):
            for below in child.children:
                if below.dep_ == "pobj":
                    return below
    return None


def _meets(token: Token | None, wanted: frozenset[str], unwanted: frozenset[str]) -> bool:
    if token is None:
        return not wanted
    lemmas = {lemma_of(token), token.lower_}
    for child in token.children:
        if child.dep_ in ("compound", "amod", "nmod"):
            lemmas.add(lemma_of(child))
    if not unwanted.isdisjoint({token.lemma_.lower()} if token.pos_ != "NOUN" else lemmas):
        return False
    if not wanted or not wanted.isdisjoint(lemmas):
        return True
    if token.pos_ in _NAMED and "<name>" in wanted:
        return True
    if token.ent_type_ == "PERSON" and "<person_name>" in wanted:
        return True
    if token.pos_ == "NUM" and "<number>" in wanted:
        return True
    of = next((child for child in token.children if child.dep_ == "prep" and child.lower_ == "of"), None)
    if of is not None:
        return any(below.dep_ == "pobj" and _meets(below, wanted, unwanted) for below in of.children)
    # a proper name can stand for any place or force, but only where one is asked for
    return token.pos_ in _NAMED and "city" in wanted and token.ent_type_ in ("GPE", "LOC", "FAC", "ORG", "")


def _noun(token: Token, lemma: str, lexicon: Lexicon, context: set[str]) -> Found | None:
    for trigger in lexicon.nouns.get(lemma, ()) or lexicon.nouns.get(token.lower_, ()):
        words = trigger.words[1:]
        if len(words) > 1 and not _run(token, words):
            continue
        if not _told_in(trigger, context):
            continue
        if token.dep_ in ("compound", "nmod", "amod") and token.head.i > token.i:
            return None
        if trigger.not_subject and any(
            child.lemma_.lower() in trigger.not_subject
            for child in token.children
            if child.dep_ in ("compound", "amod")
        ):
            continue
        return Found(trigger, token, token, "noun")
    return None


def _run(token: Token, words: tuple[str, ...]) -> bool:
    """Whether the words of a multi-word noun stand about the head: before it, or after it from "of" on."""
    parse = token.doc
    at_head = words[0] in (token.lemma_.lower(), token.lower_)
    if at_head:
        following = {each.lemma_.lower() for each in parse[token.i + 1 : token.i + 7]} | {
            each.lower_ for each in parse[token.i + 1 : token.i + 7]
        }
        return following.issuperset(words[1:])
    start = token.i - len(words) + 1
    if start < 0:
        return False
    if all(
        word in (each.lemma_.lower(), each.lower_)
        for word, each in zip(words[:-1], parse[start : token.i], strict=True)
    ):
        return True
    before = {child.lemma_.lower() for child in token.lefts} | {child.lower_ for child in token.lefts}
    return before.issuperset(words[:-1])


_STATES = frozenset({
    "be", "remain", "leave", "find", "become", "lie", "stay", "go", "report", "get", "feel", "confirm", "declare",
    "presume", "lay", "pronounce",
})  # fmt: skip


def _adjective(token: Token, lexicon: Lexicon) -> Found | None:
    head = token.head
    predicate = token.dep_ in ("acomp", "oprd", "attr", "xcomp", "ccomp") and head.pos_ in _VERBAL
    if not predicate:
        if token.dep_ == "attr" or (token.dep_ in ("amod", "advmod") and head.lemma_ in _STATES):
            predicate = head.pos_ in _VERBAL
        elif token.dep_ == "amod" and token.i > head.i:  # "56 dead"
            return Found(lexicon.adjectives[token.lower_][0], token, token, "noun")
    if not predicate or head.lemma_ not in _STATES:
        return None
    for trigger in lexicon.adjectives[token.lower_]:
        clause = clause_of(head)
        if _meets(clause.object or clause.subject, trigger.subject, trigger.not_subject):
            return Found(trigger, token, head, "adjective", clause)
    return None


def governor(noun: Token, carriers: frozenset[str]) -> tuple[Token, Token, str]:
    """What a noun hangs on: the outermost noun that carries it, the governing word, and the relation to it.

    "a series of raids by": the carrier is "series". The relation is that of the outermost noun; for the object
    of a preposition it is ``prep`` and the governing word that of the preposition.
    """
    outer = noun
    for _ in range(4):
        if outer.dep_ == "conj" and outer.head.pos_ in ("NOUN", "PROPN"):
            outer = outer.head
            continue
        prep = outer.head
        carrier = prep.head
        if outer.dep_ != "pobj" or prep.dep_ != "prep" or prep.lower_ not in ("of", "for", "to", "in", "against"):
            break
        if carrier.pos_ != "NOUN" or carrier.lemma_ not in carriers:
            break
        outer = carrier
    if outer.dep_ == "pobj":
        return outer, outer.head.head, "prep"
    return outer, outer.head, outer.dep_
