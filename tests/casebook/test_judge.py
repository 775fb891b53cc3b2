"""Judgements outrank the machine, are never altered, and stand whatever is linked or analysed again."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from standoff.casebook import Casebook, open_casebook
from standoff.errors import CasebookError, JudgementError
from standoff.pipeline.judged import subject_of_claim
from standoff.records import Incident, Judgement
from standoff.store import Findings, open_store

from .made_reports import analyse, told, understand, write

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def book(tmp_path: Path):
    """Three reports of the shelling of one town, one of another's."""
    at = tmp_path / "made"
    write(at, "a", told("2016-07-18", "Sorn", 21, "the Delta Committee"), "Delta Wire", "2016-07-18")
    write(at, "b", told("2016-07-18", "Sorn", 15, "the Marsh Council"), "Marsh Post", "2016-07-18")
    write(at, "c", told("2016-07-18", "Sorn", 30, "the River Council"), "River Herald", "2016-07-19")
    write(at, "q", told("2016-09-03", "Qasr", 3, "the Lake Council", actor="the army"), "Hill Radio", "2016-09-04")
    with open_casebook(tmp_path / "made.db", analyse=analyse) as opened:
        for _ in opened.add(at):
            pass
        opened.link()
        yield opened


def groups(book: Casebook) -> list[list[str]]:
    return sorted(sorted(incident.reports) for incident in book.incidents())


def claim_of(book: Casebook, report_id: str) -> str:
    return book.findings(report_id).claims[0].id


def of(book: Casebook, report_id: str) -> Incident:
    [found] = [incident for incident in book.incidents() if report_id in incident.reports]
    return found


def analyse_again(book: Casebook, *report_ids: str) -> None:
    """A newer version reads reports anew, and calls all claims otherwise."""
    with open_store(book.path, mode="write") as store:
        for report_id in report_ids:
            report = store.reports.get(report_id)
            assert report is not None
            store.put_again(report_id, Findings(understand(report, version="2")))


def test_incidents_judged_the_same_are_one_and_a_revoked_judgement_leaves_them_as_they_were(book: Casebook) -> None:
    assert groups(book) == [["a", "b", "c"], ["q"]]

    made = book.judge("same", of(book, "a").id, of(book, "q").id, by="Ana", why="one battle")
    book.link()
    assert groups(book) == [["a", "b", "c", "q"]]
    assert of(book, "q").is_reviewed

    book.judge("revoke", made.id[:8], by="Ana")
    book.link()
    assert groups(book) == [["a", "b", "c"], ["q"]]
    assert not of(book, "q").is_reviewed
    assert list(book.judgements()) == []
    assert [each.verdict for each in book.judgements(is_standing=False)] == ["same", "revoke"]


def test_a_claim_judged_different_from_an_incident_leaves_it(book: Casebook) -> None:
    book.judge("different", claim_of(book, "c"), of(book, "a").id, by="Ana", why="another quarter of the town")
    book.link()

    assert ["c"] in groups(book)


def test_what_was_judged_last_holds(book: Casebook) -> None:
    a, q = claim_of(book, "a"), claim_of(book, "q")
    book.judge("different", a, q, by="Ana")
    book.judge("same", a, q, by="Bo")
    book.link()

    assert groups(book) == [["a", "b", "c", "q"]]


def test_a_rejected_claim_counts_nowhere_and_stays_on_record(book: Casebook) -> None:
    claim = claim_of(book, "c")
    book.judge("reject", claim, by="Ana", why="misread")
    book.link()

    assert all(claim not in incident.claims for incident in book.incidents())
    assert book.findings("c").claims[0].id == claim
    assert {a.claimant.name for a in of(book, "a").accounts} == {"the Delta Committee", "the Marsh Council"}

    book.judge("accept", claim, by="Bo")
    book.link()
    assert groups(book) == [["a", "b", "c"], ["q"]]


def test_an_incident_is_found_by_the_ids_that_it_had_before(book: Casebook, tmp_path: Path) -> None:
    at_first = of(book, "a").id
    text = told("2016-07-18", "Sorn", 18, "the Lake Council") + " The Hill Council denied it."
    for _ in book.add(write(tmp_path, "earlier", text, "Lake Post", "2016-07-18")):
        pass
    book.link()
    before = of(book, "earlier")
    made = book.judge("reject", claim_of(book, "earlier"), by="Ana")
    book.link()

    now = of(book, "b")
    for id_had in (at_first, before.id):
        assert book.incident(id_had) == book.incident(id_had[:8]) == now
    with pytest.raises(CasebookError, match="There is no incident 00000000"):
        book.incident("00000000")

    book.judge("revoke", made.id, by="Ana")
    book.link()
    assert book.incident(now.id) == of(book, "b")


def test_an_incident_of_a_report_that_was_corrected_leads_to_that_of_the_correction(tmp_path: Path) -> None:
    both = (
        f"{told('2016-07-18', 'Sorn', 21, 'the Delta Committee')} {told('2016-09-03', 'Qasr', 3, 'the Lake Council')}"
    )
    with open_casebook(tmp_path / "corrected.db", analyse=analyse) as book:

        def put(name: str, text: str) -> None:
            address = {"url": "https://example.org/shelling"}
            for _ in book.add(write(tmp_path, name, text, "Delta Wire", "2016-07-18", **address)):
                pass
            book.link()

        put("first", both)
        sorn, qasr = (
            next(i for i in book.incidents() if i.place and i.place.name == name) for name in ("Sorn", "Qasr")
        )
        put("corrected", told("2016-07-18", "Sorn", 24, "the Delta Committee"))

        (now,) = book.incidents()
        assert now.reports == ("corrected",)
        assert book.incident(sorn.id) == book.incident(sorn.id[:8]) == now
        with pytest.raises(CasebookError, match="There is no incident"):  # the correction tells nothing of it
            book.incident(qasr.id)


def test_an_incident_that_was_merged_into_another_leads_to_it(book: Casebook) -> None:
    one, other = of(book, "a"), of(book, "q")
    book.judge("same", one.id, other.id, by="Ana")
    book.link()
    merged = of(book, "a")
    assert book.incident(one.id) == book.incident(other.id) == merged


def test_an_edit_sets_what_the_claim_says(book: Casebook) -> None:
    place = {"name": "Velm", "lat": 10.9, "lon": 20.9, "country": "SYR", "precision": "exact", "uncertainty_km": 1.0}
    book.judge("edit", claim_of(book, "q"), by="Ana", field="place", value=place)
    book.judge("edit", claim_of(book, "q"), by="Ana", field="actor", value={"id": "SYR-REB", "name": "Rebels of Syria"})
    book.judge("edit", claim_of(book, "q"), by="Ana", field="when", value={"earliest": "2016-09-01"})
    book.judge("edit", claim_of(book, "q"), by="Ana", field="tolls", value=[{"what": "killed", "low": 4, "high": 5}])
    book.link()

    incident = of(book, "q")
    assert incident.place is not None
    assert (incident.place.name, incident.place.uncertainty_km) == ("Velm", 1.0)
    assert incident.when is not None
    assert str(incident.when.earliest) == "2016-09-01"
    [account] = incident.accounts
    assert account.actor == ("Rebels of Syria",)
    assert [(toll.low, toll.high) for toll in account.tolls] == [(4, 5)]
    assert book.check().is_sound


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("place", {"lat": 1}),
        ("place", {"name": "Velm", "lat": 10.9}),
        ("place", {"name": "Velm", "lat": "10.9", "lon": "20.9"}),
        ("place", {"name": "Velm", "lat": 109, "lon": 20.9}),
        ("place", {"name": "Velm", "uncertainty_km": -1}),
        ("place", {"name": "Velm", "precision": "somewhere"}),
        ("place", {"name": 7}),
        ("place", "Velm"),
        ("when", {"earliest": "soon"}),
        ("when", {"earliest": "2016-09-03", "latest": "2016-09-01"}),
        ("when", {"earliest": 2016}),
        ("actor", {"id": "SYR-REB"}),
        ("actor", {"id": "SYR-REB", "name": ["Rebels"]}),
        ("target", {"id": "SYR-REB", "name": "Rebels", "sector": "GOOD"}),
        ("type", {"type": "FOO"}),
        ("type", {"type": "ASSAULT", "acled": "Battles"}),
        ("type", None),
        ("mood", "grim"),
        ("tolls", 7),
        ("tolls", {"what": "killed"}),
        ("tolls", [{"what": "killed", "low": "many"}]),
        ("tolls", [{"what": "killed", "low": 2.5}]),
        ("tolls", [{"what": "killed", "low": True}]),
        ("tolls", [{"what": "killed", "low": -4}]),
        ("tolls", [{"what": "killed", "low": 5, "high": 4}]),
        ("tolls", [{"what": "upset", "low": 5}]),
        ("tolls", [{"low": 5}]),
        ("tolls", [{"what": "killed", "low": 5, "who": 3}]),
    ],
)
def test_an_edit_to_what_cannot_be_is_refused_and_nothing_is_kept(book: Casebook, field: str, value: object) -> None:
    with pytest.raises(JudgementError):
        book.judge("edit", claim_of(book, "q"), by="Ana", field=field, value=value)

    assert list(book.judgements(is_standing=False)) == []


def test_an_edit_says_what_is_wrong_with_the_value(book: Casebook) -> None:
    with pytest.raises(JudgementError) as raised:
        book.judge("edit", claim_of(book, "q"), by="Ana", field="tolls", value=[{"what": "killed", "low": "many"}])

    assert raised.value.message == (
        "tolls cannot be set to [{'what': 'killed', 'low': 'many'}]: low is a whole number of people."
    )


def test_an_edit_that_an_older_version_kept_and_that_cannot_be_changes_nothing(book: Casebook) -> None:
    claim = book.claim(claim_of(book, "q"))
    value = [{"what": "killed", "low": "many"}]
    made = Judgement.of("edit", (subject_of_claim(claim),), by="Ana", at=NOON, field="tolls", value=value)
    book._store.judgements.put(made)

    book.link(anew=True)

    assert [toll.low for toll in book.claim(claim.id).tolls] == [toll.low for toll in claim.tolls]


def test_judgements_stand_when_all_is_linked_anew(book: Casebook) -> None:
    book.judge("same", of(book, "a").id, of(book, "q").id, by="Ana")
    book.judge("reject", claim_of(book, "b"), by="Ana")
    book.link()
    before = [incident.to_dict() for incident in book.incidents()]

    book.link(anew=True)

    assert [incident.to_dict() for incident in book.incidents()] == before


def test_judgements_stand_when_a_newer_version_gives_the_claims_other_ids(book: Casebook) -> None:
    book.judge("same", of(book, "a").id, of(book, "q").id, by="Ana")
    book.judge("reject", claim_of(book, "b"), by="Ana")
    book.judge("edit", claim_of(book, "c"), by="Ana", field="tolls", value=[{"what": "killed", "low": 33, "high": 33}])
    old = claim_of(book, "c")
    analyse_again(book, "a", "b", "c", "q")
    book.link()

    assert claim_of(book, "c") != old
    incident = of(book, "q")
    assert {"a", "c", "q"} <= set(incident.reports)
    assert "the Marsh Council" not in {account.claimant.name for account in incident.accounts}
    [account] = [each for each in incident.accounts if each.claimant.name == "the River Council"]
    assert [(toll.low, toll.high) for toll in account.tolls] == [(33, 33)]
    assert book.check().is_sound


def test_reports_judged_copies_count_once_and_those_judged_none_do_not(book: Casebook) -> None:
    incident = of(book, "a")
    assert len(incident.corroboration.texts) == 3

    made = book.judge("same", "a", "b", by="Ana")
    book.link()
    assert len(of(book, "a").corroboration.texts) == 2
    assert {line.id: line.text_group for line in book.reports()} == {"a": "a", "b": "a", "c": None, "q": None}

    book.judge("revoke", made.id, by="Ana")
    book.link()
    assert len(of(book, "a").corroboration.texts) == 3
    assert {line.text_group for line in book.reports()} == {None}


def test_a_copy_judged_none_stays_none_when_a_third_copy_comes(book: Casebook, tmp_path: Path) -> None:
    story = " ".join(f"The {number}th wagon of the salt road crossed the ford of the mill." for number in range(20))
    for name, publisher in (("x", "Lake News"), ("y", "Hill News")):
        write(tmp_path / "made", name, story, publisher, "2016-08-01")
    for _ in book.add(tmp_path / "made"):
        pass
    assert {line.text_group for line in book.reports() if line.id in "xy"} == {"x"}
    book.judge("different", "x", "y", by="Ana", why="both have it from the road office")
    assert {line.text_group for line in book.reports() if line.id in "xy"} == {None}

    write(tmp_path / "made", "z", story, "Dune News", "2016-08-02")
    for _ in book.add(tmp_path / "made"):
        pass

    found = {line.id: line.text_group for line in book.reports() if line.id in "xyz"}
    assert found["x"] != found["y"] or found["x"] is None


@pytest.mark.parametrize(
    ("verdict", "ids", "said"),
    [
        ("accept", ("nothing",), "There is no claim or incident nothing"),
        ("same", ("a", "a"), "The same thing is named twice"),
        ("same", ("a",), "too few subjects"),
        ("revoke", ("a",), "There is no judgement a"),
        ("accept", ("",), "An id is missing"),
    ],
)
def test_a_judgement_of_nothing_is_refused(book: Casebook, verdict, ids: tuple[str, ...], said: str) -> None:
    with pytest.raises(JudgementError, match=said):
        book.judge(verdict, *ids, by="Ana")


def test_a_judgement_says_by_whom(book: Casebook) -> None:
    with pytest.raises(JudgementError, match="by whom"):
        book.judge("accept", of(book, "a").id, by=" ")


def test_a_casebook_open_for_reading_takes_none(book: Casebook) -> None:
    with open_casebook(book.path, mode="read") as reading, pytest.raises(CasebookError, match="opened for reading"):
        reading.judge("accept", of(book, "a").id, by="Ana")


def test_review_asks_first_what_somebody_left_unsure_and_not_what_was_reviewed(book: Casebook) -> None:
    contested = of(book, "a")
    assert contested.id in {uid for question in book.review() for uid in question.ids}

    book.judge("unsure", claim_of(book, "a"), claim_of(book, "q"), by="Ana", why="the names are alike")
    book.judge("accept", contested.id, by="Bo")
    book.link()

    questions = book.review()
    assert questions[0].why == "the names are alike"
    assert all(question.ids != (contested.id,) for question in questions)
    assert [each.weight for each in questions] == sorted((each.weight for each in questions), reverse=True)


def test_a_claim_made_by_hand_stands_when_its_report_is_analysed_anew_and_linked_again(tmp_path: Path) -> None:
    at = tmp_path / "made"
    write(at, "a", told("2016-07-18", "Sorn", 21, "the Delta Committee"), "Delta Wire", "2016-07-18")
    write(at, "b", told("2016-07-18", "Sorn", 15, "the Marsh Council"), "Marsh Post", "2016-07-18")
    with open_casebook(tmp_path / "made.db", analyse=analyse) as book:
        for _ in book.add(at):
            pass
        book.link()
        text = book.report("a").report.text
        quote = text.split(".")[0]
        given = {
            "quote": quote,
            "type": {"type": "assault"},
            "claimant": {"name": "the Lake Council", "kind": "body"},
            "stance": "denies",
            "polarity": "negative",
            "place": {"name": "Sorn", "lat": 36.5, "lon": 38.0},
            "when": {"earliest": "2016-07-18"},
            "tolls": [{"what": "killed", "low": 3, "high": 4}],
            "actor": {"id": "RUS-MIL", "name": "Armed forces of Russia", "country": "RUS", "sector": "MIL"},
        }
        found = len(book.findings("a").claims)

        made = book.judge("add", "a", by="Ana", why="the machine missed it", value=given)
        book.link()

        def look() -> None:
            claim = book.claim(made.subjects[0].id)
            assert text[claim.evidence[0].start : claim.evidence[0].end] == claim.evidence[0].text == quote
            assert claim.sentence.text == text[claim.sentence.start : claim.sentence.end]
            assert claim.sentence.covers(claim.evidence[0])
            assert (claim.attribution[-1].source.name, claim.stance) == ("the Lake Council", "denies")
            assert (claim.event.type, claim.polarity, claim.confidence) == ("ASSAULT", "negative", 1.0)
            assert [(toll.low, toll.high) for toll in claim.tolls] == [(3, 4)]
            assert claim.id in [each.id for each in book.judged_claims("a")]
            assert len(book.findings("a").claims) == found
            incident = of(book, "a")
            assert claim.id in incident.claims
            assert incident.is_reviewed
            assert [a.position for a in incident.accounts if a.claimant.name == "the Lake Council"] == ["denies"]
            assert claim.id in book.claims_of(incident)
            assert [each.id for each in book.incidents(claimant="lake", party="RUS")] == [incident.id]
            assert [each.id for each in book.claims(claimant="lake council")] == [claim.id]
            assert book.incident_of_each([claim.id]) == {claim.id: incident.id}
            assert book.check().faults == ()

        look()
        book.export(tmp_path / "all.jsonl", form="jsonl")
        exported = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()]
        assert [each["tolls"][0]["high"] for each in exported if each.get("id") == made.subjects[0].id] == [4]
        analyse_again(book, "a")
        book.link()
        look()
        book.link(anew=True)
        look()

        edit = book.judge("edit", made.subjects[0].id, by="Ben", field="tolls", value=[{"what": "killed", "low": 5}])
        book.link()
        assert [toll.low for toll in book.claim(made.subjects[0].id).tolls] == [5]
        assert [each.id for each in book.judgements_of_claims("a")[made.subjects[0].id]] == [made.id, edit.id]

        with pytest.raises(JudgementError, match="made already"):
            book.judge("add", "a", by="Ben", value=given)
        book.judge("revoke", made.id, by="Ana")
        book.link()
        assert made.subjects[0].id not in of(book, "a").claims
        assert [toll.low for claim in book.judged_claims("a") for toll in claim.tolls] == [21]
        assert list(book.claims(claimant="lake council")) == []
        with pytest.raises(CasebookError, match="no claim"):
            book.claim(made.subjects[0].id)
        assert book.check().faults == ()


def test_a_claim_by_hand_of_a_publisher_that_denies_keeps_its_stance(book: Casebook) -> None:
    value = {"start": 0, "end": 5, "type": {"type": "ASSAULT"}, "stance": "denies"}
    made = book.judge("add", "a", by="Ana", value=value)
    assert made.added is not None
    assert (made.added.attribution, made.added.stance) == ((), "denies")


def test_before_the_day_on_which_a_claim_was_made_by_hand_it_was_not_known(book: Casebook) -> None:
    quote = book.report("q").report.text.split(".")[0]
    made = book.judge("add", "q", by="Ana", value={"quote": quote, "type": {"type": "COERCE"}})
    book.link()

    assert made.subjects[0].id in of(book, "q").claims
    then = book.incident(of(book, "q").id, as_of=made.at.date() - timedelta(days=1))
    assert made.subjects[0].id not in then.claims


@pytest.mark.parametrize(
    ("given", "told_why"),
    [
        ({}, "there is no 'quote'"),
        ({"quote": "zzz", "type": {"type": "ASSAULT"}}, "nowhere in the report"),
        ({"quote": "e", "type": {"type": "ASSAULT"}}, "more than once"),
        ({"start": 0, "end": 5}, "there is no 'type'"),
        ({"start": 0, "end": 5, "type": {"type": "WAR"}}, "type is one of"),
        ({"start": 5, "end": 5, "type": {"type": "ASSAULT"}}, "no letters"),
        ({"start": 0, "end": 10**9, "type": {"type": "ASSAULT"}}, "no letters"),
        ({"start": 0, "end": 5, "quote": "other", "type": {"type": "ASSAULT"}}, "other words"),
        ({"start": 0, "end": 5, "type": {"type": "ASSAULT"}, "responds_to": "zzz"}, "no claim zzz"),
        ({"start": 0, "end": 5, "type": {"type": "ASSAULT"}, "mood": "sad"}, "mood"),
    ],
)
def test_what_is_no_claim_of_a_report_is_refused_and_leaves_nothing(
    book: Casebook, given: dict[str, object], told_why: str
) -> None:
    with pytest.raises(JudgementError, match=told_why):
        book.judge("add", "a", by="Ana", value=given)
    assert list(book.judgements(is_standing=False)) == []


def test_judgements_of_another_casebook_are_brought_in_as_they_were_made(book: Casebook, tmp_path: Path) -> None:
    book.judge("different", claim_of(book, "b"), claim_of(book, "a"), by="Ada", why="another street")
    rejected = book.judge("reject", claim_of(book, "q"), by="Ada")
    book.judge("revoke", rejected.id, by="Omar")
    book.judge("accept", claim_of(book, "c"), by="Omar")
    book.link()
    records = [each.to_dict() for each in book.judgements(is_standing=False)]

    with open_casebook(tmp_path / "new.db", analyse=analyse) as other:
        for _ in other.add(*(tmp_path / "made" / f"{name}.json" for name in "abq")):
            pass
        brought = other.bring_judgements([{"record": "claim"}, *records])
        again = other.bring_judgements(records)
        other.link()

        assert (brought.new, brought.known) == (3, 0)
        assert brought.left == ((records[3]["id"], "this casebook has no report c"),)
        assert (again.new, again.known) == (0, 3)
        assert groups(other) == [["a"], ["b"], ["q"]]
        assert [(each.by, each.why) for each in other.judgements()] == [("Ada", "another street")]


def test_an_altered_judgement_is_not_brought_in(book: Casebook) -> None:
    made = book.judge("accept", claim_of(book, "a"), by="Ada").to_dict()

    altered = book.bring_judgements([made | {"by": "Omar"}, {"record": "judgement", "id": "x"}])

    assert altered.new == 0
    assert [uid for uid, _ in altered.left] == [made["id"], "x"]
