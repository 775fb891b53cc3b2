"""The actor registry: from the words of a report to an actor, and back to all names of an actor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from standoff.actors.entries import Entry, Knowledge, State, load_knowledge
from standoff.actors.index import NameIndex
from standoff.actors.names import Word, fold_word, split_words
from standoff.actors.reading import PhraseReader
from standoff.records import Actor, SourceKind

__all__ = ["ActorRegistry"]

_NOBODY = Word("", "\0")


class ActorRegistry:
    """Who there is, by all the names reports give them. Make one with ``load``.

    Every answer depends on the arguments and the data files alone. Look-ups are dictionary look-ups
    and answers are kept, so that asking again costs next to nothing.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._entries = knowledge.entries
        self._states = knowledge.states
        self._index = NameIndex(knowledge)
        self._reader = PhraseReader(self._index)
        self._read = lru_cache(maxsize=65536)(self._reader.read)
        self._fold_token = lru_cache(maxsize=65536)(_token_words)

    @classmethod
    def load(cls, extra: Path | None = None) -> ActorRegistry:
        """The registry that ships with Standoff, with the entries of the user's own file if there is one.

        Raises ``KnowledgeError`` when an entry of a file does not say what it must.
        """
        return _shipped() if extra is None else cls(load_knowledge(Path(extra)))

    def __iter__(self) -> Iterator[Actor]:
        """Every state, then every registered actor once per name, in the order of the files."""
        for state in self._states:
            yield _actor_of(state)
        for entry in self._entries:
            yield entry.actor

    def __len__(self) -> int:
        return len(self._states) + len(self._entries)

    @property
    def states(self) -> Sequence[State]:
        """The states, and the entities that act as states."""
        return self._states

    @property
    def entries(self) -> Sequence[Entry]:
        """The registered groups, bodies, outlets and persons, without the states."""
        return self._entries

    def names_in_small_letters(self, words: Sequence[str]) -> Iterator[int]:
        """The words, of some that follow each other, that lack the capital of a group's name which nothing else goes
        by.

        >>> list(ActorRegistry.load().names_in_small_letters("the shining path and the free army".split()))
        [1, 2]
        """
        keys = [fold_word(word) for word in words]
        at = 0
        while at < len(keys):
            forms = self._index.unmistakable.get(keys[at], ())
            fitting = [form for form in forms if [key for key, _ in form] == keys[at : at + len(form)]]
            longest = max(fitting, key=len, default=())
            yield from (at + i for i, (_, has_capital) in enumerate(longest) if has_capital and words[at + i].islower())
            at += len(longest) or 1

    def resolve(self, text: str, *, country: str | None = None, on: date | None = None) -> Actor | None:
        """Who a noun phrase is about.

        ``country`` (ISO 3166-1 alpha-3) is the country of the story: it decides between actors of one name
        and says whose "the army" is. ``on`` is the day, for names that changed hands.

        >>> registry = ActorRegistry.load()
        >>> registry.resolve("a Russian military vehicle").id
        'RUS-MIL'
        >>> registry.resolve("government forces", country="SYR").name
        'Armed forces of Syria'
        >>> registry.resolve("a yellow flower") is None
        True
        """
        reading = self._read(text, country, on)
        return reading.actor if reading else None

    def country_of(self, text: str) -> str | None:
        """The country that a name, an adjective or a capital belongs to, as ISO 3166-1 alpha-3.

        >>> ActorRegistry.load().country_of("Anakra")
        'TUR'
        """
        reading = self._read(text, None, None)
        return reading.actor.country if reading and reading.actor else None

    def source_kind(self, text: str) -> SourceKind | None:
        """What kind of source a phrase names, or ``None`` when it tells us nothing.

        >>> registry = ActorRegistry.load()
        >>> registry.source_kind("witnesses"), registry.source_kind("Reuters"), registry.source_kind("Ankara")
        ('unnamed', 'agency', 'state')
        """
        reading = self._read(text, None, None)
        return reading.source if reading else None

    def party_of(self, text: str) -> str | None:
        """The party whose word a source carries: a country's code or an actor's id; ``None`` if of no party.

        >>> registry = ActorRegistry.load()
        >>> registry.party_of("the Pentagon"), registry.party_of("SANA"), registry.party_of("Amaq")
        ('USA', 'SYR', 'ISIS')
        """
        reading = self._read(text, None, None)
        return reading.party if reading else None

    def aliases_of(self, actor_id: str) -> tuple[str, ...]:
        """Every name under which an actor is registered, its usual one first; empty for an unknown id."""
        names: dict[str, None] = {}
        for state in self._states:
            if state.id == actor_id:
                names |= dict.fromkeys((state.bare_name, *state.aliases))
        for entry in self._entries:
            if entry.actor.id == actor_id and entry.kind != "person":
                names |= dict.fromkeys((entry.actor.name, *entry.aliases))
        return tuple(names)

    def id_of(self, name: str) -> str | None:
        """The id of whoever goes by just this name or id, in whatever case: what a user asks for.

        >>> registry = ActorRegistry.load()
        >>> registry.id_of("Russia"), registry.id_of("rus-mil"), registry.id_of("the Taliban"), registry.id_of("Ivan")
        ('RUS', 'RUS-MIL', 'AFG-TALIBAN', None)
        """
        return _ids_of(self).get(name.casefold().strip().removeprefix("the "))

    def country_called(self, name: str) -> str | None:
        """The country of just this name, as ISO 3166-1 alpha-3.

        >>> ActorRegistry.load().country_called("syria"), ActorRegistry.load().country_called("Manbij")
        ('SYR', None)
        """
        uid = self.id_of(name)
        return next((state.id for state in self._states if state.id == uid == state.country), None)

    def kind_of(self, actor: Actor) -> str | None:
        """The registered kind of an actor ("armed_group", "outlet", ...), "state" for a state, else ``None``."""
        return self._kinds.get((actor.id, actor.name))

    @property
    def _kinds(self) -> dict[tuple[str, str], str]:
        return _kinds_of(self)

    def mentions(self, words: Sequence[str], *, country: str | None = None) -> list[tuple[int, int, Actor]]:
        """The runs of tokens that name somebody, as ``(first, last + 1, actor)``, longest first match, left to right.

        Found are registered names, states, and bodies of states ("Russian Military Police"); not found are
        adjectives and capitals alone.

        >>> [(a, b, x.id) for a, b, x in ActorRegistry.load().mentions("the Free Syrian Army said".split())]
        [(1, 4, 'SYR-FSA')]
        """
        folded: list[Word] = []
        owner: list[int] = []
        for number, token in enumerate(words):
            for word in self._fold_token(token):
                if word is _NOBODY:
                    if folded:
                        folded[-1] = _tied(folded[-1])
                    continue
                folded.append(word)
                owner.append(number)
        found: list[tuple[int, int, Actor]] = []
        at = 0
        while at < len(folded):
            match = self._index.match(folded, at, country=country, on=None)
            if match is None or self._reader.is_mistaken(folded, match):
                at += 1
                continue
            end, actor = match.end, None
            if isinstance(match.target, State):
                reading, end = self._reader.body_after(folded, match)
                actor = reading.actor if reading else _actor_of(match.target) if match.role == "name" else None
            else:
                actor = match.target.actor
            if actor is not None:
                found.append((owner[at], owner[end - 1] + 1, actor))
            at = end
        return found


def _actor_of(state: State) -> Actor:
    return Actor(state.id, state.bare_name, state.country, "GOV")


def _tied(word: Word) -> Word:
    return split_words(f"{word.raw}-x")[0]


def _token_words(token: str) -> tuple[Word, ...]:
    if token in ("-", "–", "‑", "‐"):
        return (_NOBODY,)
    if token in ("'s", "’s", "'"):
        return ()
    found = tuple(split_words(token))
    return (*found, _NOBODY) if token.endswith("-") and found else found


@cache
def _shipped() -> ActorRegistry:
    return ActorRegistry(load_knowledge())


@cache
def _ids_of(registry: ActorRegistry) -> dict[str, str]:
    ids: dict[str, str] = {}
    for actor in registry:
        for name in (actor.id, actor.name, *registry.aliases_of(actor.id)):
            ids.setdefault(name.casefold(), actor.id)
    return ids


@cache
def _kinds_of(registry: ActorRegistry) -> dict[tuple[str, str], str]:
    kinds = {(state.id, state.bare_name): "state" for state in registry._states}
    return kinds | {(entry.actor.id, entry.actor.name): entry.kind for entry in registry.entries}
