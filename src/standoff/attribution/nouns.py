"""Attributions by nouns: "the claim that ...", "X's denial of ...", "X voiced fears that ..."."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from standoff.attribution.cues import Cue, Cues, load_cues
from standoff.attribution.finding import Finding, Run
from standoff.attribution.phrase_before import phrase_before
from standoff.attribution.quotes import Quotations
from standoff.attribution.sources import SPEAKERS, can_speak, is_kind
from standoff.attribution.subjects import cue_run, name_run, source_run, subject_of
from standoff.languages.grammar import NAMED, SUBJECTS, TENSED

__all__ = ["find_by_nouns"]

_CLAUSES = frozenset({"acl", "ccomp", "relcl"})
_OBJECTS = frozenset({"dobj", "ccomp", "xcomp", "prep"})
_BEFORE = frozenset({"det", "amod"})
_PRESS = frozenset({"outlet"})
_MAX_SPEAKERS = 9
_LEAST = 2
_MAX_BEFORE = 4
_HARDLY = frozenset({"no", "little"})
_ADJECTIVES = frozenset({"rebel", "official"})
"""Adjectives, to the parser, that are those who speak."""


def find_by_nouns(parse: Doc, tokens: Sequence[Token], cues: Cues, quotations: Quotations) -> Iterator[Finding]:
    """Every attribution whose cue is a noun of the lists, or a verb that the parser takes for one."""
    for token in tokens:
        if token.tag_ in ("NN", "NNS") and (entry := cues.nouns.get(token.lemma_.lower())):
            misread = _misread(parse, token) or _misread_tail(parse, token)
            found = _voiced(parse, token, *entry, cues) or misread or _held(token, *entry)
            if found is not None:
                yield found
        elif token.lower_ == "said" and token.tag_ == "NN":
            if (quoted := _misread_said(token, quotations)) is not None:
                yield quoted
        elif token.tag_ == "NNS" and token.lower_ in cues.words["read_as_nouns"]:
            remark = _misread_remark(parse, token, cues)
            if remark is not None:
                yield remark


def _voiced(parse: Doc, noun: Token, cue: Cue, prepositions: frozenset[str], cues: Cues) -> Finding | None:
    """ "X voiced fears that ...", "X has made claims about ...": the verb only lends the noun its subject."""
    verb = noun.head
    if noun.dep_ not in ("dobj", "attr") or verb.lemma_.lower() not in cues.words["light"] or verb.i > noun.i:
        return None
    subject, _ = subject_of(verb)
    found = _content(noun, prepositions, is_held=True)
    if subject is None or subject.dep_ in ("expl", "nsubjpass") or found is None:
        return None
    content, end = found
    run = (cue_run(parse, verb, cues)[0], end)
    source = source_run(parse, subject, run)
    is_negated = any(child.dep_ == "neg" for child in verb.children)
    is_none = cue.stance == "asserts" and any(child.lower_ == "no" for child in noun.lefts)
    stance = "questions" if is_none else cue.negated if is_negated else cue.stance
    if _leaves_no_doubt(noun, cue):
        stance = "asserts"
    if source is None:
        return None
    if noun.lemma_.lower() in cues.words["toll"]:
        content = (content[0], max(content[1], verb.right_edge.i + 1))  # "gave a figure of 33 dead for all five raids"
    return Finding(run, source, (content,), stance, cue.is_report and not is_negated, named=name_run(subject))


def _misread(parse: Doc, noun: Token) -> Finding | None:
    """ "Local media report that ...", "Residents in Sorn report shelling": a verb that the parser takes for a noun."""
    sentence = noun.sent
    first = sentence.start
    is_near = 0 < noun.i - first <= _MAX_SPEAKERS and noun.i + 1 < len(parse)
    if not is_near or noun.lower_ not in ("report", "claim", "reports", "claims"):
        return None
    before = parse[first : noun.i]
    heads = [token for token in before if token.tag_ in ("NNS", "NNPS") or is_kind(token, _PRESS)]
    if noun.tag_ == "NNS":  # "the group's media wing | claims | their forces shot nine"
        told = parse[noun.i + 1 : sentence.end]
        heads = [before[-1]] if before[-1].tag_ in ("NN", "NNP") and _has_clause(told) else []
    if (
        not heads
        or not can_speak(heads[0], SPEAKERS)
        or before[0].lower_ in ("a", "an", "this", "that", "every", "each")
    ):
        return None
    is_clause = parse[noun.i + 1].lower_ == "that" and parse[noun.i + 1].dep_ == "mark"
    is_bare = sentence.root.tag_ in ("NN", "NNS", "NNP", "VBG", "VBP")
    if any(token.tag_[:2] == "VB" or token.is_punct for token in before) or not (is_clause or is_bare):
        return None
    end = sentence.end
    while end > noun.i + 1 and parse[end - 1].is_punct:
        end -= 1
    source = (first, noun.i)
    return Finding((noun.i, noun.i + 1), source, ((noun.i + 1, end),), named=source) if end - noun.i > _LEAST else None


def _has_clause(words: TokenSpan) -> bool:
    """Whether a clause begins that has a subject and a verb of its own: "their forces shot nine"."""
    if not len(words) or words.root.tag_ not in TENSED:
        return False
    return any(child.dep_ in SUBJECTS and child.left_edge.i <= words.start + 1 for child in words.root.lefts)


def _misread_tail(parse: Doc, noun: Token) -> Finding | None:
    """ "Saboteurs were thrown back, the press service reports.": a verb at the end that the parser takes for a noun."""
    sentence = noun.sent
    is_last = all(token.is_punct for token in parse[noun.i + 1 : sentence.end])
    if not is_last or noun.lower_ not in load_cues().words["ending_nouns"]:
        return None
    source = phrase_before(parse, noun.i, sentence.start)
    if source is None or source[0] - 1 <= sentence.start or parse[source[0] - 1].text != ",":
        return None
    if not can_speak(parse[source[1] - 1], SPEAKERS):
        return None  # "they took cash, the keys and bank notes"
    if not any(token.tag_ in ("VBD", "VBZ", "VBP", "VBN", "MD") for token in parse[sentence.start : source[0]]):
        return None
    return Finding((noun.i, noun.i + 1), source, ((sentence.start, source[0] - 1),), has_speech=True, named=source)


def _misread_said(said: Token, quotations: Quotations) -> Finding | None:
    """ ""They shot my son," the 58-year-old | said |, weeping.": behind "old" the parser takes it for a noun."""
    article = next((child for child in said.lefts if child.dep_ == "det"), None)
    quotation = quotations.closing_before(article.i) if article is not None else None
    if article is None or quotation is None:
        return None
    source = (article.i, said.i)
    return Finding((said.i, said.i + 1), source, (quotation,), has_speech=True, named=source)


def _misread_remark(parse: Doc, verb: Token, cues: Cues) -> Finding | None:
    """ ", an accusation | the navy | rejects": a verb of denying that the parser takes for a noun."""
    source = phrase_before(parse, verb.i, verb.sent.start)
    thing = parse[source[0] - 1] if source is not None and source[0] - 1 >= verb.sent.start else None
    if source is None or thing is None or thing.lemma_.lower() not in cues.nouns:
        return None
    return Finding((verb.i, verb.i + 1), source, ((thing.left_edge.i, thing.i + 1),), "denies", named=source)


def _held(noun: Token, cue: Cue, prepositions: frozenset[str]) -> Finding | None:
    """ "X's claim that ...", "claims by X that ...", "the claim that ..."."""
    holder = _holder(noun)
    is_lacking = cue.stance == "asserts" and any(child.lower_ == "no" for child in noun.lefts)
    is_unproven = is_lacking and noun.lemma_ in load_cues().words["proof"]
    found = _content(noun, prepositions, is_held=holder is not None or is_unproven)
    if found is None or _leaves_no_doubt(noun, cue):
        return None  # "there is no doubt that ...": the writer has none
    content, end = found
    if is_lacking:
        cue = replace(cue, stance="questions")  # "no evidence that ...", "no confirmation of ..."
    if holder is None:
        is_plain = all(child.dep_ in _BEFORE for child in noun.lefts) and noun.i - noun.left_edge.i <= _MAX_BEFORE
        start = noun.left_edge.i if is_plain else noun.i
        return Finding((start, end), None, (content,), cue.stance, cue.is_report)
    source = (holder.left_edge.i, holder.right_edge.i + 1)
    if source[0] < noun.i:
        start = source[1]
    else:
        start, end = noun.i, noun.i + 1
    return Finding((start, end), source, (content,), cue.stance, cue.is_report, named=name_run(holder))


def _leaves_no_doubt(noun: Token, cue: Cue) -> bool:
    """ "Has | no doubt | that ...", "there is | little doubt | that ..."."""
    return cue.stance == "questions" and any(child.lower_ in _HARDLY for child in noun.lefts)


def _holder(noun: Token) -> Token | None:
    """Whose it is: "X's claim", "claims by X", "reports from X", "rebel claims", "Ukrainian claims"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return None if child.ent_type_ in ("DATE", "TIME") else child  # "Monday's reports"
    is_of_deed = noun.lemma_.lower() in load_cues().words["laying_to_doer"]
    for child in noun.rights:
        if is_of_deed and child.lower_ == "of":
            break  # "allegations | of beatings by guards |": the guards beat
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from"):
            return next((c for c in child.rights if c.dep_ == "pobj"), None)
    words, verb = load_cues().words, noun.head if noun.dep_ == "dobj" else noun
    is_that = noun.i + 1 < len(noun.doc) and noun.nbor().lower_ == "that"
    if is_that and verb.lemma_.lower() in words["spreading"]:  # "the channels | spread | reports that"
        subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
        if subject is not None and (can_speak(subject, SPEAKERS) or subject.lemma_.lower() in words["platform"]):
            return subject
    before = noun.nbor(-1) if noun.i > noun.sent.start else None
    return before if before is not None and before.head == noun and _names_speaker(before) else None


def _names_speaker(modifier: Token) -> bool:
    """Whether what stands before a noun says whose it is: "| army | claims", "| Kurdish | claims"."""
    if modifier.dep_ in ("compound", "nmod"):
        return modifier.ent_type_ in NAMED or is_kind(modifier, SPEAKERS)
    return modifier.dep_ == "amod" and (modifier.ent_type_ == "NORP" or modifier.lemma_.lower() in _ADJECTIVES)


def _content(noun: Token, prepositions: frozenset[str], *, is_held: bool) -> tuple[Run, int] | None:
    """The content of a noun and the end of the cue: behind the noun, or behind a preposition that leads to it."""
    for child in noun.rights:
        if child.dep_ in _CLAUSES and _is_content(child, is_held=is_held):
            return (child.left_edge.i, child.right_edge.i + 1), noun.i + 1
    if not is_held:
        return None
    if (clause := _behind_apposition(noun)) is not None:
        return (clause.left_edge.i, clause.right_edge.i + 1), noun.i + 1
    beside = noun.head.rights if noun.dep_ == "dobj" else ()  # the parser may hang "fears of ..." on the verb
    for child in (*noun.rights, *(c for c in beside if c.i == noun.i + 1)):
        if child.dep_ == "prep" and child.lower_ in prepositions:
            inner = next((c for c in child.rights if c.dep_ in ("pobj", "pcomp")), None)
            if inner is not None and inner.left_edge.i > child.i:
                told = next((c for c in noun.rights if c.tag_ == "VBG" and c.i == inner.i + 1), inner)
                # "no evidence of | mortar | shelling", which the parser takes apart
                return (inner.left_edge.i, told.right_edge.i + 1), child.i + 1 if child.i == noun.i + 1 else noun.i + 1
    return None


_FAR = 25


def _behind_apposition(noun: Token) -> Token | None:
    """The clause that the parser hangs on what is said of a holder, or on the verb that the noun is the object of:
    "rejected claims by the YPG, the offshoot of the PKK, | that the army shelled the town |"."""
    verb = noun.head if noun.dep_ == "dobj" else None
    for token in noun.doc[noun.i + 1 : min(noun.i + _FAR, noun.sent.end)]:
        if token.lower_ == "that" and token.dep_ == "mark" and token.nbor(-1).text == ",":
            hangs_on = token.head.head
            return token.head if hangs_on == verb or noun.i < hangs_on.i < token.i else None
    return None


def _is_content(clause: Token, *, is_held: bool) -> bool:
    """Whether a clause that hangs on a noun says what the noun is about, and not what somebody did with it."""
    words = {c.lower_ for c in clause.lefts if c.dep_ in ("mark", "aux")}
    if words & {"that", "whether"}:
        return any(c.dep_ == "mark" for c in clause.lefts) and not _lacks_object(clause)
    if is_held and any(c.lower_ == "that" and c.dep_ == "dobj" for c in clause.lefts):
        has_subject = any(c.dep_ in SUBJECTS for c in clause.lefts)
        return has_subject and not _lacks_object(clause)  # "that X shot at Y", whose "that" is misread
    if clause.tag_ == "VB" and "to" in words:
        return is_held
    subject = next((c for c in clause.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    return (
        subject is not None
        and subject.tag_ not in ("WDT", "WP")
        and not any(token.tag_ == "WP$" for token in clause.doc[clause.left_edge.i : clause.i])
        and not any(c.tag_ in ("WDT", "WP", "WRB") or (c.dep_ == "dobj" and c.i < clause.i) for c in clause.lefts)
        and any(c.dep_ in ("dobj", "prep", "acomp", "attr", "auxpass") for c in clause.children)
    )


def _lacks_object(clause: Token) -> bool:
    """Whether a clause with "that" is a relative one: "a claim that Kyiv rejects" lacks what Kyiv rejects."""
    frames = load_cues().verbs.get(clause.lemma_.lower(), {})
    return "object" in frames and not any(c.dep_ in _OBJECTS and c.i > clause.i for c in clause.children)
