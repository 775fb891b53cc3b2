"""Laws that hold for any text: spans are verbatim, order is that of the text, reading twice gives the same."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standoff.events import find_happenings
from standoff.ontology import NAMES, load_lexicon, sub_event_types
from standoff.records import Happening, Span, Toll

SENTENCES = [example.text for each in load_lexicon().types.values() for example in each.examples]
WORDS = sorted({word for sentence in SENTENCES for word in sentence.split()})
CALM = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def _check(text: str, found: list[Happening]) -> None:
    for each in found:
        spans = [each.evidence, each.sentence, each.event.trigger, *each.equipment]
        spans += [party.span for party in each.participants if party.span]
        for span in spans:
            assert text[span.start : span.end] == span.text
            assert span.text.strip()
        assert each.sentence.covers(each.evidence)
        assert each.evidence.covers(each.event.trigger)
        assert each.event.type in NAMES
        assert each.event.acled is None or each.event.acled.sub_event_type in sub_event_types()
        assert 0 < each.confidence < 1


@CALM
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
def test_any_heap_of_words_gives_spans_of_the_text(make_document, words: list[str]):
    text = " ".join(words)
    _check(text, find_happenings(make_document(text), [], None))


@CALM
@given(text=st.text(min_size=1, max_size=200).filter(str.strip))
def test_any_text_at_all_gives_spans_of_the_text(make_document, text: str):
    document = make_document(text)
    _check(document.report.text, find_happenings(document, [], None))


@pytest.mark.parametrize("seed", range(3))
def test_happenings_stand_in_the_order_of_the_text_and_reading_twice_gives_the_same(make_document, seed: int):
    chosen = random.Random(seed).sample(SENTENCES, 60)
    document = make_document(" ".join(chosen[:30]) + "\n\n" + " ".join(chosen[30:]))
    once, twice = (find_happenings(document, [], None) for _ in range(2))
    assert once == twice
    starts = [each.sentence.start for each in once]
    assert starts == sorted(starts)
    _check(document.report.text, once)


def _toll(text: str, words: str, trigger: str, low: int) -> Toll:
    at = text.index(words)
    start = text.index(trigger, at)
    span = Span(at, at + len(words), words)
    return Toll("killed", low, low, None, span, Span(start, start + len(trigger), trigger))


def test_a_toll_goes_to_the_happening_whose_words_hold_its_own(make_document):
    text = "Rebels killed nine guards. The mayor condemned the raid on the mill that left six dead."
    tolls = [_toll(text, "nine guards", "guards", 9), _toll(text, "six dead", "dead", 6)]
    told = find_happenings(make_document(text), tolls, None)
    assert {each.event.trigger.text: [toll.low for toll in each.tolls] for each in told if each.tolls} == {
        "killed": [9],
        next(each.event.trigger.text for each in told if 6 in [toll.low for toll in each.tolls]): [6],
    }
    assert sum(len(each.tolls) for each in told) == 2


def test_an_empty_document_tells_of_nothing(make_document):
    assert find_happenings(make_document("."), [], None) == []


def test_a_toll_is_not_of_what_was_only_tried(make_document):
    text = "Guards opened fire on porters trying to cross the ford, wounding three of them."
    told = find_happenings(make_document(text), [_toll(text, "wounding three", "wounding", 3)], None)
    assert [each.event.trigger.text for each in told if each.tolls] == ["opened"]
