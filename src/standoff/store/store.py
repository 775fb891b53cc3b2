"""A casebook's file, opened."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from standoff.errors import CasebookError
from standoff.records import Rejection, Report
from standoff.store.check import Soundness, check
from standoff.store.claims import Claims
from standoff.store.copies import Copies
from standoff.store.database import Database, Mode, connect
from standoff.store.incidents import Incidents
from standoff.store.judgements import Judgements
from standoff.store.kept import Findings, content_of
from standoff.store.layout import LAYOUT
from standoff.store.migrate import lay_out, layout_of, upgrade
from standoff.store.reports import Reports
from standoff.store.tellings import Tellings

__all__ = ["Kept", "Store", "open_store"]

Outcome = Literal["added", "known", "version"]


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of a report: ``added``, ``known`` already, or a new ``version`` of another."""

    outcome: Outcome
    report_id: str
    version_of: str | None = None
    claims: int = 0


class Store:
    """A casebook's file, opened: ``reports``, ``claims``, ``copies``, ``tellings``, ``incidents`` and ``judgements``
    answer for what they are named after."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.path = database.path
        self.reports = Reports(database)
        self.claims = Claims(database, self.reports)
        self.copies = Copies(database, self.reports)
        self.tellings = Tellings(database, self.reports)
        self.incidents = Incidents(database)
        self.judgements = Judgements(database)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def transaction(self) -> AbstractContextManager[None]:
        """Several changes as one: all of them or none, and nobody writes in between."""
        return self._database.transaction()

    def mark(self, name: str) -> str | None:
        """What the casebook remembers under a name: how far a step that goes through it has come."""
        found: str | None = self._database.value("SELECT value FROM marks WHERE name = ?", (name,))
        return found

    def set_mark(self, name: str, value: str) -> None:
        """Remember something under a name, inside the transaction of what it tells of."""
        with self._database.transaction():
            self._database.run(
                "INSERT INTO marks (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2",
                (name, value),
            )

    def put(
        self,
        report: Report,
        findings: Findings,
        *,
        content: str | None = None,
        how: str = "program",
        whence: str | None = None,
        at: datetime | None = None,
    ) -> Kept:
        """Keep a report, how it came and all that was found in it, in one transaction: all of it or nothing.

        ``content`` is the id of its content as it came in, where the analysis has added to the report. A report that is
        known already changes nothing, but where its bytes came from another place, that is noted.
        """
        content, at, release = content or content_of(report), at or datetime.now(UTC), _release()
        whence = whence or report.path or ""
        with self._database.transaction():
            uid, is_kept = self.reports.identify(report, content, {})
            key = self.reports.key(uid)
            if is_kept and key is not None:
                self.reports.put_arrival(key, report, how=how, whence=whence, release=release, at=at)
                return Kept("known", uid)
            if uid != report.id:
                raise CasebookError(
                    f"Another report with the id {uid} came into {self.path} meanwhile.", advice="Add it once more."
                )
            claims = len({claim.id for claim in findings.claims})
            key, version_of = self.reports.put(report, content, claims=claims, release=release, at=at)
            self.reports.put_arrival(key, report, how=how, whence=whence, release=release, at=at)
            _, doubles = self.claims.put(key, report.text, findings)
            self.reports.put_rejections(key, findings.rejections + doubles, at)
        return Kept("version" if version_of else "added", uid, version_of, claims)

    def put_again(self, report_id: str, findings: Findings, *, at: datetime | None = None) -> None:
        """Put what a newer analysis found in a report in the place of what was found before; judgements stand.

        Raises ``CasebookError`` when there is no such report.
        """
        at, release = at or datetime.now(UTC), _release()
        with self._database.transaction():
            key = self.reports.key(report_id)
            if key is None:
                raise CasebookError(f"There is no report {report_id} in {self.path}.")
            self.tellings.drop(report_id)
            self.claims.drop(key)
            self.reports.drop_rejections(key)
            text = self.reports.text_at(key)[0]
            claims, doubles = self.claims.put(key, text, findings)
            self.reports.put_rejections(key, findings.rejections + doubles, at)
            self.reports.mark_analysed(key, claims=claims, release=release, at=at)

    def note_arrival(self, report: Report, *, how: str, whence: str, at: datetime | None = None) -> bool:
        """Note from where a report that is kept came once more; whether that was news."""
        if self.reports.has_arrived(report.id, whence, report.sha256 if report.source_bytes else None):
            return False
        with self._database.transaction():
            key = self.reports.key(report.id)
            return key is not None and self.reports.put_arrival(
                key, report, how=how, whence=whence, release=_release(), at=at or datetime.now(UTC)
            )

    def check(self, *, advance: Callable[[], None] | None = None) -> Soundness:
        """Whether all is as it should be, as ``standoff.store.check.check`` has it."""
        return check(self._database, advance=advance)

    def reject(self, rejections: tuple[Rejection, ...], *, at: datetime | None = None) -> None:
        """Keep that inputs could not be read, or what was lost of a report in reading it; once for each reason."""
        at = at or datetime.now(UTC)
        with self._database.transaction():
            for each in rejections:
                key = self.reports.key(each.report_id) if each.report_id is not None else None
                if not self.reports.has_rejection(key, each):
                    self.reports.put_rejections(key, (each,), at)


def open_store(
    path: str | PathLike[str], *, mode: Mode = "read", duty: str = "a program", wait_seconds: float = 10.0
) -> Store:
    """Open a casebook's file: to ``read``, to ``write``, or to ``create`` it if it is not there and write.

    Many may read while one writes. A transaction waits ``wait_seconds`` for another process's and then raises
    ``CasebookBusyError``, which names the other by its ``duty``. A file of an older layout is brought to this
    one. Raises ``CasebookError`` when the file is not there, is no casebook, is damaged or was made by a newer version.
    """
    path = Path(path)
    if path.is_dir():
        raise CasebookError(f"{path} is a folder.", advice="A casebook is one file: name it.")
    if not path.exists():
        if mode != "create":
            raise CasebookError(
                f"There is no casebook at {path}.", advice=f"`standoff add PATH --casebook {path}` makes one."
            )
        _create_empty(path)
    database = connect(path, mode=mode, duty=duty, wait_seconds=wait_seconds)
    try:
        layout = layout_of(database)
        if layout is None and mode != "create":
            raise CasebookError(
                f"{path} is empty.", advice=f"`standoff add PATH --casebook {path}` makes a casebook of it."
            )
        if layout is None:
            database.write_ahead()  # first: who is killed in between leaves an empty file, and not a part of one
            lay_out(database)
        elif layout < LAYOUT and mode == "read":
            database.close()
            with open_store(path, mode="write", duty=duty, wait_seconds=wait_seconds):
                pass
            database = connect(path, mode=mode, duty=duty, wait_seconds=wait_seconds)
        else:
            upgrade(database)
            if mode != "read":
                database.write_ahead()
    except BaseException:
        database.close()
        raise
    return Store(database)


@cache
def _release() -> str:
    """The version of Standoff that is running."""
    return version("standoff")


def _create_empty(path: Path) -> None:
    try:
        path.touch()
    except OSError as error:
        raise CasebookError(
            f"{path} cannot be made: {error.strerror}.",
            advice="Name a file in a folder that exists and may be written to.",
        ) from error
