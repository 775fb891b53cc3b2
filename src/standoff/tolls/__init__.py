"""How many people were killed, injured, missing, detained, displaced: a low and a high."""

from standoff.tolls.find import find_tolls

__all__ = ["find_tolls"]
