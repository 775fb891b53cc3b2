"""The order of the stages: reports in; claims and everything they rest on out.

Names are fetched when they are first used: whoever looks at a casebook, or judges, loads no parser.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from standoff.pipeline.analyse import Reading
    from standoff.pipeline.knowledge import Knowledge
    from standoff.pipeline.spread import analyse_reports, read_spread

__all__ = ["Knowledge", "Reading", "analyse_reports", "read_spread"]

_HOMES = {
    "Knowledge": "knowledge",
    "Reading": "analyse",
    "analyse_reports": "spread",
    "read_spread": "spread",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
