"""Reports as they came in: their bytes, texts, versions and arrivals; and what was found in them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any, Final, Unpack

from standoff.errors import CasebookDamagedError, CasebookError
from standoff.records import Rejection, Report, Span
from standoff.store.addresses import address_of
from standoff.store.conditions import Conditions
from standoff.store.database import Database
from standoff.store.kept import Arrival, KeptReport, ReportConditions, ReportLine, instant, text_id_of
from standoff.store.names import publisher_key, release_key
from standoff.store.pack import pack, pack_json, unpack, unpack_json
from standoff.store.paging import Page, Position, page_of

__all__ = ["Reports"]

_LEANS_UP_TO: Final = 1 << 18
"""A text is packed with its original as dictionary when that is no larger: a text is not to be found again in a PDF."""


_LINES = """SELECT r.id, r.uid, r.title, p.name, r.day, r.url, r.claims, g.uid, v.uid, n.uid
    FROM reports r LEFT JOIN publishers p ON p.id = r.publisher LEFT JOIN reports g ON g.id = r.text_group
    LEFT JOIN reports v ON v.id = r.version_of LEFT JOIN reports n ON n.id = r.replaced_by"""


class Reports:
    """The reports of a casebook."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # Reading

    def count(self, *, at_most: int | None = None, **conditions: Unpack[ReportConditions]) -> int:
        """How many reports meet all conditions; without any, all versions of all. Not counted on after ``at_most``."""
        found = self._conditions(conditions)
        sql = f"SELECT count(*) FROM (SELECT 1 FROM reports r{found.where} LIMIT ?)"
        return int(self._database.value(sql, (*found.given, -1 if at_most is None else at_most)))

    def line(self, uid: str) -> ReportLine | None:
        """What a list says of one report."""
        return next((_line(row) for row in self._database.rows(f"{_LINES} WHERE r.uid = ?", (uid,))), None)

    def matching(self, beginning: str, *, limit: int = 10) -> list[str]:
        """The ids that begin so, in order; an id that is wholly so stands alone."""
        if self.key(beginning) is not None:
            return [beginning]
        sql = "SELECT uid FROM reports WHERE uid >= ? AND uid < ? ORDER BY uid LIMIT ?"
        return [uid for (uid,) in self._database.rows(sql, (beginning, beginning + "\U0010ffff", limit))]

    def key(self, uid: str) -> int | None:
        """The number of a report inside the casebook."""
        found: int | None = self._database.value("SELECT id FROM reports WHERE uid = ?", (uid,))
        return found

    def lines(
        self, *, limit: int | None = None, skip: int = 0, **conditions: Unpack[ReportConditions]
    ) -> Iterator[ReportLine]:
        """The reports that meet all conditions, last published first, those without a day at the end; the first
        ``skip`` are left out."""
        found = self._conditions(conditions)
        sql = f"{_LINES}{found.where} ORDER BY r.day DESC, r.id DESC LIMIT ? OFFSET ?"
        yield from map(_line, self._database.rows(sql, (*found.given, -1 if limit is None else limit, skip)))

    def page(
        self, *, limit: int, after: Position | None = None, **conditions: Unpack[ReportConditions]
    ) -> Page[ReportLine]:
        """The first reports, in that order, that come after a position."""
        found = self._conditions(conditions)
        found.ask_after("r.day", "r.id", after)
        sql = f"{_LINES}{found.where} ORDER BY r.day DESC, r.id DESC LIMIT ?"
        rows = self._database.rows(sql, (*found.given, limit + 1))
        return page_of((((row[4], row[0]), partial(_line, row)) for row in rows), limit)

    def _conditions(self, asked: ReportConditions) -> Conditions:
        found = Conditions(self._database)
        publisher, query, is_current = asked.get("publisher"), asked.get("query"), asked.get("is_current")
        since, until = asked.get("since"), asked.get("until")
        if publisher is not None:
            found.ask_publisher(publisher)
        if since is not None:
            found.ask("r.day >= ?", since.toordinal())
        if until is not None:
            found.ask("r.day <= ?", until.toordinal())
        found.ask_words("r.id", "report_words", ("", query))
        if is_current is not None:
            found.ask(f"r.replaced_by IS {'NULL' if is_current else 'NOT NULL'}")
        return found

    def kept(self, uid: str) -> KeptReport | None:
        """A report with all that is known of it."""
        line = self.line(uid)
        if line is None:
            return None
        return KeptReport(line, self._report(line.key, uid), tuple(self._arrivals(line.key)), self.versions(uid))

    def text(self, uid: str) -> str | None:
        """The text of a report."""
        key = self.key(uid)
        return None if key is None else self.text_at(key)[0]

    def text_at(self, key: int) -> tuple[str, bytes]:
        """The text of the report with this number, and the bytes of its original where it leans on them."""
        return self.texts_at((key,))[key]

    def texts_at(self, keys: Collection[int]) -> dict[int, tuple[str, bytes]]:
        """The texts of the reports with these numbers, each with the bytes of its original where it leans on them."""
        sql = """SELECT t.report, t.text, t.leans, o.body FROM texts t JOIN reports r ON r.id = t.report
            LEFT JOIN originals o ON o.id = r.original AND t.leans
            WHERE t.report IN (SELECT value FROM json_each(?))"""
        found: dict[int, tuple[str, bytes]] = {}
        for key, packed, leans, body in self._database.all_rows(sql, (json.dumps(list(keys)),)):
            try:
                original = unpack(body) if leans else b""
                found[key] = unpack(packed, original).decode("utf-8", "surrogatepass"), original
            except (ValueError, TypeError) as error:
                raise self._damaged(key, str(error)) from error
        for key in keys:
            if key not in found:
                raise self._damaged(key, "its text is missing")
        return found

    def _report(self, key: int, uid: str) -> Report:
        text, original = self.text_at(key)
        details, body, leans = self._database.row(
            "SELECT t.details, o.body, t.leans FROM texts t JOIN reports r ON r.id = t.report "
            "LEFT JOIN originals o ON o.id = r.original WHERE t.report = ?",
            (key,),
        ) or (b"", None, 0)
        try:
            shape = unpack_json(details)
            if body is not None and not leans:
                original = unpack(body)
            return Report.from_dict(shape | {"id": uid, "text": text}, original)
        except (ValueError, KeyError, TypeError) as error:
            raise self._damaged(key, f"its details cannot be read: {error!r}") from error

    def _arrivals(self, key: int) -> Iterator[Arrival]:
        sql = """SELECT a.at, a.how, a.whence, o.sha256, a.received_at, s.version FROM arrivals a
            LEFT JOIN originals o ON o.id = a.original JOIN releases s ON s.id = a.release
            WHERE a.report = ? ORDER BY a.id"""
        for at, how, whence, sha256, received_at, release in self._database.rows(sql, (key,)):
            yield Arrival(
                datetime.fromisoformat(at),
                how,
                whence,
                sha256.hex() if sha256 else None,
                datetime.fromisoformat(received_at) if received_at else None,
                release,
            )

    def get(self, uid: str) -> Report | None:
        """A report with its bytes."""
        key = self.key(uid)
        return None if key is None else self._report(key, uid)

    def heads(self, uids: Iterable[str]) -> dict[str, Report]:
        """Reports without their texts, bytes and blocks, which cost most of reading them."""
        sql = """SELECT r.uid, r.id, t.details FROM reports r LEFT JOIN texts t ON t.report = r.id
            WHERE r.uid IN (SELECT value FROM json_each(?))"""
        found: dict[str, Report] = {}
        for uid, key, details in self._database.all_rows(sql, (json.dumps(list(uids)),)):
            try:
                found[uid] = Report.from_dict(unpack_json(details) | {"id": uid, "text": "", "blocks": ()}, b"")
            except (ValueError, KeyError, TypeError) as error:
                raise self._damaged(key, f"its details cannot be read: {error!r}") from error
        return found

    def versions(self, uid: str) -> tuple[str, ...]:
        """The ids of all versions of a report, the oldest first, its own among them; empty where there is but one."""
        own = "SELECT id, coalesce(version_of, replaced_by) FROM reports WHERE uid = ?"
        key, other = self._database.row(own, (uid,)) or (None, None)
        if other is None:
            return ()
        sql = """WITH RECURSIVE
            older (id, step) AS (SELECT ?1, 0 UNION ALL
                SELECT r.version_of, step - 1 FROM older JOIN reports r USING (id)
                WHERE r.version_of IS NOT NULL AND step > -1000),
            newer (id, step) AS (SELECT ?1, 0 UNION ALL
                SELECT r.replaced_by, step + 1 FROM newer JOIN reports r USING (id)
                WHERE r.replaced_by IS NOT NULL AND step < 1000)
            SELECT r.uid FROM (SELECT * FROM older UNION SELECT * FROM newer) JOIN reports r USING (id) ORDER BY step"""
        return tuple(version for (version,) in self._database.rows(sql, (key,)))

    def published(self, uids: Iterable[str]) -> dict[str, date]:
        """The day of each of some reports of which that is known, and of which there is but one version."""
        sql = """SELECT uid, day FROM reports WHERE uid IN (SELECT value FROM json_each(?))
            AND day IS NOT NULL AND version_of IS NULL AND replaced_by IS NULL"""
        return {uid: date.fromordinal(day) for uid, day in self._database.all_rows(sql, (json.dumps(list(uids)),))}

    def rejections(self, uid: str) -> Iterator[Rejection]:
        """What was set aside of a report, and why."""
        key = self.key(uid)
        if key is None:
            return
        text = self.text_at(key)[0]
        sql = "SELECT stage, reason, subject, first, past FROM rejections WHERE report = ? ORDER BY id"
        for stage, reason, subject, first, past in self._database.rows(sql, (key,)):
            yield Rejection(stage, reason, uid, subject, None if first is None else Span.of(text, first, past))

    def rejected_inputs(self) -> Iterator[Rejection]:
        """Inputs of which no report could be made."""
        sql = "SELECT stage, reason, subject FROM rejections WHERE report IS NULL ORDER BY id"
        for stage, reason, subject in self._database.rows(sql):
            yield Rejection(stage, reason, None, subject)

    def identify(self, report: Report, content: str, taken: Mapping[str, str]) -> tuple[str, bool]:
        """The id under which a report is kept or would be, and whether it is kept.

        That is its own id, unless another content has that id, here or in ``taken`` (ids and contents to come): a
        report with an id of its own that was corrected. Its id is then told apart by its content.
        """
        for uid in (report.id, f"{report.id}~{content[:8]}"):
            kept = taken.get(uid) or self._database.value("SELECT content FROM reports WHERE uid = ?", (uid,))
            if kept is None or kept == content:
                return uid, kept is not None
        raise CasebookError(f"Two reports have the id {uid}.", advice="Give one of them another id.")

    # Writing, inside a transaction

    def put(self, report: Report, content: str, *, claims: int, release: str, at: datetime) -> tuple[int, str | None]:
        """Keep a report; its number, and the id of the report that it is a new version of."""
        database = self._database
        original = self._put_original(report)
        publisher = publisher_key(database, report.publisher)
        address, day = address_of(report.url), _ordinal(report.published_on)
        older = self._older_version(report, content, publisher, address, day)
        key = database.add(
            "reports",
            uid=report.id,
            content=content,
            text_id=text_id_of(report.text),
            original=original,
            publisher=publisher,
            title=_clean(report.title),
            url=report.url,
            address=address,
            day=day,
            claims=claims,
            version_of=older,
            release=release_key(database, release),
            analysed_at=instant(at),
        )
        if older is not None:
            database.run("UPDATE reports SET replaced_by = ? WHERE id = ?", (key, older))
        leans = original is not None and len(report.source_bytes) <= _LEANS_UP_TO
        details = {name: value for name, value in report.to_dict().items() if name not in ("id", "record", "text")}
        plain = report.text.encode("utf-8", "surrogatepass")
        database.add(
            "texts",
            report=key,
            leans=leans,
            text=pack(plain, report.source_bytes if leans else b""),
            details=pack_json(details),
        )
        database.add("report_words", rowid=key, title=_clean(report.title), text=_clean(report.text))
        return key, database.value("SELECT uid FROM reports WHERE id = ?", (older,)) if older is not None else None

    def put_arrival(self, key: int, report: Report, *, how: str, whence: str, release: str, at: datetime) -> bool:
        """Note that a report came in. The same bytes from the same place are noted once; whether that was now."""
        database = self._database
        original = self._put_original(report)
        known = "SELECT 1 FROM arrivals WHERE report = ? AND whence = ? AND original IS ?"
        if database.row(known, (key, whence, original)):
            return False
        database.add(
            "arrivals",
            report=key,
            at=instant(at),
            how=how,
            whence=_clean(whence),
            received_at=instant(report.received_at),
            original=original,
            release=release_key(database, release),
        )
        return True

    def has_arrived(self, uid: str, whence: str, sha256: str | None) -> bool:
        """Whether a report's bytes came from there before."""
        sql = """SELECT 1 FROM reports r JOIN arrivals a ON a.report = r.id LEFT JOIN originals o ON o.id = a.original
            WHERE r.uid = ? AND a.whence = ? AND o.sha256 IS ?"""
        return self._database.row(sql, (uid, whence, bytes.fromhex(sha256) if sha256 else None)) is not None

    def put_rejections(self, key: int | None, rejections: tuple[Rejection, ...], at: datetime) -> None:
        """Keep what was set aside; an input that could not be read once for each reason."""
        for each in rejections:
            self._database.add_new(
                "rejections",
                report=key,
                stage=each.stage,
                reason=_clean(each.reason),
                subject=_clean(each.subject),
                first=each.span.start if each.span else None,
                past=each.span.end if each.span else None,
                at=instant(at),
            )

    def has_rejection(self, key: int | None, rejection: Rejection) -> bool:
        """Whether just this was set aside before."""
        sql = "SELECT 1 FROM rejections WHERE report IS ? AND subject IS ? AND stage = ? AND reason = ?"
        given = (key, _clean(rejection.subject), rejection.stage, _clean(rejection.reason))
        return self._database.row(sql, given) is not None

    def drop_rejections(self, key: int) -> None:
        """Forget what an analysis of a report set aside: another takes its place."""
        self._database.run("DELETE FROM rejections WHERE report = ? AND stage <> 'read'", (key,))

    def mark_analysed(self, key: int, *, claims: int, release: str, at: datetime) -> None:
        """Say by which version a report was read last, and how many claims that gave."""
        self._database.run(
            "UPDATE reports SET claims = ?, release = ?, analysed_at = ? WHERE id = ?",
            (claims, release_key(self._database, release), instant(at), key),
        )

    def _put_original(self, report: Report) -> int | None:
        if not report.sha256 or not report.source_bytes:
            return None
        sha256 = bytes.fromhex(report.sha256)
        found: int | None = self._database.value("SELECT id FROM originals WHERE sha256 = ?", (sha256,))
        if found is None:
            found = self._database.add(
                "originals", sha256=sha256, size=len(report.source_bytes), body=pack(report.source_bytes)
            )
        return found

    def _older_version(
        self, report: Report, content: str, publisher: int | None, address: str | None, day: int | None
    ) -> int | None:
        """The report that this one corrects: the last kept with the same id of its own, or the same address, or the
        same publisher, title and day where not both have an address; with other words."""
        database = self._database
        if report.id.endswith(f"~{content[:8]}"):
            found = database.value("SELECT id FROM reports WHERE uid = ?", (report.id.removesuffix(f"~{content[:8]}"),))
            while found is not None:
                newer = database.value("SELECT replaced_by FROM reports WHERE id = ?", (found,))
                if newer is None:
                    return int(found)
                found = newer
        if address is not None:
            sql = """SELECT id, title, text_id FROM reports WHERE address = ? AND replaced_by IS NULL
                ORDER BY id DESC LIMIT 1"""
            row = database.row(sql, (address,))
            if row and row[1:] != (_clean(report.title), text_id_of(report.text)):
                return int(row[0])
        if publisher is not None and report.title and day is not None:
            sql = """SELECT id, text_id FROM reports WHERE publisher = ? AND day = ? AND title = ?
                AND replaced_by IS NULL AND (address IS NULL OR ? IS NULL) ORDER BY id DESC LIMIT 1"""
            row = database.row(sql, (publisher, day, _clean(report.title), address))
            if row and row[1] != text_id_of(report.text):
                return int(row[0])
        return None

    def _damaged(self, key: int, what: str) -> CasebookDamagedError:
        uid = self._database.value("SELECT uid FROM reports WHERE id = ?", (key,))
        return CasebookDamagedError(
            f"{self._database.path} is damaged at report {uid or key}: {what}.",
            advice="`standoff check` lists all that is wrong. Add the report again to a new casebook.",
        )


def _line(row: tuple[Any, ...]) -> ReportLine:
    key, uid, title, publisher, day, url, claims, group, version_of, replaced_by = row
    published_on = None if day is None else date.fromordinal(day)
    return ReportLine(uid, title, publisher, published_on, url, claims, group, version_of, replaced_by, key)


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None


def _clean(text: str | None) -> str | None:
    """Text as a column can hold it: without halves of surrogate pairs."""
    return text if text is None or text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
