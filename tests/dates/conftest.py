"""Expressions and their days, read from a text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from standoff.dates import find_dates

Days = dict[str, tuple[str | None, str | None]]


@pytest.fixture(scope="session")
def days_of(make_document) -> Callable[..., Days]:
    """What is found in a text: the words of each expression, with its first and last day."""

    def days(text: str, published_on: str | None = "2016-07-19") -> Days:
        mentions = find_dates(make_document(text, published_on=published_on))
        return {
            m.span.text: (m.earliest and m.earliest.isoformat(), m.latest and m.latest.isoformat()) for m in mentions
        }

    return days
