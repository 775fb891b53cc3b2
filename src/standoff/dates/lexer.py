"""Text to items of one letter each, so that the grammar of days is regular expressions over short strings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from standoff.errors import KnowledgeError
from standoff.languages.language import load_rules

__all__ = ["Item", "Lexicon", "letters_of", "lexicon"]

_FIRST_LETTER = 0x4E00
_SCANNED = (
    "OTHER", "CAPITAL", "BREAK", "ISO", "SLASH", "CLOCK", "DECADE", "NTH", "DAYNUM", "YEAR", "NUM", "COMMA", "STOP",
    "DASH", "POSS",
)  # fmt: skip
_SIGNS = {",": "COMMA", ".": "STOP", "-": "DASH", "–": "DASH", "—": "DASH"}
_TABLES = {
    "MONTH": "months", "WEEKDAY": "weekdays", "WEEKDAYS": "weekdays_in_general", "SEASON": "seasons", "UNIT": "units",
    "UNITS": "units_in_general", "NUMWORD": "numbers", "ORDWORD": "ordinals", "VAGUENUM": "vague_numbers",
}  # fmt: skip
_SCAN = re.compile(
    r"(?P<WORD>[^\W\d_]+)(?!\w)|(?P<COMMA>,)|(?P<POSS>'s(?!\w))"
    r"|(?P<ISO>\d{4}-\d{2}-\d{2}(?![\d-]))|(?P<SLASH>\d{1,2}(?P<_sign>[/.])\d{1,2}(?P=_sign)(?:\d{4}|\d{2})(?![\d/]))"
    r"|(?P<CLOCK>\d{1,2}(?:[:.]\d{2})?\s?(?:[ap]\.m\.|[ap]m)(?!\w)|\d{1,2}:\d{2}(?::\d{2})?(?!\d))"
    r"|(?P<DECADE>\d{3}0'?s(?!\w))|(?P<NTH>\d{1,2}(?:st|nd|rd|th)(?!\w))|(?P<NUM>\d+(?:[,.]\d+)*)(?![^\W_])"
    r"|(?P<SIGN>[^\w\s]|\w+)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Item:
    """A word, number or sign of the clean text, or a run of them that a pattern has found; its letter says of which
    class it is. ``meaning`` turns a found run into days."""

    start: int
    end: int
    text: str
    letter: str
    value: Any = None


class Lexicon:
    """The words of the data file, each with its letter, and the classes of letters that patterns name."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        self.letters: dict[str, str] = {}
        """The letter of each word (small) and of each class of scanned or found items (capitals)."""
        for name in _SCANNED:
            self.letter(name)
        try:
            self.values: dict[str, dict[str, Any]] = {name: dict(rules[table]) for name, table in _TABLES.items()}
            self.words: dict[str, list[str]] = {name: list(words) for name, words in rules["words"].items()}
            feasts = [(kind, dict(rules[kind])) for kind in ("feasts", "islamic_feasts", "easter_feasts")]
            self._short = frozenset(rules["short"]["words"])
            self._small_are_other = frozenset(rules["doubtful"]["without_capital"])
            self.patterns: list[dict[str, Any]] = list(rules["patterns"])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise KnowledgeError(
                f"languages/en/dates.toml: {error} is missing or is not what it must be",
                advice="Restore the file from the release, or add the table.",
            ) from error
        for listed in [*self.values.values(), *self.words.values()]:
            for word in listed:
                self.letter(word)
        for _, named in feasts:
            for word in re.findall(r"[^\W\d_]+", " ".join(named)):
                self.letter(word)
        self.feasts: dict[str, tuple[str, list[int]]] = {
            letters_of(self.lex(name.title())): (kind, rule) for kind, named in feasts for name, rule in named.items()
        }
        """By the letters of its words: of which calendar a feast is, and its numbers there."""

    def letter(self, name: str) -> str:
        """The letter of a word or class, given to it when it is first asked for."""
        return self.letters.setdefault(name, chr(_FIRST_LETTER + len(self.letters)))

    def value(self, name: str, word: str) -> Any:
        """What a word of a table counts as."""
        return self.values[name][word.lower()]

    def letter_of(self, kind: str, text: str) -> str:
        """The letter of something scanned."""
        if kind == "WORD":
            small = text.lower()
            is_small = text[0] == small[0]
            if small in self.letters and not (is_small and small in self._small_are_other):
                return self.letters[small]
            return self.letters["OTHER" if is_small else "CAPITAL"]
        if kind == "NUM":
            if text.isdecimal():
                if len(text) <= 2 and 1 <= int(text) <= 31:
                    return self.letters["DAYNUM"]
                if len(text) == 4 and 1700 <= int(text) <= 2099:
                    return self.letters["YEAR"]
            return self.letters["NUM"]
        if kind == "SIGN":
            return self.letters[_SIGNS.get(text, "OTHER" if text[0].isalnum() else "BREAK")]
        return self.letters[kind]

    def is_short(self, word: str) -> bool:
        """Whether a full stop after the word belongs to it."""
        return word.lower() in self._short

    def lex(self, text: str, breaks: Iterable[int] = ()) -> list[Item]:
        """Every word, number and sign of a text in order, with a break wherever a sentence begins."""
        letter_of, stop, sentence_end = self.letter_of, self.letters["STOP"], self.letters["BREAK"]
        starts = iter(sorted(breaks))
        next_break = next(starts, len(text) + 1)
        items: list[Item] = []
        for found in _SCAN.finditer(text):
            start, end, word = found.start(), found.end(), found[0]
            if start >= next_break:
                items.append(Item(next_break, next_break, "", sentence_end))
                while start >= next_break:
                    next_break = next(starts, len(text) + 1)
            letter = letter_of(found.lastgroup or "SIGN", word)
            if letter == stop and items and items[-1].end == start and self.is_short(items[-1].text):
                items[-1].end = end
                continue
            items.append(Item(start, end, word, letter))
        return items


@cache
def lexicon() -> Lexicon:
    """The lexicon of English days."""
    return Lexicon(load_rules("dates"))


def letters_of(items: Iterable[Item]) -> str:
    return "".join([item.letter for item in items])
