"""Scenes: the stretches of a report that tell of one place and day, however many happenings they hold.

A report tells of a main scene and of side scenes ("a week earlier, in the next valley ..."). A happening that names
neither place nor day is read as part of a scene, as a reader would: of the one just told, of the main one, or of the
one whose words it takes up. A place or day told once thus serves every happening of its scene.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from standoff.claims.same import FAR_KM, FINE, Told, kilometres
from standoff.records import DateMention, Document, PlaceMention

__all__ = ["Scene", "form_scenes"]

MAIN = 0.9
"""What speaks for the main scene before anything is looked at."""
NEAR = 1.5
"""What speaks for the scene told in the same sentence; each sentence between takes ``A_SENTENCE`` away, and a new
paragraph ``A_PARAGRAPH``."""
A_SENTENCE = 0.4
A_PARAGRAPH = 0.5
JOINS = 0.8
"""Less than this, and a happening that can open a scene of its own does so."""

CONTRADICTED = -10.0
"""Of a scene whose place or day is another: never joined."""

_OPENING = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "PROTEST", "OTHER"})
_AHEAD = frozenset({"planned", "hypothetical"})
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")


@dataclass(slots=True)
class Scene:
    """Happenings of one place and day. ``place`` is the finest place that any of them states, ``date`` the shortest."""

    members: list[Told] = field(default_factory=list)
    place: PlaceMention | None = None
    date: DateMention | None = None
    lemmas: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    sentence: int = 0
    paragraph: int = 0

    def add(self, this: Told, sentence: int, paragraph: int) -> None:
        """Take a happening in."""
        self.members.append(this)
        self.lemmas |= this.lemmas
        self.names |= this.names - {""}
        self.sentence, self.paragraph = sentence, paragraph
        if this.happening.reality in _AHEAD:
            return
        if this.place is not None and (self.place is None or _rank(this.place) > _rank(self.place)):
            self.place = this.place
        if _days(this.date) < _days(self.date):
            self.date = this.date


def form_scenes(document: Document, told: Sequence[Told]) -> list[Scene]:
    """The scene of each happening, in the order of ``told``; the first scene is the main one."""
    breaks = [match.start() for match in _PARAGRAPH.finditer(document.report.text)]
    starts = [sentence.start for sentence in document.parse.sents]
    scenes: list[Scene] = []
    found: list[Scene] = []
    for this in told:
        sentence = bisect_right(starts, this.sentence) - 1
        paragraph = bisect_right(breaks, this.happening.evidence.start)
        points = [_points(this, scene, at == 0, sentence, paragraph) for at, scene in enumerate(scenes)]
        best = max(range(len(scenes)), key=lambda at: (points[at], -at), default=-1)
        if best < 0 or points[best] <= CONTRADICTED or (points[best] < JOINS and _can_open(this)):
            scenes.append(Scene())
            best = len(scenes) - 1
        scenes[best].add(this, sentence, paragraph)
        found.append(scenes[best])
    return found


def _can_open(this: Told) -> bool:
    return this.happening.event.type in _OPENING and (this.place is not None or this.date is not None)


def _points(this: Told, scene: Scene, is_main: bool, sentence: int, paragraph: int) -> float:
    points = (MAIN if is_main else 0.0) + max(
        0.0, NEAR - A_SENTENCE * (sentence - scene.sentence) - A_PARAGRAPH * (paragraph > scene.paragraph)
    )
    if this.place is not None and scene.place is not None:
        apart = _apart(this.place, scene.place)
        if apart is None:
            points += 0.3
        elif apart:
            return CONTRADICTED
        else:
            points += 1.5
    if this.date is not None and scene.date is not None:
        if _are_disjoint(this.date, scene.date):
            return CONTRADICTED
        points += 1.0
    if this.takes_up:
        points += 0.5 + (1.0 if this.takes_up & scene.lemmas else 0.0)
    points += min(0.8, 0.4 * len(this.names & scene.names))
    points += min(0.9, 0.3 * len(this.lemmas & scene.lemmas))
    tolls = {(toll.what, toll.low, toll.high) for toll in this.happening.tolls if toll.low or toll.high}
    if any(tolls & {(t.what, t.low, t.high) for t in member.happening.tolls} for member in scene.members):
        points += 1.5
    return points


def _apart(a: PlaceMention, b: PlaceMention) -> bool | None:
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
    return True if distance > FAR_KM + 1.5 * reach else None


def _are_disjoint(a: DateMention, b: DateMention) -> bool:
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return False
    return a.latest < b.earliest or b.latest < a.earliest


_RANK = {"exact": 4, "near": 3, "town": 3, "district": 2, "region": 1, "country": 0}


def _rank(place: PlaceMention) -> float:
    if place.lat is None:
        return -1
    return _RANK.get(place.precision or "", 0)


def _days(mention: DateMention | None) -> int:
    if mention is None or mention.earliest is None or mention.latest is None:
        return 10**6
    return (mention.latest - mention.earliest).days
