"""What ``--help`` says: of every command what it does and how it is called."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import typer.main

from standoff.cli.app import app


def commands(group: object, name: str = "standoff") -> Iterator[tuple[str, str]]:
    """The commands, those of groups too, and the whole of what their help says."""
    for word, command in sorted(getattr(group, "commands", {}).items()):
        if getattr(command, "commands", None):
            yield from commands(command, f"{name} {word}")
        else:
            yield f"{name} {word}", command.help or ""


@pytest.mark.parametrize(("command", "said"), list(commands(typer.main.get_command(app))))
def test_every_command_says_what_it_does_and_how_it_is_called(command: str, said: str) -> None:
    assert said.split("\n\n")[0].strip().endswith(".")
    examples = [line.strip() for line in said.splitlines() if line.strip().startswith("- ")]
    assert examples
    assert all(command in each or "| standoff" in each for each in examples[:1])
