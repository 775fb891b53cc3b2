"""What people, and the machine, decided: added to, never altered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta

from standoff.records import Judgement
from standoff.store.database import Database

__all__ = ["Judgements"]


class Judgements:
    """The judgements of a casebook, in the order in which they were made."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, judgement: Judgement) -> bool:
        """Keep a judgement, in one transaction; whether it is a new one."""
        database = self._database
        with database.transaction():
            if database.row("SELECT 1 FROM judgements WHERE uid = ?", (judgement.id,)):
                return False
            shape = judgement.to_dict()
            key = database.add(
                "judgements",
                uid=judgement.id,
                verdict=judgement.verdict,
                by=judgement.by,
                at=shape["at"],
                record=json.dumps(shape, ensure_ascii=False, separators=(",", ":")),
            )
            for subject in judgement.subjects:
                database.add_new(
                    "judgement_subjects",
                    kind=subject.kind,
                    uid=subject.id,
                    judgement=key,
                    report=subject.report_id,
                )
            return True

    def get(self, uid: str) -> Judgement | None:
        """One judgement."""
        return next(self._judgements("WHERE uid = ?", (uid,)), None)

    def matching(self, beginning: str, *, limit: int = 10) -> list[str]:
        """The ids that begin so, in order."""
        sql = "SELECT uid FROM judgements WHERE uid >= ? AND uid < ? ORDER BY uid LIMIT ?"
        return [uid for (uid,) in self._database.rows(sql, (beginning, beginning + "\U0010ffff", limit))]

    def all(self) -> Iterator[Judgement]:
        """All of them, revoked ones and those that revoke them too."""
        yield from self._judgements("ORDER BY id", ())

    def standing(self, *, until: date | None = None) -> Iterator[Judgement]:
        """Those that nobody took back; as things stood at the end of the day ``until`` (UTC), where it is given."""
        before = (until + timedelta(days=1)).isoformat() if until is not None and until < date.max else "~"
        yield from self._judgements(
            "WHERE at < ?1 AND verdict <> 'revoke' AND uid NOT IN (SELECT s.uid FROM judgement_subjects s JOIN "
            "judgements r ON r.id = s.judgement WHERE s.kind = 'judgement' AND r.verdict = 'revoke' AND r.at < ?1) "
            "ORDER BY id",
            (before,),
        )

    def is_judged(self, report_id: str) -> bool:
        """Whether anybody ever judged a report to be a copy, or none."""
        sql = "SELECT 1 FROM judgement_subjects WHERE kind = 'report' AND uid = ?"
        return self._database.row(sql, (report_id,)) is not None

    def about(self, kind: str, uid: str) -> Iterator[Judgement]:
        """Those of which this claim, report, incident or judgement is a subject."""
        yield from self._judgements(
            "WHERE id IN (SELECT judgement FROM judgement_subjects WHERE kind = ? AND uid = ?) ORDER BY id", (kind, uid)
        )

    def _judgements(self, where: str, given: tuple[str, ...]) -> Iterator[Judgement]:
        for (record,) in self._database.rows(f"SELECT record FROM judgements {where}", given):
            yield Judgement.from_dict(json.loads(record))
