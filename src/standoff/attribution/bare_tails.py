"""A verb of saying at the end of a sentence, or behind a quotation, whose source no comma sets apart.

Texts that lost their commas ("two died in the raid a monitor said on Friday") mislead the parser, which then hangs
the source on what stands before it. Here the order of the words decides.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from standoff.attribution.cues import Cue
from standoff.attribution.finding import Finding, Run
from standoff.attribution.phrase_before import phrase_before
from standoff.attribution.quotes import Quotations

__all__ = ["find_bare_tail"]

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOMINAL = frozenset({"PROPN", "NOUN", "ADJ", "PRON"})
_NO_TAIL = frozenset({"that", "whether", "it", "he", "she", "they", "we", "there", ":", "if"})
_NOT_BEFORE = frozenset({"WDT", "WP", "WRB", "IN", "TO", "MD", "CC"})
_MAX_TAIL = 16
_MAX_SOURCE = 14
_MAX_BETWEEN = 18
_MIN_CONTENT = 3


def find_bare_tail(parse: Doc, verb: Token, cue: Cue, quotations: Quotations) -> Finding | None:
    """The attribution, or ``None`` where a comma or another clause makes it the parser's business."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or verb.is_sent_start:
        return None
    sentence = verb.sent
    last = verb.i
    while last > sentence.start and parse[last - 1].lower_ in (
        "also",
        "has",
        "have",
        "had",
        "later",
        "then",
        "earlier",
    ):
        last -= 1
    if last == verb.i and verb.tag_ == "VBN":
        return None
    around = _beside_quotation(parse, verb, last, quotations)
    if around is not None:
        speaker, spoken = around
        return Finding(
            (last, verb.i + 1),
            speaker,
            (spoken,),
            cue.stance,
            cue.is_report,
            has_speech=True,
            named=_name(parse, speaker),
        )
    source = phrase_before(parse, last, sentence.start)
    if (
        source is not None
        and verb.i + 1 < sentence.end
        and parse[verb.i + 1].lower_ == "that"
        and not _has_subject(verb)
    ):
        rest = (verb.i + 1, sentence.end)
        return Finding((last, verb.i + 1), source, (rest,), cue.stance, cue.is_report, has_speech=True, named=source)
    if source is None or source[0] <= sentence.start:
        return None
    before = parse[source[0] - 1]
    run = (last, verb.i + 1)
    quotation = quotations.closing_before(source[0])
    if quotation is not None and quotation[1] - quotation[0] > 4 and quotations.at(verb.i) is None:
        if not _has_subject(verb) and before.is_punct:
            content: Run = (
                min(quotation[0], sentence.start)
                if quotation[0] > sentence.start and before.sent == verb.sent and _is_part(parse, quotation)
                else quotation[0],
                quotation[1],
            )
            return Finding(run, source, (content,), cue.stance, cue.is_report, has_speech=True, named=source)
        return None
    if before.is_punct or before.tag_ in _NOT_BEFORE or not _ends_sentence(parse, verb, sentence.end):
        return None
    start = sentence.start
    if quotations.at(start) != quotations.at(verb.i):
        return None
    if source[0] - start < _MIN_CONTENT or not any(t.tag_ in _FINITE for t in parse[start : source[0]]):
        return None
    if parse[start].lower_ in ("as", "what", "when", "after", "while") and not any(
        t.text == "," for t in parse[start : source[0]]
    ):
        return None
    return Finding(run, source, ((start, source[0]),), cue.stance, cue.is_report, has_speech=True, named=source)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _beside_quotation(parse: Doc, verb: Token, last: int, quotations: Quotations) -> tuple[Run, Run] | None:
    """Source and quotation where the parser gave a verb next to a quotation no subject of its own:
    "...," Brandt, the mayor, said. and "...," said Rep. Brandt."""
    if _has_subject(verb) or quotations.at(verb.i) is not None:
        return None
    inverted = quotations.closing_before(last) or quotations.closing_before(last - 1)
    if inverted is not None and inverted[1] - inverted[0] > 4 and (inverted[1] == last or parse[last - 1].text == ","):
        at = verb.i + 1
        while (
            at < len(parse)
            and at - verb.i < _MAX_SOURCE
            and (parse[at].pos_ in _NOMINAL or parse[at].tag_ == "DT" or parse[at].text in ("of", "-", "'s"))
        ):
            at += 1
        return ((verb.i + 1, at), inverted) if at > verb.i + 1 else None
    for at in range(last - 1, max(last - _MAX_BETWEEN, 0), -1):
        quotation = quotations.closing_before(at)
        if quotation is not None:
            first = parse[at]
            is_phrase = first.pos_ in _NOMINAL or first.tag_ in ("DT", "PRP$", "VB")
            if (
                quotation[1] - quotation[0] <= 4
                or not is_phrase
                or any(t.text in (".", "!", "?") for t in parse[at:last])
            ):
                return None
            return (at, last), quotation
        if parse[at].tag_ in _FINITE:
            return None
    return None


def _name(parse: Doc, source: Run) -> Run:
    """A source up to its first comma."""
    end = next((at for at in range(*source) if parse[at].text == "," and at > source[0]), source[1])
    return source[0], end


def _is_part(parse: Doc, quotation: Run) -> bool:
    """Whether a quotation is only the end of what is laid to the source: words lead up to it without a stop."""
    return parse[quotation[0] - 1].text not in (".", ",", ":", "?", "!")


def _ends_sentence(parse: Doc, verb: Token, end: int) -> bool:
    tail = parse[verb.i + 1 : end]
    if len(tail) > _MAX_TAIL or any(t.tag_ in _FINITE or t.lower_ in _NO_TAIL or t.text in ('"', "“") for t in tail):
        return False
    if verb.lemma_ in ("tell", "inform"):
        return len(tail) > 1
    if any(child.dep_ in ("dobj", "ccomp", "xcomp", "oprd") for child in verb.rights):
        return False
    first = next((t for t in tail if not t.is_punct), None)
    return (
        first is None
        or first.tag_ in ("IN", "TO", "RB")
        or first.dep_ in ("npadvmod", "prep", "advmod")
        or first.ent_type_ in ("DATE", "TIME")
    )
