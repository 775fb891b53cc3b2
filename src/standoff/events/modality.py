"""Whether a happening is told as having happened: polarity, certainty and reality, by rules over the parse.

From the telling word the way leads up to the top of its sentence. On each step the words beside a verb or noun are
looked at (negation, auxiliaries, adverbs, a conjunction) and the words above it ("tried to", "a plan for"). The way
ends where something takes the happening as having happened ("said", "condemned", "an end to").
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from spacy.tokens import Token

from standoff.errors import KnowledgeError
from standoff.events.clauses import is_to_infinitive
from standoff.events.conditions import is_day
from standoff.events.sorts import is_deed
from standoff.events.triggers import Found
from standoff.languages.language import load_rules
from standoff.ontology import load_lexicon
from standoff.records import Certainty, Polarity, Reality

__all__ = [
    "Modality",
    "ModalityWords",
    "is_demand",
    "is_hearsay",
    "is_left_open",
    "is_only_supposed",
    "is_taken_on",
    "load_modality_words",
    "modality_of",
    "vow_of",
]

_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_WILL = frozenset({"will", "'ll", "wo", "shall"})
_FORETOLD = _WILL | {"would"}
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "oprd", "pcomp", "acomp", "csubj", "csubjpass", "attr"})
_DENYING = frozenset({"det", "neg", "preconj"})
_CLAUSES = frozenset({"verb", "object", "occur", "undergo"})
_MOST_STEPS = 16


@dataclass(frozen=True, slots=True)
class Modality:
    """How a happening is told."""

    polarity: Polarity = "positive"
    certainty: Certainty = "certain"
    reality: Reality = "actual"


@dataclass(frozen=True, slots=True)
class ModalityWords:
    """The word lists of ``modality.toml``, by table and part."""

    tables: dict[str, dict[str, frozenset[str]]]

    def of(self, table: str, part: str = "words") -> frozenset[str]:
        """The words of a part of a table; empty where it has none."""
        return self.tables[table].get(part, frozenset())

    def above(self, part: str) -> frozenset[str]:
        """All words of a part, of whatever table: what is known to stand above happenings."""
        return frozenset().union(*(table.get(part, frozenset()) for table in self.tables.values()))


_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_TABLES = ("negation", "probable", "possible", "attempted", "planned", "hypothetical", "habitual", "settled")


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
                advice="Give it lists of words: words, verbs, nouns, adjectives, marks or preps.",
            )
        tables[name] = {part: frozenset(words) for part, words in table.items()}
    return ModalityWords(tables)


@cache
def _nouns_above() -> frozenset[str]:
    return load_modality_words().above("nouns") | load_lexicon().light.carriers


def modality_of(found: Found, *, is_headline: bool = False) -> Modality:
    """Polarity, certainty and reality of a happening."""
    marks = _Marks(load_modality_words())
    if found.form in ("noun", "object", "occur", "undergo"):
        marks.noun(found.word)
    if found.form in ("object", "occur", "undergo"):
        marks.climb(found.word, to=found.head)
        marks.carried_by(found.head)
    if found.form != "noun":
        marks.clause(found.head)
        marks.itself(found)
    marks.climb(found.word if found.form == "noun" else found.head)
    is_generic = not is_headline and found.form in _CLAUSES and _is_generic(found, marks.words)
    if found.trigger.role == "harm" and marks.planned and (found.trigger.suffers or found.clause is not None):
        marks.expected_harm(found)
    return marks.result(is_generic)


def is_only_supposed(doer: Token, deed: Found) -> bool:
    """Whether it is a guess who did it: "presumed members of the front", "-- supposedly rebels --", "presumably by
    rebels", "a raid, which in all probability was staged by the front"."""
    words = load_modality_words()
    hedges = words.of("probable") | words.of("probable", "parties") | words.of("probable", "certainties")
    held = words.of("probable", "verbs")
    hedges_or_held = hedges | held
    if doer.left_edge.dep_ in ("amod", "compound") and doer.left_edge.lower_ in hedges:
        return True  # "suspected | Boko Haram gunmen |", the parser has it of the name
    members = [end for child in doer.rights if child.lower_ == "of" for end in child.children if end.dep_ == "pobj"]
    for child in (*doer.children, *(each for end in members for each in end.lefts)):
        is_held = child.left_edge.lower_ in hedges or (child.tag_ == "VBN" and child.lemma_ in held)
        is_beside = child.dep_ == "amod" and child.i < child.head.i and child.lower_ in hedges
        if is_beside or (child.dep_ in ("acl", "appos", "prep") and is_held):
            return True
        if _is_held_to_be_of(child, hedges_or_held):
            return True
    way = [doer, *doer.ancestors]
    ends = [at for at, token in enumerate(way) if token.i in (deed.word.i, deed.head.i)]
    below = way[: ends[0]] if ends else way[:1]
    laid = words.of("probable", "laid")
    clauses = [token for token in below[1:] if token.dep_ in ("acl", "relcl") and token.head.i != deed.word.i]
    if any(clause.lemma_ in laid for clause in clauses):
        return True
    before = [token.left_edge.nbor(-1) for token in below if token.left_edge.i > token.sent.start]
    beside = [child for token in below[1:] for child in token.children if child.dep_ == "advmod"]
    return any(token.lower_ in hedges for token in (*before, *beside, *below[1:]))


def vow_of(found: Found) -> Modality | None:
    """How it is told what who threatens or promises says will be done, or may be: "vowed that he would march", "vowed
    that he would march unless they left". His word stands for it. ``None`` where he says nothing of the kind."""
    if found.form != "verb" or found.trigger.type not in ("THREATEN", "AGREE"):
        return None
    words = load_modality_words()
    for clause in (child for child in found.head.rights if child.dep_ == "ccomp"):
        before = {each.lower_ for each in clause.lefts if each.dep_ == "aux"}
        if before & _FORETOLD:
            is_open = any(map(_has_condition, (clause, found.head))) or _is_whoever_does(clause, words)
            return Modality(reality="hypothetical" if is_open else "planned")
        if before & words.of("possible") and found.trigger.type == "THREATEN":
            return Modality(certainty="possible", reality="hypothetical")
    return None


def is_demand(verb: Token) -> bool:
    """Whether somebody is told what he should do: "the army should leave the town"; not what is foreseen ("the convoy
    should arrive on Friday") nor left open ("should the army leave")."""
    modal = next((child for child in verb.lefts if child.dep_ == "aux" and child.lower_ == "should"), None)
    subject = next((child for child in verb.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)
    if modal is None or subject is None or modal.i < subject.i or verb.dep_ not in ("ROOT", "ccomp", "conj"):
        return False
    is_open = subject.tag_[0] == "W" or any(child.dep_ == "mark" and child.lower_ != "that" for child in verb.lefts)
    words = load_modality_words()
    if is_open or verb.sent[-1].text == "?" or _is_nobody(subject, words):
        return False
    return not (_is_perfect(verb) or _is_foreseen(verb, words))


def is_hearsay(found: Found) -> bool:
    """Whether somebody unnamed says so, which is no doubt: "reportedly looted the mill", "are said to hold it"."""
    words, verb = load_modality_words(), found.head
    for _ in range(3):
        if any(child.lower_ in words.of("settled", "hearsay") for child in verb.lefts):
            return True
        if verb.dep_ != "xcomp":
            return False
        verb = verb.head
        if verb.tag_ == "VBN" and verb.lemma_ in words.of("settled", "told"):
            return True
    return False


def _has_condition(verb: Token) -> bool:
    clauses = (child for child in verb.children if child.dep_ == "advcl")
    return any(
        child.dep_ == "mark" and child.lower_ in ("if", "unless") for clause in clauses for child in clause.lefts
    )


def _is_indicated(verb: Token, words: ModalityWords) -> bool:
    """Whether signs alone tell what a clause says: "| all indications are | that rebels fired", "by | all indications |
    rebels fired"."""
    above = verb.head
    is_told = verb.dep_ == "ccomp" and above.lemma_ == "be"
    subjects = (child for child in above.lefts if is_told and child.dep_ == "nsubj")
    if any(child.lemma_.lower() in words.of("probable", "nouns") for child in subjects):
        return True
    ahead = [child for child in verb.children if child.dep_ == "prep" and child.lower_ in ("by", "from", "according")]
    ends = [
        end for child in ahead for end in (*child.children, *(each for to in child.children for each in to.children))
    ]
    return any(
        end.lemma_.lower() in words.of("probable", "certainties") and any(each.lower_ == "all" for each in end.lefts)
        for end in ends
    )


def _is_whoever_does(verb: Token, words: ModalityWords) -> bool:
    """Whether what is foretold befalls, or is done by, only who does something first: "anyone who votes will be shot",
    "whoever carries petrol will burn", "any force that crosses the river will be turned back"."""
    for subject in verb.lefts:
        if subject.dep_ not in ("nsubj", "nsubjpass", "csubj", "csubjpass"):
            continue
        first = subject.left_edge.lower_
        is_open = any(child.dep_ == "aux" and child.lower_ == "would" for child in verb.lefts)
        clauses = [child for child in subject.rights if child.dep_ == "relcl"]
        has_clause = any(is_open or clause.tag_ != "VBD" for clause in clauses)  # not "those who fired will be tried"
        if first in words.of("hypothetical", "any") or (first in words.of("hypothetical", "anybody") and has_clause):
            return True
    return False


def _is_held_to_be_of(clause: Token, held: frozenset[str]) -> bool:
    """Whether a relative clause only supposes of which body somebody is: "who presumably belong to the front", "who are
    believed to be members of it". ``held`` are hedges and verbs of holding for true."""
    if clause.dep_ != "relcl":
        return False
    known = load_lexicon().parties
    verbs = [clause, *(child for child in clause.rights if child.dep_ == "xcomp")]
    is_of_body = any(each.lemma_ in known["belonging"] or each.lemma_ == "be" for each in verbs)
    is_hedged = any(child.lower_ in held for each in verbs for child in each.lefts)
    return is_of_body and (is_hedged or (clause.tag_ == "VBN" and clause.lemma_ in held))


class _Marks:
    """What was seen on the way from a telling word up to the top of its sentence."""

    def __init__(self, words: ModalityWords) -> None:
        self.words = words
        self.judged = words.of("settled", "adjectives")
        self.negative = self.probable = self.possible = False
        self.attempted = self.planned = self.hypothetical = self.habitual = self.is_to_come = False

    def result(self, is_generic: bool) -> Modality:
        certainty: Certainty = "possible" if self.possible else "probable" if self.probable else "certain"
        reality: Reality = "actual"
        if self.attempted and not (self.habitual or is_generic or self.is_to_come):
            reality = "attempted"
        elif self.hypothetical:
            reality = "hypothetical"
        elif self.planned:
            reality = "planned"
        elif self.habitual or is_generic:
            reality = "habitual"
        return Modality("negative" if self.negative else "positive", certainty, reality)

    def noun(self, noun: Token) -> None:
        """What stands about a noun that tells: "no", "planned", "ongoing", "attempted", "without"."""
        words = self.words
        for child in noun.lefts:
            lower = child.lower_
            if child.dep_ in ("det", "neg") and lower in words.of("negation"):
                self._deny(child)
            self.attempted |= lower in words.of("attempted", "adjectives")
            self.planned |= lower in words.of("planned", "adjectives") and child.dep_ == "amod"
            self.hypothetical |= lower in words.of("hypothetical", "adjectives")
            self.habitual |= lower in words.of("habitual", "adjectives")
            self.habitual |= f"{lower} {noun.lemma_.lower()}" in words.of("habitual", "lasting")
            is_one_of_many = child.ent_type_ == "ORDINAL" and lower not in words.of("habitual", "first")
            self.habitual |= is_one_of_many and noun.dep_ == "attr" and noun.head.lemma_ == "be"
            self.probable |= lower in words.of("probable")
            self.possible |= lower in words.of("possible") and not _is_month(child)
        head = noun.head
        if noun.dep_ in ("pobj", "pcomp") and head.lower_ in words.of("negation", "preps"):
            self.negative = True

    def clause(self, verb: Token) -> None:
        """What stands about a verb: negation, auxiliaries, adverbs, a conjunction, the mood of its clause."""
        words = self.words
        has_have = _is_perfect(verb)
        for child in verb.children:
            lower, dep = child.lower_, child.dep_
            if dep == "neg" and child.i > verb.i + 1 and child.nbor(-1).text == ",":
                continue  # "hit the mill, not the school"
            if dep == "neg" or (dep in ("advmod", "det", "cc", "preconj") and lower in words.of("negation")):
                self._deny(child)
            elif dep in ("aux", "auxpass") and _is_inverted(child, verb):
                self.hypothetical = True  # "had a second shell hit the school"
            elif dep in ("nsubj", "nsubjpass", "dobj", "attr"):
                if lower in words.of("negation"):
                    self._deny(child)
                first = child.left_edge
                behind = first.doc[first.i + 1 : first.i + 2].text.lower()
                if first.lower_ == "not" and behind in ("one", "a", "single"):
                    self.negative = True  # "not one soldier was withdrawn", "not a single rocket"
                for below in child.children:
                    is_beside = below.dep_ == "neg" and below.i > child.i  # "the mill, not the school"
                    if below.dep_ in _DENYING and below.lower_ in words.of("negation") and not is_beside:
                        self._deny(below)
            elif dep == "aux":
                self._auxiliary(verb, child, has_have)
            elif dep in ("advmod", "npadvmod", "acomp", "amod", "dep", "prep"):
                self._adverb(verb, child)
                means = (end for end in child.children if dep == "prep" and lower == "by" and end.dep_ == "pcomp")
                for below in (each for end in means for each in end.lefts):
                    self.habitual |= below.lower_ in words.of("habitual")  # "by regularly blocking roads"
                self.negative |= any(_is_never(end, words) for end in child.children if end.dep_ == "pobj")
                if dep == "acomp" and child.i > 0:
                    self.negative |= _is_never(child.nbor(-1), words)  # "was in no way involved"
            elif dep == "mark":
                # "held out until rebels attacked", but "suspended aid until the road was opened"
                is_pending = verb.head.lemma_ in words.of("hypothetical", "pending")
                if lower == "whether" and verb.head.lemma_ in load_lexicon().kinds["vouching"]:
                    continue  # "could not be ascertained whether he was killed": open to whoever says so
                is_over = lower in ("until", "till") and _is_told_of_past(verb) and not is_pending
                self.hypothetical |= lower in words.of("hypothetical", "marks") and not is_over
            elif dep == "parataxis" and child.lemma_ in words.of("probable", "verbs"):
                # "the rebels, it is believed, attacked"
                self.probable |= any(each.dep_ in _SUBJECTS for each in child.lefts)
        self.probable |= any(_is_supposed(child, words) for child in verb.children) or _is_indicated(verb, words)
        if self.planned and (_has_condition(verb) or _is_whoever_does(verb, words)):
            self.hypothetical = True
        if verb.dep_ in ("pcomp", "pobj") and verb.head.lower_ in words.of("negation", "preps"):
            self.negative = True
        if verb.dep_ == "pcomp" and verb.head.i > 0:
            before = f"{verb.doc[verb.head.i - 1].lower_} {verb.head.lower_}"
            self.negative |= before in words.of("negation", "instead")
        self.negative |= verb.i > 0 and _is_never(verb.nbor(-1), words)  # "were in no way linked to"
        if verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD") and verb.head.dep_ in ("ROOT", "appos"):
            for child in verb.head.lefts:  # "Army: no villagers killed in raid"
                if child.dep_ == "det" and child.lower_ in words.of("negation"):
                    self._deny(child)
        self.negative |= _is_not_theirs(verb)
        self._mood(verb)
        self._proposed(verb)

    def itself(self, found: Found) -> None:
        """What the telling words say themselves: "fell short", "is planned", "knew of no deaths", "is on Friday"."""
        words, verb = self.words, found.head
        told = found.trigger.words[1:]
        self.attempted |= found.form != "adjective" and " ".join(told) in words.of("attempted", "own")
        self.probable |= found.form == "verb" and verb.lemma_ in words.of("probable", "own")
        if found.form == "verb" and verb.lemma_ in words.of("planned", "own"):
            beside = {child.dep_: child for child in verb.lefts}
            self.planned |= verb.tag_ == "VBN" and ("auxpass" in beside or not _is_perfect(verb))
            self.planned |= verb.tag_ == "VBG" and "aux" in beside and not _is_perfect(verb)
        self.planned |= found.form == "adjective" and found.word.lower_ in words.of("planned", "adjectives")
        if self.negative and found.form == "verb" and is_left_open(verb, words):
            self.negative, self.possible = False, True
        if (vowed := vow_of(found)) is not None:
            self.planned |= vowed.reality == "planned"
            self.hypothetical |= vowed.reality == "hypothetical"
            self.possible |= vowed.certainty == "possible"
        if found.trigger.type == "OTHER" and verb.lemma_ in words.of("negation", "missed"):
            self.negative = False  # "have not been seen since": they are missing
        if found.form == "occur" and verb.lemma_ in ("be", "remain"):
            is_present = verb.tag_ in ("VBZ", "VBP")
            for child in verb.rights:
                if child.dep_ == "acomp" and child.lower_ in words.of("possible", "adjectives"):
                    self.possible = self.hypothetical = True
                elif child.dep_ == "acomp" and is_present and child.lower_ in words.of("probable", "adjectives"):
                    self.probable = True  # "more raids are likely", which nobody has arranged, unlike a meeting
                    self.hypothetical |= found.trigger.type in ("ASSAULT", "COERCE")
                elif child.dep_ == "acomp" and child.lower_ in words.of("planned", "adjectives"):
                    self.planned = True
                elif child.dep_ == "xcomp" and verb.lemma_ == "be" and is_to_infinitive(child):
                    self.planned = True  # "the evacuation is to begin on Monday"
                elif child.dep_ == "prep" and is_present and any(map(is_day, child.children)):
                    self.planned = True  # "the vigil is on Friday"
        for child in verb.rights:
            if child.dep_ == "conj" and child.lemma_ == "fail" and found.trigger.mode == "explosives":
                self.attempted = True  # "was left by the road but failed to explode"
            elif child.dep_ == "prep":
                for end in child.children:
                    if end.dep_ == "pobj" and end.lemma_ in told and _is_nobody(end, words):
                        self.negative = True  # "knew of no deaths"

    def expected_harm(self, found: Found) -> None:
        """Nobody plans to suffer: "the toll is expected to rise", "they expected to be killed"."""
        above = found.head.head
        if above.lemma_ in ("expect", "bind", "likely", "set", "due"):
            self.planned, self.hypothetical = False, True

    def _deny(self, word: Token) -> None:
        follows = word.nbor(1).lower_ if word.i + 1 < len(word.doc) else ""
        if follows not in self.words.of("negation", "undone"):
            self.negative = True

    def _auxiliary(self, verb: Token, auxiliary: Token, has_have: bool) -> None:
        words, lower = self.words, auxiliary.lower_
        if (lower == "'d" and has_have) or _is_month(auxiliary):
            return
        if lower in words.of("possible"):
            if has_have:
                self.possible = True
            elif lower == "could" and any(child.dep_ == "neg" for child in verb.children):
                pass  # "could not leave": they did not
            else:
                self.possible = self.hypothetical = True
                self.is_to_come |= verb.tag_ == "VB"
        elif lower == "must" and has_have:
            self.probable = True
        elif (lower == "would" and not has_have and _is_told_in_past(verb)) or lower in words.of("planned"):
            self.planned = self.is_to_come = True
        elif lower == "should" and _is_foreseen(verb, words):
            self.probable = self.planned = self.is_to_come = True
        elif lower in ("can", "ca") and any(child.dep_ == "neg" for child in verb.children):
            pass  # "cannot reach the street": they do not
        elif lower in words.of("hypothetical") and not (lower == "'d" and verb.tag_ != "VB"):
            self.hypothetical = True

    def _adverb(self, verb: Token, adverb: Token) -> None:
        words, lower = self.words, adverb.lower_
        if _is_month(adverb):
            return
        if lower in words.of("probable"):
            self.probable = True
        elif lower in words.of("possible"):
            self.possible = True
        elif lower in words.of("habitual"):
            self.habitual = True
        if verb.tag_ in ("VBZ", "VBP", "VBG") and adverb.dep_ != "prep":
            told = {lower, *(child.lower_ for child in adverb.children)}
            self.planned |= not told.isdisjoint(words.of("planned", "times"))
        for below in adverb.children:
            if below.lemma_ == "basis" and any(child.lower_ in words.of("habitual") for child in below.lefts):
                self.habitual = True  # "on an almost daily basis"
            if below.lower_ in words.of("probable"):
                self.probable = True
            if lower == "longer" and below.lower_ == "no":
                self.negative = True

    def _proposed(self, verb: Token) -> None:
        """What is proposed and not told: "Why don't we attack?", "Lets attack"."""
        before = {child.lower_ for child in verb.lefts}
        is_asked = verb.tag_ == "VB" and "why" in before and "do" in before
        if is_asked and any(child.dep_ == "neg" for child in verb.lefts):
            self.hypothetical, self.negative = True, False
        self.hypothetical |= verb.tag_ == "VB" and "lets" in before

    def _mood(self, verb: Token) -> None:
        """Orders, yes-or-no questions and headlines' futures: no subject, a question mark, a bare "to"."""
        if verb.dep_ != "ROOT":
            return
        if any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.lefts):
            self.planned = True
        elif verb.tag_ == "VB" and not any(child.dep_ in _SUBJECTS or child.dep_ == "aux" for child in verb.children):
            self.hypothetical = True
        last = verb.sent[-1]
        if last.text == "?" and not any(child.tag_ in ("WP", "WRB", "WDT") for child in verb.lefts):
            self.hypothetical = True

    def _governed(self, head: Token, below: Token) -> bool:
        """A verb, noun or adjective above what is told. Whether the way ends there."""
        words, lemma = self.words, head.lemma_.lower()
        part = "verbs" if head.pos_ in _VERBAL else "adjectives" if head.pos_ == "ADJ" else "nouns"
        is_infinitive = is_to_infinitive(below)
        is_taken = below.dep_ == "ccomp" or not is_infinitive
        if part == "verbs" and lemma in words.of("settled", "verbs") and is_taken:
            for child in head.children:
                self.probable |= child.dep_ == "advmod" and child.lower_ in words.of("probable")
                if child.dep_ == "nsubj" and _is_nobody(child, words):
                    self.negative = True  # "no group has said that it was behind the raid"
            return True
        if part == "nouns" and lemma in words.of("settled", "nouns"):
            return True
        if _is_made_possible(head):
            return True
        if part == "verbs" and not is_infinitive and _is_naming(head):
            return True  # "called the charge absurd"
        if part == "verbs" and is_left_open(head, words):
            self.possible = True  # "do not rule out that rebels fired"
            return True
        if not is_infinitive and (lemma in self.judged or any(c.lower_ in self.judged for c in _taken_of(head))):
            return True  # "it is not true that rebels fired": the stance to it, not the deed's own
        is_habit = is_infinitive and not any(child.dep_ == "dobj" for child in head.children)
        is_fact = below.dep_ == "ccomp" and (_is_told_of_past(below) or _is_perfect(below))
        is_done = _is_perfect(below)  # "is feared to have been shot"
        is_known = self._stands_above(lemma, part, is_infinitive=is_habit, is_fact=is_fact, is_done=is_done)
        if is_infinitive and lemma in ("have", "be", "remain") and any(c.lower_ == "yet" for c in head.children):
            self.negative = True  # "has yet to distribute food"
        elif is_infinitive and lemma == "have":
            self.hypothetical |= head.tag_ != "VBD"
        elif is_infinitive and lemma == "able" and head.head.tag_ == "VBD":
            self.hypothetical = False  # "was able to leave": they did
        elif is_infinitive and lemma == "suppose" and not _is_perfect(below):
            self.probable, self.planned = False, True  # "was supposed to leave on Friday"
        elif is_infinitive and not is_known and lemma not in words.of("settled", "done"):
            self.planned |= part != "nouns" or below.dep_ == "acl"
        if part == "nouns":
            self.noun(head)
            return not is_known and not is_infinitive and lemma not in _nouns_above()
        return False

    def _stands_above(
        self, lemma: str, part: str, *, is_infinitive: bool = False, is_fact: bool = False, is_done: bool = False
    ) -> bool:
        """Takes in what a word above says; whether it says anything. Who suggests, or warns, that something was so
        asks for nothing."""
        is_known = False
        for table in ("negation", "attempted", "planned", "hypothetical", "habitual", "probable", "possible"):
            if lemma in self.words.of(table, part):
                if lemma == "use" and not is_infinitive:
                    continue  # "used drones to find them" is no habit
                if table == "hypothetical" and (is_done or (is_fact and lemma not in self.words.of("possible", part))):
                    continue
                is_known = True
                setattr(self, "negative" if table == "negation" else table, True)
        return is_known

    def carried_by(self, verb: Token) -> None:
        """The verb that carries a noun: "planned a raid", "averted a raid"."""
        if verb.lemma_ == "seek":
            self.hypothetical = True  # "sought an inquiry"
        elif verb.lemma_ not in self.words.of("settled", "verbs") and not (_is_naming(verb) or is_taken_on(verb)):
            self._stands_above(verb.lemma_.lower(), "verbs")

    def climb(self, start: Token, to: Token | None = None) -> None:
        """Everything that governs a clause or phrase, up to the sentence's root, or to a word above."""
        token = start
        for _ in range(_MOST_STEPS):
            head, dep = token.head, token.dep_
            if head.i == token.i or (to is not None and head.i == to.i):
                return
            if head.pos_ in _VERBAL and any(child.lower_ == "what" for child in head.lefts):
                above = (head.lemma_.lower(), head.head.lemma_.lower())
                self.probable |= not self.words.of("probable", "verbs").isdisjoint(above)
                return  # "what witnesses called a massacre", "what police believe was a revenge killing"
            if dep == "conj":
                if head.pos_ in _VERBAL and token.pos_ in _VERBAL:
                    if _is_finite(token):
                        head = _finite_above(head)  # "plan to take the hill and are shelling the town"
                    self._shared(head, token)
                token = head
            elif dep == "ccomp" and token.i < head.i and not any(child.dep_ == "mark" for child in token.lefts):
                # words that a verb of speech or thought follows: only a thought bears on them
                if any(each.text == ";" for each in head.doc[token.i : head.i]):
                    return  # "a strike killed three; residents suspect the army"
                self.probable |= head.lemma_.lower() in self.words.of("probable", "verbs")
                return
            elif dep == "pcomp" and (verb := _verb_of_time(head)) is not None:
                self._modals(verb)  # "will march after taking the town"
                return
            elif dep == "pcomp" and head.pos_ == "ADP":
                if head.lower_ not in self.words.of("settled", "links") or not self._over_gerund(head.head):
                    return
                token = head.head
            elif dep in _COMPLEMENTS or (dep == "acl" and (is_to_infinitive(token) or head.lemma_ == "risk")):
                if self._governed(head, token):
                    return
                if dep == "ccomp" and _is_finite(token) and is_to_infinitive(head):
                    return  # "serves to show that rebels fled": they did
                if head.pos_ in _VERBAL:
                    self.clause(head)
                token = head
            elif dep in ("acl", "relcl") and _is_finite(token) and any(child.dep_ == "mark" for child in token.lefts):
                is_fact = _is_told_of_past(token) or _is_perfect(token)
                self._stands_above(head.lemma_.lower(), "nouns", is_fact=is_fact, is_done=_is_perfect(token))
                return  # "the theory that rebels fired", "fears that they will fire"
            elif dep == "prep":
                if token.lower_ == "for" and head.lemma_.lower() in self.words.of("planned", "readying"):
                    self.planned |= not any(child.lower_ in _DEFINITE for end in token.rights for child in end.lefts)
                    return
                if token.lower_ not in self.words.of("settled", "links"):
                    return
                if head.pos_ in _NOMINAL or head.pos_ == "ADJ":
                    if self._governed(head, token):
                        return
                elif head.pos_ in _VERBAL and not self._over_object(head):
                    return
                token = head
            elif dep == "pobj":
                if head.dep_ not in ("prep", "dative"):
                    return
                token = head
            elif dep in ("dobj", "nsubjpass") and head.pos_ in _VERBAL:
                if token.pos_ in _VERBAL or not self._over_object(head):
                    return
                token = head
            elif dep == "advcl":
                if is_to_infinitive(token):
                    if head.lemma_.lower() not in self.words.of("settled", "done") and not _is_made_possible(head):
                        self.planned = True
                elif token.tag_ == "VBG" and not any(child.dep_ in ("mark", *_SUBJECTS) for child in token.children):
                    self._modals(head)
                else:
                    self._time(token)
                    return
                token = head
            elif dep == "relcl" and is_to_infinitive(token):
                if head.lower_ in self.words.of("negation"):
                    self.negative = True  # "has nothing to do with the raid"
                    return
                if head.lower_ in self.words.of("settled", "shares") and token.lemma_ == "do":
                    return  # "denied that it had anything to do with the raid"
                self.planned |= head.lemma_.lower() not in self.words.of("settled", "done")
                return
            else:
                return

    def _over_object(self, verb: Token) -> bool:
        """A verb whose object or prepositional phrase is told. Whether what stands above the verb bears on it too."""
        lemma = verb.lemma_.lower()
        if lemma in self.words.of("negation", "owned"):
            self.negative |= any(child.dep_ == "neg" for child in verb.lefts)
        if lemma in self.words.of("settled", "verbs") or _is_naming(verb) or is_taken_on(verb):
            return False
        is_known = self._stands_above(lemma, "verbs")
        is_light = lemma in load_lexicon().light.object or lemma in load_lexicon().light.undergo
        if is_known or is_light:
            self.clause(verb)
        return is_known or is_light

    def _over_gerund(self, above: Token) -> bool:
        """A word whose preposition leads to a gerund: "refrained from shelling", "the prospect of shelling". Whether it
        says anything of what is told."""
        part = "verbs" if above.pos_ in _VERBAL else "adjectives" if above.pos_ == "ADJ" else "nouns"
        for child in above.children:
            self.negative |= child.dep_ == "advmod" and child.lower_ in self.words.of("negation", "wrongly")
        if not self._stands_above(above.lemma_.lower(), part):
            return False
        if part == "verbs":
            self.clause(above)
        elif part == "nouns":
            self.noun(above)
        return True

    def _modals(self, verb: Token) -> None:
        """A governing verb's auxiliaries, for a participle that is told along with it."""
        has_have = _is_perfect(verb)
        for child in verb.children:
            if child.dep_ == "aux":
                self._auxiliary(verb, child, has_have)
        self._mood(verb)

    def _time(self, verb: Token) -> None:
        """A clause of time or condition: "until it attacks", "once it attacks", "if it attacks"."""
        mark = next((child.lower_ for child in verb.lefts if child.dep_ in ("mark", "advmod")), "")
        is_present = verb.tag_ in ("VBZ", "VBP") or (verb.tag_ == "VB" and not _has_past(verb))
        is_present |= any(child.dep_ == "auxpass" and child.tag_ in ("VBZ", "VBP") for child in verb.lefts)
        if mark in ("before", "once", "until", "till") and is_present:
            self.hypothetical = True
        first = verb.left_edge
        is_any = first.lower_ in self.words.of("hypothetical", "any") or (mark == "as" and verb.head.lower_ == "long")
        is_anybodys = mark == "when" and any(c.lower_ == "you" and c.dep_ in _SUBJECTS for c in verb.lefts)
        is_to_come = mark in ("when", "after", "once") and any(c.lower_ in _WILL for c in verb.head.lefts)
        is_present |= is_to_come and any(c.tag_ in ("VBZ", "VBP") for c in verb.lefts)
        if is_present and (is_any or is_anybodys or is_to_come):
            self.hypothetical = True  # "whatever you order", "as long as they hold the hill", "when you attack"

    def _shared(self, head: Token, token: Token) -> None:
        """What a coordinated verb shares with the first: auxiliaries, hedges, and a negation before "or"."""
        self.negative |= any(child.dep_ == "cc" and child.lower_ == "nor" for child in head.children)
        if any(child.dep_ in ("aux", "auxpass") or child.dep_ in _SUBJECTS for child in token.children):
            return
        if token.tag_ not in ("VB", "VBN", "VBG") and head.tag_ != token.tag_:
            return
        has_have = _is_perfect(head)
        joins = {child.lower_ for child in head.children if child.dep_ == "cc"}
        for child in head.children:
            if child.dep_ == "aux" and child.i < head.i:
                self._auxiliary(head, child, has_have)
            elif child.dep_ == "advmod" and child.i < head.i and child.lower_ in self.words.of("probable"):
                self.probable = True
            elif child.dep_ == "neg" and joins & {"or", "nor"}:
                self._deny(child)
            elif child.dep_ == "mark" and child.lower_ in self.words.of("hypothetical", "marks"):
                self.hypothetical |= not (child.lower_ in ("until", "till") and _is_told_of_past(head))
        self._mood(head)


def _is_not_theirs(verb: Token) -> bool:
    """Whether it is said of somebody that it was not him: "it was not the rebels who blew up the bridge"."""
    noun, is_ = verb.head, verb.head.head
    if verb.dep_ != "relcl" or noun.dep_ != "attr" or is_.lemma_ != "be":
        return False
    is_it = any(child.dep_ == "nsubj" and child.lower_ == "it" for child in is_.lefts)
    is_instead = any(child.lower_ == "but" for child in noun.rights)  # "not the rebels but the army who ..."
    return is_it and not is_instead and any(child.dep_ == "neg" for child in is_.children)


def _is_foreseen(verb: Token, words: ModalityWords) -> bool:
    """Whether "should" foretells and does not ask: of what nobody can ask, or with a time ("should land tomorrow")."""
    subjects = (child for child in verb.lefts if child.dep_ in ("nsubj", "nsubjpass"))
    if any(subject.lemma_.lower() in words.of("planned", "foreseen") for subject in subjects):
        return True
    return any(
        child.dep_ in ("npadvmod", "advmod") and child.lower_ in words.of("planned", "times") for child in verb.children
    )


def _is_nobody(noun: Token, words: ModalityWords) -> bool:
    negation = words.of("negation")
    return noun.lower_ in negation or any(
        child.dep_ in ("det", "neg") and child.lower_ in negation for child in noun.lefts
    )


def _taken_of(verb: Token) -> list[Token]:
    return [child for child in verb.rights if child.dep_ == "acomp"] if verb.lemma_ == "be" else []


def is_left_open(verb: Token, words: ModalityWords) -> bool:
    """Whether a verb of excluding is denied, which leaves open what it is about: "cannot be ruled out"."""
    particle = next((f" {child.lower_}" for child in verb.rights if child.dep_ == "prt"), "")
    if verb.lemma_ + particle not in words.of("possible", "excluding"):
        return False
    return any(child.dep_ == "neg" or (child.dep_ in _SUBJECTS and _is_nobody(child, words)) for child in verb.lefts)


def _is_made_possible(above: Token) -> bool:
    """Whether what is told came about by something: "made it possible to free the hostages"."""
    verb = above if above.pos_ in _VERBAL else above.head
    is_made = verb.lemma_ in ("make", "render") and verb.tag_ in ("VBD", "VBN")
    return is_made and any(child.lower_ == "possible" for child in (above, *verb.children))


def _is_naming(verb: Token) -> bool:
    """Whether somebody "calls" by a name, or calls what then is: "called the others impostors", "called a strike"; not
    "called for a strike"."""
    named = (child for child in verb.children if child.dep_ in ("dobj", "nsubjpass", "oprd", "ccomp"))
    return verb.lemma_ == "call" and next(named, None) is not None


def is_taken_on(verb: Token) -> bool:
    """Whether somebody "assumes" what is no thought: "assumed responsibility for the raid"."""
    return verb.lemma_ == "assume" and any(child.dep_ in ("dobj", "nsubjpass") for child in verb.children)


def _is_inverted(auxiliary: Token, verb: Token) -> bool:
    """Whether an auxiliary opens a condition: "had it hit the school", "should the truce fail"."""
    is_first = auxiliary.lower_ in ("had", "should", "were") and auxiliary.i == verb.left_edge.i
    return is_first and verb.dep_ != "ROOT" and any(child.dep_ in _SUBJECTS for child in verb.lefts)


def _is_never(noun: Token, words: ModalityWords) -> bool:
    """ "at no time", "under no circumstances"."""
    is_none = any(child.dep_ == "det" and child.lower_ == "no" for child in noun.lefts)
    return is_none and noun.lemma_ in words.of("negation", "times")


def _is_month(token: Token) -> bool:
    """Whether a "May" stands in a date: "on 2 | May | rebels entered the town"."""
    beside = [token.nbor(at) for at in (-1, 1) if 0 <= token.i + at < len(token.doc)]
    return token.text == "May" and any(each.pos_ == "NUM" or each.text.isdecimal() for each in beside)


def _is_perfect(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.lefts)


def _is_finite(verb: Token) -> bool:
    first = min((child for child in verb.lefts if child.dep_ in ("aux", "auxpass")), default=verb, key=lambda c: c.i)
    return first.tag_ in ("VBZ", "VBP", "VBD", "MD")


def _is_supposed(phrase: Token, words: ModalityWords) -> bool:
    """Whether a part of a clause is only supposed: "dropped | suspected gas bombs |", "wounded, | supposedly by a
    mine |", "warplanes | presumably belonging to the army |"."""
    if phrase.dep_ in ("prep", "agent"):
        ends = [end for end in phrase.children if end.dep_ == "pobj" and not is_deed(end)]
        below = [*phrase.children, *(child for end in ends for child in end.children)]
    elif phrase.dep_ in ("dobj", *_SUBJECTS):
        below = list(phrase.children)
    else:
        return False
    if phrase.dep_ in _SUBJECTS and is_deed(phrase):
        return False  # "the murder, presumably committed by rebels, was condemned"
    hedges, verbs = words.of("probable"), words.of("probable", "verbs")
    for child in below:
        is_accused = any(each.lower_ == "of" for each in child.rights)  # "arrested three men suspected of spying"
        is_held = child.dep_ == "acl" and (
            (child.tag_ == "VBN" and child.lemma_.lower() in verbs and not is_accused)
            or any(each.lower_ in hedges for each in child.lefts)
        )
        is_hedged = child.dep_ in ("amod", "advmod") and child.lower_ in hedges and phrase.dep_ not in _SUBJECTS
        if is_held or is_hedged:
            return True
    return False


def _is_told_of_past(verb: Token) -> bool:
    return verb.tag_ == "VBD" or any(child.tag_ == "VBD" and child.dep_ in ("aux", "auxpass") for child in verb.lefts)


def _finite_above(verb: Token) -> Token:
    """The finite verb on which an infinitive hangs, or the verb itself."""
    above = verb
    while not _is_finite(above) and above.dep_ == "xcomp" and above.head.pos_ in _VERBAL:
        above = above.head
    return above if _is_finite(above) else verb


def _verb_of_time(preposition: Token) -> Token | None:
    """The verb beside which a gerund tells what is before, after or with it: "will leave after shelling the port"."""
    link = preposition.head if preposition.lower_ == "to" and preposition.head.lower_ == "prior" else preposition
    is_time = link.lower_ in ("before", "after", "prior", "with", "upon")
    return link.head if is_time and link.head.pos_ in _VERBAL else None


def _has_past(verb: Token) -> bool:
    return any(child.tag_ == "VBD" for child in verb.children)


def _is_told_in_past(verb: Token) -> bool:
    """Whether a "would" is a future seen from a past: "said it would withdraw", with no condition."""
    if any(child.dep_ == "advcl" and any(b.lower_ == "if" for b in child.lefts) for child in verb.children):
        return False
    token = verb
    for _ in range(4):
        if token.dep_ not in ("ccomp", "conj", "acl", "relcl"):
            return False
        token = token.head
        if token.tag_ in ("VBD", "VBN") and token.pos_ in _VERBAL:
            return True
    return False


_STATES = frozenset({"remain", "stay", "lie", "stand"})
_LASTING = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "AID", "REJECT", "OTHER"})


def _is_generic(found: Found, words: ModalityWords) -> bool:
    """Going on: "have been bombing since spring", "has raided it ninety times", or a simple present without a count."""
    top = found.clause.top if found.clause is not None else found.head
    auxiliaries = {child.lower_ for child in top.children if child.dep_ in ("aux", "auxpass")}
    if any(_tells_how_often(child, words) for child in {*found.head.children, *top.children}):
        return True
    if found.form not in ("verb", "object"):
        return False
    if top.tag_ == "VBG" and "been" in auxiliaries:
        return any(child.lower_ in words.of("habitual", "since") for child in top.children)
    if found.form != "verb" or found.trigger.type not in _LASTING or top.lemma_ == "be":
        return False
    if any(_is_habit(noun, words) for noun in _nouns_below(found.head)):
        return True  # "is faced with recurrent raids"
    if "being" in auxiliaries:
        return False  # "is being held": now
    if found.head.i != top.i and (found.head.dep_ == "pcomp" or any(c.lower_ == "yet" for c in top.children)):
        return False  # "are suspected of killing", "has yet to leave"
    if top.lemma_ in _STATES and found.head.i != top.i:
        return False  # "remain trapped"
    if found.head.lemma_ in words.of("habitual", "states") or is_left_open(found.head, words):
        return False  # "possesses rockets", "do not rule out a raid"
    if found.head.dep_ == "xcomp" and found.head.tag_ != "VB" and top.lemma_ in words.of("settled", "verbs"):
        return False  # "denies having ever used gas"
    if any(child.dep_ == "aux" and child.lemma_ == "have" for child in found.head.children):
        return False  # "appears to have caused"
    is_past = top.lower_.endswith("ed") or top.lower_ in _LIKE_PRESENT  # the tagger may go astray: "RAKED"
    is_present = (top.tag_ in ("VBZ", "VBP") and not is_past) or (
        top.tag_ == "VBN" and bool(auxiliaries & {"is", "are"})
    )
    is_present |= top.tag_ == "VB" and bool(auxiliaries & {"does", "do"})  # "does not target civilians"
    is_state = found.trigger.type == "MOBILIZE" or "auxpass" in {child.dep_ for child in top.lefts}
    if is_state and any(child.lower_ in words.of("habitual", "now") for child in top.children):
        return False  # "the brigade now controls the town"
    is_counted = any(below.pos_ == "NUM" for child in top.children for below in child.children)
    return is_present and (not is_counted or found.trigger.type == "MOBILIZE")


_LIKE_PRESENT = frozenset({"lay", "hit", "cut", "shot", "hurt", "set", "put", "shut", "split", "left", "held"})
"""Past forms that look like a present."""


def _tells_how_often(token: Token, words: ModalityWords) -> bool:
    """Whether a dependent of a verb counts times or names each of them: "ninety times", "every night", "most Sundays",
    "night after night", "again and again", "whenever they wanted"."""
    if token.dep_ == "advcl":
        first = token.left_edge
        return first.lower_ in words.of("habitual", "whenever") and not any(
            c.lower_ in _FORETOLD for c in token.head.lefts
        )
    if token.dep_ not in ("npadvmod", "advmod", "prep", "dobj", "punct"):
        return False
    if token.dep_ == "prep":  # "over 1,500 times", as the parser has it; "on most nights"
        ends = [child for child in token.rights if child.dep_ == "pobj"]
        is_each = token.lower_ == "on" and any(_is_each(child, words) for child in ends)
        return is_each or any(child.lower_ == "times" and _is_often(child) for child in token.rights)
    if token.lower_ == "times":
        return _is_often(token)
    return _is_each(token, words)


def _is_each(token: Token, words: ModalityWords) -> bool:
    lemma = token.lemma_.lower()
    again = (end for link in token.rights for end in link.rights if link.lower_ == "after")
    is_again = any(end.lemma_.lower() == lemma for end in again)  # "night after night"
    if lemma in words.of("habitual", "spans"):
        return is_again or any(child.lower_ in words.of("habitual", "each") for child in token.lefts)
    return token.lower_ == "again" and any(child.dep_ == "conj" and child.lower_ == "again" for child in token.rights)


_FEW = 20


def _is_often(times: Token) -> bool:
    """Whether something is told of so many times that it is a habit: not "was shot four times"."""
    few = load_modality_words().of("habitual", "few")
    counts = [child.lower_.replace(",", "") for child in times.lefts if child.pos_ == "NUM"]
    return any(count not in few and not (count.isdecimal() and int(count) < _FEW) for count in counts)


def _nouns_below(verb: Token) -> list[Token]:
    below = [child for child in verb.rights if child.dep_ == "dobj"]
    links = (child for child in verb.rights if child.dep_ == "prep" and child.lower_ in ("with", "to", "by"))
    return below + [end for link in links for end in link.children]  # "killed during ongoing clashes" is no habit


def _is_habit(noun: Token, words: ModalityWords) -> bool:
    if noun.lemma_ not in load_lexicon().deeds:
        return False
    return any(child.dep_ == "amod" and child.lower_ in words.of("habitual", "adjectives") for child in noun.lefts)
