"""Bytes and JSON made small, and made whole again. Every packed blob carries a checksum over what it holds.

JSON is packed with ``usual.json`` as part of its dictionary: what the JSON of findings is full of. That file is never
changed, or what was packed with it cannot be unpacked.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Collection
from contextlib import suppress
from functools import cache
from importlib.resources import files
from typing import Any, Final

import orjson

__all__ = ["pack", "pack_json", "unpack", "unpack_json", "unpack_records"]

MOST_BYTES: Final = 1 << 28
"""No blob unpacks to more: a casebook may come from anybody."""
_WINDOW = 32_768
_LARGE: Final = re.compile(rb"\d{19}")
"""In so many digits a number may have more than 64 bits, which orjson reads as a fraction."""


def pack(plain: bytes, dictionary: bytes = b"") -> bytes:
    """The bytes, compressed (RFC 1950). Runs that also stand in the last 32 KB of the dictionary cost next to nothing;
    the same dictionary is needed to unpack."""
    compress = zlib.compressobj(zdict=dictionary[-_WINDOW:]) if dictionary else zlib.compressobj()
    return compress.compress(plain) + compress.flush()


def unpack(packed: bytes, dictionary: bytes = b"") -> bytes:
    """What was packed. Raises ``ValueError`` when it is not whole, was altered, or needs another dictionary.

    >>> unpack(pack(b"a patrol", b"a patrol was hit"), b"a patrol was hit")
    b'a patrol'
    """
    try:
        expand = zlib.decompressobj(zdict=dictionary[-_WINDOW:]) if dictionary else zlib.decompressobj()
        plain = expand.decompress(packed, MOST_BYTES)
    except zlib.error as error:
        raise ValueError(f"a packed blob does not unpack: {error}") from error
    if not expand.eof or expand.unused_data:
        raise ValueError("a packed blob is cut short, too large, or followed by something else")
    return plain


def pack_json(value: Any, dictionary: bytes = b"") -> bytes:
    """JSON, packed. A blank before it says that it holds numbers too large for the quick reader."""
    plain = _written(value)
    return pack(b" " + plain if _LARGE.search(plain) else plain, dictionary + _usual())


def unpack_json(packed: bytes, dictionary: bytes = b"") -> Any:
    """The value. Raises ``ValueError`` as ``unpack`` does."""
    return _read(unpack(packed, dictionary + _usual()))


def unpack_records(packed: bytes, kind: str, ids: Collection[str], dictionary: bytes = b"") -> list[Any]:
    """Of a list of records of one kind those with these ids; the others are not made. Raises ``ValueError`` as
    ``unpack`` does.

    >>> unpack_records(pack_json([{"record": "claim", "id": "a"}, {"record": "claim", "id": "b"}]), "claim", {"b"})
    [{'record': 'claim', 'id': 'b'}]
    """
    begins = f'{{"record":"{kind}","id":"'.encode()  # within a string its quotes would be escaped
    plain = unpack(packed, dictionary + _usual())
    before, *told = plain.split(begins)
    if before != b"[":
        return [record for record in _read(plain) if record["id"] in ids]
    wanted = (begins + each[:-1] for each in told if each[: each.index(b'"')].decode() in ids)
    return list(_read(b"[" + b",".join(wanted) + b"]"))


def _read(plain: bytes) -> Any:
    if plain[:1] != b" ":
        with suppress(orjson.JSONDecodeError):  # half a pair of surrogates, which a text may have
            return orjson.loads(plain)
    return json.loads(plain.decode("utf-8", "surrogatepass"))


def _written(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


@cache
def _usual() -> bytes:
    return _written(json.loads(files("standoff.store").joinpath("usual.json").read_bytes()))
