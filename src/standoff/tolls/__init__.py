"""How many people were killed, injured, missing, detained, displaced: a low and a high."""

from standoff.tolls.find import find_tolls
from standoff.tolls.taken_up import find_counts

__all__ = ["find_counts", "find_tolls"]
