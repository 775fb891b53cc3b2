"""The stage: a report in, its blocks and what it says about itself out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec.structs import replace

from standoff.records import Block, Report
from standoff.text.boilerplate import load_boilerplate
from standoff.text.layout import Stretch, fold, paragraphs, plain
from standoff.text.printed import Printed, agency_names, printed_line
from standoff.text.runs import divide_run

__all__ = ["MAX_BLOCKS", "divide"]

MAX_BLOCKS = 20_000
"""A report is divided into at most so many blocks; what follows the last but one is one block of body."""
_MAX_TITLE_CHARS = 200
_MAX_LINK_CHARS = 160
_MAX_FOOT_CHARS = 1_500
_MAX_LIST_LINES = 15
_MAX_HEAD_PARAGRAPHS = 12
_ADDRESS = re.compile(r"<?(?:https?://|www\.)\S+>?|\S+@\S+\.\w+|<[^<>\s]{1,200}>")
_ONLY_LINK = re.compile(r"[\s*>#-]*\[[^\]\[\n]{1,300}\]\([^)\]\[\s]*\)[\s*]*\Z")
_CAPTION = re.compile(
    r"(?:file )?(?:photo|image|picture|caption|pictured)s?(?: (?:by|credit|courtesy)\b.{0,80})?\s*[:|]|file photo\b|"
    r"\(?(?:photo|image)s?(?: credit)?:? ?(?:by|courtesy)?\b[^.]{0,80}\)?$"
    r"|(?:an? )?(?:still|screengrab|screenshot) from ",
    re.IGNORECASE,
)
_CREDITED = re.compile(
    r"[(\[](?:[A-Z][^()\[\]]{0,60}\b)?(?:[Pp]hotos?|PHOTO|[Ff]ile|Getty|[Ii]mages?|Handout|Screengrab)\b"
    r"[^()\[\]]{0,60}[)\]]\.?$"
)
_SIGN_OFF = re.compile(
    r"(?:[-–—]{1,2}\s*|\(?(?:with (?:inputs|reporting|additional reporting) from )|\()?"
    r"(?P<agency>[A-Z][\w '’&/-]{1,40}?)\)?$"
)
_PAGE_NUMBER = re.compile(r"(?:page )?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?$", re.IGNORECASE)
_LINE_BREAK = re.compile(r"[ \t\r]*\n\s*")
_PAGE_DIGITS = re.compile(r"^\d+|\d+$")
_STOPS = (".", "!", "?", "…", '."', ".”", ".'", ".)", ":")


@dataclass(slots=True)
class _Page:
    """A report while it is divided."""

    text: str
    title: str | None
    printed: Printed = field(default_factory=Printed)
    blocks: list[Block] = field(default_factory=list)
    has_title: bool = False
    has_body: bool = False
    list_lines: int = 0
    """How many more lines may belong to a list of links."""


def divide(report: Report) -> Report:
    """The report with its text divided into blocks, and what it lacks of metadata filled in from what it prints.

    Blocks stand in text order, do not overlap and hold every letter of the text. The metadata that the report came
    with stand: only a missing byline, publisher, day, origin, title, tags and media are filled in.

    >>> page = "Raid on Sorn\\n\\nBy Ada Brandt\\n\\nShells hit the bridge of Sorn on Friday.\\n\\nShare this:"
    >>> report = divide(Report("r", page))
    >>> report.title, report.byline, [block.kind for block in report.blocks]
    ('Raid on Sorn', 'Ada Brandt', ['headline', 'boilerplate', 'body', 'boilerplate'])
    """
    text = report.text
    stretches = [part for stretch in paragraphs(text) for part in _apart(text, stretch)]
    lines = [plain(text[start : min(end, start + 2_000)]) for start, end in stretches]
    page = _Page(text, report.title or _printed_title(text, stretches, lines))
    repeated = _repeated(lines)
    last_body = _last_prose(stretches)
    for at, (stretch, line) in enumerate(zip(stretches, lines, strict=True)):
        if len(page.blocks) >= MAX_BLOCKS - 1:
            page.blocks.append(Block("body", stretch[0], stretches[-1][1]))
            break
        is_head = at < _MAX_HEAD_PARAGRAPHS and not page.has_body
        for block in _blocks_of(page, stretch, line, is_head, at >= last_body, line in repeated):
            page.blocks.append(block)
            page.has_body = page.has_body or (block.kind == "body" and block.end - block.start > 60)
            page.has_title = page.has_title or block.kind == "headline"
    boilerplate = " ".join(
        text[b.start : min(b.end, b.start + 400)] for b in page.blocks[:2_000] if b.kind == "boilerplate"
    )
    divided = page.printed.over(replace(report, title=report.title or page.title), boilerplate)
    return replace(divided, blocks=tuple(page.blocks))


def _apart(text: str, stretch: Stretch) -> Iterator[Stretch]:
    """A paragraph of several lines, those about the report itself set apart: feet of pages are not wrapped."""
    start, end = stretch
    if end - start > _MAX_FOOT_CHARS or "\n" not in text[start:end]:
        yield stretch
        return
    at = start
    is_apart = False
    for match in _LINE_BREAK.finditer(text, start, end):
        line_end = text.find("\n", match.end(), end)
        line = plain(text[match.end() : line_end if line_end >= 0 else end])
        before = plain(text[at : match.start()])
        is_apart = is_apart or _is_about(before)
        if is_apart or (before.endswith(_STOPS) and _is_about(line)):
            yield at, match.start()
            at = match.end()
            is_apart = False
    yield at, end


def _is_about(line: str) -> bool:
    rules = load_boilerplate()
    found = rules.line.match(line) or rules.list.match(line) or printed_line(line, is_head=False, is_foot=False)
    return bool(found)


def _blocks_of(
    page: _Page, stretch: Stretch, line: str, is_head: bool, is_last: bool, is_repeated: bool
) -> Iterator[Block]:
    """The blocks of one paragraph."""
    start, end = stretch
    text = page.text
    if not any(map(str.isalnum, line)) or _PAGE_NUMBER.match(line):
        yield Block("boilerplate", start, end)
        return
    if not page.has_title and not page.has_body and len(line) <= 2 * _MAX_TITLE_CHARS and _is_title(line, page.title):
        yield Block("headline", start, end)
        return
    if len(line) < 400:
        found = printed_line(line, is_head=is_head, is_foot=page.has_body)
        if found:
            page.printed.take(found[1])
            page.list_lines = 0
            yield Block(found[0], start, end)
            return
        if is_head and _CAPTION.match(line):
            yield Block("caption", start, end)
            return
    if is_repeated or _is_boilerplate(page, text[start:end] if end - start < 2_000 else "", line, is_last):
        yield Block("boilerplate", start, end)
        return
    if _CREDITED.search(line) and len(line) < 500 and (_CAPTION.match(line) or is_head or len(line) < 300):
        yield Block("caption", start, end)
        return
    yield from divide_run(
        text, start, end, title=None if page.has_title else page.title, is_first=not page.has_body, is_last=is_last,
        printed=page.printed,
    )  # fmt: skip


def _is_boilerplate(page: _Page, stretch: str, line: str, is_last: bool) -> bool:
    rules = load_boilerplate()
    if rules.list.match(line):
        page.list_lines = _MAX_LIST_LINES
        return True
    if rules.line.match(line):
        page.list_lines = 0
        return True
    if page.list_lines and len(line) <= _MAX_LINK_CHARS and not line.endswith(_STOPS):
        page.list_lines -= 1
        return True
    page.list_lines = 0
    without = _ADDRESS.sub("", line) if "/" in line or "@" in line or "www." in line else line
    if len(without.split()) <= 3 and len(without) < len(line) / 2 and not line.endswith((".", "!", "?")):
        return True  # a bare address, with a word or two before it
    if page.has_body and not line.endswith(_STOPS):
        if stretch and len(line) <= _MAX_LINK_CHARS and _ONLY_LINK.match(stretch):
            return True
        if len(line) <= 50 and (match := _SIGN_OFF.match(line)) and match["agency"] in agency_names():
            page.printed.take_agency(match["agency"], line)
            return True
        tail = rules.tail.match(line) if is_last else None
        if tail and len(line) <= _MAX_LINK_CHARS and tail.end() == len(line):
            return True
    return False


def _is_title(line: str, title: str | None) -> bool:
    return bool(title) and fold(line) == fold(title or "")


def _printed_title(text: str, stretches: list[Stretch], lines: list[str]) -> str | None:
    """The title of a report that came without one: a first line that is no sentence, with more below it."""
    if len(stretches) < 2:
        return None
    for (start, end), line in list(zip(stretches, lines, strict=True))[:4]:
        if not any(map(str.isalnum, line)):
            continue
        is_marked = text[start : start + 1] == "#"
        if printed_line(line, is_head=True, is_foot=False) and not is_marked:
            continue
        if load_boilerplate().line.match(line) or _ADDRESS.match(line):
            continue
        if len(line) > _MAX_TITLE_CHARS or (line.endswith((".", "…", ":", ";", ",")) and not is_marked):
            return None
        if not is_marked and "\n" in text[start:end]:
            return None
        return line if any(map(str.isalpha, line)) else None
    return None


def _repeated(lines: list[str]) -> frozenset[str]:
    """Short lines that stand three times or more, a page number aside: the heads and feet of a PDF's pages."""
    if len(lines) < 6:
        return frozenset()
    counts = Counter(
        _PAGE_DIGITS.sub("0", line) for line in lines if 3 < len(line) <= 100 and not line.endswith((".", "!", "?"))
    )
    often = {line for line, count in counts.items() if count >= 3}
    return frozenset(line for line in lines if _PAGE_DIGITS.sub("0", line) in often) if often else frozenset()


def _last_prose(stretches: list[Stretch]) -> int:
    """The last paragraph that may end in a run of links."""
    for at in range(len(stretches) - 1, -1, -1):
        start, end = stretches[at]
        if end - start > 200:
            return at
    return len(stretches) - 1
