"""Files, folders and standard input."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from standoff.readers.item import Item
from standoff.readers.reader import Found
from standoff.readers.registry import read_item
from standoff.records import Rejection

__all__ = ["read_reports"]


def read_reports(paths: Iterable[str]) -> Iterator[Found]:
    """The reports of each path, in order, undivided; and a rejection for whatever cannot be read.

    A path is a file, a folder (read with all it holds, in order of names; what begins with a dot is set aside and
    links to folders are not followed), or ``-`` for standard input. Nothing is raised for a bad path or a bad file.

    >>> [found.reason for found in read_reports(["nowhere.txt"])]
    ['no such file or folder']
    """
    for path in paths:
        if path == "-":
            yield from read_item(Item("-", sys.stdin.buffer, received_at=_now()))
        elif "\x00" in path:
            yield _rejected(path, "no such file or folder")
        else:
            yield from _read_path(Path(path), is_named=True)


def _read_path(path: Path, *, is_named: bool) -> Iterator[Found]:
    try:
        status = path.stat()
    except FileNotFoundError:
        yield _rejected(path, _missing(str(path)) if is_named else "a link that leads nowhere")
        return
    except (OSError, ValueError) as error:
        yield _rejected(path, f"cannot be opened: {getattr(error, 'strerror', None) or error}")
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _read_folder(path)
    elif stat.S_ISREG(status.st_mode) or (is_named and stat.S_ISFIFO(status.st_mode)):
        yield from _read_file(path, status.st_mtime)
    else:
        yield _rejected(path, "neither a file nor a folder")


def _missing(path: str) -> str:
    if path.startswith(("http:", "https:")):  # pathlib makes one slash of two
        return "an address, and nothing is fetched here: save the page, or give the address to `standoff serve`"
    return "no such file or folder"


def _read_folder(folder: Path) -> Iterator[Found]:
    """All files below a folder. Walked by hand, level by level from a stack, so that no depth is too deep."""
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        if path != folder and path.name.startswith("."):
            yield _rejected(path, "hidden: its name begins with a dot")
        elif path.is_symlink() and path.is_dir() and path != folder:
            yield _rejected(path, "a link to a folder, which is not followed")
        elif path.is_dir():
            try:
                names = sorted(os.listdir(path), reverse=True)  # noqa: PTH208 - names sort the same everywhere
            except OSError as error:
                yield _rejected(path, f"cannot be opened: {error.strerror}")
                continue
            waiting.extend(path / name for name in names)
        else:
            yield from _read_path(path, is_named=False)


def _read_file(path: Path, changed_at: float) -> Iterator[Found]:
    try:
        received_at = datetime.fromtimestamp(int(changed_at), UTC)
    except (ValueError, OverflowError, OSError):
        received_at = _now()
    try:
        with path.open("rb") as stream:
            yield from read_item(Item(str(path), stream, received_at=received_at))
    except OSError as error:
        yield _rejected(path, f"cannot be opened: {error.strerror}")


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _rejected(path: Path | str, reason: str) -> Rejection:
    return Rejection(stage="read", reason=reason, subject=str(path))
