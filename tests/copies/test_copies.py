"""Which reports repeat one text, whatever was cut, reworded or set around it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from standoff.copies import copies_among, sample_of, text_groups, wording_of
from standoff.records import Block, Copy, Origin, Report

LEAD = "Shells fell on the covered market of Sorn on Tuesday morning, and nine traders were killed before help came."
MORE = (
    "The governor of the upper valley blamed the Coast Brigade, which holds the ridge on the other bank of the river. "
    "A spokesman for the brigade said that its guns had been silent since the truce of last month. Doctors at the town's "
    "only hospital counted thirty wounded, among them four children who had been waiting for the school bus."
)
QUOTE = (
    "“We stood by the well when the first shell came down, and then there was dust, and nobody could see the person "
    "next to them, and somebody was calling for his brother,” said Ada Brandt."
)
ELSEWHERE = (
    "The harbour of Lomm was closed for a second day because of the storm. Fishermen mended their nets in the sheds, "
    "the ferry company sent its passengers home by coach, and the mayor asked for patience until the weekend."
)


def report(
    id_: str, *paragraphs: str, publisher: str = "Valley News", day: str = "2021-05-04", origin: str | None = None
) -> Report:
    return Report(
        id_,
        "\n\n".join(paragraphs),
        publisher=publisher,
        published_on=date.fromisoformat(day),
        origin=Origin(origin) if origin else None,
    )


def pairs(*reports: Report) -> list[tuple[str, str]]:
    return [(copy.report_id, copy.of_id) for copy in copies_among(reports)]


def only(*reports: Report) -> Copy:
    (copy,) = copies_among(reports)
    return copy


def test_a_reprint_is_a_copy_of_the_earlier_report_and_says_on_which_words_that_rests() -> None:
    first, reprint = (
        report("b", LEAD, MORE),
        report("a", LEAD.upper(), MORE, publisher="Coast Herald", day="2021-05-05"),
    )
    copy = only(reprint, first)
    assert (copy.report_id, copy.of_id, copy.share) == ("a", "b", 1.0)
    assert copy.first_by == "published on 2021-05-04, the copy on 2021-05-05"
    assert copy.reason == "100 % of the shorter text's runs of five words stand in the other"
    for span, text in ((copy.words, reprint.text), (copy.of_words, first.text)):
        assert text[span.start : span.end] == span.text
        assert span.text.endswith("waiting for the school bus")


def test_a_text_cut_short_is_a_copy_of_the_whole() -> None:
    assert pairs(report("a", LEAD, MORE, ELSEWHERE), report("b", LEAD, publisher="Coast Herald", day="2021-05-05")) == [
        ("b", "a")
    ]


def test_agency_copy_within_a_longer_report_is_a_copy() -> None:
    assert pairs(report("a", MORE), report("b", ELSEWHERE, MORE, publisher="Coast Herald", day="2021-05-05")) == [
        ("b", "a")
    ]


def test_a_quotation_that_two_reports_share_does_not_make_them_copies() -> None:
    one = report(
        "a",
        "A market in Sorn was hit on Tuesday.",
        QUOTE,
        "Traders swept up glass in the afternoon and went home early.",
    )
    two = report(
        "b",
        "Nine died in Sorn, says the valley's governor.",
        QUOTE,
        "It was the third strike since winter.",
        publisher="Coast Herald",
    )
    assert pairs(one, two) == []


def test_an_outlet_s_standing_background_does_not_make_its_reports_copies() -> None:
    background = MORE[: len(MORE) // 2]
    monday = report("a", LEAD, ELSEWHERE, background)
    friday = report(
        "b",
        "Guns were heard again on Friday east of Sorn, and a bridge was shut while engineers looked for mines in the water and under the road.",
        QUOTE,
        background,
        day="2021-05-07",
    )
    assert pairs(monday, friday) == []


def test_a_declared_origin_tells_which_came_first_against_the_days_printed() -> None:
    copy = only(
        report("a", LEAD, MORE, publisher="Coast Herald", day="2021-05-06"),
        report("b", LEAD, MORE, publisher="Digest", day="2021-05-04", origin="Coast Herald"),
    )
    assert (copy.report_id, copy.of_id) == ("b", "a")
    assert copy.first_by == "the copy names it as its origin: Coast Herald"


def test_boilerplate_that_two_outlets_share_counts_for_nothing() -> None:
    def with_foot(id_: str, body: str, publisher: str) -> Report:
        text = f"{body}\n\n{MORE}"
        blocks = (Block("body", 0, len(body)), Block("boilerplate", len(body) + 2, len(text)))
        return Report(id_, text, publisher=publisher, blocks=blocks)

    assert pairs(with_foot("a", LEAD, "Valley News"), with_foot("b", ELSEWHERE, "Coast Herald")) == []


def test_texts_of_few_words_are_never_copies() -> None:
    assert (
        pairs(
            report("a", "Shells hit Sorn on Tuesday morning."),
            report("b", "Shells hit Sorn on Tuesday morning.", publisher="X"),
        )
        == []
    )


def test_copies_of_copies_are_one_group_named_after_its_earliest_report() -> None:
    assert text_groups([("c", "b"), ("b", "a"), ("e", "d")], ["a", "b", "c", "d", "e", "f"]) == {
        "a": "a", "b": "a", "c": "a", "d": "d", "e": "d",
    }  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=8))
def test_groups_do_not_depend_on_the_order_of_the_pairs(some: list[tuple[str, str]]) -> None:
    assert text_groups(some, "abcdef") == text_groups([(b, a) for a, b in reversed(some)], "abcdef")


@given(st.text(max_size=300))
def test_any_text_has_a_wording_whose_words_stand_where_it_says(text: str) -> None:
    wording = wording_of(Report("r", text))
    assert all(
        text[start:end].strip() == text[start:end] != ""
        for start, end in zip(wording.starts, wording.ends, strict=True)
    )
    assert len(wording.hashes) == len(wording.is_quoted) == max(0, wording.words - 4)
    assert sample_of(wording) == sorted(sample_of(wording))


def test_reports_in_another_order_give_the_same_copies(make_reports: Callable[[int], list[Report]]) -> None:
    reports = make_reports(30)
    one = {frozenset(pair) for pair in pairs(*reports)}
    assert one == {frozenset(pair) for pair in pairs(*reversed(reports))}
    assert len(one) == 10
