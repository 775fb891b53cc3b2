"""The words of harm of a language, read from ``languages/<code>/tolls.toml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NoReturn, get_args

from standoff.errors import KnowledgeError
from standoff.languages.language import load_rules
from standoff.ontology import load_lexicon
from standoff.records import TollKind

__all__ = ["Frame", "Harm", "Phrase", "Words", "load_words"]

Frame = Literal["undergo", "suffer", "states", "counted", "deeds"]
Shape = Literal["base", "s", "past", "participle", "ing", "as is"]
_SHAPES: tuple[Shape, ...] = ("base", "s", "past", "participle", "ing")
_FLAGS = ("weak", "people", "names", "pronouns", "fleeing", "dwellers", "many", "denied")
_ASKING = frozenset({"dwellers", "denied"})
"""Flags of words that tell of harm only of some, or only when denied."""
_HARM_KEYS = frozenset({"what", *get_args(Frame), "unnumbered", *_FLAGS, "unless", "only", "examples"})
_PHRASE_FLAGS = ("weak", "people", "dwellers", "many", "numbered", "denied")
_PHRASE_KEYS = frozenset({"what", "verbs", "nouns", "harmed", "told_as", "links", *_PHRASE_FLAGS, "unless", "examples"})
_THINGS = ("weapon", "aircraft", "vehicle", "place", "building", "violence", "money", "document", "demand", "measure")


@dataclass(frozen=True, slots=True)
class Harm:
    """One form of a word of harm. ``rest`` holds the further words of an entry of several ("down" of "gun down"),
    ``flags`` those of ``_FLAGS`` that the entry sets. With one of ``unless`` right behind it, or said of it or of its
    object ("held the mayor responsible"), it tells of no harm. Where there is ``only``, it tells of harm of numbered
    people of these nouns alone: "two fighters fell"."""

    what: TollKind
    frame: Frame
    shapes: frozenset[Shape]
    rest: tuple[str, ...]
    flags: frozenset[str]
    unless: frozenset[str]
    only: frozenset[str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun that tells of harm together with one of ``verbs`` (forms); ``harmed`` says where the people stand,
    ``flags`` are those of ``_PHRASE_FLAGS`` that the entry sets. Where there are ``links``, the noun stands behind one
    of them."""

    what: TollKind
    verbs: frozenset[str]
    harmed: str
    flags: frozenset[str]
    told_as: frozenset[str]
    links: frozenset[str]
    unless: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """Words of harm by their lower-case form. ``unnumbered`` tell of harm where nobody is named."""

    harm: Mapping[str, tuple[Harm, ...]]
    phrases: Mapping[str, tuple[Phrase, ...]]
    unnumbered: Mapping[str, TollKind]
    totals: Mapping[str, TollKind]
    counts: frozenset[str]
    takers_up: frozenset[str]
    """Nouns for a number that take up the toll told last: "the figure later rose to 13"."""
    before_number: frozenset[str]
    exceeding: frozenset[str]
    put: frozenset[str]
    losses: frozenset[str]
    prices: frozenset[str]
    """Nouns for what a deed cost: "at the | cost | of three of its own"."""
    people: frozenset[str]
    things: frozenset[str]
    collective: frozenset[str]
    units: frozenset[str]
    suspects: frozenset[str]
    tries: frozenset[str]
    """Verbs before "to" with which nobody has done it yet: "tried to flee"."""
    dwellers: frozenset[str]
    wrapping: frozenset[str]
    more: frozenset[str]
    one: frozenset[str]
    many: frozenset[str]
    nobody: frozenset[str]
    parents: frozenset[str]
    aged: frozenset[str]
    """Nouns behind which "of" and a number say how old somebody is: "a girl of nine"."""
    kin: frozenset[str]
    """Nouns that behind a comma are somebody else than the one before, and not who that one is: "woman, | child |"."""
    lines: frozenset[str]
    """Nouns behind which another stands with "of" and is the verb's: "fell in the | line | of duty"."""
    amounts: Mapping[str, int]
    folds: Mapping[str, int]
    ordinals: Mapping[str, int]
    """Words for a place in a row: "the seventh mayor killed this year"."""
    counted: frozenset[str]
    between: frozenset[str]
    asides: frozenset[str]
    longest_aside: int
    parts: Mapping[str, list[tuple[str, ...]]]
    between_parts: frozenset[str]
    wholes: frozenset[str]
    """Numbers that take all of those before: "both of whom"."""
    beside_count: frozenset[str]
    """What may stand beside a number that takes up a toll told before."""
    charging: frozenset[str]
    """Verbs of telling whose object is people and no count of them: "charged two"."""
    fatal: frozenset[str]
    dying: frozenset[str]
    """Verbs whose subject dies, of whatever it is told to have suffered: "died of his injuries"."""
    executes: frozenset[str]
    put_to_death: frozenset[str]
    """Words with which those to whom one of ``executes`` was done were put to death: "against a | wall |"."""
    own_side: frozenset[str]
    none: frozenset[str]
    definite: frozenset[str]
    days: frozenset[str]
    months: frozenset[str]
    ending: frozenset[str]
    """Forms that tell of harm by themselves, and so end the phrase of those before them."""
    marks: frozenset[str]
    """Every form that a toll may hang on."""


@cache
def load_words(language: str = "en") -> Words:
    """The words of a language, read once. Raises ``KnowledgeError`` for an entry that does not say what it must."""
    rules = load_rules("tolls", language)
    forms: Mapping[str, list[str]] = rules["forms"]
    harm: dict[str, list[Harm]] = {}
    unnumbered: dict[str, TollKind] = {}
    for entry in _entries(rules, "harm", _HARM_KEYS, language):
        what: TollKind = entry["what"]
        flags = frozenset(flag for flag in _FLAGS if entry.get(flag))
        unless, only = frozenset(entry.get("unless", ())), frozenset(entry.get("only", ()))
        for frame in get_args(Frame):
            for word in entry.get(frame, ()):
                first, *rest = word.split()
                for form, shapes in _forms(first, frame, forms):
                    harm.setdefault(form, []).append(Harm(what, frame, shapes, tuple(rest), flags, unless, only))
        unnumbered.update(dict.fromkeys(entry.get("unnumbered", ()), what))
    phrases: dict[str, list[Phrase]] = {}
    for entry in _entries(rules, "phrase", _PHRASE_KEYS, language):
        verbs = frozenset(form for verb in entry["verbs"] for form, _ in _forms(verb, "undergo", forms))
        for noun in entry["nouns"]:
            for form, _ in _forms(noun, "counted", forms):
                phrases.setdefault(form, []).append(
                    Phrase(
                        entry["what"], verbs, entry["harmed"],
                        frozenset(flag for flag in _PHRASE_FLAGS if entry.get(flag)),
                        *(frozenset(entry.get(key, ())) for key in ("told_as", "links", "unless")),
                    )
                )  # fmt: skip
    total = rules["total"]
    kinds, nouns = load_lexicon().kinds, rules["nouns"]
    people = kinds["person"] | frozenset(nouns["people"])
    totals = {word: what for what in get_args(TollKind) for word in total.get(what, ())}
    openers = [tuple(words.split()) for words in rules["part"]["openers"]]
    return Words(
        harm={form: tuple(sorted(entries, key=lambda each: -len(each.rest))) for form, entries in harm.items()},
        phrases={form: tuple(entries) for form, entries in phrases.items()},
        unnumbered=unnumbered,
        totals=totals,
        counts=frozenset(total["counts"]),
        takers_up=frozenset(total["taken_up_by"]),
        before_number=frozenset(total["before_number"]),
        exceeding=frozenset(total["exceeding"]),
        put=frozenset(total["put"]),
        losses=frozenset(total["losses"]),
        prices=frozenset(total["prices"]),
        people=people,
        things=frozenset().union(
            *(kinds[kind] for kind in _THINGS), *(nouns[key] for key in ("things", "days", "months"))
        )
        - people,
        collective=frozenset(nouns["collective"]),
        units=frozenset(nouns["units"]),
        suspects=frozenset(nouns["suspects"]),
        tries=frozenset(nouns["tries"]),
        dwellers=frozenset(nouns["dwellers"]),
        wrapping=frozenset(nouns["wrapping"]),
        more=frozenset(nouns["more"]),
        one=frozenset(nouns["one"]),
        many=frozenset(nouns["many"]),
        nobody=frozenset(nouns["nobody"]),
        parents=frozenset(nouns["parents"]),
        aged=frozenset(nouns["aged"]),
        kin=frozenset(nouns["kin"]),
        lines=frozenset(nouns["lines"]),
        amounts=nouns["amounts"],
        folds=nouns["folds"],
        ordinals=rules["numbers"]["ordinals"],
        counted=frozenset(form for form, entries in harm.items() if any(each.frame == "counted" for each in entries)),
        between=frozenset(rules["row"]["between"]),
        asides=frozenset(rules["row"]["asides"]),
        longest_aside=rules["row"]["longest_aside"],
        parts={
            first: [opener for opener in openers if opener[0] == first] for first in {opener[0] for opener in openers}
        },
        between_parts=frozenset(rules["part"]["between"]),
        wholes=frozenset(rules["part"]["wholes"]),
        beside_count=frozenset(rules["taken_up"]["beside"]),
        charging=frozenset(rules["taken_up"]["charging"]),
        fatal=frozenset(nouns["fatal"]),
        dying=frozenset(nouns["dying"]),
        executes=frozenset(nouns["executes"]),
        put_to_death=frozenset(nouns["put_to_death"]),
        own_side=frozenset(nouns["own_side"]),
        definite=frozenset(nouns["definite"]),
        none=frozenset(nouns["none"]),
        days=frozenset(nouns["days"]),
        months=frozenset(nouns["months"]),
        ending=frozenset(
            form for form, entries in harm.items() if any(each.flags.isdisjoint(_ASKING) for each in entries)
        ),
        marks=frozenset(
            {
                *harm,
                *phrases,
                *unnumbered,
                *(word.split()[-1] for word in totals),
                *total["taken_up_by"],
                *total["losses"],
                *total["prices"],
            }
        ),
    )


def _entries(rules: dict[str, Any], kind: str, keys: frozenset[str], language: str) -> Iterator[dict[str, Any]]:
    for entry in rules.get(kind, ()):
        if entry.get("what") not in get_args(TollKind):
            _complain(language, entry, "does not say what the harm is", f"Use one of {', '.join(get_args(TollKind))}.")
        if unknown := set(entry) - keys:
            _complain(language, entry, f"has the unknown key {min(unknown)!r}", f"Use {', '.join(sorted(keys))}.")
        yield entry


def _complain(language: str, entry: dict[str, Any], what: str, advice: str) -> NoReturn:
    words = next((value for value in entry.values() if isinstance(value, list)), None)
    raise KnowledgeError(f"languages/{language}/tolls.toml: the entry {words!r} {what}", advice=advice)


def _forms(word: str, frame: str, irregular: Mapping[str, list[str]]) -> Iterator[tuple[str, frozenset[Shape]]]:
    """The forms of a word in a frame, each with what it can be."""
    if frame == "states":
        yield word, frozenset({"as is"})
    elif frame in ("counted", "deeds"):
        yield word, frozenset({"as is"})
        yield _with_s(word), frozenset({"as is"})
    else:
        made = [word, *irregular.get(word, (_with_s(word), _with_ed(word), _with_ed(word), _with_ing(word)))]
        for form in dict.fromkeys(made):
            yield form, frozenset(shape for shape, each in zip(_SHAPES, made, strict=True) if each == form)


def _with_s(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    if word == "life":
        return "lives"
    return word + ("es" if word.endswith(("s", "sh", "ch", "x")) else "s")


def _with_ed(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ied"
    return word + ("d" if word.endswith("e") else "ed")


def _with_ing(word: str) -> str:
    return (word[:-1] if word.endswith("e") else word) + "ing"
