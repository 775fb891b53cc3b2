"""Made readings to keep, and a way to try what a whole process does to a casebook."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from standoff.store import Findings, Store, open_store

sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks" / "speed"))

from made_readings import MadeReading, make_readings


def put(store: Store, made: MadeReading) -> str:
    """Keep a made reading; what came of it."""
    found = Findings(made.claims, made.attributions, made.places, made.dates, made.rejections)
    return store.put(made.report, found).outcome


def in_a_child(do: Callable[[], object]) -> tuple[int, str]:
    """Do something in a process of its own: the exit code (less than 0 for a signal) and what it printed."""
    return begin_in_a_child(do)()


def begin_in_a_child(do: Callable[[], object]) -> Callable[[], tuple[int, str]]:
    """Begin to do something in a process of its own, and what waits for it. SQLite's connections must not be taken along:
    none may be open here."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.dup2(writing, 1)
        os.dup2(writing, 2)
        sys.stdout = os.fdopen(1, "w", buffering=1)
        code = 1
        try:
            do()
            code = 0
        except BaseException:
            os.write(1, traceback.format_exc().encode())
        finally:
            os._exit(code)
    os.close(writing)

    def wait() -> tuple[int, str]:
        with os.fdopen(reading, "rb") as stream:
            said = stream.read().decode()
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), said

    return wait


@pytest.fixture(scope="session")
def made() -> list[MadeReading]:
    """Sixty made readings with about four claims each."""
    return list(make_readings(60, seed=5, claims=4))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a casebook is to be."""
    return tmp_path / "casebook.db"


@pytest.fixture
def full(path: Path, made: list[MadeReading]) -> Path:
    """A casebook with twelve of them."""
    with open_store(path, mode="create") as store:
        for each in made[:12]:
            put(store, each)
    return path
