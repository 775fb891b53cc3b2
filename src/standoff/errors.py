"""Every error that Standoff raises, as one tree.

::

    StandoffError
    ├── ReadError            a path or stream that cannot be opened at all
    ├── FormatError          bytes that are not what they seem (truncated, hostile, too large)
    ├── KnowledgeError       one of the data files (cues, event types, actors, places) is wrong
    └── PlacesError          the gazetteer is missing, damaged, or an import into it failed

A batch never stops for one bad report: inside a batch these become ``Rejection`` records.
"""

from __future__ import annotations

__all__ = ["FormatError", "KnowledgeError", "PlacesError", "ReadError", "StandoffError"]


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
