"""Ctrl-C, whenever it comes."""

from __future__ import annotations

import signal

import pytest

from standoff import cli
from standoff.cli import app


def test_an_error_that_a_library_makes_of_ctrl_c_ends_the_command_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def run() -> int:
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt as interrupt:
            raise ImportError("half a module") from interrupt
        return 0

    monkeypatch.setattr(app, "main", run)
    assert cli.main() == 130


def test_an_error_without_ctrl_c_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    def run() -> int:
        raise ImportError("no such module")

    monkeypatch.setattr(app, "main", run)
    with pytest.raises(ImportError):
        cli.main()
