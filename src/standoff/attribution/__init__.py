"""Who says what: sources, cues and contents in a document."""

from standoff.attribution.find import find_attributions

__all__ = ["find_attributions"]
