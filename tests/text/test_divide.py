"""What of a page is headline, dateline, body, caption and boilerplate, and what it says about itself."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.languages.language import load_rules
from standoff.records import Origin, Report
from standoff.text import divide
from standoff.text.boilerplate import load_boilerplate
from standoff.text.printed import printed_line

BODY = (
    "Two shells hit the bridge of Sorn on Tuesday, killing three soldiers, the governor said. A spokesman for the Coast "
    "Brigade denied that its guns had fired, and nobody else claimed the attack."
)
PAGE = f"""

Shells hit the “old bridge” of Sorn

By [Coast Herald](#)

Valley News, May 4, 2021

[Coast Herald](#) 3 May 2021

Region: [Upper Valley, Coast & Sea](#)

{BODY}

https://coast.example/video/bridge.mp4

The road to the harbour was shut for a night.

*

Note to readers: please click the share buttons below.

SUPPORT COASTHERALD:

PayPal: desk@coast.example, <https://coast.example/give> or
via: <https://patron.example/coast>

The original source of this article is [Coast Herald](#)
Copyright © [Coast Herald](#), 2021

[Comment on Valley News Articles on our page](#)

Disclaimer: The contents of this article are the author's own.

For media inquiries: desk@valley.example"""


def kinds(text: str, **fields: str) -> list[tuple[str, str]]:
    report = divide(Report("r", text, **fields))
    return [(block.kind, text[block.start : block.end]) for block in report.blocks]


def readable(text: str, **fields: str) -> str:
    return " | ".join(words for kind, words in kinds(text, **fields) if kind in ("body", "headline", "caption"))


@pytest.mark.parametrize("rule", load_rules("boilerplate")["rule"], ids=lambda rule: rule["name"])
def test_each_rule_of_boilerplate_finds_its_examples_and_spares_its_sentences(rule: dict[str, list[str]]) -> None:
    pattern = getattr(load_boilerplate(), rule["where"])
    assert [line for line in rule["examples"] if not pattern.match(line)] == []
    assert [line for line in rule["body"] if pattern.match(line)] == []


@pytest.mark.parametrize("rule", load_rules("printed")["line"], ids=lambda rule: rule["name"])
def test_each_printed_line_gives_what_its_examples_say(rule: dict[str, list[dict[str, str]]]) -> None:
    for example in rule["examples"]:
        found = printed_line(example["text"], is_head=rule["where"] != "foot", is_foot=rule["where"] == "foot")
        assert found, example
        given = {key: value.strip(" .") for key, value in found[1].groupdict().items() if value}
        assert given == {key: value for key, value in example.items() if key != "text"}
    assert [line for line in rule["body"] if printed_line(line, is_head=True, is_foot=True)] == []


def test_a_web_page_saved_as_text_says_who_published_it_and_who_wrote_it_first() -> None:
    report = divide(Report("r", PAGE))
    assert report.title == "Shells hit the “old bridge” of Sorn"
    assert (report.publisher, report.published_on, report.byline) == ("Valley News", date(2021, 5, 4), "Coast Herald")
    assert report.origin == Origin(
        "Coast Herald", date(2021, 5, 3), "The original source of this article is Coast Herald"
    )
    assert report.tags == {"region": ("Upper Valley", "Coast & Sea")}
    assert report.media == ("https://coast.example/video/bridge.mp4",)


def test_nothing_of_a_page_but_its_headline_and_its_body_is_read() -> None:
    assert (
        readable(PAGE)
        == f"Shells hit the “old bridge” of Sorn | {BODY} | The road to the harbour was shut for a night."
    )


def test_a_header_that_runs_into_the_body_is_cut_off_by_offsets() -> None:
    text = f"Tue May 4 2021 Shells hit Sorn Monitor AFP {BODY} ... 12 Related Truce Fails in Sorn Tags Sorn war Comment via Mail"
    assert kinds(text, title="Shells hit Sorn: Monitor") == [
        ("dateline", "Tue May 4 2021"),
        ("headline", "Shells hit Sorn Monitor"),
        ("dateline", "AFP"),
        ("body", BODY),
        ("boilerplate", "... 12 Related Truce Fails in Sorn Tags Sorn war Comment via Mail"),
    ]
    report = divide(Report("r", text, publisher="Valley News"))
    assert report.published_on == date(2021, 5, 4)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("24-05-2021", date(2021, 5, 24)),
        ("24-05-2021 10:30:", date(2021, 5, 24)),
        ("05-24-2021", date(2021, 5, 24)),
        ("Mon 24 May 2021 10:30", date(2021, 5, 24)),
        ("24 May 2021:", date(2021, 5, 24)),
        ("04-05-2021", None),
    ],
)
def test_a_day_in_figures_that_runs_into_headline_and_body_is_cut_off(head: str, day: date | None) -> None:
    report = divide(Report("r", f"{head} Shells hit Sorn {BODY}", title="Shells hit Sorn"))
    assert [block.kind for block in report.blocks] == ["dateline", "headline", "body"]
    assert report.published_on == day


@pytest.mark.parametrize(
    "head",
    [
        "[Text] Sorn --",
        "[Text] Sorn, 12 Oct 89 (AFP) --",
        "Sorn, 12 Oct 89 (AFP) -- [Text]",
        "[Report] [Juan Paz] [Text]",
        "(Clandestine) [Text]",
        "[From the “War Front” program] [Text]",
        "Sorn, 3 Jan 90 -- [Report] [Press Committee, COPREFA] [Text]",
        "[Excerpts]",
    ],
)
def test_what_a_monitoring_service_puts_before_a_translation_is_no_body(head: str) -> None:
    text = f"{head} {BODY}"
    body = [block for block in divide(Report("r", text, publisher="Radio Sorn")).blocks if block.kind == "body"]
    assert [text[block.start : block.end] for block in body] == [BODY]


def test_brackets_within_a_report_are_part_of_it() -> None:
    text = "[He] said the bridge was hit. The [army] unit left for the harbour in the night, and nobody saw it again."
    assert [block.kind for block in divide(Report("r", text, publisher="Radio Sorn")).blocks] == ["body"]


@pytest.mark.parametrize(
    ("text", "kinds_"),
    [
        ("08:40 - Two missiles struck a house.", ["dateline", "body"]),
        ("8.40 p.m. | Two missiles struck a house.", ["dateline", "body"]),
        ("14:05 GMT – “They hit the house,” he said.", ["dateline", "body"]),
        ("At 08:40 two missiles struck a house.", ["body"]),
        ("08:40 two missiles struck a house.", ["body"]),
        ("10 - 12 missiles struck a house.", ["body"]),
    ],
)
def test_the_time_of_an_entry_is_no_part_of_what_it_tells(text: str, kinds_: list[str]) -> None:
    report = divide(Report("r", f"The town was quiet on Monday.\n\n{text}", title="Shells hit Sorn"))
    assert [block.kind for block in report.blocks[1:]] == kinds_


def test_tags_and_a_dateline_in_running_text_are_cut_out() -> None:
    text = f"Date of publication 4 May 2021 The bridge was hit. Tags Sorn shells Coast Brigade Three soldiers died. SORN (AP) - {BODY} Read Also"
    assert readable(text) == f"The bridge was hit. | Three soldiers died. | {BODY}"
    assert divide(Report("r", text)).origin == Origin("AP", None, "SORN (AP) -")


def test_an_agency_that_is_the_publisher_is_no_origin() -> None:
    assert divide(Report("r", f"SORN (Reuters) - {BODY}", publisher="Reuters")).origin is None
    assert divide(Report("r", f"SORN (Reuters) - {BODY}", publisher="Herald")).origin == Origin(
        "Reuters", None, "SORN (Reuters) -"
    )
    assert divide(Report("r", f"{BODY}\n\n— Reuters")).origin == Origin("Reuters", None, "Reuters")


def test_metadata_that_came_with_the_report_outrank_what_it_prints() -> None:
    report = divide(
        Report("r", PAGE, title="Given", publisher="Valley News", published_on=date(2021, 5, 5), byline="A. B.")
    )
    assert (report.title, report.published_on, report.byline) == ("Given", date(2021, 5, 5), "A. B.")


@pytest.mark.parametrize(
    "text",
    [
        "Tags were found on the bodies. Related to this, three men were held. Read also the ruling of 2004.",
        "Share prices fell.\n\nCopyright law was not at stake when the shells fell.\n\nSupport for the truce is gone.",
        "The ministry (which has no photo of him) said Gen. Brandt left. He was not seen again.",
        "On 4 May 2021 the bridge fell. By Friday the army had left.",
        "Comments by the governor angered the U.N. Security Council. Follow-up talks failed.",
    ],
)
def test_sentences_that_look_like_boilerplate_stay_in_the_body(text: str) -> None:
    assert "".join(words for kind, words in kinds(text) if kind == "body") == text.replace("\n\n", "")


def test_a_list_of_links_ends_where_sentences_begin_again() -> None:
    text = f"{BODY}\n\nRead also:\n\nTruce fails in Sorn\n\nGovernor flees\n\nThe road to the harbour was shut."
    assert readable(text) == f"{BODY} | The road to the harbour was shut."


def test_a_picture_and_its_credit_are_a_caption() -> None:
    text = f"Soldiers stand at the bridge of Sorn, May 3, 2021. (Reuters Photo) {BODY}"
    assert [kind for kind, _ in kinds(text)] == ["caption", "body"]


def test_wrapped_lines_are_one_paragraph_and_lines_of_a_page_are_not() -> None:
    wrapped = "Two shells hit the old bridge of Sorn on Tuesday and killed three men,\nthe governor of the upper valley said in a statement that was read out\non the radio."
    assert [kind for kind, _ in kinds(wrapped)] == ["body"]
    assert [words for _, words in kinds("First came the shells.\nThen came the rain.")] == [
        "First came the shells.",
        "Then came the rain.",
    ]


PIECES = st.sampled_from(
    ["Shells hit Sorn. ", "\n\n", "\r\n", "Read Also", "Tags A B The ", "SORN (AP) — ", "May 4, 2021 ", "**", "[a](b)", " ", "Copyright © X", "(AP Photo)", "U.S. ", "“"]
)  # fmt: skip


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=30).map("".join)), st.none() | st.text(max_size=20))
def test_blocks_stand_in_order_and_hold_every_letter_of_any_text(text: str, title: str | None) -> None:
    report = divide(Report("r", text, title=title))
    at = 0
    for block in report.blocks:
        assert at <= block.start < block.end <= len(text)
        assert not any(map(str.isalnum, text[at : block.start]))
        at = block.end
    assert not any(map(str.isalnum, text[at:]))
    assert divide(report).blocks == report.blocks


@pytest.mark.parametrize(
    ("head", "publisher", "day"),
    [
        ("LOMM, May 3, 2021 (Valley Dispatch) – ", "Valley Dispatch", date(2021, 5, 3)),
        ("LOMM, May 3, 2021 (Reuters) – ", None, date(2021, 5, 3)),
        ("LOMM, MAY 3, 2021 (Valley Dispatch) – ", "Valley Dispatch", date(2021, 5, 3)),
        ("LOMM, May 3, 2021. /Valley Dispatch/. ", "Valley Dispatch", date(2021, 5, 3)),
        ("SORN, 4 May 2021 -- ", None, date(2021, 5, 4)),
        ("(Lomm, May 4, 2021) – ", None, date(2021, 5, 4)),
        ("(Lomm, 4 May 2021) -- ", None, date(2021, 5, 4)),
        ("*Coast Herald*, 4 May 2021\n\n", "Coast Herald", date(2021, 5, 4)),
        ("**Coast Echo | May 4, 2021**\n\n", "Coast Echo", date(2021, 5, 4)),
    ],
)
def test_datelines_give_the_day_and_the_outlet(head: str, publisher: str | None, day: date) -> None:
    report = divide(Report("r", f"Shells hit Sorn\n\n{head}{BODY}"))
    assert (report.publisher, report.published_on) == (publisher, day)


@pytest.mark.parametrize(
    ("head", "dateline"),
    [
        ("SORN // ", "SORN //"),
        ("SORN | ", "SORN |"),
        ("SORN, 4 May // ", "SORN, 4 May //"),
        ("SORN/LOMM ", None),
        ("SORN, MAY 4, LOMMPRESS. ", "SORN, MAY 4, LOMMPRESS."),
        ("SORN, MAY 4. ", None),
    ],
)
def test_two_strokes_or_a_bar_end_a_dateline(head: str, dateline: str | None) -> None:
    text = f"Shells hit Sorn\n\n{head}{BODY}"
    found = [text[block.start : block.end] for block in divide(Report("r", text)).blocks if block.kind == "dateline"]
    assert found == ([dateline] if dateline else [])
