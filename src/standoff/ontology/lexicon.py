"""The event types and the words that tell of them, read from ``types/*.toml``, one file a type."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from standoff.errors import KnowledgeError
from standoff.ontology.acled import sub_event_types

__all__ = [
    "LINKS", "NAMES", "EventType", "Example", "Lexicon", "LightVerbs", "Mode", "Trigger", "load_lexicon", "read_type",
]  # fmt: skip

NAMES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "OTHER",
)  # fmt: skip
FORMS = ("active", "passive", "intransitive", "causative", "of others")
"""``causative`` asks for an infinitive that somebody else does ("made them leave", "were told to leave"), ``of others``
that somebody else is to do what the clause below says ("wants them to leave")."""
ROLES = ("act", "harm", "territory", "disrupt")
LINKS = frozenset({
    "in", "on", "over", "off", "out", "up", "down", "away", "back", "of", "to", "at", "into", "for", "from", "with",
    "against", "by", "as", "upon", "toward", "towards", "behind", "under",
})  # fmt: skip
"""Prepositions and particles: among the words of a trigger they are the verb's own."""
PARTY_LISTS = (
    "mutual", "suffered", "words", "explained", "no_party", "leading", "forces", "attackers", "nobody", "manner",
    "intransitive", "plural", "driven", "part", "intent", "borne", "of_a_vehicle",
)  # fmt: skip
PLACES_OF_TARGETS = ("<object>", "<recipient>", "<within>", "<clause>")
_TRIGGER_KEYS = {
    "role", "mode", "weight", "acled", "form", "suffers", "teller", "verbs", "nouns", "adjectives",
    "object", "not_object", "subject", "not_subject", "context", "not_context",
}  # fmt: skip
_TYPE_KEYS = {
    "type", "recipient", "definition", "acled", "targets", "modes", "mode_words", "triggers", "examples",
    "counterexamples",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mode:
    """A kind within a type; ``acled`` is the nearest ACLED sub-event type, or ``None``."""

    name: str
    definition: str
    acled: str | None


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word, or words, that tell of a happening, and what must stand about them.

    ``words`` are lower-case lemmas, the first of them the verb (for a noun, the last is the head). The
    conditions hold lemmas and, from ``kinds.toml``, all lemmas of a kind; an empty set asks for nothing.
    ``weight`` is how surely the words alone tell of the happening, from 0 to 1. ``suffers`` tells that it is done
    to the subject of the verb ("died", "lost the town"); a preposition among the words then leads to who did it
    ("fell to"). ``teller`` tells that the subject only tells of it ("put the toll at"). ``acled`` is the ACLED
    sub-event type where it is another than the mode's.
    """

    type: str
    mode: str | None
    role: str
    words: tuple[str, ...]
    weight: float
    form: str | None
    object: frozenset[str]
    not_object: frozenset[str]
    subject: frozenset[str]
    not_subject: frozenset[str]
    context: frozenset[str]
    not_context: frozenset[str]
    suffers: bool = False
    teller: bool = False
    acled: str | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that tells of a happening of the type (and mode); for a counterexample, that does not."""

    text: str
    mode: str | None


@dataclass(frozen=True, slots=True)
class EventType:
    """One of PLOVER's types, or ``OTHER``. ``mode_words`` name the mode of a word that is general.

    ``targets`` says where to look for whom it was done to, in order: prepositions, and ``<object>``, ``<recipient>``
    ("gave them", "to them"), ``<within>`` (a party named within the object: "talks with them"), ``<clause>`` (the
    party that a clause below is about: "demanded that they leave").
    """

    name: str
    definition: str
    has_recipient: bool
    acled: str | None
    targets: tuple[str, ...]
    modes: Mapping[str, Mode]
    mode_words: Mapping[str, frozenset[str]]
    triggers: tuple[Trigger, ...]
    examples: tuple[Example, ...]
    counterexamples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class LightVerbs:
    """Verbs that only carry a noun, by the place of the noun; ``carriers`` are nouns that do."""

    object: frozenset[str]
    undergo: frozenset[str]
    occur: frozenset[str]
    averted: frozenset[str]
    cause: frozenset[str]
    noticed: frozenset[str]
    carriers: frozenset[str]
    told: frozenset[str]
    """Carriers by which somebody tells of what they carry."""
    answering: frozenset[str]
    """Nouns and verbs by which one deed answers an earlier one."""
    avowed: frozenset[str]
    """Verbs by which somebody says that the noun was so."""
    told_after: frozenset[str]
    """Verbs that only tell where they stand behind what is said, or in the midst of it."""
    told_to: frozenset[str]
    """Of these, the ones that may name those who are told."""
    passing: frozenset[str]
    """Verbs of who is only on his way when a thing is done to him."""
    interviewing: frozenset[str]
    """Verbs that tell how whoever speaks was asked."""
    made_known: frozenset[str]
    """Verbs under "let" by which somebody only tells."""
    holding: frozenset[str]
    """Verbs that only say how sure it is that the noun was carried."""
    engaged: frozenset[str]
    """Verbs with the noun behind a preposition: "engaged in"."""
    befallen: frozenset[str]
    """Nouns of whoever the noun is done to: "the target of"."""
    states: frozenset[str]
    """Verbs with an adjective that tells: "was left", "was reported"."""
    pasts: frozenset[str]
    """Past forms that look like a present."""
    unknown: frozenset[str]
    """Verbs and adjectives of who does not know."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All types, and their triggers by the lemma that leads them, longest first; nouns by kind (``kinds.toml``),
    by what they say of the parties about them (``parties.toml``), and those that name a happening by themselves."""

    types: Mapping[str, EventType]
    verbs: Mapping[str, tuple[Trigger, ...]]
    nouns: Mapping[str, tuple[Trigger, ...]]
    adjectives: Mapping[str, tuple[Trigger, ...]]
    light: LightVerbs
    kinds: Mapping[str, frozenset[str]]
    parties: Mapping[str, frozenset[str]]
    deeds: frozenset[str]


@cache
def load_lexicon() -> Lexicon:
    """The lexicon that ships with Standoff, read once a process.

    Raises ``KnowledgeError`` when a data file does not say what it must.

    >>> load_lexicon().types["ASSAULT"].modes["drone"].acled
    'Air/drone strike'
    """
    folder = files("standoff.ontology")
    kinds, parties = (
        {
            name: frozenset(_words(file, name, value))
            for name, value in _parse(file, folder.joinpath(file).read_text(encoding="utf-8")).items()
        }
        for file in ("kinds.toml", "parties.toml")
    )
    missing = [name for name in PARTY_LISTS if name not in parties]
    if missing:
        raise _wrong("parties.toml", missing[0], "the list is missing", f"It needs {', '.join(PARTY_LISTS)}.")
    types: dict[str, EventType] = {}
    for path in sorted(folder.joinpath("types").iterdir(), key=lambda path: path.name):
        if path.name.endswith(".toml"):
            found = read_type(path.name, path.read_text(encoding="utf-8"), kinds)
            types[found.name] = found
    missing = [name for name in NAMES if name not in types]
    if missing:
        raise KnowledgeError(
            f"ontology/types has no file for {', '.join(missing)}.", advice="Every type needs a file of its own."
        )
    light = _parse("light_verbs.toml", folder.joinpath("light_verbs.toml").read_text(encoding="utf-8"))
    groups = {key: frozenset(_words("light_verbs.toml", key, light.get(key, []))) for key in LightVerbs.__slots__}
    verbs: dict[str, list[Trigger]] = {}
    nouns: dict[str, list[Trigger]] = {}
    adjectives: dict[str, list[Trigger]] = {}
    for each in types.values():
        for trigger in each.triggers:
            index, head = _home(trigger, verbs, nouns, adjectives)
            index.setdefault(head, []).append(trigger)
    return Lexicon(
        types,
        _ordered(verbs),
        _ordered(nouns),
        _ordered(adjectives),
        LightVerbs(**groups),
        kinds,
        parties,
        _deeds(nouns),
    )


def _deeds(nouns: Mapping[str, list[Trigger]]) -> frozenset[str]:
    """Nouns that name a happening by themselves, with no other word."""
    return frozenset(noun for noun, triggers in nouns.items() if any(len(each.words) == 2 for each in triggers))


def _home(
    trigger: Trigger,
    verbs: dict[str, list[Trigger]],
    nouns: dict[str, list[Trigger]],
    adjectives: dict[str, list[Trigger]],
) -> tuple[dict[str, list[Trigger]], str]:
    part, words = trigger.words[0], trigger.words[1:]
    if part == "verb":
        return verbs, words[0]
    if part == "adjective":
        return adjectives, words[-1]
    if not LINKS.isdisjoint(words[1:]):
        return nouns, words[0]
    return nouns, words[-1]


def _ordered(index: dict[str, list[Trigger]]) -> dict[str, tuple[Trigger, ...]]:
    return {head: tuple(sorted(found, key=_rank)) for head, found in index.items()}


def _rank(trigger: Trigger) -> tuple[int, int, int, float]:
    asks = bool(trigger.object) + bool(trigger.subject) + bool(trigger.context)
    nouns = sum(word not in LINKS for word in trigger.words)
    return (-nouns, -len(trigger.words), -asks, -trigger.weight)


def read_type(file: str, text: str, kinds: Mapping[str, frozenset[str]]) -> EventType:
    """One type from the text of its file. Raises ``KnowledgeError`` naming the file, the entry and what to do."""
    table = _parse(file, text)
    _known(file, "the file", table, _TYPE_KEYS)
    name = table.get("type")
    if name not in NAMES:
        raise _wrong(file, "type", f"{name!r} is no event type", f"Use one of {', '.join(NAMES)}.")
    definition = table.get("definition")
    if not isinstance(definition, str) or not definition.strip():
        raise _wrong(file, "definition", "it is missing", "Say in a sentence what the type means.")
    default = _acled(file, "acled", table.get("acled"))
    modes: dict[str, Mode] = {}
    for mode, entry in table.get("modes", {}).items():
        _known(file, f"modes.{mode}", entry, {"definition", "acled"})
        sub = _acled(file, f"modes.{mode}.acled", entry.get("acled"))
        modes[mode] = Mode(mode, str(entry.get("definition", "")), sub or default)
    mode_words = {
        mode: frozenset(_words(file, f"mode_words.{mode}", words))
        for mode, words in table.get("mode_words", {}).items()
    }
    for mode in mode_words:
        _a_mode(file, "mode_words", mode, modes)
    triggers: list[Trigger] = []
    for number, entry in enumerate(table.get("triggers", []), start=1):
        triggers += _triggers(file, f"triggers[{number}]", name, entry, modes, kinds)
    return EventType(
        name,
        definition,
        bool(table.get("recipient", False)),
        default,
        _targets(file, table.get("targets", [])),
        modes,
        mode_words,
        tuple(triggers),
        _examples(file, "examples", table, modes),
        _examples(file, "counterexamples", table, modes),
    )


def _targets(file: str, value: Any) -> tuple[str, ...]:
    words = tuple(_words(file, "targets", value))
    for word in words:
        if word.startswith("<") and word not in PLACES_OF_TARGETS:
            advice = f"Use prepositions and {', '.join(PLACES_OF_TARGETS)}."
            raise _wrong(file, "targets", f"{word!r} is unknown", advice)
    return words


def _triggers(
    file: str,
    where: str,
    type_: str,
    entry: dict[str, Any],
    modes: Mapping[str, Mode],
    kinds: Mapping[str, frozenset[str]],
) -> list[Trigger]:
    _known(file, where, entry, _TRIGGER_KEYS)
    mode, role, form = entry.get("mode"), entry.get("role", "act"), entry.get("form")
    weight = entry.get("weight", 0.9)
    if mode is not None:
        _a_mode(file, where, mode, modes)
    if role not in ROLES:
        raise _wrong(file, where, f"role {role!r} is unknown", f"Use one of {', '.join(ROLES)}, or leave it out.")
    if form not in (None, *FORMS):
        raise _wrong(file, where, f"form {form!r} is unknown", f"Use one of {', '.join(FORMS)}, or leave it out.")
    if not isinstance(weight, int | float) or not 0 < weight <= 1:
        raise _wrong(file, where, f"weight {weight!r} is out of bounds", "Use a number above 0, up to 1.")
    conditions = {
        key: _condition(file, f"{where}.{key}", entry.get(key, []), kinds)
        for key in ("object", "not_object", "subject", "not_subject", "context", "not_context")
    }
    acled = _acled(file, f"{where}.acled", entry.get("acled"))
    suffers, teller = (entry.get(key, False) for key in ("suffers", "teller"))
    for key, flag in (("suffers", suffers), ("teller", teller)):
        if not isinstance(flag, bool):
            raise _wrong(file, where, f"{key} {flag!r} is neither true nor false", "Use one of them, or leave it out.")
    found = [
        Trigger(
            type_,
            mode,
            role,
            (part, *phrase.split()),
            float(weight),
            form,
            **conditions,
            suffers=suffers,
            teller=teller,
            acled=acled,
        )
        for part, key in (("verb", "verbs"), ("noun", "nouns"), ("adjective", "adjectives"))
        for phrase in _words(file, f"{where}.{key}", entry.get(key, []))
    ]
    if not found:
        raise _wrong(file, where, "it has no words", "Give it verbs, nouns or adjectives.")
    return found


def _condition(file: str, where: str, value: Any, kinds: Mapping[str, frozenset[str]]) -> frozenset[str]:
    words: set[str] = set()
    for word in _words(file, where, value):
        if not word.startswith("<") or word in ("<name>", "<number>", "<person_name>"):
            words.add(word)
        elif word[1:-1] in kinds:
            words |= kinds[word[1:-1]]
        else:
            raise _wrong(file, where, f"{word} is no kind", f"Use one of {', '.join(sorted(kinds))}, or name.")
    return frozenset(words)


def _examples(file: str, key: str, table: dict[str, Any], modes: Mapping[str, Mode]) -> tuple[Example, ...]:
    found = []
    for number, entry in enumerate(table.get(key, []), start=1):
        where = f"{key}[{number}]"
        _known(file, where, entry, {"text", "mode"})
        if not isinstance(entry.get("text"), str):
            raise _wrong(file, where, "it has no text", "Write a sentence of your own.")
        if entry.get("mode") is not None:
            _a_mode(file, where, entry["mode"], modes)
        found.append(Example(entry["text"], entry.get("mode")))
    return tuple(found)


def _parse(file: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(f"ontology: {file} is no TOML: {error}", advice="Correct the line named.") from error


def _words(file: str, where: str, value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
        raise _wrong(file, where, "it must be a list of words", 'Write it as ["word", "two words"].')
    return [word.lower() for word in value]


def _known(file: str, where: str, table: Any, keys: set[str]) -> None:
    if not isinstance(table, dict):
        raise _wrong(file, where, "it must be a table", "Write it as [name] or [[name]] with keys below.")
    unknown = sorted(set(table) - keys)
    if unknown:
        raise _wrong(file, where, f"unknown key {unknown[0]!r}", f"Known keys: {', '.join(sorted(keys))}.")


def _a_mode(file: str, where: str, mode: str, modes: Mapping[str, Mode]) -> None:
    if mode not in modes:
        raise _wrong(file, where, f"{mode!r} is no mode of the type", f"Known modes: {', '.join(modes) or 'none'}.")


def _acled(file: str, where: str, name: str | None) -> str | None:
    if name is not None and name not in sub_event_types():
        raise _wrong(
            file, where, f"{name!r} is no ACLED sub-event type", f"Known: {', '.join(sorted(sub_event_types()))}."
        )
    return name


def _wrong(file: str, where: str, what: str, advice: str) -> KnowledgeError:
    return KnowledgeError(f"ontology: {file}, {where}: {what}.", advice=advice)
