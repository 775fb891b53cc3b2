"""What is put into a casebook comes out as it was put in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from made_readings import MadeReading
from standoff.errors import CasebookError
from standoff.records import Report, Span
from standoff.store import Findings, Store, content_of, open_store
from standoff.store.claims import columns_of

from .conftest import put

AT = datetime(2024, 6, 1, 9, 30, 0, tzinfo=UTC)
LATER = datetime(2024, 6, 2, 9, 30, 0, tzinfo=UTC)


def report(text: str, **fields: object) -> Report:
    """A report whose id is that of its content, as a reader makes it."""
    made = Report(id="", text=text, **fields)  # type: ignore[arg-type]
    return replace(made, id=made.id or content_of(made))


@pytest.fixture
def store(path: Path):
    with open_store(path, mode="create") as opened:
        yield opened


def test_a_reading_comes_out_as_it_was_put_in(store: Store, made: list[MadeReading]) -> None:
    for each in made[:5]:
        assert put(store, each) == "added"

    for each in made[:5]:
        kept, found = store.reports.kept(each.report.id), store.claims.findings(each.report.id)
        assert kept is not None
        assert found is not None
        assert kept.report == each.report
        assert found == Findings(each.claims, each.attributions, each.places, each.dates, each.rejections)
        assert [store.claims.get(claim.id) for claim in each.claims] == list(each.claims)


def test_the_same_report_again_changes_nothing(full: Path, made: list[MadeReading]) -> None:
    before = full.read_bytes()

    with open_store(full, mode="write") as store:
        assert [store.reports.identify(each.report, content_of(each.report), {})[1] for each in made[:12]] == [
            True
        ] * 12
        assert {put(store, each) for each in made[:12]} == {"known"}
        assert store.reports.count() == 12

    with open_store(full) as store:
        assert store.check().is_sound
        assert all(len(store.reports.kept(each.report.id).arrivals) == 1 for each in made[:12])  # type: ignore[union-attr]
    assert len(full.read_bytes()) == len(before)


def test_a_report_that_comes_again_from_elsewhere_is_kept_once_and_both_ways_are_noted(store: Store) -> None:
    found = report("Shells fell on the bridge.", source_bytes=b"Shells fell on the bridge.", sha256="ab" * 32)

    store.put(found, Findings(), how="file", whence="/one/a.txt", at=AT)
    kept = store.put(found, Findings(), how="file", whence="/other/b.txt", at=LATER)

    assert kept.outcome == "known"
    arrivals = store.reports.kept(found.id).arrivals  # type: ignore[union-attr]
    assert [(arrival.whence, arrival.at) for arrival in arrivals] == [("/one/a.txt", AT), ("/other/b.txt", LATER)]
    assert not store.note_arrival(found, how="file", whence="/other/b.txt")


def test_bytes_that_two_reports_share_are_kept_once(store: Store) -> None:
    page = {"source_bytes": b"<p>One</p><p>Two</p>", "sha256": "cd" * 32}
    store.put(report("One", **page), Findings())
    store.put(report("Two", **page), Findings())

    assert store._database.value("SELECT count(*) FROM originals") == 1


def test_bytes_that_do_not_hold_the_text_do_no_harm(store: Store) -> None:
    found = report("The text was in a picture.", source_bytes=bytes(range(256)) * 2_000, sha256="ef" * 32)

    store.put(found, Findings())

    assert store.reports.kept(found.id).report == found  # type: ignore[union-attr]


def test_a_report_of_no_bytes_and_no_metadata_is_kept(store: Store) -> None:
    found = report("Nothing is known of this one.")

    store.put(found, Findings(), at=AT)

    kept = store.reports.kept(found.id)
    assert kept is not None
    assert kept.report == found
    assert kept.arrivals[0].to_dict() == {
        "at": "2024-06-01T09:30:00Z",
        "how": "program",
        "from": "",
        "sha256": None,
        "received_at": None,
        "standoff_version": kept.arrivals[0].release,
    }


def test_halves_of_characters_and_null_bytes_are_kept(store: Store) -> None:
    found = report("a \ud800 b \x00 c", title="\udfff\x00", publisher="P\x00")

    store.put(found, Findings())

    assert store.reports.kept(found.id).report == found  # type: ignore[union-attr]
    assert store.check().is_sound


class TestVersions:
    """A report corrected at its source is a new version that points to the old one, which stays."""

    def test_of_the_same_address(self, store: Store) -> None:
        first = report("Five were killed.", url="https://www.example.org/a/1?utm_source=x")
        second = report("Six were killed.", url="http://example.org/a/1/#top")
        third = report("Seven were killed.", url="https://example.org/a/1")

        outcomes = [store.put(each, Findings()) for each in (first, second, third)]

        assert [(kept.outcome, kept.version_of) for kept in outcomes] == [
            ("added", None),
            ("version", first.id),
            ("version", second.id),
        ]
        for each in (first, second, third):
            kept = store.reports.kept(each.id)
            assert kept is not None
            assert kept.versions == (first.id, second.id, third.id)
            assert kept.report == each
        assert store.reports.line(first.id).replaced_by == second.id  # type: ignore[union-attr]
        assert [line.id for line in store.reports.lines(is_current=True)] == [third.id]
        assert store.check().is_sound

    def test_of_the_same_publisher_title_and_day(self, store: Store) -> None:
        same = {"publisher": "Delta Wire", "title": "Bridge hit", "published_on": date(2016, 7, 18)}
        first, second = report("Five were killed.", **same), report("Six were killed.", **same)

        store.put(first, Findings())

        assert store.put(second, Findings()).version_of == first.id

    def test_but_not_where_both_have_addresses_that_differ(self, store: Store) -> None:
        same = {"publisher": "Delta Wire", "title": "In pictures", "published_on": date(2016, 7, 18)}
        store.put(report("One.", url="https://example.org/1", **same), Findings())

        assert store.put(report("Two.", url="https://example.org/2", **same), Findings()).outcome == "added"

    def test_but_not_for_a_front_page(self, store: Store) -> None:
        store.put(report("Monday's news.", url="https://example.org/"), Findings())

        assert store.put(report("Tuesday's news.", url="https://example.org/"), Findings()).outcome == "added"

    def test_but_not_for_the_same_words_on_another_day(self, store: Store) -> None:
        store.put(report("One.", url="https://example.org/1", published_on=date(2016, 7, 18)), Findings())
        again = report("One.", url="https://example.org/1", published_on=date(2016, 7, 19))

        assert store.put(again, Findings()).outcome == "added"

    def test_of_an_id_of_its_own(self, store: Store) -> None:
        first, second, third = (Report(id="my-1", text=text) for text in ("One.", "Two.", "Three."))
        ids = []
        for each in (first, second, third, second):
            content = content_of(each)
            uid, _ = store.reports.identify(each, content, {})
            ids.append(uid)
            store.put(replace(each, id=uid), Findings(), content=content)

        assert ids == ["my-1", f"my-1~{content_of(second)[:8]}", f"my-1~{content_of(third)[:8]}", ids[1]]
        assert store.reports.kept("my-1").versions == tuple(ids[:3])  # type: ignore[union-attr]
        assert store.reports.count() == 3


class TestPutAgain:
    """What a newer analysis found takes the place of what was found before."""

    def test_claims_are_replaced_and_nothing_is_left_behind(self, full: Path, made: list[MadeReading]) -> None:
        first, other = made[0], made[1]
        newer = tuple(replace(claim, id=f"new-{claim.id}", certainty="possible") for claim in first.claims[:2])
        with open_store(full, mode="write") as store:
            store.put_again(first.report.id, Findings(newer, dates=first.dates), at=LATER)

            assert store.claims.findings(first.report.id) == Findings(newer, dates=first.dates)
            assert store.claims.of_report(other.report.id) == other.claims
            assert store.claims.get(first.claims[0].id) is None
            assert store.reports.line(first.report.id).claims == 2  # type: ignore[union-attr]
            assert store.check().is_sound

    def test_there_must_be_such_a_report(self, full: Path) -> None:
        with open_store(full, mode="write") as store, pytest.raises(CasebookError, match="no report nowhere"):
            store.put_again("nowhere", Findings())


def test_a_second_claim_with_the_same_id_is_set_aside_and_said_so(store: Store, made: list[MadeReading]) -> None:
    each = next(each for each in made if each.claims)
    claim = each.claims[0]

    store.put(each.report, Findings((claim, replace(claim, confidence=0.1))))

    assert store.claims.of_report(each.report.id) == (claim,)
    [rejection] = store.reports.rejections(each.report.id)
    assert (rejection.stage, rejection.reason) == ("casebook", f"a second claim with the id {claim.id}")
    assert rejection.span == claim.evidence[0]


def test_a_party_that_a_claim_names_twice_by_two_names_is_kept_once(store: Store, made: list[MadeReading]) -> None:
    claim = next(claim for claim in made[0].claims if any(each.actor for each in claim.participants))
    party = next(each for each in claim.participants if each.actor)
    other = replace(party, actor=replace(party.actor, name="by another name"))  # type: ignore[type-var]
    store.put(made[0].report, Findings((replace(claim, participants=(party, other)),)))

    assert [kept.id for kept in store.claims.find(party=party.actor.id)] == [claim.id]  # type: ignore[union-attr]


def test_an_input_that_cannot_be_read_is_noted_once_for_each_reason(store: Store, made: list[MadeReading]) -> None:
    cut = replace(made[0].rejections[0], report_id=None, subject="bad.pdf", span=None)

    store.reject((cut, replace(cut, reason="cut short")))
    store.reject((cut,))

    assert list(store.reports.rejected_inputs()) == [cut, replace(cut, reason="cut short")]


def test_what_was_lost_of_a_report_in_reading_it_is_kept_with_it(store: Store, made: list[MadeReading]) -> None:
    found = report("A text with holes.")
    store.put(found, Findings())
    lost = replace(made[0].rejections[0], report_id=found.id, span=Span(2, 6, "text"))

    store.reject((lost,))
    store.reject((lost,))

    assert list(store.reports.rejections(found.id)) == [lost]


def test_columns_say_what_the_claim_says(made: list[MadeReading]) -> None:
    claim = next(claim for each in made for claim in each.claims if claim.place and claim.when and claim.attribution)

    assert columns_of(claim) == (
        claim.id,
        claim.event.type,
        claim.stance,
        "positive",
        "actual",
        claim.when.earliest.toordinal(),
        claim.when.latest.toordinal(),
        claim.place.mention.lat,
        claim.place.mention.lon,
        claim.place.mention.uncertainty_km,
        claim.place.mention.country,
    )


def test_several_changes_are_one_where_they_are_made_in_one(full: Path, made: list[MadeReading]) -> None:
    with open_store(full, mode="write") as store:

        def change_and_fail() -> None:
            with store.transaction():
                put(store, made[20])
                store.set_mark("linked_up_to", "20")
                raise RuntimeError

        with pytest.raises(RuntimeError):
            change_and_fail()
        assert (store.reports.count(), store.mark("linked_up_to")) == (12, None)

        with store.transaction():
            put(store, made[20])
            store.set_mark("linked_up_to", "20")
            store.set_mark("linked_up_to", "21")
        assert (store.reports.count(), store.mark("linked_up_to")) == (13, "21")
        assert store.check().is_sound
