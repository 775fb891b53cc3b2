"""A web page: its main text and what its head says of it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from standoff.languages.days import read_day
from standoff.readers.bounds import MAX_HTML_BYTES
from standoff.readers.encoding import decode
from standoff.readers.item import Item
from standoff.readers.markup import check_nesting, text_of
from standoff.readers.reader import Found, Reader, ReadMember, form_report, rejected, web_address

__all__ = ["HTML_PAGE"]

_SHOWS = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.{0,2000}?-->\s*)*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!doctype\s+html|<html[\s>])",
    re.I | re.S,
)
_FRAGMENT = re.compile(rb"\s*<(?:head|body|title|meta|article|main|div|section|p|h1)[\s>]", re.I)
_CHARSET = re.compile(rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{2,40})", re.I)
_META = re.compile(r"<meta\s[^<>]{1,4000}>", re.I)
_ATTRIBUTE = re.compile(r"([\w:.-]{1,60})\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)')")
_SCRIPT = re.compile(r"<script[^<>]{0,300}ld\+json[^<>]{0,300}>", re.I)
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<>]{1,1000})", re.I)
_HTML_LANGUAGE = re.compile(r"<html[^<>]{0,500}?\slang\s*=\s*[\"']?([\w-]{2,20})", re.I)
_CANONICAL = re.compile(r"<link[^<>]{0,500}rel\s*=\s*[\"']?canonical[\"']?[^<>]{0,500}>", re.I)
_MEDIA = re.compile(r"<(?:video|source|audio|iframe)\s[^<>]{0,1000}?src\s*=\s*[\"']([^\"'<>]{1,1000})", re.I)
_MAX_HEAD_CHARS = 1_000_000
_MAX_SCRIPT_CHARS = 500_000
_LINES = re.compile(r"\s*\n\s*")
_DAY_NAMES = ("article:published_time", "datepublished", "og:published_time", "publishdate", "pubdate", "date",
              "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "sailthru.date", "parsely-pub-date",
              "publish-date", "article.published")  # fmt: skip


@dataclass(slots=True)
class _Head:
    """What the head of a page says; the first to say it counts, JSON-LD before ``meta``."""

    meta: dict[str, str] = field(default_factory=dict)
    linked: dict[str, Any] = field(default_factory=dict)

    def first(self, *names: str) -> str | None:
        return next((self.meta[name] for name in names if self.meta.get(name)), None)


def _shows(head: bytes) -> bool:
    return _SHOWS.match(head) is not None or _FRAGMENT.match(head) is not None


def _read(item: Item, read_member: ReadMember) -> Iterator[Found]:
    del read_member
    from trafilatura import bare_extraction  # takes longer to load than a short report to read
    from trafilatura.settings import Document

    raw = item.whole(MAX_HTML_BYTES)
    declared = _CHARSET.search(raw[:4_096])
    decoded = decode(raw, item.charset or (declared[1].decode("ascii", "replace") if declared else None))
    page = decoded.text.replace("\x00", "\ufffd")
    check_nesting(page)
    head = _read_head(page[:_MAX_HEAD_CHARS])
    extracted = bare_extraction(
        page,
        url=web_address(item.url),
        with_metadata=True,
        include_comments=False,
        favor_recall=True,
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2099-12-31"},
    )
    found: dict[str, Any] = extracted.as_dict() if isinstance(extracted, Document) else {}
    body = _LINES.sub("\n\n", found.get("text") or "").strip() or text_of(page)
    title = _title(page, head, found)
    if not body:
        yield rejected(item, "no text in the page")
        return
    yield from form_report(
        item,
        raw,
        body if title is None or body.startswith(title) else f"{title}\n\n{body}",
        title=title,
        publisher=_text(head.linked.get("publisher"))
        or head.first("og:site_name", "application-name")
        or found.get("sitename"),
        byline=_text(head.linked.get("author"))
        or head.first("author", "article:author", "dc.creator")
        or found.get("author"),
        url=_url(page, head, found) or item.url,
        published_on=read_day(head.linked.get("datePublished"))
        or read_day(head.first(*_DAY_NAMES))
        or read_day(found.get("date")),
        language=_language(page, head),
        tags=_tags(head, found),
        media=_media(page, head),
        note=decoded.note,
    )


def _title(page: str, head: _Head, found: dict[str, Any]) -> str | None:
    titled = _TITLE.search(page)
    title = (
        _text(head.linked.get("headline")) or head.first("og:title", "dc.title", "twitter:title") or found.get("title")
    )
    title = title or (html.unescape(titled[1]) if titled else None)
    return " ".join(title.split())[:1_000] if isinstance(title, str) and title.strip() else None


def _url(page: str, head: _Head, found: dict[str, Any]) -> str | None:
    link = _CANONICAL.search(page[:_MAX_HEAD_CHARS])
    canonical = _attributes(link.group()).get("href") if link else None
    return next((u for u in map(web_address, (canonical, head.first("og:url"), found.get("url"))) if u), None)


def _language(page: str, head: _Head) -> str | None:
    declared = _HTML_LANGUAGE.search(page[:_MAX_HEAD_CHARS])
    return _text(head.linked.get("inLanguage")) or (declared[1] if declared else None) or head.first("og:locale")


def _tags(head: _Head, found: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    keywords = head.linked.get("keywords") or head.first("news_keywords", "keywords", "article:tag")
    words = keywords if isinstance(keywords, list) else (keywords or "").split(",") if isinstance(keywords, str) else []
    section = _text(head.linked.get("articleSection")) or head.first("article:section")
    given = {
        "keywords": tuple(w.strip() for w in words if isinstance(w, str)),
        "section": (section,) if section else (),
    }
    return {key: values for key, values in given.items() if values} or {"keywords": tuple(found.get("tags") or ())}


def _media(page: str, head: _Head) -> list[str]:
    links = [head.first("og:video", "og:video:url"), head.first("og:image"), *(m[1] for m in _MEDIA.finditer(page))]
    return [html.unescape(link) for link in links if link]


def _read_head(page: str) -> _Head:
    head = _Head()
    for match in _META.finditer(page):
        attributes = _attributes(match.group())
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        if name and attributes.get("content"):
            head.meta.setdefault(name.lower(), attributes["content"])
    for match in _SCRIPT.finditer(page):
        end = page.find("<", match.end())
        end = page.find("</script", match.end()) if end >= 0 else -1
        if end < 0:
            break
        if end - match.end() <= _MAX_SCRIPT_CHARS:
            _take_linked(head, page[match.end() : end])
    return head


def _take_linked(head: _Head, script: str) -> None:
    """Keep the JSON-LD object that describes an article."""
    try:
        waiting: list[Any] = [json.loads(script.strip())]
    except (ValueError, RecursionError):
        return
    for _ in range(200):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting.extend(value[:50])
        elif isinstance(value, dict):
            if "datePublished" in value or "headline" in value:
                for key, element in value.items():
                    head.linked.setdefault(key, element)
                return
            waiting.extend(v for v in value.values() if isinstance(v, dict | list))


def _attributes(tag: str) -> dict[str, str]:
    return {m[1].lower(): html.unescape(m[2] if m[2] is not None else m[3]) for m in _ATTRIBUTE.finditer(tag)}


def _text(value: Any) -> str | None:
    """The name in a JSON-LD value: a string, an object with a name, or a list of either."""
    if isinstance(value, list):
        return ", ".join(name for name in (_text(v) for v in value[:10] if not isinstance(v, list)) if name) or None
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() or None if isinstance(value, str) else None


HTML_PAGE = Reader("html", (".html", ".htm", ".xhtml"), ("text/html", "application/xhtml+xml"), _shows, _read)
