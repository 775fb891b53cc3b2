"""Measure in how many short reports of our own the main toll of killed is the right one.

usage: python training/tolls/measure.py [--errors] [--bare]

The main toll of a report is the low and high of killed that most of its claims give, of those that are asserted,
positive and actual; of equals the one that stands first. Prints for each file how many reports have the right number as
their main toll, as the first that they give, and anywhere. ``--bare`` reads them as many collections keep them: a day
and the title run into the text, and all punctuation inside sentences lost.
"""

import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from standoff.pipeline import Knowledge
from standoff.pipeline.spread import analyse_reports
from standoff.readers import read_reports
from standoff.records import Claim

HERE = Path(__file__).parent
Bounds = tuple[int | None, int | None]


def tolls_of(claims: list[Claim]) -> list[Bounds]:
    """The bounds of every toll of killed in asserted, positive, actual claims, in text order."""
    told = [
        claim for claim in claims if (claim.stance, claim.polarity, claim.reality) == ("asserts", "positive", "actual")
    ]
    return [
        (toll.low, toll.high)
        for claim in sorted(told, key=lambda each: each.evidence[0].start)
        for toll in claim.tolls
        if toll.what == "killed" and (toll.low, toll.high) != (None, None)
    ]


def number_of(bounds: Bounds) -> set[int]:
    """The numbers that a reader may give for bounds: of "more than 50", which is 51 or more, 50 as well."""
    low, high = bounds
    return {each for each in (low, high, low - 1 if low and high is None else None) if each is not None}


def main_toll(tolls: list[Bounds]) -> Bounds | None:
    """The bounds told most often, of equals the first."""
    return max(Counter(tolls).items(), key=lambda each: each[1])[0] if tolls else None


def bare(title: str, text: str) -> str:
    """A report's title and text in one line after a day, without commas, colons, quotation marks and dashes.

    >>> bare("Raid kills 9", "HAMA - It was dawn, the mayor said: 1,200 fled.")
    'Sat Dec 01 2018 Raid kills 9 HAMA It was dawn the mayor said 1200 fled.'
    """
    lost = re.sub(r"[,:;\"'()]", "", f"Sat Dec 01 2018 {title} {text}")
    return re.sub(r"\s+-\s+", " ", lost)


def measured(
    path: Path, knowledge: Knowledge, *, as_bare: bool = False
) -> Iterator[tuple[dict[str, object], list[Bounds]]]:
    """The lines of a file with the tolls that are read in them."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for line in lines:
            report = {"title": line["title"], "publisher": "The Wire", "published_on": "2018-12-01"}
            file = Path(folder, f"{line['id']}.json")
            text = bare(line["title"], line["text"]) if as_bare else f"{line['title']}\n\n{line['text']}"
            file.write_text(json.dumps({**report, "text": text}), encoding="utf-8")
            files.append(str(file))
        for line, reading in zip(lines, analyse_reports(read_reports(files), knowledge), strict=True):
            yield line, tolls_of(list(reading.claims))


def is_right(bounds: Bounds | None, killed: int | None) -> bool:
    """Whether a toll, or none, is what a reader answers."""
    return killed is None if bounds is None else killed in number_of(bounds)


def main(*options: str) -> None:
    """Print the shares, and with ``--errors`` what is read where the main toll is wrong, of the files looked at."""
    knowledge = Knowledge.load()
    for path in sorted(HERE.glob("*.jsonl")):
        right = first = anywhere = total = 0
        for line, tolls in measured(path, knowledge, as_bare="--bare" in options):
            killed = line["killed"]
            assert killed is None or isinstance(killed, int)
            is_main = is_right(main_toll(tolls), killed)
            right, total = right + is_main, total + 1
            first += is_right(tolls[0] if tolls else None, killed)
            anywhere += is_main or any(is_right(each, killed) for each in tolls)
            if "--errors" in options and path.stem in ("a", "c", "e", "g") and not is_main:
                print(line["id"], killed, "main", main_toll(tolls), "all", tolls)
        print(f"{path.stem}: main toll right in {right} of {total}, the first in {first}, anywhere in {anywhere}")


if __name__ == "__main__":
    main(*sys.argv[1:])
