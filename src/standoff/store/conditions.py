"""Conditions of a query, put so that the first rows of a long answer come as fast as a short answer.

Answers come by their days. Where few rows meet a condition, those are listed and sorted. Where many do, it costs less
to walk along the days and look at each row until there are enough. Whether a row is among many is looked up for each
row, or, in a table that is small enough, in a list that is made once: should two such conditions seldom meet, the walk
goes on to its end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from standoff.store.database import Database, Value
from standoff.store.names import words_of
from standoff.store.paging import Position
from standoff.store.words import match_of

__all__ = ["Conditions"]

_MANY: Final = 5_000
_MANY_TEXTS: Final = 30_000
"""To look whether one text has a word takes a fourth of a millisecond; to list the texts that have it a thousandth."""


class Conditions:
    """What rows must meet, all of it. ``tables`` stand before the table that is asked, ``where`` after it, and
    ``given`` are the values. Rows that are only counted are not wanted in any order. A table ``is_small`` when a list
    of all its rows is made within some hundredths of a second."""

    def __init__(self, database: Database, *, is_counted: bool = False, is_small: bool = False) -> None:
        self._database = database
        self._is_counted = is_counted
        self._is_small = is_small
        self._asked: list[str] = []
        self.tables = ""
        self.given: list[Value] = []

    @property
    def where(self) -> str:
        """The clause, with a blank before it; nothing where nothing is asked."""
        return " WHERE " + " AND ".join(self._asked) if self._asked else ""

    def ask(self, condition: str, *values: Value) -> None:
        """One more condition."""
        self._asked.append(condition)
        self.given += values

    def ask_among(
        self,
        key: str,
        listed: str,
        row_by_row: str,
        values: Sequence[Value],
        *,
        row_values: Sequence[Value] | None = None,
        many: int | None = None,
    ) -> None:
        """That ``key`` be among those of a query, by its list or row by row; the values of the two may differ."""
        many = _MANY if many is None else many
        count = f"SELECT count(*) FROM (SELECT 1 FROM ({listed}) LIMIT {many})"
        if self._database.value(count, values) < many:
            self.ask(f"{key} IN ({listed})", *values)
        elif self._is_small:
            self.ask(f"+{key} IN ({listed})", *values)
        else:
            self.ask(row_by_row, *(values if row_values is None else row_values))

    def ask_after(self, day: str, key: str, after: Position | None) -> None:
        """That a row come after a position, where the last days come first and rows without one at the end. The signs
        keep SQLite walking along the days."""
        if after is not None:
            first, number = after
            if first is None:
                self.ask(f"{day} IS NULL AND +{key} < ?", number)
            else:
                self.ask(f"(+{day} < ? OR +{day} IS NULL OR (+{day} = ? AND +{key} < ?))", first, first, number)

    def ask_publisher(self, written: str) -> None:
        """That this be a part of the publisher's name, whatever its case."""
        wanted = written.casefold()
        rows = self._database.rows("SELECT id, name FROM publishers")
        keys = ", ".join(str(key) for key, name in rows if wanted in name.casefold())
        if not keys:
            self.ask("0")
            return
        listed = f"SELECT id FROM reports WHERE publisher IN ({keys})"
        self.ask_among("r.id", listed, f"+r.publisher IN ({keys})", ())

    def ask_claimant(self, key: str, table: str, column: str, written: str) -> None:
        """That words of the claimant's name begin so: ``column`` of ``table`` is of the rows that ``key`` names."""
        words = sorted(words_of(written))
        if not words:
            self.ask("0")  # no word to look for: nothing is found
            return
        claimants = " INTERSECT ".join(
            ["SELECT claimant FROM claimant_words WHERE word >= ? AND word < ?"] * len(words)
        )
        listed = f"SELECT {column} FROM {table} WHERE claimant IN ({claimants})"
        row_by_row = f"EXISTS (SELECT 1 FROM {table} t WHERE t.{column} = {key} AND +t.claimant IN ({claimants}))"
        bounds = [bound for word in words for bound in (word, word + "\U0010ffff")]
        self.ask_among(key, listed, row_by_row, bounds)

    def ask_words(self, key: str, index: str, *queries: tuple[str, str | None]) -> None:
        """That the words of each query stand in a column of a full-text index, or in any ("")."""
        wanted = [(column, match_of(query)) for column, query in queries if query is not None]
        if not wanted:
            return
        if not all(match for _, match in wanted):
            self.ask("0")  # no word to look for: nothing is found
            return
        match = " AND ".join(f"({column} : ({match}))" if column else f"({match})" for column, match in wanted)
        row_by_row = f"w.{index} MATCH ? AND w.rowid = {key}"
        if self._is_counted:
            self.tables = f"{index} w CROSS JOIN "  # in the index's own order, as far as they are counted
            self.ask(row_by_row, match)
            return
        self.ask_among(
            key,
            f"SELECT rowid FROM {index} WHERE {index} MATCH ?",
            f"EXISTS (SELECT 1 FROM {index} w WHERE {row_by_row})",
            (match,),
            many=_MANY_TEXTS,
        )
