"""Linking: the same reports give the same incidents, in whatever order, however often, and whoever is killed meanwhile."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from standoff.casebook import Casebook, open_casebook
from standoff.errors import CasebookError
from standoff.pipeline import as_of, link
from standoff.pipeline.link import Linked, link_reports
from standoff.records import Incident
from standoff.store import open_store

from .made_reports import analyse, told, write

KILLS = 30


def no_who(name: str) -> None:
    return None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Reports of two days' shelling of one town, of another town's, and of nothing that is claimed."""
    at = tmp_path / "made"
    write(at, "a", told("2016-07-18", "Sorn", 21, "the Delta Committee"), "Delta Wire", "2016-07-18")
    write(at, "b", told("2016-07-18", "Sorn", 15, "the Marsh Council"), "Marsh Post", "2016-07-18")
    write(at, "c", told("2016-07-29", "Sorn", 56, "the Delta Committee"), "Delta Wire", "2016-07-29")
    later = told("2016-07-29", "Sorn", 160, "the Front", more="The coalition denied it.")
    write(at, "d", later, "River Herald", "2016-07-30")
    both = (
        f"{told('2016-07-29', 'Sorn', 85, 'the Marsh Council')} {told('2016-07-18', 'Sorn', 21, 'the Delta Committee')}"
    )
    write(at, "e", both, "Marsh Post", "2016-07-30")
    write(at, "f", told("2016-09-03", "Qasr", 3, "the Lake Council", actor="the army"), "Hill Radio", "2016-09-04")
    write(
        at,
        "g",
        "Painters of the valley show landscapes in a gallery until autumn, with music on Fridays.",
        "Delta Wire",
        "2016-07-31",
    )
    return at


@pytest.fixture(params=[64, 1], ids=["put together", "kept"])
def large(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Of how many reports on what an incident was as of a day is kept."""
    monkeypatch.setattr(as_of, "_LARGE", request.param)
    return int(request.param)


@pytest.fixture
def book(tmp_path: Path, folder: Path, large: int):
    with open_casebook(tmp_path / "made.db", analyse=analyse) as opened:
        for _ in opened.add(folder):
            pass
        opened.link()
        yield opened


class Parting:
    """Stands for a model to which no two sentences tell of one happening."""

    def mentions(self, sentences: list[str], words: Any) -> dict[tuple[int, int], tuple[float, ...]]:
        return {word: (-9.0 if word[0] % 2 else 9.0,) for word in words}


def test_where_there_is_a_model_it_compares_the_mentions_of_a_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        f"{told('2016-07-18', 'Sorn', 21, 'the Delta Committee')} {told('2016-07-18', 'Qasr', 3, 'the Lake Council')}"
    )
    write(tmp_path / "made", "a", text, "Delta Wire", "2016-07-18")

    def counted(name: str) -> int:
        with open_casebook(tmp_path / name, analyse=analyse) as book:
            list(book.add(tmp_path / "made"))
            book.link()
            return book.count_incidents()

    assert counted("alone.db") == 1
    monkeypatch.setattr(link, "load_reader", Parting)
    assert counted("read.db") == 2


def shapes(book: Casebook) -> list[dict[str, Any]]:
    return sorted((incident.to_dict() for incident in book.incidents()), key=lambda shape: shape["id"])


def at(book: Casebook, day: str, place: str) -> Incident:
    [found] = [
        each
        for each in book.incidents(place=place)
        if each.when is not None and each.when.earliest == date.fromisoformat(day)
    ]
    return found


def test_two_days_attacks_on_one_town_are_two_incidents_and_a_report_may_tell_of_both(book: Casebook) -> None:
    first, second = at(book, "2016-07-18", "Sorn"), at(book, "2016-07-29", "Sorn")

    assert sorted(first.reports) == ["a", "b", "e"]
    assert sorted(second.reports) == ["c", "d", "e"]
    assert at(book, "2016-09-03", "Qasr").reports == ("f",)
    assert len(list(book.incidents())) == 3  # a report that claims nothing tells of none


def test_an_incident_of_which_all_claims_are_rejected_is_none_and_comes_back_with_them(book: Casebook) -> None:
    before, lake = shapes(book), at(book, "2016-09-03", "Qasr")
    made = [book.judge("reject", each, by="an editor") for each in lake.claims]
    book.link()

    assert [each["id"] for each in shapes(book)] == [each["id"] for each in before if each["id"] != lake.id]
    assert book.waiting() == 0

    book.judge("revoke", *(each.id for each in made), by="an editor")
    book.link()
    assert [each["id"] for each in shapes(book)] == [each["id"] for each in before]


def test_incidents_without_claims_that_an_older_version_kept_are_gone_when_reports_are_linked_again(
    book: Casebook,
) -> None:
    before = shapes(book)
    [telling] = book._store.tellings.of_report("g")
    with book._store.transaction():
        book._store.incidents.put([replace(at(book, "2016-09-03", "Qasr"), id="old", reports=("g",), claims=())])
        book._store.tellings.settle("old", [telling])
    assert len(shapes(book)) == 4

    book.link()

    assert shapes(book) == before


def test_the_accounts_stand_side_by_side_with_their_tolls_and_the_denial(book: Casebook) -> None:
    incident = at(book, "2016-07-29", "Sorn")

    counts = {(a.claimant.name, a.position): [(t.low, t.high) for t in a.tolls] for a in incident.accounts}
    assert counts == {
        ("the Delta Committee", "asserts"): [(56, 56)],
        ("the Front", "asserts"): [(160, 160)],
        ("the Marsh Council", "asserts"): [(85, 85)],
        ("The coalition", "denies"): [],
    }
    assert [dispute.field for dispute in incident.disputes] == ["whether", "tolls.killed"]
    assert [(toll.low, toll.high) for toll in incident.tolls] == [(56, 160)]
    assert incident.status == "denied"


def test_linking_again_changes_nothing(book: Casebook) -> None:
    before = shapes(book)

    assert book.link() == Linked(reports=0, compared=0, formed=0, gone=0)
    assert shapes(book) == before
    book.link(anew=True)
    assert shapes(book) == before


@pytest.mark.parametrize("seed", range(12))
def test_the_incidents_do_not_depend_on_the_order_of_reports_nor_on_how_often_they_were_linked(
    seed: int, tmp_path: Path, folder: Path, book: Casebook
) -> None:
    chance = random.Random(seed)
    paths = sorted(folder.iterdir())
    chance.shuffle(paths)

    with open_casebook(tmp_path / "other.db", analyse=analyse) as other:
        for path in paths:
            for _ in other.add(path):
                pass
            if chance.random() < 0.4:
                other.link()
        other.link()

        assert shapes(other) == shapes(book)
        assert other.check().is_sound


def test_who_waits_is_told_how_much_was_done_of_each_step(
    book: Casebook, large: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("_REPORTS_A_TIME", "_COMPARED_A_TIME", "_INCIDENTS_A_TIME"):
        monkeypatch.setattr(link, name, 1)
    told: dict[str, list[tuple[int, int]]] = {}
    book.link(anew=True, advance=lambda what, done, of: told.setdefault(what, []).append((done, of)))

    assert list(told) == ["reading", "comparing", "forming", *(["looking back"] if large == 1 else [])]
    for steps in told.values():
        done, of = [step[0] for step in steps], {step[1] for step in steps}
        assert len(steps) > 2
        assert done == sorted(set(done))
        assert of == {max(of)}
        assert done[-1] <= max(of)


def test_of_many_reports_only_what_came_since_is_compared(tmp_path: Path, folder: Path, book: Casebook) -> None:
    with open_store(book.path, mode="write") as store:
        write(folder, "h", told("2016-07-29", "Sorn", 90, "the River Council"), "Delta Wire", "2016-07-31")
        for _ in book.add(folder):
            pass
        linked = link_reports(store, no_who, always=0, growth=0.5)

        assert (linked.reports, linked.compared) == (1, 1)
        assert sorted(at(book, "2016-07-29", "Sorn").reports) == ["c", "d", "e", "h"]
        several = shapes(book)
        link_reports(store, no_who, anew=True)
        assert shapes(book) == several


def test_words_are_counted_anew_once_the_casebook_has_grown(folder: Path, book: Casebook) -> None:
    with open_store(book.path, mode="write") as store:
        for number in range(3):
            write(
                folder,
                f"n{number}",
                told("2017-01-01", "Velm", number, "the Council"),
                "Wire",
                f"2017-01-0{number + 1}",
            )
        for _ in book.add(folder):
            pass
        assert store.tellings.counted_over() == 7
        linked = link_reports(store, no_who, always=0, growth=0.25)

        assert store.tellings.counted_over() == 10
        assert linked.compared == store.tellings.count()


def test_a_corrected_report_takes_the_place_of_the_older_one(folder: Path, book: Casebook) -> None:
    write(folder, "c", told("2016-07-29", "Sorn", 61, "the Delta Committee"), "Delta Wire", "2016-07-29")
    for _ in book.add(folder / "c.json"):
        pass
    book.link()

    incident = at(book, "2016-07-29", "Sorn")
    assert [each for each in incident.reports if each.startswith("c")] != ["c"]
    [account] = [each for each in incident.accounts if each.claimant.name == "the Delta Committee"]
    assert [(toll.low, toll.high) for toll in account.tolls] == [(61, 61)]


def test_a_copy_counts_once_and_keeps_its_claims(folder: Path, book: Casebook) -> None:
    story = (
        told("2016-07-29", "Sorn", 58, "the Lake Council")
        + " "
        + " ".join(
            f"The {number}th house of the row by the mill was searched by the men of the brigade."
            for number in range(12)
        )
    )
    write(folder, "x", story, "Lake News", "2016-07-29")
    write(folder, "y", story, "Hill News", "2016-07-30")
    for _ in book.add(folder):
        pass
    book.link()

    incident = at(book, "2016-07-29", "Sorn")
    assert {"x", "y"} <= set(incident.reports)
    assert len(incident.corroboration.reports) - len(incident.corroboration.texts) == 1
    assert len(incident.claims) == len(list(book.claims_of(incident)))


def test_as_of_a_day_shows_what_had_been_reported(book: Casebook) -> None:
    whole = at(book, "2016-07-29", "Sorn")

    then = book.incident(whole.id[:10], as_of=date(2016, 7, 29))

    assert (then.id, then.reports, then.status) == (whole.id, ("c",), "single-source")
    assert len(whole.reports) == 3
    with pytest.raises(CasebookError, match="Nothing had been reported of incident"):
        book.incident(whole.id, as_of=date(2016, 7, 18))
    with pytest.raises(CasebookError, match="There is no incident zzz"):
        book.incident("zzz")


@pytest.mark.parametrize("day", ["2016-07-18", "2016-07-29", "2016-07-30", "2016-07-31"])
def test_as_of_a_day_incidents_have_the_reports_that_linking_those_of_then_alone_gives_them(
    day: str, tmp_path: Path, folder: Path, book: Casebook
) -> None:
    with open_casebook(tmp_path / "then.db", analyse=analyse) as then:
        for path in sorted(folder.iterdir()):
            if json.loads(path.read_text())["published_on"] <= day:
                for _ in then.add(path):
                    pass
        then.link()

        known = {frozenset(incident.reports) for incident in then.incidents()}
        shown = set()
        for incident in book.incidents():
            try:
                shown.add(frozenset(book.incident(incident.id, as_of=date.fromisoformat(day)).reports))
            except CasebookError:
                assert not set(incident.reports) & {line.id for line in then.reports()}
        assert shown == known


def test_what_is_kept_of_a_day_is_used_until_something_changes(
    folder: Path, book: Casebook, large: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, made = at(book, "2016-07-29", "Sorn"), []
    put_together = as_of._as_of
    monkeypatch.setattr(as_of, "_as_of", lambda *given: made.append(given) or put_together(*given))
    days = [date(2016, 7, 29), date(2016, 7, 30), date(2016, 8, 30)]
    before = [book.incident(whole.id, as_of=day) for day in days]
    assert bool(made) == (large > 1)

    claim = book.incident(whole.id).claims[-1]
    verdict = book.judge("reject", claim, by="Ana")
    made.clear()
    after = [book.incident(whole.id, as_of=day) for day in days]
    assert made
    assert [one.claims == other.claims for one, other in zip(before, after, strict=True)] == [True] * 3  # judged today
    book.judge("revoke", verdict.id, by="Ana")

    write(folder, "late", told("2016-07-29", "Sorn", 70, "the Lake Council"), "Hill Radio", "2016-08-02")
    for _ in book.add(folder):
        pass
    book.link()
    assert "late" in book.incident(whole.id, as_of=days[2]).reports
    assert "late" not in book.incident(whole.id, as_of=days[1]).reports


def test_as_of_a_day_what_was_judged_later_was_not_judged(book: Casebook) -> None:
    incident = at(book, "2016-07-29", "Sorn")
    delta = next(each for each in book.claims_of(incident).values() if each.report_id == "c")
    book.judge("reject", delta.id, by="an editor")
    book.judge("different", incident.id, at(book, "2016-09-03", "Qasr").id, by="an editor")
    book.link()
    now = at(book, "2016-07-29", "Sorn")

    then = book.incident(now.id, as_of=date(2016, 7, 30))

    assert delta.id not in now.claims
    assert delta.id in then.claims
    assert book.claims_of(then, as_of=date(2016, 7, 30)).keys() == set(then.claims)
    assert (sorted(then.reports), then.is_reviewed) == (["c", "d", "e"], False)


def test_as_of_a_day_incidents_that_were_merged_or_split_later_are_as_they_were(book: Casebook) -> None:
    first, second = at(book, "2016-07-18", "Sorn"), at(book, "2016-07-29", "Sorn")
    merged = book.judge("same", first.id, second.id, by="an editor")
    book.link()
    assert sorted(book.incident(first.id).reports) == ["a", "b", "c", "d", "e"]
    assert sorted(book.incident(first.id, as_of=date(2016, 7, 31)).reports) == ["a", "b", "e"]
    assert book.incident(first.id, as_of=date.max).reports == book.incident(first.id).reports

    book.judge("revoke", merged.id, by="an editor")
    told = {claim.report_id: claim.id for claim in book.claims_of(second).values()}
    book.judge("different", told["c"], told["d"], by="an editor")
    book.link()
    now = next(each for each in book.incidents() if "d" in each.reports)
    assert "c" not in now.reports
    assert sorted(book.incident(now.id, as_of=date(2016, 7, 31)).reports) == ["c", "d", "e"]


def test_as_of_a_day_a_report_that_was_corrected_later_stands_as_it_did(folder: Path, book: Casebook) -> None:
    write(folder, "c", told("2016-07-29", "Sorn", 61, "the Delta Committee"), "Delta Wire", "2016-08-02")
    for _ in book.add(folder / "c.json"):
        pass
    book.link()
    incident = at(book, "2016-07-29", "Sorn")
    assert "c" not in incident.reports

    then = book.incident(incident.id, as_of=date(2016, 7, 30))

    assert "c" in then.reports
    [account] = [each for each in then.accounts if each.claimant.name == "the Delta Committee"]
    assert [(toll.low, toll.high) for toll in account.tolls] == [(56, 56)]


def test_a_report_without_a_day_counts_from_the_day_it_was_added(folder: Path, book: Casebook) -> None:
    path = write(folder, "u", told("2016-07-29", "Sorn", 70, "the Lake Council"), "Lake News", "2016-07-29")
    path.write_text(json.dumps({k: v for k, v in json.loads(path.read_text()).items() if k != "published_on"}))
    for _ in book.add(path):
        pass
    book.link()
    incident = at(book, "2016-07-29", "Sorn")

    assert "u" in incident.reports
    assert "u" not in book.incident(incident.id, as_of=date(2016, 7, 31)).reports
    assert "u" in book.incident(incident.id, as_of=date.max).reports


def many(folder: Path) -> Path:
    chance = random.Random(3)
    for number in range(40):
        day, place = f"2016-07-{chance.randint(10, 16)}", chance.choice(["Sorn", "Qasr", "Velm"])
        text = told(day, place, chance.randint(1, 60), f"the {chance.choice(['Delta', 'Marsh', 'River'])} Council")
        write(folder, f"m{number:02}", text, f"Wire {number % 7}", day)
    return folder


def test_killed_at_any_moment_linking_goes_on_and_ends_with_the_same_incidents(tmp_path: Path) -> None:
    many(tmp_path / "many")
    with open_casebook(tmp_path / "whole.db", analyse=analyse) as book:
        for _ in book.add(tmp_path / "many"):
            pass
    plain = (tmp_path / "whole.db").read_bytes()
    begun = time.perf_counter()
    with open_casebook(tmp_path / "whole.db") as book:
        book.link()
        expected = shapes(book)
    took = time.perf_counter() - begun
    chance = random.Random(11)
    path = tmp_path / "killed.db"
    path.write_bytes(plain)
    for _ in range(KILLS):
        killed_while_linking(path, chance.uniform(0, took))
        if chance.random() < 0.3:
            with open_casebook(path, mode="read") as book:
                assert book.check().is_sound

    with open_casebook(path) as book:
        book.link()
        assert shapes(book) == expected
        assert book.check().is_sound
        assert json.dumps(expected)


def killed_while_linking(path: Path, after: float) -> None:
    child = os.fork()
    if child == 0:
        try:
            with open_casebook(path) as book:
                book.link(anew=True)
        finally:
            os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


@pytest.mark.parametrize("seed", range(6))
def test_beyond_the_first_reports_the_order_does_not_matter_as_long_as_words_are_not_counted_anew(
    seed: int, tmp_path: Path
) -> None:
    paths = sorted(many(tmp_path / "many").iterdir())
    chance = random.Random(seed)

    def linked(name: str, later: list[Path], how_often: float) -> list[dict[str, Any]]:
        with open_casebook(tmp_path / name, analyse=analyse) as book:
            with open_store(book.path, mode="write") as store:
                for at, path in enumerate([*paths[:20], *later], 1):
                    for _ in book.add(path):
                        pass
                    if at == 20 or (at > 20 and chance.random() < how_often) or at == len(paths):
                        link_reports(store, no_who, always=0, growth=9.0)
                assert store.tellings.counted_over() == 20
            return shapes(book)

    at_once = linked("once.db", paths[20:], 0.0)
    assert linked("shuffled.db", chance.sample(paths[20:], 20), 0.5) == at_once
    with open_casebook(tmp_path / "once.db") as one, open_casebook(tmp_path / "shuffled.db") as other:
        one.link(anew=True)
        other.link(anew=True)
        assert shapes(one) == shapes(other)


def test_beyond_the_first_reports_words_are_counted_again_when_all_is_made_anew(book: Casebook) -> None:
    with open_store(book.path, mode="write") as store:
        counted = "SELECT word, tellings FROM telling_words ORDER BY word"
        before = list(store._database.rows(counted))
        link_reports(store, no_who, anew=True, always=0)

        assert before
        assert list(store._database.rows(counted)) == before
