"""A happening as it was chosen among the words of a sentence, and whom a deed is laid to."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from standoff.events.triggers import Found

__all__ = ["Chosen", "Laid"]


@dataclass(frozen=True, slots=True)
class Laid:
    """A deed, the head of the phrase that says who is accused of it, the verb that lays it to them, and whether they
    are only supposed to have done it, or not to have done it, as the verb alone does not tell: "is | not to blame | for
    it"; and whether what they left or sent says so, and nobody else."""

    deed: Found
    accused: Token
    verb: Token
    is_supposed: bool = False
    is_denied: bool = False
    is_by_own_word: bool = False


@dataclass(slots=True)
class Chosen:
    """A happening's words: the one that leads, and those that it takes in (``merged``, of any form); what is laid to
    whom, where the leading word only lays a deed to somebody; the tokens of whom something else is laid to beside it
    (``barred``), who are no party to it."""

    found: Found
    merged: list[Found] = field(default_factory=list)
    laid: Laid | None = None
    barred: frozenset[int] = frozenset()

    @property
    def telling(self) -> Found:
        """The word that tells what was done."""
        return self.found if self.laid is None else self.laid.deed
