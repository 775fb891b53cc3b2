"""Happenings of a text, and all examples of the data files parsed once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from standoff.events import find_happenings
from standoff.records import Actor, Happening


class Names:
    """A registry that knows two states and two kinds of force."""

    KNOWN = (("russia", "RUS"), ("moscow", "RUS"), ("us", "USA"), ("american", "USA"), ("rebel", None), ("army", None))

    def resolve(self, text: str, *, country: str | None = None) -> Actor | None:
        words = text.lower().replace("-", " ").replace("'s", "").split()
        for word, state in self.KNOWN:
            if word in words or f"{word}s" in words or f"{word}n" in words:
                return Actor(state or word.upper(), word, state, "MIL")
        return None

    def mentions(self, words: Sequence[str]) -> list[tuple[int, int, Actor]]:
        return []


Find = Callable[..., list[Happening]]


@pytest.fixture(scope="session")
def find(make_document) -> Find:
    """The happenings of a text; ``headline=True`` takes its first paragraph for a headline."""

    def happenings(text: str, *, headline: bool = False) -> list[Happening]:
        return find_happenings(make_document(text, headline=headline), [], Names())

    return happenings


@pytest.fixture(scope="session")
def only(find: Find) -> Callable[..., Happening]:
    """The one happening of a text."""

    def happening(text: str, **options: bool) -> Happening:
        found = find(text, **options)
        assert len(found) == 1, [(each.event.type, each.evidence.text) for each in found]
        return found[0]

    return happening


def names(happening: Happening, role: str) -> list[str]:
    """The words of the parties in a role."""
    return [each.span.text for each in happening.participants if each.role == role and each.span]
