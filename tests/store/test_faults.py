"""Whatever happens to the process, the disk or the file: what was kept is kept, and the error says what to do."""

from __future__ import annotations

import os
import random
import re
import resource
import shutil
import signal
import sqlite3
import stat
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from made_readings import MadeReading
from standoff.errors import (
    CasebookBusyError,
    CasebookDamagedError,
    CasebookError,
    CasebookNewerError,
    StandoffError,
)
from standoff.pipeline.analyse import Reading
from standoff.pipeline.keep import keep_reports
from standoff.records import Rejection, Report
from standoff.store import Store, open_store
from standoff.store.database import Database
from standoff.store.layout import LAYOUT

from .conftest import begin_in_a_child, in_a_child, put

KILLS = 50


class Analysis:
    """The analysis of made reports: what was made up for each."""

    def __init__(self, made: list[MadeReading]) -> None:
        self._made = {each.report.id: each for each in made}
        self.seen: list[str] = []

    def __call__(self, found: Iterable[Report | Rejection]) -> Iterator[Reading]:
        for each in found:
            if isinstance(each, Rejection):
                yield Reading(None, rejections=(each,))
                continue
            self.seen.append(each.id)
            made = self._made[each.id]
            yield Reading(made.report, made.claims, made.attributions, made.places, made.dates, made.rejections)


def put_all(store: Store, made: list[MadeReading]) -> None:
    for each in made:
        put(store, each)


def keep_all(path: Path, made: list[MadeReading]) -> list[str]:
    """Add the reports of all readings; those that were analysed for it."""
    analysis = Analysis(made)
    with open_store(path, mode="create") as store:
        for _ in keep_reports(store, [each.report for each in made], analysis):
            pass
    return analysis.seen


def content(path: Path) -> dict[str, object]:
    """All that a casebook holds, but when it was put there."""
    with open_store(path) as store:
        held: dict[str, object] = {}
        for line in store.reports.lines():
            kept = store.reports.kept(line.id)
            assert kept is not None
            held[line.id] = (
                kept.report,
                kept.versions,
                [a.whence for a in kept.arrivals],
                store.claims.findings(line.id),
            )
        return held


def sound(path: Path) -> None:
    with open_store(path) as store:
        found = store.check()
        assert found.faults == ()


@pytest.fixture(scope="module")
def some(made: list[MadeReading]) -> list[MadeReading]:
    return made[:16]


@pytest.fixture(scope="module")
def whole(some: list[MadeReading], tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What an undisturbed run leaves."""
    path = tmp_path_factory.mktemp("whole") / "casebook.db"
    keep_all(path, some)
    return content(path)


def killed_between_statements(path: Path, some: list[MadeReading], at: int) -> int:
    """Add all, in a process that kills itself before the statement of that number."""

    def add() -> None:
        run, done = Database.run, [0]

        def run_until(self: Database, sql: str, given: tuple[object, ...] = ()) -> int:
            done[0] += 1
            if done[0] == at:
                os.kill(os.getpid(), signal.SIGKILL)
            return run(self, sql, given)  # type: ignore[arg-type]

        Database.run = run_until  # type: ignore[method-assign, assignment]
        keep_all(path, some)

    return in_a_child(add)[0]


def killed_after(seconds: float, path: Path, some: list[MadeReading]) -> int:
    """Add all, in a process that is killed after a while, whatever it is doing."""
    child = os.fork()
    if child == 0:
        try:
            keep_all(path, some)
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.parametrize("kill", range(KILLS))
def test_killed_at_any_moment_it_loses_at_most_the_report_in_hand(
    kill: int, path: Path, some: list[MadeReading], whole: dict[str, object]
) -> None:
    chance = random.Random(kill)
    if kill % 2:
        code = killed_between_statements(path, some, chance.randrange(1, 1_000))
    else:
        code = killed_after(chance.uniform(0.0, 0.2), path, some)
    assert code in (-signal.SIGKILL, 0)

    before: dict[str, object] = {}
    try:
        before = content(path)
        sound(path)
    except CasebookError as error:
        assert re.search("There is no casebook|is empty", error.message)  # noqa: PT017 - it was killed that early
    assert before.items() <= whole.items()

    analysed = keep_all(path, some)

    assert set(analysed) == whole.keys() - before.keys()
    assert content(path) == whole
    sound(path)


class TestFullDisk:
    def test_the_report_in_hand_is_undone_and_the_rest_stands(self, full: Path, made: list[MadeReading]) -> None:
        with open_store(full, mode="write") as store:
            pages = store._database.value("PRAGMA page_count")
            store._database.run(f"PRAGMA max_page_count = {pages + 12}")
            with pytest.raises(CasebookError, match=r"the disk is full\. What was in it is as it was") as raised:
                put_all(store, made[12:])
            kept = store.reports.count()
            assert 12 < kept < 60
            assert "goes on where it stopped" in (raised.value.advice or "")

            store._database.run("PRAGMA max_page_count = 1000000")
            put_all(store, made)

        sound(full)
        assert len(content(full)) == 60

    def test_a_file_that_may_not_grow(self, full: Path, made: list[MadeReading]) -> None:
        def add_with_no_room() -> None:
            with open_store(full, mode="write") as store:
                room = full.stat().st_size + 100_000
                resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
                try:
                    put_all(store, made[12:])
                except CasebookError as error:
                    print(error, flush=True)

        code, said = in_a_child(add_with_no_room)

        assert code == 0, said
        assert "What was in it is as it was" in said
        sound(full)
        assert len(content(full)) >= 12


class TestReadOnly:
    """As root every file may be written to, so that these are tried as nobody in particular."""

    @pytest.fixture
    def shut(self, full: Path) -> Iterator[Path]:
        folder = Path(tempfile.mkdtemp())
        path = folder / "casebook.db"
        shutil.copy(full, path)
        path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
        folder.chmod(0o555)
        yield path
        folder.chmod(0o755)
        shutil.rmtree(folder)

    @staticmethod
    def as_nobody(do) -> tuple[int, str]:
        def do_as_nobody() -> None:
            if os.getuid() == 0:
                os.setuid(65534)
            do()

        return in_a_child(do_as_nobody)

    def test_a_casebook_in_a_folder_that_may_not_be_written_to_is_read(self, shut: Path) -> None:
        def read() -> None:
            with open_store(shut) as store:
                print(store.reports.count(), store.check().faults)

        assert self.as_nobody(read) == (0, "12 ()\n")

    def test_and_is_not_added_to(self, shut: Path, made: list[MadeReading]) -> None:
        def add() -> None:
            with open_store(shut, mode="write") as store:
                put(store, made[20])

        code, said = self.as_nobody(add)

        assert code == 1
        assert f"CasebookError: {shut} may not be written to." in said
        assert "Ask for the right to write" in said

    def test_a_file_that_may_not_be_read(self, shut: Path) -> None:
        shut.chmod(0)

        code, said = self.as_nobody(lambda: open_store(shut).close())

        assert code == 1
        assert f"CasebookError: {shut} cannot be opened: Permission denied." in said

    def test_no_casebook_is_made_where_none_may_be(self, shut: Path) -> None:
        code, said = self.as_nobody(lambda: open_store(shut.with_name("new.db"), mode="create").close())

        assert code == 1
        assert "new.db cannot be made: Permission denied." in said

    def test_who_opened_it_for_reading_cannot_write(self, full: Path, made: list[MadeReading]) -> None:
        with open_store(full) as store, pytest.raises(CasebookError, match="was opened for reading"):
            put(store, made[20])


class TestNoCasebook:
    @pytest.mark.parametrize("mode", ["read", "write"])
    def test_none_there(self, mode, path: Path) -> None:
        with pytest.raises(CasebookError, match="There is no casebook at") as raised:
            open_store(path, mode=mode)
        assert raised.value.advice == f"`standoff add PATH --casebook {path}` makes one."
        assert not path.exists()

    @pytest.mark.parametrize("mode", ["read", "write"])
    def test_an_empty_file(self, mode, path: Path) -> None:
        path.touch()
        with pytest.raises(CasebookError, match="is empty"):
            open_store(path, mode=mode)

    def test_an_empty_file_becomes_one(self, path: Path) -> None:
        path.touch()
        open_store(path, mode="create").close()
        sound(path)

    @pytest.mark.parametrize("mode", ["read", "write", "create"])
    @pytest.mark.parametrize("bytes_", [b"Just a text.", b"SQLite format 3\x00", os.urandom(20_000)])
    def test_something_else(self, mode, bytes_: bytes, path: Path) -> None:
        path.write_bytes(bytes_)
        with pytest.raises(CasebookDamagedError, match="is no casebook: it is not an SQLite file"):
            open_store(path, mode=mode)
        assert path.read_bytes() == bytes_

    @pytest.mark.parametrize("mode", ["read", "write", "create"])
    def test_somebody_elses_database(self, mode, path: Path) -> None:
        with closing(sqlite3.connect(path)) as other:
            other.execute("CREATE TABLE theirs (a)")
        before = path.read_bytes()
        with pytest.raises(CasebookError, match="is an SQLite file, but no casebook"):
            open_store(path, mode=mode)
        assert path.read_bytes() == before

    def test_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(CasebookError, match="is a folder"):
            open_store(tmp_path, mode="create")

    def test_no_folder(self, tmp_path: Path) -> None:
        with pytest.raises(CasebookError, match="cannot be made: No such file or directory"):
            open_store(tmp_path / "nowhere" / "casebook.db", mode="create")


@pytest.mark.parametrize("mode", ["read", "write", "create"])
def test_a_casebook_of_a_newer_version_is_refused_by_both_numbers(mode, full: Path) -> None:
    with closing(sqlite3.connect(full)) as newer:
        newer.execute("PRAGMA user_version = 99")
        newer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = full.read_bytes()

    with pytest.raises(CasebookNewerError) as raised:
        open_store(full, mode=mode)

    assert f"it has layout 99, and this version knows layouts up to {LAYOUT}" in raised.value.message
    assert "pip install --upgrade" in (raised.value.advice or "")
    assert full.read_bytes() == before


class TestDamaged:
    @pytest.mark.parametrize("share", [0.05, 0.4, 0.9, 0.999])
    def test_a_file_that_is_cut_short(self, share: float, full: Path) -> None:
        whole = full.read_bytes()
        full.write_bytes(whole[: int(len(whole) * share)])

        with pytest.raises(CasebookDamagedError, match=r"is cut short: [0-9,]+ bytes are there of [0-9,]+"):
            open_store(full)

    @pytest.mark.parametrize("seed", range(12))
    def test_a_page_overwritten_is_found_and_no_read_of_it_ends_in_anything_but_our_errors(
        self, seed: int, full: Path, made: list[MadeReading]
    ) -> None:
        chance = random.Random(seed)
        whole = bytearray(full.read_bytes())
        pages = len(whole) // 4096
        at = chance.randrange(1, pages) * 4096
        whole[at : at + 4096] = chance.randbytes(4096)
        full.write_bytes(whole)

        try:
            with open_store(full) as store:
                assert not store.check().is_sound
        except CasebookError:
            pass
        for each in made[:12]:
            try:
                with open_store(full) as store:
                    store.reports.kept(each.report.id)
                    store.claims.findings(each.report.id)
                    list(store.claims.find(near=(20.0, 25.0, 500.0)))
                    list(store.reports.lines(query="convoy"))
            except StandoffError:
                pass


class TestTwoWriters:
    def test_the_second_waits_for_a_short_transaction(self, full: Path, made: list[MadeReading]) -> None:
        with open_store(full, mode="write") as one, open_store(full, mode="write", wait_seconds=20) as other:
            is_in = threading.Event()

            def write_slowly() -> None:
                with open_store(full, mode="write") as slow, slow._database.transaction():
                    is_in.set()
                    time.sleep(0.3)

            thread = threading.Thread(target=write_slowly)
            thread.start()
            is_in.wait()
            assert put(other, made[20]) == "added"
            thread.join()
            assert put(one, made[21]) == "added"
            assert put(one, made[20]) == "known"

    def test_and_then_says_who_writes_and_what_to_do(self, full: Path, made: list[MadeReading]) -> None:
        with (
            open_store(full, mode="write", duty="standoff link") as one,
            open_store(full, mode="write", wait_seconds=0.2) as other,
            one._database.transaction(),
        ):
            with pytest.raises(CasebookBusyError) as raised:
                put(other, made[20])

            assert f"process {os.getpid()} on " in raised.value.message
            assert "(standoff link, since 20" in raised.value.message
            assert raised.value.advice == (
                "Wait until it has finished, or stop it, and try again. Reading works meanwhile."
            )
            assert other.reports.count() == 12

    def test_two_processes_that_add_at_the_same_time_both_have_all_in(
        self, path: Path, made: list[MadeReading]
    ) -> None:
        other = begin_in_a_child(lambda: keep_all(path, made[:30]))

        keep_all(path, made[15:45])

        assert other() == (0, "")
        assert set(content(path)) == {each.report.id for each in made[:45]}
        sound(path)

    def test_who_was_killed_is_not_named(self, full: Path, made: list[MadeReading]) -> None:
        def die() -> None:
            put(open_store(full, mode="write", duty="long dead"), made[20])
            os.kill(os.getpid(), signal.SIGKILL)

        in_a_child(die)
        with open_store(full, mode="write") as one, open_store(full, mode="write", wait_seconds=0.1) as other:
            with one._database.transaction(), pytest.raises(CasebookBusyError) as raised:
                put(other, made[21])
            assert "long dead" not in raised.value.message


class TestReadersBesideAWriter:
    def test_who_reads_sees_what_was_whole_when_they_began(self, full: Path, made: list[MadeReading]) -> None:
        with open_store(full) as reader, open_store(full, mode="write") as writer:
            lines = reader.reports.lines()
            next(lines)
            for each in made[12:20]:
                put(writer, each)
            with writer._database.transaction():
                assert sum(1 for _ in lines) == 11
                assert reader.reports.count() == 20

    def test_a_check_in_the_middle_of_additions_is_of_one_moment(self, full: Path, made: list[MadeReading]) -> None:
        with open_store(full) as reader, open_store(full, mode="write") as writer:
            waiting = iter(made[12:])

            def add_one() -> None:
                put(writer, next(waiting))

            found = reader.check(advance=add_one)

        assert (found.reports, found.faults) == (12, ())


def test_an_error_in_the_middle_of_a_report_leaves_nothing_of_it(
    full: Path, made: list[MadeReading], monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(full, mode="write") as store:
        monkeypatch.setattr(store.claims, "put", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            put(store, made[20])
        monkeypatch.undo()
        assert store.reports.count() == 12
        assert store.check().is_sound
        assert put(store, made[20]) == "added"
        assert store.check().is_sound


def test_who_is_killed_before_the_tables_are_there_leaves_an_empty_file_and_not_a_part_of_one(
    path: Path, made: list[MadeReading]
) -> None:
    def die_at_the_last_table() -> None:
        def run(database: Database, sql: str, given: object = ()) -> int:
            if sql.startswith("PRAGMA user_version"):
                print(f"written to the {database.value('PRAGMA journal_mode')}")
                os.kill(os.getpid(), signal.SIGKILL)
            return whole(database, sql, given)  # type: ignore[arg-type]

        whole = Database.run
        Database.run = run  # type: ignore[assignment, method-assign]
        open_store(path, mode="create")

    assert in_a_child(die_at_the_last_table) == (-signal.SIGKILL, "written to the wal\n")
    assert path.stat().st_size == 4_096
    with pytest.raises(CasebookError, match="is empty"):
        open_store(path)
    with open_store(path, mode="create") as store:
        assert store._database.value("PRAGMA journal_mode") == "wal"
        assert put(store, made[0]) == "added"
