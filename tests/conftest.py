"""What every test may ask for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from standoff.records import Block, Document, Report
from standoff.text import parse

MakeDocument = Callable[..., Document]


@pytest.fixture(scope="session")
def make_document() -> MakeDocument:
    """A document of a text, each paragraph a body block (or the first a headline, when asked)."""

    def make(text: str, *, published_on: str | None = None, headline: bool = False, **fields: object) -> Document:
        blocks, at = [], 0
        for number, paragraph in enumerate(text.split("\n\n")):
            kind = "headline" if headline and number == 0 else "body"
            blocks.append(Block(kind, at, at + len(paragraph)))
            at += len(paragraph) + 2
        day = date.fromisoformat(published_on) if published_on else None
        report = Report(id="r1", text=text, published_on=day, language="en", blocks=tuple(blocks), **fields)  # type: ignore[arg-type]
        return next(parse([report]))

    return make
