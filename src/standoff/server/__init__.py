"""A casebook in the browser, and the same over REST."""

from standoff.server.access import Access
from standoff.server.app import make_app

__all__ = ["Access", "make_app"]
