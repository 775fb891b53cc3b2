"""Reports, texts, outlets, origins, sides: each counted by what shows it."""

from __future__ import annotations

import pytest

from standoff.incidents import corroboration_of, sayings_of, status_of
from standoff.records import Claim, Corroboration, Dispute, Origin

from .made_claims import claim, nobody, report

REPORTS = {
    "r1": report("r1", "Delta Wire"),
    "r2": report("r2", "Marsh Post"),
    "r3": report("r3", "Marsh Post"),
    "r4": report("r4", "River Herald", origin=Origin("Delta Wire", None, "(Delta Wire)")),
}


def counted(*claims: Claim, copies: dict[str, str] | None = None, who=nobody) -> Corroboration:
    return corroboration_of(sayings_of(claims, REPORTS, who), REPORTS, copies or {}, who)


def ladder(found: Corroboration) -> tuple[int, int, int, int, int]:
    return len(found.reports), len(found.texts), len(found.outlets), found.origins_low, len(found.origins)


def test_reports_that_cite_one_speaker_have_one_origin() -> None:
    assert ladder(counted(claim("r1", "the Monitor"), claim("r2", "the Monitor"))) == (2, 2, 2, 1, 1)


def test_copies_of_one_text_count_once() -> None:
    found = counted(claim("r1"), claim("r2"), copies={"r1": "r1", "r2": "r1"})

    assert ladder(found) == (2, 1, 2, 1, 1)
    assert found.texts[0].reports == ("r1", "r2")


def test_an_outlet_is_an_origin_only_where_it_cites_nobody() -> None:
    assert [each.name for each in counted(claim("r1"), claim("r1", "the Monitor")).origins] == ["the Monitor"]
    assert [each.name for each in counted(claim("r1")).origins] == ["Delta Wire"]


def test_who_credits_an_agency_counts_as_that_origin() -> None:
    found = counted(claim("r1"), claim("r4"))

    assert [(each.name, each.reports) for each in found.origins] == [("Delta Wire", ("r1", "r4"))]


def test_unnamed_speakers_of_two_texts_may_be_one_and_the_same() -> None:
    officials = [claim(each, "officials", kind="unnamed_official") for each in ("r1", "r2")]

    assert ladder(counted(*officials))[3:] == (1, 2)
    assert ladder(counted(*officials, claim("r2", "the Monitor")))[3:] == (1, 3)


def test_who_says_that_it_was_not_so_corroborates_nothing() -> None:
    found = counted(claim("r1", "the Monitor"), claim("r2", "the ministry", polarity="negative"))

    assert [each.name for each in found.origins] == ["the Monitor"]


def test_a_denial_corroborates_nothing() -> None:
    found = counted(claim("r1", "the Monitor"), claim("r2", "the ministry", stance="denies"))

    assert [each.name for each in found.origins] == ["the Monitor"]


def test_sides_are_those_that_claimants_speak_for() -> None:
    found = counted(claim("r1", "A", party="USA"), claim("r2", "B", party="RUS"), claim("r3", "C", party="USA"))

    assert {each.name: each.reports for each in found.sides} == {"USA": ("r1", "r3"), "RUS": ("r2",)}


@pytest.mark.parametrize(
    ("origins_low", "fields", "status"),
    [
        (1, [], "single-source"),
        (2, [], "corroborated"),
        (3, ["tolls.killed"], "disputed"),
        (3, ["whether"], "denied"),
    ],
)
def test_the_status_follows_from_origins_and_disputes(origins_low: int, fields: list[str], status: str) -> None:
    from standoff.records import DisputeValue

    denial = DisputeValue("it did not happen as told", ("the ministry",), ("c",))
    disputes = [Dispute(field, (denial,) if field == "whether" else ()) for field in fields]

    assert status_of(Corroboration(("r1",), (), (), (), origins_low, ()), disputes) == status


def test_a_question_alone_is_a_dispute_and_no_denial() -> None:
    from standoff.records import DisputeValue

    asked = Dispute("whether", (DisputeValue("it is not established", ("the UN",), ("c",)),))

    assert status_of(Corroboration(("r1",), (), (), (), 2, ()), [asked]) == "disputed"
