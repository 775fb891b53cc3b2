"""An incident of a group of tellings: what is of the happening itself, and what it is called."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from standoff.incidents import central_claims, form_incident, sort_in_words, tellings_of
from standoff.records import Acled, Claim, Event, Span, When

from .made_claims import ARMY, CIVILIANS, CLASH, COALITION, REBELS, STRIKE, WORDS, claim, nobody, report


def test_what_is_told_around_the_happening_is_not_of_it() -> None:
    strike = claim("r1", "A", actor=COALITION, target=CIVILIANS)
    again = claim("r1", "B", actor=COALITION, target=CIVILIANS)
    clash = claim("r1", "C", actor=ARMY, target=REBELS, acled=CLASH)
    assert central_claims([strike, again, clash]) == {strike.id, again.id}


def test_who_says_that_it_was_the_other_way_round_speaks_of_the_happening_whatever_its_sort() -> None:
    rammed = claim("r1", "A", actor=ARMY, target=COALITION)
    blocked = replace(claim("r1", "B", actor=COALITION, target=ARMY), event=Event("COERCE", None, None, WORDS))
    warned = replace(claim("r1", "C", actor=REBELS, target=ARMY), event=Event("COERCE", None, None, WORDS))
    called = replace(blocked, id="called", event=Event("CONSULT", None, None, WORDS))  # a call is no deed turned round
    told = [rammed, replace(rammed, id="again"), replace(rammed, id="once more"), blocked, warned, called]
    assert central_claims(told) == {rammed.id, "again", "once more", blocked.id}


def test_the_campaign_of_which_a_happening_is_a_part_is_around_it() -> None:
    strike = claim("r1", "A", actor=COALITION, day="2016-07-18")
    long = replace(claim("r1", "B", actor=COALITION), when=When(date(2014, 6, 1), date(2016, 7, 18), WORDS, "since"))
    assert central_claims([strike, long]) == {strike.id}
    assert central_claims([long]) == {long.id}


def test_a_title_names_a_month_once() -> None:
    made = report("r1")

    def title(first: date, last: date) -> str:
        told = replace(claim("r1", "A", place=("Sorn", 36.0, 38.0)), when=When(first, last, WORDS, "stated"))
        return form_incident(tellings_of(made, [told]), {told.id: told}, {"r1": made}, {}, nobody).title

    assert title(date(2016, 7, 18), date(2016, 7, 18)) == "Air strike, Sorn, 18 July 2016"
    assert title(date(2016, 7, 18), date(2016, 7, 19)) == "Air strike, Sorn, 18 to 19 July 2016"
    assert title(date(2016, 7, 30), date(2016, 8, 1)) == "Air strike, Sorn, 30 July 2016 to 1 August 2016"


def test_a_title_calls_nothing_fighting_that_no_claim_says_was() -> None:
    made = report("r1")
    hurt, again = (
        replace(claim("r1", who, acled=CLASH), event=Event("ASSAULT", None, Acled(*CLASH), WORDS)) for who in "AB"
    )
    denied = replace(claim("r1", "C", acled=CLASH), event=Event("ASSAULT", "firearms", Acled(*CLASH), WORDS))

    def called(*told: Claim) -> str:
        incident = form_incident(tellings_of(made, told), {each.id: each for each in told}, {"r1": made}, {}, nobody)
        return incident.title.partition(",")[0]

    assert called(hurt, again) == "Attack"
    assert called(hurt, replace(denied, polarity="negative")) == "Attack"  # "there was no exchange of fire"
    assert called(hurt, denied) == "Fighting"
    assert called(hurt, again, claim("r1", "D")) == "Air strike"


def test_a_copy_is_heard_for_what_it_says_besides_and_what_it_counts_otherwise() -> None:
    def said(claim: Claim, words: str) -> Claim:
        return replace(claim, evidence=(Span(0, len(words), words),))

    first = said(claim("r1", "medics", target=CIVILIANS, killed=(38, None)), "shells killed at least 38 people")
    again = said(claim("r2", "two medics", target=CIVILIANS, killed=(38, None)), "shelling killed at least 38 people")
    added = said(claim("r2", "the army", actor=ARMY, stance="denies"), "the army denied it on Tuesday")
    corrected = said(claim("r3", "medics", target=CIVILIANS, killed=(36, None)), "shells killed at least 36 people")
    reports = {"r1": report("r1"), "r2": report("r2", "Delta Post"), "r3": report("r3", day="2016-07-20")}
    told = {each.id: each for each in (first, again, added, corrected)}
    tellings = [
        telling
        for made in reports.values()
        for telling in tellings_of(made, [each for each in told.values() if each.report_id == made.id])
    ]

    incident = form_incident(tellings, told, reports, dict.fromkeys(reports, "r1"), nobody)

    assert [(account.claimant.name, account.position, account.claims) for account in incident.accounts] == [
        ("medics", "asserts", (first.id, corrected.id)),
        ("the army", "denies", (added.id,)),
    ]
    assert [(toll.low, toll.high) for toll in incident.tolls] == [(36, None)]


def test_what_is_only_denied_is_denied() -> None:
    made = report("r1")
    denied = claim("r1", "the army", actor=ARMY, target=CIVILIANS, stance="denies")

    incident = form_incident(tellings_of(made, [denied]), {denied.id: denied}, {"r1": made}, {}, nobody)

    assert (incident.status, incident.corroboration.origins) == ("denied", ())


def test_what_acled_calls_other_is_called_by_its_type() -> None:
    assert sort_in_words("ASSAULT", STRIKE[1]) == "Air strike"
    assert sort_in_words("COERCE", "Other") == "Coercion"
    assert sort_in_words("OTHER", "Other") == "Happening"
