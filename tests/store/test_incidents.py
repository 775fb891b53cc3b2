"""Incidents come back as they were formed, and are found by what they and their claims say."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from made_readings import MadeReading
from standoff.records import (
    Account,
    Basis,
    Claim,
    Claimant,
    Corroboration,
    Counted,
    Days,
    Dispute,
    DisputeValue,
    Incident,
    TollRange,
    Where,
)
from standoff.store import Store, conditions, open_store

TOKHAR = Where("Tokhar", 36.6, 37.9, "SYR", "Aleppo", "town", 5.0, "made:1")
HASAKA = Where("Hasaka", 36.5, 40.75, "SYR", "Hasaka", "town", 5.0, "made:2")


def incident(name: str, claims: tuple[Claim, ...], **more: object) -> Incident:
    """An incident of these claims, with one account and one dispute."""
    reports = tuple(dict.fromkeys(claim.report_id for claim in claims))
    basis = (Basis("one", reports),)
    made = Incident(
        id=name,
        title=f"Air strike {name}",
        type="ASSAULT",
        place=TOKHAR,
        when=Days(date(2016, 7, 19), date(2016, 7, 20)),
        reports=reports,
        claims=tuple(claim.id for claim in claims),
        accounts=(
            Account(
                Claimant("SOHR", "monitor", None, None), "asserts", (), ("the coalition",), ("civilians",), TOKHAR,
                Days(date(2016, 7, 19), date(2016, 7, 19)), (Counted("killed", 56, None),), ("Delta Wire",), reports,
            ),
        ),
        corroboration=Corroboration(reports, basis, basis, basis, 1, ()),
        status="disputed",
        disputes=(Dispute("tolls.killed", (DisputeValue("56", ("SOHR",), ()),), "bounds that do not meet", ("Amaq",)),),
        tolls=(TollRange("killed", 56, 160, "least and most of the accounts"),),
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.fixture
def claims(made: list[MadeReading]) -> list[Claim]:
    return [claim for each in made[:12] for claim in each.claims]


@pytest.fixture
def store(full: Path):
    with open_store(full, mode="write") as opened:
        yield opened


def test_an_incident_comes_back_as_it_was_formed(store: Store, claims: list[Claim]) -> None:
    formed = incident("i1", tuple(claims[:5]))

    store.incidents.put([formed])

    assert store.incidents.get("i1") == formed
    assert store.incidents.get("i2") is None
    assert store.incidents.matching("i") == ["i1"]
    assert store.incidents.of_claim(claims[0].id) == ["i1"]
    assert store.incidents.of_claim(claims[9].id) == []
    assert store.incidents.of_report(claims[0].report_id) == ["i1"]
    assert store.check().is_sound


def test_an_incident_formed_anew_takes_the_place_of_the_old_and_nothing_is_left_of_one_that_is_gone(
    store: Store, claims: list[Claim]
) -> None:
    store.incidents.put([incident("i1", tuple(claims[:5])), incident("i2", tuple(claims[5:9]))])

    store.incidents.put([incident("i1", tuple(claims[3:6]), title="Raid", place=HASAKA)], gone=["i2", "never there"])

    assert [found.title for found in store.incidents.find()] == ["Raid"]
    assert store.incidents.of_claim(claims[0].id) == []
    assert [found.id for found in store.incidents.find(near=(36.6, 37.9, 20))] == []
    assert [found.id for found in store.incidents.find(query="strike")] == []
    for table in ("incidents", "incident_places", "incident_words"):
        assert store._database.value(f"SELECT count(*) FROM {table}") == 1
    assert store.check().is_sound


@pytest.mark.parametrize("many", [5_000, 1])
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["undated", "later", "tokhar"]),
        ({"since": date(2016, 7, 20), "until": date(2016, 7, 20)}, ["tokhar"]),
        ({"since": date(2016, 7, 21)}, ["later"]),
        ({"type": "coerce"}, ["later"]),
        ({"country": "syr", "is_disputed": True}, ["undated", "tokhar"]),
        ({"is_disputed": False}, ["later"]),
        ({"is_reviewed": True}, ["later"]),
        ({"status": "corroborated"}, ["later"]),
        ({"near": (36.6, 37.9, 30.0)}, ["undated", "tokhar"]),
        ({"box": (36.0, 37.0, 40.0, 41.0)}, ["later"]),
        ({"place": "hasaka"}, ["later"]),
        ({"place": "aleppo"}, ["undated", "tokhar"]),
        ({"place": "coalition"}, []),
        ({"query": "coalition tokhar"}, ["undated", "tokhar"]),
        ({"query": "?"}, []),
        ({"near": (36.6, 37.9, 30.0), "query": "coalition", "claimant": "nobody"}, []),
        ({"party": "XXX"}, []),
        ({"limit": 1}, ["later"]),
        ({"limit": 1, "skip": 1}, ["tokhar"]),
        ({"skip": 2}, ["undated"]),
        ({"skip": 3}, []),
    ],
)
def test_incidents_are_those_that_meet_all_conditions_whether_they_are_listed_or_walked_through(
    store: Store, claims: list[Claim], asked: dict, found: list[str], many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conditions, "_MANY", many)
    store.incidents.put(
        [
            incident("tokhar", tuple(claims[:4])),
            incident(
                "later", tuple(claims[4:8]), place=HASAKA, type="COERCE", disputes=(), status="corroborated",
                when=Days(date(2017, 1, 1), date(2017, 1, 1)), is_reviewed=True, title="Convoy stopped",
            ),
            incident("undated", tuple(claims[8:12]), when=None),
        ]
    )  # fmt: skip

    assert sorted(each.id for each in store.incidents.find(**asked)) == sorted(found)
    if not {"limit", "skip"} & asked.keys():
        assert store.incidents.count(**asked) == len(found)
        count, arrays = store.incidents.json_columns(epoch=date(1970, 1, 1), titles=True, **asked)
        rows = list(zip(*(json.loads(arrays[name]) for name in ("uid", "title", "lat", "first_day")), strict=True))
        epoch = date(1970, 1, 1).toordinal()
        assert count == len(found)
        assert sorted(rows) == sorted(
            (row.uid, row.title, row.lat, None if row.first_day is None else row.first_day - epoch)
            for row in store.incidents.columns(**asked)
        )


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"is_reviewed": True},
        {"is_disputed": True, "is_reviewed": False},
        {"since": date(2016, 7, 1), "until": date(2016, 7, 31), "is_disputed": True},
        {"party": "SYR", "claimant": "s"},
        {"party": "SYR", "status": "denied", "country": "SYR", "type": "ASSAULT", "is_reviewed": True},
        {"box": (30.0, 40.0, 30.0, 50.0), "query": "coalition", "is_disputed": True},
        {"query": "coalition"},
    ],
)
def test_who_walks_along_the_days_reads_no_row_of_an_incident_that_is_not_shown(
    store: Store, claims: list[Claim], asked: dict, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.incidents.put([incident("i1", tuple(claims))])
    monkeypatch.setattr(conditions, "_MANY", 1)
    connection = store._database._connection
    said: list[str] = []
    connection.set_trace_callback(said.append)
    list(store.incidents.find(**asked))
    store.incidents.count(**asked)
    connection.set_trace_callback(None)

    walks = [sql for sql in said if "FROM incidents i" in sql]
    plans = [[row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")] for sql in walks]
    steps = [step for plan in plans for step in plan if step.split()[:2] in (["SCAN", "i"], ["SEARCH", "i"])]

    assert len(steps) == len(walks) > 0
    assert [step for step in steps if "COVERING INDEX" not in step] == []


def test_parties_and_claimants_are_those_of_the_claims(store: Store, claims: list[Claim]) -> None:
    attributed = next(claim for claim in claims if claim.attribution and any(each.actor for each in claim.participants))
    actor = next(each.actor for each in attributed.participants if each.actor)
    other = incident(
        "other", tuple(c for c in claims if actor.country not in {p.actor.country for p in c.participants if p.actor})
    )
    store.incidents.put([incident("i1", (attributed,)), other])

    assert [found.id for found in store.incidents.find(party=actor.id)] == ["i1"]
    assert [found.id for found in store.incidents.find(party=actor.country)] == ["i1"]
    assert "i1" in [found.id for found in store.incidents.find(claimant=attributed.attribution[-1].source.name)]
    assert list(store.incidents.find(claimant="nobody at all")) == []


def test_claims_that_a_newer_analysis_replaces_leave_their_incidents(store: Store, claims: list[Claim]) -> None:
    store.incidents.put([incident("i1", tuple(claims[:3]))])
    report_id = claims[0].report_id
    kept = store.claims.findings(report_id)
    assert kept is not None

    store.put_again(report_id, replace(kept, claims=tuple(replace(claim, id="n" + claim.id) for claim in kept.claims)))

    assert store.incidents.of_claim(claims[0].id) == []
    assert store.incidents.get("i1") is not None
    assert store.check().is_sound


def test_origins_are_counted_by_name_of_the_incidents_that_meet_all_conditions(
    store: Store, claims: list[Claim]
) -> None:
    def told_by(name: str, number: int, *origins: str, **more: object) -> Incident:
        some = incident(name, tuple(claims[3 * number : 3 * number + 3]), **more)
        bases = tuple(Basis(each, some.reports) for each in origins)
        return replace(some, corroboration=replace(some.corroboration, origins=bases))

    store.incidents.put(
        [
            told_by("i1", 0, "SOHR", "Amaq"),
            told_by("i2", 1, "SOHR", "SANA", type="PROTEST"),
            told_by("i3", 2, "Amaq", "Amaq", place=HASAKA),
        ]
    )

    assert store.incidents.tally().origins == 3
    assert store.incidents.tally(type="PROTEST").origins == 2
    assert store.incidents.tally(place="Hasaka").origins == 1
    assert store.incidents.tally(type="AID") == (0, 0, 0, 0, 0, 0)

    store.incidents.put([told_by("i1", 0, "SOHR")], gone=["i2"])
    assert store.incidents.tally().origins == 2


def test_the_map_is_told_how_vague_the_place_of_an_incident_is_whoever_placed_it(
    store: Store, claims: list[Claim]
) -> None:
    store.incidents.put([incident("i1", tuple(claims[:2]), place=replace(TOKHAR, lat=36.7, uncertainty_km=1.5))])

    [row] = store.incidents.columns()
    assert (row.lat, row.uncertainty_km) == (36.7, 1.5)
