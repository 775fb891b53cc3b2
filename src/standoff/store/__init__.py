"""One SQLite file that keeps reports and all that was found in them. No SQL stands outside this package."""

from standoff.store.check import Fault, Soundness
from standoff.store.claims import Box, ClaimConditions
from standoff.store.incidents import IncidentColumns, IncidentConditions, IncidentTally
from standoff.store.kept import Arrival, Findings, KeptReport, ReportConditions, ReportLine, content_of
from standoff.store.paging import Page, Position
from standoff.store.store import Kept, Store, open_store

__all__ = [
    "Arrival",
    "Box",
    "ClaimConditions",
    "Fault",
    "Findings",
    "IncidentColumns",
    "IncidentConditions",
    "IncidentTally",
    "Kept",
    "KeptReport",
    "Page",
    "Position",
    "ReportConditions",
    "ReportLine",
    "Soundness",
    "Store",
    "content_of",
    "open_store",
]
