from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from standoff.errors import StandoffError
from standoff.exporters import whole_file


def _half() -> Iterator[str]:
    yield "half"
    raise ValueError("I/O")


def test_the_old_file_stands_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("before")

    with pytest.raises(ValueError, match="I/O"), whole_file(path) as stream:
        stream.writelines(_half())
    assert [each.name for each in tmp_path.iterdir()] == ["out.csv"]
    assert path.read_text() == "before"

    with whole_file(path) as stream:
        stream.write("after")
    assert path.read_text() == "after"


def test_a_pipe_stays_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    heard: list[str] = []
    reader = threading.Thread(target=lambda: heard.append(path.read_text()))
    reader.start()

    with whole_file(path) as stream:
        stream.write("said")
    reader.join(10)
    assert heard == ["said"]
    assert path.is_fifo()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_is_said_and_no_traceback() -> None:
    with pytest.raises(StandoffError, match="No space left") as raised, whole_file(Path("/dev/full")) as stream:
        stream.write("x" * 100_000)
    assert raised.value.advice == "Make room, or name a file on another disk."


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(StandoffError, match="it is a folder"), whole_file(tmp_path):
        pass
