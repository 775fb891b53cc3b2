"""What each reader takes and gives."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from standoff.readers import read_reports
from standoff.records import Origin, Rejection, Report

from .conftest import BODY, PAGE, wacz_of, warc_of

Read = Callable[[str, "bytes | str"], "list[Report | Rejection]"]
ReadOne = Callable[[str, "bytes | str"], Report]


def pdf_of(*lines: str) -> bytes:
    """A PDF of one page, written by hand."""
    content = "BT /F1 11 Tf 40 800 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Title (Shells hit the bridge of Sorn) /Author (Ada Brandt) >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{part}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    begin = len(out)
    return (
        out
        + f"xref\n0 7\n0000000000 65535 f \n{table}trailer << /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n{begin}\n%%EOF".encode()
    )


def test_a_text_file_keeps_its_text_as_it_is_and_its_bytes(read_one: ReadOne) -> None:
    raw = ("Shells hit Sorn\r\n\r\n" + BODY).encode()
    report = read_one("a.txt", raw)
    assert report.text == raw.decode()
    assert report.source_bytes == raw
    assert report.sha256 == hashlib.sha256(raw).hexdigest()
    assert report.language == "en"
    assert report.received_at is not None


def test_front_matter_is_what_a_text_says_of_itself(read_one: ReadOne) -> None:
    head = "---\ntitle: 'Sorn: nine dead'\npublisher: Valley News\ndate: 2024-05-04\nauthor: [Ada Brandt, Ben Kohl]\ntags: [war]\n---\n\n"
    report = read_one("a.md", head + BODY)

    assert report.text == BODY
    assert report.source_bytes == (head + BODY).encode()
    assert (report.title, report.publisher, report.published_on) == ("Sorn: nine dead", "Valley News", date(2024, 5, 4))
    assert (report.byline, report.tags) == ("Ada Brandt, Ben Kohl", {"tags": ("war",)})


def test_front_matter_that_is_no_yaml_for_its_colons_is_read_line_by_line(read_one: ReadOne) -> None:
    report = read_one("a.md", f"---\ntitle: Sorn: nine dead\ndate: 4 May 2024\n---\n{BODY}")

    assert (report.text, report.title, report.published_on) == (BODY, "Sorn: nine dead", date(2024, 5, 4))


def test_a_clipped_page_names_its_address_as_its_source(read_one: ReadOne) -> None:
    report = read_one(
        "a.md", f"---\r\ntitle: 2016\r\nsource: https://valley.example/a\r\npublished: 2024-05-04\r\n---\r\n{BODY}"
    )

    assert (report.title, report.publisher, report.url) == ("2016", None, "https://valley.example/a")


@pytest.mark.parametrize(
    "text",
    [
        f"---\n{BODY}\n---\n{BODY}",
        f"---\nmood: calm\n---\n{BODY}",
        f"---\ntitle: Sorn\n{BODY}",
        f"---\ntitle: &a [x, x]\ntags: [*a, *a]\n---\n{BODY}",
        f"---\ntitle: !!python/object:os.system x\n---\n{BODY}",
        f"---\ntitle: {'[' * 5_000}\n---\n{BODY}",
        f"---\n- title\n---\n{BODY}",
        f"{BODY}\n---\ntitle: Sorn\n---\n",
    ],
    ids=["prose", "no name that is known", "no end", "aliases", "a tag", "nested", "a list", "further down"],
)
def test_what_is_no_front_matter_is_text(text: str, read_one: ReadOne) -> None:
    report = read_one("a.md", text)

    assert report.text == text
    assert report.title is None


def test_front_matter_without_a_text_is_a_rejection(read: Read) -> None:
    (found,) = read("a.md", "---\ntitle: Sorn\ntext: not this\n---\n")

    assert isinstance(found, Rejection)
    assert found.reason == "no text in it"


def test_objects_are_read_by_the_usual_names_too(read_one: ReadOne) -> None:
    page = {
        "@type": "NewsArticle", "headline": "Nine dead in Sorn", "articleBody": BODY, "datePublished": "2024-05-04T06:00:00Z",
        "author": {"name": "Ada Brandt"}, "source": {"id": None, "name": "Valley News"}, "title": None,
    }  # fmt: skip
    report = read_one("a.json", json.dumps(page))

    assert (report.text, report.publisher, report.published_on) == (BODY, "Valley News", date(2024, 5, 4))
    assert report.byline == "Ada Brandt"


def test_a_json_object_gives_all_fields_of_the_contract_and_ignores_others(read_one: ReadOne) -> None:
    fields = {
        "id": "sorn-1", "title": "Shells hit Sorn", "text": BODY, "publisher": {"name": "Valley News"}, "published_on": "2021-05-04",
        "byline": "Ada Brandt", "url": "https://valley.example/sorn", "language": "en", "tags": {"region": ["Valley"]},
        "origin": {"name": "Coast Herald", "published_on": "2021-05-03"}, "media": ["https://valley.example/a.mp4", "javascript:x()"],
        "likes": 3,
    }  # fmt: skip
    report = read_one("a.json", json.dumps(fields))
    assert (report.id, report.title, report.text, report.publisher) == (
        "sorn-1",
        "Shells hit Sorn",
        BODY,
        "Valley News",
    )
    assert (report.byline, report.url, report.published_on) == (
        "Ada Brandt",
        "https://valley.example/sorn",
        date(2021, 5, 4),
    )
    assert report.origin == Origin("Coast Herald", date(2021, 5, 3))
    assert (report.tags, report.media) == ({"region": ("Valley",)}, ("https://valley.example/a.mp4",))


def test_an_array_and_json_lines_give_the_same_reports_and_reject_the_bad_ones_by_number(read: Read) -> None:
    objects = [{"text": BODY, "title": "One"}, {"headline": "no text"}, {"text": BODY, "title": "Two"}]
    of_array = read("a.json", json.dumps(objects))
    of_lines = read("a.jsonl", "\n".join(map(json.dumps, objects)) + "\n")
    assert (
        [type(f).__name__ for f in of_array]
        == [type(f).__name__ for f in of_lines]
        == ["Report", "Rejection", "Report"]
    )
    assert [f.id for f in of_array if isinstance(f, Report)] == [f.id for f in of_lines if isinstance(f, Report)]
    rejection = of_lines[1]
    assert isinstance(rejection, Rejection)
    assert rejection.reason == 'no "text" in it; it has: headline'
    assert (rejection.subject or "").endswith("a.jsonl, line 2")


def test_json_lines_are_told_from_json_by_content(read: Read) -> None:
    lines = "\n".join(json.dumps({"text": BODY, "title": str(n)}) for n in range(3))
    assert [f.title for f in read("a.json", lines) if isinstance(f, Report)] == ["0", "1", "2"]
    assert [f.title for f in read("a.txt", lines) if isinstance(f, Report)] == ["0", "1", "2"]


def test_csv_rows_are_found_under_the_usual_column_names(read: Read) -> None:
    quoted = BODY.replace('"', '""')
    found = read(
        "a.csv",
        f'Headline;Body;Date;Source;Link\nShells;"{quoted}";04.05.2021;Valley News;https://valley.example/1\n;;;;\n',
    )
    report = found[0]
    assert isinstance(report, Report)
    assert (report.title, report.text, report.publisher) == ("Shells", BODY, "Valley News")
    assert (report.published_on, report.url) == (date(2021, 5, 4), "https://valley.example/1")
    assert isinstance(found[1], Rejection)
    assert len(found) == 2


@pytest.mark.parametrize(
    "answer",
    [
        {"status": "ok", "articles": [{"source": {"id": None, "name": "Valley News"}, "title": "Shells", "content": BODY,
            "publishedAt": "2021-05-04T10:00:00Z", "url": "https://valley.example/1"}]},
        {"totalCount": 1, "data": [{"id": "7", "fields": {"title": "Shells", "body": BODY, "url": "https://valley.example/1",
            "source": [{"name": "Valley News"}], "date": {"created": "2021-05-05T00:00:00Z", "original": "2021-05-04T00:00:00Z"}}}]},
        {"response": {"status": "ok", "results": [{"webTitle": "Shells", "webUrl": "https://valley.example/1", "source": "Valley News",
            "webPublicationDate": "2021-05-04T10:00:00Z", "fields": {"bodyText": BODY}}]}},
        {"headline": "Shells", "articleBody": BODY, "datePublished": "2021-05-04", "publisher": {"name": "Valley News"},
            "url": "https://valley.example/1"},
    ],
    ids=["NewsAPI", "ReliefWeb", "Guardian", "JSON-LD"],
)  # fmt: skip
def test_json_is_read_under_the_names_that_services_use(read_one: ReadOne, answer: object) -> None:
    report = read_one("a.json", json.dumps(answer))
    assert (report.title, report.text, report.publisher) == ("Shells", BODY, "Valley News")
    assert (report.published_on, report.url) == (date(2021, 5, 4), "https://valley.example/1")


def test_markup_is_read_as_words_under_other_names_and_stays_in_a_text(read_one: ReadOne) -> None:
    markup = "<p>Shells hit Sorn &amp; Qasr.</p><p>Three died, <b>the governor</b> said.</p>"
    assert read_one("a.json", json.dumps({"body": markup})).text == (
        "Shells hit Sorn & Qasr.\n\nThree died, the governor said."
    )
    assert read_one("b.json", json.dumps({"text": markup})).text == markup
    plain = "Losses were <5 and >3, he said."
    assert read_one("c.json", json.dumps({"body": plain})).text == plain


def test_of_an_export_of_standoff_the_reports_are_read_and_the_other_records_counted(read: Read) -> None:
    records = [
        {"record": "report", "id": "r1", "text": BODY, "title": "Shells", "publisher": {"name": "Valley News"}},
        {"record": "place", "report_id": "r1", "start": 21, "end": 25, "text": "Sorn"},
        {"record": "date", "report_id": "r1", "start": 29, "end": 36, "text": "Tuesday"},
        {"record": "date", "report_id": "r1", "start": 0, "end": 3, "text": "May"},
    ]
    for found in (
        read("out.jsonl", "\n".join(map(json.dumps, records))),
        read("out.json", json.dumps(records)),
    ):
        report, rejection = found
        assert isinstance(report, Report)
        assert (report.id, report.publisher) == ("r1", "Valley News")
        assert isinstance(rejection, Rejection)
        assert (
            rejection.reason
            == "records of Standoff that are no reports are left out, to be found anew (date: 2, place: 1)"
        )


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "for Excel"])
def test_events_that_standoff_exported_are_no_reports(read: Read, mark: str) -> None:
    (found,) = read(
        "a.csv", f"{mark}event_id_cnty,event_date,source,notes\nSTANDOFF-1,2024-05-04,Valley News,the Monitor says so\n"
    )

    assert isinstance(found, Rejection)
    assert found.reason == "a row that Standoff exported, and no report"


def test_a_page_gives_its_text_and_what_its_head_says(read_one: ReadOne) -> None:
    report = read_one("page.html", PAGE)
    assert report.text == f"Shells hit the bridge of Sorn\n\n{BODY}"
    assert (report.title, report.publisher, report.byline) == (
        "Shells hit the bridge of Sorn",
        "Valley News",
        "Ada Brandt",
    )
    assert (report.published_on, report.url) == (date(2021, 5, 4), "https://valley.example/sorn")
    assert report.source_bytes == PAGE.encode()


def test_json_ld_outranks_the_meta_tags(read_one: ReadOne) -> None:
    linked = {
        "@graph": [
            {
                "@type": "NewsArticle",
                "datePublished": "2021-05-03",
                "author": [{"name": "R. Oduya"}],
                "publisher": {"name": "Herald"},
            }
        ]
    }
    report = read_one(
        "page.html", PAGE.replace("</head>", f'<script type="application/ld+json">{json.dumps(linked)}</script></head>')
    )
    assert (report.published_on, report.byline, report.publisher) == (date(2021, 5, 3), "R. Oduya", "Herald")


def test_a_pdf_gives_the_text_of_its_pages(read_one: ReadOne) -> None:
    report = read_one(
        "a.pdf", pdf_of("Two shells hit the bridge of Sorn on Tuesday,", "killing three soldiers, the governor said.")
    )
    assert report.text == "Two shells hit the bridge of Sorn on Tuesday,\nkilling three soldiers, the governor said."
    assert (report.title, report.byline) == ("Shells hit the bridge of Sorn", "Ada Brandt")


RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Valley News</title><language>en-gb</language>
<item><title>Shells hit Sorn</title><link>https://valley.example/1</link><pubDate>Tue, 04 May 2021 09:00:00 +0200</pubDate>
<dc:creator>Ada Brandt</dc:creator><category>War</category><description>Short.</description><source url="https://coast.example">Coast Herald</source>
<content:encoded><![CDATA[<p>{BODY.replace(chr(10) * 2, "</p><p>")}</p>]]></content:encoded></item>
<item><title>Nothing&nbsp;more</title><description>&lt;p&gt;The road is closed.&lt;/p&gt;</description></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Valley News</title><entry><title>Shells hit Sorn</title>
<link rel="alternate" href="https://valley.example/1"/><published>2021-05-04T09:00:00Z</published><author><name>Ada Brandt</name></author>
<content type="html">&lt;p&gt;{BODY.split(chr(10))[0]}&lt;/p&gt;</content></entry></feed>"""


def test_rss_gives_a_report_an_entry(read: Read) -> None:
    first, second = read("feed.xml", RSS)
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.text, first.title, first.publisher) == (
        f"Shells hit Sorn\n\n{BODY}",
        "Shells hit Sorn",
        "Valley News",
    )
    assert (first.published_on, first.byline, first.url) == (date(2021, 5, 4), "Ada Brandt", "https://valley.example/1")
    assert (first.origin, first.tags) == (Origin("Coast Herald", None, "source: Coast Herald"), {"category": ("War",)})
    assert second.text == "Nothing more\n\nThe road is closed."


def test_atom_gives_a_report_an_entry(read_one: ReadOne) -> None:
    report = read_one("feed.txt", ATOM)
    assert report.text == f"Shells hit Sorn\n\n{BODY.split(chr(10))[0]}"
    assert (report.published_on, report.byline, report.url) == (
        date(2021, 5, 4),
        "Ada Brandt",
        "https://valley.example/1",
    )


@pytest.mark.parametrize("gzipped", [True, False])
def test_a_warc_gives_its_pages_and_says_what_is_none(read: Read, gzipped: bool) -> None:
    found = read("a.warc", warc_of(("https://valley.example/1", "text/html; charset=utf-8", PAGE.encode()),
                                   ("https://valley.example/x.png", "image/png", b"\x89PNG"), gzip=gzipped))  # fmt: skip
    report, rest = found
    assert isinstance(report, Report)
    assert isinstance(rest, Rejection)
    assert report.published_on == date(2021, 5, 4)
    assert report.received_at == datetime(2021, 5, 5, 10, tzinfo=UTC)
    assert (report.path or "").endswith("a.warc!https://valley.example/1")
    assert rest.reason == "1 captured answers are no pages: image/png"


def test_a_warc_that_was_cut_short_says_what_is_missing(read: Read) -> None:
    whole = warc_of(("https://valley.example/1", "text/html", PAGE.encode()), gzip=False)
    report, rejection = read("a.warc", whole[:-200])
    assert isinstance(report, Report)
    assert isinstance(rejection, Rejection)
    assert rejection.reason == "the WARC is cut short: 196 bytes of a page are missing"


def test_a_wacz_is_read_through_its_warcs(read_one: ReadOne) -> None:
    warc = warc_of(("https://valley.example/1", "text/html", PAGE.encode()))
    report = read_one("a.wacz", wacz_of(archive__data_warc_gz=warc, pages__pages_jsonl=b'{"id": "pages"}'))
    assert report.title == "Shells hit the bridge of Sorn"


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
DOCUMENTS = {
    "a.docx": {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"""<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>Shells hit </w:t></w:r><w:del><w:r>
            <w:delText>Port </w:delText></w:r></w:del><w:r><w:t>Sorn</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Three
            died.</w:t><w:footnoteReference w:id="2"/></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>""",
    },
    "a.odt": {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"""<o:document-content xmlns:o="{ODF}:office:1.0" xmlns:t="{ODF}:text:1.0"><o:body><o:text>
            <t:h>Shells<t:s/>hit Sorn</t:h><t:p>Three <t:span>died</t:span>.<t:note><t:note-body><t:p>So he said.</t:p>
            </t:note-body></t:note></t:p></o:text></o:body></o:document-content>""",
    },
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_of_an_office_gives_its_paragraphs_and_says_what_it_leaves_out(read: Read, name: str) -> None:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        for member, content in DOCUMENTS[name].items():
            archive.writestr(member, content)
    report, rejection = read(name, raw.getvalue())
    assert isinstance(report, Report)
    assert report.text == "Shells hit Sorn\n\nThree died."
    assert report.source_bytes == raw.getvalue()
    assert isinstance(rejection, Rejection)
    assert (rejection.reason, rejection.report_id) == ("footnotes are left out: 1", report.id)


def test_an_address_is_not_fetched_and_the_rejection_says_what_to_do() -> None:
    (rejection,) = read_reports(["https://valley.example/sorn"])
    assert isinstance(rejection, Rejection)
    assert rejection.reason == (
        "an address, and nothing is fetched here: save the page, or give the address to `standoff serve`"
    )


def test_an_rtf_document_is_rejected_and_not_read_with_its_codes(read: Read) -> None:
    (rejection,) = read("a.rtf", r"{\rtf1\ansi\pard Shells hit Sorn.\par}")
    assert isinstance(rejection, Rejection)
    assert rejection.reason == "an RTF document: save it as .docx, .odt, text or PDF"


def test_each_mail_of_a_mailbox_is_a_report_of_its_own_day(read: Read) -> None:
    mails = "".join(
        f"From a@b.example Tue May  {day} 09:00:00 2021\nFrom: A <a@b.example>\nTo: c@d.example\nSubject: Day {day}\n"
        f"Date: {day} May 2021 09:00:00 +0000\n\nShells hit Sorn.\nFrom there, 09:00: smoke.\n\n"
        for day in (4, 5)
    )
    found = [report for report in read("a.mbox", mails) if isinstance(report, Report)]
    assert [(report.title, report.published_on) for report in found] == [
        ("Day 4", date(2021, 5, 4)),
        ("Day 5", date(2021, 5, 5)),
    ]
    assert found[0].text == "Day 4\n\nShells hit Sorn.\nFrom there, 09:00: smoke."


def test_a_page_that_a_browser_saved_is_read_as_the_page_and_not_dated_by_the_day_of_saving(read_one: ReadOne) -> None:
    page = EmailMessage()
    page["From"], page["Subject"] = "<Saved by Blink>", "Shells hit the bridge of Sorn"
    page["Snapshot-Content-Location"] = "https://valley.example/sorn"
    page["Date"] = "Tue, 18 May 2021 09:00:00 +0200"
    page.set_content(PAGE, subtype="html")
    page.add_related(b"body {}", maintype="text", subtype="css", filename="a.css")
    report = read_one("saved.mhtml", page.as_bytes())
    assert (report.title, report.publisher) == ("Shells hit the bridge of Sorn", "Valley News")
    assert (report.published_on, report.url) == (date(2021, 5, 4), "https://valley.example/sorn")
    assert report.received_at == datetime(2021, 5, 18, 7, tzinfo=UTC)


def test_a_mail_gives_its_words_and_its_attachments(read: Read) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = (
        "Shells hit Sorn",
        "Ada Brandt <ada@valley.example>",
        "desk@coast.example",
    )
    mail["Date"] = "Tue, 04 May 2021 09:00:00 +0200"
    mail.set_content(BODY)
    mail.add_attachment(PAGE.encode(), maintype="text", subtype="html", filename="page.html")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="../../x.png")
    report, attached, picture = read("a.eml", mail.as_bytes())
    assert isinstance(report, Report)
    assert isinstance(attached, Report)
    assert isinstance(picture, Rejection)
    assert report.text == f"Shells hit Sorn\n\n{BODY}"
    assert (report.title, report.byline, report.published_on) == ("Shells hit Sorn", "Ada Brandt", date(2021, 5, 4))
    assert attached.publisher == "Valley News"


def test_gzip_is_looked_into(read_one: ReadOne) -> None:
    assert read_one("a.json.gz", gzip.compress(json.dumps({"text": BODY, "title": "T"}).encode())).title == "T"


def test_a_folder_is_read_in_order_of_names_with_all_below_it(tmp_path: Path, read: Read) -> None:
    for name in ("b/two.txt", "a.txt", "b/one.txt", ".hidden/x.txt", "c.bin"):
        read(name, b"\x00\x01\x02\x03" * 100 if name == "c.bin" else f"{name} was shelled.")
    (tmp_path / "loop").symlink_to(tmp_path)
    found = list(read_reports([str(tmp_path)]))
    assert [f.text for f in found if isinstance(f, Report)] == [
        "a.txt was shelled.",
        "b/one.txt was shelled.",
        "b/two.txt was shelled.",
    ]
    assert len([f for f in found if isinstance(f, Rejection)]) == 3


def test_standard_input_is_told_by_its_content(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(PAGE.encode())

    monkeypatch.setattr(sys, "stdin", Stdin)
    (report,) = read_reports(["-"])
    assert isinstance(report, Report)
    assert report.publisher == "Valley News"


def test_content_wins_over_a_wrong_name(read_one: ReadOne) -> None:
    assert read_one("a.txt", PAGE).publisher == "Valley News"
    assert read_one("a.html", pdf_of("Two shells hit the bridge.")).text == "Two shells hit the bridge."
    assert read_one("a.json", PAGE).publisher == "Valley News"


def test_ids_and_texts_do_not_depend_on_where_and_when_a_file_is_read(tmp_path: Path, read_one: ReadOne) -> None:
    first, second = read_one("a.txt", BODY), read_one("other/b.md", BODY)
    assert first.id == second.id
    assert read_one("c.json", json.dumps({"text": BODY, "publisher": "A"})).id != first.id
