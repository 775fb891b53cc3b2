"""Claims of one report are parted into happenings by what they say."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from standoff.incidents.parting import extent_of, is_answer, kind_of, part_claims, see_claims, two_claims
from standoff.records import (
    Actor,
    Claim,
    Event,
    Link,
    Participant,
    Place,
    PlaceMention,
    Report,
    Source,
    Span,
    Toll,
    When,
    content_id,
)

TEXT = (
    "Shells killed nine people in Sorn on 18 July.\n\n"
    "Separately, a bomb wounded four soldiers in Qasr on 2 June.\n\n"
    "The army denied it."
)
REPORT = Report(id="r", text=TEXT, publisher="Delta Wire", published_on=date(2016, 7, 19))


def span(words: str) -> Span:
    at = TEXT.index(words)
    return Span(at, at + len(words), words)


def claim(words: str, sentence: str, trigger: str, scene: int, **more: object) -> Claim:
    event = Event("ASSAULT", None, None, span(trigger))
    return Claim(content_id("c", words), "r", (span(words),), span(sentence), (), event, scene=scene, **more)  # type: ignore[arg-type]


def place(name: str, lat: float) -> Place:
    return Place(PlaceMention(span(name), span(name), name, lat, 38.0, "SYR", None, None, "town", 5.0), "stated")


FIRST, SECOND, THIRD = TEXT.split("\n\n")
SHELLS = claim(
    "Shells killed nine people", FIRST, "killed", 0, place=place("Sorn", 36.0),
    when=When(date(2016, 7, 18), date(2016, 7, 18), span("18 July"), "stated"),
    tolls=(Toll("killed", 9, 9, "people", span("nine"), span("killed")),),
)  # fmt: skip
BOMB = claim(
    "a bomb wounded four soldiers", SECOND, "wounded", 0, place=place("Qasr", 33.0),
    when=When(date(2016, 6, 2), date(2016, 6, 2), span("2 June"), "stated"),
)  # fmt: skip
DENIAL = claim("The army denied it", THIRD, "denied", 0, responds_to=SHELLS.id)


def test_two_places_and_two_days_are_two_happenings_even_in_one_scene() -> None:
    assert part_claims(REPORT, [SHELLS, BOMB]) == [[SHELLS], [BOMB]]


def test_an_answer_is_with_what_it_answers_however_far() -> None:
    assert part_claims(REPORT, [SHELLS, BOMB, DENIAL]) == [[SHELLS, DENIAL], [BOMB]]


def test_the_order_in_which_claims_are_given_makes_no_difference() -> None:
    assert part_claims(REPORT, [DENIAL, BOMB, SHELLS]) == part_claims(REPORT, [SHELLS, BOMB, DENIAL])


def test_without_claims_there_is_nothing_to_part() -> None:
    assert part_claims(REPORT, []) == []


def test_what_the_model_makes_of_two_mentions_joins_or_parts_them() -> None:
    blast = claim("a bomb wounded four soldiers", SECOND, "wounded", 0)
    killed = claim("Shells killed nine people", FIRST, "killed", 0)
    (alike,) = part_claims(REPORT, [killed, blast], mentions={killed.id: (9.0, 0.0), blast.id: (9.0, 0.0)})
    assert alike == [killed, blast]
    unlike = part_claims(REPORT, [killed, blast], mentions={killed.id: (9.0, 0.0), blast.id: (-9.0, 0.0)})
    assert unlike == [[killed], [blast]]


def test_a_claim_that_the_model_has_not_read_is_compared_without_it() -> None:
    a, b = see_claims(REPORT, [SHELLS, BOMB])
    assert two_claims(a, b, {SHELLS.id: (1.0,)}) == two_claims(a, b)
    assert two_claims(a, b, {SHELLS.id: (1.0, 2.0), BOMB.id: (3.0, -1.0)})["mention"] == 1.0


# How much a report tells

CHRONICLE = "Gunmen burned a mill near Tessik. Two millers died of burns. A chapel was looted in Orlo. " + " ".join(
    f"On {day} May guards shot a herder in Vale{day}." for day in range(1, 25)
)
YEAR = Report(id="y", text=CHRONICLE, publisher="Delta Wire", published_on=date(2018, 6, 1))


def entry(words: str, trigger: str, day: int | None = None) -> Claim:
    """A claim of the chronicle, its sentence its own words."""
    at = CHRONICLE.index(words)
    told = Span(at, at + len(words), words)
    shot = Span(at + words.index(trigger), at + words.index(trigger) + len(trigger), trigger)
    on = date(2018, 5, day) if day else None
    when = When(on, on, told, "stated") if on else None
    return Claim(content_id("y", words), "y", (told,), told, (), Event("ASSAULT", None, None, shot), when=when)


BURNED = entry("Gunmen burned a mill near Tessik", "burned")
DIED = entry("Two millers died of burns", "died")
LOOTED = entry("A chapel was looted in Orlo", "looted")
SHOT = [entry(f"On {day} May guards shot a herder in Vale{day}", "shot", day) for day in range(1, 25)]


def test_the_more_days_a_report_gives_the_more_happenings_it_tells_of() -> None:
    few, some, more = (extent_of(see_claims(YEAR, SHOT[:count])) for count in (1, 4, 12))
    assert few["days"] < some["days"] < more["days"]


def test_a_report_of_many_days_is_held_for_no_more_than_weights_were_set_on() -> None:
    assert extent_of(see_claims(YEAR, SHOT)) == extent_of(see_claims(YEAR, SHOT[:20]))


def test_claims_that_give_no_day_or_one_told_before_add_nothing() -> None:
    again = replace(SHOT[1], id="again", when=SHOT[0].when)
    told = [SHOT[0], BURNED, DIED, LOOTED]
    assert extent_of(see_claims(YEAR, told)) == extent_of(see_claims(YEAR, SHOT[:1]))
    assert extent_of(see_claims(YEAR, [])) == extent_of(see_claims(YEAR, [BURNED, DIED])) == {"days": 0.0}
    carried = replace(again, when=replace(again.when, span=SHOT[0].when.span))  # type: ignore[arg-type,union-attr]
    assert extent_of(see_claims(YEAR, [SHOT[0], carried])) == extent_of(see_claims(YEAR, SHOT[:1]))


def test_two_claims_are_less_likely_one_where_their_report_tells_of_many_days() -> None:
    read = {each.id: (0.0,) for each in (BURNED, DIED, LOOTED, *SHOT)}

    def are_together(others: list[Claim]) -> bool:
        return any({BURNED, LOOTED} <= set(group) for group in part_claims(YEAR, [BURNED, LOOTED, *others], None, read))

    assert are_together([])
    assert not are_together(SHOT[:12])


def test_how_many_claims_a_report_makes_changes_nothing_of_what_is_one() -> None:
    a, b = see_claims(YEAR, [BURNED, DIED])
    every = [BURNED, DIED, *(replace(DIED, id=f"more {each}") for each in range(30))]
    assert two_claims(a, b, None, extent_of(see_claims(YEAR, every))) == two_claims(
        a, b, None, extent_of(see_claims(YEAR, [BURNED, DIED]))
    )


def test_days_over_more_than_twenty_are_a_campaign() -> None:
    long = claim(
        "Shells killed nine people", FIRST, "killed", 0,
        when=When(date(2016, 6, 1), date(2016, 7, 18), span("18 July"), "stated"),
    )  # fmt: skip
    assert (kind_of(SHELLS), kind_of(long)) == ("violence", "campaign")


# Two sources on one happening


ACCOUNTS = (
    "A patrol boat of Ardia rammed a trawler of Velmar, Velmar officials said. Fishermen said the trawler had tried to "
    "force the Ardian boat off its course. Doctors counted nine dead among the villagers. Another relief group also put "
    "the dead at fourteen villagers. It also said that a second village was shelled."
)
AT_SEA = Report(id="s", text=ACCOUNTS, publisher="Delta Wire", published_on=date(2021, 3, 5))
RAMMED, FORCED, NINE, FOURTEEN, SHELLED = (f"{each}." for each in ACCOUNTS.rstrip(".").split(". "))
ARDIA, VELMAR, VILLAGERS = (
    Actor("ARD-MIL", "Navy of Ardia", "ARD", "MIL"),
    Actor("VEL-CVL", "Fishermen of Velmar", "VEL", "CVL"),
    Actor("VEL-VIL", "Villagers of Velmar", "VEL", "CVL"),
)
DAY = date(2021, 3, 4)


def told(
    sentence: str,
    trigger: str,
    source: str | None,
    place: Place | None,
    *,
    by: Actor | None = None,
    to: Actor | None = None,
    killed: int | None = None,
    day: date = DAY,
    scene: int = 0,
    event: str = "ASSAULT",
    cue: str | None = None,
    meant: str | None = None,
    is_news: bool = False,
) -> Claim:
    """A claim of a sentence, as a source has it; of the day before the report, whatever its sentence says."""
    start = ACCOUNTS.index(sentence)
    whole = Span(start, start + len(sentence), sentence)

    def words(of: str) -> Span:
        at = ACCOUNTS.index(of, start)
        return Span(at, at + len(of), of)

    parties = [Participant(role, whole, None, who) for role, who in (("actor", by), ("target", to)) if who]  # type: ignore[arg-type]
    return Claim(
        content_id("told", sentence, trigger), "s", (whole,), whole,
        (Link(Source(meant or source, words(source), "body"), words(cue) if cue else None),) if source else (),
        Event(event, None, None, words(trigger)), tuple(parties), place=place,
        when=When(day, day, None if is_news else whole, "told"), scene=scene,
        tolls=(Toll("killed", killed, killed, None, words(trigger), words(trigger)),) if killed else (),
    )  # fmt: skip


def lies(
    name: str, lat: float, precision: str = "town", *, province: str | None = "Sorn", basis: str = "carried over"
) -> Place:
    words = Span(0, 1, ACCOUNTS[0])
    mention = PlaceMention(words, words, name, lat, 38.0, "VEL", province, None, precision, 5.0)  # type: ignore[arg-type]
    return Place(mention, basis)  # type: ignore[arg-type]


HARBOUR, PROVINCE, INLAND = lies("Qasr", 36.0, basis="stated"), lies("Sorn", 34.0, "region"), lies("Tahir", 34.0)


def is_told_otherwise(one: Claim, other: Claim) -> bool:
    return is_answer(*see_claims(AT_SEA, [one, other]))


@pytest.mark.parametrize(
    ("place", "day", "source", "is_one"),
    [
        (HARBOUR, DAY, "Fishermen", True),
        (PROVINCE, DAY, "Fishermen", True),  # the province in which the harbour lies
        (lies("Sorn County", 34.0, "region"), DAY, "Fishermen", True),
        (lies("Sorn", 34.0), DAY, "Fishermen", True),  # taken for the town of that name
        (INLAND, DAY, "Fishermen", False),
        (HARBOUR, DAY + timedelta(days=3), "Fishermen", True),  # told as news, of no day
        (HARBOUR, DAY + timedelta(days=9), "Fishermen", False),
        (PROVINCE, DAY - timedelta(days=2), "Fishermen", False),
        (PROVINCE, DAY, None, False),  # nobody is cited: no account against another
    ],
)
def test_who_says_that_the_other_side_began_tells_of_the_same_happening(
    place: Place, day: date, source: str | None, is_one: bool
) -> None:
    rammed = told(RAMMED, "rammed", "Velmar officials", HARBOUR, by=ARDIA, to=VELMAR)
    forced = told(FORCED, "force", source, place, by=VELMAR, to=ARDIA, day=day, scene=1, is_news=day > DAY)
    assert is_told_otherwise(rammed, forced) is is_one


def test_sources_that_count_the_dead_otherwise_tell_of_the_same_happening() -> None:
    nine = told(NINE, "counted", "Doctors", HARBOUR, to=VILLAGERS, killed=9)
    fourteen = told(FOURTEEN, "put", "relief group", HARBOUR, to=VILLAGERS, killed=14, cue="put")
    assert is_told_otherwise(nine, fourteen)


@pytest.mark.parametrize(
    ("basis", "lat", "is_one"),
    [("carried over", 36.2, True), ("stated", 36.2, False), ("carried over", 36.9, False)],
)
def test_where_only_the_passage_says_a_place_the_deed_may_have_been_a_little_way_off(
    basis: str, lat: float, is_one: bool
) -> None:
    nine = told(NINE, "counted", "Doctors", lies("Tarim", lat, basis=basis), to=VILLAGERS, killed=9)
    fourteen = told(FOURTEEN, "put", "relief group", HARBOUR, to=VILLAGERS, killed=14, cue="put")
    assert is_told_otherwise(nine, fourteen) is is_one


def test_sources_that_count_other_people_may_tell_of_different_happenings() -> None:
    rammed = told(RAMMED, "rammed", "Velmar officials", HARBOUR, by=ARDIA, to=VELMAR, killed=2)
    fourteen = told(FOURTEEN, "put", "relief group", INLAND, to=VILLAGERS, killed=14)
    assert not is_told_otherwise(rammed, fourteen)


def test_whoever_is_with_an_account_is_with_the_one_set_against_it() -> None:
    crew = told(RAMMED, "trawler", None, HARBOUR, to=VELMAR)
    rammed = told(RAMMED, "rammed", "Velmar officials", HARBOUR, by=ARDIA, to=VELMAR)
    forced = told(FOURTEEN, "put", "relief group", PROVINCE, by=VELMAR, to=ARDIA, event="COERCE", cue="put", scene=1)
    unsaid = replace(forced, attribution=())
    assert part_claims(AT_SEA, [crew, rammed, unsaid]) == [[crew, rammed], [unsaid]]
    assert part_claims(AT_SEA, [crew, rammed, forced]) == [[crew, rammed, forced]]


@pytest.mark.parametrize(
    ("sentence", "trigger", "source", "cue", "goes_over"),
    [
        (FOURTEEN, "fourteen", "relief group", "put", False),  # another group, which also says
        (SHELLED, "shelled", "It", "said", True),  # a second village
    ],
)
def test_another_source_is_no_other_happening(
    sentence: str, trigger: str, source: str, cue: str, goes_over: bool
) -> None:
    [seen] = see_claims(AT_SEA, [told(sentence, trigger, source, HARBOUR, cue=cue)])
    assert seen.tells_another is goes_over


def test_two_sources_who_count_differently_speak_for_no_two_happenings_and_one_source_does() -> None:
    nine, fourteen, more = see_claims(
        AT_SEA,
        [
            told(NINE, "counted", "Doctors", HARBOUR, killed=9),
            told(FOURTEEN, "put", "relief group", HARBOUR, killed=14),
            told(SHELLED, "shelled", "It", HARBOUR, killed=3, meant="relief group"),
        ],
    )
    assert "other_toll" not in two_claims(nine, fourteen)
    assert "other_toll" in two_claims(fourteen, more)


def test_a_province_lies_around_its_towns_and_they_are_near_one_another() -> None:
    town, province = lies("Qasr", 36.0, basis="stated"), lies("Sorn", 34.0, "region", basis="stated")
    one, other = see_claims(AT_SEA, [told(NINE, "counted", None, town), told(FOURTEEN, "put", None, province)])
    assert {"near_place", "other_place"} & two_claims(one, other).keys() == {"near_place"}


TOLD_ALIKE = "Gunboats shelled the port of Velm"


@pytest.mark.parametrize(
    ("first", "second", "are_one"),
    [
        ((date(2019, 3, 4), date(2019, 3, 4)), (date(2019, 3, 9), date(2019, 3, 9)), False),
        ((date(2019, 3, 4), date(2019, 3, 4)), (date(2019, 3, 4), date(2019, 3, 4)), True),
        ((date(2019, 3, 4), date(2019, 3, 4)), (date(2019, 3, 1), date(2019, 3, 8)), True),
    ],
)
def test_attacks_on_two_days_are_two_however_alike_they_are_told(
    first: tuple[date, date], second: tuple[date, date], *, are_one: bool
) -> None:
    text = f"{TOLD_ALIKE} then, the mayor said. {TOLD_ALIKE} again, the pilots said."
    made = []
    for number, days in enumerate((first, second)):
        start = text.index(TOLD_ALIKE, number)
        sentence = Span(start, text.index(".", start) + 1, text[start : text.index(".", start) + 1])
        words = Span(start, start + len(TOLD_ALIKE), TOLD_ALIKE)
        trigger = Span(start + 9, start + 16, "shelled")
        made.append(
            Claim(
                content_id("c", number), "r", (words,), sentence, (), Event("ASSAULT", "shelling", None, trigger),
                when=When(*days, Span(start, start + 4, text[start : start + 4]), "stated"),
            )
        )  # fmt: skip

    parted = part_claims(Report(id="r", text=text), made)

    assert parted == ([made] if are_one else [[made[0]], [made[1]]])


@pytest.mark.parametrize(
    ("here", "there", "said"),
    [
        (("Sorn", 36.0, "town"), ("Qasr", 33.0, "town"), "other_place_carried"),
        (("Sorn", 36.0, "town"), ("Sorn", 36.0, "town"), "same_place_carried"),
        (("Sorn", 36.0, "town"), ("Syria", 35.0, "country"), None),
        (("Sorn", 36.0, "town"), ("the ridge", None, "exact"), None),
    ],
)
def test_places_told_before_speak_too_where_no_two_sentences_give_theirs(
    here: tuple[str, float, str], there: tuple[str, float | None, str], said: str | None
) -> None:
    def at(name: str, lat: float | None, precision: str) -> Place:
        lon = None if lat is None else 38.0
        words = span("Sorn")
        return Place(PlaceMention(words, words, name, lat, lon, "SYR", None, None, precision, 5.0), "carried over")  # type: ignore[arg-type]

    told = [replace(SHELLS, place=at(*here), when=None), replace(BOMB, place=at(*there), when=None)]
    one, other = see_claims(REPORT, told)

    found = two_claims(one, other)

    assert {name for name in found if name.endswith("place_carried")} == ({said} if said else set())
    assert "other_place" not in found


WEEK = (
    "Mortars fall on Velm again\n\n"
    "Mortars killed six people at the mill of Velm on 9 March. Mortars wounded forty people in Velm, doctors said. "
    "Mortars fell on Velm in the night. Mortars killed six people at the mosque of Velm on 4 March."
)
BARRAGE = Report(id="w", text=WEEK, publisher="Delta Wire", published_on=date(2017, 3, 10), title=WEEK.split("\n")[0])


def mortars(words: str, day: int | None = None) -> Claim:
    """A claim of the week's report, its sentence its own words; without a day of its own it has that of the passage."""
    at = WEEK.index(words)
    told, shot = Span(at, at + len(words), words), Span(at, at + 7, "Mortars")
    nine = WEEK.index("9 March")
    said = Span(nine, nine + 7, "9 March") if day is None else told
    when = When(date(2017, 3, day or 9), date(2017, 3, day or 9), said, "stated")
    return Claim(content_id("w", words), "w", (told,), told, (), Event("ASSAULT", "shelling", None, shot), when=when)


@pytest.mark.parametrize("is_read", [True, False])
def test_an_attack_of_another_day_is_not_drawn_in_by_those_that_give_no_day(*, is_read: bool) -> None:
    today = [
        mortars("Mortars fall on Velm again"),
        mortars("Mortars killed six people at the mill of Velm on 9 March", 9),
        mortars("Mortars wounded forty people in Velm"),
        mortars("Mortars fell on Velm in the night"),
    ]
    before = mortars("Mortars killed six people at the mosque of Velm on 4 March", 4)
    read = {each.id: (0.5,) for each in [*today, before]} if is_read else None

    assert part_claims(BARRAGE, [*today, before], None, read) == [today, [before]]


@pytest.mark.parametrize(
    ("here", "there", "said"),
    [
        ("9 March", "9 March", {"same_days_carried"}),
        ("9 March", "4 March", {"other_days_carried"}),
        ("9 March", None, set()),
        (None, None, set()),
    ],
)
def test_days_told_before_speak_too_where_no_two_sentences_give_theirs(
    here: str | None, there: str | None, said: set[str]
) -> None:
    def on(words: str | None) -> When:
        day = date(2017, 3, int((words or "9")[0]))
        at = WEEK.index(words) if words else 0
        return When(day, day, Span(at, at + len(words), words) if words else None, "stated")

    told = [mortars("Mortars wounded forty people in Velm"), mortars("Mortars fell on Velm in the night")]
    one, other = see_claims(BARRAGE, [replace(told[0], when=on(here)), replace(told[1], when=on(there))])

    assert {name for name in two_claims(one, other) if name.endswith("days_carried")} == said
