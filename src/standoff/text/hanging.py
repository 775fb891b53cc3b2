"""How the mends of a parse hang a word elsewhere."""

from __future__ import annotations

from spacy.tokens import Token

__all__ = ["hang"]


def hang(token: Token, head: Token, dependency: str) -> None:
    """Hang a word, with all below it, on another, or on itself as the root of its sentence. The other must not be below
    it: spaCy takes a ring for a tree, and whoever climbs it never comes to an end."""
    token.head, token.dep_ = head, dependency
