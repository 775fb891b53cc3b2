"""Proof that a casebook is sound, or a list of what is wrong with it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final

from standoff.errors import CasebookError
from standoff.records import Claim, Incident, Judgement, Report
from standoff.store.claims import columns_of, dictionary_of, parties_of
from standoff.store.database import Database, Row
from standoff.store.kept import text_id_of
from standoff.store.layout import TABLES, WORD_TABLES
from standoff.store.names import words_of
from standoff.store.pack import unpack, unpack_json

__all__ = ["Fault", "Soundness", "check"]

_MOST_FAULTS: Final = 1_000
"""A file of which so much is wrong is not looked at further."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where, and what."""

    where: str
    what: str

    def to_dict(self) -> dict[str, Any]:
        return {"record": "fault", "where": self.where, "what": self.what}


@dataclass(frozen=True, slots=True)
class Soundness:
    """What was looked at, and what was wrong with it."""

    reports: int
    claims: int
    spans: int
    originals: int
    judgements: int
    faults: tuple[Fault, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing was wrong."""
        return not self.faults


def check(database: Database, *, advance: Callable[[], None] | None = None) -> Soundness:
    """Look at all of a casebook and change nothing; ``advance`` is called after each report.

    The pages of the file and its indexes hold together; every reference leads somewhere; the tables are those of this
    layout; the bytes of every report have the hash that was noted when they came; every text has the id that was noted
    with it; every claim unpacks, every span holds the words that stand there, the columns by which claims are found say
    what the claims say, and the full-text index has the words of the texts, no more and no fewer.
    """
    return _Check(database).run(advance or (lambda: None))


class _Check:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._faults: list[Fault] = []
        self._reports = self._claims = self._spans = self._originals = self._judgements = 0

    def run(self, advance: Callable[[], None]) -> Soundness:
        with closing(_scratch()) as scratch, self._database.snapshot():
            for step in (
                self._pages,
                self._references,
                self._layout,
                self._bytes,
                self._versions,
                self._names,
                self._formed,
                self._decisions,
            ):
                self._survive("file", step)
            self._survive("file", lambda: self._all_reports(scratch, advance))
            self._survive("full-text index", lambda: self._words(scratch))
        return Soundness(
            self._reports, self._claims, self._spans, self._originals, self._judgements, tuple(self._faults)
        )

    def _survive(self, where: str, step: Callable[[], None]) -> None:
        try:
            if len(self._faults) < _MOST_FAULTS:
                step()
        except (CasebookError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            self._fault(where, error.message if isinstance(error, CasebookError) else repr(error))

    def _fault(self, where: str, what: str) -> None:
        self._faults.append(Fault(where, what))

    def _pages(self) -> None:
        for (said,) in self._database.rows("PRAGMA integrity_check(100)"):
            if said != "ok":
                self._fault("file", said)
        for index in ("claim_places", "incident_places"):
            said = self._database.value("SELECT rtreecheck(?)", (index,))
            if said != "ok":
                self._fault("file", f"{index}: {said}")

    def _references(self) -> None:
        for table, row, parent, _ in self._database.rows("PRAGMA foreign_key_check"):
            self._fault(f"{table}, row {row}", f"leads to no row of {parent}")

    def _layout(self) -> None:
        sql = "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
        with closing(sqlite3.connect(":memory:")) as fresh:
            for statement in TABLES:
                fresh.execute(statement)
            ours = {(kind, name): text for kind, name, text in fresh.execute(sql)}
        theirs = {(kind, name): text for kind, name, text in self._database.rows(sql)}
        for each in sorted(ours.keys() | theirs.keys()):
            if ours.get(each) != theirs.get(each):
                how = "is missing" if each not in theirs else "is none of ours" if each not in ours else "differs"
                self._fault("layout", f"{' '.join(each)} {how}")

    def _bytes(self) -> None:
        for sha256, size, body in self._database.rows("SELECT sha256, size, body FROM originals ORDER BY id"):
            self._originals += 1
            where = f"original {sha256.hex()}"
            try:
                plain = unpack(body)
            except ValueError as error:
                self._fault(where, str(error))
                continue
            if hashlib.sha256(plain).digest() != sha256 or len(plain) != size:
                self._fault(where, "its bytes are not those that came in")

    def _versions(self) -> None:
        sql = """SELECT r.uid, o.uid FROM reports r JOIN reports o ON o.id = r.version_of
            WHERE o.replaced_by IS NOT r.id
            UNION ALL SELECT r.uid, n.uid FROM reports r JOIN reports n ON n.id = r.replaced_by
            WHERE n.version_of IS NOT r.id"""
        for uid, other in self._database.rows(sql):
            self._fault(f"report {uid}", f"does not agree with report {other} on which is the older version")

    def _names(self) -> None:
        sql = "SELECT claimant, group_concat(word, ' ') FROM claimant_words GROUP BY claimant ORDER BY claimant"
        found = self._database.rows(sql)
        key, words = next(found, (None, ""))
        for claimant, name in self._database.rows("SELECT id, name FROM claimants ORDER BY id"):
            mine = set()
            if key == claimant:
                mine = set(words.split())
                key, words = next(found, (None, ""))
            if mine != words_of(name):
                self._fault(f"claimant {name}", "the words by which it is found are not those of its name")

    def _formed(self) -> None:
        for uid, record in self._database.rows("SELECT uid, record FROM incidents ORDER BY id"):
            if Incident.from_dict(unpack_json(record)).id != uid:
                self._fault(f"incident {uid}", "another incident is kept under its id")
        sql = """SELECT i.uid, k.record FROM incidents_known k JOIN incidents i ON i.id = k.incident
            WHERE k.record IS NOT NULL ORDER BY i.uid, k.day"""
        for uid, record in self._database.rows(sql):
            known = unpack_json(record)["incident"]
            if known is not None and Incident.from_dict(known).id != uid:
                self._fault(f"incident {uid}", "what it was on a day is kept under another id")

    def _decisions(self) -> None:
        sql = "SELECT uid, record FROM judgements ORDER BY id"
        for uid, record in self._database.rows(sql):
            self._judgements += 1
            judgement = Judgement.from_dict(json.loads(record))
            again = Judgement.of(
                judgement.verdict,
                judgement.subjects,
                by=judgement.by,
                at=judgement.at,
                why=judgement.why,
                field=judgement.field,
                value=judgement.value,
            )
            if not uid == judgement.id == again.id:
                self._fault(f"judgement {uid}", "was altered")

    def _all_reports(self, scratch: sqlite3.Connection, advance: Callable[[], None]) -> None:
        sql = """SELECT r.id, r.uid, r.text_id, r.title, r.claims, t.leans, t.text, t.details, o.body, o.sha256,
            f.claims, f.mentions FROM reports r LEFT JOIN texts t ON t.report = r.id
            LEFT JOIN originals o ON o.id = r.original LEFT JOIN findings f ON f.report = r.id ORDER BY r.id"""
        for row in self._database.rows(sql):
            self._reports += 1
            self._survive(f"report {row[1]}", lambda row=row: self._report(row, scratch))  # type: ignore[misc]
            if len(self._faults) >= _MOST_FAULTS:
                return
            advance()

    def _report(self, row: Row, scratch: sqlite3.Connection) -> None:
        key, uid, text_id, title, claim_count, leans, packed, details, body, sha256, claims, mentions = row
        where = f"report {uid}"
        if packed is None or claims is None:
            self._fault(where, "its text or what was found in it is missing")
            return
        text = unpack(packed, unpack(body) if leans else b"").decode("utf-8", "surrogatepass")
        scratch.execute(
            "INSERT INTO report_words (rowid, title, text) VALUES (?, ?, ?)",
            (key, title, text.encode("utf-8", "replace").decode()),
        )
        report = Report.from_dict(unpack_json(details) | {"id": uid, "text": text})
        if text_id_of(text) != text_id:
            self._fault(where, "its text was altered")
        if sha256 and report.sha256 != sha256.hex():
            self._fault(where, "its bytes are another report's")
        dictionary = dictionary_of(text)
        shapes, others = unpack_json(claims, dictionary), unpack_json(mentions, dictionary)
        sql = """SELECT j.record FROM claims c JOIN judgements j ON j.id = -c.ordinal
            WHERE c.report = ? AND c.ordinal < 0 ORDER BY c.ordinal"""
        by_hand = [Judgement.from_dict(json.loads(record)) for (record,) in self._database.rows(sql, (key,))]
        for what in _wrong_spans([shapes, others, [each.value for each in by_hand]], text):
            if what is None:
                self._spans += 1
            else:
                self._fault(where, what)
        if len(shapes) != claim_count:
            self._fault(where, f"{claim_count} claims are counted and {len(shapes)} are there")
        claims_found = [Claim.from_dict(shape, text) for shape in shapes]
        self._report_claims(key, [each.added for each in by_hand] + claims_found, where)

    def _report_claims(self, key: int, claims: list[Claim], where: str) -> None:
        self._claims += len(claims)
        sql = """SELECT c.id, c.uid, c.type, c.stance, c.polarity, c.reality, c.first_day, c.last_day, c.lat, c.lon,
            c.uncertainty_km, c.country, p.id IS NOT NULL FROM claims c LEFT JOIN claim_places p ON p.id = c.id
            WHERE c.report = ? ORDER BY c.ordinal"""
        rows = list(self._database.rows(sql, (key,)))
        parties: dict[int, set[tuple[str, str]]] = {}
        sql = """SELECT c.id, a.uid, p.role FROM claims c JOIN claim_parties p ON p.claim = c.id
            JOIN actors a ON a.id = p.actor WHERE c.report = ?"""
        for number, actor, role in self._database.rows(sql, (key,)):
            parties.setdefault(number, set()).add((actor, role))
        for claim, row in zip_longest(claims, rows):
            if claim is None or row is None:
                self._fault(where, "it has not as many claims as are found by their columns")
                return
            columns = columns_of(claim)
            is_placed = columns.lat is not None and columns.lon is not None
            if (*columns, is_placed) != (*row[1:12], bool(row[12])) or parties_of(claim) != parties.get(row[0], set()):
                self._fault(f"claim {claim.id}", "the columns by which it is found do not say what it says")

    def _words(self, scratch: sqlite3.Connection) -> None:
        lengths = "SELECT id, sz FROM {}report_words_docsize ORDER BY id"
        theirs: Iterator[Row] = self._database.rows(lengths.format("main."))
        if any(one != other for one, other in zip_longest(theirs, scratch.execute(lengths.format("")))):
            self._fault("full-text index", "it does not have the reports that are kept, or not as long as they are")
            return
        self._database.run("CREATE VIRTUAL TABLE temp.kept_words USING fts5vocab(main, report_words, col)")
        scratch.execute("CREATE VIRTUAL TABLE temp.kept_words USING fts5vocab(main, report_words, col)")
        terms = "SELECT term, col, doc, cnt FROM temp.kept_words"
        try:
            if any(one != other for one, other in zip_longest(self._database.rows(terms), scratch.execute(terms))):
                self._fault("full-text index", "it does not have the words that the reports have")
        finally:
            self._database.run("DROP TABLE temp.kept_words")


def _scratch() -> sqlite3.Connection:
    """A file of its own, which goes when it is closed, to index all words anew in."""
    connection = sqlite3.connect("", isolation_level=None)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(f"CREATE VIRTUAL TABLE report_words USING {WORD_TABLES['report_words']}")
    connection.execute("BEGIN")
    return connection


def _wrong_spans(shape: Any, text: str) -> Iterator[str | None]:
    """``None`` for every span that holds the words that stand there, and what is wrong with each that does not."""
    waiting = [shape]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            waiting.extend(value.values())
            start, end = value.get("start"), value.get("end")
            if start is None or end is None:
                continue
            words = value.get("text", value.get("quote"))
            if not 0 <= start <= end <= len(text):
                yield f"a span from {start} to {end} lies outside the text"
            elif words is not None and text[start:end] != words:
                yield f"from {start} to {end} stand other words than are quoted: {words[:40]!r}"
            else:
                yield None
