"""Claims: whole beside their report, and the columns by which they are found."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from functools import lru_cache, partial
from itertools import islice
from math import cos, radians
from typing import Any, Final, NamedTuple, TypedDict, Unpack

from standoff.errors import CasebookDamagedError
from standoff.records import Attribution, Claim, DateMention, Judgement, PlaceMention, Rejection, distance_km
from standoff.store.conditions import Conditions
from standoff.store.database import Database
from standoff.store.kept import Findings
from standoff.store.names import actor_key, claimant_key
from standoff.store.pack import pack_json, unpack_json, unpack_records
from standoff.store.paging import Page, Position, page_of
from standoff.store.reports import Reports

__all__ = [
    "NO_DAY", "Box", "ClaimColumns", "ClaimConditions", "Claims", "ask_party", "ask_place", "boxes_around",
    "columns_of", "dictionary_of", "parties_of",
]  # fmt: skip

NO_DAY: Final = (0, 4_000_000)
"""The days of a claim that gives none, in the index of places: it may be any."""


_REPORTS_A_TIME: Final = 256


class Box(NamedTuple):
    """A box on the map, in degrees; its west is never east of its east."""

    south: float
    north: float
    west: float
    east: float


class ClaimColumns(NamedTuple):
    """What is known of a claim without unpacking it."""

    uid: str
    type: str
    stance: str
    polarity: str
    reality: str
    first_day: int | None
    last_day: int | None
    lat: float | None
    lon: float | None
    uncertainty_km: float | None
    country: str | None


class ClaimConditions(TypedDict, total=False):
    """What a claim must meet. ``since`` and ``until`` bound the day of the happening; ``type`` is the event's,
    ``country`` that of the place; ``party`` an id of the registry ("RUS-MIL"), a country with all its parties ("RUS")
    or a name as the registry has it; ``claimant`` the beginnings of words of a name; ``box`` south, north, west and
    east, in degrees, across the 180th meridian where west has more of them than east; ``near`` a latitude, a longitude
    and a distance in kilometres. ``is_current`` is true where it is not set: reports that were corrected later are left
    out."""

    since: date | None
    until: date | None
    type: str | None
    country: str | None
    party: str | None
    claimant: str | None
    box: tuple[float, float, float, float] | None
    near: tuple[float, float, float] | None
    is_current: bool | None


def columns_of(claim: Claim) -> ClaimColumns:
    """The columns of a claim."""
    where = claim.place.mention if claim.place else None
    return ClaimColumns(
        claim.id,
        claim.event.type,
        claim.stance,
        claim.polarity,
        claim.reality,
        claim.when.earliest.toordinal() if claim.when else None,
        claim.when.latest.toordinal() if claim.when else None,
        where.lat if where else None,
        where.lon if where else None,
        where.uncertainty_km if where else None,
        where.country if where else None,
    )


def parties_of(claim: Claim) -> set[tuple[str, str]]:
    """The registry's ids of the parties to a claim, with their roles."""
    return {(each.actor.id, each.role) for each in claim.participants if each.actor}


def boxes_around(lat: float, lon: float, km: float) -> list[Box]:
    """The boxes, one or two where the 180th meridian is crossed, that hold all within a distance.

    >>> [tuple(round(side, 1) for side in box) for box in boxes_around(0.0, 179.9, 22.24)]
    [(-0.2, 0.2, 179.7, 180.0), (-0.2, 0.2, -180.0, -179.9)]
    """
    up = km / 111.19
    south, north = max(-90.0, lat - up), min(90.0, lat + up)
    widest = max(abs(south), abs(north))
    across = 360.0 if widest >= 89.9 else up / cos(radians(widest))
    if across >= 180:
        return [Box(south, north, -180.0, 180.0)]
    west, east = lon - across, lon + across
    if west < -180:
        return [Box(south, north, -180.0, east), Box(south, north, west + 360, 180.0)]
    if east > 180:
        return [Box(south, north, west, 180.0), Box(south, north, -180.0, east - 360)]
    return [Box(south, north, west, east)]


def ask_party(found: Conditions, database: Database, party: str, key: str, table: str, column: str) -> None:
    """That a party be this actor, by its id or its name, or any of this country."""
    sql = "SELECT id FROM actors WHERE uid = ?1 OR country = ?1 OR uid = ?2 OR name = ?2 COLLATE NOCASE"
    rows = database.rows(sql, (party.upper(), party))
    keys = ", ".join(str(actor) for (actor,) in rows)
    if not keys:
        found.ask("0")
        return
    found.ask_among(
        key,
        f"SELECT {column} FROM {table} WHERE actor IN ({keys})",
        f"EXISTS (SELECT 1 FROM {table} p WHERE p.{column} = {key} AND p.actor IN ({keys}))",
        (),
    )


def ask_place(
    found: Conditions,
    alias: str,
    index: str,
    box: tuple[float, float, float, float] | None,
    near: tuple[float, float, float] | None,
    days: tuple[date | None, date | None],
) -> None:
    """That a place lie in a box, or in the boxes around a point, on some day between two. The index has single
    precision and rounds outwards; rows without a day are of any day to it."""
    boxes = _parted(Box(*box)) if box else boxes_around(*near) if near else []
    if boxes:
        first, last = (day.toordinal() if day else edge for day, edge in zip(days, NO_DAY, strict=True))
        listed = " OR ".join("(south >= ? AND north <= ? AND west >= ? AND east <= ?)" for _ in boxes)
        row_by_row = " OR ".join(f"(+{alias}.lat BETWEEN ? AND ? AND +{alias}.lon BETWEEN ? AND ?)" for _ in boxes)
        sides = [side for each in boxes for side in each]
        found.ask_among(
            f"{alias}.id",
            f"SELECT id FROM {index} WHERE last_day >= ? AND first_day <= ? AND ({listed})",
            f"({row_by_row})",
            [first, last, *(side + (-1e-4, 1e-4)[number % 2] for number, side in enumerate(sides))],
            row_values=sides,
        )


def _parted(box: Box) -> list[Box]:
    """A box, in two where it goes across the 180th meridian."""
    if box.west <= box.east:
        return [box]
    return [box._replace(east=180.0), box._replace(west=-180.0)]


class Claims:
    """The claims of a casebook, and what else was found beside them.

    A claim that somebody made by hand is whole in its judgement; its row among the others has the judgement's number,
    below zero, for an ordinal.
    """

    def __init__(self, database: Database, reports: Reports) -> None:
        self._database = database
        self._reports = reports

    def count(self) -> int:
        """How many there are."""
        return int(self._database.value("SELECT count(*) FROM claims"))

    def of_report(self, uid: str) -> tuple[Claim, ...]:
        """The claims of a report, in the order in which they were found."""
        key = self._reports.key(uid)
        return () if key is None else self.at(key)

    def some_of_reports(self, uids: Iterable[str], ids: Collection[str]) -> Iterator[Claim]:
        """Those of the claims of some reports that have one of these ids; the others are not made."""
        database = self._database
        sql = "SELECT id FROM reports WHERE uid IN (SELECT value FROM json_each(?)) ORDER BY uid"
        keys = [key for (key,) in database.all_rows(sql, (json.dumps(list(uids)),))]
        sql = "SELECT report, claims FROM findings WHERE report IN (SELECT value FROM json_each(?))"
        for at in range(0, len(keys), _REPORTS_A_TIME):
            some = keys[at : at + _REPORTS_A_TIME]
            texts = self._reports.texts_at(some)
            packed: dict[int, bytes] = dict(database.all_rows(sql, (json.dumps(some),)))
            for key in some:
                shapes = self._unpacked(key, texts[key][0], packed.get(key), ids)
                yield from (self._claim(key, ordinal, texts[key][0], shapes) for ordinal in range(len(shapes)))

    def at(self, key: int) -> tuple[Claim, ...]:
        """The claims of the report with this number."""
        text, shapes = self._shapes(key)
        return tuple(self._claim(key, ordinal, text, shapes) for ordinal in range(len(shapes)))

    def _shapes(self, key: int) -> tuple[str, list[dict[str, Any]]]:
        """The text of a report and the shapes of its claims."""
        text = self._reports.text_at(key)[0]
        packed = self._database.value("SELECT claims FROM findings WHERE report = ?", (key,))
        return text, self._unpacked(key, text, packed)

    def _unpacked(self, key: int, text: str, packed: Any, ids: Collection[str] | None = None) -> list[dict[str, Any]]:
        """The shapes of all claims of a report, or of those with these ids."""
        try:
            if ids is not None:
                return unpack_records(packed, "claim", ids, dictionary_of(text))
            shapes: list[dict[str, Any]] = unpack_json(packed, dictionary_of(text))
            return shapes
        except (ValueError, TypeError) as error:
            raise self._damaged(key, error) from error

    def _claim(self, key: int, ordinal: int, text: str, shapes: list[dict[str, Any]]) -> Claim:
        try:
            if ordinal < 0:
                record = self._database.value("SELECT record FROM judgements WHERE id = ?", (-ordinal,))
                return Judgement.from_dict(json.loads(record)).added
            return Claim.from_dict(shapes[ordinal], text)
        except (ValueError, KeyError, TypeError, IndexError) as error:
            raise self._damaged(key, error) from error

    def findings(self, uid: str) -> Findings | None:
        """All that was found in a report."""
        key = self._reports.key(uid)
        if key is None:
            return None
        text = self._reports.text_at(key)[0]
        packed = self._database.value("SELECT mentions FROM findings WHERE report = ?", (key,))
        try:
            shapes = unpack_json(packed, dictionary_of(text))
            return Findings(
                self.at(key),
                tuple(map(Attribution.from_dict, shapes["attributions"])),
                tuple(map(PlaceMention.from_dict, shapes["places"])),
                tuple(map(DateMention.from_dict, shapes["dates"])),
                tuple(self._reports.rejections(uid)),
            )
        except (ValueError, KeyError, TypeError) as error:
            raise self._damaged(key, error) from error

    def get(self, uid: str) -> Claim | None:
        """One claim."""
        row = self._database.row("SELECT report, ordinal FROM claims WHERE uid = ?", (uid,))
        return self._claim(row[0], row[1], *self._shapes(row[0])) if row else None

    def is_by_hand(self, uid: str) -> bool:
        """Whether somebody made a claim by hand."""
        return self._database.row("SELECT 1 FROM claims WHERE uid = ? AND ordinal < 0", (uid,)) is not None

    def matching(self, beginning: str, *, limit: int = 10) -> list[str]:
        """The ids that begin so, in order."""
        sql = "SELECT uid FROM claims WHERE uid >= ? AND uid < ? ORDER BY uid LIMIT ?"
        return [uid for (uid,) in self._database.rows(sql, (beginning, beginning + "\U0010ffff", limit))]

    def ids(self) -> Iterator[tuple[str, str]]:
        """The ids of all claims that were found, each after that of its report."""
        sql = "SELECT r.uid, c.uid FROM claims c JOIN reports r ON r.id = c.report WHERE c.ordinal >= 0"
        return ((report, claim) for report, claim in self._database.rows(sql))

    def find(self, *, limit: int | None = None, **conditions: Unpack[ClaimConditions]) -> Iterator[Claim]:
        """The claims that meet all conditions, those of the last days first and those without a day at the end."""
        for _, make in islice(self._found(conditions), limit):
            yield make()

    def page(self, *, limit: int, after: Position | None = None, **conditions: Unpack[ClaimConditions]) -> Page[Claim]:
        """The first claims, in that order, that come after a position."""
        return page_of(self._found(conditions, after), limit)

    def _found(
        self, conditions: ClaimConditions, after: Position | None = None
    ) -> Iterator[tuple[Position, Callable[[], Claim]]]:
        near, found = conditions.get("near"), self._conditions(conditions)
        found.ask_after("c.first_day", "c.id", after)
        sql = f"""SELECT c.first_day, c.id, c.report, c.ordinal, c.lat, c.lon FROM claims c
            JOIN reports r ON r.id = c.report{found.where} ORDER BY c.first_day DESC, c.id DESC"""
        read = lru_cache(maxsize=64)(self._shapes)  # the claims of one report are often asked for one after the other

        def make(key: int, ordinal: int) -> Claim:
            return self._claim(key, ordinal, *read(key))

        for day, number, key, ordinal, lat, lon in self._database.rows(sql, found.given):
            if not near or distance_km(near[0], near[1], lat, lon) <= near[2]:
                yield (day, number), partial(make, key, ordinal)

    def _conditions(self, asked: ClaimConditions) -> Conditions:
        found = Conditions(self._database)
        since, until, kind = asked.get("since"), asked.get("until"), asked.get("type")
        country, party, claimant = asked.get("country"), asked.get("party"), asked.get("claimant")
        is_current = asked.get("is_current", True)
        if since is not None:
            found.ask("c.last_day >= ?", since.toordinal())
        if until is not None:
            found.ask("c.first_day <= ?", until.toordinal())
        if kind is not None:
            found.ask("c.type = ?", kind.upper())
        if country is not None:
            found.ask("c.country = ?", country.upper())
        if party is not None:
            ask_party(found, self._database, party, "c.id", "claim_parties", "claim")
        if claimant is not None:
            found.ask_claimant("c.id", "claims", "id", claimant)
        ask_place(found, "c", "claim_places", asked.get("box"), asked.get("near"), (since, until))
        if is_current is not None:
            found.ask(f"r.replaced_by IS {'NULL' if is_current else 'NOT NULL'}")
        return found

    # Writing, inside a transaction

    def put(self, key: int, text: str, findings: Findings) -> tuple[int, tuple[Rejection, ...]]:
        """Keep what was found in the report with this number: how many claims, and those that could not be told from
        another."""
        database = self._database
        claims, doubles = _told_apart(findings.claims)
        dictionary = dictionary_of(text)
        mentions = {
            name: [each.to_dict("") for each in getattr(findings, name)] for name in ("attributions", "places", "dates")
        }
        database.add(
            "findings",
            report=key,
            claims=pack_json([claim.to_dict() for claim in claims], dictionary),
            mentions=pack_json(mentions, dictionary),
        )
        publisher = self._publisher(key)
        for ordinal, claim in enumerate(claims):
            self._put_row(key, ordinal, claim, publisher)
        return len(claims), doubles

    def put_by_hand(self, judgement: Judgement) -> None:
        """Put the claim that a judgement adds among those of its report."""
        database, claim = self._database, judgement.added
        key = self._reports.key(claim.report_id)
        number = database.value("SELECT id FROM judgements WHERE uid = ?", (judgement.id,))
        if key is not None and number is not None:
            self._put_row(key, -number, claim, self._publisher(key))

    def drop_by_hand(self, judgement: Judgement) -> None:
        """Take the claim that a judgement added from among the others."""
        self._drop_rows("ordinal = -(SELECT id FROM judgements WHERE uid = ?)", judgement.id)

    def _put_row(self, key: int, ordinal: int, claim: Claim, publisher: str | None) -> None:
        database, columns = self._database, columns_of(claim)
        number = database.add(
            "claims",
            report=key,
            ordinal=ordinal,
            claimant=self._claimant(claim, publisher),
            **columns._asdict(),
        )
        for each in claim.participants:  # one party may be named twice, and by two names
            if each.actor:
                actor = actor_key(database, each.actor)
                database.add_new("claim_parties", actor=actor, claim=number, role=each.role)
        if columns.lat is not None and columns.lon is not None:
            first_day, last_day = _days(columns)
            database.add(
                "claim_places",
                id=number,
                south=columns.lat,
                north=columns.lat,
                west=columns.lon,
                east=columns.lon,
                first_day=first_day,
                last_day=last_day,
            )

    def drop(self, key: int) -> None:
        """Forget what was found in a report: another analysis takes its place. What was made by hand stays."""
        self._drop_rows("report = ? AND ordinal >= 0", key)
        self._database.run("DELETE FROM findings WHERE report = ?", (key,))

    def _drop_rows(self, where: str, given: str | int) -> None:
        places = f"DELETE FROM claim_places WHERE id IN (SELECT id FROM claims WHERE {where})"
        self._database.run(places, (given,))
        self._database.run(f"DELETE FROM claims WHERE {where}", (given,))

    def _publisher(self, key: int) -> str | None:
        sql = "SELECT p.name FROM reports r JOIN publishers p ON p.id = r.publisher WHERE r.id = ?"
        found: str | None = self._database.value(sql, (key,))
        return found

    def _claimant(self, claim: Claim, publisher: str | None) -> int:
        if not claim.attribution:
            return claimant_key(self._database, publisher or "", "publisher", None)
        source = claim.attribution[-1].source
        return claimant_key(self._database, source.name, source.kind, source.party)

    def _damaged(self, key: int, error: Exception) -> CasebookDamagedError:
        uid = self._database.value("SELECT uid FROM reports WHERE id = ?", (key,))
        return CasebookDamagedError(
            f"{self._database.path} is damaged at report {uid or key}: its findings cannot be read: {error!r}.",
            advice="`standoff check` lists all that is wrong. Add the report again to a new casebook.",
        )


def _told_apart(claims: Iterable[Claim]) -> tuple[list[Claim], tuple[Rejection, ...]]:
    """Each id once; a second claim of the same id says the same of the same words and is set aside."""
    kept: dict[str, Claim] = {}
    doubles = []
    for claim in claims:
        if claim.id in kept:
            doubles.append(
                Rejection("casebook", f"a second claim with the id {claim.id}", claim.report_id, span=claim.evidence[0])
            )
        else:
            kept[claim.id] = claim
    return list(kept.values()), tuple(doubles)


def dictionary_of(text: str) -> bytes:
    """Claims and mentions quote their report: packed with its text they are half as large."""
    return text[:32_768].encode("utf-8", "surrogatepass")


def _days(columns: ClaimColumns) -> tuple[int, int]:
    if columns.first_day is None or columns.last_day is None:
        return NO_DAY
    return columns.first_day, columns.last_day
