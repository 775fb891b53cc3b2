"""What is asked of the indexes is what reading everything would give."""

from __future__ import annotations

import sqlite3
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_readings import MadeReading, make_readings
from standoff.records import Claim, distance_km
from standoff.store import Store, open_store
from standoff.store import conditions as store_conditions
from standoff.store.claims import boxes_around
from standoff.store.words import match_of

from .conftest import put


@cache
def made() -> list[MadeReading]:
    return list(make_readings(150, seed=9, claims=8))


@pytest.fixture(scope="module")
def kept() -> list[MadeReading]:
    return made()


@pytest.fixture(scope="module")
def store(kept: list[MadeReading], tmp_path_factory: pytest.TempPathFactory):
    path = tmp_path_factory.mktemp("find") / "casebook.db"
    with open_store(path, mode="create") as opened:
        for each in kept:
            put(opened, each)
        yield opened


def ids(claims) -> set[str]:
    return {claim.id for claim in claims}


def holds(claim: Claim, **asked: object) -> bool:
    """The conditions of a claim, slowly and plainly."""
    when, where = claim.when, claim.place.mention if claim.place else None
    if asked.get("since") and not (when and when.latest >= asked["since"]):  # type: ignore[operator]
        return False
    if asked.get("until") and not (when and when.earliest <= asked["until"]):  # type: ignore[operator]
        return False
    if asked.get("type") and claim.event.type != asked["type"]:
        return False
    if asked.get("country") and not (where and where.country == asked["country"]):
        return False
    if asked.get("party") and not any(
        each.actor and asked["party"] in (each.actor.id, each.actor.country) for each in claim.participants
    ):
        return False
    if asked.get("near"):
        lat, lon, km = asked["near"]  # type: ignore[misc]
        if not where or distance_km(lat, lon, where.lat or 0, where.lon or 0) > km:
            return False
    if asked.get("box"):
        south, north, west, east = asked["box"]  # type: ignore[misc]
        if not where or not (south <= (where.lat or 0) <= north and west <= (where.lon or 0) <= east):
            return False
    return True


conditions = st.fixed_dictionaries(
    {},
    optional={
        "since": st.dates(date(2011, 1, 1), date(2024, 1, 1)),
        "until": st.dates(date(2012, 1, 1), date(2025, 1, 1)),
        "type": st.sampled_from(["ASSAULT", "COERCE", "OTHER"]),
        "country": st.sampled_from(["SYR", "UKR"]),
        "party": st.sampled_from(["RUS", "SYR-MIL", "XXX"]),
        "near": st.tuples(st.floats(10, 45), st.floats(18, 52), st.floats(1, 2_000)),
        "box": st.tuples(st.floats(10, 20), st.floats(20, 45), st.floats(18, 30), st.floats(30, 52)),
    },
)


@settings(max_examples=60)
@given(conditions, st.sampled_from([1, 5_000]))
def test_claims_are_those_that_meet_all_conditions_whether_they_are_listed_or_walked_through(
    store: Store, asked: dict, many: int
) -> None:
    if "near" in asked:
        asked.pop("box", None)
    wanted = {claim.id for each in made() for claim in each.claims if holds(claim, **asked)}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store_conditions, "_MANY", many)
        assert ids(store.claims.find(**asked)) == wanted


def test_claims_come_by_their_days_the_last_first_and_no_more_than_asked(store: Store) -> None:
    days = [claim.when.earliest if claim.when else date.min for claim in store.claims.find(limit=40)]

    assert len(days) == 40
    assert days == sorted(days, reverse=True)


def test_a_claimant_is_found_by_a_part_of_the_name_and_a_publisher_in_its_own_voice(
    store: Store, kept: list[MadeReading]
) -> None:
    own = next(each for each in kept if any(not claim.attribution for claim in each.claims))
    publisher = own.report.publisher or ""

    found = ids(store.claims.find(claimant=publisher.upper()))

    assert {claim.id for claim in own.claims if not claim.attribution} <= found
    assert list(store.claims.find(claimant="nobody of this name")) == []


def test_reports_are_those_that_meet_all_conditions_the_last_first(store: Store, kept: list[MadeReading]) -> None:
    since, until = date(2014, 1, 1), date(2020, 12, 31)
    reports = [each.report for each in kept]
    wanted = sorted(
        (r for r in reports if since <= r.published_on <= until and "post" in r.publisher.lower()),  # type: ignore[operator, union-attr]
        key=lambda r: r.published_on,  # type: ignore[arg-type, return-value]
        reverse=True,
    )

    found = list(store.reports.lines(publisher="POST", since=since, until=until))

    assert {line.id for line in found} == {r.id for r in wanted}
    assert [line.published_on for line in found] == [r.published_on for r in wanted]
    assert list(store.reports.lines(publisher="POST", since=since, until=until, skip=2, limit=3)) == found[2:5]
    assert list(store.reports.lines(publisher="no such name")) == []
    assert store.reports.count(publisher="POST", since=since, until=until) == len(wanted)


def test_words_are_looked_for_in_titles_and_texts(store: Store, kept: list[MadeReading]) -> None:
    wanted = {each.report.id for each in kept if "convoy" in each.report.text.lower()}

    assert wanted
    assert wanted <= {line.id for line in store.reports.lines(query="convoys")} <= {each.report.id for each in kept}
    assert [line.id for line in store.reports.lines(query='"number 17"')] == [kept[17].report.id]
    assert list(store.reports.lines(query="...")) == []
    assert list(store.reports.lines(query='"number 17" -number')) == []


def test_an_id_is_found_by_its_beginning(store: Store, kept: list[MadeReading]) -> None:
    uid = kept[3].report.id

    assert store.reports.matching(uid) == [uid]
    assert uid in store.reports.matching(uid[:2], limit=200)
    assert store.reports.matching("zz") == []
    assert store.claims.matching(kept[3].claims[0].id[:12]) == [kept[3].claims[0].id]


@pytest.mark.parametrize(
    ("query", "match"),
    [
        ("wedding", '"wedding"'),
        ("al-Tanf base", '"al-Tanf" "base"'),
        ('"drone strike" Idlib', '"drone strike" "Idlib"'),
        ("wedding OR funeral", '"wedding" OR "funeral"'),
        ("strike -exercise", '"strike" NOT "exercise"'),
        ("strike* convoy", '"strike"* "convoy"'),
        ("OR OR", None),
        ("-only", None),
        ('"', None),
        ("", None),
    ],
)
def test_a_query_becomes_an_expression(query: str, match: str | None) -> None:
    assert match_of(query) == match


@given(st.text(max_size=40) | st.text('"*-OR ab()^:{}+NEAR', max_size=30))
def test_no_query_is_an_error(query: str) -> None:
    match = match_of(query)
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE words USING fts5(title, text)")
        if match is not None:
            connection.execute("SELECT * FROM words WHERE words MATCH ?", (match,)).fetchall()


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(0.1, 3_000), st.floats(-90, 90), st.floats(-180, 180))
def test_all_that_is_near_lies_in_the_boxes_around(lat: float, lon: float, km: float, lat2: float, lon2: float) -> None:
    if distance_km(lat, lon, lat2, lon2) <= km * 0.999:
        boxes = boxes_around(lat, lon, km)
        assert any(b.south <= lat2 <= b.north and b.west <= lon2 <= b.east for b in boxes)


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
def test_who_stops_in_the_middle_may_close_the_casebook_first(full: Path) -> None:
    with open_store(full) as opened:
        found = opened.claims.find()
        next(found)
    del found
