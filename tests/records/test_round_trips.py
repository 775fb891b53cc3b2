"""A record written as JSON and read again is the same record."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from standoff.records import (
    Account,
    Acled,
    Actor,
    Attribution,
    Basis,
    Block,
    Claim,
    Claimant,
    Corroboration,
    Counted,
    DateMention,
    Days,
    Dispute,
    DisputeValue,
    Event,
    Incident,
    Judgement,
    Link,
    Origin,
    Participant,
    Place,
    PlaceMention,
    Rejection,
    Report,
    Source,
    Span,
    Subject,
    Toll,
    TollRange,
    When,
    Where,
)  # fmt: skip
from standoff.records.attribution import AttributionKind, SourceKind, Stance
from standoff.records.event import Certainty, Polarity, Reality
from standoff.records.place import PlaceBasis, PlacePrecision
from standoff.records.report import BlockKind
from standoff.records.toll import TollKind

TEXT = "A patrol was hit near Rumaylan on Tuesday, officials said; “ninguém” denied it. \N{PILE OF POO} 17 июля." * 3

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
maybe_words = st.none() | words
names = st.lists(words, max_size=3).map(tuple)
counts = st.none() | st.integers(0, 10**9)
degrees = st.none() | st.floats(-180, 180, allow_nan=False)
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
instants = st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1)).map(
    lambda at: at.replace(microsecond=0, tzinfo=UTC)
)
spans = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 40)).map(
    lambda at: Span.of(TEXT, at[0], min(at[0] + at[1], len(TEXT)))
)
some_spans = st.lists(spans, min_size=1, max_size=3).map(tuple)


def one_of(literal: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(get_args(literal))


sources = st.builds(Source, words, spans, one_of(SourceKind), maybe_words)
links = st.builds(Link, sources, st.none() | spans, one_of(Stance))
chains = st.lists(links, max_size=3).map(tuple)
attributions = st.builds(
    Attribution,
    st.none() | sources,
    st.none() | spans,
    some_spans,
    one_of(Stance),
    one_of(AttributionKind),
    chains,
    st.booleans(),
)
actors = st.builds(Actor, words, words, maybe_words, maybe_words)
participants = st.builds(
    Participant,
    st.sampled_from(["actor", "target", "other"]),
    st.none() | spans,
    maybe_words,
    st.none() | actors,
    st.sampled_from(["stated", "carried over"]),
)
mentions = st.builds(
    PlaceMention, spans, spans, words, degrees, degrees, maybe_words, maybe_words, maybe_words,
    st.none() | one_of(PlacePrecision), degrees, st.booleans(),
)  # fmt: skip
places = st.builds(Place, mentions.map(lambda mention: replace(mention, is_demonym=False)), one_of(PlaceBasis))
date_mentions = st.builds(DateMention, spans, st.none() | days, st.none() | days, words, st.booleans())
whens = st.builds(When, days, days, st.none() | spans, words)
tolls = st.builds(Toll, one_of(TollKind), counts, counts, maybe_words, spans, spans)
events = st.builds(Event, words, maybe_words, st.none() | st.builds(Acled, words, words), spans)
claims = st.builds(
    Claim, words, words, some_spans, spans, chains, events, st.lists(participants, max_size=3).map(tuple),
    one_of(Polarity), one_of(Certainty), one_of(Reality), st.none() | places, st.none() | whens,
    st.lists(tolls, max_size=2).map(tuple), st.lists(spans, max_size=2).map(tuple), maybe_words,
    st.integers(0, 1000).map(lambda thousandths: thousandths / 1000),
)  # fmt: skip
blocks = st.builds(Block, one_of(BlockKind), st.integers(0, 99), st.integers(0, 99))
origins = st.builds(Origin, words, st.none() | days, maybe_words)
reports = st.builds(
    Report, words, words, maybe_words, maybe_words, maybe_words, maybe_words, st.none() | days, st.none() | origins,
    maybe_words, st.dictionaries(words, names, max_size=2), names, st.lists(blocks, max_size=3).map(tuple), maybe_words,
    st.just(b""), maybe_words, st.none() | instants,
)  # fmt: skip
rejections = st.builds(Rejection, words, words, maybe_words, maybe_words, st.none() | spans)

wheres = st.builds(
    Where, words, degrees, degrees, maybe_words, maybe_words, st.none() | one_of(PlacePrecision), degrees, maybe_words
)
spells = st.builds(Days, days, days)
accounts = st.builds(
    Account,
    st.builds(Claimant, words, one_of(SourceKind), maybe_words, maybe_words),
    one_of(Stance),
    names,
    names,
    names,
    st.none() | wheres,
    st.none() | spells,
    st.lists(st.builds(Counted, one_of(TollKind), counts, counts), max_size=2).map(tuple),
    names,
    names,
)
disputes = st.builds(
    Dispute, words, st.lists(st.builds(DisputeValue, words, names, names), max_size=2).map(tuple), maybe_words, names
)
bases = st.lists(st.builds(Basis, words, names), max_size=3).map(tuple)
incidents = st.builds(
    Incident, words, words, words, st.none() | wheres, st.none() | spells, names, names,
    st.lists(accounts, max_size=2).map(tuple), st.builds(Corroboration, names, bases, bases, bases, st.integers(0, 3), bases),
    st.sampled_from(["single-source", "corroborated", "disputed", "denied"]), st.lists(disputes, max_size=2).map(tuple),
    st.lists(st.builds(TollRange, one_of(TollKind), counts, counts, words), max_size=2).map(tuple), st.booleans(),
)  # fmt: skip
subjects = st.builds(
    Subject, st.sampled_from(["claim", "report", "incident", "judgement"]), words, maybe_words, st.none() | spans
)
judgements = st.builds(
    Judgement.of,
    st.sampled_from(["same", "different", "unsure", "accept", "reject"]),
    st.lists(subjects, min_size=2, max_size=3).map(tuple),
    by=words.filter(str.strip),
    at=instants,
    why=maybe_words,
)


def _as_written(shape: dict[str, Any]) -> dict[str, Any]:
    return json.loads(json.dumps(shape))


@settings(max_examples=60)
@given(claims)
def test_a_claim(claim: Claim) -> None:
    assert Claim.from_dict(_as_written(claim.to_dict()), TEXT) == claim


@settings(max_examples=60)
@given(reports)
def test_a_report(report: Report) -> None:
    assert Report.from_dict(_as_written(report.to_dict())) == report


@pytest.mark.parametrize(
    ("kind", "records"),
    [(Attribution, attributions), (PlaceMention, mentions), (DateMention, date_mentions)],
    ids=["attribution", "place", "date"],
)
@settings(max_examples=40)
@given(data=st.data())
def test_what_was_found_beside_claims(kind: Any, records: st.SearchStrategy[Any], data: st.DataObject) -> None:
    record = data.draw(records)
    assert kind.from_dict(_as_written(record.to_dict("r1"))) == record


@pytest.mark.parametrize(
    ("kind", "records"),
    [(Rejection, rejections), (Incident, incidents), (Judgement, judgements)],
    ids=["rejection", "incident", "judgement"],
)
@settings(max_examples=40)
@given(data=st.data())
def test_what_a_casebook_adds(kind: Any, records: st.SearchStrategy[Any], data: st.DataObject) -> None:
    record = data.draw(records)
    assert kind.from_dict(_as_written(record.to_dict())) == record


def test_the_bytes_of_a_report_come_back_beside_its_shape() -> None:
    report = Report("r1", "Text.", source_bytes=b"Text.", sha256="ab")

    assert Report.from_dict(report.to_dict(), b"Text.") == report
