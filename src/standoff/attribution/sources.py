"""Who a source is: the words that name it, and what kind of source they name."""

from __future__ import annotations

import re
from functools import cache
from typing import Protocol, get_args

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from standoff.attribution.cues import load_cues
from standoff.records import THINGS, Source, SourceKind, Span

__all__ = ["SPEAKERS", "Registry", "can_speak", "is_kind", "is_press_name", "is_thing", "make_source"]

_ARTICLE = re.compile(r"^(?:the|a|an|this|that|these|those|another|some)\s+", re.IGNORECASE)
_TIME = re.compile(r"^\d{1,2}[:.]\d{2}\s+(?:[-–—]\s+)?")
_TAIL = re.compile(r"(?:['’]s|['’])$|[\s,]+$")
_PERSONS = frozenset(
    {"i", "he", "she", "we", "they", "who", "him", "her", "them", "those", "some", "many", "others", "another"}
)
SPEAKERS: frozenset[str] = frozenset(get_args(SourceKind))
"""Every kind of source."""
_MEASURES = frozenset({"DATE", "TIME", "QUANTITY", "PERCENT", "MONEY"})
_MAX_NAME_CHARS = 120


class Registry(Protocol):
    """What this stage asks of the actor registry."""

    def source_kind(self, text: str) -> SourceKind | None: ...
    def party_of(self, text: str) -> str | None: ...


def make_source(span: Span, named: TokenSpan, registry: Registry | None) -> Source:
    """The source at ``span``; ``named`` are the words that name it (its head phrase)."""
    name = clean_name(named.text) or span.text
    kind = registry.source_kind(name) if registry else None
    return Source(name, span, kind or _kind_by_words(named), registry.party_of(name) if registry else None)


@cache
def _word_kinds() -> dict[str, SourceKind]:
    kinds: dict[str, SourceKind] = {}
    words = load_cues().words
    order: tuple[SourceKind, ...] = (
        "unnamed_official",
        "unnamed",
        "video",
        "document",
        "outlet",
        "agency",
        "monitor",
        "state",
        "body",
    )
    for kind in order:
        for word in words.get(kind, ()):
            kinds.setdefault(word, kind)
    return kinds


def clean_name(text: str) -> str:
    """A name without a leading article, a genitive ending and what follows a comma.

    >>> clean_name("the ministry's"), clean_name("a spokesman, Ada Brandt,"), clean_name("16:20 The mayor")
    ('ministry', 'spokesman', 'mayor')
    """
    text = _ARTICLE.sub("", _TIME.sub("", text.strip().strip("\"“”'")))
    text = text.split(",")[0] if "," in text else text
    return _TAIL.sub("", _TAIL.sub("", text)).strip()[:_MAX_NAME_CHARS]


def is_press_name(named: TokenSpan) -> bool:
    """Whether a name is one that papers and stations bear: "Meridian News", "Radio Tamazin", "the Valley Gazette"."""
    words = [token for token in named if token.text[:1].isupper()]
    if not words or words[-1].i != named.end - 1 or len(named) - len(words) > 1:
        return False
    borne = load_cues().words["press_name"]
    return words[-1].lower_ in borne or (len(words) > 1 and words[0].lower_ in borne)


def _kind_by_words(named: TokenSpan) -> SourceKind:
    head = named.root
    if is_press_name(named):
        return "outlet"
    kinds = _word_kinds()
    found = kinds.get(head.lemma_.lower()) or kinds.get(head.lower_)
    has_name = any(token.pos_ == "PROPN" and token.ent_type_ == "PERSON" for token in named)
    if found and (not has_name or (found in ("outlet", "agency") and head.pos_ == "NOUN")):  # "the website Al-Safha"
        return found
    if head.ent_type_ == "PERSON" or has_name or head.lower_ in ("he", "she", "i", "who", "him", "her", "his"):
        return "person"
    if head.ent_type_ == "GPE":
        return "state"
    if head.ent_type_ in ("ORG", "NORP", "FAC", "PRODUCT") or head.pos_ == "PROPN":
        return "person" if head.pos_ == "PROPN" and head.ent_type_ not in ("ORG", "NORP") else "body"
    return "unnamed"


def is_kind(head: Token, kinds: frozenset[str]) -> bool:
    """Whether a noun, or a pronoun that could stand for one, is of one of some kinds of source."""
    if head.lower_ in ("they", "it", "which", "that"):
        return head.lower_ == "they"
    found = _word_kinds()
    return found.get(head.lemma_.lower()) in kinds or found.get(head.lower_) in kinds


def is_thing(kinds: frozenset[str]) -> bool:
    """Whether kinds of source are only those of things, which no name and no pronoun stands for."""
    return bool(kinds) and kinds <= THINGS


def can_speak(head: Token, kinds: frozenset[str]) -> bool:
    """Whether a noun can be a source: a name, a word for persons, or a common noun of one of the kinds.

    Where the kinds are only those of things, so must the noun be.
    """
    if is_thing(kinds):
        return is_kind(head, kinds)
    is_person = head.lower_ in _PERSONS or head.lemma_.lower() in load_cues().words["person"]
    is_named = bool(head.ent_type_) and head.ent_type_ not in _MEASURES
    return head.pos_ == "PROPN" or is_person or is_named or is_kind(head, kinds)
