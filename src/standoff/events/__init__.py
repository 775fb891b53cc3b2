"""What happened: every happening a document tells of, with its type, parties, words and reality."""

from standoff.events.find import find_happenings

__all__ = ["find_happenings"]
