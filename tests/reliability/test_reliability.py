"""The output changes exactly where the report did. ``floors.toml`` holds how often at least; floors only rise."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from standoff.pipeline import Knowledge, Reading
from standoff.pipeline.spread import analyse_reports
from standoff.records import Report

from .books import Kept
from .changes import CHANGES, HERE, load_places, load_sides, load_words
from .edits import Edit, change
from .facets import differing, facets_of
from .measure import FLOORS
from .rates import rate_of

LEAST = tomllib.loads(FLOORS.read_text("utf-8"))
WORDS = tomllib.loads((HERE / "words.toml").read_text("utf-8"))["word"]


@pytest.mark.parametrize("name", CHANGES)
def test_claims_change_where_their_report_does_and_nowhere_else(
    name: str, readings: list[Reading], knowledge: Knowledge
) -> None:
    rate = rate_of(name, readings, knowledge)

    assert rate.about >= 30
    assert rate.changed >= LEAST[name]["changed"], [each for each in rate.wrong if each.is_about]
    assert rate.stayed >= LEAST[name]["stayed"], [each for each in rate.wrong if not each.is_about]


def test_the_order_in_which_reports_are_added_changes_no_incident(in_books: dict[str, Kept]) -> None:
    assert in_books["reports shuffled"].incidents > 100
    assert in_books["reports shuffled"].wrong == ()


def test_copies_add_reports_and_no_origins_accounts_or_tolls(in_books: dict[str, Kept]) -> None:
    found = in_books["copies added"]

    assert found.share >= LEAST["copies added"]["incidents"], found.wrong


def test_every_change_has_a_floor() -> None:
    assert set(LEAST) == {*CHANGES, "reports shuffled", "copies added"}


def test_the_example_of_each_loaded_word_is_read_as_with_its_neutral_word(knowledge: Knowledge) -> None:
    reports, edited = [], []
    for number, row in enumerate(WORDS):
        text, loaded = row["example"], row["loaded"]
        start = text.lower().index(loaded)
        neutral = row["neutral"].capitalize() if text[start].isupper() else row["neutral"]
        changed = change(text, [Edit(start, start + len(loaded), neutral)])
        edited.append(changed)
        reports += [_report(f"{number}-loaded", text), _report(f"{number}-neutral", changed.text)]
    found = list(analyse_reports(reports, knowledge))

    alike = {}
    for row, changed, one, other in zip(WORDS, edited, found[::2], found[1::2], strict=True):
        before = facets_of(one.claims, changed.widened)
        after = facets_of(other.claims, changed.back)
        assert before, row["example"]
        fields = [name for one, two in zip(before, after, strict=True) for name in differing(one, two)]
        alike[row["loaded"]] = [name for name in fields if name != "mode"]  # a murder is more than a killing
    assert {word: differs for word, differs in alike.items() if differs} == {}


def test_a_word_is_loaded_or_neutral() -> None:
    neutral, loaded = load_words()

    assert not set(neutral) & set(neutral.values())
    assert len(loaded) >= 4


def test_sides_are_parties_of_the_registry(knowledge: Knowledge) -> None:
    for sides in load_sides():
        for names, side in ((sides.first, sides.ids[0]), (sides.second, sides.ids[1])):
            for name in names:
                actor = knowledge.registry.resolve(name.removesuffix(" says"))
                assert actor is None or actor.id == side or actor.id.startswith(f"{side}-"), name


def test_a_town_gives_way_to_another_of_its_country(knowledge: Knowledge) -> None:
    for name, other in load_places().items():
        one, another = knowledge.gazetteer.find(name)[0], knowledge.gazetteer.find(other)[0]
        assert (one.country, another.is_loose) == (another.country, False), name
        assert one.id != another.id


def _report(id: str, text: str) -> Report:  # noqa: A002 - the record's own word
    return Report(id=id, text=text, published_on=date(2020, 1, 15), language="en")
