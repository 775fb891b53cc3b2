"""Names of places and where they lie: one SQLite file, looked up by a key that forgives spelling."""

from standoff.gazetteer.lookup import KINDS, Candidate, Gazetteer
from standoff.gazetteer.names import fold
from standoff.gazetteer.nations import capitals, demonyms

__all__ = ["KINDS", "Candidate", "Gazetteer", "capitals", "demonyms", "fold"]
