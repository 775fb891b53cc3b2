"""Zip files: a WACZ, which holds WARCs, a text document of an office, or a heap of reports."""

from __future__ import annotations

import io
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO, cast

from standoff.errors import FormatError
from standoff.readers.bounds import (
    MAX_ITEM_BYTES,
    MAX_MEMBERS,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    RATIO_FLOOR_BYTES,
)
from standoff.readers.item import Budget, Item
from standoff.readers.office import BODIES, document_text
from standoff.readers.reader import Found, Reader, ReadMember, form_report, rejected

__all__ = ["ARCHIVE"]

_IN_MEMORY_BYTES = 16 * 1024 * 1024
_OFFICE = frozenset(("[Content_Types].xml", "mimetype"))
"""Which members only documents of offices, and e-books, have."""


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
        body = next((member for member in members if member.filename in BODIES), None)
        if body is not None and _OFFICE & set(archive.namelist()):
            yield from _read_document(item, archive, body, cast(BinaryIO, copy))
            return
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
    if names & _OFFICE and not names & set(BODIES):
        raise FormatError("a table, slides or an e-book: save it as CSV, text, HTML or PDF")
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
            yield from read_member(item.member(name, _counted(stream, member, item.budget)))
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as error:
        yield rejected(item, f"cannot be unpacked: {error}", part=name)


def _read_document(item: Item, archive: zipfile.ZipFile, body: zipfile.ZipInfo, packed: BinaryIO) -> Iterator[Found]:
    if body.file_size > MAX_ITEM_BYTES:
        raise FormatError(f"a document of more than {MAX_ITEM_BYTES:,} bytes")
    try:
        with archive.open(body) as stream:
            text, note = document_text(cast(BinaryIO, _counted(stream, body, item.budget)))
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as error:
        raise FormatError(f"the document cannot be unpacked: {error}") from error
    packed.seek(0)
    yield from form_report(item, packed.read(), text, note=note)


def _counted(stream: IO[bytes], member: zipfile.ZipInfo, budget: Budget) -> io.BufferedReader:
    return io.BufferedReader(_Unpacked(cast(BinaryIO, stream), member.compress_size, budget))


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
