"""What a reader is given: a stream of bytes, and what is known of it from outside."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import BinaryIO

from standoff.errors import FormatError
from standoff.readers.bounds import MAX_DEPTH, MAX_ITEM_BYTES, MAX_MEMBERS, MAX_UNPACKED_BYTES, SNIFF_BYTES

__all__ = ["Budget", "Item"]


@dataclass(slots=True)
class Budget:
    """What one file and all its members may still use up together."""

    members: int = MAX_MEMBERS
    unpacked_bytes: int = MAX_UNPACKED_BYTES

    def spend_member(self) -> None:
        """Count one member. Raises ``FormatError`` when there are too many."""
        self.members -= 1
        if self.members < 0:
            raise FormatError(f"more than {MAX_MEMBERS:,} members")

    def spend_bytes(self, count: int) -> None:
        """Count unpacked bytes. Raises ``FormatError`` when they are too many."""
        self.unpacked_bytes -= count
        if self.unpacked_bytes < 0:
            raise FormatError(f"unpacks to more than {MAX_UNPACKED_BYTES:,} bytes")


@dataclass(slots=True)
class Item:
    """One file, member or message to read.

    ``name`` tells a person which (``a.wacz!archive/data.warc.gz``); ``stream`` begins with ``head``, the first bytes,
    and is read once. ``media_type``, ``charset`` and ``url`` are what the container says of it; ``received_at`` is
    when it came, in UTC.
    """

    name: str
    stream: BinaryIO
    budget: Budget = field(default_factory=Budget)
    depth: int = 0
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None
    received_at: datetime | None = None
    head: bytes = b""

    def __post_init__(self) -> None:
        if not self.head:
            self.head = _read_fully(self.stream, SNIFF_BYTES)
            self.stream = _Rejoined(self.head, self.stream)

    @property
    def suffix(self) -> str:
        """The name's ending in lower case, with its dot; that of the URL's path where the name has none."""
        name = self.name.rsplit("!", 1)[-1].split("?", 1)[0].split("#", 1)[0]
        return PurePosixPath(name.lower()).suffix

    def whole(self, limit: int = MAX_ITEM_BYTES) -> bytes:
        """All bytes. Raises ``FormatError`` when there are more than ``limit``."""
        raw = _read_fully(self.stream, limit + 1)
        if len(raw) > limit:
            raise FormatError(f"larger than {limit:,} bytes: split it and read the parts")
        return raw

    def member(
        self,
        name: str,
        stream: BinaryIO,
        *,
        media_type: str | None = None,
        charset: str | None = None,
        url: str | None = None,
        received_at: datetime | None = None,
    ) -> Item:
        """An item inside this one. Raises ``FormatError`` when there are too many, or too deep inside one another."""
        if self.depth >= MAX_DEPTH:
            raise FormatError(f"a container in a container, more than {MAX_DEPTH} deep")
        self.budget.spend_member()
        return Item(
            name=f"{self.name}!{name}" if name else self.name,
            stream=stream,
            budget=self.budget,
            depth=self.depth + 1,
            media_type=media_type,
            charset=charset,
            url=url,
            received_at=received_at or self.received_at,
        )


def _read_fully(stream: BinaryIO, limit: int) -> bytes:
    """Up to ``limit`` bytes; less only at the end (a pipe gives what it has)."""
    parts: list[bytes] = []
    while limit > 0:
        part = stream.read(min(limit, 1 << 20))
        if not part:
            break
        parts.append(part)
        limit -= len(part)
    return b"".join(parts)


class _Rejoined(io.BufferedReader):
    """A stream put back together with the head that was read from it."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__(_Chain(head, rest), 1 << 16)


class _Chain(io.RawIOBase):
    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        part = self._head[: len(buffer)]
        if part:
            self._head = self._head[len(part) :]
        else:
            part = self._rest.read(len(buffer))
        buffer[: len(part)] = part
        return len(part)
