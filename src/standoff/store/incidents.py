"""Incidents, and the columns by which they are found. They follow from claims and judgements and can be formed anew."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import islice
from typing import Any, Final, NamedTuple, TypedDict, Unpack

from standoff.errors import CasebookDamagedError
from standoff.records import Incident, distance_km
from standoff.store.claims import NO_DAY, ask_party, ask_place
from standoff.store.conditions import Conditions
from standoff.store.database import Database
from standoff.store.names import origin_key
from standoff.store.pack import pack_json, unpack_json
from standoff.store.paging import Page, Position, page_of

__all__ = ["IncidentColumns", "IncidentConditions", "IncidentTally", "Incidents"]


class IncidentConditions(TypedDict, total=False):
    """What an incident must meet. ``place`` and ``query`` look for words, in the name of its place and in all that is
    said of it; ``party``, ``claimant``, ``box`` and ``near`` are as for claims; ``is_disputed``, ``is_reviewed`` and
    ``is_placed`` (on the map) leave out the others, or these. ``known_on`` leaves out what no report of that day or
    before tells of."""

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
    is_placed: bool | None
    known_on: date | None


class IncidentColumns(NamedTuple):
    """What a map or a timeline shows of an incident. Days are proleptic ordinals; it lies within ``uncertainty_km``."""

    uid: str
    title: str
    type: str
    first_day: int | None
    last_day: int | None
    lat: float | None
    lon: float | None
    uncertainty_km: float | None
    country: str | None
    status: str
    disputes: int
    reports: int
    reviewed: int


_COLUMNS: Final = ", ".join(f"i.{name}" for name in IncidentColumns._fields)


class IncidentTally(NamedTuple):
    """How many there are: ``texts`` are reports with copies counted once, ``claimants`` those who make the claims,
    ``origins`` independent beginnings of information, those of one name counted once."""

    incidents: int
    claims: int
    reports: int
    texts: int
    claimants: int
    origins: int


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

    def known(self, uid: str, day: int) -> Any:
        """What is kept of what an incident was on a day, by its ordinal; ``None`` where nothing is."""
        sql = """SELECT k.record FROM incidents i JOIN incidents_known k ON k.incident = i.id
            WHERE i.uid = ? AND k.day <= ? ORDER BY k.day DESC LIMIT 1"""
        row = self._database.row(sql, (uid, day))
        return self._shape(row[0]) if row and row[0] is not None else None

    def without_known(self, *, least: int) -> list[str]:
        """The ids of the incidents of at least so many reports of which nothing is kept of what they were."""
        sql = """SELECT uid FROM incidents i WHERE reports >= ?
            AND NOT EXISTS (SELECT 1 FROM incidents_known k WHERE k.incident = i.id) ORDER BY uid"""
        return [uid for (uid,) in self._database.rows(sql, (least,))]

    def put_known(self, uid: str, known: Mapping[int, Any]) -> None:
        """Keep what an incident was from each of some days on, in one transaction; ``None`` where it is not kept."""
        database = self._database
        with database.transaction():
            key = database.value("SELECT id FROM incidents WHERE uid = ?", (uid,))
            database.run_many(
                "INSERT INTO incidents_known (incident, day, record) VALUES (?, ?, ?)",
                [(key, day, None if each is None else pack_json(each)) for day, each in sorted(known.items())],
            )

    def forget_known(self, uids: Iterable[str]) -> None:
        """Forget what some incidents were: what hangs together with them has changed."""
        sql = "DELETE FROM incidents_known WHERE incident = (SELECT id FROM incidents WHERE uid = ?)"
        self._database.run_many(sql, [(uid,) for uid in uids])

    def line(self, uid: str) -> IncidentColumns | None:
        """What a list says of one incident, without its record."""
        row = self._database.row(f"SELECT {_COLUMNS} FROM incidents i WHERE i.uid = ?", (uid,))
        return IncidentColumns._make(row) if row else None

    def claimants(self, uid: str) -> int:
        """How many make the claims of an incident."""
        sql = "SELECT count(*) FROM incidents i JOIN incident_claimants m ON m.incident = i.id WHERE i.uid = ?"
        return int(self._database.value(sql, (uid,)))

    def lines(self, *, limit: int, **conditions: Unpack[IncidentConditions]) -> Iterator[IncidentColumns]:
        """The same of the first incidents that ``find`` would give, ``near`` taken for its box."""
        found = self._conditions(conditions)
        sql = f"SELECT {_COLUMNS} FROM incidents i{found.where} ORDER BY i.first_day DESC, i.id DESC LIMIT ?"
        return map(IncidentColumns._make, self._database.rows(sql, (*found.given, limit)))

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
        found = self._conditions(conditions)
        sql = f"SELECT count(*) FROM (SELECT 1 FROM incidents i{found.where} LIMIT ?)"
        return int(self._database.value(sql, (*found.given, -1 if at_most is None else at_most)))

    def find(
        self, *, limit: int | None = None, skip: int = 0, **conditions: Unpack[IncidentConditions]
    ) -> Iterator[Incident]:
        """The incidents that meet all conditions, the last days first and those without a day at the end; the first
        ``skip`` are left out."""
        for _, make in islice(self._found(conditions), skip, None if limit is None else skip + limit):
            yield make()

    def page(
        self, *, limit: int, after: Position | None = None, **conditions: Unpack[IncidentConditions]
    ) -> Page[Incident]:
        """The first incidents, in that order, that come after a position."""
        return page_of(self._found(conditions, after), limit)

    def _found(
        self, conditions: IncidentConditions, after: Position | None = None
    ) -> Iterator[tuple[Position, Callable[[], Incident]]]:
        """Where each stands in the list, and what makes it: records, which are large, are read one by one as they are
        wanted, so that they are neither sorted nor passed over."""
        near, found = conditions.get("near"), self._conditions(conditions)
        found.ask_after("i.first_day", "i.id", after)
        sql = f"""SELECT i.first_day, i.id, i.lat, i.lon FROM incidents i{found.where}
            ORDER BY i.first_day DESC, i.id DESC"""
        for day, key, lat, lon in self._database.rows(sql, found.given):
            if not near or distance_km(near[0], near[1], lat, lon) <= near[2]:
                yield (day, key), partial(self._at, key)

    def _at(self, key: int) -> Incident:
        return self._incident(self._database.value("SELECT record FROM incidents WHERE id = ?", (key,)))

    def columns(self, **conditions: Unpack[IncidentConditions]) -> Iterator[IncidentColumns]:
        """All incidents that meet all conditions, in no order, without their records: a hundred thousand come in
        a second."""
        near, found = conditions.get("near"), self._conditions(conditions)
        sql = f"SELECT {_COLUMNS} FROM {_within(found)}"
        for row in map(IncidentColumns._make, self._database.rows(sql, found.given)):
            if not near or distance_km(near[0], near[1], row.lat or 0, row.lon or 0) <= near[2]:
                yield row

    def json_columns(
        self, *, epoch: date, titles: bool = False, **conditions: Unpack[IncidentConditions]
    ) -> tuple[int, dict[str, str]]:
        """How many incidents meet all conditions, and the same columns as arrays of JSON, one a column and all in one
        order: days as days since ``epoch``, titles where they are asked for. SQLite writes them, while other threads go
        on, in a fourth of the time that it takes to have the rows and write them."""
        near = conditions.get("near")
        found = self._conditions(conditions)
        if near:  # the conditions have the box alone
            within = [row.uid for row in self.columns(**conditions)]
            found.ask("i.uid IN (SELECT value FROM json_each(?))", json.dumps(within))
        days, names = ("first_day", "last_day"), [each for each in IncidentColumns._fields if titles or each != "title"]
        shown = {each: f"i.{each} - {epoch.toordinal()}" if each in days else f"i.{each}" for each in names}
        arrays = ", ".join(f"json_group_array({value})" for value in shown.values())
        row = self._database.row(f"SELECT count(*), {arrays} FROM {_within(found)}", found.given) or ()
        return int(row[0]), dict(zip(shown, map(str, row[1:]), strict=True))

    def tally(self, **conditions: Unpack[IncidentConditions]) -> IncidentTally:
        """How many incidents meet all conditions, ``near`` taken for its box, and what they rest on."""
        found = self._conditions(conditions)
        origins = "SELECT count(DISTINCT origin) FROM incident_origins"
        if not found.where:
            sql = f"""SELECT (SELECT count(*) FROM incidents), (SELECT count(*) FROM incident_claims),
                count(*), count(DISTINCT coalesce(text_group, id)),
                (SELECT count(DISTINCT claimant) FROM incident_claimants), ({origins})
                FROM reports WHERE replaced_by IS NULL"""
            return IncidentTally._make(self._database.row(sql) or ())
        known_on = conditions.get("known_on")
        then = "" if known_on is None else f"JOIN reports r ON r.id = m.report WHERE r.day <= {known_on.toordinal()}"
        sql = f"""WITH found AS MATERIALIZED (SELECT i.id FROM incidents i{found.where}),
            told AS (SELECT m.* FROM found JOIN incident_claims m ON m.incident = found.id {then})
            SELECT (SELECT count(*) FROM found), count(*), count(DISTINCT report),
            (SELECT count(DISTINCT coalesce(r.text_group, r.id)) FROM (SELECT DISTINCT report FROM told) t
                JOIN reports r ON r.id = t.report),
            count(DISTINCT claimant), ({origins} WHERE incident IN (SELECT id FROM found)) FROM told"""
        return IncidentTally._make(self._database.row(sql, found.given) or ())

    def _conditions(self, asked: IncidentConditions) -> Conditions:
        found = Conditions(self._database, is_small=True)
        since, until, status = asked.get("since"), asked.get("until"), asked.get("status")
        kind, country, claimant = asked.get("type"), asked.get("country"), asked.get("claimant")
        party, place, query = asked.get("party"), asked.get("place"), asked.get("query")
        is_disputed, is_reviewed, is_placed = asked.get("is_disputed"), asked.get("is_reviewed"), asked.get("is_placed")
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
        if is_placed is not None:
            found.ask(f"i.lat IS {'NOT NULL' if is_placed else 'NULL'}")
        known_on = asked.get("known_on")
        if known_on is not None:
            told = """EXISTS (SELECT 1 FROM incident_claims m CROSS JOIN reports r ON r.id = m.report
                WHERE m.incident = i.id AND r.day <= ?)"""
            found.ask(told, known_on.toordinal())
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
            uncertainty_km=where.uncertainty_km if where else None,
            country=where.country if where else None,
            status=incident.status,
            disputes=len(incident.disputes),
            reports=len(incident.reports),
            reviewed=incident.is_reviewed,
            record=pack_json(incident.to_dict()),
        )
        database.run_many(
            "INSERT INTO incident_claims (incident, claim, report, claimant)"
            " SELECT ?, id, report, claimant FROM claims WHERE uid = ?",
            [(key, uid) for uid in incident.claims],
        )
        database.run(
            "INSERT OR IGNORE INTO incident_parties (actor, incident, role) SELECT p.actor, m.incident, p.role"
            " FROM incident_claims m JOIN claim_parties p ON p.claim = m.claim WHERE m.incident = ?",
            (key,),
        )
        database.run(
            "INSERT OR IGNORE INTO incident_claimants (claimant, incident)"
            " SELECT claimant, incident FROM incident_claims WHERE incident = ?",
            (key,),
        )
        database.run_many(
            "INSERT INTO incident_origins (origin, incident) VALUES (?, ?)",
            [(origin_key(database, name), key) for name in {each.name for each in incident.corroboration.origins}],
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
        named = " \n".join(filter(None, (where.name, where.admin1))) if where else ""
        database.add("incident_words", rowid=key, title=incident.title, place=named, words=words)

    def _drop(self, uid: str) -> None:
        key = self._database.value("SELECT id FROM incidents WHERE uid = ?", (uid,))
        if key is not None:
            self._database.run("DELETE FROM incident_places WHERE id = ?", (key,))
            self._database.run("DELETE FROM incident_words WHERE rowid = ?", (key,))
            self._database.run("DELETE FROM incidents WHERE id = ?", (key,))

    def _incident(self, record: bytes) -> Incident:
        try:
            return Incident.from_dict(self._shape(record))
        except (ValueError, KeyError, TypeError) as error:
            raise self._damaged(error) from error

    def _shape(self, record: bytes) -> dict[str, Any]:
        try:
            found: dict[str, Any] = unpack_json(record)
        except (ValueError, TypeError) as error:
            raise self._damaged(error) from error
        return found

    def _damaged(self, error: Exception) -> CasebookDamagedError:
        return CasebookDamagedError(
            f"{self._database.path} is damaged: an incident cannot be read: {error!r}.",
            advice="`standoff link` forms the incidents anew.",
        )


def _within(found: Conditions) -> str:
    """The incidents that meet conditions, as what columns are selected from: they are looked for in the index, and only
    the rows of those that are found are read."""
    return f"incidents i WHERE i.id IN (SELECT i.id FROM incidents i{found.where})" if found.where else "incidents i"
