"""On which days a happening took place, and what that rests on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from spacy.tokens import Token

from standoff.claims.same import Told
from standoff.records import DateMention, Document, Happening, Span, When

__all__ = ["carry_when", "stated_date"]

LEAD_SENTENCES = 4
"""A happening told as news in this many first sentences is of the publication day or the day before it."""

_ACTUAL = frozenset({"actual", "attempted"})


def stated_date(
    document: Document, happening: Happening, dates: Sequence[DateMention], cues: Sequence[Span]
) -> DateMention | None:
    """The date expression of the happening's own sentence that says when it took place, or ``None``.

    A date that hangs on a word of saying ("said on Monday") dates the saying.
    """
    trigger = document.tokens(happening.event.trigger)
    best: tuple[float, DateMention] | None = None
    for mention in dates:
        if mention.earliest is None or not happening.sentence.covers(mention.span):
            continue
        points = 2.0 if happening.evidence.covers(mention.span) else 0.0
        tokens = document.tokens(mention.span)
        if tokens is not None and trigger is not None:
            head, verb = tokens.root, trigger.root
            governor = _governor(head)
            if any(cue.covers(document.span(governor)) for cue in cues) and governor != verb:
                points -= 2.0
            points += 1.5 if _hangs_on(head, verb) else 0.0
            points += 0.5 if governor.dep_ == "ROOT" or tokens.start == tokens.sent.start else 0.0
            points -= 0.04 * abs(head.i - verb.i)
        if best is None or points > best[0]:
            best = (points, mention)
    return best[1] if best and best[0] > -0.6 else None


def _governor(token: Token) -> Token:
    while token.head != token and token.pos_ not in ("VERB", "AUX"):
        token = token.head
    return token


def _hangs_on(token: Token, trigger: Token) -> bool:
    for _ in range(8):
        if token == trigger:
            return True
        if token.head == token:
            return False
        token = token.head
    return False


def carry_when(this: Told, group: Sequence[Told], published_on: date | None, sentence_number: int) -> When | None:
    """The happening's days: stated, or those of another sentence about the same happening, or, for what the
    first sentences tell as news, the publication day and the day before."""
    if this.date is not None:
        return _when(this.date)
    dated = [other for other in group if other.date is not None]
    if dated:
        nearest = min(dated, key=lambda other: (_length(other.date), abs(other.sentence - this.sentence)))
        if nearest.date is not None:
            found = _when(nearest.date)
            return found and When(found.earliest, found.latest, found.span, f"carried over: {found.basis}")
    is_news = this.happening.reality in _ACTUAL and sentence_number < LEAD_SENTENCES
    if published_on is not None and is_news:
        return When(
            published_on - timedelta(days=1),
            published_on,
            None,
            f"told as news on {published_on.isoformat()}",
        )
    return None


def _when(mention: DateMention | None) -> When | None:
    if mention is None or mention.earliest is None or mention.latest is None:
        return None
    return When(mention.earliest, mention.latest, mention.span, mention.basis)


def _length(mention: DateMention | None) -> int:
    if mention is None or mention.earliest is None or mention.latest is None:
        return 10**6
    return (mention.latest - mention.earliest).days
