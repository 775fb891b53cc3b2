"""Attributions by verbs: who says, thinks, denies, and what."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from standoff.attribution.bare_tails import find_bare_tail
from standoff.attribution.cue_verb import (
    CueVerb,
    accuses_nobody,
    describe,
    finding_of,
    governed_runs,
    is_in_words,
    is_infinitive,
    is_nobody,
    subtree_runs,
)
from standoff.attribution.cues import Cue, Cues, load_cues
from standoff.attribution.finding import Finding, Run, runs_of
from standoff.attribution.passives import read_accusation, read_passive
from standoff.attribution.phrases import turned_aside
from standoff.attribution.quotes import Quotations
from standoff.attribution.sources import SPEAKERS, can_speak, is_kind
from standoff.attribution.speech import speech_content
from standoff.attribution.subjects import antecedent_of, is_asked, taken_up_before
from standoff.languages.grammar import DAYS, FINITE, QUESTION_TAGS
from standoff.languages.joined import has_subject, joined_to, speech_verbs, told_beside
from standoff.ontology import load_lexicon
from standoff.records import THINGS

__all__ = ["find_by_verbs"]

_AFTER_OBJECT = frozenset({"as", "for", "by", "from", "against", "between", "over", "of", "to", "into", "toward"})
_LINKING = frozenset({"be", "feel", "remain"})
_HELD_IN = frozenset({"relcl", "ccomp", "acl", "csubj", "pcomp", "dobj"})
_WITH_CLAUSE = frozenset({"call", "deem", "consider"})
_GOES_ON = frozenset({"clause", "speech", "infinitive", "as", "of"})
_OWNING = frozenset({"say", "claim", "confirm", "acknowledge", "admit"})
_SPOKEN = Cue("asserts", "questions", True)
_LONG = 4
_LIKE_PARTICLES = frozenset({"advmod", "prep"})
_ASIDE = frozenset({"as", "while"})
_MAX_BETWEEN = 6
_TO_WHOM = frozenset({"to", "with", "for"})
_REFLEXIVE = frozenset({"itself", "himself", "herself", "themselves", "ourselves", "yourself", "myself"})
_OTHERS = frozenset({"another", "other", "others", "second", "third"})
_MARKS = frozenset({'"', "“", "''", "``", "'", "‘"})
_BETWEEN_CLAUSES = frozenset({",", ";", '"', "”", "''", "’", "'"})
_ANDS = frozenset({"and", "but", "or", "nor"})
_MOST_WORDS = 4
"""Within so many words of "as" stands what something is called: "as | wholly and utterly baseless"."""


def find_by_verbs(parse: Doc, verbs: Sequence[Token], cues: Cues, quotations: Quotations) -> Iterator[Finding]:
    """Every attribution whose cue is a verb of the lists, in text order."""
    joined, ends = _joined(parse, verbs, cues)
    for token in verbs:
        lemma = token.lemma_.lower()
        if lemma in _LINKING and (found := _read_adjective(parse, token, cues)):
            yield found
            continue
        if (found := turned_aside(parse, token, cues)) is not None:
            yield found
            continue
        if is_asked(token) or (lemma in cues.words["supposed"] and _is_said_of(token)):
            continue
        lemma = _as_listed(token, lemma, cues)
        frames, governed = cues.verbs.get(lemma, {}), cues.governed.get(lemma, {})
        if "speech" not in frames and _stands_at_quotation(parse, token, quotations):
            frames = {**frames, "quotation": _SPOKEN}
        if not frames and not governed:
            continue
        if "speech" in frames and (found := find_bare_tail(parse, token, frames["speech"], quotations)):
            yield found
            continue
        verb = None if _is_named(parse, token) else describe(parse, token, cues, frames, governed, joined.get(token.i))
        if verb is not None and (found := _read(parse, verb, quotations)):
            found = _with_second_that(parse, _with_told_beside(_ended(found, ends.get(token.i)), token))
            found = _with_outcome(parse, _without_aside(parse, _with_shown(found, token), quotations), token, cues)
            yield from _by_each(parse, found)


def _by_each(parse: Doc, finding: Finding) -> Iterator[Finding]:
    """What several say in turn behind one verb: "one said that two had died, | another that nobody had |"."""
    (start, end), rest = finding.content[-1], finding.content[:-1]
    for at in range(max(start, finding.cue[1]), end - 2):
        first = at + 1 + (parse[at + 1].lower_ in ("and", "while"))
        other = first + (parse[first].lower_ in ("a", "the"))
        is_next = parse[at].text == "," and other + 2 < end and parse[other].lower_ in _OTHERS
        if is_next and parse[other + 1].lower_ == "that":
            yield finding.with_content([*rest, (start, at)])
            told = replace(finding, cue=(other + 1, other + 2), source=(first, other + 1), named=None)
            yield from _by_each(parse, told.with_content([(other + 2, end)]))
            return
    yield finding


def _is_said_of(verb: Token) -> bool:
    """Whether a participle, which the parser takes for the verb of a clause, only says of somebody what he is held to
    be, and another verb what he did: "gunmen | believed | to be from the front abducted nine"."""
    if verb.tag_ not in ("VBD", "VBN") or any(child.dep_ in ("aux", "auxpass") for child in verb.lefts):
        return False
    held = next((child for child in verb.rights if child.dep_ == "xcomp" and child.left_edge.i == verb.i + 1), None)
    if held is None or not is_infinitive(held):
        return False
    deeds = (child for child in verb.rights if child.dep_ in ("ccomp", "conj") and child.i > held.i)
    return any(not has_subject(deed) for deed in deeds)


def _without_aside(parse: Doc, finding: Finding, quotations: Quotations) -> Finding:
    """Indirect speech without what the writer adds behind a comma of what went on meanwhile: "denied that it shelled
    Sorn, | as activists raised the toll"."""
    (start, end) = finding.content[-1] if finding.content else (0, 0)
    for at in range(max(start + 1, finding.cue[1]), end):
        mark = parse[at]
        if mark.lower_ not in _ASIDE or mark.dep_ != "mark" or parse[at - 1].text != "," or quotations.at(at):
            continue
        clause = mark.head
        is_cited = clause.lemma_.lower() in speech_verbs()  # "as one newspaper reported"
        is_told = not is_cited and any(map(_is_named_subject, clause.lefts))
        if is_told and clause.dep_ == "advcl" and clause.left_edge.i == at and clause.right_edge.i + 1 >= end:
            return finding.with_content([*finding.content[:-1], (start, at - 1)])
    return finding


def _with_outcome(parse: Doc, finding: Finding, verb: Token, cues: Cues) -> Finding:
    """With what came of it, in a participle that the parser hung on the verb of saying or on who says it: "boasted of
    having overrun the post, | killing nine |"; not what the speaker does by speaking: "..., blaming the army"."""
    if finding.stance != "asserts" or not finding.is_report or finding.source is None:
        return finding
    holders = [verb, verb.head] if verb.dep_ == "acl" else [verb]
    outcomes = [
        child
        for holder in holders
        for child in holder.rights
        if child.tag_ == "VBG" and child.dep_ in ("advcl", "acl") and parse[child.left_edge.i - 1].text == ","
    ]
    behind = max(finding.cue[1], finding.source[1], *(end for _, end in finding.content))
    for child in outcomes:
        lemma = child.lemma_.lower()
        if (
            child.left_edge.i - 1 <= behind
            and child.i >= behind
            and not (lemma in cues.verbs or lemma in cues.governed)
        ):
            finding = finding.with_content([*finding.content, (child.left_edge.i, child.right_edge.i + 1)])
            behind = finding.content[-1][1]
    return finding


def _with_shown(finding: Finding, verb: Token) -> Finding:
    """With what those who are shown do, where the parser hung it on the verb above: "footage emerged showing guards |
    beating a boy |"."""
    end = finding.content[-1][1]
    if verb.tag_ != "VBG" or verb.dep_ not in ("advcl", "acl") or verb.head.i > verb.i or not _is_shown_in(verb):
        return finding
    doing = next((c for c in verb.head.rights if c.tag_ == "VBG" and c.left_edge.i == end and c.i > verb.i), None)
    if doing is None:
        return finding
    return finding.with_content([*finding.content[:-1], (finding.content[-1][0], doing.right_edge.i + 1)])


def _is_shown_in(verb: Token) -> bool:
    cue = load_cues().verbs.get(verb.lemma_.lower(), {}).get("object")
    return cue is not None and "video" in cue.sources


def _is_named_subject(child: Token) -> bool:
    return child.dep_ in ("nsubj", "nsubjpass") and child.pos_ != "PRON"


def _as_listed(verb: Token, lemma: str, cues: Cues) -> str:
    """A verb as the lists have it: with its particle, or with what else makes its sense: "pushed | back | against",
    "poured | cold water | on"."""
    particle = next((child.lower_ for child in verb.rights if child.dep_ == "prt"), None)
    if particle is not None:
        return f"{lemma} {particle}"
    for child in verb.rights:
        if child.i == verb.i + 1 and child.dep_ in _LIKE_PARTICLES:  # which the parser has of the verb in another way
            longer = f"{lemma} {child.lower_}"
            cue = next(iter((cues.verbs.get(longer) or cues.governed.get(longer, {})).values()), None)
            if cue is not None and cue.stance == "denies":
                return longer
        if child.dep_ == "dobj":
            words = [each.lower_ for each in child.lefts if each.dep_ in ("amod", "compound")]
            longer = " ".join((lemma, *words, child.lemma_.lower()))
            return longer if longer in cues.governed else lemma
    return lemma


def _with_told_beside(finding: Finding, verb: Token) -> Finding:
    """With the clauses that go on with what is said: "adds that the column burned the hall, | and withdrew |"."""
    beside = [each for each in verb.subtree if each.i > finding.content[-1][1] and told_beside(each) is not None]
    if not beside:
        return finding
    start, _ = finding.content[-1]
    return finding.with_content([*finding.content[:-1], (start, max(each.right_edge.i for each in beside) + 1)])


def _with_second_that(parse: Doc, finding: Finding) -> Finding:
    """With the further clauses that "and that" ties to what is said, whatever the parser hung them on: "says the road
    is mined, | and that two men died |"."""
    start, end = finding.content[-1]
    if start < finding.cue[1] or not any(parse[at].tag_ in FINITE for at in range(start, end)):
        return finding  # "said it regretted | the errors | and that ..."
    while True:
        at = end
        while at < len(parse) and parse[at].text in _BETWEEN_CLAUSES:
            at += 1
        that = parse[at + 1] if at + 1 < len(parse) else None
        if that is None or parse[at].lower_ not in _ANDS or that.lower_ != "that" or that.dep_ != "mark":
            return finding
        clause = that.head
        if clause.sent.start > start or clause.right_edge.i < that.i or is_infinitive(clause):
            return finding
        end = clause.right_edge.i + 1
        finding = finding.with_content([*finding.content, (that.i, end)])


def _stands_at_quotation(parse: Doc, verb: Token, quotations: Quotations) -> bool:
    """Whether a verb and its subject stand behind quoted speech, whatever the verb: "they left," she deplores."""
    if not quotations.runs or verb.tag_ not in FINITE or quotations.at(verb.i) is not None:
        return False
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or not can_speak(subject, SPEAKERS):
        return False
    spoken = quotations.closing_before(min(subject.left_edge.i, verb.i))
    return (
        spoken is not None
        and spoken[1] - spoken[0] > _LONG
        and parse[spoken[1] - 2].text in (",", "!", "?", "...", "…")
    )


def _is_named(parse: Doc, token: Token) -> bool:
    """Whether a word with a capital is part of a name rather than a verb."""
    before = parse[token.i - 1] if token.i else None
    return (
        token.text.istitle()
        and before is not None
        and before.pos_ == "PROPN"
        and not before.is_sent_start
        and (token.tag_ != "VBZ" or token.dep_ == "compound")
    )


def _joined(parse: Doc, verbs: Sequence[Token], cues: Cues) -> tuple[dict[int, Token], dict[int, int]]:
    """Cue verbs that go on with a verb of saying above the one they were hung on.

    Gives for each without a subject of its own the verb above, and for each verb above where what it says ends.
    """
    joined: dict[int, Token] = {}
    ends: dict[int, int] = {}
    for token in verbs:
        frames = cues.verbs.get(token.lemma_.lower(), {}) if token.dep_ == "conj" else {}
        if not any(frame in _GOES_ON and not cue.needs_more for frame, cue in frames.items()):
            continue
        above = joined_to(token, cues.verbs)
        if above is None or "clause" not in cues.verbs[above.lemma_.lower()]:
            continue
        joint = _joint(parse, token.i)
        if not has_subject(token):
            joined[token.i] = above
        elif parse[joint].text != "," or "speech" not in frames:
            continue
        ends.setdefault(above.i, joint)
    return joined, ends


def _joint(parse: Doc, at: int) -> int:
    """Where a second verb's part begins: at its "and" or at the comma before that."""
    start = parse[at].left_edge.i
    while start and (parse[start - 1].dep_ == "cc" or parse[start - 1].is_punct):
        start -= 1
    return start


def _ended(finding: Finding, end: int | None) -> Finding:
    if end is None or finding.content[-1][1] <= end:
        return finding
    kept = [(start, min(stop, end)) for start, stop in finding.content if start < end]
    return finding.with_content(kept) if kept else finding


def _read(parse: Doc, verb: CueVerb, quotations: Quotations) -> Finding | None:
    """The attribution by the first frame of the verb that its sentence fills."""
    found = read_passive(parse, verb) if verb.is_passive else _read_active(parse, verb, quotations)
    if found is not None and _is_asked_of(verb):
        found = replace(found, is_report=False)  # "would like our allies to explain how": they have not yet
    if found is None or verb.subject is None:
        return found
    if verb.subject.lower_ == "you" and not found.is_report:
        return None
    lemma = verb.token.lemma_.lower()
    if lemma in load_cues().words["guessing"] and any(child.tag_ == "MD" for child in verb.token.lefts):
        found = replace(found, is_report=False)  # "they must have thought that we had guns"
    if is_nobody(verb.subject) and lemma in load_cues().words["telling"]:
        return None  # "nobody had told them of the raid": who was not told says nothing of it
    return _by_nobody(verb, verb.subject, found) if is_nobody(verb.subject) else found


def _is_asked_of(verb: CueVerb) -> bool:
    """Whether somebody else wants it said: "urged the palace to admit that", "would like our allies to explain how"."""
    above = verb.token.head
    cue = load_cues().verbs.get(above.lemma_.lower(), {}).get("infinitive")
    is_wanted = cue is not None and not cue.is_report and above.i < verb.token.i
    is_others = verb.subject is not None and above.i < verb.subject.i < verb.token.i
    return is_wanted and is_others and is_infinitive(verb.token) and verb.token.dep_ in ("xcomp", "ccomp")


def _by_nobody(verb: CueVerb, subject: Token, found: Finding) -> Finding | None:
    """ "Nothing points to a raid", "no witness said that ...": what nobody says is open. Who did it is open, not the
    deed, where nobody claims it."""
    is_open = verb.token.doc[found.content[0][0]].tag_ in QUESTION_TAGS
    if is_open or not found.is_report or found.stance != "asserts" or verb.token.lemma_.lower() in _OWNING:
        return None
    cue = (min(subject.left_edge.i, found.cue[0]), max(subject.right_edge.i + 1, found.cue[1]))
    return replace(found, cue=cue, source=None, named=None, stance="questions")


def _read_active(parse: Doc, verb: CueVerb, quotations: Quotations) -> Finding | None:
    if verb.subject is None or verb.source is None or accuses_nobody(verb.token):
        return None
    if any(_is_come_upon(verb, clause) for clause in verb.after("ccomp", "xcomp")):
        return None  # "found two men dead"
    if any(inner.lower_ in _REFLEXIVE for clause in verb.own.get("ccomp", ()) for inner in clause.lefts):
        return None  # "found themselves surrounded"
    if "of" in verb.frames and (found := read_accusation(verb, verb.frames["of"])):
        return found
    speech = verb.frames.get("speech") or verb.frames.get("quotation")
    is_parted = any(_is_parted(clause, verb.token) for clause in verb.own.get("ccomp", ()))
    if taken_up_before(verb.token) is not None or (is_parted and any(verb.after("xcomp"))):
        speech = None  # "a drone crashed; the front claimed to have shot it down"
    if speech and verb.has_own_subject:
        content = speech_content(parse, verb.token, verb.cue, verb.source, quotations)
        content = _with_relative(parse, verb, content) if content else content
        is_quoted = any(quotations.at(start) or quotations.at(end - 1) for start, end in content)
        if content and (is_quoted or "speech" in verb.frames):
            return finding_of(verb, speech, content, has_speech=True)
    if speech and not verb.has_own_subject:
        at = verb.cue[1]
        at += parse[at : at + 1].text in (",", ":")
        spoken = quotations.opening_at(at)
        if spoken is not None:
            return finding_of(verb, speech, [spoken], has_speech=True)
    return (
        _read_clause(parse, verb)
        or _read_taken_for(parse, verb)
        or _read_object(parse, verb)
        or _read_toll(verb)
        or _read_count(verb)
        or _read_governed(verb)
    )


def _is_of_which(clause: Token, verb: CueVerb) -> bool:
    """Whether a clause behind what a verb takes is a relative one that the parser hangs on the verb: "denied shelling
    the town, | which fell in May |"."""
    is_relative = clause.left_edge.tag_ == "WDT" and clause.left_edge.nbor(-1).text == ","
    return is_relative and any(each.i < clause.i for each in verb.after("xcomp"))


def _read_clause(parse: Doc, verb: CueVerb) -> Finding | None:
    """ "said that ...", "vowed to fight", "denied shelling the town", "urged the army to leave"."""
    clauses = (c for c in verb.own.get("ccomp", ()) if not (_is_parted(c, verb.token) or _is_of_which(c, verb)))
    clause = next(clauses, None) or next(verb.after("xcomp"), None)
    if clause is None and "gerund" in verb.frames and verb.frames["gerund"].stance == "denies":
        clause = next((c for c in verb.after("advcl") if c.tag_ == "VBG"), None)  # "denied, in a letter, shelling it"
    if clause is None and "gerund" in verb.frames and verb.frames["gerund"].sources:
        seen = next((c for c in verb.after("dobj") if any(d.dep_ == "acl" and d.tag_ == "VBG" for d in c.rights)), None)
        if seen is not None:  # "saw smoke rising"
            return finding_of(verb, verb.frames["gerund"], subtree_runs(seen, verb))
    if (
        clause is not None
        and any(c.tag_ == "WDT" and c.dep_ == "nsubj" for c in clause.lefts)
        and any(verb.after("dobj"))
    ):
        return None  # "posted clips that showed guards"
    if clause is None or (clause.i < verb.token.i and next(verb.after("dobj"), None) is not None):
        return None
    if is_infinitive(clause):
        kind = "infinitive"
    elif clause.tag_ == "VBG" and clause.dep_ != "ccomp":
        kind = "gerund"
    else:
        kind = "clause"
    cue = verb.frames.get(kind)
    if _is_come_upon(verb, clause):
        return None
    is_thing = (
        clause.left_edge.tag_ in QUESTION_TAGS and clause.i > verb.token.i
    )  # "denounced | what he called a crime |"
    thing = verb.frames.get("object") if is_thing or (kind == "gerund" and clause.i > verb.token.i) else None
    is_named = is_thing and clause.left_edge.tag_ != "WDT"  # not "a bomb | that police believe was planted by rebels |"
    if thing is not None and (cue is None or (is_named and not thing.is_report)):
        cue = thing
    if cue is None:
        return None
    if cue.stance == "denies" and any(child.i < clause.i for child in verb.after("dobj")):
        return None  # "rejected claims by the front, an ally of the clan, that it had fired"
    content = subtree_runs(clause, verb)
    if content and kind == "infinitive" and (asked := _asked(verb, clause)):
        return finding_of(verb, cue, [(asked[1], content[-1][1])], run=(verb.cue[0], asked[0]))
    if kind == "clause":
        content = _with_relative(parse, verb, content)
    return finding_of(verb, cue, content, has_speech="speech" in verb.frames) if content else None


def _is_come_upon(verb: CueVerb, clause: Token) -> bool:
    """Whether somebody only came upon what he found: "found a mine | hanging there |", "found two men | dead |". What a
    paper or pictures show by it, they say."""
    words = load_cues().words
    if verb.token.lemma_.lower() not in words["coming_upon"] or (verb.subject and is_kind(verb.subject, THINGS)):
        return False
    is_bare = not any(child.dep_ in ("aux", "auxpass", "mark") for child in clause.lefts)
    told = (clause, *(child for child in clause.rights if child.dep_ in ("acomp", "oprd")))
    return (clause.tag_ in ("VBG", "VBN") and is_bare) or any(each.lower_ in words["come_upon"] for each in told)


def _is_parted(clause: Token, verb: Token) -> bool:
    """Whether a semicolon parts a verb from the clause before it, which then is no part of what it says."""
    return clause.i < verb.i and any(token.text == ";" for token in verb.doc[clause.i : verb.i])


def _asked(verb: CueVerb, clause: Token) -> Run | None:
    """Where the cue ends and where whom it asks begins: "urged | the army to leave", "called on | the army to ..."."""
    for child in verb.own.get("dobj", ()):
        if verb.token.i < child.i < clause.i:
            return verb.cue[1], child.left_edge.i
    for preposition in verb.after("prep"):
        is_next = preposition.lower_ in verb.governed and preposition.i == verb.cue[1]
        if is_next and (asked := governed_runs(preposition)):
            return preposition.i + 1, asked[0][0]
    return None


def _read_taken_for(parse: Doc, verb: CueVerb) -> Finding | None:
    """ "called the raid a crime", "described it as a crime": the object and what it is taken for, as one run."""
    cue = verb.frames.get("as")
    parts = [
        child
        for child in verb.after("dobj", "oprd", "ccomp", "xcomp", "prep", "acomp", "attr")
        if child.dep_ != "prep" or (cue is not None and child.lower_ in cue.taken)
    ]
    false = load_cues().words["false"]
    parts += [each for each in verb.after("advcl", "npadvmod") if parts and _is_verdict(each, false)]
    kinds = {part.dep_ for part in parts}
    is_object_before = any(child.i < verb.token.i for child in verb.own.get("dobj", ()))
    if cue is not None and kinds == {"prep"} and (called := _called_false(verb)) is not None:
        return finding_of(verb, replace(cue, stance="denies"), [called])
    if cue is None or not parts or (kinds == {"prep"} and not is_object_before):
        return None
    if any(_is_come_upon(verb, part) for part in parts):
        return None
    if cue.needs_more and _is_thing(verb):
        return None  # "the road linking the port with the capital", "a bridge that links them"
    lemma = verb.token.lemma_
    run = (min(part.left_edge.i for part in parts), max(part.right_edge.i for part in parts) + 1)
    before = taken_up_before(verb.token)
    is_bare = not any(parse[at].text in _MARKS for at in range(*run))
    is_false = any(parse[at].lemma_.lower() in false for at in range(*run))
    if (
        kinds == {"dobj"}
        and cue.needs_more
        and is_bare
        and before is None
        and not (is_false and _ends_in(parts, false))
    ):
        return None
    if cue.needs_more and any(part.lower_ in _REFLEXIVE for part in parts):
        return None
    if "ccomp" in kinds and not kinds & {"oprd", "dobj"} and lemma not in _WITH_CLAUSE:
        return None
    things = (before, *(part for part in parts if part.dep_ == "dobj"), *_subjects_within(parts))
    if cue.stance == "asserts" and (is_false or (any(map(_is_charge, things)) and not _is_called_credible(parse, run))):
        cue = replace(cue, stance="denies")
    if before is not None:
        return finding_of(verb, cue, [(before.left_edge.i, before.i + 1), run])  # "a claim Kyiv called absurd"
    return finding_of(verb, cue, _with_relative(parse, verb, [run]) if is_object_before else [run])


def _subjects_within(parts: Sequence[Token]) -> Iterator[Token]:
    """What the parser takes for the subject of what it is called: "called | the charge | outrageous"."""
    for part in parts:
        yield from (child for child in part.lefts if child.dep_ == "nsubj" and part.dep_ in ("ccomp", "xcomp"))


def _is_charge(thing: Token | None) -> bool:
    """Whether a thing is something laid to somebody, which who calls it anything denies: "called the charge an
    insult"."""
    return thing is not None and thing.lemma_.lower() in load_cues().words["charged"]


def _is_called_credible(parse: Doc, run: Run) -> bool:
    return any(token.lemma_.lower() in load_cues().words["credible"] for token in parse[run[0] : run[1]])


def _is_thing(verb: CueVerb) -> bool:
    """Whether what a verb tells is told of a thing, which says nothing."""
    subject = verb.subject
    who = (antecedent_of(subject) or subject) if subject is not None else None
    is_beside = verb.token.dep_ in ("acl", "relcl") and (verb.token.tag_ == "VBG" or who is not subject)
    return who is not None and is_beside and not can_speak(who, SPEAKERS)


def _is_verdict(word: Token, false: Container[str]) -> bool:
    """Whether the parser hangs what something is called on the verb: "described their claim | as baseless |", "branded
    the report | a fabrication |"."""
    if word.lemma_.lower() not in false:
        return False
    return word.dep_ == "npadvmod" or (word.left_edge.lower_ == "as" and word.i - word.left_edge.i < _MOST_WORDS)


def _ends_in(parts: Sequence[Token], false: Container[str]) -> bool:
    """Whether the parser hangs what a thing is called on the thing: "called the nurse's account | a lie |"."""
    return any(child.dep_ == "npadvmod" and child.lemma_.lower() in false for each in parts for child in each.rights)


def _read_object(parse: Doc, verb: CueVerb) -> Finding | None:
    """ "denied the charge", "rejects the claims as false", "the raid that he condemned"."""
    cue = verb.frames.get("object")
    before = taken_up_before(verb.token)
    thing = next(iter(verb.own.get("dobj", ())), None) or before or _held_by_that(verb) or _thing_behind_as(verb)
    if thing is None and cue is not None and cue.stance == "denies" and (found := _read_behind_particle(verb, cue)):
        return found
    if cue is not None and cue.stance == "denies" and (claims := _misread_claims(parse, verb)) is not None:
        return finding_of(verb, cue, [claims])
    if cue is None or thing is None or verb.source is None or thing.lemma_.lower() in cue.never:
        return None
    if verb.token.lemma_ == "admit" and verb.subject and verb.subject.lemma_.lower() in load_cues().words["wards"]:
        is_count = thing.lemma_.lower() in load_cues().words["counted"]
        return finding_of(verb, cue, subtree_runs(thing, verb)) if is_count else None  # not "admitted a man of 34"
    if cue.of_words and not is_in_words(thing):
        return None
    is_refusal = verb.token.lemma_.lower() not in load_cues().words["disowning"]
    if cue.stance == "denies" and is_refusal and thing.lemma_.lower() in load_cues().words["asked"]:
        cue = replace(cue, is_report=False)  # who rejects a request refuses: what it tells of is not denied
    if thing == before:
        content = [(thing.left_edge.i, thing.i + 1)]
    elif thing.i > verb.token.i:
        content = _with_prepositions(verb, subtree_runs(thing, verb))
    else:
        noun = verb.token.head
        content = _with_relative(parse, verb, []) if thing.i < verb.source[0] else []
        if thing.dep_ == "mark":
            content = [(noun.left_edge.i, thing.i)] if noun.i < thing.i else []
    return finding_of(verb, cue, content) if content else None


def _with_prepositions(verb: CueVerb, content: list[Run]) -> list[Run]:
    """The content with the phrases that follow it and that hang on the verb: "rejects the claims as false"."""
    for child in verb.own.get("prep", ()):
        is_part = child.lower_ == "in" and any(cue.stance == "denies" for cue in verb.frames.values())  # "any role in"
        if (child.lower_ in _AFTER_OBJECT or is_part) and content and child.i == content[-1][1]:
            content = [*content[:-1], (content[-1][0], child.right_edge.i + 1)]
    return content


def _held_by_that(verb: CueVerb) -> Token | None:
    """The "that" of "a claim that Kyiv rejects", which the parser takes for the mark of a clause."""
    if verb.token.dep_ not in ("acl", "relcl") or any(True for _ in verb.after("ccomp", "xcomp", "prep")):
        return None
    return next((mark for mark in verb.own.get("mark", ()) if mark.lower_ == "that"), None)


def _thing_behind_as(verb: CueVerb) -> Token | None:
    """The thing in "dismissed as baseless reports that ...", which the parser hangs on "as"."""
    for preposition in verb.after("prep"):
        if preposition.lower_ == "as":
            nouns = load_cues().nouns
            return next((c for c in preposition.rights if c.dep_ == "pobj" and c.lemma_.lower() in nouns), None)
    return None


def _called_false(verb: CueVerb) -> Run | None:
    """What is called false where that stands first: "described as absurd | the claim that it had fired |"."""
    thing = _thing_behind_as(verb)
    if thing is None or not is_in_words(thing):
        return None
    first, false = thing.head.i + 1, load_cues().words["false"]
    for at in range(first, min(first + 2, thing.i)):
        if thing.doc[at].lemma_.lower() in false:
            return at + 1, thing.right_edge.i + 1
    return None


def _read_behind_particle(verb: CueVerb, cue: Cue) -> Finding | None:
    """ "laughed off the idea", whose particle the parser takes for a preposition."""
    for particle in verb.after("prep"):
        if particle.i == verb.token.i + 1 and f"{verb.token.lemma_.lower()} {particle.lower_}" in load_cues().verbs:
            is_meant = not cue.of_words or any(map(is_in_words, particle.rights))
            content = governed_runs(particle) if is_meant else []
            return finding_of(verb, cue, content, run=(verb.cue[0], particle.i + 1)) if content else None
    return None


def _misread_claims(parse: Doc, verb: CueVerb) -> Run | None:
    """What is rejected where the parser takes the noun for a verb: "rejected | rebel claims that it had fired |"."""
    speakers = (*verb.after("dobj"), *(c for noun in verb.after("ccomp") for c in noun.lefts if c.dep_ == "nsubj"))
    for speaker in speakers:
        if speaker.left_edge.i != verb.cue[1]:
            continue
        noun = parse[speaker.i + 1] if speaker.i + 1 < speaker.sent.end else speaker
        is_tied = verb.token.head == noun or noun.head == verb.token
        if is_tied and noun.tag_ == "VBZ" and noun.lower_ in load_cues().words["read_as_verbs"]:
            return speaker.left_edge.i, noun.right_edge.i + 1
    return None


def _read_toll(verb: CueVerb) -> Finding | None:
    """ "put the toll at forty"."""
    cue = verb.frames.get("toll")
    thing = next((each for each in verb.after("dobj") if each.lemma_.lower() in load_cues().words["toll"]), None)
    if cue is None or thing is None:
        return None
    parts = [thing, *(c for c in verb.after("prep") if c.lower_ not in ("on", "in"))]
    return finding_of(verb, cue, [(thing.left_edge.i, max(part.right_edge.i for part in parts) + 1)])


def _read_count(verb: CueVerb) -> Finding | None:
    """ "counted 27 killed", "recorded nine deaths": so many of those harmed, or of such deeds; "counted eight": of what
    was told before."""
    cue, counted = verb.frames.get("count"), load_cues().words["counted"]
    thing = next(verb.after("dobj"), None)
    if cue is None or thing is None or verb.subject is None:
        return None
    if verb.subject.lemma_.lower() not in load_cues().words["counters"] and not can_speak(verb.subject, SPEAKERS):
        return None
    end = thing.right_edge.i + 1
    if thing.pos_ == "NUM" or thing.like_num:
        after = thing.doc[thing.i + 1 : thing.i + 2]
        is_told = any(token.lower_ in counted for token in after)
        if not is_told and (end == len(thing.doc) or thing.doc[end].is_punct):
            return finding_of(verb, cue, [(thing.left_edge.i, end)])
        end = max(end, thing.i + 2)
    else:
        is_told = thing.lemma_.lower() in counted and any(child.dep_ == "nummod" for child in thing.lefts)
    return finding_of(verb, cue, [(thing.left_edge.i, end)]) if is_told else None


def _read_governed(verb: CueVerb) -> Finding | None:
    """ "warned of famine", "called for a truce": the preposition belongs to the cue."""
    if not verb.governed:
        return None
    of_object = (c for thing in verb.own.get("dobj", ()) for c in thing.rights if c.dep_ == "prep")
    for preposition in (*verb.own.get("prep", ()), *verb.own.get("dative", ()), *of_object):
        cue = verb.governed.get(preposition.lower_)
        if cue is not None and preposition.head != verb.token and cue.stance != "denies":
            continue
        if cue is not None and cue.of_words and not any(map(is_in_words, preposition.rights)):
            continue
        if preposition.lower_ == "on" and any(thing.ent_type_ in DAYS for thing in preposition.rights):
            continue  # "reported on Monday"
        if cue and preposition.lower_ == "about" and any(map(_is_deed, preposition.rights)):
            cue = replace(cue, is_report=verb.token.lemma_.lower() in load_cues().words["telling_about"])
        if cue and _is_near(verb, preposition) and (content := governed_runs(preposition)):
            content = _with_prepositions(verb, _with_counted(preposition.doc, content))
            return finding_of(verb, cue, content, run=(verb.cue[0], preposition.i + 1))
    return None


def _is_deed(thing: Token) -> bool:
    return thing.dep_ == "pobj" and thing.lemma_.lower() in load_lexicon().deeds


def _with_counted(parse: Doc, content: list[Run]) -> list[Run]:
    """A content that ends in a number with those who are counted: "spoke of | nine killed and four wounded |"."""
    start, end = content[-1]
    after = parse[end] if end < len(parse) else None
    if after is None or not parse[end - 1].like_num or after.lower_ not in load_cues().words["counted"]:
        return content
    return [*content[:-1], (start, max(after.right_edge.i, after.i) + 1)]


def _is_near(verb: CueVerb, preposition: Token) -> bool:
    """Whether only adverbials stand between a verb and its preposition: "spoke in Sorn on Monday of ..."."""
    between = preposition.i - verb.cue[1]
    own = (c for name in ("advmod", "npadvmod", "prep") for c in verb.own.get(name, ()) if c.lower_ not in _TO_WHOM)
    filled = sum(c.right_edge.i + 1 - c.left_edge.i for c in own if verb.token.i < c.i < preposition.i)
    return 0 <= between <= _MAX_BETWEEN and (between <= 2 or filled >= between)


def _with_relative(parse: Doc, verb: CueVerb, content: list[Run]) -> list[Run]:
    """A content whose beginning is what a relative pronoun stands for: "a raid that the army said killed two"."""
    pronoun = parse[verb.source[0] - 1] if verb.source and verb.source[0] > 0 else None
    held = verb.token
    while held.dep_ == "xcomp" and held.head.i >= verb.cue[0]:  # "which it | continues | to deny"
        held = held.head
    if pronoun is None or held.dep_ not in _HELD_IN or not _is_relative(pronoun, verb):
        return content
    antecedent = verb.token.head if pronoun.tag_ == "IN" else antecedent_of(pronoun)
    is_loose = parse[pronoun.i - 1].text == "," if pronoun.i else False
    start = antecedent.left_edge.i if antecedent is not None and not is_loose else pronoun.i
    told = [run for run in content if run[0] > pronoun.i]
    main = verb.token.head
    if not told and verb.token.dep_ == "csubj" and main.i > verb.token.i:
        told = [(verb.cue[1], main.right_edge.i + 1)]  # "what the army said was a raid"
    if not told and antecedent is not None:
        return [(start, max(pronoun.i, start + 1))]
    return runs_of([*range(start, pronoun.i + 1), *(at for run in told for at in range(*run))])


def _is_relative(pronoun: Token, verb: CueVerb) -> bool:
    """Whether the word before a source stands for a noun before it. The parser takes many a "that" for a mark."""
    if pronoun.tag_ in ("WDT", "WP"):
        return pronoun.dep_ != "pobj"  # not "a speech in which he said that ..."
    return pronoun.lower_ == "that" and verb.token.dep_ in ("relcl", "acl") and verb.token.head.i < pronoun.i


def _read_adjective(parse: Doc, token: Token, cues: Cues) -> Finding | None:
    """ "X was sure that ...", "X is ready to ...", "X is of the opinion that ..."."""
    held = [c for of in token.rights if of.lower_ == "of" for c in of.rights if c.dep_ == "pobj"]
    beside = (*(c for c in token.rights if c.dep_ in ("acomp", "attr", "oprd")), *held)
    adjective = next((c for c in beside if c.lower_ in (cues.words["held"] if c in held else cues.adjectives)), None)
    verb = describe(parse, token, cues, _NOTHING, _NOTHING) if adjective is not None else None
    if adjective is None or verb is None or verb.source is None or verb.subject is None:
        return None
    is_knowing = adjective.lower_ in ("aware", "unaware")  # "the army said | it | was not aware of a raid"
    if verb.subject.lower_ in ("that", "this") or (verb.subject.lower_ == "it" and not is_knowing):
        return None
    cue, prepositions = cues.adjectives["sure" if adjective in held else adjective.lower_]
    if cue.is_report and any(child.dep_ == "neg" for child in token.children):
        cue = replace(cue, stance=cue.negated)  # and what is said is left open
    run = (verb.cue[0], adjective.i + 1)
    for child in (*adjective.rights, *(c for c in token.rights if c.i > adjective.i)):
        if (
            child.dep_ in ("ccomp", "xcomp")
            or (adjective in held and child.dep_ in ("acl", "relcl"))
            or (child.dep_ == "advcl" and (is_infinitive(child) or child.left_edge.lower_ == "that"))
        ):
            return finding_of(verb, cue, [(child.left_edge.i, child.right_edge.i + 1)], run=run)
        is_next = child.dep_ == "prep" and child.lower_ in prepositions and child.i == run[1]
        if is_next and (content := governed_runs(child)):
            return finding_of(verb, cue, content, run=(run[0], child.i + 1))
    return None


_NOTHING: Mapping[str, Cue] = {}
