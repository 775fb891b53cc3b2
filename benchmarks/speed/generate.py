"""Reports in the style of conflict news, made from a seed: the same seed gives the same reports everywhere.

The sentences are our own and tell of nothing that happened. They hold what slows a reader of such reports
down: quotations over sentence borders, chains of sources, tolls, places, days counted from other days,
abbreviations, lists, a dateline, a caption and a page's furniture.
"""

from __future__ import annotations

import json
import random
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

__all__ = ["MadeReport", "make_reports", "write_reports"]

_WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class MadeReport:
    """One made report; ``published_on`` is an ISO day."""

    title: str
    publisher: str
    published_on: str
    text: str


def _cap(words: str) -> str:
    return words[0].upper() + words[1:]


def _fields(chance: random.Random) -> dict[str, str]:
    def one(kind: str) -> str:
        return str(chance.choice(_WORDS[kind]))

    state, other = chance.sample(_WORDS["states"], 2)
    town, town2 = chance.sample(_WORDS["towns"], 2)
    weapon = one("weapons")
    fields = {
        "adjective": state[0],
        "adjective2": other[0],
        "country": state[1],
        "capital": state[2],
        "force": f"{state[0]} {one('forces')}",
        "group": one("groups"),
        "source": one("sources"),
        "outlet": one("outlets"),
        "count": one("counts"),
        "count2": one("counts"),
        "weapon": weapon,
        "weapon_bare": weapon.removeprefix("a ").removeprefix("an "),
        "town": town,
        "town2": town2,
        "target": one("targets"),
        "people": one("people"),
        "people2": one("people"),
        "day": one("days"),
        "day2": one("days"),
        "hedge": one("hedges"),
        "km": str(chance.randint(2, 60)),
    }
    return fields | {f"{name}_cap": _cap(words) for name, words in fields.items()}


def make_reports(count: int = 400, *, seed: int = 20, words: int = 500) -> list[MadeReport]:
    """``count`` reports of about ``words`` words each.

    >>> make_reports(2) == make_reports(2)
    True
    """
    chance = random.Random(seed)
    reports = []
    for _ in range(count):
        day = date(2016, 1, 1) + timedelta(days=chance.randrange(3000))
        publisher = chance.choice(_WORDS["publishers"])
        story = _fields(chance)
        title = f"{story['force_cap']} hit {story['target']} near {story['town']}: {story['count']} dead"
        paragraphs = [f"{story['capital'].upper()} ({chance.choice(_WORDS['outlets']).removeprefix('the ')}) —"]
        total = 0
        while total < words - 60:
            sentences = []
            for _ in range(chance.randint(1, 4)):
                fields = _fields(chance) | ({"town": story["town"]} if chance.random() < 0.5 else {})
                sentence = chance.choice(_WORDS["sentences"]).format_map(fields)
                if chance.random() < 0.15:  # a page that has lost its commas and quotation marks
                    sentence = sentence.translate(str.maketrans("", "", ",“”'"))
                sentences.append(sentence)
                total += len(sentence.split())
            paragraphs.append(" ".join(sentences))
        paragraphs[0:2] = [f"{paragraphs[0]} {paragraphs[1]}"]
        furniture = (
            line.format(capital=story["capital"], year=day.year, publisher=publisher)
            for line in _WORDS["furniture"]
            if chance.random() < 0.6
        )
        reports.append(
            MadeReport(title, publisher, day.isoformat(), "\n\n".join([title, *paragraphs, *furniture]) + "\n")
        )
    return reports


def write_reports(folder: Path, reports: list[MadeReport]) -> list[str]:
    """One ``.json`` report a file; the paths, in order."""
    paths = []
    for number, report in enumerate(reports):
        path = folder / f"{number:04d}.json"
        path.write_text(json.dumps(vars(report), ensure_ascii=False), encoding="utf-8")
        paths.append(str(path))
    return paths
