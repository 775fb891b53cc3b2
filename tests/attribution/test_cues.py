"""Every example beside the cues is found, and a broken entry says what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from standoff.attribution import cues as cues_module
from standoff.attribution.cues import load_cues
from standoff.errors import KnowledgeError
from standoff.languages.language import load_rules

from .conftest import FindIn

KINDS = ("verb", "noun", "adjective", "adverb", "phrase")


def _examples() -> Iterator[Any]:
    for kind in KINDS:
        for entry in load_rules("cues").get(kind, ()):
            for example in entry.get("examples", ()):
                yield pytest.param(example, id=f"{kind} {entry.get('name', entry['words'][0])}: {example['cue']}")


@pytest.mark.parametrize("example", list(_examples()))
def test_an_example_beside_the_cues_is_found(find: FindIn, example: dict[str, str]) -> None:
    told = find(example["text"])
    wanted = (example["source"], example["cue"], example["content"], example.get("stance", "asserts"))
    assert wanted in [(t.source, t.cue, t.content, t.stance) for t in told]


def test_every_class_of_verbs_and_nouns_has_a_name_and_an_example() -> None:
    bare = [e.get("name", e["words"]) for k in KINDS for e in load_rules("cues").get(k, ()) if not e.get("examples")]
    assert bare == []


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ({"name": "odd", "frames": ["clause"]}, "has no list of words"),
        ({"name": "odd", "words": "say", "frames": ["clause"]}, "has no list of words"),
        ({"name": "odd", "words": ["say"], "frames": ["claws"]}, "has the unknown frame 'claws'"),
        ({"name": "odd", "words": ["say"], "stance": "shrugs"}, "has the unknown stance 'shrugs'"),
        ({"name": "odd", "words": ["say"], "colour": "red"}, "has the unknown key 'colour'"),
    ],
)
def test_a_broken_entry_is_named_with_what_is_wrong(
    monkeypatch: pytest.MonkeyPatch, entry: dict[str, Any], complaint: str
) -> None:
    monkeypatch.setattr(cues_module, "load_rules", lambda *_: {"verb": [entry]})
    with pytest.raises(KnowledgeError, match=complaint) as caught:
        load_cues.__wrapped__()
    assert "odd" in str(caught.value)
