"""What the model says of a word, and what the rules let it say."""

from __future__ import annotations

from collections.abc import Callable

from standoff.events import find_happenings
from standoff.records import Document, Happening, Happens, Marks

from .conftest import names

ROLES = ("actor", "target", "place", "when")


def happens(document: Document, type_: str, probability: float = 0.95, **roles: str) -> Happens:
    """That a happening of a type is told, with the words in its roles."""
    words = [token.text for token in document.parse]

    def runs(role: str) -> tuple[tuple[int, int], ...]:
        sought = roles[role].split() if role in roles else []
        places = (at for at in range(len(words)) if sought and words[at : at + len(sought)] == sought)
        return tuple((at, at + len(sought)) for at in places)

    return Happens(probability, {type_: 1.0}, {"": 1.0}, {role: runs(role) for role in ROLES})


def read(document: Document, **told: Happens) -> list[Happening]:
    """The happenings of a document of which the model tells these words."""
    at = {token.text: token.i for token in document.parse}
    return find_happenings(document, [], None, Marks({at[word]: each for word, each in told.items()}))


def test_a_word_that_the_model_is_sure_of_tells_a_happening_and_one_it_is_less_sure_of_does_not(
    make_document: Callable[..., Document],
) -> None:
    document = make_document("Raiders zonked the clerk.")
    (found,) = read(document, zonked=happens(document, "ASSAULT", actor="Raiders", target="the clerk"))
    assert (found.event.type, names(found, "actor"), names(found, "target")) == ("ASSAULT", ["Raiders"], ["the clerk"])
    assert read(document, zonked=happens(document, "ASSAULT", 0.75)) == []


def test_a_verb_does_not_stand_for_the_deed_that_its_noun_names(make_document: Callable[..., Document]) -> None:
    document = make_document("The minister zonked early on a visit to Tunisia.")
    assert [each.event.trigger.text for each in read(document, zonked=happens(document, "CONSULT"))] == ["visit"]


def test_a_deed_is_nobody_even_where_the_parser_takes_it_for_a_name(make_document: Callable[..., Document]) -> None:
    document = make_document("Coalition Airstrikes went on, and nine villagers died.")
    found = read(document, died=happens(document, "ASSAULT", actor="Airstrikes"))
    assert names(found[-1], "actor") == []


def test_the_object_that_the_rules_have_stays(make_document: Callable[..., Document]) -> None:
    document = make_document("The army shelled the port as fishermen ran.")
    (found,) = read(document, shelled=happens(document, "ASSAULT", target="fishermen"))
    assert names(found, "target") == ["the port"]


def test_a_word_within_a_party_is_no_party_of_its_own(make_document: Callable[..., Document]) -> None:
    document = make_document("The shelling of hundreds of villagers went on.")
    (found,) = read(document, shelling=happens(document, "ASSAULT", target="villagers"))
    assert names(found, "target") == ["hundreds of villagers"]
