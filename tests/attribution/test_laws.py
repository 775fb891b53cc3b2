"""What holds for the attributions of any text."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.actors import ActorRegistry
from standoff.attribution import find_attributions
from standoff.records import Attribution, Document, Report, Span
from standoff.text import divide, parse

PIECES = st.sampled_from(
    ["The mayor said ", "that the bridge was gone", ". ", ", ", '"', "“", "”", "he said, ", "according to ", "the army ", "denied ",
     "claims that ", "reportedly ", "quoted ", "as saying ", "citing ", "two witnesses ", ": ", " - ", "\n\n", "\n", "who ", "which ",
     "and warned ", "was accused of ", "by ", "Videos posted online show ", "it ", "of ", "neither ", "nor ", "; ", "''", "…", "\u200b",
     "🙂", "**Oduya** ", "is ready to ", "the claim ", "in X's view ", "per ", "put the toll at 40 ", "'s ", "( ", ") ", "no group "]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map("".join))
WORDS = (
    "the army of Sorn said denied that claims reportedly according to citing quoted as saying by media , . \" ' : ; - who "
    "which it he they was were accused warned and but neither nor no group put toll at 40 show videos posted in a statement"
)
REGISTRY = ActorRegistry.load()


def document_of(text: str) -> Document:
    return next(parse([divide(Report("r", text))]))


def spans_of(attribution: Attribution) -> list[Span]:
    sources = [link.source for link in attribution.via] + ([attribution.source] if attribution.source else [])
    cues = [link.cue for link in attribution.via if link.cue] + ([attribution.cue] if attribution.cue else [])
    return [*(source.span for source in sources), *cues, *attribution.content]


@settings(max_examples=80)
@given(TEXTS)
def test_every_span_is_verbatim_and_every_attribution_has_a_cue_and_a_content(text: str) -> None:
    for attribution in find_attributions(document_of(text), REGISTRY):
        for span in spans_of(attribution):
            assert text[span.start : span.end] == span.text
            assert span.text.strip()
        assert attribution.cue is not None
        assert attribution.content
        starts = [piece.start for piece in attribution.content]
        assert starts == sorted(starts)
        assert all(a.end <= b.start for a, b in zip(attribution.content, attribution.content[1:], strict=False))
        assert attribution.source is None or attribution.source.name.strip()


@settings(max_examples=60)
@given(TEXTS)
def test_the_content_holds_neither_its_cue_nor_its_source(text: str) -> None:
    for attribution in find_attributions(document_of(text), REGISTRY):
        for piece in attribution.content:
            assert attribution.cue is None or not piece.overlaps(attribution.cue)
            assert attribution.source is None or not piece.overlaps(attribution.source.span)


@settings(max_examples=20)
@given(TEXTS)
def test_reading_twice_gives_the_same_in_the_order_of_the_text(text: str) -> None:
    first, second = (find_attributions(document_of(text), REGISTRY) for _ in range(2))
    assert first == second
    assert [a.cue.start for a in first if a.cue] == sorted(a.cue.start for a in first if a.cue)


def test_a_document_without_a_registry_is_read_as_well() -> None:
    (told,) = find_attributions(document_of("The mayor said that the bridge was gone."), None)
    assert told.source is not None
    assert (told.source.name, told.source.party) == ("mayor", None)


def test_an_empty_report_has_no_attribution() -> None:
    assert find_attributions(document_of(""), REGISTRY) == []


@pytest.mark.parametrize("piece", ['"We are here," he said, ', "X quoted Y as saying that ", "citing X, "])
def test_hostile_text_does_not_hang_the_stage(
    piece: str, ends_within: Callable[[int], AbstractContextManager[None]]
) -> None:
    """Sentences are cut at a bound, so that what is reckoned within one does not grow with the text."""
    document = document_of(piece * (40_000 // len(piece)))
    with ends_within(60):
        find_attributions(document, REGISTRY)


def test_shuffled_words_never_stop_the_stage() -> None:
    words = WORDS.split()
    shuffle = random.Random(7)
    for _ in range(30):
        text = " ".join(shuffle.choices(words, k=80))
        for attribution in find_attributions(document_of(text), REGISTRY):
            assert all(text[span.start : span.end] == span.text for span in spans_of(attribution))
