"""From nothing, or from each older layout, to this one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Final

from standoff.errors import CasebookError, CasebookNewerError
from standoff.store.database import Database
from standoff.store.layout import (
    APPLICATION_ID,
    CLAIMED_TABLES,
    COPY_TABLES,
    INCIDENTS_BY_DAY,
    KNOWN_TABLES,
    LAYOUT,
    ORIGIN_TABLES,
    REPORTS_REPLACED,
    TABLES,
    TELLING_TABLES,
    UNCLEAR_INDEXES,
)
from standoff.store.names import origin_key
from standoff.store.pack import unpack_json

__all__ = ["STEPS", "Step", "lay_out", "layout_of", "upgrade"]

Step = Callable[[Database], None]


def _lay_out_tellings(database: Database) -> None:
    """To layout 2, the first that keeps tellings, and to 3, which packs pairs that are most likely two. What there was
    is not brought over: the next linking makes it anew."""
    for table in ("far", "comparisons", "telling_keys", "telling_words", "tellings"):
        database.run(f"DROP TABLE IF EXISTS {table}")
    for statement in TELLING_TABLES:
        database.run(statement)
    database.run("DELETE FROM marks WHERE name IN ('words_counted_over', 'tellings_changed')")


def _lay_out_origins(database: Database) -> None:
    """To layout 4: origins are counted, and places told vague, without unpacking incidents. A damaged one is left to
    the next linking."""
    for statement in ORIGIN_TABLES:
        database.run(statement)
    database.run("ALTER TABLE incidents ADD COLUMN uncertainty_km REAL")
    for key, record in list(database.rows("SELECT id, record FROM incidents")):
        with suppress(ValueError, TypeError, KeyError):
            incident = unpack_json(record)
            origins = {str(each["name"]) for each in incident["corroboration"]["by"]["origins"]}
            uncertainty_km = (incident["place"] or {}).get("uncertainty_km")
            database.run("UPDATE incidents SET uncertainty_km = ? WHERE id = ?", (uncertainty_km, key))
            database.run_many(
                "INSERT INTO incident_origins (origin, incident) VALUES (?, ?)",
                [(origin_key(database, name), key) for name in sorted(origins)],
            )


def _index_days(database: Database) -> None:
    """To layout 5: whether an incident is of some days stands in the index, and what its claims are counted by beside
    them; claims may be made by hand."""
    database.run("DROP INDEX incident_claims_by_claim")
    database.run("ALTER TABLE incident_claims RENAME TO incident_claims_before")
    for statement in CLAIMED_TABLES:
        database.run(statement)
    database.run(
        "INSERT INTO incident_claims (incident, claim, report, claimant)"
        " SELECT m.incident, m.claim, c.report, c.claimant FROM incident_claims_before m"
        " JOIN claims c ON c.id = m.claim"
    )
    database.run("DROP TABLE incident_claims_before")
    database.run("DROP INDEX incidents_by_day")
    database.run("CREATE INDEX incidents_by_day ON incidents (first_day, id, last_day)")


def _index_more(database: Database) -> None:
    """To layout 6: indexes for what went through all rows of a large casebook."""
    for index in ("incidents_by_day", "incidents_by_type", "incidents_by_status", "incidents_by_country"):
        database.run(f"DROP INDEX {index}")
    for index in ("comparisons_unclear", "tellings_about"):
        database.run(f"DROP INDEX IF EXISTS {index}")
    database.run("DROP INDEX copies_by_original")
    database.run("ALTER TABLE copies RENAME TO copies_before")
    for statement in (INCIDENTS_BY_DAY, REPORTS_REPLACED, *UNCLEAR_INDEXES, *COPY_TABLES):
        database.run(statement)
    database.run(
        "INSERT INTO copies (copy, original, share, record)"
        " SELECT copy, original, json_extract(record, '$.share'), record FROM copies_before"
    )
    database.run("DROP TABLE copies_before")


def _keep_what_was_known(database: Database) -> None:
    """To layout 7: what the largest incidents were as of a day is kept. The next linking makes it."""
    for statement in KNOWN_TABLES:
        database.run(statement)


STEPS: Final[Mapping[int, Step]] = {
    1: _lay_out_tellings,
    2: _lay_out_tellings,
    3: _lay_out_origins,
    4: _index_days,
    5: _index_more,
    6: _keep_what_was_known,
}
"""What brings a casebook from a layout to the next: ``{1: from_1_to_2, ...}``. A step once released is not changed."""


def layout_of(database: Database) -> int | None:
    """The layout of a casebook; ``None`` for a file in which nothing is yet. Raises ``CasebookError`` when the file
    is somebody else's database."""
    application = database.value("PRAGMA application_id")
    if application == APPLICATION_ID:
        return int(database.value("PRAGMA user_version"))
    if application == 0 and not database.value("SELECT count(*) FROM sqlite_schema"):
        return None
    raise CasebookError(
        f"{database.path} is an SQLite file, but no casebook.",
        advice="Name the file that `standoff add` made, or a new one.",
    )


def lay_out(database: Database) -> None:
    """Make the tables in an empty file, all or none; another process may be doing so at the same moment."""
    with database.transaction(is_signed=False):
        if layout_of(database) is None:
            for statement in TABLES:
                database.run(statement)
            database.run(f"PRAGMA application_id = {APPLICATION_ID}")
            database.run(f"PRAGMA user_version = {LAYOUT}")


def upgrade(database: Database, *, steps: Mapping[int, Step] = STEPS, layout: int = LAYOUT) -> None:
    """Bring a casebook to this version's layout, all steps in one transaction.

    Raises ``CasebookNewerError`` for a layout that is newer than ours.
    """
    found = layout_of(database)
    if found is None or found == layout:
        return
    if found > layout:
        raise CasebookNewerError(
            f"{database.path} was made by a newer version of Standoff: it has layout {found}, and this version knows "
            f"layouts up to {layout}.",
            advice="Bring Standoff up to date: pip install --upgrade standoff.",
        )
    with database.transaction(is_signed=False):
        for older in range(int(database.value("PRAGMA user_version")), layout):
            if older not in steps:
                raise CasebookError(
                    f"{database.path} has layout {older}, and there is no way from it to layout {layout}.",
                    advice="Add its reports to a new casebook.",
                )
            steps[older](database)
        database.run(f"PRAGMA user_version = {layout}")
