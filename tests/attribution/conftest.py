"""Attributions of a text, as the tests read them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from standoff.actors import ActorRegistry
from standoff.attribution import find_attributions
from standoff.records import Attribution, Document

from .told import Told

FindIn = Callable[..., list[Told]]


@pytest.fixture(scope="session")
def registry() -> ActorRegistry:
    return ActorRegistry.load()


@pytest.fixture(scope="session")
def find(make_document: Callable[..., Document], registry: ActorRegistry) -> FindIn:
    """Every attribution of a text, in its words."""

    def find(text: str, **fields: object) -> list[Told]:
        return [Told.of(a) for a in attributions(make_document(text, **fields), registry)]

    return find


def attributions(document: Document, registry: ActorRegistry) -> list[Attribution]:
    return find_attributions(document, registry)
