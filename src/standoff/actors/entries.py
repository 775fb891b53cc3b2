"""The data files of actors read and checked: one line an entry, what they share in the table above them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from standoff.errors import KnowledgeError
from standoff.records import Actor

__all__ = ["KINDS", "SECTORS", "Body", "Entry", "Knowledge", "State", "Wording", "load_knowledge"]

SECTORS = frozenset(
    {"GOV", "MIL", "COP", "JUD", "LEG", "REB", "MIL-ALLIANCE", "IGO", "NGO", "MED", "CVL", "PTY", "CRM", "UNK"}
)
KINDS = frozenset(
    {"armed_group", "alliance", "monitor", "agency", "outlet", "ngo", "igo", "force", "party", "body", "person"}
)
_ID = re.compile(r"[A-Z0-9]+(?:-[A-Z0-9]+)*")
_FIELDS = frozenset({"country", "sector", "kind", "speaks_for", "from", "until", "priority", "countries", "lines"})
_OPTIONS = _FIELDS - {"lines"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A named actor. ``speaks_for`` is the party whose word it carries; dates are those of the name."""

    actor: Actor
    kind: str
    aliases: tuple[str, ...]
    speaks_for: str | None = None
    since: date | None = None
    until: date | None = None
    priority: int = 0
    countries: frozenset[str] = frozenset()
    place: str = field(default="", compare=False)

    def is_current(self, on: date) -> bool:
        """Whether the name was in use on a day, as far as its dates are known."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class State:
    """A state, or an entity that acts as one. ``country`` is the state it lies in, its own id for a state."""

    id: str
    name: str
    demonyms: tuple[str, ...]
    seats: tuple[str, ...]
    aliases: tuple[str, ...]
    country: str | None
    place: str = field(default="", compare=False)

    @property
    def bare_name(self) -> str:
        """The name without its article: "the Gambia" -> "Gambia"."""
        return self.name.removeprefix("the ")


@dataclass(frozen=True, slots=True)
class Body:
    """What a state has, or what people are called: a noun phrase that makes an actor of a state's name."""

    code: str
    sector: str
    name: str
    generic: str
    source: str | None
    speaks: bool
    country_from_story: bool
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """The small words by which a phrase is taken apart; see ``phrases.toml``."""

    determiners: frozenset[str]
    quantities: frozenset[str]
    cuts: frozenset[str]
    links: frozenset[str]
    partitives: frozenset[str]
    ranks: frozenset[str]
    backed: frozenset[str]
    leading: frozenset[str]
    masking: frozenset[str]
    of_government: frozenset[str]
    of_rebels: frozenset[str]
    of_irregulars: frozenset[str]
    titles: frozenset[str]
    ordinary: frozenset[str]
    common_names: frozenset[str]
    never_misspelt: frozenset[str]


@dataclass(frozen=True)
class Knowledge:
    """Everything the data files say."""

    entries: tuple[Entry, ...]
    states: tuple[State, ...]
    bodies: tuple[Body, ...]
    wording: Wording


def load_knowledge(extra: Path | None = None) -> Knowledge:
    """All entries that ship with Standoff and those of the user's own file.

    Raises ``KnowledgeError`` naming the file, the entry, the field and the remedy.
    """
    entries: list[Entry] = []
    states: list[State] = []
    bodies: list[Body] = []
    wording: Wording | None = None
    folder = files("standoff.actors").joinpath("data")
    for resource in sorted(folder.iterdir(), key=lambda each: each.name):
        name = resource.name
        if not name.endswith(".toml") or name == "examples.toml":
            continue
        tables = _tables(name, resource.read_text(encoding="utf-8"))
        if name == "states.toml":
            states.extend(_read_states(name, tables))
        elif name == "bodies.toml":
            bodies.extend(_read_bodies(name, tables))
        elif name == "phrases.toml":
            wording = _read_wording(name, tables)
        else:
            entries.extend(_read_entries(name, tables))
    if wording is None:
        raise KnowledgeError("actors/data/phrases.toml is missing", advice="Install Standoff again.")
    if extra is not None:
        entries.extend(_read_entries(extra.name, _tables(extra.name, _user_text(extra))))
    known = {state.country for state in states}
    for entry in entries:
        for code in (*entry.countries, *([entry.actor.country] if entry.actor.country else [])):
            if code not in known:
                raise KnowledgeError(
                    f"{entry.place}: country: {code!r} is no country code we know",
                    advice="Write a three-letter ISO 3166-1 code such as SYR, or leave the field out.",
                )
    return Knowledge(tuple(entries), tuple(states), tuple(bodies), wording)


def _user_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise KnowledgeError(
            f"the actors file {path} cannot be read: {error.strerror or error}",
            advice="Check the path and that you may read the file.",
        ) from error
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{path} is not UTF-8: {error}", advice="Save the file in UTF-8.") from error


def _tables(name: str, text: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(
            f"{name} is no TOML: {error}",
            advice="Every table holds lines = ''' ... ''', one entry a line; see docs/how-to/add-an-actor.md.",
        ) from error


def _lines(place: str, table: Any, fields: frozenset[str]) -> Iterator[tuple[str, list[str]]]:
    if not isinstance(table, dict) or not isinstance(table.get("lines"), str):
        raise KnowledgeError(
            f"{place}: lines: missing or no text",
            advice="Write lines = ''' and one entry a line: ID | Name | alias; alias | field=value, field=value",
        )
    for name in table.keys() - fields:
        raise KnowledgeError(f"{place}: {name}: no such field", advice=f"Use one of: {', '.join(sorted(fields))}.")
    for number, line in enumerate(table["lines"].splitlines(), 1):
        line = line.strip()
        if line and not line.startswith("#"):
            columns = [column.strip() for column in line.split("|")]
            yield f"{place}, entry {columns[0] or '(empty)'} (line {number} of lines)", columns


def _list(column: str) -> tuple[str, ...]:
    return tuple(part for each in column.split(";") if (part := each.strip()))


def _read_entries(file: str, tables: Mapping[str, Any]) -> Iterator[Entry]:
    for title, table in tables.items():
        for place, columns in _lines(f"{file} [{title}]", table, _FIELDS):
            if not 2 <= len(columns) <= 4:
                raise KnowledgeError(
                    f"{place}: has {len(columns)} columns",
                    advice="Write two to four: ID | Name | alias; alias | field=value, field=value",
                )
            options = {key: str(table[key]) for key in table if key in _OPTIONS}
            if len(columns) > 3:
                options |= _read_options(place, columns[3])
            yield _read_entry(place, columns, options)


def _read_options(place: str, column: str) -> dict[str, str]:
    options: dict[str, str] = {}
    for part in column.split(","):
        name, sign, value = (each.strip() for each in part.partition("="))
        if part.strip():
            if not sign or name not in _OPTIONS:
                raise KnowledgeError(
                    f"{place}: {name or part.strip()}: no such field",
                    advice=f"Write field=value with one of: {', '.join(sorted(_OPTIONS))}.",
                )
            options[name] = value
    return options


def _read_entry(place: str, columns: list[str], options: dict[str, str]) -> Entry:
    id_, name = columns[0], columns[1]
    if not _ID.fullmatch(id_):
        raise KnowledgeError(
            f"{place}: id: {id_!r} is no id", advice="Use capitals, digits and hyphens, such as ISIS or SYR-MIL."
        )
    if not name:
        raise KnowledgeError(f"{place}: name: is empty", advice="Write the usual name in the second column.")
    sector, kind = options.get("sector", "UNK"), options.get("kind", "body")
    if sector not in SECTORS:
        raise KnowledgeError(
            f"{place}: sector: {sector!r} is no sector", advice=f"Use one of: {', '.join(sorted(SECTORS))}."
        )
    if kind not in KINDS:
        raise KnowledgeError(f"{place}: kind: {kind!r} is no kind", advice=f"Use one of: {', '.join(sorted(KINDS))}.")
    try:
        priority = int(options.get("priority", "0"))
    except ValueError as error:
        raise KnowledgeError(f"{place}: priority: no whole number", advice="Write priority=1.") from error
    return Entry(
        Actor(id_, name, options.get("country") or None, sector),
        kind,
        _list(columns[2]) if len(columns) > 2 else (),
        options.get("speaks_for") or None,
        _read_day(place, "from", options),
        _read_day(place, "until", options),
        priority,
        frozenset(options.get("countries", "").split()),
        place,
    )


def _read_day(place: str, name: str, options: Mapping[str, str]) -> date | None:
    value = options.get(name)
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise KnowledgeError(f"{place}: {name}: {value!r} is no day", advice="Write it as 2017-01-28.") from error


def _read_states(file: str, tables: Mapping[str, Any]) -> Iterator[State]:
    for title, table in tables.items():
        for place, columns in _lines(f"{file} [{title}]", table, frozenset({"lines"})):
            if not 3 <= len(columns) <= 6:
                raise KnowledgeError(
                    f"{place}: has {len(columns)} columns",
                    advice="Write: ID | Name | adjectives and nationals | seats of government | other names | country",
                )
            columns += [""] * (6 - len(columns))
            id_, name, demonyms, seats, aliases, country = columns
            yield State(id_, name, _list(demonyms), _list(seats), _list(aliases), country or id_, place)


def _read_bodies(file: str, tables: Mapping[str, Any]) -> Iterator[Body]:
    for table in tables["body"]:
        try:
            yield Body(
                table["code"],
                table["sector"],
                table["name"],
                table["generic"],
                table.get("source"),
                table.get("speaks", False),
                table.get("story", True),
                _list(table["words"].replace("\n", " ")),
            )
        except KeyError as error:
            raise KnowledgeError(
                f"{file}: body {table.get('name')!r}: {error.args[0]} is missing",
                advice="Every body has code, sector, name, generic and words.",
            ) from error


def _read_wording(file: str, tables: Mapping[str, Any]) -> Wording:
    names = Wording.__dataclass_fields__
    missing = [name for name in names if not isinstance(tables.get(name), str)]
    if missing:
        raise KnowledgeError(f"{file}: {missing[0]} is missing", advice="Write it as words set apart by blanks.")
    words = {name: frozenset(tables[name].split()) for name in names}
    common = frozenset(" ".join(name.split()) for name in tables["common_names"].split(";"))
    return Wording(**words | {"common_names": common})
