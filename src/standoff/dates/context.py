"""What an expression counts from: the day of publication, the days told before it, whether it lies ahead."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from standoff.dates.calendar import Days

__all__ = ["Context", "Meaning", "NoDate", "Told", "Unknown"]


class Unknown(Exception):  # noqa: N818 - not an error: nothing is known
    """A date expression whose days cannot be told."""


class NoDate(Exception):  # noqa: N818
    """What looked like a date expression says no day."""


@dataclass(frozen=True, slots=True)
class Told:
    """Days named before: in which sentence of the text, and whether by an evening or a night, or in a mere remark on
    somebody ("a policeman gunned down on Sunday"), from which only the next sentence counts."""

    days: Days
    sentence: int
    is_night: bool = False
    is_aside: bool = False


@dataclass(slots=True)
class Context:
    """Where an expression stands. What it asks for is noted in ``rests_on``, which becomes the mention's basis."""

    published_on: date | None = None
    told_before: Sequence[Told] = ()
    """In the order of the text."""
    sentence: int = 0
    beside: Days | None = None
    """The day to which it is a mere apposition: "on Friday, two days after the raid"."""
    follows: Callable[[], Days | None] = lambda: None
    """The day it counts from when that is told after it: "two days after the raid of 4 May"."""
    ahead: Callable[[], bool | None] = lambda: False
    """Whether the sentence tells of what is to come; ``None`` where something held by appointment may be either."""
    rests_on: dict[str, date] = field(default_factory=dict)
    is_elsewhere: bool = False
    """Whether ``published_on`` is not the day of publication, but one that another expression counts from."""
    runs_on: bool = False
    """Whether the days may reach beyond the publication though the sentence tells of the past: "until Friday"."""
    bare: Days | None = None
    """For "since 5 May" and the like: the days of 5 May alone."""

    @property
    def today(self) -> date:
        """The day of publication."""
        self.rests_on["published"] = self.published_on or date.min
        if self.published_on is None:
            raise Unknown
        return self.published_on

    @property
    def is_future(self) -> bool:
        return bool(self.ahead())

    @property
    def is_open(self) -> bool:
        """Whether it is of something held by appointment, or bounds something ("from 1 June"), and no verb says that it
        is past or to come."""
        return self.ahead() is None

    def told(self, at_most: int = 7) -> Told:
        """The last days told, no more of them than ``at_most``."""
        for is_aside in (False, True):
            for told in self._told_back():
                if told.days.length <= at_most and self._is_aside(told) == is_aside:
                    self.rests_on["told"] = told.days.latest
                    return told
        self.rests_on["told"] = date.min
        raise Unknown

    def _told_back(self) -> Iterator[Told]:
        return reversed(self.told_before[-_REACH:])

    def _is_aside(self, told: Told) -> bool:
        return told.is_aside and self.sentence - told.sentence > 1

    def told_lately(self, sentences: int, *, at_most: int = 7) -> Told | None:
        """The last days told no more than so many sentences before."""
        for told in self._told_back():
            if self.sentence - told.sentence > sentences:
                break
            if told.days.length <= at_most and not self._is_aside(told):
                self.rests_on["told"] = told.days.latest
                return told
        return None

    def told_as(self, day: int, of_month: int) -> date | None:
        """The day of that number and month that was told before."""
        for told in reversed(self.told_before[-_REACH:]):
            if (told.days.earliest.day, told.days.earliest.month) == (day, of_month) and told.days.length == 1:
                return told.days.earliest
        return None

    def told_long_ago(self, days: int) -> Days | None:
        """What the sentence has just told of, where it lies so many days before the publication, or that is unknown."""
        if not self.told_before:
            return None
        told = self.told_before[-1]
        if told.days.length > 31 or (self.published_on is not None and told.sentence != self.sentence):
            return None
        if self.published_on is not None and (self.published_on - told.days.latest).days < days:
            return None
        self.rests_on["told"] = told.days.latest
        return told.days

    def seen_from(self, day: date | None, *, is_future: bool = False) -> Context:
        """The same place in the text as if it had been published on another day."""
        return replace(self, published_on=day, ahead=lambda: is_future, rests_on={}, is_elsewhere=True)


Meaning = Callable[[Context], Days]
"""Raises ``Unknown`` where the context does not say enough, ``NoDate`` where there is no date after all."""

_REACH = 40
"""So many dates back an expression may count from."""
