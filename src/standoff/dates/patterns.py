"""The grammar: patterns of the data file, applied one after another, each on what the ones before have left."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from standoff.dates.lexer import Item, Lexicon, letters_of, lexicon
from standoff.dates.meanings import MEANINGS, Found
from standoff.errors import KnowledgeError

__all__ = ["FOUND", "Grammar", "compile_pattern", "expressions", "grammar"]

FOUND = ("DAY", "MONTHOF", "YEAROF", "PERIOD", "RANGE", "NEAR", "STEP", "BOUND", "VAGUELY", "WITH_PREPOSITION")
"""What patterns give that is a date expression; other things they give are parts of one."""
_SETS = {
    "N": ("NUMBER", "NUMWORD", "DAYNUM", "NUM"),
    "ANY": ("DAY", "MONTHOF", "YEAROF", "PERIOD", "RANGE", "NEAR", "STEP"),
}
_TELLING = (
    "MONTH", "WEEKDAY", "WEEKDAYS", "SEASON", "UNIT", "UNITS", "ISO", "SLASH", "YEAR", "DECADE", "NTH", "PART",
    "MOMENT", "today", "tonight", "yesterday", "tomorrow", "overnight", "recently", "lately", "time", "anniversary",
    "eve", "then", "quarter",
)  # fmt: skip
_ATOM = re.compile(
    r"\s*(?:(?P<open>\()|(?P<close>\)\??)"
    r"|(?:(?P<slot>[a-z]+)=)?(?P<look>[>!])?(?P<names>[A-Za-z_|]+)(?P<maybe>\?)?)"
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to say when: ``regex`` over letters, and what makes days of what it finds."""

    regex: re.Pattern[str]
    letter: str
    means: Callable[..., Any]
    arguments: Mapping[str, Any]
    only_if: str | None


@dataclass(frozen=True, slots=True)
class Grammar:
    """All patterns in their order, and which letters a date expression cannot do without."""

    patterns: tuple[Pattern, ...]
    far: re.Pattern[str]
    """A run of words that no pattern knows."""
    telling: re.Pattern[str]
    """A word without which there is no date expression near."""
    found: frozenset[str]


def compile_pattern(like: str, words: Lexicon, given: Container[str]) -> str:
    """A regular expression over letters. Raises ``KnowledgeError`` where the pattern does not follow the rules."""
    parts: list[str] = []
    at = 0
    while at < len(like.rstrip()):
        atom = _ATOM.match(like, at)
        if atom is None or atom.end() == at:
            raise KnowledgeError(
                f"languages/en/dates.toml: the pattern {like!r} cannot be read from {like[at:]!r} on",
                advice="The head of the file says how patterns are written.",
            )
        at = atom.end()
        if atom["open"]:
            parts.append("(?:")
        elif atom["close"]:
            parts.append(atom["close"])
        else:
            choice = _choice(atom["names"].split("|"), words, given, like)
            if atom["look"]:
                choice = f"(?{'=' if atom['look'] == '>' else '!'}{choice})"
            elif atom["slot"]:
                choice = f"(?P<{atom['slot']}>{choice})"
            parts.append(choice + (atom["maybe"] or ""))
    return "".join(parts)


def _choice(names: list[str], words: Lexicon, given: Container[str], like: str) -> str:
    letters: list[str] = []
    runs: list[str] = []
    for name in names:
        if name == "FEAST":
            runs += sorted(words.feasts, key=len, reverse=True)
        elif name in _SETS:
            letters += _choice(list(_SETS[name]), words, given, like).strip("[]")
        elif name in words.words or name in words.values:
            letters += [words.letter(word) for word in (words.words.get(name) or words.values[name])]
        elif name.islower() or name in words.letters or name in given:
            letters.append(words.letter(name))
        else:
            raise KnowledgeError(
                f"languages/en/dates.toml: in the pattern {like!r}, {name} is no class of words nor given",
                advice="Correct its name, or add it to [words].",
            )
    if runs:
        return "(?:" + "|".join(runs) + ")"
    return letters[0] if len(letters) == 1 else "[" + "".join(dict.fromkeys(letters)) + "]"


@cache
def grammar() -> Grammar:
    """The grammar of English days, made once a process."""
    words = lexicon()
    given = {rule["gives"] for rule in words.patterns} | set(_SETS) | {"FEAST"}
    patterns = tuple(
        Pattern(
            re.compile(compile_pattern(like, words, given)),
            words.letter(rule["gives"]),
            _meaning(rule["means"]),
            {k: v for k, v in rule.items() if k not in ("like", "gives", "means", "only_if")},
            rule.get("only_if"),
        )
        for rule in words.patterns
        for like in _listed(rule["like"])
    )
    far = "".join(words.letters[name] for name in ("OTHER", "CAPITAL", "BREAK", "STOP", "COMMA", "POSS"))
    telling = "".join(_choice([name], words, given, name).strip("()?:|[]") for name in _TELLING)
    telling += "".join(feast[0] for feast in words.feasts)
    return Grammar(
        patterns,
        re.compile(f"[{far}]{{3,}}"),
        re.compile(f"[{telling}]"),
        frozenset(words.letter(name) for name in FOUND),
    )


def expressions(
    text: str, breaks: Iterable[int], is_doubtful: Callable[[str, Sequence[Item], int, int], bool]
) -> list[Item]:
    """The date expressions of a clean text, in order, each with its meaning.

    ``breaks`` are the offsets at which sentences begin. ``is_doubtful`` is asked, with the name of a check, the
    items and where in them the expression begins and ends, about words that are often something else.
    """
    rules = grammar()
    items = _islands(lexicon().lex(text, breaks), rules)
    letters = letters_of(items)
    for pattern in rules.patterns:
        items, letters = _reduce(items, letters, pattern, is_doubtful)
    return [item for item in items if item.letter in rules.found and item.value is not None]


def _islands(items: list[Item], rules: Grammar) -> list[Item]:
    """The items without most of the words that no pattern knows: dates are few, and patterns many."""
    letters = letters_of(items)
    kept: list[Item] = []
    start = 0
    for far in [*rules.far.finditer(letters), None]:
        end = far.start() + 1 if far else len(letters)
        if rules.telling.search(letters, start, end):
            kept += items[start:end]
        start = far.end() - 1 if far else end
    return kept


def _reduce(
    items: list[Item], letters: str, pattern: Pattern, is_doubtful: Callable[[str, Sequence[Item], int, int], bool]
) -> tuple[list[Item], str]:
    """The items with every run that the pattern finds made one."""
    reduced: list[Item] = []
    at = 0
    for found in pattern.regex.finditer(letters):
        start, end = found.span()
        if pattern.only_if is not None and is_doubtful(pattern.only_if, items, start, end):
            continue
        slots = {
            name: items[found.start(name) : found.end(name)] for name in found.groupdict() if found.start(name) >= 0
        }
        value = pattern.means(Found(lexicon(), items[start:end], slots), **pattern.arguments)
        if value is None:
            continue
        first, last = items[start], items[end - 1]
        words = " ".join(item.text for item in items[start:end])
        reduced += items[at:start]
        reduced.append(Item(first.start, last.end, words, pattern.letter, value))
        at = end
    if not at:
        return items, letters
    reduced += items[at:]
    return reduced, letters_of(reduced)


def _listed(like: str | list[str]) -> list[str]:
    return [like] if isinstance(like, str) else like


def _meaning(name: str) -> Callable[..., Any]:
    if name not in MEANINGS:
        raise KnowledgeError(
            f"languages/en/dates.toml: no meaning is called {name!r}",
            advice="Known are: " + ", ".join(sorted(MEANINGS)),
        )
    return MEANINGS[name]
