"""What two tellings have in common speaks for one happening and what differs against, by weights set on our own reports."""

from __future__ import annotations

from datetime import date, timedelta
from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from standoff.incidents import Comparison, Telling, alike_of, compare_tellings
from standoff.incidents.alike import Measures
from standoff.incidents.compare import FEATURES
from standoff.incidents.weights import load_weights
from standoff.records import Days, Where

DAY = date(2016, 7, 18)
SORN = Where("Sorn", 36.0, 38.0, "SYR", None, "town", 5.0)
QASR = Where("Qasr", 33.0, 41.0, "SYR", None, "town", 5.0)
WORDS = ["shelled", "market", "sorn", "tahir", "brigade", "bridge", "noon", "velm"]


def telling(name: str, **more: object) -> Telling:
    """A report's telling of an attack on Sorn on a day that it states."""
    made = Telling(
        name, f"report {name}", (f"claim {name}",), DAY, "violence", True, SORN, Days(DAY, DAY), True,
        frozenset({("killed", 9, 9)}), frozenset(), {"shelled": 2, "market": 1, "tahir": 1}, frozenset({"tahir"}), 2, 2,
        f"outlet {name}", deeds=frozenset({"shelled", "market"}),
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def rarity(word: str) -> float:
    return 1.0 + len(word) / 2


def compared(one: Telling, other: Telling, total: int = 200) -> Comparison:
    return compare_tellings(one, other, rarity, total=total)


@pytest.mark.parametrize(
    ("kind", "country", "is_barred"),
    [("campaign", "SDN", True), ("campaign", "SYR", False), ("violence", "SDN", False)],
)
def test_wars_in_two_countries_are_two_whatever_month_they_began_in(kind: str, country: str, is_barred: bool) -> None:
    elsewhere = replace(QASR, country=country)
    found = compared(telling("a", kind=kind), telling("b", kind=kind, place=elsewhere))

    assert found.is_contradicted is is_barred


made_tellings = st.builds(
    telling,
    st.sampled_from("abcdef"),
    words=st.dictionaries(st.sampled_from(WORDS), st.integers(1, 5)),
    names=st.frozensets(st.sampled_from(WORDS)),
    deeds=st.frozensets(st.sampled_from(WORDS)),
    place=st.sampled_from([SORN, QASR, None]),
    days=st.sampled_from([None, Days(DAY, DAY), Days(DAY - timedelta(days=9), DAY - timedelta(days=9))]),
    is_main=st.booleans(),
)


@given(made_tellings, made_tellings)
def test_the_points_of_the_reasons_are_the_log_odds_and_these_the_probability(one: Telling, other: Telling) -> None:
    found = compared(one, other)

    assert found.score == pytest.approx(sum(reason.points for reason in found.reasons))
    assert found.probability == pytest.approx(1 / (1 + exp(-found.score)))
    assert all(reason.because for reason in found.reasons)


@given(made_tellings, made_tellings)
def test_who_is_compared_with_whom_makes_no_difference(one: Telling, other: Telling) -> None:
    other = replace(other, id="z")
    assert compared(one, other) == compared(other, one)


@given(made_tellings, st.lists(made_tellings, min_size=1, max_size=6))
def test_many_compared_at_once_have_in_common_what_two_have(one: Telling, others: list[Telling]) -> None:
    measures = Measures(rarity)
    made = [measures.measure(each) for each in others]

    found = measures.alike(measures.measure(one), made)

    for other, alike in zip(others, found, strict=True):
        alone = alike_of(one, other, rarity)
        assert (alike.words, alike.names) == pytest.approx((alone.words, alone.names))
        assert (alike.rare, alike.deeds) == pytest.approx((alone.rare, alone.deeds))


@pytest.mark.parametrize(
    "less",
    [
        {"place": QASR},
        {"place": Where("Velm", 15.0, 44.0, "YEM", None, "town", 5.0)},
        {"days": Days(DAY - timedelta(days=30), DAY - timedelta(days=30))},
        {"tolls": frozenset({("killed", 31, 31)})},
        {"words": {"harvest": 2}, "names": frozenset(), "deeds": frozenset({"harvest"})},
        {"published_on": DAY + timedelta(days=400)},
    ],
    ids=lambda less: ", ".join(less),
)
def test_what_differs_makes_one_happening_less_likely(less: dict[str, object]) -> None:
    alike = compared(telling("a"), telling("b"))

    assert alike.probability > 0.5
    assert compared(telling("a"), telling("b", **less)).score < alike.score


def test_in_more_reports_the_same_two_are_less_likely_one() -> None:
    assert compared(telling("a"), telling("b"), 20_000).score < compared(telling("a"), telling("b"), 20).score


def test_every_weight_is_of_a_feature_that_says_what_it_means() -> None:
    assert load_weights("between").keys() <= FEATURES.keys()
    assert load_weights("groups").keys() == {"not_compared", "told_apart", "best", "falls"}


@pytest.mark.parametrize("name", ["days_apart", "days_further", "far_place", "other_country", "heap"])
def test_what_can_only_speak_against_never_speaks_for(name: str) -> None:
    assert load_weights("between").get(name, 0.0) <= 0.0


def test_full_names_in_common_speak_for_one_happening_the_rarer_the_more() -> None:
    def score(names: frozenset[str], rare: float) -> float:
        a, b = (telling(uid, full_names=names) for uid in "ab")
        return compare_tellings(a, b, lambda word: rare if " " in word else rarity(word), total=200).score

    assert score(frozenset({"rona velm"}), 1.0) == score(frozenset(), 1.0)
    assert score(frozenset(), 4.0) < score(frozenset({"rona velm"}), 4.0) < score(frozenset({"rona velm"}), 6.0)


def test_one_day_and_one_place_of_several_in_common_are_enough() -> None:
    later = DAY + timedelta(days=40)
    alone = telling("b", days=Days(later, later), told_days=(Days(later, later),), told_places=(QASR,))
    both = replace(alone, told_days=(Days(DAY, DAY), Days(later, later)), told_places=(QASR, SORN))

    apart, together = (compared(telling("a"), each).points for each in (alone, both))

    assert {"days_further", "other_days", "far_place"} <= apart.keys()
    assert "same_day" in together
    assert not {"days_further", "other_days", "far_place"} & together.keys()
