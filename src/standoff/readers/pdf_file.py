"""A PDF: the text of its pages."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pypdfium2

from standoff.errors import FormatError
from standoff.readers.bounds import MAX_PDF_PAGES, MAX_PDF_SECONDS, MAX_TEXT_CHARS
from standoff.readers.item import Item
from standoff.readers.reader import Found, Reader, ReadMember, form_report, rejected

__all__ = ["PDF_FILE"]

_MIN_TITLE_CHARS = 10
_NO_TITLE = ("microsoft word", "untitled", "document", "powerpoint", "layout", "print")


def _shows(head: bytes) -> bool:
    return b"%PDF-" in head[:1_024]


def _read(item: Item, read_member: ReadMember) -> Iterator[Found]:
    del read_member
    raw = item.whole()
    try:
        pdf = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        raise FormatError(f"the PDF cannot be opened: {error}") from error
    try:
        pages, note = _pages(pdf)
        metadata = pdf.get_metadata_dict(skip_empty=True)
    except pypdfium2.PdfiumError as error:
        raise FormatError(f"the PDF is damaged: {error}") from error
    finally:
        pdf.close()
    text = "\n\n".join(page.strip() for page in pages if page.strip())
    if not text:
        yield rejected(item, "no text in the PDF; its pages may be pictures: run them through OCR first")
        return
    title = " ".join(metadata.get("Title", "").split())
    is_title = len(title) >= _MIN_TITLE_CHARS and " " in title and not title.lower().startswith(_NO_TITLE)
    yield from form_report(
        item,
        raw,
        text,
        title=title if is_title else None,
        byline=metadata.get("Author") if is_title else None,
        note=note,
    )


def _pages(pdf: pypdfium2.PdfDocument) -> tuple[list[str], str | None]:
    """The text of each page, and what to say when not all could be read."""
    pages: list[str] = []
    chars = 0
    begin = time.monotonic()
    for number in range(min(len(pdf), MAX_PDF_PAGES)):
        if time.monotonic() - begin > MAX_PDF_SECONDS or chars > MAX_TEXT_CHARS:
            return (
                pages,
                f"only the first {number} of {len(pdf)} pages were read: they took too long or hold too much text",
            )
        try:
            page = pdf[number]
            text_page = page.get_textpage()
            text = text_page.get_text_bounded()
            text_page.close()
            page.close()
        except pypdfium2.PdfiumError:
            text = ""
        chars += len(text)
        pages.append(text.replace("\r\n", "\n"))
    if len(pdf) > MAX_PDF_PAGES:
        return pages, f"only the first {MAX_PDF_PAGES} of {len(pdf)} pages were read"
    return pages, None


PDF_FILE = Reader("pdf", (".pdf",), ("application/pdf",), _shows, _read)
