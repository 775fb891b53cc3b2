"""The place of a happening whose sentence gives none: what the rules say, or what the report tells more likely."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from standoff.claims.carrying import Features, Passage, Values, best_of
from standoff.claims.headed import Headed
from standoff.claims.scenes import Scene, is_within
from standoff.claims.where import is_goal, is_of_other_deed, is_seat_of_sender, is_vague, placed
from standoff.records import Place, PlaceMention

__all__ = ["choose_places"]


def choose_places(
    passage: Passage,
    scenes: Sequence[Scene],
    by_rules: Sequence[Place | None],
    places: Sequence[PlaceMention],
    of_deeds: Sequence[PlaceMention],
    headed: Headed,
) -> list[Place | None]:
    """For each happening its place. What its own sentence gives for it stands, and where the rules find none there is
    none. ``of_deeds`` are those of the places at which something may have been done: no other is carried, nor is one
    that is named but later, or of another deed told aside, nor a capital from which the report was sent; and under a
    heading none that is named only before it.
    """
    sound = [each for each in places if not each.is_demonym and each.lat is not None]
    at = [each.mention if each is not None else None for each in by_rules]
    told = [this.place for this in passage.told]
    scene_places = [scene.place for scene in scenes]
    known: dict[Hashable, PlaceMention] = {}
    for each in (*sound, *at, *told, *scene_places):
        if each is not None:
            known.setdefault(_key(each), each)
    of_start = {each.name_span.start: each for each in sound}
    values: Values[Hashable] = Values(
        passage,
        [(_key(each), each.name_span) for each in sound],
        *([_key(each) if each is not None else None for each in those] for those in (told, at, scene_places)),
    )
    deeds = {_key(each) for each in of_deeds}
    goals = {_key(each) for each in sound if is_goal(passage.document, each)}
    found: list[Place | None] = []
    for number, place in enumerate(by_rules):
        candidates = values.candidates(number) if place is not None and place.basis != "stated" else {}
        weighed: list[tuple[Place | None, Features]] = []
        for key, features in candidates.items():
            features |= dict(_of_place(known[key], place))
            if key in goals:
                features["a goal"] = 1.0
            if place is not None and key == _key(place.mention):
                weighed.append((place, features))
            elif key in deeds and not values.is_named_later(number, key):
                named = values.nearest(number, key)
                if named is not None and headed.is_past(passage.told[number], named.start):
                    continue
                mention = of_start.get(named.start, known[key]) if named is not None else known[key]
                if is_seat_of_sender(passage.document, mention):
                    continue
                if is_of_other_deed(passage.document, mention, passage.told[number].happening):
                    continue
                weighed.append((placed(passage.document, mention), features))
        found.append(best_of("places", weighed or [(place, {})]))
    return found


def _key(place: PlaceMention) -> Hashable:
    """What two mentions of one place share."""
    if place.lat is None or place.lon is None:
        return place.name.casefold()
    return place.gazetteer_id or (round(place.lat, 2), round(place.lon, 2))


def _of_place(place: PlaceMention, by_rules: Place | None) -> Iterator[tuple[str, float]]:
    yield f"as precise as {place.precision}", 1.0
    if place.lat is None:
        yield "nowhere", 1.0
    if is_vague(place):
        yield "vague", 1.0
    if by_rules is None:
        return
    if is_within(place, by_rules.mention):
        yield "within that of the rules", 1.0
    if is_within(by_rules.mention, place):
        yield "around that of the rules", 1.0
    if place.country != by_rules.mention.country:
        yield "in another country than the rules say", 1.0
    if _key(place) == _key(by_rules.mention):
        yield f"by rules, {by_rules.basis}", 1.0
