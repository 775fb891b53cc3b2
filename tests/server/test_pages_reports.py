"""The list of reports, the source reader, and copies side by side."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from standoff.casebook import open_casebook
from standoff.records import Block, Report
from standoff.server.pages.beside import beside
from standoff.server.pages.marked import Mark, paragraphs_of, whole_blocks

MakeClient = Callable[..., TestClient]

POTOMAC = "90cbfa99f3ead641"
REPRINT = "5a287027a3e64673"
HOSTILE = {
    "title": "<script>alert(1)</script> \u202eevil title",
    "publisher": "<img src=x onerror=alert(2)>",
    "url": "javascript:alert(3)",
    "published_on": "2020-08-27",
    "text": "Russian troops killed \u202efour\u202c Syrian soldiers near Raqqa on Tuesday, the army said.\r\n\r\n"
    "</span></p><b onmouseover=alert(5)>It rained.</b>\n\nقال الجيش السوري إن القوات قصفت المدينة يوم الثلاثاء.\n",
}


@pytest.fixture(scope="module")
def hostile_casebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "a.json").write_text(json.dumps(HOSTILE), encoding="utf-8")
    long = {"title": "A" * 1_000_000, "text": "Rebels killed 5 soldiers in Aleppo on Monday, officials said."}
    (folder / "b.json").write_text(json.dumps(long), encoding="utf-8")
    path = folder / "hostile.db"
    with open_casebook(path) as book:
        for _ in book.add(folder / "a.json", folder / "b.json"):
            pass
    return path


def ids_of(path: Path) -> list[str]:
    with open_casebook(path, mode="read") as book:
        return [line.id for line in book.reports()]


def words_of(page: str) -> str:
    """What a page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


def text_of(page: str) -> str:
    """The report's text as the pieces of the reader hold it."""
    found = re.findall(r'<span class="piece[^"]*" data-start="\d+"[^>]*>(.*?)</span>', page, re.DOTALL)
    return unescape("".join(found))


# The list


def test_the_list_says_of_each_report_its_outlet_day_claims_and_copies(client: TestClient) -> None:
    answer = client.get("/reports")
    assert answer.status_code == 200
    said = words_of(answer.text)
    assert "23 reports, the last published first" in said
    assert (
        "26 Aug 2020 US says Russian vehicle struck coalition patrol in Syria, injuring crew Potomac Wire 14 claims first of 2"
        in said
    )
    assert f'href="/reports/{REPRINT}/beside/{POTOMAC}">copy of an earlier one</a>' in answer.text


def test_the_list_can_be_narrowed_and_what_was_asked_stays_in_the_form(client: TestClient) -> None:
    answer = client.get("/reports", params={"query": "", "publisher": "potomac", "since": "2020-08", "until": "2020"})
    said = words_of(answer.text)
    assert "1 report meets this" in said
    assert 'name="publisher" value="potomac"' in answer.text
    assert "No report meets all of this" in words_of(client.get("/reports?publisher=nobody").text)


def test_a_long_list_is_paged_and_no_report_is_met_twice(client: TestClient) -> None:
    address, met = "/reports?limit=10&since=2015", []
    while address:
        page = client.get(address).text
        met += re.findall(r'<h2 class="cut"><a href="/reports/(\w+)"', page)
        later = re.search(r'rel="next" href="([^"]+)"', page)
        address = unescape(later[1]) if later else ""
    assert len(met) == len(set(met)) == 23


def test_a_day_that_is_none_is_refused_with_advice(client: TestClient) -> None:
    answer = client.get("/reports?since=yesterday")
    assert answer.status_code == 422
    assert "Write it as 2016-07-19, 2016-07 or 2016." in words_of(answer.text)


def test_only_who_may_write_is_shown_how_to_add(client: TestClient, writer: TestClient) -> None:
    assert 'id="add-files"' not in client.get("/reports").text
    assert 'id="add-files"' in writer.get("/reports").text


# The reader


def test_the_reader_holds_every_letter_of_the_text(client: TestClient, example_casebook: Path) -> None:
    with open_casebook(example_casebook, mode="read") as book:
        for line in book.reports():
            report = book.report(line.id).report
            shown = text_of(client.get(f"/reports/{line.id}").text)
            assert "".join(shown.split()) == "".join(report.text.split())


def test_source_cue_and_evidence_are_marked_and_lead_to_the_claim(client: TestClient) -> None:
    page = client.get(f"/reports/{POTOMAC}").text
    assert re.search(r'<span class="piece source"[^>]*>the White House National Security Council</span>', page)
    assert re.search(r'<span class="piece cue"[^>]*>said</span>', page)
    (claim_id,) = re.findall(r'data-claims="(\w+)" data-hue="\d">Four soldiers', page)
    assert f'id="words-{claim_id}" href="#claim-{claim_id}"' in page
    assert f'<article class="claim" id="claim-{claim_id}"' in page
    card = words_of(page[page.index(f'id="claim-{claim_id}"') :].split("</article>")[0])
    assert "two U.S. officials Meridian News" in card
    assert "4 injured soldiers" in card


def test_sentences_that_gave_no_claim_are_told_apart_and_counted(client: TestClient) -> None:
    page = client.get(f"/reports/{POTOMAC}").text
    assert "1 of 13 sentences gave nothing" in words_of(page)
    assert re.search(r'<span class="piece[^"]* nothing"[^>]*>\(Reporting by Meridian News; written for Standoff', page)


def test_the_reader_says_how_the_report_was_captured_and_what_copies_it(client: TestClient) -> None:
    page = client.get(f"/reports/{POTOMAC}").text
    said = words_of(page)
    assert "e517c71708d1f66f3b3a23d2367a461b9d1ce3fe44940bea9038ea9dde3a91f9" in said
    assert f'href="/api/v1/reports/{POTOMAC}/bytes"' in page
    assert f'href="/reports/{POTOMAC}/beside/{REPRINT}">Side by side</a>' in page
    assert 'href="https://example.org/potomac/2020/08/26/patrol" rel="external noreferrer noopener"' in page


def test_the_beginning_of_an_id_leads_to_the_report_and_a_wrong_one_nowhere(client: TestClient) -> None:
    answer = client.get(f"/reports/{POTOMAC[:8]}")
    assert (answer.status_code, answer.headers["location"]) == (307, f"/reports/{POTOMAC}")
    assert client.get("/reports/nothing").status_code == 404


def test_only_who_may_write_is_offered_to_mend_a_claim(client: TestClient, writer: TestClient) -> None:
    assert 'id="mend-form"' not in client.get(f"/reports/{POTOMAC}").text
    assert 'id="mend-form"' in writer.get(f"/reports/{POTOMAC}").text


def test_a_claim_is_shown_as_it_was_judged_with_who_judged_it(make_client: MakeClient, casebook_path: Path) -> None:
    with open_casebook(casebook_path, mode="write") as book:
        toll = next(claim for claim in book.findings(POTOMAC).claims if claim.tolls and claim.tolls[0].low == 4)
        other = next(claim for claim in book.findings(POTOMAC).claims if claim.id != toll.id)
        value = [{"what": "injured", "low": 7, "high": 7, "who": "soldiers"}]
        book.judge("edit", toll.id, by="Desk", why="<b>recount</b>", field="tolls", value=value)
        book.judge("reject", other.id, by="Desk")
    page = make_client(casebook_path).get(f"/reports/{POTOMAC}").text
    card = page[page.index(f'id="claim-{toll.id}"') :].split("</article>")[0]
    assert "7 injured" in words_of(card)
    assert "edit of tolls by Desk" in words_of(card)
    assert "&lt;b&gt;recount&lt;/b&gt;" in card
    assert f'class="claim rejected" id="claim-{other.id}"' in page


# Hostile reports


def test_what_a_hostile_report_brings_is_shown_as_text(make_client: MakeClient, hostile_casebook: Path) -> None:
    client = make_client(hostile_casebook, token="token-of-the-tests")
    for report_id in ids_of(hostile_casebook):
        for address in ("/reports", f"/reports/{report_id}", f"/reports/{report_id}/beside/{report_id}"):
            page = client.get(address).text
            assert not re.search(r"<script(?![^>]* (src=\"/static/|type=\"application/json\"))", page)
            assert not re.search(r"<(img|b|iframe|object)\b", page)
            assert "javascript:" not in "".join(re.findall(r'(?:href|src)="([^"]*)"', page))
            assert not re.search("[\u202a-\u202e\u2066-\u2069]", page)


def test_a_title_of_a_million_letters_is_cut(make_client: MakeClient, hostile_casebook: Path) -> None:
    client = make_client(hostile_casebook)
    assert "A" * 600 not in client.get("/reports").text
    for report_id in ids_of(hostile_casebook):
        assert len(client.get(f"/reports/{report_id}").text) < 60_000


@pytest.mark.parametrize(("language", "spoken"), [("fr", "fr"), (None, "en")])
def test_the_words_of_a_report_are_marked_as_being_of_its_language(
    make_client: MakeClient, tmp_path: Path, language: str | None, spoken: str
) -> None:
    report = {"id": "r1", "title": "Ferry", "text": "Rebels killed 5 soldiers near Sorn.", "language": language}
    (tmp_path / "a.json").write_text(json.dumps({name: value for name, value in report.items() if value}))
    with open_casebook(tmp_path / "one.db") as book:
        for _ in book.add(tmp_path / "a.json"):
            pass
    client = make_client(tmp_path / "one.db")
    for path in ("/reports/r1", "/reports/r1/beside/r1"):
        found = re.findall(r'(?:dir="auto"|id="text") lang="([^"]*)"', client.get(path).text)
        assert len(found) >= 2
        assert set(found) == {spoken}


def test_text_from_right_to_left_finds_its_own_direction(make_client: MakeClient, hostile_casebook: Path) -> None:
    client = make_client(hostile_casebook)
    pages = [client.get(f"/reports/{report_id}").text for report_id in ids_of(hostile_casebook)]
    (page,) = [page for page in pages if "قال" in page]
    assert re.search(r'<p class="text body" dir="auto">(?:(?!</p>).)*قال', page, re.DOTALL)


# Marks


def report_of(text: str, *blocks: Block) -> Report:
    return Report("r", text, blocks=blocks)


def test_marks_that_overlap_are_cut_where_either_begins_or_ends() -> None:
    report = report_of("one two three four", Block("body", 0, 18))
    marks = [Mark(0, 13, "evidence", "a"), Mark(4, 18, "evidence", "b"), Mark(4, 7, "cue")]
    (paragraph,) = paragraphs_of(report, whole_blocks(report), marks)
    assert [(piece.text, piece.roles, piece.claims, piece.ends) for piece in paragraph.pieces] == [
        ("one ", ("evidence",), ("a",), ()),
        ("two", ("cue", "evidence"), ("a", "b"), ()),
        (" three", ("evidence",), ("a", "b"), ("a",)),
        (" four", ("evidence",), ("b",), ("b",)),
    ]


def test_words_between_blocks_are_not_lost() -> None:
    report = report_of("Head\n\nwords between\n\nbody", Block("headline", 0, 4), Block("body", 21, 25))
    kinds = [(block.kind, report.text[block.start : block.end]) for block in whole_blocks(report)]
    assert kinds == [("headline", "Head"), ("body", "words between"), ("body", "body")]


@given(
    text=st.text(alphabet="ab \n\u202e<", max_size=60),
    runs=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(["source", "cue", "evidence"]))),
)
def test_the_pieces_of_a_paragraph_are_its_text_letter_for_letter(text: str, runs: list[tuple[int, int, str]]) -> None:
    report = report_of(text)
    marks = [
        Mark(start, end, role, "a" if role == "evidence" else None)  # type: ignore[arg-type]
        for start, end, role in runs
        if start < end <= len(text)
    ]
    for block, paragraph in zip(whole_blocks(report), paragraphs_of(report, whole_blocks(report), marks), strict=True):
        at = block.start
        for piece in paragraph.pieces:
            assert piece.start == at
            at += len(piece.text)
            here = {mark.role for mark in marks if mark.start <= piece.start and at <= mark.end}
            assert set(piece.roles) == here
        assert at == block.end


# Side by side

TEXTS = st.text(alphabet="ab. \nC", max_size=80)


def test_copies_stand_side_by_side_with_what_differs_marked(client: TestClient) -> None:
    answer = client.get(f"/reports/{POTOMAC}/beside/{REPRINT}")
    assert answer.status_code == 200
    assert "<del>US says </del>Russian vehicle struck coalition patrol" in answer.text
    assert "<ins>Washington says</ins>" in answer.text
    assert "The first is taken to be Potomac Wire" in words_of(answer.text)


def test_texts_that_stand_one_beneath_the_other_are_told_apart_though_neither_has_an_outlet(client: TestClient) -> None:
    page = client.get(f"/reports/{POTOMAC}/beside/{REPRINT}").text
    assert ">The first: Potomac Wire</span>" in page
    assert ">The second</span>" in page


def test_reports_that_are_no_copies_are_compared_all_the_same(client: TestClient) -> None:
    said = words_of(client.get(f"/reports/{POTOMAC}/beside/38bf65f5611f2b54").text)
    assert "These are not held to be copies of one text." in said


@given(left=TEXTS, right=TEXTS)
def test_both_texts_stand_there_whole(left: str, right: str) -> None:
    rows = beside(left, right).rows
    for text, side in ((left, "left"), (right, "right")):
        shown = "".join(run.text for row in rows for run in getattr(row, side))
        assert "".join(shown.split()) == "".join(text.split())


def test_a_text_beside_itself_has_no_differences() -> None:
    compared = beside("He came. He saw.\n\nHe left.", "He came. He  saw.\n\nHe left.")
    assert compared.share == 1
    assert [row.is_same for row in compared.rows] == [True, True]


def test_texts_that_share_little_are_compared_in_good_time() -> None:
    words = (f"word{number}" for number in range(10**6))
    left = " ".join("the" if number % 3 else next(words) for number in range(30_000))
    right = " ".join("the" if number % 2 else next(words) for number in range(30_000))
    assert beside(left, right).rows
