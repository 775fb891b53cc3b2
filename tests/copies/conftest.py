"""Made reports, every third of which repeats the one before."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from standoff.records import Report

WORDS = [
    a + b
    for a in ("sor", "lom", "bra", "nek", "tul", "vad", "mi", "ke")
    for b in ("n", "ten", "ra", "lis", "mo", "gat", "du", "fen")
]


@pytest.fixture
def make_reports() -> Callable[[int], list[Report]]:
    def make(count: int) -> list[Report]:
        dice = random.Random(5)
        reports: list[Report] = []
        for at in range(count):
            body = reports[-1].text if at % 3 == 1 else " ".join(dice.choice(WORDS) for _ in range(120))
            reports.append(Report(f"r{at:03}", body, publisher=f"Outlet {at % 7}"))
        return reports

    return make
