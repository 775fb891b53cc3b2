"""The days of a happening whose sentence gives none: what the rules say, or what the report tells more likely."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from standoff.claims.carrying import Features, Passage, Values, best_of
from standoff.claims.same import Told
from standoff.claims.scenes import Scene, are_apart, is_within
from standoff.claims.tense import telling
from standoff.claims.when import (
    Headings,
    carried,
    days_of_heading,
    is_deed_itself,
    is_hour,
    is_of_document,
    lies_well_before,
    published_on,
    told_as_news,
)
from standoff.records import NOT_AT_ONCE, TO_COME, DateMention, Place, PlaceMention, When

__all__ = ["choose_days"]

Days = tuple[date, date]

NEWS_DAYS = 10
"""What is older is no news."""
_UP_TO_NOW = frozenset({"present", "perfect"})
_AGES = ((-1, "ahead"), (3, "fresh"), (10, "of these days"), (60, "of these weeks"))
"""So many days at most before the day of publication."""
_LENGTHS = ((1, "a day"), (10, "some days"), (45, "some weeks"))
_SOURCES = ("told as news", "going on", "said then", "since", "carried over")
"""How the grounds begin that the rules give."""


def choose_days(
    passage: Passage,
    scenes: Sequence[Scene],
    by_rules: Sequence[When | None],
    places: Sequence[Place | None],
    dates: Sequence[DateMention],
    headings: Headings,
    reported: Sequence[bool],
    counted: Sequence[When | None],
) -> list[When | None]:
    """For each happening its days, ``None`` where the report bounds them nowhere. What its own sentence gives stands,
    so do those ``counted`` from another's, and so do the rules' days of what goes on, or "has" happened; those of the
    news replace none that lie within them.

    ``places`` holds where each happening was, ``reported`` says of each whether it is somebody's claim, ``headings``
    which days stand over the report's stretches.
    """
    document = passage.document
    sayings = {_days(this.said) for this in passage.told} - {_days(this.date) for this in passage.told}
    named = [
        (days, each.span)
        for each in dates
        if (days := _days(each)) is not None
        and not (each.is_of_dateline or days in sayings or is_of_document(document, each))
    ]
    of_start = {each.span.start: each for each in dates}
    values = Values(
        passage,
        named,
        [_days(this.date) for this in passage.told],
        [(each.earliest, each.latest) if each is not None else None for each in by_rules],
        [_days(scene.date_for(this)) for scene, this in zip(scenes, passage.told, strict=True)],
    )
    news, published = told_as_news(document), published_on(document)
    found: list[When | None] = []
    for number, (this, when) in enumerate(zip(passage.told, by_rules, strict=True)):
        how = _how(passage, number, is_reported=reported[number])
        if (
            this.date is not None
            or counted[number] is not None
            or how is None
            or (when is not None and how in _UP_TO_NOW)
        ):
            found.append(best_of("days", [(when, {})]))
            continue
        over = days_of_heading(this, headings)
        is_news = this.happening.reality not in TO_COME and not (when and news and _is_vaguer(news, when))
        as_news = news if is_news else None
        given = {(each.earliest, each.latest): each for each in (over, as_news, when) if each is not None}
        candidates = values.candidates(number)
        for days in given:
            candidates.setdefault(days, {})
        weighed: list[tuple[When | None, Features]] = []
        for days, features in candidates.items():
            at, tellers = values.nearest(number, days), values.tellers(number, days)
            is_beside = at is not None and at.start >= this.happening.sentence.start
            if days not in given and not _may_be(this, days, published, tellers, places[number], is_beside=is_beside):
                continue
            answer = given.get(days) or (carried(of_start[at.start]) if at is not None else None)
            if answer is None:
                continue
            features |= dict(_of_days(days, how, published))
            features |= dict(_beside_rules(this, days, how, when))
            if over is not None and days == (over.earliest, over.latest):
                features["heads the stretch"] = 1.0
            if news is not None and days == (news.earliest, news.latest):
                features |= {"news": 1.0, f"news, told as {how}": 1.0}
                features[f"news, {'done' if is_deed_itself(this) else 'said'}"] = 1.0
            elif days not in given and at is not None and is_hour(of_start[at.start]):
                features["only an hour"] = 1.0
            if any(_is_there(each, places[number]) for each in tellers):
                features["told of its place"] = 1.0
            weighed.append((answer, features))
        if when is None or this.happening.reality in NOT_AT_ONCE:
            weighed.append((None, _of_none(this, how, when)))
        found.append(best_of("days", weighed))
    return found


def _is_vaguer(news: When, when: When) -> bool:
    """Whether the days of the news say less than others that lie within them."""
    return news.earliest <= when.earliest and when.latest <= news.latest and news.basis != when.basis


def _may_be(
    this: Told, days: Days, published: date | None, tellers: Sequence[Told], place: Place | None, *, is_beside: bool
) -> bool:
    """Whether days that the rules did not find may be a happening's: not so where it was said on them; where they come
    after it was said or after the report, unless it is yet to come; where its own sentence names them of something else
    (``is_beside``) that is no happening; where they are told only aside, or only of what was done at another place; nor
    old ones that are told of no such place where its sentence gives one."""
    is_ahead = this.happening.reality in TO_COME
    said = _days(this.said)
    if not is_ahead and any(day is not None and days[0] > day for day in (published, said[1] if said else None)):
        return False
    if days == said or (not tellers and is_beside):
        return False
    is_old = published is not None and (published - days[1]).days > NEWS_DAYS
    if is_old and this.place is not None and not this.points_back and not any(_names(t, this.place) for t in tellers):
        return False  # "In June rebels took the mill. (...) Clashes erupted in Sorn."
    others = [each for each in tellers if each.sentence != this.sentence]
    if others and all(each.is_aside for each in others):
        return False
    return not (others and place is not None and all(_is_elsewhere(each, place) for each in others))


def _names(this: Told, place: PlaceMention) -> bool:
    return this.place is not None and (this.place.name == place.name or is_within(place, this.place))


def _is_elsewhere(this: Told, place: Place) -> bool:
    return this.place is not None and are_apart(this.place, place.mention) is True


def _is_there(this: Told, place: Place | None) -> bool:
    return this.place is not None and place is not None and are_apart(this.place, place.mention) is False


def _days(mention: DateMention | None) -> Days | None:
    if mention is None or mention.earliest is None or mention.latest is None:
        return None
    return mention.earliest, mention.latest


def _how(passage: Passage, number: int, *, is_reported: bool) -> str | None:
    """How a happening is told in time; ``None`` where it lies long before what is told of it."""
    document = passage.document
    trigger = document.tokens(passage.told[number].happening.event.trigger)
    if trigger is None:
        return "past"
    if lies_well_before(trigger.root):
        return None
    return telling(trigger.root, is_headline=document.block(trigger.root).kind == "headline", is_reported=is_reported)


def _of_none(this: Told, how: str, when: When | None) -> Features:
    features = {"no day": 1.0, f"no day, told as {how}": 1.0, f"no day, {this.happening.reality}": 1.0}
    return features if when is not None else {**features, "no day by rules": 1.0}


def _of_days(days: Days, how: str, published: date | None) -> Iterator[tuple[str, float]]:
    earliest, latest = days
    length = next((name for most, name in _LENGTHS if (latest - earliest).days <= most), "longer")
    yield f"lasts {length}", 1.0
    if published is None:
        return
    before = (published - latest).days
    age = next((name for most, name in _AGES if before <= most), "older")
    yield age, 1.0
    if earliest > published:
        yield f"ahead, told as {how}", 1.0
    elif before > NEWS_DAYS:
        yield f"older than news, told as {how}", 1.0


def _beside_rules(this: Told, days: Days, how: str, when: When | None) -> Iterator[tuple[str, float]]:
    """How some days lie to those that the rules give."""
    if when is None:
        return
    if days == (when.earliest, when.latest):
        source = next((each for each in _SOURCES if when.basis.startswith(each)), "other")
        yield f"by rules, {source}", 1.0
        yield f"by rules, told as {how}", 1.0
        yield f"by rules, {this.happening.reality}", 1.0
        yield f"by rules, {'done' if is_deed_itself(this) else 'said'}", 1.0
    elif when.earliest <= days[0] and days[1] <= when.latest:
        yield "within those of the rules", 1.0
    elif days[0] > when.latest:
        yield "after those of the rules", 1.0
    elif days[1] < when.earliest:
        yield "before those of the rules", 1.0
