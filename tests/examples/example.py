"""An example report with its gold: what a careful reader found in it, and what Standoff did."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import standoff

from .gold_scoring import locate

__all__ = ["EXAMPLES", "Example", "examples_of"]

EXAMPLES = Path(standoff.__file__).parent / "examples"


@dataclass(frozen=True)
class Example:
    """One report with gold: what a careful reader found in it and what Standoff did."""

    name: str
    text: str
    gold: list[dict[str, Any]]
    found: list[dict[str, Any]]
    reading: standoff.Reading

    def claims_on(self, words: str) -> list[dict[str, Any]]:
        """Found claims whose shortest run of words shares at least half of itself, or half of ``words``, with them."""
        start, end = locate(words, self.text)
        found = []
        for claim in self.found:
            first = claim["evidence"][0]
            shared = min(end, first["end"]) - max(start, first["start"])
            if shared > 0 and 2 * shared >= min(end - start, first["end"] - first["start"]):
                found.append(claim)
        return found


def examples_of(readings: list[standoff.Reading]) -> dict[str, Example]:
    """Every report with gold, by the name of its gold file. Gold without offsets is located by its words."""
    found = {}
    for path in sorted((EXAMPLES / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        reading = _reading_of(gold["report"], readings)
        assert reading.report is not None
        text = reading.report.text
        claims = []
        for claim in gold["claims"]:
            start, end = claim["start"], claim["end"]
            if start is None:
                start, end = locate(claim["quote"], text)
            claims.append({**claim, "start": start, "end": end})
        found[path.stem] = Example(path.stem, text, claims, [claim.to_dict() for claim in reading.claims], reading)
    return found


def _reading_of(report: dict[str, Any], readings: list[standoff.Reading]) -> standoff.Reading:
    of_file = [each for each in readings if each.report and Path(report["file"]).name in str(each.report.path)]
    if len(of_file) > 1:
        of_file = [each for each in of_file if each.report and each.report.title == report["title"]]
    (reading,) = of_file
    return reading
