"""The cue words of a language, read from ``languages/<code>/cues.toml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NoReturn

from standoff.errors import KnowledgeError
from standoff.languages.language import load_rules
from standoff.records.attribution import Stance

__all__ = ["Cue", "Cues", "load_cues"]

_FRAMES = frozenset(
    {"clause", "speech", "quotation", "infinitive", "gerund", "object", "as", "passive", "of", "toll", "count"}
)
_TAKEN = frozenset({"as", "for", "on", "to", "with"})
_STANCES = frozenset({"asserts", "denies", "questions"})
_KEYS = frozenset(
    {"name", "frames", "words", "prepositions", "sources", "stance", "negated", "is_report", "needs_more", "never"}
    | {"taken", "of_words", "examples"}
)


@dataclass(frozen=True, slots=True)
class Cue:
    """What a cue says about its source's stance. ``sources`` limits it to kinds of source ("video").

    ``needs_more`` marks verbs whose bare object is not what they say: "called the raid a crime", not "called a
    doctor"; ``taken`` holds the prepositions that may lead to that more; ``never`` the
    objects that the verb takes in another sense. ``of_words`` marks what is said of words alone: "shot down the
    claims", not "shot down a drone".
    """

    stance: Stance
    negated: Stance
    is_report: bool
    sources: frozenset[str] = frozenset()
    needs_more: bool = False
    taken: frozenset[str] = _TAKEN
    never: frozenset[str] = frozenset()
    of_words: bool = False


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues: ``verbs`` gives for a lemma (with its particle, "point out", or object, "wash hand") its frames, and
    ``governed`` its prepositions; ``nouns`` and ``adjectives`` for a lemma the cue and the prepositions that tie
    content to it."""

    verbs: Mapping[str, Mapping[str, Cue]]
    governed: Mapping[str, Mapping[str, Cue]]
    nouns: Mapping[str, tuple[Cue, frozenset[str]]]
    adjectives: Mapping[str, tuple[Cue, frozenset[str]]]
    adverbs: frozenset[str]
    phrases: frozenset[tuple[str, ...]]
    words: Mapping[str, frozenset[str]]


@cache
def load_cues(language: str = "en") -> Cues:
    """The cues of a language, read once. Raises ``KnowledgeError`` for an entry that does not say what it must."""
    rules = load_rules("cues", language)
    verbs: dict[str, dict[str, Cue]] = {}
    governed: dict[str, dict[str, Cue]] = {}
    nouns: dict[str, tuple[Cue, frozenset[str]]] = {}
    adjectives: dict[str, tuple[Cue, frozenset[str]]] = {}
    for entry in _entries(rules, "verb", language):
        for frame in entry.get("frames", ()):
            if frame not in _FRAMES:
                _complain(
                    language, entry, f"has the unknown frame {frame!r}", f"Use one of {', '.join(sorted(_FRAMES))}."
                )
        cue = _cue(entry, language)
        for word in entry["words"]:
            frames = verbs.setdefault(word, {})
            for frame in entry.get("frames", ()):
                frames.setdefault(frame, cue)
            for preposition in entry.get("prepositions", ()):
                governed.setdefault(word, {}).setdefault(preposition, cue)
    for kind, words_of_kind in (("noun", nouns), ("adjective", adjectives)):
        for entry in _entries(rules, kind, language):
            found = (_cue(entry, language), frozenset(entry.get("prepositions", ())))
            for word in entry["words"]:
                words_of_kind.setdefault(word, found)
    adverbs = frozenset(word for entry in _entries(rules, "adverb", language) for word in entry["words"])
    phrases = frozenset(
        tuple(words.split()) for entry in _entries(rules, "phrase", language) for words in entry["words"]
    )
    words = {key: frozenset(value) for key, value in rules.get("words", {}).items()}
    return Cues(verbs, governed, nouns, adjectives, adverbs, phrases, words)


def _entries(rules: dict[str, Any], kind: str, language: str) -> Iterator[dict[str, Any]]:
    for entry in rules.get(kind, ()):
        words = entry.get("words")
        if not isinstance(words, list) or not words or not all(isinstance(word, str) for word in words):
            _complain(language, entry, "has no list of words", "Give the words it is about as a list of strings.")
        unknown = set(entry) - _KEYS
        if unknown:
            _complain(language, entry, f"has the unknown key {min(unknown)!r}", f"Use {', '.join(sorted(_KEYS))}.")
        yield entry


def _cue(entry: dict[str, Any], language: str) -> Cue:
    stance, negated = entry.get("stance", "asserts"), entry.get("negated", "questions")
    for value in (stance, negated):
        if value not in _STANCES:
            _complain(
                language, entry, f"has the unknown stance {value!r}", f"Use one of {', '.join(sorted(_STANCES))}."
            )
    return Cue(
        stance,
        negated,
        bool(entry.get("is_report", True)),
        frozenset(entry.get("sources", ())),
        bool(entry.get("needs_more", False)),
        frozenset(entry.get("taken", _TAKEN)),
        frozenset(entry.get("never", ())),
        bool(entry.get("of_words", False)),
    )


def _complain(language: str, entry: dict[str, Any], what: str, advice: str) -> NoReturn:
    name = entry.get("name") or entry.get("words")
    raise KnowledgeError(f"languages/{language}/cues.toml: the entry {name!r} {what}", advice=advice)
