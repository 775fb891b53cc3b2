"""Text to tokens of one letter each, so that the grammar of days is regular expressions over short strings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from standoff.errors import KnowledgeError
from standoff.languages.language import load_rules

__all__ = ["Lexicon", "Token", "compile_pattern", "lex", "lexicon"]

_FIRST_CODE = 0x4E00
OTHER, CAPITAL, BREAK = "x", "X", "|"
_FIXED = ("ISO", "SLASH", "CLOCK", "DECADE", "NTH", "DAYNUM", "YEAR", "NUM", "HOLIDAY", "COMMA", "DOT", "DASH", "POSS",
          "MONTH", "WEEKDAY", "SEASON", "UNIT", "NUMWORD", "ORDWORD", "DATE")  # fmt: skip
_SETS = {"NTHS": ("NTH", "ORDWORD"), "CARDINAL": ("DAYNUM", "NUM", "NUMWORD", "YEAR")}


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign: where it stands in the clean text, and the letter of its class."""

    start: int
    end: int
    text: str
    code: str


class Lexicon:
    """The words of the data file, each with the letter of its class."""

    def __init__(self, rules: Mapping[str, object]) -> None:
        self.codes: dict[str, str] = {"OTHER": OTHER, "CAPITAL": CAPITAL, "BREAK": BREAK}
        self.words: dict[str, str] = {}
        for name in _FIXED:
            self._code(name)
        try:
            self.months: dict[str, int] = dict(rules["months"])  # type: ignore[call-overload]
            self.weekdays: dict[str, int] = dict(rules["weekdays"])  # type: ignore[call-overload]
            self.seasons: dict[str, int] = dict(rules["seasons"])  # type: ignore[call-overload]
            self.units: dict[str, str] = dict(rules["units"])  # type: ignore[call-overload]
            self.numbers: dict[str, int] = dict(rules["numbers"])  # type: ignore[call-overload]
            self.ordinals: dict[str, int] = dict(rules["ordinals"])  # type: ignore[call-overload]
            self.holidays: dict[str, list[int]] = dict(rules["holidays"])  # type: ignore[call-overload]
            self.classes: dict[str, list[str]] = dict(rules["words"])  # type: ignore[call-overload]
            self.doubtful: dict[str, list[str]] = dict(rules["doubtful"])  # type: ignore[call-overload]
            self.name_nouns = frozenset(rules["names"]["after"])  # type: ignore[index]
            self.future: dict[str, list[str]] = dict(rules["future"])  # type: ignore[call-overload]
        except (KeyError, TypeError, ValueError) as error:
            raise KnowledgeError(
                f"languages/en/dates.toml: the table {error} is missing or is no table",
                advice="Restore the file from the release, or add the table.",
            ) from error
        for name, words in (("MONTH", self.months), ("WEEKDAY", self.weekdays), ("SEASON", self.seasons), ("UNIT", self.units),
                            ("NUMWORD", self.numbers), ("ORDWORD", self.ordinals)):  # fmt: skip
            for word in words:
                self.words[word] = self.codes[name]
        for name, listed in self.classes.items():
            for word in listed:
                self.words.setdefault(word, self._code(name))
        feasts = "|".join(re.escape(name) for name in sorted(self.holidays, key=len, reverse=True))
        self.scan = re.compile(
            r"(?P<BREAK>\n\s*\n)|(?P<ISO>\d{4}-\d{2}-\d{2}(?![\d-]))|(?P<SLASH>\d{1,2}[/.]\d{1,2}[/.]\d{4}(?!\d))"
            r"|(?P<CLOCK>\d{1,2}(?:[:.]\d{2})?\s?[ap]\.?m\b\.?|\d{1,2}:\d{2}(?::\d{2})?)"
            r"|(?P<DECADE>\d{3}0'?s\b)|(?P<NTH>\d{1,2}(?:st|nd|rd|th)\b)|(?P<NUM>\d+(?:[,.]\d+)*)"
            rf"|(?P<HOLIDAY>\b(?:{feasts})\b)|(?P<POSS>'s\b)|(?P<WORD>[^\W\d_]+)|(?P<SIGN>\S)",
            re.IGNORECASE,
        )
        self._single_case = frozenset(self.doubtful["months"]) | frozenset(self.doubtful["weekdays"])

    def _code(self, name: str) -> str:
        if name not in self.codes:
            self.codes[name] = chr(_FIRST_CODE + len(self.codes))
        return self.codes[name]

    def literal(self, word: str) -> str:
        """The letter of a word that a pattern spells out."""
        if word not in self.words:
            self.words[word] = self._code("=" + word)
        return self.words[word]

    def code_of(self, kind: str | None, text: str) -> str:
        if kind == "WORD":
            lower = text.lower()
            if lower in self._single_case and text[0] == lower[0]:
                return OTHER
            code = self.words.get(lower)
            if code is not None:
                return code
            return CAPITAL if text[0].isupper() else OTHER
        if kind == "NUM":
            if text.isdigit():
                if len(text) <= 2 and 1 <= int(text) <= 31:
                    return self.codes["DAYNUM"]
                if len(text) == 4 and 1900 <= int(text) <= 2099:
                    return self.codes["YEAR"]
            return self.codes["NUM"]
        if kind == "SIGN":
            name = {",": "COMMA", ".": "DOT", "-": "DASH", "–": "DASH", "—": "DASH"}.get(text)
            return self.codes[name] if name else BREAK
        return self.codes[kind or "BREAK"]


@cache
def lexicon() -> Lexicon:
    """The lexicon of English days."""
    return Lexicon(load_rules("dates"))


_NAME = re.compile(r"\(\?P<\w+>|\(\?[:!=]|\(\?<[!=]|[A-Z]{2,}|[a-z]+|\s+")


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """A regular expression whose atoms are classes (``WEEKDAY``) and words (``on``), over letters of tokens."""
    words = lexicon()

    def letter(found: re.Match[str]) -> str:
        atom = found[0]
        if atom.startswith("(?"):
            return atom
        if atom.isspace():
            return ""
        if atom in _SETS:
            return "[" + "".join(words.codes[name] for name in _SETS[atom]) + "]"
        if atom.isupper():
            return re.escape(words.codes[atom])
        return words.literal(atom)

    return re.compile(_NAME.sub(letter, pattern))


def lex(text: str) -> list[Token]:
    """Every word, number and sign of a text, in order."""
    words = lexicon()
    code_of = words.code_of
    return [Token(m.start(), m.end(), m[0], code_of(m.lastgroup, m[0])) for m in words.scan.finditer(text)]
