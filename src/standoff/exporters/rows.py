"""Rows as CSV that a spreadsheet can open without harm."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

__all__ = ["BYTE_ORDER_MARK", "formula_free", "write_rows"]

BYTE_ORDER_MARK = "\ufeff"
"""By this Excel knows a file for UTF-8. To most programs it is nothing; to some it is part of the first column's name,
so that it is written only where it is asked for."""


def write_rows(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], stream: TextIO) -> int:
    """Write the names of the columns and then the rows; how many. What a row has not, or has as ``None``, is empty."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    count = 0
    for row in rows:
        writer.writerow([formula_free(row.get(column)) for column in columns])
        count += 1
    return count


def formula_free(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: words of a report may begin with anything.

    >>> formula_free("=1+1"), formula_free("-5"), formula_free(-5)
    ("'=1+1", "'-5", -5)
    """
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return value
