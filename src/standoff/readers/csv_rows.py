"""CSV with a header row: one report a row, under the usual column names."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from standoff.errors import FormatError
from standoff.readers.bounds import MAX_FIELD_CHARS
from standoff.readers.encoding import guess_encoding
from standoff.readers.fields import named, read_fields
from standoff.readers.item import Item
from standoff.readers.reader import Found, Reader, ReadMember, rejected

__all__ = ["CSV_ROWS"]

_DELIMITERS = ",;\t|"


def _shows(head: bytes) -> bool:
    line = head.split(b"\n", 1)[0].decode("utf-8", errors="replace").lstrip("\ufeff").strip()
    if len(line) > 1_000 or not any(mark in line for mark in _DELIMITERS):
        return False
    found = named(next(csv.reader([line], delimiter=_delimiter(line)), []))
    return "text" in found and len(found) >= 2


def _read(item: Item, read_member: ReadMember) -> Iterator[Found]:
    del read_member
    peek = getattr(item.stream, "peek", None)
    sample = bytes(peek(1 << 16)) if peek else item.head
    encoding = guess_encoding(sample if len(sample) > len(item.head) else item.head, item.charset)
    if encoding == "utf-8" or (encoding != "utf-8-sig" and _cut_inside_a_letter(item.head)):
        encoding = "utf-8-sig"
    lines = io.TextIOWrapper(item.stream, encoding=encoding, errors="replace", newline="")
    csv.field_size_limit(MAX_FIELD_CHARS)
    header = lines.readline(MAX_FIELD_CHARS)
    delimiter = _delimiter(header)
    names = next(csv.reader([header], delimiter=delimiter), [])
    if "text" not in named(names):
        yield rejected(item, f"no column of text; its columns: {', '.join(n[:40] for n in names[:12])}")
        return
    rows = csv.reader(lines, delimiter=delimiter)
    while True:
        part = f"row {rows.line_num + 2}"
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield rejected(item, f"not valid CSV: {error}", part=part)
            continue
        if row and row[0].startswith("STANDOFF-"):  # an event of our own table in ACLED's shape
            yield rejected(item, "a row that Standoff exported, and no report", part=part)
        elif row:
            yield from _read_row(item, names, row, part)


def _read_row(item: Item, names: list[str], row: list[str], part: str) -> Iterator[Found]:
    fields = dict(zip(names, row, strict=False))
    raw = json.dumps(row, ensure_ascii=False).encode("utf-8", "surrogatepass")
    lost = sum(value.count("\ufffd") for value in row)
    note = f"{lost:,} characters could not be decoded and stand as U+FFFD" if lost else None
    try:
        yield from read_fields(item, fields, raw, part=part, note=note)
    except FormatError as error:
        yield rejected(item, error.message, part=part)


def _cut_inside_a_letter(head: bytes) -> bool:
    """Whether all but the last letter, which the sample may have cut, is UTF-8."""
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(head) - 4
    return True


def _delimiter(line: str) -> str:
    return max(_DELIMITERS, key=line.count) if any(mark in line for mark in _DELIMITERS) else ","


CSV_ROWS = Reader("csv", (".csv", ".tsv"), ("text/csv", "text/tab-separated-values"), _shows, _read)
