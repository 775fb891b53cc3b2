"""Which attributions of a long report may have to do with a happening."""

from __future__ import annotations

from standoff.claims.own import attributions_beside
from standoff.records import Attribution, Span


def words(start: int) -> Span:
    return Span(start, start + 5, "words")


def test_attributions_are_beside_what_stands_near_their_cue_or_their_content():
    by_cue = Attribution(None, words(100), (words(9_000),))
    by_content = Attribution(None, words(50_000), (words(200),))
    far = Attribution(None, words(50_500), (words(51_000),))
    assert attributions_beside([[words(150)], [words(90_000)]], [far, by_content, by_cue]) == [[1, 2], []]


def test_attributions_of_one_cue_are_beside_the_same_things():
    one = Attribution(None, words(5_000), (words(100),))
    other = Attribution(None, words(5_000), (words(9_000),))
    assert attributions_beside([[words(120)]], [other, one]) == [[0, 1]]
