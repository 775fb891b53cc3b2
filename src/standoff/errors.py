"""Every error that Standoff raises, as one tree.

::

    StandoffError
    ├── ReadError            a path or stream that cannot be opened at all
    ├── FormatError          bytes that are not what they seem (truncated, hostile, too large)
    ├── KnowledgeError       one of the data files (cues, event types, actors, places) is wrong
    ├── PlacesError          the gazetteer is missing, damaged, or an import into it failed
    ├── JudgementError       a judgement that cannot be made: nothing to judge, or no such value
    └── CasebookError        a casebook that cannot be opened, read or written
        ├── CasebookBusyError      another process is writing to it
        ├── CasebookDamagedError   the file does not hold what it must
        └── CasebookNewerError     a newer version of Standoff made it

A batch never stops for one bad report: inside a batch these become ``Rejection`` records.
"""

from __future__ import annotations

__all__ = [
    "CasebookBusyError",
    "CasebookDamagedError",
    "CasebookError",
    "CasebookNewerError",
    "FormatError",
    "JudgementError",
    "KnowledgeError",
    "PlacesError",
    "ReadError",
    "StandoffError",
]


class StandoffError(Exception):
    """What happened, to what, and what to do next.

    ``advice`` says the next step in words a user can follow; it is printed after the message.
    """

    def __init__(self, message: str, *, advice: str | None = None) -> None:
        super().__init__(message if advice is None else f"{message}\n{advice}")
        self.message = message
        self.advice = advice


class ReadError(StandoffError):
    """A path or stream could not be opened or read at all."""


class FormatError(StandoffError):
    """Bytes were read but are not a report: truncated, damaged, hostile, or over a stated bound."""


class KnowledgeError(StandoffError):
    """A data file of cues, event types, actors or places does not say what it must."""


class PlacesError(StandoffError):
    """The gazetteer cannot be built, opened or added to."""


class JudgementError(StandoffError):
    """A judgement cannot be made: what it is about is not there, or cannot have the value."""


class CasebookError(StandoffError):
    """A casebook cannot be opened, read or written; what was in it before is as it was."""


class CasebookBusyError(CasebookError):
    """Another process is writing to the casebook and went on for longer than we waited."""


class CasebookDamagedError(CasebookError):
    """The file of a casebook is cut short, overwritten, or holds what does not fit together."""


class CasebookNewerError(CasebookError):
    """A casebook has a layout that this version of Standoff does not know."""
