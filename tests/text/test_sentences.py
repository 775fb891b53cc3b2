"""Where sentences begin."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from standoff.languages.language import load_rules
from standoff.text.sentences import MAX_SENTENCE_CHARS, MAX_SENTENCE_WORDS, sentence_starts

EXAMPLES = load_rules("sentences")["examples"]


def sentences(text: str) -> list[str]:
    starts = sentence_starts(text)
    return [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: e["sentences"][0][:30])
def test_the_examples_beside_the_rules_are_split_as_they_say(example: dict[str, list[str]]) -> None:
    assert sentences(" ".join(example["sentences"])) == example.get("split", example["sentences"])


@pytest.mark.parametrize(
    "text",
    ["a. " * 300_000, "a" * 1_000_000, ". " * 500_000, '."' * 300_000, "A.B." * 250_000, "?!" * 500_000, "(((" * 300_000,
     "A.Bc " * 200_000, "." * 1_000_000, "  \t" * 300_000],
    ids=["a. a.", "one word", "stops", "quotes", "acronyms", "marks", "brackets", "joined", "one stop", "blanks"],
)  # fmt: skip
def test_hostile_text_does_not_hang_the_splitter(
    text: str, ends_within: Callable[[int], AbstractContextManager[None]]
) -> None:
    with ends_within(30):
        sentence_starts(text)


def test_a_list_without_full_stops_is_cut_into_bounded_sentences() -> None:
    parts = sentences("word " * 5000)
    assert max(len(p.split()) for p in parts) <= MAX_SENTENCE_WORDS
    assert max(map(len, sentences("abcdefghi " * 4000))) <= MAX_SENTENCE_CHARS
