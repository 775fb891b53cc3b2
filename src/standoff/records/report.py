"""One published item as received: bytes, text, metadata. Never altered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

from msgspec import Struct, field

__all__ = ["Block", "BlockKind", "Origin", "Report"]

BlockKind = Literal["headline", "dateline", "body", "caption", "boilerplate"]


class Block(Struct, frozen=True, gc=False):
    """A stretch of a report's text and what it is; claims come from every kind but ``boilerplate``."""

    kind: BlockKind
    start: int
    end: int

    def to_dict(self) -> dict[str, Any]:
        return {"kind": self.kind, "start": self.start, "end": self.end}

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Block:
        return cls(record["kind"], record["start"], record["end"])


class Origin(Struct, frozen=True, gc=False):
    """Where a syndicated report was first published, as the report itself says; ``basis`` holds its words."""

    name: str
    published_on: date | None = None
    basis: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "published_on": self.published_on.isoformat() if self.published_on else None,
            "basis": self.basis,
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Origin:
        return cls(record["name"], _day(record["published_on"]), record["basis"])


class Report(Struct, frozen=True, gc=False):
    """One published item. Every offset in every record about it counts code points of ``text``.

    ``source_bytes`` are the bytes as received and ``sha256`` is their hash (for an item of a container,
    a feed or JSON Lines, the bytes of that item). ``published_on`` is the day printed on the report;
    ``origin`` is where it was first published when it is a syndicated copy.
    """

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    byline: str | None = None
    url: str | None = None
    published_on: date | None = None
    origin: Origin | None = None
    language: str | None = None
    tags: dict[str, tuple[str, ...]] = field(default_factory=dict)
    media: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    path: str | None = None
    source_bytes: bytes = b""
    sha256: str | None = None
    received_at: datetime | None = None

    def __repr__(self) -> str:
        return f"Report(id={self.id!r}, title={self.title!r}, path={self.path!r}, {len(self.text)} code points)"

    def to_dict(self) -> dict[str, Any]:
        return {
            "record": "report",
            "id": self.id,
            "title": self.title,
            "publisher": {"name": self.publisher} if self.publisher else None,
            "byline": self.byline,
            "url": self.url,
            "published_on": self.published_on.isoformat() if self.published_on else None,
            "origin": self.origin.to_dict() if self.origin else None,
            "language": self.language,
            "tags": {k: list(v) for k, v in self.tags.items()},
            "media": list(self.media),
            "text": self.text,
            "blocks": [b.to_dict() for b in self.blocks],
            "sha256": self.sha256,
            "received_at": self.received_at.isoformat().replace("+00:00", "Z") if self.received_at else None,
            "path": self.path,
            "text_group": None,
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any], source_bytes: bytes = b"") -> Report:
        """The report of its JSON shape, which leaves out the bytes."""
        received_at = record["received_at"]
        return cls(
            id=record["id"],
            text=record["text"],
            title=record["title"],
            publisher=record["publisher"]["name"] if record["publisher"] else None,
            byline=record["byline"],
            url=record["url"],
            published_on=_day(record["published_on"]),
            origin=Origin.from_dict(record["origin"]) if record["origin"] else None,
            language=record["language"],
            tags={name: tuple(values) for name, values in record["tags"].items()},
            media=tuple(record["media"]),
            blocks=tuple(map(Block.from_dict, record["blocks"])),
            path=record["path"],
            source_bytes=source_bytes,
            sha256=record["sha256"],
            received_at=datetime.fromisoformat(received_at) if received_at else None,
        )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
