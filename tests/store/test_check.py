"""A sound casebook is called sound, and whatever is altered in one is found."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from standoff.store import Fault, Soundness, open_store
from standoff.store.claims import dictionary_of
from standoff.store.pack import pack, pack_json, unpack, unpack_json

Alter = Callable[[sqlite3.Connection], object]


def checked(path: Path, alter: Alter) -> Soundness:
    """What a check says of a casebook in which something was altered."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        alter(connection)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with open_store(path) as store:
        return store.check()


def test_a_sound_casebook_is_sound_and_as_it_was(full: Path, made) -> None:
    before = full.read_bytes()

    with open_store(full) as store:
        found = store.check()

    assert found.is_sound
    assert (found.reports, found.claims, found.originals) == (12, sum(len(each.claims) for each in made[:12]), 12)
    assert found.spans > 12 * 20
    assert full.read_bytes() == before


def test_an_empty_casebook_is_sound(path: Path) -> None:
    with open_store(path, mode="create") as store:
        assert store.check() == Soundness(0, 0, 0, 0, 0, ())


def test_it_says_after_each_report_that_it_goes_on(full: Path) -> None:
    times = []
    with open_store(full) as store:
        store.check(advance=lambda: times.append(1))
    assert len(times) == 12


def swap_bytes(connection: sqlite3.Connection) -> None:
    """The bytes of a report become others, as neatly packed."""
    connection.execute("UPDATE originals SET body = ? WHERE id = 12", (pack(b"Nothing of the kind."),))


def alter_text(connection: sqlite3.Connection) -> None:
    """A number in a report's text becomes another, in a file put together as it should be."""
    packed, body = connection.execute(
        "SELECT text, body FROM texts t JOIN reports r ON r.id = t.report JOIN originals o ON o.id = r.original WHERE r.id = 3"
    ).fetchone()
    text = unpack(packed, unpack(body)).decode()
    altered = text.replace("Number 2 of", "Number 9 of")
    assert altered != text
    connection.execute("UPDATE texts SET text = ? WHERE report = 3", (pack(altered.encode(), unpack(body)),))


def alter_claim(connection: sqlite3.Connection) -> None:
    """A claim quotes what its report does not say."""
    row = connection.execute(
        "SELECT t.text, o.body, f.claims FROM texts t JOIN reports r ON r.id = t.report "
        "JOIN originals o ON o.id = r.original JOIN findings f ON f.report = r.id WHERE r.id = 5"
    ).fetchone()
    dictionary = dictionary_of(unpack(row[0], unpack(row[1])).decode())
    claims = unpack_json(row[2], dictionary)
    claims[0]["evidence"][0]["quote"] = "ninety were killed"
    connection.execute("UPDATE findings SET claims = ? WHERE report = 5", (pack_json(claims, dictionary),))


@pytest.mark.parametrize(
    ("alter", "where", "what"),
    [
        (swap_bytes, "original ", "its bytes are not those that came in"),
        (lambda c: c.execute("UPDATE originals SET body = x'00' WHERE id = 2"), "original ", "is cut short"),
        (alter_text, "report ", "its text was altered"),
        (alter_claim, "report ", "stand other words than are quoted: 'ninety were killed'"),
        (lambda c: c.execute("DELETE FROM texts WHERE report = 4"), "report ", "is missing"),
        (lambda c: c.execute("DELETE FROM findings WHERE report = 4"), "report ", "is missing"),
        (lambda c: c.execute("UPDATE reports SET claims = 99 WHERE id = 4"), "report ", "99 claims are counted"),
        (lambda c: c.execute("UPDATE claims SET type = 'AID' WHERE id = 4"), "claim ", "do not say what it says"),
        (lambda c: c.execute("UPDATE claims SET first_day = 1 WHERE id = 4"), "claim ", "do not say what it says"),
        (lambda c: c.execute("DELETE FROM claim_parties"), "claim ", "do not say what it says"),
        (lambda c: c.execute("DELETE FROM claim_places"), "claim ", "do not say what it says"),
        (lambda c: c.execute("DELETE FROM claimant_words"), "claimant ", "are not those of its name"),
        (lambda c: c.execute("DELETE FROM claims WHERE id = 4"), "", "by their columns"),
        (lambda c: c.execute("UPDATE reports SET original = 999 WHERE id = 4"), "reports, row 4", "leads to no row of originals"),
        (lambda c: c.execute("UPDATE reports SET version_of = 3 WHERE id = 4"), "report ", "which is the older version"),
        (lambda c: c.execute("DROP INDEX claims_by_day"), "layout", "index claims_by_day is missing"),
        (lambda c: c.execute("CREATE TABLE more (a)"), "layout", "table more is none of ours"),
        (
            lambda c: c.execute("INSERT INTO report_words (rowid, title, text) VALUES (99, 'a', 'b')"),
            "full-text index",
            "does not have the reports that are kept",
        ),
        (
            lambda c: c.execute("UPDATE report_words_docsize SET sz = x'0105' WHERE id = 3"),
            "full-text index",
            "not as long as they are",
        ),
    ],
)  # fmt: skip
def test_what_is_altered_is_found(alter: Alter, where: str, what: str, full: Path) -> None:
    found = checked(full, alter)

    assert not found.is_sound
    assert any(fault.where.startswith(where) and what in fault.what for fault in found.faults), found.faults


def test_words_of_another_text_in_the_index_are_found(full: Path) -> None:
    """A report's words are taken out of the index and as many others put in."""

    def alter(connection: sqlite3.Connection) -> None:
        packed, body, title = connection.execute(
            "SELECT text, body, title FROM texts t JOIN reports r ON r.id = t.report "
            "JOIN originals o ON o.id = r.original WHERE r.id = 3"
        ).fetchone()
        text = unpack(packed, unpack(body)).decode()
        connection.execute(
            "INSERT INTO report_words (report_words, rowid, title, text) VALUES ('delete', 3, ?, ?)", (title, text)
        )
        connection.execute(
            "INSERT INTO report_words (rowid, title, text) VALUES (3, ?, ?)", (title, text.replace("Number", "Figure"))
        )

    found = checked(full, alter)

    assert found.faults == (Fault("full-text index", "it does not have the words that the reports have"),)


def test_a_judgement_can_be_neither_altered_nor_removed_and_one_forged_is_found(full: Path) -> None:
    record = {
        "id": "j1", "verdict": "accept", "by": "nina", "at": "2024-01-01T00:00:00Z", "why": None, "field": None,
        "value": None, "is_by_person": True,
        "subjects": [{"kind": "claim", "id": "c", "report_id": None, "start": None, "end": None, "quote": None}],
    }  # fmt: skip
    with closing(sqlite3.connect(full, isolation_level=None)) as connection:
        connection.execute(
            "INSERT INTO judgements (uid, verdict, by, at, record) VALUES ('j1', 'accept', 'nina', '2024', ?)",
            (json.dumps(record),),
        )
        with pytest.raises(sqlite3.IntegrityError, match="never altered"):
            connection.execute("UPDATE judgements SET by = 'omar'")
        with pytest.raises(sqlite3.IntegrityError, match="never removed"):
            connection.execute("DELETE FROM judgements")

    assert checked(full, lambda _: None).faults == (Fault("judgement j1", "was altered"),)


def test_a_blob_that_unpacks_to_more_than_any_report_holds_is_refused() -> None:
    bomb = zlib.compress(bytes(1 << 20) * 300)

    with pytest.raises(ValueError, match="too large"):
        unpack(bomb)
