"""The subject of a verb of saying, and the words of a source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from standoff.attribution.cues import Cues, load_cues
from standoff.attribution.finding import Run
from standoff.attribution.phrase_before import phrase_before
from standoff.attribution.sources import SPEAKERS, can_speak, is_kind
from standoff.languages.grammar import QUESTION_TAGS, SUBJECTS
from standoff.ontology import load_lexicon
from standoff.records import THINGS

__all__ = [
    "antecedent_of",
    "clause_on",
    "cue_run",
    "is_asked",
    "name_run",
    "source_run",
    "subject_of",
    "taken_up_before",
]

_MAX_SOURCE_TOKENS = 45
_MAX_CLIMB = 5
_BEFORE_VERB = frozenset({"aux", "auxpass", "neg", "advmod"})
_MARKS = frozenset({'"', "“", "”", "''", "``"})
_REFLEXIVE = frozenset({"itself", "himself", "herself", "themselves"})
_MADE = frozenset({"document"})
_RELATIVE = frozenset({"WDT", "WP", "WP$"})
_WITHIN = frozenset({"prep", "pobj", "agent", "acl", "appos"})
_PAST_OR_PRESENT = frozenset({"VBD", "VBZ"})
_BEFORE_SPEAKER = frozenset({",", '"', "”", "''"})
_FEW = 3
_TIME = re.compile(r"\d{1,2}[:.]\d{2}")


def subject_of(verb: Token) -> tuple[Token | None, bool]:
    """Who does what the verb says, and whether this is the verb's own subject (not one taken from a clause above).

    A participle or an infinitive takes its subject from the verb above, or from the noun it stands beside.
    """
    before = _of_clause_before(verb) or _behind(verb) or _misread(verb)
    if before is not None:
        return before, True
    if (speaker := _adding(verb)) is not None:
        return speaker, False
    token = verb
    for step in range(_MAX_CLIMB):
        subjects = [c for c in token.children if c.dep_ in SUBJECTS or (c.dep_ == "expl" and step == 0)]
        if subjects:
            child = _nearest(subjects, token)
            if child.lower_ in _REFLEXIVE and token.head.i < token.i:
                return subject_of(token.head)[0], False  # "allows itself to announce"
            is_above = token.dep_ == "conj" or token == verb.head or verb.dep_ in ("pcomp", "advcl")
            if step and child.dep_ == "nsubjpass" and not is_above:
                return None, False
            return (_speaking(child, token) if step == 0 else child), step == 0
        dep, head = token.dep_, token.head
        if dep == "acl" and token == verb and verb.tag_ == "VBG" and verb.i - head.i > 1 and _is_said_elsewhere(head):
            token = head
            while token.head.i != token.i and token.tag_[:2] != "VB":
                token = token.head
            continue
        if dep == "acl" and verb.tag_ == "VB" and not can_speak(head, SPEAKERS):
            return None, False  # "a request to question prisoners": no request asks
        if dep == "acl" or (dep == "relcl" and token == verb and token.tag_ in ("VBG", "VBN")):
            return head, False
        if dep == "xcomp" and step == 0:
            told = next(
                (child for child in head.children if child.dep_ in ("dobj", "dative") and child.i < token.i), None
            )
            if told is not None and told.lower_ not in _REFLEXIVE and not _tells_by_call(token):
                return told, False
        if dep == "advmod" and token.lower_ in load_cues().words["all_but"]:
            dep = "prep"  # "stopped short of admitting it"
        if dep == "acomp" and token.lower_ in load_cues().words["prompt"]:
            dep = "xcomp"  # "was quick to deny it"
        if dep in ("conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "dep") and head != token:
            if dep == "ccomp" and verb.tag_ not in ("VBG", "VBN", "VB"):
                return None, False
            token = head
            if token.pos_ in ("NOUN", "PROPN", "PRON"):
                return None, False
            continue
        return None, False
    return None, False


def _misread(verb: Token) -> Token | None:
    """Who speaks, where the parser takes the word before for a verb: "| Aid | workers and two residents said"."""
    clause = next((child for child in verb.lefts if child.dep_ == "csubj" and child.tag_ == "VB"), None)
    if clause is None or not clause.is_sent_start:
        return None
    speakers = (child for child in clause.rights if child.dep_ == "dobj" and child.i == clause.i + 1)
    return next((each for each in speakers if each.tag_ == "NNS" and can_speak(each, SPEAKERS)), None)


def _is_name_read_as_verb(head: Token, start: int) -> bool:
    """Whether the word before a source is its name: "| Aid | workers said"."""
    above = head.head
    return above.dep_ == "csubj" and above.tag_ == "VB" and bool(above.is_sent_start) and above.i == start - 1


def _adding(verb: Token) -> Token | None:
    """Who goes on speaking behind a comma, where the parser hung that on what he said: "| the envoy | said the army was
    waiting, adding that two had died"; not where it may be the other's own word ("said the army denied it, adding")."""
    cues = load_cues()
    if verb.lower_ not in cues.words["adding"] or not verb.i or verb.nbor(-1).text != "," or verb.dep_ != "advcl":
        return None
    clause = verb.head
    for _ in range(_MAX_CLIMB):
        if "clause" in cues.verbs.get(clause.lemma_.lower(), {}) or clause.head.i == clause.i:
            return None
        if clause.dep_ == "ccomp" and "clause" in cues.verbs.get(clause.head.lemma_.lower(), {}):
            above = next((child for child in clause.head.lefts if child.dep_ == "nsubj"), None)
            return above if above is not None and can_speak(above, SPEAKERS) and clause.head.i < clause.i else None
        clause = clause.head
    return None


def _tells_by_call(verb: Token) -> bool:
    """Whether who reaches somebody says something himself: "the front phoned the radio | to claim | the raid"."""
    known = load_lexicon().parties
    return verb.head.lemma_.lower() in known["reaching"] and verb.lemma_.lower() in known["telling_by_call"]


def _nearest(subjects: Sequence[Token], verb: Token) -> Token:
    """The subject nearest to a verb, where the parser gives two: the other is mostly part of what is quoted. A name
    that stands next to its kind is part of the first: "residents interviewed by the station | Radio Sorn | said"."""
    speaking = [subject for subject in subjects if subject.ent_type_ != "QUANTITY"]  # "a nurse, | 10 km | away, said"
    nearest = min(speaking or subjects, key=lambda subject: abs(subject.i - verb.i))
    start = nearest.left_edge.i
    before = verb.doc[max(start - 1, 0)]
    if nearest.pos_ == "PROPN" and before.pos_ == "NOUN" and subjects[0].i < before.i <= subjects[0].right_edge.i:
        return subjects[0]
    is_second = start > verb.sent.start and verb.doc[start - 1].dep_ in ("cc", "punct") and nearest.i < verb.i
    return subjects[0] if is_second and verb.doc[start - 1].lower_ in ("as", "and") else nearest


def _of_clause_before(verb: Token) -> Token | None:
    """Who goes on speaking in a headline: "| Army | denies claim, says it killed nine", "..., says nine killed"; or who
    speaks when asked, where the parser takes that for a clause: "| the general |, asked about the raid, said"."""
    clause = next((child for child in verb.lefts if child.dep_ == "ccomp"), None)
    if clause is not None and is_asked(clause):
        return next(child for child in clause.lefts if child.dep_ == "nsubj")
    if (named := _named_before(verb)) is not None:
        return named
    if verb.tag_ != "VBZ" or not verb.i or verb.nbor(-1).text != ",":
        return None
    goes_on = any(
        child.dep_ == "ccomp" or (child.dep_ in SUBJECTS and any(each.dep_ == "acl" for each in child.rights))
        for child in verb.rights
    )
    if clause is None or clause.tag_ != "VBZ" or not goes_on:
        return None
    return next((child for child in clause.lefts if child.dep_ == "nsubj"), None)


def _named_before(verb: Token) -> Token | None:
    """Who stands before what he is called, where the parser takes him for part of that: "| the Red Star |, as a new
    group calls itself, claimed the raid"."""
    for clause in verb.lefts:
        mark = next((child for child in clause.lefts if child.dep_ == "mark" and child.lower_ == "as"), None)
        if clause.dep_ == "advcl" and mark is not None and verb.doc[mark.i - 1].text == ",":
            return next((child for child in clause.lefts if child.dep_ == "nsubj" and child.i < mark.i), None)
    return None


def _behind(verb: Token) -> Token | None:
    """Who speaks behind a verb that ends its sentence, whom the parser takes for what is said: "no militia came,
    replied | the federation |"."""
    if verb.tag_ not in _PAST_OR_PRESENT or not verb.i or verb.nbor(-1).text not in _BEFORE_SPEAKER:
        return None
    named = next((child for child in verb.rights if child.dep_ == "dobj" and child.left_edge.i == verb.i + 1), None)
    cues, lemma = load_cues(), verb.lemma_.lower()
    is_speech = "speech" in cues.verbs.get(lemma, ()) and lemma not in cues.words["telling"]
    if named is None or verb.i - verb.sent.start <= _FEW or not is_speech:
        return None
    is_last = all(token.is_punct for token in verb.doc[named.right_edge.i + 1 : verb.sent.end])
    has_more = any(child.dep_ in SUBJECTS or child.dep_ in ("aux", "auxpass") for child in verb.lefts)
    return named if is_last and not has_more and can_speak(named, SPEAKERS) else None


def is_asked(clause: Token) -> bool:
    """Whether a clause between commas only tells how somebody came to speak: "the general, | asked about the raid |,
    said nine had died"."""
    doc, end = clause.doc, clause.right_edge.i + 1
    subject = next((child for child in clause.lefts if child.dep_ == "nsubj"), None)
    return (
        clause.lemma_.lower() in load_cues().words["asking"]
        and clause.dep_ == "ccomp"
        and clause.tag_ in ("VBD", "VBN")
        and subject is not None
        and doc[clause.i - 1].text == ","
        and end <= clause.head.i
        and doc[clause.head.i - 1].text == ","
    )


def _speaking(subject: Token, verb: Token) -> Token:
    """Who speaks where the parser takes the end of what is told for the subject: "killing a nurse and two men who were
    asleep, | an officer | said", "in Sorn, east of Qasr, | police and residents | said". What stands in for a name has
    a comma behind it too."""
    start, doc = subject.left_edge.i, verb.doc
    if subject.i < verb.i and not can_speak(subject, SPEAKERS):
        places = (place for prep in subject.rights if prep.dep_ == "prep" for place in prep.rights)
        beside = (each for place in places for each in place.rights if each.dep_ == "conj")
        is_listed = (each for each in beside if doc[each.left_edge.i - 1].text == ",")
        if start > verb.sent.start and (first := next(is_listed, None)) is not None and can_speak(first, SPEAKERS):
            return first
    if subject.i > verb.i or start <= verb.sent.start or doc[start - 1].lower_ not in ("and", "or"):
        return subject
    for child in subject.rights:
        is_last = child.right_edge.i + 1 == verb.i and doc[child.left_edge.i - 1].text == ","
        if child.dep_ == "appos" and is_last and can_speak(child, SPEAKERS):
            return child
    return subject


def cue_run(parse: Doc, token: Token, cues: Cues) -> Run:
    """The verb with its auxiliaries, adverbs, particle, and a verb that only lengthens it ("went on to say")."""
    start, end = token.i, token.i + 1
    first = token.sent.start
    while start > first and _belongs_before(parse[start - 1], token):
        start -= 1
    while start < token.i and parse[start].dep_ == "advmod" and start == first:
        start += 1
    head = token.head
    is_next = token.dep_ in ("xcomp", "advcl") and head.i < start <= head.i + 2
    if is_next and head.lemma_.lower() in cues.words["aspect"]:
        start = cue_run(parse, head, cues)[0]
    while end < len(parse) and _belongs_behind(parse[end], token):
        end += 1
    return start, end


def _belongs_before(token: Token, verb: Token) -> bool:
    is_hearsay = token.lower_ in load_cues().adverbs  # a cue by itself: "is | reportedly | planning to"
    return token.head == verb and token.dep_ in _BEFORE_VERB and token.tag_ not in QUESTION_TAGS and not is_hearsay


def _belongs_behind(token: Token, verb: Token) -> bool:
    """Particles and lone adverbs: "pointed out", "said bitterly"."""
    is_adverb = token.dep_ == "advmod" and token.tag_ == "RB" and not any(True for _ in token.children)
    return token.head == verb and (token.dep_ == "prt" or is_adverb)


def taken_up_before(verb: Token) -> Token | None:
    """The noun for what was told before, of which a clause tells: "| a charge | he denied", "| an account | that he
    dismissed", "| a figure | he calls a lie"."""
    noun = verb.head
    subject = next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)
    start = subject.left_edge.i if subject is not None and subject.tag_ not in _RELATIVE else -1
    is_next = start == noun.i + 1 or (start == noun.i + 2 and noun.nbor().lower_ == "that")
    is_apart = noun.left_edge.i > 0 and noun.left_edge.nbor(-1).text in (",", "-", "–", "—")
    if verb.dep_ != "relcl" or not is_next or not is_apart:
        return None
    is_taken_up = noun.lemma_.lower() in load_cues().nouns or noun.lower_ == "something"
    false = load_cues().words["false"]
    has_object = any(child.dep_ == "dobj" and child.lemma_.lower() not in false for child in verb.rights)
    return noun if is_taken_up and not has_object else None


def _is_said_elsewhere(noun: Token) -> bool:
    """Whether a participle hung on a noun belongs to the verb above it: "denied the claims, saying ..."."""
    return noun.dep_ in ("dobj", "pobj", "conj") and not is_kind(noun, THINGS)


def source_run(parse: Doc, head: Token, cue: Run) -> Run | None:
    """The whole noun phrase of a source: titles, appositions and relative clauses with it.

    A comma that closes an apposition before the cue belongs to the phrase.
    """
    start, end = head.left_edge.i, head.right_edge.i + 1
    start = min(start, _name_start(parse, head, start))
    start -= _is_name_read_as_verb(head, start)
    if head.i < cue[0]:
        end = min(end, cue[0])
    elif head.i >= cue[1]:
        start = max(start, cue[1])
    else:
        return None
    for at in range(head.i - 1, start - 1, -1):
        if parse[at].text in _MARKS:
            start = at + 1
            break
    for at in range(head.i + 1, end):
        if parse[at].text in _MARKS and (head.i > cue[0] or (end - at) % 2):
            end = at
            break
    while start < head.i and _sets_off(parse[start]):
        start += 1
    end = _without_day(parse, head, _without_doing(parse, head, end))
    has_comma = any(token.text == "," for token in parse[start : end - 1])
    while end - 1 > head.i and parse[end - 1].is_punct and parse[end - 1].text not in (")", "]", "."):
        end -= 1
    if has_comma and head.i < cue[0] and end < cue[0] and parse[end].text == ",":
        end += 1
    if end - start > _MAX_SOURCE_TOKENS:
        return name_run(head)
    return start, end


def _sets_off(token: Token) -> bool:
    """Whether a word or a mark only sets a source off: "even the palace", "both Ng and Brandt", "13:30 Oduya", "a raid
    | which | witnesses said"."""
    if token.is_punct or token.dep_ in ("cc", "preconj") or token.tag_ == "WDT" or _TIME.fullmatch(token.text):
        return True
    if token.lower_ == "both":
        return any(child.dep_ == "conj" for child in token.head.rights)
    return token.lower_ == "even" and token.dep_ == "advmod"


def _without_doing(parse: Doc, head: Token, end: int) -> int:
    """Where a source ends, without what it was doing when it spoke: "Oduya, speaking in Sorn, said ..."."""
    for at in range(head.i + 1, end - 1):
        doing = parse[at + 1]
        if parse[at].text == "," and doing.tag_ == "VBG" and doing.dep_ in ("acl", "advcl") and doing.head == head:
            return at
    return end


def _without_day(parse: Doc, head: Token, end: int) -> int:
    """Where a source ends, without the day on which it spoke: "Iran | on Sunday | dismissed ..."."""
    for at in range(head.i + 1, end - 1):
        is_day = parse[at].lower_ == "on" and parse[at].head == head
        if is_day and all(token.ent_type_ in ("DATE", "TIME") for token in parse[at + 1 : end]):
            return at
    return end


def _name_start(parse: Doc, name: Token, start: int) -> int:
    """Where a name begins that the parser cut, behind a title ("spokesman Ada Brandt") or a hyphen ("al-Malki")."""
    first = name.sent.start
    if name.dep_ not in SUBJECTS or name.pos_ != "PROPN" or start <= first + 1:
        return start
    before = parse[start - 1]
    if before.text == "-" and not before.whitespace_:
        phrase = phrase_before(parse, start - 1, first)
        return phrase[0] if phrase is not None else start
    is_second = before.dep_ in SUBJECTS and before.head == name.head
    is_above = name.head.dep_ == "relcl" and name.head.head == before  # "the agency SANA reported"
    return before.left_edge.i if (is_second or is_above) and can_speak(before, SPEAKERS) else start


def name_run(head: Token) -> Run:
    """The run that names somebody: what stands before the head without a break, and an "of" phrase."""
    maker = _maker(head)
    if maker is not None:
        return name_run(maker)
    start, end = head.i, head.i + 1
    for child in sorted(head.lefts, key=lambda token: -token.i):
        if child.text == "-" and child.i + 1 == start:
            start = child.i
        elif _TIME.fullmatch(child.text) or child.tag_ == "WDT":
            break
        elif child.right_edge.i + 1 == start and not child.is_punct and child.dep_ not in ("relcl", "cc"):
            start = child.left_edge.i
        elif child.text != "'":
            break
    if start < head.i and head.doc[start].text == "-":
        start += 1
    start = min(start, _name_start(head.doc, head, start))
    start -= _is_name_read_as_verb(head, start)
    for child in head.rights:
        if child.left_edge.i != end:
            break
        if child.dep_ == "prep" and child.lower_ in ("of", "for", "in", "at", "from"):
            objects = [token for token in child.children if token.dep_ == "pobj"]
            if not objects:
                break
            end = max(end, name_run(objects[0])[1])
            if child.lower_ != "of":
                break
        elif child.dep_ in ("compound", "nummod", "flat", "appos") and child.pos_ == "PROPN":
            end = child.right_edge.i + 1
            break
        elif child.dep_ == "case":
            end = child.i + 1
        else:
            break
    return start, end


def _maker(paper: Token) -> Token | None:
    """Who made a paper that speaks: "a count by the watch group", "a report published by activists"."""
    if not is_kind(paper, _MADE):
        return None
    for child in paper.rights:
        holder = child
        if child.dep_ == "acl" and child.tag_ == "VBN":
            holder = next((c for c in child.rights if c.lower_ == "by"), child)
        if holder.lower_ == "by":
            made_by = next((c for c in holder.rights if c.dep_ == "pobj"), None)
            return made_by if made_by is not None and can_speak(made_by, SPEAKERS) else None
    return None


def clause_on(teller: Token) -> Token | None:
    """What is learned from somebody, where the parser hung it on him: "it was learned from | the mayor | that ..."."""
    clauses = (child for child in teller.rights if child.dep_ in ("relcl", "acl"))
    return next((each for each in clauses if each.left_edge.lower_ == "that" and each.left_edge.dep_ == "mark"), None)


def antecedent_of(pronoun: Token) -> Token | None:
    """The noun that a relative pronoun stands for."""
    if pronoun.tag_ not in _RELATIVE and (pronoun.lower_ != "that" or pronoun.dep_ not in ("dobj", "nsubj")):
        return None
    token = pronoun
    for _ in range(_MAX_CLIMB):
        if token.dep_ in ("relcl", "acl") and token.head.i < pronoun.i:
            return _teller_to(token.head, pronoun) or _speaking_within(token.head, pronoun) or token.head
        if token.head.i == token.i:
            return None
        if (
            token.dep_ == "ccomp" and pronoun.dep_ == "nsubj" and pronoun.head == token
        ):  # "posted clips | that | showed"
            things = [child for child in token.head.rights if child.dep_ == "dobj" and child.i < pronoun.i]
            if things:
                return things[0]
        token = token.head
    return None


def _teller_to(noun: Token, pronoun: Token) -> Token | None:
    """Who told a paper, where a "who" behind the paper goes on with what he said: "| the mayor | told the Echo, who
    added that"."""
    is_told = noun.dep_ in ("dobj", "dative") and noun.head.lemma_.lower() in load_cues().words["telling"]
    if not is_told or pronoun.lower_ != "who" or noun.ent_type_ == "PERSON" or not pronoun.i or noun.tag_[:3] != "NNP":
        return None
    return next((child for child in noun.head.lefts if child.dep_ == "nsubj"), None)


def _speaking_within(noun: Token, pronoun: Token) -> Token | None:
    """Who speaks of those named in a phrase, where what it is about cannot: "the news spread by | media |, which
    said"."""
    level = [noun]
    for _ in range(_MAX_CLIMB):
        speaking = next((token for token in level if can_speak(token, SPEAKERS)), None)
        if speaking is not None or not level:
            return speaking
        level = [child for token in level for child in token.rights if child.i < pronoun.i and child.dep_ in _WITHIN]
    return None
