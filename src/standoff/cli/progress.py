"""A bar on standard error that shows that a long run goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

__all__ = ["advancing", "progress"]

_MANY = 10
"""So many reports are worth a progress bar."""
Each = TypeVar("Each")


@contextmanager
def progress(doing: str, *, is_shown: bool, total: int | None = None) -> Iterator[Callable[[], None] | None]:
    """What is to be called after each report; ``None`` where nothing is shown."""
    if not is_shown:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn(doing), BarColumn(), TextColumn("{task.completed:,.0f} reports"), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task(doing, total=total)

    def advance() -> None:
        bar.advance(task)
        if bar.tasks[0].completed == _MANY:
            bar.start()

    try:
        yield advance
    finally:
        bar.stop()


def advancing(each: Iterable[Each], advance: Callable[[], None] | None) -> Iterator[Each]:
    """The same, one after the other; after each the bar is advanced."""
    for one in each:
        yield one
        if advance:
            advance()
