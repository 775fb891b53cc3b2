"""Conditions of a query, put so that the first rows of a long answer come as fast as a short answer.

Answers come by their days. Where few rows meet a condition, those are listed and sorted. Where many do, it costs less
to walk along the days and look at each row until there are enough. Whether a row is among many is looked up for each
row, or in a list that is made once: should two conditions seldom meet, the walk goes on to its end.
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


class Conditions:
    """What rows must meet, all of it: ``where`` is the clause, and ``given`` are its values. A table ``is_small`` when
    a list of all its rows is made within some hundredths of a second."""

    def __init__(self, database: Database, *, is_small: bool = False) -> None:
        self._database = database
        self._is_small = is_small
        self._asked: list[str] = []
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
        row_by_row: str | None,
        values: Sequence[Value],
        *,
        row_values: Sequence[Value] | None = None,
    ) -> None:
        """That ``key`` be among those of a query, by its list or row by row; the values of the two may differ."""
        if not self._are_many(listed, values):
            self.ask(f"{key} IN ({listed})", *values)
        elif self._is_small or row_by_row is None:
            self.ask(f"+{key} IN ({listed})", *values)
        else:
            self.ask(row_by_row, *(values if row_values is None else row_values))

    def _are_many(self, listed: str, values: Sequence[Value]) -> bool:
        count = f"SELECT count(*) FROM (SELECT 1 FROM ({listed}) LIMIT {_MANY})"
        return bool(self._database.value(count, values) >= _MANY)

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
        self.ask_among("r.id", listed, None, ())

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
        """That the words of each query stand in a column of a full-text index, or in any (""). All that have them are
        always listed: that takes less than a microsecond each, and to look whether one has them up to 200 milliseconds,
        for the index is in the order of the words. Beginnings of words are not counted first, which takes as long."""
        wanted = [(column, match_of(query)) for column, query in queries if query is not None]
        if not wanted:
            return
        if not all(match for _, match in wanted):
            self.ask("0")  # no word to look for: nothing is found
            return
        match = " AND ".join(f"({column} : ({match}))" if column else f"({match})" for column, match in wanted)
        listed = f"SELECT rowid FROM {index} WHERE {index} MATCH ?"
        are_many = "*" in match or self._are_many(listed, (match,))
        self.ask(f"{'+' if are_many else ''}{key} IN ({listed})", match)
