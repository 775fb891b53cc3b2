"""The order of the stages: reports in; claims and everything they rest on out."""

from standoff.pipeline.analyse import Reading, analyse
from standoff.pipeline.knowledge import Knowledge
from standoff.pipeline.spread import analyse_reports, read_spread

__all__ = ["Knowledge", "Reading", "analyse", "analyse_reports", "read_spread"]
