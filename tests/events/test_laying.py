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
def test_an_example_lays_the_deed_to_the_accused(find: Callable[..., list[Happening]], example: dict[str, Any]) -> None:
    (told,) = (each for each in find(example["text"]) if each.event.trigger.text == example["deed"])
    assert told.event.type in ("ASSAULT", "COERCE")
    accused = example["accused"] if isinstance(example["accused"], list) else [example["accused"]]
    assert [party.span.text for party in told.participants if party.role == "actor" and party.span] == accused


@pytest.mark.parametrize("example", TABLE["bare"], ids=lambda example: example["text"])
def test_a_deed_that_was_just_told_need_not_be_named(
    find: Callable[..., list[Happening]], example: dict[str, str]
) -> None:
    told, laid = find(f"A bomb killed nine people. {example['text']}")
    assert (told.event.trigger.text, laid.event.type) == ("killed", "ASSAULT")
    assert [(party.role, party.span and party.span.text) for party in laid.participants] == [
        ("actor", example["accused"])
    ]
    alone = find(f"Prices rose again. {example['text']}")
    assert not any(each.event.type == "ASSAULT" for each in alone)


@pytest.mark.parametrize("example", TABLE["counterexamples"], ids=lambda example: example["text"])
def test_a_counterexample_lays_nothing_to_anybody(
    find: Callable[..., list[Happening]], monkeypatch: pytest.MonkeyPatch, example: dict[str, str]
) -> None:
    seen: list[Chosen] = []

    def watching(*given: Any, **more: Any) -> list[Chosen]:
        seen.extend(found := laying.with_laid(*given, **more))
        return found

    monkeypatch.setattr("standoff.events.find.with_laid", watching)
    find(example["text"])
    assert [each for each in seen if each.laid is not None] == []
