"""Exit codes of the ``standoff`` command."""

from __future__ import annotations

from typing import Final

__all__ = ["INTERRUPTED", "NOTHING_READ", "OK", "SOME_REJECTED", "UNSOUND", "USAGE"]

OK: Final = 0
NOTHING_READ: Final = 1
"""Nothing could be read, or Standoff itself is not fit to read."""
UNSOUND: Final = 1
"""Something is wrong with a casebook."""
USAGE: Final = 2
SOME_REJECTED: Final = 3
"""Some inputs were rejected, with their reasons; the rest was read."""
INTERRUPTED: Final = 130
