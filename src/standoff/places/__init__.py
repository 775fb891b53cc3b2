"""Places: which words name one, which one they mean, and how exactly they say where."""

from standoff.places.find import find_places

__all__ = ["find_places"]
