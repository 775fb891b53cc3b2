"""The index of names: dictionary look-ups on folded words, longest match first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from standoff.actors.entries import Body, Entry, Knowledge, State
from standoff.actors.names import Misspellings, Word, fold, loosen, split_words

__all__ = ["Alias", "Match", "NameIndex"]

AliasRole = Literal["name", "demonym", "seat"]
_LONGEST_BODY = 6
_OF_GROUPS = frozenset({"armed_group", "party"})
_LONG_WORD = 6
"""So many letters has a name of one word that is known in small ones."""
_SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "to", "de", "la", "del", "al"})


@dataclass(frozen=True, slots=True)
class Alias:
    """One way to write an actor's name. An acronym must be written as one ("IS", not "is"), and a name that has
    capitals with one of them, unless it ``is_unmistakable``: nothing else goes by its words."""

    target: Entry | State
    role: AliasRole
    is_acronym: bool
    has_capital: bool
    is_unmistakable: bool = False


class Match(NamedTuple):
    """A registered name in a run of words, ``[start, end)``."""

    start: int
    end: int
    target: Entry | State
    role: AliasRole


class NameIndex:
    """Every name, adjective and seat of every entry and state, by folded key."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.wording = knowledge.wording
        self.states = {state.id: state for state in knowledge.states}
        self._aliases: dict[str, list[Alias]] = {}
        self._longest: dict[str, int] = {}
        self.bodies: dict[str, Body] = {}
        self.unmistakable: dict[str, list[tuple[tuple[str, bool], ...]]] = {}
        """The names that are known without their capitals, by their first word: each word, and whether it has one."""
        for body in knowledge.bodies:
            for words in body.words:
                self.bodies.setdefault(fold(words), body)
        self.coalitions = [
            entry for entry in knowledge.entries if entry.kind == "alliance" and entry.actor.id.startswith("COALITION-")
        ]
        for state in knowledge.states:
            self._add_state(state)
        for entry in knowledge.entries:
            for name in (entry.actor.name, *entry.aliases):
                self._add(name, entry, "name")
                if entry.kind == "person" and not name.endswith("s"):
                    self._add(f"{name}s", entry, "name")

    def _add_state(self, state: State) -> None:
        for name in (state.bare_name, *state.aliases):
            self._add(name, state, "name")
        for demonym in state.demonyms:
            self._add(demonym, state, "demonym")
            if not demonym.endswith(("s", "ese", ".")) and len(demonym) > 3:
                self._add(f"{demonym}s", state, "demonym")
        for seat in state.seats:
            self._add(seat, state, "seat")
        # Reports that have lost their apostrophes: "Syrias army".
        if " " not in state.name and not state.name.endswith("s"):
            self._add(f"{state.name}s", state, "demonym")

    def _add(self, name: str, target: Entry | State, role: AliasRole) -> None:
        words = [word for word in split_words(name) if word.key not in "(),;"]
        while len(words) > 1 and words[0].key == "the":
            words = words[1:]
        if not words:
            return
        is_acronym = len(words) == 1 and words[0].is_acronym and len(words[0].key) <= 5
        has_capital = any(word.is_capital for word in words)
        is_unmistakable = has_capital and not is_acronym and self._is_unmistakable(words, target)
        alias = Alias(target, role, is_acronym, has_capital, is_unmistakable)
        if is_unmistakable:
            capitals = tuple((word.key, word.is_capital and word.key not in _SMALL_WORDS) for word in words)
            self.unmistakable.setdefault(words[0].key, []).append(capitals)
        self._put([word.key for word in words], alias)
        if any(word.is_possessive and word.raw[-1] == "s" for word in words):
            self._put([w.key + "s" if w.is_possessive else w.key for w in words], alias)

    def _is_unmistakable(self, words: Sequence[Word], target: Entry | State) -> bool:
        """Whether words in small letters can only be the name: "shining path", "farabundo marti national liberation
        front", "extraditables", but not "islamic state"."""
        kind = target.kind if isinstance(target, Entry) else None
        telling = [word for word in words if word.key not in _SMALL_WORDS]
        is_long = len(telling) > 2 or (kind == "armed_group" and (len(telling) > 1 or len(words[0].key) >= _LONG_WORD))
        name = " ".join(word.key for word in words)
        is_common = name in self.wording.common_names or name in self.wording.ordinary
        return kind in _OF_GROUPS and is_long and not is_common

    def _put(self, keys: list[str], alias: Alias) -> None:
        aliases = self._aliases.setdefault(" ".join(keys), [])
        if all(other.target is not alias.target for other in aliases):
            aliases.append(alias)
            self._longest[keys[0]] = max(len(keys), self._longest.get(keys[0], 0))

    @cached_property
    def _loose(self) -> dict[str, str]:
        # Made at need: most reports hold no name in an unregistered spelling.
        found: dict[str, str | None] = {}
        for key, aliases in self._aliases.items():
            if len(key) >= 5 and not any(alias.is_acronym for alias in aliases):
                loose = loosen(key)
                other = found.setdefault(loose, key)
                if other != key and (other is None or not _share_target(self._aliases[other], aliases)):
                    found[loose] = None
        return {loose: key for loose, key in found.items() if key is not None}

    @cached_property
    def _misspellings(self) -> Misspellings:
        return Misspellings(
            key
            for key, aliases in self._aliases.items()
            if not any(alias.is_acronym for alias in aliases) and (len(key) > 6 or _is_of_state(aliases))
        )

    def aliases(self) -> Iterator[tuple[str, Sequence[Alias]]]:
        """Every key and what it may stand for."""
        yield from self._aliases.items()

    def match(self, words: Sequence[Word], start: int, *, country: str | None, on: date | None) -> Match | None:
        """The longest registered name that begins at a word."""
        longest = self._longest.get(words[start].key)
        if longest is None:
            return None
        end = min(len(words), start + longest)
        keys = [word.key for word in words[start:end]]
        while keys:
            aliases = self._aliases.get(" ".join(keys))
            if aliases is not None:
                chosen = self._choose(aliases, words[start : start + len(keys)], country, on)
                if chosen is not None:
                    return Match(start, start + len(keys), chosen.target, chosen.role)
            keys.pop()
        return None

    def whole(self, words: Sequence[Word], *, country: str | None, on: date | None) -> Match | None:
        """The name that all the words make up, transliterated in another way at need."""
        key = " ".join(word.key for word in words)
        aliases = self._aliases.get(key)
        if aliases is None and len(key) >= 5 and words[0].is_capital:
            aliases = self._aliases.get(self._loose.get(loosen(key), ""))
        chosen = self._choose(aliases, words, country, on) if aliases else None
        return Match(0, len(words), chosen.target, chosen.role) if chosen else None

    def _choose(
        self, aliases: Iterable[Alias], words: Sequence[Word], country: str | None, on: date | None
    ) -> Alias | None:
        best: Alias | None = None
        best_rank: tuple[int, ...] = ()
        is_tied = False
        for alias in aliases:
            if not _is_written(alias, words, self.wording.ordinary):
                continue
            rank = _rank(alias.target, country, on)
            if best is None or rank > best_rank:
                best, best_rank, is_tied = alias, rank, False
            elif rank == best_rank and not isinstance(alias.target, State):
                is_tied = True
        return None if is_tied else best

    def correct(self, word: Word) -> Word | None:
        """The word without its slip of the pen, or in the registered transliteration."""
        if not word.is_capital or len(word.key) < 5 or word.key in self._aliases:
            return None
        if word.key in self.wording.never_misspelt or word.key in self.bodies:
            return None
        key = self._loose.get(loosen(word.key))
        if key is None or " " in key:
            key = self._misspellings.find(word.key)
        return word._replace(key=key) if key is not None else None

    def body(self, words: Sequence[Word], start: int, end: int) -> tuple[Body, int] | None:
        """The longest body phrase that ends at ``end``, and how many words it has."""
        for length in range(min(_LONGEST_BODY, end - start), 0, -1):
            body = self.bodies.get(" ".join(word.key for word in words[end - length : end]))
            if body is not None:
                return body, length
        return None

    def coalition(self, country: str, on: date | None) -> Entry | None:
        """The coalition that "the coalition" means in a story of a country."""
        near = [entry for entry in self.coalitions if country in entry.countries]
        return max(near, key=lambda entry: _rank(entry, country, on), default=None)

    def is_in_body(self, words: Sequence[Word], at: int) -> bool:
        """Whether a word stands inside a body phrase: "of" in "ministry of defence"."""
        for start in range(max(0, at - 2), at):
            keys = [word.key for word in words[start : start + _LONGEST_BODY]]
            if any(" ".join(keys[:end]) in self.bodies for end in range(at - start + 2, len(keys) + 1)):
                return True
        return False

    def knows(self, word: Word) -> bool:
        """Whether a word stands in any list of ours by itself."""
        key = word.key
        wording = self.wording
        return (
            key in self.bodies or key in wording.cuts or key in wording.determiners
            or key in wording.quantities or key in wording.partitives or key in wording.titles
        )  # fmt: skip


def _is_of_state(aliases: Iterable[Alias]) -> bool:
    return any(isinstance(alias.target, State) for alias in aliases)


def _share_target(some: Iterable[Alias], others: Iterable[Alias]) -> bool:
    targets = {id(alias.target) for alias in some}
    return any(id(alias.target) in targets for alias in others)


def _is_written(alias: Alias, words: Sequence[Word], ordinary: frozenset[str]) -> bool:
    if alias.is_acronym:
        word = words[0]
        return word.is_acronym or (len(word.key) >= 4 and word.is_capital and word.key not in ordinary)
    return not alias.has_capital or alias.is_unmistakable or any(word.is_capital for word in words)


def _rank(target: Entry | State, country: str | None, on: date | None) -> tuple[int, ...]:
    if isinstance(target, State):
        return (0, 1, 1)
    is_near = country is not None and (target.actor.country == country or country in target.countries)
    return (int(is_near), int(on is None or target.is_current(on)), target.priority)
