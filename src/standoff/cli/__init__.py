"""The command line."""

from __future__ import annotations

__all__ = ["main"]


def main() -> int:
    """Entry point of the ``standoff`` command; the exit code."""
    try:
        from standoff.cli.app import main as run

        return run()
    except KeyboardInterrupt:  # while modules were still being loaded
        return 130
