"""Which names of sources in one report are of one voice, so that what it says under one it says under all."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence

from standoff.claims.chains import Chain
from standoff.claims.references import load_reference_words
from standoff.claims.sources import name_of
from standoff.ontology import load_scenes
from standoff.records import Source, SourceKind

__all__ = ["voices_of", "voices_of_chains"]

_NAMELESS: frozenset[SourceKind] = frozenset({"unnamed", "unnamed_official", "video", "document"})
"""Kinds of source that other words of the same kind do not mean for sure: "residents", "residents of Loma"."""
_STATE_CODE = 3
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_OWNS = re.compile(r"['’]s?\Z")


def voices_of(sources: Iterable[Source]) -> dict[str, Hashable]:
    """By what each name is known again, the same for all names of one voice.

    Of one voice are those who speak for the same party, unless that is a state, in which many speak; and a body with
    whom its words name by a part of its name ("the press service", "the federation") or by its letters. A monitor that
    goes by no name ("a Dutch-based war monitor") is the one that the report names, if it names just one.

    >>> from standoff.records import Span
    >>> said = [Source(name, Span("it", 0, 2), kind) for name, kind in (
    ...     ("Sorn Miners Federation", "body"), ("federation", "body"), ("SMF", "body"), ("police", "body"))]
    >>> voices_of(said)["federation"] == voices_of(said)["SMF"] != voices_of(said)["police"]
    True
    """
    known = {source.name: source for source in sources}
    words = {name: frozenset(_words(name)) for name, source in known.items() if source.kind not in _NAMELESS}
    by_word: dict[str, list[str]] = {}
    for name, own in words.items():
        for word in own if len(own) > 1 else ():
            by_word.setdefault(word, []).append(name)
    by_letters = {letters: name for name in words if (letters := _letters(name))}
    found: dict[str, Hashable] = {}
    for name, source in known.items():
        own = words.get(name, frozenset())
        longer = min((by_word.get(word, []) for word in own), key=len, default=[])
        longer = [each for each in longer if own < words[each]]
        whole = longer[0] if len(longer) == 1 and not _is_any_force(own) else by_letters.get(name, name)
        party = known[whole].party or source.party
        found[name] = party if party is not None and not _is_state(party) else whole.casefold()
    named = {found[name] for name, source in known.items() if source.kind == "monitor" and not _is_bare(name)}
    if len(named) == 1:
        (monitor,) = named
        found |= {name: monitor for name in known if _is_bare(name) and _is_monitor(name)}
    return found


def voices_of_chains(chains: Sequence[Sequence[Chain]]) -> list[frozenset[Hashable]]:
    """The voices in which each happening is told in the end; ``None`` is the publisher's own."""
    voices: Mapping[str, Hashable] = voices_of(chain[-1].source for own in chains for chain in own if chain)
    return [frozenset(voices[chain[-1].source.name] if chain else None for chain in own) for own in chains]


def _words(name: str) -> list[str]:
    return [_OWNS.sub("", word) for word in _WORD.findall(name_of(name).casefold())]


def _letters(name: str) -> str | None:
    """The letters by which a name of three words or more may go."""
    letters = "".join(word[0] for word in _WORD.findall(name) if word[0].isupper())
    return letters if len(letters) > 2 else None


def _is_any_force(words: frozenset[str]) -> bool:
    """Whether a force is told by its kind alone: "the army", where another is called the Free Army."""
    known = load_scenes()
    return words <= known["state"] | known["police"] | known["non_state"]


def _is_state(party: str) -> bool:
    return len(party) == _STATE_CODE and party.isupper()


def _is_bare(name: str) -> bool:
    """Whether a source is told by no name: only by what it is, and where it sits."""
    return all(word.islower() or word.endswith("-based") for word in name_of(name).split())


def _is_monitor(name: str) -> bool:
    return name.casefold().endswith(tuple(load_reference_words().monitors))
