"""Plain text and Markdown: offsets count in the file as it is, or in what stands beneath its front matter."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.errors import FormatError
from standoff.readers.encoding import decode
from standoff.readers.fields import named, read_fields
from standoff.readers.front_matter import split_front_matter
from standoff.readers.item import Item
from standoff.readers.reader import Found, Reader, ReadMember, form_report

__all__ = ["PLAIN_TEXT"]


def _shows(head: bytes) -> bool:
    """Never: text has no mark of its own, it is what is left when nothing else shows."""
    del head
    return False


def _read(item: Item, read_member: ReadMember) -> Iterator[Found]:
    del read_member
    raw = item.whole()
    if raw.startswith(b"{\\rtf"):
        raise FormatError("an RTF document: save it as .docx, .odt, text or PDF")
    decoded = decode(raw, item.charset)
    values, text = split_front_matter(decoded.text)
    fields = named(values)
    texts = fields.pop("text", [])  # "notes: to check"
    if fields:
        told = {name: value for name, value in values.items() if name not in texts}
        yield from read_fields(item, {**told, "text": text}, raw, part=None, note=decoded.note)
    else:
        yield from form_report(item, raw, decoded.text, note=decoded.note)


PLAIN_TEXT = Reader("text", (".txt", ".text", ".md", ".markdown"), ("text/plain", "text/markdown"), _shows, _read)
