"""Gzip: whatever is packed in it."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from standoff.errors import FormatError
from standoff.readers.bounds import MAX_RATIO, RATIO_FLOOR_BYTES
from standoff.readers.item import Budget, Item
from standoff.readers.reader import Found, Reader, ReadMember

__all__ = ["GZIP_FILE"]

_CHUNK_BYTES = 1 << 16


def _shows(head: bytes) -> bool:
    return head.startswith(b"\x1f\x8b")


def _read(item: Item, read_member: ReadMember) -> Iterator[Found]:
    inner = item.member("", io.BufferedReader(_Unpacked(item.stream, item.budget), _CHUNK_BYTES), url=item.url)
    if inner.name.lower().endswith(".gz"):
        inner.name = inner.name[:-3]
    yield from read_member(inner)


class _Unpacked(io.RawIOBase):
    """The members of a gzip file one after the other, counted; a file cut short ends in ``FormatError``."""

    def __init__(self, packed: BinaryIO, budget: Budget) -> None:
        self._packed, self._budget = packed, budget
        self._waiting = b""
        self._unpacker = zlib.decompressobj(wbits=31)
        self._packed_bytes = self._unpacked_bytes = 0
        self._is_begun = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while True:
            if not self._waiting:
                self._waiting = self._packed.read(_CHUNK_BYTES)
                self._packed_bytes += len(self._waiting)
                if not self._waiting:
                    if self._is_begun and not self._unpacker.eof:
                        raise FormatError("the gzip file is cut short")
                    return 0
            part = self._unpack(len(buffer))
            if part:
                buffer[: len(part)] = part
                return len(part)

    def _unpack(self, size: int) -> bytes:
        if self._unpacker.eof:
            if not self._waiting.startswith(b"\x1f"):
                self._waiting = b""  # padding after the last member
                return b""
            self._unpacker = zlib.decompressobj(wbits=31)
        self._is_begun = True
        try:
            part = self._unpacker.decompress(self._waiting, size)
        except zlib.error as error:
            raise FormatError(f"the gzip file is damaged: {error}") from error
        self._waiting = self._unpacker.unused_data if self._unpacker.eof else self._unpacker.unconsumed_tail
        self._unpacked_bytes += len(part)
        self._budget.spend_bytes(len(part))
        if self._unpacked_bytes > max(RATIO_FLOOR_BYTES, MAX_RATIO * self._packed_bytes):
            raise FormatError(f"unpacks to more than {MAX_RATIO} times its size")
        return part


GZIP_FILE = Reader("gzip", (".gz",), ("application/gzip", "application/x-gzip"), _shows, _read)
