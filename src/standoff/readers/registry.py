"""Which reader reads what: the one list of them."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.errors import FormatError
from standoff.readers.archive import ARCHIVE
from standoff.readers.csv_rows import CSV_ROWS
from standoff.readers.encoding import decode, looks_like_text
from standoff.readers.feed import FEED
from standoff.readers.gzip_file import GZIP_FILE
from standoff.readers.html_page import HTML_PAGE
from standoff.readers.item import Item
from standoff.readers.json_objects import JSON_OBJECTS
from standoff.readers.mail import MAIL, MAILBOX
from standoff.readers.pdf_file import PDF_FILE
from standoff.readers.plain_text import PLAIN_TEXT
from standoff.readers.reader import Found, Reader, rejected
from standoff.readers.warc import WARC

__all__ = ["READERS", "choose_reader", "read_item"]

READERS: tuple[Reader, ...] = (
    GZIP_FILE, ARCHIVE, PDF_FILE, WARC, FEED, HTML_PAGE, JSON_OBJECTS, MAILBOX, MAIL, CSV_ROWS, PLAIN_TEXT,
)  # fmt: skip
"""In the order in which they are asked whether an item shows to be theirs."""


def choose_reader(item: Item) -> Reader | None:
    """The reader of an item: by its content where that shows a kind, else by its name, else by its media type, else
    plain text; ``None`` when it is not text either."""
    head = item.head
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = _narrow(head)
    for reader in READERS:
        if reader.shows(head):
            return reader
    if not looks_like_text(item.head):
        return None
    for reader in READERS:
        if item.suffix in reader.suffixes and reader not in (GZIP_FILE, ARCHIVE, PDF_FILE, WARC):
            return reader
    media_type = (item.media_type or "").split(";")[0].strip().lower()
    for reader in READERS:
        if media_type in reader.media_types and reader not in (GZIP_FILE, ARCHIVE, PDF_FILE, WARC):
            return reader
    return PLAIN_TEXT


def read_item(item: Item) -> Iterator[Found]:
    """The reports of an item and of all its members; what cannot be read becomes a rejection."""
    try:
        if not item.head:
            yield rejected(item, "empty")
            return
        reader = choose_reader(item)
        if reader is None:
            yield rejected(item, "not a kind of file that can be read: neither text nor PDF, zip, gzip or WARC")
            return
        found = None
        for found in reader.read(item, read_item):
            yield found
        if found is None:
            yield rejected(item, f"no report in it, read as {reader.name}")
    except FormatError as error:
        yield rejected(item, error.message)
    except RecursionError:
        yield rejected(item, "nested too deeply")
    except MemoryError:
        yield rejected(item, "takes more memory than there is")
    except OSError as error:
        yield rejected(item, f"cannot be read: {error.strerror or error}")
    except Exception as error:
        # The parsers of mail, HTML, PDF and WARC meet input made to break them and raise what they have never
        # documented. One bad item must not end a batch, and the rejection names what was raised.
        yield rejected(item, f"cannot be read: {type(error).__name__}: {str(error)[:200]}")


def _narrow(head: bytes) -> bytes:
    """The head of a UTF-16 item as UTF-8, so that it shows what it is."""
    try:
        return decode(head[: len(head) // 2 * 2]).text.encode("utf-8", "replace")
    except FormatError:
        return head
