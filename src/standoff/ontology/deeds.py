"""Event types that go together: what is done by force, with hands, with words."""

from __future__ import annotations

__all__ = ["DEEDS_AND_PROTESTS", "FORCE", "MATERIAL", "VIOLENCE"]

FORCE = frozenset({"ASSAULT", "COERCE"})
"""What one side does to another by force, and may say that the other did to it."""
VIOLENCE = FORCE | {"OTHER"}
"""And harm of which nobody says who did it, or that nobody did."""
MATERIAL = VIOLENCE | {"MOBILIZE", "RETREAT"}
"""Deeds, and no words: they are done with things and to things too."""
DEEDS_AND_PROTESTS = MATERIAL | {"PROTEST"}
"""What is told without saying by whom or to whom."""
