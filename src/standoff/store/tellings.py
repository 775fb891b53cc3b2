"""What each report tells, how like the tellings of different reports are, and of which incident each is held to tell.

All of it follows from claims and judgements and can be made anew. A telling goes through three states: it waits to be
compared with others, then to be put together with them, then it is settled.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from standoff.errors import CasebookDamagedError
from standoff.store.database import Database
from standoff.store.pack import pack, pack_json, unpack, unpack_json
from standoff.store.reports import Reports

if TYPE_CHECKING:  # numpy, which most of what is asked of a casebook needs not, is brought where pairs are
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Compared", "Pairs", "PutTelling", "Standing", "Tellings", "Unclear"]

_TO_COMPARE: Final = 0
_TO_SETTLE: Final = 1
_SETTLED: Final = 2
_WAITS: Final = f"t.state < {_SETTLED}"
"""As the index has it: SQLite does not see that whoever is in one of the first two states waits."""
_WORDS_FROM: Final = "words_counted_over"
_STALE: Final = "tellings_changed"
_NEAR: Final = -1.0
"""Pairs from so many log-odds on have a row each; the others, by far the most, are packed: they are only asked for
together."""
_FAR: Final = struct.Struct("<qf?")
"""A pair so packed: the number of the other telling, the score, and whether it is contradicted."""
_FAR_FIELDS: Final = [("other", "<i8"), ("score", "<f4"), ("contradicted", "?")]

Compared = tuple[int, float, bool]
"""The other telling, by its number; the log-odds that it is one with this, and whether it cannot be."""
PutTelling = tuple[str, bool, int | None, Sequence[int], Mapping[str, Any]]


class Unclear(NamedTuple):
    """Two tellings that could as well be one as not, with their log-odds, and the incident of each."""

    score: float
    a: str
    b: str
    one: str
    other: str


class Standing(NamedTuple):
    """Of which report a telling is, by its number or id, of which text that is a copy, and whether it is about it."""

    report: int | str
    text: int | str
    is_main: bool


class Pairs(NamedTuple):
    """Pairs of tellings that were compared, by their places in the list that was asked about: the log-odds that they
    are one, and whether they cannot be."""

    a: NDArray[np.int64]
    b: NDArray[np.int64]
    score: NDArray[np.float64]
    is_contradicted: NDArray[np.bool_]


class Tellings:
    """The tellings of a casebook."""

    def __init__(self, database: Database, reports: Reports) -> None:
        self._database = database
        self._reports = reports

    # What there is

    def count(self, *, is_main: bool | None = None) -> int:
        """How many there are, or how many that their report is about."""
        where = "" if is_main is None else f" WHERE main = {int(is_main)}"
        return int(self._database.value(f"SELECT count(*) FROM tellings{where}"))

    def waiting(self) -> list[str]:
        """The ids of the reports that have no tellings yet, by day; reports that were corrected since have none."""
        sql = """SELECT r.uid FROM reports r WHERE r.replaced_by IS NULL
            AND NOT EXISTS (SELECT 1 FROM tellings t WHERE t.report = r.id) ORDER BY r.day IS NULL, r.day, r.uid"""
        return [uid for (uid,) in self._database.rows(sql)]

    def count_waiting(self) -> int:
        """How many those are; counted in indexes, for reports are larger."""
        untold = "NOT EXISTS (SELECT 1 FROM tellings t WHERE t.report = r.id)"
        sql = f"""SELECT (SELECT count(*) FROM reports r WHERE {untold})
            - (SELECT count(*) FROM reports r WHERE r.replaced_by IS NOT NULL AND {untold})"""
        return int(self._database.value(sql))

    def unsettled(self) -> int:
        """Of how many reports tellings wait to be compared or put together."""
        return int(self._database.value(f"SELECT count(DISTINCT report) FROM tellings WHERE state < {_SETTLED}"))

    def corrected(self) -> list[str]:
        """The ids of the reports that have tellings and were corrected since."""
        sql = """SELECT r.uid FROM reports r WHERE r.replaced_by IS NOT NULL
            AND EXISTS (SELECT 1 FROM tellings t WHERE t.report = r.id) ORDER BY +r.uid"""
        return [uid for (uid,) in self._database.rows(sql)]

    def of_report(self, report_id: str) -> list[str]:
        """The ids of a report's tellings."""
        sql = "SELECT t.uid FROM tellings t JOIN reports r ON r.id = t.report WHERE r.uid = ? ORDER BY t.uid"
        return [uid for (uid,) in self._database.rows(sql, (report_id,))]

    def reports_of(self, uids: Iterable[str]) -> dict[str, str]:
        """For each of some tellings the id of the report that has it."""
        sql = """SELECT t.uid, r.uid FROM tellings t JOIN reports r ON r.id = t.report
            WHERE t.uid IN (SELECT value FROM json_each(?))"""
        return dict(self._database.all_rows(sql, (json.dumps(list(uids)),)))

    def of_incident(self, incident_id: str) -> list[str]:
        """The ids of the tellings that an incident was formed of."""
        sql = "SELECT t.uid FROM tellings t JOIN incidents i ON i.id = t.incident WHERE i.uid = ? ORDER BY t.uid"
        return [uid for (uid,) in self._database.rows(sql, (incident_id,))]

    def shape(self, uid: str) -> dict[str, Any]:
        """A telling as it was put."""
        packed = self._database.value("SELECT shape FROM tellings WHERE uid = ?", (uid,))
        return self._unpacked(packed)

    def shapes(self, uids: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Some tellings as they were put."""
        sql = "SELECT uid, shape FROM tellings WHERE uid IN (SELECT value FROM json_each(?))"
        return {uid: self._unpacked(packed) for uid, packed in self._database.all_rows(sql, (json.dumps(list(uids)),))}

    def main_shapes(self) -> Iterator[dict[str, Any]]:
        """The tellings that their report is about."""
        for (packed,) in self._database.rows("SELECT shape FROM tellings WHERE main = 1"):
            yield self._unpacked(packed)

    def _unpacked(self, packed: Any) -> dict[str, Any]:
        try:
            found: dict[str, Any] = unpack_json(packed)
        except (ValueError, TypeError) as error:
            raise self._damaged(error) from error
        return found

    def _damaged(self, error: Exception) -> CasebookDamagedError:
        return CasebookDamagedError(
            f"{self._database.path} is damaged: a telling cannot be read: {error!r}.",
            advice="`standoff link --anew` makes the tellings anew.",
        )

    # Coming and going

    def put(self, report_id: str, tellings: Iterable[PutTelling]) -> None:
        """Keep the tellings of a report, each with its id, whether the report is about it, the square it lies in and
        the keys under which it is found again; those of the report's copies, and of the incidents they are of, are to
        be settled anew."""
        database = self._database
        with database.transaction():
            report = self._reports.key(report_id)
            for uid, is_main, area, keys, shape in tellings:
                packed = pack_json(dict(shape))
                number = database.add(
                    "tellings", uid=uid, report=report, main=is_main, area=area, state=_TO_COMPARE, shape=packed
                )
                database.run_many("INSERT INTO telling_keys VALUES (?, ?)", [(key, number) for key in keys])
            copies = """SELECT o.uid FROM reports r JOIN reports o ON o.text_group = r.text_group
                WHERE r.id = ? AND o.id <> r.id"""
            self.touch(uid for (uid,) in list(database.rows(copies, (report,))))
            self._mark_stale()

    def drop(self, report_id: str) -> None:
        """Forget the tellings of a report: it waits for new ones. What it was joined with is to be settled anew."""
        with self._database.transaction():
            self.touch((report_id,))
            key = self._reports.key(report_id)
            self._database.run("DELETE FROM tellings WHERE report = ?", (key,))
            self._mark_stale()

    def touch(self, report_ids: Iterable[str]) -> None:
        """Say that the tellings of reports, and all that they are joined with, are to be settled anew."""
        sql = f"""UPDATE tellings SET state = {_TO_SETTLE} WHERE state = {_SETTLED} AND (report = ?1 OR incident IN
            (SELECT incident FROM tellings WHERE report = ?1 AND incident IS NOT NULL))"""
        with self._database.transaction():
            for report_id in report_ids:
                self._database.run(sql, (self._reports.key(report_id),))

    def forget_all(self) -> None:
        """Forget all tellings and comparisons; incidents stay until others take their place."""
        with self._database.transaction():
            self._database.run("DELETE FROM tellings")
            self._database.run("DELETE FROM telling_words")
            self._mark(_WORDS_FROM, "0")
            self._mark_stale()

    # The rarity of words

    def are_stale(self) -> bool:
        """Whether tellings came or went since words were counted."""
        return bool(self._database.value("SELECT 1 FROM marks WHERE name = ? AND value = '1'", (_STALE,)))

    def counted_over(self) -> int:
        """Over how many tellings words were last counted."""
        return int(self._database.value("SELECT value FROM marks WHERE name = ?", (_WORDS_FROM,)) or 0)

    def having(self, word: str) -> int:
        """In how many tellings a word was, when they were last counted."""
        return int(self._database.value("SELECT tellings FROM telling_words WHERE word = ?", (word,)) or 0)

    def put_words(self, counts: Mapping[str, int], *, over: int) -> None:
        """Keep how rare words are; all tellings are to be compared anew by it."""
        database = self._database
        with database.transaction():
            database.run("DELETE FROM telling_words")
            database.run_many("INSERT INTO telling_words VALUES (?, ?)", sorted(counts.items()))
            database.run("DELETE FROM comparisons")
            database.run("DELETE FROM far")
            database.run(f"UPDATE tellings SET state = {_TO_COMPARE} WHERE state <> {_TO_COMPARE}")
            self._mark(_WORDS_FROM, str(over))
            self._mark(_STALE, "0")

    def _mark_stale(self) -> None:
        self._mark(_STALE, "1")

    def _mark(self, name: str, value: str) -> None:
        self._database.run(
            "INSERT INTO marks (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2", (name, value)
        )

    # Comparing

    def extent(self) -> tuple[int, int]:
        """How many tellings there are, and the highest of their numbers, which ``holders`` gives."""
        count, highest = self._database.row("SELECT count(*), max(id) FROM tellings") or (0, 0)
        return count, highest or 0

    def uid(self, number: int) -> str:
        """The id of the telling with this number."""
        return str(self._database.value("SELECT uid FROM tellings WHERE id = ?", (number,)))

    def holders(self, key: int, *, most: int) -> list[int]:
        """The numbers of tellings that have a key, no more than ``most``."""
        sql = "SELECT telling FROM telling_keys WHERE key = ? LIMIT ?"
        return [number for (number,) in self._database.rows(sql, (key, most))]

    def to_compare(self) -> list[int]:
        """The numbers of the tellings that wait to be compared, those of one square and day together."""
        sql = f"""SELECT t.id FROM tellings t JOIN reports r ON r.id = t.report
            WHERE {_WAITS} AND t.state = {_TO_COMPARE} ORDER BY t.area IS NULL, t.area, r.day, t.uid"""
        return [number for (number,) in self._database.rows(sql)]

    def put_compared(self, found: Iterable[tuple[int, Sequence[Compared]]]) -> None:
        """Keep, in one transaction, that tellings were compared and what came of it."""
        add = "INSERT OR REPLACE INTO comparisons (a, b, score, contradicted) VALUES (?, ?, ?, ?)"
        with self._database.transaction():
            for number, compared in found:
                near = [
                    (min(number, other), max(number, other), round(score, 6), is_contradicted)
                    for other, score, is_contradicted in compared
                    if score >= _NEAR
                ]
                far = b"".join(_FAR.pack(*each) for each in compared if each[1] < _NEAR)
                self._database.run_many(add, near)
                self._database.run("INSERT OR REPLACE INTO far VALUES (?, ?)", (number, pack(far)))
                self._database.run(f"UPDATE tellings SET state = {_TO_SETTLE} WHERE id = ?", (number,))

    # Settling

    def to_settle(self) -> list[str]:
        """The ids of the tellings that wait to be put together with others, those of one report together."""
        sql = f"SELECT t.uid FROM tellings t WHERE {_WAITS} AND t.state = {_TO_SETTLE} ORDER BY t.report, t.uid"
        return [uid for (uid,) in self._database.rows(sql)]

    def near(self, uid: str) -> list[tuple[str, float]]:
        """The tellings that are likelier one with a telling than not, and by how much."""
        sql = """SELECT t.uid, c.score FROM
            (SELECT b AS other, score, contradicted FROM comparisons WHERE a = ?1
             UNION ALL SELECT a, score, contradicted FROM comparisons WHERE b = ?1) c
            JOIN tellings t ON t.id = c.other WHERE c.score > 0 AND NOT c.contradicted"""
        number = self._database.value("SELECT id FROM tellings WHERE uid = ?", (uid,))
        return self._database.all_rows(sql, (number,))

    def beside(self, uids: Iterable[str], incident_id: str) -> list[str]:
        """The tellings that are likelier one with some telling than not, but for those that an incident was formed
        of."""
        sql = """WITH asked AS MATERIALIZED (SELECT id FROM tellings WHERE uid IN (SELECT value FROM json_each(?1))),
            own AS MATERIALIZED
                (SELECT id FROM tellings WHERE incident = (SELECT id FROM incidents WHERE uid = ?2))
            SELECT uid FROM tellings WHERE id IN
            (SELECT c.b FROM asked CROSS JOIN comparisons c ON c.a = asked.id
                WHERE c.b NOT IN own AND c.score > 0 AND NOT c.contradicted
             UNION SELECT c.a FROM asked CROSS JOIN comparisons c ON c.b = asked.id
                WHERE c.a NOT IN own AND c.score > 0 AND NOT c.contradicted)"""
        return [uid for (uid,) in self._database.all_rows(sql, (json.dumps(list(uids)), incident_id))]

    def pairs_among(self, uids: Sequence[str]) -> Pairs:
        """All comparisons between any two of some tellings, each once."""
        import numpy as np

        place = {uid: at for at, uid in enumerate(uids)}
        sql = "SELECT id, uid FROM tellings WHERE uid IN (SELECT value FROM json_each(?)) ORDER BY id"
        known = self._database.all_rows(sql, (json.dumps(list(uids)),))
        asked = (json.dumps([number for number, _ in known]),)
        sql = "SELECT a, b, score, contradicted FROM comparisons WHERE a IN (SELECT value FROM json_each(?))"
        near = np.array(self._database.all_rows(sql, asked), np.float64).reshape(-1, 4)  # doubles hold all numbers
        sql = "SELECT telling, pairs FROM far WHERE telling IN (SELECT value FROM json_each(?))"
        packed = [(number, self._far(pairs)) for number, pairs in self._database.all_rows(sql, asked)]
        far = np.frombuffer(b"".join(pairs for _, pairs in packed), np.dtype(_FAR_FIELDS))
        from_ = np.repeat([number for number, _ in packed], [len(pairs) // _FAR.size for _, pairs in packed])
        a, b = np.concatenate([near[:, 0], from_]), np.concatenate([near[:, 1], far["other"]])

        numbers = np.array([number for number, _ in known], np.float64)
        a_at, b_at = (np.minimum(np.searchsorted(numbers, each), len(numbers) - 1) for each in (a, b))
        among = np.flatnonzero((numbers[a_at] == a) & (numbers[b_at] == b))
        places = np.array([place[uid] for _, uid in known], np.int64)
        one, other = places[a_at[among]], places[b_at[among]]
        first, last = np.minimum(one, other), np.maximum(one, other)
        if len(far):  # such a pair may have been compared from either side
            once = np.unique(first * len(place) + last, return_index=True)[1]
            among, first, last = among[once], first[once], last[once]
        score = np.concatenate([near[:, 2], far["score"]])
        is_contradicted = np.concatenate([near[:, 3] != 0, far["contradicted"]])
        return Pairs(first, last, score[among], is_contradicted[among])

    def _far(self, packed: bytes) -> bytes:
        try:
            pairs = unpack(packed)
            if len(pairs) % _FAR.size:
                raise ValueError(f"{len(pairs)} bytes are no whole number of pairs")
        except ValueError as error:
            raise self._damaged(error) from error
        return pairs

    def standing(self, uids: Iterable[str]) -> dict[str, Standing]:
        """Where each of some tellings stands."""
        sql = """SELECT t.uid, t.report, coalesce(r.text_group, r.id), t.main FROM tellings t
            JOIN reports r ON r.id = t.report WHERE t.uid IN (SELECT value FROM json_each(?))"""
        found = self._database.rows(sql, (json.dumps(list(uids)),))
        return {uid: Standing(report, text, bool(main)) for uid, report, text, main in found}

    def incidents_of(self, uids: Iterable[str]) -> dict[str, set[str]]:
        """The incidents that tellings were held to be of, by their ids, and which of them each has."""
        found: dict[str, set[str]] = {}
        sql = """SELECT i.uid, t.uid FROM tellings t JOIN incidents i ON i.id = t.incident
            WHERE t.uid IN (SELECT value FROM json_each(?))"""
        for incident, telling in self._database.rows(sql, (json.dumps(list(uids)),)):
            found.setdefault(incident, set()).add(telling)
        return found

    def settle(self, incident_id: str | None, uids: Iterable[str]) -> None:
        """Say, inside the transaction in which the incident was put, that it was formed of these tellings; or that none
        is formed of them."""
        number = self._database.value("SELECT id FROM incidents WHERE uid = ?", (incident_id,))
        self._database.run_many(
            f"UPDATE tellings SET incident = ?, state = {_SETTLED} WHERE uid = ?", [(number, uid) for uid in uids]
        )

    def orphans(self) -> list[str]:
        """The ids of incidents of which no telling, or no claim, is left."""
        sql = """SELECT uid FROM incidents i WHERE NOT EXISTS (SELECT 1 FROM tellings t WHERE t.incident = i.id)
            OR NOT EXISTS (SELECT 1 FROM incident_claims m WHERE m.incident = i.id) ORDER BY uid"""
        return [uid for (uid,) in self._database.rows(sql)]

    def unclear(self, *, limit: int) -> list[Unclear]:
        """Pairs that could as well be one as not and are of two incidents, the least clear first."""
        keys = (("tellings", "c.a"), ("tellings", "c.b"), ("incidents", "x.incident"), ("incidents", "y.incident"))
        names = ", ".join(f"(SELECT uid FROM {table} WHERE id = {key})" for table, key in keys)
        sql = f"""SELECT c.score, {names} FROM comparisons c INDEXED BY comparisons_unclear
            CROSS JOIN tellings x INDEXED BY tellings_about ON x.id = c.a AND x.main = 1
            CROSS JOIN tellings y INDEXED BY tellings_about ON y.id = c.b AND y.main = 1
            WHERE c.score BETWEEN -1 AND 1 AND c.contradicted = 0 AND x.incident <> y.incident
            ORDER BY abs(c.score), 2, 3 LIMIT ?"""
        return [Unclear(*row) for row in self._database.rows(sql, (limit,))]

    def text_groups(self, report_ids: Sequence[str]) -> dict[str, str]:
        """Of reports of which some are copies of each other: the first published of its copies among them, for each."""
        groups: dict[int, list[tuple[bool, int, str]]] = {}
        sql = """SELECT uid, text_group, day FROM reports WHERE text_group IS NOT NULL
            AND uid IN (SELECT value FROM json_each(?))"""
        for uid, group, day in self._database.rows(sql, (json.dumps(list(report_ids)),)):
            groups.setdefault(group, []).append((day is None, day or 0, uid))
        return {uid: min(members)[2] for members in groups.values() if len(members) > 1 for _, _, uid in members}
