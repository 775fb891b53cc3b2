"""Measure in reports of our own whether who is said to have done it is found, and as surely as the report says.

usage: python training/perpetrators/measure.py [--errors]

An organisation is found where it is an actor of an ASSAULT, COERCE or THREATEN claim of its report. It is told as sure
where such a claim lies in the report's own voice, as something that surely happened: right for what is `fact`, wrong
for `hearsay`. Prints for each file how many organisations are found, how many are told as surely as the report does,
and how many of the actors are none of them; ``--errors`` lists what is wrong in those that may be looked at.
"""

import json
import re
import sys
import tempfile
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from standoff.pipeline import Knowledge
from standoff.pipeline.spread import analyse_reports
from standoff.readers import read_reports
from standoff.records import Claim

HERE = Path(__file__).parent
LOOKED_AT = frozenset("abcdefghijkl")
VIOLENT = frozenset({"ASSAULT", "COERCE", "THREATEN"})
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset({"the", "of", "for", "and", "de", "la", "del", "a", "an"})


def words_of(name: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(name.casefold()) if word not in _SMALL)


def agree(name: str, other: str) -> bool:
    """Whether all words of the shorter of two names are words of the longer."""
    one, two = words_of(name), words_of(other)
    return bool(one and two) and (one <= two or two <= one)


def actors_of(claim: Claim) -> list[tuple[str, ...]]:
    """What each actor of a violent claim is called: in the report, and in the registry."""
    if claim.event.type not in VIOLENT:
        return []
    return [
        tuple(name for name in (party.name, party.span and party.span.text, party.actor and party.actor.name) if name)
        for party in claim.participants
        if party.role == "actor"
    ]


def any_agree(names: Iterable[str], known: Collection[str]) -> bool:
    return any(agree(name, other) for name in names for other in known)


def is_done_by(claim: Claim, known: Collection[str]) -> bool:
    """Whether an actor of a violent claim goes by one of some names."""
    return any(any_agree(names, known) for names in actors_of(claim))


def is_sure(claim: Claim) -> bool:
    return not claim.attribution and claim.certainty == "certain" and claim.reality == "actual"


def measured(path: Path, knowledge: Knowledge) -> Iterator[tuple[dict[str, Any], list[Claim]]]:
    """The lines of a file with the claims that are read in them."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"{line['id']}.json") for line in lines]
        for file, line in zip(files, lines, strict=True):
            file.write_text(
                json.dumps({name: line[name] for name in ("publisher", "published_on", "text")}), encoding="utf-8"
            )
        readings = analyse_reports(read_reports(map(str, files)), knowledge)
        for line, reading in zip(lines, readings, strict=True):
            yield line, list(reading.claims)


def main(*options: str) -> None:
    """Print the shares, and with ``--errors`` the organisations that go wrong in the files that may be looked at."""
    knowledge = Knowledge.load()
    for path in sorted(HERE.glob("*.jsonl")):
        wanted = found = right = named = others = 0
        for line, claims in measured(path, knowledge):
            organisations = [each for incident in line["incidents"] for each in incident["perpetrators"]]
            called = {names for claim in claims for names in actors_of(claim)}
            named += len(called)
            known = [name for each in organisations for name in each["names"]]
            others += sum(not any_agree(names, known) for names in called)
            for each in organisations:
                of_it = [claim for claim in claims if is_done_by(claim, each["names"])]
                is_right = bool(of_it) and any(map(is_sure, of_it)) == (each["confidence"] == "fact")
                wanted, found, right = wanted + 1, found + bool(of_it), right + is_right
                if "--errors" in options and path.stem in LOOKED_AT and not is_right:
                    print(line["id"], each["confidence"], each["names"][0], "found" if of_it else "not found")
        print(
            f"{path.stem}: {found} of {wanted} organisations found, {right} told as surely as they are; "
            f"{others} of {named} actors are none of them"
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
