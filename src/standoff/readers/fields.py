"""From the named fields of an object or a row to a report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from standoff.languages.days import read_day
from standoff.readers.item import Item
from standoff.readers.reader import Found, form_report, rejected
from standoff.records import Origin

__all__ = ["read_fields", "usual_names"]

_SEPARATORS = re.compile(r"[;|]|,\s")
_USUAL = {
    "text": ("text", "body", "content", "article", "article_text", "article_content", "full_text", "fulltext",
             "maintext", "body_text", "articlebody", "story", "report", "notes"),
    "title": ("title", "headline", "subject", "article_title", "heading"),
    "publisher": ("publisher", "source", "outlet", "newspaper", "site", "sitename", "site_name", "source_name",
                  "publication", "domain"),
    "published_on": ("published_on", "date", "published", "pub_date", "pubdate", "publish_date", "date_publish",
                     "published_at", "date_published", "datepublished", "publication_date", "publishedat", "day",
                     "datetime", "timestamp"),
    "byline": ("byline", "author", "authors", "creator", "writer", "journalist"),
    "url": ("url", "link", "permalink", "source_url", "article_url", "uri", "web_url"),
    "language": ("language", "lang"),
    "id": ("id", "report_id", "article_id", "uid", "uuid", "guid"),
    "tags": ("tags", "keywords", "categories", "category", "section"),
    "media": ("media", "image", "images", "image_url", "video", "top_image"),
    "origin": ("origin", "original_source", "agency", "wire"),
}  # fmt: skip


def usual_names(names: Iterable[str]) -> dict[str, str]:
    """Which of some names holds each field of a report; of several that could be one field, that which is listed first.

    >>> usual_names(["Headline", "articleBody", "pub-date", "views"])
    {'text': 'articleBody', 'title': 'Headline', 'published_on': 'pub-date'}
    """
    given = {_plain(name): name for name in names}
    found = {field: next((given[name] for name in usual if name in given), None) for field, usual in _USUAL.items()}
    return {field: name for field, name in found.items() if name is not None}


def _plain(name: str) -> str:
    return name.strip().lstrip("\ufeff").lower().replace(" ", "_").replace("-", "_")


def read_fields(
    item: Item, fields: Mapping[str, Any], raw: bytes, *, part: str | None, note: str | None = None
) -> Iterator[Found]:
    """The report of an object with the fields of the contract (``docs/reference/records.md``), by their own names or
    the usual ones; others are ignored."""
    given, fields = fields, {field: fields[name] for field, name in usual_names(map(str, fields)).items()}
    text = fields.get("text")
    if not isinstance(text, str):
        names = ", ".join(sorted(str(name)[:40] for name in given)[:12]) or "nothing"
        yield rejected(item, f'no "text" in it; it has: {names}', part=part)
        return
    own_id = fields.get("id")
    publisher, url = _name(fields.get("publisher")), fields.get("url")
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
        published_on=read_day(fields.get("published_on")),
        origin=_origin(fields.get("origin")),
        language=fields.get("language"),
        tags=_tags(fields.get("tags")),
        media=_strings(fields.get("media")),
        note=note,
        part=part,
    )


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
    return Origin(name, read_day(more.get("published_on")), basis if isinstance(basis, str) else None)


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
