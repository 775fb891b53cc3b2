"""The gazetteer's own data files: tab-separated; "#" begins a comment; the first other line names the columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from standoff.errors import KnowledgeError

__all__ = ["Row", "data_files", "read_table", "supplement_tables"]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table, and where it stands: ``file`` and ``line`` (from 1) are for whoever must mend it."""

    file: str
    line: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def many(self, column: str) -> tuple[str, ...]:
        """The values of a column that holds several, set apart by "|"."""
        return tuple(part.strip() for part in self.values[column].split("|") if part.strip())

    def wrong(self, what: str, *, advice: str) -> KnowledgeError:
        return KnowledgeError(f"{self.file}, line {self.line}: {what}", advice=advice)


def read_table(text: str, columns: tuple[str, ...], *, file: str) -> Iterator[Row]:
    """The rows of a table that has exactly these columns, in this order. Raises ``KnowledgeError``."""
    header: tuple[str, ...] | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = tuple(cell.strip() for cell in line.split("\t"))
        if header is None:
            header = cells
            if header != columns:
                raise KnowledgeError(
                    f"{file}, line {number}: the columns are {', '.join(header)}.",
                    advice=f"The first line must name these, set apart by tabs: {', '.join(columns)}.",
                )
            continue
        if len(cells) > len(columns):
            raise KnowledgeError(
                f"{file}, line {number}: {len(cells)} columns.",
                advice=f"There are {len(columns)}: {', '.join(columns)}.",
            )
        cells += ("",) * (len(columns) - len(cells))
        yield Row(file, number, dict(zip(columns, cells, strict=True)))


def data_files() -> list[Traversable]:
    """The tables that ship with Standoff, in a fixed order."""
    own = [entry for entry in files(__package__).iterdir() if entry.name.endswith(".tsv")]
    return sorted(own, key=lambda entry: entry.name) + supplement_tables()


def supplement_tables() -> list[Traversable]:
    """The tables of places that the packages lack, in a fixed order."""
    folder = files(__package__) / "supplement"
    rows = [entry for entry in folder.iterdir() if entry.name.endswith(".tsv")] if folder.is_dir() else []
    return sorted(rows, key=lambda entry: entry.name)
