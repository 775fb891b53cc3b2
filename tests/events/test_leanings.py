"""To which sub-events the words about a trigger lean: the sum, whole and in parts, and what the weights that ship know."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.events.leanings import BUCKETS, Leanings, Table, about, beside, load_table, of_sentence

TEXT = "The council met. Police beat 12 marchers near the port on Monday. Nobody else was hurt."


def table() -> Table:
    """Weights that differ from bucket to bucket."""
    order = np.random.default_rng(3)
    rows = order.integers(-9, 10, (BUCKETS, 3)).astype(np.int8)
    return Table(("", "Attack", "Arrests"), rows, np.full(3, 0.1, np.float32), np.zeros(3, np.float32))


def test_what_is_summed_once_a_sentence_is_the_sum_of_all_features(make_document) -> None:
    parse, weights = make_document(TEXT).parse, table()
    read = Leanings(parse, weights)
    words = [[token.text for token in sentence] for sentence in parse.sents]
    for token in parse:
        number = next(at for at, sentence in enumerate(parse.sents) if sentence.start <= token.i < sentence.end)
        before = words[number - 1] if number else []
        after = words[number + 1] if number + 1 < len(words) else []
        at = token.i - token.sent.start
        features = [of_sentence(words[number]), beside(before, after), *about(words[number], at)]
        whole = weights.likely(sum((weights.points(each) for each in features), np.zeros(3, np.float32)))
        assert read.of(token) == pytest.approx(whole, abs=1e-5)
        assert sum(whole.values()) == pytest.approx(1.0)


def test_any_number_is_as_any_other_and_the_side_on_which_a_word_stands_counts() -> None:
    few, many = ["Police", "beat", "12", "men"], ["Police", "beat", "3,000", "men"]
    assert of_sentence(few) == of_sentence(many)
    assert list(about(few, 1)) == list(about(many, 1))
    assert next(about(few, 1)) != next(about(["men", "beat", "12", "Police"], 1))


def test_without_words_beside_it_a_sentence_leans_by_its_own() -> None:
    assert beside([], []) == ([], 1.0)
    assert table().points(beside([], [])).tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize(
    ("text", "word", "sub_event"),
    [
        ("Gunmen bundled the surveyor into a van outside Kumbo and have asked for a ransom.", "bundled", "Abduction/forced disappearance"),
        ("Dockers marched to the ministry in Beira for their unpaid wages.", "marched", "Peaceful protest"),
        ("A lorry packed with explosives was driven into the gate by a suicide attacker.", "driven", "Suicide bomb"),
        ("Engineers made safe a mine that lay beside the railway.", "made", "Disrupted weapons use"),
        ("The envoy thanked his hosts for the dinner.", "thanked", ""),
    ],
)  # fmt: skip
def test_the_weights_that_ship_lean_to_what_the_words_tell(make_document, text: str, word: str, sub_event: str) -> None:
    parse = make_document(text).parse
    token = next(token for token in parse if token.text == word)
    likely = Leanings(parse, load_table()).of(token)
    assert max(likely, key=lambda each: likely[each]) == sub_event
