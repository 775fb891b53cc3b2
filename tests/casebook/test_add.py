"""Reports come into a casebook once, whatever is run again, and what came of each is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import standoff
from standoff.casebook import Casebook, open_casebook
from standoff.errors import CasebookError

from .conftest import Analysis


@pytest.fixture
def casebook(tmp_path: Path, analysis: Analysis):
    with open_casebook(tmp_path / "casebook.db", analyse=analysis) as opened:
        yield opened


def outcomes(casebook: Casebook, *paths: Path) -> list[str]:
    return [added.outcome for added in casebook.add(*paths)]


def test_what_came_of_each_is_said_in_order(casebook: Casebook, reports: Path) -> None:
    added = list(casebook.add(reports))

    assert [(each.outcome, each.title, each.claims) for each in added] == [
        ("added", None, 1),
        ("added", "Ferry hit", 1),
        ("added", None, 1),
        ("rejected", None, 0),
    ]
    assert added[2].report_id == "own-1"
    assert added[3].to_dict() == {
        "record": "added",
        "outcome": "rejected",
        "report_id": None,
        "path": f"{reports / 'c.jsonl'}, line 2",
        "title": None,
        "claims": 0,
        "version_of": None,
        "copy_of": None,
        "reasons": [added[3].rejections[0].reason],
    }


def test_nothing_is_added_unless_it_is_iterated_over(casebook: Casebook, reports: Path) -> None:
    casebook.add(reports)

    assert len(casebook) == 0


def test_what_is_known_is_not_analysed_again(casebook: Casebook, reports: Path, analysis: Analysis) -> None:
    list(casebook.add(reports))
    analysis.seen.clear()

    assert outcomes(casebook, reports) == ["known", "known", "known", "rejected"]
    assert analysis.seen == []
    assert len(casebook) == 3


def test_a_run_that_was_broken_off_goes_on(casebook: Casebook, reports: Path, analysis: Analysis) -> None:
    for added in casebook.add(reports):
        assert added.outcome == "added"
        break
    analysis.seen.clear()

    assert outcomes(casebook, reports) == ["known", "added", "added", "rejected"]
    assert len(analysis.seen) == 2


def test_a_report_twice_in_one_run_is_kept_once_and_both_ways_are_noted(casebook: Casebook, reports: Path) -> None:
    (reports / "aa.txt").write_bytes((reports / "a.txt").read_bytes())

    assert outcomes(casebook, reports)[:2] == ["added", "known"]
    kept = casebook.report(next(iter(casebook.add(reports / "a.txt"))).report_id or "")
    assert [arrival.whence for arrival in kept.arrivals] == [str(reports / "a.txt"), str(reports / "aa.txt")]
    assert {arrival.how for arrival in kept.arrivals} == {"file"}


def test_a_path_is_noted_in_full_and_once_however_it_was_typed(
    casebook: Casebook, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(reports)
    [added] = casebook.add("a.txt")
    list(casebook.add(reports / "a.txt"))
    list(casebook.add(reports / ".." / "reports" / "a.txt"))

    assert [arrival.whence for arrival in casebook.report(added.report_id or "").arrivals] == [str(reports / "a.txt")]


def test_a_report_corrected_at_its_address_is_a_new_version(casebook: Casebook, reports: Path) -> None:
    [first] = casebook.add(reports / "b.json")
    page = json.loads((reports / "b.json").read_text())
    (reports / "b.json").write_text(json.dumps(page | {"text": "Two ferries were hit near Qasr."}))

    [second] = casebook.add(reports / "b.json")

    assert (second.outcome, second.version_of) == ("version", first.report_id)
    assert casebook.report(second.report_id or "").versions == (first.report_id, second.report_id)
    assert [line.id for line in casebook.reports(is_current=True)] == [second.report_id]
    assert len(list(casebook.claims())) == 1


def test_a_copy_is_kept_and_said_to_be_one_and_a_correction_is_none(casebook: Casebook, reports: Path) -> None:
    story = " ".join(f"The {number}th convoy of the river patrol passed the ferry of Qasr." for number in range(20))
    page = {"title": "Convoys", "text": story, "publisher": "Delta Wire", "url": "https://example.org/1"}
    for name, fields in (
        ("first", {"published_on": "2016-07-18"}),
        (
            "other",
            {"published_on": "2016-07-19", "publisher": "Marsh Post", "title": "Up", "url": "https://example.com/9"},
        ),
        ("corrected", {"published_on": "2016-07-20", "text": story + " One was stopped."}),
    ):
        (reports / f"{name}.json").write_text(json.dumps(page | fields))

    first, other, corrected = (next(iter(casebook.add(reports / f"{n}.json"))) for n in ("first", "other", "corrected"))

    assert (first.copy_of, other.copy_of) == (None, first.report_id)
    assert (corrected.version_of, corrected.copy_of) == (first.report_id, other.report_id)
    groups = {line.id: line.text_group for line in casebook.reports()}
    assert set(groups.values()) == {first.report_id}
    [copy] = casebook.copies(first.report_id or "")
    assert (copy.report_id, copy.of_id, copy.share) == (other.report_id, first.report_id, 1.0)
    assert len(casebook.copies(other.report_id or "")) == 2
    assert casebook.check().is_sound


def test_reports_that_were_not_compared_when_a_run_was_broken_off_are_with_the_next(
    casebook: Casebook, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("standoff.pipeline.keep.compare_waiting", lambda *_: {})
    list(casebook.add(reports))
    assert len(list(casebook._store.copies.waiting())) == 3
    monkeypatch.undo()

    list(casebook.add(reports))

    assert list(casebook._store.copies.waiting()) == []


def test_an_id_of_its_own_that_comes_with_other_words_is_a_new_version(
    casebook: Casebook, reports: Path, analysis: Analysis
) -> None:
    path = reports / "own.jsonl"
    lines = [json.dumps({"id": "own-1", "text": text}) for text in ("Two convoys met.", "Three convoys met.")]
    path.write_text("\n".join([*lines, lines[0]]))

    added = list(casebook.add(path))

    assert [(each.outcome, each.version_of) for each in added] == [
        ("added", None),
        ("version", "own-1"),
        ("known", None),
    ]
    assert added[1].report_id is not None
    assert added[1].report_id.startswith("own-1~")
    assert analysis.seen[1].id == added[1].report_id
    assert outcomes(casebook, path) == ["known", "known", "known"]
    assert casebook.report("own-1").versions == ("own-1", added[1].report_id)


def test_the_beginning_of_an_id_will_do_if_it_tells_one_report_from_the_others(
    casebook: Casebook, reports: Path
) -> None:
    path = reports / "own.jsonl"
    path.write_text("\n".join(json.dumps({"id": f"r{n}", "text": f"Text {n} of it."}) for n in (1, 12, 2)))
    list(casebook.add(path))

    assert casebook.report("r2").line.id == "r2"
    assert casebook.report("r12").line.id == "r12"
    assert casebook.report("r1").line.id == "r1"
    with pytest.raises(CasebookError, match="r could be any of r1, r12, r2") as raised:
        casebook.report("r")
    assert raised.value.advice == "Give more of the id."
    for unknown in ("", "x"):
        with pytest.raises(CasebookError, match="There is no report"):
            casebook.report(unknown)


def test_a_casebook_that_lies_among_the_reports_is_not_taken_for_one(reports: Path, analysis: Analysis) -> None:
    with open_casebook(reports / "casebook.db", analyse=analysis) as casebook:
        (reports / "c.jsonl").unlink()
        assert outcomes(casebook, reports) == ["added", "added"]
        assert outcomes(casebook, reports) == ["known", "known"]


def test_what_was_added_is_sound(casebook: Casebook, reports: Path) -> None:
    list(casebook.add(reports))

    assert casebook.check().is_sound


def test_open_makes_a_casebook_unless_it_is_told_not_to(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    for mode in ("read", "write"):
        with pytest.raises(standoff.StandoffError, match="There is no casebook"):
            standoff.open(path, mode=mode)  # type: ignore[arg-type]

    with standoff.open(path) as casebook:
        assert isinstance(casebook, standoff.Casebook)
        assert casebook.path == path
    with standoff.open(path, mode="read") as casebook:
        assert len(casebook) == 0
        assert list(casebook.reports()) == []
