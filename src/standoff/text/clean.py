"""Clean text for the parser, with a map back to the report's own offsets."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable

from standoff.records.report import Block

__all__ = ["clean_blocks"]

_DROP = re.compile(
    r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=[\w.,])[*_](?!\w)"  # emphasis
    r"|!?\[(?=[^\]\n]*\]\([^)\s]*\))|\]\([^)\s]*\)"  # a link's brackets and address
    r"|^#{1,6}\s+|^>\s+"  # headings, quotation marks of mail and Markdown
    r"|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]",
    re.MULTILINE,
)
_SAME_LENGTH = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "″": '"'})


def clean_blocks(text: str, blocks: Iterable[Block]) -> tuple[str, array[int], array[int], list[int]]:
    """The readable blocks joined by single blanks: clean text, the offset of each of its characters (and of its
    end) in ``text``, the offset just after the character before each, and where each block begins."""
    letters: list[str] = []
    offsets = array("q")
    ends = array("q", [0])
    begins: list[int] = []
    for block in blocks:
        if letters:
            letters.append(" ")
            offsets.append(ends[-1])
            ends.append(ends[-1])
        begins.append(len(letters))
        stretch = text[block.start : block.end]
        hidden = bytearray(len(stretch))
        for match in _DROP.finditer(stretch):
            hidden[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
        blank = True  # leading blanks of a block are dropped
        for at, letter in enumerate(stretch.translate(_SAME_LENGTH)):
            if hidden[at]:
                continue
            is_blank = letter.isspace()
            if is_blank and blank:
                continue
            blank = is_blank
            letters.append(" " if is_blank else letter)
            offsets.append(block.start + at)
            ends.append(block.start + at + 1)
        while letters and letters[-1] == " " and len(letters) > begins[-1]:
            letters.pop()
            offsets.pop()
            ends.pop()
    offsets.append(ends[-1])
    return "".join(letters), offsets, ends, begins
