"""One SQLite file that keeps reports and all that was found in them. No SQL stands outside this package."""

from standoff.store.reports import Arrival, Findings, KeptReport, ReportLine
from standoff.store.store import Kept, Store, open_store

__all__ = ["Arrival", "Findings", "Kept", "KeptReport", "ReportLine", "Store", "open_store"]
