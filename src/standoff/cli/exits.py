"""Exit codes of the ``standoff`` command."""

from __future__ import annotations

from typing import Final

__all__ = ["INTERRUPTED", "NOTHING_READ", "OK", "SOME_REJECTED", "UNSOUND", "USAGE", "exit_code"]

OK: Final = 0
NOTHING_READ: Final = 1
"""Nothing could be read, or Standoff itself is not fit to read."""
UNSOUND: Final = 1
"""Something is wrong with a casebook."""
USAGE: Final = 2
SOME_REJECTED: Final = 3
"""Some inputs were rejected, with their reasons; the rest was read."""
INTERRUPTED: Final = 130


def exit_code(*, read: int, rejected: int) -> int:
    """The exit code of a run that read and rejected so many.

    >>> exit_code(read=3, rejected=1), exit_code(read=0, rejected=1)
    (3, 1)
    """
    return OK if not rejected else SOME_REJECTED if read else NOTHING_READ
