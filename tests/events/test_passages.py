"""Which sub-event a passage tells of: its bounds, its words without names, and what the weights that ship know."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.events.passages import BUCKETS, Passages, PassageTable, buckets_of, load_passage_table
from standoff.records import Document, Marks

NAMES = ("", "Attack", "Arrests")


def table() -> PassageTable:
    """Weights that differ from bucket to bucket."""
    order = np.random.default_rng(5)
    rows = order.integers(-9, 10, (BUCKETS, 3)).astype(np.int8)
    return PassageTable(NAMES, rows, np.full(3, 0.1, np.float32), np.zeros(3, np.float32))


def likely(document: Document, word: str, marks: Marks | None = None) -> dict[str, float]:
    token = next(token for token in document.parse if token.text == word)
    return dict(Passages(document, table(), marks).of(token))


def test_who_and_where_and_how_many_say_nothing_of_what_it_was() -> None:
    one = buckets_of(["On Friday soldiers from Kassel beat 12 men near Ulm."])
    other = buckets_of(["On Monday soldiers from Porto beat 9 men near Faro."])
    assert one == other
    assert one != buckets_of(["On Monday soldiers from Porto thanked 9 men near Faro."])


def test_what_is_written_in_capitals_is_no_name() -> None:
    assert buckets_of(["SOLDIERS BEAT 12 MEN"]) == buckets_of(["soldiers beat 12 men"])


def test_every_word_of_a_short_paragraph_is_of_one_passage(make_document) -> None:
    document = make_document("Soldiers beat a miller. He lost an eye.\n\nThe council met. It adjourned.")
    assert likely(document, "beat") == likely(document, "lost")
    assert likely(document, "met") == likely(document, "adjourned")
    assert likely(document, "beat") != likely(document, "met")


def test_of_a_long_paragraph_the_sentences_beside_it_are_the_passage(make_document) -> None:
    told = [
        "Soldiers beat a miller.",
        "He lost an eye.",
        "His wife wept.",
        "The mill burned.",
        "Rain came.",
        "It grew cold.",
    ]
    whole = make_document(" ".join(told))
    assert likely(whole, "wept") == pytest.approx(
        likely(make_document(" ".join([*told[:4], "It was over.", "Rain came.", "Snow fell."])), "wept")
    )
    assert likely(whole, "lost") != likely(whole, "wept")


def test_a_passage_among_others_says_half_as_much_as_one_that_is_all(make_document) -> None:
    alone = likely(make_document("Soldiers beat a miller."), "beat")
    among = likely(make_document("Soldiers beat a miller.\n\nThe council met."), "beat")
    assert sum(among.values()) == pytest.approx(1.0)
    for one, other in (("", "Attack"), ("Attack", "Arrests")):
        assert np.log(among[one] / among[other]) == pytest.approx(np.log(alone[one] / alone[other]) / 2, abs=1e-4)


def test_what_the_model_says_of_its_sentences_counts_beside_the_words(make_document) -> None:
    document = make_document("Soldiers beat a miller. He lost an eye.")
    own = likely(document, "beat")
    read = likely(
        document,
        "beat",
        Marks({}, (), [{"": 0.0, "Attack": 2.0, "Arrests": 0.0}, {"Arrests": 4.0, "": 0.0, "Attack": 0.0}]),
    )
    for one, other, added in (("", "Attack", -1.0), ("Arrests", "", 2.0)):
        assert np.log(read[one] / read[other]) == pytest.approx(np.log(own[one] / own[other]) + added, abs=1e-4)


@pytest.mark.parametrize(
    ("text", "sub_event"),
    [
        ("The driver blew up himself and his lorry at the gate of the barracks, killing nine recruits.", "Suicide bomb"),
        ("A man on a motorcycle lobbed an explosive into the tea shop and sped off; six were hurt by splinters.", "Grenade"),
        ("Teachers stood in silence outside the ministry with portraits of their colleagues. No one disturbed them.", "Peaceful protest"),
        ("Hooded men took the councillor from his bed. His family has had no word of him since.", "Abduction/forced disappearance"),
        ("The last soldiers left the town at noon and rebels drove in an hour later without firing a shot.", "Non-violent transfer of territory"),
        ("Sappers found eleven shells under a bridge and made them safe.", "Disrupted weapons use"),
        ("A bus went off the mountain road in fog and 14 pilgrims died.", ""),
    ],
)  # fmt: skip
def test_the_weights_that_ship_know_what_no_word_names(make_document, text: str, sub_event: str) -> None:
    document = make_document(text)
    told = Passages(document, load_passage_table(), None).of(document.parse[0])
    assert max(told, key=lambda each: told[each]) == sub_event
