"""Statements given in full: "The General Staff released the following statement:" and what follows, to its end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from standoff.attribution.cues import load_cues
from standoff.attribution.finding import Finding, Run
from standoff.attribution.quotes import MARKS
from standoff.attribution.sources import SPEAKERS, can_speak
from standoff.attribution.subjects import cue_run, name_run, source_run, subject_of
from standoff.languages.grammar import POSSESSIVES, RELATIVE_TAGS
from standoff.records import Document

__all__ = ["find_following", "find_statements"]

_MIN_OPENING = 3
_MAX_OPENING = 45
_MAX_HEADING = 24
_STOPS = frozenset({".", "!", "?", ";", ","})
_ENDING = frozenset({"(", "[", ",", ";", "-", "--", "–", "—", ":", "."})
_BY = frozenset({"by", "of", "from"})
_BY_THE_PAPER = frozenset({"report", "text"})
"""What the publisher itself brings: "[Report by Ada Brandt]"."""
_ABOUT = frozenset({"on", "about", "regarding", "concerning", "dated", "issued"})


def find_statements(document: Document) -> Iterator[Finding]:
    """Statements that a paragraph opens: one that ends in a colon, or before one quoted as a whole one that says that
    a statement follows ("published the following statement. The translation is ours.") or is given in full, or a
    heading that only names it ("STATEMENT BY THE MINISTRY"). The statement is the paragraphs after it, if they are
    numbered, quoted or announced; up to the first that is not numbered, to where the quotation ends, or to the end of
    the body."""
    parse, bounds = document.parse, _bounds(document.block_of)
    titles = [bounds[at] for at, block in enumerate(document.blocks) if block.kind == "headline" and at in bounds]
    bodies = [bounds[at] for at, block in enumerate(document.blocks) if block.kind == "body" and at in bounds]
    for run, after in (*((title, 0) for title in titles), *((body, at) for at, body in enumerate(bodies[:-1], 1))):
        if run[1] - run[0] < _MIN_OPENING or after == len(bodies):
            continue
        if parse[run[1] - 1].text == ":":
            found = _after_colon(parse, run, bodies[after:])
        elif parse[bodies[after][0]].text in MARKS and (opened := _opening(parse, run)):
            told = bodies[after:]
            found = opened.with_content(told[: _quoted(parse, told) or 0])
        else:
            continue
        if found is not None and found.content:
            yield found
    yield from _in_brackets(document, bounds)


def _in_brackets(document: Document, bounds: Mapping[int, Run]) -> Iterator[Finding]:
    """Statements that monitoring services announce in brackets before they translate them: "[Communique issued by the
    Front; read by announcer]". What follows is the statement, up to where another is announced, or somebody named in
    brackets."""
    parse = document.parse
    opened: Finding | None = None
    told: list[Run] = []
    for at, block in enumerate(document.blocks):
        if at not in bounds or block.kind not in ("dateline", "body"):
            continue
        is_bracket = parse[bounds[at][0]].text == "["
        announced = _bracketed(parse, bounds[at]) if is_bracket and block.kind == "dateline" else None
        if announced is not None or (is_bracket and block.kind == "body"):
            if opened is not None and told:
                yield opened.with_content(told)
            opened, told = announced, []
        elif block.kind == "body" and opened is not None:
            told.append(bounds[at])
    if opened is not None and told:
        yield opened.with_content(told)


def _bracketed(parse: Doc, run: Run) -> Finding | None:
    """Whose statement the brackets say that follows, unless the publisher itself brings it."""
    close = next((each for each in range(*run) if parse[each].text == "]"), None)
    opened = _headed(parse, (run[0] + 1, close)) if close is not None else None
    return opened if opened is not None and parse[opened.cue[0]].lower_ not in _BY_THE_PAPER else None


def _after_colon(parse: Doc, run: Run, following: Sequence[Run]) -> Finding | None:
    end = run[1]
    opening = parse[end - 1].sent
    verb = _speaks(opening.root) if len(opening) <= _MAX_OPENING else None
    if verb is None:
        return None
    is_announced = _is_announced(opening)
    numbered = 0
    while numbered < len(following) and _is_numbered(parse[following[numbered][0]]):
        numbered += 1
    told = following if is_announced else following[:numbered]
    told = told[: _quoted(parse, told) or len(told)]
    subject, _ = subject_of(verb)
    cue = cue_run(parse, verb, load_cues())
    source = source_run(parse, subject, cue) if subject is not None else None
    if source is None or subject is None or not told:
        return None
    is_list = not is_announced and source[1] <= cue[0] and cue[1] < end - 1
    opened = [(cue[1], end - 1)] if is_list else []  # "reported | the following raids by rebels |:"
    return Finding(cue, source, (*opened, *told), named=name_run(subject))


def _opening(parse: Doc, run: Run) -> Finding | None:
    """Whose a statement is, still without its content, by the paragraph before it."""
    return _announced(parse, run) or _headed(parse, run) or _given_in_full(parse, run)


def _announced(parse: Doc, run: Run) -> Finding | None:
    """Who makes a statement, still without its content, by a sentence before it that says so."""
    if run[1] - run[0] > 2 * _MAX_OPENING:
        return None
    at = run[0]
    while at < run[1]:
        sentence = parse[at].sent
        at = sentence.end
        verb = _speaks(sentence.root) if _is_announced(sentence) else None
        subject = subject_of(verb)[0] if verb is not None else None
        if verb is not None and subject is not None:
            cue = cue_run(parse, verb, load_cues())
            source = source_run(parse, subject, cue)
            return Finding(cue, source, (), named=name_run(subject)) if source is not None else None
    return None


def _given_in_full(parse: Doc, run: Run) -> Finding | None:
    """Whose a statement is, still without its content, by a sentence that gives it whole: "We print below the | note |
    that the council sent on Friday.", "Here is the full text of the | communique | by the front."."""
    words = load_cues().words
    is_short = run[1] - run[0] <= 2 * _MAX_OPENING
    if not is_short or not any(parse[at].lower_ in words["given_in_full"] for at in range(*run)):
        return None
    for paper in (parse[at] for at in range(*run) if parse[at].lower_ in words["statement"]):
        for child in paper.children:
            maker = child if child.dep_ == "poss" else None
            if child.lower_ in _BY:
                maker = next((c for c in child.rights if c.dep_ == "pobj"), None)
            elif child.dep_ in ("relcl", "acl"):
                by = (c for by in child.rights if by.lower_ in _BY for c in by.rights if c.dep_ == "pobj")
                own = (c for c in child.lefts if c.dep_ == "nsubj" and c.tag_ not in RELATIVE_TAGS)
                maker = next(own, None) or next(by, None)
            cue = (paper.i, paper.i + 1)
            if maker is not None and maker.lower_ not in words["statement"] and can_speak(maker, SPEAKERS):
                source = source_run(parse, maker, cue)
                return Finding(cue, source, (), named=name_run(maker)) if source is not None else None
    return _issued(parse, run)


def _issued(parse: Doc, run: Run) -> Finding | None:
    """Whose a statement is, still without its content, by who issued what is printed: "The ministry issued its weekly
    figures. We print them in our translation".
    """
    verb = parse[run[0]].sent.root
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    is_issued = verb.lemma_.lower() in load_cues().words["issuing"] and any(c.dep_ == "dobj" for c in verb.rights)
    if subject is None or not is_issued or not can_speak(subject, SPEAKERS):
        return None
    cue = cue_run(parse, verb, load_cues())
    source = source_run(parse, subject, cue)
    return Finding(cue, source, (), named=name_run(subject)) if source is not None else None


def _headed(parse: Doc, run: Run) -> Finding | None:
    """Whose a statement is, still without its content, by a heading before it: "STATEMENT OF THE MINISTRY"."""
    start, end = run
    words = load_cues().words
    if end - start > _MAX_HEADING or parse[end - 1].text in _STOPS:
        return None
    at = next((at for at in range(start, end) if parse[at].lower_ in words["statement"]), None)
    if at is None:
        return None
    if at > start and parse[at - 1].lower_ in POSSESSIVES:  # "The ministry's | statement"
        source: Run = (start, at - 1)
    else:
        of = next((of for of in range(at + 1, end - 1) if parse[of].lower_ in _BY), None)
        if of is None:
            return None
        stop = next((stop for stop in range(of + 1, end) if parse[stop].text in _ENDING), end)
        stop = next((stop for stop in range(of + 2, stop) if parse[stop].lower_ in _ABOUT), stop)
        source = (of + 1, stop)
    return Finding((at, at + 1), source, ()) if source[0] < source[1] else None


def _is_announced(opening: TokenSpan) -> bool:
    """Whether a sentence says that a statement follows: "released the following statement"."""
    paper = load_cues().words["statement"]
    return any(t.lower_ == "following" and t.head.lemma_.lower() in paper for t in opening)


def find_following(document: Document) -> Iterator[Finding]:
    """What somebody tells in several sentences of a paragraph: "the army reports the following: A column left ..."."""
    parse, block_of = document.parse, document.block_of
    for token in parse:
        if token.text == ":" and (passive := _following_by(parse, token, block_of)):
            yield passive
            continue
        is_opening = token.text == ":" and token.i and parse[token.i - 1].lower_ == "following"
        verb = _speaks(parse[token.i - 1].head) if is_opening else None
        if verb is None or document.blocks[block_of[token.i]].kind != "body":
            continue
        subject, _ = subject_of(verb)
        cue = cue_run(parse, verb, load_cues())
        source = source_run(parse, subject, cue) if subject is not None else None
        end = bisect_right(block_of, block_of[token.i], lo=token.i)
        if source is not None and subject is not None and token.i + 1 < end:
            yield Finding(cue, source, ((token.i + 1, end),), named=name_run(subject))


def _following_by(parse: Doc, colon: Token, block_of: Sequence[int]) -> Finding | None:
    """ "The following was reported by the press office: A column left ...", to the end of the paragraph or of the
    quotation."""
    first = max(colon.sent.start, colon.i - _MAX_OPENING)
    following = next((token for token in colon.doc[first : colon.i] if token.lower_ == "following"), None)
    subject = following if following is None or following.dep_ == "nsubjpass" else following.head
    verb = _speaks(subject.head) if subject is not None and subject.dep_ == "nsubjpass" else None
    by = next((child for child in verb.rights if child.lower_ == "by" and child.i < colon.i), None) if verb else None
    agent = next((child for child in by.rights if child.dep_ == "pobj"), None) if by is not None else None
    if verb is None or agent is None:
        return None
    source = source_run(parse, agent, cue_run(parse, verb, load_cues()))
    end = bisect_right(block_of, block_of[colon.i], lo=colon.i)
    if source is None or colon.i + 1 >= end:
        return None
    if parse[colon.i + 1].text in MARKS:
        end = next((at + 1 for at in range(colon.i + 2, end) if parse[at].text in MARKS), end)
    source = (source[0], min(source[1], colon.i))
    named = name_run(agent)
    return Finding((verb.i, verb.i + 1), source, ((colon.i + 1, end),), named=(named[0], min(named[1], colon.i)))


def _quoted(parse: Doc, told: Sequence[Run]) -> int | None:
    """How many paragraphs a statement has that stands in quotation marks: to the first that ends with one where the
    next does not begin with one. ``None`` where it stands in none."""
    if not told or parse[told[0][0]].text not in MARKS:
        return None
    for number, (first, end) in enumerate(told, 1):
        is_closed = any(token.text in MARKS for token in parse[max(first + 1, end - 2) : end])
        if is_closed and (number == len(told) or parse[told[number][0]].text not in MARKS):
            return number
    return None


def _bounds(block_of: Sequence[int]) -> dict[int, Run]:
    bounds: dict[int, Run] = {}
    for at, block in enumerate(block_of):
        first = bounds.get(block, (at, at))[0]
        bounds[block] = (first, at + 1)
    return bounds


def _speaks(root: Token) -> Token | None:
    """The verb by which somebody gives the statement: the sentence's own, or what it is allowed or wishes to do."""
    words = load_cues().words
    for verb in (root, *(child for child in root.rights if child.dep_ in ("xcomp", "ccomp"))):
        lemma = verb.lemma_.lower()
        if "speech" in load_cues().verbs.get(lemma, ()) or lemma in words["light"]:
            return verb
    return None


def _is_numbered(token: Token) -> bool:
    token = token.nbor() if token.text in MARKS and token.i + 1 < len(token.doc) else token
    return token.like_num or token.text in ("-", "–", "•", "*", "(")
