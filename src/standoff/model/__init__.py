"""A small model beside the rules: which words tell a happening or lay words to somebody, who did it, and to whom."""

from standoff.model.reader import Reader, load_reader, why_unread

__all__ = ["Reader", "load_reader", "why_unread"]
