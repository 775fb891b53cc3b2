"""Happenings laid to whoever puts them forward: chains, references, places, days, answers."""

from standoff.claims.form import form_claims

__all__ = ["form_claims"]
