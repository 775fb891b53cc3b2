"""What reports are about is put together first; one pair that is alike makes one report join many, not many join many."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from standoff.incidents import Comparison
from standoff.incidents.cluster import cluster_tellings, scores_among, told_apart_in_copies

RULE = {"not_compared": -2.0, "best": 0.8, "falls": 1.0, "told_apart": -12.0}


def pair(a: str, b: str, score: float, *, contradicted: bool = False) -> Comparison:
    return Comparison(min(a, b), max(a, b), score, {}, contradicted)


def grouped(
    ids: Sequence[str],
    pairs: Iterable[Comparison],
    *,
    mains: Collection[str] = (),
    told_apart: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
) -> list[list[str]]:
    scores = scores_among(ids, pairs)
    return cluster_tellings(ids, scores, mains=mains, told_apart=told_apart, apart=apart, rule=RULE)


def test_what_is_told_in_passing_joins_one_group_and_never_puts_two_together() -> None:
    among = [pair("a1", "a2", 4.0), pair("b1", "b2", 4.0)]
    apart = [pair(a, b, -1.0) for a, b in product(["a1", "a2"], ["b1", "b2"])]
    passing = [pair("side", each, 3.0) for each in ("a1", "a2")] + [pair("side", each, 2.0) for each in ("b1", "b2")]
    ids = ["a1", "a2", "b1", "b2", "side"]

    found = grouped(ids, among + apart + passing, mains=ids[:4])

    assert found == [["a1", "a2", "side"], ["b1", "b2"]]


def test_what_is_told_in_passing_alone_is_put_together_too() -> None:
    found = grouped(["s", "t", "u"], [pair("s", "t", 2.0), pair("t", "u", -3.0)], mains=["u"])
    assert found == [["s", "t"], ["u"]]


def test_one_alike_pair_makes_one_report_join_many_and_not_many_join_many() -> None:
    many = [pair(a, b, 5.0) for a, b in combinations(["a", "b", "c"], 2)]
    others = [pair(a, b, 5.0) for a, b in combinations(["x", "y", "z"], 2)]
    one_link = [pair("c", "x", 3.0)]

    alone = grouped(["a", "b", "c", "x"], many + one_link)
    both = grouped(list("abcxyz"), many + others + one_link)

    assert alone == [["a", "b", "c", "x"]]
    assert both == [["a", "b", "c"], ["x", "y", "z"]]


def test_a_copy_does_not_bridge_what_a_report_tells_apart() -> None:
    same = [pair("a1", "b1", 6.0), pair("a2", "b2", 6.0)]
    crossed = [pair("a1", "b2", 3.0), pair("a2", "b1", 3.0)]
    of_one_report = [("a1", "a2"), ("b1", "b2")]

    found = grouped(["a1", "a2", "b1", "b2"], same + crossed, told_apart=of_one_report)

    assert found == [["a1", "b1"], ["a2", "b2"]]


def test_a_barred_pair_stays_apart_where_a_third_is_as_like_the_one_as_the_other() -> None:
    made = [pair("a", "b", 3.0), pair("a", "c", 1.0), pair("b", "c", 1.0)]  # to join a and b alters no mean

    assert grouped("abc", made, apart=[("b", "c")]) == [["a", "b"], ["c"]]


scores = st.floats(-6, 6).map(lambda x: round(x, 2)) | st.integers(-3, 3).map(float)


@given(
    st.dictionaries(st.sampled_from(list(combinations("abcdef", 2))), st.tuples(scores, st.booleans())),
    st.sets(st.sampled_from("abcdef")),
    st.permutations("abcdef"),
)
def test_no_order_matters_and_no_contradicted_pair_comes_together(
    pairs: dict[tuple[str, str], tuple[float, bool]], mains: set[str], order: list[str]
) -> None:
    made = [pair(a, b, score, contradicted=against) for (a, b), (score, against) in pairs.items()]

    found = grouped("abcdef", made, mains=mains)

    assert found == grouped(order, made[::-1], mains=sorted(mains))
    group_of = {each: group for group in map(tuple, found) for each in group}
    assert not any(group_of[a] == group_of[b] for (a, b), (_, against) in pairs.items() if against)


def test_what_one_text_tells_apart_its_copies_do_however_alike_it_is() -> None:
    made = [pair("a1", "b1", 9.0), pair("a2", "b2", 8.0), pair("a1", "b2", 7.0), pair("a2", "b1", 7.0)]
    ids = ["a1", "a2", "b1", "b2"]
    report_of = {uid: uid[0] for uid in ids}
    of_one_report = [("a1", "a2"), ("b1", "b2")]

    def apart(text_of: Mapping[str, str]) -> list[tuple[str, str]]:
        return sorted(told_apart_in_copies(ids, scores_among(ids, made), report_of, text_of))

    crossed = apart(dict.fromkeys(ids, "one text"))

    assert crossed == [("a1", "b2"), ("a2", "b1")]
    assert apart(report_of) == []  # two reports that tell alike in words of their own
    assert grouped(ids, made, told_apart=of_one_report) == [ids]
    assert grouped(ids, made, told_apart=[*of_one_report, *crossed]) == [["a1", "b1"], ["a2", "b2"]]


def test_what_only_one_copy_tells_apart_is_not_told_apart_by_the_text() -> None:
    """One copy tells of the march and of the arrests after it as of one happening, a longer one as of two."""
    made = [pair("short", "march", 7.0), pair("short", "arrests", 5.0), pair("long-too", "arrests", 6.0)]
    ids = ["short", "march", "arrests", "long-too"]
    report_of = {"short": 1, "march": 2, "arrests": 2, "long-too": 3}

    found = told_apart_in_copies(ids, scores_among(ids, made), report_of, dict.fromkeys(ids, "one text"))

    assert list(found) == []
