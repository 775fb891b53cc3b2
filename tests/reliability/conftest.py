"""Our own reports, read once for all tests of this folder, and what becomes of them when they are changed."""

from __future__ import annotations

import pytest

from standoff.pipeline import Knowledge, Reading
from standoff.pipeline.spread import analyse_reports

from .books import Kept
from .measure import books
from .rates import reports_of_our_own


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return Knowledge.load()


@pytest.fixture(scope="session")
def readings(knowledge: Knowledge) -> list[Reading]:
    return list(analyse_reports(reports_of_our_own(knowledge), knowledge))


@pytest.fixture(scope="session")
def in_books(readings: list[Reading], knowledge: Knowledge) -> dict[str, Kept]:
    return books(readings, knowledge)
