"""What is left open: "the reports are unconfirmed", "the figures have yet to be verified", "was unable to verify".

Who says so questions the content: whoever could not confirm it, else the writer, or whoever the sentence as a whole is
laid to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from standoff.attribution.cue_verb import is_nobody
from standoff.attribution.cues import Cues
from standoff.attribution.finding import Finding, Run
from standoff.attribution.subjects import cue_run, name_run, source_run
from standoff.languages.grammar import SUBJECTS

__all__ = ["find_doubts"]

_TAKEN = frozenset({"acomp", "attr", "oprd", "xcomp", "advcl", "ccomp"})
_OBJECTS = frozenset({"dobj", "ccomp"})
_POINTING = frozenset({"it", "this", "that", "these", "those", "they"})
_NO = frozenset({"no", "any", "little"})
_FEW = frozenset({"few", "little"})
_WRITER = frozenset({"we", "i"})
_FORMAL = frozenset({"it", "there"})


def find_doubts(parse: Doc, tokens: Sequence[Token], cues: Cues) -> Iterator[Finding]:
    """Every place where something said is left open, in text order."""
    proving = cues.words["confirming"] | cues.words["examining"] | cues.words["finding_out"]
    for token in tokens:
        lemma = token.lemma_.lower()
        found = _of_no_grounds(parse, token, cues) if lemma in cues.words["grounds"] else None
        if found is not None:
            yield found
            continue
        if lemma == "know" and token.tag_[:2] == "VB":
            found = _of_ignorance(parse, token, cues)
        elif token.lower_ in cues.words["unproven"]:
            found = _of_adjective(parse, token, cues)
        elif lemma in cues.words["proving"]:
            found = _of_want(parse, token, cues) or _of_lack(token, cues)
        elif token.tag_[:2] == "VB" and lemma in proving:
            found = (
                _of_what_is_to_be_done(parse, token, cues)
                or _of_failing(parse, token, cues)
                or _of_neither(parse, token, cues)
            )
        if found is not None:
            yield found


def _of_adjective(parse: Doc, adjective: Token, cues: Cues) -> Finding | None:
    """ "The reports are unconfirmed", "the figure remains unverified"."""
    verb = adjective.head
    if adjective.dep_ not in _TAKEN or verb.lemma_.lower() not in cues.words["verdict"]:
        return None
    return _of_subject(parse, verb, adjective.i + 1, cues)


def _of_want(parse: Doc, noun: Token, cues: Cues) -> Finding | None:
    """ "The information requires verification", "the account is subject to confirmation"."""
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_.lower() in cues.words["wanting"]:
        return _of_subject(parse, verb, noun.right_edge.i + 1, cues)
    if noun.dep_ == "pobj" and verb.head.lower_ in cues.words["wanting"] and verb.head.dep_ in ("acomp", "pobj"):
        want = verb.head if verb.head.dep_ == "acomp" else verb.head.head
        return _of_subject(parse, want.head, noun.right_edge.i + 1, cues)
    return None


def _of_ignorance(parse: Doc, verb: Token, cues: Cues) -> Finding | None:
    """ "The ministry knows nothing of that", "he said that he knew nothing about a raid"."""
    nothing = next((child for child in verb.rights if child.lower_ == "nothing" and child.dep_ == "dobj"), None)
    if nothing is None:
        return None
    for preposition in (*nothing.rights, *verb.rights):
        thing = next((child for child in preposition.rights if child.dep_ == "pobj"), None)
        if preposition.lower_ in ("of", "about") and thing is not None:
            cue = (cue_run(parse, verb, cues)[0], preposition.i + 1)
            subject = next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)
            source = source_run(parse, subject, cue) if subject is not None and subject.lower_ not in _WRITER else None
            content = ((thing.left_edge.i, thing.right_edge.i + 1),)
            return Finding(cue, source, content, "questions", named=name_run(subject) if source and subject else None)
    return None


def _of_no_grounds(parse: Doc, noun: Token, cues: Cues) -> Finding | None:
    """ "We have seen no evidence that supports the claim", "there was no sign to back up the report"."""
    verb = noun.head
    if verb.pos_ not in ("VERB", "AUX") or not any(child.lower_ in _NO for child in noun.lefts):
        return None
    if noun.dep_ == "dobj" and (thing := _pointed_to(noun, cues)) is not None:
        return _by_subject(parse, verb, (cue_run(parse, verb, cues)[0], thing.left_edge.i), [thing])
    for clause in noun.rights:
        if clause.dep_ in ("relcl", "acl") and clause.lemma_.lower() in cues.words["bearing_out"]:
            things = [child for child in clause.rights if child.dep_ == "dobj" and _is_told_or_shown(child, cues)]
            if things:
                return _by_subject(parse, verb, (cue_run(parse, verb, cues)[0], things[0].left_edge.i), things)
    return None


def _pointed_to(noun: Token, cues: Cues) -> Token | None:
    """What was told before, which there is nothing for: "found no evidence | for this |", "has no record of | such a
    case |"."""
    for preposition in (*noun.rights, *(child for child in noun.head.rights if child.i == noun.i + 1)):
        thing = next((child for child in preposition.rights if child.dep_ == "pobj"), None)
        if thing is None or preposition.lower_ not in ("of", "for", "about"):
            continue
        is_such = any(child.lower_ == "such" for child in thing.lefts)
        is_whole = all(child.dep_ not in ("acl", "prep", "relcl") for child in thing.rights)
        if is_whole and (is_such or thing.lower_ in _POINTING or _is_told_or_shown(thing, cues)):
            return thing
    return None


def _of_lack(noun: Token, cues: Cues) -> Finding | None:
    """ "No confirmation was available", "there was no independent verification"."""
    verb = noun.head
    there = next((child for child in verb.lefts if child.dep_ == "expl"), None)
    if there is not None and noun.dep_ == "attr" and not noun.n_rights and any(c.lower_ in _NO for c in noun.lefts):
        return Finding((there.i, verb.i + 1), None, ((noun.left_edge.i, noun.right_edge.i + 1),), "questions")
    if noun.dep_ not in SUBJECTS or not any(child.lower_ in _NO for child in noun.lefts):
        return None
    taken = next((c for c in (verb, *verb.rights) if c.lemma_.lower() in cues.words["at_hand"]), None)
    if taken is None:
        return None
    content = (noun.left_edge.i, noun.right_edge.i + 1)
    return Finding((content[1], taken.i + 1), None, (content,), "questions") if content[1] <= taken.i else None


def _of_what_is_to_be_done(parse: Doc, verb: Token, cues: Cues) -> Finding | None:
    """ "The footage is being verified", "the figures have yet to be confirmed", "the ministry was checking reports";
    and what is of no use to do, or cannot be done: "none of the claims could be verified", "its figures cannot be
    checked"."""
    if verb.tag_ == "VBG" and any(child.dep_ == "aux" and child.lemma_ == "be" for child in verb.lefts):
        thing = next((child for child in verb.rights if child.dep_ == "dobj" and _is_said(child, cues)), None)
        return _by_subject(parse, verb, (cue_run(parse, verb, cues)[0], verb.i + 1), [thing]) if thing else None
    if verb.tag_ != "VBN" or not any(child.dep_ == "auxpass" for child in verb.lefts):
        return None
    subject = next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)
    if subject is not None and _is_of_none(subject):
        return _of_subject(parse, verb, verb.i + 1, cues)
    is_not = any(child.dep_ == "neg" for child in verb.lefts) and verb.lemma_.lower() in cues.words["examining"]
    if is_not or any(child.lower_ == "being" for child in verb.lefts):
        return _of_subject(parse, verb, verb.i + 1, cues)
    is_infinitive = any(child.lower_ == "to" for child in verb.lefts)
    if is_infinitive and verb.dep_ in _TAKEN and verb.head.lemma_.lower() in cues.words["wanting"] | {"have", "be"}:
        return _of_subject(parse, verb.head, verb.i + 1, cues)
    return None


def _of_neither(parse: Doc, verb: Token, cues: Cues) -> Finding | None:
    """ "The army confirmed neither of these points", "nothing proves that it is genuine"."""
    if verb.lemma_.lower() in cues.words["finding_out"]:
        subject = next((child for child in verb.lefts if child.dep_ == "nsubj" and is_nobody(child)), None)
        clause = next((child for child in verb.rights if child.dep_ == "ccomp"), None)
        if subject is None or clause is None:
            return None
        content = (clause.left_edge.i, clause.right_edge.i + 1)
        return Finding((subject.left_edge.i, verb.i + 1), None, (content,), "questions")
    if verb.lemma_.lower() not in cues.words["confirming"]:
        return None
    things = [child for child in verb.rights if child.dep_ in _OBJECTS and is_nobody(child)]
    if not things:
        return None
    return _by_subject(parse, verb, (cue_run(parse, verb, cues)[0], verb.i + 1), things)


def _is_of_none(subject: Token) -> bool:
    """Whether a subject is nobody's or of nothing: "none of the claims", "neither side's figures", "the authenticity of
    neither letter"."""
    ends = [end for child in subject.rights if child.lower_ == "of" for end in child.children if end.dep_ == "pobj"]
    owners = [child for child in subject.lefts if child.dep_ == "poss"]
    return subject.lower_ in _FEW or any(map(is_nobody, (subject, *owners, *ends)))


def _of_subject(parse: Doc, verb: Token, end: int, cues: Cues) -> Finding | None:
    """The subject of a verb as what is left open, if it is something said or shown."""
    subject = next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)
    is_found_out = verb.lemma_.lower() in cues.words["finding_out"]
    if subject is None or not _is_said(subject, cues) or (is_found_out and not _is_told_or_shown(subject, cues)):
        return None  # "no truce has been established"
    start = cue_run(parse, verb, cues)[0]
    content = (subject.left_edge.i, min(subject.right_edge.i + 1, start))
    return Finding((start, end), None, (content,), "questions") if content[0] < content[1] else None


def _is_said(noun: Token, cues: Cues) -> bool:
    """Whether a subject is something said, counted or shown, or points to such."""
    if noun.lower_ in _FEW:
        ends = (end for child in noun.rights if child.lower_ == "of" for end in child.rights if end.dep_ == "pobj")
        return any(_is_told_or_shown(end, cues) for end in ends)
    return noun.lower_ in _POINTING or is_nobody(noun) or _is_told_or_shown(noun, cues)


def _is_told_or_shown(noun: Token, cues: Cues) -> bool:
    """Whether a noun is by itself something that somebody puts forward: "the claim", "the footage"."""
    lemma = noun.lemma_.lower()
    cue = cues.nouns.get(lemma)
    if lemma in cues.words["counted"] and {"poss", "nummod"} <= {child.dep_ for child in noun.lefts}:
        return True  # "its 29 dead"
    return lemma in cues.words["shown"] or (cue is not None and cue[0].stance == "asserts" and cue[0].is_report)


def _of_failing(parse: Doc, verb: Token, cues: Cues) -> Finding | None:
    """ "The agency was unable to verify the footage", "it was not possible to confirm that ...", "the army has yet to
    confirm the raid"."""
    failing = _failing(verb, cues)
    if failing is None:
        return None
    things = [child for child in verb.rights if child.dep_ in _OBJECTS]
    if not things:
        return _of_whose(failing, (cue_run(parse, failing, cues)[0], verb.i + 1))
    return _by_subject(parse, failing, (cue_run(parse, failing, cues)[0], verb.i + 1), things)


def _of_whose(failing: Token, cue: Run) -> Finding | None:
    """What a relative clause says is left open of a thing: "a message | whose authenticity | the paper was unable to
    verify". The parser takes it for the subject."""
    told = (child for child in failing.lefts if child.dep_ in SUBJECTS | _OBJECTS)
    thing = next((each for each in told if any(child.tag_ == "WP$" for child in each.lefts)), None)
    if thing is None or thing.i >= cue[0]:
        return None
    source = (thing.i + 1, cue[0]) if thing.i + 1 < cue[0] else None
    return Finding(cue, source, ((thing.left_edge.i, thing.i + 1),), "questions", named=source)


def _by_subject(parse: Doc, verb: Token, cue: Run, things: Sequence[Token]) -> Finding | None:
    """That the subject of a verb leaves some things open; the writer, where the subject is formal."""
    content: Run = (min(each.left_edge.i for each in things), max(each.right_edge.i for each in things) + 1)
    subject = next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)
    if subject is None or subject.lower_ in _WRITER | _FORMAL:
        return Finding(cue, None, (content,), "questions")
    source = source_run(parse, subject, cue)
    named = name_run(subject) if source is not None else None
    return Finding(cue, source, (content,), "questions", named=named) if source is not None else None


def _without_chance(noun: Token) -> Token | None:
    """The verb by which there is no way to do a thing: "there was | no way | to verify it", "is not in | a position |
    to confirm it"."""
    above = noun.head if noun.dep_ != "pobj" else noun.head.head
    is_none = any(child.lower_ in _NO for child in noun.lefts) or any(child.dep_ == "neg" for child in above.children)
    return above if is_none and above.pos_ in ("VERB", "AUX") else None


def _failing(verb: Token, cues: Cues) -> Token | None:
    """The verb above by which it is not done: "was unable to ...", "were not able to ...", "has yet to ..."."""
    if verb.tag_ == "VB" and verb.head.lower_ in cues.words["chance"]:
        return _without_chance(verb.head)
    if verb.tag_ != "VB" or verb.dep_ not in _TAKEN:
        return None
    above = verb.head
    if above.lemma_ == "have" and any(child.lower_ == "yet" for child in above.children):
        return above
    able = above if above.pos_ == "ADJ" else next((c for c in above.rights if c.dep_ == "acomp" and c.i < verb.i), None)
    failing = able.head if able is not None and able.dep_ == "acomp" else None
    if able is None or failing is None:
        return None
    is_negated = any(child.dep_ == "neg" for child in failing.children)
    is_able = able.lower_ in cues.words["able"]
    return failing if able.lower_ in cues.words["unable"] or (is_able and is_negated) else None
