"""What counts as a difference, field by field, and what does not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from msgspec.structs import replace

from standoff.incidents import accounts_of, disputes_of, sayings_of, toll_ranges
from standoff.records import Account, Actor, Claim, Dispute, Span

from .made_claims import ARMY, CIVILIANS, CLASH, COALITION, REBELS, claim, nobody, report

REPORTS = {"r1": report("r1"), "r2": report("r2", "Marsh Post")}


def accounts(claims: Sequence[Claim]) -> list[Account]:
    return accounts_of(sayings_of(claims, REPORTS, nobody), REPORTS)


def disputes(*claims: Claim) -> list[Dispute]:
    return disputes_of(accounts(claims), {each.id: each for each in claims})


def fields(*claims: Claim) -> list[str]:
    return [dispute.field for dispute in disputes(*claims)]


@pytest.mark.parametrize(
    ("one", "other", "is_difference"),
    [
        ((56, 56), (85, None), True),  # 56 against at least 85
        ((56, 56), (56, 56), False),
        ((56, None), (85, None), False),  # at least 56 and at least 85 may both be
        ((56, 56), (50, None), False),
        ((20, 30), (30, 40), False),
        ((20, 29), (30, 40), True),
        ((None, 20), (21, 21), True),
        ((0, 0), (1, 1), True),  # nobody is a number too
    ],
)
def test_tolls_differ_where_their_ranges_do_not_overlap(one, other, is_difference: bool) -> None:
    found = fields(claim("r1", "the Monitor", killed=one), claim("r2", "the Front", killed=other))

    assert found == (["tolls.killed"] if is_difference else [])


def test_who_says_nothing_of_a_field_is_silent_and_does_not_agree() -> None:
    [dispute] = disputes(
        claim("r1", "the Monitor", killed=(56, 56)),
        claim("r2", "the Front", killed=(160, 160)),
        claim("r2", "the Council"),
    )

    assert [(value.value, value.claimants) for value in dispute.values] == [
        ("56", ("the Monitor",)),
        ("160", ("the Front",)),
    ]
    assert dispute.silent == ("the Council",)
    assert dispute.by is not None


def test_who_did_it_differs_where_neither_body_nor_state_is_common() -> None:
    assert fields(claim("r1", "A", actor=COALITION), claim("r2", "B", actor=ARMY)) == ["actor"]
    assert fields(claim("r1", "A", actor=REBELS), claim("r2", "B", actor=ARMY)) == []  # both of one state
    assert fields(claim("r1", "A", actor=COALITION), claim("r2", "B")) == []  # the other is silent


def test_to_whom_differs_between_civilians_and_fighters() -> None:
    assert fields(claim("r1", "A", target=CIVILIANS), claim("r2", "B", target=COALITION)) == ["target"]


def test_a_party_carried_over_from_another_sentence_makes_no_dispute() -> None:
    loose = claim("r2", "B", actor=ARMY)
    loose = replace(loose, participants=tuple(replace(each, basis="carried over") for each in loose.participants))

    assert fields(claim("r1", "A", actor=COALITION), loose) == []


@pytest.mark.parametrize(("km", "is_difference"), [(5.0, True), (40.0, False)])
def test_places_differ_beyond_both_uncertainties(km: float, is_difference: bool) -> None:
    here, there = ("Sorn", 36.0, 38.0), ("Velm", 36.4, 38.0)  # 44 km apart

    found = fields(claim("r1", "A", place=here, km=km), claim("r2", "B", place=there, km=km))

    assert found == (["place"] if is_difference else [])


def test_days_differ_where_they_do_not_overlap() -> None:
    assert fields(claim("r1", "A", day="2016-07-18"), claim("r2", "B", day="2016-07-19")) == ["when"]


def test_a_place_and_days_from_other_sentences_make_no_dispute() -> None:
    here = claim("r1", "A", place=("Sorn", 36.0, 38.0), day="2016-07-18")
    there = claim("r2", "B", place=("Velm", 36.4, 38.0), day="2016-07-19")
    assert there.place is not None
    assert there.when is not None
    assert fields(here, there) == ["place", "when"]

    elsewhere = Span(50, 54, "then")
    loose = replace(there, place=replace(there.place, basis="carried over"), when=replace(there.when, span=elsewhere))
    assert fields(here, loose) == []


@pytest.mark.parametrize(
    ("precision", "province", "is_difference"),
    [
        ("region", "Sorn", False),
        ("town", "Sorn", False),  # the town of Sorn or the province: who says no more may mean either
        ("town", "Velm", True),
    ],
)
def test_a_province_and_a_town_in_it_are_no_dispute(precision: Any, province: str, is_difference: bool) -> None:
    here, there = claim("r1", "A", place=("Qasr", 36.0, 38.0)), claim("r2", "B", place=("Sorn", 34.0, 38.0))
    assert here.place is not None
    assert there.place is not None
    within = replace(here, place=replace(here.place, mention=replace(here.place.mention, admin1=province)))
    wide = replace(there, place=replace(there.place, mention=replace(there.place.mention, precision=precision)))

    assert fields(within, wide) == (["place"] if is_difference else [])


def test_who_tells_only_of_what_was_around_it_is_no_party_to_a_dispute() -> None:
    strike = claim("r1", "A", actor=COALITION, day="2016-07-18")
    clash = claim("r2", "B", actor=ARMY, day="2016-07-19", acled=CLASH)
    claims = [strike, clash]
    by_id = {each.id: each for each in claims}
    told = accounts(claims)

    assert [each.field for each in disputes_of(told, by_id)] == ["actor", "when"]
    assert disputes_of(told, by_id, is_central=lambda each: each is strike) == []


def test_who_names_both_sides_brings_no_two_others_together() -> None:
    both = claim("r1", "B", actor=COALITION)
    both = replace(both, participants=(*both.participants, replace(both.participants[0], actor=ARMY)))
    [found] = disputes(claim("r1", "A", actor=COALITION), both, claim("r2", "C", actor=ARMY))

    assert {value.value: value.claimants for value in found.values} == {
        "Coalition": ("A", "B"),
        "Armed forces of Syria": ("C",),
    }


def test_a_denial_is_a_dispute_on_whether_it_happened() -> None:
    told = claim("r1", "A", actor=COALITION)
    [dispute] = disputes(told, claim("r2", "the coalition", stance="denies", responds_to=told.id))

    assert dispute.field == "whether"
    assert {value.value: value.claimants for value in dispute.values} == {
        "it happened": ("A",),
        "it did not happen as told": ("the coalition",),
    }


@pytest.mark.parametrize(
    ("target", "is_denial"),
    [
        (None, True),  # "there was no raid"
        (CIVILIANS, True),  # "no villagers were killed"
        (COALITION, False),  # "none of the coalition's men were hurt": another matter
    ],
)
def test_that_something_else_did_not_happen_denies_nothing(target: Actor | None, is_denial: bool) -> None:
    told = claim("r1", "A", actor=ARMY, target=CIVILIANS)
    found = disputes(told, claim("r2", "B", target=target, polarity="negative"))

    assert [dispute.field for dispute in found] == (["whether"] if is_denial else [])


def test_a_range_hides_no_extreme_and_says_how_it_was_reckoned() -> None:
    told = accounts(
        [claim("r1", "A", killed=(56, None)), claim("r1", "B", killed=(160, 160)), claim("r2", "C", killed=(1, 1))],
    )

    [found] = toll_ranges(told)

    assert (found.low, found.high) == (1, 160)
    assert found.by == "of 3 accounts, the lowest (1, C) to the highest (160, B)"


def test_a_count_of_one_account_alone_names_it() -> None:
    [found] = toll_ranges(accounts([claim("r1", "A", killed=(56, None))]))

    assert (found.low, found.high, found.by) == (56, None, "at least 56 by A")
