"""When two links lead to one page."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

__all__ = ["address_of"]

_FOLLOWS_READERS = re.compile(r"utm_\w+|[a-z]*clid|ref|ref_src|source|cmp(id)?|mc_[ce]id|at_\w+|ns_\w+|ito|amp")


def address_of(url: str | None) -> str | None:
    """A link without what does not tell pages apart: scheme, "www.", fragment, parameters that follow readers around.
    ``None`` for a site's front page, which is another page every hour.

    >>> address_of("http://www.example.org/news/17/?utm_source=x&page=2#top")
    'example.org/news/17?page=2'
    """
    if not url:
        return None
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
        query = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=200)
    except ValueError:
        return None
    kept = [(name, value) for name, value in query if not _FOLLOWS_READERS.fullmatch(name.lower())]
    path = parts.path.rstrip("/")
    if not host or not (path or kept):
        return None
    return f"{host}{path}" + (f"?{urlencode(kept)}" if kept else "")
