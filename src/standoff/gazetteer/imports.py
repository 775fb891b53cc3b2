"""A user's own places, taken in beside the built gazetteer.

They lie in a file of their own, which a new build leaves alone. It is written anew beside the old one and takes its
name once it is whole, so that readers never meet half of it and an import that fails changes nothing.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from standoff.errors import FormatError, PlacesError
from standoff.gazetteer import sources
from standoff.gazetteer.dump import EXPECTED, Progress, Tally, Told, told_places
from standoff.gazetteer.raw import Raw, learn, name_rows, place_row
from standoff.gazetteer.store import FORMAT, create, finish, names_code

__all__ = ["import_places", "refold"]

_TOLD = "CREATE TABLE told (place INTEGER PRIMARY KEY, main TEXT NOT NULL, others TEXT NOT NULL);"
"""Names as the source writes them: from these the keys can be made again."""
_STAGED = """
CREATE TEMP TABLE new_names (key TEXT, place INTEGER, is_main INTEGER);
CREATE TEMP TABLE new_sounds (sound TEXT, key TEXT);
CREATE TEMP TABLE changed (place INTEGER PRIMARY KEY);
"""


def import_places(source: Path, into: Path, *, on_progress: Progress | None = None) -> Tally:
    """Take a file's places into the user's own, which lie at ``into``. The same file once more changes nothing.

    The file is a GeoNames dump (``allCountries.txt``, ``SY.txt``, or a .zip of one) or a table in the supplement's
    columns. Memory stays bounded whatever the size of the file.

    Raises ``ReadError`` when the file cannot be opened, ``FormatError`` when it is nothing of the kind or an archive
    out of all proportion, ``KnowledgeError`` for a wrong line in a table, ``PlacesError`` when nothing can be written.
    """
    tally = Tally()
    with told_places(source, tally, on_progress) as told, _draft(into) as connection:
        _store(connection, told, tally)
        if not tally.kept and not tally.left_out:
            first = f" {tally.reasons[0]}" if tally.reasons else ""
            raise FormatError(f"{source} holds no place that could be read.{first}", advice=EXPECTED)
    return tally


def refold(imports: Path) -> bool:
    """Make the keys of imported places anew where the way names are folded has changed; whether that was so."""
    if not imports.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{imports.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            about = dict(connection.execute("SELECT name, value FROM about"))
    except sqlite3.Error as error:
        raise PlacesError(
            f"The imported places in {imports} cannot be read: {error}.", advice="Remove that file and import again."
        ) from error
    if about.get("names") == names_code():
        return False
    by_ear = sources.by_ear()
    with _draft(imports) as connection:
        connection.execute("DELETE FROM names")
        connection.execute("DELETE FROM sounds")
        query = "SELECT place, id, name, kind, countries, main, others FROM places JOIN told USING (place)"
        for number, place_id, name, kind, countries, main, others in connection.execute(query):
            place = Raw(place_id, name, kind, 0.0, 0.0, tuple(countries.split("|")))
            _stage_names(connection, Told(number, place, tuple(main.split("\t")), tuple(others.split("\t"))), by_ear)
        _merge_names(connection)
    return True


@contextmanager
def _draft(path: Path) -> Iterator[sqlite3.Connection]:
    """A copy of the imports' file, or an empty one, that takes the file's place if all goes well."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder:
            draft, before = Path(folder) / path.name, _state(path)
            if before:
                shutil.copyfile(path, draft)
            with closing(sqlite3.connect(draft, isolation_level=None)) as connection:
                connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;")
                if not before:
                    create(connection)
                    connection.execute(_TOLD)
                    finish(connection)
                connection.executescript(_STAGED)
                connection.execute("BEGIN")
                yield connection
                about = (("format", str(FORMAT)), ("names", names_code()))
                connection.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", about)
                connection.execute("COMMIT")
            if _state(path) != before:
                raise PlacesError(f"{path} was changed by another import.", advice="Import again once that is done.")
            draft.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise PlacesError(
            f"The imported places cannot be written to {path}: {error}.",
            advice="Make room on that disk. If the file is damaged, remove it and import again.",
        ) from error


def _state(path: Path) -> tuple[int, int] | None:
    if not path.exists():
        return None
    found = path.stat()
    return (found.st_mtime_ns, found.st_size)


def _store(connection: sqlite3.Connection, told_of: Iterable[Told], tally: Tally) -> None:
    by_ear = sources.by_ear()
    for told in told_of:
        row = place_row(told.place, told.number)
        names = ("\t".join(told.main), "\t".join(told.others))
        old = connection.execute(
            "SELECT p.*, t.main, t.others FROM places p JOIN told t USING (place) WHERE p.place = ?", (told.number,)
        ).fetchone()
        if old == (*row, *names):
            tally.unchanged += 1
            continue
        if old is None:
            tally.added += 1
        else:
            tally.changed += 1
            connection.execute("INSERT OR IGNORE INTO changed VALUES (?)", (told.number,))
        connection.execute(f"INSERT OR REPLACE INTO places VALUES ({','.join('?' * len(row))})", row)  # noqa: S608
        connection.execute("INSERT OR REPLACE INTO told VALUES (?, ?, ?)", (told.number, *names))
        _stage_names(connection, told, by_ear)
    connection.execute("DELETE FROM names WHERE place IN changed")
    _merge_names(connection)


def _stage_names(connection: sqlite3.Connection, told: Told, by_ear: frozenset[str]) -> None:
    place = learn(learn(told.place, told.main, are_main=True), told.others)
    names, sounds = name_rows(place, told.number, by_ear)
    connection.executemany("INSERT INTO new_names VALUES (?, ?, ?)", names)
    connection.executemany("INSERT INTO new_sounds VALUES (?, ?)", sounds)


def _merge_names(connection: sqlite3.Connection) -> None:
    """Sorted on disk first: keys come in no order, and a tree filled at random is slow once it outgrows memory."""
    connection.execute("INSERT OR REPLACE INTO names SELECT * FROM new_names ORDER BY key, place, rowid")
    connection.execute("INSERT OR IGNORE INTO sounds SELECT DISTINCT * FROM new_sounds ORDER BY sound, key")
