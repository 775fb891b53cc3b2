"""RSS and Atom: one report an entry."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from standoff.errors import FormatError
from standoff.languages.days import read_day
from standoff.readers.bounds import MAX_HTML_DEPTH
from standoff.readers.encoding import decode
from standoff.readers.item import Item
from standoff.readers.markup import text_of
from standoff.readers.reader import Found, Reader, ReadMember, form_report, rejected, web_address
from standoff.records import Origin

__all__ = ["FEED"]

_SHOWS = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?[^>]{0,500}\?>\s*|<!--.{0,2000}?-->\s*|<!DOCTYPE[^>\[]{0,500}(?:\[.{0,2000}?\])?\s*>\s*)*"
    rb"<(?:\w{1,20}:)?(?:rss|feed|RDF)[\s>]",
    re.I | re.S,
)
_DECLARATION = re.compile(r"\s*<\?xml[^<>]{0,500}\?>")
_DECLARED = re.compile(rb"<\?xml[^<>]{0,300}encoding\s*=\s*[\"']([\w.:-]{2,40})", re.I)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#)\b)([a-zA-Z][a-zA-Z0-9]{1,30});")


_DAY_NAMES = ("pubDate", "published", "date", "issued", "updated")


@dataclass(slots=True)
class _Channel:
    title: str | None = None
    language: str | None = None


def _shows(head: bytes) -> bool:
    return _SHOWS.match(head) is not None


def _read(item: Item, read_member: ReadMember) -> Iterator[Found]:
    del read_member
    raw = item.whole()
    declared = _DECLARED.search(raw[:1_000])
    decoded = decode(raw, item.charset or (declared[1].decode("ascii", "replace") if declared else None))
    markup = _NOT_XML.sub("\ufffd", _DECLARATION.sub("", decoded.text, count=1))
    is_plain = "<!ENTITY" not in markup
    markup = _ENTITY.sub(lambda m: html.unescape(m.group()).replace("&", "&amp;"), markup) if is_plain else markup
    channel, entries = _Channel(), 0
    try:
        for entry in _entries(markup, channel):
            entries += 1
            item.budget.spend_member()
            yield from _read_entry(item, entry, channel, f"entry {entries}")
            entry.clear()
    except DefusedXmlException as error:
        raise FormatError(
            "an XML document that declares entities, which no feed needs and bombs are made of"
        ) from error
    except ParseError as error:
        yield rejected(item, f"not valid XML after entry {entries}: {error}")
        return
    if not entries:
        yield rejected(item, "a feed without entries, or XML that is no feed")


def _entries(markup: str, channel: _Channel) -> Iterator[Element]:
    """The entries as they end; the channel's own title and language are kept as they pass."""
    path: list[str] = []
    for event, element in iterparse(io.BytesIO(markup.encode("utf-8")), events=("start", "end")):
        name = _name(element)
        if event == "start":
            path.append(name)
            if len(path) > MAX_HTML_DEPTH:
                raise FormatError(f"more than {MAX_HTML_DEPTH} elements inside one another")
            continue
        path.pop()
        if name in ("item", "entry"):
            yield element
        elif name in ("title", "language") and path and path[-1] in ("channel", "feed"):
            if name == "title":
                channel.title = channel.title or _words(element)
            else:
                channel.language = channel.language or _words(element)


def _read_entry(item: Item, entry: Element, channel: _Channel, part: str) -> Iterator[Found]:
    raw = tostring(entry, encoding="utf-8")
    parts: dict[str, list[Element]] = {}
    for child in entry:
        parts.setdefault(_name(child), []).append(child)
    title = _first(parts, "title")
    body = next((t for t in (_body(parts, n) for n in ("encoded", "content", "description", "summary")) if t), "")
    source = _source(parts)
    yield from form_report(
        item,
        raw,
        f"{title}\n\n{body}" if title and not body.startswith(title) else body,
        title=title,
        publisher=channel.title,
        byline=_byline(parts),
        url=_link(parts),
        published_on=next((day for day in (read_day(_first(parts, name)) for name in _DAY_NAMES) if day), None),
        origin=Origin(source, None, f"source: {source}") if source and source != channel.title else None,
        language=channel.language,
        tags={"category": tuple(c for c in (_words(e) or e.get("term") for e in parts.get("category", [])) if c)},
        media=[e.get("url") or e.get("href") or "" for n in ("content", "enclosure", "thumbnail", "link")
               for e in parts.get(n, []) if n != "link" or e.get("rel") == "enclosure"],
        part=part,
    )  # fmt: skip


def _body(parts: dict[str, list[Element]], name: str) -> str:
    for element in parts.get(name, []):
        if element.get("url"):
            continue  # media:content, a link
        markup = "".join(element.itertext()) if not len(element) else tostring(element, encoding="unicode")
        if text := text_of(markup):
            return text
    return ""


def _link(parts: dict[str, list[Element]]) -> str | None:
    for element in parts.get("link", []):
        link = web_address(
            (element.get("href") if element.get("rel") in (None, "alternate") else None) or _words(element)
        )
        if link:
            return link
    return web_address(_first(parts, "guid")) or web_address(_first(parts, "id"))


def _byline(parts: dict[str, list[Element]]) -> str | None:
    for element in [*parts.get("creator", []), *parts.get("author", [])]:
        name = next((_words(child) for child in element if _name(child) == "name"), None) or _words(element)
        if name:
            return name
    return None


def _source(parts: dict[str, list[Element]]) -> str | None:
    for element in parts.get("source", []):
        return next((_words(child) for child in element if _name(child) == "title"), None) or _words(element)
    return None


def _first(parts: dict[str, list[Element]], name: str) -> str | None:
    return next((words for words in map(_words, parts.get(name, [])) if words), None)


def _words(element: Element) -> str | None:
    return " ".join(text_of("".join(element.itertext())).split()) or None


def _name(element: Element) -> str:
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


FEED = Reader(
    "feed",
    (".rss", ".atom", ".xml", ".rdf"),
    ("application/rss+xml", "application/atom+xml", "application/xml", "text/xml", "application/rdf+xml"),
    _shows,
    _read,
)  # fmt: skip
