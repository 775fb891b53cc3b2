"""Ways to break an input. The same random numbers give the same input."""

from __future__ import annotations

import random
from collections.abc import Callable

_MARKS = [
    "\u202e",
    "\u200f",
    "\u2066",
    "\ufeff",
    "\x00",
    "\ud800",
    "\U0001f4a3",
    "\u0301" * 50,
    "\x1b[31m",
    "\x85",
    "\u2028",
]
_TOKENS = [
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1f\x8b\x08", b"PK\x03\x04", b"%PDF-1.7", b"WARC/1.0\r\n", b"<![CDATA[", b"]]>", b"<!--", b"<script>",
    b"<!DOCTYPE x [<!ENTITY a \"aa\">]>", b"&a;", b"\r\n\r\n", b'{"text":', b"[[[[[[", b"))))))", b'"""""', b"9" * 60, b"Content-Length: 99999999999", b"=?utf-8?b?////?=",
    b"9999-99-99", b"\\ud800", b"\\u0000", b"; charset=utf-7", b"<rss", b"<div" * 30, b"../../etc/passwd", b"javascript:alert(1)", b"](](](", b"*_*_*_", b"1e999999",
]  # fmt: skip
_ENCODINGS = ["utf-16", "utf-16-le", "utf-32", "utf-7", "cp1252", "koi8_r", "shift_jis", "cp037"]


def _cut(raw: bytes, chance: random.Random) -> bytes:
    return raw[: chance.randrange(len(raw) + 1)]


def _behead(raw: bytes, chance: random.Random) -> bytes:
    return raw[chance.randrange(len(raw) + 1) :]


def _flip(raw: bytes, chance: random.Random) -> bytes:
    changed = bytearray(raw)
    for _ in range(chance.choice((1, 3, 20, 200))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _insert(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + chance.choice(_TOKENS) * chance.choice((1, 1, 5, 100)) + raw[at:]


def _repeat(raw: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(raw))
    end = min(len(raw), start + chance.choice((1, 2, 10, 100)))
    return raw[:start] + raw[start:end] * chance.choice((2, 50, 500)) + raw[end:]


def _reencode(raw: bytes, chance: random.Random) -> bytes:
    return raw.decode("utf-8", "replace").encode(chance.choice(_ENCODINGS), "replace")


def _mark(raw: bytes, chance: random.Random) -> bytes:
    letters = list(raw.decode("utf-8", "replace"))
    for _ in range(chance.choice((1, 5, 50))):
        letters.insert(chance.randrange(len(letters) + 1), chance.choice(_MARKS))
    return "".join(letters).encode("utf-8", "surrogatepass")


def _one_line(raw: bytes, chance: random.Random) -> bytes:
    return raw.replace(b"\n", chance.choice((b"", b" ", b"\r", b"\x00"))) * chance.choice((1, 1, 20))


def _without_blanks(raw: bytes, chance: random.Random) -> bytes:
    return raw.replace(b" ", b"") * chance.choice((1, 5))


def _shuffle(raw: bytes, chance: random.Random) -> bytes:
    parts = raw.split(chance.choice((b" ", b"\n", b">", b"\r\n", b"}")))
    chance.shuffle(parts)
    return b" ".join(parts)


MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _cut, _behead, _flip, _flip, _insert, _insert, _repeat, _reencode, _mark, _one_line, _without_blanks, _shuffle,
)  # fmt: skip


def mutate(raw: bytes, chance: random.Random) -> bytes:
    """The input broken in one to three ways; never empty of attempts, perhaps empty of bytes."""
    for _ in range(chance.choice((1, 1, 2, 3))):
        if not raw:
            break
        raw = chance.choice(MUTATIONS)(raw, chance)
    return raw[:200_000]
