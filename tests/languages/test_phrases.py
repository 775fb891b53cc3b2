"""The words that name somebody, around the head of his phrase."""

from __future__ import annotations

import pytest

from standoff.languages.phrases import name_phrase


@pytest.mark.parametrize(
    ("text", "head", "phrase"),
    [
        ("A column of pro-clan guards went missing near Sorn.", "guards", "pro-clan guards"),
        ("The envoys called on the Co-Chairs of the Sorn Group to act.", "Co", "the Co-Chairs"),
        ("The Spain-France talks opened in Sorn.", "Spain", "Spain"),
        ("They attacked Sorn - the guards fled.", "Sorn", "Sorn"),
    ],
)
def test_a_word_with_a_hyphen_is_named_whole_and_a_dash_ends_a_name(make_document, text, head, phrase):
    token = next(each for each in make_document(text).parse if each.text == head)
    assert name_phrase(token).text == phrase
