"""Weights that were learnt: only the file that was described is read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from standoff.errors import KnowledgeError
from standoff.events import weights
from standoff.events.leanings import load_table
from standoff.events.passages import load_passage_table


@pytest.mark.parametrize(
    ("name", "load"), [("leanings", load_table.__wrapped__), ("passages", load_passage_table.__wrapped__)]
)
def test_weights_other_than_those_described_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, load: Callable[[], object]
) -> None:
    folder = tmp_path / "model" / "weights"
    folder.mkdir(parents=True)
    (folder / f"{name}.json").write_text(json.dumps({"sha256": "0", "names": [""]}))
    (folder / f"{name}.npz").write_bytes(b"others")
    monkeypatch.setattr(weights, "files", lambda package: tmp_path)
    with pytest.raises(KnowledgeError, match=rf"not the file that {name}\.json describes"):
        load()


@pytest.mark.parametrize("described", ["", "{", "{}", '{"names": 1, "sha256": ""}', '{"names": [], "sha256": ""}'])
def test_weights_whose_description_is_damaged_or_that_are_not_there_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, described: str
) -> None:
    folder = tmp_path / "model" / "weights"
    folder.mkdir(parents=True)
    (folder / "passages.json").write_text(described)
    monkeypatch.setattr(weights, "files", lambda package: tmp_path)
    with pytest.raises(KnowledgeError, match=r"model/weights/passages\.json and \.npz cannot be read"):
        load_passage_table.__wrapped__()
