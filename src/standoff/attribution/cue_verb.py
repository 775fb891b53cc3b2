"""A verb of the lists in its sentence: who is its subject, what is its cue, what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from standoff.attribution.cues import Cue, Cues, load_cues
from standoff.attribution.finding import Finding, Run, runs_of
from standoff.attribution.sources import can_speak, is_kind, is_thing
from standoff.attribution.subjects import antecedent_of, cue_run, name_run, source_run, subject_of, taken_up_before
from standoff.records import THINGS

__all__ = [
    "CueVerb",
    "accuses_nobody",
    "describe",
    "falls_short",
    "finding_of",
    "governed_runs",
    "is_in_words",
    "is_infinitive",
    "is_nobody",
    "owns_to",
    "subtree_runs",
]

_MAX_LENT = 12
_REDUCED = frozenset({"acl", "advcl", "amod", "relcl"})
_SHORT_IS = frozenset({"'s", "’s"})
_BEFORE_THAT = frozenset({"so", "now", "in", "such", "provided", "given", "except", "but"})
"""Words before a "that" that tells why or when, and no more of what is said."""


@dataclass(frozen=True, slots=True)
class CueVerb:
    """A verb with what stands around it. ``frames`` and ``governed`` are what the lists say of it."""

    token: Token
    cue: Run
    own: Mapping[str, Sequence[Token]]
    frames: Mapping[str, Cue]
    governed: Mapping[str, Cue]
    subject: Token | None
    source: Run | None
    has_own_subject: bool
    is_passive: bool
    is_negated: bool

    def after(self, *dependencies: str) -> Iterator[Token]:
        """What hangs on the verb by one of some dependencies, behind it."""
        for name in dependencies:
            for child in self.own.get(name, ()):
                if child.i > self.token.i:
                    yield child


def describe(
    parse: Doc,
    token: Token,
    cues: Cues,
    frames: Mapping[str, Cue],
    governed: Mapping[str, Cue],
    above: Token | None = None,
) -> CueVerb | None:
    """The verb, or ``None`` where its subject is nobody or only formal ("there").

    ``above`` is a verb whose subject it shares.
    """
    own: dict[str, list[Token]] = {}
    for child in token.children:
        own.setdefault("ccomp" if _is_that_clause(child) else child.dep_, []).append(child)
    subject, has_own_subject = subject_of(token) if above is None else (subject_of(above)[0], False)
    if subject is not None and (subject.dep_ == "expl" or subject.text == "us"):
        return None
    if subject is not None and subject.lower_ == "it" and not has_own_subject and token.tag_ == "VB":
        return None  # "it is hard to imagine"
    cue = cue_run(parse, token, cues)
    lender = _lender(token, subject, cues)
    if lender is not None and token.i - lender.i <= _MAX_LENT:
        subject, has_own_subject = subject_of(lender)[0], False
        cue = (cue_run(parse, lender, cues)[0], cue[1])
    is_passive = _is_passive(token, own, governed) and taken_up_before(token) is None  # "a figure the army disputed"
    source = source_run(parse, subject, cue) if subject is not None and not is_passive else None
    is_negated = any(parse[at].dep_ == "neg" or parse[at].lower_ in ("never", "neither", "nor") for at in range(*cue))
    is_negated = is_negated or (token.dep_ == "conj" and any(c.lower_ == "nor" for c in token.head.rights))
    is_negated = is_negated or (token.dep_ == "xcomp" and token.head.lemma_.lower() in cues.words["refusing"])
    is_negated = is_negated or falls_short(token)
    return CueVerb(token, cue, own, frames, governed, subject, source, has_own_subject, is_passive, is_negated)


def _is_that_clause(clause: Token) -> bool:
    """Whether a clause tells what is said, though the parser has it tell when or why: "charged here today | that troops
    searched the camp |", and not "closed it so that nobody would pass"."""
    if clause.dep_ != "advcl" or clause.i < clause.head.i:
        return False
    if not any(child.dep_ == "nsubj" for child in clause.head.lefts):
        return False
    first = next((child for child in clause.lefts if child.dep_ == "mark"), None)
    return first is not None and first.lower_ == "that" and first.nbor(-1).lower_ not in _BEFORE_THAT


def falls_short(verb: Token) -> bool:
    """Whether something is all but said: "stopped short of admitting it"."""
    of = verb.head
    return verb.dep_ == "pcomp" and of.lower_ == "of" and of.head.lower_ in load_cues().words["all_but"]


def _lender(token: Token, subject: Token | None, cues: Cues) -> Token | None:
    """The verb whose subject speaks by a paper that it puts out: "the palace issued a statement saying ..."."""
    if subject is None or token.dep_ != "acl" or token.tag_ != "VBG" or subject.dep_ != "dobj":
        return None
    verb = subject.head
    is_light = verb.lemma_.lower() in cues.words["light"] and subject_of(verb)[0] is not None
    return verb if is_light and is_kind(subject, THINGS) else None


def is_nobody(subject: Token) -> bool:
    """Whether a subject stands for nobody: "no group has claimed the attack"."""
    is_no = any(c.dep_ == "det" and c.lower_ in ("no", "neither") for c in subject.lefts)
    return is_no or subject.lower_ in ("nobody", "none", "nothing", "neither")


def accuses_nobody(verb: Token) -> bool:
    """Whether a verb of blame without an object is a headline's passive: "Army | blamed | for raid"."""
    words, lemma = load_cues().words, verb.lemma_.lower()
    is_laying = any(lemma in words[kind] for kind in ("laying", "suspecting", "accusing"))
    is_alone = all(child.dep_ not in ("dobj", "ccomp", "dative", "aux") for child in verb.children)
    return is_laying and is_alone and verb.tag_ in ("VBN", "VBD")


def owns_to(verb: Token) -> bool:
    """Whether a verb tells that somebody owns to a thing: who does not says nothing of it."""
    words, lemma = load_cues().words, verb.lemma_.lower()
    owned = [child.lemma_.lower() for child in verb.rights if child.dep_ == "dobj"]
    is_claim = lemma in words["owning_before"] and not words["owned"].isdisjoint(owned)
    return is_claim or (lemma in words["owning_up"] and bool(owned))


def _is_passive(token: Token, own: Mapping[str, Sequence[Token]], governed: Mapping[str, Cue]) -> bool:
    if "auxpass" in own:
        # "He's called for a truce": the parser takes the short "has" for "is".
        is_short = own["auxpass"][0].lower_ in _SHORT_IS and "agent" not in own
        return not (is_short and ("dobj" in own or any(c.lower_ in governed for c in own.get("prep", ()))))
    is_reduced = token.tag_ == "VBN" and not {"aux", "nsubj"} & own.keys() and token.dep_ in _REDUCED
    return "nsubjpass" in own or is_reduced


def finding_of(
    verb: CueVerb, cue: Cue, content: Sequence[Run], *, has_speech: bool = False, run: Run | None = None
) -> Finding | None:
    """The attribution of a content to the verb's source, by the stance that the cue gives it.

    ``None`` where the source is no such thing as the cue needs ("police found a bomb", "the plan allows it"), or says
    nothing ("have never acknowledged the raid").
    """
    who = (antecedent_of(verb.subject) or verb.subject) if verb.subject is not None else None
    named = name_run(who) if who is not None and verb.source is not None else None
    if verb.is_negated and owns_to(verb.token):
        return None
    stance = cue.negated if verb.is_negated else cue.stance
    is_report = cue.is_report and not (verb.is_negated and "denies" not in (cue.stance, stance))
    if verb.is_negated and cue.is_report and cue.stance == "asserts" and stance == "questions" and content:
        lemma, first = verb.token.lemma_.lower(), verb.token.doc[content[0][0]]
        # what was said is left open
        is_report = lemma in load_cues().words["confirming"] or first.lower_ == "whether"
    if cue.sources and who is not None and not can_speak(who, cue.sources):
        if not cue.is_report or is_thing(cue.sources):
            return None
        is_report = False
    return Finding(run or verb.cue, verb.source, tuple(content), stance, is_report, has_speech, named)


def subtree_runs(token: Token, verb: CueVerb) -> list[Run]:
    """What hangs on a token, as runs, without the cue and the source."""
    start, end = token.left_edge.i, token.right_edge.i + 1
    inside = set(range(start, end))
    if start <= verb.token.i < end and not verb.token.is_ancestor(token):  # but "which | police believe | was planted"
        inside -= {child.i for child in verb.token.subtree}
    inside -= set(range(*verb.cue))
    if verb.source:
        inside -= set(range(*verb.source))
    return runs_of(inside)


def governed_runs(preposition: Token) -> list[Run]:
    """The object of a preposition as one run, or nothing."""
    for child in preposition.rights:
        if child.dep_ in ("pobj", "pcomp"):
            return [(child.left_edge.i, child.right_edge.i + 1)] if child.left_edge.i > preposition.i else []
    return []


def is_in_words(thing: Token) -> bool:
    """Whether a thing is something said: "claims", "the idea that ...", "these fabrications"."""
    entry = load_cues().nouns.get(thing.lemma_.lower())
    if entry is None:
        return thing.lemma_.lower() in load_cues().words["false"]
    return entry[0].is_report or any(child.dep_ == "acl" and child.tag_ != "VB" for child in thing.rights)


def is_infinitive(clause: Token) -> bool:
    """Whether a clause is one with "to"."""
    return clause.tag_ == "VB" and any(child.lower_ == "to" and child.dep_ == "aux" for child in clause.lefts)
