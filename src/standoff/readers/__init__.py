"""Bytes -> Report, or a Rejection that says why not. The network is never touched."""

from standoff.readers.paths import read_reports

__all__ = ["read_reports"]
