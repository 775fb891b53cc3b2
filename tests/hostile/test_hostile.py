"""Every input ends in reports or rejections: no crash, no hang, bounded memory."""

from __future__ import annotations

import gzip
import io
import json
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from standoff.readers.bounds import MAX_HTML_DEPTH

from .seeds import PAGE, PROSE, wacz

HERE = Path(__file__).parent
MAX_MEMORY_MEGABYTES = 1_024
MAX_ADDRESS_SPACE = 6 * 1024**3
MAX_SECONDS_A_FILE = 60


def run(*arguments: str, seconds: int) -> dict[str, float]:
    """What ``run_hostile.py`` says, run with its memory bounded."""

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MAX_ADDRESS_SPACE, MAX_ADDRESS_SPACE))

    done = subprocess.run(
        [sys.executable, str(HERE / "run_hostile.py"), *arguments],
        capture_output=True,
        text=True,
        timeout=seconds,
        preexec_fn=bound,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3_000:]
    result: dict[str, float] = json.loads(done.stdout)
    assert result["peak_megabytes"] < MAX_MEMORY_MEGABYTES, result
    return result


def test_ten_thousand_broken_inputs_end_in_reports_or_rejections() -> None:
    result = run("mutations", "10000", "20260101", seconds=180)
    assert result["nothing"] == 0
    assert result["reports"] > 3_000
    assert result["rejections"] > 3_000
    assert result["slowest_seconds"] < 5


def test_a_hundred_and_fifty_broken_inputs_pass_the_whole_pipeline() -> None:
    result = run("whole", "150", "7", seconds=240)
    assert result["reports"] > 50
    assert result["rejections"] > 30


MEGABYTE = b"shells  " * (1 << 17)
CAPTURE = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: 300000000\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"


def zip_bomb(name: str, size: int) -> bytes:
    """A zip whose one member unpacks to ``size`` bytes of one page."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("datapackage.json", "{}")
        with archive.open(name, "w", force_zip64=True) as member:
            member.write(CAPTURE)
            for _ in range(size >> 20):
                member.write(MEGABYTE)
    return out.getvalue()


def gzip_bomb(size: int) -> bytes:
    """A gzip file that unpacks to ``size`` bytes of one page."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb") as packed:
        packed.write(CAPTURE)
        for _ in range(size >> 20):
            packed.write(MEGABYTE)
    return out.getvalue()


def nested_zip(depth: int) -> bytes:
    """A zip in a zip in a zip, with a text at the bottom."""
    content, name = PROSE.encode(), "a.txt"
    for _ in range(depth):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr(name, content)
        content, name = out.getvalue(), "a.zip"
    return content


def docx(body: bytes) -> bytes:
    """A document of Word with this for a body."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", body)
    return out.getvalue()


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
DEEP_MAIL = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(2_000))
BOMBS: dict[str, tuple[str, bytes, str | None]] = {
    "a hundred megabytes of one line": ("a.txt", b"a" * 100_000_000, "larger than"),
    "sixty megabytes of words in one line": ("a.txt", b"shells " * 8_500_000, "characters, more than"),
    "a long line of JSON Lines": ("a.jsonl", b'{"text": "' + b"a" * 20_000_000 + b'"}\n{"text": "Shells hit Sorn."}', "line longer than"),
    "two million stops": ("a.txt", b"a. a. " * 320_000, None),
    "two million brackets": ("a.md", b"[(*_" * 480_000, "no text"),
    "two million brackets around a word": ("a.md", b"[(*_" * 240_000 + b"word" + b"](" * 240_000, None),
    "a million lines": ("a.txt", b"a\n" * 900_000, None),
    "elements inside one another": ("a.html", b"<html><body>" + b"<div>" * 200_000 + b"x", f"more than {MAX_HTML_DEPTH}"),
    "tags without end": ("a.html", b"<html>" + b"<p><b" * 500_000, None),
    "comments without end": ("a.html", b"<html>" + b"<!--" * 500_000, None),
    "scripts without end": ("a.html", b"<html>" + b"<script>" * 300_000, None),
    "attributes without end": ("a.html", b"<html><p " + b"a='" * 500_000, None),
    "links to bad schemes": ("a.html", PAGE.replace("</article>", '<a href="javascript:x">y</a></article>').encode(), None),
    "a zip bomb in a WACZ": ("a.wacz", zip_bomb("archive/data.warc", 300 << 20), "times its size"),
    "a gzip bomb in a WACZ": ("a.wacz", wacz(gzip_bomb(300 << 20)), "times its size"),
    "a gzip bomb": ("a.txt.gz", gzip_bomb(300 << 20), "times its size"),
    "zips in zips": ("a.zip", nested_zip(12), "a container in a container"),
    "names that climb": ("a.zip", nested_zip(1).replace(b"a.txt", b"/../x"), None),
    "a billion laughs": ("a.xml", f'<!DOCTYPE r [<!ENTITY l0 "ha">{LAUGHS}]><rss><channel><item><title>&l9;</title></item></channel></rss>'.encode(), "entities"),
    "an entity from a file": ("a.xml", b'<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss><item><title>&f;</title></item></rss>', "entities"),
    "XML inside one another": ("a.xml", b"<rss>" + b"<item>" * 100_000, "more than"),
    "a document inside itself": ("a.docx", docx(b"<document>" + b"<p>" * 100_000), "inside one another"),
    "a document of nothing": ("a.docx", docx(b"<document>" + b"<p/>" * 2_000_000 + b"</document>"), "elements"),
    "a bomb in a document": ("a.docx", docx(b"<document><t>" + b"shells " * 9_000_000 + b"</t></document>"), "times its size"),
    "laughs in a document": ("a.docx", docx(f'<!DOCTYPE d [<!ENTITY l0 "ha">{LAUGHS}]><d><t>&l9;</t></d>'.encode()), "entities"),
    "half a document": ("a.docx", docx(b"<document><p><t>Shells"), "damaged"),
    "JSON inside one another": ("a.json", b'{"text": ' + b"[" * 1_000_000, "nested too deeply"),
    "a number of a million digits": ("a.json", b'{"text": "Shells.", "id": ' + b"9" * 1_000_000 + b"}", "not valid JSON"),
    "lone surrogates": ("a.json", b'{"text": "Shells \\ud800 hit \\udfff Sorn.", "title": "\\udead"}', None),
    "a field of six megabytes": ("a.csv", b'title,text\na,"' + b"shells " * 900_000 + b'"\nb,Shells.\n', "field larger"),
    "quotes without end": ("a.csv", b"title,text\n" + b'"' * 5_000_000, None),
    "parts inside one another": ("a.eml", ("From: a@b.example\nTo: c@d.example\nSubject: x\nDate: 1\n" + DEEP_MAIL).encode(), None),
    "mails without end": ("a.mbox", b"From a Tue May  4 09:00:00 2021\nFrom: a@b.example\n\nShells.\n\n" * 20_000, None),
    "a header without end": ("a.eml", b"From: a@b.example\nTo: c@d.example\nSubject: " + b"=?utf-8?q?a?= " * 100_000 + b"\n\nShells.", "header longer than"),
    "a PDF of many pages": ("a.pdf", b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [" + b"2 0 R " * 100_000
                            + b"] /Count 99999999 >>\nendobj\ntrailer << /Root 1 0 R >>", None),
    "a WARC that lies about its length": ("a.warc", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999\r\n\r\nHTTP/1.1 200 OK\r\n\r\nShells.", None),
    "combining marks": ("a.txt", ("e" + "\u0301" * 200_000 + " Shells hit Sorn.").encode(), None),
    "marks that turn the line": ("a.txt", ("\u202eShells\u202c hit \u2066Sorn\u2069. " * 5_000).encode(), None),
    "blanks": ("a.txt", b" \t\r\n" * 480_000 + b"word", None),
    "links in Markdown": ("a.md", b"[a](" * 300_000, None),
    "addresses": ("a.txt", b"http://" * 250_000, None),
    "names and days": ("a.txt", b"Valley News May 4, " * 90_000, None),
    "quotes": ("a.txt", b'."' * 800_000 + b"a", None),
    "tags": ("a.txt", b"Read Also. Tags A " * 90_000, None),
    "photo credits": ("a.txt", b"(Photo " * 250_000, None),
}  # fmt: skip


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_file_made_to_do_harm_ends_in_reports_or_rejections(bomb: str, tmp_path: Path) -> None:
    name, content, reason = BOMBS[bomb]
    path = tmp_path / name
    path.write_bytes(content)
    result = run("file", str(path), seconds=MAX_SECONDS_A_FILE)
    assert result["reports"] + result["rejections"] > 0
    if reason:
        assert any(reason in why for why in _reasons(path)), _reasons(path)


def _reasons(path: Path) -> list[str]:
    from standoff.readers import read_reports
    from standoff.records import Rejection

    return [found.reason for found in read_reports([str(path)]) if isinstance(found, Rejection)]
