"""WARC: one report a captured page."""

from __future__ import annotations

import io
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from standoff.readers.bounds import MAX_ITEM_BYTES
from standoff.readers.item import Item
from standoff.readers.reader import Found, Reader, ReadMember, rejected, web_address

__all__ = ["WARC"]

_PAGES = ("text/html", "application/xhtml", "application/pdf", "text/plain", "application/json", "application/rss",
          "application/atom", "text/xml", "application/xml", "text/markdown", "message/rfc822", "text/csv")  # fmt: skip


def _shows(head: bytes) -> bool:
    return head.startswith(b"WARC/")


def _read(item: Item, read_member: ReadMember) -> Iterator[Found]:
    others: Counter[str] = Counter()
    number = 0
    records = _Records(_Counted(item))
    while True:
        number += 1
        try:
            record = next(records, None)
            if record is None:
                break
            if record.rec_type not in ("response", "resource"):
                continue
            reason = _no_page(record)
            if reason:
                others[reason] += 1
                continue
            content = record.content_stream().read(MAX_ITEM_BYTES + 1)
        except (ArchiveLoadFailed, zlib.error, EOFError, ValueError, KeyError, AttributeError, IndexError) as error:
            yield rejected(item, f"the WARC is damaged from here on: {error}", part=f"record {number}")
            break
        yield from read_member(_member(item, record, content))
        missing = _missing_bytes(record)
        if missing:
            yield rejected(
                item, f"the WARC is cut short: {missing:,} bytes of a page are missing", part=f"record {number}"
            )
    if records.err_count:
        yield rejected(item, f"{records.err_count} records are longer than they say; what was over is left out")
    for reason, count in sorted(others.items()):
        yield rejected(item, f"{count} captured answers are no pages: {reason}")


def _no_page(record: Any) -> str | None:
    """Why a captured answer is no page that could be a report, ``None`` when it may be one."""
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    if status != "200":
        return f"status {str(status)[:10]}"
    media_type = _media_type(record)
    return None if not media_type or media_type.startswith(_PAGES) else media_type[:60]


def _missing_bytes(record: Any) -> int:
    """How many bytes of a record that was read the file ends before."""
    missing: int = getattr(record.raw_stream, "limit", 0)
    return missing if missing > 0 and not record.raw_stream.read(1) else 0


def _member(item: Item, record: Any, content: bytes) -> Item:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    headers = record.http_headers
    content_type = (headers.get_header("Content-Type") if headers else None) or ""
    _, _, charset = content_type.lower().partition("charset=")
    return item.member(
        url[:500],
        io.BytesIO(content),
        media_type=_media_type(record),
        charset=charset.split(";")[0].strip() or None,
        url=web_address(url),
        received_at=_instant(record.rec_headers.get_header("WARC-Date")),
    )


def _media_type(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return (headers.get_header("Content-Type") or "").split(";")[0].strip().lower()


def _instant(value: str | None) -> datetime | None:
    try:
        instant = datetime.fromisoformat((value or "")[:40])
    except ValueError:
        return None
    return instant.replace(microsecond=0) if instant.tzinfo else None


class _Records(ArchiveIterator):  # type: ignore[misc]
    """The records; warcio prints a warning for each wrong length, a library must not."""

    INC_RECORD = ""


class _Counted(io.RawIOBase):
    """The stream as warcio reads it, counted, so that a bomb inside it ends."""

    def __init__(self, item: Item) -> None:
        self._stream: BinaryIO = item.stream
        self._budget = item.budget

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        part = self._stream.read(size if size >= 0 else 1 << 20)
        self._budget.spend_bytes(len(part))
        return part

    def readline(self, size: int | None = -1) -> bytes:
        return self._stream.readline(size if size is not None and size >= 0 else 1 << 20)


WARC = Reader("warc", (".warc",), ("application/warc",), _shows, _read)
