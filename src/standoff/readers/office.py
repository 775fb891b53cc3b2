"""The words of a text document of Word (.docx) or LibreOffice (.odt): a zip that holds its body as XML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from standoff.errors import FormatError
from standoff.readers.bounds import MAX_DOCUMENT_ELEMENTS, MAX_HTML_DEPTH

__all__ = ["BODIES", "document_text"]

BODIES = ("word/document.xml", "content.xml")
"""Under which name the zip holds the body."""
_BREAK = "\x00"  # which no XML can hold
_PARAGRAPHS = frozenset({"p", "h", "br", "cr", "line-break"})
_SPACES = frozenset({"tab", "s"})
_NOTES = frozenset({"footnoteReference", "endnoteReference", "note"})
_LEFT_OUT = frozenset(
    {"Fallback", "moveFrom", "tracked-changes", "annotation", "note", "spreadsheet", "presentation", "drawing"}
)
"""What stands in the document twice, was struck out, or is no part of a running text."""


def document_text(body: BinaryIO) -> tuple[str, str | None]:
    """The text of a body, paragraphs apart by a blank line, and what to say where footnotes were left out.

    What was deleted or moved away while changes were tracked is left out. Raises ``FormatError``.

    >>> import io
    >>> document_text(io.BytesIO(b"<document><p><r><t>Shells hit </t></r><r><t>Sorn</t></r></p><p/></document>"))
    ('Shells hit Sorn', None)
    """
    root, depth, notes, elements = None, 0, 0, 0
    try:
        for event, element in iterparse(body, ("start", "end")):
            root = element if root is None else root
            depth += 1 if event == "start" else -1
            elements += event == "start"
            notes += event == "start" and _name(element) in _NOTES
            if depth > MAX_HTML_DEPTH:
                raise FormatError(f"more than {MAX_HTML_DEPTH} elements inside one another")
            if elements > MAX_DOCUMENT_ELEMENTS:
                raise FormatError(f"more than {MAX_DOCUMENT_ELEMENTS:,} elements")
    except ParseError as error:
        raise FormatError(f"the document is damaged: {error}") from error
    except DefusedXmlException as error:
        raise FormatError("a document that declares entities, which none needs and bombs are made of") from error
    is_mixed = root is not None and _name(root) == "document-content"
    pieces = _pieces(root, is_mixed=is_mixed) if root is not None else ()
    paragraphs = (" ".join(paragraph.split()) for paragraph in "".join(pieces).split(_BREAK))
    return "\n\n".join(filter(None, paragraphs)), f"footnotes are left out: {notes}" if notes else None


def _pieces(element: Element, *, is_mixed: bool) -> Iterator[str]:
    """The words of an element in order. Word keeps them in ``t`` alone; OpenDocument mixes them with elements."""
    name = _name(element)
    if name in _LEFT_OUT:
        return
    border = _BREAK if name in _PARAGRAPHS else " " if name in _SPACES else ""
    yield border
    if is_mixed or name == "t":
        yield element.text or ""
    for child in element:
        yield from _pieces(child, is_mixed=is_mixed)
        yield (child.tail or "") if is_mixed else ""
    yield border


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]
