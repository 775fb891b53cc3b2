"""Attributions in headlines and transcripts: "Monitor: 20 killed", "20 killed - monitor", "BRANDT: We left."."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc

from standoff.attribution.cues import load_cues
from standoff.attribution.finding import Finding, Run
from standoff.attribution.quotes import Quotations
from standoff.attribution.sources import Registry, is_kind, is_press_name
from standoff.gazetteer.nations import nations
from standoff.languages.grammar import FINITE
from standoff.records import PRESS, THINGS, Document

__all__ = ["find_in_headlines"]

_MAX_SOURCE_TOKENS = 10
_MAX_LEAD_TOKENS = 45
_MAX_TAIL_TOKENS = 7
_MAX_AFTER_COLON = 4
_MARKS = frozenset({'"', "“", "(", "[", "'", "‘"})
_OPENING = frozenset({'"', "“", "``", "«"})
_SPEAKING = _OPENING | {"'", "‘", "we", "We", "our", "Our"}
_DASHES = frozenset({"-", "--", "–", "—", "―"})
_BARE_KINDS = frozenset({"unnamed_official", "unnamed", "monitor"})
_PERHAPS = frozenset({None, "state", "person"})
"""What a name before a colon may be and still be the place that is told of: "Al-Qatrun: the army brought in fuel"."""
_QUOTED = frozenset({"quoted", "cited"})
_CITING = frozenset({"citing", "quoting"})
_MAX_LABEL = 18
_MAX_BLOCKS = 12
_KINDS = frozenset({"unnamed_official", "unnamed", "video", "document", "outlet", "agency", "monitor", "state", "body"})


def find_in_headlines(document: Document, registry: Registry | None, quotations: Quotations) -> Iterator[Finding]:
    """Attributions by a colon or a dash alone: in headlines, in first sentences, in transcripts, after quotations."""
    parse = document.parse
    turns: list[Finding] = []
    for sentence in parse.sents:
        block = document.block_of[sentence.start]
        kind = document.blocks[block].kind
        is_block_start = sentence.start == 0 or document.block_of[sentence.start - 1] != block
        length = sentence.end - sentence.start
        start = sentence.start
        while start < sentence.end - 1 and not parse[start].text[0].isalnum() and parse[start].text not in _MARKS:
            start += 1  # a bullet or a sign before the source
        if kind == "headline" or (is_block_start and length <= _MAX_LEAD_TOKENS):
            yield from _colon_or_dash(parse, (start, sentence.end), registry, is_headline=kind == "headline")
        elif speaker := _colon_in_body(parse, (start, sentence.end), registry):
            yield speaker
        if is_block_start and (labelled := _labelled(document, start, registry, quotations)):
            yield labelled
        if is_block_start and (turn := _turn(document, sentence.start, registry)):
            turns.append(turn)
    if len(turns) > 1:  # a single one is the town that a report is sent from: "KARACHI: ..."
        yield from turns
    for quotation in quotations.runs:
        yield from _signed(document, quotation)


def _colon_or_dash(parse: Doc, run: Run, registry: Registry | None, *, is_headline: bool) -> Iterator[Finding]:
    start, end = run
    while end > start and parse[end - 1].text in (".", " "):
        end -= 1
    tail = _signed_tail(parse, (start, end), registry)
    for at in range(start + 1, min(start + _MAX_LABEL, end - 2)):
        is_dateline = not is_headline and all(token.is_upper for token in parse[start:at])
        is_about = is_headline and parse[at].text == ":" and _is_topic(parse, at, registry)
        if is_about or (parse[at].text == ":" and _names_an_item(parse, (start, at))):
            break
        if parse[at].text == ":" and not is_dateline and (named := _named(parse, (start, at), registry)):
            if tail is not None and _is_state(parse, (start, at), registry):
                break  # "Ethiopia: Men Killed in Raid - Rights Group"
            source, via = named
            yield Finding((at, at + 1), source, ((at + 1, end),), via=((via, (at, at + 1)),) if via else ())
            return
    if tail is not None:
        yield tail
        return
    if is_headline:
        yield from _bare_source(parse, (start, end))


def _colon_in_body(parse: Doc, run: Run, registry: Registry | None) -> Finding | None:
    """Who speaks by a colon alone where a sentence of the body begins: "Interior ministry in Qasr: nobody was hit"."""
    start, end = run
    nearby = range(start + 1, min(start + _MAX_SOURCE_TOKENS, end - 3))
    colon = next((at for at in nearby if parse[at].text == ":"), None)
    if colon is None or parse[colon + 1].text in _OPENING or not _is_source(parse, (start, colon), registry):
        return None
    head = parse[start:colon].root
    known = registry.source_kind(parse[start:colon].text) if registry is not None else None
    is_place = not is_kind(head, _KINDS) and known in _PERHAPS
    is_thing = is_kind(head, THINGS) or _names_an_item(parse, (start, colon))
    if is_place or is_thing or not any(token.tag_ in FINITE for token in parse[colon + 1 : end]):
        return None
    return Finding((colon, colon + 1), (start, colon), ((colon + 1, end),))


def _names_an_item(parse: Doc, run: Run) -> bool:
    """Whether the words before a colon name a part of a report: "Bulletin No. 14: a raid near the dam"."""
    return not load_cues().words["item"].isdisjoint(token.lower_ for token in parse[run[0] : run[1]])


def _is_topic(parse: Doc, colon: int, registry: Registry | None) -> bool:
    """Whether a headline only says by the country or region before a colon what it is about: "Mali: Nine Herders
    Shot". The capital says so for its government, and a country does before a quotation."""
    label = parse[parse[colon].sent.start : colon]
    name = label.text.strip()
    party = registry.party_of(name) if registry is not None else None
    region = (party or "").partition("-")[2]
    is_region = bool(region) and (label.root.ent_type_ in ("GPE", "LOC") or region == name.upper())
    is_place = is_region or name.casefold() in _countries()
    return is_place and parse[colon + 1].text not in _SPEAKING


@cache
def _countries() -> frozenset[str]:
    return frozenset(nation.name.casefold() for nation in nations().values())


def _named(parse: Doc, run: Run, registry: Registry | None) -> tuple[Run, Run | None] | None:
    """Whom the words before a colon name, and through whom: "04:20 - Military source to Syrian TV", "Ministry quoted by
    an agency", "a daily, citing a commander"."""
    start, end = run
    while start < end and (parse[start].like_num or not parse[start].text[0].isalpha() or ":" in parse[start].text):
        start += 1
    for at in range(start + 1, end - 1):
        word = parse[at].lower_
        if word in _CITING:
            outer = (start, at - 1 if parse[at - 1].text == "," else at)
            return ((at + 1, end), outer) if _speaks(parse, (at + 1, end), registry) else None
        is_quoted = word in _QUOTED and parse[at + 1].lower_ in ("by", "in")
        if is_quoted or word == "to":
            passer = (at + 1 + is_quoted, end)
            if passer[0] < end and _is_press(parse, passer, registry) and _speaks(parse, (start, at), registry):
                return (start, at), passer
    return ((start, end), None) if start < end and _is_source(parse, (start, end), registry) else None


def _speaks(parse: Doc, run: Run, registry: Registry | None) -> bool:
    words = parse[run[0] : run[1]]
    return _is_source(parse, run, registry) or (words.root.pos_ == "PROPN" and not any(t.text == "," for t in words))


def _is_press(parse: Doc, run: Run, registry: Registry | None) -> bool:
    words = parse[run[0] : run[1]]
    is_known = registry is not None and registry.source_kind(words.text) in PRESS
    return is_known or is_press_name(words) or is_kind(words.root, PRESS)


def _labelled(document: Document, start: int, registry: Registry | None, quotations: Quotations) -> Finding | None:
    """A quotation behind a label: 'The General Staff, as of 22:00: "The enemy attacked. ..."', to where it closes, be
    it paragraphs later."""
    parse, block_of = document.parse, document.block_of
    for at in range(start + 1, min(start + _MAX_LABEL, len(parse) - 1)):
        if block_of[at + 1] != block_of[start] or quotations.at(at) is not None:
            return None
        quotation = _quotation_at(document, at + 1, quotations) if parse[at].text == ":" else None
        if quotation is None:
            continue
        onwards = _onwards(document, quotation, quotations)
        if not onwards and quotations.at(at + 1) is None:
            return None  # a mark that nothing closes
        end = next((i for i in range(start, at) if parse[i].text == ","), at)
        if parse[start].lower_ in ("quote", "statement") and parse[start + 1].lower_ in ("from", "by", "of"):
            start += 2
        named = _named(parse, (start, end), registry)
        if named is None and end > start and parse[start:end].root.pos_ == "PROPN":
            named = ((start, end), None)
        if named is None or any(token.tag_[:2] == "VB" for token in parse[named[0][0] : named[0][1]]):
            return None
        source, via = named
        return Finding(
            (at, at + 1), source, (quotation, *onwards), via=((via, (at, at + 1)),) if via else (), has_speech=True
        )
    return None


def _quotation_at(document: Document, start: int, quotations: Quotations) -> Run | None:
    """The quotation that begins with a token, or from an opening mark to the end of its paragraph."""
    end = start
    while end < len(document.parse) and document.block_of[end] == document.block_of[start]:
        end += 1
    is_open = document.parse[start].text in _OPENING
    return quotations.opening_at(start) or ((start, end) if is_open else None)


def _onwards(document: Document, quotation: Run, quotations: Quotations) -> tuple[Run, ...]:
    """The paragraphs after an open quotation, to the one whose end closes it; none where none does."""
    if quotation[0] not in quotations.unclosed and quotations.at(quotation[0]) is not None:
        return ()
    parse, block_of = document.parse, document.block_of
    found: list[Run] = []
    first = quotation[1]
    while first < len(parse) and len(found) < _MAX_BLOCKS:
        end = first
        while end < len(parse) and block_of[end] == block_of[first]:
            end += 1
        if any(quotations.at(at) for at in range(first, end)):
            return ()
        found.append((first, end))
        if parse[end - 1].text in ('"', "”", "''", "»"):
            return tuple(found)
        first = end
    return ()


def _signed_tail(parse: Doc, run: Run, registry: Registry | None) -> Finding | None:
    """ "Twenty killed in raid - monitor", "Twenty killed in raid: monitor"."""
    start, end = run
    for at in range(end - 2, max(start + 2, end - _MAX_TAIL_TOKENS - 2), -1):
        is_dash = parse[at].text in _DASHES and bool(parse[at - 1].whitespace_)
        is_colon = parse[at].text == ":" and end - at - 1 <= _MAX_AFTER_COLON
        is_colon = is_colon and not any(token.like_num or token.pos_ == "ADP" for token in parse[at + 1 : end])
        if (is_dash or is_colon) and _is_source(parse, (at + 1, end), registry):
            return Finding((at, at + 1), (at + 1, end), ((start, at),))
    return None


def _is_state(parse: Doc, run: Run, registry: Registry | None) -> bool:
    return registry is not None and registry.source_kind(parse[run[0] : run[1]].text) == "state"


def _bare_source(parse: Doc, run: Run) -> Iterator[Finding]:
    """ "Raid kills nine Monitor": a headline that lost the colon before its source."""
    start, end = run
    last = parse[end - 1]
    if end - start < 5 or not last.is_title or not is_kind(last, _BARE_KINDS):
        return
    before = parse[end - 2]
    if before.pos_ in ("NOUN", "PROPN", "NUM") and before.tag_ not in ("NN",) and before.dep_ not in ("amod", "poss"):
        yield Finding((end - 1, end), (end - 1, end), ((start, end - 1),))


def _is_source(parse: Doc, run: Run, registry: Registry | None) -> bool:
    words = parse[run[0] : run[1]]
    if not len(words) or len(words) > _MAX_SOURCE_TOKENS or any(token.tag_[:2] == "VB" for token in words):
        return False
    if any(token.is_punct and token.text not in ("-", ".", "'", "&") for token in words):
        return False
    if registry is not None and registry.source_kind(words.text) is not None:
        return True
    head = words.root
    return is_kind(head, _KINDS) or (head.ent_type_ == "PERSON" and len(words) > 1)  # "Oicha: nine killed" names a town


def _signed(document: Document, quotation: Run) -> Iterator[Finding]:
    """A quotation and, behind a dash, who said it."""
    parse = document.parse
    dash = quotation[1]
    if dash + 1 >= len(parse) or parse[dash].text not in _DASHES or quotation[1] - quotation[0] < 5:
        return
    end = dash + 1
    block = document.block_of[dash]
    while (
        end < len(parse)
        and end - dash < 6
        and document.block_of[end] == block
        and (parse[end].pos_ == "PROPN" or parse[end].is_title)
    ):
        end += 1
    is_end = end == len(parse) or document.block_of[end] != block or parse[end].is_punct
    if end > dash + 1 and is_end:
        yield Finding((dash, dash + 1), (dash + 1, end), (quotation,))


def _turn(document: Document, start: int, registry: Registry | None) -> Finding | None:
    """A paragraph of a transcript: it begins with a name in capitals and a colon."""
    parse = document.parse
    at = start
    if parse[at].text in ('"', "“"):
        at += 1
    first = at
    while (
        at < len(parse)
        and at - first < 4
        and (parse[at].is_upper or parse[at].text == ".")
        and parse[at].text.isalpha()
    ):
        at += 1
    block = document.block_of[start]
    if at == first or at + 2 >= len(parse) or parse[at].text != ":" or document.block_of[at + 1] != block:
        return None
    is_headline = document.blocks[block].kind == "headline"
    if _names_an_item(parse, (first, at)) or (is_headline and _is_topic(parse, at, registry)):
        return None
    end = at + 1
    while end < len(parse) and document.block_of[end] == block:
        end += 1
    return Finding((at, at + 1), (first, at), ((at + 1, end),))
