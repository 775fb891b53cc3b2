"""Whether a happening is told as having happened: polarity, certainty and reality, by rules over the parse."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from spacy.tokens import Token

from standoff.errors import KnowledgeError
from standoff.events.clauses import top_of
from standoff.events.triggers import Found
from standoff.languages.language import load_rules
from standoff.records import Certainty, Polarity, Reality

__all__ = ["Modality", "ModalityWords", "load_modality_words", "modality_of"]

_VERBAL = frozenset({"VERB", "AUX"})
# clause links over which a hedge or a plan above still holds for what is below
_THROUGH = frozenset({
    "xcomp", "ccomp", "oprd", "pcomp", "acl", "dobj", "pobj", "prep", "nsubjpass", "nsubj", "attr", "acomp",
    "csubj", "advcl", "conj", "relcl",
})  # fmt: skip
_GOVERNED = frozenset({"xcomp", "ccomp", "oprd", "pcomp", "acl", "acomp", "csubj", "dobj", "attr", "pobj", "prep"})
_ASSERTIVE = frozenset(
    {"say", "tell", "announce", "report", "add", "state", "confirm", "note", "declare", "claim", "insist"}
)


@dataclass(frozen=True, slots=True)
class Modality:
    """How a happening is told."""

    polarity: Polarity = "positive"
    certainty: Certainty = "certain"
    reality: Reality = "actual"


@dataclass(frozen=True, slots=True)
class ModalityWords:
    """The word lists of ``modality.toml``, by table and part of speech."""

    tables: dict[str, dict[str, frozenset[str]]]

    def of(self, table: str, part: str = "words") -> frozenset[str]:
        """The words of a part of a table; empty where it has none."""
        return self.tables[table].get(part, frozenset())


_TABLES = ("negation", "probable", "possible", "attempted", "planned", "hypothetical", "habitual")


@cache
def load_modality_words(language: str = "en") -> ModalityWords:
    """The words of a language. Raises ``KnowledgeError`` where the file lacks a table or a list is none."""
    rules: dict[str, Any] = load_rules("modality", language)
    tables: dict[str, dict[str, frozenset[str]]] = {}
    for name in _TABLES:
        table = rules.get(name)
        if not isinstance(table, dict) or not all(isinstance(words, list) for words in table.values()):
            raise KnowledgeError(
                f"languages/{language}/modality.toml: [{name}] is missing or holds something else than lists.",
                advice="Give it lists of words: words, verbs, nouns, adjectives, marks or phrases.",
            )
        tables[name] = {part: frozenset(words) for part, words in table.items()}
    return ModalityWords(tables)


def modality_of(found: Found, *, is_headline: bool = False) -> Modality:
    """Polarity, certainty and reality of a happening."""
    words = load_modality_words()
    if found.form == "noun":
        start = found.word
        marks = _Marks(words)
        marks.noun(found.word)
        marks.above(found.word)
        return marks.result(None)
    marks = _Marks(words)
    verb = found.head
    if found.form not in ("verb", "adjective"):
        marks.noun(found.word)
    marks.clause(verb)
    start = top_of(verb)
    token = verb
    while token.i != start.i:
        token = token.head
        marks.over(token)
        marks.clause(token)
    marks.above(start)
    return marks.result(None if is_headline else found)


class _Marks:
    """What was seen on the way from a telling word up to the top of its sentence."""

    def __init__(self, words: ModalityWords) -> None:
        self.words = words
        self.negative = self.probable = self.possible = False
        self.attempted = self.planned = self.hypothetical = self.habitual = False

    def result(self, found: Found | None) -> Modality:
        certainty: Certainty = "possible" if self.possible else "probable" if self.probable else "certain"
        reality: Reality = "actual"
        if self.hypothetical or self.possible:
            reality = "hypothetical"
        elif self.attempted and not self.habitual:
            reality = "attempted"
        elif self.planned:
            reality = "planned"
        elif self.habitual or (found is not None and self._is_generic(found)):
            reality = "habitual"
        return Modality("negative" if self.negative else "positive", certainty, reality)

    def noun(self, noun: Token) -> None:
        """What stands about a noun that tells: "no", "planned", "ongoing", "attempted"."""
        words = self.words
        for child in noun.lefts:
            lower = child.lower_
            if lower in words.of("negation"):
                self.negative = True
            if lower in words.of("attempted", "adjectives"):
                self.attempted = True
            if lower in words.of("planned", "adjectives"):
                self.planned = True
            if lower in words.of("hypothetical", "adjectives"):
                self.hypothetical = True
            if lower in words.of("habitual", "adjectives"):
                self.habitual = True
            if lower in words.of("probable"):
                self.probable = True

    def clause(self, verb: Token) -> None:
        """What stands about a verb: negation, auxiliaries, adverbs, a conjunction."""
        words = self.words
        for child in verb.children:
            lower, dep = child.lower_, child.dep_
            if (
                dep == "neg"
                or (dep in ("advmod", "det", "cc", "preconj") and lower in words.of("negation"))
                or (
                    dep in ("nsubj", "nsubjpass", "dobj", "attr")
                    and (
                        lower in words.of("negation")
                        or any(below.lower_ == "no" and below.dep_ == "det" for below in child.children)
                    )
                )
            ):
                self.negative = True
            if dep == "aux" and child.tag_ == "MD":
                if lower in words.of("possible"):
                    self.possible = lower != "can" or self.possible
                    self.hypothetical = True
                elif lower in words.of("planned"):
                    self.planned = True
                elif lower in words.of("hypothetical"):
                    self.hypothetical = True
            elif dep == "aux" and lower in ("will", "'ll", "wo"):
                self.planned = True
            elif dep in ("advmod", "npadvmod", "acomp", "amod", "dep") or (dep == "prep" and lower == "since"):
                if lower in words.of("probable"):
                    self.probable = True
                elif lower in words.of("possible") and child.tag_ != "MD":
                    self.possible = True
                elif lower in words.of("habitual"):
                    self.habitual = True
                for below in child.children:
                    if below.lower_ in words.of("probable"):
                        self.probable = True
            elif dep == "mark" and lower in words.of("hypothetical", "marks"):
                self.hypothetical = True
        if verb.dep_ in ("advcl",) and any(child.dep_ == "mark" and child.lower_ == "if" for child in verb.children):
            self.hypothetical = True

    def over(self, head: Token) -> None:
        """A verb, noun or adjective that governs what is told."""
        words, lemma = self.words, head.lemma_.lower()
        part = "verbs" if head.pos_ in _VERBAL else "adjectives" if head.pos_ == "ADJ" else "nouns"
        if lemma in words.of("negation", part):
            self.negative = True
        if lemma in words.of("attempted", part):
            self.attempted = True
        elif lemma in words.of("planned", part):
            self.planned = True
        elif lemma in words.of("hypothetical", part):
            self.hypothetical = True
        elif lemma in words.of("habitual", part):
            self.habitual = True
        if lemma in words.of("probable", part) or (part == "adjectives" and lemma in words.of("probable")):
            self.probable = True
        elif lemma in words.of("possible", part):
            self.possible = True

    def above(self, start: Token) -> None:
        """Everything that governs the clause or phrase, up to the sentence's root."""
        token = start
        for _ in range(8):
            head, dep = token.head, token.dep_
            if head.i == token.i or dep not in _THROUGH:
                break
            if dep == "conj":
                if head.pos_ in _VERBAL and token.pos_ in _VERBAL:
                    self._shared(head, token)
                token = head
                continue
            if dep in ("relcl", "advcl", "nsubj", "nsubjpass"):
                is_purpose = dep == "advcl" and any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)
                if is_purpose:
                    self.planned = True
                if dep == "nsubjpass" and head.pos_ in _VERBAL:
                    self.over(head)
                if dep != "advcl":
                    break
                if not is_purpose:
                    break
                token = head
                continue
            if head.pos_ in _VERBAL and head.lemma_.lower() in _ASSERTIVE and dep == "ccomp":
                for child in head.children:
                    if child.dep_ == "advmod" and child.lower_ in self.words.of("probable"):
                        self.probable = True
                token = head
                break
            if (head.pos_ in _VERBAL or head.pos_ in ("NOUN", "ADJ")) and dep in _GOVERNED:
                self.over(head)
                if head.pos_ in _VERBAL:
                    self.clause_light(head)
            token = head

    def clause_light(self, verb: Token) -> None:
        """A governing verb's own hedges and modals."""
        for child in verb.children:
            lower = child.lower_
            if child.dep_ == "aux" and lower in self.words.of("possible"):
                self.possible = lower != "can" or self.possible
                self.hypothetical = True
            elif child.dep_ in ("advmod", "acomp") and lower in self.words.of("probable"):
                self.probable = True

    def _shared(self, head: Token, token: Token) -> None:
        """Auxiliaries that a coordinated verb shares with the first."""
        if any(child.dep_ in ("aux", "nsubj", "nsubjpass") for child in token.children):
            return
        for child in head.children:
            if child.dep_ == "aux" and child.i < head.i:
                if child.lower_ in self.words.of("planned"):
                    self.planned = True
                elif child.lower_ in self.words.of("possible"):
                    self.possible = self.hypothetical = True
                elif child.lower_ in self.words.of("hypothetical"):
                    self.hypothetical = True
            elif child.dep_ in ("advmod",) and child.lower_ in self.words.of("probable"):
                self.probable = True

    def _is_generic(self, found: Found) -> bool:
        """Going on: "have been bombing since spring", or a simple present without a count of what was done."""
        top = top_of(found.head)
        lowers = {child.lower_ for child in top.children}
        if top.tag_ == "VBG" and lowers & {"been"} and lowers & self.words.of("habitual", "since"):
            return True
        return (
            top.tag_ in ("VBZ", "VBP")
            and found.trigger.type in ("ASSAULT", "COERCE", "MOBILIZE", "AID")
            and found.form == "verb"
            and not any(below.pos_ == "NUM" for child in top.children for below in child.children)
            and top.lemma_ != "be"
        )
