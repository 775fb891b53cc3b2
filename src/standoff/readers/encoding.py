"""Bytes to text, whatever their encoding, without ever failing on a byte."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from standoff.errors import FormatError
from standoff.readers.bounds import MAX_DAMAGE

__all__ = ["Decoded", "decode", "guess_encoding", "looks_like_text"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_STATEFUL = ("iso-2022", "iso2022", "hz", "utf-7")
_CANDIDATES = [
    "cp1252", "cp1251", "koi8_r", "cp1256", "cp1254", "cp1255", "cp1250", "cp1253", "gb18030", "big5", "shift_jis",
    "euc_jp", "euc_kr",
]  # fmt: skip
_SAMPLE_BYTES = 32_768
_MAX_LOST_SHARE = 0.001
_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read in, and how many of its characters stand for bytes that could not be read."""

    text: str
    encoding: str
    lost: int = 0

    @property
    def note(self) -> str | None:
        """What to tell the user, ``None`` when all is well."""
        if not self.lost:
            return None
        return f"{self.lost:,} characters could not be decoded as {self.encoding} and stand as U+FFFD"


def decode(raw: bytes, declared: str | None = None) -> Decoded:
    """The text of some bytes: by byte order mark, UTF-8, the declared encoding, or a guess, in this order.

    A byte order mark is no part of the text; NUL and other control characters are. Lone surrogates become U+FFFD.
    Raises ``FormatError`` when more than ``MAX_DAMAGE`` of it is no text.

    >>> decode("Дейр-эз-Зор".encode("cp1251"), "windows-1251").text
    'Дейр-эз-Зор'
    """
    encoding = guess_encoding(raw, declared)
    try:
        text = raw.decode(encoding, errors="strict")
        lost = 0
    except (UnicodeDecodeError, LookupError, ValueError):
        text = raw.decode(encoding, errors="replace")
        lost = text.count("\ufffd")
    if not text.isascii():
        text = _SURROGATES.sub("\ufffd", text)
    bad = len(_CONTROLS.findall(text)) if lost or "\x00" in text[:4_096] or not text.isprintable() else 0
    if bad > MAX_DAMAGE * max(len(text), 20):
        raise FormatError("not a text: too many of its bytes are no characters")
    return Decoded(text, encoding, lost)


def guess_encoding(raw: bytes, declared: str | None = None) -> str:
    """The encoding to read some bytes in; a name that Python knows."""
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return encoding
    declared = _known(declared)
    if declared and declared.startswith(_STATEFUL) and _is_decodable(raw, declared):
        return declared
    wide = _without_mark(raw)
    if wide:
        return wide
    if _is_decodable(raw, "utf-8") or _is_nearly_utf8(raw):
        return "utf-8"
    if declared and _is_decodable(raw, declared):
        return declared
    best = from_bytes(raw[:_SAMPLE_BYTES], cp_isolation=_CANDIDATES, enable_fallback=False).best()
    return best.encoding if best else "cp1252"


def looks_like_text(head: bytes) -> bool:
    """Whether the beginning of an item may be text in some encoding."""
    if any(head.startswith(mark) for mark, _ in _BOMS) or _without_mark(head):
        return True
    controls = sum(byte < 9 or 13 < byte < 27 for byte in head)
    return controls <= MAX_DAMAGE * max(len(head), 20)


def _known(name: str | None) -> str | None:
    """A declared encoding under Python's name, ``None`` for one that is unknown or turns no bytes to text."""
    try:
        info = codecs.lookup(name.strip(" \"'").lower()) if name else None
    except (LookupError, ValueError):
        return None
    if info is None or not getattr(info, "_is_text_encoding", True) or info.name in ("idna", "punycode", "undefined"):
        return None
    return None if info.name in ("unicode_escape", "raw_unicode_escape", "mbcs", "oem") else info.name


def _is_decodable(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return False
    return True


def _is_nearly_utf8(raw: bytes) -> bool:
    """Whether all but a few bytes are UTF-8 and some of them could hardly be anything else."""
    text = raw.decode("utf-8", errors="replace")
    lost = text.count("\ufffd")
    others = sum(not letter.isascii() for letter in text[:_SAMPLE_BYTES]) - text[:_SAMPLE_BYTES].count("\ufffd")
    return lost <= 2 + _MAX_LOST_SHARE * len(text) and others > 2 * lost


def _without_mark(raw: bytes) -> str | None:
    """UTF-16 without its byte order mark shows by a NUL in every second byte."""
    sample = raw[:1_000]
    if len(sample) < 8 or b"\x00" not in sample:
        return None
    half = len(sample) // 2
    if sample[1::2].count(0) > 0.7 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None
