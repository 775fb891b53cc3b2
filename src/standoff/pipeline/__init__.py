"""The order of the stages: reports in; claims and everything they rest on out."""

from standoff.pipeline.analyse import Reading, analyse, read
from standoff.pipeline.knowledge import Knowledge

__all__ = ["Knowledge", "Reading", "analyse", "read"]
