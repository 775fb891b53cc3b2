"""A language model of the user's own choice as the one that finds claims, held to the words of the report.

The model answers in JSON; whatever of it has no verbatim span in the report becomes a rejection.
"""

from standoff.llm.claims import STAGE, UNREAD, Context, read_answer
from standoff.llm.endpoint import Asker, CutShortError, Endpoint, EndpointError
from standoff.llm.request import Estimate, Price, estimate, messages_for, passages_of
from standoff.llm.words import Passage

__all__ = [
    "STAGE",
    "UNREAD",
    "Asker",
    "Context",
    "CutShortError",
    "Endpoint",
    "EndpointError",
    "Estimate",
    "Passage",
    "Price",
    "estimate",
    "messages_for",
    "passages_of",
    "read_answer",
]
