"""Parties that another sentence, or a count, gives a happening."""

from __future__ import annotations

from standoff.claims.parties import story_country
from standoff.records import PlaceMention, Span


def parties(claim, role):
    return [p.span.text for p in claim.participants if p.role == role]


def test_those_whom_a_count_says_to_be_killed_are_the_target(story):
    report = story("Nine soldiers dead in clash.")
    report.happens("Nine soldiers dead in clash", "dead", toll=("killed", 9))
    assert len(parties(report.claims()[0], "target")) == 1


def test_those_hurt_are_hurt_by_who_acts_before_in_the_same_sentence(story):
    report = story("Police fired on the crowd; three marchers were hit.")
    report.happens("Police fired on the crowd", "fired", actor="Police", target="the crowd")
    report.happens("three marchers were hit", "hit", toll=("injured", 3))
    assert parties(report.claims()[1], "actor") == ["Police"]


def test_a_pronoun_that_stands_for_nobody_known_is_not_carried_to_another_sentence(story):
    report = story("We fired on the crowd; three marchers were hit.")
    report.happens("We fired on the crowd", "fired", actor="We", target="the crowd")
    report.happens("three marchers were hit", "hit", toll=("injured", 3))
    assert parties(report.claims()[1], "actor") == []


def test_who_is_only_supposed_to_have_done_one_thing_is_not_said_to_have_done_another(story):
    report = story("Presumed rebels fired on the crowd; three marchers were hit.")
    report.happens(
        "Presumed rebels fired on the crowd", "fired", actor="rebels", target="the crowd", certainty="probable"
    )
    report.happens("three marchers were hit", "hit", toll=("injured", 3))
    assert parties(report.claims()[1], "actor") == []


def test_who_does_all_that_is_told_near_by_did_not_do_what_another_sentence_counts(story):
    report = story("The army shelled Sorn on Monday. More than 9,000 people have been killed since the spring.")
    report.happens("The army shelled Sorn on Monday", "shelled", actor="The army", target="Sorn")
    report.happens("More than 9,000 people have been killed since the spring", "killed", toll=("killed", 9000))
    assert [parties(claim, "actor") for claim in report.claims()] == [["The army"], []]


def test_the_country_of_a_report_is_that_of_its_places_and_not_of_whose_soldiers_are_in_it():
    def mention(country, precision):
        span = Span("x", 0, 1)
        return PlaceMention(span, span, "x", 0.0, 0.0, country, None, None, precision, 10.0)

    named = [mention("RUS", None), mention("RUS", "country"), mention("RUS", None)]
    assert story_country([*named, mention("SYR", "town")]) == "SYR"
    assert story_country(named) == "RUS"
    assert story_country([mention("RUS", "country"), mention("SYR", "country")]) is None
