"""What the model says of a word, and what the rules let it say."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from standoff.events import find_happenings
from standoff.ontology import load_lexicon
from standoff.records import Document, Happening, Happens, Marks

from .conftest import names

ROLES = ("actor", "target", "place", "when")
SUB_EVENTS = ("", "Attack", "Armed clash", "Suicide bomb", "Remote explosive/landmine/IED")


def happens(
    document: Document,
    type_: str,
    probability: float = 0.95,
    sub_events: Mapping[str, float] | None = None,
    **roles: str,
) -> Happens:
    """That a happening of a type is told, with the words in its roles."""
    words = [token.text for token in document.parse]

    def runs(role: str) -> tuple[tuple[int, int], ...]:
        sought = roles[role].split() if role in roles else []
        places = (at for at in range(len(words)) if sought and words[at : at + len(sought)] == sought)
        return tuple((at, at + len(sought)) for at in places)

    types = dict.fromkeys(load_lexicon().types, 0.01) | {type_: 0.97}
    return Happens(
        probability,
        types,
        dict.fromkeys(SUB_EVENTS, 0.0) | dict(sub_events or {"": 1.0}),
        {role: runs(role) for role in ROLES},
    )


def read(document: Document, **told: Happens) -> list[Happening]:
    """The happenings of a document of which the model tells these words."""
    at = {token.text: token.i for token in document.parse}
    return find_happenings(document, [], None, Marks({at[word]: each for word, each in told.items()}))


def of_type(told: Happens, probability: float) -> Happens:
    """The same, where the model is so sure of its likeliest type."""
    best = max(told.types, key=lambda name: told.types[name])
    return Happens(told.probability, {**told.types, best: probability}, told.sub_events, told.roles)


def test_a_word_that_is_likely_enough_and_of_a_type_that_is_is_read_and_another_is_not(
    make_document: Callable[..., Document],
) -> None:
    document = make_document("Raiders zonked the clerk.")
    (found,) = read(document, zonked=happens(document, "ASSAULT", actor="Raiders", target="the clerk"))
    assert (found.event.type, names(found, "actor"), names(found, "target")) == ("ASSAULT", ["Raiders"], ["the clerk"])
    told = happens(document, "ASSAULT", 0.45)
    assert [each.event.type for each in read(document, zonked=told)] == ["ASSAULT"]
    assert read(document, zonked=of_type(told, 0.45)) == []  # sure neither of the word nor of its type
    assert read(document, zonked=happens(document, "ASSAULT", 0.35)) == []


def test_a_word_that_surely_tells_something_is_read_where_several_types_are_likely(
    make_document: Callable[..., Document],
) -> None:
    document = make_document("The column skittered past the square.")
    told = happens(document, "MOBILIZE", 0.9)
    assert [each.event.type for each in read(document, skittered=of_type(told, 0.45))] == ["MOBILIZE"]
    assert read(document, skittered=of_type(told, 0.3)) == []


def test_a_word_is_faint_where_the_model_is_not_sure_of_it_or_of_its_type(
    make_document: Callable[..., Document],
) -> None:
    document = make_document("Raiders zonked the clerk.")
    sure, faint = happens(document, "ASSAULT"), happens(document, "ASSAULT", 0.45)
    assert [each.is_faint for each in read(document, zonked=sure)] == [False]
    assert [each.is_faint for each in read(document, zonked=faint)] == [True]
    assert [each.is_faint for each in read(document, zonked=of_type(sure, 0.45))] == [True]


def test_where_somebody_is_forbidden_is_no_happening(make_document: Callable[..., Document]) -> None:
    for text, word in (
        ("The Harvest Front, which is outlawed in Norway, held a mill.", "outlawed"),
        ("The two sects are proscribed in Chad.", "proscribed"),
    ):
        document = make_document(text)
        assert word not in [each.event.trigger.text for each in read(document, **{word: happens(document, "COERCE")})]
    for text, word in (
        ("The court outlawed the Harvest Front on Monday.", "outlawed"),
        ("The two sects were proscribed by the junta.", "proscribed"),
        ("The two sects are outlawed by a decree of Monday.", "outlawed"),
    ):
        document = make_document(text)
        assert word in [each.event.trigger.text for each in read(document, **{word: happens(document, "COERCE")})]


def test_a_picture_that_is_shot_is_no_deed_whatever_the_model_says(make_document: Callable[..., Document]) -> None:
    for text in (
        "The video was shot on Tuesday.",
        "Footage that the channel aired was shot in Homs.",
        "A clerk shot the film in Idlib.",
    ):
        document = make_document(text)
        assert "shot" not in [each.event.trigger.text for each in read(document, shot=happens(document, "ASSAULT"))]
    document = make_document("A clerk shot a cameraman in Idlib.")
    assert [each.event.trigger.text for each in read(document, shot=happens(document, "ASSAULT"))] == ["shot"]


def test_a_type_of_which_the_model_is_sure_is_taken_with_what_that_type_is_done_to(
    make_document: Callable[..., Document],
) -> None:
    document = make_document("The crowd overturned 20 cars.")
    assert [each.event.type for each in read(document)] == ["REJECT"]
    (found,) = read(document, overturned=happens(document, "ASSAULT"))
    assert (found.event.type, names(found, "target")) == ("ASSAULT", ["20 cars"])


def test_a_sub_event_is_what_words_and_model_together_hold_for_likeliest(
    make_document: Callable[..., Document],
) -> None:
    document = make_document("A roadside bomb killed two clerks.")

    def sub_event(**likely: float) -> str | None:
        told = {name.replace("_", " "): share for name, share in likely.items()}
        named = {"Remote explosive/landmine/IED": 1 - sum(told.values())}
        (found,) = read(document, killed=happens(document, "ASSAULT", sub_events=named | told))
        return found.event.acled.sub_event_type if found.event.acled else None

    assert sub_event(Suicide_bomb=0.6) == "Remote explosive/landmine/IED"  # which the words name
    assert sub_event(Suicide_bomb=0.98) == "Suicide bomb"


def test_what_else_its_sentence_tells_bears_on_the_sub_event(make_document: Callable[..., Document]) -> None:
    document = make_document("Raiders zonked the clerk and bonked the guard.")
    unsure = happens(document, "ASSAULT", sub_events={"Attack": 0.5, "Armed clash": 0.4})
    surer = happens(document, "ASSAULT", sub_events={"Armed clash": 0.9})

    def sub_events(**told: Happens) -> list[str | None]:
        return [each.event.acled and each.event.acled.sub_event_type for each in read(document, **told)]

    unlikely = happens(document, "ASSAULT", 0.3, sub_events={"Armed clash": 0.9})
    assert sub_events(zonked=unsure, bonked=unlikely) == ["Attack"]
    assert sub_events(zonked=unsure, bonked=surer) == ["Armed clash", "Armed clash"]


def test_where_its_sentence_tells_nothing_else_the_sentences_beside_it_bear_on_the_sub_event(
    make_document: Callable[..., Document],
) -> None:
    unsure = {"Attack": 0.5, "Armed clash": 0.48}
    for text, expected in (
        ("Raiders zonked the clerk. They bonked the guard.", "Armed clash"),
        ("They zonked the clerk. The mayor slept. Raiders bonked the guard.", "Attack"),
    ):
        document = make_document(text)
        told = {
            "zonked": happens(document, "ASSAULT", sub_events=unsure),
            "bonked": happens(document, "ASSAULT", sub_events={"Armed clash": 0.9}),
        }
        found = {each.event.trigger.text: each.event.acled for each in read(document, **told)}
        assert found["zonked"] is not None
        assert found["zonked"].sub_event_type == expected


def test_who_did_it_in_all_probability_is_only_supposed(make_document: Callable[..., Document]) -> None:
    document = make_document("The mayor was shot, in all probability by rebels.")
    (found,) = read(document, shot=happens(document, "ASSAULT", actor="rebels"))
    assert (names(found, "actor"), found.certainty) == (["rebels"], "probable")


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


@pytest.mark.parametrize(
    "words",
    ["among them the priest Ono Dahl", "including the priest Ono Dahl", "among whom the priest Ono Dahl was named"],
)
def test_who_is_named_as_one_of_the_harmed_has_not_done_it(make_document: Callable[..., Document], words: str) -> None:
    document = make_document(f"Six raiders were shot, {words}.")
    found = read(document, shot=happens(document, "ASSAULT", actor="Ono Dahl"))
    assert names(found[0], "actor") == []


def test_who_has_not_claimed_a_deed_is_told_by_the_deed_and_not_by_the_claiming(
    make_document: Callable[..., Document],
) -> None:
    document = make_document("No group has claimed the attack on the port.")
    (found,) = read(document, claimed=happens(document, "OTHER", actor="No group"))
    assert (found.event.type, found.event.trigger.text, found.polarity) == ("ASSAULT", "attack", "negative")
