"""The example reports as Standoff reads them, once for all tests of this folder."""

from __future__ import annotations

import pytest

import standoff

from .example import EXAMPLES, Example, examples_of


@pytest.fixture(scope="session")
def readings() -> list[standoff.Reading]:
    return list(standoff.read(EXAMPLES / "reports"))


@pytest.fixture(scope="session")
def examples(readings: list[standoff.Reading]) -> dict[str, Example]:
    return examples_of(readings)
