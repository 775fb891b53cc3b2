"""A casebook of an older layout is brought to the newer one, whole or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from made_readings import MadeReading
from standoff.errors import CasebookError
from standoff.records import Where
from standoff.store import open_store, store
from standoff.store.database import Database
from standoff.store.layout import APPLICATION_ID, LAYOUT
from standoff.store.migrate import STEPS, layout_of, upgrade

from .conftest import put
from .test_copies import copy
from .test_incidents import incident


def add_weight(database: Database) -> None:
    """From a made layout 97 to 98: reports have a weight."""
    database.run("ALTER TABLE reports ADD COLUMN weight INTEGER NOT NULL DEFAULT 1")
    database.run("UPDATE reports SET weight = claims")


def rename_weight(database: Database) -> None:
    """From 98 to 99."""
    database.run("ALTER TABLE reports RENAME COLUMN weight TO heft")


def fail(_: Database) -> None:
    raise CasebookError("This step fails.")


@pytest.fixture
def older(full: Path) -> Path:
    """A casebook of layout 97, which never was."""
    with closing(sqlite3.connect(full)) as connection:
        connection.execute("PRAGMA user_version = 97")
    return full


def test_there_is_a_step_from_every_layout_to_the_next() -> None:
    assert sorted(STEPS) == list(range(1, LAYOUT))


def test_a_new_casebook_says_what_it_is(path: Path) -> None:
    open_store(path, mode="create").close()

    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (LAYOUT,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert path.read_bytes()[68:72] == b"STDF"


def test_all_steps_are_taken_and_what_was_kept_is_there(older: Path, monkeypatch: pytest.MonkeyPatch, made) -> None:
    monkeypatch.setattr(
        store, "upgrade", lambda database: upgrade(database, steps={97: add_weight, 98: rename_weight}, layout=99)
    )
    monkeypatch.setattr(store, "LAYOUT", 99)

    with open_store(older, mode="write") as opened:
        assert layout_of(opened._database) == 99
        assert opened._database.value("SELECT sum(heft) = sum(claims) FROM reports") == 1
        assert opened.claims.of_report(made[3].report.id) == made[3].claims
        assert put(opened, made[20]) == "added"


def test_who_only_reads_gets_the_newer_layout_too(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        store, "upgrade", lambda database: upgrade(database, steps={97: add_weight, 98: rename_weight}, layout=99)
    )
    monkeypatch.setattr(store, "LAYOUT", 99)

    with open_store(older) as opened:
        assert layout_of(opened._database) == 99
        with pytest.raises(CasebookError, match="opened for reading"), opened._database.transaction():
            pass


def test_a_step_that_fails_undoes_those_before_it(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        store, "upgrade", lambda database: upgrade(database, steps={97: add_weight, 98: fail}, layout=99)
    )

    with pytest.raises(CasebookError, match="This step fails"):
        open_store(older, mode="write")

    with closing(sqlite3.connect(older)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (97,)
        assert "weight" not in [row[1] for row in connection.execute("PRAGMA table_info(reports)")]


def test_a_layout_from_which_no_way_leads_is_said(older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "upgrade", lambda database: upgrade(database, steps={98: rename_weight}, layout=99))

    with pytest.raises(CasebookError, match="there is no way from it to layout 99") as raised:
        open_store(older, mode="write")
    assert raised.value.advice == "Add its reports to a new casebook."


TO_LAYOUT_5 = """
    DROP TABLE incidents_known;
    DROP INDEX reports_replaced; DROP INDEX copies_by_share; ALTER TABLE copies DROP COLUMN share;
    DROP INDEX incidents_by_day; CREATE INDEX incidents_by_day ON incidents (first_day, id, last_day);
    CREATE INDEX incidents_by_type ON incidents (type, first_day);
    CREATE INDEX incidents_by_status ON incidents (status, first_day);
    CREATE INDEX incidents_by_country ON incidents (country, first_day);
    DROP INDEX tellings_about; DROP INDEX comparisons_unclear;
    CREATE INDEX comparisons_unclear ON comparisons (score) WHERE score BETWEEN -1 AND 1;"""


def test_a_casebook_of_layout_5_keeps_its_copies_and_finds_the_least_clear_by_an_index(
    full: Path, made: list[MadeReading]
) -> None:
    one, other, third = (each.report.id for each in made[:3])
    unclear, clear = copy(other, one, 0.412), copy(third, one, 0.97)
    with open_store(full, mode="write") as opened:
        opened.copies.put(other, [1, 2], [unclear])
        opened.copies.put(third, [1, 3], [clear])
        schema = set(opened._database.rows("SELECT type, name, sql FROM sqlite_schema"))
    with closing(sqlite3.connect(full)) as connection:
        connection.executescript(f"{TO_LAYOUT_5} PRAGMA user_version = 5")

    with open_store(full) as opened:
        assert layout_of(opened._database) == LAYOUT
        assert set(opened._database.rows("SELECT type, name, sql FROM sqlite_schema")) == schema
        assert opened.copies.of(one) == [clear, unclear]
        assert opened.copies.unclear(below=0.45, limit=5) == [unclear]
        assert opened.check().is_sound


def test_a_casebook_of_layout_3_learns_origins_and_how_vague_places_are(full: Path, made: list[MadeReading]) -> None:
    claims = tuple(claim for each in made[:3] for claim in each.claims)
    vague = Where("Tokhar", 36.6, 37.9, "SYR", "Aleppo", "near", 12.0, "made:1")
    with open_store(full, mode="write") as opened:
        opened.incidents.put([incident("i1", claims[:2], place=vague), incident("i2", claims[2:4], place=None)])
        schema = set(opened._database.rows("SELECT type, name FROM sqlite_schema"))
        columns, tally = sorted(opened.incidents.columns()), opened.incidents.tally()
    with closing(sqlite3.connect(full)) as connection:
        connection.executescript(
            "DROP TABLE incident_origins; DROP TABLE origins; ALTER TABLE incidents DROP COLUMN uncertainty_km;"
            f"{TO_LAYOUT_5} PRAGMA user_version = 3"
        )

    with open_store(full) as opened:
        assert layout_of(opened._database) == LAYOUT
        assert set(opened._database.rows("SELECT type, name FROM sqlite_schema")) == schema
        assert sorted(opened.incidents.columns()) == columns
        assert [row.uncertainty_km for row in columns] == [12.0, None]
        assert opened.incidents.tally() == tally
        assert tally.origins == 1
        assert opened.check().is_sound
