"""Running text taken apart where a headline, a dateline, a caption or boilerplate runs into the body unbroken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from standoff.actors import ActorRegistry
from standoff.languages.days import DAY_PATTERN, read_day
from standoff.languages.language import load_rules
from standoff.records import Block, BlockKind
from standoff.text.boilerplate import load_boilerplate
from standoff.text.printed import TIME_PATTERN, Printed, agency_names

__all__ = ["divide_run", "title_end"]

_MIN_CAPTION_CHARS = 40
_MAX_CAPTION_CHARS = 600
_MAX_TAIL_CHARS = 2_000
_MAX_TAGS_WORDS = 20
_GAP = re.compile(r"[\s|•·–—:-]*")
_SENTENCE_END = re.compile(r"(?:(?<!\.\.)[.!?]|…)[\"'”’)\]]{0,2}\s+(?=[\"“(]?[A-Z0-9])")
_AFTER_SENTENCE = re.compile(r"(?<=[.!?…\"”)\]])\s+(?=[A-Z.\[(/#*a-z\d-])")
_FINAL_STOP = (".", "!", "?", ".”", '."')
_WORD = re.compile(r"\S+")

_PLACE = r"(?:[A-Z][A-Z.'’-]{2,24}|[A-Z]{2})(?:[ /-](?:[A-Z][A-Z.'’-]{1,24}|[A-Z]\.|of|al)){0,4}"
_REGION = r"(?:,? ?(?:[A-Z][\w.'’-]{1,20} ?){1,3})?"
_SHORT_DAY = (
    r"(?:,? {0,2}(?:on )?(?:(?i:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6})\.? \d{1,2}"
    r"|\d{1,2} (?:[A-Z][a-z]{2,8}|[A-Z]{3,9})\.?)(?:,? \d{2,4})?)?"
)
_DATED = _SHORT_DAY.removesuffix("?")
_DATELINE = re.compile(
    rf"{_PLACE}{_REGION}{_SHORT_DAY},? {{0,2}}\((?P<agency>[A-Z][\w .,'’&/-]{{1,60}})\)"
    r"\s*(?:[-–—:]{1,3}\s*)?(?:\[TEXT\]\s*)?"
    rf"|(?P<marked>{_PLACE}{_REGION}{_SHORT_DAY}),?\s{{0,2}}(?:--|//|[–—|]|\s-(?=\s))\s*"
    rf"|{_PLACE}{_REGION}(?: /[A-Z][\w ]{{2,20}}/)?{_SHORT_DAY}[.,]? {{0,2}}/(?P<slashed>[A-Z][\w .&-]{{1,40}})/\.?\s*"
    rf"|(?P<stamped>{_PLACE}{_REGION}{_DATED}),? [A-Z][A-Z.&-]{{2,24}}(?: [A-Z]{{3,24}}){{0,2}}\.\s"
    r"|\((?P<first>[A-Z][\w .,/]{1,40})\)\s*[-–—:]{1,2}\s*"
)
_NAME = r"[A-Z][\w.'’-]{1,24}(?: (?:[A-Z][\w.'’-]{1,24}|al-\w{2,20}|of|de|del|la|el)){0,3}"
_TOWN = rf"{_NAME}(?:, {_NAME}){{0,2}}?"
# As monitoring services mark where a translation begins, and whose words they are: "[Report] [Juan Paz] [Text]".
_MARK = r"\[[A-Za-z][\w ,.'’/-]{2,80}\]\s{0,2}"
_TEXT = rf"(?:{_MARK}){{0,4}}(?=[A-Z\"“])"
_MARKED = re.compile(
    r"(?:[\[(][^\[\]()\n]{2,100}[\])]\s{0,2}){0,4}\[(?:text|excerpts?)\]\s{0,2}"
    r"|\[(?:text|excerpts?|report|summary|editorial|interview|communique|commentary|article)\b[^\[\]()\n]{0,60}\]\s{0,2}"
    rf"(?:{_MARK}){{0,4}}",
    re.IGNORECASE,
)
_DASH = rf"\s{{0,2}}[-–—]{{1,2}}\s{{0,2}}{_TEXT}"
# Datelines whose town is not in capitals stand only where a report begins.
_OPENING = re.compile(
    rf"{_TOWN}{_DATED},? {{0,2}}\((?P<agency>[A-Z][\w .,'’&/-]{{1,60}})\)\s{{0,2}}[-–—:]{{0,3}}\s{{0,2}}{_TEXT}"
    rf"|{_TOWN},? {{0,2}}\((?P<named>[A-Z][\w .,'’&/-]{{1,60}})\){_DASH}"
    rf"|{_TOWN}, (?P<short>[A-Z]{{2,8}}){_DASH}"
    rf"|{_TOWN}{_DATED}{_DASH}"
    rf"|{_TOWN}\s(?:[–—-]|--)\s(?:{_NAME}(?: {_NAME})?:\s)?(?=[A-Z\"“])"
    rf"|(?P<before_colon>{_NAME}):\s(?=[A-Z\"“])"
)
_DAY = re.compile(DAY_PATTERN, re.IGNORECASE)
_DATE_RUN = re.compile(
    r"(?:(?:date of publication|(?:first )?published|posted|last updated|updated)(?: on)?\s*:?\s*)?"
    rf"(?P<day>{DAY_PATTERN}){TIME_PATTERN}"
    r"(?:\s{0,2}\((?:last )?(?:updated|modified)[^()]{0,50}\))?(?=\s*:?\s*(?-i:[A-Z\"“(\[\d]|Get short)|\s*$)",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\s?[(\[](?:[A-Z][^()\[\]]{0,60}\b)?(?:[Pp]hotos?|PHOTO|[Ff]ile|Getty|[Ii]mage|Handout|Screengrab|[Cc]ourtesy)\b"
    r"[^()\[\]]{0,60}[)\]]\.?(?=\s*(?:[A-Z\"“]|\Z))"
)


_STAMP = re.compile(rf"(?=\d){TIME_PATTERN}\s{{0,2}}[-–—|:]{{1,2}}\s{{1,2}}(?=(?-i:[A-Z\"“‘]))", re.IGNORECASE)


@cache
def _openers() -> frozenset[str]:
    return frozenset(load_rules("sentences")["openers"])


@cache
def _agency_run() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, agency_names()), key=len, reverse=True))
    return re.compile(rf"(?:\(?(?P<agency>{names})\)?)(?=\s+[A-Z\"“])")


def title_end(text: str, title: str | None, start: int, end: int) -> int | None:
    """Where the title, printed at ``start``, ends; ``None`` when it is not printed there. Punctuation may differ.

    >>> title_end("Raid kills 21 Monitor The raid", "Raid kills 21: Monitor", 0, 30)
    21
    """
    if not title:
        return None
    at = start
    is_matched = False
    for letter in title.casefold():
        if not letter.isalnum():
            continue
        while at < end and not text[at].isalnum():
            at += 1
        if at >= end or text[at].casefold() != letter:
            return None
        at += 1
        is_matched = True
    if not is_matched or (at < end and text[at].isalnum()):
        return None
    while at < end and text[at] in ".!?\"'”’)*_":
        at += 1
    return at


def divide_run(
    text: str, start: int, end: int, *, title: str | None, is_first: bool, is_last: bool, printed: Printed
) -> Iterator[Block]:
    """The blocks of one paragraph that holds body text, in order. What a printed piece says goes to ``printed``."""
    at = start
    if is_first:
        for block in _front(text, start, end, title, printed):
            yield block
            at = _skip(text, block.end, end)
    if stamp := _STAMP.match(text, at, end):  # "08:40 - Two missiles struck a house": an entry of a running report
        yield Block("dateline", at, stamp.end())
        at = stamp.end()
    last = end
    tail: Block | None = None
    if is_last or end - at > 200:
        tail_start = _tail_start(text, at, end)
        if tail_start is not None:
            tail = Block("boilerplate", tail_start, end)
            last = tail_start
    yield from _inside(text, at, last, is_first, printed)
    if tail:
        yield tail


def _front(text: str, start: int, end: int, title: str | None, printed: Printed) -> Iterator[Block]:
    """What stands before the body: day, title, agency, short address, topic."""
    rules = load_boilerplate()
    at = start
    has_title = False
    for _ in range(8):
        kind: BlockKind
        title_to = None if has_title else title_end(text, title, at, end)
        if title_to is not None:
            kind, to, has_title = "headline", title_to, True
        elif match := _DATE_RUN.match(text, at, min(end, at + 200)):
            kind, to = "dateline", match.end()
            printed.take(match)
        elif match := _MARKED.match(text, at, min(end, at + 300)):
            kind, to = "dateline", match.end()
        elif match := rules.run.match(text, at, min(end, at + 300)):
            kind, to = "boilerplate", match.end()
        elif has_title and (match := _agency_run().match(text, at, min(end, at + 60))):
            kind, to = "dateline", match.end()
            printed.take_agency(match["agency"], match.group())
        else:
            return
        yield Block(kind, at, to)
        at = _skip(text, to, end)


def _skip(text: str, at: int, end: int) -> int:
    gap = _GAP.match(text, at, end)
    return gap.end() if gap else at


def _tail_start(text: str, start: int, end: int) -> int | None:
    """Where trailing links, tags and sign-offs begin, ``None`` when the paragraph ends with its body."""
    rules = load_boilerplate()
    floor = max(start, end - _MAX_TAIL_CHARS)
    last_border = floor
    for border in _SENTENCE_END.finditer(text, floor, end):
        last_border = border.start()
    for border in _AFTER_SENTENCE.finditer(text, last_border, end):
        match = rules.tail.match(text, border.end(), end)
        if match is None:
            continue
        rest = text[match.start() : end].rstrip()
        if rest.endswith(_FINAL_STOP) and not rest.endswith("..."):
            continue
        return match.start()
    return None


def _inside(text: str, start: int, end: int, is_first: bool, printed: Printed) -> Iterator[Block]:
    """The body with what is no body cut out of it."""
    body_from = start
    at = start
    candidates = [start, *(border.end() for border in _AFTER_SENTENCE.finditer(text, start, end))]
    for candidate in candidates:
        if candidate < at:
            continue
        block = _piece_at(text, candidate, end, is_start=candidate == start, is_first=is_first, printed=printed)
        if block is None:
            continue
        yield from _body(text, body_from, block.start, is_first=is_first and body_from == start)
        yield block
        at = body_from = _skip_blank(text, block.end, end)
    yield from _body(text, body_from, end, is_first=is_first and body_from == start)


def _skip_blank(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _piece_at(text: str, at: int, end: int, *, is_start: bool, is_first: bool, printed: Printed) -> Block | None:
    rules = load_boilerplate()
    dateline = _DATELINE.match(text, at, min(end, at + 200))
    if dateline is None and is_start and is_first and (opening := _opening(text, at, end)):
        if day := (read_day(found[0]) if (found := _DAY.search(opening.group())) else None):
            printed.days.append(day)
        if (agency := opening["agency"] or opening["named"] or opening["short"]) in agency_names():
            printed.take_agency(agency, opening.group())
        return Block("dateline", at, at + len(opening.group().rstrip()))
    if dateline and _is_dateline(dateline, text[at : min(end, at + 400)].isupper(), is_start, is_first):
        agency = dateline["agency"] or dateline["slashed"] or dateline["first"]
        day = read_day(found[0]) if (found := _DAY.search(dateline.group())) else None
        if dateline["first"] and found:
            agency = None  # "(Nairobi, May 12, 2021) –": the town and the day
        if agency in agency_names():
            printed.take_agency(agency, dateline.group())
        elif agency and day:
            printed.named_days.append((agency, day))
            return Block("dateline", at, at + len(dateline.group().rstrip()))
        if day:
            printed.days.append(day)
        return Block("dateline", at, at + len(dateline.group().rstrip()))
    run = rules.run.match(text, at, min(end, at + 300))
    if run and run.end() > at:
        return Block("boilerplate", at, run.end())
    if tags := rules.tags_run.match(text, at, end):
        to = _tags_end(text, tags.end(), end)
        return Block("boilerplate", at, to) if to else None
    return None


def _opening(text: str, at: int, end: int) -> re.Match[str] | None:
    """The dateline in small letters with which a report begins; not a source before a colon ("Monitor: ...")."""
    match = _OPENING.match(text, at, min(end, at + 200))
    name = match["before_colon"] if match else None
    return None if name and ActorRegistry.load().source_kind(name) not in (None, "state") else match


def _is_dateline(match: re.Match[str], is_capitals: bool, is_start: bool, is_first: bool) -> bool:
    """Whether capitals and brackets are a dateline: in a text all in capitals they may be anything."""
    agency = match["agency"] or match["slashed"] or match["first"]
    if is_capitals:
        return is_start and is_first and agency is not None and match.group().rstrip().endswith(("-", "]"))
    if is_start:
        return agency is None or agency in agency_names() or len(agency.split()) <= 5
    return agency in agency_names() or (agency is not None and match["first"] is None and len(agency.split()) <= 2)


def _tags_end(text: str, start: int, end: int) -> int | None:
    """Where a list of tags in running text ends: before a capitalised word with which a sentence opens."""
    for count, word in enumerate(_WORD.finditer(text, start, min(end, start + 400))):
        if count and word.group() in _openers():
            return word.start()
        if count >= _MAX_TAGS_WORDS or word.group()[-1] in ".!?;":
            return None
    return None


def _body(text: str, start: int, end: int, *, is_first: bool) -> Iterator[Block]:
    while end > start and text[end - 1].isspace():
        end -= 1
    if start >= end:
        return
    if is_first or end - start <= _MAX_CAPTION_CHARS:
        credit = _CREDIT.search(text, start, min(end, start + _MAX_CAPTION_CHARS))
        if credit and credit.end() - start > _MIN_CAPTION_CHARS and (is_first or credit.end() == end):
            yield Block("caption", start, credit.end())
            start = _skip_blank(text, credit.end(), end)
            if start >= end:
                return
    yield Block("body", start, end)
