"""What every test may ask for."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date

import pytest
from hypothesis import HealthCheck, settings

from standoff.records import Block, Document, Report
from standoff.text import parse

os.environ["STANDOFF_MODEL"] = "none"
"""The rules are tested alone, in processes of their own too: the model's scores differ a little from one kind of
processor to another. What it adds is tested in ``tests/model``."""

settings.register_profile("whatever the machine does", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("whatever the machine does")

MakeDocument = Callable[..., Document]


@contextmanager
def ends_within(seconds: int) -> Iterator[None]:
    """What hostile text must not do is hang: this is a bound on that, generous on a busy machine, not a measurement."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"not ended within {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture(name="ends_within")
def bound() -> Callable[[int], AbstractContextManager[None]]:
    """A bound on hanging, in seconds: ``with ends_within(30): ...``."""
    return ends_within


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
