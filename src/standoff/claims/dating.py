"""The days of a happening whose sentence gives none: what the rules say, or what the report tells more likely."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from standoff.claims.carrying import Features, Passage, Values, best_of
from standoff.claims.same import Told
from standoff.claims.scenes import Scene
from standoff.claims.tense import telling
from standoff.claims.when import Headings, carried, days_of_heading, is_deed_itself, published_on, told_as_news
from standoff.records import DateMention, When

__all__ = ["choose_days"]

Days = tuple[date, date]

NEWS_DAYS = 10
"""What is older is no news."""
_AHEAD = frozenset({"planned", "hypothetical"})
_AGES = ((-1, "ahead"), (3, "fresh"), (10, "of these days"), (60, "of these weeks"))
"""So many days at most before the day of publication."""
_LENGTHS = ((1, "a day"), (10, "some days"), (45, "some weeks"))
_SOURCES = ("told as news", "going on", "said then", "since", "carried over")
"""How the grounds begin that the rules give."""


def choose_days(
    passage: Passage,
    scenes: Sequence[Scene],
    by_rules: Sequence[When | None],
    dates: Sequence[DateMention],
    headings: Headings,
    reported: Sequence[bool],
) -> list[When | None]:
    """For each happening its days, ``None`` where the report bounds them nowhere. What its own sentence gives stands.

    ``reported`` says of each happening whether it is somebody's claim, ``headings`` which days stand over the report's
    stretches. What was done was not done after the report was published.
    """
    bounded = [each for each in dates if _days(each) is not None]
    news = told_as_news(passage.document)
    of_rules = [(each.earliest, each.latest) if each is not None else None for each in by_rules]
    of_scene = [_days(scene.date_for(this)) for scene, this in zip(scenes, passage.told, strict=True)]
    stated = [_days(this.date) for this in passage.told]
    named = [(days, each.span.start) for each in bounded if (days := _days(each)) is not None]
    values = Values(passage, named, stated, of_rules, of_scene)
    of_start = {each.span.start: each for each in bounded}
    datelines = {_days(each) for each in bounded if each.is_of_dateline}
    published = published_on(passage.document)
    found: list[When | None] = []
    for number, (this, when) in enumerate(zip(passage.told, by_rules, strict=True)):
        if this.date is not None:
            found.append(best_of("days", [(when, {})]))
            continue
        over = days_of_heading(this, headings)
        given = {(each.earliest, each.latest): each for each in (over, news, when) if each is not None}
        candidates = values.candidates(number)
        for days in given:
            candidates.setdefault(days, {})
        how = _how(passage, number, is_reported=reported[number])
        weighed: list[tuple[When | None, Features]] = []
        for days, features in candidates.items():
            if published is not None and days[0] > published and this.happening.reality not in _AHEAD:
                if days != of_rules[number]:
                    continue
            features |= dict(_of_days(this, days, how, published))
            features |= dict(_beside_rules(this, days, how, when))
            if days in datelines:
                features["of the dateline"] = 1.0
            if over is not None and days == (over.earliest, over.latest):
                features["heads the stretch"] = 1.0
            if news is not None and days == (news.earliest, news.latest):
                features |= {"news": 1.0, f"news, told as {how}": 1.0}
                features[f"news, {'done' if is_deed_itself(this) else 'said'}"] = 1.0
            named_at = values.nearest(number, days)
            answer = given.get(days) or (carried(of_start[named_at.start]) if named_at is not None else None)
            if answer is not None:
                weighed.append((answer, features))
        weighed.append((None, _of_none(this, how, when)))
        found.append(best_of("days", weighed))
    return found


def _days(mention: DateMention | None) -> Days | None:
    if mention is None or mention.earliest is None or mention.latest is None:
        return None
    return mention.earliest, mention.latest


def _how(passage: Passage, number: int, *, is_reported: bool) -> str:
    document = passage.document
    trigger = document.tokens(passage.told[number].happening.event.trigger)
    if trigger is None:
        return "past"
    return telling(trigger.root, is_headline=document.block(trigger.root).kind == "headline", is_reported=is_reported)


def _of_none(this: Told, how: str, when: When | None) -> Features:
    features = {"no day": 1.0, f"no day, told as {how}": 1.0, f"no day, {this.happening.reality}": 1.0}
    return features if when is not None else {**features, "no day by rules": 1.0}


def _of_days(this: Told, days: Days, how: str, published: date | None) -> Iterator[tuple[str, float]]:
    earliest, latest = days
    length = next((name for most, name in _LENGTHS if (latest - earliest).days <= most), "longer")
    yield f"lasts {length}", 1.0
    said = _days(this.said)
    if said is not None:
        if days == said:
            yield "when it was said", 1.0
        elif earliest > said[1]:
            yield "after it was said", 1.0
    if published is None:
        return
    before = (published - latest).days
    age = next((name for most, name in _AGES if before <= most), "older")
    yield age, 1.0
    if earliest > published:
        yield f"ahead, {this.happening.reality}", 1.0
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
