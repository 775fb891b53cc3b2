"""On which days a happening took place, and what that rests on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from spacy.tokens import Token

from standoff.claims.own import best_for_each, other_triggers
from standoff.claims.same import Told
from standoff.claims.scenes import Scene
from standoff.records import Attribution, DateMention, Document, Happening, When

__all__ = ["carry_when", "stated_dates"]

LEAST = -0.6
"""Fewer points than this, and a date of the sentence is not the happening's."""
BESIDE_LETTERS = 2
"""A date so many letters from a source or cue stands beside it."""
_ACTUAL = frozenset({"actual", "attempted"})


def stated_dates(
    document: Document,
    happenings: Sequence[Happening],
    dates: Sequence[DateMention],
    attributions: Sequence[Attribution],
) -> list[tuple[DateMention | None, DateMention | None]]:
    """For each happening the date expressions of its own sentence that say when it took place, and when it was said.

    A date beside a word of saying, outside what is said ("X said on Monday that ..."), dates the saying; one that
    hangs on the trigger of another happening dates that one.
    """
    bounded = [mention for mention in dates if mention.earliest is not None]
    points: list[dict[int, float]] = []
    said: list[DateMention | None] = []
    for happening, others in zip(happenings, other_triggers(document, happenings), strict=True):
        frames = [a for a in attributions if a.cue is not None and a.covers(happening.event.trigger)]
        trigger = document.tokens(happening.event.trigger)
        own: dict[int, float] = {}
        saying: DateMention | None = None
        for at, mention in enumerate(bounded):
            tokens = document.tokens(mention.span) if happening.sentence.covers(mention.span) else None
            if tokens is None or trigger is None:
                continue
            governor = _governor(tokens.root)
            if governor != trigger.root and any(_dates_saying(document, mention, governor, f) for f in frames):
                saying = mention
                continue
            own[at] = 2.0 if happening.evidence.covers(mention.span) else 0.0
            own[at] += _attachment(tokens.root, trigger.root, others)
            own[at] += 0.5 if governor.dep_ == "ROOT" or tokens.start == tokens.sent.start else 0.0
            own[at] -= 0.04 * abs(tokens.root.i - trigger.root.i)
        points.append(own)
        said.append(saying)
    chosen = best_for_each(points, LEAST)
    return [(bounded[at] if at is not None else None, saying) for at, saying in zip(chosen, said, strict=True)]


def _dates_saying(document: Document, mention: DateMention, governor: Token, frame: Attribution) -> bool:
    """Whether a date says when the frame's source spoke: outside the content, and of the cue or next to it."""
    if frame.cue is None or frame.covers(mention.span):
        return False
    if frame.cue.covers(document.span(governor)):
        return True
    pieces = [frame.cue] + ([frame.source.span] if frame.source else [])
    return any(
        0 <= piece.start - mention.span.end <= BESIDE_LETTERS or 0 <= mention.span.start - piece.end <= BESIDE_LETTERS
        for piece in pieces
    )


def _governor(token: Token) -> Token:
    while token.head != token and token.pos_ not in ("VERB", "AUX"):
        token = token.head
    return token


def _attachment(date: Token, trigger: Token, others: set[int]) -> float:
    """What the way from a date up to the trigger speaks for; another happening on the way takes the date where it is
    told in a relative clause, and shares it elsewhere ("killed in an attack on Monday")."""
    token, between = date, 0.0
    for _ in range(10):
        if token == trigger:
            return 1.5 - between
        if token.head == token:
            break
        token = token.head
        if token.i in others and token != trigger:
            between += 3.0 if token.dep_ in ("relcl", "acl") else 0.5
    return -1.0 if between else 0.0


def carry_when(this: Told, scene: Scene, published_on: date | None) -> When | None:
    """The happening's days: stated, or its scene's; for a scene that the first sentences tell as news, the day on which
    it was said or published and the day before."""
    if this.date is not None:
        return _when(this.date)
    if scene.date is not None:
        found = _when(scene.date)
        return found and When(found.earliest, found.latest, found.span, f"carried over: {found.basis}")
    if scene.since is None or this.happening.reality not in _ACTUAL:
        return None
    day = timedelta(days=1)
    if this.said is not None and this.said.earliest is not None and this.said.latest is not None:
        return When(this.said.earliest - day, this.said.latest, this.said.span, f"said then: {this.said.basis}")
    if published_on is not None:
        return When(published_on - day, published_on, None, f"told as news on {published_on.isoformat()}")
    return None


def _when(mention: DateMention | None) -> When | None:
    if mention is None or mention.earliest is None or mention.latest is None:
        return None
    return When(mention.earliest, mention.latest, mention.span, mention.basis)
