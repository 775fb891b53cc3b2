"""From the named fields of an object or a row to a report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from standoff.languages.days import read_day
from standoff.readers.item import Item
from standoff.readers.reader import Found, form_report, rejected
from standoff.records import Origin

__all__ = ["read_fields"]

_SEPARATORS = re.compile(r"[;|]|,\s")


def read_fields(
    item: Item, fields: Mapping[str, Any], raw: bytes, *, part: str | None, note: str | None = None
) -> Iterator[Found]:
    """The report of an object with the fields of the contract (``docs/reference/records.md``); others are ignored."""
    text = fields.get("text")
    if not isinstance(text, str):
        names = ", ".join(sorted(str(name)[:40] for name in fields)[:12]) or "nothing"
        yield rejected(item, f'no "text" in it; it has: {names}', part=part)
        return
    own_id = fields.get("id")
    yield from form_report(
        item,
        raw,
        text,
        own_id=str(own_id) if isinstance(own_id, str | int) and not isinstance(own_id, bool) else None,
        title=fields.get("title"),
        publisher=_name(fields.get("publisher")),
        byline=_names(fields.get("byline")),
        url=fields.get("url"),
        published_on=read_day(fields.get("published_on")),
        origin=_origin(fields.get("origin")),
        language=fields.get("language"),
        tags=_tags(fields.get("tags")),
        media=_strings(fields.get("media")),
        note=note,
        part=part,
    )


def _name(value: Any) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("name")
    return value if isinstance(value, str) else None


def _names(value: Any) -> str | None:
    if isinstance(value, list):
        return ", ".join(name for name in map(_name, value[:20]) if name) or None
    return _name(value)


def _origin(value: Any) -> Origin | None:
    name = (_name(value) or "").strip()[:200]
    if not name:
        return None
    more = value if isinstance(value, Mapping) else {}
    basis = more.get("basis")
    return Origin(name, read_day(more.get("published_on")), basis if isinstance(basis, str) else None)


def _tags(value: Any) -> dict[str, tuple[str, ...]]:
    if isinstance(value, Mapping):
        return {str(key): _strings(values) for key, values in list(value.items())[:50]}
    return {"tags": _strings(value)} if value else {}


def _strings(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(part.strip() for part in _SEPARATORS.split(value[:10_000]) if part.strip())
    if isinstance(value, list):
        return tuple(part for part in map(_link_or_name, value[:1_000]) if part)
    return ()


def _link_or_name(value: Any) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("url") or value.get("name")
    return value if isinstance(value, str) else None
