"""Scenes: the stretches of a report that tell of one place and day, however many happenings they hold.

A report tells of a main scene and of side scenes ("a week earlier, in the next valley ..."). A happening that names
neither place nor day is read as part of a scene, as a reader would: of the one just told, of the main one, or of the
one whose words it takes up. A place or day told once thus serves every happening of its scene.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from standoff.claims.same import FAR_KM, FINE, Count, Told, kilometres
from standoff.ontology import DEEDS_AND_PROTESTS
from standoff.records import FINENESS, TO_COME, DateMention, Document, PlaceMention

__all__ = ["Scene", "are_apart", "form_scenes", "is_within", "number_scenes"]

MAIN = 0.9
"""What speaks for the main scene before anything is looked at."""
NEAR = 1.6
"""What speaks for the scene told in the same sentence; each sentence between takes ``A_SENTENCE`` away, and a new
paragraph ``A_PARAGRAPH``."""
A_SENTENCE = 0.4
A_PARAGRAPH = 0.6
POINTS_BACK = 3.0
"""What speaks for the scene of the sentence before, where "then" or "that attack" takes it up."""
JOINS = 0.8
"""Less than this, and a happening that can open a scene of its own does so."""

MOST_OPEN = 40
"""A happening joins the main scene or one of so many that were told of last: a report may be a book."""

LEAD_SENTENCES = 4
"""What so many first sentences tell as news ..."""
NEWS_DAYS = 10
"""... is no older than so many days on the day of publication."""
CONTRADICTED = -10.0
"""Of a scene whose place or day is another: never joined."""

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")


@dataclass(slots=True)
class Scene:
    """Happenings of one place and day. ``place`` is the finest place that any of them states, ``date`` the
    first day stated, or a shorter stretch within it that is said of the same happening."""

    members: list[Told] = field(default_factory=list)
    place: PlaceMention | None = None
    date: DateMention | None = None
    dated: Told | None = None
    """The happening of that day."""
    days: list[tuple[int, DateMention]] = field(default_factory=list)
    """Where in the report a first day, and then a shorter stretch within it, is told."""
    lemmas: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    counts: set[Count] = field(default_factory=set)
    sentence: int = 0
    paragraph: int = 0
    since: datetime.date | None = None
    """For what is told as news: the day before which it did not happen."""
    is_old_news: bool = False
    """Whether the report is about something long past."""

    def add(self, this: Told, sentence: int, paragraph: int, before: datetime.date | None = None) -> None:
        """Take a happening in; a day later than ``before``, when the report was published, is not the scene's."""
        self.members.append(this)
        self.lemmas |= this.lemmas
        self.names |= this.names
        self.counts |= this.counts
        self.sentence, self.paragraph = sentence, paragraph
        if this.happening.reality in TO_COME:
            return
        if this.place is not None and not this.is_on_the_way and self._takes(this, this.place):
            self.place = this.place
        if this.date is not None and before is not None and (this.date.latest or before) > before:
            return  # what lies ahead, though told as if it were not
        if this.date is None:
            return
        is_same = self.dated is not None and this.group == self.dated.group
        if self.date is None or (is_same and _sharpens(this.date, self.date)):
            self.date, self.dated = this.date, this
        last = self.days[-1][1] if self.days else None
        if last is None or _sharpens(this.date, last):
            self.days.append((this.happening.evidence.start, this.date))

    def date_for(self, this: Told) -> DateMention | None:
        """The scene's day as a reader knows it at one of its happenings: the shortest told so far, or the first."""
        told = [date for start, date in self.days if start < this.happening.evidence.start]
        return told[-1] if told else self.date

    def _takes(self, this: Told, place: PlaceMention) -> bool:
        """Whether a place is the scene's: the first, or a finer one; where somebody spoke is not where deeds are."""
        if self.place is None:
            is_deed = this.happening.event.type in DEEDS_AND_PROTESTS
            return is_deed or not any(member.happening.event.type in DEEDS_AND_PROTESTS for member in self.members)
        return (self.place.lat is None and place.lat is not None) or is_within(place, self.place)


def form_scenes(document: Document, told: Sequence[Told]) -> list[Scene]:
    """The scene of each happening, in the order of ``told``. Faint ones are of the scene told of last."""
    firm = [this for this in told if not this.happening.is_faint]
    if not firm or len(firm) == len(told):
        return _form_scenes(document, told)
    formed = iter(_form_scenes(document, firm))
    found = [None if this.happening.is_faint else next(formed) for this in told]
    last = next(scene for scene in found if scene is not None)
    scenes: list[Scene] = []
    for scene in found:
        last = last if scene is None else scene
        scenes.append(last)
    return scenes


def _form_scenes(document: Document, told: Sequence[Told]) -> list[Scene]:
    breaks = [match.start() for match in _PARAGRAPH.finditer(document.report.text)]
    starts = [sentence.start for sentence in document.parse.sents]
    at = [
        (bisect_right(starts, this.sentence) - 1, bisect_right(breaks, this.happening.evidence.start)) for this in told
    ]
    published_on = document.report.published_on
    is_old_news = published_on is not None and _is_of_old_news(told, at, published_on)
    if is_old_news:
        published_on = None  # an inquiry, a court's ruling: the first days told stand
    main = _main(_divided(told, at, published_on, main=-1), published_on)
    scenes = _divided(told, at, published_on, main=main)
    for scene in scenes:
        scene.is_old_news = is_old_news
    return scenes


def _is_of_old_news(told: Sequence[Told], at: Sequence[tuple[int, int]], published_on: datetime.date) -> bool:
    """Whether the first sentences that give a day of a deed all give one long before the report was published."""
    days = [
        this.date.latest
        for this, (sentence, _) in zip(told, at, strict=True)
        if sentence < LEAD_SENTENCES and not this.is_aside and this.date is not None and this.date.latest is not None
    ]
    return bool(days) and all((published_on - day).days > NEWS_DAYS for day in days)


def number_scenes(scenes: Sequence[Scene]) -> dict[int, int]:
    """A number for each scene, by its identity: 0 for the one with most weight, the others in the order of the text."""
    main = _main(scenes, None)
    numbers = {id(scenes[main]): 0} if scenes else {}
    for scene in scenes:
        numbers.setdefault(id(scene), len(numbers))
    return numbers


def _divided(
    told: Sequence[Told], at: Sequence[tuple[int, int]], published_on: datetime.date | None, *, main: int
) -> list[Scene]:
    """The scenes, one for each happening. ``main`` is the happening that opens the main one."""
    count = 0
    main_scene = Scene()
    at_hand: dict[int, Scene] = {}  # those that can be joined, the one told of last at the end
    found: list[Scene] = []
    for number, (this, (sentence, paragraph)) in enumerate(zip(told, at, strict=True)):
        last = found[-1] if found else None
        points = {
            each: _points(this, scene, scene is main_scene, scene is last, sentence, paragraph, published_on)
            for each, scene in at_hand.items()
        }
        best = max(points, key=lambda each: (points[each], -each), default=-1)
        if best < 0 or points[best] <= CONTRADICTED or (points[best] < JOINS and _can_open(this)):
            best, count = count, count + 1
            scene = main_scene if number == main else Scene()
            if sentence < LEAD_SENTENCES and published_on is not None:
                scene.since = published_on - datetime.timedelta(days=NEWS_DAYS)
        else:
            scene = at_hand.pop(best)
        at_hand[best] = scene
        if len(at_hand) > MOST_OPEN + 1:
            del at_hand[next(each for each, open_scene in at_hand.items() if open_scene is not main_scene)]
        scene.add(this, sentence, paragraph, published_on)
        found.append(scene)
    return found


def _main(scenes: Sequence[Scene], published_on: datetime.date | None) -> int:
    """The happening that opens the scene which a report is about: the one with most happenings, news and violence
    before others."""
    weights: dict[int, float] = {}
    opened: dict[int, int] = {}
    for number, scene in enumerate(scenes):
        opened.setdefault(id(scene), number)
        this = scene.members[0]
        weight = 2.0 if this.happening.event.type in DEEDS_AND_PROTESTS else 0.5
        weights[id(scene)] = weights.get(id(scene), 0.0) + weight / (1.0 + 0.05 * number)
    for scene in scenes:
        dated = scene.date
        latest = dated.latest if dated is not None else None
        if published_on is not None and latest is not None and (published_on - latest).days > NEWS_DAYS:
            weights[id(scene)] *= 0.5
    best = max(weights, key=lambda key: (weights[key], -opened[key]), default=None)
    return opened[best] if best is not None else -1


def _can_open(this: Told) -> bool:
    return this.happening.event.type in DEEDS_AND_PROTESTS and (this.place is not None or this.date is not None)


def _points(
    this: Told,
    scene: Scene,
    is_main: bool,
    is_last: bool,
    sentence: int,
    paragraph: int,
    published_on: datetime.date | None,
) -> float:
    points = (MAIN if is_main else 0.0) + max(
        0.0, NEAR - A_SENTENCE * (sentence - scene.sentence) - A_PARAGRAPH * (paragraph > scene.paragraph)
    )
    if this.place is not None and scene.place is not None:
        apart = are_apart(this.place, scene.place)
        if apart is None:
            points += 0.3
        elif apart:
            return CONTRADICTED
        else:
            points += 1.5
    latest = this.date.latest if this.date is not None else None
    news_since = published_on - datetime.timedelta(days=NEWS_DAYS) if published_on is not None else None
    is_elsewhere = this.place is not None and _is_another(this.place, scene.place)
    is_elsewhere = is_elsewhere and this.date is None and not this.points_back
    if is_elsewhere and sentence > scene.sentence and _is_before(scene.date, news_since):
        return CONTRADICTED  # "In June rebels took the mill. (...) Clashes erupted in Sorn."
    is_taken_for_news = scene.date is None and not this.points_back
    since = scene.since or (news_since if is_taken_for_news else None)
    if since is not None and latest is not None and latest < since:
        return CONTRADICTED
    if this.date is not None and scene.date is not None:
        if _are_disjoint(this.date, scene.date):
            return CONTRADICTED
        points += 1.0
    elif this.said is not None and scene.date is not None and _is_later(scene.date, this.said):
        return CONTRADICTED
    if this.points_back and is_last and scene.sentence >= sentence - 1:
        points += POINTS_BACK
    if this.takes_up:
        points += 0.5 + (1.0 if this.takes_up & scene.lemmas else 0.0)
    points += min(0.8, 0.4 * len(this.names & scene.names))
    points += min(0.9, 0.3 * len(this.lemmas & scene.lemmas))
    if not this.counts.isdisjoint(scene.counts):
        points += 1.5
    return points


def _is_another(place: PlaceMention, of_scene: PlaceMention | None) -> bool:
    return of_scene is None or (place.name != of_scene.name and not is_within(place, of_scene))


def are_apart(a: PlaceMention, b: PlaceMention) -> bool | None:
    """Whether two places are too far apart for one scene; ``None`` where one is too vague to tell."""
    if a.gazetteer_id is not None and a.gazetteer_id == b.gazetteer_id:
        return False
    if a.country and b.country and a.country != b.country and "country" not in (a.precision, b.precision):
        distance = kilometres(a, b)
        return distance is None or distance > FAR_KM
    if a.precision == "country" or b.precision == "country":
        return True if a.country and b.country and a.country != b.country else None
    distance = kilometres(a, b)
    if distance is None:
        return None
    reach = (a.uncertainty_km or 0.0) + (b.uncertainty_km or 0.0)
    if a.precision in FINE and b.precision in FINE:
        return distance > FAR_KM + reach
    if a.admin1 and b.admin1 and a.admin1 != b.admin1 and distance > 0.6 * reach:
        return True
    return True if distance > FAR_KM + 1.5 * reach else None


def _are_disjoint(a: DateMention, b: DateMention) -> bool:
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return False
    return a.latest < b.earliest or b.latest < a.earliest


def _is_before(date: DateMention | None, day: datetime.date | None) -> bool:
    return date is not None and date.latest is not None and day is not None and date.latest < day


def _is_later(a: DateMention, b: DateMention) -> bool:
    return a.earliest is not None and b.latest is not None and a.earliest > b.latest


def is_within(fine: PlaceMention, coarse: PlaceMention) -> bool:
    """Whether one place is finer than another and lies inside it."""
    if FINENESS.get(fine.precision or "", 1.5) <= FINENESS.get(coarse.precision or "", 1.5):
        return False
    if fine.country and coarse.country and fine.country != coarse.country:
        return False
    if (
        coarse.country
        and fine.country == coarse.country
        and (coarse.precision == "country" or (fine.admin1 and fine.admin1 == coarse.name))
    ):
        return fine.lat is not None  # a country is no circle
    distance = kilometres(fine, coarse)
    return distance is not None and distance <= 1.2 * (coarse.uncertainty_km or 100.0)


def _sharpens(a: DateMention, b: DateMention) -> bool:
    """Whether one date lies within another and is shorter."""
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return False
    return b.earliest <= a.earliest and a.latest <= b.latest and a.latest - a.earliest < b.latest - b.earliest
