"""Zip files: a WACZ, which holds WARCs, or a heap of reports."""

from __future__ import annotations

import io
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from standoff.errors import FormatError
from standoff.readers.bounds import MAX_MEMBERS, MAX_RATIO, MAX_UNPACKED_BYTES, RATIO_FLOOR_BYTES
from standoff.readers.item import Budget, Item
from standoff.readers.reader import Found, Reader, ReadMember, rejected

__all__ = ["ARCHIVE"]

_IN_MEMORY_BYTES = 16 * 1024 * 1024
_OFFICE = ("word/document.xml", "xl/workbook.xml", "ppt/presentation.xml", "mimetype")


def _shows(head: bytes) -> bool:
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def _read(item: Item, read_member: ReadMember) -> Iterator[Found]:
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY_BYTES) as copy:
        while part := item.stream.read(1 << 20):
            item.budget.spend_bytes(len(part))
            copy.write(part)
        copy.seek(0)
        try:
            archive = zipfile.ZipFile(cast(BinaryIO, copy))
            members = _members(archive)
        except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OSError, EOFError) as error:
            raise FormatError(f"the zip is damaged: {error}") from error
        if not members:
            yield rejected(item, "an empty zip")
        for member in members:
            yield from _read_member(item, archive, member, read_member)


def _members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The members to read, in order of their names. Names are only ever shown: nothing is unpacked to a path."""
    every = archive.infolist()
    if len(every) > MAX_MEMBERS:
        raise FormatError(f"more than {MAX_MEMBERS:,} members")
    names = {member.filename for member in every}
    if names & set(_OFFICE):
        raise FormatError("an office document or e-book", advice="Save it as text, HTML or PDF.")
    if sum(member.file_size for member in every) > MAX_UNPACKED_BYTES:
        raise FormatError(f"unpacks to more than {MAX_UNPACKED_BYTES:,} bytes")
    files = sorted((m for m in every if not m.is_dir()), key=lambda m: m.filename)
    captures = [m for m in files if m.filename.lower().endswith((".warc", ".warc.gz"))]
    return captures if captures and "datapackage.json" in names else files


def _read_member(
    item: Item, archive: zipfile.ZipFile, member: zipfile.ZipInfo, read_member: ReadMember
) -> Iterator[Found]:
    name = member.filename[:300]
    try:
        with archive.open(member) as stream:
            counted = io.BufferedReader(_Unpacked(cast(BinaryIO, stream), member.compress_size, item.budget))
            yield from read_member(item.member(name, counted))
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as error:
        yield rejected(item, f"cannot be unpacked: {error}", part=name)


class _Unpacked(io.RawIOBase):
    """A member as it is unpacked: counted against the budget, and against its own packed size."""

    def __init__(self, stream: BinaryIO, packed_bytes: int, budget: Budget) -> None:
        self._stream, self._packed_bytes, self._budget = stream, packed_bytes, budget
        self._unpacked_bytes = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        part = self._stream.read(len(buffer))
        self._unpacked_bytes += len(part)
        self._budget.spend_bytes(len(part))
        if self._unpacked_bytes > max(RATIO_FLOOR_BYTES, MAX_RATIO * self._packed_bytes):
            raise FormatError(f"unpacks to more than {MAX_RATIO} times its size")
        buffer[: len(part)] = part
        return len(part)


ARCHIVE = Reader(
    "zip", (".zip", ".wacz"), ("application/zip", "application/wacz", "application/x-zip-compressed"), _shows, _read
)
