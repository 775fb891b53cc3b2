"""A verb of saying at the end of a sentence, or beside a quotation, whose source no comma sets apart.

Texts that lost their commas ("two died in the raid a monitor said on Friday") mislead the parser, which then hangs
the source on what stands before it. Here the order of the words decides.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from standoff.attribution.cues import Cue, load_cues
from standoff.attribution.finding import Finding, Run
from standoff.attribution.phrase_before import phrase_before
from standoff.attribution.quotes import Quotations
from standoff.attribution.sources import SPEAKERS, can_speak
from standoff.attribution.subjects import taken_up_before
from standoff.languages.grammar import TENSED
from standoff.languages.joined import has_subject

__all__ = ["find_bare_tail"]

_NOMINAL = frozenset({"PROPN", "NOUN", "ADJ", "PRON"})
_ADVERBIALS = frozenset({"npadvmod", "prep", "advmod"})
_OBJECTS = frozenset({"dobj", "ccomp", "xcomp", "oprd"})
_NOT_BEFORE = frozenset({"WDT", "WP", "WRB", "IN", "TO", "MD", "CC"})
_STOPS = frozenset({".", "!", "?"})
_OPENING = frozenset({"as", "what", "when", "after", "while"})
_LENGTHENING = frozenset({"also", "has", "have", "had", "later", "then", "earlier"})
_MAX_TAIL = 16
_MAX_SOURCE = 14
_MAX_BETWEEN = 18
_MIN_CONTENT = 3
_MIN_QUOTATION = 5


def find_bare_tail(parse: Doc, verb: Token, cue: Cue, quotations: Quotations) -> Finding | None:
    """The attribution, or ``None`` where a comma or another clause makes it the parser's business."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or verb.is_sent_start:
        return None
    first = verb.i
    while first > verb.sent.start and parse[first - 1].lower_ in _LENGTHENING:
        first -= 1
    if first == verb.i and verb.tag_ == "VBN" and not _stands_behind_comma(parse, verb):
        return None
    if taken_up_before(verb) is not None:
        return None
    found = None
    if not has_subject(verb):
        found = _beside_quotation(parse, verb, first, quotations) or _before_that(parse, verb, first)
    found = found or _behind_sentence(parse, verb, first, quotations)
    if found is None:
        return None
    source, content = found
    name = next((at for at in range(source[0] + 1, source[1]) if parse[at].text == ","), source[1])
    return Finding(
        (first, verb.i + 1),
        source,
        (content,),
        cue.stance,
        cue.is_report,
        has_speech=True,
        named=(source[0], name),
    )


def _beside_quotation(parse: Doc, verb: Token, first: int, quotations: Quotations) -> tuple[Run, Run] | None:
    """Source and quotation of "...," Brandt, the mayor, said. and "...," said Rep. Brandt."""
    if quotations.at(verb.i) is not None:
        return None
    after = quotations.closing_before(first) or quotations.closing_before(first - 1)
    if after is not None and _is_long(after) and (after[1] == first or parse[first - 1].text == ","):
        end = verb.i + 1
        while end < len(parse) and end - verb.i < _MAX_SOURCE and _names(parse[end]):
            end += 1
        return ((verb.i + 1, end), after) if end > verb.i + 1 else None
    for at in range(first - 1, max(first - _MAX_BETWEEN, 0), -1):
        quotation = quotations.closing_before(at)
        if quotation is not None:
            begins = parse[at].pos_ in _NOMINAL or parse[at].tag_ in ("DT", "PRP$", "VB")
            is_one = not any(token.text in _STOPS for token in parse[at:first])
            return ((at, first), quotation) if begins and is_one and _is_long(quotation) else None
        if parse[at].tag_ in TENSED:
            return None
    return None


def _before_that(parse: Doc, verb: Token, first: int) -> tuple[Run, Run] | None:
    """Source and content of "a monitor said that ..." where the parser missed that "monitor" is the subject."""
    end = verb.sent.end
    source = phrase_before(parse, first, verb.sent.start)
    if source is None or verb.i + 1 >= end or parse[verb.i + 1].lower_ != "that":
        return None
    return source, (verb.i + 1, end)


def _behind_sentence(parse: Doc, verb: Token, first: int, quotations: Quotations) -> tuple[Run, Run] | None:
    """Source and content of "Two died in the raid a monitor said on Friday"."""
    start = verb.sent.start
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    if subject is not None and parse[max(start, subject.left_edge.i - 1)].text == ",":
        return None
    source = _before_relay(parse, first, start) or phrase_before(parse, first, start)
    if source is None or source[0] - start < _MIN_CONTENT or quotations.at(start) != quotations.at(verb.i):
        return None
    before = parse[source[0] - 1]
    if before.lower_ == "one" and before.i > start:
        before = parse[before.i - 1]  # "as | one | newspaper reported"
    is_comma = before.text == "," and not has_subject(verb)  # the parser took the source for an apposition
    if (before.is_punct and not is_comma) or before.tag_ in _NOT_BEFORE or not _ends_sentence(parse, verb):
        return None
    content = parse[start : source[0]]
    if not any(token.tag_ in TENSED for token in content):
        return None
    if parse[start].lower_ in _OPENING and not any(token.text == "," for token in content):
        return None
    return source, (start, source[0])


def _stands_behind_comma(parse: Doc, verb: Token) -> bool:
    """Whether a participle is a verb misread: "took the hill, a source announced", its source read as an apposition."""
    source = phrase_before(parse, verb.i, verb.sent.start)
    is_apart = source is not None and source[0] > verb.sent.start and parse[source[0] - 1].text == ","
    return is_apart and verb.head.i == verb.i - 1 and can_speak(verb.head, SPEAKERS)


def _before_relay(parse: Doc, first: int, start: int) -> Run | None:
    """The source of "..., officials quoted by several newspapers said", with those who quote it."""
    by = next((at for at in range(first - 1, max(first - _MAX_SOURCE, start), -1) if parse[at].lower_ == "by"), None)
    if (
        by is None
        or parse[by - 1].lemma_.lower() not in load_cues().words["quoting"]
        or phrase_before(parse, first, by + 1) != (by + 1, first)
    ):
        return None
    source = phrase_before(parse, by - 1, start)
    return (source[0], first) if source is not None else None


def _is_long(quotation: Run) -> bool:
    return quotation[1] - quotation[0] >= _MIN_QUOTATION


def _names(token: Token) -> bool:
    """Whether a token can stand in the name of a source behind its verb."""
    return token.pos_ in _NOMINAL or token.tag_ == "DT" or token.text in ("of", "-", "'s")


def _ends_sentence(parse: Doc, verb: Token) -> bool:
    """Whether only adverbials follow a verb, or whom it tells."""
    tail = parse[verb.i + 1 : verb.sent.end]
    if len(tail) > _MAX_TAIL or any(_opens_more(token) for token in tail):
        return False
    if verb.lemma_ in ("tell", "inform") or any(token.lower_ in ("us", "me") for token in tail[:2]):
        return len(tail) > 1
    if any(child.dep_ in _OBJECTS for child in verb.rights):
        return False
    following = next((token for token in tail if not token.is_punct), None)
    return following is None or (
        following.tag_ in ("IN", "TO", "RB") or following.dep_ in _ADVERBIALS or following.ent_type_ in ("DATE", "TIME")
    )


def _opens_more(token: Token) -> bool:
    """Whether a token behind a verb begins what is said."""
    return (
        token.tag_ in TENSED
        or token.tag_ == "PRP"
        or token.lower_ in ("that", "whether", "there", "if")
        or (token.text in ('"', "“", ":"))
    )
