"""Lines of styled text laid out for one width: wrapped, indented, never cut."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

__all__ = ["Page", "page_for"]

_WIDEST = 120

_ASCII = str.maketrans(
    {"←": "<-", "→": "->", "↳": "|_", "✗": "x", "✓": "+", "¬": "!", "≥": ">=", "≤": "<=", "≠": "!=", "±": "+-",
     "–": "-", "—": "-", "·": ";", "“": '"', "”": '"', "‘": "'", "’": "'", "━": "=", "─": "-", "↻": "*", "◌": "o",
     "…": "..."}
)  # fmt: skip


class Page:
    """Lines, gathered for a width in terminal cells. ``is_ascii`` spells the signs for terminals that lack them."""

    def __init__(self, width: int, *, is_ascii: bool = False) -> None:
        self.lines: list[Text] = []
        self.width = max(20, width)
        self._is_ascii = is_ascii
        self._console = Console(width=self.width, color_system=None)

    def words(self, *pieces: str | tuple[str, str]) -> Text:
        """A text of pieces, each plain or with its style. Nothing in it is taken for markup.

        >>> Page(80, is_ascii=True).words(("at least", "bold"), " → 4 [sic]").plain
        'at least -> 4 [sic]'
        """
        text = Text()
        for piece in pieces:
            said, style = (piece, "") if isinstance(piece, str) else piece
            text.append(said.translate(_ASCII) if self._is_ascii else said, style=style)
        return text

    def blank(self) -> None:
        """One empty line, never two together and never the first."""
        if self.lines and self.lines[-1].plain:
            self.lines.append(Text())

    def put(self, text: Text, *, indent: int = 0, lead: Text | None = None) -> None:
        """A paragraph, wrapped. ``lead`` stands before its first line and blanks as wide before the others."""
        margin = Text(" " * indent)
        hang = Text(" " * cell_len(lead.plain)) if lead else Text()
        room = max(16, self.width - indent - cell_len(hang.plain))
        for number, line in enumerate(text.wrap(self._console, room)):
            line.rstrip()
            self.lines.append(Text().append_text(margin).append_text(lead if lead and number == 0 else hang) + line)

    def row(self, cells: Sequence[Text], widths: Sequence[int], *, gap: int = 2) -> None:
        """Cells side by side, each wrapped within the width of its column."""
        columns = [cell.wrap(self._console, width) for cell, width in zip(cells, widths, strict=True)]
        for at in range(max(map(len, columns))):
            line = Text()
            for lines, width in zip(columns, widths, strict=True):
                piece = lines[at].copy() if at < len(lines) else Text()
                piece.rstrip()
                piece.pad_right(max(0, width + gap - piece.cell_len))
                line += piece
            line.rstrip()
            self.lines.append(line)

    def flow(self, pieces: Iterable[Text], *, indent: int = 0) -> None:
        """Pieces in a row, set apart by dots; a line ends between two of them wherever that can be."""
        between = self.words((" · ", "dim"))
        room = max(16, self.width - indent)
        row = Text()
        for piece in pieces:
            if row.plain and cell_len(row.plain) + cell_len(between.plain) + cell_len(piece.plain) > room:
                self.put(row, indent=indent)
                row = Text()
            row = row + between + piece if row.plain else row + piece
        if row.plain:
            self.put(row, indent=indent)

    def show(self, console: Console) -> None:
        """Print all lines."""
        for line in self.lines:
            console.print(line)

    def rule(self, title: Text, *, sign: str = "━") -> None:
        """A title on a rule as wide as the page; a title too long for that stands under the rule."""
        sign = self.words(sign).plain
        left = self.width - cell_len(title.plain) - 4
        if left >= 2:
            self.lines.append(self.words((sign * 2 + " ", "dim")) + title + self.words((" " + sign * left, "dim")))
        else:
            self.lines.append(self.words((sign * self.width, "dim")))
            self.put(title)


def page_for(console: Console) -> Page:
    """A page as wide as the console, within what is easy to read, with signs that its encoding has."""
    return Page(min(console.width, _WIDEST), is_ascii=not (console.encoding or "").lower().startswith("utf"))
