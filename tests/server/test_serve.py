"""``standoff serve``."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import typer

from standoff.cli import main
from standoff.cli.serve import access_for


@contextmanager
def running(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command in a process of its own, and the address that it printed."""
    environment = {name: value for name, value in os.environ.items() if name != "STANDOFF_TOKEN"}
    command = [sys.executable, "-m", "standoff", "serve", "--port", "0", *arguments]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    try:
        assert process.stderr is not None
        said = process.stderr.readline()
        found = re.search(r"http://\S+", said)
        assert found, said + process.stderr.read()
        yield process, found[0]
    finally:
        process.kill()
        process.wait()


def test_the_address_that_is_printed_opens_the_casebook_and_makes_its_user_a_writer(casebook_path: Path) -> None:
    with running("--casebook", str(casebook_path)) as (process, address):
        site, _, token = address.partition("/?token=")
        assert site.startswith("http://127.0.0.1:")
        assert len(token) >= 32

        with urllib.request.urlopen(f"{site}/api/v1/summary") as answer:
            assert json.load(answer)["incidents"] > 0
        with urllib.request.urlopen(urllib.request.Request(f"{site}/reports", method="HEAD")) as answer:
            assert (answer.status, answer.read()) == (200, b"")
        link = urllib.request.Request(
            f"{site}/api/v1/link", method="POST", headers={"Authorization": f"Bearer {token}"}
        )
        with urllib.request.urlopen(link) as answer:
            assert json.load(answer)["record"] == "job"
        with pytest.raises(urllib.error.HTTPError, match="401"):
            urllib.request.urlopen(urllib.request.Request(f"{site}/api/v1/link", method="POST"))

        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0


def ran(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    monkeypatch.setattr(sys, "argv", ["standoff", "serve", "--no-browser", *arguments])
    return main(), capsys.readouterr().err


def test_a_port_in_use_is_said_to_be_so_with_another_to_take(
    example_casebook: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        code, said = ran(monkeypatch, capsys, "--casebook", str(example_casebook), "--port", str(port))

    assert code == 1
    assert f"Port {port} of 127.0.0.1 is in use." in said
    assert "standoff serve --port" in said


def test_where_there_is_no_casebook_the_command_that_makes_one_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = ran(monkeypatch, capsys, "--casebook", str(tmp_path / "none.db"))

    assert code == 1
    assert "There is no casebook" in said
    assert "standoff add" in said


def test_an_address_that_is_not_this_machines_cannot_be_listened_on(
    example_casebook: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = ran(monkeypatch, capsys, "--casebook", str(example_casebook), "--host", "203.0.113.9")

    assert code == 1
    assert "--host" in said


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.5", "localhost", "::1", "[::1]"])
def test_on_loopback_reading_is_open_and_only_its_names_are_answered_to(host: str) -> None:
    access = access_for(host, None, False)

    assert access.is_reading_open
    assert access.hosts == {"127.0.0.1", "localhost", "[::1]"} | ({host} if host == "127.0.0.5" else set())


@pytest.mark.parametrize(
    ("host", "name"), [("192.168.1.20", "192.168.1.20"), ("fd00::5", "[fd00::5]"), ("desk.lan", "desk.lan")]
)
def test_on_another_address_reading_needs_the_token_too(host: str, name: str) -> None:
    access = access_for(host, None, False)

    assert not access.is_reading_open
    assert name in access.hosts


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_on_every_address_any_name_is_answered_to_but_only_with_the_token(host: str) -> None:
    access = access_for(host, None, False)

    assert not access.is_reading_open
    assert access.hosts == frozenset()


@pytest.mark.parametrize("token", ["", "a b", "ä" * 20, "a\nb"])
def test_a_token_that_no_header_can_carry_is_refused(token: str) -> None:
    with pytest.raises(typer.BadParameter):
        access_for("127.0.0.1", token, False)


def test_a_token_that_can_be_guessed_is_refused_where_others_may_come_in() -> None:
    assert access_for("127.0.0.1", "short", False).token == "short"
    with pytest.raises(typer.BadParameter):
        access_for("0.0.0.0", "short", False)


def test_the_server_starts_without_the_parser() -> None:
    script = "import sys, standoff.server.app; assert not {'spacy', 'trafilatura'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", script], check=True)
