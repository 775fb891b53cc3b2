"""The words by which it is told whether something happened, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from standoff.errors import KnowledgeError
from standoff.languages.language import load_rules
from standoff.records import Certainty, Polarity, Reality

__all__ = ["Modality", "ModalityWords", "load_modality_words"]


@dataclass(frozen=True, slots=True)
class Modality:
    """How a happening is told."""

    polarity: Polarity = "positive"
    certainty: Certainty = "certain"
    reality: Reality = "actual"


@dataclass(frozen=True, slots=True)
class ModalityWords:
    """The word lists of ``modality.toml``, by table and part."""

    tables: dict[str, dict[str, frozenset[str]]]

    def of(self, table: str, part: str = "words") -> frozenset[str]:
        """The words of a part of a table; empty where it has none."""
        return self.tables[table].get(part, frozenset())

    def above(self, part: str) -> frozenset[str]:
        """All words of a part, of whatever table: what is known to stand above happenings."""
        return frozenset().union(*(table.get(part, frozenset()) for table in self.tables.values()))


_TABLES = ("negation", "probable", "possible", "attempted", "planned", "hypothetical", "habitual", "settled")


@cache
def load_modality_words(language: str = "en") -> ModalityWords:
    """The words of a language. Raises ``KnowledgeError`` where the file lacks a table or a list is none."""
    rules: dict[str, Any] = load_rules("modality", language)
    tables: dict[str, dict[str, frozenset[str]]] = {}
    for name in _TABLES:
        table = rules.get(name)
        if not isinstance(table, dict) or not all(isinstance(words, list) for words in table.values()):
            raise KnowledgeError(
                f"languages/{language}/modality.toml: [{name}] is missing or holds something else than lists.",
                advice="Give it lists of words: words, verbs, nouns, adjectives, marks or preps.",
            )
        tables[name] = {part: frozenset(words) for part, words in table.items()}
    return ModalityWords(tables)
