"""A small model beside the rules, where the user names one: which words tell a happening, and how surely."""

from standoff.model.reader import Reader, load_reader

__all__ = ["Reader", "load_reader"]
