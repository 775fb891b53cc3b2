"""Attributions by verbs: who says, thinks, denies, and what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from standoff.attribution.bare_tails import find_bare_tail
from standoff.attribution.cues import Cue, Cues, load_cues
from standoff.attribution.finding import Finding, Run, runs_of
from standoff.attribution.quotes import Quotations
from standoff.attribution.sources import can_speak
from standoff.attribution.speech import speech_content
from standoff.attribution.subjects import antecedent_of, name_run, source_run, subject_of

__all__ = ["find_by_verbs"]

_BEFORE_VERB = frozenset({"aux", "auxpass", "neg", "advmod"})
_WH = frozenset({"WRB", "WDT", "WP"})
_OBJECTS = frozenset({"dobj", "obj"})
_CLAUSES = frozenset({"ccomp", "xcomp"})
_TELLING = frozenset({"tell", "persuade", "convince", "remind", "assure", "advise", "warn", "instruct"})
_AFTER_OBJECT = frozenset({"as", "for", "by", "from", "in", "against", "between", "over"})
_SAYING = frozenset(
    {"saying", "adding", "stressing", "warning", "insisting", "arguing", "claiming", "calling", "citing"}
)


@dataclass(frozen=True, slots=True)
class _Verb:
    """A cue verb with what stands around it."""

    token: Token
    cue: Run
    own: dict[str, list[Token]]
    subject: Token | None
    source: Run | None
    has_own_subject: bool
    is_passive: bool
    is_negated: bool


def find_by_verbs(parse: Doc, cues: Cues, quotations: Quotations) -> Iterator[Finding]:
    """Every attribution whose cue is a verb of the lists, in text order."""
    for token in parse:
        if token.tag_[:2] != "VB":
            continue
        lemma = token.lemma_.lower()
        if lemma == "be" or lemma == "feel" or lemma == "remain":
            found = _read_adjective(parse, token, cues)
            if found is not None:
                yield found
            continue
        particle = next((child.lower_ for child in token.rights if child.dep_ == "prt"), None)
        if particle:
            lemma = f"{lemma} {particle}"
        frames, governed = cues.verbs.get(lemma), cues.governed.get(lemma)
        if frames is None and governed is None:
            continue
        if "speech" in (frames or {}) and (found := find_bare_tail(parse, token, (frames or {})["speech"], quotations)):
            yield found
            continue
        if (
            token.text.istitle()
            and token.i
            and parse[token.i - 1].pos_ == "PROPN"
            and not parse[token.i - 1].is_sent_start
        ):
            continue  # part of a name, or of a headline in capitals
        verb = _describe(parse, token, cues)
        if verb is not None:
            finding = _read(parse, verb, frames or {}, governed or {}, quotations)
            if finding is not None:
                yield finding


def _describe(parse: Doc, token: Token, cues: Cues) -> _Verb | None:
    own: dict[str, list[Token]] = {}
    for child in token.children:
        own.setdefault(child.dep_, []).append(child)
    is_passive = (
        "auxpass" in own
        or "nsubjpass" in own
        or (token.tag_ == "VBN" and "aux" not in own and token.dep_ in ("acl", "advcl", "amod", "relcl"))
    )
    subject, has_own_subject = subject_of(token)
    cue = _cue_run(parse, token, cues)
    is_negated = any(parse[at].dep_ == "neg" or parse[at].lower_ == "never" for at in range(*cue)) or _is_refused(
        token, cues
    )
    if subject is not None and subject.dep_ == "expl":
        return None
    source = None
    if subject is not None and not is_passive:
        source = source_run(parse, subject, cue)
    return _Verb(token, cue, own, subject, source, has_own_subject, is_passive, is_negated)


def _is_refused(token: Token, cues: Cues) -> bool:
    return token.dep_ == "xcomp" and token.head.lemma_.lower() in cues.words["refusing"]


def _cue_run(parse: Doc, token: Token, cues: Cues) -> Run:
    """The verb with its auxiliaries, adverbs, particle, and a verb that only lengthens it ("went on to say")."""
    start, end = token.i, token.i + 1
    first = token.sent.start
    while (
        start > first
        and parse[start - 1].head == token
        and parse[start - 1].dep_ in _BEFORE_VERB
        and parse[start - 1].tag_ not in _WH
    ):
        start -= 1
    while start < token.i and parse[start].dep_ == "advmod" and start == first:
        start += 1
    head = token.head
    if (
        token.dep_ in ("xcomp", "conj")
        and head.i < start
        and head.lemma_.lower() in cues.words["aspect"]
        and start - head.i <= 2
        and token.dep_ == "xcomp"
    ):
        start = _cue_run(parse, head, cues)[0] if head.i != token.i else start
    while end < len(parse) and parse[end].head == token and parse[end].dep_ == "prt":
        end += 1
    return start, end


def _read(
    parse: Doc, verb: _Verb, frames: Mapping[str, Cue], governed: Mapping[str, Cue], quotations: Quotations
) -> Finding | None:
    if verb.is_passive:
        return _read_passive(parse, verb, frames, governed)
    if verb.subject is None or verb.source is None:
        return None
    if "of" in frames and (found := _read_accusation(verb, governed, frames["of"])):
        return found
    speech = frames.get("speech")
    if speech and verb.has_own_subject:
        content = speech_content(parse, verb.token, verb.cue, verb.source, quotations)
        if content:
            return _finding(verb, speech, content, has_speech=True)
    clause = _clause(verb)
    if clause is not None:
        kind = (
            "infinitive"
            if _is_infinitive(clause)
            else "gerund"
            if clause.tag_ == "VBG" and clause.dep_ != "ccomp"
            else "clause"
        )
        cue = frames.get(kind)
        if cue:
            content = _subtree_runs(parse, clause, verb)
            if content and kind == "infinitive" and "dobj" in verb.own and verb.token.lemma_ not in _TELLING:
                content = [(verb.own["dobj"][0].left_edge.i, content[-1][1])]
            elif kind == "clause":
                content = _with_relative(parse, verb, content)
            if content:
                return _finding(verb, cue, content, has_speech=speech is not None)
    if "as" in frames and (content := _object_and_more(parse, verb)):
        return _finding(verb, frames["as"], content)
    objects = [child for name in _OBJECTS for child in verb.own.get(name, ())]
    if "object" in frames and objects and objects[0].i > verb.token.i:
        cue = frames["object"]
        return _finding(verb, cue, _with_as(verb, _subtree_runs(parse, objects[0], verb)))
    if "object" in frames and objects and objects[0].i < verb.source[0]:
        content = _with_relative(parse, verb, [])
        if content:
            return _finding(verb, frames["object"], content)
    if "toll" in frames and objects and objects[0].lemma_.lower() in load_cues().words["toll"]:
        end = (
            max(
                c.right_edge.i for c in verb.token.rights if c.dep_ in ("dobj", "prep") and c.lower_ not in ("on", "in")
            )
            + 1
        )
        return _finding(verb, frames["toll"], [(objects[0].left_edge.i, end)])
    return _read_governed(verb, governed)


def _clause(verb: _Verb) -> Token | None:
    for name in ("ccomp", "xcomp"):
        for child in verb.own.get(name, ()):
            if child.i > verb.token.i or name == "ccomp":
                return child
    return None


def _is_infinitive(clause: Token) -> bool:
    return clause.tag_ == "VB" and any(child.lower_ == "to" and child.dep_ == "aux" for child in clause.lefts)


def _finding(verb: _Verb, cue: Cue, content: list[Run], *, has_speech: bool = False, run: Run | None = None) -> Finding:
    named = None
    if verb.subject is not None and verb.source is not None:
        antecedent = antecedent_of(verb.subject)
        named = name_run(antecedent or verb.subject)
    stance = cue.negated if verb.is_negated else cue.stance
    is_report = cue.is_report and not (verb.is_negated and cue.stance != "denies")
    if cue.sources and verb.subject is not None and not can_speak(verb.subject, cue.sources):
        is_report = False
    return Finding(run or verb.cue, verb.source, tuple(content), stance, is_report, has_speech, named)


def _subtree_runs(parse: Doc, token: Token, verb: _Verb) -> list[Run]:
    """What hangs on a token, as runs, without the cue and the source."""
    start, end = token.left_edge.i, token.right_edge.i + 1
    inside = set(range(start, end))
    if start <= verb.token.i < end:
        inside -= {child.i for child in verb.token.subtree}
    inside -= set(range(*verb.cue))
    if verb.source:
        inside -= set(range(*verb.source))
    for at in range(max(start, verb.token.i + 2), end):
        if (
            parse[at].tag_ == "VBG"
            and parse[at].dep_ in ("acl", "advcl")
            and parse[at].lower_ in _SAYING
            and parse[at - 1] is not parse[at].head
            and token.pos_ in ("NOUN", "PROPN")
        ):
            inside -= set(range(at, end))
            break
    return runs_of(inside)


def _with_as(verb: _Verb, content: list[Run]) -> list[Run]:
    """ "rejects the claims as false": what the object is taken for, or blamed for, belongs to the content."""
    for child in verb.own.get("prep", ()):
        if child.lower_ in _AFTER_OBJECT and content and child.i == content[-1][1]:
            content = [*content[:-1], (content[-1][0], child.right_edge.i + 1)]
    return content


def _with_relative(parse: Doc, verb: _Verb, content: list[Run]) -> list[Run]:
    """A content whose beginning is what a relative pronoun stands for: "a raid that the army said killed two"."""
    pronoun = parse[verb.source[0] - 1] if verb.source and verb.source[0] > 0 else None
    if (
        pronoun is None
        or pronoun.tag_ not in ("WDT", "WP")
        or verb.token.dep_ not in ("relcl", "ccomp", "acl", "csubj", "pcomp", "dobj")
    ):
        return content
    antecedent = antecedent_of(pronoun)
    start = antecedent.left_edge.i if antecedent is not None else pronoun.i
    return runs_of([*range(start, pronoun.i + 1), *(at for run in content for at in range(*run) if at > pronoun.i)])


def _object_and_more(parse: Doc, verb: _Verb) -> list[Run]:
    """The object and what it is taken for, as one run; with what a relative pronoun stands for, if it is the object."""
    parts: list[Token] = []
    for name in ("dobj", "oprd", "ccomp", "xcomp", "prep", "acomp", "attr"):
        for child in verb.own.get(name, ()):
            if child.i > verb.token.i and (name != "prep" or child.lower_ in ("as", "for", "on", "to", "with")):
                parts.append(child)
    is_object_before = any(child.i < verb.token.i for child in verb.own.get("dobj", ()))
    kinds = {part.dep_ for part in parts}
    if not parts or (kinds == {"prep"} and not is_object_before):
        return []
    if kinds == {"dobj"} and verb.token.lemma_ in (
        "call",
        "find",
        "rate",
        "identify",
        "compare",
        "paint",
        "cast",
        "view",
        "label",
    ):
        return []
    if "ccomp" in kinds and not kinds & {"oprd", "dobj"} and verb.token.lemma_ not in ("call", "deem", "consider"):
        return []
    run = (min(part.left_edge.i for part in parts), max(part.right_edge.i for part in parts) + 1)
    return _with_relative(parse, verb, [run]) if is_object_before else [run]


def _read_accusation(verb: _Verb, governed: Mapping[str, Cue], cue: Cue) -> Finding | None:
    """ "X accused Y of doing": whom it is said about belongs to the cue."""
    for accused in (*verb.own.get("dobj", ()), *verb.own.get("nsubjpass", ())):
        for preposition in (*verb.own.get("prep", ()), *(c for c in accused.rights if c.dep_ == "prep")):
            if preposition.lower_ in governed and preposition.i > verb.token.i:
                content = _governed_runs(preposition)
                if content:
                    return _finding(verb, cue, content, run=(verb.cue[0], preposition.i + 1))
    return None


def _governed_runs(preposition: Token) -> list[Run]:
    for child in preposition.rights:
        if child.dep_ in ("pobj", "pcomp"):
            return [(child.left_edge.i, child.right_edge.i + 1)] if child.left_edge.i > preposition.i else []
    return []


def _read_governed(verb: _Verb, governed: Mapping[str, Cue]) -> Finding | None:
    for preposition in verb.own.get("prep", ()):
        cue = governed.get(preposition.lower_)
        if cue and 0 <= preposition.i - verb.cue[1] <= 2:
            content = _governed_runs(preposition)
            if content:
                return _finding(verb, cue, content, run=(verb.cue[0], preposition.i + 1))
    return None


def _read_adjective(parse: Doc, token: Token, cues: Cues) -> Finding | None:
    """ "X was sure that ...", "X is ready to ..."."""
    adjective = next(
        (c for c in token.rights if c.dep_ in ("acomp", "attr", "oprd") and c.lower_ in cues.adjectives), None
    )
    if adjective is None:
        return None
    cue, prepositions = cues.adjectives[adjective.lower_]
    verb = _describe(parse, token, cues)
    if (
        verb is None
        or verb.source is None
        or (verb.subject is not None and verb.subject.lower_ in ("it", "that", "this"))
    ):
        return None
    run = (verb.cue[0], adjective.i + 1)
    for child in (*adjective.rights, *(c for c in token.rights if c.i > adjective.i)):
        if child.dep_ in ("ccomp", "xcomp", "advcl") and (
            child.dep_ != "advcl" or _is_infinitive(child) or child.left_edge.lower_ == "that"
        ):
            return _finding(verb, cue, [(child.left_edge.i, child.right_edge.i + 1)], run=run)
        if (
            child.dep_ == "prep"
            and child.lower_ in prepositions
            and child.i == run[1]
            and (content := _governed_runs(child))
        ):
            return _finding(verb, cue, content, run=(run[0], child.i + 1))
    return None


def _read_passive(parse: Doc, verb: _Verb, frames: Mapping[str, Cue], governed: Mapping[str, Cue]) -> Finding | None:
    agent = next((child for by in verb.own.get("agent", ()) for child in by.rights if child.dep_ == "pobj"), None)
    cue_run = verb.cue
    source = source_run(parse, agent, cue_run) if agent is not None else None
    told = replace(verb, source=source, subject=agent)
    if "of" in frames and verb.subject is not None:
        found = _read_accusation(told, governed, frames["of"])
        if found is not None:
            return found
    cue = frames.get("passive")
    if cue is None or (source is None and verb.token.dep_ in ("acl", "amod")):
        return None
    parts: list[int] = []
    subject = next(iter(verb.own.get("nsubjpass", ())), None)
    if subject is not None and not (subject.lower_ == "it" and "ccomp" in verb.own):
        parts += range(subject.left_edge.i, min(subject.right_edge.i + 1, cue_run[0]))
    has_complement = False
    for name in ("xcomp", "ccomp", "oprd", "advcl", "acomp", "prep"):
        for child in verb.own.get(name, ()):
            if child.i > verb.token.i and (name not in ("prep", "advcl") or (name == "prep" and child.lower_ == "as")):
                parts += range(child.left_edge.i, child.right_edge.i + 1)
                has_complement = True
    if not has_complement and source is None:
        return None
    content = runs_of(
        at for at in parts if not cue_run[0] <= at < cue_run[1] and not (source and source[0] <= at < source[1])
    )
    return _finding(told, cue, content) if content else None
