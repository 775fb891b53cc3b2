"""A deed that is laid to somebody is told as theirs, once, whatever words lay it to them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest

from standoff.events import laying
from standoff.events.choose import Chosen
from standoff.records import Happening

TABLE = tomllib.loads(files("standoff.ontology").joinpath("laying.toml").read_text(encoding="utf-8"))
EXAMPLES = [example for way in TABLE["ways"] for example in way["examples"]]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"][:60])
def test_an_example_lays_the_deed_to_the_accused(find: Callable[..., list[Happening]], example: dict[str, str]) -> None:
    (told,) = (each for each in find(example["text"]) if each.event.trigger.text == example["deed"])
    assert told.event.type in ("ASSAULT", "COERCE")
    assert [party.span.text for party in told.participants if party.role == "actor" and party.span] == [
        example["accused"]
    ]


@pytest.mark.parametrize("example", TABLE["counterexamples"], ids=lambda example: example["text"])
def test_a_counterexample_lays_nothing_to_anybody(
    find: Callable[..., list[Happening]], monkeypatch: pytest.MonkeyPatch, example: dict[str, str]
) -> None:
    seen: list[Chosen] = []

    def watching(*given: Any) -> list[Chosen]:
        seen.extend(found := laying.with_laid(*given))
        return found

    monkeypatch.setattr("standoff.events.find.with_laid", watching)
    find(example["text"])
    assert [each for each in seen if each.laid is not None] == []
