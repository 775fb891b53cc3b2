"""JSON: one report object, an array of them, an object around one such array, or one a line."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from standoff.errors import FormatError
from standoff.readers.bounds import MAX_ITEM_BYTES, MAX_LINE_BYTES
from standoff.readers.encoding import decode
from standoff.readers.fields import named, read_fields
from standoff.readers.item import Item
from standoff.readers.reader import Found, Reader, ReadMember, rejected

__all__ = ["JSON_OBJECTS"]

_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*\"[\w .@:-]{1,60}\"\s*:")
_FOUND_ANEW = frozenset(
    ("claim", "attribution", "place", "date", "rejection", "copy", "incident", "judgement", "added", "job")
)
"""Records that Standoff prints beside reports: whoever brings its own file back brings the reports."""
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def _shows(head: bytes) -> bool:
    return _OBJECT.match(head) is not None


def _read(item: Item, read_member: ReadMember) -> Iterator[Found]:
    del read_member
    if item.head.startswith(_WIDE) or b"\x00" in item.head[:100]:
        raw = item.whole()
        yield from _read_document(item, raw, decode(raw, item.charset).text)
        return
    first = item.stream.readline(MAX_LINE_BYTES + 1)
    if item.suffix in (".jsonl", ".ndjson") or (_is_object(first) and _has_more_objects(item)):
        yield from _read_lines(item, first)
        return
    raw = first + item.whole(MAX_ITEM_BYTES - len(first))
    yield from _read_document(item, raw, decode(raw, item.charset).text)


def _has_more_objects(item: Item) -> bool:
    """Whether another line follows that begins as an object does."""
    peek = getattr(item.stream, "peek", None)
    return bool(peek and peek(64)[:4_096].lstrip()[:1] == b"{")


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _read_document(item: Item, raw: bytes, text: str) -> Iterator[Found]:
    value = _load(text)
    elements = value if isinstance(value, list) else _wrapped(value)
    own = Counter[str]()
    if elements is None:
        yield from _read_value(item, value, raw, None, None, own)
    elif not elements:
        yield rejected(item, "an empty array, no report in it")
    else:
        for number, element in enumerate(elements, start=1):
            yield from _read_value(item, element, _bytes_of(element), f"element {number}", None, own)
    yield from _told(item, own)


def _wrapped(value: Any) -> list[Any] | None:
    """The one array of objects in an object without a text, as services answer: ``{"total": 2, "articles": [...]}``;
    that may lie in an object once more."""
    if not isinstance(value, dict) or "text" in named(value):
        return None
    found = [each for each in value.values() if isinstance(each, list) and each and isinstance(each[0], dict)]
    inner = [each for each in value.values() if isinstance(each, dict)]
    return found[0] if len(found) == 1 else _wrapped(inner[0]) if not found and len(inner) == 1 else None


def _read_lines(item: Item, first: bytes) -> Iterator[Found]:
    line, number, own = first, 0, Counter[str]()
    while line:
        number += 1
        part = f"line {number}"
        if len(line) > MAX_LINE_BYTES:
            yield rejected(item, f"a line longer than {MAX_LINE_BYTES:,} bytes", part=part)
            while line and not line.endswith(b"\n"):
                line = item.stream.readline(MAX_LINE_BYTES)
        elif line.strip():
            yield from _read_line(item, line.strip(), part, own)
        line = item.stream.readline(MAX_LINE_BYTES + 1)
    yield from _told(item, own)


def _read_line(item: Item, line: bytes, part: str, own: Counter[str]) -> Iterator[Found]:
    try:
        decoded = decode(line, item.charset)
        value = _load(decoded.text)
    except FormatError as error:
        yield rejected(item, error.message, part=part)
    else:
        yield from _read_value(item, value, line, part, decoded.note, own)


def _read_value(
    item: Item, value: Any, raw: bytes, part: str | None, note: str | None, own: Counter[str]
) -> Iterator[Found]:
    if not isinstance(value, dict):
        yield rejected(item, f"not a report object but {_kind(value)}", part=part)
    elif isinstance(kind := value.get("record"), str) and kind in _FOUND_ANEW:
        own[kind] += 1
    else:
        yield from read_fields(item, value, raw, part=part, note=note)


def _told(item: Item, own: Counter[str]) -> Iterator[Found]:
    if judged := own.pop("judgement", 0):
        yield rejected(item, f"judgements are no reports: `standoff judge load` brings them in (judgement: {judged:,})")
    if own:
        counts = ", ".join(f"{kind}: {count:,}" for kind, count in sorted(own.items()))
        yield rejected(item, f"records of Standoff that are no reports are left out, to be found anew ({counts})")


def _load(text: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError as error:
        raise FormatError("JSON nested too deeply") from error
    except ValueError as error:
        raise FormatError(f"not valid JSON: {str(error)[:200]}") from error


def _bytes_of(element: Any) -> bytes:
    """An element of an array written again on its own: the bytes it came in are not known apart from the others."""
    try:
        return json.dumps(element, sort_keys=True, ensure_ascii=True).encode()
    except (ValueError, RecursionError) as error:
        raise FormatError("JSON nested too deeply") from error


def _kind(value: Any) -> str:
    names = {list: "an array", str: "a string", bool: "true or false", int: "a number", float: "a number"}
    return "null" if value is None else names.get(type(value), "an object")


JSON_OBJECTS = Reader(
    "json",
    (".json", ".jsonl", ".ndjson"),
    ("application/json", "application/x-ndjson", "application/jsonl", "application/ld+json"),
    _shows,
    _read,
)
