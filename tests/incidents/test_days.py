"""Two days' attacks stay two, however few claims give the days and however vague what stands between them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from standoff.incidents import Comparison, Telling, compare_tellings
from standoff.incidents.cluster import cluster_tellings, scores_among
from standoff.records import Days, Where

DAY = date(2016, 7, 18)
SORN = Where("Sorn", 36.0, 38.0, "SYR", None, "town", 5.0)


def telling(name: str, first: date | None, last: date | None = None, *, claims: int = 1, **more: object) -> Telling:
    """A report's telling of an attack on Sorn, in the same words as all others; ``claims`` give the day themselves."""
    days = Days(first, last or first) if first else None
    made = Telling(
        name, f"report {name}", (f"claim {name}",), DAY + timedelta(days=3), "violence", True, SORN, days, True,
        frozenset(), frozenset(), {"shells": 3, "market": 2, "sorn": 2}, frozenset({"sorn"}), 1, claims, f"outlet {name}",
        firm_days=frozenset({first} if first and claims and not last else ()),
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def compared(*tellings: Telling) -> list[Comparison]:
    return [compare_tellings(a, b, lambda _: 2.0, total=300) for a, b in combinations(tellings, 2)]


def groups(*tellings: Telling) -> list[list[str]]:
    ids = [each.id for each in tellings]
    return cluster_tellings(ids, scores_among(ids, compared(*tellings)))


def test_one_days_attack_is_one_incident_and_a_vague_report_is_with_it() -> None:
    assert groups(telling("a", DAY), telling("b", DAY), telling("v", None, claims=0)) == [["a", "b", "v"]]


@pytest.mark.parametrize("claims", [1, 2, 3, 9])
def test_days_that_the_claims_themselves_give_bar_however_many_claims_there_are(claims: int) -> None:
    [one] = compared(telling("a", DAY, claims=claims), telling("b", DAY + timedelta(days=1), claims=claims))
    assert one.is_contradicted


def test_days_that_no_sentence_on_an_attack_gives_speak_against_it_and_do_not_bar() -> None:
    told_before = replace(telling("b", DAY + timedelta(days=30)), day_claims=0, firm_days=frozenset())
    [near] = compared(telling("a", DAY), replace(told_before, days=Days(DAY, DAY)))
    [far] = compared(telling("a", DAY), told_before)

    assert not far.is_contradicted
    assert far.score < near.score - 1


def test_rare_full_names_in_common_outweigh_days() -> None:
    """A report on a sentence gives the day of the court's session in the words of a killing."""
    names = frozenset({"tahir olmen", "rona velm"})
    a, b = telling("a", DAY, full_names=names), telling("b", DAY + timedelta(days=90), full_names=names)
    assert compared(telling("a", DAY), telling("b", DAY + timedelta(days=90)))[0].is_contradicted
    assert not compare_tellings(a, b, lambda _: 5.0, total=300).is_contradicted


def test_a_report_that_gives_the_day_of_another_too_is_not_barred_from_it() -> None:
    both = replace(telling("b", DAY), firm_days=frozenset({DAY, DAY + timedelta(days=9)}))
    [one] = compared(telling("a", DAY + timedelta(days=9)), both)
    assert not one.is_contradicted


@pytest.mark.parametrize(
    ("day", "what", "is_barred"),
    [
        (DAY + timedelta(days=1), {}, True),  # the day after the other came out
        (DAY, {}, False),
        (DAY + timedelta(days=1), {"is_dated": True}, False),  # it has a day, from what was told before
        (DAY + timedelta(days=1), {"published_on": None}, False),
    ],
)
def test_a_report_that_gives_no_day_tells_of_nothing_that_came_after_it(
    day: date, what: dict[str, object], is_barred: bool
) -> None:
    early = telling("a", DAY - timedelta(days=1), DAY, claims=0, is_dated=False, published_on=DAY)
    [one] = compared(replace(early, **what), telling("b", day))  # type: ignore[arg-type]
    assert one.is_contradicted is is_barred


def test_one_of_several_days_may_be_any_of_them_and_is_loosely_given() -> None:
    [one] = compared(telling("a", DAY), telling("b", DAY + timedelta(days=2), DAY + timedelta(days=5)))
    assert not one.is_contradicted


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(1, 3)), min_size=2, max_size=6),
    st.lists(st.sampled_from(["no day", "the week", "publication", "told before"]), max_size=6),
)
def test_two_days_attacks_never_come_together_through_vague_reports(
    dated: list[tuple[int, int]], vague: list[str]
) -> None:
    firm = [telling(f"f{n}", DAY + timedelta(days=day), claims=claims) for n, (day, claims) in enumerate(dated)]
    loose = {
        "no day": telling("v", None, claims=0, is_dated=False),
        "the week": telling("v", DAY - timedelta(days=1), DAY + timedelta(days=5)),
        "publication": telling("v", DAY, DAY + timedelta(days=3), claims=0, is_dated=False),
        "told before": telling("v", DAY + timedelta(days=1), claims=0),
    }
    between = [replace(loose[kind], id=f"v{n}", report_id=f"report v{n}") for n, kind in enumerate(vague)]

    days = {each.id: each.days for each in firm}
    for group in groups(*firm, *between):
        assert len({days[uid] for uid in group if uid in days}) <= 1
