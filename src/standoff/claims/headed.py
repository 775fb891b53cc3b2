"""Places that stand as headings over what follows them, as in bulletins and digests: "HOMS. Two men were shot", "In the
Idlib countryside:", "Sorn, 7-9 March. Gunmen burned the market"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from standoff.claims.same import Told
from standoff.languages.language import load_rules
from standoff.records import DateMention, Document, Place, PlaceMention, Span

__all__ = ["Headed", "place_headings"]

_LINE = re.compile(r"[^\n]+")
_LEADING = re.compile(r"\s*(?:[-*•·–—]\s+|\(?\d{1,2}[.)]\s+)?")
_LED_IN = re.compile(r"(?:in\s+|around\s+)?(?:the\s+)?", re.IGNORECASE)
_END = re.compile(r"\s*(?:$|[.:](?=\s|$)|\s[—–-]{1,3}(?=\s))")
_WORD = re.compile(r"\w+")
_LONGEST = 70
"""A heading has at most so many letters."""
_MOST_WORDS = 5
"""A heading that names no place has at most so many words."""
_FEWEST = 2
"""So many headings name different places where they are headings: one alone may be a dateline."""
_TYING = frozenset({"and", "the", "of", "in", "to"})
_OF_CLAUSES = frozenset({"VERB", "AUX", "PRON", "DET"})


class Headed:
    """The stretches of a report that stand under a heading, each up to the next one."""

    def __init__(self, headings: Sequence[tuple[int, PlaceMention | None]]) -> None:
        self._starts = [start for start, _ in headings]
        self._places = [place for _, place in headings]
        self._all = frozenset(place for place in self._places if place is not None)

    def place_for(self, this: Told, by_rules: Place | None) -> Place | None:
        """The place of a happening: what the rules say where its own sentence or the stretch under its heading gives
        that, else what the heading names."""
        over = self._over(this)
        if over is None:
            return by_rules
        if by_rules is not None and by_rules.basis == "stated":
            is_of_next = by_rules.mention in self._all and by_rules.mention != over
            return Place(over, "stated") if is_of_next else by_rules  # "- Sorn: two killed - Tibra: a shop burned"
        named = by_rules.mention.name_span.start if by_rules is not None else -1
        is_below = over.name_span.start <= named < this.happening.sentence.end
        return by_rules if is_below else Place(over, "carried over")

    def is_past(self, this: Told, start: int) -> bool:
        """Whether what is named at an offset of the report stands before the heading over a happening."""
        over = self._over(this)
        return over is not None and start < over.name_span.start

    def _over(self, this: Told) -> PlaceMention | None:
        at = bisect_right(self._starts, this.happening.evidence.start) - 1
        return self._places[at] if at >= 0 else None


def place_headings(document: Document, places: Sequence[PlaceMention], dates: Sequence[DateMention]) -> Headed:
    """The places that open a line of the report and are closed off from what follows, with nothing but a day beside
    them; headings that name no place end the stretch of the one before."""
    found = list(_headings(document, places, dates))
    named = {
        place.name
        for _, place in found
        if place is not None and document.blocks[_block(document, place.name_span.start)].kind != "dateline"
    }
    return Headed(found if len(named) >= _FEWEST else ())


def _headings(
    document: Document, places: Sequence[PlaceMention], dates: Sequence[DateMention]
) -> Iterator[tuple[int, PlaceMention | None]]:
    begins = [place.name_span.start for place in places]
    spans = sorted([(each.span.start, each.span.end) for each in dates] + [(p.span.start, p.span.end) for p in places])
    for line in _LINE.finditer(document.report.text) if places else ():
        leading = _LEADING.match(line.group())
        start = line.start() + (leading.end() if leading is not None else 0)
        end = _end_of_heading(line.group(), line.start(), start, spans)
        if end is None or document.blocks[_block(document, start)].kind == "headline":
            continue
        within = places[bisect_left(begins, start) : bisect_left(begins, end)]
        words = document.report.text[start:end]
        place = next((each for each in within if not each.is_demonym and each.lat is not None), None)
        if place is not None and _opens(document.report.text[start : place.name_span.start]):
            if _is_bare(words, start, spans):
                yield start, place
        elif place is None and len(_WORD.findall(words)) <= _MOST_WORDS and _is_verbless(document, start, end):
            yield start, None


def _end_of_heading(line: str, begin: int, start: int, spans: Sequence[tuple[int, int]]) -> int | None:
    """Where what closes off the beginning of a line stands, outside of all days and places: "Sept. 2" goes on."""
    at = start
    while at <= begin + len(line) and at - start <= _LONGEST:
        covering = bisect_right(spans, (at, 1 << 60)) - 1
        if covering >= 0 and spans[covering][0] <= at < spans[covering][1]:
            at = spans[covering][1]
            continue
        if _END.match(line, at - begin):
            return at if at > start else None
        at += 1
    return None


def _opens(before: str) -> bool:
    """Whether nothing stands before a heading's place but "In the"."""
    return _LED_IN.fullmatch(before) is not None or set(_WORD.findall(before.lower())) <= _kinds()


@cache
def _kinds() -> frozenset[str]:
    """Words that may stand beside the place of a heading: "the northern countryside of Homs"."""
    rules = load_rules("places")
    nouns = frozenset(noun for table in rules["heads"].values() for noun in table["nouns"])
    return _TYING | nouns | frozenset(rules["directions"])


def _is_bare(words: str, start: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a heading is made of nothing but places, days and nouns for kinds of places."""
    others = [
        word.group().lower()
        for word in _WORD.finditer(words)
        if not any(first <= start + word.start() < last for first, last in _near(spans, start, len(words)))
    ]
    return set(others) <= _kinds()


def _near(spans: Sequence[tuple[int, int]], start: int, length: int) -> Sequence[tuple[int, int]]:
    return spans[max(0, bisect_left(spans, (start, 0)) - 1) : bisect_left(spans, (start + length, 0))]


def _is_verbless(document: Document, start: int, end: int) -> bool:
    tokens = document.tokens(Span.of(document.report.text, start, end))
    return tokens is not None and tokens[0].text[0].isupper() and all(each.pos_ not in _OF_CLAUSES for each in tokens)


def _block(document: Document, start: int) -> int:
    return document.block_of[max(bisect_right(document.starts, start) - 1, 0)]
