"""Which reports repeat which, and the index of runs of words by which candidates are found."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from standoff.records import Copy
from standoff.store.database import Database
from standoff.store.reports import Reports

__all__ = ["Copies"]

_COMPARED = "compared_up_to"


class Copies:
    """The copies among the reports of a casebook."""

    def __init__(self, database: Database, reports: Reports) -> None:
        self._database = database
        self._reports = reports

    def waiting(self) -> Iterator[str]:
        """The ids of the reports that were not compared with the others yet, in the order in which they came."""
        sql = "SELECT uid FROM reports WHERE id > ? ORDER BY id"
        for (uid,) in self._database.rows(sql, (self._compared(),)):
            yield uid

    def holders(self, sample: Sequence[int], *, most_a_run: int, most: int) -> dict[str, int]:
        """How many runs of a sample each report has, by its id: of each run the ``most_a_run`` reports that came first,
        and of all those the ``most`` that have the most."""
        sql = "SELECT report FROM samples WHERE run = ? ORDER BY report LIMIT ?"
        counts: Counter[int] = Counter()
        for run in sample:
            counts.update(report for (report,) in self._database.rows(sql, (run, most_a_run)))
        likely = sorted(counts.items(), key=lambda held: (-held[1], held[0]))[:most]
        keys = ", ".join(str(report) for report, _ in likely)
        uids: dict[int, str] = dict(self._database.rows(f"SELECT id, uid FROM reports WHERE id IN ({keys})"))
        return {uids[report]: count for report, count in likely}

    def put(self, report_id: str, sample: Sequence[int], copies: Iterable[Copy]) -> None:
        """Keep, in one transaction, that a report was compared: its sample, and the copies that it makes or is. Groups
        that it ties together become one, named after the member that was published first."""
        database = self._database
        with database.transaction():
            key = self._reports.key(report_id)
            database.run_many(
                "INSERT OR IGNORE INTO samples (run, report) VALUES (?, ?)", [(run, key) for run in sample]
            )
            for copy in copies:
                pair = self._reports.key(copy.report_id), self._reports.key(copy.of_id)
                shape = copy.to_dict()
                record = json.dumps(shape, ensure_ascii=False, separators=(",", ":"))
                database.add_new("copies", copy=pair[0], original=pair[1], share=float(shape["share"]), record=record)
                self._join(*pair)
            database.run(
                "INSERT INTO marks (name, value) VALUES (?1, ?2) "
                "ON CONFLICT (name) DO UPDATE SET value = max(cast(value AS INTEGER), ?2)",
                (_COMPARED, key),
            )

    def of(self, report_id: str) -> list[Copy]:
        """The pairs that a report is in, the clearest first."""
        key = self._reports.key(report_id)
        sql = "SELECT record FROM copies WHERE copy = ?1 UNION ALL SELECT record FROM copies WHERE original = ?1"
        found = [Copy.from_dict(json.loads(record)) for (record,) in self._database.rows(sql, (key,))]
        return sorted(found, key=lambda copy: (-copy.share, copy.report_id, copy.of_id))

    def group(self, report_id: str) -> list[str]:
        """The ids of all reports of its text, the first published first; itself alone where it has no copies."""
        sql = """SELECT o.uid FROM reports r JOIN reports o ON o.text_group = r.text_group WHERE r.uid = ?
            ORDER BY o.day IS NULL, o.day, o.id"""
        return [uid for (uid,) in self._database.rows(sql, (report_id,))] or [report_id]

    def set_groups(self, groups: Iterable[Sequence[str]]) -> None:
        """Say which reports are of one text, in one transaction; each group is named after the first published."""
        with self._database.transaction():
            for group in groups:
                keys = ", ".join(str(self._reports.key(each)) for each in group)
                first = f"SELECT id FROM reports WHERE id IN ({keys}) ORDER BY day IS NULL, day, id LIMIT 1"
                name = self._database.value(first) if len(group) > 1 else None
                self._database.run(f"UPDATE reports SET text_group = ? WHERE id IN ({keys})", (name,))

    def unclear(self, *, below: float, limit: int) -> list[Copy]:
        """Copies that have no more than this share of their text in common, the least clear first."""
        sql = "SELECT record FROM copies WHERE share < ? ORDER BY share LIMIT ?"
        return [Copy.from_dict(json.loads(record)) for (record,) in self._database.rows(sql, (below, limit))]

    def _compared(self) -> int:
        return int(self._database.value("SELECT value FROM marks WHERE name = ?", (_COMPARED,)) or 0)

    def _join(self, one: int | None, other: int | None) -> None:
        members = """SELECT id FROM reports WHERE id IN (?1, ?2) OR text_group IN
            (SELECT text_group FROM reports WHERE id IN (?1, ?2) AND text_group IS NOT NULL)"""
        first = self._database.value(
            f"SELECT id FROM reports WHERE id IN ({members}) ORDER BY day IS NULL, day, id LIMIT 1", (one, other)
        )
        self._database.run(f"UPDATE reports SET text_group = ?3 WHERE id IN ({members})", (one, other, first))
