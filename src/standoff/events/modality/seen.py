"""What stands beside a telling word: negation, auxiliaries, adverbs, a conjunction, adjectives."""

from __future__ import annotations

from spacy.tokens import Token

from standoff.events.clauses import is_to_infinitive
from standoff.events.conditions import is_day
from standoff.events.modality.denied import is_left_open, is_never, is_nobody, is_not_theirs
from standoff.events.modality.foretold import has_condition, is_foreseen, is_whoever_does, vow_of
from standoff.events.modality.supposed import is_indicated, is_supposed
from standoff.events.modality.tenses import (
    is_inverted,
    is_month,
    is_perfect,
    is_told_in_past,
    is_told_of_past,
)
from standoff.events.modality.words import Modality, ModalityWords
from standoff.events.triggers import Found
from standoff.languages.grammar import ANY_SUBJECTS, QUESTION_TAGS
from standoff.ontology import FORCE, load_lexicon
from standoff.records import Certainty, Reality

__all__ = ["Seen"]

_DENYING = frozenset({"det", "neg", "preconj"})


class Seen:
    """What was seen on the way from a telling word up to the top of its sentence."""

    def __init__(self, words: ModalityWords) -> None:
        self.words = words
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
                self.deny(child)
            self.attempted |= lower in words.of("attempted", "adjectives")
            self.planned |= lower in words.of("planned", "adjectives") and child.dep_ == "amod"
            self.hypothetical |= lower in words.of("hypothetical", "adjectives")
            self.habitual |= lower in words.of("habitual", "adjectives")
            self.habitual |= f"{lower} {noun.lemma_.lower()}" in words.of("habitual", "lasting")
            is_one_of_many = child.ent_type_ == "ORDINAL" and lower not in words.of("habitual", "first")
            self.habitual |= is_one_of_many and noun.dep_ == "attr" and noun.head.lemma_ == "be"
            self.probable |= lower in words.of("probable")
            self.possible |= lower in words.of("possible") and not is_month(child)
        head = noun.head
        if noun.dep_ in ("pobj", "pcomp") and head.lower_ in words.of("negation", "preps"):
            self.negative = True

    def clause(self, verb: Token) -> None:
        """What stands about a verb: negation, auxiliaries, adverbs, a conjunction, the mood of its clause."""
        words = self.words
        for child in verb.children:
            self._beside(verb, child)
        self.probable |= any(is_supposed(child, words) for child in verb.children) or is_indicated(verb, words)
        if self.planned and (has_condition(verb) or is_whoever_does(verb, words)):
            self.hypothetical = True
        if verb.dep_ in ("pcomp", "pobj") and verb.head.lower_ in words.of("negation", "preps"):
            self.negative = True
        if verb.dep_ == "pcomp" and verb.head.i > 0:
            before = f"{verb.doc[verb.head.i - 1].lower_} {verb.head.lower_}"
            self.negative |= before in words.of("negation", "instead")
        self.negative |= verb.i > 0 and is_never(verb.nbor(-1), words)  # "were in no way linked to"
        if verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD") and _is_all_that_is_told(verb.head):
            for child in verb.head.lefts:  # "Army: no villagers killed in raid"
                if child.dep_ == "det" and child.lower_ in words.of("negation"):
                    self.deny(child)
        self.negative |= is_not_theirs(verb)
        self.mood(verb)
        self._proposed(verb)

    def _beside(self, verb: Token, child: Token) -> None:
        words, lower, dep = self.words, child.lower_, child.dep_
        if dep == "neg" and child.i > verb.i + 1 and child.nbor(-1).text == ",":
            return  # "hit the mill, not the school"
        if dep == "neg" or (dep in ("advmod", "det", "cc", "preconj") and lower in words.of("negation")):
            self.deny(child)
        elif dep in ("aux", "auxpass") and is_inverted(child, verb):
            self.hypothetical = True  # "had a second shell hit the school"
        elif dep in ("nsubj", "nsubjpass", "dobj", "attr"):
            self._party(child)
        elif dep == "aux":
            self.auxiliary(verb, child, is_perfect(verb))
        elif dep in ("advmod", "npadvmod", "acomp", "amod", "dep", "prep"):
            self._adverb(verb, child)
            means = (end for end in child.children if dep == "prep" and lower == "by" and end.dep_ == "pcomp")
            for below in (each for end in means for each in end.lefts):
                self.habitual |= below.lower_ in words.of("habitual")  # "by regularly blocking roads"
            self.negative |= any(is_never(end, words) for end in child.children if end.dep_ == "pobj")
            if dep == "acomp" and child.i > 0:
                self.negative |= is_never(child.nbor(-1), words)  # "was in no way involved"
        elif dep == "mark":
            self._conjunction(verb, lower)
        elif dep == "parataxis" and child.lemma_ in words.of("probable", "verbs"):
            # "the rebels, it is believed, attacked"
            self.probable |= any(each.dep_ in ANY_SUBJECTS for each in child.lefts)

    def _party(self, noun: Token) -> None:
        """Whether nobody did it, or it was done to nobody: "no army", "not one soldier", "not a single rocket"."""
        negation = self.words.of("negation")
        if noun.lower_ in negation:
            self.deny(noun)
        first = noun.left_edge
        behind = first.doc[first.i + 1 : first.i + 2].text.lower()
        self.negative |= first.lower_ == "not" and behind in ("one", "a", "single")
        for below in noun.children:
            is_beside = below.dep_ == "neg" and below.i > noun.i  # "the mill, not the school"
            if below.dep_ in _DENYING and below.lower_ in negation and not is_beside:
                self.deny(below)

    def _conjunction(self, verb: Token, mark: str) -> None:
        """A condition: "if rebels attack"; not what is over ("held out until rebels attacked"), but what is awaited
        ("suspended aid until the road was opened")."""
        above = verb.head.lemma_
        if mark == "whether" and above in load_lexicon().kinds["vouching"]:
            return  # "could not be ascertained whether he was killed": open to whoever says so
        is_pending = above in self.words.of("hypothetical", "pending")
        is_over = mark in ("until", "till") and is_told_of_past(verb) and not is_pending
        self.hypothetical |= mark in self.words.of("hypothetical", "marks") and not is_over

    def itself(self, found: Found) -> None:
        """What the telling words say themselves: "fell short", "is planned", "knew of no deaths", "is on Friday"."""
        words, verb = self.words, found.head
        told = found.trigger.words[1:]
        self.attempted |= found.form != "adjective" and " ".join(told) in words.of("attempted", "own")
        self.probable |= found.form == "verb" and verb.lemma_ in words.of("probable", "own")
        if found.form == "verb" and verb.lemma_ in words.of("planned", "own"):
            beside = {child.dep_ for child in verb.lefts}
            self.planned |= verb.tag_ == "VBN" and ("auxpass" in beside or not is_perfect(verb))
            self.planned |= verb.tag_ == "VBG" and "aux" in beside and not is_perfect(verb)
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
            self._predicate(found)
        for child in verb.rights:
            if child.dep_ == "conj" and child.lemma_ == "fail" and found.trigger.mode == "explosives":
                self.attempted = True  # "was left by the road but failed to explode"
            elif child.dep_ == "prep":
                for end in child.children:
                    if end.dep_ == "pobj" and end.lemma_ in told and is_nobody(end, words):
                        self.negative = True  # "knew of no deaths"

    def _predicate(self, found: Found) -> None:
        """What a deed is said to be: "is on Friday", "is to begin", "remains possible"."""
        words, verb = self.words, found.head
        is_present = verb.tag_ in ("VBZ", "VBP")
        for child in verb.rights:
            if child.dep_ == "acomp" and child.lower_ in words.of("possible", "adjectives"):
                self.possible = self.hypothetical = True
            elif child.dep_ == "acomp" and is_present and child.lower_ in words.of("probable", "adjectives"):
                self.probable = True  # "more raids are likely", which nobody has arranged, unlike a meeting
                self.hypothetical |= found.trigger.type in FORCE
            elif child.dep_ == "acomp" and child.lower_ in words.of("planned", "adjectives"):
                self.planned = True
            elif child.dep_ == "xcomp" and verb.lemma_ == "be" and is_to_infinitive(child):
                self.planned = True  # "the evacuation is to begin on Monday"
            elif child.dep_ == "prep" and is_present and any(map(is_day, child.children)):
                self.planned = True  # "the vigil is on Friday"

    def expected_harm(self, found: Found) -> None:
        """Nobody plans to suffer: "the toll is expected to rise", "they expected to be killed"."""
        above = found.head.head
        if above.lemma_ in self.words.of("planned", "awaited"):
            self.planned, self.hypothetical = False, True

    def deny(self, word: Token) -> None:
        follows = word.nbor(1).lower_ if word.i + 1 < len(word.doc) else ""
        if follows not in self.words.of("negation", "undone"):
            self.negative = True

    def auxiliary(self, verb: Token, auxiliary: Token, has_have: bool) -> None:
        words, lower = self.words, auxiliary.lower_
        if (lower == "'d" and has_have) or is_month(auxiliary):
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
        elif (lower == "would" and not has_have and is_told_in_past(verb)) or lower in words.of("planned"):
            self.planned = self.is_to_come = True
        elif lower == "should" and is_foreseen(verb, words):
            self.probable = self.planned = self.is_to_come = True
        elif lower in ("can", "ca") and any(child.dep_ == "neg" for child in verb.children):
            pass  # "cannot reach the street": they do not
        elif lower in words.of("hypothetical") and not (lower == "'d" and verb.tag_ != "VB"):
            self.hypothetical = True

    def _adverb(self, verb: Token, adverb: Token) -> None:
        words, lower = self.words, adverb.lower_
        if is_month(adverb):
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

    def mood(self, verb: Token) -> None:
        """Orders, yes-or-no questions and headlines' futures: no subject, a question mark, a bare "to"."""
        if verb.dep_ != "ROOT":
            return
        if any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.lefts):
            self.planned = True
        elif verb.tag_ == "VB" and not any(child.dep_ in ANY_SUBJECTS | {"aux"} for child in verb.children):
            self.hypothetical = True
        last = verb.sent[-1]
        if last.text == "?" and not any(child.tag_ in QUESTION_TAGS for child in verb.lefts):
            self.hypothetical = True

    def modals(self, verb: Token) -> None:
        """A governing verb's auxiliaries, for a participle that is told along with it."""
        has_have = is_perfect(verb)
        for child in verb.children:
            if child.dep_ == "aux":
                self.auxiliary(verb, child, has_have)
        self.mood(verb)

    def take_in(
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


def _is_all_that_is_told(noun: Token) -> bool:
    """Whether a noun with a participle stands for a clause: "| no villagers killed |, the army said"; not "no villagers
    killed there were armed"."""
    is_said = noun.dep_ == "nsubj" and sum(child.dep_ == "nsubj" for child in noun.head.children) > 1
    return noun.dep_ in ("ROOT", "appos", "ccomp") or is_said
