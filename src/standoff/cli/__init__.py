"""The command line."""

from __future__ import annotations

import signal
from types import FrameType

__all__ = ["main"]

_INTERRUPTED = 130


def main() -> int:
    """Entry point of the ``standoff`` command; the exit code.

    Ctrl-C may come while a module is being loaded or a library is at work, which may make another error of it: whatever
    fails after it has come ends the command with 130.
    """
    came: list[int] = []

    def note_interrupt(number: int, frame: FrameType | None) -> None:
        came.append(number)
        signal.default_int_handler(number, frame)

    before = signal.signal(signal.SIGINT, note_interrupt)
    try:
        from standoff.cli.app import main as run

        code = run()
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception:
        if came:
            return _INTERRUPTED
        raise
    finally:
        signal.signal(signal.SIGINT, before)
    return _INTERRUPTED if came and code else code
