"""The bounds of what is read. Every input is taken for hostile: what is over a bound becomes a rejection."""

from __future__ import annotations

MAX_ITEM_BYTES = 64 * 1024 * 1024
"""Most bytes of one item that is read whole: a text, a page, a PDF, a mail, a feed, one JSON document."""
MAX_LINE_BYTES = 16 * 1024 * 1024
"""Most bytes of one line of JSON Lines; a longer line is set aside, the next is read."""
MAX_TEXT_CHARS = 2_000_000
"""Most code points of one report's text (about 350,000 words). A longer text is no report, it is a heap of them."""
MAX_FIELD_CHARS = 4_000_000
"""Most code points of one field of a CSV row."""
MAX_FRONT_MATTER_CHARS = 32_000
"""The front matter of a text ends within so many code points, or it is none."""
MAX_METADATA_CHARS = 1_000
"""A title, byline, name or tag is cut after so many code points, a URL over twice as many is dropped."""
MAX_LIST_LENGTH = 200
"""Most tags of one kind, and most links to media, that are kept."""

MAX_MEMBERS = 100_000
"""Most members of one zip, WACZ, WARC, feed or mail that are looked at, members of members included."""
MAX_UNPACKED_BYTES = 8 * 1024 * 1024 * 1024
"""Most bytes that all members of one file may unpack to."""
MAX_RATIO = 200
"""What unpacks to more than so many times its size, and to more than ``RATIO_FLOOR_BYTES``, is a bomb."""
RATIO_FLOOR_BYTES = 32 * 1024 * 1024
"""Below so many unpacked bytes no ratio is judged: a file of blanks is no danger."""
MAX_DEPTH = 4
"""How deep a container may stand in another: a folder's zip's mail's attachment."""

MAX_HTML_BYTES = 8 * 1024 * 1024
"""Most bytes of one HTML page: its tree takes about fifty times as much memory."""
MAX_HTML_DEPTH = 250
"""Most elements of an HTML page, or XML feed, that stand in one another."""
MAX_HTML_TAGS = 100_000
"""Most tags of an HTML page."""
MAX_DOCUMENT_ELEMENTS = 1_000_000
"""Most elements of an office document: some forty a line, where every change was tracked."""
MAX_PDF_PAGES = 500
"""Pages of a PDF after this one are left out, and a rejection says so."""
MAX_PDF_SECONDS = 60.0
"""Reading the pages of one PDF stops after so long, and a rejection says so."""

MAX_HEADER_BYTES = 16_384
"""Most bytes of one header of a mail: its parser takes memory in the square of a header's length."""

SNIFF_BYTES = 8_192
"""So much of an item's beginning is looked at to tell its kind."""
MAX_DAMAGE = 0.1
"""A text of which a greater share could not be decoded, or is control characters, is no text."""
MIN_LANGUAGE_CHARS = 200
"""The language of a shorter text is not guessed: English is assumed."""
