"""To whom it was done, as it is weighed where the model reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import standoff
from standoff.model import load_reader


@pytest.fixture(autouse=True)
def shipped(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The model that ships with Standoff reads."""
    monkeypatch.delenv("STANDOFF_MODEL", raising=False)
    load_reader.cache_clear()
    if load_reader() is None:
        pytest.skip("what runs the model is not installed")
    yield
    load_reader.cache_clear()


@pytest.mark.parametrize(
    ("sentence", "target"),
    [
        ("The front has threatened to carry the fighting into Sudanese cities.", "Sudanese cities"),
        ("The cartel threatened to carry its war into the capital if the raids go on.", "the capital"),
        ("Soldiers fired rubber bullets, injuring seven of the marchers.", "seven of the marchers"),
    ],
)
def test_those_to_whom_it_was_done_are_named(tmp_path: Path, sentence: str, target: str) -> None:
    path = tmp_path / "report.txt"
    path.write_text(sentence, encoding="utf-8")
    (found,) = standoff.read(path)
    assert target in [
        party.span.text
        for claim in found.claims
        for party in claim.participants
        if party.role == "target" and party.span is not None
    ]
