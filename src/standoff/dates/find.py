"""The stage: a document in, date mentions out."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date

from spacy.tokens import Token

from standoff.dates.calendar import Days
from standoff.dates.context import Context, NoDate, Told, Unknown
from standoff.dates.doubt import is_doubtful, is_name
from standoff.dates.lexer import Item
from standoff.dates.patterns import expressions
from standoff.dates.tense import looks_ahead
from standoff.records import DateMention, Document

__all__ = ["find_dates"]

_NIGHT = re.compile(r"\b(?:evening|night|late|dusk|sunset|nightfall)\b", re.IGNORECASE)
_COUNTS_ON = re.compile(r"\b(?:after|before|following|into|since|eve of|prior to)\Z", re.IGNORECASE)
_STOPS = re.compile(r"[,;:()\n]|\. ")
_HEAD_CHARS = 200
_DATELINE_END = re.compile(r"\s*(?:[-–—:|(]|\.?\s*[/[]|\Z)")
_SMALL_WORD = re.compile(r"(?<![\w'-])[a-z]{2,}(?![\w'-])")
_BOUNDING = re.compile(
    r"\b(?:from|until|till|by|before|through|starting|beginning|effective)\s+(?:the\s+)?\Z", re.IGNORECASE
)
"""Before a day that may lie ahead, whatever the verb: "agreed on a truce | from | 1 June"."""
_NEAR_CHARS = 20
_LONGEST_LINE = 100
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_EARLIEST, _LATEST = date(1000, 1, 1), date(2199, 12, 31)


def find_dates(document: Document) -> list[DateMention]:
    """Every expression in the text that says when, with its first and last day, in the order of the text.

    Weekdays and the like count from the day the report was published (of a copy: first published); where that is
    unknown, from a day printed at the head of the text. "The following day" counts from the last day told before
    it, "two days after the raid of 4 May" from the day told after it.
    """
    return _Reading(document).mentions()


class _Reading:
    """One document while its dates are read."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.parse.text
        self.token_starts = array("q", [token.idx for token in document.parse])
        self.sentences = array("q", [sentence.start_char for sentence in document.parse.sents])
        self.items = [item for item in self._expressions() if not is_name(item.start, item.end, self.text)]
        self.told: list[Told] = []
        self.days: dict[int, Days] = {}
        report = document.report
        origin = report.origin.published_on if report.origin else None
        self.published_on = origin or report.published_on or self._printed_day()

    def _expressions(self) -> list[Item]:
        def doubts(check: str, items: Sequence[Item], start: int, end: int) -> bool:
            return is_doubtful(check, items, start, end, self.token_at)

        return expressions(self.text, self.sentences, doubts)

    def token_at(self, offset: int) -> Token | None:
        at = bisect_right(self.token_starts, offset) - 1
        return self.document.parse[at] if at >= 0 else None

    def _printed_day(self) -> date | None:
        """The first day with its year, where it stands at the head of a report whose day is not known."""
        for item in self.items:
            context = Context()
            days = _days(item, context) if self._is_printed(item) else None
            if days is not None and days.length == 1 and not context.rests_on:
                return days.earliest
        return None

    def _is_printed(self, item: Item) -> bool:
        """Whether a date stands in a line of print ("SORN, 5 May 2014 -") and not in a sentence."""
        token = self.token_at(item.start)
        if token is None or item.start > 2 * _HEAD_CHARS or _SMALL_WORD.search(self._before(token)):
            return False
        return bool(_DATELINE_END.match(self.text, item.end)) or item.end in self.sentences

    def _is_of_dateline(self, item: Item) -> bool:
        """Whether a printed date stands behind a town, and so says when the report was written."""
        token = self.token_at(item.start)
        if token is None or item.text[0].islower():
            return False
        if not self._is_printed(item):
            return self._ends_heading(item, token)
        return any(letter.isalpha() for letter in self._before(token))

    def _ends_heading(self, item: Item, token: Token) -> bool:
        """Whether the day of publication ends a line without a verb at the head of a report: "Field report, Sorn, 2
        July 2014"."""
        if item.start > 2 * _HEAD_CHARS or len(self._before(token)) > _LONGEST_LINE:
            return False
        after = self.document.report.text[self.document.span(token).start :].partition("\n")[0]
        days = _days(item, Context())
        is_its_day = days is not None and self.published_on is not None and days == Days.one(self.published_on)
        block = self.document.block(token)
        line = self.document.parse[token.sent.start : token.i]
        is_line = block.kind != "headline" and len(after.strip()) <= len(item.text)
        return is_its_day and is_line and not any(each.tag_ in _FINITE for each in line)

    def _before(self, token: Token) -> str:
        """The words of a token's paragraph before it."""
        start, end = self.document.block(token).start, self.document.span(token).start
        return self.document.report.text[start:end]

    def mentions(self) -> list[DateMention]:
        found: list[DateMention] = []
        for at, item in enumerate(self.items):
            context = self._context(at)
            try:
                days = _bounded(item.value(context))
            except NoDate:
                continue
            except (Unknown, ValueError, OverflowError):
                days = None
            if days is not None:
                days = self._within_reason(days, context)
            if days is not None:
                self.days[at] = days
            if days is not None and not self._is_printed(item):
                is_night = bool(_NIGHT.search(item.text))
                self.told.append(Told(context.bare or days, context.sentence, is_night, self._is_aside(item)))
            found.append(self._mention(item, days, context))
        return found

    def _within_reason(self, days: Days, context: Context) -> Days | None:
        """The days, cut at the publication where the sentence tells of the past. What then counts from a day told, and
        still lies ahead, counts from something else ("a month after the murder")."""
        clipped = days.clipped(self.published_on)
        if context.runs_on or self.published_on is None or days.latest <= self.published_on or context.is_future:
            return days
        return None if "told" in context.rests_on and days.earliest > self.published_on else clipped

    def _mention(self, item: Item, days: Days | None, context: Context) -> DateMention:
        span = self.document.span_at(item.start, item.end)
        is_relative = "told" in context.rests_on or "follows" in context.rests_on
        earliest, latest = days if days is not None else (None, None)
        bare = context.bare if days is not None and context.bare != days else None
        basis = _basis(context, days is not None)
        return DateMention(span, earliest, latest, basis, is_relative, bare, self._is_of_dateline(item))

    def _context(self, at: int) -> Context:
        item = self.items[at]
        context = Context(self.published_on, self.told, bisect_right(self.sentences, item.start) - 1)
        context.beside = self._beside(at)
        context.ahead = lambda: self._looks_ahead(item)
        context.follows = lambda: self._following(at, context)
        return context

    def _beside(self, at: int) -> Days | None:
        """The day that stands right before an expression, only a comma between."""
        last = self.days.get(at - 1)
        if last is None or last.length > 2:
            return None
        between = self.text[self.items[at - 1].end : self.items[at].start]
        return last if between.strip() == "," else None

    def _following(self, at: int, context: Context) -> Days | None:
        """The day told after an expression that counts from it, in the same phrase."""
        if at + 1 >= len(self.items):
            return None
        item, following = self.items[at], self.items[at + 1]
        between = self.text[item.end : following.start]
        if len(between) > 120 or _STOPS.search(between) or _COUNTS_ON.search(following.text):
            return None
        sentence = bisect_right(self.sentences, following.start) - 1
        if sentence != context.sentence:
            return None
        inner = Context(self.published_on, self.told, sentence, ahead=lambda: self._looks_ahead(following))
        days = _days(following, inner)
        if days is not None and days.length <= 31:
            context.rests_on["follows"] = days.latest
            return days
        return None

    def _looks_ahead(self, item: Item) -> bool | None:
        root = self._root(item)
        if root is None:
            return False
        ahead = looks_ahead(root, is_headline=self.document.block(root).kind == "headline")
        return None if ahead is False and _BOUNDING.search(self.text[: item.start][-_NEAR_CHARS:]) else ahead

    def _is_aside(self, item: Item) -> bool:
        """Whether a date stands in a clause that only says more of somebody or something: "gunned down on Sunday"."""
        root = self._root(item)
        return root is not None and any(token.dep_ in ("relcl", "acl") for token in root.ancestors)

    def _root(self, item: Item) -> Token | None:
        first, last = bisect_left(self.token_starts, item.start), bisect_left(self.token_starts, item.end)
        return self.document.parse[first:last].root if first < last else None


def _days(item: Item, context: Context) -> Days | None:
    try:
        return _bounded(item.value(context))
    except (Unknown, NoDate, ValueError, OverflowError):
        return None


def _bounded(days: Days) -> Days:
    if days.earliest > days.latest or days.earliest < _EARLIEST or days.latest > _LATEST:
        raise Unknown
    return days


def _basis(context: Context, is_known: bool) -> str:
    rests_on = context.rests_on
    if "vague" in rests_on:
        return "too vague to bound"
    told, follows, published = (rests_on.get(name) for name in ("told", "follows", "published"))
    if follows is not None:
        return f"relative to the day after it: {follows.isoformat()}"
    if told is not None:
        if told == date.min:
            return "relative to something whose day is not told"
        return f"relative to the day before it: {told.isoformat()}"
    if published is not None:
        if context.published_on is None:
            return "relative to the day of publication, which is not known"
        return f"relative to {published.isoformat()}"
    return "stated" if is_known else "stated, but no day of the calendar"
