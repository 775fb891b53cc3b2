"""What every reader is and gives."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from standoff.languages.language import load_rules
from standoff.readers.bounds import MAX_LIST_LENGTH, MAX_METADATA_CHARS, MAX_TEXT_CHARS, MIN_LANGUAGE_CHARS
from standoff.readers.item import Item
from standoff.records import Origin, Rejection, Report, content_id

__all__ = ["Found", "ReadMember", "Reader", "form_report", "rejected", "web_address"]

Found = Report | Rejection
ReadMember = Callable[[Item], Iterator[Found]]
"""What a container's reader is given to read its members with."""

_SURROGATES = re.compile("[\ud800-\udfff]")
_UNSEEN = re.compile("[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_WORDS = re.compile(r"[a-z]+")
_MIN_COMMON_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Reader:
    """One kind of input.

    ``shows`` says whether the beginning of an item shows by itself that it is of this kind (then no name counts
    against it); ``suffixes`` and ``media_types`` tell by name where the content does not.
    """

    name: str
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    shows: Callable[[bytes], bool]
    read: Callable[[Item, ReadMember], Iterator[Found]]


def rejected(item: Item, reason: str, *, part: str | None = None) -> Rejection:
    """The rejection of an item or a part of it ("line 3")."""
    return Rejection(stage="read", reason=reason, subject=f"{item.name}, {part}" if part else item.name)


def form_report(
    item: Item,
    raw: bytes,
    text: str,
    *,
    own_id: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
    byline: str | None = None,
    url: str | None = None,
    published_on: date | None = None,
    origin: Origin | None = None,
    language: str | None = None,
    tags: dict[str, tuple[str, ...]] | None = None,
    media: Iterable[str] = (),
    note: str | None = None,
    part: str | None = None,
) -> Iterator[Found]:
    """The report of an item, and a rejection that notes what of it was lost; or a rejection when it has no text.

    ``raw`` are the bytes of this item as received. The text is kept as it is but for lone surrogates, which no
    encoding can hold; metadata lose their control characters and are cut; links are kept when they are http(s).
    """
    text = text if text.isascii() else _SURROGATES.sub("\ufffd", text)
    if len(text) > MAX_TEXT_CHARS:
        yield rejected(item, f"a text of {len(text):,} characters, more than {MAX_TEXT_CHARS:,}: split it", part=part)
        return
    if not any(map(str.isalnum, text)):
        yield rejected(item, "no text in it", part=part)
        return
    title, publisher, address = _line(title), _line(publisher), web_address(url or item.url)
    report = Report(
        id=_line(own_id) or content_id("report", text, title, publisher, address, published_on),
        text=text,
        title=title,
        publisher=publisher,
        byline=_line(byline),
        url=address,
        published_on=published_on,
        origin=origin,
        language=_language_code(language) or guess_language(text),
        tags={k: v for k, v in ((_line(key), _lines(values)) for key, values in (tags or {}).items()) if k and v},
        media=tuple(dict.fromkeys(link for link in map(web_address, media) if link))[:MAX_LIST_LENGTH],
        path=item.name,
        source_bytes=raw,
        sha256=hashlib.sha256(raw).hexdigest(),
        received_at=item.received_at or datetime.now(UTC).replace(microsecond=0),
    )
    yield report
    if note:
        yield Rejection(stage="read", reason=note, report_id=report.id, subject=rejected(item, note, part=part).subject)


def web_address(link: Any) -> str | None:
    """A link when it leads to the web, else ``None``: no ``javascript:``, ``data:`` or ``file:``.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    if not isinstance(link, str) or len(link) > 2 * MAX_METADATA_CHARS:
        return None
    link = _UNSEEN.sub("", _SURROGATES.sub("\ufffd", link)).strip()
    is_web = link[:8].lower().startswith(("http://", "https://")) and len(link) > 8
    return link if is_web and not any(map(str.isspace, link)) else None


def guess_language(text: str) -> str:
    """The ISO 639-1 code of a text's language: English when it is short or full of English function words, else by
    a trained classifier, loaded when it is first needed.

    >>> guess_language("короткий текст")
    'en'
    """
    if len(text) < MIN_LANGUAGE_CHARS:
        return "en"
    sample = text[:4_000]
    words = _WORDS.findall(sample.lower())
    if words and sum(word in _common_words() for word in words) > _MIN_COMMON_SHARE * len(words) and len(words) > 20:
        return "en"
    import py3langid

    return str(py3langid.classify(sample)[0])


@cache
def _common_words() -> frozenset[str]:
    return frozenset(load_rules("layout")["commonest_words"])


def _language_code(language: str | None) -> str | None:
    code = (_line(language) or "").replace("_", "-").split("-")[0].lower()
    return code if 2 <= len(code) <= 3 and code.isascii() and code.isalpha() else None


def _line(value: Any) -> str | None:
    """A piece of metadata as one line of bounded length, ``None`` when it is empty or no text."""
    if not isinstance(value, str):
        return None
    value = _SURROGATES.sub("\ufffd", value[: 4 * MAX_METADATA_CHARS])
    return " ".join(_UNSEEN.sub(" ", value).split())[:MAX_METADATA_CHARS].strip() or None


def _lines(values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for line in map(_line, values) if line))[:MAX_LIST_LENGTH]
