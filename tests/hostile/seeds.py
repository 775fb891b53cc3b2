"""Small sound inputs of our own writing, one of each format, to be broken by ``mutate``."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from email.message import EmailMessage

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PROSE = (
    "Two shells hit the bridge of Sorn on Tuesday, killing three soldiers, the governor said. A spokesman for the Coast "
    "Brigade denied that its guns had fired. According to the hospital, nine people were wounded on 4 May 2021."
)
TEXT = f"""Shells hit the bridge of Sorn

By Ada Brandt
Valley News, May 4, 2021
Region: [Valley, Coast](#)

SORN (AP) — {PROSE} "We saw it. We heard it," said **Gen. R. Oduya**. The U.S. envoy left at 3 p.m. The road is shut.

[click to enlarge]

Read also:
Truce fails
Share this: Facebook Twitter
The original source of this article is [Coast Herald](https://coast.example)
Copyright © Valley News 2021
"""
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Shells hit Sorn</title>
<meta property="article:published_time" content="2021-05-04"><script type="application/ld+json">{{"headline": "Shells hit Sorn"}}</script>
</head><body><article><h1>Shells hit Sorn</h1><p>{PROSE}</p><p>{PROSE}</p></article></body></html>"""
RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Valley News</title><item><title>Shells hit Sorn</title>
<link>https://valley.example/1</link><pubDate>Tue, 04 May 2021 09:00:00 +0200</pubDate><description><![CDATA[<p>{PROSE}</p>]]></description>
</item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Valley News</title><entry><title>Shells</title><id>1</id>
<content type="html">&lt;p&gt;{PROSE}&lt;/p&gt;</content></entry></feed>"""


def pdf() -> bytes:
    """A PDF of one page."""
    lines = "".join(f"({PROSE[at : at + 60]}) Tj T* " for at in range(0, len(PROSE), 60))
    content = f"BT /F1 11 Tf 40 800 Td 14 TL {lines}ET"
    parts = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    body = "%PDF-1.4\n" + "".join(f"{n} 0 obj\n{part}\nendobj\n" for n, part in enumerate(parts, start=1))
    return f"{body}trailer << /Size 6 /Root 1 0 R >>\n%%EOF".encode()


def warc(*, gzipped: bool) -> bytes:
    """A WARC with one page in it."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzipped)
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    record = writer.create_warc_record(
        "https://valley.example/1",
        "response",
        payload=io.BytesIO(PAGE.encode()),
        http_headers=headers,
        warc_headers_dict={"WARC-Date": "2021-05-05T10:00:00Z", "WARC-Record-ID": "<urn:uuid:1>"},
    )
    writer.write_record(record)
    return out.getvalue()


def wacz(member: bytes | None = None) -> bytes:
    """A WACZ with one WARC in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("datapackage.json"), "{}")
        packed = zipfile.ZipInfo("archive/data.warc.gz")
        packed.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(packed, member if member is not None else warc(gzipped=True))
    return out.getvalue()


def mail() -> bytes:
    """A mail with an attachment."""
    message = EmailMessage()
    message["Subject"], message["From"], message["Date"] = (
        "Shells hit Sorn",
        "Ada <ada@valley.example>",
        "Tue, 04 May 2021 09:00:00 +0200",
    )
    message.set_content(PROSE)
    message.add_attachment(RSS.encode(), maintype="application", subtype="rss+xml", filename="feed.xml")
    message.set_boundary("=====sorn=====")
    return message.as_bytes()


def seeds() -> dict[str, bytes]:
    """A file name and its content, for each format."""
    fields = {
        "title": "Shells hit Sorn",
        "text": TEXT,
        "publisher": {"name": "Valley News"},
        "published_on": "2021-05-04",
    }
    return {
        "a.txt": TEXT.encode(),
        "a.md": f"# Shells\r\n\r\n{PROSE}\r\n".encode(),
        "run.txt": f"Tue May 4 2021 Shells hit Sorn. {PROSE} ... 12 Related Truce Fails Tags Sorn war Comment via Mail".encode(),
        "cyrillic.txt": ("Снаряды попали в мост. " * 20).encode("cp1251"),
        "wide.txt": TEXT.encode("utf-16"),
        "a.json": json.dumps(fields).encode(),
        "a.jsonl": "\n".join(json.dumps({**fields, "id": n}) for n in range(3)).encode(),
        "a.csv": f'title,text,date\nShells,"{PROSE}",2021-05-04\nMore,"{PROSE}",\n'.encode(),
        "a.html": PAGE.encode(),
        "a.xml": RSS.encode(),
        "a.atom": ATOM.encode(),
        "a.pdf": pdf(),
        "a.warc": warc(gzipped=False),
        "a.warc.gz": warc(gzipped=True),
        "a.wacz": wacz(),
        "a.eml": mail(),
        "a.txt.gz": gzip.compress(TEXT.encode(), mtime=0),
    }
