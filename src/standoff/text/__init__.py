"""Report -> Document: what is headline, body and boilerplate; clean text; sentences; the parse."""

from standoff.text.divide import divide
from standoff.text.oversize import oversize
from standoff.text.parse import load_parser, parse

__all__ = ["divide", "load_parser", "oversize", "parse"]
