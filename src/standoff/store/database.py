"""One connection to one file: transactions, and SQLite's errors in words that help."""

from __future__ import annotations

import os
import socket
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType
from typing import Any, Final, Literal

from standoff.errors import CasebookBusyError, CasebookDamagedError, CasebookError

__all__ = ["Database", "Mode", "Row", "Value", "connect"]

Mode = Literal["read", "write", "create"]
Value = str | int | float | bytes | None
Row = tuple[Any, ...]

_CACHE_KB: Final = 65_536
_MOST_KEYS: Final = 50_000
_WAL_PAGES: Final = 8_192
"""The log is worked into the file once it has so many pages: each report changes some sixty, most of them again and
again, so that a longer log saves writing."""


class Database:
    """A connection. Every statement goes through it, so that whatever goes wrong is said in our own errors.

    ``keys`` remembers the numbers of names that are kept once; it is emptied when a transaction is undone.
    """

    def __init__(
        self, path: Path, connection: sqlite3.Connection, *, mode: Mode, duty: str, wait_seconds: float
    ) -> None:
        self.path = path
        self.mode = mode
        self.keys: dict[tuple[Value, ...], int] = {}
        self._connection = connection
        self._explained = _Explained(path)
        self._duty = duty
        self._wait_seconds = wait_seconds
        self._writer: int | None = None
        self._is_in_one = False

    def rows(self, sql: str, given: Sequence[Value] = ()) -> Iterator[Row]:
        """The rows of a query, as they are asked for."""
        with self._explained:
            for row in self._connection.execute(sql, given):  # noqa: UP028 (it would close what may be closed already)
                yield row

    def all_rows(self, sql: str, given: Sequence[Value] = ()) -> list[Row]:
        """The rows of a query, all at once: where there are thousands, in a third of the time."""
        with self._explained:
            return self._connection.execute(sql, given).fetchall()

    def row(self, sql: str, given: Sequence[Value] = ()) -> Row | None:
        """The first row of a query."""
        with self._explained:
            found: Row | None = self._connection.execute(sql, given).fetchone()
            return found

    def value(self, sql: str, given: Sequence[Value] = ()) -> Any:
        """The first column of the first row, ``None`` where there is none."""
        row = self.row(sql, given)
        return row[0] if row else None

    def run(self, sql: str, given: Sequence[Value] = ()) -> int:
        """Do what a statement says; the number of the row that it added last."""
        with self._explained:
            return self._connection.execute(sql, given).lastrowid or 0

    def add(self, table: str, **row: Value) -> int:
        """Add a row to a table; its number."""
        return self._insert("INSERT", table, row)

    def add_new(self, table: str, **row: Value) -> None:
        """Add a row to a table, unless one is there that it may not stand beside."""
        self._insert("INSERT OR IGNORE", table, row)

    def _insert(self, verb: str, table: str, row: dict[str, Value]) -> int:
        sql = f"{verb} INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
        return self.run(sql, tuple(row.values()))

    def run_many(self, sql: str, given: Iterable[Sequence[Value]]) -> None:
        """Do what a statement says for each of many rows."""
        with self._explained:
            self._connection.executemany(sql, given)

    def remember(self, name: tuple[Value, ...], key: int) -> None:
        """Note the number of a name, among the last some thousands."""
        if len(self.keys) >= _MOST_KEYS:
            self.keys.clear()
        self.keys[name] = key

    @contextmanager
    def transaction(self, *, is_signed: bool = True) -> Iterator[None]:
        """All of it or nothing. Raises ``CasebookBusyError`` when another process writes for longer than we wait, and
        ``CasebookError`` when this one may not write. It leaves word of who writes, where there are tables yet to do
        so (``is_signed``). A transaction inside another is part of it."""
        if self.mode == "read":
            raise CasebookError(
                f"{self.path} was opened for reading.", advice="Open it for writing to add to it or change it."
            )
        if self._is_in_one:
            yield
            return
        if is_signed:
            self._sign_in()
        self._begin()
        self._is_in_one = True
        try:
            yield
            with self._explained:
                self._connection.execute("COMMIT")
        except BaseException:
            self.keys.clear()
            with suppress(sqlite3.Error):  # a full disk has undone it already
                self._connection.execute("ROLLBACK")
            raise
        finally:
            self._is_in_one = False

    def write_ahead(self) -> None:
        """Have changes go to a log first, so that many may read while one writes. The file remembers it."""
        given_up_at = monotonic() + self._wait_seconds
        while self.value("PRAGMA journal_mode") != "wal":
            try:
                self.run("PRAGMA journal_mode = WAL")
            except CasebookBusyError:  # SQLite does not wait here by itself
                if monotonic() > given_up_at:
                    raise
                sleep(0.02)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is of one moment, whatever others write meanwhile."""
        with self._explained:
            self._connection.execute("BEGIN")
        try:
            yield
        finally:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")

    def close(self) -> None:
        """Let go of the file."""
        if self._writer is not None:
            with suppress(CasebookError, sqlite3.Error):  # leaving a name behind does no harm
                self._connection.execute("DELETE FROM writers WHERE id = ?", (self._writer,))
            self._writer = None
        self._connection.close()

    def _begin(self) -> None:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            if _name(error) != "SQLITE_BUSY":
                raise explained(error, self.path) from error
            raise CasebookBusyError(
                f"{self.path} is being written to by another process, and was for {self._wait_seconds:g} seconds"
                f"{self._who()}.",
                advice="Wait until it has finished, or stop it, and try again. Reading works meanwhile.",
            ) from error

    def _sign_in(self) -> None:
        """Leave word of who writes, for whoever finds the casebook busy; take away the word of those who are gone."""
        if self._writer is not None:
            return
        self._begin()
        with self._explained:
            try:
                host, pid = socket.gethostname(), os.getpid()
                for writer, other in self._connection.execute(
                    "SELECT id, pid FROM writers WHERE host = ?", (host,)
                ).fetchall():
                    if _is_gone(other):
                        self._connection.execute("DELETE FROM writers WHERE id = ?", (writer,))
                since = datetime.now(UTC).isoformat(timespec="seconds")
                self._writer = self._connection.execute(
                    "INSERT INTO writers (pid, host, duty, since) VALUES (?, ?, ?, ?)", (pid, host, self._duty, since)
                ).lastrowid
                self._connection.execute("COMMIT")
            except BaseException:
                self._writer = None
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise

    def _who(self) -> str:
        with suppress(sqlite3.Error):
            others = self._connection.execute(
                "SELECT pid, host, duty, since FROM writers WHERE id IS NOT ? ORDER BY since DESC", (self._writer,)
            ).fetchall()
            here = socket.gethostname()
            named = [
                f"process {pid} on {host} ({duty}, since {since})"
                for pid, host, duty, since in others
                if not (host == here and _is_gone(pid))
            ]
            if named:
                return ": " + "; ".join(named)
        return ""


class _Explained:
    """Around what SQLite does: its errors become ours. It is entered for each statement, so it is no generator."""

    __slots__ = ("_path",)

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, sqlite3.Error):
            raise explained(error, self._path) from error


def connect(path: Path, *, mode: Mode, duty: str, wait_seconds: float) -> Database:
    """A connection to a file that is there. Raises ``CasebookError`` when it cannot be opened."""
    address = path.resolve().as_uri()
    _refuse_unfit(path)
    try:
        if mode != "read":
            return _prepared(path, f"{address}?mode=rw", mode, duty, wait_seconds)
        try:
            return _prepared(path, f"{address}?mode=ro", mode, duty, wait_seconds)
        except sqlite3.OperationalError as error:
            # In a folder that may not be written to, SQLite cannot keep the index of its log; where there is no log
            # there is nothing to index, and the file can be read as it lies.
            if not _name(error).startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")) or _has_log(path):
                raise
            return _prepared(path, f"{address}?mode=ro&immutable=1", mode, duty, wait_seconds)
    except sqlite3.Error as error:
        raise explained(error, path) from error


def _refuse_unfit(path: Path) -> None:
    """Say of a file that cannot be a whole database what it is, better than SQLite would."""
    try:
        with path.open("rb") as stream:
            head = stream.read(100)
            there = os.fstat(stream.fileno()).st_size
    except OSError as error:
        raise CasebookError(
            f"{path} cannot be opened: {error.strerror}.", advice="Ask for the right to read the file."
        ) from error
    if there == 0:
        return
    if not head.startswith(b"SQLite format 3\x00") or len(head) < 100:
        raise CasebookDamagedError(
            f"{path} is no casebook: it is not an SQLite file.", advice="Name the file that `standoff add` made."
        )
    size, pages = int.from_bytes(head[16:18], "big"), int.from_bytes(head[28:32], "big")
    needed = pages * (65_536 if size == 1 else size)
    is_counted = head[24:28] == head[92:96]
    if is_counted and there < needed and not _has_log(path):  # what is missing may still lie in the log
        raise CasebookDamagedError(
            f"{path} is cut short: {there:,} bytes are there of {needed:,}.",
            advice="Go back to a whole copy. A casebook is copied safely while nobody writes to it.",
        )


def _prepared(path: Path, address: str, mode: Mode, duty: str, wait_seconds: float) -> Database:
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=wait_seconds, cached_statements=256)
    try:
        for pragma in (
            "foreign_keys = ON",
            "trusted_schema = OFF",
            "cell_size_check = ON",
            "temp_store = MEMORY",
            f"cache_size = -{_CACHE_KB}",
            "synchronous = NORMAL",
            f"wal_autocheckpoint = {_WAL_PAGES}",
            f"journal_size_limit = {_WAL_PAGES * 4096}",
        ):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("SELECT count(*) FROM sqlite_schema")  # reads the first page: is it a database at all?
    except BaseException:
        connection.close()
        raise
    return Database(path, connection, mode=mode, duty=duty, wait_seconds=wait_seconds)


def _has_log(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _name(error: sqlite3.Error) -> str:
    return str(getattr(error, "sqlite_errorname", ""))


def _is_gone(pid: int) -> bool:
    """Whether no process of this machine has the number; ``False`` where that cannot be asked without harm."""
    if os.name != "posix":
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def explained(error: sqlite3.Error, path: Path) -> Exception:
    """Our error for one of SQLite's; the error itself where it is the code that is wrong."""
    name = _name(error)
    if name == "SQLITE_FULL":
        return CasebookError(
            f"{path} cannot grow: the disk is full. What was in it is as it was.",
            advice="Make room on the disk and run the same command again; it goes on where it stopped.",
        )
    if name in ("SQLITE_READONLY_ROLLBACK", "SQLITE_READONLY_RECOVERY"):
        return CasebookError(
            f"{path} was left in the middle of a change, which only a writer can undo.",
            advice="Run the command that was broken off again, from where the file and its folder may be written to.",
        )
    if name.startswith("SQLITE_READONLY"):
        return CasebookError(
            f"{path} may not be written to.",
            advice="Ask for the right to write to the file and its folder, or copy it to a folder of your own.",
        )
    if name.startswith("SQLITE_CANTOPEN"):
        return CasebookError(
            f"{path} cannot be opened.",
            advice="The file and its folder must exist, and you must be allowed to read them.",
        )
    if name == "SQLITE_NOTADB":
        return CasebookDamagedError(
            f"{path} is no casebook: it is not an SQLite file.", advice="Name the file that `standoff add` made."
        )
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_IOERR_SHORT_READ")):
        return CasebookDamagedError(
            f"{path} is damaged: {error}.",
            advice="`standoff check` says what is wrong. Go back to a copy made before, and add what came since.",
        )
    if name.startswith("SQLITE_IOERR"):
        return CasebookError(
            f"{path} cannot be read or written: {error} ({name}). What was in it is as it was.",
            advice="See whether the disk is full, was taken away, or fails; then run the same command again.",
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return CasebookBusyError(
            f"{path} is in use by another process.", advice="Wait until it has finished, and try again."
        )
    return error
