"""How much of a report is parsed, and what is said about the rest."""

from __future__ import annotations

from msgspec.structs import replace

from standoff.records import Block, Rejection, Report

__all__ = ["READABLE_CHARS", "oversize", "readable_blocks"]

READABLE_CHARS = 200_000
"""So many characters of a report, boilerplate not counted, are parsed (about 33,000 words, 80 pages)."""


def readable_blocks(report: Report) -> tuple[Block, ...]:
    """The blocks that are parsed: neither boilerplate nor without a letter or digit, within ``READABLE_CHARS``."""
    blocks: list[Block] = []
    room = READABLE_CHARS
    for block in report.blocks:
        if block.kind == "boilerplate" or not _has_word(report.text, block):
            continue
        if block.end - block.start > room:
            end = report.text.rfind(" ", block.start, block.start + room)
            if end > block.start:
                blocks.append(replace(block, end=end))
            elif not blocks:
                blocks.append(replace(block, end=block.start + room))
            break
        blocks.append(block)
        room -= block.end - block.start
    return tuple(blocks)


def oversize(report: Report) -> Rejection | None:
    """What ``parse`` leaves out of a divided report because it is too long, or ``None`` when it reads all."""
    readable = readable_blocks(report)
    if not readable:
        return None
    left = [
        b for b in report.blocks if b.kind != "boilerplate" and b.end > readable[-1].end and _has_word(report.text, b)
    ]
    if not left:
        return None
    return Rejection(
        stage="text",
        reason=f"the report is longer than {READABLE_CHARS:,} characters: what stands from {readable[-1].end:,} to "
        f"{left[-1].end:,} was not read; split the report to read all of it",
        report_id=report.id,
        subject=report.path,
    )


def _has_word(text: str, block: Block) -> bool:
    return any(map(str.isalnum, text[block.start : block.end]))
