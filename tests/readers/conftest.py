"""Inputs of our own writing, in every format."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from standoff.readers import read_reports
from standoff.records import Rejection, Report

BODY = (
    "Two shells hit the bridge of Sorn on Tuesday, killing three soldiers, the governor said. "
    "A spokesman for the Coast Brigade denied that its guns had fired. The road to the harbour was closed for the "
    "night, and residents of the lower town were told to stay in their cellars until the morning.\n\n"
    "According to the hospital of Sorn, nine people were wounded. It was the third attack on the bridge this month."
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Shells hit the bridge of Sorn | Valley News</title>
<meta property="og:site_name" content="Valley News"><meta property="og:title" content="Shells hit the bridge of Sorn">
<meta property="article:published_time" content="2021-05-04T09:00:00+02:00"><meta name="author" content="Ada Brandt">
<link rel="canonical" href="https://valley.example/sorn"></head><body><nav><a href="/">Home</a> <a href="/war">War</a></nav>
<article><h1>Shells hit the bridge of Sorn</h1><p>{BODY.replace(chr(10) * 2, "</p><p>")}</p></article>
<footer>Copyright 2021 Valley News</footer></body></html>"""


def warc_of(*pages: tuple[str, str, bytes], gzip: bool = True) -> bytes:
    """A WARC of (url, media type, body) answers."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzip)
    for url, media_type, body in pages:
        headers = StatusAndHeaders("200 OK", [("Content-Type", media_type)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                url,
                "response",
                payload=io.BytesIO(body),
                http_headers=headers,
                warc_headers_dict={"WARC-Date": "2021-05-05T10:00:00Z"},
            )
        )
    return out.getvalue()


def wacz_of(**members: bytes) -> bytes:
    """A WACZ with a data package and the members given (``__`` in a name stands for ``/`` and ``_`` for a dot)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("datapackage.json", json.dumps({"profile": "data-package"}))
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str, bytes | str], list[Report | Rejection]]:
    """Write a file and read it."""

    def read_file(name: str, content: bytes | str) -> list[Report | Rejection]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return list(read_reports([str(path)]))

    return read_file


@pytest.fixture
def read_one(read: Callable[[str, bytes | str], list[Report | Rejection]]) -> Callable[[str, bytes | str], Report]:
    """Write a file that holds one report and read it."""

    def read_single(name: str, content: bytes | str) -> Report:
        found = read(name, content)
        assert len(found) == 1, found
        assert isinstance(found[0], Report), found[0]
        return found[0]

    return read_single
