"""The words of a piece of HTML, without a tree: for descriptions in feeds, mails, and pages that defeat extraction."""

from __future__ import annotations

import html
import re

from standoff.errors import FormatError
from standoff.readers.bounds import MAX_HTML_DEPTH, MAX_HTML_TAGS

__all__ = ["check_nesting", "text_of"]

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]*)(?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*>|<!--|<![^<>]*>|<\?[^<>]*>")
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "head", "iframe", "object"})
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "tr",
        "table",
        "blockquote",
        "article",
        "section",
        "header",
        "footer",
        "figure",
        "figcaption",
        "pre",
        "hr",
        "dd",
        "dt",
        "aside",
    ]
)
_NEVER_CLOSED = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "td",
        "th",
        "tr",
        "dt",
        "dd",
        "option",
        "tbody",
        "thead",
        "tfoot",
        "path",
    ]
)
_OPEN_OR_CLOSE = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:]*)[^<>]*")
_SPACES = re.compile(r"[ \t\r\f\v\u00a0]+")
_LINES = re.compile(r"\s*\n\s*")


def text_of(markup: str) -> str:
    """The words of a piece of HTML, paragraphs set apart by a blank line. Takes time in proportion to its length.

    >>> text_of("<p>Shells &amp; smoke</p><script>x()</script><p>in Sorn</p>")
    'Shells & smoke\\n\\nin Sorn'
    """
    if "<" not in markup:
        return _tidy(html.unescape(markup))
    pieces: list[str] = []
    at = 0
    lower = markup.lower()
    while match := _TAG.search(markup, at):
        pieces.append(markup[at : match.start()])
        at = match.end()
        name = (match[2] or "").lower()
        if match.group() == "<!--":
            close = markup.find("-->", at)
            at = len(markup) if close < 0 else close + 3
        elif name in _UNSEEN and not match[1] and not match.group().endswith("/>"):
            close = lower.find(f"</{name}", at)
            at = at if close < 0 else close
        elif name in _BLOCKS:
            pieces.append("\n")
    pieces.append(markup[at:])
    return _tidy(html.unescape("".join(pieces)))


def _tidy(text: str) -> str:
    return _LINES.sub("\n\n", _SPACES.sub(" ", text)).strip()


def check_nesting(markup: str) -> None:
    """Raise ``FormatError`` for a page of more tags, or of more elements inside one another, than the bounds allow."""
    depth = tags = 0
    for match in _OPEN_OR_CLOSE.finditer(markup):
        tags += 1
        if match[2].lower() in _NEVER_CLOSED or match.group().endswith("/"):
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > MAX_HTML_DEPTH:
            raise FormatError(f"more than {MAX_HTML_DEPTH} elements inside one another")
    if tags > MAX_HTML_TAGS:
        raise FormatError(f"more than {MAX_HTML_TAGS:,} tags")
