"""Incidents, and the columns by which they are found. They follow from claims and judgements and can be formed anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypedDict, Unpack

from standoff.errors import CasebookDamagedError
from standoff.records import Incident, distance_km
from standoff.store.claims import NO_DAY, ask_party, ask_place
from standoff.store.conditions import Conditions
from standoff.store.database import Database
from standoff.store.pack import pack_json, unpack_json

__all__ = ["IncidentConditions", "Incidents"]


class IncidentConditions(TypedDict, total=False):
    """What an incident must meet. ``place`` and ``query`` look for words, in the name of its place and in all that is
    said of it; ``party``, ``claimant``, ``box`` and ``near`` are as for claims; ``is_disputed`` and ``is_reviewed``
    leave out the others, or these."""

    since: date | None
    until: date | None
    type: str | None
    country: str | None
    status: str | None
    party: str | None
    claimant: str | None
    place: str | None
    box: tuple[float, float, float, float] | None
    near: tuple[float, float, float] | None
    query: str | None
    is_disputed: bool | None
    is_reviewed: bool | None


class Incidents:
    """The incidents of a casebook."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, incidents: Iterable[Incident], *, gone: Iterable[str] = ()) -> None:
        """Keep incidents in the place of those with the same ids, and forget those that are ``gone``, in one
        transaction. Parties and claimants are those of the claims."""
        with self._database.transaction():
            for uid in gone:
                self._drop(uid)
            for incident in incidents:
                self._drop(incident.id)
                self._put(incident)

    def get(self, uid: str) -> Incident | None:
        """One incident."""
        row = self._database.row("SELECT record FROM incidents WHERE uid = ?", (uid,))
        return self._incident(row[0]) if row else None

    def matching(self, beginning: str, *, limit: int = 10) -> list[str]:
        """The ids that begin so, in order."""
        sql = "SELECT uid FROM incidents WHERE uid >= ? AND uid < ? ORDER BY uid LIMIT ?"
        return [uid for (uid,) in self._database.rows(sql, (beginning, beginning + "\U0010ffff", limit))]

    def of_report(self, uid: str) -> list[str]:
        """The ids of the incidents that a report tells of."""
        sql = """SELECT DISTINCT i.uid FROM reports r JOIN claims c ON c.report = r.id
            JOIN incident_claims m ON m.claim = c.id JOIN incidents i ON i.id = m.incident
            WHERE r.uid = ? ORDER BY i.id"""
        return [uid for (uid,) in self._database.rows(sql, (uid,))]

    def of_claim(self, uid: str) -> list[str]:
        """The ids of the incidents that a claim is counted to."""
        sql = """SELECT i.uid FROM claims c JOIN incident_claims m ON m.claim = c.id
            JOIN incidents i ON i.id = m.incident WHERE c.uid = ? ORDER BY i.id"""
        return [uid for (uid,) in self._database.rows(sql, (uid,))]

    def count(self, *, at_most: int | None = None, **conditions: Unpack[IncidentConditions]) -> int:
        """How many incidents meet all conditions, ``near`` taken for its box; no more than ``at_most`` are counted."""
        found = self._conditions(conditions, is_counted=True)
        sql = f"SELECT count(*) FROM (SELECT 1 FROM {found.tables}incidents i{found.where} LIMIT ?)"
        return int(self._database.value(sql, (*found.given, -1 if at_most is None else at_most)))

    def find(self, *, limit: int | None = None, **conditions: Unpack[IncidentConditions]) -> Iterator[Incident]:
        """The incidents that meet all conditions, the last days first and those without a day at the end."""
        near, found = conditions.get("near"), self._conditions(conditions)
        sql = f"SELECT i.record, i.lat, i.lon FROM incidents i{found.where} ORDER BY i.first_day DESC, i.id DESC"
        for record, lat, lon in self._database.rows(sql, found.given):
            if limit is not None and limit <= 0:
                return
            if near and distance_km(near[0], near[1], lat, lon) > near[2]:
                continue
            if limit is not None:
                limit -= 1
            yield self._incident(record)

    def _conditions(self, asked: IncidentConditions, *, is_counted: bool = False) -> Conditions:
        found = Conditions(self._database, is_counted=is_counted)
        since, until, status = asked.get("since"), asked.get("until"), asked.get("status")
        kind, country, claimant = asked.get("type"), asked.get("country"), asked.get("claimant")
        party, place, query = asked.get("party"), asked.get("place"), asked.get("query")
        is_disputed, is_reviewed = asked.get("is_disputed"), asked.get("is_reviewed")
        if since is not None:
            found.ask("i.last_day >= ?", since.toordinal())
        if until is not None:
            found.ask("i.first_day <= ?", until.toordinal())
        if kind is not None:
            found.ask("i.type = ?", kind.upper())
        if country is not None:
            found.ask("i.country = ?", country.upper())
        if status is not None:
            found.ask("i.status = ?", status)
        if party is not None:
            ask_party(found, self._database, party, "i.id", "incident_parties", "incident")
        if claimant is not None:
            found.ask_claimant("i.id", "incident_claimants", "incident", claimant)
        ask_place(found, "i", "incident_places", asked.get("box"), asked.get("near"), (since, until))
        found.ask_words("i.id", "incident_words", ("place", place), ("", query))
        if is_disputed is not None:
            found.ask(f"i.disputes {'>' if is_disputed else '='} 0")
        if is_reviewed is not None:
            found.ask("i.reviewed = ?", int(is_reviewed))
        return found

    def _put(self, incident: Incident) -> None:
        database, where, when = self._database, incident.place, incident.when
        lat, lon = (where.lat, where.lon) if where else (None, None)
        first_day, last_day = (when.earliest.toordinal(), when.latest.toordinal()) if when else (None, None)
        key = database.add(
            "incidents",
            uid=incident.id,
            title=incident.title,
            type=incident.type,
            first_day=first_day,
            last_day=last_day,
            lat=lat,
            lon=lon,
            country=where.country if where else None,
            status=incident.status,
            disputes=len(incident.disputes),
            reports=len(incident.reports),
            reviewed=incident.is_reviewed,
            record=pack_json(incident.to_dict()),
        )
        database.run_many(
            "INSERT INTO incident_claims (incident, claim) SELECT ?, id FROM claims WHERE uid = ?",
            [(key, uid) for uid in incident.claims],
        )
        database.run(
            "INSERT OR IGNORE INTO incident_parties (actor, incident, role) SELECT p.actor, m.incident, p.role"
            " FROM incident_claims m JOIN claim_parties p ON p.claim = m.claim WHERE m.incident = ?",
            (key,),
        )
        database.run(
            "INSERT OR IGNORE INTO incident_claimants (claimant, incident) SELECT c.claimant, m.incident"
            " FROM incident_claims m JOIN claims c ON c.id = m.claim WHERE m.incident = ?",
            (key,),
        )
        if lat is not None and lon is not None:
            first, last = NO_DAY if first_day is None or last_day is None else (first_day, last_day)
            database.add(
                "incident_places", id=key, south=lat, north=lat, west=lon, east=lon, first_day=first, last_day=last
            )
        said = {
            name
            for account in incident.accounts
            for name in (account.claimant.name, *account.actor, *account.target, *account.reported_by)
        }
        words = " \n".join(sorted(said))
        database.add("incident_words", rowid=key, title=incident.title, place=where.name if where else "", words=words)

    def _drop(self, uid: str) -> None:
        key = self._database.value("SELECT id FROM incidents WHERE uid = ?", (uid,))
        if key is not None:
            self._database.run("DELETE FROM incident_places WHERE id = ?", (key,))
            self._database.run("DELETE FROM incident_words WHERE rowid = ?", (key,))
            self._database.run("DELETE FROM incidents WHERE id = ?", (key,))

    def _incident(self, record: bytes) -> Incident:
        try:
            return Incident.from_dict(unpack_json(record))
        except (ValueError, KeyError, TypeError) as error:
            raise CasebookDamagedError(
                f"{self._database.path} is damaged: an incident cannot be read: {error!r}.",
                advice="`standoff link` forms the incidents anew.",
            ) from error
