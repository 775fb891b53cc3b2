"""Cues of the model, and what the rules let it say."""

from __future__ import annotations

from collections.abc import Callable

from standoff.actors import ActorRegistry
from standoff.attribution import find_attributions
from standoff.records import Attribution, Document, Happens, Marks, Said


def run_of(document: Document, words: str) -> tuple[int, int]:
    tokens, sought = [token.text for token in document.parse], words.split()
    at = next(at for at in range(len(tokens)) if tokens[at : at + len(sought)] == sought)
    return at, at + len(sought)


def read(
    document: Document, registry: ActorRegistry, *, cue: str, source: str, content: str, happens: str | None = None
) -> list[Attribution]:
    said = Said(0.9, *(run_of(document, cue), (run_of(document, source),), (run_of(document, content),)))
    of_cue = {said.cue[0]: Happens(0.6, {happens: 1.0}, {"": 1.0}, {})} if happens else {}
    return find_attributions(document, registry, Marks(of_cue, [said]))


def test_a_cue_that_no_rule_knows_lays_its_content_to_its_source(
    make_document: Callable[..., Document], registry: ActorRegistry
) -> None:
    document = make_document("The mayor zonked that troops burned two mills .")
    (found,) = read(document, registry, cue="zonked", source="The mayor", content="that troops burned two mills")
    assert found.source is not None
    assert (found.source.name, found.cue and found.cue.text, found.is_report) == ("mayor", "zonked", True)


def test_what_is_called_for_is_not_put_forward_as_a_fact(
    make_document: Callable[..., Document], registry: ActorRegistry
) -> None:
    document = make_document("The mayor zonked that troops leave two mills .")
    (found,) = read(
        document, registry, cue="zonked", source="The mayor", content="that troops leave two mills", happens="REQUEST"
    )
    assert not found.is_report


def test_a_name_is_no_cue(make_document: Callable[..., Document], registry: ActorRegistry) -> None:
    document = make_document("Picture by Agence Rodi Shouted Troops leave two mills in the hills .")
    found = read(document, registry, cue="Shouted", source="Agence Rodi", content="Troops leave two mills in the hills")
    assert [each.cue.text for each in found if each.cue] == []


def test_a_day_is_no_cue(make_document: Callable[..., Document], registry: ActorRegistry) -> None:
    document = make_document("The ministry on Friday denied claims that troops burned two mills .")
    words = {"source": "The ministry", "content": "claims that troops burned two mills"}
    cues = {found.cue.text for found in read(document, registry, cue="on Friday", **words) if found.cue}
    assert "denied" in cues
    assert "on Friday" not in cues


def test_a_cue_that_a_rule_ends_by_a_colon_is_no_second_one(
    make_document: Callable[..., Document], registry: ActorRegistry
) -> None:
    document = make_document("Army spokesman to Radio Sorn: No jets took part in the raid.")
    words = {"source": "Army spokesman", "content": "No jets took part in the raid"}
    (found,) = read(document, registry, cue="to Radio Sorn", **words)
    assert found.cue is not None
    assert (found.cue.text, [link.source.name for link in found.via]) == (":", ["Radio Sorn"])
