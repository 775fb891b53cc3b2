"""What a text file says of itself at its top, between two lines of ``---``, as web clippers write it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import yaml

from standoff.readers.bounds import MAX_FRONT_MATTER_CHARS

__all__ = ["split_front_matter"]

_FENCE = re.compile(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)\s*", re.DOTALL | re.MULTILINE)

_LINE = re.compile(r"(\w[\w -]{0,40}):\s+([^&*!{\[|>\s].*)")


def split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The named values at the top of a text, and the text beneath them; none, and the whole text, where it has none
    that can be read. Nothing is expanded: a block with YAML's anchors or tags of its own is taken for text. Plain lines
    that are no YAML, since a title has a colon in it, are read as names and values.

    >>> split_front_matter("---\\ntitle: Nine dead in Sorn\\ndate: 2024-05-04\\n---\\n\\nShells fell.")
    ({'title': 'Nine dead in Sorn', 'date': datetime.date(2024, 5, 4)}, 'Shells fell.')
    """
    block = _FENCE.match(text, 0, MAX_FRONT_MATTER_CHARS)
    values = _values(block[1]) if block else {}
    return (values, text[block.end() :]) if block and values else ({}, text)


def _values(block: str) -> dict[str, Any]:
    try:
        if any(getattr(event, "anchor", None) for event in yaml.parse(block, yaml.SafeLoader)):
            return {}
        given = yaml.safe_load(block)
    except (yaml.YAMLError, RecursionError, ValueError):
        return _plain_lines(block)
    return {str(name): _value(value) for name, value in given.items()} if isinstance(given, Mapping) else {}


def _plain_lines(block: str) -> dict[str, Any]:
    lines = [_LINE.fullmatch(line) for line in block.splitlines() if line.strip()]
    return {line[1]: line[2].strip("\"'") for line in lines if line} if all(lines) else {}


def _value(value: Any) -> Any:
    """A value as the other readers give it: a number in the place of words is words."""
    return value if value is None or isinstance(value, str | list | Mapping | date) else str(value)
