"""A mail: its words and its attachments; a mailbox of mails; a page that a browser saved as if it were one."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage, Message, MIMEPart
from email.utils import parseaddr, parsedate_to_datetime

from standoff.errors import FormatError
from standoff.languages.days import read_day
from standoff.readers.bounds import MAX_HEADER_BYTES
from standoff.readers.encoding import decode
from standoff.readers.item import Item
from standoff.readers.markup import text_of
from standoff.readers.reader import Found, Reader, ReadMember, form_report, rejected, web_address

__all__ = ["MAIL", "MAILBOX"]

_FIELD = re.compile(rb"([A-Za-z][A-Za-z-]{1,40}):[ \t]", re.M)
_MAIL_FIELDS = frozenset(
    b"from to subject date message-id received return-path mime-version delivered-to reply-to content-type cc".split()
)
_HEADER = re.compile(
    rb"^(?:subject|from|to|cc|date|sender|reply-to|message-id|content-[a-z-]{1,30})[ \t]*:"
    rb"[^\r\n]*+(?:\r?\n[ \t][^\r\n]*+)*+",
    re.I | re.M,
)
_FROM_LINE = re.compile(
    rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))From [^\r\n]{1,200}\d\d:\d\d[^\r\n]{0,80}\r?\n(?=[A-Za-z-]{1,40}:)"
)
"""What stands before each mail of a mailbox (RFC 4155)."""
_NO_REPORTS = ("image", "audio", "video", "font")


def _shows(head: bytes) -> bool:
    """Three or more fields of a mail, each at the beginning of a line before the first empty one, and no other text."""
    top = head.replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    lines = top.split(b"\n")
    fields = [m[1].lower() for m in (_FIELD.match(line) for line in lines) if m]
    others = [line for line in lines if line and not line[:1].isspace() and not _FIELD.match(line)]
    return len(set(fields) & _MAIL_FIELDS) >= 3 and len(others) <= 1


def _read(item: Item, read_member: ReadMember) -> Iterator[Found]:
    raw = item.whole()
    if any(match.end() - match.start() > MAX_HEADER_BYTES for match in _HEADER.finditer(raw)):
        raise FormatError(f"a mail with a header longer than {MAX_HEADER_BYTES:,} bytes")
    message = message_from_bytes(raw, policy=policy.default)
    page = message.get_body(preferencelist=("html",))
    address = web_address(_header(message, "Snapshot-Content-Location") or (page and _header(page, "Content-Location")))
    if page is not None and address is not None:
        yield from read_member(_saved_page(item, message, page, address))
        return
    subject = _header(message, "Subject")
    body = _body(message)
    if body:
        sender = _header(message, "From")
        name = parseaddr(sender)[0] if sender else ""
        yield from form_report(
            item,
            raw,
            f"{subject}\n\n{body}" if subject else body,
            title=subject,
            byline=name or sender,
            published_on=read_day(_header(message, "Date")),
        )
    attached = 0
    for part in message.iter_attachments() if message.is_multipart() else ():
        attached += 1
        yield from _read_attachment(item, part, attached, read_member)
    if not body and not attached:
        yield rejected(item, "a mail without words")


def _saved_page(item: Item, message: EmailMessage, page: MIMEPart, address: str) -> Item:
    """The page in an archive of one (MHTML). Its pictures and styles are parts of it; its day is that of the saving."""
    payload = page.get_payload(decode=True)
    try:
        saved_at = parsedate_to_datetime(_header(message, "Date") or "")
    except ValueError:
        saved_at = None
    return item.member(
        "",
        io.BytesIO(payload if isinstance(payload, bytes) else b""),
        media_type=page.get_content_type(),
        charset=page.get_content_charset(),
        url=address,
        received_at=saved_at.astimezone(UTC) if saved_at and saved_at.tzinfo else None,
    )


def _read_mailbox(item: Item, read_member: ReadMember) -> Iterator[Found]:
    raw = item.whole()
    lines = list(_FROM_LINE.finditer(raw))
    ends = [line.start() for line in lines[1:]] + [len(raw)]
    for number, (line, end) in enumerate(zip(lines, ends, strict=True), start=1):
        mail = io.BytesIO(raw[line.end() : end])
        yield from read_member(item.member(f"mail {number}.eml", mail, media_type="message/rfc822"))


def _read_attachment(item: Item, part: EmailMessage, number: int, read_member: ReadMember) -> Iterator[Found]:
    name = " ".join((part.get_filename() or f"attachment {number}").split())[:200]
    if part.get_content_maintype() in _NO_REPORTS:
        yield rejected(item, f"{part.get_content_type()} is no kind of report", part=name)
        return
    if part.get_content_maintype() == "message":
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        content = first.as_bytes() if isinstance(first, Message) else b""
        name = name if name.lower().endswith(".eml") else f"{name}.eml"
    else:
        payload = part.get_payload(decode=True)
        content = payload if isinstance(payload, bytes) else b""
    yield from read_member(
        item.member(name, io.BytesIO(content), media_type=part.get_content_type(), charset=part.get_content_charset())
    )


def _body(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return ""
    text = decode(payload, part.get_content_charset()).text
    return text_of(text) if part.get_content_subtype() == "html" else text.replace("\r\n", "\n").strip()


def _header(message: MIMEPart, name: str) -> str | None:
    """A header as text, ``None`` when there is none or it cannot be made sense of."""
    try:
        value = message[name]
    except (MessageError, ValueError, IndexError, TypeError, AttributeError):
        return None
    return " ".join(str(value).split()) or None if value is not None else None


MAIL = Reader("mail", (".eml", ".mht", ".mhtml"), ("message/rfc822",), _shows, _read)
MAILBOX = Reader("mailbox", (), ("application/mbox",), lambda head: _FROM_LINE.match(head) is not None, _read_mailbox)
