"""Standoff reads reports on armed conflict: who did what to whom, where and when, according to whom.

::

    import standoff

    for reading in standoff.read("reports/"):
        for claim in reading.claims:
            print(claim.stance, claim.evidence[0].text)

    with standoff.open("syria.db") as casebook:
        for added in casebook.add("reports/"):
            print(added.outcome, added.title)
        casebook.link()
        for incident in casebook.incidents(is_disputed=True):
            print(incident.title, [account.claimant.name for account in incident.accounts])

Names are fetched when they are first used: importing the package loads neither the parser nor the gazetteer.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

    from standoff.casebook import Casebook
    from standoff.errors import StandoffError
    from standoff.pipeline import Knowledge, Reading
    from standoff.pipeline.happened import happened
    from standoff.records import (
        Account,
        Acled,
        Actor,
        Attribution,
        Block,
        Claim,
        DateMention,
        Event,
        Happened,
        Incident,
        Judgement,
        Link,
        Origin,
        Participant,
        Place,
        PlaceMention,
        Rejection,
        Report,
        Source,
        Span,
        Toll,
        When,
    )

__all__ = [
    "Account",
    "Acled",
    "Actor",
    "Attribution",
    "Block",
    "Casebook",
    "Claim",
    "DateMention",
    "Event",
    "Happened",
    "Incident",
    "Judgement",
    "Knowledge",
    "Link",
    "Origin",
    "Participant",
    "Place",
    "PlaceMention",
    "Reading",
    "Rejection",
    "Report",
    "Source",
    "Span",
    "StandoffError",
    "Toll",
    "When",
    "__version__",
    "happened",
    "open",
    "read",
]

_HOMES = {
    "Casebook": "standoff.casebook",
    "StandoffError": "standoff.errors",
    "happened": "standoff.pipeline.happened",
    "Knowledge": "standoff.pipeline",
    "Reading": "standoff.pipeline",
}


def read(
    *paths: str | PathLike[str],
    actors: str | PathLike[str] | None = None,
    knowledge: Knowledge | None = None,
    jobs: int | None = 1,
) -> Iterator[Reading]:
    """Read reports and find every claim in them, one ``Reading`` a report, in the order of the input.

    A path is a file in any format that Standoff knows, a folder, or ``-`` for standard input. ``actors`` is
    a registry file of your own. ``jobs`` is the number of processes; ``None`` lets Standoff choose by the
    number of reports. ``knowledge`` (``Knowledge.load()``) saves loading it anew at each call, in one process.

    What cannot be read gives a ``Reading`` without a report and with the reason among its ``rejections``.
    Raises ``StandoffError`` when Standoff itself is not fit to read: no gazetteer, a broken registry file.
    """
    from pathlib import Path

    from standoff.pipeline.spread import read_spread

    return read_spread(
        [str(path) for path in paths],
        jobs=jobs,
        knowledge=knowledge,
        actors=Path(actors) if actors is not None else None,
    )


def open(path: str | PathLike[str], *, mode: Literal["read", "write", "create"] = "create") -> Casebook:
    """Open a casebook, one file of reports and all that was found in them; it is made where there is none.

    ``mode="read"`` is for looking alone, ``mode="write"`` refuses to make a new one. Use it in a ``with`` statement.
    Raises ``StandoffError`` when it cannot be opened: not there, no casebook, damaged, made by a newer version.
    """
    from standoff.casebook import open_casebook

    return open_casebook(path, mode=mode)


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        found: Any = version("standoff")
    elif name in __all__:
        found = getattr(import_module(_HOMES.get(name, "standoff.records")), name)
    else:
        raise AttributeError(f"module 'standoff' has no attribute {name!r}")
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
