"""From the named fields of an object or a row to a report, whatever whoever wrote it calls them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from standoff.languages.days import read_day
from standoff.readers.item import Item
from standoff.readers.markup import text_of
from standoff.readers.reader import Found, form_report, rejected
from standoff.records import Origin

__all__ = ["named", "read_fields"]

_SEPARATORS = re.compile(r"[;|]|,\s")

_MARKUP = re.compile(r"<(?:p|br|div|h[1-6]|ul|ol|blockquote)\b[^<>]*>", re.I)
_NAMES = {
    "text": ("text", "body", "content", "article", "article_text", "article_content", "full_text", "fulltext",
             "maintext", "body_text", "bodytext", "articlebody", "story", "report", "notes"),
    "title": ("title", "headline", "subject", "article_title", "heading", "webtitle"),
    "publisher": ("publisher", "source", "outlet", "newspaper", "site", "sitename", "site_name", "source_name",
                  "publication", "domain"),
    "published_on": ("published_on", "date", "published", "pub_date", "pubdate", "publish_date", "date_publish",
                     "published_at", "date_published", "publication_date", "publishedat", "datepublished",
                     "webpublicationdate", "day", "datetime", "timestamp"),
    "byline": ("byline", "author", "authors", "creator", "writer", "journalist"),
    "url": ("url", "link", "permalink", "source_url", "article_url", "uri", "web_url", "weburl"),
    "language": ("language", "lang"),
    "id": ("id", "report_id", "article_id", "uid", "uuid", "guid"),
    "tags": ("tags", "keywords", "categories", "category", "section"),
    "media": ("media", "image", "images", "image_url", "urltoimage", "video", "top_image"),
    "origin": ("origin", "original_source", "agency", "wire"),
}  # fmt: skip
"""What a field is called: by the contract (``docs/reference/records.md``) first, then by others."""
_DAYS = ("published_on", "original", "published", "created")
"""What ReliefWeb and others call the day in an object of several."""


def named(names: Iterable[str]) -> dict[str, list[str]]:
    """Which of these names are of which field, the one to prefer first.

    >>> named(["Headline", "Full Text", "stars", "text"])
    {'text': ['text', 'Full Text'], 'title': ['Headline']}
    """
    plain = {name.strip().lstrip("\ufeff").lower().replace(" ", "_").replace("-", "_"): name for name in names}
    found = {field: [plain[usual] for usual in usuals if usual in plain] for field, usuals in _NAMES.items()}
    return {field: theirs for field, theirs in found.items() if theirs}


def read_fields(
    item: Item, given: Mapping[str, Any], raw: bytes, *, part: str | None, note: str | None = None
) -> Iterator[Found]:
    """The report of an object, with an object ``fields`` in it, or of a row; what is of no field is ignored."""
    inner = given.get("fields")
    given = {**given, **inner} if isinstance(inner, Mapping) else given
    theirs = named(map(str, given))
    fields = {
        field: next((value for value in map(given.get, names) if value not in (None, "", [])), None)
        for field, names in theirs.items()
    }
    texts = [value for value in map(given.get, theirs.get("text", ())) if isinstance(value, str)]
    if not texts:
        names = ", ".join(sorted(str(name)[:40] for name in given)[:12]) or "nothing"
        yield rejected(item, f'no "text" in it; it has: {names}', part=part)
        return
    text = next(filter(str.strip, texts), "")
    if text != given.get("text") and _MARKUP.search(text):
        text = text_of(text)
    own_id = fields.get("id")
    publisher, url = _names(fields.get("publisher")), fields.get("url")
    if publisher and publisher.startswith(("http://", "https://")):  # "source: https://..."
        publisher, url = None, url or publisher
    yield from form_report(
        item,
        raw,
        text,
        own_id=str(own_id) if isinstance(own_id, str | int) and not isinstance(own_id, bool) else None,
        title=fields.get("title"),
        publisher=publisher,
        byline=_names(fields.get("byline")),
        url=url,
        published_on=_day(fields.get("published_on")),
        origin=_origin(fields.get("origin")),
        language=fields.get("language"),
        tags=_tags(fields.get("tags")),
        media=_strings(fields.get("media")),
        note=note,
        part=part,
    )


def _day(value: Any) -> date | None:
    if isinstance(value, Mapping):
        value = next((value[name] for name in _DAYS if value.get(name)), None)
    return read_day(value)


def _name(value: Any) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("name")
    return value if isinstance(value, str) else None


def _names(value: Any) -> str | None:
    if isinstance(value, list):
        return ", ".join(name for name in map(_name, value[:20]) if name) or None
    return _name(value)


def _origin(value: Any) -> Origin | None:
    name = (_name(value) or "").strip()[:200]
    if not name:
        return None
    more = value if isinstance(value, Mapping) else {}
    basis = more.get("basis")
    return Origin(name, _day(more), basis if isinstance(basis, str) else None)


def _tags(value: Any) -> dict[str, tuple[str, ...]]:
    if isinstance(value, Mapping):
        return {str(key): _strings(values) for key, values in list(value.items())[:50]}
    return {"tags": _strings(value)} if value else {}


def _strings(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(part.strip() for part in _SEPARATORS.split(value[:10_000]) if part.strip())
    if isinstance(value, list):
        return tuple(part for part in map(_link_or_name, value[:1_000]) if part)
    return ()


def _link_or_name(value: Any) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("url") or value.get("name")
    return value if isinstance(value, str) else None
