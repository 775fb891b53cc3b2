"""A file that is there whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from standoff.errors import StandoffError

__all__ = ["is_full", "unwritable", "whole_file"]


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """A file that takes its name only once all is written to it. A device or a pipe is written to as it is.

    Raises ``StandoffError`` when it cannot be written.
    """
    try:
        with _drafted(path) as stream:
            yield stream
    except OSError as error:
        if is_full(error):
            raise unwritable(path, error) from error
        raise


@contextmanager
def _drafted(path: Path) -> Iterator[TextIO]:
    if path.is_dir():
        raise StandoffError(f"{path} cannot be written: it is a folder.", advice="Name a file in it.")
    if path.exists() and not path.is_file():
        try:
            device = path.open("w", encoding="utf-8", errors="backslashreplace", newline="")
        except OSError as error:
            raise unwritable(path, error) from error
        with device:
            yield device
        return
    try:
        handle, name = tempfile.mkstemp(dir=path.resolve().parent, prefix=f".{path.name}.")
    except OSError as error:
        raise unwritable(path, error) from error
    draft = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
            yield stream
        draft.chmod(0o666 & ~_umask())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def is_full(error: OSError) -> bool:
    """Whether an error says that a stream which was open takes no more."""
    full = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return error.errno in full and error.filename is None


def unwritable(path: Path | str, error: OSError) -> StandoffError:
    """What to tell a user who named a file that cannot be written."""
    folder = "a folder that exists and may be written to"
    return StandoffError(
        f"{path} cannot be written: {error.strerror}.",
        advice="Make room, or name a file on another disk." if is_full(error) else f"Name a file in {folder}.",
    )


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
