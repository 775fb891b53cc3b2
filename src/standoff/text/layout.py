"""Lines and paragraphs, as they were before somebody wrapped or flattened them."""

from __future__ import annotations

import re

__all__ = ["Stretch", "fold", "paragraphs", "plain"]

Stretch = tuple[int, int]
"""Where something begins and ends in a report's text."""

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+|\r?\n[ \t]*(?=\r?\n)|\f|\u2029")
_LINK = re.compile(r"!?\[([^\]\[\n]*)\]\([^)\]\[\s]*\)")
_MARKUP = re.compile(r"\*\*|__|(?<=\w)\*(?=[\s,.;:|)]|$)|(?<![\w*])\*(?=\w)|^[\s#>*•·●▪■►–—|_-]+|[\s*_|]+$")
_SPACES = re.compile(r"\s+")
_ENDS = (".", "!", "?", "”", '"', "…", ":", ")", "]", "’")
_WRAP_MOST_CHARS = 130
_WRAP_LEAST_CHARS = 40
_PLAIN_CHARS = 600


def paragraphs(text: str) -> list[Stretch]:
    """The paragraphs of a text, without the blanks around them, in order.

    A line break inside a paragraph is told from one between paragraphs by whether the next word would still have
    had room on the line: a text wrapped at one width is put together, a text with one paragraph a line is not.

    >>> paragraphs("First line\\n\\nSecond line\\nThird line")
    [(0, 10), (12, 23), (24, 34)]
    """
    lines: list[tuple[int, int, bool]] = []
    after_gap = True
    for match in _LINE.finditer(text):
        start, end = _trim(text, match.start(), match.end())
        if start == end:
            after_gap = True
            continue
        lines.append((start, end, after_gap))
        after_gap = False
    width = _wrap_width([end - start for start, end, _ in lines])
    found: list[Stretch] = []
    for start, end, is_after_gap in lines:
        if found and not is_after_gap and _goes_on(text, found[-1], (start, end), width):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _trim(text: str, start: int, end: int) -> Stretch:
    stretch = text[start:end]
    bare = stretch.strip()
    if not bare:
        return start, start
    start += len(stretch) - len(stretch.lstrip())
    return start, start + len(bare)


def _wrap_width(lengths: list[int]) -> int:
    """The width at which most lines are wrapped, 0 when the text has one paragraph a line."""
    if len(lengths) < 2:
        return 0
    long_lines = sum(length > _WRAP_MOST_CHARS for length in lengths)
    if long_lines * 10 > len(lengths):
        return 0
    width = max((length for length in lengths if length <= _WRAP_MOST_CHARS), default=0)
    return width if width >= _WRAP_LEAST_CHARS else 0


def _goes_on(text: str, before: Stretch, line: Stretch, width: int) -> bool:
    """Whether a line goes on with the paragraph before it."""
    last = text[before[1] - 1]
    if text[line[0]].islower() and last not in ".!?":
        return True
    if not width:
        return False
    begin = max(text.rfind("\n", before[0], before[1]), before[0] - 1) + 1
    begin = max(begin, before[1] - 2 * width)
    word = text[line[0] : line[1]].split(maxsplit=1)[0] if line[1] - line[0] < 400 else ""
    room = before[1] - begin + 1 + len(word)
    if last in _ENDS:
        return room > 0.85 * width and before[1] - begin > 0.6 * width
    return room > 0.8 * width


def plain(stretch: str) -> str:
    """The first words of a line or paragraph with Markdown and bullets taken off, single blanks between them.

    >>> plain("* By [**Ada Brandt**](#)  ")
    'By Ada Brandt'
    """
    if len(stretch) > _PLAIN_CHARS:
        stretch = stretch[:_PLAIN_CHARS]
    if "[" in stretch:
        stretch = _LINK.sub(r"\1", stretch)
    return _SPACES.sub(" ", _MARKUP.sub("", _MARKUP.sub("", stretch))).strip()


def fold(text: str) -> str:
    """Letters and digits alone, in lower case: what is left when punctuation is lost.

    >>> fold("US-Russia “Road War”") == fold("US Russia Road War")
    True
    """
    return "".join(filter(str.isalnum, text.casefold()))
